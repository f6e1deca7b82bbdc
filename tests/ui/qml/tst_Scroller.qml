import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Scroller {
        id: list

        width: 400
        height: 300
        contentWidth: width
        contentHeight: 1500

        Touchable {
            id: last

            y: 1300
            width: 400
            text: "Terakhir"
            background: Rectangle {}
        }
    }

    SignalSpy {
        id: clicks

        target: last
        signalName: "clicked"
    }

    TestCase {
        name: "Scroller"
        when: windowShown

        function test_it_stops_at_its_bounds() {
            compare(list.boundsBehavior, Flickable.StopAtBounds);
        }

        function test_dragged_to_its_end_it_takes_the_next_touch() {
            for (let times = 0; times < 6; times++)
                mouseDrag(list, 200, 280, 0, -270, Qt.LeftButton, Qt.NoModifier, 0);
            tryCompare(list, "moving", false, 2000);
            list.contentY = 1200;
            mouseClick(last);
            compare(clicks.count, 1);
        }
    }
}
