pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Everything once more. "Ubah" goes to the question and comes back here.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk

    eyebrow: root.kiosk.form.service
    heading: qsTr("Sudah benar semua?")
    reason: qsTr("Sentuh Ubah kalau ada yang perlu dibetulkan.")
    nextText: qsTr("Kirim permohonan")
    nextIcon: "check"
    backText: qsTr("Kembali")
    onNext: root.kiosk.done.send()
    onBack: root.kiosk.back()

    Panel {
        width: root.contentWidth
        pad: 0

        Grid {
            id: lines

            width: parent.width
            columns: Theme.roomy ? 2 : 1

            Repeater {
                model: root.kiosk.form.review

                Item {
                    id: line

                    required property string step
                    required property string title
                    required property string answer
                    required property int index

                    width: lines.width / lines.columns
                    implicitHeight: Math.max(132, words.implicitHeight + 2 * 22)

                    Rectangle {
                        x: 36
                        width: parent.width - 72
                        height: 2
                        visible: line.index >= lines.columns
                        color: Theme.hairline
                    }

                    Column {
                        id: words

                        anchors.verticalCenter: parent.verticalCenter
                        x: 36
                        width: line.width - change.width - x - 36
                        spacing: 2

                        Words {
                            width: parent.width
                            text: line.title
                            size: Theme.small
                            color: Theme.inkSoft
                        }

                        Words {
                            width: parent.width
                            text: line.answer
                            font.weight: Font.DemiBold
                            maximumLineCount: 6
                            elide: Text.ElideRight
                        }
                    }

                    KioskButton {
                        id: change

                        anchors.verticalCenter: parent.verticalCenter
                        x: line.width - width - 12
                        kind: "quiet"
                        iconName: "pencil"
                        text: qsTr("Ubah")
                        objectName: "change-" + line.step
                        Accessible.name: qsTr("Ubah %1").arg(line.title)
                        Accessible.description: line.answer
                        onClicked: root.kiosk.form.change(line.step)
                    }
                }
            }
        }
    }

    aside: Illustration {
        visible: Theme.roomy
        name: visible ? "letter" : ""
        width: 440
    }

    ChoiceCard {
        objectName: "priority"
        width: root.contentWidth
        height: Math.max(implicitHeight, 132)
        many: true
        text: qsTr("Saya perlu didahulukan")
        note: qsTr("Lansia, ibu hamil atau membawa bayi, penyandang disabilitas")
        chosen: root.kiosk.form.priority
        onClicked: root.kiosk.form.setPriority(!chosen)
    }
}
