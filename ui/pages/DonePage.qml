pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The number, as large as it can be, with the code; what is known of the paper; what happens next. Number and code stand
    above whatever may change, so that nothing moves under a camera or a finger.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property bool apart: Theme.landscape && !Theme.reach // the code stands in the action column
    readonly property bool large: Theme.textScale >= 1.4 // what is good to know makes room for what is known of the paper
    readonly property DoneViewModel done: root.kiosk.done

    still: true
    objectName: "done"
    spacing: 14
    nextText: qsTr("Selesai")
    nextIcon: "check"
    onNext: root.kiosk.finish()

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
                size: root.large ? Theme.title : Theme.heading
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

        Words {
            objectName: "wait"
            width: parent.width
            visible: root.done.wait !== ""
            text: root.done.wait
            font.weight: Font.DemiBold
        }
    }

    Grid {
        columns: Theme.roomy ? 2 : 1
        spacing: root.spacing
        verticalItemAlignment: Grid.AlignTop

        Column {
            id: called

            width: Theme.roomy ? 616 : root.contentWidth
            topPadding: Theme.roomy ? 12 : -52
            spacing: Theme.roomy ? -16 : -48 // the line of the number is higher than its digits

            Words {
                objectName: "ticket"
                width: parent.width
                text: root.done.ticket
                size: Theme.roomy ? 180 : Theme.landscape ? 200 : Theme.number
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

        Code {
            width: root.contentWidth
            visible: root.done.code !== "" && !root.apart
        }

        Notice {
            objectName: "print"
            // As high as its longest words or the question with its two buttons: what stands below stays where it is.
            height: Math.max(implicitHeight, Theme.roomy ? 368 : Math.round(1.3 * Theme.body + (Theme.landscape ? 2.6 : 1.3) * Theme.small) + (Theme.landscape ? 54 : Theme.target + 82))
            width: root.contentWidth - (Theme.roomy ? called.width + root.spacing : 0)
            mood: root.done.printMood
            title: root.done.printTitle
            text: root.done.printDetail

            Row {
                visible: root.done.asksForPaper || root.done.canPrintAgain
                spacing: Theme.gap

                KioskButton {
                    objectName: "paper-missing"
                    visible: root.done.asksForPaper
                    kind: "secondary"
                    iconName: Theme.roomy ? "" : "x"
                    text: qsTr("Belum")
                    onClicked: root.done.sawPaper(false)
                }

                KioskButton {
                    objectName: "paper-came"
                    visible: root.done.asksForPaper
                    kind: "secondary"
                    iconName: Theme.roomy ? "" : "check"
                    text: qsTr("Sudah keluar")
                    onClicked: root.done.sawPaper(true)
                }

                KioskButton {
                    objectName: "copy"
                    visible: root.done.canPrintAgain
                    kind: "secondary"
                    iconName: "printer"
                    text: qsTr("Cetak salinan")
                    onClicked: root.done.printAgain()
                }
            }
        }
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
        objectName: "steps"
        width: root.contentWidth
        pad: 24
        spacing: 12

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
        readonly property bool brief: code.upright || root.large

        pad: code.upright ? 20 : 8 // the code has white around it anyway
        border.width: root.done.photo ? 2 * Theme.stroke : 2
        border.color: root.done.photo ? Theme.action : Theme.hairline

        Grid {
            width: parent.width
            columns: code.upright ? 1 : 2
            columnSpacing: 20
            rowSpacing: 6
            horizontalItemAlignment: code.upright ? Grid.AlignHCenter : Grid.AlignLeft
            verticalItemAlignment: Grid.AlignVCenter

            QrPicture {
                id: qr

                width: 312 // five dots a module
                source: root.done.qr
            }

            Column {
                width: code.upright ? parent.width : parent.width - qr.width - 36
                spacing: code.upright ? 2 : 4

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

                // As high with one as with the other, so that the panel does not grow when the paper runs out.
                Item {
                    width: parent.width
                    height: code.brief ? (root.done.photo || !code.upright ? photo.implicitHeight : 0) : Math.max(hint.implicitHeight, photo.implicitHeight + worth.implicitHeight)

                    Words {
                        id: hint

                        width: parent.width
                        visible: !code.brief && !root.done.photo
                        text: qsTr("Untuk melihat kabar permohonan Anda. Jangan berikan kepada orang lain.")
                        size: Theme.small
                    }

                    Icon {
                        id: camera

                        x: code.upright ? (parent.width - width - 14 - photo.paintedWidth) / 2 : 0
                        y: (photo.implicitHeight - height) / 2
                        visible: root.done.photo
                        name: "camera"
                        size: 44
                        color: Theme.action
                    }

                    Words {
                        id: photo

                        x: camera.x + camera.width + 14
                        width: parent.width - camera.width - 14
                        visible: root.done.photo
                        text: qsTr("Potret layar ini")
                        strong: true
                        color: Theme.action
                    }

                    Words {
                        id: worth

                        y: photo.implicitHeight
                        width: parent.width
                        visible: !code.brief && root.done.photo
                        text: qsTr("Fotonya sama gunanya dengan struk.")
                        size: Theme.small
                    }
                }
            }
        }
    }
}
