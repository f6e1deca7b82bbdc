import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Panel {
        id: panel

        width: 600

        Words {
            id: words

            width: parent.width
            text: "Bawa ini"
        }
    }

    TestCase {
        name: "Panel"
        when: windowShown

        function test_it_is_as_high_as_what_it_holds() {
            compare(panel.implicitHeight, words.height + 2 * panel.pad);
            words.text = "Bawa ini\ndan ini\ndan itu";
            tryVerify(() => panel.implicitHeight === words.height + 2 * panel.pad);
        }

        function test_its_edge_is_free() {
            compare(words.width, panel.width - 2 * panel.pad);
            compare(words.mapToItem(panel, 0, 0).x, panel.pad);
        }
    }
}
