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

        keys: "digits"
    }

    NumberPad {
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
        name: "NumberPad"
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

        function test_every_digit_writes_itself() {
            for (const digit of "0123456789")
                mouseClick(key(digit));
            compare(typed.signalArguments.map(one => one[0]).join(""), "0123456789");
        }

        function test_one_key_erases_and_one_empties() {
            mouseClick(key("Hapus"));
            mouseClick(key("Kosongkan"));
            compare([erased.count, cleared.count], [1, 1]);
        }

        function test_the_digits_stand_as_on_a_telephone() {
            verify(key("1").y < key("4").y && key("4").y < key("7").y && key("7").y < key("0").y);
            verify(key("1").x < key("2").x && key("2").x < key("3").x);
        }

        function test_where_there_is_little_height_they_stand_in_two_rows() {
            pad.height = 200;
            compare(pad.columns, 6);
            verify(keys(pad).every(one => one.height >= 64));
            pad.height = 520;
            compare(pad.columns, 3);
        }

        function test_every_key_has_a_name_and_is_large_enough() {
            for (const one of keys(pad)) {
                verify(one.Accessible.name !== "");
                verify(one.width >= 96 && one.height >= 96);
            }
        }
    }
}
