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

        ConsentAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "ConsentAnswer"
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

        function test_consent_is_given_and_taken_back_by_a_touch() {
            const answer = make("consent", "empty");
            verify(!answer.field.checked);
            mouseClick(findChild(answer, "consent"));
            verify(answer.field.checked);
            mouseClick(findChild(answer, "consent"));
            verify(!answer.field.checked);
        }

        function test_it_is_a_tick_with_the_whole_sentence() {
            const answer = make("consent", "empty");
            compare(findChild(answer, "consent").Accessible.role, Accessible.CheckBox);
            compare(findChild(answer, "consent").Accessible.name, answer.field.label);
        }
    }
}
