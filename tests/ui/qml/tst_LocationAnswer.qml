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

        LocationAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "LocationAnswer"
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

        function test_a_touch_on_the_map_sets_the_pin_and_says_where() {
            const answer = make("location", "empty");
            verify(answer.map.available);
            verify(!answer.map.placed);
            const map = findChild(answer, "map");
            mouseClick(map);
            verify(answer.map.placed);
            verify(answer.map.said !== "");
        }

        function test_on_a_map_no_keys_are_needed() {
            compare(make("location", "empty").entry, null);
        }

        function test_what_was_answered_stands_on_the_map() {
            verify(make("location", "answered").map.placed);
        }
    }
}
