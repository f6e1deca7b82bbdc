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

        NoteAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "NoteAnswer"
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

        function test_it_is_read_and_asks_for_nothing() {
            const answer = make("note", "empty");
            compare(answer.entry, null);
            const remark = remarkOf(answer);
            compare(remark.text, answer.field.label);
            compare(remark.Accessible.role, Accessible.Grouping);
        }

        function test_a_hint_and_a_warning_look_different() {
            compare(remarkOf(make("note", "empty")).level, "hint");
            compare(remarkOf(make("note_warning", "empty")).level, "warning");
        }

        function remarkOf(item) {
            for (const child of item.children) {
                if (!child.visible)
                    continue;
                const found = child instanceof Remark ? child : remarkOf(child);
                if (found)
                    return found;
            }
            return null;
        }
    }
}
