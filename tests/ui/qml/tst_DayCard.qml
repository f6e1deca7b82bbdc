import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    DayCard {
        id: card

        x: 60
        y: 60
        width: 900
        text: "Posyandu Melati"
        number: "29"
        month: "Nov"
        soon: "Besok"
        day: "Minggu, 29 November 2026"
        where: "Balai RW 04"
    }

    TouchablePromises {
        name: "DayCard"
        control: card
    }

    TestCase {
        name: "DayCard"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
            card.number = "29";
            card.soon = "Besok";
        }

        function test_its_day_and_place_are_read_after_its_name() {
            compare(card.Accessible.name, "Posyandu Melati");
            compare(card.Accessible.description, "Besok. Minggu, 29 November 2026. Balai RW 04");
        }

        function test_a_day_that_is_not_known_has_no_number() {
            const before = grabImage(card);
            card.number = "";
            card.soon = "";
            compare(card.Accessible.description, "Minggu, 29 November 2026. Balai RW 04");
            verify(!grabImage(card).equals(before));
        }

        function test_it_grows_with_the_letters() {
            const before = card.implicitHeight;
            Theme.textScale = 1.6;
            tryVerify(() => card.implicitHeight > before);
        }
    }
}
