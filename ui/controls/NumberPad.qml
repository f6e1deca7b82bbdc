pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Ten large digits as on a telephone, with "hapus" and "hapus semua". Where there is little height they stand in two rows.

    \qml
    NumberPad { target: page.entry; width: 960; height: 520 }
    \endqml
*/
Grid {
    id: root

    required property Entry target
    readonly property real keyWidth: (root.width - (root.columns - 1) * root.spacing) / root.columns
    readonly property real keyHeight: (root.height - (12 / root.columns - 1) * root.spacing) / (12 / root.columns)

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Angka")
    columns: root.width > 4 * root.height ? 6 : 3
    spacing: 12

    Repeater {
        model: 9

        Key {
            required property int index

            width: root.keyWidth
            height: root.keyHeight
            size: Math.round(Theme.key * 1.4)
            text: String(index + 1)
            onClicked: if (root.target) root.target.typed(text)
        }
    }

    Key {
        width: root.keyWidth
        height: root.keyHeight
        dark: true
        size: Math.round(Theme.key * 0.8)
        text: qsTr("Kosongkan")
        onClicked: if (root.target) root.target.cleared()
    }

    Key {
        width: root.keyWidth
        height: root.keyHeight
        size: Math.round(Theme.key * 1.4)
        text: "0"
        onClicked: if (root.target) root.target.typed(text)
    }

    Key {
        width: root.keyWidth
        height: root.keyHeight
        dark: true
        size: Math.round(Theme.key * 1.4)
        iconName: "delete"
        spokenName: qsTr("Hapus")
        autoRepeat: true
        onClicked: if (root.target) root.target.erased()
    }
}
