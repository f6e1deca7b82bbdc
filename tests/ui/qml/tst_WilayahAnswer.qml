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

        WilayahAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "WilayahAnswer"
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

        function test_a_region_is_found_by_letters_and_touched() {
            const answer = make("wilayah", "empty");
            tryVerify(() => !answer.places.loading);
            answer.places.search("banyuasin");
            tryVerify(() => findChild(answer, "choice-16.07"));
            findChild(answer, "choice-16.07").clicked();
            compare(answer.field.text, "16.07");
        }

        function test_what_was_chosen_can_be_changed_from_the_province_down() {
            const answer = make("wilayah", "answered");
            tryVerify(() => findChild(answer, "level-1"));
            verify(answer.places.complete);
            findChild(answer, "level-1").clicked();
            verify(!answer.places.complete);
        }

        function test_keys_come_only_for_who_wants_to_type() {
            const answer = make("wilayah", "empty");
            tryVerify(() => findChild(answer, "choice-16.07"));
            compare(answer.entry, null);
            mouseClick(line(answer));
            tryVerify(() => answer.entry && answer.entry.keys === "letters");
        }

        /*! Where letters are typed. */
        function line(item) {
            for (const child of item.children) {
                const found = child instanceof TextLine ? child : line(child);
                if (found)
                    return found;
            }
            return null;
        }
    }
}
