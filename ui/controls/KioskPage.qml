import QtQuick
import ui.theme

/*!
    The anatomy of every page: words of the step, one question, its reason, the answer, the actions. In portrait from top
    to bottom, in landscape with the actions in a column at the right.

    \qml
    KioskPage { heading: qsTr("Siapa nama Anda?"); nextText: qsTr("Lanjut"); onNext: form.next() }
    \endqml
*/
FocusScope {
    id: root

    property string eyebrow
    property string heading
    property string reason
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
    readonly property bool keysAside: Theme.landscape && (root.keys === "digits" || root.keys === "months")
    readonly property int keysHeight: root.keys === "" || root.keysAside ? 0 : Theme.landscape ? (root.keys === "code" ? 420 : 436) : root.keys === "letters" ? 580 : 540
    readonly property int foot: Theme.landscape ? 0 : actions.height + 2 * 30 // height of the action bar
    readonly property int sideX: root.width - Theme.side - Theme.margin
    readonly property int contentWidth: Theme.landscape ? root.sideX - 2 * Theme.margin : root.width - 2 * Theme.margin

    /*! Where the docked keys stand, in this page's coordinates. */
    readonly property rect dock: root.keysAside ? Qt.rect(root.sideX, 30, Theme.side, root.height - actions.height - 3 * 30)
        : Theme.landscape ? Qt.rect(0, root.height - root.keysHeight, root.sideX - Theme.margin + 30, root.keysHeight)
        : Qt.rect(0, root.height - root.foot - root.keysHeight, root.width, root.keysHeight)

    signal next
    signal back

    onSightChanged: Qt.callLater(area.show, root.sight)
    onKeysChanged: Qt.callLater(area.show, root.sight)
    Accessible.role: Accessible.Pane
    Accessible.name: root.heading

    ScrollArea {
        id: area

        compact: root.keysHeight > 0
        x: Theme.margin
        y: Theme.landscape ? 30 : 42
        width: root.contentWidth
        height: root.height - y - root.keysHeight - root.foot - (root.keysHeight > 0 ? Theme.unit : 0)

        Column {
            width: parent.width
            spacing: 0

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

            Words {
                width: parent.width
                visible: text !== ""
                text: root.reason
                color: Theme.inkSoft
                topPadding: 12
            }

            Item {
                width: 1
                visible: root.heading !== ""
                height: Theme.landscape ? 30 : 42
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
        width: 2
        height: root.height
        color: Theme.hairline
    }

    Column {
        id: asideColumn

        visible: Theme.landscape && !root.keysAside
        x: root.sideX
        y: 30
        width: Theme.side
        spacing: Theme.gap
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
