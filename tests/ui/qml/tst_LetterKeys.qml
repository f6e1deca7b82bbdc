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

        keys: "letters"
    }

    LetterKeys {
        id: pad

        target: entry
        width: 960
        height: 532
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
        name: "LetterKeys"
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

        function test_letters_with_accent_apostrophe_and_space_can_be_typed() {
            for (const one of ["s", "i", "t", "i"])
                mouseClick(key(one));
            mouseClick(findChild(pad, "space"));
            mouseClick(key("é"));
            mouseClick(key("'"));
            compare(typed.signalArguments.map(one => one[0]).join(""), "siti é'");
        }

        function test_a_capital_is_written_where_the_field_wants_one() {
            entry.capital = true;
            mouseClick(key("S"));
            compare(typed.signalArguments[0][0], "S");
            entry.capital = false;
            verify(key("s") !== undefined);
        }

        function test_shift_holds_for_one_letter() {
            mouseClick(findChild(pad, "shift"));
            mouseClick(key("S"));
            verify(key("s") !== undefined);
            compare(typed.signalArguments[0][0], "S");
        }

        function test_marks_have_a_sheet_of_their_own() {
            mouseClick(findChild(pad, "marks"));
            waitForRendering(pad);
            mouseClick(key("@"));
            mouseClick(findChild(pad, "marks"));
            compare(typed.signalArguments[0][0], "@");
            verify(key("q") !== undefined);
        }

        function test_a_new_line_is_offered_only_where_there_are_lines() {
            verify(!findChild(pad, "enter").visible);
            entry.lines = true;
            waitForRendering(pad);
            mouseClick(findChild(pad, "enter"));
            compare(typed.signalArguments[0][0], "\n");
            entry.lines = false;
        }

        function test_every_key_has_a_name_and_is_large_enough() {
            verify(keys(pad).length > 40);
            for (const one of keys(pad)) {
                verify(one.Accessible.name !== "");
                verify(one.width >= 64 && one.height >= 64, one.text + " " + one.width + "x" + one.height);
            }
        }
    }
}
