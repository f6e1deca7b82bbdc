import QtQuick
import ui.theme

/*!
    A button. `kind`: "primary" (one a page), "secondary" or "quiet". While it is `busy` it shows so and takes no touch.

    \qml
    KioskButton { text: qsTr("Lanjut"); iconName: "arrow-right"; iconLast: true; onClicked: page.next() }
    \endqml
*/
Touchable {
    id: root

    property string kind: "primary"
    property string iconName
    property bool iconLast: false
    property int size: Theme.body
    property color tone: Theme.action // of a secondary or quiet button

    readonly property bool filled: root.kind === "primary"
    readonly property color content: root.filled ? (root.enabled ? (root.down && Theme.contrast ? "#000000" : Theme.actionInk) : Theme.inkSoft)
        : root.down ? (Theme.contrast ? "#000000" : Theme.pressed) : root.enabled ? (root.wrong ? Theme.danger : root.tone) : Theme.inkSoft
    readonly property string sign: root.busy ? "hourglass" : root.wrong ? "triangle-alert" : root.iconName

    implicitHeight: Math.max(Theme.target, label.implicitHeight + 2 * Theme.unit)
    implicitWidth: label.implicitWidth + (picture.visible ? picture.size + Theme.gap : 0) + 2 * 36
    Accessible.description: root.busy ? qsTr("Sedang dikerjakan") : ""

    background: Rectangle {
        radius: Theme.radius
        color: !root.enabled ? Theme.disabled : root.filled ? (root.down ? Theme.pressed : Theme.action)
            : root.down ? (Theme.contrast ? Theme.action : Theme.tint) : root.kind === "quiet" ? "transparent" : Theme.surface
        border.width: root.wrong ? 6 : root.kind === "quiet" || (root.filled && root.enabled) ? 0 : Theme.stroke
        border.color: root.wrong ? Theme.danger : root.enabled ? root.tone : Theme.line

        Rectangle {
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                leftMargin: Theme.radius
                rightMargin: Theme.radius
            }
            visible: root.filled && root.enabled && !root.down && !Theme.contrast
            height: 3
            color: Theme.liftDark
        }

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.gap
            layoutDirection: root.iconLast && root.sign === root.iconName ? Qt.RightToLeft : Qt.LeftToRight

            Icon {
                id: picture

                anchors.verticalCenter: parent.verticalCenter
                visible: root.sign !== ""
                name: root.sign
                size: Math.round(root.size * 1.2)
                color: root.content
            }

            Words {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, root.width - 48 - (picture.visible ? picture.size + Theme.gap : 0))
                horizontalAlignment: Text.AlignHCenter
                text: root.text
                size: root.size
                font.weight: Font.DemiBold
                lineHeight: 1.05
                color: root.content
                Accessible.ignored: true
            }
        }
    }
}
