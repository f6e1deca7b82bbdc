pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Only a number: for which counter, and does somebody go first?
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property bool pictured: Theme.textScale < 1.4 && !Theme.reach
    readonly property bool across: Theme.landscape // the counters stand side by side
    readonly property var drawings: ({
            "surat": "letter",
            "pengaduan": "complaint"
        })

    heading: qsTr("Nomor antrean untuk apa?")
    // No promise of paper where there is none: who knows it beforehand has a phone or a pencil at hand.
    reason: root.kiosk.done.paperless ? qsTr("Struk belum bisa dicetak. Nomor Anda tampil di layar: potret atau catat, ya.")
        : qsTr("Sentuh salah satu, nomor Anda langsung keluar.")
    backText: qsTr("Kembali")
    onBack: root.kiosk.back()

    ChoiceCard {
        objectName: "priority"
        width: root.contentWidth
        height: Math.max(implicitHeight, 132)
        many: true
        text: qsTr("Saya perlu didahulukan")
        note: qsTr("Lansia, ibu hamil atau membawa bayi, penyandang disabilitas")
        chosen: root.kiosk.form.priority
        onClicked: root.kiosk.form.setPriority(!chosen)
    }

    Grid {
        width: root.contentWidth
        columns: root.across ? counters.count : 1
        spacing: Theme.gap

        Repeater {
            id: counters

            model: root.kiosk.catalogue.groups

            Counter {
                required property string group
                required property string title

                objectName: "group-" + group
                width: (root.contentWidth - (root.across ? (counters.count - 1) * Theme.gap : 0)) / (root.across ? counters.count : 1)
                text: title
                drawing: root.drawings[group] ?? "counter"
                onClicked: root.kiosk.done.takeNumber(group)
            }
        }
    }

    aside: Row {
        // Who goes first.
        visible: Theme.roomy
        spacing: -6

        Repeater {
            model: ["grandmother-kerudung", "mother", "wheelchair"]

            Illustration {
                required property string modelData

                name: Theme.roomy ? "person-" + modelData : ""
                sourceSize: Qt.size(0, 340)
            }
        }
    }

    component Counter: Touchable {
        id: counter

        property string drawing

        // Room for three lines of words in every card: cards in a row are as high as each other.
        implicitHeight: root.across ? (root.pictured ? drawn.height + 30 : 0) + Math.max(name.implicitHeight, (root.pictured ? 3 : 4) * name.size) + 2 * 30
            : Math.max(root.pictured ? drawn.height + 2 * 24 : Theme.landscape ? 120 : 156, name.implicitHeight + 2 * 24)

        background: Rectangle {
            radius: Theme.radius
            color: counter.down ? Theme.tint : Theme.surface
            border.width: Theme.stroke
            border.color: Theme.action

            FocusRing {
                visible: counter.lit
                radius: Theme.radius
            }
        }

        contentItem: Item {
            Illustration {
                id: drawn

                x: root.across ? (counter.width - width) / 2 : 36
                y: root.across ? 30 : (counter.height - height) / 2
                width: root.pictured ? (root.across ? 330 : 300) : 0
                name: root.pictured ? counter.drawing : ""
            }

            Words {
                id: name

                x: root.across ? 24 : root.pictured ? drawn.x + drawn.width + 48 : 48
                y: root.across ? ((root.pictured ? drawn.y + drawn.height : 0) + counter.height - height) / 2 : (counter.height - height) / 2
                width: (root.across ? counter.width : arrow.x) - x - 24
                horizontalAlignment: root.across ? Text.AlignHCenter : Text.AlignLeft
                text: counter.text
                size: root.across && !root.pictured ? Theme.body : Theme.title
                strong: true
                lineHeight: 1.1
                color: Theme.action
                Accessible.ignored: true
            }

            Icon {
                id: arrow

                anchors.verticalCenter: parent.verticalCenter
                x: counter.width - width - 36
                visible: !root.across
                name: "chevron-right"
                size: 60
                color: Theme.action
            }
        }
    }
}
