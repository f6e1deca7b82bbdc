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

        PhotoAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "PhotoAnswer"
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

        function test_without_a_camera_nobody_is_held_up() {
            const answer = make("photo", "empty");
            compare(answer.field.photo.state, "absent");
            verify(!answer.field.required);
            verify(!findChild(answer, "take-photo").visible);
        }

        function test_a_photo_that_was_taken_is_kept_and_can_be_taken_again() {
            const answer = make("photo", "answered");
            compare(answer.field.photo.state, "kept");
            verify(findChild(answer, "photo-again").visible);
            waitForRendering(answer);
            mouseClick(findChild(answer, "photo-again"));
            verify(!answer.field.answered);
        }
    }
}
