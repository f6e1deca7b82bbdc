pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Our keyboard: letters with é and the apostrophe, digits always in sight, a second sheet with marks.

    \qml
    LetterKeys { target: page.entry }
    \endqml
*/
Item {
    id: root

    required property Entry target
    property bool shift: false
    property bool marks: false
    readonly property bool capital: root.shift !== (root.target ? root.target.capital : false)
    readonly property real gapX: 8
    readonly property real keyWidth: (root.width - 9 * root.gapX) / 10
    readonly property real keyHeight: (root.height - 4 * root.gapX) / 5

    function write(text: string): void {
        if (root.target)
            root.target.typed(text);
        root.shift = false;
    }

    Column {
        spacing: root.gapX

        Repeater {
            model: root.marks ? ["1234567890", "@#%&+():!?"] : ["1234567890", "qwertyuiop", "asdfghjklé"]

            Row {
                id: line

                required property string modelData

                spacing: root.gapX

                Repeater {
                    model: line.modelData.split("")

                    Key {
                        required property string modelData

                        width: root.keyWidth
                        height: root.keyHeight
                        text: root.capital ? modelData.toUpperCase() : modelData
                        onClicked: root.write(text)
                    }
                }
            }
        }

        Row {
            spacing: root.gapX
            visible: !root.marks

            Key {
                width: root.keyWidth
                height: root.keyHeight
                dark: true
                on: root.shift
                iconName: "arrow-big-up"
                objectName: "shift"
                spokenName: qsTr("Huruf besar")
                onClicked: root.shift = !root.shift
            }

            Repeater {
                model: "zxcvbnm'".split("")

                Key {
                    required property string modelData

                    width: root.keyWidth
                    height: root.keyHeight
                    text: root.capital ? modelData.toUpperCase() : modelData
                    onClicked: root.write(text)
                }
            }

            Key {
                width: root.keyWidth
                height: root.keyHeight
                dark: true
                iconName: "delete"
                spokenName: qsTr("Hapus")
                autoRepeat: true
                onClicked: if (root.target) root.target.erased()
            }
        }

        Row {
            spacing: root.gapX
            visible: root.marks

            Repeater {
                model: ["\"", "'", ";", "-", "/", ",", "."]

                Key {
                    required property string modelData

                    width: root.keyWidth
                    height: root.keyHeight
                    text: modelData
                    onClicked: root.write(text)
                }
            }

            Key {
                width: 3 * root.keyWidth + 2 * root.gapX
                height: root.keyHeight
                dark: true
                iconName: "delete"
                spokenName: qsTr("Hapus")
                autoRepeat: true
                onClicked: if (root.target) root.target.erased()
            }
        }

        Row {
            spacing: root.gapX

            Key {
                width: 1.5 * root.keyWidth + 0.5 * root.gapX
                height: root.keyHeight
                dark: true
                text: root.marks ? "abc" : "?!@"
                objectName: "marks"
                size: Math.round(Theme.key * 0.8)
                spokenName: root.marks ? qsTr("Huruf") : qsTr("Tanda baca")
                onClicked: root.marks = !root.marks
            }

            Key {
                width: root.keyWidth
                height: root.keyHeight
                text: ","
                onClicked: root.write(text)
            }

            Key {
                width: 4 * root.keyWidth + 3 * root.gapX + (lineKey.visible ? 0 : lineKey.width + root.gapX)
                height: root.keyHeight
                objectName: "space"
                text: qsTr("spasi")
                size: Math.round(Theme.key * 0.8)
                onClicked: root.write(" ")
            }

            Key {
                width: root.keyWidth
                height: root.keyHeight
                text: "."
                onClicked: root.write(text)
            }

            Key {
                width: root.keyWidth
                height: root.keyHeight
                text: root.marks ? "/" : "-"
                onClicked: root.write(text)
            }

            Key {
                id: lineKey

                width: 1.5 * root.keyWidth + 0.5 * root.gapX
                height: root.keyHeight
                visible: root.target ? root.target.lines : false
                dark: true
                objectName: "enter"
                iconName: "corner-down-left"
                spokenName: qsTr("Baris baru")
                onClicked: root.write("\n")
            }
        }
    }
}
