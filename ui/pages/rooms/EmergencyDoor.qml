pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The PIN, where there may be no database: the same digits as at the door of a kiosk that works.
*/
KioskPage {
    id: root

    required property EmergencyViewModel care

    objectName: "emergency-door"
    eyebrow: qsTr("Kiosk sedang tidak melayani · %1").arg(root.care.code)
    heading: qsTr("PIN petugas")
    reason: qsTr("Halaman ini untuk petugas kelurahan.")
    nextText: qsTr("Masuk")
    nextEnabled: root.care.digits >= 4 && !root.care.checking && !root.care.locked
    backText: qsTr("Kembali")
    onNext: root.care.enter()
    onBack: root.care.close()
    entry: Entry {
        keys: "digits"
        onTyped: text => root.care.typed(text)
        onErased: root.care.erased()
        onCleared: root.care.cleared()
    }

    Rectangle {
        width: root.contentWidth
        height: 150
        radius: Theme.radius
        color: Theme.surface
        border.width: 6
        border.color: root.care.problem !== "" ? Theme.danger : Theme.action
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("PIN, sudah %1 angka").arg(root.care.digits)

        Row {
            anchors.centerIn: parent
            spacing: 30

            Repeater {
                model: Math.max(6, root.care.digits)

                Rectangle {
                    required property int index

                    width: 36
                    height: 36
                    radius: 18
                    color: index < root.care.digits ? Theme.ink : Theme.surface
                    border.width: Theme.stroke
                    border.color: Theme.line
                }
            }
        }
    }

    Notice {
        objectName: "pin-problem"
        width: root.contentWidth
        visible: root.care.problem !== ""
        mood: "bad"
        iconName: "lock"
        text: root.care.problem
    }
}
