pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.fields
import ui.theme
import ui.viewmodels

/*!
    In one's own words: what fits appears while somebody types. "Lihat 5 hasil" puts the keys away, a touch of the line
    brings them back.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property FindingViewModel finding: root.kiosk.finding
    readonly property bool apart: Theme.landscape && !Theme.reach // what was found stands in the action column
    // No room for a card beside the keys.
    readonly property bool crowded: root.typing && (Theme.reach || (root.kiosk.voice && Theme.textScale > 1.4 && !root.apart))
    property bool typing: true

    heading: qsTr("Apa yang Anda cari?")
    spacing: Theme.landscape ? 24 : 30
    entry: root.typing ? line.entry : null
    nextText: !root.typing || root.apart ? "" : root.finding.missed ? qsTr("Lihat gambar") : root.finding.found && root.finding.text.trim() !== "" ? qsTr("Lihat %n hasil", "", hits.count) : ""
    nextIcon: "chevron-down"
    backText: qsTr("Kembali")
    onNext: root.typing = false
    onBack: root.kiosk.back()

    TextLine {
        id: line

        width: root.contentWidth
        name: qsTr("Kata yang dicari")
        active: root.typing
        iconName: "search"
        hint: qsTr("Misalnya: KTP hilang")
        capitals: "none"
        longest: 60
        Component.onCompleted: text = root.finding.text
        onEdited: text => root.finding.search(text)
        onActivated: root.typing = true
    }

    Item {
        id: below

        width: root.contentWidth
        height: root.apart ? 0 : found.height
    }

    aside: Item {
        id: beside

        width: Theme.side
        height: root.apart ? found.height : 0
    }

    Column {
        id: found

        parent: root.apart ? beside : below
        width: root.apart ? Theme.side : root.contentWidth
        spacing: Theme.gap

        Notice {
            width: found.width
            visible: root.finding.missed
            title: qsTr("Belum ketemu.")
            text: qsTr("Coba kata lain, atau tanya petugas di loket.")
        }

        Words {
            width: found.width
            visible: !root.crowded && hits.count > 0 && root.finding.text.trim() === ""
            text: qsTr("Yang sering dicari")
            font.weight: Font.DemiBold
            color: Theme.action
        }

        Repeater {
            id: hits

            model: root.finding.hits

            EntryCard {
                width: found.width
                visible: !root.crowded
                // In the action column a long name needs the room.
                note: root.apart && Theme.textScale > 1.2 ? "" : summary
                onPicked: service => root.finding.choose(service)
            }
        }

        Words {
            width: found.width
            visible: root.finding.missed && !root.crowded
            text: qsTr("Atau pilih dari sini")
            font.weight: Font.DemiBold
            color: Theme.action
        }

        EventGrid {
            width: found.width
            visible: root.finding.missed && !root.crowded
            columns: root.apart ? (Theme.textScale > 1.2 ? 1 : 2) : Theme.textScale > 1.4 ? 2 : 3
            art: 120
            notes: false
            model: root.finding.missed ? root.finding.events : null
            onPicked: event => root.finding.openEvent(event)
        }
    }
}
