pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    Sizes of letters, and the measures everything is set with.

    \qml
    GalleryType { width: parent.width }
    \endqml
*/
Column {
    id: root

    readonly property list<string> sizes: ["small", "body", "title", "heading", "display"]
    readonly property list<string> measures: ["unit", "gap", "margin", "target", "bar", "radius", "stroke"]

    spacing: Theme.gap

    Repeater {
        model: root.sizes

        GallerySample {
            id: letters

            required property string modelData

            width: root.width
            caption: modelData + " · " + (Theme as QtObject)[modelData] + " px"

            Words {
                width: parent.width
                text: "Nomor antrean Anda"
                size: (Theme as QtObject)[letters.modelData]
                strong: size > Theme.body
                lineHeight: 1.08
            }
        }
    }

    GallerySample {
        width: root.width
        caption: "number · " + Theme.number + " px"

        Words {
            text: "A-007"
            size: Theme.number
            strong: true
            lineHeight: 0.9
        }
    }

    Flow {
        width: root.width
        spacing: 30

        Repeater {
            model: root.measures

            GallerySample {
                id: measure

                required property string modelData
                readonly property int length: (Theme as QtObject)[modelData]

                width: Math.max(length, 210)
                caption: modelData + " · " + length

                Rectangle {
                    width: Math.max(1, measure.length)
                    height: 30
                    color: Theme.action
                }
            }
        }
    }
}
