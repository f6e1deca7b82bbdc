pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The same questions for each of several: who was entered so far, and one more. The questions themselves have a page of
    their own.

    \qml
    RowsAnswer { field: model.field }
    \endqml
*/
Answer {
    id: root

    readonly property RepeatedViewModel rows: root.field.rows

    labelled: false

    Words {
        width: root.width
        visible: root.rows.count === 0
        text: qsTr("Belum ada yang ditulis.")
        color: Theme.inkSoft
    }

    Repeater {
        model: root.rows.cards

        RowCard {
            required property int number
            required property string name
            required property string detail
            required property bool complete

            objectName: "row-" + number
            width: root.width
            title: root.rows.one + " " + number
            text: name
            note: detail
            whole: complete
            onChanged: root.rows.edit(number - 1)
            onDropped: root.rows.drop(number - 1)
        }
    }

    KioskButton {
        objectName: "add-row"
        width: root.width
        height: Math.max(126, implicitHeight)
        visible: root.rows.mayAdd
        kind: "secondary"
        iconName: "plus"
        text: root.rows.count === 0 ? qsTr("Tulis %1").arg(root.rows.one.toLowerCase()) : qsTr("Tambah %1").arg(root.rows.one.toLowerCase())
        onClicked: {
            root.activated();
            root.rows.add();
        }
    }

    Words {
        width: root.width
        text: root.rows.bounds
        size: Theme.small
        color: Theme.inkSoft
    }
}
