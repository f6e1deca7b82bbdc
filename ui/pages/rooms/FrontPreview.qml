import QtQuick
import ui.controls
import ui.theme

/*!
    A message as it stands on the first page.
*/
Rectangle {
    id: root

    property string text

    implicitHeight: column.implicitHeight + 2 * 36
    radius: Theme.radius
    color: Theme.deep
    border.width: Theme.contrast ? 4 : 0
    border.color: Theme.line

    Rectangle {
        x: 36
        y: 36
        width: 6
        height: parent.height - 2 * 36
        color: Theme.thread
    }

    Column {
        id: column

        x: 66
        y: 36
        width: root.width - x - 36

        Words {
            width: parent.width
            text: qsTr("Pengumuman kelurahan")
            size: Math.min(34, Theme.small)
            font.weight: Font.DemiBold
            color: Theme.thread
        }

        Words {
            width: parent.width
            text: root.text
            size: Math.round(40 * Math.min(1.3, Theme.textScale))
            lineHeight: 1.1
            color: Theme.deepInk
        }
    }
}
