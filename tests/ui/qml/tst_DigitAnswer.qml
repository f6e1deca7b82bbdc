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

        DigitAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "DigitAnswer"
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

        function test_money_is_shown_as_people_write_it() {
            const answer = make("money", "empty");
            for (const digit of "1500000")
                answer.entry.typed(digit);
            compare(answer.field.text, "1500000");
            compare(answer.field.spoken, "Rp1.500.000");
        }

        function test_it_asks_for_digits_and_can_be_emptied() {
            const answer = make("number", "answered");
            compare(answer.entry.keys, "digits");
            answer.entry.cleared();
            compare(answer.field.text, "");
        }

        function test_a_telephone_number_that_cannot_be_one_is_explained_while_it_is_typed() {
            const answer = make("phone", "empty");
            for (const digit of "71")
                answer.entry.typed(digit);
            verify(answer.field.hint !== "");
        }
    }
}
