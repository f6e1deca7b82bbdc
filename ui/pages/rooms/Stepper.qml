pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    A number that goes up and down by touch: what it is, less, how much, more.
*/
Item {
    id: root

    property string name
    property string value
    property bool lowest: false
    property bool highest: false
    property string less: "minus"
    property string more: "plus"

    signal lowered
    signal raised

    implicitHeight: label.height + 12 + 108
    implicitWidth: 108 + 108 + 2 * Theme.gap + figure.implicitWidth

    Words {
        id: label

        width: root.width
        text: root.name
        font.weight: Font.DemiBold
    }

    Step {
        id: minus

        objectName: root.objectName + "-less"
        iconName: root.less
        enabled: !root.lowest
        text: qsTr("%1 kurang").arg(root.name)
        onClicked: root.lowered()
    }

    Words {
        id: figure

        x: minus.width + Theme.gap
        y: minus.y + (minus.height - height) / 2
        width: root.width - 2 * x
        horizontalAlignment: Text.AlignHCenter
        text: root.value
        size: Theme.title
        strong: true
    }

    Step {
        objectName: root.objectName + "-more"
        x: root.width - width
        iconName: root.more
        enabled: !root.highest
        text: qsTr("%1 lebih").arg(root.name)
        onClicked: root.raised()
    }

    component Step: Touchable {
        id: step

        property string iconName

        y: label.height + 12
        width: 108
        height: 108
        autoRepeat: true

        background: Rectangle {
            radius: Theme.radius
            color: !step.enabled ? Theme.disabled : !step.down ? Theme.surface : Theme.contrast ? Theme.action : Theme.tint
            border.width: Theme.stroke
            border.color: step.enabled ? Theme.action : Theme.line

            FocusRing {
                visible: step.lit
                radius: Theme.radius
            }
        }

        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                name: step.iconName
                size: 52
                color: !step.enabled ? Theme.inkSoft : step.down && Theme.contrast ? Theme.actionInk : Theme.action
            }
        }
    }
}
