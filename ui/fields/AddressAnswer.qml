pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    A street and a house number in one line. The words that most addresses are made of are a touch each.

    \qml
    AddressAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    entry: line.entry

    TextLine {
        id: line

        width: root.width
        name: root.field.label
        active: root.active
        wrong: root.field.problem !== ""
        longest: root.field.longest
        capitals: "words"
        Component.onCompleted: text = root.field.text
        onEdited: text => root.field.put(text)
        onActivated: root.activated()
    }

    Flow {
        width: root.width
        spacing: 12

        Repeater {
            // Parts of an address, the same in every language.
            model: ["Jl.", "Gang", "Lorong", "No.", "RT"]

            KioskButton {
                required property string modelData

                objectName: "word-" + modelData
                width: Math.max(Theme.target, implicitWidth)
                height: Math.max(96, implicitHeight - 12)
                kind: "secondary"
                text: modelData
                onClicked: {
                    root.activated();
                    const before = line.text;
                    // A word of its own, and the next one begins by itself.
                    line.entry.typed((before === "" || before.endsWith(" ") ? "" : " ") + modelData + " ");
                }
            }
        }
    }
}
