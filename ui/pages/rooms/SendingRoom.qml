pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    SENDING: to the office, over the network and by stick.
*/
MaintenanceRoom {
    id: root

    readonly property SendingViewModel sending: root.house.sending

    room: root.sending
    heading: qsTr("Kirim data")
    reason: qsTr("Menunggu dikirim: %1").arg(root.sending.waitingEvents)
    quiet: root.sending.copyingTo !== "" || root.sending.exchanging

    Notice {
        objectName: "alarm"
        width: root.contentWidth
        visible: root.sending.alarm !== ""
        mood: "bad"
        title: qsTr("Kelurahan tidak menerima data kiosk ini.")
        text: root.sending.alarm
    }

    KioskButton {
        objectName: "sync"
        width: root.half
        enabled: root.free
        iconName: "refresh-cw"
        text: qsTr("Kirim data sekarang")
        onClicked: root.sending.sync()
    }

    Panel {
        width: root.contentWidth
        visible: root.sending.exchanging

        Bar {
            objectName: "sent"
            width: parent.width
            name: qsTr("Sedang dikirim ke kelurahan")
            value: Math.round(100 * root.sending.sentPart) + "%"
            part: root.sending.sentPart
        }

        Words {
            width: parent.width
            text: root.sending.sent
            size: Theme.small
        }
    }

    RoomTitle {
        text: qsTr("Flashdisk")
    }

    StickList {
        width: root.contentWidth
        room: root.sending
        actions: [
            {
                "name": "export",
                "text": qsTr("Salin ke flashdisk"),
                "iconName": "upload",
                "writes": true
            },
            {
                "name": "import",
                "text": qsTr("Ambil jawaban"),
                "iconName": "download",
                "writes": false
            }
        ]
        onAsked: (name, path) => name === "export" ? root.sending.exportTo(path) : root.sending.importFrom(path)
    }

    RoomTitle {
        visible: news.count > 0
        text: qsTr("Kelurahan")
    }

    StateList {
        id: news

        width: root.contentWidth
        visible: count > 0
        model: root.sending.office
        onMended: room => root.house.visit(room)
    }
}
