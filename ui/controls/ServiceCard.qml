import QtQuick
import ui.theme

/*!
    A way to go on, with a picture, a name and one sentence: a service, a queue number, looking something up.

    \qml
    ServiceCard { iconName: "home"; text: qsTr("Surat Keterangan Domisili"); note: qsTr("Surat yang menerangkan di mana Anda tinggal.") }
    \endqml
*/
Touchable {
    id: root

    property string iconName
    property string note
    property string mark // what kind of thing it is, with its own small icon: "Formulir", "Info"
    property string markIcon
    property bool shut: false // it leads to what can be read, and begins nothing now
    readonly property bool narrow: root.width < 640 // in the action column
    readonly property color ink: root.down && Theme.contrast ? Theme.actionInk : root.enabled ? Theme.action : Theme.inkSoft

    implicitHeight: Math.max(156, words.implicitHeight + 2 * 28)
    Accessible.description: [root.mark, root.note].filter(part => part !== "").join(": ")

    background: Rectangle {
        radius: Theme.radius
        color: !root.enabled ? Theme.disabled : !root.down ? Theme.surface : Theme.contrast ? Theme.action : Theme.tint
        border.width: root.wrong ? 6 : Theme.contrast ? 4 : 2
        border.color: root.wrong ? Theme.danger : root.down ? Theme.action : Theme.line

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Rectangle {
            id: tile

            x: root.narrow ? 20 : 28
            anchors.verticalCenter: parent.verticalCenter
            width: root.narrow ? 76 : 100
            height: width
            radius: 20
            color: root.down && Theme.contrast ? "transparent" : root.enabled ? Theme.tint : "transparent"

            Icon {
                anchors.centerIn: parent
                name: root.busy ? "hourglass" : root.iconName
                size: root.narrow ? 44 : 56
                color: root.ink
            }
        }

        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: tile.x + tile.width + tile.x
            width: root.width - x - (root.narrow ? 72 : 96)
            spacing: 4

            Words {
                width: parent.width
                text: root.text
                size: Math.round(Theme.body * (root.narrow ? 1 : 1.12))
                strong: true
                lineHeight: 1.08
                color: root.down && Theme.contrast ? Theme.actionInk : root.enabled ? Theme.ink : Theme.inkSoft
                Accessible.ignored: true
            }

            Row {
                visible: root.mark !== ""
                spacing: 10

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.mark !== "" ? root.markIcon : ""
                    size: Math.round(Theme.small * 1.1)
                    color: root.shut && !root.down ? Theme.unsure : root.ink
                }

                Words {
                    text: root.mark
                    size: Theme.small
                    font.weight: Font.DemiBold
                    lineHeight: 1.15
                    color: root.shut && !root.down ? Theme.unsure : root.ink
                    Accessible.ignored: true
                }
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.note
                size: Theme.small
                lineHeight: 1.15
                color: root.down && Theme.contrast ? Theme.actionInk : Theme.inkSoft
                Accessible.ignored: true
            }
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            x: root.width - (root.narrow ? 60 : 76)
            visible: root.enabled && !root.busy
            name: root.wrong ? "triangle-alert" : "chevron-right"
            size: 52
            color: root.wrong ? Theme.danger : root.ink
        }
    }
}
