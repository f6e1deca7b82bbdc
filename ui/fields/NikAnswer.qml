pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme

/*!
    NIK or nomor KK: sixteen places in groups of 6, 6 and 4, checked while they are filled.

    \qml
    NikAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    readonly property real place: (width - 2 * 36 - 13 * 6 - 0) / 16
    readonly property bool wrong: root.field.problem !== "" || (root.field.text.length === 16 && !root.field.good)

    entry: keys

    Entry {
        id: keys

        keys: "digits"
        onTyped: text => root.field.typed(text)
        onErased: root.field.erased()
        onCleared: root.field.cleared()
    }

    T.AbstractButton {
        id: box

        width: root.width
        implicitHeight: 128
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.EditableText
        Accessible.name: root.field.label
        Accessible.description: root.field.text
        onClicked: root.activated()
        onVisualFocusChanged: if (visualFocus && !root.active) root.activated() // who comes by Tab begins to type
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Backspace)
                root.field.erased();
            else if (/^[0-9]$/.test(event.text))
                root.field.typed(event.text);
            else
                return;
            event.accepted = true;
        }

        contentItem: Row {
            spacing: 36

            Repeater {
                model: [6, 6, 4]

                Row {
                    id: group

                    required property int modelData
                    required property int index

                    spacing: 6

                    Repeater {
                        model: group.modelData

                        Rectangle {
                            id: place

                            required property int index
                            readonly property int at: group.index * 6 + index
                            readonly property bool here: root.active && at === root.field.text.length

                            width: root.place
                            height: 128
                            radius: 10
                            color: place.here ? Theme.tint : Theme.surface
                            border.width: place.here ? 5 : root.wrong ? 5 : Theme.stroke
                            border.color: root.wrong ? Theme.danger : place.here ? Theme.action : Theme.line

                            Text {
                                anchors.centerIn: parent
                                text: root.field.text.charAt(place.at)
                                color: Theme.ink
                                font.family: Theme.family
                                font.pixelSize: 52
                                font.weight: Font.Bold
                            }
                        }
                    }
                }
            }
        }
    }

    Row {
        visible: root.field.problem === "" && (root.field.good || root.field.hint !== "")
        spacing: Theme.gap

        Icon {
            id: mark

            visible: root.field.text.length === 16
            name: root.field.good ? "circle-check" : "triangle-alert"
            size: 48
            color: root.field.good ? Theme.good : Theme.danger
        }

        Words {
            width: root.width - (mark.visible ? 66 : 0)
            text: root.field.good ? qsTr("Sudah 16 angka, terima kasih.") : root.field.hint
            color: root.field.good ? Theme.good : root.field.text.length === 16 ? Theme.danger : Theme.inkSoft
            font.weight: Font.DemiBold
        }
    }

    KioskButton {
        objectName: "show-card"
        width: root.width
        height: Math.max(implicitHeight, Theme.landscape ? 112 : 126)
        visible: root.field.onCard && root.field.offer === "" // what was scanned comes first
        kind: "secondary"
        iconName: "id-card"
        text: qsTr("Foto KTP saja")
        onClicked: root.field.showCard()
    }

    Words {
        width: root.width
        visible: root.field.onCard && root.field.offer === "" && !root.labelled // where it is the only question
        text: qsTr("Lebih cepat: kamera membaca KTP Anda, Anda tinggal memeriksa.")
        size: Theme.small
        color: Theme.inkSoft
    }

    onActiveChanged: if (active) box.forceActiveFocus()
    Component.onCompleted: if (active) box.forceActiveFocus()
}
