import QtQuick
import ui.controls

/*!
    Words between the questions. They ask for nothing and are never typed into.

    \qml
    NoteAnswer { field: model.field }
    \endqml
*/
Answer {
    id: root

    labelled: false
    remarked: false

    Remark {
        width: root.width
        level: root.field.level
        text: root.field.label
    }
}
