import QtQuick
import ui.controls
import ui.theme

/*!
    One possible answer with its picture above the words: for yes and no, and wherever a drawing says it faster.

    \qml
    PictureCard { text: qsTr("Ya"); iconName: "check"; chosen: true; onClicked: field.toggle("ya") }
    \endqml
*/
Touchable {
    id: root

    property bool chosen: false
    property bool many: false
    property string iconName
    property string drawing
    readonly property int art: root.drawing !== "" ? (Theme.landscape ? 150 : 200) : 96

    implicitHeight: root.art + words.implicitHeight + 3 * 24
    checkable: true
    ticked: root.chosen
    Accessible.role: root.many ? Accessible.CheckBox : Accessible.RadioButton

    background: Rectangle {
        radius: Theme.radius
        color: !root.enabled ? Theme.disabled : root.down || root.chosen ? Theme.tint : Theme.surface
        border.width: root.chosen || root.wrong ? 6 : Theme.stroke
        border.color: root.wrong ? Theme.danger : root.chosen || root.down ? Theme.action : Theme.line

        FocusRing {
            visible: root.lit
            radius: Theme.radius
        }
    }

    contentItem: Item {
        Illustration {
            visible: root.drawing !== ""
            y: 24
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.drawing
            sourceSize: Qt.size(0, root.art)
        }

        Icon {
            visible: root.drawing === ""
            y: 24
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.iconName
            size: root.art
            color: Theme.action
        }

        Rectangle {
            // Meaning never by colour and frame alone.
            x: 24
            y: 24
            width: 48
            height: 48
            radius: root.many ? 10 : 24
            color: root.chosen ? Theme.action : Theme.surface
            border.width: root.chosen ? 0 : Theme.stroke
            border.color: Theme.line

            Icon {
                anchors.centerIn: parent
                visible: root.chosen
                name: "check"
                size: 36
                color: Theme.actionInk
            }
        }

        Words {
            id: words

            x: 12
            y: root.art + 48
            width: root.width - 24
            horizontalAlignment: Text.AlignHCenter
            text: root.text
            size: root.drawing === "" ? Theme.title : Theme.body
            font.weight: root.chosen ? Font.Bold : Font.DemiBold
            lineHeight: 1.1
            Accessible.ignored: true
        }
    }
}
