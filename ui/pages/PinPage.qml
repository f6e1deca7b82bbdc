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
    readonly property DoorViewModel door: root.kiosk.maintenance.door

    objectName: "pin"
    heading: qsTr("PIN petugas")
    reason: qsTr("Halaman ini untuk petugas kelurahan.")
    nextText: qsTr("Masuk")
    nextEnabled: root.door.digits >= 4 && !root.door.checking && !root.door.locked
    backText: qsTr("Kembali")
    onNext: root.door.enter()
    onBack: root.kiosk.back()
    entry: Entry {
        keys: "digits"
        onTyped: text => root.door.typed(text)
        onErased: root.door.erased()
        onCleared: {
            while (root.door.digits > 0)
                root.door.erased();
        }
    }

    Touchable {
        id: box

        width: root.contentWidth
        height: 150
        wrong: root.door.problem !== ""
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("PIN, sudah %1 angka").arg(root.door.digits)
        Component.onCompleted: forceActiveFocus()
        Keys.onReturnPressed: if (root.nextEnabled) root.next()
        Keys.onEnterPressed: if (root.nextEnabled) root.next()
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Backspace)
                root.door.erased();
            else if (/^[0-9]$/.test(event.text))
                root.door.typed(event.text);
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
                model: Math.max(6, root.door.digits)

                Rectangle {
                    required property int index

                    width: 36
                    height: 36
                    radius: 18
                    color: index < root.door.digits ? Theme.ink : Theme.surface
                    border.width: Theme.stroke
                    border.color: Theme.line
                }
            }
        }
    }

    Notice {
        objectName: "pin-problem"
        width: root.contentWidth
        visible: root.door.problem !== ""
        mood: "bad"
        iconName: "lock"
        text: root.door.problem
    }
}
