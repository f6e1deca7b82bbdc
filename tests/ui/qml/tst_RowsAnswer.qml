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

        RowsAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "RowsAnswer"
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

        function test_each_row_has_a_card_that_says_who_it_is() {
            const answer = make("rows", "answered");
            compare(answer.rows.count, 2);
            compare(findChild(answer, "row-1").text, "Rudi Hartono");
            compare(findChild(answer, "row-2").title, "Saksi 2");
        }

        function test_as_many_as_there_may_be_are_all() {
            verify(!findChild(make("rows", "answered"), "add-row").visible);
            verify(findChild(make("rows", "wrong"), "add-row").visible);
        }

        function test_where_nothing_is_there_yet_it_says_so() {
            const answer = make("rows", "empty");
            verify(!findChild(answer, "row-1"));
            compare(findChild(answer, "add-row").text, qsTr("Tulis %1").arg("saksi"));
        }

        function test_what_is_not_complete_is_marked_on_its_card() {
            verify(!findChild(make("rows", "wrong"), "row-1").whole);
            verify(findChild(make("rows", "answered"), "row-1").whole);
        }

        function test_a_row_goes_after_two_touches() {
            const answer = make("rows", "answered");
            waitForRendering(answer);
            mouseClick(findChild(findChild(answer, "row-1"), "drop-row"));
            compare(answer.rows.count, 2);
            waitForRendering(answer);
            mouseClick(findChild(findChild(answer, "row-1"), "drop-row"));
            compare(answer.rows.count, 1);
            compare(findChild(answer, "row-1").text, "Sri Wahyuni");
        }
    }
}
