pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What was read off a KTP, each row below the picture it comes from. Nothing of it is an answer before "Ya, sudah benar".
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property KtpViewModel ktp: root.kiosk.ktp
    readonly property int columns: Theme.roomy && root.contentWidth > 30 * Theme.body ? 2 : 1
    readonly property bool found: root.ktp.nik !== ""

    objectName: "ktp_read"
    eyebrow: root.kiosk.form.service
    heading: root.found ? qsTr("Apakah ini benar?") : qsTr("NIK belum terbaca")
    reason: root.found ? qsTr("Cocokkan dengan KTP Anda. Yang salah bisa diubah.") : root.ktp.nikDoubts.join(" ")
    nextText: root.found ? qsTr("Ya, sudah benar") : qsTr("Foto ulang")
    nextIcon: root.found ? "check" : "camera"
    backText: qsTr("Kembali")
    onNext: root.found ? root.ktp.confirm() : root.ktp.again()
    onBack: root.kiosk.back()

    KtpNik {
        width: root.contentWidth
        visible: root.found
        ktp: root.ktp
    }

    KioskButton {
        objectName: "type-nik"
        width: root.contentWidth
        height: Math.max(implicitHeight, 120)
        visible: !root.found
        kind: "secondary"
        iconName: "pencil"
        text: qsTr("Ketik NIK")
        onClicked: root.ktp.changeNik()
    }

    Remark {
        width: root.contentWidth
        visible: root.ktp.problem !== ""
        level: "problem"
        text: root.ktp.problem
    }

    Grid {
        width: root.contentWidth
        columns: root.columns
        spacing: Theme.gap

        Repeater {
            model: root.ktp.rows

            KtpRow {
                required property string row
                required property string step
                required label
                required value
                required picture
                required doubtful

                objectName: "ktp-" + row
                width: (root.contentWidth - (root.columns - 1) * Theme.gap) / root.columns
                onChanged: root.ktp.change(step)
            }
        }
    }

    Row {
        spacing: Theme.gap

        Icon {
            id: lock

            anchors.verticalCenter: parent.verticalCenter
            name: "shield"
            size: 44
            color: Theme.action
        }

        Words {
            width: root.contentWidth - lock.width - Theme.gap
            text: qsTr("Gambar KTP tidak disimpan. Potongan di atas hilang begitu Anda lanjut.")
            size: Theme.small
            color: Theme.inkSoft
        }
    }
}
