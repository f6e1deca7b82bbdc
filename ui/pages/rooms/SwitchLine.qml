import QtQuick
import ui.controls
import ui.theme

/*!
    A switch as wide as the page, with what it switches and how it stands in words. `held`: somebody else holds it.
*/
Touchable {
    id: root

    property bool turnedOn: false
    property bool held: false
    property string note
    property string wordOn: qsTr("Buka")
    property string wordOff: qsTr("Tutup")
    property bool first: false
    readonly property string word: root.turnedOn ? root.wordOn : root.wordOff

    readonly property bool stacked: root.width < 20 * Theme.body // the switch goes below its words

    implicitHeight: Math.max(120, words.implicitHeight + (root.stacked ? track.height + 16 : 0) + 2 * 20)
    enabled: !root.held
    checkable: true
    ticked: root.turnedOn
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text + " " + root.word
    Accessible.description: root.note

    background: Rectangle {
        color: root.down ? Theme.tint : "transparent"

        Rectangle {
            x: 30
            width: parent.width - 60
            height: 2
            visible: !root.first
            color: Theme.hairline
        }

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Column {
            id: words

            x: 30
            y: root.stacked ? 20 : (root.height - height) / 2
            width: root.stacked ? root.width - 60 : track.x - x - 24

            Words {
                width: parent.width
                text: root.text
                font.weight: Font.DemiBold
                lineHeight: 1.1
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.note
                size: Theme.small
                lineHeight: 1.1
                color: Theme.inkSoft
                Accessible.ignored: true
            }
        }

        Words {
            id: state

            x: root.stacked ? track.x + track.width + 20 : root.width - 30 - width
            y: track.y + (track.height - height) / 2
            width: Math.max(100, Math.ceil(implicitWidth))
            horizontalAlignment: root.stacked ? Text.AlignLeft : Text.AlignRight
            text: root.word
            font.weight: Font.DemiBold
            color: root.turnedOn ? Theme.good : Theme.danger
            Accessible.ignored: true
        }

        Rectangle {
            id: track

            x: root.stacked ? 30 : root.width - 30 - state.width - width - 20
            y: root.stacked ? root.height - height - 20 : (root.height - height) / 2
            width: 120
            height: 64
            radius: 32
            color: root.turnedOn ? Theme.action : Theme.surface
            border.width: root.turnedOn ? 0 : Theme.stroke
            border.color: Theme.line

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                x: root.turnedOn ? parent.width - width - 8 : 8
                width: 48
                height: 48
                radius: 24
                color: root.turnedOn ? Theme.actionInk : Theme.line

                Icon {
                    anchors.centerIn: parent
                    name: root.held ? "lock" : root.turnedOn ? "check" : "x"
                    size: 32
                    color: root.turnedOn ? Theme.action : Theme.surface
                }
            }
        }
    }
}
