import QtQuick
import ui.controls
import ui.fields
import ui.viewmodels

/*!
    What is said of an answer, three ways, and notes between the questions.

    \qml
    GalleryRemarks { width: parent.width; gallery: root.gallery }
    \endqml
*/
Column {
    id: root

    required property GalleryViewModel gallery

    spacing: 36

    Remark {
        width: root.width
        level: "problem"
        text: "NIK ada 16 angka. Anda baru mengisi 15."
    }

    Remark {
        width: root.width
        level: "warning"
        text: "Berbeda dengan tanggal di NIK. Kalau sudah benar, lanjut saja."
    }

    Remark {
        width: root.width
        level: "hint"
        text: "Santunan diajukan paling lambat 30 hari."
    }

    GallerySample {
        width: root.width
        caption: "peringatan di antara pertanyaan"

        AnswerSlot {
            width: root.width
            field: root.gallery.field("note_warning", "empty")
        }
    }

    GallerySample {
        width: root.width
        caption: "petunjuk di antara pertanyaan"

        AnswerSlot {
            width: root.width
            field: root.gallery.field("note", "empty")
        }
    }
}
