pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    The nine places of a request's code, in threes. A hardware keyboard types into it as well as the docked keys, by `entry`.
*/
Item {
    id: root

    property string code
    property string alphabet
    property string name
    property bool wrong: false
    readonly property alias entry: keys
    readonly property real place: (root.width - 2 * 42 - 6 * 10) / 9

    signal typed(string symbol)
    signal erased

    implicitHeight: places.height
    activeFocusOnTab: true
    Accessible.role: Accessible.EditableText
    Accessible.name: root.name
    Accessible.description: root.code
    Accessible.focusable: true
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            root.erased();
        else if (event.text !== "" && root.alphabet.includes(event.text.toUpperCase()))
            root.typed(event.text.toUpperCase());
        else
            return;
        event.accepted = true;
    }

    Entry {
        id: keys

        keys: "code"
        alphabet: root.alphabet
        onTyped: text => root.typed(text)
        onErased: root.erased()
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
                        readonly property bool here: at === root.code.length

                        width: root.place
                        height: Theme.landscape ? 116 : 150
                        radius: 12
                        color: place.here ? Theme.tint : Theme.surface
                        border.width: place.here && root.activeFocus ? 8 : place.here || root.wrong ? 5 : Theme.stroke
                        border.color: root.wrong ? Theme.danger : place.here ? Theme.action : Theme.line

                        Text {
                            anchors.centerIn: parent
                            text: root.code.charAt(place.at)
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
