pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    One line of text with a cursor that a finger can place. Hardware keyboards work too.

    \qml
    TextLine { text: field.text; active: true; onEdited: text => field.put(text) }
    \endqml
*/
Rectangle {
    id: root

    property bool active: false
    property bool wrong: false
    property string name
    property int longest: 120
    property string iconName
    property string hint
    property alias text: input.text
    readonly property alias entry: keys
    property string capitals: "sentence" // or "words", "none"

    signal edited(string text)
    signal activated
    signal touched // by a finger, not by a key or a page that comes

    onActiveChanged: if (active) input.forceActiveFocus()
    Component.onCompleted: if (active) input.forceActiveFocus()

    implicitHeight: Math.max(Theme.target, input.contentHeight + 2 * 24)
    radius: Theme.radius
    color: Theme.surface
    border.width: root.active || root.wrong ? 6 : Theme.stroke
    border.color: root.wrong ? Theme.danger : root.active ? Theme.action : Theme.line

    Entry {
        id: keys

        keys: "letters"
        capital: {
            const before = input.text.slice(0, input.cursorPosition);
            return root.capitals === "words" ? /(^|[ -])$/.test(before) : root.capitals === "sentence" ? /(^|[.!?]\s+)$/.test(before) : false;
        }
        onTyped: text => {
            if (input.text.length < root.longest)
                input.insert(input.cursorPosition, text);
        }
        onErased: if (input.cursorPosition > 0) input.remove(input.cursorPosition - 1, input.cursorPosition)
        onCleared: input.clear()
    }

    Icon {
        id: picture

        x: 28
        anchors.verticalCenter: parent.verticalCenter
        visible: root.iconName !== ""
        name: root.iconName
        size: 44
        color: Theme.inkSoft
    }

    Text {
        anchors.verticalCenter: parent.verticalCenter
        x: input.x
        visible: input.text === "" && !root.active && !input.activeFocus
        text: root.hint
        color: Theme.inkSoft
        font: input.font
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    TextInput {
        id: input

        height: root.height
        verticalAlignment: TextInput.AlignVCenter
        x: root.iconName === "" ? 30 : picture.x + picture.width + 20
        width: root.width - x - 30
        clip: true
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Math.round(Theme.body * 1.2)
        maximumLength: root.longest
        selectByMouse: false
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        activeFocusOnTab: true
        onTextChanged: root.edited(text)
        onActiveFocusChanged: if (activeFocus) root.activated()
        Accessible.role: Accessible.EditableText
        Accessible.name: root.name

        TapHandler {
            // The one below is not reached where the text takes the touch itself, to place its cursor.
            onTapped: root.touched()
        }

        cursorDelegate: Rectangle {
            // Does not blink: nothing moves without meaning.
            width: 4
            visible: input.activeFocus
            color: Theme.action
        }
    }

    TapHandler {
        onTapped: {
            input.forceActiveFocus();
            root.activated();
            root.touched();
        }
    }
}
