import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    RouteStop {
        id: stop

        width: 900
        iconName: "id-card"
        title: "Disdukcapil"
        does: "Kartu dicetak."
    }

    TestCase {
        name: "RouteStop"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function init() {
            stop.bring = "";
            stop.place = "";
            stop.hours = "";
            stop.here = false;
            stop.sometimes = false;
            stop.example = false;
        }

        function said(item: Item): var {
            const own = item.text !== undefined && item.visible && item.text !== "" ? [item.text] : [];
            return own.concat(...Array.from(item.children).map(child => said(child)));
        }

        function test_what_the_office_has_not_said_the_petugas_says() {
            verify(said(stop).includes("Alamat dan jam buka: tanyakan petugas."));
            stop.hours = "Senin sampai Jumat";
            verify(said(stop).includes("Alamat: tanyakan petugas.\nSenin sampai Jumat"));
            stop.place = "Jalan Contoh 1";
            verify(said(stop).includes("Jalan Contoh 1\nSenin sampai Jumat"));
        }

        function test_nobody_asks_the_way_to_where_they_stand() {
            stop.here = true;
            verify(!said(stop).some(line => line.includes("tanyakan petugas")));
        }

        function test_each_thing_to_bring_has_a_line() {
            stop.bring = "KTP asli\nStruk dari kiosk ini";
            verify(said(stop).includes("Bawa: KTP asli"));
            verify(said(stop).includes("Bawa: Struk dari kiosk ini"));
        }

        function test_a_stop_that_not_everybody_needs_and_a_made_up_one_say_so() {
            const before = said(stop).length;
            stop.sometimes = true;
            stop.example = true;
            compare(said(stop).length, before + 2);
        }

        function test_it_grows_with_the_letters() {
            const before = stop.implicitHeight;
            Theme.textScale = 1.6;
            tryVerify(() => stop.implicitHeight > before);
        }
    }
}
