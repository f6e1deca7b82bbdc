pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.viewmodels

/*!
    Lines that say how things are; `mended` is asked for where a line knows the room for it.
*/
Panel {
    id: root

    required property Rows model
    readonly property int count: lines.count

    signal mended(string room)

    pad: 0
    spacing: 0

    Repeater {
        id: lines

        model: root.model

        StateLine {
            id: line

            required title
            required detail
            required mood
            required property string room
            required property int index

            width: root.width
            first: index === 0

            KioskButton {
                visible: line.room !== ""
                kind: "secondary"
                text: qsTr("Buka")
                Accessible.name: qsTr("Buka: %1").arg(line.title)
                onClicked: root.mended(line.room)
            }
        }
    }
}
