pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    LOOK: how loud, how bright, in which languages. What is changed is heard and seen at once.
*/
MaintenanceRoom {
    id: root

    readonly property LookViewModel look: root.house.look

    room: root.look
    heading: qsTr("Suara dan layar")
    nextText: root.look.edited && !root.look.trying ? qsTr("Simpan") : ""
    nextIcon: "check"
    nextEnabled: root.free
    onNext: root.look.save()

    Notice {
        objectName: "trial"
        width: root.contentWidth
        visible: root.look.trying
        mood: "unsure"
        iconName: "lightbulb"
        title: qsTr("Layar terlihat jelas?")
        text: qsTr("Kalau tidak dijawab, terangnya kembali seperti tadi dalam %1 detik.").arg(root.look.secondsLeft)
    }

    Grid {
        width: root.contentWidth
        visible: root.look.trying
        columns: root.wide ? 2 : 1
        spacing: Theme.gap

        KioskButton {
            objectName: "drop-brightness"
            width: root.half
            kind: "secondary"
            iconName: "rotate-ccw"
            text: qsTr("Kembalikan")
            onClicked: root.look.dropBrightness()
        }

        KioskButton {
            objectName: "keep-brightness"
            width: root.half
            enabled: root.free
            iconName: "check"
            text: qsTr("Ya, pakai ini")
            onClicked: root.look.keepBrightness()
        }
    }

    Panel {
        width: root.contentWidth

        Meter {
            width: parent.width
            objectName: "volume"
            name: qsTr("Keras suara")
            note: root.look.volume === 0 ? qsTr("Tanpa suara. Teks dari suara tetap tampil.") : qsTr("Setiap sentuhan memperdengarkan contohnya.")
            percent: root.look.volume
            less: "volume-x"
            more: "volume-2"
            onLowered: root.look.louder(-1)
            onRaised: root.look.louder(1)
        }
    }

    Panel {
        width: root.contentWidth

        Meter {
            width: parent.width
            objectName: "brightness"
            name: qsTr("Terang layar")
            note: qsTr("Langsung terlihat. Layar yang terlalu gelap kembali sendiri.")
            percent: root.look.brightness
            floor: root.look.darkest
            onLowered: root.look.brighter(-1)
            onRaised: root.look.brighter(1)
        }
    }

    RoomTitle {
        text: qsTr("Bahasa di layar")
    }

    Notice {
        width: root.contentWidth
        visible: root.look.ordered
        text: qsTr("Kelurahan sudah menentukan bahasanya. Pilihan di sini baru berlaku kalau kelurahan mencabutnya.")
    }

    Panel {
        width: root.contentWidth
        pad: 0
        spacing: 8

        Repeater {
            model: root.look.tongues

            Item {
                id: tongue

                required property string language
                required property string name
                required property bool spoken
                required property bool fixed
                required property bool first
                required property int index

                width: root.contentWidth
                implicitHeight: line.implicitHeight

                SwitchLine {
                    id: line

                    objectName: "tongue-" + tongue.language
                    width: parent.width - (tongue.up ? 132 : 0)
                    text: tongue.name
                    note: tongue.fixed ? qsTr("Selalu ada") : ""
                    turnedOn: tongue.spoken
                    wordOn: qsTr("Ya")
                    wordOff: qsTr("Tidak")
                    held: tongue.fixed
                    first: tongue.index === 0
                    onClicked: root.look.speak(tongue.language)
                }

                readonly property bool up: tongue.spoken && !tongue.first

                KioskButton {
                    objectName: "earlier-" + tongue.language
                    x: parent.width - width - 18
                    y: (parent.height - height) / 2
                    width: 108
                    height: 100
                    visible: tongue.up
                    kind: "secondary"
                    iconName: "arrow-up"
                    Accessible.name: qsTr("%1 lebih dulu").arg(tongue.name)
                    onClicked: root.look.earlier(tongue.language)
                }
            }
        }
    }

    Words {
        width: root.contentWidth
        text: qsTr("Urutannya sama dengan di halaman depan. Berlaku mulai warga berikutnya.")
        size: Theme.small
        color: Theme.inkSoft
    }

    KioskButton {
        objectName: "forget-look"
        width: root.half
        visible: root.look.edited
        kind: "secondary"
        iconName: "x"
        text: qsTr("Batal")
        onClicked: root.look.forgetEdits()
    }

    // How much, as ten steps, and a touch for less and for more.
    component Meter: Column {
        id: meter

        property string name
        property string note
        property int percent
        property int floor: 0
        property string less: "minus"
        property string more: "plus"

        signal lowered
        signal raised

        spacing: Theme.gap

        Stepper {
            objectName: meter.objectName
            width: meter.width
            name: meter.name
            value: qsTr("%1 %").arg(meter.percent)
            less: meter.less
            more: meter.more
            lowest: meter.percent <= meter.floor
            highest: meter.percent >= 100
            onLowered: meter.lowered()
            onRaised: meter.raised()
        }

        Row {
            spacing: 12

            Repeater {
                model: 10

                Rectangle {
                    required property int index

                    width: (meter.width - 9 * 12) / 10
                    height: 28
                    radius: 6
                    color: index < Math.round(meter.percent / 10) ? Theme.action : Theme.tint
                    border.width: Theme.contrast ? 2 : 0
                    border.color: Theme.line
                }
            }
        }

        Words {
            width: meter.width
            text: meter.note
            size: Theme.small
            color: Theme.inkSoft
        }
    }
}
