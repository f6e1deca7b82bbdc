import QtQuick
import ui.theme

/*!
    The anatomy of every page: words of the step, one question, its reason, the answer, the actions. In portrait from top
    to bottom, in landscape with the actions in a column at the right. In reach mode the words stay above and everything
    that is touched lies below `Theme.lowLine`. Enter goes on, Escape goes back, the arrows move like Tab.

    \qml
    KioskPage { heading: qsTr("Siapa nama Anda?"); nextText: qsTr("Lanjut"); onNext: form.next() }
    \endqml
*/
FocusScope {
    id: root

    property string eyebrow
    property string heading
    property string reason
    property string reasonTongue // of a reason that is not in the language of the page
    property alias nextText: actions.nextText
    property alias nextIcon: actions.nextIcon
    property alias nextEnabled: actions.nextEnabled
    property alias backText: actions.backText
    property alias backIcon: actions.backIcon
    property Entry entry: null
    property Item sight: null // stays in sight when the keys come
    default property alias content: body.data
    property alias aside: asideColumn.data
    property alias scroll: area
    property int spacing: Theme.landscape ? 30 : 36

    readonly property string keys: root.entry ? root.entry.keys : ""
    readonly property bool keysAside: Theme.landscape && !Theme.reach && (root.keys === "digits" || root.keys === "months")
    readonly property int keysHeight: root.keys === "" || root.keysAside ? 0
        : Theme.landscape ? (Theme.reach ? (root.keys === "letters" || root.keys === "code" ? 400 : 250) : root.keys === "code" ? 420 : 436)
        : root.keys === "letters" ? 580 : 540
    readonly property int foot: Theme.landscape ? 0 : actions.height + 2 * 30 // height of the action bar
    readonly property int sideX: root.width - Theme.side - Theme.margin
    property bool still: false // nothing in the content is touched
    readonly property bool low: Theme.reach && !root.still
    readonly property int lowTop: root.low ? Theme.lowLine - Theme.band : 0 // where what is touched begins
    readonly property bool reasonAbove: root.low && titles.implicitHeight + reasonText.implicitHeight < root.lowTop - 36
    readonly property int contentWidth: Theme.landscape ? root.sideX - 2 * Theme.margin : root.width - 2 * Theme.margin

    /*! Where the docked keys stand, in this page's coordinates. */
    readonly property rect dock: root.keysAside ? Qt.rect(root.sideX, 30, Theme.side, root.height - actions.height - 3 * 30)
        : Theme.landscape ? Qt.rect(0, root.height - root.keysHeight, root.sideX - Theme.margin + 30, root.keysHeight)
        : Qt.rect(0, root.height - root.foot - root.keysHeight, root.width, root.keysHeight)

    signal next
    signal back

    onSightChanged: Qt.callLater(root.reveal)
    onKeysChanged: Qt.callLater(root.reveal)
    function reveal(): void {
        // Until keys take its room the question itself stays in sight.
        if (root.keysHeight > 0)
            area.show(root.sight);
        // Where there is little room, what is being filled in matters more than its label.
        area.showFocused();
    }

    function move(forward: bool): void {
        const item = root.Window.activeFocusItem;
        if (item)
            item.nextItemInFocusChain(forward).forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    Keys.onReturnPressed: if (root.nextText !== "" && root.nextEnabled) root.next()
    Keys.onEnterPressed: if (root.nextText !== "" && root.nextEnabled) root.next()
    Keys.onEscapePressed: if (root.backText !== "") root.back()
    Keys.onDownPressed: root.move(true)
    Keys.onUpPressed: root.move(false)
    Accessible.role: Accessible.Pane
    Accessible.name: root.heading

    Column {
        id: above

        x: Theme.margin
        y: 24
        width: root.width - 2 * Theme.margin
        visible: root.low

        Column {
            id: aboveTitles

            width: parent.width
        }

        Column {
            id: aboveReason

            width: parent.width
        }
    }

    ScrollArea {
        id: area

        compact: root.keysHeight > 0
        x: Theme.margin
        y: root.lowTop + (root.low ? 12 : Theme.landscape ? 30 : 42)
        width: root.contentWidth
        height: root.height - y - root.keysHeight - root.foot - (root.keysHeight > 0 ? Theme.unit : 0)

        Column {
            width: parent.width
            spacing: 0

            Column {
                id: titles

                parent: root.low ? aboveTitles : titleSlot
                width: root.low ? above.width : root.contentWidth

                Words {
                    width: parent.width
                    visible: text !== ""
                    text: root.eyebrow
                    size: Theme.small
                    font.weight: Font.DemiBold
                    color: Theme.action
                    bottomPadding: 12
                }

                Words {
                    width: parent.width
                    visible: text !== ""
                    text: root.heading
                    size: Theme.heading
                    strong: true
                    lineHeight: 1.08
                    Accessible.role: Accessible.Heading
                }
            }

            Words {
                id: reasonText

                parent: root.reasonAbove ? aboveReason : reasonSlot
                width: root.contentWidth // not its parent's, which depends on how high it is
                visible: text !== ""
                text: root.reason
                tongue: root.reasonTongue
                color: Theme.inkSoft
                topPadding: 12
            }

            Column {
                id: titleSlot

                width: parent.width
            }

            Column {
                id: reasonSlot

                width: parent.width
            }

            Item {
                width: 1
                visible: root.heading !== "" && !root.reasonAbove
                height: Theme.reach ? 12 : Theme.landscape ? 30 : 42
            }

            Column {
                id: body

                width: parent.width
                spacing: root.spacing
            }
        }
    }

    Rectangle {
        // The column of actions, in landscape.
        visible: Theme.landscape
        x: root.sideX - Theme.margin + 30
        y: root.lowTop
        width: 2
        height: root.height - y
        color: Theme.hairline
    }

    ScrollArea {
        place: qsTr("kolom kanan")
        // Long words of another language scroll instead of lying under the actions.
        visible: Theme.landscape && !Theme.reach && !root.keysAside
        compact: true
        x: root.sideX
        y: 30
        width: Theme.side
        height: actions.y - y - 30

        Column {
            id: asideColumn

            width: Theme.side
            spacing: Theme.gap
        }
    }

    Rectangle {
        visible: !Theme.landscape && root.scroll.scrollable && root.keysHeight === 0
        y: root.height - root.foot
        width: root.width
        height: 2
        color: Theme.hairline
    }

    Actions {
        id: actions

        x: Theme.landscape ? root.sideX : Theme.margin
        y: root.height - height - 30
        width: Theme.landscape ? Theme.side : root.width - 2 * Theme.margin
        height: implicitHeight
        onNext: root.next()
        onBack: root.back()
    }
}
