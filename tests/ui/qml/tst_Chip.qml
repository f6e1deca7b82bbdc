import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Chip {
        id: chip

        x: 60
        y: 60
        text: "SMP"
    }

    TouchablePromises {
        name: "Chip"
        control: chip
    }

    TestCase {
        name: "Chip"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
            chip.chosen = false;
        }

        function test_it_says_whether_it_is_chosen() {
            compare(chip.Accessible.role, Accessible.RadioButton);
            verify(!chip.Accessible.checked);
            chip.chosen = true;
            verify(chip.Accessible.checked);
        }

        function test_what_is_chosen_looks_different() {
            const before = grabImage(chip);
            chip.chosen = true;
            verify(!grabImage(chip).equals(before));
        }
    }
}
