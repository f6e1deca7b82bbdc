import QtQuick
import ui.controls

/*!
    The resident's consent: one large tick.

    \qml
    ConsentAnswer { field: form.consent }
    \endqml
*/
Answer {
    id: root

    labelled: false

    ChoiceCard {
        objectName: "consent"
        width: root.width
        height: Math.max(implicitHeight, 144)
        many: true
        text: root.field.label
        chosen: root.field.checked
        onClicked: root.field.check(!root.field.checked)
    }
}
