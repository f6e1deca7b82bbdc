import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Entry {
        id: digits

        keys: "digits"
    }

    Entry {
        id: letters

        keys: "letters"
    }

    EntryDock {
        id: dock

        target: null
        width: 1080
        height: 540
    }

    TestCase {
        name: "EntryDock"
        when: windowShown

        function shown() {
            return Array.from(dock.children).filter(child => child.visible && (child instanceof LetterKeys || child instanceof NumberPad || child instanceof MonthPad || child instanceof CodePad));
        }

        function test_without_anything_to_fill_in_there_are_no_keys() {
            dock.target = null;
            verify(!dock.visible);
        }

        function test_each_field_gets_the_keys_it_asks_for() {
            dock.target = digits;
            verify(shown().length === 1 && shown()[0] instanceof NumberPad);
            dock.target = letters;
            verify(shown().length === 1 && shown()[0] instanceof LetterKeys);
        }

        function test_a_sheet_of_marks_does_not_stay_for_the_next_field() {
            dock.target = letters;
            shown()[0].marks = true;
            dock.target = digits;
            dock.target = letters;
            verify(!shown()[0].marks);
        }
    }
}
