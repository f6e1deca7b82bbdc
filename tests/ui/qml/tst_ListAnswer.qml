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

        ListAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "ListAnswer"
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

        function test_a_few_letters_and_a_touch() {
            const answer = make("list", "empty");
            compare(answer.field.kind, "list");
            for (const letter of "nel")
                answer.entry.typed(letter);
            tryVerify(() => !findChild(answer, "choice-petani"));
            waitForRendering(answer);
            mouseClick(findChild(answer, "choice-nelayan"));
            compare(answer.field.text, "nelayan");
            compare(answer.entry, null);
        }

        function test_letters_that_fit_nothing_can_be_taken_back() {
            const answer = make("list", "empty");
            for (const letter of "zzz")
                answer.entry.typed(letter);
            verify(!findChild(answer, "choice-nelayan"));
            answer.entry.cleared();
            verify(findChild(answer, "choice-nelayan"));
        }
    }
}
