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

    heading: qsTr("Nomor antrean untuk apa?")
    reason: qsTr("Sentuh salah satu, nomor Anda langsung keluar.")
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

    Repeater {
        model: root.kiosk.catalogue.groups

        KioskButton {
            required property string group
            required property string title
            required property string picture

            objectName: "group-" + group
            width: root.contentWidth
            height: Math.max(implicitHeight, Theme.landscape ? 120 : 156)
            size: Theme.title
            iconName: picture
            text: title
            onClicked: root.kiosk.done.takeNumber(group)
        }
    }
}
