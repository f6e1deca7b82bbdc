pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    Asked once more before something is done: what it means, and how it comes back. `bad`: it cannot be taken back, and "Ya"
    stands on the other side. A hasty second touch on what led here says nothing yet.
*/
Column {
    id: root

    property string heading
    property string text
    property string yes
    property string no: qsTr("Batal")
    property string iconName: "circle-alert"
    property bool bad: false
    property bool free: true
    default property alias extra: more.data
    readonly property bool across: root.width > 24 * Theme.body
    readonly property real half: root.across ? (root.width - Theme.gap) / 2 : root.width

    signal accepted
    signal declined

    spacing: Theme.gap
    onVisibleChanged: ripe.restart()

    Timer {
        id: ripe

        running: true
        interval: Theme.motion ? 800 : 0
    }

    Notice {
        width: root.width
        mood: root.bad ? "bad" : "unsure"
        iconName: root.iconName
        title: root.heading
        text: root.text
    }

    Column {
        id: more

        width: root.width
        spacing: Theme.gap
        visible: children.length > 0
    }

    Grid {
        columns: root.across ? 2 : 1
        spacing: Theme.gap

        Yes {
            visible: root.bad
        }

        KioskButton {
            objectName: "sure-no"
            width: root.half
            height: Math.max(126, implicitHeight)
            kind: "secondary"
            iconName: "x"
            text: root.no
            onClicked: root.declined()
        }

        Yes {
            visible: !root.bad
        }
    }

    component Yes: KioskButton {
        objectName: "sure-yes"
        width: root.half
        height: Math.max(126, implicitHeight)
        kind: root.bad ? "secondary" : "primary"
        tone: root.bad ? Theme.danger : Theme.action
        enabled: root.free && !ripe.running
        iconName: "check"
        text: root.yes
        onClicked: root.accepted()
    }
}
