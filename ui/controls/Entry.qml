import QtQuick

/*!
    What the docked keys type into. A field offers one; the page passes it on to the dock.

    \qml
    Entry { keys: "digits"; onTyped: text => field.typed(text); onErased: field.erased() }
    \endqml
*/
QtObject {
    id: root

    property string keys // letters, digits, months or code
    property bool capital: false // the next letter is written large
    property bool lines: false // Enter makes a new line
    property string alphabet // of keys: "code"
    property int month: 0 // of keys: "months"

    signal typed(string text)
    signal erased
    signal cleared
}
