import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    WovenBand {
        id: band

        width: 1080
        woven: 0
    }

    TestCase {
        name: "WovenBand"
        when: windowShown

        function init() {
            Theme.motion = false;
            band.woven = 0;
        }

        function cleanup() {
            Theme.motion = true;
        }

        function test_it_grows_by_whole_threads() {
            compare(band.threads, 27);
            compare(band.implicitHeight, 27 * band.cell);
            const warp = grabImage(band);
            band.woven = 1 / 27;
            compare(band.goal, 1);
            const first = grabImage(band);
            verify(!first.equals(warp));
            band.woven = 1;
            compare(band.goal, 27);
            verify(!grabImage(band).equals(first));
        }

        function test_the_new_row_is_drawn_by_the_shuttle_and_stays() {
            Theme.motion = true;
            band.woven = 0.5;
            compare(band.base, 0);
            tryCompare(band, "base", band.goal, 3000);
        }

        function test_a_step_back_is_undone_at_once() {
            Theme.motion = true;
            band.woven = 0.5;
            tryCompare(band, "base", band.goal, 3000);
            band.woven = 0.25;
            compare(band.base, band.goal);
        }

        function test_screen_readers_hear_how_far_it_is() {
            compare(band.Accessible.role, Accessible.ProgressBar);
            const before = band.Accessible.name;
            band.woven = 0.5;
            verify(band.Accessible.name !== before);
            verify(band.Accessible.name.includes("50"));
        }
    }
}
