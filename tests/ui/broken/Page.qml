pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/*!
    A page with nothing wrong, and with exactly one thing wrong when `fault` names it. tests/ui/test_inspection.py knows them.
*/
Rectangle {
    id: root

    property string fault
    property bool dialog: root.fault === "tab leaves a dialog" || root.fault === "a dialog that keeps Tab"
    readonly property color ink: "#14232B"
    readonly property color action: "#0A4F5C"

    width: 1080
    height: 1920
    color: "#FBF7EF"

    component Words: Text {
        width: 960
        color: root.ink
        font.family: "Atkinson Hyperlegible Next"
        font.pixelSize: 34
        wrapMode: Text.Wrap
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    component Push: T.AbstractButton {
        id: push

        property color edge: root.action
        property color words: root.action

        width: 400
        height: 120
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.Button
        Accessible.name: push.text

        background: Rectangle {
            radius: 16
            color: "#FFFFFF"
            border.width: 3
            border.color: push.edge
        }

        contentItem: Item {
            Text {
                anchors.centerIn: parent
                text: push.text
                color: push.words
                font.family: "Atkinson Hyperlegible Next"
                font.pixelSize: 34
                Accessible.ignored: true
            }
        }
    }

    // An icon is known by its type and its properties, as in ui.controls.
    component Icon: Image {
        property string name
        property color color

        width: 48
        height: 48
        Accessible.ignored: true

        Rectangle {
            anchors.centerIn: parent
            width: 20
            height: 20
            color: parent.color
        }
    }

    Words {
        x: 60
        y: 60
        text: "Satu pertanyaan"
        font.pixelSize: 58
        Accessible.role: root.fault === "no heading" ? Accessible.StaticText : Accessible.Heading
    }

    Words {
        x: 60
        y: 160
        text: "Satu kalimat yang menjelaskannya."
        Accessible.role: root.fault === "two headings" ? Accessible.Heading : Accessible.StaticText
    }

    Words {
        x: 60
        y: 240
        width: root.fault === "elided" ? 300 : 960
        wrapMode: root.fault === "elided" ? Text.NoWrap : Text.Wrap
        elide: root.fault === "elided" ? Text.ElideRight : Text.ElideNone
        text: "Kalimat ini boleh selesai sampai ke titiknya."
    }

    Words {
        x: 60
        y: 310
        width: root.fault === "broken word" ? 300 : 960
        text: "Pertanggungjawabannya"
    }

    Item {
        x: 60
        y: 410
        width: 960
        height: root.fault === "cut" ? 24 : 60
        clip: true

        Words {
            text: "Di dalam sebuah bingkai"
        }
    }

    Words {
        x: root.fault === "outside" ? 1090 : 60
        y: 490
        text: "Di dalam layar"
    }

    Words {
        x: 60
        y: root.fault === "texts overlap" ? 495 : 550
        text: "Di bawahnya"
    }

    Words {
        x: 60
        y: 610
        text: "Huruf kecil"
        font.pixelSize: root.fault === "small text" ? 20 : 34
    }

    Words {
        x: 60
        y: 670
        text: "Huruf samar"
        color: root.fault === "pale text" ? "#8A8A8A" : root.ink
    }

    Icon {
        x: 900
        y: 660
        name: "check"
        color: root.fault === "pale icon" ? "#D8CDB9" : root.action
    }

    Words {
        x: 60
        y: 730
        text: "Tidak terdengar"
        Accessible.ignored: root.fault === "text without a voice"
    }

    Push {
        x: 60
        y: 800
        width: root.fault === "small target" ? 90 : 400
        text: "Satu"
    }

    Push {
        x: root.fault === "too close" ? 462 : root.fault === "controls overlap" ? 440 : 560
        y: 800
        text: root.fault === "same name" ? "Satu" : "Dua"
    }

    Push {
        x: 60
        y: 960
        text: root.fault === "no name" ? "" : "Tiga"
    }

    Push {
        x: 560
        y: 960
        text: "Empat"
        edge: root.fault === "pale border" ? "#E8E0D0" : root.action
        Accessible.role: root.fault === "no role" ? Accessible.StaticText : Accessible.Button
    }

    Push {
        x: 60
        y: 1120
        text: "Lima"
        checkable: root.fault !== "unchecked box"
        Accessible.role: Accessible.CheckBox
    }

    Push {
        x: 560
        y: 1120
        text: "Enam"
        enabled: false
        words: root.fault === "pale and disabled" ? "#A0A0A0" : "#5E6E76"
    }

    Push {
        x: 60
        y: 1280
        text: "Tujuh"
        focusPolicy: root.fault === "no tab" ? Qt.NoFocus : Qt.TabFocus
    }

    Words {
        id: early

        x: 560
        y: root.fault === "text on a control" ? 1160 : 1300
        width: 400
        text: "Delapan"
    }

    Words {
        x: 60
        y: root.fault === "wrong order" ? 1560 : 1500
        text: "Dibaca lebih dulu"
    }

    Words {
        x: 60
        y: root.fault === "wrong order" ? 1500 : 1560
        text: "Dibaca kemudian"
    }

    Flickable {
        // What has to be scrolled to is reached, in one direction only.
        x: 60
        y: 1640
        width: 960
        height: 140
        contentWidth: root.fault === "sideways" ? 1200 : width
        contentHeight: 400
        clip: true

        Words {
            y: 300
            text: "Jauh di bawah, tetapi terjangkau"
        }
    }

    Rectangle {
        // A question above everything: only what it asks is looked at.
        anchors.fill: parent
        visible: root.fault === "beneath a question"
        color: "#B3073B45"

        Rectangle {
            anchors.centerIn: parent
            width: 800
            height: 400
            color: "#FBF7EF"

            Words {
                x: 60
                y: 60
                width: 600
                text: "Masih di sini?"
                font.pixelSize: 18
                Accessible.role: Accessible.Heading
            }
        }
    }

    FocusScope {
        // A dialog. What can have the focus before its first and behind its last control sends Tab round.
        id: dialog

        anchors.fill: parent
        visible: root.dialog
        Accessible.role: Accessible.Dialog
        Accessible.name: "Masih di sini?"

        Item {
            activeFocusOnTab: true
            Accessible.ignored: true
        }

        Rectangle {
            anchors.fill: parent
            color: root.ink
        }

        Rectangle {
            x: 60
            y: 600
            width: 960
            height: 500
            color: "#FBF7EF"

            Words {
                x: 60
                y: 60
                width: 600
                text: "Masih di sini?"
                Accessible.role: Accessible.Heading
            }

            Push {
                x: 60
                y: 200
                text: "Ya"
            }
        }

        Item {
            activeFocusOnTab: root.fault !== "tab leaves a dialog"
            Accessible.ignored: true
        }
    }

    TextInput {
        // One line moves along under its cursor.
        x: 560
        y: 1400
        width: 400
        height: 96
        visible: root.fault === ""
        clip: true
        text: "Jl. Kenanga Dalam, depan pos ronda, di sebelah warung"
        color: root.ink
        font.family: "Atkinson Hyperlegible Next"
        font.pixelSize: 34
        activeFocusOnTab: true
        Accessible.role: Accessible.EditableText
        Accessible.name: "Lokasi"
    }

    Rectangle {
        x: 60
        y: 750
        width: 200
        height: 40
        visible: root.fault === "covered"
        color: root.ink
    }
}
