pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    How many came in each hour, as bars that stand beside each other; the number stands on its bar, the hour below.
*/
Row {
    id: root

    required property Rows model
    readonly property int count: hours.count
    readonly property int tall: 150
    readonly property real part: root.count > 0 ? root.width / root.count : 0

    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Per jam")

    Repeater {
        id: hours

        model: root.model

        Item {
            id: one

            required property string hour
            required property int count
            required property real part

            width: root.part
            height: figure.height + root.tall + label.height + 6
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Pukul %1: %2").arg(one.hour).arg(one.count)

            Words {
                id: figure

                anchors.horizontalCenter: parent.horizontalCenter
                y: root.tall - bar.height
                text: one.count > 0 ? one.count : ""
                size: Math.min(Theme.small, 36)
                Accessible.ignored: true
            }

            Rectangle {
                id: bar

                anchors.horizontalCenter: parent.horizontalCenter
                y: figure.height + root.tall - height
                width: Math.max(12, parent.width * 0.62)
                height: Math.max(4, Math.round(one.part * root.tall))
                radius: 4
                color: one.count > 0 ? Theme.action : Theme.hairline
            }

            Words {
                id: label

                anchors.horizontalCenter: parent.horizontalCenter
                y: figure.height + root.tall + 6
                text: one.hour
                size: Math.min(Theme.small, 36)
                color: Theme.inkSoft
                Accessible.ignored: true
            }
        }
    }
}
