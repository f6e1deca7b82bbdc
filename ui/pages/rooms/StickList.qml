pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The sticks that are plugged in, what can be done with each, and how far it is with one. `actions` are objects with `name`,
    `text`, `iconName` and `writes`; `asked` tells which was chosen for which stick.
*/
Column {
    id: root

    required property StickRoomViewModel room
    property list<var> actions
    property string missing: qsTr("Belum ada flashdisk. Pasang satu, nanti muncul di sini.")
    readonly property bool free: root.room.busy === ""

    signal asked(string name, string path)

    spacing: Theme.gap

    Words {
        width: root.width
        visible: sticks.count === 0
        text: root.missing
        color: Theme.inkSoft
    }

    Repeater {
        id: sticks

        model: root.room.sticks

        Panel {
            id: stick

            required property string path
            required property string name
            required property string detail
            required property string wrong
            readonly property bool copying: root.room.copyingTo === stick.path
            readonly property int across: root.width > 24 * Theme.body ? 2 : 1
            readonly property real part: (root.width - 2 * stick.pad - (stick.across - 1) * Theme.gap) / stick.across

            width: root.width

            Column {
                width: parent.width

                Words {
                    width: parent.width
                    text: stick.name
                    font.weight: Font.DemiBold
                }

                Words {
                    width: parent.width
                    visible: text !== ""
                    text: stick.detail
                    size: Theme.small
                    color: Theme.inkSoft
                }
            }

            Notice {
                width: parent.width
                visible: stick.wrong !== "" && !stick.copying
                mood: "bad"
                text: stick.wrong
            }

            Grid {
                visible: !stick.copying
                columns: stick.across
                spacing: Theme.gap

                Repeater {
                    model: root.actions

                    KioskButton {
                        required property var modelData

                        objectName: modelData.name + "-" + stick.name
                        width: stick.part
                        enabled: root.free && (stick.wrong === "" || !modelData.writes)
                        kind: "secondary"
                        iconName: modelData.iconName
                        text: modelData.text
                        Accessible.name: modelData.text + " " + stick.name
                        onClicked: root.asked(modelData.name, stick.path)
                    }
                }

                KioskButton {
                    objectName: "release-" + stick.name
                    width: stick.part
                    enabled: root.free
                    kind: "secondary"
                    iconName: "arrow-up"
                    text: qsTr("Lepas flashdisk")
                    Accessible.name: qsTr("Lepas flashdisk %1").arg(stick.name)
                    onClicked: root.room.release(stick.path)
                }
            }

            Bar {
                objectName: "copying"
                visible: stick.copying
                width: parent.width
                name: root.room.copying
                value: root.room.copied
                part: root.room.copiedPart
            }

            Words {
                visible: stick.copying
                width: parent.width
                text: qsTr("Jangan dicabut dulu.")
                font.weight: Font.DemiBold
                color: Theme.unsure
            }

            KioskButton {
                objectName: "stop-copying"
                visible: stick.copying
                width: parent.width
                kind: "secondary"
                iconName: "x"
                text: qsTr("Hentikan")
                onClicked: root.room.stopCopying()
            }
        }
    }
}
