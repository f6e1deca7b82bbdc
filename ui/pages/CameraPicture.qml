import QtQuick
import ui.theme
import ui.viewmodels

/*!
    What the camera sees while it looks for codes. Give it a width; the height follows from the picture.
*/
Rectangle {
    id: root

    required property WatchViewModel watch
    property string name

    implicitHeight: Math.round(width / root.watch.aspect)
    radius: Theme.radius
    color: Theme.deep
    border.width: Theme.stroke
    border.color: Theme.line
    Accessible.role: Accessible.Graphic
    Accessible.name: root.name

    Image {
        anchors.fill: parent
        anchors.margins: 6
        visible: root.watch.live
        fillMode: Image.PreserveAspectFit
        cache: false
        source: root.watch.live ? "image://answer/watch/" + root.watch.revision : ""
        Accessible.ignored: true
    }
}
