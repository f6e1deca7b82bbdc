import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.viewmodels
import tests.fields
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Component {
        id: maker

        DateAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "DateAnswer"
        when: windowShown

        /*! The field of a kind in a state, on the screen. */
        function make(kind, state) {
            const made = createTemporaryObject(maker, root, {
                "field": Fields.make(kind, state)
            });
            activated.target = made;
            activated.clear();
            return made;
        }

        function type(answer, digits) {
            for (const digit of digits)
                answer.entry.typed(digit);
        }

        function test_the_next_part_comes_by_itself() {
            const answer = make("date", "empty");
            compare(answer.entry.keys, "digits");
            type(answer, "17");
            compare(answer.entry.keys, "months");
            answer.entry.typed("8");
            compare(answer.entry.keys, "digits");
            type(answer, "1951");
            compare(answer.field.text, "1951-08-17");
        }

        function test_a_digit_that_can_only_be_a_whole_day_is_one() {
            const answer = make("date", "empty");
            answer.entry.typed("4");
            compare(answer.part, "month");
        }

        function test_a_touch_goes_back_to_a_part_and_a_digit_replaces_it() {
            const answer = make("date", "answered");
            mouseClick(findChild(answer, "day"));
            type(answer, "05");
            compare(answer.field.text, "1951-08-05");
            compare(answer.field.month, 8);
        }

        function test_erasing_an_empty_year_goes_back_to_the_month() {
            const answer = make("date", "empty");
            type(answer, "17");
            answer.entry.typed("8");
            answer.entry.erased();
            compare(answer.part, "month");
        }
    }
}
