import QtQuick
import ui.theme

/*!
    Kembali and the one thing to do next, always at the same place: at the bottom, side by side; in landscape one above
    the other at the right.

    \qml
    Actions { nextText: qsTr("Lanjut"); onNext: form.next(); onBack: kiosk.back() }
    \endqml
*/
Item {
    id: root

    property string nextText
    property string nextIcon: "arrow-right"
    property bool nextEnabled: true
    property string backText
    property string backIcon: "arrow-left"
    readonly property int buttonHeight: Math.max(Theme.landscape ? 112 : 126, nextButton.visible ? nextButton.implicitHeight : 0, backButton.visible ? backButton.implicitHeight : 0)
    readonly property int count: (root.nextText === "" ? 0 : 1) + (root.backText === "" ? 0 : 1)

    signal next
    signal back

    implicitHeight: Theme.landscape ? root.count * root.buttonHeight + (root.count > 1 ? Theme.gap : 0) : root.buttonHeight

    KioskButton {
        id: backButton

        objectName: "back"
        visible: root.backText !== ""
        kind: "secondary"
        text: root.backText
        iconName: root.backIcon
        // A long word may take what "next" leaves: no word is broken in two.
        width: Theme.landscape ? root.width : root.nextText === "" ? Math.max(implicitWidth, 360) : Math.min(Math.max(0.42 * root.width, root.width - nextButton.implicitWidth - Theme.gap), Math.max(implicitWidth, 340))
        height: root.buttonHeight
        onClicked: root.back()
    }

    KioskButton {
        id: nextButton

        objectName: "next"
        visible: root.nextText !== ""
        enabled: root.nextEnabled
        text: root.nextText
        iconName: root.nextIcon
        iconLast: root.nextIcon === "arrow-right"
        size: Math.round(42 * Math.sqrt(Theme.textScale))
        x: Theme.landscape || !backButton.visible ? 0 : backButton.width + Theme.gap
        y: root.height - height
        width: root.width - x
        height: root.buttonHeight
        onClicked: root.next()
    }
}
