import QtQuick
import ui.controls
import ui.theme

/*!
    One of several that were entered: who it is, "Ubah" and "Hapus". What is taken away is asked about once, in its place.

    \qml
    RowCard { title: "Saksi 1"; text: "Rudi Hartono"; onChanged: rows.edit(0); onDropped: rows.drop(0) }
    \endqml
*/
Rectangle {
    id: root

    property string title
    property string text
    property string note
    property bool whole: true // false while something is missing
    property bool asking: false
    readonly property bool narrow: root.width < (root.asking ? 1200 : 900) || Theme.textScale > 1.2

    signal changed
    signal dropped

    implicitHeight: content.implicitHeight + 2 * 24
    radius: Theme.radius
    color: root.asking ? Theme.unsureTint : Theme.surface
    border.width: root.asking || !root.whole ? 4 : 2
    border.color: root.asking ? Theme.unsure : root.whole ? Theme.line : Theme.danger
    Accessible.role: Accessible.Grouping
    Accessible.name: root.asking ? question.text : [root.title, root.text, root.note, missing.visible ? missing.text : ""].filter(part => part !== "").join(", ")

    Grid {
        id: content

        x: 36
        y: 24
        width: root.width - 2 * 36
        columns: root.narrow ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            width: root.narrow ? content.width : content.width - buttons.width - Theme.gap
            spacing: 4

            Words {
                width: parent.width
                visible: !root.asking
                text: root.title
                size: Theme.small
                color: Theme.inkSoft
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: !root.asking && text !== ""
                text: root.text
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }

            Words {
                width: parent.width
                visible: !root.asking && text !== ""
                text: root.note
                size: Theme.small
                color: Theme.inkSoft
                Accessible.ignored: true
            }

            Row {
                visible: missing.visible
                spacing: 12

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "triangle-alert"
                    size: 40
                    color: Theme.danger
                }

                Words {
                    id: missing

                    anchors.verticalCenter: parent.verticalCenter
                    visible: !root.whole && !root.asking
                    text: qsTr("Belum lengkap")
                    size: Theme.small
                    strong: true
                    color: Theme.danger
                    Accessible.ignored: true
                }
            }

            Words {
                id: question

                width: parent.width
                visible: root.asking
                text: root.text === "" ? qsTr("Hapus %1?").arg(root.title) : qsTr("Hapus %1, %2?").arg(root.title).arg(root.text)
                strong: true
                Accessible.ignored: true
            }
        }

        Row {
            id: buttons

            readonly property int each: root.narrow ? (content.width - Theme.gap) / 2 : Math.max(change.implicitWidth, drop.implicitWidth)

            spacing: Theme.gap

            // A hasty second touch on "Hapus" meets "Tidak jadi".
            KioskButton {
                id: change

                objectName: root.asking ? "drop-row" : "edit-row"
                width: buttons.each
                kind: "secondary"
                tone: root.asking ? Theme.danger : Theme.action
                iconName: root.asking ? "trash-2" : "pencil"
                text: root.asking ? qsTr("Ya, hapus") : qsTr("Ubah")
                Accessible.name: text + " " + root.title
                onClicked: {
                    if (root.asking)
                        root.dropped();
                    else
                        root.changed();
                    root.asking = false;
                }
            }

            KioskButton {
                id: drop

                objectName: root.asking ? "keep-row" : "drop-row"
                width: buttons.each
                kind: "secondary"
                tone: root.asking ? Theme.action : Theme.danger
                iconName: root.asking ? "" : "trash-2"
                text: root.asking ? qsTr("Tidak jadi") : qsTr("Hapus")
                Accessible.name: text + " " + root.title
                onClicked: root.asking = !root.asking
            }
        }
    }
}
