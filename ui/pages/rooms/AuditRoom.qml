pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    AUDIT: who did what to this machine, the newest first.
*/
MaintenanceRoom {
    id: root

    readonly property AuditViewModel audit: root.house.audit

    room: root.audit
    heading: qsTr("Buku catatan")
    reason: qsTr("Siapa melakukan apa di mesin ini. Tidak ada data warga di dalamnya, dan tidak ada yang bisa dihapus.")

    Flow {
        width: root.contentWidth
        spacing: Theme.gap

        Chip {
            objectName: "kind-all"
            text: qsTr("Semua")
            chosen: root.audit.kind === "all"
            onClicked: root.audit.narrow("all")
        }

        Chip {
            objectName: "kind-entry"
            text: qsTr("PIN dan masuk")
            chosen: root.audit.kind === "entry"
            onClicked: root.audit.narrow("entry")
        }

        Chip {
            objectName: "kind-settings"
            text: qsTr("Pengaturan")
            chosen: root.audit.kind === "settings"
            onClicked: root.audit.narrow("settings")
        }
    }

    Words {
        width: root.contentWidth
        visible: text !== ""
        text: root.audit.nothing
        color: Theme.inkSoft
    }

    Panel {
        width: root.contentWidth
        visible: lines.count > 0
        pad: 0
        spacing: 0

        Repeater {
            id: lines

            model: root.audit.lines

            Column {
                id: line

                required property string day
                required property string when
                required property string text
                required property string detail
                required property string mood
                required property int index

                width: root.contentWidth

                Words {
                    x: 30
                    width: parent.width - 60
                    visible: line.day !== ""
                    topPadding: line.index === 0 ? 20 : 30
                    bottomPadding: 6
                    text: line.day
                    font.weight: Font.DemiBold
                    color: Theme.action
                }

                StateLine {
                    width: parent.width
                    first: line.day !== ""
                    title: line.when + "  " + line.text
                    detail: line.detail
                    mood: line.mood
                    iconName: line.mood === "unsure" ? "circle-alert" : "circle-dot"
                }
            }
        }
    }

    KioskButton {
        objectName: "older"
        width: root.half
        visible: root.audit.more
        busy: root.audit.reading
        kind: "secondary"
        iconName: "chevron-down"
        text: qsTr("Tampilkan yang lebih lama")
        onClicked: root.audit.older()
    }

    RoomTitle {
        text: qsTr("Simpan di flashdisk")
    }

    StickList {
        width: root.contentWidth
        room: root.audit
        actions: [
            {
                "name": "save",
                "text": qsTr("Simpan buku catatan"),
                "iconName": "notebook-text",
                "writes": true
            }
        ]
        onAsked: (_name, path) => root.audit.saveTo(path)
    }
}
