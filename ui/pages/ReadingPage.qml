pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    One thing to read: in large letters and short lines, to take home on paper, with the next one at its end.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property ReadingViewModel reading: root.kiosk.reading
    readonly property bool apart: Theme.roomy // its neighbours stand in the action column
    /*! About sixty letters a line. */
    readonly property int measure: Math.min(root.contentWidth, 31 * Theme.body)

    objectName: "reading"
    eyebrow: root.reading.service
    heading: root.reading.title
    reason: root.reading.summary
    spacing: Theme.landscape ? 24 : 30
    nextText: root.reading.paper.button || qsTr("Cetak")
    nextIcon: root.reading.paper.mood === "good" ? "check" : "printer"
    nextEnabled: root.reading.paper.printable
    backText: qsTr("Kembali")
    onNext: root.reading.printOut()
    onBack: root.kiosk.back()

    Connections {
        target: root.reading.paper

        // What is wrong with the paper is said at the top.
        function onChanged(): void {
            if (root.reading.paper.mood === "bad" || root.reading.paper.mood === "unsure")
                root.scroll.show(paper);
        }
    }

    PaperNotice {
        id: paper

        objectName: "paper"
        width: root.contentWidth
        paper: root.reading.paper
    }

    Notice {
        width: root.contentWidth
        visible: root.reading.example
        mood: "unsure"
        title: qsTr("Contoh")
        text: qsTr("Nama, tanggal, dan angka di sini dibuat untuk peragaan, bukan keterangan yang sebenarnya.")
    }

    Notice {
        width: root.contentWidth
        visible: root.reading.onlyIndonesian
        text: qsTr("Tulisan ini baru ada dalam bahasa Indonesia.")
    }

    Illustration {
        visible: root.reading.picture !== "" && !Theme.reach
        name: visible ? root.reading.picture : ""
        width: Math.min(root.contentWidth, Theme.landscape ? 420 : 520)
    }

    Words {
        width: root.measure
        visible: text !== ""
        text: root.reading.measured
        size: Theme.title
        strong: true
    }

    Repeater {
        model: root.reading.bars

        Bar {
            required name
            required value
            required part

            width: root.measure
        }
    }

    Column {
        width: root.measure
        visible: pieces.count > 0

        Repeater {
            id: pieces

            model: root.reading.lines

            Item {
                id: piece

                required property int index
                required property string kind
                required property string text
                required property string mark
                required property bool missing
                // What belongs together stands together.
                readonly property int gap: index === 0 ? 0 : kind === "heading" ? 42 : kind === "paragraph" || kind === "fact" ? 24 : 14

                width: root.measure
                implicitHeight: words.implicitHeight + piece.gap

                Prose {
                    id: words

                    y: piece.gap
                    width: parent.width
                    kind: piece.kind
                    text: piece.text
                    mark: piece.mark
                    missing: piece.missing
                }
            }
        }
    }

    Repeater {
        model: root.reading.codes

        PhoneCode {
            required label
            required text
            required source
            required property string icon

            width: root.measure
            iconName: icon
        }
    }

    Words {
        width: root.measure
        visible: text !== ""
        text: root.reading.source
        size: Theme.small
        color: Theme.inkSoft
    }

    Neighbours {
        width: root.contentWidth
        visible: !root.apart && any
    }

    aside: Neighbours {
        width: parent ? parent.width : 0
        visible: root.apart && any
    }

    component Neighbours: Column {
        readonly property bool any: root.reading.nextTitle !== "" || root.reading.previousTitle !== "" || root.reading.form !== ""

        spacing: Theme.gap

        ServiceCard {
            objectName: "apply"
            width: parent.width
            visible: root.reading.form !== ""
            iconName: "pencil"
            text: qsTr("Ajukan di kiosk ini")
            note: root.reading.title
            onClicked: root.reading.apply()
        }

        ServiceCard {
            objectName: "read-next"
            width: parent.width
            visible: root.reading.nextTitle !== ""
            iconName: "arrow-down"
            text: root.reading.nextTitle
            note: qsTr("Bacaan berikutnya")
            onClicked: root.reading.readNext()
        }

        ServiceCard {
            objectName: "read-previous"
            width: parent.width
            visible: root.reading.previousTitle !== ""
            iconName: "arrow-up"
            text: root.reading.previousTitle
            note: qsTr("Bacaan sebelumnya")
            onClicked: root.reading.readPrevious()
        }
    }
}
