import QtQuick
import ui.theme

/*!
    A door to a room of maintenance mode: its picture, its name, and what is done there.

    \qml
    DoorCard { iconName: "printer"; text: qsTr("Printer dan kertas"); note: qsTr("Ganti kertas, cetak uji") }
    \endqml
*/
Touchable {
    id: root

    property string iconName
    property string note
    readonly property bool narrow: root.width < 400
    readonly property color ink: root.down && Theme.contrast ? Theme.actionInk : root.enabled ? Theme.action : Theme.inkSoft

    implicitHeight: Math.max(Math.ceil(1.5 * Theme.body + 2.8 * Theme.small) + 2 * 20, words.implicitHeight + 2 * 20) // two lines below the name: rows of doors stand even
    Accessible.description: root.note

    background: Rectangle {
        radius: Theme.radius
        color: !root.enabled ? Theme.disabled : !root.down ? Theme.surface : Theme.contrast ? Theme.action : Theme.tint
        border.width: root.wrong ? 6 : Theme.contrast ? 4 : 2
        border.color: root.wrong ? Theme.danger : root.down ? Theme.action : Theme.line

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Icon {
            id: picture

            x: root.narrow ? 20 : 28
            anchors.verticalCenter: parent.verticalCenter
            name: root.busy ? "hourglass" : root.wrong ? "triangle-alert" : root.iconName
            size: root.narrow ? 48 : 60
            color: root.ink
        }

        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: picture.x + picture.width + (root.narrow ? 18 : 26)
            width: root.width - x - 16

            Words {
                width: parent.width
                text: root.text
                font.weight: Font.Bold
                lineHeight: 1.08
                color: root.down && Theme.contrast ? Theme.actionInk : root.enabled ? Theme.ink : Theme.inkSoft
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.note
                size: Theme.small
                lineHeight: 1.1
                color: root.down && Theme.contrast ? Theme.actionInk : Theme.inkSoft
                Accessible.ignored: true
            }
        }
    }
}
