import QtQuick
import ui.controls
import ui.theme

/*!
    One row that was read off a KTP: the picture it comes from, the value in large letters, "Ubah".

    \qml
    KtpRow { label: "Nama lengkap"; value: "Siti Rahmawati"; picture: "ktp.nama"; doubtful: false; onChanged: ktp.change("nama") }
    \endqml
*/
Rectangle {
    id: root

    property string label
    property string value
    property string picture
    property bool doubtful: false
    readonly property bool stacked: root.width - change.width < 16 * Theme.body

    signal changed

    implicitHeight: words.implicitHeight + 2 * 20 + (root.stacked ? change.height : 0)
    radius: Theme.radius
    color: root.doubtful ? Theme.unsureTint : Theme.surface
    border.width: root.doubtful ? 4 : 2
    border.color: root.doubtful ? Theme.unsure : Theme.hairline
    Accessible.role: Accessible.Grouping
    Accessible.name: [root.label, root.value, root.doubtful ? look.text : ""].filter(part => part !== "").join(", ")

    Column {
        id: words

        x: 30
        y: 20
        width: root.width - 2 * 30 - (root.stacked ? 0 : change.width)
        spacing: 6

        Words {
            width: parent.width
            text: root.label
            size: Theme.small
            color: Theme.inkSoft
            Accessible.ignored: true
        }

        Image {
            width: Math.min(parent.width, implicitHeight > 0 ? height * implicitWidth / implicitHeight : 0)
            height: 60
            visible: root.picture !== ""
            fillMode: Image.PreserveAspectFit
            horizontalAlignment: Image.AlignLeft
            cache: false
            source: root.picture === "" ? "" : "image://answer/" + root.picture + "/0"
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            text: root.value
            size: Theme.title
            strong: true
            lineHeight: 1.1
            Accessible.ignored: true
        }

        Row {
            visible: root.doubtful
            spacing: 12

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "circle-alert"
                size: 40
                color: Theme.unsure
            }

            Words {
                id: look

                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Periksa lagi")
                size: Theme.small
                strong: true
                color: Theme.unsure
                Accessible.ignored: true
            }
        }
    }

    KioskButton {
        id: change

        x: root.width - width - 12
        y: root.stacked ? root.height - height - 12 : (root.height - height) / 2
        kind: "quiet"
        iconName: "pencil"
        text: qsTr("Ubah")
        objectName: "change-" + root.objectName
        Accessible.name: qsTr("Ubah %1").arg(root.label)
        Accessible.description: root.value
        onClicked: root.changed()
    }
}
