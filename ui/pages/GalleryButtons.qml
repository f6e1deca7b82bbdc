pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    Buttons of every kind in every state, and those of the bar.

    \qml
    GalleryButtons { width: parent.width }
    \endqml
*/
Column {
    id: root

    readonly property list<string> kinds: ["primary", "secondary", "quiet"]
    readonly property list<string> looks: ["biasa", "ditekan", "terfokus", "sibuk", "ada yang kurang", "belum bisa"]
    readonly property list<string> words: ["Lanjut", "Cetak lagi", "Ubah"]
    readonly property list<string> pictures: ["arrow-right", "printer", "pencil"]
    readonly property int columns: Theme.textScale > 1.4 && !Theme.landscape ? 2 : 3

    spacing: 36

    Grid {
        width: root.width
        columns: root.columns
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Repeater {
            model: root.looks.length * root.kinds.length

            GallerySample {
                id: sample

                required property int index
                readonly property int kind: index % root.kinds.length
                readonly property string look: root.looks[Math.floor(index / root.kinds.length)]

                width: (root.width - (root.columns - 1) * Theme.gap) / root.columns
                caption: root.kinds[kind] + ", " + look

                KioskButton {
                    width: parent.width
                    kind: root.kinds[sample.kind]
                    text: root.words[sample.kind]
                    iconName: root.pictures[sample.kind]
                    iconLast: sample.kind === 0
                    lit: sample.look === "terfokus"
                    busy: sample.look === "sibuk"
                    wrong: sample.look === "ada yang kurang"
                    enabled: sample.look !== "belum bisa"
                    Accessible.name: text + ", " + sample.caption
                    Binding on down {
                        when: sample.look === "ditekan"
                        value: true
                    }
                }
            }
        }
    }

    Grid {
        width: root.width
        columns: 5
        columnSpacing: 6

        Repeater {
            model: ["biasa", "ditekan", "terfokus", "menyala", "belum bisa"]

            GallerySample {
                id: one

                required property string modelData

                width: (root.width - 4 * 6) / 5
                caption: modelData

                TopButton {
                    width: parent.width
                    iconName: "help"
                    text: "Bantuan"
                    lit: one.modelData === "terfokus"
                    on: one.modelData === "menyala"
                    enabled: one.modelData !== "belum bisa"
                    Accessible.name: text + ", " + one.modelData
                    Binding on down {
                        when: one.modelData === "ditekan"
                        value: true
                    }
                }
            }
        }
    }
}
