pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    NETWORK: cable and Wi-Fi. After a network was joined it is tried at once whether the office answers.
*/
MaintenanceRoom {
    id: root

    readonly property NetworkViewModel network: root.house.network
    property string wrong

    room: root.network
    heading: root.sheet ? root.network.asked : qsTr("Jaringan")
    reason: root.sheet ? qsTr("Kata sandi Wi-Fi ini biasanya tertulis di alatnya, atau tanyakan kepada yang memasangnya.") : ""
    sheet: root.network.asked !== ""
    entry: root.sheet && root.free ? secret.entry : null
    sight: root.sheet ? secret : null
    nextText: root.sheet ? qsTr("Sambungkan") : ""
    nextIcon: "wifi"
    nextEnabled: root.free && root.wrong === ""
    onPutAway: root.network.leaveOut()
    onNext: root.network.join(secret.text)
    onSheetChanged: {
        // A password stays nowhere, neither on the page nor behind it.
        secret.text = "";
        secret.shown = false;
        root.judge();
    }

    function judge(): void {
        root.wrong = root.network.lacking(secret.text);
    }

    Notice {
        objectName: "unmanaged"
        width: root.contentWidth
        visible: root.network.seen && !root.network.managed
        title: qsTr("Jaringan tidak diatur di sini.")
        text: root.network.address === "" ? qsTr("Mesin ini belum terhubung. Pasang kabel jaringan, atau minta teknisi mengaturnya.") : qsTr("Mesin ini terhubung dengan alamat %1. Teknisi mengaturnya di sistem mesin.").arg(root.network.address)
    }

    Panel {
        width: root.contentWidth
        visible: root.network.managed && !root.sheet
        pad: 0
        spacing: 0

        StateLine {
            objectName: "cable"
            width: root.contentWidth
            first: true
            mood: root.network.cable ? "good" : "notice"
            title: qsTr("Kabel")
            detail: root.network.cable ? qsTr("Terpasang dan dipakai.") : qsTr("Tidak terpasang, atau tidak ada jaringan di ujungnya.")
        }

        StateLine {
            width: root.contentWidth
            mood: root.network.address !== "" ? "good" : "bad"
            title: qsTr("Alamat di jaringan")
            detail: root.network.address !== "" ? root.network.address : qsTr("Belum ada. Kiosk belum terhubung ke mana pun; data aman di sini.")
        }
    }

    RoomTitle {
        visible: root.network.managed && !root.sheet
        text: qsTr("Wi-Fi")
    }

    Words {
        width: root.contentWidth
        visible: root.network.managed && !root.sheet && (!root.network.radio || air.count === 0)
        text: !root.network.radio ? qsTr("Mesin ini tidak punya Wi-Fi, atau Wi-Fi-nya dimatikan.") : root.network.reading ? qsTr("Sedang mencari …") : qsTr("Tidak ada Wi-Fi yang terdengar dari sini.")
        color: Theme.inkSoft
    }

    Column {
        width: root.contentWidth
        visible: root.network.managed && !root.sheet
        spacing: Theme.gap

        Repeater {
            id: air

            model: root.network.wifi

            Item {
                id: place

                required property string name
                required property string detail
                required property int bars
                required property bool locked
                required property bool known
                required property bool joined
                readonly property bool below: root.contentWidth < 26 * Theme.body

                width: root.contentWidth
                implicitHeight: card.height + (place.known && place.below ? forget.height + 12 : 0)

                Station {
                    id: card

                    objectName: "wifi-" + place.name
                    width: place.width - (place.known && !place.below ? forget.width + Theme.gap : 0)
                    height: implicitHeight
                    enabled: root.free
                    text: place.name
                    note: place.detail
                    bars: place.bars
                    locked: place.locked
                    ticked: place.joined
                    onClicked: root.network.pick(place.name)
                }

                KioskButton {
                    id: forget

                    objectName: "forget-" + place.name
                    x: place.below ? 0 : place.width - width
                    y: place.below ? card.height + 12 : 0
                    width: place.below ? place.width : implicitWidth
                    height: place.below ? implicitHeight : card.height
                    visible: place.known
                    enabled: root.free
                    kind: "secondary"
                    iconName: "trash-2"
                    text: qsTr("Lupakan")
                    Accessible.name: qsTr("Lupakan %1").arg(place.name)
                    onClicked: root.network.forget(place.name)
                }
            }
        }
    }

    KioskButton {
        objectName: "search-wifi"
        width: root.half
        visible: root.network.managed && root.network.radio && !root.sheet
        enabled: root.free && !root.network.reading
        kind: "secondary"
        iconName: "refresh-cw"
        text: qsTr("Cari lagi")
        onClicked: root.network.search()
    }

    // --- The password

    SecretLine {
        id: secret

        objectName: "secret"
        width: root.contentWidth
        visible: root.sheet
        active: root.sheet
        name: qsTr("Kata sandi")
        longest: root.network.longestPassword
        onTextChanged: root.judge()
    }

    Words {
        objectName: "secret-hint"
        width: root.contentWidth
        visible: root.sheet && text !== ""
        text: root.wrong
        size: Theme.small
        color: Theme.inkSoft
    }

    Flow {
        width: root.contentWidth
        visible: root.sheet
        spacing: 12

        KioskButton {
            objectName: "show-secret"
            kind: "secondary"
            iconName: secret.shown ? "lock" : "search"
            text: secret.shown ? qsTr("Sembunyikan") : qsTr("Perlihatkan")
            onClicked: secret.shown = !secret.shown
        }

        Repeater {
            // What passwords hold and the docked keys lack.
            model: ["_", "$", "*", "=", "~", "^", "<", ">", "[", "]", "{", "}", "|", "\\", "`"]

            KioskButton {
                required property string modelData

                width: 108
                kind: "secondary"
                text: modelData
                onClicked: secret.write(modelData)
            }
        }
    }

    // A network in the air: how strong as a picture, and in words.
    component Station: Touchable {
        id: station

        property string note
        property int bars
        property bool locked: false
        readonly property color ink: station.down && Theme.contrast ? Theme.actionInk : Theme.action

        implicitHeight: Math.max(120, words.implicitHeight + 2 * 20)
        checkable: true
        Accessible.role: Accessible.RadioButton
        Accessible.description: station.note

        background: Rectangle {
            radius: Theme.radius
            color: !station.enabled ? Theme.disabled : station.down ? (Theme.contrast ? Theme.action : Theme.tint) : station.ticked ? Theme.tint : Theme.surface
            border.width: station.ticked ? 6 : Theme.stroke
            border.color: station.ticked ? Theme.action : Theme.line

            FocusRing {
                visible: station.lit
                radius: Theme.radius
            }
        }

        contentItem: Item {
            Row {
                id: strength

                x: 32
                anchors.verticalCenter: parent.verticalCenter
                spacing: 6

                Repeater {
                    model: 4

                    Rectangle {
                        required property int index

                        y: 60 - height
                        width: 14
                        height: 15 * (index + 1)
                        radius: 3
                        color: index < station.bars ? station.ink : "transparent"
                        border.width: index < station.bars ? 0 : 2
                        border.color: Theme.line
                    }
                }
            }

            Column {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: strength.x + strength.width + 32
                width: station.width - x - 96

                Words {
                    width: parent.width
                    text: station.text
                    font.weight: Font.Bold
                    lineHeight: 1.1
                    color: station.down && Theme.contrast ? Theme.actionInk : Theme.ink
                    Accessible.ignored: true
                }

                Words {
                    width: parent.width
                    text: station.note
                    size: Theme.small
                    lineHeight: 1.1
                    color: station.down && Theme.contrast ? Theme.actionInk : Theme.inkSoft
                    Accessible.ignored: true
                }
            }

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                x: station.width - 78
                visible: station.ticked || station.locked
                name: station.ticked ? "circle-check" : "lock"
                size: 48
                color: station.ink
            }
        }
    }
}
