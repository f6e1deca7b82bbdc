pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    A KTP is held before the camera: one sentence says what to do next, and when the card is held well it is read by itself.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property KtpViewModel ktp: root.kiosk.ktp
    readonly property bool absent: root.ktp.state === "absent"
    readonly property bool typing: root.absent || root.ktp.enough // typing is quicker now
    readonly property bool aloof: Theme.landscape && !Theme.reach // the sentence stands beside the picture

    objectName: "ktp"
    still: true
    eyebrow: root.kiosk.form.service
    heading: root.absent ? qsTr("Ketik saja NIK Anda") : qsTr("Perlihatkan KTP ke kamera")
    nextText: root.typing ? qsTr("Ketik saja") : ""
    nextIcon: "pencil"
    backText: root.typing ? qsTr("Kembali") : qsTr("Ketik saja")
    backIcon: root.typing ? "arrow-left" : "pencil"
    onNext: root.kiosk.back()
    onBack: root.kiosk.back()

    Item {
        id: place

        // What is left of the page, so that picture and sentence are seen together.
        readonly property real room: root.scroll.height - (parent?.y ?? 0) - Theme.gap - 2 - (root.aloof ? 0 : hint.height + foot.height + 2 * root.spacing)

        width: root.contentWidth
        height: picture.height
        visible: !root.absent

        Rectangle {
            id: picture

            anchors.horizontalCenter: parent.horizontalCenter
            height: Math.max(240, Math.min(place.room, place.width / root.ktp.aspect))
            width: Math.min(place.width, height * root.ktp.aspect)
            color: Theme.deep
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Gambar dari kamera, dengan bingkai untuk KTP")

            Image {
                anchors.fill: parent
                visible: root.ktp.state === "live"
                cache: false
                source: root.ktp.state === "live" ? "image://answer/ktp/" + root.ktp.revision : ""
                Accessible.ignored: true
            }

            // What lies outside of the frame is dimmed, in four parts.
            Shade {
                width: parent.width
                height: frame.y
            }

            Shade {
                y: frame.y + frame.height
                width: parent.width
                height: parent.height - y
            }

            Shade {
                y: frame.y
                width: frame.x
                height: frame.height
            }

            Shade {
                x: frame.x + frame.width
                y: frame.y
                width: parent.width - x
                height: frame.height
            }

            Rectangle {
                id: frame

                x: root.ktp.guide.x * parent.width
                y: root.ktp.guide.y * parent.height
                width: root.ktp.guide.width * parent.width
                height: root.ktp.guide.height * parent.height
                visible: root.ktp.state === "live"
                // The corners of a card are rounded by 3.2 mm.
                radius: width * 0.037
                color: "transparent"
                // Light on both sides, so that it stands out from whatever is held there.
                border.width: 8 + line.border.width
                border.color: Theme.contrast ? "#000000" : "#FFFFFF"

                Rectangle {
                    id: line

                    anchors.fill: parent
                    anchors.margins: 4
                    radius: parent.radius - 4
                    color: "transparent"
                    border.width: Math.max(5, Math.round(frame.width / 72))
                    border.color: root.ktp.held ? Theme.good : Theme.thread
                }

                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: (parent.height - height) / 2
                    visible: root.ktp.busy
                    width: parent.width - 36
                    height: 8
                    color: Theme.thread

                    SequentialAnimation on y {
                        running: root.ktp.busy && slow.passed && Theme.motion
                        loops: Animation.Infinite

                        NumberAnimation {
                            from: 18
                            to: frame.height - 26
                            duration: 700
                        }

                        NumberAnimation {
                            from: frame.height - 26
                            to: 18
                            duration: 700
                        }
                    }

                    Timer {
                        id: slow

                        property bool passed: false

                        running: root.ktp.busy
                        interval: Theme.patience
                        onRunningChanged: if (running) passed = false
                        onTriggered: passed = true
                    }
                }
            }
        }
    }

    Hint {
        id: hint

        width: root.contentWidth
        visible: !root.aloof && !root.absent
    }

    aside: [
        Hint {
            width: Theme.side
            visible: root.aloof && !root.absent
        },
        Foot {
            width: Theme.side
            visible: root.aloof && !root.absent
        }
    ]

    Notice {
        width: root.contentWidth
        visible: root.absent
        mood: "notice"
        iconName: "camera"
        title: qsTr("Kamera tidak menyala.")
        text: qsTr("Permohonan Anda tetap jalan.")
    }

    Foot {
        id: foot

        width: root.contentWidth
        visible: !root.aloof && !root.absent
    }

    /*! What is good to know, below the picture or beside it. */
    component Foot: Column {
        id: below

        spacing: Theme.gap

        Notice {
            width: parent.width
            visible: root.ktp.enough
            mood: "unsure"
            title: qsTr("KTP ini sulit dibaca kamera.")
            text: qsTr("Tidak apa-apa, ketik saja. Atau coba sekali lagi.")
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
                width: below.width - lock.width - Theme.gap
                text: qsTr("Gambar KTP tidak disimpan. Kamera menyala hanya di halaman ini.")
                size: Theme.small
                color: Theme.inkSoft
            }
        }
    }

    component Shade: Rectangle {
        visible: root.ktp.state === "live"
        color: "#80000000"
    }

    /*! What to do next, in large letters. It keeps its height: nothing moves while somebody aims. */
    component Hint: Rectangle {
        id: panel

        readonly property color tone: root.ktp.held ? Theme.good : Theme.ink
        readonly property int pad: root.aloof ? 20 : 30

        implicitHeight: Math.max(Math.ceil(letters.height * 2.2), Math.ceil(words.implicitHeight)) + 2 * 24
        radius: Theme.radius
        color: root.ktp.held ? Theme.goodTint : Theme.surface
        border.width: root.ktp.held ? 6 : Theme.stroke
        border.color: root.ktp.held ? Theme.good : Theme.line
        Accessible.role: Accessible.Grouping
        Accessible.name: root.ktp.sentence

        FontMetrics {
            id: letters

            font: words.font
        }

        Icon {
            id: sign

            x: panel.pad
            anchors.verticalCenter: parent.verticalCenter
            name: root.ktp.state !== "live" ? "hourglass" : ({
                    "no_card": "id-card",
                    "closer": "plus",
                    "farther": "circle-alert",
                    "dark": "lightbulb",
                    "glare": "circle-alert",
                    "hold": "circle-check",
                    "reading": "hourglass",
                    "again": "rotate-ccw"
                })[root.ktp.hint]
            size: root.aloof ? 60 : 72
            color: panel.tone
        }

        Words {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: sign.x + sign.width + panel.pad
            width: panel.width - x - panel.pad
            text: root.ktp.sentence
            size: root.aloof ? Math.min(Theme.title, 48) : Theme.title // the column beside is narrow
            strong: true
            lineHeight: 1.1
            color: panel.tone
            Accessible.ignored: true
        }
    }
}
