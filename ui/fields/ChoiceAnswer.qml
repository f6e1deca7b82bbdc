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
    // Large words in landscape leave no room for drawings: a list is in sight at once.
    readonly property bool pictured: root.field.illustrated && (!Theme.landscape || root.field.choices.rowCount() === 2 || !Theme.reach && Theme.textScale < 1.4)
    readonly property int columns: root.pictured ? (root.count === 2 || root.count === 4 || !Theme.landscape && Theme.textScale > 1.2 ? 2 : 3) : Theme.textScale > 1.4 ? (Theme.landscape && root.count > 4 ? 2 : 1)
        : Theme.landscape ? (root.count > 12 ? 3 : root.count > 3 ? 2 : 1) : root.count > 8 ? 2 : 1

    property real tallest: 0 // the cards are as high as each other

    function level(): void {
        let most = 0;
        for (let i = 0; i < pictures.count; i++)
            most = Math.max(most, pictures.itemAt(i)?.implicitHeight ?? 0);
        root.tallest = most;
    }

    Grid {
        width: root.width
        visible: root.pictured
        columns: root.columns
        spacing: Theme.gap

        Repeater {
            id: pictures

            model: root.pictured ? root.field.choices : null

            PictureCard {
                required property string value
                required property string label
                required property bool selected
                required property string symbol
                required drawing

                objectName: "choice-" + value
                width: (root.width - (root.columns - 1) * Theme.gap) / root.columns
                height: Math.max(implicitHeight, root.tallest)
                onImplicitHeightChanged: Qt.callLater(root.level)
                Component.onCompleted: root.level()
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
        visible: !root.pictured
        columns: root.columns
        spacing: Theme.gap

        Repeater {
            id: cards

            model: root.pictured ? null : root.field.choices

            ChoiceCard {
                required property string value
                required property string label
                required property bool selected

                objectName: "choice-" + value
                width: (root.width - (root.columns - 1) * Theme.gap) / root.columns
                // As high as each other, but above keys in the low part of a wide screen every line counts.
                height: Theme.landscape && Theme.reach ? implicitHeight : Math.max(implicitHeight, root.columns > 1 ? 2 * 1.1 * 1.28 * Theme.body + 40 : 126)
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
}
