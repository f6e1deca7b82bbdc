import QtQuick
import ui.controls
import ui.theme

/*!
    What is only read: facts, steps, the way of a request, a code, a part of a page that scrolls.

    \qml
    GalleryFacts { width: parent.width }
    \endqml
*/
Column {
    id: root

    spacing: Theme.gap

    Panel {
        width: root.width

        Fact {
            width: parent.width
            iconName: "clock"
            label: "Lamanya"
            text: "Sekitar 3 hari kerja"
        }

        Steps {
            width: parent.width
            lines: ["Tunggu nomor Anda dipanggil di loket.", "Serahkan berkas untuk diperiksa petugas."]
        }

        QrPicture {
            width: 210
            source: "image://qr/" + "636f6e746f68"
        }
    }

    Column {
        width: root.width

        RouteStop {
            width: root.width
            first: true
            here: true
            iconName: "pointer"
            title: "Kiosk ini"
            does: "Isi formulir."
        }

        RouteStop {
            width: root.width
            last: true
            sometimes: true
            iconName: "id-card"
            title: "Disdukcapil"
            does: "Kartu dicetak."
            bring: "Struk dari kiosk ini"
        }
    }

    ScrollArea {
        width: root.width - 40
        height: 240

        Steps {
            width: parent.width
            lines: Array.from({
                length: 12
            }, () => "Serahkan berkas untuk diperiksa petugas.")
        }
    }
}
