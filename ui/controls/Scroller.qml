import QtQuick

/*!
    A Flickable that stops at its bounds and never goes on feeling a movement that is over.

    \qml
    Scroller { anchors.fill: parent; contentWidth: width; contentHeight: column.height; Column { id: column } }
    \endqml
*/
Flickable {
    id: root

    clip: true
    boundsBehavior: Flickable.StopAtBounds

    // Qt 6.11 sometimes never ends a movement that was dragged to the very end: `moving` stays true, and every touch after
    // that only "stops" the list and presses nothing. May go when tests/ui/test_scrolling.py passes without it.
    Timer {
        running: root.moving && !root.dragging && !root.flicking
        interval: 150
        onTriggered: root.cancelFlick()
    }
}
