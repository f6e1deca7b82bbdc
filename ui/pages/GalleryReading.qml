pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    What is published: pieces of something to read, bars, a code for a phone; or with `listed` days in every state and what
    narrows a list.

    \qml
    GalleryReading { width: parent.width; listed: true }
    \endqml
*/
Column {
    id: root

    property bool listed: false

    spacing: Theme.gap

    Grid {
        id: days

        readonly property list<string> looks: ["biasa", "ditekan", "terfokus", "belum diisi"]

        width: root.width
        visible: root.listed
        columns: Theme.roomy ? 2 : 1
        spacing: 12

        Repeater {
            model: days.looks

            DayCard {
                id: sample

                required property string modelData
                readonly property bool known: modelData !== "belum diisi"

                width: (days.width - (days.columns - 1) * days.spacing) / days.columns
                text: "Posyandu Melati, " + modelData
                number: known ? "29" : ""
                month: known ? "Nov" : ""
                soon: known ? "Besok" : ""
                day: known ? "Minggu, 29 November 2026" : "Hari: tanyakan petugas"
                where: known ? "08.00 sampai 10.00, Balai RW 04" : ""
                lit: modelData === "terfokus"
                Binding on down {
                    when: sample.modelData === "ditekan"
                    value: true
                }
            }
        }
    }

    Flow {
        width: root.width
        visible: root.listed
        spacing: Theme.gap

        Repeater {
            model: ["Semua", "SD", "SMP", "SMA"]

            Chip {
                required property int index
                required property string modelData

                text: modelData
                chosen: index === 0
                lit: index === 1
                enabled: index < 3
            }
        }
    }

    Panel {
        width: root.width
        visible: !root.listed
        pad: 28
        spacing: 10

        Prose {
            width: parent.width
            kind: "heading"
            text: "Waktu air mulai naik"
        }

        Prose {
            width: parent.width
            text: "Pergi lebih awal, jangan menunggu malam."
        }

        Prose {
            width: parent.width
            kind: "step"
            mark: "1."
            text: "Matikan listrik dari meteran."
        }

        Prose {
            width: parent.width
            kind: "item"
            text: "Obat yang diminum setiap hari"
        }

        Prose {
            width: parent.width
            kind: "fact"
            mark: "Tempat"
            text: "Tanyakan petugas"
            missing: true
        }

        Prose {
            width: parent.width
            kind: "row"
            mark: "Regu siaga"
            text: "12 orang"
        }

        Bar {
            width: parent.width
            name: "Kelahiran"
            value: "12 orang"
            part: 0.6
        }
    }

    PhoneCode {
        width: root.width
        visible: !root.listed
        iconName: "phone"
        label: "Telepon"
        text: "112"
        source: "image://qr/" + "74656c3a313132"
    }
}
