import QtQuick
import ui.theme

/*!
    Shows what Tab has reached: a dark and a light ring, inside the item, so that no list cuts them.

    \qml
    FocusRing { visible: button.lit; radius: Theme.radius }
    \endqml
*/
Rectangle {
    id: root

    anchors.fill: parent
    color: "transparent"
    border.width: 6
    border.color: Theme.focus
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        anchors.margins: 6
        radius: Math.max(0, root.radius - 6)
        color: "transparent"
        border.width: 4
        border.color: Theme.focusGap
    }
}
