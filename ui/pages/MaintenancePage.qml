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
    heading: qsTr("Perawatan kiosk")
    reason: qsTr("Menunggu dikirim: %1 · Menunggu dicetak: %2").arg(root.machine.waitingEvents).arg(root.machine.waitingPrints)
    backText: qsTr("Tutup")
    onBack: root.kiosk.back()

    Notice {
        objectName: "message"
        width: root.contentWidth
        visible: root.machine.message !== "" || !root.free
        mood: !root.free ? "busy" : root.machine.good ? "good" : "bad"
        iconName: !root.free ? "hourglass" : root.machine.good ? "circle-check" : "triangle-alert"
        text: !root.free ? qsTr("Sedang dikerjakan") : root.machine.message
    }

    Panel {
        width: root.contentWidth
        pad: 0
        spacing: 0

        Repeater {
            model: root.machine.checks

            Item {
                id: line

                required property string title
                required property string detail
                required property string mood
                required property int index

                width: root.contentWidth
                implicitHeight: Math.max(96, words.implicitHeight + 2 * 16)

                Rectangle {
                    x: 30
                    width: parent.width - 60
                    height: 2
                    visible: line.index > 0
                    color: Theme.hairline
                }

                Icon {
                    x: 30
                    anchors.verticalCenter: parent.verticalCenter
                    name: line.mood === "good" ? "circle-check" : line.mood === "bad" ? "triangle-alert" : "circle-alert"
                    size: 48
                    color: line.mood === "good" ? Theme.good : line.mood === "bad" ? Theme.danger : Theme.unsure
                }

                Column {
                    id: words

                    anchors.verticalCenter: parent.verticalCenter
                    x: 104
                    width: line.width - x - 30

                    Words {
                        width: parent.width
                        text: line.title
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
            iconName: "printer"
            text: qsTr("Cetak lembar uji")
            onClicked: root.machine.printTest()
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

    Words {
        width: root.contentWidth
        text: qsTr("Flashdisk")
        size: Theme.title
        strong: true
    }

    Words {
        width: root.contentWidth
        visible: sticks.count === 0
        text: qsTr("Belum ada flashdisk. Pasang, lalu sentuh Periksa lagi.")
        color: Theme.inkSoft
    }

    Repeater {
        id: sticks

        model: root.machine.folders

        Panel {
            id: stick

            required property string path

            width: root.contentWidth

            Words {
                width: parent.width
                text: stick.path
                font.weight: Font.DemiBold
            }

            Row {
                width: parent.width
                spacing: Theme.gap

                KioskButton {
                    width: (parent.width - Theme.gap) / 2
                    enabled: root.free
                    kind: "secondary"
                    iconName: "upload"
                    text: qsTr("Simpan ke flashdisk")
                    onClicked: root.machine.exportTo(stick.path)
                }

                KioskButton {
                    width: (parent.width - Theme.gap) / 2
                    enabled: root.free
                    kind: "secondary"
                    iconName: "download"
                    text: qsTr("Ambil dari flashdisk")
                    onClicked: root.machine.importFrom(stick.path)
                }
            }
        }
    }

    Words {
        width: root.contentWidth
        text: qsTr("Program")
        size: Theme.title
        strong: true
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
}
