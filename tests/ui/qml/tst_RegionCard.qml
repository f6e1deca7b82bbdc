import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    RegionCard {
        id: card

        x: 60
        y: 60
        width: 460
        implicitWidth: 460
        text: "Kota Palembang"
        note: "Sumatera Selatan"
    }

    TouchablePromises {
        name: "RegionCard"
        control: card
        disables: false
    }

    TestCase {
        name: "RegionCard"
        when: windowShown

        function test_level_and_name_are_read_together() {
            card.caption = "Kota";
            compare(card.Accessible.name, "Kota: Kota Palembang");
            card.caption = "";
            compare(card.Accessible.name, "Kota Palembang");
        }

        function test_what_is_chosen_looks_different() {
            const before = grabImage(card);
            card.chosen = true;
            verify(!grabImage(card).equals(before));
            card.chosen = false;
        }
    }
}
