pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Language, help, look and voice at the left, Selesai at the right: on every page at the same place.

    \qml
    TopBar { language: "id"; languages: ["id", "en"]; onFinished: kiosk.finish() }
    \endqml
*/
Item {
    id: root

    required property string language
    required property list<string> languages
    property bool changedLook: false
    property bool voice: false
    property bool finishable: true
    property color tone: Theme.action

    readonly property int margin: Theme.landscape ? 36 : 24
    readonly property int part: (root.width - 2 * root.margin - 4 * 6) / 5
    readonly property string other: root.languages.length === 2 ? (root.language === root.languages[0] ? root.languages[1] : root.languages[0]) : ""

    signal spoken(string language)
    signal moreLanguages
    signal helped
    signal looked
    signal voiced
    signal finished

    implicitHeight: Theme.bar

    Row {
        x: root.margin
        height: root.height
        spacing: 6

        TopButton {
            objectName: "language"
            visible: root.languages.length > 1
            width: root.part
            height: root.height
            tone: root.tone
            iconName: "globe"
            // The other language in its own words: who needs it can read it.
            text: Languages.names[root.other === "" ? root.language : root.other]
            Accessible.name: root.other === "" ? qsTr("Bahasa: %1").arg(text) : text
            onClicked: root.other === "" ? root.moreLanguages() : root.spoken(root.other)
        }

        TopButton {
            objectName: "help"
            width: root.part
            height: root.height
            tone: root.tone
            iconName: "help"
            text: qsTr("Bantuan")
            onClicked: root.helped()
        }

        TopButton {
            objectName: "look"
            width: root.part
            height: root.height
            tone: root.tone
            iconName: "a-large-small"
            text: qsTr("Tampilan")
            on: root.changedLook
            onClicked: root.looked()
        }

        TopButton {
            objectName: "voice"
            width: root.part
            height: root.height
            tone: root.tone
            iconName: root.voice ? "volume-2" : "volume-x"
            text: qsTr("Suara")
            checkable: true
            on: root.voice
            onClicked: root.voiced()
        }
    }

    TopButton {
        anchors {
            right: parent.right
            rightMargin: root.margin
        }
        objectName: "finish"
        visible: root.finishable
        width: root.part
        height: root.height
        tone: root.tone
        iconName: "x"
        text: qsTr("Selesai")
        // Begins with what is seen, so that whoever speaks to a computer can say it (WCAG 2.5.3).
        Accessible.name: qsTr("%1, kosongkan layar").arg(text)
        onClicked: root.finished()
    }
}
