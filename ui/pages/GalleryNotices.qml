import QtQuick
import ui.controls
import ui.theme

/*!
    Notices of every mood, with and without a title, and one with a button.

    \qml
    GalleryNotices { width: parent.width }
    \endqml
*/
Column {
    id: root

    spacing: Theme.gap

    Notice {
        width: root.width
        mood: "notice"
        text: "Data Anda disimpan di sini dan dikirim sendiri."
    }

    Notice {
        width: root.width
        mood: "good"
        title: "Sudah diterima."
        text: "Nomor Anda A-007."
    }

    Notice {
        width: root.width
        mood: "unsure"
        title: "Tanggal ini berbeda dari NIK."
        text: "Periksa sekali lagi."
    }

    Notice {
        width: root.width
        mood: "unsure"
        iconName: "ban"
        title: "Sedang ditutup"
        quote: "Blangko habis sampai kiriman berikutnya."
        text: "Dibuka lagi Selasa, 1 Desember 2026."
    }

    Notice {
        width: root.width
        mood: "bad"
        title: "Kertas habis."
        text: "Nomor Anda tetap berlaku. Petugas sudah diberi tahu."
    }

    Notice {
        width: root.width
        mood: "busy"
        text: "Struk Anda sedang dicetak."
    }

    Notice {
        width: root.width
        mood: "notice"
        iconName: "id-card"
        title: "Menurut NIK: 17 Agustus 1951"

        KioskButton {
            text: "Pakai ini"
        }
    }
}
