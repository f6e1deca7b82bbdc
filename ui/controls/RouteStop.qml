pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    One place on the way of a request: a disc on a line that leads from the stop before to the one after, who it is, what
    happens there, and what there is to know about getting there. What the office has not said is for the petugas to say.

    \qml
    RouteStop { iconName: "stamp"; title: qsTr("Kelurahan"); does: qsTr("Berkas Anda diperiksa."); hours: "08.00-15.00" }
    \endqml
*/
Item {
    id: root

    property string iconName
    property string title
    property string does // a line for each thing that happens
    property string bring // a line for each thing
    property string place
    property string hours
    property string phone
    property bool sometimes: false // not everybody goes there
    property bool example: false // what is said of it is made up for a demonstration
    property bool first: false
    property bool last: false
    property bool here: false // where one stands already: nobody asks the way
    readonly property int disc: 72

    implicitHeight: Math.max(root.disc, words.implicitHeight) + (root.last ? 0 : 30)
    Accessible.role: Accessible.Grouping
    Accessible.name: root.title

    Rectangle {
        x: (root.disc - width) / 2
        y: root.first ? root.disc / 2 : 0
        visible: !(root.first && root.last)
        width: 6
        height: root.last ? root.disc / 2 : root.height - y
        color: Theme.action
    }

    Rectangle {
        width: root.disc
        height: root.disc
        radius: root.disc / 2
        color: root.here ? Theme.action : Theme.tint
        border.width: Theme.stroke
        border.color: Theme.action

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: 40
            color: root.here ? Theme.actionInk : Theme.action
        }
    }

    Column {
        id: words

        x: root.disc + 28
        y: 12
        width: root.width - x
        spacing: 6

        Words {
            width: parent.width
            text: root.title
            strong: true
            lineHeight: 1.1
        }

        Words {
            width: parent.width
            visible: root.sometimes
            text: qsTr("Tidak selalu: tergantung jawaban Anda.")
            size: Theme.small
            font.weight: Font.DemiBold
            color: Theme.action
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: root.does
        }

        Repeater {
            model: root.bring === "" ? [] : root.bring.split("\n")

            Item {
                id: thing

                required property string modelData

                width: words.width
                implicitHeight: line.implicitHeight

                Icon {
                    y: 4
                    name: "file-text"
                    size: 32
                    color: Theme.action
                }

                Words {
                    id: line

                    x: 48
                    width: thing.width - x
                    text: qsTr("Bawa: %1").arg(thing.modelData)
                }
            }
        }

        Words {
            width: parent.width
            visible: !root.here
            text: root.place === "" && root.hours === "" ? qsTr("Alamat dan jam buka: tanyakan petugas.")
                : [root.place === "" ? qsTr("Alamat: tanyakan petugas.") : root.place, root.hours === "" ? qsTr("Jam buka: tanyakan petugas.") : root.hours, root.phone].filter(part => part !== "").join("\n")
            size: Theme.small
            color: Theme.inkSoft
        }

        Words {
            width: parent.width
            visible: root.example
            text: qsTr("Contoh, bukan alamat sebenarnya.")
            size: Theme.small
            color: Theme.inkSoft
        }
    }
}
