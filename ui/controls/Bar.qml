import QtQuick
import ui.theme

/*!
    A number as a bar, beside others of the same table: what it is, how much, and its `part` of the longest, from 0 to 1; below 0
    where nobody has told.

    \qml
    Bar { width: 900; name: qsTr("Kelahiran"); value: "12"; part: 0.4 }
    \endqml
*/
Item {
    id: root

    property string name
    property string value
    property real part: 0
    readonly property bool missing: root.part < 0
    readonly property bool beside: title.implicitWidth + figure.implicitWidth + 48 <= root.width

    implicitHeight: track.y + track.height
    Accessible.role: Accessible.StaticText
    Accessible.name: root.name + ": " + root.value

    Words {
        id: title

        width: root.beside ? implicitWidth : root.width
        text: root.name
        Accessible.ignored: true
    }

    Words {
        id: figure

        x: root.width - width
        y: root.beside ? 0 : title.height
        text: root.value
        font.weight: Font.DemiBold
        color: root.missing ? Theme.unsure : Theme.ink
        Accessible.ignored: true
    }

    Rectangle {
        id: track

        y: figure.y + figure.height + 6
        width: root.width
        height: 32
        radius: 6
        color: Theme.tint
        border.width: Theme.contrast ? 2 : 0
        border.color: Theme.line

        Rectangle {
            // A thread of the band; what is there can be seen, however little it is.
            visible: root.part > 0
            width: Math.max(8, Math.round(root.part * track.width))
            height: parent.height
            radius: 6
            color: Theme.action
        }
    }
}
