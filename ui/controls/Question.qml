pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    A question over the page: "Masih di sini?", "Selesai dan hapus jawaban?". Tab stays inside, Escape means `yes`, and what
    is too long scrolls while the answers stay in sight.

    \qml
    Question { heading: qsTr("Masih di sini?"); yes: qsTr("Ya"); onAccepted: kiosk.stay() }
    \endqml
*/
FocusScope {
    id: root

    property string heading
    property string text
    property string iconName: "help"
    property string yes
    property string no
    default property alias extra: more.data
    property alias picture: art.data // instead of the icon
    readonly property int most: (Theme.reach ? root.height * (1 - Theme.low) : root.height) - 2 * 36

    signal accepted
    signal declined

    /*! Whether an item is one of this question's. */
    function holds(item: Item): bool {
        for (let one = item; one; one = one.parent) {
            if (one === root)
                return true;
        }
        return false;
    }

    function step(from: Item, forward: bool): void {
        let item = from;
        for (let tries = 0; item && tries < 200; tries++) {
            item = item.nextItemInFocusChain(forward);
            if (root.holds(item)) {
                item.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
                return;
            }
        }
    }

    /*! Stands before the first and behind the last; Tab that comes upon it goes round. */
    component Fence: Item {
        property bool first: false

        activeFocusOnTab: true
        Accessible.ignored: true
        onActiveFocusChanged: if (activeFocus) root.step(first ? behind : before, !first)
    }

    anchors.fill: parent
    z: 10
    onVisibleChanged: if (visible) yesButton.forceActiveFocus()
    Keys.onDownPressed: root.step(root.Window.activeFocusItem, true)
    Keys.onUpPressed: root.step(root.Window.activeFocusItem, false)
    Keys.onEscapePressed: root.accepted()
    Accessible.role: Accessible.Dialog
    Accessible.name: root.heading

    Rectangle {
        anchors.fill: parent
        color: Theme.shade
    }

    Fence {
        id: before

        first: true
    }

    MouseArea {
        // What lies beneath cannot be touched.
        anchors.fill: parent
        Accessible.ignored: true
    }

    Rectangle {
        id: sheet

        readonly property int pad: Theme.landscape ? (Theme.reach ? 30 : 42) : 60

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.reach ? root.height - height - 36 : (root.height - height) / 2
        width: Math.min(root.width - 2 * Theme.margin, 1080)
        height: Math.min(root.most, Math.ceil(column.implicitHeight) + Theme.gap + answers.implicitHeight + 30 + 2 * sheet.pad)
        radius: 2 * Theme.radius
        color: Theme.paper
        border.width: Theme.contrast ? 4 : 0
        border.color: Theme.line

        ScrollArea {
            x: sheet.pad
            y: sheet.pad
            width: sheet.width - 2 * sheet.pad
            height: answers.y - y - 30

            Column {
                id: column

                width: parent.width
                spacing: 30

                Item {
                    id: art

                    width: parent.width
                    height: childrenRect.height
                    visible: children.length > 0 && !Theme.reach
                }

                Icon {
                    visible: art.children.length === 0 && !(Theme.landscape && (Theme.reach || Theme.textScale > 1.2))
                    name: root.iconName
                    size: 96
                    color: Theme.action
                }

                Words {
                    width: parent.width
                    text: root.heading
                    size: Theme.heading
                    strong: true
                    lineHeight: 1.05
                    Accessible.role: Accessible.Heading
                }

                Words {
                    width: parent.width
                    visible: text !== ""
                    text: root.text
                }

                Column {
                    id: more

                    width: parent.width
                    spacing: Theme.gap
                    visible: children.length > 0
                }
            }
        }

        Column {
            id: answers

            x: sheet.pad
            y: sheet.height - implicitHeight - sheet.pad
            width: sheet.width - 2 * sheet.pad
            spacing: Theme.gap

            KioskButton {
                id: yesButton

                objectName: "yes"
                width: parent.width
                height: Math.max(Theme.landscape ? 112 : 132, implicitHeight)
                text: root.yes
                onClicked: root.accepted()
            }

            KioskButton {
                objectName: "no"
                width: parent.width
                visible: root.no !== ""
                kind: "secondary"
                text: root.no
                onClicked: root.declined()
            }
        }
    }

    Fence {
        id: behind
    }
}
