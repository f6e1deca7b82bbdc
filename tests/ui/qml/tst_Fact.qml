import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Fact {
        id: fact

        width: 500
        iconName: "clock"
        label: "Lamanya"
        text: "Sekitar 3 hari kerja"
    }

    TestCase {
        name: "Fact"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_it_is_read_as_one_sentence() {
            compare(fact.Accessible.name, "Lamanya: Sekitar 3 hari kerja");
        }

        function test_it_grows_with_the_letters() {
            const before = fact.implicitHeight;
            Theme.textScale = 1.6;
            tryVerify(() => fact.implicitHeight > before);
        }
    }
}
