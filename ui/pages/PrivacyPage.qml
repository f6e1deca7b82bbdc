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

    eyebrow: root.kiosk.form.service
    heading: root.kiosk.form.privacyTitle
    nextText: qsTr("Lanjut")
    backText: qsTr("Kembali")
    onNext: root.kiosk.form.next()
    onBack: root.kiosk.back()

    Panel {
        width: root.contentWidth
        pad: 48
        spacing: 36

        Row {
            width: parent.width
            spacing: 36

            Rectangle {
                id: seal

                width: 160
                height: 160
                radius: 80
                color: Theme.tint

                Icon {
                    anchors.centerIn: parent
                    name: "shield-check"
                    size: 96
                    color: Theme.action
                }
            }

            Words {
                width: parent.width - seal.width - 36
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Jawaban Anda langsung dikunci dan hanya bisa dibuka oleh kelurahan. Setelah terkirim, kiosk ini tidak bisa membacanya lagi.")
                size: Math.round(Theme.body * 1.08)
                lineHeight: 1.3
            }
        }

        KioskButton {
            visible: !root.all
            x: -36
            kind: "quiet"
            iconName: "chevron-down"
            text: qsTr("Baca selengkapnya")
            onClicked: root.all = true
        }

        Steps {
            width: parent.width
            visible: root.all
            lines: [qsTr("Kami hanya menanyakan yang diperlukan untuk permohonan ini."), qsTr("Yang membaca: petugas kelurahan yang mengurus permohonan Anda."), qsTr("Struk Anda tidak memuat nama, NIK, atau alamat."), qsTr("Anda boleh meminta data Anda dibetulkan atau dihapus di loket."), qsTr("Aturannya: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).")]
        }
    }

    ConsentAnswer {
        width: root.contentWidth
        field: root.consent
    }
}
