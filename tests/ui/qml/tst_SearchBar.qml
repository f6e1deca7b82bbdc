import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    SearchBar {
        id: bar

        x: 60
        y: 60
        width: 960
        text: "Cari: ketik keperluan Anda, misalnya KTP hilang"
    }

    TouchablePromises {
        name: "SearchBar"
        control: bar
    }

    TestCase {
        name: "SearchBar"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_it_grows_with_the_letters() {
            const before = bar.implicitHeight;
            bar.width = 500;
            Theme.textScale = 1.6;
            tryVerify(() => bar.implicitHeight > before);
            bar.width = 960;
        }
    }
}
