import QtQuick
import QtQuick.Templates as T
import ui.theme

/*!
    A button. `kind`: "primary" (one a page), "secondary" or "quiet". It answers the finger on touch down.

    \qml
    KioskButton { text: qsTr("Lanjut"); iconName: "arrow-right"; iconLast: true; onClicked: page.next() }
    \endqml
*/
T.AbstractButton {
    id: root

    property string kind: "primary"
    property string iconName
    property bool iconLast: false
    property int size: Theme.body
    property color tone: Theme.action // of a secondary or quiet button

    readonly property color content: root.kind === "primary" ? (root.enabled ? Theme.actionInk : Theme.inkSoft)
        : root.pressed ? (Theme.contrast ? "#000000" : Theme.pressed) : root.enabled ? root.tone : Theme.inkSoft

    implicitHeight: Math.max(Theme.target, label.implicitHeight + 2 * Theme.unit)
    implicitWidth: label.implicitWidth + (root.iconName === "" ? 0 : picture.size + Theme.gap) + 2 * 36
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: root.text

    background: Rectangle {
        radius: Theme.radius
        color: root.kind === "primary" ? (!root.enabled ? Theme.hairline : root.pressed ? Theme.pressed : Theme.action)
            : root.pressed ? (Theme.contrast ? Theme.action : Theme.tint) : root.kind === "quiet" ? "transparent" : Theme.surface
        border.width: root.kind === "quiet" ? (root.visualFocus ? Theme.stroke : 0) : root.kind === "primary" && !root.visualFocus ? 0 : Theme.stroke
        border.color: root.visualFocus ? Theme.thread : root.enabled ? root.tone : Theme.line
    }

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.gap
            layoutDirection: root.iconLast ? Qt.RightToLeft : Qt.LeftToRight

            Icon {
                id: picture

                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.iconName
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
