import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    DigitBox {
        id: box

        width: 400
        name: "Jumlah"
        text: "12"
        after: "orang"
    }

    SignalSpy {
        id: typed

        target: box
        signalName: "typed"
    }

    SignalSpy {
        id: erased

        target: box
        signalName: "erased"
    }

    TestCase {
        name: "DigitBox"
        when: windowShown

        function init() {
            typed.clear();
            erased.clear();
            box.active = false;
            box.active = true;
        }

        function test_a_hardware_keyboard_types_digits_and_nothing_else() {
            for (const key of [Qt.Key_0, Qt.Key_9, Qt.Key_A, Qt.Key_Minus])
                keyClick(key);
            compare(typed.signalArguments.map(one => one[0]), ["0", "9"]);
            keyClick(Qt.Key_Backspace);
            compare(erased.count, 1);
        }

        function test_active_it_takes_the_focus_and_shows_it() {
            verify(box.activeFocus);
            const active = grabImage(box);
            box.active = false;
            verify(!grabImage(box).equals(active));
        }

        function test_wrong_it_looks_different() {
            const before = grabImage(box);
            box.wrong = true;
            verify(!grabImage(box).equals(before));
            box.wrong = false;
        }

        function test_it_is_told_as_a_place_to_type_with_its_name() {
            compare(box.Accessible.role, Accessible.EditableText);
            compare(box.Accessible.name, "Jumlah");
        }

        function test_a_finger_hits_it() {
            verify(box.implicitHeight >= 96);
        }
    }
}
