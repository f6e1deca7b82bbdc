pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Only the symbols a request code may have: nobody has to wonder whether it is a 0 or an O.

    \qml
    CodePad { target: page.entry }
    \endqml
*/
Grid {
    id: root

    required property Entry target
    readonly property list<string> symbols: root.target ? root.target.alphabet.split("") : []
    readonly property real keyWidth: (root.width - (root.columns - 1) * root.spacing) / root.columns
    readonly property real keyHeight: {
        const lines = Math.ceil((root.symbols.length + 1) / root.columns);
        return (root.height - (lines - 1) * root.spacing) / lines;
    }

    columns: 8
    spacing: 10

    Repeater {
        model: root.symbols

        Key {
            required property string modelData

            width: root.keyWidth
            height: root.keyHeight
            size: Math.round(Theme.key * 1.1)
            text: modelData
            onClicked: root.target.typed(text)
        }
    }

    Key {
        width: root.keyWidth
        height: root.keyHeight
        dark: true
        iconName: "delete"
        spokenName: qsTr("Hapus")
        autoRepeat: true
        onClicked: root.target.erased()
    }
}
