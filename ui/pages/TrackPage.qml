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
    readonly property WatchViewModel watch: root.kiosk.watch
    readonly property bool wrong: root.track.problem !== "" && root.track.problemMood === "bad"
    readonly property real place: (root.contentWidth - 2 * 42 - 6 * 10) / 9

    objectName: "track"
    heading: qsTr("Ketik kode di struk Anda")
    reason: root.watch.on ? qsTr("Atau perlihatkan kode QR di struk ke kamera.") : qsTr("Atau dekatkan kode QR di struk ke pemindai.")
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
                            border.width: place.here && code.activeFocus ? 8 : place.here || root.wrong ? 5 : Theme.stroke
                            border.color: root.wrong ? Theme.danger : place.here ? Theme.action : Theme.line

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

    Notice {
        width: root.contentWidth
        visible: root.track.problem !== ""
        mood: root.track.problemMood
        text: root.track.problem
    }

    Watched {
        anchors.horizontalCenter: parent?.horizontalCenter
        visible: root.watch.on && !Theme.landscape && !Theme.reach
        // The keys leave little room: who sees less of it still sees where to hold the slip.
        width: Math.min(root.contentWidth, (Theme.textScale > 1.4 || root.track.problem !== "" ? 200 : 330) * root.watch.aspect)
    }

    Illustration {
        anchors.horizontalCenter: parent?.horizontalCenter
        visible: !root.watch.on && !Theme.landscape && !Theme.reach && Theme.textScale < 1.4 && root.track.problem === ""
        name: visible ? "track" : ""
        width: 480
    }

    aside: [
        Watched {
            visible: root.watch.on && Theme.landscape && !Theme.reach
            width: Math.min(Theme.side, Math.max(160, root.height - 400) * root.watch.aspect)
        },
        Illustration {
            visible: Theme.roomy && !root.watch.on
            name: visible ? "track" : ""
            width: Theme.side
        }
    ]

    Watched {
        // Nothing is touched there.
        parent: root
        visible: root.watch.on && Theme.reach
        x: Theme.landscape ? root.width - width - Theme.margin : (root.width - width) / 2
        y: root.lowTop - height - Theme.unit
        width: Math.min(330, root.lowTop - (Theme.landscape ? 48 : Theme.textScale < 1.2 ? 190 : 490)) * root.watch.aspect
    }

    /*! What the camera sees. Give it a width; the height follows from the picture. */
    component Watched: Rectangle {
        implicitHeight: Math.round(width / root.watch.aspect)
        radius: Theme.radius
        color: Theme.deep
        border.width: Theme.stroke
        border.color: Theme.line
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Gambar dari kamera")

        Image {
            anchors.fill: parent
            anchors.margins: 6
            visible: root.watch.live
            fillMode: Image.PreserveAspectFit
            cache: false
            source: root.watch.live ? "image://answer/watch/" + root.watch.revision : ""
            Accessible.ignored: true
        }
    }
}
