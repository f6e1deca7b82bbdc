pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    BACKUPS: copies of what this kiosk holds. One of them takes the place of the present data only after two questions.
*/
MaintenanceRoom {
    id: root

    readonly property BackupsViewModel backups: root.house.backups

    room: root.backups
    heading: root.sheet ? qsTr("Pakai cadangan") : qsTr("Cadangan")
    reason: root.sheet ? root.backups.asked : qsTr("Salinan semua data kiosk. Isi permohonan warga tetap tertutup di dalamnya.")
    sheet: root.backups.asked !== ""
    backText: root.sheet ? "" : qsTr("Kembali")

    Sure {
        width: root.contentWidth
        visible: root.sheet && !root.backups.sure
        iconName: "database"
        heading: qsTr("Ganti data kiosk dengan cadangan ini?")
        text: qsTr("Data yang sekarang disisihkan, tidak dihapus. Permohonan dan nomor yang masuk sesudah cadangan itu ikut dipindahkan, sejauh masih bisa dibaca.")
        yes: qsTr("Ya, ganti")
        free: root.free
        onAccepted: root.backups.agree()
        onDeclined: root.backups.refuse()
    }

    Sure {
        width: root.contentWidth
        visible: root.sheet && root.backups.sure
        bad: true
        iconName: "triangle-alert"
        heading: qsTr("Benar-benar yakin?")
        text: qsTr("Lakukan ini hanya kalau datanya rusak, atau teknisi memintanya. Program dimulai ulang sesudahnya, sekitar setengah menit.")
        yes: qsTr("Pakai cadangan ini")
        free: root.free
        onAccepted: root.backups.agree()
        onDeclined: root.backups.refuse()
    }

    KioskButton {
        objectName: "make-backup"
        width: root.contentWidth
        visible: !root.sheet
        enabled: root.free
        iconName: "database"
        text: qsTr("Buat cadangan sekarang")
        onClicked: root.backups.make()
    }

    Panel {
        width: root.contentWidth
        visible: !root.sheet && list.count > 0
        pad: 0
        spacing: 0

        Repeater {
            id: list

            model: root.backups.backups

            StateLine {
                id: copy

                required property string path
                required property int index
                required title
                required detail

                width: root.contentWidth
                mood: "good"
                first: index === 0

                KioskButton {
                    objectName: "restore-" + copy.index
                    enabled: root.free
                    kind: "secondary"
                    text: qsTr("Pakai")
                    Accessible.name: qsTr("Pakai cadangan %1").arg(copy.title)
                    onClicked: root.backups.ask(copy.path)
                }
            }
        }
    }

    Words {
        width: root.contentWidth
        visible: !root.sheet && list.count === 0 && !root.backups.reading
        text: qsTr("Belum ada cadangan. Kiosk membuatnya sendiri begitu ada data baru.")
        color: Theme.inkSoft
    }

    RoomTitle {
        visible: !root.sheet
        text: qsTr("Ke flashdisk")
    }

    StickList {
        width: root.contentWidth
        visible: !root.sheet
        room: root.backups
        actions: [
            {
                "name": "backup",
                "text": qsTr("Buat cadangan di sini"),
                "iconName": "download",
                "writes": true
            }
        ]
        onAsked: (name, path) => root.backups.makeOn(path)
    }
}
