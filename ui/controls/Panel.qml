import QtQuick
import ui.theme

/*!
    White paper on the page: a group of things that belong together.

    \qml
    Panel { width: parent.width; Words { text: qsTr("Bawa ini") } }
    \endqml
*/
Rectangle {
    id: root

    default property alias content: column.data
    property int pad: 36
    property alias spacing: column.spacing

    implicitHeight: column.implicitHeight + 2 * root.pad
    radius: Theme.radius
    color: Theme.surface
    border.width: 2
    border.color: Theme.hairline

    Column {
        id: column

        x: root.pad
        y: root.pad
        width: root.width - 2 * root.pad
        spacing: Theme.gap
    }
}
