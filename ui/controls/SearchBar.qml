import QtQuick
import ui.theme

/*!
    Looks like the line one types into, and opens the page with it and its keys.

    \qml
    SearchBar { text: qsTr("Cari: ketik keperluan Anda, misalnya KTP hilang") }
    \endqml
*/
Touchable {
    id: root

    readonly property color ink: root.down && Theme.contrast ? Theme.actionInk : Theme.inkSoft

    implicitHeight: Math.max(Theme.target, words.implicitHeight + 2 * 24)

    background: Rectangle {
        radius: Theme.radius
        color: !root.enabled ? Theme.disabled : !root.down ? Theme.surface : Theme.contrast ? Theme.action : Theme.tint
        border.width: root.wrong ? 6 : Theme.stroke
        border.color: root.wrong ? Theme.danger : Theme.action

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Icon {
            id: picture

            x: 28
            anchors.verticalCenter: parent.verticalCenter
            name: root.busy ? "hourglass" : "search"
            size: 52
            color: root.down && Theme.contrast ? Theme.actionInk : Theme.action
        }

        Words {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: picture.x + picture.width + 24
            width: root.width - x - 28
            text: root.text
            lineHeight: 1.1
            color: root.ink
            Accessible.ignored: true
        }
    }
}
