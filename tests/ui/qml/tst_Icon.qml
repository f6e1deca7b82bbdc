import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Icon {
        id: icon

        name: "printer"
        size: 64
    }

    TestCase {
        name: "Icon"
        when: windowShown

        function test_it_is_drawn_in_the_colour_it_is_given() {
            icon.color = "#FF0000";
            tryCompare(icon, "status", Image.Ready);
            const red = grabImage(icon);
            icon.color = "#0000FF";
            tryCompare(icon, "status", Image.Ready);
            verify(!grabImage(icon).equals(red));
        }

        function test_without_a_name_nothing_is_asked_for() {
            icon.name = "";
            compare(String(icon.source), "");
            icon.name = "printer";
        }

        function test_it_is_as_large_as_it_is_told_and_sharp() {
            compare(icon.width, 64);
            compare(icon.sourceSize.width, 64);
        }

        function test_screen_readers_pass_over_it() {
            verify(icon.Accessible.ignored);
        }
    }
}
