import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    ChoiceCard {
        id: card

        x: 60
        y: 60
        width: 600
        implicitWidth: 600
        text: "Milik sendiri"
        note: "Atau milik keluarga"
    }

    TouchablePromises {
        name: "ChoiceCard"
        control: card
    }

    TestCase {
        name: "ChoiceCard"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_what_is_chosen_has_a_tick_and_not_only_a_colour() {
            const before = grabImage(card);
            card.chosen = true;
            verify(card.Accessible.checked);
            verify(!grabImage(card).equals(before));
            card.chosen = false;
            verify(!card.Accessible.checked);
        }

        function test_a_touch_asks_and_alone_changes_nothing() {
            mouseClick(card);
            verify(!card.checked);
            verify(!card.Accessible.checked);
            card.chosen = true;
            verify(card.checked);
            mouseClick(card);
            verify(card.checked);
            card.chosen = false;
            verify(!card.checked);
        }

        function test_one_of_several_and_several_of_them_are_different_things() {
            const one = grabImage(card);
            compare(card.Accessible.role, Accessible.RadioButton);
            card.many = true;
            compare(card.Accessible.role, Accessible.CheckBox);
            verify(!grabImage(card).equals(one));
            card.many = false;
        }

        function test_a_note_is_read_after_the_name() {
            compare(card.Accessible.name, "Milik sendiri");
            compare(card.Accessible.description, "Atau milik keluarga");
        }

        function test_long_words_wrap_and_the_card_grows() {
            const before = card.implicitHeight;
            card.text = "Rumah milik orang lain yang saya tempati tanpa membayar sewa";
            tryVerify(() => card.implicitHeight > before);
            card.text = "Milik sendiri";
        }

        function test_chosen_and_wrong_can_be_told_apart_data() {
            return [
                {
                    "tag": "light",
                    "contrast": false
                },
                {
                    "tag": "contrast",
                    "contrast": true
                }
            ];
        }

        function test_chosen_and_wrong_can_be_told_apart(data) {
            Theme.contrast = data.contrast;
            card.chosen = true;
            const chosen = grabImage(card);
            card.chosen = false;
            card.wrong = true;
            const wrong = grabImage(card);
            verify(!chosen.equals(wrong));
            card.wrong = false;
            verify(!grabImage(card).equals(wrong));
        }
    }
}
