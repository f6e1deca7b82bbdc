import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What every kind of answer has: label, help, the place for it, and what is wrong with it right below.

    \qml
    Answer { field: model.field; TextLine { width: parent.width } }
    \endqml
*/
Column {
    id: root

    required property FieldViewModel field
    property bool active: false
    property bool labelled: true // false when the page's heading already says it
    property Entry entry: null
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

    Column {
        id: place

        width: parent.width
        spacing: Theme.gap
    }

    Notice {
        width: parent.width
        visible: root.field.problem !== ""
        mood: "bad"
        text: root.field.problem
    }

    Notice {
        width: parent.width
        visible: root.field.offer !== ""
        mood: "notice"
        iconName: "id-card"
        title: qsTr("Menurut NIK: %1").arg(root.field.offer)

        KioskButton {
            text: qsTr("Pakai ini")
            onClicked: root.field.take()
        }
    }
}
