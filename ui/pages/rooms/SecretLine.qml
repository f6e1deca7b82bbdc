pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    A password: dots, or its letters while whoever types it wants to see them. The docked keys type into `entry`.
*/
Rectangle {
    id: root

    property bool active: false
    property bool shown: false
    property string name
    property int longest: 63
    property alias text: input.text
    readonly property alias entry: keys

    function write(letter: string): void {
        if (input.text.length < root.longest)
            input.insert(input.cursorPosition, letter);
    }

    onActiveChanged: if (root.active) input.forceActiveFocus()
    implicitHeight: Math.max(Theme.target, input.contentHeight + 2 * 24)
    radius: Theme.radius
    color: Theme.surface
    border.width: root.active ? 6 : Theme.stroke
    border.color: root.active ? Theme.action : Theme.line

    Entry {
        id: keys

        keys: "letters"
        onTyped: text => root.write(text)
        onErased: if (input.cursorPosition > 0) input.remove(input.cursorPosition - 1, input.cursorPosition)
        onCleared: input.clear()
    }

    TextInput {
        id: input

        x: 30
        width: root.width - 2 * x
        height: root.height
        verticalAlignment: TextInput.AlignVCenter
        clip: true
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Math.round(Theme.body * 1.2)
        maximumLength: root.longest
        echoMode: root.shown ? TextInput.Normal : TextInput.Password
        passwordCharacter: "•"
        selectByMouse: false
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
        activeFocusOnTab: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.name
        Accessible.passwordEdit: !root.shown

        cursorDelegate: Rectangle {
            width: 4
            visible: input.activeFocus
            color: Theme.action
        }
    }
}
