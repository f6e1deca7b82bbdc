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

    TestCase {
        name: "Entry"
        when: windowShown

        function test_what_the_keys_write_arrives_at_whoever_offered_it() {
            const seven = Array.from(pad.children).find(key => key.text === "7");
            mouseClick(seven);
            compare(typed.signalArguments[0][0], "7");
        }

        function test_at_first_it_wants_nothing_special() {
            compare(entry.capital, false);
            compare(entry.lines, false);
            compare(entry.alphabet, "");
            compare(entry.month, 0);
        }
    }
}
