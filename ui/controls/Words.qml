import QtQuick
import ui.theme

/*!
    Text as the kiosk sets it: our font, wrapped at words, never cut.

    \qml
    Words { text: qsTr("Nomor antrean Anda"); size: Theme.title; strong: true }
    \endqml
*/
Text {
    id: root

    property int size: Theme.body
    property bool strong: false
    property string tongue // of what is not written in the language of the page: "id"

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: root.size
    font.weight: root.strong ? Font.Bold : Font.Normal
    lineHeight: 1.2
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    renderType: Text.QtRendering
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
