import QtQuick
import ui.theme

/*!
    One thing of a list: how it is, what it is, and what to do about it. `mood`: good, notice, unsure, bad or busy; what stands
    inside stands at its end.

    \qml
    StateLine { width: 900; title: qsTr("Printer"); detail: qsTr("Kertas habis. Pasang gulungan baru."); mood: "bad" }
    \endqml
*/
Item {
    id: root

    property string title
    property string note // beside the title: when it was
    property string detail
    property string mood
    property bool first: false // no line above it
    property string iconName: ({
            "good": "circle-check",
            "notice": "info",
            "unsure": "circle-alert",
            "bad": "triangle-alert",
            "busy": "hourglass"
        })[root.mood] ?? ""
    default property alias extra: more.data
    readonly property bool stacked: more.width > 0 && root.width - 104 - 30 - more.width - Theme.gap < 12 * Theme.small

    implicitHeight: Math.max(96, words.implicitHeight + 2 * 16 + (root.stacked ? more.height + Theme.gap : 0), root.stacked ? 0 : more.height + 2 * 12)

    Rectangle {
        x: 30
        width: parent.width - 60
        height: 2
        visible: !root.first
        color: Theme.hairline
    }

    Icon {
        x: 30
        y: words.y + (words.height - height) / 2
        name: root.iconName
        size: 48
        color: root.mood === "good" ? Theme.good : root.mood === "bad" ? Theme.danger : root.mood === "unsure" ? Theme.unsure : Theme.notice
    }

    Column {
        id: words

        x: 104
        y: root.stacked ? 16 : (root.height - height) / 2
        width: root.width - x - 30 - (more.width > 0 && !root.stacked ? more.width + Theme.gap : 0)

        Words {
            width: parent.width
            text: root.note === "" ? root.title : root.title + " · " + root.note
            font.weight: Font.DemiBold
            lineHeight: 1.1
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: root.detail
            size: Theme.small
            lineHeight: 1.1
            color: root.mood === "good" ? Theme.inkSoft : Theme.ink
        }
    }

    Row {
        id: more

        x: root.stacked ? 104 : root.width - width - 16
        y: root.stacked ? root.height - height - 16 : (root.height - height) / 2
        spacing: Theme.gap
    }
}
