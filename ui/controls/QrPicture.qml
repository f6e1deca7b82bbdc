import QtQuick

/*!
    A QR code, scaled by whole dots so that any scanner reads it. White around it in every theme.

    \qml
    QrPicture { source: done.qr; width: 320 }
    \endqml
*/
Rectangle {
    id: root

    property url source
    readonly property int dots: picture.implicitWidth > 0 ? Math.max(1, Math.floor(root.width / picture.implicitWidth)) : 1

    height: root.width
    color: "#FFFFFF"
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Kode QR permohonan Anda")

    Image {
        id: picture

        anchors.centerIn: parent
        width: implicitWidth * root.dots
        height: implicitHeight * root.dots
        smooth: false
        cache: false // nothing of one resident stays for the next
        source: root.source
        Accessible.ignored: true
    }
}
