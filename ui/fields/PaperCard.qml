pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    One paper to bring: "Ada", "Belum", and where the kiosk has a camera "Foto sekarang", which opens it in the card.

    \qml
    PaperCard { text: "KTP asli"; answer: "ada"; onAnswered: answer => checklist.mark("ktp", answer) }
    \endqml
*/
Rectangle {
    id: root

    property string text
    property string note
    property string answer // "", "ada", "belum" or "foto"
    property bool camera: false // may be photographed
    property PhotoViewModel photo: null // while the camera is open for it
    property bool filmed: root.camera // this one or another of the list: their answers stand below each other
    readonly property bool across: root.width > 1000 && Theme.textScale < 1.2 && !root.filmed // answers beside the words
    readonly property int third: Theme.textScale < 1.2 && root.filmed ? 3 : 2

    signal answered(string answer)
    signal photographed

    implicitHeight: content.implicitHeight + (frame.active ? frame.height + Theme.gap : 0) + 2 * 24
    radius: Theme.radius
    color: Theme.surface
    border.width: 2
    border.color: Theme.hairline
    Accessible.role: Accessible.Grouping
    Accessible.name: root.note === "" ? root.text : root.text + ". " + root.note

    Grid {
        id: content

        x: 30
        y: 24
        width: root.width - 2 * 30
        columns: root.across ? 2 : 1
        columnSpacing: 30
        rowSpacing: Theme.gap
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            width: root.across ? content.width - answers.width - content.columnSpacing : content.width

            Words {
                width: parent.width
                text: root.text
                font.weight: Font.DemiBold
                lineHeight: 1.1
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.note
                size: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.1
                Accessible.ignored: true
            }
        }

        Flow {
            id: answers

            readonly property int each: (width - (root.third - 1) * Theme.gap) / root.third

            width: root.across ? 520 : content.width
            spacing: Theme.gap

            Repeater {
                model: [
                    {
                        "value": "ada",
                        "label": qsTr("Ada")
                    },
                    {
                        "value": "belum",
                        "label": qsTr("Belum")
                    }
                ]

                ChoiceCard {
                    required property var modelData

                    objectName: modelData.value
                    width: answers.each
                    text: modelData.label
                    chosen: root.answer === modelData.value
                    Accessible.name: root.text + ": " + text
                    // A second touch takes it back: nobody has to answer.
                    onClicked: root.answered(chosen ? "" : modelData.value)
                }
            }

            KioskButton {
                objectName: "foto"
                width: root.third === 3 ? answers.each : answers.width
                visible: root.camera
                kind: "secondary"
                iconName: root.answer === "foto" ? "circle-check" : "camera"
                text: root.answer === "foto" ? qsTr("Sudah difoto") : qsTr("Foto sekarang")
                Accessible.name: root.text + ": " + text
                onClicked: {
                    // The camera opens below it: this is what stays in sight.
                    forceActiveFocus();
                    root.photographed();
                }
            }
        }
    }

    Loader {
        id: frame

        x: 30
        y: content.y + content.implicitHeight + Theme.gap
        width: root.width - 2 * 30
        active: root.photo !== null

        sourceComponent: PhotoFrame {
            photo: root.photo
            // "Ambil foto" stays in sight with it.
            tallest: Theme.landscape ? (Theme.textScale < 1.2 ? 320 : 240) : 540
        }
    }
}
