import QtQuick
import ui.controls
import ui.theme

/*!
    One thing of the gallery under the name of its state.

    \qml
    GallerySample { caption: "ditekan"; KioskButton { text: "Lanjut"; down: true } }
    \endqml
*/
Column {
    id: root

    property string caption
    default property alias content: place.data

    spacing: 4

    Words {
        width: parent.width
        visible: text !== ""
        text: root.caption
        size: Math.round(Theme.small * 0.9)
        color: Theme.inkSoft
        lineHeight: 1.1
    }

    Column {
        id: place

        width: parent.width
    }
}
