pragma ComponentBehavior: Bound

import QtQuick
import ui.viewmodels

/*!
    Which papers the resident has with them: a card for each. Nothing has to be answered.

    \qml
    ChecklistAnswer { field: model.field }
    \endqml
*/
Answer {
    id: root

    readonly property ChecklistViewModel papers: root.field.papers

    readonly property bool filmed: {
        for (let i = 0; i < cards.count; i++) {
            const card = cards.itemAt(i) as PaperCard;
            if (card && card.camera)
                return true;
        }
        return false;
    }

    labelled: false
    sight: {
        for (let i = 0; i < cards.count; i++) {
            const card = cards.itemAt(i) as PaperCard;
            if (card && card.photo)
                return card;
        }
        return root;
    }

    Repeater {
        id: cards

        model: root.papers.rows

        PaperCard {
            id: card

            required property string paper
            required property string label
            required note
            required answer
            required camera

            objectName: "paper-" + paper
            width: root.width
            text: label
            filmed: root.filmed
            photo: root.papers.open === paper ? root.papers.photo(paper) : null
            onAnswered: answer => root.papers.mark(card.paper, answer)
            onPhotographed: {
                root.activated();
                root.papers.photograph(card.paper);
            }
        }
    }
}
