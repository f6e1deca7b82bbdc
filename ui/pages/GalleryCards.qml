pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    Cards in every state: answers (one of several, several of them), or with `services` the ways to go on.

    \qml
    GalleryCards { width: parent.width; services: true }
    \endqml
*/
Grid {
    id: root

    property bool services: false
    readonly property list<string> looks: root.services ? ["biasa", "ditekan", "terfokus", "sibuk", "ada yang kurang", "belum bisa"] : ["biasa", "ditekan", "terpilih", "terfokus", "ada yang kurang", "belum bisa", "terpilih, belum bisa"]

    columns: Theme.roomy || (!root.services && Theme.textScale < 1.4) ? 2 : 1
    columnSpacing: Theme.gap
    rowSpacing: 14

    Repeater {
        model: root.services ? root.looks.length : 2 * root.looks.length

        GallerySample {
            id: sample

            required property int index
            readonly property bool many: index % 2 === 1
            readonly property string look: root.looks[root.services ? index : Math.floor(index / 2)]

            width: (root.width - (root.columns - 1) * root.columnSpacing) / root.columns
            caption: root.services ? look : (many ? "banyak, " : "satu, ") + look

            Loader {
                width: parent.width
                sourceComponent: root.services ? service : choice
            }

            Component {
                id: choice

                ChoiceCard {
                    many: sample.many
                    text: sample.many ? "Kartu Sembako" : "Milik sendiri"
                    note: sample.index > 1 ? "" : "Dengan penjelasan"
                    chosen: sample.look.startsWith("terpilih")
                    lit: sample.look === "terfokus"
                    wrong: sample.look === "ada yang kurang"
                    enabled: !sample.look.endsWith("belum bisa")
                    Accessible.name: text + ", " + sample.caption
                    Binding on down {
                        when: sample.look === "ditekan"
                        value: true
                    }
                }
            }

            Component {
                id: service

                ServiceCard {
                    iconName: "home"
                    text: "Surat Keterangan Domisili"
                    note: "Surat yang menerangkan di mana Anda tinggal."
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
}
