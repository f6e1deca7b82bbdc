pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Before anything is asked, the six published parts of a service (Permen PANRB 15/2014): what to bring, the way of the
    request, how long, how much, what one gets, where to complain; and who decides.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property bool apart: Theme.roomy // the facts stand in the action column
    readonly property CatalogueViewModel service: root.kiosk.catalogue

    still: articles.count === 0 && !root.service.routed
    spacing: Theme.roomy ? 22 : Theme.landscape ? 30 : 36
    heading: root.service.title
    reason: root.service.summary
    nextText: !root.service.closed ? qsTr("Mulai") : root.kiosk.shut ? "" : qsTr("Ambil nomor antrean")
    nextIcon: root.service.closed ? "ticket" : "arrow-right"
    backText: qsTr("Kembali")
    onNext: root.service.closed ? root.kiosk.wantNumber() : root.kiosk.form.next()
    onBack: root.kiosk.back()

    Notice {
        objectName: "closed"
        width: root.contentWidth
        visible: root.service.closed
        mood: "unsure"
        iconName: "ban"
        title: qsTr("Sedang ditutup")
        quote: root.service.closedBecause
        text: root.service.closedUntil
    }

    Notice {
        width: root.contentWidth
        visible: root.service.anonymous
        mood: "good"
        iconName: "lock"
        title: qsTr("Tanpa nama.")
        text: qsTr("Kami tidak menanyakan siapa Anda.")
    }

    Facts {
        width: root.contentWidth
        visible: !root.apart
    }

    aside: Facts {
        width: parent ? parent.width : 0
        visible: root.apart
    }

    component Facts: Column {
        spacing: 30

        Fact {
            width: parent.width
            iconName: "clock"
            label: qsTr("Lamanya")
            text: root.service.estimate
        }

        Fact {
            width: parent.width
            iconName: "wallet"
            label: qsTr("Biaya")
            text: root.service.cost
        }

        Fact {
            width: parent.width
            iconName: "user-check"
            label: qsTr("Yang memutuskan")
            text: root.service.decides
        }
    }

    Fact {
        width: root.contentWidth
        iconName: "file-text"
        label: qsTr("Yang Anda dapat")
        text: root.service.product
    }

    Panel {
        id: bring

        readonly property bool pictured: Theme.textScale < 1.2 && papers.columns === 1

        width: root.contentWidth
        visible: list.count > 0
        pad: Theme.landscape ? 28 : 36
        spacing: Theme.landscape ? 12 : Theme.gap

        Illustration {
            // Where all this is handed in.
            parent: bring
            x: bring.width - width - bring.pad
            y: bring.height - height - bring.pad
            visible: bring.pictured
            name: "counter"
            width: 240
        }

        Words {
            width: parent.width
            text: qsTr("Bawa ke loket nanti")
            size: Theme.title
            strong: true
        }

        Grid {
            id: papers

            width: parent.width - (bring.pictured ? 260 : 0)
            columns: Theme.roomy && list.count > 3 ? 2 : 1
            columnSpacing: 24
            rowSpacing: bring.spacing

            Repeater {
                id: list

                model: root.service.requirements

                Item {
                    id: line

                    required property string text
                    required property string note

                    width: (papers.width - (papers.columns - 1) * papers.columnSpacing) / papers.columns
                    implicitHeight: sentence.implicitHeight

                    Icon {
                        y: 2
                        name: "check"
                        size: 40
                        color: Theme.action
                    }

                    Column {
                        id: sentence

                        x: 64
                        width: line.width - x

                        Words {
                            width: parent.width
                            text: line.text
                        }

                        Words {
                            width: parent.width
                            visible: text !== ""
                            text: line.note
                            size: Theme.small
                            color: Theme.inkSoft
                        }
                    }
                }
            }
        }
    }

    Panel {
        id: way

        width: root.contentWidth
        pad: Theme.landscape ? 28 : 36
        spacing: Theme.landscape ? 12 : Theme.gap

        Words {
            width: parent.width
            text: qsTr("Alurnya")
            size: Theme.title
            strong: true
        }

        Column {
            width: parent.width

            Repeater {
                id: stops

                model: root.service.stops

                RouteStop {
                    required property int index

                    width: parent ? parent.width : 0
                    required iconName
                    required title
                    required does
                    required bring
                    required place
                    required hours
                    required phone
                    required sometimes
                    required example
                    first: index === 0
                    here: index === 0
                    last: index === stops.count - 1
                }
            }
        }

        PaperButton {
            objectName: "print-route"
            width: Math.min(implicitWidth, parent.width)
            visible: root.service.routed
            paper: root.service.routePaper
            words: qsTr("Cetak rute dan syarat")
            what: qsTr("Rute dan syarat")
            onClicked: root.service.printRoute()
        }

        PaperNotice {
            objectName: "paper"
            width: parent.width
            paper: root.service.routePaper
        }
    }

    Fact {
        width: root.contentWidth
        iconName: "message-report"
        label: qsTr("Pengaduan")
        text: root.service.complaints
    }

    Words {
        width: root.contentWidth
        visible: root.service.basis !== ""
        text: qsTr("Dasar hukum: %1").arg(root.service.basis)
        size: Theme.small
        color: Theme.inkSoft
    }

    Words {
        width: root.contentWidth
        visible: articles.count > 0
        text: qsTr("Baca dulu kalau mau")
        font.weight: Font.DemiBold
        color: Theme.action
    }

    Repeater {
        id: articles

        model: root.kiosk.information.about

        ServiceCard {
            required property string key
            required property string title
            required note
            required property string picture

            objectName: "record-" + key
            width: root.contentWidth
            iconName: picture
            text: title
            onClicked: root.kiosk.information.read(key)
        }
    }
}
