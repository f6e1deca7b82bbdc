pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.fields
import ui.theme
import ui.viewmodels

/*!
    Two sentences and a picture; the rest is one touch away.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    required property FieldViewModel consent
    property bool all: false
    readonly property bool apart: Theme.landscape && !Theme.reach && !Theme.roomy // large words need all the room there is

    eyebrow: root.kiosk.form.service
    heading: root.kiosk.form.privacyTitle
    nextText: qsTr("Lanjut")
    backText: qsTr("Kembali")
    onNext: root.kiosk.form.next()
    onBack: root.kiosk.back()

    Panel {
        width: root.contentWidth
        pad: Theme.roomy || !Theme.landscape ? 48 : 24
        spacing: Theme.roomy || !Theme.landscape ? 30 : 6

        Illustration {
            anchors.horizontalCenter: parent?.horizontalCenter
            visible: !Theme.landscape && !Theme.reach && Theme.textScale < 1.4 && !root.all
            name: visible ? "privacy" : ""
            width: 480
        }

        Words {
            width: parent.width
            text: qsTr("Jawaban Anda langsung dikunci dan hanya bisa dibuka oleh kelurahan. Setelah terkirim, kiosk ini tidak bisa membacanya lagi.")
            size: Theme.roomy || !Theme.landscape ? Math.round(Theme.body * 1.08) : Theme.body
            lineHeight: Theme.roomy || !Theme.landscape ? 1.3 : 1.2
        }

        More {
            visible: !root.all && !root.apart
        }

        Steps {
            width: parent.width
            visible: root.all
            lines: [qsTr("Kami hanya menanyakan yang diperlukan untuk permohonan ini."), qsTr("Yang membaca: petugas kelurahan yang mengurus permohonan Anda."), qsTr("Struk Anda tidak memuat nama, NIK, atau alamat."), qsTr("Anda boleh meminta data Anda dibetulkan atau dihapus di loket."), qsTr("Aturannya: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).")]
        }
    }

    aside: [
        Illustration {
            visible: Theme.roomy
            name: visible ? "privacy" : ""
            width: Theme.side
        },
        More {
            width: Theme.side
            visible: !root.all && root.apart
        }
    ]

    ConsentAnswer {
        width: root.contentWidth
        field: root.consent
    }

    component More: KioskButton {
        kind: "quiet"
        iconName: "chevron-down"
        text: qsTr("Baca selengkapnya")
        onClicked: root.all = true
    }
}
