pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

/*!
    Life events as pictures side by side, all cards as high as the highest. `most`: so many at most, the last place then leads
    to the others.

    \qml
    EventGrid { width: 960; columns: 3; most: 9; model: finding.events; onPicked: event => finding.openEvent(event) }
    \endqml
*/
Grid {
    id: root

    property alias model: events.model
    property int most: 1000
    property int art: 140
    property bool notes: true // what else belongs to each
    /*! How many are shown. */
    readonly property int shown: events.count > root.most ? root.most - 1 : events.count
    readonly property real cell: (root.width - (root.columns - 1) * root.spacing) / root.columns
    readonly property real high: {
        let most = 0;
        for (let i = 0; i < root.children.length; i++)
            most = Math.max(most, root.children[i].visible ? root.children[i].implicitHeight : 0);
        return most;
    }

    signal picked(string event)
    signal others

    columns: 3
    spacing: Theme.gap

    Repeater {
        id: events

        EventCard {
            required property string event
            required property string title
            required property string about
            required drawing
            required property int index

            objectName: "event-" + event
            visible: index < root.shown
            width: root.cell
            height: root.high
            art: root.art
            iconName: "users"
            text: title
            note: root.notes ? about : ""
            onClicked: root.picked(event)
        }
    }

    EventCard {
        objectName: "event-others"
        visible: root.shown < events.count
        width: root.cell
        height: root.high
        art: root.art
        iconName: "layout-grid"
        text: qsTr("Keperluan lain")
        onClicked: root.others()
    }
}
