pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    TOUCH: twelve targets on the whole screen, and a picture of where it felt the finger.
*/
MaintenanceRoom {
    id: root

    readonly property TouchViewModel touch: root.house.touch
    readonly property int across: Theme.landscape ? 4 : 3
    readonly property int down: root.touch.targets / root.across
    property Item cover: null

    room: root.touch
    heading: qsTr("Layar sentuh")
    reason: qsTr("Sentuh dua belas lingkaran, juga di sudut-sudut. Berhenti sendiri kalau 20 detik tidak ada sentuhan; dengan papan ketik: Esc.")

    KioskButton {
        objectName: "try-touch"
        width: root.half
        enabled: root.free
        iconName: "pointer"
        text: root.touch.tried ? qsTr("Coba lagi") : qsTr("Mulai")
        onClicked: root.touch.begin()
    }

    Panel {
        width: Math.min(root.contentWidth, 480)
        visible: root.touch.tried
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("%1 dari %2 sasaran terasa.").arg(root.touch.count).arg(root.touch.targets)

        Grid {
            columns: root.across
            spacing: Theme.gap

            Repeater {
                model: root.touch.felt

                Rectangle {
                    required property bool modelData

                    width: 84
                    height: 84
                    radius: 42
                    color: modelData ? Theme.good : "transparent"
                    border.width: Theme.stroke
                    border.color: modelData ? Theme.good : Theme.danger

                    Icon {
                        anchors.centerIn: parent
                        name: parent.modelData ? "check" : "x"
                        size: 48
                        color: parent.modelData ? (Theme.contrast ? "#000000" : "#FFFFFF") : Theme.danger
                    }
                }
            }
        }
    }

    Connections {
        target: root.touch

        function onChanged(): void {
            if (root.touch.running && !root.cover)
                root.cover = targets.createObject(root.Window.contentItem) as Item;
            else if (!root.touch.running && root.cover)
                root.uncover();
        }
    }

    Component.onDestruction: if (root.cover)
        root.cover.destroy()

    function uncover(): void {
        root.cover.destroy();
        root.cover = null;
        root.forceActiveFocus();
    }

    Component {
        id: targets

        FocusScope {
            id: sheet

            readonly property int size: 150

            function place(x: real, y: real): int {
                for (let index = 0; index < root.touch.targets; index++) {
                    const item = dots.itemAt(index);
                    if (x >= item.x && x < item.x + item.width && y >= item.y && y < item.y + item.height)
                        return index;
                }
                return -1;
            }

            objectName: "targets"
            anchors.fill: parent
            z: 12
            focus: true
            Accessible.role: Accessible.Dialog
            Accessible.name: qsTr("Sentuh semua lingkaran")
            Component.onCompleted: forceActiveFocus()
            Keys.onEscapePressed: root.touch.finish()
            Keys.onReturnPressed: root.touch.finish()
            // What lies beneath is not reached by keys either.
            Keys.onTabPressed: {}
            Keys.onBacktabPressed: {}

            Rectangle {
                anchors.fill: parent
                color: Theme.paper
            }

            MultiPointTouchArea {
                anchors.fill: parent
                mouseEnabled: true
                onPressed: points => {
                    patience.restart();
                    if (points.length > 1)
                        root.touch.doubled();
                    for (const point of points)
                        root.touch.touched(sheet.place(point.x, point.y));
                }
            }

            Repeater {
                id: dots

                model: root.touch.felt

                Rectangle {
                    required property bool modelData
                    required property int index

                    x: Math.round(index % root.across * (sheet.width - width) / (root.across - 1))
                    y: Math.round(Math.floor(index / root.across) * (sheet.height - height) / (root.down - 1))
                    width: sheet.size
                    height: sheet.size
                    radius: sheet.size / 2
                    color: modelData ? Theme.action : Theme.surface
                    border.width: 6
                    border.color: Theme.action
                    Accessible.role: Accessible.StaticText
                    Accessible.name: modelData ? qsTr("Lingkaran %1, terasa").arg(index + 1) : qsTr("Lingkaran %1").arg(index + 1)

                    Icon {
                        anchors.centerIn: parent
                        visible: parent.modelData
                        name: "check"
                        size: 72
                        color: Theme.actionInk
                    }
                }
            }

            Column {
                // Between the rows of targets.
                x: (sheet.width - width) / 2
                y: sheet.height / 2 - height / 2
                width: Math.min(sheet.width - 2 * sheet.size - 2 * Theme.margin, 26 * Theme.body)
                spacing: Theme.gap

                Words {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTr("Sentuh semua lingkaran")
                    size: Theme.title
                    strong: true
                    Accessible.role: Accessible.Heading
                }

                Words {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTr("%1 dari %2").arg(root.touch.count).arg(root.touch.targets)
                    size: Theme.title
                }
            }

            Timer {
                id: patience

                interval: 20000
                running: true
                onTriggered: root.touch.finish()
            }
        }
    }
}
