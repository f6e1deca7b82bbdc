pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What is published under one service: what takes place next, then what there is to read, and where to go from here.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property InformationViewModel information: root.kiosk.information
    readonly property bool apart: Theme.roomy // where to go from here stands in the action column

    objectName: "information"
    eyebrow: root.information.agency
    heading: root.information.title
    reason: root.information.summary
    spacing: Theme.landscape ? 24 : 30
    backText: qsTr("Kembali")
    onBack: root.kiosk.back()

    Notice {
        width: root.contentWidth
        visible: root.information.example
        mood: "unsure"
        title: qsTr("Contoh")
        text: qsTr("Yang bertanda \"Contoh\" dibuat untuk peragaan, bukan keterangan yang sebenarnya.")
    }

    Column {
        objectName: "nothing"
        width: root.contentWidth
        visible: root.information.empty
        spacing: Theme.gap

        Illustration {
            visible: !Theme.reach
            name: visible ? "counter" : ""
            width: Math.min(parent.width, 420)
        }

        Notice {
            width: parent.width
            title: qsTr("Belum ada yang diterbitkan di sini.")
            text: qsTr("Petugas di loket senang menjawab pertanyaan Anda.")
        }
    }

    Section {
        visible: days.count > 0
        text: qsTr("Jadwal terdekat")
    }

    Repeater {
        id: days

        model: root.information.days

        DayCard {
            required property string key
            required property string title
            required number
            required month
            required property string near
            required day
            required where
            required property bool example

            objectName: "record-" + key
            width: root.contentWidth
            soon: [example ? qsTr("Contoh") : "", near].filter(part => part !== "").join(" · ")
            text: title
            onClicked: root.information.read(key)
        }
    }

    Section {
        visible: chips.count > 0
        text: qsTr("Pilih yang Anda cari")
    }

    Flow {
        width: root.contentWidth
        visible: chips.count > 0
        spacing: Theme.gap

        Repeater {
            id: chips

            model: root.information.categories

            Chip {
                required property string category
                required property string title
                required chosen

                objectName: "category-" + category
                width: Math.min(implicitWidth, root.contentWidth)
                text: title
                onClicked: root.information.narrow(category)
            }
        }
    }

    Repeater {
        id: records

        model: root.information.records

        Column {
            id: record

            required property string key
            required property string title
            required property string note
            required property string picture
            required property string heading
            required property bool example

            width: root.contentWidth
            spacing: Theme.gap

            Section {
                visible: text !== ""
                text: record.heading
            }

            ServiceCard {
                objectName: "record-" + record.key
                width: parent.width
                iconName: record.picture
                text: record.title
                note: record.note
                mark: record.example ? qsTr("Contoh") : ""
                markIcon: "info"
                onClicked: root.information.read(record.key)
            }
        }
    }

    Section {
        visible: standards.count > 0
        text: qsTr("Syarat dan cara mengurus")
    }

    Repeater {
        id: standards

        model: root.information.standards

        ServiceCard {
            required property string service
            required property string title
            required property string summary
            required property string picture

            objectName: "standard-" + service
            width: root.contentWidth
            iconName: picture
            text: title
            note: summary
            onClicked: root.information.readStandard(service)
        }
    }

    Column {
        width: root.contentWidth
        visible: !root.apart && further.count > 0
        spacing: Theme.gap

        Further {
            id: further

            width: parent.width
        }
    }

    aside: Further {
        width: parent ? parent.width : 0
        visible: root.apart && count > 0
    }

    component Section: Words {
        width: root.contentWidth
        font.weight: Font.DemiBold
        color: Theme.action
        topPadding: 12
    }

    component Further: Column {
        id: ways

        readonly property alias count: related.count

        spacing: Theme.gap

        Section {
            width: parent.width
            text: qsTr("Mungkin Anda perlukan juga")
        }

        Repeater {
            id: related

            model: root.information.related

            EntryCard {
                width: ways.width
                onPicked: service => root.information.choose(service)
            }
        }
    }
}
