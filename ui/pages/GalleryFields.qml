pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.fields
import ui.theme
import ui.viewmodels

/*!
    One kind of field: empty, being filled in, answered and wrong. It is real: a touch brings its keys.

    \qml
    GalleryFields { width: parent.width; gallery: root.gallery; name: "nik" }
    \endqml
*/
Grid {
    id: root

    required property GalleryViewModel gallery
    required property string name
    readonly property bool wide: ["nik", "kk", "date", "list", "wilayah", "location", "photo", "address", "code", "rows", "berkas"].includes(root.name)
    readonly property list<string> stages: ["date", "list", "wilayah"].includes(root.name) ? ["active", "answered", "wrong"] : root.name === "address" ? ["active", "wrong"]
        : ["location", "photo", "berkas"].includes(root.name) ? ["empty", "answered"] : root.name === "rows" ? ["answered", "wrong"]
        : ["empty", "active", "answered", "wrong"]
    readonly property var words: ({
            "empty": "kosong",
            "active": "sedang diisi",
            "answered": "terisi",
            "wrong": "ada yang kurang"
        })
    property AnswerSlot slot: null // what was touched; before that "sedang diisi" only looks as if
    readonly property Entry entry: root.slot ? root.slot.entry : null

    columns: root.wide || (Theme.textScale > 1.4 && !Theme.landscape) ? 1 : 2
    columnSpacing: 36
    rowSpacing: Theme.gap

    Repeater {
        model: root.stages

        GallerySample {
            id: sample

            required property string modelData

            width: (root.width - (root.columns - 1) * root.columnSpacing) / root.columns
            caption: root.words[modelData]

            Scroller {
                width: sample.width
                // Of a list of very many, or a map, the first lines show how it looks; the rest is scrolled.
                height: ["list", "wilayah", "location", "photo"].includes(root.name) ? Math.min(slot.height, 1380 / root.stages.length - 140) : slot.height
                contentWidth: width
                contentHeight: slot.height
                interactive: contentHeight > height

                AnswerSlot {
                    id: slot

                    width: sample.width
                    field: root.gallery.field(root.name, sample.modelData === "active" ? "empty" : sample.modelData)
                    chosen: root.slot ? root.slot === slot : sample.modelData === "active"
                    // As on most pages, whose heading asks already; and so four of them fit.
                    labelled: root.name !== "long_text"
                    onActivated: root.slot = slot
                }
            }
        }
    }
}
