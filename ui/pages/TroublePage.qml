import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The kiosk cannot go on: what happened, what is safe, what to do.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk

    still: true
    nextText: root.kiosk.canRetry ? qsTr("Coba lagi") : qsTr("Selesai")
    nextIcon: root.kiosk.canRetry ? "rotate-ccw" : "check"
    onNext: root.kiosk.canRetry ? root.kiosk.back() : root.kiosk.finish()

    Item {
        width: 1
        height: Theme.landscape ? 0 : 60
        visible: drawing.visible
    }

    Illustration {
        id: drawing

        visible: !Theme.reach && Theme.textScale < 1.4
        name: visible ? "trouble" : ""
        width: Theme.landscape ? 640 : 800
    }

    Icon {
        visible: !drawing.visible
        name: "triangle-alert"
        size: 120
        color: Theme.danger
    }

    Words {
        width: root.contentWidth
        text: root.kiosk.troubleTitle
        size: Theme.heading
        strong: true
        lineHeight: 1.08
        Accessible.role: Accessible.Heading
    }

    Words {
        width: root.contentWidth
        text: root.kiosk.troubleDetail
        size: Theme.title
    }
}
