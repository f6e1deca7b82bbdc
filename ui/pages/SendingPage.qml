import QtQuick
import ui.controls
import ui.theme

/*!
    A moment of patience. Nothing can be touched, so that nothing is sent twice.
*/
FocusScope {
    id: root

    Accessible.role: Accessible.Pane
    Accessible.name: sentence.text

    Column {
        anchors.centerIn: parent
        width: root.width - 2 * Theme.margin
        spacing: 36

        Illustration {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "waiting"
            width: 480
        }

        Words {
            id: sentence

            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Sebentar, sedang disimpan")
            size: Theme.heading
            strong: true
            Accessible.role: Accessible.Heading
        }
    }
}
