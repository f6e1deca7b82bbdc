import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Entry {
        id: entry

        keys: "months"
        month: 8
    }

    MonthPad {
        id: pad

        target: entry
        width: 960
        height: 520
    }

    SignalSpy {
        id: typed

        target: entry
        signalName: "typed"
    }

    SignalSpy {
        id: erased

        target: entry
        signalName: "erased"
    }

    SignalSpy {
        id: cleared

        target: entry
        signalName: "cleared"
    }

    TestCase {
        name: "MonthPad"
        when: windowShown

        function init() {
            typed.clear();
            erased.clear();
            cleared.clear();
        }

        /*! All keys that can be seen. */
        function keys(item) {
            const found = [];
            for (const child of item.children) {
                if (child.visible)
                    found.push(...(child instanceof Key ? [child] : keys(child)));
            }
            return found;
        }

        function key(text) {
            return keys(pad).find(one => one.text === text || one.spokenName === text);
        }

        function test_a_month_is_chosen_by_its_name() {
            mouseClick(key("Agustus"));
            mouseClick(key("Januari"));
            compare(typed.signalArguments.map(one => one[0]), ["8", "1"]);
        }

        function test_the_month_that_was_chosen_is_marked() {
            verify(key("Agustus").on);
            verify(!key("Juli").on);
        }

        function test_all_twelve_are_there_and_large_enough() {
            compare(keys(pad).length, 12);
            verify(keys(pad).every(one => one.width >= 96 && one.height >= 96));
        }
    }
}
