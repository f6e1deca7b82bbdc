import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Rectangle {
        id: ground

        width: 300
        height: 120

        FocusRing {
            id: ring

            radius: Theme.radius
        }
    }

    TestCase {
        name: "FocusRing"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            ground.color = "white";
        }

        function test_it_stands_out_from_whatever_lies_beneath_data() {
            return ["#000000", "#FFFFFF", "#0A4F5C", "#FFD60A", "#14232B"].map(ground => ({
                        "tag": ground,
                        "ground": ground
                    }));
        }

        function test_it_stands_out_from_whatever_lies_beneath(data) {
            ground.color = data.ground;
            const light = colour => 0.2126 * colour.r + 0.7152 * colour.g + 0.0722 * colour.b;
            for (const contrast of [false, true]) {
                Theme.contrast = contrast;
                const apart = [ring.border.color, ring.children[0].border.color].map(colour => Math.abs(light(colour) - light(ground.color)));
                verify(Math.max(...apart) > 0.4, apart);
            }
        }

        function test_it_lies_inside_so_that_no_list_cuts_it() {
            compare(ring.width, ground.width);
            compare(ring.height, ground.height);
        }

        function test_screen_readers_pass_over_it() {
            verify(ring.Accessible.ignored);
        }
    }
}
