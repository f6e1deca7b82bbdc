import QtQuick

/*!
    One line of text: a name, a purpose.

    \qml
    TextAnswer { field: model.field; active: true }
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
        capitals: root.field.capitals
        Component.onCompleted: text = root.field.text
        onEdited: text => root.field.put(text)
        onActivated: root.activated()
    }
}
