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

        ChoiceAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "ChoiceAnswer"
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

        function test_a_touch_chooses_and_another_chooses_anew() {
            const answer = make("choice", "empty");
            mouseClick(findChild(answer, "choice-milik"));
            compare(answer.field.text, "milik");
            verify(findChild(answer, "choice-milik").chosen);
            mouseClick(findChild(answer, "choice-sewa"));
            compare(answer.field.text, "sewa");
            verify(!findChild(answer, "choice-milik").chosen);
        }

        function test_several_may_be_chosen_where_the_question_says_so() {
            const answer = make("choices", "empty");
            verify(findChild(answer, "choice-pkh").many);
            mouseClick(findChild(answer, "choice-pkh"));
            mouseClick(findChild(answer, "choice-bpnt"));
            verify(findChild(answer, "choice-pkh").chosen && findChild(answer, "choice-bpnt").chosen);
            mouseClick(findChild(answer, "choice-tidak_ada"));
            verify(!findChild(answer, "choice-pkh").chosen);
        }

        function test_it_needs_no_keys() {
            compare(make("choice", "empty").entry, null);
        }

        function test_yes_and_no_have_a_sign_of_their_own() {
            const answer = make("yes_no", "empty");
            verify(findChild(answer, "choice-ya") instanceof PictureCard);
            mouseClick(findChild(answer, "choice-tidak"));
            compare(answer.field.text, "tidak");
        }
    }
}
