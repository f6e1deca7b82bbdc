pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels
import "rooms"

/*!
    The window of a kiosk that is out of service: the notice, and behind the hidden gesture the PIN and what can be done.
*/
Window {
    id: root

    required property OutOfServiceViewModel service
    readonly property EmergencyViewModel care: root.service.care
    readonly property KioskPage page: loader.item as KioskPage
    readonly property bool settled: loader.status === Loader.Ready

    width: 1080
    height: 1920
    title: "Publik Kiosk"
    color: Theme.paper

    Binding {
        target: Theme
        property: "motion"
        value: false
    }

    Binding {
        target: Theme
        property: "landscape"
        value: root.width > root.height
    }

    Binding {
        target: Theme
        property: "screenHeight"
        value: root.height
    }

    Loader {
        id: loader

        anchors.fill: parent
        focus: true
        sourceComponent: root.care.place === "room" ? room : root.care.place === "door" ? door : notice
        onLoaded: (loader.item as Item).forceActiveFocus()
    }

    EntryDock {
        id: dock

        readonly property rect place: root.page ? root.page.dock : Qt.rect(0, 0, 0, 0)

        target: root.page ? root.page.entry : null
        x: place.x
        y: place.y
        width: place.width
        height: place.height
    }

    Component {
        id: notice

        OutOfServiceNotice {
            service: root.service
        }
    }

    Component {
        id: door

        EmergencyDoor {
            care: root.care
            Keys.onPressed: event => dock.write(event)
        }
    }

    Component {
        id: room

        EmergencyRoom {
            care: root.care
        }
    }
}
