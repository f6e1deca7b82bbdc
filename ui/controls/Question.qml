import QtQuick
import ui.theme

/*!
    A question over the page: "Masih di sini?", "Selesai dan hapus jawaban?".

    \qml
    Question { heading: qsTr("Masih di sini?"); yes: qsTr("Ya"); onAccepted: kiosk.stay() }
    \endqml
*/
Rectangle {
    id: root

    property string heading
    property string text
    property string iconName: "help"
    property string yes
    property string no
    default property alias extra: more.data

    signal accepted
    signal declined

    anchors.fill: parent
    color: Theme.shade
    Accessible.role: Accessible.Dialog
    Accessible.name: root.heading

    MouseArea {
        // What lies beneath cannot be touched.
        anchors.fill: parent
    }

    Rectangle {
        anchors.centerIn: parent
        width: Math.min(root.width - 2 * Theme.margin, 1080)
        height: column.implicitHeight + 2 * 60
        radius: 2 * Theme.radius
        color: Theme.paper
        border.width: Theme.contrast ? 4 : 0
        border.color: Theme.line

        Column {
            id: column

            x: 60
            y: 60
            width: parent.width - 120
            spacing: 30

            Icon {
                name: root.iconName
                size: 96
                color: Theme.action
            }

            Words {
                width: parent.width
                text: root.heading
                size: Theme.heading
                strong: true
                lineHeight: 1.05
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: root.text
            }

            Column {
                id: more

                width: parent.width
                spacing: Theme.gap
                visible: children.length > 0
            }

            Item {
                width: 1
                height: 6
            }

            KioskButton {
                width: parent.width
                text: root.yes
                implicitHeight: 132
                onClicked: root.accepted()
            }

            KioskButton {
                width: parent.width
                visible: root.no !== ""
                kind: "secondary"
                text: root.no
                onClicked: root.declined()
            }
        }
    }
}
