pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Where a request stands, in plain words, and since when that is known.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property TrackViewModel track: root.kiosk.track
    readonly property bool apart: Theme.roomy // the stages stand in the action column
    readonly property color tone: root.track.mood === "good" ? Theme.good : root.track.mood === "bad" ? Theme.danger : Theme.notice

    readonly property string drawing: root.track.mood === "good" ? "done" : root.track.mood === "bad" ? "counter" : "waiting"

    objectName: "result"
    eyebrow: qsTr("Nomor %1 · %2").arg(root.track.ticket).arg(root.track.sentOn)
    heading: root.track.service
    nextText: qsTr("Selesai")
    nextIcon: "check"
    backText: qsTr("Kembali")
    onNext: root.kiosk.finish()
    onBack: root.kiosk.back()

    Connections {
        target: root.track

        function onAsked(): void {
            Qt.callLater(root.scroll.show, paper);
        }
    }

    Rectangle {
        width: root.contentWidth
        height: words.implicitHeight + 2 * 42
        radius: Theme.radius
        color: root.track.mood === "good" ? Theme.goodTint : root.track.mood === "bad" ? Theme.dangerTint : Theme.noticeTint
        border.width: Theme.contrast ? 4 : 0
        border.color: Theme.line

        Icon {
            id: picture

            x: 42
            y: 42
            name: root.track.icon
            size: 96
            color: root.tone
        }

        Column {
            id: words

            x: picture.x + picture.width + 36
            y: 42
            width: parent.width - x - 36
            spacing: 8

            Words {
                objectName: "status"
                width: parent.width
                text: root.track.status
                size: Theme.heading
                strong: true
                lineHeight: 1.05
                color: root.tone
            }

            Words {
                width: parent.width
                text: root.track.detail
            }
        }
    }

    Panel {
        width: root.contentWidth
        visible: root.track.note !== ""

        Words {
            width: parent.width
            text: qsTr("Catatan petugas")
            font.weight: Font.DemiBold
            color: Theme.action
        }

        Words {
            objectName: "note"
            width: parent.width
            text: root.track.note
            tongue: "id"
        }
    }

    Item {
        width: root.contentWidth
        height: stages.height
        visible: !root.apart

        Stages {
            id: stages

            width: parent.width - (scene.visible ? scene.width + 36 : 0)
        }

        Illustration {
            id: scene

            visible: !Theme.landscape && !Theme.reach && Theme.textScale < 1.2
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            name: visible ? root.drawing : ""
            width: 400
        }
    }

    aside: Stages {
        width: parent ? parent.width : 0
        visible: root.apart
    }

    component Stages: Column {
        id: stations

        spacing: 0

        Repeater {
            model: root.track.stages

            Item {
                id: stage

                required property string title
                required property string standing
                required property int index

                width: stations.width
                height: Math.max(84, name.implicitHeight + 24)

                Rectangle {
                    // The thread that ties the stations together.
                    x: 24
                    y: -stage.height / 2 + 28
                    width: 8
                    height: stage.height - 56
                    visible: stage.index > 0
                    color: stage.standing === "ahead" ? Theme.hairline : Theme.action
                }

                Rectangle {
                    id: knot

                    anchors.verticalCenter: parent.verticalCenter
                    width: 56
                    height: 56
                    radius: 28
                    color: stage.standing === "ahead" ? Theme.surface : Theme.action
                    border.width: stage.standing === "ahead" ? Theme.stroke : 0
                    border.color: Theme.line

                    Icon {
                        anchors.centerIn: parent
                        visible: stage.standing !== "ahead"
                        name: stage.standing === "past" ? "check" : "circle-dot"
                        size: 38
                        color: Theme.actionInk
                    }
                }

                Words {
                    id: name

                    anchors.verticalCenter: parent.verticalCenter
                    x: 92
                    width: stage.width - x
                    text: stage.title
                    font.weight: stage.standing === "now" ? Font.Bold : Font.Normal
                    color: stage.standing === "ahead" ? Theme.inkSoft : Theme.ink
                }
            }
        }
    }

    Item {
        width: root.contentWidth
        height: Math.max(known.height, beside.visible ? beside.height : 0)

        Column {
            id: known

            width: parent.width - (beside.visible ? beside.width + 36 : 0)
            spacing: root.spacing

            Words {
                objectName: "elsewhere"
                width: parent.width
                visible: root.track.elsewhere
                text: qsTr("Dibuat di kiosk lain kelurahan ini.")
                color: Theme.inkSoft
            }

            Words {
                objectName: "as-of"
                width: parent.width
                text: root.track.asOf
                color: Theme.inkSoft
            }

            Grid {
                id: papers

                readonly property real part: (width - (columns - 1) * spacing) / columns

                width: parent.width
                columns: Theme.textScale < 1.2 ? 2 : 1
                spacing: Theme.gap

                PaperButton {
                    objectName: "print-status"
                    width: papers.part
                    visible: root.track.offered
                    paper: root.track.statusPaper
                    words: qsTr("Cetak status")
                    what: qsTr("Status")
                    onClicked: root.track.printStatus()
                }

                PaperButton {
                    objectName: "print-route"
                    width: papers.part
                    visible: root.track.routed
                    paper: root.track.routePaper
                    words: qsTr("Cetak rujukan")
                    what: qsTr("Rujukan")
                    onClicked: root.track.printRoute()
                }

                PaperButton {
                    objectName: "print-copy"
                    width: papers.part
                    visible: root.track.offered
                    paper: root.track.copyPaper
                    words: qsTr("Cetak salinan struk")
                    what: qsTr("Salinan")
                    onClicked: root.track.printAgain()
                }
            }

            // Below the buttons: they stay where they are when it comes.
            PaperNotice {
                id: paper

                objectName: "paper"
                width: parent.width
                paper: root.track.paper
            }
        }

        Illustration {
            id: beside

            anchors.right: parent.right
            visible: Theme.roomy && root.track.note === ""
            name: visible ? root.drawing : ""
            width: 440
        }
    }
}
