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

    Touchable {
        id: box

        width: root.contentWidth
        height: 150
        wrong: root.maintenance.pinProblem !== ""
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("PIN, sudah %1 angka").arg(root.maintenance.digits)
        Component.onCompleted: forceActiveFocus()
        Keys.onReturnPressed: if (root.nextEnabled) root.next()
        Keys.onEnterPressed: if (root.nextEnabled) root.next()
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Backspace)
                root.maintenance.erased();
            else if (/^[0-9]$/.test(event.text))
                root.maintenance.typed(event.text);
            else
                return;
            event.accepted = true;
        }

        background: Rectangle {
            radius: Theme.radius
            color: Theme.surface
            border.width: box.wrong || box.activeFocus ? 6 : Theme.stroke
            border.color: box.wrong ? Theme.danger : box.activeFocus ? Theme.action : Theme.line
        }

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
