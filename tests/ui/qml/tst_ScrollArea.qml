import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    ScrollArea {
        id: area

        width: 600
        height: 500

        Column {
            width: parent.width

            Repeater {
                id: buttons

                model: 8

                KioskButton {
                    required property int index

                    width: 500
                    height: 120
                    text: "Tombol " + index
                }
            }
        }
    }

    ScrollArea {
        id: small

        x: 640
        width: 400
        height: 500

        Words {
            text: "Muat"
        }
    }

    TestCase {
        name: "ScrollArea"
        when: windowShown

        function init() {
            area.contentY = 0;
            Theme.motion = false;
        }

        function cleanup() {
            Theme.motion = true;
        }

        function arrow() {
            return area.children.find(child => child instanceof Touchable);
        }

        function test_what_fits_does_not_scroll_and_shows_no_arrow() {
            verify(!small.scrollable);
            verify(!small.children.find(child => child instanceof Touchable).visible);
        }

        function test_the_arrow_says_that_there_is_more_and_goes_there() {
            verify(area.scrollable);
            verify(area.more);
            verify(arrow().visible);
            const before = arrow().text;
            mouseClick(arrow());
            tryVerify(() => area.contentY > 0);
            mouseClick(arrow());
            tryVerify(() => !area.more);
            verify(arrow().text !== before);
            mouseClick(arrow());
            tryCompare(area, "contentY", 0);
        }

        function test_at_the_end_the_arrow_covers_nothing() {
            area.contentY = area.contentHeight - area.height;
            const last = buttons.itemAt(7);
            const bottom = last.mapToItem(area, 0, last.height).y;
            verify(bottom <= arrow().y, bottom + " against " + arrow().y);
        }

        function test_what_is_shown_lies_above_the_arrow() {
            const item = buttons.itemAt(3);
            verify(item.y + item.height < area.height, "in sight, but for the arrow");
            area.show(item);
            verify(item.mapToItem(area, 0, item.height).y <= arrow().y);
            verify(item.mapToItem(area, 0, 0).y >= 0);
        }

        function test_what_tab_reaches_comes_into_sight() {
            buttons.itemAt(6).forceActiveFocus(Qt.TabFocusReason);
            const item = buttons.itemAt(6);
            tryVerify(() => item.mapToItem(area, 0, item.height).y <= area.height);
            verify(item.mapToItem(area, 0, 0).y >= 0);
            item.focus = false;
        }
    }
}
