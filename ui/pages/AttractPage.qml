pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The public face: whose kiosk it is, what it does, and one thing to touch. The whole page begins a session; five touches
    of the top left corner and one of the top right lead the petugas to the PIN. A closed kiosk says so, and until when: nobody
    is before the office, and what is left to touch begins nothing.
*/
FocusScope {
    id: root

    required property KioskViewModel kiosk
    readonly property bool large: Theme.textScale > 1.2
    readonly property int cell: Theme.landscape || root.height < 1700 ? 6 : root.large ? 9 : 11
    readonly property int wide: root.width - 2 * Theme.margin
    readonly property bool told: root.kiosk.notice !== ""
    readonly property bool shut: root.kiosk.shut
    readonly property int stage: !Theme.landscape ? root.wide : root.told && root.kiosk.voice ? 1000 : root.large || root.told ? 700 : 960 // room for the scene, across

    Accessible.role: Accessible.Pane
    Accessible.name: root.kiosk.office

    MouseArea {
        anchors.fill: parent
        enabled: !root.shut
        onClicked: root.kiosk.start()
    }

    Rectangle {
        width: root.width
        height: band.y + 4
        color: Theme.deep
    }

    Words {
        id: office

        x: Theme.margin
        y: Theme.landscape ? 48 : 72
        width: root.wide - clock.implicitWidth - Theme.margin
        text: root.kiosk.office
        size: Theme.title
        font.weight: Font.DemiBold
        color: Theme.thread
    }

    Words {
        id: clock

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.baseline: office.baseline
        text: root.kiosk.clock
        font.weight: Font.DemiBold
        color: Theme.deepInk
    }

    Words {
        id: today

        x: Theme.margin
        y: office.y + office.height
        visible: !Theme.landscape || !(root.large || offer.tight)
        text: root.kiosk.today
        color: Theme.deepInk
    }

    Words {
        id: welcome

        x: Theme.margin
        y: (today.visible ? today.y + today.height : office.y + office.height) + (root.told ? 12 : Theme.landscape ? (root.large ? 12 : offer.tight ? 36 : 60) : offer.tight ? 30 : 48)
        width: Theme.landscape ? root.wide - root.stage - Theme.margin : root.wide
        text: root.shut ? qsTr("Sedang tutup") : qsTr("Selamat datang")
        size: offer.tight ? (Theme.landscape ? 76 : 110) : root.told && !Theme.landscape ? (root.height < 1700 ? 84 : 110) : Math.round((Theme.landscape ? 104 : 132) * Math.min(1.15, Theme.textScale))
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 72
        wrapMode: Text.NoWrap
        strong: true
        lineHeight: 1
        color: Theme.deepInk
        Accessible.role: Accessible.Heading
    }

    Words {
        id: offer

        readonly property bool tight: root.shut && root.kiosk.voice // the voice bar takes its room

        x: Theme.margin
        y: welcome.y + welcome.height + (offer.tight ? 18 : Theme.landscape ? 6 : 12) // below the ring around what is read
        width: welcome.width
        height: offer.tight ? Math.max(40, band.y - y - 12) : implicitHeight
        fontSizeMode: offer.tight ? Text.Fit : Text.FixedSize
        minimumPixelSize: 28
        visible: text !== "" && (root.shut || (!root.told && y + height < band.y))
        text: root.shut ? root.kiosk.opensAgain : qsTr("Urus surat, sampaikan pengaduan, dan cek permohonan Anda. Gratis.")
        size: Math.round((root.shut && !Theme.landscape ? 52 : 45) * Math.min(1.3, Theme.textScale))
        font.weight: root.shut ? Font.DemiBold : Font.Normal
        lineHeight: offer.tight ? 1 : 1.2 // what fits is reckoned without it
        color: root.shut ? Theme.thread : Theme.deepInk
    }

    // What the office wants everybody to know, in the place of the offer; where there is no room below the welcome, in the
    // place of the scene. A touch on it begins, as anywhere.
    Item {
        id: notice

        readonly property real below: offer.y + (root.shut && offer.visible ? offer.contentHeight + 24 : 6)
        readonly property bool beside: Theme.landscape && band.y - notice.below < 200
        readonly property real room: band.y - 36 - notice.y

        objectName: "notice"
        x: notice.beside ? root.width - root.stage - Theme.margin : Theme.margin
        y: notice.beside ? clock.y + clock.height + 12 : notice.below
        width: notice.beside ? root.stage : welcome.width
        height: label.height + message.contentHeight
        visible: root.told && !message.truncated && message.contentHeight <= message.height // never half of it; the next page has room

        Rectangle {
            width: 6
            height: parent.height
            color: Theme.thread
        }

        Words {
            id: label

            x: 30
            width: parent.width - x
            text: qsTr("Pengumuman kelurahan")
            size: Math.min(34, Theme.small)
            font.weight: Font.DemiBold
            color: Theme.thread
        }

        Words {
            id: message

            x: label.x
            y: label.height
            width: label.width
            height: Math.min(notice.room - label.height, root.large ? notice.room : 160) // three lines
            text: root.kiosk.notice
            tongue: "id"
            size: Math.round(40 * Math.min(1.3, Theme.textScale))
            fontSizeMode: Text.Fit
            minimumPixelSize: 28
            elide: Text.ElideRight
            lineHeight: 1.1
            color: Theme.deepInk
        }
    }

    // The people of the kelurahan stand on the cloth, in front of their office.
    Item {
        id: scene

        readonly property real under: Theme.landscape ? clock.y + clock.height : root.told ? notice.y + notice.height : offer.y + offer.contentHeight
        readonly property int room: root.told && notice.beside ? 0 : band.y - scene.under - 36

        anchors.bottom: band.top
        x: Theme.landscape ? root.width - width - Theme.margin : (root.width - width) / 2
        width: Math.min(root.stage, Math.floor(2.4 * scene.room)) // whole dots, or a drawing is stretched by a part of one
        height: house.height
        visible: scene.room >= 160 // less, and drawings would have no size at all

        Illustration {
            id: house

            name: scene.visible ? "office" : ""
            width: scene.width
        }

        Row {
            anchors.bottom: parent.bottom
            x: 0.458 * parent.width - width / 2 // the middle of the door
            spacing: -0.018 * scene.width

            Repeater {
                model: root.shut ? [] : ["wheelchair", "grandmother", "farmer", "petugas", "mother", "student", "grandmother-kerudung"]

                Illustration {
                    required property string modelData

                    name: scene.visible ? "person-" + modelData : ""
                    sourceSize: Qt.size(0, 0.26 * scene.width)
                }
            }
        }

        Illustration {
            // It hangs on the door.
            visible: root.shut
            name: scene.visible && root.shut ? "closed" : ""
            x: Math.round(0.458 * parent.width - width / 2)
            y: Math.round(0.165 * parent.width)
            width: Math.round(0.19 * parent.width)
        }
    }

    WovenBand {
        id: band

        y: begin.y - (Theme.landscape ? 36 : 60) - height
        width: root.width
        cell: root.cell
        woven: 1
        Accessible.ignored: true
    }

    T.AbstractButton {
        // For the petugas; residents never notice it.
        width: 150
        height: 150
        focusPolicy: Qt.NoFocus
        objectName: "corner-left"
        Accessible.ignored: true
        onPressed: root.kiosk.corner("left")
    }

    T.AbstractButton {
        x: root.width - width
        width: 150
        height: 150
        focusPolicy: Qt.NoFocus
        objectName: "corner-right"
        Accessible.ignored: true
        onPressed: root.kiosk.corner("right")
    }

    KioskButton {
        id: begin

        x: Theme.margin
        y: track.y - (Theme.landscape ? 0 : height + 24)
        width: Theme.landscape ? 800 : root.wide
        height: Theme.landscape ? 156 : 204
        objectName: "start"
        kind: root.shut ? "secondary" : "primary"
        text: root.shut ? qsTr("Baca informasi") : qsTr("Sentuh untuk mulai")
        iconName: root.shut ? "book-open" : "pointer"
        size: Math.round((Theme.landscape ? 58 : 64) * Math.min(1.15, Theme.textScale))
        onClicked: root.kiosk.start()
    }

    KioskButton {
        id: track

        x: Theme.landscape ? begin.x + begin.width + 24 : Theme.margin
        y: (tongues.visible ? tongues.y - 30 : root.height - 54) - height
        width: Theme.landscape ? (root.shut ? root.wide - begin.width - 24 : (root.wide - begin.width - 2 * 24) / 2) : root.shut ? root.wide : (root.wide - 24) / 2
        height: Theme.landscape ? begin.height : 138
        size: Math.round(34 * Math.min(1.2, Theme.textScale))
        kind: "secondary"
        iconName: "search"
        objectName: "want-track"
        text: qsTr("Cek permohonan")
        onClicked: root.kiosk.wantTrack()
    }

    KioskButton {
        x: track.x + track.width + 24
        y: track.y
        visible: !root.shut
        width: track.width
        height: track.height
        size: track.size
        kind: "secondary"
        iconName: "ticket"
        objectName: "want-number"
        text: qsTr("Nomor antrean saja")
        onClicked: root.kiosk.wantNumber()
    }

    Grid {
        id: tongues

        readonly property int count: (root.kiosk.languages.length > 1 ? root.kiosk.languages.length : 0) + 1
        readonly property int across: Theme.landscape ? tongues.count : Math.min(3, tongues.count)

        x: Theme.margin
        y: root.height - height - (Theme.landscape ? 30 : 42)
        columns: tongues.across
        spacing: Theme.gap

        Repeater {
            model: root.kiosk.languages.length > 1 ? root.kiosk.languages : []

            Tongue {
                required property string modelData

                width: (root.wide - (tongues.across - 1) * tongues.spacing) / tongues.across
                text: Languages.names[modelData]
                chosen: root.kiosk.language === modelData
                Accessible.role: Accessible.RadioButton
                onClicked: root.kiosk.speak(modelData)
            }
        }

        Tongue {
            objectName: "voice"
            width: (root.wide - (tongues.across - 1) * tongues.spacing) / tongues.across
            iconName: root.kiosk.voice ? "volume-2" : "volume-x"
            text: qsTr("Suara")
            chosen: root.kiosk.voice
            onClicked: root.kiosk.setVoice(!root.kiosk.voice)
        }
    }

    component Tongue: Touchable {
        id: tongue

        property bool chosen: false
        property string iconName

        implicitHeight: Theme.landscape ? 96 : 108
        checkable: true
        ticked: tongue.chosen
        Accessible.role: Accessible.CheckBox

        background: Rectangle {
            radius: Theme.radius
            color: tongue.down || tongue.chosen ? Theme.tint : "transparent"
            border.width: 0

            Rectangle {
                // The language that is spoken now: a thread under its name.
                anchors.bottom: parent.bottom
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottomMargin: 12
                visible: tongue.chosen
                width: name.paintedWidth
                height: 6
                color: Theme.action
            }

            FocusRing {
                visible: tongue.lit
                radius: Theme.radius
            }
        }

        contentItem: Item {
            Icon {
                id: ear

                anchors.verticalCenter: parent.verticalCenter
                x: (tongue.width - width - name.paintedWidth) / 2 - 8
                visible: tongue.iconName !== ""
                name: tongue.iconName
                size: 44
                color: Theme.action
            }

            Words {
                id: name

                anchors.verticalCenter: parent.verticalCenter
                x: ear.visible ? ear.size + 16 : 6
                width: tongue.width - 6 - x
                horizontalAlignment: Text.AlignHCenter
                text: tongue.text
                size: Math.round((Theme.landscape ? 34 : 30) * Math.min(1.2, Theme.textScale))
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 28
                wrapMode: Text.NoWrap
                font.weight: tongue.chosen ? Font.Bold : Font.DemiBold
                color: Theme.action
                Accessible.ignored: true
            }
        }
    }
}
