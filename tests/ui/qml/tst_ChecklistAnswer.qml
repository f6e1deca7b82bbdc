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

        ChecklistAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "ChecklistAnswer"
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

        function test_each_paper_has_a_card_with_its_answer() {
            const answer = make("berkas", "answered");
            compare(findChild(answer, "paper-ktp").answer, "ada");
            compare(findChild(answer, "paper-kk").answer, "belum");
            compare(findChild(make("berkas", "empty"), "paper-ktp").answer, "");
        }

        function test_a_touch_answers_and_a_second_takes_it_back() {
            const answer = make("berkas", "empty");
            waitForRendering(answer);
            const card = findChild(answer, "paper-ktp");
            mouseClick(findChild(card, "ada"));
            compare(card.answer, "ada");
            mouseClick(findChild(card, "belum"));
            compare(card.answer, "belum");
            mouseClick(findChild(card, "belum"));
            compare(card.answer, "");
            verify(!answer.field.answered);
        }

        function test_without_a_camera_none_is_offered() {
            verify(!findChild(findChild(make("berkas", "empty"), "paper-ktp"), "foto").visible);
        }
    }
}
