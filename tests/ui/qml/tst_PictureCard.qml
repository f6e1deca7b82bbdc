import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    PictureCard {
        id: card

        x: 60
        y: 60
        width: 300
        implicitWidth: 300
        text: "Ya"
        iconName: "check"
    }

    TouchablePromises {
        name: "PictureCard"
        control: card
    }

    TestCase {
        name: "PictureCard"
        when: windowShown

        function test_what_is_chosen_is_told_and_has_a_tick() {
            const before = grabImage(card);
            card.chosen = true;
            verify(card.Accessible.checked);
            verify(!grabImage(card).equals(before));
            card.chosen = false;
        }

        function test_a_drawing_takes_the_place_of_the_icon() {
            const before = card.implicitHeight;
            card.drawing = "choice-milik";
            verify(card.implicitHeight > before);
            card.drawing = "";
        }
    }
}
