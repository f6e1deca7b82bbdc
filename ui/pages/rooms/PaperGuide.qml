import QtQuick
import ui.controls
import ui.theme

/*!
    One step of changing the paper: a picture, what to do, and what the printer says meanwhile. `step`: open, roll, close or test.
*/
Column {
    id: root

    property string step
    property string says
    property string mood

    spacing: Theme.landscape ? 24 : 36

    Panel {
        width: root.width

        Illustration {
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.step === "" ? "" : "paper-" + root.step
            width: Theme.landscape ? 300 : 480
        }
    }

    Words {
        width: root.width
        size: Theme.title
        strong: true
        text: {
            switch (root.step) {
            case "open":
                return qsTr("Buka tutup printer.");
            case "roll":
                return qsTr("Pasang gulungan baru.");
            case "close":
                return qsTr("Tutup rapat sampai berbunyi klik.");
            case "test":
                return qsTr("Lihat lembar ujinya.");
            default:
                return "";
            }
        }
    }

    Words {
        width: root.width
        visible: text !== ""
        text: {
            switch (root.step) {
            case "open":
                return qsTr("Tekan tombol atau tuas di sampingnya, lalu angkat. Keluarkan gulungan yang lama.");
            case "roll":
                return qsTr("Ujung kertas keluar dari bawah gulungan, ke arah depan. Tarik keluar kira-kira selebar tangan.");
            case "close":
                return qsTr("Biarkan ujung kertas terjepit di luar tutup. Sobek yang berlebih.");
            case "test":
                return qsTr("Kalau keluarnya kosong, gulungannya terbalik: buka lagi dan balik gulungannya.");
            default:
                return "";
            }
        }
    }

    Notice {
        objectName: "printer-says"
        width: root.width
        visible: root.says !== "" && root.step !== "test"
        mood: root.mood
        text: root.says
    }
}
