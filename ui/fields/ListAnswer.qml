pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    One of very many: a few letters, then a touch.

    \qml
    ListAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    // Above keys in the low part of a wide screen there is room for one line of words, so it has to be a long one.
    readonly property int columns: Theme.landscape && !Theme.reach && Theme.textScale < 1.4 ? 2 : 1

    entry: root.field.answered ? null : line.entry

    TextLine {
        id: line

        width: root.width
        visible: !root.field.answered
        name: root.field.label
        active: root.active && !root.field.answered
        wrong: root.field.problem !== ""
        iconName: "search"
        hint: qsTr("Cari namanya")
        capitals: "words"
        longest: 40
        onEdited: text => root.field.search(text)
        onActivated: root.activated()
    }

    Words {
        width: root.width
        visible: !root.field.answered && line.text !== "" && results.count === 0
        text: qsTr("Belum ada yang cocok. Coba kurangi hurufnya.")
        color: Theme.inkSoft
    }

    Grid {
        width: root.width
        visible: !root.field.answered
        columns: root.columns
        spacing: 12

        Repeater {
            id: results

            model: root.field.choices

            ChoiceCard {
                required property string value
                required property string label
                required note
                required property bool selected

                objectName: "choice-" + value
                width: (root.width - (root.columns - 1) * 12) / root.columns
                text: label
                chosen: selected
                onClicked: root.field.put(value)
            }
        }
    }

    ChoiceCard {
        width: root.width
        height: Math.max(implicitHeight, 132)
        visible: root.field.answered
        text: root.field.spoken
        chosen: true
        onClicked: root.activated()
    }

    KioskButton {
        visible: root.field.answered
        kind: "secondary"
        iconName: "search"
        text: qsTr("Cari yang lain")
        onClicked: {
            line.text = "";
            root.field.cleared();
            root.activated();
        }
    }
}
