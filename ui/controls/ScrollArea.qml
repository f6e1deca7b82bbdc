import QtQuick
import ui.theme

/*!
    Content that may be longer than its place. A large arrow says that there is more, and goes there.

    \qml
    ScrollArea { anchors.fill: parent; Column { width: parent.width } }
    \endqml
*/
Item {
    id: root

    default property alias content: holder.data
    property string place // where it stands, when a page has two
    property bool compact: false // little room: the arrow alone
    readonly property Item focused: root.Window.activeFocusItem
    readonly property bool more: flick.contentHeight - flick.height - flick.contentY > 48
    readonly property bool scrollable: flick.contentHeight > flick.height + 2
    property alias contentY: flick.contentY
    property alias contentHeight: flick.contentHeight

    /*! Brings an item of the content into sight. */
    function show(item: Item): void {
        if (!item)
            return;
        const top = item.mapToItem(holder, 0, 0).y;
        const bottom = top + item.height;
        const room = flick.height - (root.compact ? 0 : arrow.height + 6); // the large arrow lies over the rest
        if (bottom - flick.contentY > room)
            flick.contentY = Math.min(bottom - room + Theme.gap, Math.max(0, flick.contentHeight - flick.height));
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top - Theme.gap);
    }

    /*! The same for what has the focus. */
    function showFocused(): void {
        for (let item = root.focused; item; item = item.parent) {
            if (item === holder) {
                root.show(root.focused);
                return;
            }
        }
    }

    onFocusedChanged: root.showFocused() // Tab may reach what lies below

    Scroller {
        id: flick

        anchors.fill: parent
        contentWidth: width
        contentHeight: holder.childrenRect.height + (root.compact || holder.childrenRect.height + Theme.gap <= height ? Theme.gap : arrow.height + 2 * Theme.gap)
        interactive: root.scrollable
        onHeightChanged: {
            if (contentY > Math.max(0, contentHeight - height))
                contentY = Math.max(0, contentHeight - height);
            Qt.callLater(root.showFocused);
        }
        onContentHeightChanged: Qt.callLater(root.showFocused)

        Item {
            id: holder

            width: flick.width
            height: childrenRect.height
        }

        NumberAnimation {
            id: glide

            target: flick
            property: "contentY"
            duration: Theme.quick
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        x: root.width + 16
        width: 10
        radius: 5
        visible: root.scrollable
        y: flick.visibleArea.yPosition * root.height
        height: Math.max(60, flick.visibleArea.heightRatio * root.height)
        color: Theme.line
    }

    Touchable {
        id: arrow

        // Not by anchors that come and go: Qt may keep both, and stretches the arrow between them.
        x: root.compact ? root.width - width : (root.width - width) / 2
        y: root.height - height - 6
        implicitWidth: root.compact ? 96 : hint.implicitWidth + 60
        implicitHeight: 96
        visible: root.compact ? root.more : root.scrollable
        text: root.more ? qsTr("Masih ada di bawah") : qsTr("Kembali ke atas")
        Accessible.name: root.place === "" ? text : text + ", " + root.place
        onClicked: {
            glide.to = root.more ? Math.min(flick.contentY + flick.height * 0.75, flick.contentHeight - flick.height) : 0;
            glide.restart();
        }

        background: Rectangle {
            radius: height / 2
            color: arrow.down ? Theme.pressed : Theme.deep
            border.width: Theme.contrast ? 4 : 0
            border.color: Theme.action

            FocusRing {
                visible: arrow.lit
                radius: height / 2
            }
        }

        contentItem: Item {
            Row {
                id: hint

                anchors.centerIn: parent
                spacing: 12

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.more ? "chevron-down" : "chevron-up"
                    size: 40
                    color: Theme.deepInk
                }

                Words {
                    visible: !root.compact
                    text: arrow.text
                    size: Theme.small
                    font.weight: Font.DemiBold
                    color: Theme.deepInk
                    Accessible.ignored: true
                }
            }
        }
    }
}
