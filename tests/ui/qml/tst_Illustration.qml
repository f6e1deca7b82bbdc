import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Illustration {
        id: art

        name: "office"
        width: 400
    }

    TestCase {
        name: "Illustration"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
        }

        function test_its_height_follows_its_width() {
            compare(art.status, Image.Ready);
            compare(art.implicitWidth, 400);
            verify(art.implicitHeight > 100);
        }

        function test_it_takes_the_colours_of_the_theme() {
            const light = grabImage(art);
            Theme.contrast = true;
            compare(art.status, Image.Ready);
            verify(!grabImage(art).equals(light));
        }

        function test_screen_readers_pass_over_it() {
            verify(art.Accessible.ignored);
        }
    }
}
