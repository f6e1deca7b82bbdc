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

        AddressAnswer {
            width: 960
            active: true
        }
    }

    SignalSpy {
        id: activated

        signalName: "activated"
    }

    TestCase {
        name: "AddressAnswer"
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

        function test_a_touch_writes_a_whole_word_at_the_cursor() {
            const answer = make("address", "empty");
            mouseClick(findChild(answer, "word-Jl."));
            for (const letter of "Mawar")
                answer.entry.typed(letter);
            mouseClick(findChild(answer, "word-No."));
            answer.entry.typed("7");
            compare(answer.field.text, "Jl. Mawar No. 7");
            compare(activated.count > 0, true);
        }

        function test_words_begin_with_a_capital_and_keys_are_letters() {
            const answer = make("address", "empty");
            compare(answer.entry.keys, "letters");
            verify(answer.entry.capital);
        }

        function test_no_word_is_broken_and_a_finger_hits_each_data() {
            return [1, 1.3, 1.6].map(scale => ({
                        "tag": String(scale),
                        "scale": scale
                    }));
        }

        function test_no_word_is_broken_and_a_finger_hits_each(data) {
            Theme.textScale = data.scale;
            const answer = make("address", "empty");
            waitForRendering(answer);
            for (const word of ["Jl.", "Gang", "Lorong", "No.", "RT"]) {
                const chip = findChild(answer, "word-" + word);
                verify(chip.width >= Math.max(96, chip.implicitWidth), word);
                verify(chip.height >= 96, word);
            }
            Theme.textScale = 1;
        }
    }
}
