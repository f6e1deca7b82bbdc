pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    One of several, or several of them: a card for each. Many short ones stand in columns, so that all are in sight.

    \qml
    ChoiceAnswer { field: model.field }
    \endqml
*/
Answer {
    id: root

    readonly property int count: pictures.count + cards.count
    readonly property int columns: root.field.illustrated ? (root.count === 2 || Theme.textScale > 1.4 ? 2 : Theme.landscape ? 4 : 3) : Theme.textScale > 1.4 ? (Theme.landscape && root.count > 4 ? 2 : 1)
        : Theme.landscape ? (root.count > 12 ? 3 : root.count > 3 ? 2 : 1) : root.count > 8 ? 2 : 1

    labelled: false

    Grid {
        width: root.width
        visible: root.field.illustrated
        columns: root.columns
        spacing: Theme.gap

        Repeater {
            id: pictures

            model: root.field.illustrated ? root.field.choices : null

            PictureCard {
                required property string value
                required property string label
                required property bool selected
                required property string symbol
                required drawing

                objectName: "choice-" + value
                width: (root.width - (root.columns - 1) * Theme.gap) / root.columns
                iconName: symbol
                text: label
                chosen: selected
                many: root.field.kind === "choices"
                wrong: root.field.problem !== ""
                onClicked: {
                    root.activated();
                    root.field.toggle(value);
                }
            }
        }
    }

    Grid {
        width: root.width
        visible: !root.field.illustrated
        columns: root.columns
        spacing: Theme.gap

        Repeater {
            id: cards

            model: root.field.illustrated ? null : root.field.choices

            ChoiceCard {
                required property string value
                required property string label
                required property bool selected

                objectName: "choice-" + value
                width: (root.width - (root.columns - 1) * Theme.gap) / root.columns
                height: Math.max(implicitHeight, root.columns > 1 ? 2 * 1.1 * 1.28 * Theme.body + 40 : 126)
                text: label
                chosen: selected
                many: root.field.kind === "choices"
                onClicked: {
                    root.activated();
                    root.field.toggle(value);
                }
            }
        }
    }

    Words {
        width: root.width
        visible: text !== "" && root.field.problem === ""
        text: root.field.hint
        size: Theme.small
        color: Theme.unsure
    }
}
