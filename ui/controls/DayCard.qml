import QtQuick
import ui.theme

/*!
    Something that takes place, with the leaf of a calendar: `number` and `month` of the day ("" where it is not known), how
    `soon` that is, the whole `day`, and hours and place in `where`.

    \qml
    DayCard { text: qsTr("Posyandu Melati"); number: "29"; month: "Nov"; soon: qsTr("Besok"); day: "Minggu, 29 November 2026" }
    \endqml
*/
Touchable {
    id: root

    property string number
    property string month
    property string soon
    property string day
    property string where
    readonly property bool narrow: root.width < 640
    readonly property color ink: root.down && Theme.contrast ? Theme.actionInk : root.enabled ? Theme.ink : Theme.inkSoft
    readonly property color tone: root.down && Theme.contrast ? Theme.actionInk : root.enabled ? Theme.action : Theme.inkSoft

    implicitHeight: Math.max(leaf.height + 2 * 28, words.implicitHeight + 2 * 28)
    Accessible.description: [root.soon, root.day, root.where].filter(part => part !== "").join(". ")

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
            id: leaf

            x: root.narrow ? 20 : 28
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(root.narrow ? 100 : 132, date.implicitWidth + 32)
            height: date.implicitHeight + 40
            radius: 12
            color: root.down && Theme.contrast ? "transparent" : Theme.tint
            border.width: Theme.contrast ? 2 : 0
            border.color: root.tone

            Rectangle {
                // Where a calendar is bound.
                visible: root.number !== ""
                width: parent.width
                height: 12
                radius: 6
                color: root.tone
            }

            Column {
                id: date

                anchors.horizontalCenter: parent.horizontalCenter
                y: 24

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: root.number === ""
                    name: "calendar-days"
                    size: 72
                    color: root.tone
                }

                Words {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: root.number !== ""
                    text: root.number
                    size: Math.round(1.7 * Theme.body)
                    strong: true
                    lineHeight: 1
                    color: root.tone
                    Accessible.ignored: true
                }

                Words {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: root.month !== ""
                    text: root.month
                    size: Theme.small
                    font.weight: Font.DemiBold
                    lineHeight: 1
                    color: root.tone
                    Accessible.ignored: true
                }
            }
        }

        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: leaf.x + leaf.width + leaf.x
            width: root.width - x - (root.narrow ? 72 : 96)
            spacing: 4

            Words {
                width: parent.width
                visible: text !== ""
                text: root.soon
                size: Theme.small
                strong: true
                lineHeight: 1.1
                color: root.tone
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                text: root.text
                size: Math.round(Theme.body * 1.12)
                strong: true
                lineHeight: 1.08
                color: root.ink
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.day
                size: Theme.small
                lineHeight: 1.15
                color: root.ink
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.where
                size: Theme.small
                lineHeight: 1.15
                color: root.ink
                Accessible.ignored: true
            }
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            x: root.width - (root.narrow ? 60 : 76)
            visible: root.enabled
            name: root.wrong ? "triangle-alert" : root.busy ? "hourglass" : "chevron-right"
            size: 52
            color: root.wrong ? Theme.danger : root.tone
        }
    }
}
