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

        NikAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "NikAnswer"
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

        function test_digits_from_the_pad_and_from_a_keyboard_fill_the_places() {
            const answer = make("nik", "empty");
            for (const digit of "167102")
                answer.entry.typed(digit);
            for (const key of [Qt.Key_5, Qt.Key_4])
                keyClick(key);
            compare(answer.field.text, "16710254");
            keyClick(Qt.Key_Backspace);
            answer.entry.erased();
            compare(answer.field.text, "167102");
        }

        function test_letters_are_not_taken() {
            const answer = make("nik", "empty");
            keyClick(Qt.Key_A);
            compare(answer.field.text, "");
        }

        function test_a_seventeenth_digit_changes_nothing() {
            const answer = make("nik", "answered");
            answer.entry.typed("7");
            compare(answer.field.text, "1671025403890002");
        }

        function test_it_is_wrong_when_the_digits_cannot_be_a_nik() {
            const answer = make("nik", "empty");
            for (const digit of "1671025413890002")
                answer.entry.typed(digit);
            verify(answer.wrong);
            answer.entry.cleared();
            verify(!answer.wrong);
        }

        function test_the_sixteen_places_fit_its_width_data() {
            return [600, 960, 1200].map(width => ({
                        "tag": String(width),
                        "width": width
                    }));
        }

        function test_the_sixteen_places_fit_its_width(data) {
            const answer = make("kk", "answered");
            answer.width = data.width;
            verify(16 * answer.place + 13 * 6 + 2 * 36 <= data.width + 0.5);
            verify(answer.place > 20);
        }
    }
}
