import QtQuick
import ui.theme

/*!
    One button of the bar: a picture over a word (in landscape beside it), all of the same size.

    \qml
    TopButton { iconName: "help"; text: qsTr("Bantuan"); onClicked: bar.helped() }
    \endqml
*/
Touchable {
    id: root

    property string iconName
    property bool on: false // a wish that is fulfilled now: voice, larger text
    property color tone: Theme.action
    readonly property color ink: root.down && Theme.contrast ? "#000000" : root.enabled ? root.tone : Theme.inkSoft

    implicitHeight: Theme.bar
    ticked: root.on

    background: Rectangle {
        radius: Theme.radius
        color: !root.enabled ? Theme.disabled : root.down ? (Theme.contrast ? Theme.action : Theme.tint) : "transparent"

        Rectangle {
            anchors {
                horizontalCenter: parent.horizontalCenter
                bottom: parent.bottom
            }
            visible: root.on
            width: 72
            height: 6
            radius: 3
            color: root.tone
        }

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Grid {
            anchors.centerIn: parent
            columns: Theme.landscape ? 2 : 1
            spacing: Theme.landscape ? 14 : 4
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                name: root.iconName
                size: 48
                color: root.ink
            }

            Words {
                text: root.text
                size: Math.round(28 * Math.pow(Theme.textScale, 0.4))
                wrapMode: Text.NoWrap
                font.weight: Font.DemiBold
                lineHeight: 1
                color: root.ink
                Accessible.ignored: true
            }
        }
    }
}
