pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    What a resident reads before a kiosk that cannot serve: where to go, what is safe, and a code for the petugas. Five
    touches of the top left corner and one of the top right lead to the PIN, as on the first page.
*/
Item {
    id: root

    required property OutOfServiceViewModel service
    readonly property bool flat: root.height < 900
    readonly property int wide: root.width - 2 * Theme.margin
    readonly property int side: Math.min(640, 0.42 * root.width) // of the drawing and the code, in landscape
    readonly property int column: Theme.landscape ? root.wide - root.side - Theme.margin : root.wide

    Accessible.role: Accessible.Pane
    Accessible.name: root.service.title

    Rectangle {
        id: head

        width: root.width
        height: root.flat ? 84 : Theme.landscape ? 120 : 180
        color: Theme.deep

        Words {
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.margin
            width: root.wide
            text: root.service.office
            size: Theme.title
            font.weight: Font.DemiBold
            color: Theme.thread
        }
    }

    WovenBand {
        id: band

        anchors.top: head.bottom
        width: root.width
        cell: root.flat ? 2 : Theme.landscape ? 4 : 5
        woven: root.service.fresh ? 0 : 1
        Accessible.ignored: true
    }

    Item {
        id: body

        y: band.y + band.height
        width: root.width
        height: tongues.y - y

        Illustration {
            id: drawing

            readonly property int room: told.y - 24 - 24 // in landscape

            x: Theme.landscape ? root.width - Theme.margin - root.side + (root.side - width) / 2 : (root.width - width) / 2
            y: Theme.landscape ? 24 : 54
            width: Theme.landscape ? Math.min(root.side, 1.7 * drawing.room) : 760
            name: root.service.fresh ? "kiosk" : "trouble"
        }

        Column {
            x: Theme.margin
            y: root.flat ? 30 : Theme.landscape ? 42 : drawing.y + drawing.height + 48
            width: root.column
            spacing: Theme.landscape ? 24 : 36

            Words {
                width: parent.width
                text: root.service.title
                size: Math.round(Theme.heading * (root.flat ? 0.92 : 1.25))
                strong: true
                lineHeight: 1.08
                Accessible.role: Accessible.Heading
            }

            Words {
                width: parent.width
                text: root.service.detail
                size: root.flat ? Theme.body : Theme.title
            }
        }

        Row {
            id: told

            x: Theme.landscape ? root.width - Theme.margin - root.side : Theme.margin
            y: body.height - height - (Theme.landscape ? 18 : 42)
            width: Theme.landscape ? root.side : root.wide
            spacing: 36

            Rectangle {
                width: plate.width + 2 * 36
                height: plate.height + 2 * 18
                radius: Theme.radius
                color: Theme.surface
                border.width: Theme.stroke
                border.color: Theme.line

                Column {
                    id: plate

                    x: 36
                    y: 18

                    Words {
                        text: qsTr("Kode untuk petugas")
                        size: Theme.small
                        color: Theme.inkSoft
                    }

                    Words {
                        objectName: "code"
                        text: root.service.code
                        size: Math.round(Theme.display * 0.9)
                        strong: true
                        lineHeight: 1
                    }
                }
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                width: told.width - plate.width - 3 * 36
                text: root.service.again
                size: Theme.landscape ? Theme.small : Theme.body
                color: Theme.inkSoft
            }
        }
    }

    T.AbstractButton {
        width: 150
        height: 150
        focusPolicy: Qt.NoFocus
        objectName: "corner-left"
        Accessible.ignored: true
        onPressed: root.service.corner("left")
    }

    T.AbstractButton {
        x: root.width - width
        width: 150
        height: 150
        focusPolicy: Qt.NoFocus
        objectName: "corner-right"
        Accessible.ignored: true
        onPressed: root.service.corner("right")
    }

    Grid {
        id: tongues

        readonly property int count: root.service.languages.length
        readonly property int across: Theme.landscape ? tongues.count : 3

        x: Theme.margin
        y: root.height - height - (Theme.landscape ? 30 : 42)
        columns: tongues.across
        spacing: Theme.gap

        Repeater {
            model: root.service.languages

            KioskButton {
                required property string modelData

                width: (root.wide - (tongues.across - 1) * tongues.spacing) / tongues.across
                objectName: "language-" + modelData
                kind: root.service.language === modelData ? "secondary" : "quiet"
                text: Languages.names[modelData]
                onClicked: root.service.speak(modelData)
            }
        }
    }
}
