pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Everything once more: first what to look at again, then the answers by section. "Ubah" goes to the question and comes back.
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

    FontMetrics {
        id: letters

        font.family: Theme.family
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
    }

    Repeater {
        model: root.kiosk.form.remarks

        Remark {
            required level
            required text

            width: root.contentWidth
        }
    }

    Priority {
        // Offered by itself to those who are elderly, never forced.
        visible: root.kiosk.form.elder > 0
        note: qsTr("Umur Anda %1 tahun. Lansia boleh dilayani lebih dulu, kalau Anda mau.").arg(root.kiosk.form.elder)
    }

    Panel {
        width: root.contentWidth
        pad: 0

        Flow {
            id: lines

            readonly property int columns: Theme.roomy ? 2 : 1

            width: parent.width

            Repeater {
                model: root.kiosk.form.review

                Item {
                    id: line

                    required property string step
                    required property string title
                    required property string answer
                    required property int place
                    required property string heard
                    required property int index
                    readonly property bool section: line.step === "" // the name of those below
                    readonly property real room: line.width - 72 - change.width
                    readonly property bool stacked: line.answer.split(/\s/).some(word => letters.advanceWidth(word) > line.room) // a long number

                    width: line.section ? lines.width : lines.width / lines.columns
                    implicitHeight: line.section ? name.implicitHeight + 2 * 24 : Math.max(132, words.implicitHeight + 2 * 22 + (line.stacked ? change.height : 0))

                    Rectangle {
                        visible: line.section
                        width: parent.width
                        height: parent.height
                        topLeftRadius: line.index === 0 ? Theme.radius : 0
                        topRightRadius: topLeftRadius
                        color: Theme.tint
                        border.width: Theme.contrast ? 2 : 0
                        border.color: Theme.line
                    }

                    Words {
                        id: name

                        anchors.verticalCenter: parent.verticalCenter
                        visible: line.section
                        x: 36
                        width: parent.width - 72
                        text: line.section ? line.title : ""
                        strong: true
                    }

                    Rectangle {
                        x: 36
                        width: parent.width - 72
                        height: 2
                        visible: !line.section && line.place >= lines.columns
                        color: Theme.hairline
                    }

                    Column {
                        id: words

                        y: line.stacked ? 22 : (line.height - height) / 2
                        visible: !line.section
                        x: 36
                        width: line.stacked ? line.width - 72 : line.room
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

                        y: line.stacked ? line.height - height - 10 : (line.height - height) / 2
                        visible: !line.section
                        x: line.width - width - 12
                        kind: "quiet"
                        iconName: "pencil"
                        text: qsTr("Ubah")
                        objectName: "change-" + line.step
                        Accessible.name: qsTr("Ubah %1").arg(line.heard)
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

    Priority {
        visible: root.kiosk.form.elder === 0
        note: qsTr("Lansia, ibu hamil atau membawa bayi, penyandang disabilitas")
    }

    component Priority: ChoiceCard {
        objectName: "priority"
        width: root.contentWidth
        height: Math.max(implicitHeight, 132)
        many: true
        text: qsTr("Saya perlu didahulukan")
        chosen: root.kiosk.form.priority
        onClicked: root.kiosk.form.setPriority(!chosen)
    }
}
