pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    HOME: understood in three seconds. One verdict, the one next thing to do; then what else needs a hand, the doors, and
    what is well.
*/
MaintenanceRoom {
    id: root

    readonly property HomeViewModel home: root.house.home
    readonly property int across: Math.max(1, Math.min(3, Math.floor(root.contentWidth / (9.5 * Theme.body))))

    readonly property bool beside: Theme.landscape && !Theme.reach // the column at the right holds what is pressed

    room: root.home
    heading: qsTr("Perawatan kiosk")
    backText: qsTr("Tutup")

    Verdict {
        id: verdict

        width: root.contentWidth
        mood: root.home.verdict
        title: root.home.title
        text: root.home.advice

        KioskButton {
            objectName: "remedy"
            width: Math.min(implicitWidth, verdict.inner)
            visible: root.home.remedyRoom !== "" && !root.beside
            iconName: root.home.remedyIcon
            text: root.home.remedy
            onClicked: root.house.visit(root.home.remedyRoom)
        }
    }

    StateList {
        width: root.contentWidth
        visible: count > 0
        model: root.home.others
        onMended: room => root.house.visit(room)
    }

    Grid {
        id: doors

        readonly property real part: (root.contentWidth - (root.across - 1) * Theme.gap) / root.across

        width: root.contentWidth
        columns: root.across
        spacing: Theme.gap

        Repeater {
            model: root.house.rooms

            DoorCard {
                required property string room
                required text
                required note
                required iconName

                objectName: "room-" + room
                width: doors.part
                onClicked: root.house.visit(room)
            }
        }
    }

    RoomTitle {
        visible: today.visible
        text: qsTr("Hari ini")
    }

    Panel {
        id: today

        width: root.contentWidth
        visible: root.home.served !== ""

        Words {
            width: parent.width
            text: root.home.served
            font.weight: Font.DemiBold
        }

        HourBars {
            width: parent.width
            visible: count > 0
            model: root.home.hours
        }

        Words {
            width: parent.width
            text: qsTr("Menunggu dikirim: %1 · Menunggu dicetak: %2").arg(root.home.waitingEvents).arg(root.home.waitingPrints)
            size: Theme.small
            color: Theme.inkSoft
        }
    }

    RoomTitle {
        visible: fine.count > 0
        text: qsTr("Yang sudah beres")
    }

    StateList {
        id: fine

        width: root.contentWidth
        visible: count > 0
        model: root.home.fine
        onMended: room => root.house.visit(room)
    }

    KioskButton {
        objectName: "look-again"
        width: root.half
        visible: !root.beside
        busy: root.home.reading
        kind: "secondary"
        iconName: "refresh-cw"
        text: qsTr("Periksa lagi")
        onClicked: root.home.refresh()
    }

    aside: Column {
        width: parent ? parent.width : 0
        visible: root.beside
        spacing: Theme.gap

        KioskButton {
            width: parent.width
            visible: root.home.remedyRoom !== ""
            iconName: root.home.remedyIcon
            text: root.home.remedy
            onClicked: root.house.visit(root.home.remedyRoom)
        }

        KioskButton {
            width: parent.width
            busy: root.home.reading
            kind: "secondary"
            iconName: "refresh-cw"
            text: qsTr("Periksa lagi")
            onClicked: root.home.refresh()
        }
    }
}
