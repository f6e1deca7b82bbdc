import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The frame of a room of maintenance mode: whose kiosk it is and as whom one is in, the way back to the first room, how the
    last errand ended at the head, and what the room itself is made of below.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    property RoomViewModel room: null // its view-model
    readonly property MaintenanceViewModel house: root.kiosk.maintenance
    readonly property bool free: root.room !== null && root.room.busy === ""
    readonly property bool wide: root.contentWidth > 24 * Theme.body // room for two buttons beside each other
    readonly property real half: root.wide ? (root.contentWidth - Theme.gap) / 2 : root.contentWidth
    property bool quiet: false // something else on the page says how far an errand is
    property bool sheet: false // one errand has the page for itself: "Kembali" puts it away
    property bool asks: false // the message is a question that is answered with yes or no

    signal answered(bool yes)
    signal putAway

    objectName: "maintenance-" + root.house.room
    eyebrow: qsTr("Kiosk %1 · %2").arg(root.house.kioskId).arg(root.house.whom)
    backText: qsTr("Kembali")
    onBack: root.sheet ? root.putAway() : root.kiosk.back()
    onSheetChanged: root.scroll.contentY = 0

    Connections {
        target: root.room

        // Whoever pressed a button further down sees how it ended.
        function onSaid(): void {
            Qt.callLater(root.scroll.show, message);
        }

        // A stick takes minutes, and whoever changes paper has no hand free.
        function onAttended(): void {
            root.kiosk.listen();
        }
    }

    Notice {
        id: message

        objectName: "message"
        width: root.contentWidth
        visible: root.room !== null && (root.room.message !== "" || (!root.free && !root.quiet))
        mood: !root.free ? "busy" : root.room.mood
        iconName: !root.free ? "hourglass" : root.room.mood === "good" ? "circle-check" : root.room.mood === "bad" ? "triangle-alert" : "circle-alert"
        text: root.room === null ? "" : !root.free && root.room.message === "" ? qsTr("Sedang dikerjakan") : root.room.message

        Row {
            visible: root.asks
            spacing: Theme.gap

            KioskButton {
                objectName: "answer-no"
                kind: "secondary"
                iconName: "x"
                text: qsTr("Tidak")
                onClicked: root.answered(false)
            }

            KioskButton {
                objectName: "answer-yes"
                kind: "secondary"
                iconName: "check"
                text: qsTr("Ya")
                onClicked: root.answered(true)
            }
        }
    }
}
