pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    Several lines: what happened.

    \qml
    LongTextAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    entry: keys
    onActiveChanged: if (active) input.forceActiveFocus()
    Component.onCompleted: {
        input.text = root.field.text;
        if (active)
            input.forceActiveFocus();
    }

    Entry {
        id: keys

        keys: "letters"
        lines: true
        capital: /(^|[.!?\n]\s*)$/.test(input.text.slice(0, input.cursorPosition))
        onTyped: text => {
            if (input.length < root.field.longest)
                input.insert(input.cursorPosition, text);
        }
        onErased: if (input.cursorPosition > 0) input.remove(input.cursorPosition - 1, input.cursorPosition)
        onCleared: input.clear()
    }

    Rectangle {
        width: root.width
        height: Theme.landscape ? 220 : 340
        radius: Theme.radius
        color: Theme.surface
        border.width: root.active ? 6 : Theme.stroke
        border.color: root.field.problem !== "" ? Theme.danger : root.active ? Theme.action : Theme.line

        Scroller {
            id: flick

            anchors.fill: parent
            anchors.margins: 24
            contentWidth: width
            contentHeight: input.implicitHeight

            TextEdit {
                id: input

                width: flick.width
                height: Math.max(implicitHeight, flick.height)
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Math.round(Theme.body * 1.1)
                selectByMouse: false
                inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
                activeFocusOnTab: true
                onTextChanged: root.field.put(text)
                onActiveFocusChanged: if (activeFocus) root.activated()
                onCursorRectangleChanged: {
                    if (cursorRectangle.y + cursorRectangle.height > flick.contentY + flick.height)
                        flick.contentY = cursorRectangle.y + cursorRectangle.height - flick.height;
                    else if (cursorRectangle.y < flick.contentY)
                        flick.contentY = cursorRectangle.y;
                }
                Accessible.role: Accessible.EditableText
                Accessible.name: root.field.label

                cursorDelegate: Rectangle {
                    width: 4
                    visible: input.activeFocus
                    color: Theme.action
                }
            }
        }
    }

    Words {
        width: root.width
        horizontalAlignment: Text.AlignRight
        text: qsTr("%1 dari %2 huruf").arg(input.length).arg(root.field.longest)
        size: Theme.small
        color: Theme.inkSoft
    }
}
