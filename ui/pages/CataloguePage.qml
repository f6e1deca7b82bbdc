pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What would you like to do? Services by group, then the two things that need no form.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property bool apart: Theme.landscape && Theme.textScale < 1.2 // what needs no form stands in the action column

    heading: qsTr("Apa yang bisa kami bantu?")
    backText: qsTr("Kembali")
    onBack: root.kiosk.back()

    Repeater {
        model: root.kiosk.catalogue.services

        Column {
            id: entry

            required property string service
            required property string title
            required property string summary
            required property string icon
            required property string heading

            width: root.contentWidth
            spacing: Theme.gap
            topPadding: 0

            Words {
                width: parent.width
                visible: text !== ""
                text: entry.heading
                font.weight: Font.DemiBold
                color: Theme.action
            }

            BigCard {
                width: parent.width
                iconName: entry.icon
                text: entry.title
                note: entry.summary
                objectName: "service-" + entry.service
                onClicked: root.kiosk.catalogue.choose(entry.service)
            }
        }
    }

    Column {
        width: root.contentWidth
        visible: !root.apart
        spacing: Theme.gap

        WithoutForm {
            width: parent.width
        }
    }

    aside: WithoutForm {
        width: parent ? parent.width : 0
        visible: root.apart
    }

    component WithoutForm: Column {
        spacing: Theme.gap

        Words {
            width: parent.width
            text: qsTr("Tanpa formulir")
            font.weight: Font.DemiBold
            color: Theme.action
        }

        BigCard {
            width: parent.width
            iconName: "ticket"
            text: qsTr("Ambil nomor antrean saja")
            note: qsTr("Untuk bicara langsung dengan petugas di loket.")
            onClicked: root.kiosk.wantNumber()
        }

        BigCard {
            width: parent.width
            iconName: "search"
            text: qsTr("Cek permohonan saya")
            note: qsTr("Dengan kode atau struk dari kiosk ini.")
            onClicked: root.kiosk.wantTrack()
        }
    }

    component BigCard: T.AbstractButton {
        id: card

        property string iconName
        property string note

        implicitHeight: Math.max(156, words.implicitHeight + 2 * 28)
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.Button
        Accessible.name: card.text
        Accessible.description: card.note

        background: Rectangle {
            radius: Theme.radius
            color: card.pressed ? Theme.tint : Theme.surface
            border.width: card.visualFocus ? 6 : Theme.contrast ? 4 : 2
            border.color: card.pressed || card.visualFocus ? Theme.action : Theme.hairline
        }

        contentItem: Item {
            Rectangle {
                id: tile

                x: 28
                anchors.verticalCenter: parent.verticalCenter
                width: 100
                height: 100
                radius: 20
                color: Theme.tint

                Icon {
                    anchors.centerIn: parent
                    name: card.iconName
                    size: 56
                    color: Theme.action
                }
            }

            Column {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: tile.x + tile.width + 28
                width: card.width - x - 96
                spacing: 4

                Words {
                    width: parent.width
                    text: card.text
                    size: Math.round(Theme.body * 1.12)
                    strong: true
                    lineHeight: 1.08
                    Accessible.ignored: true
                }

                Words {
                    width: parent.width
                    visible: text !== ""
                    text: card.note
                    size: Theme.small
                    color: Theme.inkSoft
                    lineHeight: 1.15
                    Accessible.ignored: true
                }
            }

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                x: card.width - 76
                name: "chevron-right"
                size: 52
                color: Theme.action
            }
        }
    }
}
