import QtQuick
import ui.theme

/*!
    One key of a docked keyboard. It never takes the focus from the field it types into.

    \qml
    Key { text: "7"; onClicked: pad.target.typed(text) }
    \endqml
*/
Touchable {
    id: root

    property string iconName
    property bool dark: false // keys that do something instead of writing
    property bool on: false
    property int size: Theme.key
    property string spokenName: root.text

    focusPolicy: Qt.NoFocus
    Accessible.name: root.spokenName

    background: Rectangle {
        radius: 12
        color: !root.enabled ? "transparent" : root.down || root.on ? Theme.action : root.dark ? Theme.keyDark : Theme.surface
        border.width: Theme.contrast && root.enabled ? 2 : 0
        border.color: Theme.line

        Rectangle {
            // The 2 px line that makes it a key.
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                leftMargin: 6
                rightMargin: 6
            }
            visible: root.enabled && !root.down && !Theme.contrast
            height: 2
            color: Theme.lift
        }

        FocusRing {
            visible: root.lit
            radius: 12
        }
    }

    contentItem: Item {
        Text {
            anchors.centerIn: parent
            width: parent.width - 12
            horizontalAlignment: Text.AlignHCenter
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 22
            visible: root.iconName === ""
            text: root.text
            color: root.down || root.on ? Theme.actionInk : root.enabled ? Theme.ink : Theme.inkSoft
            font.family: Theme.family
            font.pixelSize: root.size
            font.weight: Font.DemiBold
        }

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: Math.round(root.size * 1.15)
            color: root.down || root.on ? Theme.actionInk : root.enabled ? Theme.ink : Theme.inkSoft
        }
    }
}
