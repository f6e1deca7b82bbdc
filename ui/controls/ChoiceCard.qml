import QtQuick
import ui.theme

/*!
    One possible answer, as large as a hand likes it. `many`: a tick instead of a dot, others may be chosen too.

    \qml
    ChoiceCard { text: qsTr("Milik sendiri"); chosen: true; onClicked: field.toggle("milik") }
    \endqml
*/
Touchable {
    id: root

    property bool chosen: false
    property bool many: false
    property string note

    implicitHeight: Math.max(Theme.target, words.implicitHeight + 2 * 20)
    checkable: true
    ticked: root.chosen
    Accessible.role: root.many ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.description: root.note

    background: Rectangle {
        radius: Theme.radius
        color: !root.enabled ? Theme.disabled : root.down || root.chosen ? Theme.tint : Theme.surface
        border.width: root.chosen || root.wrong ? 6 : Theme.stroke
        border.color: root.wrong ? Theme.danger : root.enabled && (root.chosen || root.down) ? Theme.action : Theme.line

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Rectangle {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            x: 30
            width: 48
            height: 48
            radius: root.many ? 10 : 24
            color: root.chosen ? (root.enabled ? Theme.action : Theme.line) : root.enabled ? Theme.surface : "transparent"
            border.width: root.chosen ? 0 : Theme.stroke
            border.color: Theme.line

            Icon {
                anchors.centerIn: parent
                visible: root.chosen
                name: "check"
                size: 36
                color: Theme.actionInk
            }
        }

        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: mark.x + mark.width + 24
            width: root.width - x - (sign.visible ? 84 : 24)

            Words {
                width: parent.width
                text: root.text
                color: root.enabled ? Theme.ink : Theme.inkSoft
                font.weight: root.chosen ? Font.Bold : Font.DemiBold
                lineHeight: 1.1
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.note
                size: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.1
                Accessible.ignored: true
            }
        }

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            x: root.width - 72
            visible: name !== ""
            name: root.busy ? "hourglass" : root.wrong ? "triangle-alert" : ""
            size: 48
            color: root.busy ? Theme.action : Theme.danger
        }
    }
}
