import QtQuick
import ui.controls
import ui.viewmodels

/*!
    POWER: the program and the machine end, or begin anew; each says what happens and how it comes back.
*/
MaintenanceRoom {
    id: root

    readonly property PowerViewModel power: root.house.power

    room: root.power
    heading: qsTr("Mati dan nyala")
    reason: root.sheet ? "" : qsTr("Permohonan dan nomor yang sudah diterima tetap aman.")
    sheet: root.power.asked !== ""
    backText: root.sheet ? "" : qsTr("Kembali")

    Sure {
        width: root.contentWidth
        visible: root.sheet
        bad: root.power.asked === "off" || root.power.asked === "leave"
        iconName: root.power.asked === "leave" ? "log-out" : root.power.asked === "restart" ? "rotate-ccw" : "power"
        heading: {
            switch (root.power.asked) {
            case "restart":
                return qsTr("Mulai ulang program?");
            case "machine":
                return qsTr("Mulai ulang mesin?");
            case "off":
                return qsTr("Matikan mesin?");
            default:
                return qsTr("Keluar dari program kiosk?");
            }
        }
        text: {
            switch (root.power.asked) {
            case "restart":
                return qsTr("Layar kosong sebentar, lalu halaman depan muncul lagi sendiri, sekitar setengah menit.");
            case "machine":
                return qsTr("Seluruh mesin mati lalu menyala lagi sendiri, satu sampai dua menit. Jangan cabut listriknya.");
            case "off":
                return qsTr("Kiosk tidak menyala lagi sendiri. Untuk menyalakannya, tekan tombol daya di mesinnya. Listrik baru boleh dicabut sesudah layar gelap.");
            default:
                return qsTr("Layar berpindah ke sistem mesin, dan warga tidak bisa memakai kiosk. Hanya untuk teknisi. Program kiosk dimulai lagi dari sana, atau dengan menyalakan ulang mesin.");
            }
        }
        yes: {
            switch (root.power.asked) {
            case "off":
                return qsTr("Ya, matikan");
            case "leave":
                return qsTr("Ya, keluar");
            default:
                return qsTr("Ya, mulai ulang");
            }
        }
        free: root.free
        onAccepted: root.power.agree()
        onDeclined: root.power.refuse()
    }

    DoorCard {
        objectName: "restart"
        width: root.contentWidth
        visible: !root.sheet
        enabled: root.free
        iconName: "rotate-ccw"
        text: qsTr("Mulai ulang program")
        note: qsTr("Sekitar setengah menit. Coba ini dulu kalau ada yang aneh.")
        onClicked: root.power.ask("restart")
    }

    DoorCard {
        objectName: "restart-machine"
        width: root.contentWidth
        visible: !root.sheet
        enabled: root.free
        iconName: "refresh-cw"
        text: qsTr("Mulai ulang mesin")
        note: qsTr("Satu sampai dua menit. Kalau mulai ulang program tidak menolong.")
        onClicked: root.power.ask("machine")
    }

    DoorCard {
        objectName: "shut-down"
        width: root.contentWidth
        visible: !root.sheet
        enabled: root.free
        iconName: "power"
        text: qsTr("Matikan mesin")
        note: qsTr("Sebelum kantor libur panjang, atau sebelum mesin dipindah.")
        onClicked: root.power.ask("off")
    }

    DoorCard {
        objectName: "leave"
        width: root.contentWidth
        visible: !root.sheet && root.house.admin
        enabled: root.free
        iconName: "log-out"
        text: qsTr("Keluar dari program kiosk")
        note: qsTr("Hanya untuk teknisi.")
        onClicked: root.power.ask("leave")
    }
}
