pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The NIK that was read, large and in groups, directly below the picture of its row; what is odd about it; "Ubah NIK" and
    "Foto ulang".

    \qml
    KtpNik { width: 960; ktp: kiosk.ktp }
    \endqml
*/
Panel {
    id: root

    required property KtpViewModel ktp
    readonly property real inner: root.width - 2 * root.pad
    readonly property bool odd: root.ktp.nikDoubts.length > 0

    pad: Theme.landscape ? 30 : 36
    border.width: root.odd ? 4 : Theme.stroke
    border.color: root.odd ? Theme.unsure : Theme.line

    Image {
        // As large as the panel lets it: the digits are compared one by one.
        width: root.inner
        height: visible ? Math.min(Theme.landscape ? 110 : 140, implicitWidth > 0 ? width * implicitHeight / implicitWidth : 0) : 0
        visible: root.ktp.nikPicture !== ""
        fillMode: Image.PreserveAspectFit
        cache: false
        source: root.ktp.nikPicture === "" ? "" : "image://answer/" + root.ktp.nikPicture + "/0"
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Gambar baris NIK di KTP")
    }

    T.AbstractButton {
        id: digits

        // A box: it is said aloud only when somebody asks for it, and touched to be mended.
        objectName: "ktp-nik"
        width: root.inner
        implicitHeight: Math.max(Theme.target, line.height)
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("NIK")
        Accessible.description: root.ktp.nik
        onClicked: root.ktp.changeNik()
        Keys.onReturnPressed: digits.click()
        Keys.onEnterPressed: digits.click()

        background: Item {
            FocusRing {
                visible: digits.visualFocus
                radius: Theme.radius
            }
        }

        contentItem: Item {
            Row {
                id: line

                // Sixteen digits and two gaps.
                readonly property int size: Math.min(96, Math.floor(root.inner / (16 * 0.62 + 2 * 0.6)))

                anchors.centerIn: parent
                spacing: 0.6 * size

                Repeater {
                    model: [[0, 6], [6, 12], [12, 16]]

                    Text {
                        required property list<int> modelData

                        text: root.ktp.nik.slice(modelData[0], modelData[1])
                        color: Theme.ink
                        font.family: Theme.family
                        font.pixelSize: line.size
                        font.weight: Font.Bold
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Remark {
        width: root.inner
        visible: root.odd
        level: "warning"
        title: qsTr("Periksa lagi")
        text: root.ktp.nikDoubts.join("\n")
    }

    Grid {
        readonly property bool narrow: root.inner < change.implicitWidth + again.implicitWidth + Theme.gap
        readonly property real each: narrow ? root.inner : (root.inner - Theme.gap) / 2

        columns: narrow ? 1 : 2
        spacing: Theme.gap

        KioskButton {
            id: change

            objectName: "change-nik"
            width: parent.each
            kind: "secondary"
            iconName: "pencil"
            text: qsTr("Ubah NIK")
            onClicked: root.ktp.changeNik()
        }

        KioskButton {
            id: again

            objectName: "ktp-again"
            width: parent.each
            kind: "secondary"
            iconName: "camera"
            text: qsTr("Foto ulang")
            onClicked: root.ktp.again()
        }
    }
}
