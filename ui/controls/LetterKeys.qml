pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Our keyboard: letters with é and the apostrophe, digits always in sight, a second sheet with marks. Every row has a name,
    by which the guide walks it (`ui/guide.py`).

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
    // A mark by itself is not heard.
    readonly property var heard: ({
            ".": qsTr("titik"),
            ",": qsTr("koma"),
            "-": qsTr("tanda hubung"),
            "/": qsTr("garis miring"),
            "'": qsTr("apostrof"),
            "\"": qsTr("tanda kutip"),
            ";": qsTr("titik koma"),
            ":": qsTr("titik dua"),
            "!": qsTr("tanda seru"),
            "?": qsTr("tanda tanya"),
            "@": qsTr("tanda et"),
            "#": qsTr("tanda pagar"),
            "%": qsTr("persen"),
            "&": qsTr("tanda dan"),
            "+": qsTr("tambah"),
            "(": qsTr("kurung buka"),
            ")": qsTr("kurung tutup"),
            "é": qsTr("e dengan garis"),
            "É": qsTr("e dengan garis")
        })
    readonly property real keyWidth: (root.width - 9 * root.gapX) / 10
    readonly property real keyHeight: (root.height - 4 * root.gapX) / 5

    function nameOf(text: string): string {
        return root.heard[text] ?? text;
    }

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
                readonly property string last: modelData.charAt(modelData.length - 1)

                spacing: root.gapX
                Accessible.role: Accessible.Grouping
                Accessible.name: modelData.startsWith("@") ? qsTr("Baris tanda baca") : qsTr("Baris %1 sampai %2").arg(modelData.charAt(0)).arg(last === "é" ? "l" : last)

                Repeater {
                    model: line.modelData.split("")

                    Key {
                        required property string modelData

                        width: root.keyWidth
                        height: root.keyHeight
                        text: root.capital ? modelData.toUpperCase() : modelData
                        spokenName: root.nameOf(text)
                        onClicked: root.write(text)
                    }
                }
            }
        }

        Row {
            spacing: root.gapX
            visible: !root.marks
            Accessible.role: Accessible.Grouping
            Accessible.name: qsTr("Baris %1 sampai %2").arg("z").arg("m")

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
                    spokenName: root.nameOf(text)
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
            Accessible.role: Accessible.Grouping
            Accessible.name: qsTr("Baris tanda kutip")

            Repeater {
                model: ["\"", "'", ";", "-"]

                Key {
                    required property string modelData

                    width: 1.75 * root.keyWidth + 0.75 * root.gapX
                    height: root.keyHeight
                    text: modelData
                    spokenName: root.nameOf(text)
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
            Accessible.role: Accessible.Grouping
            Accessible.name: qsTr("Baris spasi")

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
                spokenName: root.nameOf(text)
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
                spokenName: root.nameOf(text)
                onClicked: root.write(text)
            }

            Key {
                width: root.keyWidth
                height: root.keyHeight
                text: root.marks ? "/" : "-"
                spokenName: root.nameOf(text)
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
