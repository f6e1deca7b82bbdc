import QtQuick
import ui.theme

/*!
    What there is to say about an answer, or about a question before it is answered. A problem has to be mended, a warning is
    looked at once more, a hint is good to know: each has a word, a picture and a shape of its own, beside its colour.

    \qml
    Remark { level: "problem"; text: qsTr("NIK ada 16 angka. Anda baru mengisi 15.") }
    \endqml
*/
Rectangle {
    id: root

    property string level: "problem" // or "warning", "hint"
    property string text
    readonly property bool problem: root.level === "problem"
    property string title: root.problem ? qsTr("Perlu dibetulkan") : root.level === "warning" ? qsTr("Perhatikan") : qsTr("Info")
    readonly property color tone: root.problem ? Theme.danger : root.level === "warning" ? Theme.unsure : Theme.notice
    readonly property bool narrow: root.width < 540 // beside another question
    readonly property int side: root.problem ? (root.narrow ? 76 : 96) : root.level === "warning" ? 84 : 72 // where the picture stands

    implicitHeight: Math.max(96, words.implicitHeight + 2 * (root.level === "hint" ? 6 : 16))
    radius: root.problem ? Theme.radius : 0
    color: root.problem ? Theme.dangerTint : root.level === "warning" ? Theme.unsureTint : "transparent"
    border.width: root.problem ? 4 : 0
    border.color: root.tone
    Accessible.role: root.problem ? Accessible.AlertMessage : Accessible.Grouping
    Accessible.name: root.title + ". " + root.text

    // A problem is a box with a filled corner, a warning a slip with a thick edge, a hint stands on the page by itself.
    Rectangle {
        width: root.problem ? root.side : root.level === "warning" ? 14 : 4
        height: parent.height
        radius: root.problem ? Theme.radius : 0
        color: root.tone
    }

    Icon {
        x: root.problem ? (root.side - size) / 2 : root.level === "warning" ? 32 : 24
        anchors.verticalCenter: parent.verticalCenter
        name: root.problem ? "triangle-alert" : root.level === "warning" ? "circle-alert" : "lightbulb"
        size: root.problem && !root.narrow ? 56 : 44
        color: root.problem ? Theme.surface : root.tone
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: root.side + (root.problem && !root.narrow ? 28 : 14)
        width: root.width - x - (root.narrow ? 14 : 24)

        Words {
            width: parent.width
            text: root.title
            size: Theme.small
            strong: true
            color: root.tone
            lineHeight: 1.1
        }

        Words {
            width: parent.width
            text: root.text
            lineHeight: 1.15
        }
    }
}
