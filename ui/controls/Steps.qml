pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    What happens next, in numbered lines.

    \qml
    Steps { lines: [qsTr("Duduk dulu."), qsTr("Datang saat nomor Anda dipanggil.")] }
    \endqml
*/
Column {
    id: root

    property list<string> lines

    spacing: Theme.gap

    Repeater {
        model: root.lines

        Item {
            id: line

            required property string modelData
            required property int index

            width: root.width
            implicitHeight: Math.max(52, sentence.implicitHeight)
            Accessible.role: Accessible.StaticText
            Accessible.name: (line.index + 1) + ". " + line.modelData

            Rectangle {
                id: disc

                width: 52
                height: 52
                radius: 26
                color: Theme.action

                Text {
                    anchors.centerIn: parent
                    text: line.index + 1
                    color: Theme.actionInk
                    font.family: Theme.family
                    font.pixelSize: 30
                    font.weight: Font.Bold
                }
            }

            Words {
                id: sentence

                x: disc.width + 24
                y: Math.max(0, (52 - implicitHeight) / 2)
                width: line.width - x
                text: line.modelData
                lineHeight: 1.15
                Accessible.ignored: true
            }
        }
    }
}
