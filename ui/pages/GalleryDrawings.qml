pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    Illustrations under their names, or all icons beside theirs.

    \qml
    GalleryDrawings { width: parent.width; icons: gallery.icons }
    \endqml
*/
Grid {
    id: root

    property list<string> drawings
    property list<string> icons

    columns: root.drawings.length > 0 ? 6 : Theme.textScale > 1.2 ? 3 : 5
    columnSpacing: root.drawings.length > 0 ? Theme.gap : 10 // icons: room for the longest part of a name
    rowSpacing: 14

    Repeater {
        model: root.drawings

        GallerySample {
            id: drawing

            required property string modelData

            width: (root.width - (root.columns - 1) * root.columnSpacing) / root.columns
            caption: modelData.replace(/^(choice|event|person)-/, "").replace(/[-_]/g, " ")

            Illustration {
                name: drawing.modelData
                width: drawing.width
                height: 100
                fillMode: Image.PreserveAspectFit
                sourceSize: Qt.size(0, 100)
            }
        }
    }

    Repeater {
        model: root.icons

        Item {
            id: icon

            required property string modelData

            width: (root.width - (root.columns - 1) * root.columnSpacing) / root.columns
            height: Math.max(54, word.implicitHeight)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: icon.modelData
                size: 48
            }

            Words {
                id: word

                anchors.verticalCenter: parent.verticalCenter
                x: 56
                width: parent.width - x
                text: icon.modelData
                size: Math.round(Theme.small * 0.9)
                color: Theme.inkSoft
                lineHeight: 1
            }
        }
    }
}
