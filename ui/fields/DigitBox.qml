import QtQuick
import QtQuick.Templates as T
import ui.theme

/*!
    A box that shows digits and takes them from the number pad; a hardware keyboard may type them too.

    \qml
    DigitBox { text: "0812 7345"; active: true; onTyped: digit => field.typed(digit) }
    \endqml
*/
T.AbstractButton {
    id: root

    property bool active: false
    property bool wrong: false
    property string name
    property string hint
    property string after // a unit
    property int horizontalAlignment: Text.AlignLeft

    signal typed(string digit)
    signal erased

    onActiveChanged: if (active) forceActiveFocus()
    onVisualFocusChanged: if (visualFocus && !active) click() // who comes by Tab begins to type
    Component.onCompleted: if (active) forceActiveFocus()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            root.erased();
        else if (/^[0-9]$/.test(event.text))
            root.typed(event.text);
        else
            return;
        event.accepted = true;
    }

    implicitWidth: line.width + 2 * 30
    implicitHeight: Math.max(Theme.landscape ? 108 : 132, Theme.digit * 1.2 + 2 * (Theme.landscape ? 20 : 30))
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.EditableText
    Accessible.name: root.name
    Accessible.description: [root.text === "" ? root.hint : root.text, root.after].filter(part => part !== "").join(" ")

    background: Rectangle {
        radius: Theme.radius
        color: root.pressed ? Theme.tint : Theme.surface
        border.width: root.active || root.wrong ? 6 : Theme.stroke
        border.color: root.wrong ? Theme.danger : root.active ? Theme.action : Theme.line
    }

    contentItem: Item {
        clip: true

        Row {
            id: line

            // Of what is longer than the box its end is in sight, where it is typed.
            x: root.horizontalAlignment === Text.AlignHCenter ? (parent.width - width) / 2 : Math.min(30, parent.width - width - 30)
            anchors.verticalCenter: parent.verticalCenter
            spacing: 6

            Text {
                text: root.text === "" && !root.active ? root.hint : root.text
                color: root.text === "" ? Theme.inkSoft : Theme.ink
                font.family: Theme.family
                font.pixelSize: root.text === "" ? Theme.body : Theme.digit
                font.weight: root.text === "" ? Font.Normal : Font.Bold
                font.letterSpacing: root.text === "" ? 0 : 2
            }

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.active
                width: 4
                height: Theme.digit
                color: Theme.action
            }

            Text {
                anchors.verticalCenter: parent.verticalCenter
                leftPadding: 12
                visible: root.after !== ""
                text: root.after
                color: Theme.inkSoft
                font.family: Theme.family
                font.pixelSize: Theme.body
            }
        }
    }
}
