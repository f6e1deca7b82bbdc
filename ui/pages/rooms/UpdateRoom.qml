pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    UPDATE: which program runs, a newer one from a stick, and the way back.
*/
MaintenanceRoom {
    id: root

    readonly property UpdateViewModel update: root.house.update
    readonly property bool back: root.update.asked === "back"

    room: root.update
    heading: qsTr("Pembaruan")
    sheet: root.update.asked !== ""
    backText: root.sheet ? "" : qsTr("Kembali")
    quiet: root.update.copyingTo !== ""

    Sure {
        width: root.contentWidth
        visible: root.sheet
        iconName: root.back ? "rotate-ccw" : "download"
        heading: root.back ? qsTr("Kembali ke versi %1?").arg(root.update.askedVersion) : qsTr("Pasang versi %1?").arg(root.update.askedVersion)
        text: root.back ? qsTr("Data tidak berubah. Program dimulai ulang, sekitar setengah menit.") : qsTr("Cadangan data dibuat lebih dulu. Flashdisk jangan dicabut. Program dimulai ulang sesudahnya; kalau versi baru tidak jalan, kiosk kembali sendiri ke versi %1.").arg(root.update.version)
        yes: root.back ? qsTr("Ya, kembali") : qsTr("Ya, pasang")
        free: root.free
        onAccepted: root.update.agree()
        onDeclined: root.update.refuse()
    }

    Panel {
        width: root.contentWidth
        visible: !root.sheet
        pad: 0
        spacing: 0

        StateLine {
            objectName: "version"
            width: root.contentWidth
            first: true
            mood: "good"
            title: qsTr("Dipakai: versi %1").arg(root.update.version)
        }

        StateLine {
            width: root.contentWidth
            mood: "notice"
            iconName: "rotate-ccw"
            title: root.update.previous !== "" ? qsTr("Sebelumnya: versi %1").arg(root.update.previous) : qsTr("Belum ada versi sebelumnya")
            detail: root.update.previous !== "" ? qsTr("Masih disimpan; bisa dipakai lagi kalau versi ini bermasalah.") : ""

            KioskButton {
                objectName: "roll-back"
                visible: root.update.previous !== ""
                enabled: root.free
                kind: "secondary"
                text: qsTr("Kembali ke sana")
                onClicked: root.update.ask("back")
            }
        }
    }

    Notice {
        objectName: "why-not"
        width: root.contentWidth
        visible: !root.sheet && root.update.why !== ""
        title: qsTr("Pembaruan tidak bisa dipasang di sini.")
        text: root.update.why
    }

    RoomTitle {
        visible: !root.sheet
        text: qsTr("Di flashdisk")
    }

    Panel {
        width: root.contentWidth
        visible: !root.sheet && list.count > 0
        pad: 0
        spacing: 0

        Repeater {
            id: list

            model: root.update.bundles

            StateLine {
                id: bundle

                required property string path
                required property bool newer
                required property int index
                required title
                required detail

                width: root.contentWidth
                first: index === 0
                mood: newer ? "good" : "notice"
                iconName: "download"

                KioskButton {
                    objectName: "install-" + bundle.index
                    enabled: root.free && bundle.newer && root.update.why === ""
                    kind: "secondary"
                    text: qsTr("Pasang")
                    Accessible.name: qsTr("Pasang %1").arg(bundle.title)
                    onClicked: root.update.ask(bundle.path)
                }
            }
        }
    }

    Words {
        width: root.contentWidth
        visible: !root.sheet && list.count === 0 && !root.update.reading
        text: qsTr("Tidak ada program dari kelurahan ini di flashdisk.")
        color: Theme.inkSoft
    }

    StickList {
        width: root.contentWidth
        visible: !root.sheet
        room: root.update
    }
}
