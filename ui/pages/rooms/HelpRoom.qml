pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    HELP: what to do when something is lost, step by step.
*/
MaintenanceRoom {
    id: root

    readonly property HelpViewModel help: root.house.help

    room: root.help
    heading: root.help.opened ? root.help.title : qsTr("Bila ada masalah")
    reason: root.help.opened ? root.help.when : qsTr("Pilih yang terjadi. Petunjuknya dibaca dan dikerjakan satu per satu.")
    sheet: root.help.opened
    onPutAway: root.help.close()

    Words {
        width: root.contentWidth
        visible: !root.help.opened && list.count === 0 && !root.help.reading
        text: qsTr("Petunjuk belum terpasang di kiosk ini. Hubungi admin.")
        color: Theme.inkSoft
    }

    Repeater {
        id: list

        model: root.help.procedures

        DoorCard {
            required property string procedure
            required property string title
            required property string when

            objectName: "procedure-" + procedure
            width: root.contentWidth
            visible: !root.help.opened
            iconName: "life-buoy"
            text: title
            note: when
            onClicked: root.help.read(procedure)
        }
    }

    Panel {
        width: root.contentWidth
        visible: root.help.opened

        Words {
            width: parent.width
            text: root.help.effort
            font.weight: Font.DemiBold
        }

        Words {
            width: parent.width
            visible: root.help.needs.length > 0
            text: qsTr("Siapkan: %1").arg(root.help.needs.join(", "))
        }

        Repeater {
            model: root.help.blanks

            Words {
                required property string modelData

                width: root.contentWidth - 72
                text: modelData
                size: Theme.small
                color: Theme.inkSoft
            }
        }
    }

    Repeater {
        model: root.help.steps

        Panel {
            id: step

            required property int number
            required property string text
            required property string see
            required property string where
            required property string commands

            width: root.contentWidth

            Words {
                width: parent.width
                text: step.number + ". " + step.text
                font.weight: Font.DemiBold
            }

            Words {
                width: parent.width
                visible: step.where !== ""
                text: step.where
                size: Theme.small
                color: Theme.inkSoft
            }

            Rectangle {
                width: parent.width
                height: typed.height + 2 * 20
                visible: step.commands !== ""
                radius: Theme.radius
                color: Theme.tint

                Words {
                    id: typed

                    x: 24
                    y: 20
                    width: parent.width - 48
                    text: step.commands
                    wrapMode: Text.WrapAnywhere
                }
            }

            Row {
                width: parent.width
                visible: step.see !== ""
                spacing: Theme.gap

                Icon {
                    id: eye

                    name: "circle-check"
                    size: 40
                    color: Theme.good
                }

                Words {
                    width: parent.width - eye.width - Theme.gap
                    text: step.see
                    size: Theme.small
                }
            }
        }
    }

    Notice {
        width: root.contentWidth
        visible: root.help.opened && root.help.after !== ""
        title: qsTr("Sesudahnya")
        text: root.help.after
    }

    RoomTitle {
        visible: !root.help.opened && list.count > 0
        text: qsTr("Semua petunjuk sebagai PDF")
    }

    StickList {
        width: root.contentWidth
        visible: !root.help.opened && list.count > 0
        room: root.help
        actions: [
            {
                "name": "procedures",
                "text": qsTr("Simpan petunjuk"),
                "iconName": "life-buoy",
                "writes": true
            }
        ]
        onAsked: (_name, path) => root.help.saveTo(path)
    }

    KioskButton {
        objectName: "print-procedures"
        width: root.half
        visible: !root.help.opened && list.count > 0
        enabled: root.free
        kind: "secondary"
        iconName: "printer"
        text: qsTr("Cetak di printer kantor")
        onClicked: root.help.saveTo("")
    }
}
