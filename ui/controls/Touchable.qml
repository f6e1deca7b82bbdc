import QtQuick
import QtQuick.Templates as T
import ui.theme

/*!
    What every control that is touched has in common: it answers the finger on touch down, Enter and Space press it, Tab
    reaches it, and while it is `busy` it cannot be pressed a second time. How it looks is up to the control:
    `down`, `lit` (focused), `wrong`, `busy` and `enabled` are its states. What is `checkable` is `ticked` from outside: a touch
    asks for it and alone changes nothing.

    \qml
    Touchable {
        id: plain

        text: qsTr("Lanjut")
        background: Rectangle { color: plain.down ? Theme.pressed : Theme.action }
    }
    \endqml
*/
T.AbstractButton {
    id: root

    property bool wrong: false
    property bool busy: false
    property bool lit: root.visualFocus
    property bool ticked: false

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.checkable: root.checkable
    Accessible.checked: root.ticked
    // Qt tells a screen reader its own `checked`, and turns it over by itself at every touch.
    checked: root.ticked
    onCheckedChanged: {
        if (checked !== root.ticked)
            checked = Qt.binding(() => root.ticked);
    }
    // A key that is held down presses once, and what is on its way is not sent twice.
    Keys.onReturnPressed: event => root.press(event)
    Keys.onEnterPressed: event => root.press(event)
    Keys.onSpacePressed: event => event.accepted = root.busy || event.isAutoRepeat

    function press(event: var): void {
        if (!root.busy && !event.isAutoRepeat)
            root.click();
    }

    MouseArea {
        anchors.fill: parent
        visible: root.busy
        Accessible.ignored: true
    }
}
