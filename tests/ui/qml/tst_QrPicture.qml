import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    QrPicture {
        id: code

        width: 320
        source: "image://qr/636f6e746f68"
    }

    TestCase {
        name: "QrPicture"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
        }

        function test_each_dot_is_a_whole_number_of_pixels() {
            const picture = code.children[0];
            tryVerify(() => picture.implicitWidth > 0);
            verify(code.dots > 1);
            compare(picture.width, picture.implicitWidth * code.dots);
            verify(picture.width <= code.width);
        }

        function test_it_is_black_on_white_in_every_theme() {
            Theme.contrast = true;
            verify(Qt.colorEqual(code.color, "#FFFFFF"));
        }

        function test_nothing_of_one_resident_stays_for_the_next() {
            verify(!code.children[0].cache);
        }

        function test_it_has_a_name_for_screen_readers() {
            verify(code.Accessible.name !== "");
        }
    }
}
