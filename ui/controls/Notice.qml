import QtQuick
import ui.theme

/*!
    A sentence that deserves attention. `mood`: notice, good, unsure, bad or busy.

    \qml
    Notice { mood: "bad"; title: qsTr("Kertas habis."); text: qsTr("Nomor Anda tetap berlaku.") }
    \endqml
*/
Rectangle {
    id: root

    property string mood: "notice"
    property string title
    property string text
    property string quote // what the office has written itself, in Indonesian
    property string iconName: ({
            "notice": "info",
            "good": "circle-check",
            "unsure": "circle-alert",
            "bad": "triangle-alert",
            "busy": "printer"
        })[root.mood]
    default property alias extra: more.data
    readonly property bool stacked: more.width > 0 && root.width - picture.x - picture.width - more.width < 12 * Theme.body // beside another question
    readonly property color tone: root.mood === "good" ? Theme.good : root.mood === "bad" ? Theme.danger : root.mood === "unsure" ? Theme.unsure : Theme.notice

    implicitHeight: root.stacked ? words.implicitHeight + more.height + 24 + Theme.gap + 16 : Math.max(Theme.target, words.implicitHeight + 2 * 24, more.height + 2 * 16)
    radius: Theme.radius
    color: root.mood === "good" ? Theme.goodTint : root.mood === "bad" ? Theme.dangerTint : root.mood === "unsure" ? Theme.unsureTint : Theme.noticeTint
    border.width: root.mood === "bad" || Theme.contrast ? Theme.stroke : 0
    border.color: root.tone
    Accessible.role: root.mood === "bad" ? Accessible.AlertMessage : Accessible.Grouping
    Accessible.name: root.title + " " + root.text

    Icon {
        id: picture

        x: 28
        y: words.y + (words.height - height) / 2
        name: root.iconName
        size: 56
        color: root.tone
    }

    Column {
        id: words

        x: picture.x + picture.width + 28
        y: root.stacked ? 24 : (root.height - height) / 2
        width: root.width - x - 28 - (more.width > 0 && !root.stacked ? more.width + Theme.gap : 0)
        spacing: 6

        Words {
            width: parent.width
            visible: text !== ""
            text: root.title
            strong: true
            color: root.tone
        }

        Words {
            objectName: "quote"
            width: parent.width
            visible: text !== ""
            text: root.quote
            tongue: "id"
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: root.text
            size: root.title === "" ? Theme.body : Theme.small
        }
    }

    Row {
        id: more

        x: root.width - width - 16
        y: root.stacked ? root.height - height - 16 : (root.height - height) / 2
    }
}
