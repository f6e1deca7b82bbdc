pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What would you like to do? In one's own words, by what happened, by shelf; and the two things that need no form. It
    fits the screen in letters of the usual size: nobody hunts for what lies below.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property bool apart: Theme.landscape && !Theme.reach // the ways stand in the action column
    readonly property bool told: root.kiosk.notice !== "" || root.kiosk.shut
    readonly property int columns: Theme.textScale > 1.4 ? (Theme.landscape ? 3 : 2) : Theme.landscape ? 4 : 3

    spacing: Theme.landscape || root.told ? 24 : 30
    heading: qsTr("Apa yang bisa kami bantu?")
    reason: root.kiosk.shut ? qsTr("Kiosk ini sedang tutup, jadi belum bisa menerima permohonan. Informasi tetap bisa dibaca.") : root.kiosk.notice
    reasonTongue: root.kiosk.shut ? "" : "id"
    backText: qsTr("Kembali")
    onBack: root.kiosk.back()

    SearchBar {
        objectName: "search"
        width: root.contentWidth
        text: qsTr("Cari: ketik keperluan Anda, misalnya KTP hilang")
        onClicked: root.kiosk.finding.openSearch()
    }

    EventGrid {
        width: root.contentWidth
        columns: root.columns
        most: root.columns * (Theme.landscape ? 2 : Theme.textScale > 1.4 ? 4 : 3)
        art: root.told ? 72 : Theme.landscape ? 130 : 120 // still on one screen
        notes: false
        model: root.kiosk.finding.events
        onPicked: event => root.kiosk.finding.openEvent(event)
        onOthers: root.kiosk.finding.open("events", "")
    }

    Ways {
        width: root.contentWidth
        visible: !root.apart
        columns: Theme.textScale > 1.4 ? 1 : 2
    }

    aside: Ways {
        width: parent ? parent.width : 0
        visible: root.apart
        columns: 1
    }

    component Ways: Grid {
        id: ways

        readonly property real cell: (ways.width - (ways.columns - 1) * Theme.gap) / ways.columns
        readonly property real high: {
            let most = Theme.roomy ? 144 : 120;
            for (let i = 0; i < ways.children.length; i++)
                most = Math.max(most, ways.children[i].implicitHeight);
            return most;
        }

        spacing: Theme.gap

        Way {
            objectName: "shelf-popular"
            width: ways.cell
            height: ways.high
            iconName: "star"
            text: qsTr("Paling sering diurus")
            onClicked: root.kiosk.finding.open("popular", "")
        }

        Way {
            objectName: "shelf-all"
            width: ways.cell
            height: ways.high
            iconName: "layout-grid"
            text: qsTr("Semua layanan")
            onClicked: root.kiosk.finding.open("all", "")
        }

        Way {
            objectName: "want-number"
            visible: !root.kiosk.shut
            width: ways.cell
            height: ways.high
            iconName: "ticket"
            text: qsTr("Nomor antrean saja")
            onClicked: root.kiosk.wantNumber()
        }

        Way {
            objectName: "want-track"
            width: ways.cell
            height: ways.high
            iconName: "search"
            text: qsTr("Cek permohonan saya")
            onClicked: root.kiosk.wantTrack()
        }
    }

    component Way: KioskButton {
        kind: "secondary"
    }
}
