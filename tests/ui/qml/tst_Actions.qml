import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Actions {
        id: actions

        y: 900
        width: 960
        height: implicitHeight
        nextText: "Lanjut"
        backText: "Kembali"
    }

    SignalSpy {
        id: next

        target: actions
        signalName: "next"
    }

    SignalSpy {
        id: back

        target: actions
        signalName: "back"
    }

    TestCase {
        name: "Actions"
        when: windowShown

        function init() {
            next.clear();
            back.clear();
            actions.nextEnabled = true;
            actions.backText = "Kembali";
        }

        function cleanup() {
            Theme.landscape = false;
            Theme.textScale = 1;
            actions.width = 960;
        }

        function test_next_stands_right_of_back_and_each_does_its_own() {
            const on = findChild(actions, "next");
            const off = findChild(actions, "back");
            verify(on.x > off.x + off.width);
            mouseClick(on);
            mouseClick(off);
            compare(next.count, 1);
            compare(back.count, 1);
        }

        function test_in_landscape_next_stands_below_back() {
            Theme.landscape = true;
            actions.width = Theme.side;
            const on = findChild(actions, "next");
            const off = findChild(actions, "back");
            verify(on.y >= off.y + off.height);
            compare(on.width, off.width);
        }

        function test_alone_next_takes_the_whole_width() {
            actions.backText = "";
            compare(findChild(actions, "next").width, actions.width);
            verify(!findChild(actions, "back").visible);
        }

        function test_what_cannot_go_on_yet_does_not() {
            actions.nextEnabled = false;
            mouseClick(findChild(actions, "next"));
            compare(next.count, 0);
        }

        function test_a_long_word_of_back_takes_what_next_leaves() {
            Theme.textScale = 1.6;
            actions.backText = "Sebelumnya";
            const off = findChild(actions, "back");
            verify(off.width >= off.implicitWidth, off.width + " of " + off.implicitWidth);
            verify(findChild(actions, "next").width >= findChild(actions, "next").implicitWidth);
        }

        function test_the_largest_letters_stay_inside_the_buttons() {
            Theme.textScale = 1.6;
            for (const name of ["next", "back"]) {
                const button = findChild(actions, name);
                verify(button.height >= button.implicitHeight, name);
            }
        }
    }
}
