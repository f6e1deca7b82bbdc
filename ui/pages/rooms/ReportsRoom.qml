pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    REPORTS: of the day, and whether the kiosk is ready.
*/
MaintenanceRoom {
    id: root

    readonly property ReportsViewModel reports: root.house.reports

    room: root.reports
    heading: qsTr("Laporan")
    reason: qsTr("Isinya hanya jumlah, tanpa nama siapa pun.")

    Grid {
        width: root.contentWidth
        columns: root.wide ? 2 : 1
        spacing: Theme.gap

        KioskButton {
            objectName: "report"
            width: root.half
            enabled: root.free
            kind: "secondary"
            iconName: "chart-column"
            text: qsTr("Laporan hari ini")
            onClicked: root.reports.saveReport("")
        }

        KioskButton {
            objectName: "readiness"
            width: root.half
            enabled: root.free
            kind: "secondary"
            iconName: "clipboard-check"
            text: qsTr("Cetak laporan kesiapan")
            onClicked: root.reports.printReadiness()
        }
    }

    RoomTitle {
        text: qsTr("Simpan di flashdisk")
    }

    StickList {
        width: root.contentWidth
        room: root.reports
        actions: [
            {
                "name": "report",
                "text": qsTr("Laporan hari ini"),
                "iconName": "chart-column",
                "writes": true
            }
        ]
        onAsked: (_name, path) => root.reports.saveReport(path)
    }
}
