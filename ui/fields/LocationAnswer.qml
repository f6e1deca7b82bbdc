pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    A place on the map of the kelurahan: touched, or brought there with arrows. Without a map it is told in words.

    \qml
    LocationAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    readonly property MapViewModel map: root.field.map
    readonly property int tools: Theme.landscape ? 2 : 6 // columns of arrows and zoom
    readonly property real tool: Theme.landscape ? 132 : (width - 5 * Theme.unit) / 6

    entry: root.map.available ? null : line.entry

    TextLine {
        id: line

        width: root.width
        visible: !root.map.available
        name: root.field.label
        active: root.active && !root.map.available
        wrong: root.field.problem !== ""
        longest: root.field.longest
        Component.onCompleted: text = root.field.text
        onEdited: text => {
            if (!root.map.available)
                root.field.put(text);
        }
        onActivated: root.activated()
    }

    Words {
        width: root.width
        visible: !root.map.available
        text: qsTr("Tulis letaknya, misalnya: depan pos ronda RT 06.")
        color: Theme.inkSoft
    }

    Grid {
        width: root.width
        visible: root.map.available
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.gap

        MapBoard {
            objectName: "map"
            width: Theme.landscape ? root.width - 2 * root.tool - Theme.unit - Theme.gap : root.width
            height: Theme.landscape ? (Theme.reach ? 300 : 430) : Theme.reach ? 480 : 720
            map: root.map
            picture: root.field.fieldId
            wrong: root.field.problem !== ""
            onPressed: root.activated()
        }

        Grid {
            columns: root.tools
            spacing: Theme.unit

            Repeater {
                model: [
                    {
                        "icon": "arrow-left",
                        "name": qsTr("Geser tanda ke kiri"),
                        "right": -1,
                        "down": 0
                    },
                    {
                        "icon": "arrow-right",
                        "name": qsTr("Geser tanda ke kanan"),
                        "right": 1,
                        "down": 0
                    },
                    {
                        "icon": "arrow-up",
                        "name": qsTr("Geser tanda ke atas"),
                        "right": 0,
                        "down": -1
                    },
                    {
                        "icon": "arrow-down",
                        "name": qsTr("Geser tanda ke bawah"),
                        "right": 0,
                        "down": 1
                    }
                ]

                KioskButton {
                    required property var modelData

                    width: root.tool
                    kind: "secondary"
                    iconName: modelData.icon
                    autoRepeat: true
                    Accessible.name: modelData.name
                    onClicked: root.map.nudge(modelData.right, modelData.down)
                }
            }

            KioskButton {
                width: root.tool
                kind: "secondary"
                iconName: "minus"
                enabled: root.map.canZoomOut
                Accessible.name: qsTr("Perkecil peta")
                onClicked: root.map.zoom(-1)
            }

            KioskButton {
                width: root.tool
                kind: "secondary"
                iconName: "plus"
                enabled: root.map.canZoomIn
                Accessible.name: qsTr("Perbesar peta")
                onClicked: root.map.zoom(1)
            }
        }
    }

    Notice {
        width: root.width
        visible: root.map.refused !== ""
        mood: "unsure"
        text: root.map.refused
    }

    Notice {
        width: root.width
        visible: root.map.available && root.map.refused === "" && root.map.said !== ""
        mood: "good"
        iconName: "map-pin"
        text: qsTr("Tanda Anda %1.").arg(root.map.said)
    }

    ChoiceCard {
        objectName: "map-unknown"
        width: root.width
        visible: root.map.available && !root.field.required
        text: qsTr("Saya tidak tahu tempatnya di peta")
        chosen: root.map.unknown
        onClicked: {
            root.activated();
            root.map.dontKnow();
        }
    }

    Words {
        width: root.width
        visible: root.map.available && root.map.example
        text: qsTr("Peta contoh, bukan hasil ukur.")
        size: Theme.small
        color: Theme.inkSoft
    }
}
