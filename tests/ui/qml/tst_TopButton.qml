import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    TopButton {
        id: button

        x: 60
        y: 60
        width: 200
        iconName: "help"
        text: "Bantuan"
    }

    TouchablePromises {
        name: "TopButton"
        control: button
    }

    TestCase {
        name: "TopButton"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_a_wish_that_is_fulfilled_shows_and_is_told() {
            const before = grabImage(button);
            button.on = true;
            verify(button.Accessible.checked);
            verify(!grabImage(button).equals(before));
            button.on = false;
        }

        function test_its_word_fits_in_a_fifth_of_the_screen_data() {
            return [1, 1.3, 1.6].map(scale => ({
                        "tag": String(scale),
                        "scale": scale
                    }));
        }

        function test_its_word_fits_in_a_fifth_of_the_screen(data) {
            Theme.textScale = data.scale;
            button.text = "Tampilan";
            verify(button.contentItem.childrenRect.width <= button.width, button.contentItem.childrenRect.width);
            button.text = "Bantuan";
        }
    }
}
