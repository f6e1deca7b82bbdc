import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What the camera sees, the photo it took, and the buttons to take, keep or repeat it. The camera is on while this is there.

    \qml
    PhotoFrame { width: 960; photo: field.photo }
    \endqml
*/
Column {
    id: root

    required property PhotoViewModel photo
    property real tallest: 720 // where other things stand around it
    readonly property bool shown: ["live", "counting", "taken", "kept"].includes(root.photo.state)
    readonly property real frameHeight: Math.min(width * 3 / 4, root.tallest, Theme.landscape ? (Theme.reach ? 260 : Theme.textScale < 1.2 ? 440 : 340) : Theme.reach ? 480 : 720)

    signal activated

    spacing: Theme.gap
    Component.onCompleted: root.photo.open()
    Component.onDestruction: root.photo.close()

    Rectangle {
        width: root.width
        height: root.frameHeight
        visible: root.photo.state !== "absent"
        radius: Theme.radius
        color: Theme.deep
        border.width: Theme.stroke
        border.color: Theme.line
        Accessible.role: Accessible.Graphic
        Accessible.name: root.photo.state === "taken" || root.photo.state === "kept" ? qsTr("Foto Anda") : qsTr("Gambar dari kamera")

        Image {
            anchors.fill: parent
            anchors.margins: 6
            visible: root.shown
            fillMode: Image.PreserveAspectFit
            cache: false
            source: root.shown ? "image://answer/" + root.photo.name + "/" + root.photo.revision : ""
            Accessible.ignored: true
        }

        Words {
            anchors.centerIn: parent
            visible: root.photo.state === "starting" && (root.photo.restarted || slow.passed)
            text: qsTr("Kamera sedang dinyalakan.")
            color: Theme.deepInk

            Timer {
                id: slow

                property bool passed: false

                running: root.photo.state === "starting"
                interval: Theme.patience
                onTriggered: passed = true
            }
        }

        Rectangle {
            anchors.centerIn: parent
            visible: root.photo.state === "counting" && root.photo.left > 0
            width: 220
            height: 220
            radius: 110
            color: Theme.deep
            border.width: 6
            border.color: Theme.thread

            Words {
                anchors.centerIn: parent
                text: root.photo.left
                size: 140
                strong: true
                color: Theme.deepInk
            }
        }
    }

    Notice {
        width: root.width
        visible: root.photo.state === "absent"
        mood: "notice"
        iconName: "camera"
        text: qsTr("Kamera tidak ada. Lanjut saja, foto boleh dibawa ke loket.")
    }

    Row {
        spacing: Theme.gap

        KioskButton {
            objectName: "take-photo"
            width: root.width
            visible: ["starting", "live", "counting"].includes(root.photo.state)
            height: 132
            enabled: root.photo.state !== "starting"
            kind: "secondary"
            iconName: "camera"
            text: root.photo.state === "counting" ? qsTr("Ambil sekarang") : qsTr("Ambil foto")
            onClicked: {
                root.activated();
                root.photo.take();
            }
        }

        KioskButton {
            objectName: "photo-again"
            width: root.photo.state === "taken" ? (root.width - Theme.gap) / 2 : root.width
            visible: root.photo.state === "taken" || root.photo.state === "kept"
            height: 132
            kind: "secondary"
            iconName: "rotate-ccw"
            text: qsTr("Ulangi")
            onClicked: root.photo.again()
        }

        KioskButton {
            objectName: "photo-keep"
            width: (root.width - Theme.gap) / 2
            visible: root.photo.state === "taken"
            height: 132
            kind: "secondary"
            iconName: "check"
            text: qsTr("Pakai foto ini")
            onClicked: root.photo.keep()
        }
    }

    Words {
        width: root.width
        text: root.photo.state === "kept" || root.photo.state === "taken" ? qsTr("Foto ini ikut dikirim. Hanya petugas yang melihatnya.") : root.photo.restarted ? qsTr("Kamera dimulai ulang.") : qsTr("Kamera menyala hanya di halaman ini.")
        visible: root.photo.state !== "absent"
        size: Theme.small
        color: Theme.inkSoft
    }
}
