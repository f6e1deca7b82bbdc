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

        CodeAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "CodeAnswer"
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

        function test_only_what_a_code_may_hold_is_on_the_keys() {
            const answer = make("code", "empty");
            compare(answer.entry.keys, "code");
            verify(answer.entry.alphabet.includes("Q") && answer.entry.alphabet.includes("7") && answer.entry.alphabet.includes("/"));
            verify(!answer.entry.alphabet.includes("q"));
            verify(!make("plate", "empty").entry.alphabet.includes("/"));
        }

        function test_keys_write_and_take_back() {
            const answer = make("code", "empty");
            for (const symbol of "AL.5")
                answer.entry.typed(symbol);
            answer.entry.erased();
            compare(answer.field.text, "AL.");
            answer.entry.cleared();
            compare(answer.field.text, "");
        }

        function test_a_plate_is_shown_in_its_three_parts() {
            const answer = make("plate", "answered");
            compare(answer.field.spoken, "BG 1234 AB");
            answer.entry.erased();
            compare(answer.field.spoken, "BG 1234 A");
        }
    }
}
