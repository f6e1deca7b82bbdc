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

        Answer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "Answer"
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

        function test_it_says_what_is_asked_and_what_may_stay_empty() {
            const answer = make("phone", "empty");
            verify(said(answer).some(text => text.startsWith(answer.field.label) && text !== answer.field.label));
            verify(said(make("text", "empty")).includes("Nama lengkap"));
        }

        function test_what_is_wrong_stands_right_below() {
            const answer = make("money", "wrong");
            verify(answer.field.problem !== "");
            verify(said(answer).includes(answer.field.problem));
            const good = make("money", "answered");
            verify(!said(good).includes(answer.field.problem));
        }

        function test_a_warning_waits_until_nothing_has_to_be_mended() {
            verify(!said(make("money", "answered")).includes(qsTr("Perhatikan")));
            verify(said(make("money", "wrong")).includes("Perlu dibetulkan"));
        }

        function test_an_example_is_shown_where_there_is_one() {
            verify(said(make("plate", "empty")).some(text => text.endsWith("BG 1234 AB")));
        }

        function test_help_is_shown_where_there_is_some() {
            verify(said(make("money", "empty")).includes("Kira-kira saja, dalam rupiah."));
        }

        /*! Every text that can be seen. */
        function said(item) {
            const texts = [];
            for (const child of item.children) {
                if (child.visible)
                    texts.push(...(child instanceof Words ? [child.text] : said(child)));
            }
            return texts;
        }
    }
}
