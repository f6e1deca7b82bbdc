import QtQuick
import ui.theme

/*!
    One piece of what is read at length, set for tired eyes: a heading, a paragraph, an item of a list, a step, a fact or a
    row of a table (`kind`). `mark` is the number of a step, the label of a fact, the first cell of a row. What is
    `missing` only the petugas knows.

    \qml
    Prose { width: 900; kind: "step"; mark: "1."; text: qsTr("Matikan listrik.") }
    \endqml
*/
Item {
    id: root

    property string kind: "paragraph"
    property string text
    property string mark
    property bool missing: false
    readonly property bool paired: root.kind === "fact" || root.kind === "row"
    readonly property int indent: root.missing || root.kind === "item" || root.kind === "step" ? Math.round(1.6 * Theme.body) : 0
    /*! The two ends of a row stand in one line where they fit. */
    readonly property bool beside: root.kind === "row" && label.implicitWidth + body.implicitWidth + root.indent + 48 <= root.width

    implicitHeight: (root.beside ? Math.max(label.height, body.height) : body.y + body.height) + (root.kind === "row" ? 18 : 0)
    Accessible.role: Accessible.StaticText
    Accessible.name: root.paired ? root.mark + ": " + root.text : root.kind === "step" ? root.mark + " " + root.text : root.text

    Words {
        id: label

        visible: root.paired
        width: root.beside ? implicitWidth : root.width
        text: root.paired ? root.mark : ""
        size: root.kind === "row" ? Theme.body : Theme.small
        color: root.kind === "row" ? Theme.ink : Theme.inkSoft
        Accessible.ignored: true
    }

    Words {
        visible: root.kind === "step"
        y: body.y
        text: root.kind === "step" ? root.mark : ""
        strong: true
        color: Theme.action
        lineHeight: body.lineHeight
        Accessible.ignored: true
    }

    Rectangle {
        visible: root.kind === "item"
        x: Math.round(0.3 * Theme.body)
        y: body.y + Math.round(0.55 * Theme.body)
        width: Math.round(0.36 * Theme.body)
        height: width
        rotation: 45 // the rhombus of the band
        color: Theme.action
    }

    Icon {
        x: root.beside ? body.x - root.indent : 0
        y: body.y + 2
        visible: root.missing
        name: "help"
        size: Math.round(1.2 * Theme.body)
        color: Theme.unsure
    }

    Words {
        id: body

        x: root.beside ? root.width - width : root.indent
        y: label.visible && !root.beside ? label.height + 2 : 0
        width: root.beside ? implicitWidth : root.width - root.indent
        text: root.text
        size: root.kind === "heading" ? Theme.title : Theme.body
        font.weight: root.kind === "heading" ? Font.Bold : root.paired ? Font.DemiBold : Font.Normal
        lineHeight: root.paired || root.kind === "heading" ? 1.15 : 1.35
        color: root.missing ? Theme.unsure : Theme.ink
        Accessible.ignored: true
    }

    Rectangle {
        visible: root.kind === "row"
        y: root.height - 2
        width: root.width
        height: 2
        color: Theme.hairline
    }
}
