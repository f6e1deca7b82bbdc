import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What every kind of answer has: label, help, the place for it, and right below what there is to say about it.

    \qml
    Answer { field: model.field; TextLine { width: parent.width } }
    \endqml
*/
Column {
    id: root

    required property FieldViewModel field
    property bool active: false
    property bool labelled: true // false when the page's heading already says it
    property bool remarked: true // false where the answer is a remark itself
    property Entry entry: null
    property Item sight: root // what of it matters most, where there is little room
    readonly property alias trouble: problem
    default property alias content: place.data

    signal activated

    spacing: 12

    Words {
        width: parent.width
        visible: root.labelled
        text: root.field.required ? root.field.label : root.field.label + " " + qsTr("(boleh kosong)")
        font.weight: Font.DemiBold
    }

    Words {
        width: parent.width
        visible: text !== ""
        text: root.field.help
        size: Theme.small
        color: Theme.inkSoft
    }

    Words {
        width: parent.width
        visible: root.field.example !== ""
        text: qsTr("Contoh: %1").arg(root.field.example)
        size: Theme.small
        color: Theme.inkSoft
    }

    Column {
        id: place

        width: parent.width
        spacing: Theme.gap
    }

    Remark {
        id: problem

        width: parent.width
        visible: root.remarked && text !== ""
        level: "problem"
        text: root.field.problem
    }

    Remark {
        width: parent.width
        // First what keeps the resident from going on.
        visible: root.remarked && text !== "" && root.field.problem === ""
        level: "warning"
        text: root.field.warning
    }

    Remark {
        width: parent.width
        visible: root.remarked && text !== "" && root.field.problem === ""
        level: "hint"
        text: root.field.advice
    }

    Notice {
        width: parent.width
        visible: root.field.offer !== ""
        mood: "notice"
        iconName: "id-card"
        title: root.field.ask !== "" ? root.field.ask + "\n" + root.field.offer : qsTr("Menurut NIK: %1").arg(root.field.offer)

        KioskButton {
            text: qsTr("Pakai ini")
            onClicked: root.field.take()
        }
    }
}
