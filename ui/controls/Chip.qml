import QtQuick
import ui.theme

/*!
    One of several short words that narrow a list; exactly one is `chosen`.

    \qml
    Chip { text: qsTr("SMP"); chosen: true; onClicked: list.narrow("SMP") }
    \endqml
*/
Touchable {
    id: root

    property bool chosen: false

    implicitHeight: Math.max(96, label.implicitHeight + 2 * 20)
    implicitWidth: Math.max(120, label.implicitWidth + (tick.visible ? tick.size + 14 : 0) + 2 * 34)
    checkable: true
    ticked: root.chosen
    Accessible.role: Accessible.RadioButton

    background: Rectangle {
        radius: root.height / 2
        color: !root.enabled ? Theme.disabled : root.chosen ? (root.down ? Theme.pressed : Theme.action) : root.down ? Theme.tint : Theme.surface
        border.width: root.wrong ? 6 : root.chosen ? 0 : Theme.stroke
        border.color: root.wrong ? Theme.danger : root.down ? Theme.action : Theme.line

        FocusRing {
            visible: root.lit
            radius: root.height / 2
        }
    }

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: 14

            Icon {
                id: tick

                anchors.verticalCenter: parent.verticalCenter
                visible: root.chosen
                name: "check"
                size: Math.round(Theme.body * 1.05)
                color: label.color
            }

            Words {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, root.width - 2 * 34 - (tick.visible ? tick.size + 14 : 0))
                text: root.text
                font.weight: Font.DemiBold
                lineHeight: 1.05
                color: !root.enabled ? Theme.inkSoft : root.chosen ? (root.down && Theme.contrast ? "#000000" : Theme.actionInk) : Theme.ink
                Accessible.ignored: true
            }
        }
    }
}
