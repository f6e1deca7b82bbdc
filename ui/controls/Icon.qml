import QtQuick
import ui.theme

/*!
    One of the icons in assets/icons, in any colour. Meaning is always in the words beside it.

    \qml
    Icon { name: "printer"; size: 48; color: Theme.action }
    \endqml
*/
Image {
    id: root

    property string name
    property int size: 48
    property color color: Theme.ink

    width: root.size
    height: root.size
    sourceSize: Qt.size(root.size, root.size)
    source: root.name === "" ? "" : "image://icon/" + root.name + "/" + String(root.color).slice(-6)
    Accessible.ignored: true
}
