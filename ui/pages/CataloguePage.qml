pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What would you like to do? Services by group, then the two things that need no form.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property bool apart: Theme.roomy // what needs no form stands in the action column

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

            ServiceCard {
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

        ServiceCard {
            width: parent.width
            iconName: "ticket"
            text: qsTr("Ambil nomor antrean saja")
            note: qsTr("Untuk bicara langsung dengan petugas di loket.")
            onClicked: root.kiosk.wantNumber()
        }

        ServiceCard {
            width: parent.width
            iconName: "search"
            text: qsTr("Cek permohonan saya")
            note: qsTr("Dengan kode atau struk dari kiosk ini.")
            onClicked: root.kiosk.wantTrack()
        }
    }
}
