import QtQuick
import ui.theme

/*!
    The place of the keys, at the bottom or in the action column. Made once and kept: pages only say what they need.

    \qml
    EntryDock { target: page.entry; x: page.dock.x; y: page.dock.y; width: page.dock.width; height: page.dock.height }
    \endqml
*/
Rectangle {
    id: root

    required property Entry target
    readonly property string keys: root.target ? root.target.keys : ""
    readonly property bool aside: Theme.landscape && !Theme.reach && (root.keys === "digits" || root.keys === "months")
    readonly property int pad: root.aside ? 0 : 24

    /*! What was typed on a real keyboard and taken by no field: a PIN, a code. */
    function write(event: var): void {
        if (event.key === Qt.Key_Backspace)
            root.target.erased();
        else if (root.keys === "digits" && /^[0-9]$/.test(event.text))
            root.target.typed(event.text);
        else if (root.keys === "code" && event.text !== "" && root.target.alphabet.includes(event.text.toUpperCase()))
            root.target.typed(event.text.toUpperCase());
        else
            return;
        event.accepted = true;
    }

    visible: root.keys !== ""
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Tombol untuk mengetik")
    color: root.aside ? "transparent" : Theme.keys

    Rectangle {
        width: parent.width
        height: 2
        visible: !root.aside
        color: Theme.hairline
    }

    LetterKeys {
        visible: root.keys === "letters"
        target: root.target
        x: root.pad
        y: root.pad
        width: root.width - 2 * root.pad
        height: root.height - 2 * root.pad
        onVisibleChanged: {
            shift = false;
            marks = false;
        }
    }

    NumberPad {
        visible: root.keys === "digits"
        target: root.target
        x: root.aside ? 0 : Theme.margin
        y: root.pad
        width: root.width - 2 * x
        height: root.height - 2 * root.pad
    }

    MonthPad {
        visible: root.keys === "months"
        target: root.target
        x: root.aside ? 0 : Theme.margin
        y: root.pad
        width: root.width - 2 * x
        height: root.height - 2 * root.pad
    }

    CodePad {
        visible: root.keys === "code"
        target: root.target
        x: Theme.landscape ? root.pad : Theme.margin
        y: root.pad
        width: root.width - 2 * x
        height: root.height - 2 * root.pad
    }
}
