pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Twelve months by name: nobody has to know that August is 8.

    \qml
    MonthPad { target: page.entry }
    \endqml
*/
Grid {
    id: root

    required property Entry target
    readonly property real keyWidth: (root.width - (root.columns - 1) * root.spacing) / root.columns
    readonly property real keyHeight: (root.height - (12 / root.columns - 1) * root.spacing) / (12 / root.columns)
    readonly property list<string> names: [qsTr("Januari"), qsTr("Februari"), qsTr("Maret"), qsTr("April"), qsTr("Mei"), qsTr("Juni"), qsTr("Juli"), qsTr("Agustus"), qsTr("September"), qsTr("Oktober"), qsTr("November"), qsTr("Desember")]

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Bulan")
    columns: root.width > 4 * root.height ? 6 : root.width < root.height ? 2 : 3
    spacing: 12

    Repeater {
        model: 12

        Key {
            required property int index

            objectName: "month-" + (index + 1)
            width: root.keyWidth
            height: root.keyHeight
            size: Math.round(Theme.key * 0.85)
            on: root.target ? root.target.month === index + 1 : false
            text: root.names[index]
            onClicked: if (root.target) root.target.typed(String(index + 1))
        }
    }
}
