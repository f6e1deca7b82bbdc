pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    A region, from the province down. What is chosen stands on top, and a touch changes it; below is the list of the next
    level, and a few letters make it shorter.

    \qml
    WilayahAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    readonly property PlacesViewModel places: root.field.places
    readonly property int columns: Theme.textScale > 1.4 && !Theme.landscape ? 1 : Theme.landscape && Theme.textScale < 1.2 ? 3 : 2
    readonly property real cell: (width - (columns - 1) * Theme.unit) / columns
    property bool typing: false

    /*! Whoever works with keys goes on where the list begins. */
    function toFirst(): void {
        const first = root.places.complete ? chips.itemAt(chips.count - 1) : list.itemAt(0);
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }

    /*! Arrows go through the list as it stands there. */
    function go(event: KeyEvent, index: int): void {
        const steps = new Map([[Qt.Key_Left, -1], [Qt.Key_Right, 1], [Qt.Key_Up, -root.columns], [Qt.Key_Down, root.columns]]);
        const next = steps.has(event.key) ? list.itemAt(index + steps.get(event.key)) : null;
        if (next) {
            next.forceActiveFocus(Qt.TabFocusReason);
            event.accepted = true;
        }
    }

    function begin(): void {
        root.typing = false;
        line.text = "";
        root.activated();
    }

    entry: root.typing && !root.places.complete ? line.entry : null

    Grid {
        width: root.width
        columns: root.columns === 1 ? 1 : 2
        spacing: Theme.unit
        visible: chips.count > 0

        Repeater {
            id: chips

            model: root.places.levels

            RegionCard {
                required property int depth
                required property string label
                required property string name

                objectName: "level-" + depth
                width: root.columns === 1 ? root.width : (root.width - Theme.unit) / 2
                height: Math.max(implicitHeight, 120)
                caption: label
                text: name
                chosen: true
                Accessible.description: qsTr("Sentuh untuk mengganti")
                onClicked: {
                    const keyed = visualFocus;
                    root.begin();
                    root.places.change(depth);
                    if (keyed)
                        Qt.callLater(root.toFirst);
                }
            }
        }
    }

    Words {
        width: root.width
        text: root.places.complete ? qsTr("Kalau keliru, sentuh bagian yang mau diganti.") : root.places.question
        size: root.places.complete ? Theme.small : Theme.title
        strong: !root.places.complete
        color: root.places.complete ? Theme.inkSoft : Theme.ink
    }

    TextLine {
        id: line

        width: root.width
        visible: !root.places.complete
        name: root.field.label
        active: root.active && root.typing
        wrong: root.field.problem !== ""
        iconName: "search"
        hint: qsTr("Cari namanya")
        capitals: "words"
        longest: 40
        onEdited: text => root.places.search(text)
        onTouched: root.typing = true
        onActivated: {
            // A page that comes gives the focus to its first item, which is this one until the lists are there: no wish to type.
            root.typing = root.typing || !root.places.loading;
            root.activated();
        }
    }

    Words {
        width: root.width
        visible: root.places.loading && slow.passed
        text: qsTr("Sebentar, daftarnya sedang dibuka.")
        color: Theme.inkSoft

        Timer {
            id: slow

            property bool passed: false

            running: root.places.loading
            interval: Theme.patience
            onTriggered: passed = true
        }
    }

    Words {
        width: root.width
        visible: !root.places.complete && !root.places.loading && list.count === 0
        text: qsTr("Belum ada yang cocok. Coba kurangi hurufnya.")
        color: Theme.inkSoft
    }

    Grid {
        width: root.width
        visible: !root.places.complete
        columns: root.columns
        spacing: Theme.unit

        Repeater {
            id: list

            model: root.places.regions

            RegionCard {
                required property string value
                required property string label
                required note
                required property int index

                objectName: "choice-" + value
                width: root.cell
                Keys.onPressed: event => root.go(event, index)
                text: label
                onClicked: {
                    const keyed = visualFocus;
                    root.begin();
                    root.places.pick(value);
                    if (keyed)
                        Qt.callLater(root.toFirst);
                }
            }
        }
    }

    Words {
        width: root.width
        visible: !root.places.complete && root.places.more > 0
        text: qsTr("Masih ada %n lagi. Ketik beberapa huruf namanya di atas.", "", root.places.more)
        color: Theme.inkSoft
    }
}
