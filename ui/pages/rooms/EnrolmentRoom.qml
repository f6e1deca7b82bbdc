pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    ENROLMENT: whose kiosk it is, its keys, and the PIN of the petugas.
*/
MaintenanceRoom {
    id: root

    readonly property EnrolmentViewModel enrolment: root.house.enrolment
    readonly property string asked: root.enrolment.asked
    readonly property bool binding: root.asked !== "" && root.asked !== "key" && root.asked !== "pin"

    room: root.enrolment
    heading: root.enrolment.pin !== "" ? qsTr("PIN petugas yang baru") : qsTr("Pendaftaran kiosk")
    sheet: root.asked !== ""
    backText: root.sheet || root.enrolment.pin !== "" ? "" : qsTr("Kembali")
    nextText: root.enrolment.pin !== "" ? qsTr("Sudah dicatat") : ""
    nextIcon: "check"
    onNext: root.enrolment.noted()

    // --- The new PIN, once

    Column {
        width: root.contentWidth
        visible: root.enrolment.pin !== ""
        spacing: 30

        Words {
            objectName: "new-pin"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.enrolment.pin.slice(0, 3) + " " + root.enrolment.pin.slice(3)
            size: Math.round(150 * Math.min(1.2, Theme.textScale))
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 72
            wrapMode: Text.NoWrap
            strong: true
        }

        Notice {
            width: parent.width
            mood: "unsure"
            iconName: "pencil"
            title: qsTr("Catat sekarang.")
            text: qsTr("PIN ini hanya ditampilkan sekali. PIN petugas yang lama tidak berlaku lagi. Simpan catatannya di tempat yang tidak terlihat warga.")
        }
    }

    // --- Asked once more

    Sure {
        width: root.contentWidth
        visible: root.binding
        bad: true
        iconName: "key-round"
        heading: qsTr("Daftarkan kiosk ini ke %1?").arg(root.enrolment.askedOffice)
        text: qsTr("Bandingkan nama kelurahan dan nomor kiosk dengan surat dari kelurahan. Sesudah ini hanya kelurahan itu yang bisa membuka permohonan dari kiosk ini.")
        yes: qsTr("Ya, sama. Daftarkan")
        free: root.free
        onAccepted: root.enrolment.agree()
        onDeclined: root.enrolment.refuse()

        Panel {
            width: parent ? parent.width : 0

            Pair {
                width: parent.width
                name: qsTr("Kelurahan")
                value: root.enrolment.askedOffice
            }

            Pair {
                width: parent.width
                name: qsTr("Nomor kiosk")
                value: root.enrolment.askedKiosk
            }
        }
    }

    Sure {
        width: root.contentWidth
        visible: root.asked === "key"
        iconName: "key-round"
        heading: qsTr("Buat kunci baru untuk kiosk ini?")
        text: qsTr("Lakukan ini kalau kunci lama mungkin dilihat orang. Tidak ada data yang hilang. Kelurahan menerima kunci baru pada pengiriman berikutnya, lewat jaringan atau flashdisk.")
        yes: qsTr("Ya, buat baru")
        free: root.free
        onAccepted: root.enrolment.agree()
        onDeclined: root.enrolment.refuse()
    }

    Sure {
        width: root.contentWidth
        visible: root.asked === "pin"
        iconName: "lock"
        heading: qsTr("Buat PIN baru untuk petugas?")
        text: qsTr("PIN petugas yang lama langsung tidak berlaku. Siapkan kertas: PIN baru hanya ditampilkan sekali.")
        yes: qsTr("Ya, buat baru")
        free: root.free
        onAccepted: root.enrolment.agree()
        onDeclined: root.enrolment.refuse()
    }

    // --- How it stands

    Column {
        width: root.contentWidth
        visible: !root.sheet && root.enrolment.pin === ""
        spacing: root.spacing

        Panel {
            width: parent.width

            Pair {
                width: parent.width
                name: qsTr("Kelurahan")
                value: root.enrolment.office
            }

            Pair {
                width: parent.width
                name: qsTr("Nomor kiosk")
                value: root.enrolment.kioskId
            }

            Pair {
                width: parent.width
                visible: root.enrolment.since !== ""
                name: qsTr("Terdaftar sejak")
                value: root.enrolment.since
            }

            Pair {
                width: parent.width
                name: qsTr("Kunci kiosk ini")
                value: root.enrolment.kioskKey
            }

            Pair {
                width: parent.width
                name: qsTr("Kunci kelurahan")
                value: root.enrolment.officeKey
            }
        }

        Grid {
            columns: root.wide ? 2 : 1
            spacing: Theme.gap

            KioskButton {
                objectName: "new-petugas-pin"
                width: root.half
                enabled: root.free
                kind: "secondary"
                iconName: "lock"
                text: qsTr("PIN baru untuk petugas")
                onClicked: root.enrolment.ask("pin")
            }

            KioskButton {
                objectName: "rotate-key"
                width: root.half
                enabled: root.free
                kind: "secondary"
                iconName: "key-round"
                text: qsTr("Kunci kiosk baru")
                onClicked: root.enrolment.ask("key")
            }
        }

        RoomTitle {
            text: qsTr("Daftarkan ke kelurahan")
        }

        Words {
            width: parent.width
            text: list.count > 0 ? qsTr("Surat pendaftaran di flashdisk:") : qsTr("Pasang flashdisk dengan surat pendaftaran dari kelurahan.")
            color: Theme.inkSoft
        }

        Panel {
            width: parent.width
            visible: list.count > 0
            pad: 0
            spacing: 0

            Repeater {
                id: list

                model: root.enrolment.files

                StateLine {
                    id: file

                    required property string path
                    required property string office
                    required property bool fits
                    required property int index
                    required detail

                    width: root.contentWidth
                    first: index === 0
                    mood: fits ? "notice" : "bad"
                    title: office

                    KioskButton {
                        objectName: "enrol-" + file.index
                        visible: file.fits
                        enabled: root.free
                        kind: "secondary"
                        text: qsTr("Daftarkan")
                        Accessible.name: qsTr("Daftarkan ke %1").arg(file.office)
                        onClicked: root.enrolment.ask(file.path)
                    }
                }
            }
        }

        StickList {
            width: parent.width
            room: root.enrolment
        }
    }

    component Pair: Column {
        id: pair

        property string name
        property string value

        Words {
            width: pair.width
            text: pair.name
            size: Theme.small
            color: Theme.inkSoft
        }

        Words {
            width: pair.width
            text: pair.value
            font.weight: Font.DemiBold
        }
    }
}
