pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    For the petugas. Dots instead of digits.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property MaintenanceViewModel maintenance: root.kiosk.maintenance

    objectName: "pin"
    heading: qsTr("PIN petugas")
    reason: qsTr("Halaman ini untuk petugas kelurahan.")
    nextText: qsTr("Masuk")
    nextEnabled: root.maintenance.digits >= 4 && !root.maintenance.checking && !root.maintenance.locked
    backText: qsTr("Kembali")
    onNext: root.maintenance.enter()
    onBack: root.kiosk.back()
    entry: Entry {
        keys: "digits"
        onTyped: text => root.maintenance.typed(text)
        onErased: root.maintenance.erased()
        onCleared: {
            while (root.maintenance.digits > 0)
                root.maintenance.erased();
        }
    }

    Rectangle {
        width: root.contentWidth
        height: 150
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.stroke
        border.color: root.maintenance.pinProblem !== "" ? Theme.danger : Theme.line
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("PIN, sudah %1 angka").arg(root.maintenance.digits)

        Row {
            anchors.centerIn: parent
            spacing: 30

            Repeater {
                model: Math.max(6, root.maintenance.digits)

                Rectangle {
                    required property int index

                    width: 36
                    height: 36
                    radius: 18
                    color: index < root.maintenance.digits ? Theme.ink : Theme.surface
                    border.width: Theme.stroke
                    border.color: Theme.line
                }
            }
        }
    }

    Notice {
        objectName: "pin-problem"
        width: root.contentWidth
        visible: root.maintenance.pinProblem !== ""
        mood: "bad"
        iconName: "lock"
        text: root.maintenance.pinProblem
    }
}
