import QtQuick
import ui.controls
import ui.theme

/*!
    One region of a list, made of as little as possible: fifty of them are made at once.

    \qml
    RegionCard { text: "Kota Palembang"; note: "Sumatera Selatan"; onClicked: places.pick("16.71") }
    \endqml
*/
Touchable {
    id: root

    property string note
    property string caption // above the words, of what is chosen already
    property bool chosen: false

    implicitHeight: Math.max(Theme.target, words.implicitHeight + 2 * 16)
    Accessible.name: root.caption === "" ? root.text : root.caption + ": " + root.text
    Accessible.description: root.note

    background: Rectangle {
        radius: Theme.radius
        color: root.down || root.chosen ? Theme.tint : Theme.surface
        border.width: root.lit ? 8 : root.chosen ? 6 : Theme.stroke
        border.color: root.lit ? Theme.focus : root.chosen || root.down ? Theme.action : Theme.line

        Loader {
            anchors {
                right: parent.right
                rightMargin: 24
                verticalCenter: parent.verticalCenter
            }
            active: root.chosen

            sourceComponent: Icon {
                name: "pencil"
                size: 44
                color: Theme.action
            }
        }
    }

    contentItem: Text {
        id: words

        leftPadding: 24
        rightPadding: root.chosen ? 78 : 18
        verticalAlignment: Text.AlignVCenter
        // The name is what matters; it stands in bold between its caption and its note.
        text: (root.caption === "" ? "" : "<span style=\"font-size:" + Theme.small + "px\">" + root.caption + "</span><br>") + "<b>" + root.text + "</b>" + (root.note === "" ? "" : "<br><span style=\"font-size:" + Theme.small + "px\">" + root.note + "</span>")
        textFormat: Text.StyledText
        wrapMode: Text.Wrap
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.body
        renderType: Text.QtRendering
        Accessible.ignored: true
    }
}
