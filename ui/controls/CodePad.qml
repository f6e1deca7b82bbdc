pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Only the symbols that a code may have: where there is no O, nobody has to wonder whether it is a 0.

    \qml
    CodePad { target: page.entry }
    \endqml
*/
Column {
    id: root

    required property Entry target
    readonly property int columns: 8
    // A mark by itself is not heard.
    readonly property var heard: ({
            ".": qsTr("titik"),
            "/": qsTr("garis miring"),
            "-": qsTr("tanda hubung")
        })
    /*! What stands in each line; the key that takes back comes after the last symbol. */
    readonly property list<string> lines: {
        const symbols = (root.target ? root.target.alphabet : "") + "\b";
        const found = [];
        for (let at = 0; at < symbols.length; at += root.columns)
            found.push(symbols.slice(at, at + root.columns));
        return found;
    }
    readonly property real keyWidth: (root.width - (root.columns - 1) * root.spacing) / root.columns
    readonly property real keyHeight: (root.height - (root.lines.length - 1) * root.spacing) / root.lines.length

    spacing: Theme.landscape ? 8 : 10 // five lines in the low half still have keys of 64 px

    Repeater {
        model: root.lines

        Row {
            id: line

            required property string modelData
            readonly property list<string> symbols: line.modelData.split("")

            spacing: root.spacing
            Accessible.role: Accessible.Grouping
            Accessible.name: line.modelData === "\b" ? qsTr("Hapus")
                : qsTr("Baris %1 sampai %2").arg(line.symbols[0]).arg(line.modelData.replace("\b", "").slice(-1))

            Repeater {
                model: line.symbols

                Key {
                    required property string modelData
                    readonly property bool erases: modelData === "\b"

                    width: root.keyWidth
                    height: root.keyHeight
                    dark: erases
                    autoRepeat: erases
                    iconName: erases ? "delete" : ""
                    size: erases ? Theme.key : Math.round(Theme.key * 1.1)
                    text: erases ? "" : modelData
                    spokenName: erases ? qsTr("Hapus") : root.heard[text] ?? text
                    onClicked: erases ? root.target.erased() : root.target.typed(text)
                }
            }
        }
    }
}
