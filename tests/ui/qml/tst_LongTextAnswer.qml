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

        LongTextAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "LongTextAnswer"
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

        function test_it_takes_lines_and_counts_letters() {
            const answer = make("long_text", "empty");
            verify(answer.entry.lines);
            answer.entry.typed("Lampu mati.");
            answer.entry.typed("\n");
            answer.entry.typed("Sejak Senin.");
            compare(answer.field.text, "Lampu mati.\nSejak Senin.");
        }

        function test_a_sentence_begins_with_a_capital() {
            const answer = make("long_text", "empty");
            verify(answer.entry.capital);
            answer.entry.typed("Lampu");
            verify(!answer.entry.capital);
            answer.entry.typed(". ");
            verify(answer.entry.capital);
        }

        function test_more_than_fits_is_not_taken() {
            const answer = make("long_text", "empty");
            const longest = answer.field.longest;
            for (let at = 0; at < longest + 20; at++)
                answer.entry.typed("a");
            compare(answer.field.text.length, longest);
        }
    }
}
