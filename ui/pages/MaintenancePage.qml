pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    How the machine is, and what a petugas can do about it.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property MaintenanceViewModel machine: root.kiosk.maintenance
    readonly property bool free: root.machine.busy === "" || root.machine.busy === "look"
    readonly property bool apart: Theme.landscape && Theme.textScale < 1.4
    readonly property real half: (root.contentWidth - Theme.gap) / 2

    objectName: "maintenance"
    eyebrow: qsTr("Kiosk %1").arg(root.machine.kioskId)
    heading: qsTr("Perawatan kiosk")
    reason: qsTr("Menunggu dikirim: %1 · Menunggu dicetak: %2").arg(root.machine.waitingEvents).arg(root.machine.waitingPrints)
    backText: qsTr("Tutup")
    onBack: root.kiosk.back()

    Connections {
        target: root.machine

        // Whoever pressed a button further down sees how it ended.
        function onSaid(): void {
            Qt.callLater(root.scroll.show, message);
        }

        // A stick takes minutes, and nobody touches anything meanwhile.
        function onProgressed(): void {
            root.kiosk.listen();
        }
    }

    Notice {
        objectName: "alarm"
        width: root.contentWidth
        visible: root.machine.alarm !== ""
        mood: "bad"
        title: qsTr("Kelurahan tidak menerima data kiosk ini.")
        text: root.machine.alarm
    }

    Notice {
        id: message

        objectName: "message"
        width: root.contentWidth
        visible: root.machine.message !== "" || (!root.free && root.machine.copyingTo === "") // a stick says itself how far it is
        mood: !root.free ? "busy" : root.machine.mood
        iconName: !root.free ? "hourglass" : root.machine.mood === "good" ? "circle-check" : root.machine.mood === "bad" ? "triangle-alert" : "circle-alert"
        text: !root.free ? qsTr("Sedang dikerjakan") : root.machine.message

        Row {
            visible: root.machine.asksForTest
            spacing: Theme.gap

            KioskButton {
                objectName: "test-missing"
                kind: "secondary"
                iconName: "x"
                text: qsTr("Tidak")
                onClicked: root.machine.testCameOut(false)
            }

            KioskButton {
                objectName: "test-came"
                kind: "secondary"
                iconName: "check"
                text: qsTr("Ya")
                onClicked: root.machine.testCameOut(true)
            }
        }
    }

    Panel {
        width: root.contentWidth
        pad: 0
        spacing: 0

        Repeater {
            model: root.machine.checks

            Line {
                required title
                required detail
                required mood
                required property int index

                width: root.contentWidth
                first: index === 0
            }
        }
    }

    Errands {
        width: root.contentWidth
        columns: 2
        visible: !root.apart
    }

    aside: Errands {
        width: parent ? parent.width : 0
        columns: 1
        visible: root.apart
    }

    component Errands: Grid {
        id: errands

        readonly property real part: (width - (columns - 1) * spacing) / columns

        spacing: Theme.gap

        KioskButton {
            width: errands.part
            enabled: root.free
            iconName: "refresh-cw"
            text: qsTr("Kirim data sekarang")
            onClicked: root.machine.sync()
        }

        KioskButton {
            width: errands.part
            enabled: root.free
            kind: "secondary"
            iconName: "clipboard-check"
            text: qsTr("Periksa lagi")
            onClicked: root.machine.look()
        }
    }

    Title {
        visible: news.count > 0
        text: qsTr("Kelurahan")
    }

    Panel {
        width: root.contentWidth
        visible: news.count > 0
        pad: 0
        spacing: 0

        Repeater {
            id: news

            model: root.machine.office

            Line {
                required title
                required detail
                required mood
                required property int index

                width: root.contentWidth
                first: index === 0
            }
        }
    }

    Title {
        text: qsTr("Printer dan struk")
    }

    Grid {
        id: printing

        readonly property real part: (width - (columns - 1) * spacing) / columns

        width: root.contentWidth
        columns: Theme.textScale < 1.4 ? 2 : 1
        spacing: Theme.gap

        KioskButton {
            objectName: "print-waiting"
            width: printing.part
            enabled: root.free && root.machine.waitingPrints > 0
            kind: "secondary"
            iconName: "rotate-ccw"
            text: qsTr("Cetak yang menunggu")
            onClicked: root.machine.printWaiting()
        }

        KioskButton {
            width: printing.part
            enabled: root.free
            kind: "secondary"
            iconName: "printer"
            text: qsTr("Cetak lembar uji")
            onClicked: root.machine.printTest()
        }

        KioskButton {
            width: printing.part
            enabled: root.free
            kind: "secondary"
            iconName: "clipboard-check"
            text: qsTr("Cetak laporan kesiapan")
            onClicked: root.machine.printReadiness()
        }

        KioskButton {
            width: printing.part
            enabled: root.free
            kind: "secondary"
            iconName: "chart-column"
            text: qsTr("Laporan hari ini")
            onClicked: root.machine.saveReport("")
        }
    }

    Panel {
        width: root.contentWidth
        visible: slips.count > 0
        pad: 0
        spacing: 0

        Words {
            x: 30
            topPadding: 18
            text: qsTr("Struk terakhir")
            font.weight: Font.DemiBold
            color: Theme.action
        }

        Repeater {
            id: slips

            model: root.machine.prints

            Line {
                id: slip

                required property int job
                required property string when
                required property bool waiting
                required title
                required detail
                required mood

                width: root.contentWidth
                note: slip.when

                KioskButton {
                    objectName: "cancel-" + slip.job
                    visible: slip.waiting
                    enabled: root.free
                    kind: "secondary"
                    text: qsTr("Batalkan")
                    Accessible.name: qsTr("Batalkan %1").arg(slip.title)
                    onClicked: root.machine.cancelPrint(slip.job)
                }
            }
        }
    }

    Title {
        text: qsTr("Flashdisk")
    }

    Words {
        width: root.contentWidth
        visible: sticks.count === 0
        text: qsTr("Belum ada flashdisk. Pasang satu, nanti muncul di sini.")
        color: Theme.inkSoft
    }

    Repeater {
        id: sticks

        model: root.machine.sticks

        Panel {
            id: stick

            required property string path
            required property string name
            required property string detail
            required property string wrong
            readonly property bool copying: root.machine.copyingTo === stick.path
            readonly property int across: root.contentWidth > 24 * Theme.body ? 2 : 1
            readonly property real part: (root.contentWidth - 2 * stick.pad - (stick.across - 1) * Theme.gap) / stick.across

            width: root.contentWidth

            Column {
                width: parent.width

                Words {
                    width: parent.width
                    text: stick.name
                    font.weight: Font.DemiBold
                }

                Words {
                    width: parent.width
                    visible: text !== ""
                    text: stick.detail
                    size: Theme.small
                    color: Theme.inkSoft
                }
            }

            Notice {
                width: parent.width
                visible: stick.wrong !== "" && !stick.copying
                mood: "bad"
                text: stick.wrong
            }

            Grid {
                visible: !stick.copying
                columns: stick.across
                spacing: Theme.gap

                KioskButton {
                    objectName: "export-" + stick.name
                    width: stick.part
                    enabled: root.free && stick.wrong === ""
                    kind: "secondary"
                    iconName: "upload"
                    text: qsTr("Salin ke flashdisk")
                    Accessible.name: qsTr("Salin ke flashdisk %1").arg(stick.name)
                    onClicked: root.machine.exportTo(stick.path)
                }

                KioskButton {
                    objectName: "import-" + stick.name
                    width: stick.part
                    enabled: root.free
                    kind: "secondary"
                    iconName: "download"
                    text: qsTr("Ambil jawaban")
                    Accessible.name: qsTr("Ambil jawaban dari %1").arg(stick.name)
                    onClicked: root.machine.importFrom(stick.path)
                }
            }

            KioskButton {
                visible: !stick.copying
                width: parent.width
                enabled: root.free && stick.wrong === ""
                kind: "secondary"
                iconName: "chart-column"
                text: qsTr("Simpan laporan hari ini")
                Accessible.name: qsTr("Simpan laporan hari ini di %1").arg(stick.name)
                onClicked: root.machine.saveReport(stick.path)
            }

            Bar {
                objectName: "copying"
                visible: stick.copying
                width: parent.width
                name: root.machine.copying
                value: root.machine.copied
                part: root.machine.copiedPart
            }

            Words {
                visible: stick.copying
                width: parent.width
                text: qsTr("Jangan dicabut dulu.")
                font.weight: Font.DemiBold
                color: Theme.unsure
            }

            KioskButton {
                objectName: "stop-copying"
                visible: stick.copying
                width: parent.width
                kind: "secondary"
                iconName: "x"
                text: qsTr("Hentikan")
                onClicked: root.machine.stopCopying()
            }
        }
    }

    Title {
        text: qsTr("Program")
    }

    Row {
        width: root.contentWidth
        spacing: Theme.gap

        KioskButton {
            width: root.half
            enabled: root.free
            kind: "secondary"
            iconName: "rotate-ccw"
            text: qsTr("Mulai ulang")
            onClicked: root.machine.restart()
        }

        KioskButton {
            width: root.half
            enabled: root.free
            kind: "secondary"
            iconName: "log-out"
            tone: Theme.danger
            text: qsTr("Keluar dari kiosk")
            onClicked: root.machine.leave()
        }
    }

    component Title: Words {
        width: root.contentWidth
        size: Theme.title
        strong: true
    }

    // One thing of a list: how it is, what it is, and what to do about it.
    component Line: Item {
        id: line

        property string title
        property string note
        property string detail
        property string mood
        property bool first: false
        default property alias extra: more.data

        implicitHeight: Math.max(96, words.implicitHeight + 2 * 16, more.height + 2 * 10)

        Rectangle {
            x: 30
            width: parent.width - 60
            height: 2
            visible: !line.first
            color: Theme.hairline
        }

        Icon {
            x: 30
            anchors.verticalCenter: parent.verticalCenter
            name: ({
                    "good": "circle-check",
                    "notice": "info",
                    "unsure": "circle-alert",
                    "bad": "triangle-alert",
                    "busy": "printer"
                })[line.mood]
            size: 48
            color: line.mood === "good" ? Theme.good : line.mood === "bad" ? Theme.danger : line.mood === "unsure" ? Theme.unsure : Theme.notice
        }

        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: 104
            width: line.width - x - 30 - (more.width > 0 ? more.width + Theme.gap : 0)

            Words {
                width: parent.width
                text: line.note === "" ? line.title : line.title + " · " + line.note
                font.weight: Font.DemiBold
                lineHeight: 1.1
            }

            Words {
                width: parent.width
                visible: text !== ""
                text: line.detail
                size: Theme.small
                lineHeight: 1.1
                color: line.mood === "good" ? Theme.inkSoft : Theme.ink
            }
        }

        Row {
            id: more

            x: line.width - width - 16
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
