import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The map itself: a touch sets the pin, the arrow keys move it, plus and minus zoom.

    \qml
    MapBoard { map: field.map; width: 960; height: 700 }
    \endqml
*/
Touchable {
    id: root

    required property MapViewModel map
    property bool felt: false // by a finger, at pressX and pressY
    property string picture // the name under which the picture is drawn: the field's id

    readonly property color water: Theme.contrast ? "#2F5FA8" : "#A9CCDC"

    function hex(colour: color): string {
        return String(colour).slice(-6);
    }

    padding: 0
    Accessible.name: root.map.said === "" ? qsTr("Peta %1. Sentuh tempatnya.").arg(root.map.name) : qsTr("Peta %1. Tanda Anda %2.").arg(root.map.name).arg(root.map.said)
    Accessible.description: qsTr("Tombol panah menggeser tanda.")
    onWidthChanged: root.map.resize(width, height)
    onHeightChanged: root.map.resize(width, height)
    onPressed: root.felt = true
    onCanceled: root.felt = false
    onClicked: {
        // Enter, and a screen reader's press, come without a place: they set the pin where the map begins.
        if (root.felt)
            root.map.touch(root.pressX, root.pressY);
        else
            root.map.nudge(0, 0);
        root.felt = false;
    }
    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_Left:
            root.map.nudge(-1, 0);
            break;
        case Qt.Key_Right:
            root.map.nudge(1, 0);
            break;
        case Qt.Key_Up:
            root.map.nudge(0, -1);
            break;
        case Qt.Key_Down:
            root.map.nudge(0, 1);
            break;
        case Qt.Key_Space:
            root.map.nudge(0, 0);
            break;
        case Qt.Key_Plus:
            root.map.zoom(1);
            break;
        case Qt.Key_Minus:
            root.map.zoom(-1);
            break;
        default:
            return;
        }
        event.accepted = true;
    }

    background: Item {
        clip: true

        Image {
            anchors.fill: parent
            cache: false
            source: "image://answer/" + root.picture + "/" + root.map.revision + "/" + [Theme.contrast ? Theme.disabled : Theme.keys, Theme.surface, Theme.contrast ? "#606060" : Theme.hairline, root.water, Theme.ink].map(colour => root.hex(colour)).join("/") + "/" + Theme.small
            Accessible.ignored: true
        }

        Rectangle {
            // The pin stands on its point; a ring says where that is.
            x: root.map.pinX - width / 2
            y: root.map.pinY - height / 2
            visible: root.map.placed
            width: 44
            height: 44
            radius: 22
            color: "transparent"
            border.width: 6
            border.color: Theme.contrast ? Theme.action : Theme.danger
        }

        Item {
            x: root.map.pinX - 54
            y: root.map.pinY - 104
            visible: root.map.placed
            width: 108
            height: 108

            Rectangle {
                // White beneath the lines, so that the pin stands out from roads and names.
                x: 24
                y: 14
                width: 60
                height: 60
                radius: 30
                color: Theme.surface
            }

            Icon {
                name: "map-pin"
                size: 108
                color: Theme.contrast ? Theme.action : Theme.danger
            }
        }

        Rectangle {
            anchors.fill: parent
            radius: 4
            color: "transparent"
            border.width: root.wrong ? 6 : Theme.stroke
            border.color: root.wrong ? Theme.danger : Theme.line
        }

        FocusRing {
            visible: root.lit
        }
    }
}
