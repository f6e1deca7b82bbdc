pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The number, as large as it can be; what is known of the paper; the code; what happens next.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property bool apart: Theme.landscape && !Theme.reach // the code stands in the action column
    readonly property DoneViewModel done: root.kiosk.done

    still: true
    objectName: "done"
    spacing: 20
    nextText: qsTr("Selesai")
    nextIcon: "check"
    backText: root.done.canPrintAgain ? qsTr("Cetak lagi") : ""
    backIcon: "printer"
    onNext: root.kiosk.finish()
    onBack: root.done.printAgain()

    Column {
        width: root.contentWidth

        Row {
            spacing: 24

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "circle-check"
                size: 72
                color: Theme.good
            }

            Words {
                width: root.contentWidth - 96
                text: root.done.code === "" ? qsTr("Ini nomor Anda") : qsTr("Permohonan Anda diterima")
                size: Theme.heading
                strong: true
                lineHeight: 1.08
                color: Theme.good
                Accessible.role: Accessible.Heading
            }
        }

        Words {
            width: parent.width
            text: root.done.what
            color: Theme.inkSoft
            topPadding: 6
        }
    }

    Grid {
        columns: Theme.roomy ? 2 : 1
        spacing: root.spacing
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            width: Theme.roomy ? 760 : root.contentWidth
            topPadding: -20
            spacing: -24 // the line of the number is higher than its digits

            Words {
                objectName: "ticket"
                width: parent.width
                text: root.done.ticket
                size: Theme.roomy ? 230 : Theme.number
                wrapMode: Text.NoWrap
                // Semibold and spaced: the stroke through the zero stays open, and from afar it is no 8.
                font.weight: Font.DemiBold
                font.letterSpacing: 12
                lineHeight: 0.76
                horizontalAlignment: Theme.landscape ? Text.AlignLeft : Text.AlignHCenter
                Accessible.name: (root.done.queued ? qsTr("Nomor antrean Anda %1") : qsTr("Nomor Anda %1")).arg(root.done.ticket)
            }

            Words {
                width: parent.width
                text: root.done.queued ? qsTr("Nomor antrean Anda") : qsTr("Nomor Anda")
                horizontalAlignment: Theme.landscape ? Text.AlignLeft : Text.AlignHCenter
                font.weight: Font.DemiBold
                color: Theme.inkSoft
            }
        }

        Notice {
            objectName: "print"
            width: Theme.roomy ? root.contentWidth - 760 - root.spacing : root.contentWidth
            mood: root.done.printMood
            title: root.done.printTitle
            text: root.done.printDetail
        }
    }

    Code {
        width: root.contentWidth
        visible: root.done.code !== "" && !root.apart
    }

    aside: [
        Code {
            width: parent ? parent.width : 0
            visible: root.done.code !== "" && root.apart
            upright: true
        },
        Illustration {
            visible: root.done.code === "" && root.apart
            name: visible ? "waiting" : ""
            width: Theme.side
        }
    ]

    Panel {
        width: root.contentWidth
        pad: 30
        spacing: 14

        Words {
            width: parent.width
            text: qsTr("Setelah ini")
            size: Theme.title
            strong: true
        }

        Steps {
            width: parent.width
            lines: root.done.nextSteps
        }
    }

    Illustration {
        anchors.horizontalCenter: parent?.horizontalCenter
        visible: root.done.code === "" && !Theme.landscape && !Theme.reach && Theme.textScale < 1.4
        name: visible ? "waiting" : ""
        width: 480
    }

    Notice {
        width: root.contentWidth
        visible: root.done.doubtful
        mood: "unsure"
        text: qsTr("Jam di kiosk ini mungkin kurang tepat. Nomor Anda tetap berlaku.")
    }

    component Code: Panel {
        id: code

        property bool upright: false // QR above the words

        pad: 24

        Grid {
            width: parent.width
            columns: code.upright ? 1 : 2
            columnSpacing: 40
            rowSpacing: 6
            horizontalItemAlignment: code.upright ? Grid.AlignHCenter : Grid.AlignLeft
            verticalItemAlignment: Grid.AlignVCenter

            QrPicture {
                id: qr

                width: 276
                source: root.done.qr
            }

            Column {
                width: code.upright ? parent.width : parent.width - qr.width - 40
                spacing: code.upright ? 2 : 12

                Words {
                    width: parent.width
                    horizontalAlignment: code.upright ? Text.AlignHCenter : Text.AlignLeft
                    text: qsTr("Kode permohonan")
                    color: Theme.inkSoft
                }

                Words {
                    objectName: "code"
                    width: parent.width
                    horizontalAlignment: code.upright ? Text.AlignHCenter : Text.AlignLeft
                    text: root.done.code
                    size: 76
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: 40
                    wrapMode: Text.NoWrap
                    strong: true
                }

                Words {
                    width: parent.width
                    visible: !code.upright
                    text: qsTr("Dengan kode ini Anda bisa melihat sampai di mana permohonan Anda. Jangan berikan kepada orang lain.")
                    size: Theme.small
                }
            }
        }
    }
}
