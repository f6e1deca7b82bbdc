pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    "Tampilan": how large, how dark, how low. The page behind changes at once; nothing that was answered is lost.

    \qml
    LookSheet { size: kiosk.text; contrast: kiosk.contrast; reach: kiosk.reach; onSized: size => kiosk.setText(size) }
    \endqml
*/
Question {
    id: root

    required property string size
    required property bool contrast
    required property bool reach

    signal sized(string size)
    signal contrasted(bool on)
    signal reached(bool on)

    iconName: "a-large-small"
    heading: qsTr("Atur tampilan")
    yes: qsTr("Sudah pas")

    Row {
        id: sizes

        width: parent ? parent.width : 0
        spacing: Theme.gap

        Repeater {
            model: [
                {
                    "size": "normal",
                    "scale": 1,
                    "name": qsTr("Huruf biasa")
                },
                {
                    "size": "large",
                    "scale": 1.3,
                    "name": qsTr("Huruf besar")
                },
                {
                    "size": "largest",
                    "scale": 1.6,
                    "name": qsTr("Huruf terbesar")
                }
            ]

            Touchable {
                id: letter

                required property var modelData
                readonly property bool chosen: root.size === modelData.size

                objectName: "text-" + modelData.size
                width: (sizes.width - 2 * Theme.gap) / 3
                implicitHeight: 156
                text: modelData.name
                checkable: true
                ticked: letter.chosen
                Accessible.role: Accessible.RadioButton
                onClicked: root.sized(modelData.size)

                background: Rectangle {
                    radius: Theme.radius
                    color: letter.down || letter.chosen ? Theme.tint : Theme.surface
                    border.width: letter.chosen ? 6 : Theme.stroke
                    border.color: letter.chosen || letter.down ? Theme.action : Theme.line

                    FocusRing {
                        visible: letter.lit
                        radius: Theme.radius
                    }
                }

                contentItem: Item {
                    Words {
                        anchors.centerIn: parent
                        text: "Aa"
                        size: Math.round(54 * letter.modelData.scale)
                        strong: letter.chosen
                        Accessible.ignored: true
                    }

                    Icon {
                        anchors {
                            right: parent.right
                            top: parent.top
                            margins: 14
                        }
                        visible: letter.chosen
                        name: "circle-check"
                        size: 40
                        color: Theme.action
                    }
                }
            }
        }
    }

    ChoiceCard {
        objectName: "contrast"
        width: parent ? parent.width : 0
        many: true
        text: qsTr("Warna kontras")
        note: qsTr("Huruf putih di atas hitam, untuk mata yang kurang awas.")
        chosen: root.contrast
        onClicked: root.contrasted(!root.contrast)
    }

    ChoiceCard {
        objectName: "reach"
        width: parent ? parent.width : 0
        many: true
        text: qsTr("Tombol di bawah")
        note: qsTr("Semua tombol turun, supaya terjangkau dari kursi roda atau sambil duduk.")
        chosen: root.reach
        onClicked: root.reached(!root.reach)
    }
}
