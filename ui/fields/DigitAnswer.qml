import QtQuick
import ui.controls
import ui.theme

/*!
    A number: phone, money, amount, RT or RW, or one that nobody adds up. Shown as people write it while it is typed.

    \qml
    DigitAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    entry: keys

    Entry {
        id: keys

        keys: "digits"
        onTyped: text => root.field.typed(text)
        onErased: root.field.erased()
        onCleared: root.field.cleared()
    }

    DigitBox {
        // As wide as what may be in it, and wider where a long unit stands behind the number.
        width: root.field.kind === "rt_rw" || root.field.kind === "number" ? Math.min(root.width, Math.max(480, implicitWidth)) : root.width
        name: root.field.label
        active: root.active
        wrong: root.field.problem !== ""
        text: root.field.kind === "phone" || root.field.kind === "money" ? root.field.spoken : root.field.text
        after: root.field.unit
        hint: root.field.kind === "phone" ? "0812 3456 7890" : root.field.kind === "money" ? "Rp" : ""
        onTyped: digit => root.field.typed(digit)
        onErased: root.field.erased()
        onClicked: root.activated()
    }

    Words {
        width: root.width
        visible: text !== "" && root.field.problem === ""
        text: root.field.hint !== "" ? root.field.hint : root.field.echo
        color: root.field.hint !== "" ? Theme.inkSoft : Theme.good
        font.weight: Font.DemiBold
    }
}
