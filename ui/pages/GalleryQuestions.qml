pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    A question as it lies over a page, with one answer or two, or the sheet that sets the appearance.

    \qml
    GalleryQuestions { width: parent.width; which: "finish" }
    \endqml
*/
Item {
    id: root

    property string which: "idle" // or "finish", "look"

    implicitHeight: Theme.landscape ? 800 : 1250

    Question {
        visible: root.which === "idle"
        iconName: "hourglass"
        heading: "Masih di sini?"
        text: "Kalau tidak, layar ini akan dikosongkan dalam 20 detik."
        yes: "Ya, masih di sini"
    }

    Question {
        visible: root.which === "finish"
        iconName: "circle-alert"
        heading: "Selesai dan hapus jawaban?"
        text: "Permohonan ini belum dikirim. Kalau Anda selesai sekarang, semua jawaban dihapus dari layar."
        yes: "Lanjut mengisi"
        no: "Ya, hapus dan selesai"
    }

    LookSheet {
        visible: root.which === "look"
        size: "large"
        contrast: Theme.contrast
        reach: Theme.reach
    }
}
