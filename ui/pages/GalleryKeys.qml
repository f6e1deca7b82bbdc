pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    The docked keys, each kind as an `Entry` asks for it; `text` of the sample takes what is typed.

    \qml
    GalleryKeys { width: parent.width; kinds: ["letters"] }
    \endqml
*/
Column {
    id: root

    property list<string> kinds: ["letters", "digits", "months", "code"]
    property bool single: false // with single keys in every state

    spacing: 30

    Row {
        visible: root.single
        width: root.width
        spacing: Theme.gap

        Repeater {
            model: ["biasa", "ditekan", "perintah", "menyala", "terfokus", "belum bisa"]

            GallerySample {
                id: sample

                required property string modelData

                width: (root.width - 5 * Theme.gap) / 6
                caption: modelData

                Key {
                    width: parent.width
                    text: sample.modelData === "menyala" || sample.modelData === "perintah" ? "" : "7"
                    iconName: text === "" ? "arrow-big-up" : ""
                    spokenName: sample.modelData
                    dark: text === ""
                    on: sample.modelData === "menyala"
                    lit: sample.modelData === "terfokus"
                    enabled: sample.modelData !== "belum bisa"
                    Binding on down {
                        when: sample.modelData === "ditekan"
                        value: true
                    }
                }
            }
        }
    }

    Repeater {
        model: root.kinds

        Item {
            id: place

            required property string modelData

            width: root.width
            height: modelData === "letters" ? 540 : modelData === "code" ? 440 : 560

            Entry {
                id: entry

                keys: place.modelData
                lines: true
                month: 8
                alphabet: "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
            }

            EntryDock {
                target: entry
                width: parent.width
                height: parent.height
            }
        }
    }
}
