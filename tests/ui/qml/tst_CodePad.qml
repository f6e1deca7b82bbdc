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

        keys: "code"
        alphabet: "23456789ABCDEFGH"
    }

    CodePad {
        id: pad

        target: entry
        width: 960
        height: 420
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
        name: "CodePad"
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

        function test_only_symbols_of_a_code_can_be_typed() {
            compare(keys(pad).map(one => one.text).join(""), entry.alphabet);
            mouseClick(key("A"));
            compare(typed.signalArguments[0][0], "A");
        }

        function test_a_wrong_symbol_can_be_taken_back() {
            mouseClick(key("Hapus"));
            compare(erased.count, 1);
        }

        function test_every_key_is_large_enough() {
            verify(keys(pad).every(one => one.width >= 96 && one.height >= 96));
        }
    }
}
