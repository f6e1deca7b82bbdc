import QtQuick
import QtQuick.Templates as T
import ui.theme

/*!
    What every control that is touched has in common: it answers the finger on touch down, Enter and Space press it, Tab
    reaches it, and while it is `busy` it cannot be pressed a second time. How it looks is up to the control:
    `down`, `lit` (focused), `wrong`, `busy` and `enabled` are its states.

    \qml
    Touchable { text: qsTr("Lanjut"); background: Rectangle { color: parent.down ? Theme.pressed : Theme.action } }
    \endqml
*/
T.AbstractButton {
    id: root

    property bool wrong: false
    property bool busy: false
    property bool lit: root.visualFocus

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Keys.onReturnPressed: root.click()
    Keys.onEnterPressed: root.click()

    MouseArea {
        // What is on its way is not sent twice.
        anchors.fill: parent
        visible: root.busy
        Accessible.ignored: true
    }
}
