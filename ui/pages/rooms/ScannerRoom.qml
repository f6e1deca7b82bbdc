pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.pages
import ui.theme
import ui.viewmodels

/*!
    SCANNER: any code is shown to it; it says what it is, and keeps nothing.
*/
MaintenanceRoom {
    id: root

    readonly property ScannerViewModel scanner: root.house.scanner
    readonly property WatchViewModel watch: root.kiosk.watch

    room: root.scanner
    heading: qsTr("Pemindai")
    reason: root.watch.on ? qsTr("Dekatkan sebuah kode ke kamera atau ke pembaca kode: struk, buku, atau kemasan.") : qsTr("Dekatkan sebuah kode ke pembaca kode: struk, buku, atau kemasan. Kamera tidak terpasang.")

    CameraPicture {
        objectName: "picture"
        x: (root.contentWidth - width) / 2
        width: Math.min(root.contentWidth, (Theme.landscape ? 360 : 560) * root.watch.aspect)
        visible: root.watch.on
        watch: root.watch
        name: qsTr("Gambar dari kamera")
    }

    Panel {
        width: root.contentWidth
        visible: scans.count > 0
        pad: 0
        spacing: 0

        Repeater {
            id: scans

            model: root.scanner.scans

            StateLine {
                id: scan

                required title
                required detail
                required mood
                required property string when
                required property int index

                width: root.contentWidth
                first: index === 0
                note: scan.when
            }
        }
    }

    Notice {
        width: root.contentWidth
        visible: scans.count === 0
        iconName: "scan-line"
        text: qsTr("Belum ada kode yang terbaca.")
    }

    KioskButton {
        objectName: "nothing-read"
        width: root.half
        visible: !root.scanner.read
        enabled: root.free
        kind: "secondary"
        iconName: "x"
        text: qsTr("Tidak terbaca")
        onClicked: root.scanner.nothingRead()
    }
}
