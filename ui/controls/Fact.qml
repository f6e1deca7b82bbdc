import QtQuick
import ui.theme

/*!
    A fact with its icon: time, cost, who decides.

    \qml
    Fact { iconName: "clock"; label: qsTr("Lamanya"); text: qsTr("Sekitar 3 hari kerja") }
    \endqml
*/
Item {
    id: root

    property string iconName
    property string label
    property string text

    implicitHeight: Math.max(64, words.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: root.label + ": " + root.text

    Rectangle {
        id: disc

        width: 64
        height: 64
        radius: 32
        color: Theme.tint

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: 36
            color: Theme.action
        }
    }

    Column {
        id: words

        x: disc.width + 24
        width: root.width - x

        Words {
            width: parent.width
            text: root.label
            size: Theme.small
            color: Theme.inkSoft
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            text: root.text
            font.weight: Font.DemiBold
            lineHeight: 1.1
            Accessible.ignored: true
        }
    }
}
