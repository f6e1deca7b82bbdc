pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    The band from warp to cloth, the bar with its languages, and the two actions.

    \qml
    GalleryBands { width: parent.width }
    \endqml
*/
Column {
    id: root

    spacing: Theme.gap

    Repeater {
        model: [0, 0.5, 1]

        GallerySample {
            id: sample

            required property real modelData

            width: root.width
            caption: Math.round(100 * modelData) + " dari 100"

            WovenBand {
                width: parent.width
                woven: sample.modelData
            }
        }
    }

    Panel {
        width: root.width
        pad: 6

        TopBar {
            width: parent.width
            language: "id"
            languages: ["id", "en"]
        }

        TopBar {
            width: parent.width
            language: "plm"
            languages: ["id", "en", "jv", "su", "plm"]
            changedLook: true
            voice: true
            finishable: false
        }
    }

    Actions {
        width: Theme.landscape ? Theme.side : root.width
        nextText: "Lanjut"
        backText: "Kembali"
    }
}
