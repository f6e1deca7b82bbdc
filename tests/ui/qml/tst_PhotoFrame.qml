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

        PhotoFrame {
            width: 960
        }
    }

    TestCase {
        name: "PhotoFrame"
        when: windowShown

        function make(state) {
            return createTemporaryObject(maker, root, {
                "photo": Fields.make("photo", state).photo
            });
        }

        function test_without_a_camera_it_says_so_and_offers_no_button() {
            const frame = make("empty");
            compare(frame.photo.state, "absent");
            verify(!findChild(frame, "take-photo").visible);
            verify(!findChild(frame, "photo-again").visible);
        }

        function test_a_photo_that_is_there_is_shown_no_higher_than_wanted() {
            const frame = make("answered");
            compare(frame.photo.state, "kept");
            verify(frame.shown);
            frame.tallest = 540;
            compare(frame.frameHeight, 540);
        }

        function test_the_camera_is_off_when_it_is_gone() {
            const frame = make("answered");
            const photo = frame.photo;
            frame.destroy();
            tryCompare(photo, "state", "off");
        }
    }
}
