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

        TextAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "TextAnswer"
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

        function test_what_the_keys_write_is_the_answer() {
            const answer = make("text", "empty");
            for (const letter of ["S", "i", "t", "i"])
                answer.entry.typed(letter);
            compare(answer.field.text, "Siti");
            answer.entry.erased();
            compare(answer.field.text, "Sit");
            answer.entry.cleared();
            compare(answer.field.text, "");
        }

        function test_it_asks_for_letters_and_capitals_of_names() {
            const answer = make("text", "empty");
            compare(answer.entry.keys, "letters");
            verify(answer.entry.capital);
            answer.entry.typed("S");
            verify(!answer.entry.capital);
            answer.entry.typed(" ");
            verify(answer.entry.capital);
        }

        function test_what_was_answered_before_stands_there() {
            const answer = make("text", "answered");
            compare(answer.field.text, "Siti Rahmawati");
            answer.entry.typed("!");
            compare(answer.field.text, "Siti Rahmawati!");
        }
    }
}
