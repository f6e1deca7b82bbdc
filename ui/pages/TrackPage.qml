pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Nine symbols, or the slip held to the scanner.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    readonly property TrackViewModel track: root.kiosk.track
    readonly property real place: (root.contentWidth - 2 * 42 - 6 * 10) / 9

    objectName: "track"
    heading: qsTr("Ketik kode di struk Anda")
    reason: qsTr("Atau dekatkan kode QR di struk ke pemindai.")
    nextText: root.track.busy ? qsTr("Sedang dicari") : qsTr("Cari")
    nextIcon: "search"
    nextEnabled: root.track.complete
    backText: qsTr("Kembali")
    onNext: root.track.search()
    onBack: root.kiosk.back()
    entry: Entry {
        keys: "code"
        alphabet: root.track.alphabet
        onTyped: text => root.track.typed(text)
        onErased: root.track.erased()
    }

    Item {
        id: code

        // Before the first Tab a hardware keyboard types here as well.
        focus: true
        activeFocusOnTab: true
        width: root.contentWidth
        height: places.height
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("Kode permohonan")
        Accessible.description: root.track.code
        Accessible.focusable: true
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Backspace)
                root.track.erased();
            else if (event.text !== "" && root.track.alphabet.includes(event.text.toUpperCase()))
                root.track.typed(event.text.toUpperCase());
            else
                return;
            event.accepted = true;
        }

        Row {
            id: places

            spacing: 42

            Repeater {
                model: 3

                Row {
                    id: group

                    required property int index

                    spacing: 10

                    Repeater {
                        model: 3

                        Rectangle {
                            id: place

                            required property int index
                            readonly property int at: group.index * 3 + index
                            readonly property bool here: at === root.track.code.length

                            width: root.place
                            height: Theme.landscape ? 116 : 150
                            radius: 12
                            color: place.here ? Theme.tint : Theme.surface
                            border.width: place.here && code.activeFocus ? 8 : place.here || root.track.problem !== "" ? 5 : Theme.stroke
                            border.color: root.track.problem !== "" ? Theme.danger : place.here ? Theme.action : Theme.line

                            Text {
                                anchors.centerIn: parent
                                text: root.track.code.charAt(place.at)
                                color: Theme.ink
                                font.family: Theme.family
                                font.pixelSize: 72
                                font.weight: Font.Bold
                            }
                        }
                    }
                }
            }
        }
    }

    Illustration {
        anchors.horizontalCenter: parent?.horizontalCenter
        visible: !Theme.landscape && !Theme.reach && Theme.textScale < 1.4 && root.track.problem === ""
        name: visible ? "track" : ""
        width: 480
    }

    aside: Illustration {
        visible: Theme.roomy
        name: visible ? "track" : ""
        width: Theme.side
    }

    Notice {
        width: root.contentWidth
        visible: root.track.problem !== ""
        mood: "bad"
        text: root.track.problem
    }
}
