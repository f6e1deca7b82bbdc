import QtQuick
import ui.theme

/*!
    What happened to somebody, as a picture with a few words below it. Cards side by side have the same `art` height.

    \qml
    EventCard { drawing: "event-bayi"; text: qsTr("Punya bayi") }
    \endqml
*/
Touchable {
    id: root

    property string drawing
    property string iconName // where there is no drawing
    property string note // what else belongs to it, in small print
    property int art: 140
    readonly property color ink: root.down && Theme.contrast ? Theme.actionInk : Theme.ink

    implicitHeight: root.art + words.implicitHeight + 3 * 18
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
        Illustration {
            y: 18
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.drawing !== "" && !root.busy
            name: root.visible ? root.drawing : ""
            sourceSize: Qt.size(0, root.art)
        }

        Icon {
            y: 18 + (root.art - size) / 2
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.drawing === "" || root.busy
            name: root.busy ? "hourglass" : root.iconName
            size: Math.round(root.art * 0.64)
            color: root.down && Theme.contrast ? Theme.actionInk : Theme.action
        }

        Column {
            id: words

            x: 6
            // Between the picture and the lower edge: a card with one line stands beside cards with two.
            y: root.art + 18 + (root.height - root.art - 18 - height) / 2
            width: root.width - 12

            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: root.text
                size: Math.round(Theme.body * (Theme.textScale > 1.2 || root.width < 280 ? 0.86 : 1))
                font.weight: Font.DemiBold
                lineHeight: 1.08
                color: root.ink
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.note
                size: Theme.small
                lineHeight: 1.1
                color: root.down && Theme.contrast ? Theme.actionInk : Theme.inkSoft
                Accessible.ignored: true
            }
        }
    }
}
