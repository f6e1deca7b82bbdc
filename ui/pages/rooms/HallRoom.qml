pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.fields
import ui.theme
import ui.viewmodels

/*!
    HALL: open and closed, the hours of a week as seven bars, and what the first page says.
*/
MaintenanceRoom {
    id: root

    readonly property HallViewModel hall: root.house.hall
    property string step // "", "write" or "until": the message is being written

    room: root.hall
    heading: root.step === "" ? qsTr("Buka dan tutup") : root.step === "write" ? qsTr("Tulis pengumuman") : qsTr("Tampilkan pengumuman")
    sheet: root.step !== ""
    entry: root.step === "write" ? line.entry : null
    sight: root.step === "write" ? line : null
    nextText: root.step === "write" ? qsTr("Lanjut") : root.step === "until" ? qsTr("Tampilkan") : root.hall.edited ? qsTr("Simpan jam buka") : ""
    nextIcon: root.step === "write" ? "arrow-right" : "check"
    nextEnabled: root.free && (root.sheet ? line.text.trim() !== "" : !root.hall.neverOpen)
    onPutAway: root.step = root.step === "until" ? "write" : ""
    onNext: {
        switch (root.step) {
        case "write":
            root.step = "until";
            break;
        case "until":
            root.step = "";
            root.hall.showNotice(line.text, untils.place);
            break;
        default:
            root.hall.saveHours();
        }
    }

    // --- Open and closed

    Notice {
        objectName: "standing"
        width: root.contentWidth
        visible: !root.sheet
        mood: root.hall.serving ? "good" : "unsure"
        iconName: root.hall.serving ? "door-open" : "lock"
        title: root.hall.serving ? qsTr("Kiosk sedang buka") : qsTr("Kiosk sedang tutup")
        text: root.hall.standing
    }

    Column {
        width: root.contentWidth
        visible: !root.sheet && (root.hall.serving || root.hall.closedByHand)
        spacing: Theme.gap

        KioskButton {
            objectName: "close-today"
            width: parent.width
            visible: !root.hall.closedByHand
            enabled: root.free
            iconName: "lock"
            text: qsTr("Tutup untuk hari ini")
            onClicked: root.hall.closeForToday()
        }

        KioskButton {
            objectName: "open-again"
            width: parent.width
            visible: root.hall.closedByHand
            enabled: root.free
            iconName: "door-open"
            text: qsTr("Buka lagi sekarang")
            onClicked: root.hall.openAgain()
        }

        Words {
            width: parent.width
            text: root.hall.closedByHand ? qsTr("Warga bisa memulai permohonan lagi, selama masih jam buka.") : qsTr("Warga tidak bisa memulai permohonan atau mengambil nomor. Yang sedang mengisi boleh selesai. Informasi tetap bisa dibaca. Besok kiosk buka lagi sendiri.")
            size: Theme.small
            color: Theme.inkSoft
        }
    }

    // --- Hours

    RoomTitle {
        visible: !root.sheet
        text: qsTr("Jam buka")
    }

    Words {
        width: root.contentWidth
        visible: !root.sheet && root.house.admin
        text: root.hall.chosen > 0 ? qsTr("Jam di bawah berlaku untuk semua hari yang dicentang.") : qsTr("Sentuh hari yang ingin diubah, boleh beberapa sekaligus.")
        color: Theme.inkSoft
    }

    Panel {
        width: root.contentWidth
        visible: !root.sheet
        pad: 0
        spacing: 8

        Repeater {
            model: root.hall.week

            DayBar {
                required property int day
                required property string name
                required property bool chosen
                required property int index
                required hours
                required opens
                required closes
                required shut

                objectName: "day-" + day
                width: root.contentWidth
                enabled: root.house.admin && root.free
                text: name
                ticked: chosen
                first: index === 0
                onClicked: root.hall.choose(day)
            }
        }
    }

    Grid {
        width: root.contentWidth
        visible: !root.sheet && root.house.admin
        columns: root.wide ? 2 : 1
        spacing: Theme.gap

        KioskButton {
            objectName: "workdays"
            width: root.half
            kind: "secondary"
            iconName: "calendar-days"
            text: qsTr("Senin sampai Jumat")
            onClicked: {
                root.hall.chooseDays("workdays");
                Qt.callLater(root.scroll.show, times);
            }
        }

        KioskButton {
            objectName: "all-days"
            width: root.half
            kind: "secondary"
            iconName: "calendar-days"
            text: qsTr("Setiap hari")
            onClicked: {
                root.hall.chooseDays("all");
                Qt.callLater(root.scroll.show, times);
            }
        }
    }

    Panel {
        id: times

        readonly property bool across: root.contentWidth > 30 * Theme.body

        width: root.contentWidth
        visible: !root.sheet && root.house.admin && root.hall.chosen > 0

        Grid {
            columns: times.across ? 2 : 1
            spacing: 2 * Theme.gap
            visible: !root.hall.chosenShut

            Stepper {
                objectName: "opens"
                width: times.across ? (root.contentWidth - 72 - 2 * Theme.gap) / 2 : root.contentWidth - 72
                name: qsTr("Mulai buka")
                value: root.hall.opens
                onLowered: root.hall.opensLater(-30)
                onRaised: root.hall.opensLater(30)
            }

            Stepper {
                objectName: "closes"
                width: times.across ? (root.contentWidth - 72 - 2 * Theme.gap) / 2 : root.contentWidth - 72
                name: qsTr("Tutup")
                value: root.hall.closes
                onLowered: root.hall.closesLater(-30)
                onRaised: root.hall.closesLater(30)
            }
        }

        KioskButton {
            objectName: "shut-days"
            width: parent.width
            kind: "secondary"
            iconName: root.hall.chosenShut ? "door-open" : "lock"
            text: root.hall.chosenShut ? qsTr("Buka di hari ini") : qsTr("Tutup seharian")
            onClicked: root.hall.setShut(!root.hall.chosenShut)
        }
    }

    Notice {
        width: root.contentWidth
        visible: !root.sheet && root.hall.neverOpen
        mood: "bad"
        text: qsTr("Dengan jam ini kiosk tidak pernah buka. Buka paling sedikit satu hari.")
    }

    Grid {
        width: root.contentWidth
        visible: !root.sheet && root.house.admin && (root.hall.edited || !root.hall.always)
        columns: root.wide ? 2 : 1
        spacing: Theme.gap

        KioskButton {
            objectName: "always"
            width: root.half
            visible: !root.hall.always
            kind: "secondary"
            iconName: "clock"
            text: qsTr("Buka terus, siang malam")
            onClicked: root.hall.openAlways()
        }

        KioskButton {
            objectName: "drop-hours"
            width: root.half
            visible: root.hall.edited
            kind: "secondary"
            iconName: "x"
            text: qsTr("Batal")
            onClicked: root.hall.forgetEdits()
        }
    }

    // --- What the first page says

    RoomTitle {
        visible: !root.sheet
        text: qsTr("Pengumuman di halaman depan")
    }

    Notice {
        width: root.contentWidth
        visible: !root.sheet && root.hall.officeNotice !== ""
        title: qsTr("Kelurahan sedang menampilkan pengumumannya sendiri.")
        quote: root.hall.officeNotice
        text: qsTr("Pengumuman dari sini baru tampil sesudahnya.")
    }

    FrontPreview {
        objectName: "front"
        width: root.contentWidth
        visible: !root.sheet && root.hall.notice !== ""
        text: root.hall.notice
    }

    Words {
        width: root.contentWidth
        visible: !root.sheet
        text: root.hall.notice === "" ? qsTr("Belum ada pengumuman dari kiosk ini.") : root.hall.noticeUntil
        color: Theme.inkSoft
    }

    Grid {
        width: root.contentWidth
        visible: !root.sheet && root.house.admin
        columns: root.wide ? 2 : 1
        spacing: Theme.gap

        KioskButton {
            objectName: "write-notice"
            width: root.half
            enabled: root.free
            kind: "secondary"
            iconName: "pencil"
            text: root.hall.notice === "" ? qsTr("Tulis pengumuman") : qsTr("Ganti")
            onClicked: {
                line.text = root.hall.notice;
                root.step = "write";
            }
        }

        KioskButton {
            objectName: "take-notice"
            width: root.half
            visible: root.hall.notice !== ""
            enabled: root.free
            kind: "secondary"
            iconName: "trash-2"
            text: qsTr("Cabut")
            onClicked: root.hall.takeNotice()
        }
    }

    // --- The message is being written

    TextLine {
        id: line

        objectName: "notice-line"
        width: root.contentWidth
        visible: root.step === "write"
        active: root.step === "write"
        name: qsTr("Pengumuman")
        longest: root.hall.longestNotice
    }

    Words {
        width: root.contentWidth
        visible: root.step === "write"
        text: qsTr("%1 dari %2 huruf. Jangan menulis data warga.").arg(line.text.length).arg(root.hall.longestNotice)
        size: Theme.small
        color: Theme.inkSoft
    }

    FrontPreview {
        width: root.contentWidth
        visible: root.sheet && line.text.trim() !== ""
        text: line.text
    }

    UntilChoice {
        id: untils

        width: root.contentWidth
        visible: root.step === "until"
        untils: root.hall.untils
    }

    component DayBar: Touchable {
        id: bar

        property string hours
        property real opens
        property real closes
        property bool shut
        property bool first: false
        readonly property bool below: bar.width < 26 * Theme.body // the bar goes below its words

        implicitHeight: bar.below ? Math.max(150, 24 + name.implicitHeight + 12 + 32 + 28) : 100
        checkable: true
        Accessible.role: Accessible.CheckBox
        Accessible.name: bar.text + " " + bar.hours

        background: Rectangle {
            color: bar.down || bar.ticked ? Theme.tint : "transparent"

            Rectangle {
                x: 30
                width: parent.width - 60
                height: 2
                visible: !bar.first
                color: Theme.hairline
            }

            FocusRing {
                visible: bar.lit
                radius: Theme.radius
            }
        }

        contentItem: Item {
            Rectangle {
                id: tick

                x: 30
                y: (bar.height - height) / 2
                width: 48
                height: 48
                visible: root.house.admin
                radius: 10
                color: bar.ticked ? Theme.action : Theme.surface
                border.width: bar.ticked ? 0 : Theme.stroke
                border.color: Theme.line

                Icon {
                    anchors.centerIn: parent
                    visible: bar.ticked
                    name: "check"
                    size: 36
                    color: Theme.actionInk
                }
            }

            Words {
                id: name

                x: tick.visible ? 102 : 30
                y: bar.below ? 24 : (bar.height - height) / 2
                text: bar.text
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }

            Words {
                id: hours

                x: bar.width - width - 30
                y: name.y
                text: bar.hours
                font.weight: bar.shut ? Font.Normal : Font.DemiBold
                color: bar.shut ? Theme.inkSoft : Theme.ink
                Accessible.ignored: true
            }

            Rectangle {
                id: track

                // A day from midnight to midnight.
                x: bar.below ? name.x : name.x + 5 * Theme.body
                y: bar.below ? bar.height - height - 28 : (bar.height - height) / 2
                width: (bar.below ? bar.width - 30 : bar.width - 30 - 7 * Theme.body) - x
                height: 32
                radius: 6
                color: bar.down || bar.ticked ? Theme.surface : Theme.tint
                border.width: Theme.contrast ? 2 : 0
                border.color: Theme.line

                Rectangle {
                    visible: !bar.shut
                    x: Math.round(bar.opens * parent.width)
                    width: Math.round((bar.closes - bar.opens) * parent.width)
                    height: parent.height
                    radius: 6
                    color: Theme.action
                }

                Rectangle {
                    // Noon.
                    x: Math.round(parent.width / 2) - 1
                    width: 2
                    height: parent.height
                    color: bar.shut ? Theme.line : Theme.actionInk
                }
            }
        }
    }
}
