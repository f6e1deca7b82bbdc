import ui.controls
import ui.viewmodels

/*!
    "Cetak status", and, as long as it is so, how far that is: "Status · Sedang dicetak".

    \qml
    PaperButton { paper: track.statusPaper; words: qsTr("Cetak status"); what: qsTr("Status"); onClicked: track.printStatus() }
    \endqml
*/
KioskButton {
    id: root

    required property PaperViewModel paper
    property string words // what it does
    property string what // what it is about

    kind: "secondary"
    iconName: root.paper.mood === "good" ? "check" : "printer"
    enabled: root.paper.printable
    text: root.paper.button === "" ? root.words : root.what + " · " + root.paper.button
}
