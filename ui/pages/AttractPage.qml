pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The public face: whose kiosk it is, what it does, and one thing to touch. The whole page begins a session; five touches
    of the top left corner and one of the top right lead the petugas to the PIN.
*/
FocusScope {
    id: root

    required property KioskViewModel kiosk
    readonly property int cell: Theme.landscape ? 8 : 11
    readonly property int bandY: Theme.landscape ? root.height - 27 * cell - 330 : 1010

    Accessible.role: Accessible.Pane
    Accessible.name: root.kiosk.office

    MouseArea {
        anchors.fill: parent
        onClicked: root.kiosk.start()
    }

    Rectangle {
        width: root.width
        height: root.bandY + 4
        color: Theme.deep
    }

    WovenBand {
        y: root.bandY
        width: root.width
        cell: root.cell
        woven: 1
        Accessible.ignored: true
    }

    Words {
        x: Theme.margin
        y: Theme.landscape ? 54 : 84
        text: root.kiosk.office
        size: Theme.title
        font.weight: Font.DemiBold
        color: Theme.thread
    }

    Words {
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: (Theme.landscape ? 54 : 84) + (Theme.title - Theme.body) / 2
        text: root.kiosk.clock
        font.weight: Font.DemiBold
        color: Theme.deepInk
    }

    Words {
        x: Theme.margin
        y: (Theme.landscape ? 54 : 84) + Theme.title * 1.5
        visible: !Theme.landscape || Theme.textScale < 1.2
        text: root.kiosk.today
        color: Theme.deepInk
    }

    Words {
        id: welcome

        x: Theme.margin
        y: Theme.landscape ? (Theme.textScale > 1.2 ? 170 : 200) : Theme.textScale > 1.2 ? 280 : 352
        width: root.width - 2 * Theme.margin
        text: qsTr("Selamat datang")
        size: Math.round((Theme.landscape ? 120 : 138) * Math.min(1.15, Theme.textScale))
        strong: true
        lineHeight: 1
        color: Theme.deepInk
        Accessible.role: Accessible.Heading
    }

    Words {
        x: Theme.margin
        y: welcome.y + welcome.height + (Theme.landscape ? 12 : 30)
        width: Math.min(root.width - 2 * Theme.margin, 1600)
        text: qsTr("Urus surat, sampaikan pengaduan, dan cek permohonan Anda. Gratis.")
        size: Math.round(45 * Math.min(1.3, Theme.textScale))
        lineHeight: 1.25
        color: Theme.deepInk
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
        y: root.bandY + 27 * root.cell + (Theme.landscape ? 54 : 84)
        width: Theme.landscape ? 900 : root.width - 2 * Theme.margin
        height: Theme.landscape ? 222 : 204
        objectName: "start"
        text: qsTr("Sentuh untuk mulai")
        iconName: "pointer"
        size: Math.round(64 * Math.min(1.15, Theme.textScale))
        onClicked: root.kiosk.start()
    }

    KioskButton {
        id: track

        x: Theme.landscape ? begin.x + begin.width + 36 : Theme.margin
        y: Theme.landscape ? begin.y : begin.y + begin.height + 30
        width: Theme.landscape ? root.width - x - Theme.margin : (root.width - 2 * Theme.margin - 24) / 2
        height: Theme.landscape ? 102 : 132
        size: Math.round(34 * Math.min(1.2, Theme.textScale))
        kind: "secondary"
        iconName: "search"
        objectName: "want-track"
        text: qsTr("Cek permohonan")
        onClicked: root.kiosk.wantTrack()
    }

    KioskButton {
        x: Theme.landscape ? track.x : track.x + track.width + 24
        y: Theme.landscape ? track.y + track.height + 18 : track.y
        width: track.width
        height: track.height
        size: track.size
        kind: "secondary"
        iconName: "ticket"
        objectName: "want-number"
        text: qsTr("Nomor antrean saja")
        onClicked: root.kiosk.wantNumber()
    }

    Row {
        visible: root.kiosk.languages.length > 1
        x: Theme.landscape ? root.width - width - Theme.margin + 24 : (root.width - width) / 2
        y: Theme.landscape ? 100 : root.height - height - 54
        spacing: 12

        Repeater {
            model: root.kiosk.languages

            KioskButton {
                id: tongue

                required property string modelData

                visible: root.kiosk.language !== modelData
                kind: "quiet"
                iconName: "globe"
                tone: Theme.landscape ? Theme.deepInk : Theme.action
                implicitHeight: 108
                text: ({
                        "id": "Bahasa Indonesia",
                        "en": "English",
                        "jv": "Basa Jawa",
                        "su": "Basa Sunda",
                        "plm": "Baso Palembang"
                    })[tongue.modelData]
                onClicked: root.kiosk.speak(tongue.modelData)
            }
        }
    }
}
