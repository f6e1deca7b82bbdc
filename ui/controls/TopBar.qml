pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Language and help at the left, Selesai at the right, on every page at the same place.

    \qml
    TopBar { language: "id"; languages: ["id", "en"]; onFinished: kiosk.finish() }
    \endqml
*/
Item {
    id: root

    required property string language
    required property list<string> languages
    readonly property var names: ({
            "id": "Indonesia",
            "en": "English",
            "jv": "Basa Jawa",
            "su": "Basa Sunda",
            "plm": "Baso Palembang"
        })

    signal spoken(string language)
    signal moreLanguages
    signal helped
    signal finished

    implicitHeight: Theme.bar

    Row {
        x: Theme.margin - 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        KioskButton {
            objectName: "language"
            readonly property string other: root.languages.length === 2 ? (root.language === root.languages[0] ? root.languages[1] : root.languages[0]) : ""

            visible: root.languages.length > 1
            kind: "quiet"
            implicitHeight: 96
            size: Math.round(34 * Math.sqrt(Theme.textScale))
            iconName: "globe"
            // The other language in its own words: who needs it can read it.
            text: other === "" ? root.names[root.language] : root.names[other]
            onClicked: other === "" ? root.moreLanguages() : root.spoken(other)
        }

        KioskButton {
            objectName: "help"
            kind: "quiet"
            implicitHeight: 96
            size: Math.round(34 * Math.sqrt(Theme.textScale))
            iconName: "help"
            text: qsTr("Bantuan")
            onClicked: root.helped()
        }
    }

    KioskButton {
        objectName: "finish"
        anchors {
            right: parent.right
            rightMargin: Theme.margin - 24
            verticalCenter: parent.verticalCenter
        }
        kind: "quiet"
        implicitHeight: 96
        size: Math.round(34 * Math.sqrt(Theme.textScale))
        iconName: "x"
        text: qsTr("Selesai")
        onClicked: root.finished()
    }
}
