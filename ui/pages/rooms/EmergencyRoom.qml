pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Inside, while the kiosk is out of service: what is wrong and what to do, what can be done from here, and how the rest is.
*/
KioskPage {
    id: root

    required property EmergencyViewModel care

    objectName: "emergency-room"
    eyebrow: qsTr("Kiosk sedang tidak melayani · %1").arg(root.care.code)
    nextText: qsTr("Coba nyalakan lagi")
    nextIcon: "rotate-ccw"
    nextEnabled: !root.care.busy
    backText: qsTr("Keluar")
    onNext: root.care.tryAgain()
    onBack: root.care.close()

    Verdict {
        objectName: "cause"
        width: root.contentWidth
        visible: !Theme.landscape
        mood: "bad"
        title: root.care.title
        text: root.care.remedy
    }

    Notice {
        width: root.contentWidth
        visible: Theme.landscape // a column of its own has no room for the large one
        mood: "bad"
        title: root.care.title
        text: root.care.remedy
    }

    Notice {
        objectName: "message"
        width: root.contentWidth
        visible: root.care.busy || root.care.message !== ""
        mood: root.care.busy ? "busy" : root.care.mood
        iconName: root.care.busy ? "hourglass" : root.care.mood === "good" ? "circle-check" : "triangle-alert"
        text: root.care.busy ? qsTr("Sedang dikerjakan. Jangan cabut flashdisk.") : root.care.message
    }

    Sure {
        width: root.contentWidth
        visible: root.care.question !== ""
        heading: root.care.question
        text: root.care.meaning
        yes: qsTr("Ya, lakukan")
        onAccepted: root.care.accept()
        onDeclined: root.care.decline()
    }

    Panel {
        objectName: "offers"
        width: root.contentWidth
        visible: offers.count > 0 && root.care.question === ""
        pad: 0
        spacing: 0

        Repeater {
            id: offers

            model: root.care.offers

            StateLine {
                id: offer

                required title
                required detail
                required property string icon
                required property int index

                width: root.contentWidth
                first: index === 0
                mood: "notice"
                iconName: offer.icon

                KioskButton {
                    objectName: "do-" + offer.index
                    kind: "secondary"
                    enabled: !root.care.busy
                    text: qsTr("Pilih")
                    Accessible.name: qsTr("Pilih: %1, %2").arg(offer.title).arg(offer.detail)
                    onClicked: root.care.ask(offer.index)
                }
            }
        }
    }

    Panel {
        width: root.contentWidth
        visible: checks.count > 0
        pad: 0
        spacing: 0

        Repeater {
            id: checks

            model: root.care.checks

            StateLine {
                required title
                required detail
                required mood
                required property int index

                width: root.contentWidth
                first: index === 0
            }
        }
    }

    Words {
        width: root.contentWidth
        visible: root.care.detail !== ""
        text: qsTr("Untuk teknisi: %1").arg(root.care.detail)
        size: Theme.small
        color: Theme.inkSoft
    }
}
