import QtQuick
import ui.controls
import ui.theme

/*!
    What maintenance mode is made of: doors to its rooms, and lines that say how things are.

    \qml
    GalleryCare { width: parent.width }
    \endqml
*/
Column {
    id: root

    spacing: Theme.gap

    Row {
        spacing: Theme.gap

        DoorCard {
            width: (root.width - Theme.gap) / 2
            iconName: "printer"
            text: "Printer dan kertas"
            note: "Ganti kertas, cetak uji"
        }

        DoorCard {
            width: (root.width - Theme.gap) / 2
            enabled: false
            iconName: "upload"
            text: "Kirim data"
            note: "Lewat jaringan atau flashdisk"
        }
    }

    Panel {
        width: root.width
        pad: 0
        spacing: 0

        StateLine {
            width: root.width
            first: true
            title: "Penyimpanan"
            detail: "Sisa 41 GB."
            mood: "good"
        }

        StateLine {
            width: root.width
            title: "Pengumuman di halaman depan"
            note: "09.40"
            detail: "Besok tutup."
            mood: "notice"
        }

        StateLine {
            width: root.width
            title: "Jaringan"
            detail: "Belum ada sinyal sejak pukul 09.40."
            mood: "unsure"
        }

        StateLine {
            width: root.width
            title: "Printer"
            detail: "Kertas habis. Pasang gulungan baru."
            mood: "bad"

            KioskButton {
                kind: "secondary"
                text: "Buka"
            }
        }

        StateLine {
            width: root.width
            title: "Struk A-007"
            detail: "Sedang dicetak."
            mood: "busy"
        }
    }
}
