import QtQuick
import ui.controls

/*!
    A number with letters in it: a vehicle's, a certificate's. Only capitals and digits can be typed.

    \qml
    CodeAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    entry: keys

    Entry {
        id: keys

        keys: "code"
        alphabet: root.field.alphabet
        onTyped: text => root.field.typed(text)
        onErased: root.field.erased()
        onCleared: root.field.cleared()
    }

    DigitBox {
        width: root.width
        name: root.field.label
        active: root.active
        wrong: root.field.problem !== ""
        text: root.field.spoken
        onTyped: digit => root.field.typed(digit)
        onErased: root.field.erased()
        onClicked: root.activated()
    }
}
