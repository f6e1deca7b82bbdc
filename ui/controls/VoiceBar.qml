pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    What voice mode is worked with, at the very bottom of the screen: the sentence being said, and four controls. The two
    that are needed most lie in the corners, where a hand that slides along the frame finds them: "Berikutnya" at the left,
    "Pilih" at the right, where "Lanjut" is on every page. Pages are walked downwards, so the arrows point down and up. In
    landscape, where height is dear, the caption stands between them. Without `walking` only the caption is there.

    \qml
    VoiceBar { caption: voice.caption; walking: kiosk.voice; onNext: guide.next(); onChosen: guide.choose() }
    \endqml
*/
Rectangle {
    id: root

    property string caption
    property bool walking: true
    readonly property int tall: Theme.landscape ? 168 : 186
    readonly property int part: root.walking ? (Theme.landscape ? 264 : (root.width - 2 * root.pad - 3 * Theme.unit) / 4) : 0
    readonly property int pad: Theme.unit
    readonly property bool stacked: root.walking && !Theme.landscape // the caption above the controls

    signal next
    signal previous
    signal repeated
    signal chosen

    implicitHeight: root.stacked ? root.tall + words.height + 3 * root.pad : root.tall + 2 * root.pad
    color: Theme.deep
    Accessible.role: Accessible.ToolBar
    Accessible.name: root.caption || qsTr("Suara")

    Rectangle {
        width: parent.width
        height: 4
        color: Theme.thread
    }

    Text {
        id: words

        readonly property int side: root.walking && Theme.landscape ? 2 * (root.part + Theme.unit) : 0

        x: 36 + words.side
        y: root.pad + 4
        width: root.width - 2 * x
        height: root.stacked ? 168 : root.tall - 4
        horizontalAlignment: root.walking && Theme.landscape ? Text.AlignHCenter : Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        text: root.caption
        color: Theme.deepInk
        font.family: Theme.family
        font.pixelSize: Math.min(72, Math.round(Theme.title * 1.25))
        font.weight: Font.DemiBold
        fontSizeMode: Text.Fit
        minimumPixelSize: 28
        lineHeight: 1.1
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        renderType: Text.QtRendering
        Accessible.ignored: true // it says what a screen reader reads anyway
    }

    Control {
        x: root.pad
        objectName: "voice-next"
        iconName: "arrow-down"
        text: qsTr("Berikutnya")
        onClicked: root.next()
    }

    Control {
        x: root.pad + root.part + Theme.unit
        objectName: "voice-previous"
        iconName: "arrow-up"
        text: qsTr("Sebelumnya")
        onClicked: root.previous()
    }

    Control {
        x: root.width - root.pad - 2 * root.part - Theme.unit
        objectName: "voice-repeat"
        iconName: "repeat"
        text: qsTr("Ulangi")
        onClicked: root.repeated()
    }

    Control {
        x: root.width - root.pad - root.part
        objectName: "voice-choose"
        iconName: "check"
        text: qsTr("Pilih")
        strong: true
        onClicked: root.chosen()
    }

    component Control: Touchable {
        id: control

        property string iconName
        property bool strong: false
        readonly property color ink: control.down ? (Theme.contrast ? Theme.actionInk : Theme.deepInk)
            : !Theme.contrast ? Theme.deep : control.strong ? Theme.actionInk : Theme.ink

        y: root.height - root.pad - height
        width: root.part
        height: root.tall
        visible: root.walking
        focusPolicy: Qt.NoFocus // it moves the focus, and never has it

        background: Rectangle {
            radius: Theme.radius
            color: control.down ? Theme.pressed : control.strong ? Theme.thread : Theme.contrast ? Theme.surface : Theme.paper
            border.width: Theme.contrast || control.down ? 4 : 0
            border.color: Theme.contrast && !control.down ? Theme.line : Theme.thread
        }

        contentItem: Item {
            Column {
                anchors.centerIn: parent
                spacing: 8

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: control.iconName
                    size: 72
                    color: control.ink
                }

                Text {
                    width: control.width - 12
                    horizontalAlignment: Text.AlignHCenter
                    text: control.text
                    color: control.ink
                    font.family: Theme.family
                    font.pixelSize: Math.round(38 * Math.min(1.3, Theme.textScale))
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: 28
                    font.weight: Font.Bold
                    Accessible.ignored: true
                }
            }
        }
    }
}
