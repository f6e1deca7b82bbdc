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

        TimeAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "TimeAnswer"
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

        function test_after_the_hour_come_the_minutes() {
            const answer = make("time", "empty");
            type(answer, "1430");
            compare(answer.field.text, "14:30");
        }

        function test_a_digit_that_can_only_be_a_whole_hour_is_one() {
            const answer = make("time", "empty");
            type(answer, "730");
            compare([answer.field.hour, answer.field.minute], ["7", "30"]);
        }

        function test_a_touch_goes_back_to_the_hour() {
            const answer = make("time", "answered");
            mouseClick(findChild(answer, "hour"));
            type(answer, "09");
            compare(answer.field.text, "09:30");
        }
    }
}
