import QtQuick
import ui.controls
import ui.theme

/*!
    How everything is, in two words, a colour and a shape; the one next thing to do, and a button that leads there.
    `mood`: good, unsure, bad or busy.
*/
Rectangle {
    id: root

    property string mood
    property string title
    property string text
    default property alias extra: more.data
    readonly property real inner: column.width // for the button
    readonly property color tone: root.mood === "good" ? Theme.good : root.mood === "bad" ? Theme.danger : root.mood === "unsure" ? Theme.unsure : Theme.notice

    implicitHeight: column.implicitHeight + 2 * 36
    radius: Theme.radius
    color: root.mood === "good" ? Theme.goodTint : root.mood === "bad" ? Theme.dangerTint : root.mood === "unsure" ? Theme.unsureTint : Theme.noticeTint
    border.width: 6
    border.color: root.tone
    Accessible.role: root.mood === "bad" ? Accessible.AlertMessage : Accessible.Grouping
    Accessible.name: root.title + ". " + root.text

    Icon {
        id: picture

        x: 36
        y: 36
        name: ({
                "good": "circle-check",
                "unsure": "circle-alert",
                "bad": "triangle-alert",
                "busy": "hourglass"
            })[root.mood] ?? ""
        size: 112
        color: root.tone
    }

    Column {
        id: column

        x: picture.x + picture.width + 36
        y: 36
        width: root.width - x - 36
        spacing: Theme.gap

        Words {
            width: parent.width
            text: root.title
            size: Theme.heading
            strong: true
            lineHeight: 1.05
            color: root.tone
        }

        Words {
            width: parent.width
            text: root.text
        }

        Row {
            id: more
        }
    }
}
