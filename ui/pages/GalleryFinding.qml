pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    What leads to a service: the line of the search, life events in their states, cards of services.

    \qml
    GalleryFinding { width: parent.width }
    \endqml
*/
Column {
    id: root

    readonly property list<string> looks: ["biasa", "ditekan", "terfokus"]

    spacing: 14

    SearchBar {
        width: root.width
        text: "Cari: ketik keperluan Anda, misalnya KTP hilang"
    }

    Row {
        spacing: Theme.gap

        Repeater {
            model: root.looks

            GallerySample {
                id: sample

                required property string modelData

                width: (root.width - 2 * Theme.gap) / 3
                caption: modelData

                EventCard {
                    width: parent.width
                    art: 90
                    drawing: "event-usaha"
                    text: "Mau usaha"
                    lit: sample.modelData === "terfokus"
                    Accessible.name: text + ", " + sample.modelData
                    Binding on down {
                        when: sample.modelData === "ditekan"
                        value: true
                    }
                }
            }
        }
    }

    EventGrid {
        width: root.width
        columns: 3
        most: 3
        art: 90
        model: ListModel {
            ListElement { event: "bayi"; title: "Punya bayi"; about: ""; drawing: "event-bayi" }
            ListElement { event: "ktp_kk"; title: "KTP atau KK"; about: "baru, hilang, rusak"; drawing: "event-ktp_kk" }
            ListElement { event: "hukum"; title: "Masalah hukum"; about: ""; drawing: "event-hukum" }
            ListElement { event: "acara"; title: "Membuat acara"; about: ""; drawing: "event-acara" }
        }
    }

    EntryCard {
        width: root.width
        service: "contoh"
        title: "Surat Keterangan Domisili"
        summary: "Surat yang menerangkan di mana Anda tinggal."
        picture: "home"
        informs: false
        closed: false
    }

    EntryCard {
        width: root.width
        service: "contoh_tutup"
        title: "Surat Keterangan Usaha"
        summary: "Surat yang menerangkan usaha Anda."
        picture: "store"
        informs: false
        closed: true
    }

    EntryCard {
        width: root.width
        service: "contoh_info"
        title: "Posyandu Ibu dan Anak"
        summary: "Jadwal timbang bayi, imunisasi, dan periksa hamil."
        picture: "users"
        informs: true
        closed: false
    }
}
