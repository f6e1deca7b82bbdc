import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    EventCard {
        id: card

        x: 60
        y: 60
        width: 308
        drawing: "event-bayi"
        text: "Punya bayi"
        note: "akta, KK, posyandu"
    }

    TouchablePromises {
        name: "EventCard"
        control: card
    }

    TestCase {
        name: "EventCard"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_what_else_belongs_to_it_is_read_after_its_name() {
            compare(card.Accessible.name, "Punya bayi");
            compare(card.Accessible.description, card.note);
        }

        function test_its_words_stay_inside_when_they_grow() {
            const before = card.implicitHeight;
            Theme.textScale = 1.6;
            tryVerify(() => card.implicitHeight > before);
        }

        function test_without_a_drawing_an_icon_stands_there() {
            const drawn = grabImage(card);
            card.drawing = "";
            card.iconName = "users";
            verify(!grabImage(card).equals(drawn));
            card.drawing = "event-bayi";
        }
    }
}
