pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Nine symbols, or the slip held to the scanner.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property TrackViewModel track: root.kiosk.track
    readonly property WatchViewModel watch: root.kiosk.watch
    readonly property bool wrong: root.track.problem !== "" && root.track.problemMood === "bad"

    objectName: "track"
    heading: qsTr("Ketik kode di struk Anda")
    reason: root.watch.on ? qsTr("Atau perlihatkan kode QR di struk ke kamera.") : qsTr("Atau dekatkan kode QR di struk ke pemindai.")
    nextText: root.track.busy ? qsTr("Sedang dicari") : qsTr("Cari")
    nextIcon: "search"
    nextEnabled: root.track.complete
    backText: qsTr("Kembali")
    onNext: root.track.search()
    onBack: root.kiosk.back()
    entry: code.entry

    CodePlaces {
        id: code

        // Before the first Tab a hardware keyboard types here as well.
        focus: true
        width: root.contentWidth
        code: root.track.code
        alphabet: root.track.alphabet
        name: qsTr("Kode permohonan")
        wrong: root.wrong
        onTyped: symbol => root.track.typed(symbol)
        onErased: root.track.erased()
    }

    Notice {
        width: root.contentWidth
        visible: root.track.problem !== ""
        mood: root.track.problemMood
        text: root.track.problem
    }

    Watched {
        anchors.horizontalCenter: parent?.horizontalCenter
        visible: root.watch.on && !Theme.landscape && !Theme.reach
        // The keys leave little room: who sees less of it still sees where to hold the slip.
        width: Math.min(root.contentWidth, (Theme.textScale > 1.4 || root.track.problem !== "" ? 200 : 330) * root.watch.aspect)
    }

    Illustration {
        anchors.horizontalCenter: parent?.horizontalCenter
        visible: !root.watch.on && !Theme.landscape && !Theme.reach && Theme.textScale < 1.4 && root.track.problem === ""
        name: visible ? "track" : ""
        width: 480
    }

    aside: [
        Watched {
            visible: root.watch.on && Theme.landscape && !Theme.reach
            width: Math.min(Theme.side, Math.max(160, root.height - 400) * root.watch.aspect)
        },
        Illustration {
            visible: Theme.roomy && !root.watch.on
            name: visible ? "track" : ""
            width: Theme.side
        }
    ]

    Watched {
        // Nothing is touched there.
        parent: root
        visible: root.watch.on && Theme.reach
        x: Theme.landscape ? root.width - width - Theme.margin : (root.width - width) / 2
        y: root.lowTop - height - Theme.unit
        width: Math.min(330, root.lowTop - (Theme.landscape ? 48 : Theme.textScale < 1.2 ? 190 : 490)) * root.watch.aspect
    }

    component Watched: CameraPicture {
        watch: root.watch
        name: qsTr("Gambar dari kamera")
    }
}
