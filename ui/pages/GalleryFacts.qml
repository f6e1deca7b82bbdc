import QtQuick
import ui.controls
import ui.theme

/*!
    What is only read: facts, steps, a code, a part of a page that scrolls.

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

    ScrollArea {
        width: root.width - 40
        height: 480

        Steps {
            width: parent.width
            lines: Array.from({
                length: 12
            }, () => "Serahkan berkas untuk diperiksa petugas.")
        }
    }
}
