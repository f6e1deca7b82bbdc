import QtQuick
import ui.theme

/*!
    Something that a phone takes over from the screen: a number to call, a web page, a place. The code, what it is, and the same in
    letters for those who would rather write it down.

    \qml
    PhoneCode { width: 900; label: qsTr("Telepon"); text: "112"; iconName: "phone"; source: "image://qr/…" }
    \endqml
*/
Rectangle {
    id: root

    property string label
    property string text
    property string iconName
    property url source

    implicitHeight: Math.max(code.height, words.implicitHeight) + 2 * 28
    radius: Theme.radius
    color: Theme.surface
    border.width: 2
    border.color: Theme.hairline
    Accessible.role: Accessible.StaticText
    Accessible.name: root.label + ": " + root.text

    QrPicture {
        id: code

        x: 28
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(264, Math.round(0.4 * root.width))
        source: root.source
        Accessible.ignored: true
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: code.x + code.width + 32
        width: root.width - x - 28
        spacing: 10

        Row {
            width: parent.width
            spacing: 14

            Icon {
                id: sign

                name: root.iconName
                size: Math.round(1.2 * Theme.body)
                color: Theme.action
            }

            Words {
                width: parent.width - sign.width - 14
                text: root.label
                font.weight: Font.DemiBold
                color: Theme.action
                Accessible.ignored: true
            }
        }

        Words {
            width: parent.width
            // An address has no spaces: it turns the line behind a dot or a stroke.
            text: root.text.replace(/[./](?=[a-z])/gi, "$&\u200B")
            // A number is called out across a room; an address is long.
            size: root.text.length > 14 ? Theme.body : Theme.heading
            strong: true
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            text: qsTr("Arahkan kamera HP ke kotak ini.")
            size: Theme.small
            color: Theme.inkSoft
        }
    }
}
