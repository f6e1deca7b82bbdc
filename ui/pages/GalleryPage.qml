pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.viewmodels

/*!
    For designers and translators: everything the pages are made of, in every state. The bar above sets language, size of
    letters, colours and reach; the window's shape sets the orientation. Each section fits one portrait page in letters of
    the usual size. Its own captions are not translated: no resident reads them.
*/
KioskPage {
    id: root

    required property GalleryViewModel gallery
    property string section: root.sections[0]
    readonly property list<string> sections: Object.keys(root.titles)
    readonly property int at: root.sections.indexOf(root.section)
    readonly property var titles: ({
            "colours": "Warna dan kontrasnya",
            "type": "Huruf dan ukuran",
            "buttons": "Tombol",
            "cards": "Kartu jawaban",
            "services": "Kartu layanan",
            "finding": "Mencari layanan",
            "published": "Jadwal dan daftar",
            "reading": "Bacaan",
            "notices": "Pemberitahuan",
            "remarks": "Tentang sebuah jawaban",
            "facts": "Yang hanya dibaca",
            "care": "Perawatan",
            "bands": "Pita, bilah, dan tindakan",
            "voice": "Suara",
            "letters": "Papan huruf dan kode",
            "digits": "Papan angka dan bulan",
            "idle": "Pertanyaan",
            "finish": "Pertanyaan dengan dua jawaban",
            "look": "Tampilan",
            "drawings": "Gambar",
            "answers": "Gambar jawaban",
            "icons": "Ikon",
            "text": "Isian teks",
            "address": "Isian alamat",
            "long_text": "Isian panjang",
            "phone": "Isian nomor HP",
            "number": "Isian angka",
            "money": "Isian rupiah",
            "rt_rw": "Isian RT dan RW",
            "long_number": "Isian nomor panjang",
            "code": "Isian nomor dengan huruf",
            "plate": "Isian nomor polisi",
            "nik": "Isian NIK",
            "kk": "Isian nomor KK",
            "date": "Isian tanggal",
            "time": "Isian jam",
            "choice": "Isian pilihan",
            "yes_no": "Isian ya atau tidak",
            "choices": "Isian banyak pilihan",
            "consent": "Isian persetujuan",
            "list": "Isian dari daftar",
            "wilayah": "Isian wilayah",
            "location": "Isian tempat",
            "photo": "Isian foto",
            "rows": "Isian berulang",
            "berkas": "Isian berkas"
        })

    objectName: "gallery"
    eyebrow: "Galeri " + (root.at + 1) + " dari " + root.sections.length
    heading: root.titles[root.section]
    backText: root.at > 0 ? "Sebelumnya" : ""
    nextText: root.at < root.sections.length - 1 ? "Berikutnya" : ""
    entry: (loader.item as GalleryFields)?.entry ?? null
    sight: (loader.item as GalleryFields)?.slot ?? null
    onNext: root.section = root.sections[root.at + 1]
    onBack: root.section = root.sections[root.at - 1]
    onSectionChanged: {
        root.scroll.contentY = 0;
        // A field that comes into being puts what it shows, and that takes away what was wrong with it.
        Qt.callLater(root.gallery.judge);
    }

    Loader {
        id: loader

        width: root.contentWidth
        sourceComponent: switch (root.section) {
        case "colours":
            return colours;
        case "type":
            return type;
        case "buttons":
            return buttons;
        case "cards":
            return cards;
        case "services":
            return services;
        case "finding":
            return finding;
        case "published":
        case "reading":
            return reading;
        case "notices":
            return notices;
        case "remarks":
            return remarks;
        case "facts":
            return facts;
        case "care":
            return care;
        case "bands":
            return bands;
        case "voice":
            return voice;
        case "letters":
        case "digits":
            return keys;
        case "idle":
        case "finish":
        case "look":
            return questions;
        case "drawings":
        case "answers":
        case "icons":
            return drawings;
        default:
            return fields;
        }
    }

    Component {
        id: colours

        GalleryColours {}
    }

    Component {
        id: type

        GalleryType {}
    }

    Component {
        id: buttons

        GalleryButtons {}
    }

    Component {
        id: cards

        GalleryCards {}
    }

    Component {
        id: services

        GalleryCards {
            services: true
        }
    }

    Component {
        id: finding

        GalleryFinding {}
    }

    Component {
        id: reading

        GalleryReading {
            listed: root.section === "published"
        }
    }

    Component {
        id: notices

        GalleryNotices {}
    }

    Component {
        id: remarks

        GalleryRemarks {
            gallery: root.gallery
        }
    }

    Component {
        id: facts

        GalleryFacts {}
    }

    Component {
        id: care

        GalleryCare {}
    }

    Component {
        id: bands

        GalleryBands {}
    }

    Component {
        id: voice

        Column {
            spacing: 36

            VoiceBar {
                width: parent.width
                caption: "Siapa nama Anda? Tulis seperti di KTP."
            }

            VoiceBar {
                width: parent.width
                walking: false
                caption: "Nomor antrean Anda: A, tujuh."
            }
        }
    }

    Component {
        id: keys

        GalleryKeys {
            single: root.section === "letters"
            kinds: root.section === "letters" ? ["letters", "code"] : ["digits", "months"]
        }
    }

    Component {
        id: questions

        GalleryQuestions {
            which: root.section
        }
    }

    Component {
        id: drawings

        GalleryDrawings {
            drawings: root.section === "icons" ? [] : root.gallery.drawings.filter(name => name.startsWith("choice-") === (root.section === "answers"))
            icons: root.section === "icons" ? root.gallery.icons : []
        }
    }

    Component {
        id: fields

        GalleryFields {
            gallery: root.gallery
            name: root.section
        }
    }
}
