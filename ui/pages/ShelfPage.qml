pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    One shelf: the services of a life event, an agency or a model, the most used ones; or the shelves to choose from.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property FindingViewModel finding: root.kiosk.finding
    readonly property bool ofEvents: root.finding.shelfKind === "events"
    readonly property int across: Theme.roomy ? 2 : 1
    readonly property int pictures: Theme.textScale > 1.4 ? (Theme.landscape ? 3 : 2) : Theme.landscape ? 4 : 3

    heading: root.finding.shelfTitle
    reason: root.finding.shelfReason
    spacing: Theme.landscape ? 24 : 30
    backText: qsTr("Kembali")
    onBack: root.kiosk.back()

    aside: Illustration {
        visible: Theme.roomy && root.finding.shelfPicture !== ""
        name: visible ? root.finding.shelfPicture : ""
        width: Theme.side
    }

    EventGrid {
        width: root.contentWidth
        visible: root.ofEvents
        columns: root.pictures
        model: root.ofEvents ? root.finding.events : null
        onPicked: event => root.finding.openEvent(event)
    }

    Grid {
        width: root.contentWidth
        visible: services.count > 0
        columns: root.across
        spacing: Theme.gap

        Repeater {
            id: services

            model: root.finding.entries

            EntryCard {
                width: (root.contentWidth - (root.across - 1) * Theme.gap) / root.across
                onPicked: service => root.finding.choose(service)
            }
        }
    }

    Doors {
        heading: qsTr("Menurut jenis layanan")
        columns: root.across
        model: root.finding.models
    }

    Doors {
        heading: qsTr("Menurut kantor yang mengurus")
        columns: Theme.textScale < 1.2 ? 2 : 1
        model: root.finding.agencies
    }

    component Doors: Column {
        id: doors

        property string heading
        property int columns
        property alias model: list.model

        width: root.contentWidth
        visible: list.count > 0
        spacing: Theme.gap

        Words {
            width: parent.width
            text: doors.heading
            font.weight: Font.DemiBold
            color: Theme.action
        }

        Grid {
            id: grid

            readonly property real cell: (doors.width - (doors.columns - 1) * Theme.gap) / doors.columns

            columns: doors.columns
            spacing: Theme.gap

            Repeater {
                id: list

                ServiceCard {
                    required property string kind
                    required property string shelf
                    required property string title
                    required property string about
                    required property string picture

                    objectName: kind + "-" + shelf
                    width: grid.cell
                    iconName: picture
                    text: title
                    note: about
                    onClicked: root.finding.open(kind, shelf)
                }
            }
        }
    }
}
