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

    visible: root.keys !== ""
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
