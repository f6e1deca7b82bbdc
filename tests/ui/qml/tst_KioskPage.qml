import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    KioskPage {
        id: page

        anchors.fill: parent
        heading: "Siapa nama Anda?"
        reason: "Tulis seperti di KTP."
        nextText: "Lanjut"
        backText: "Kembali"

        KioskButton {
            id: inside

            text: "Isi"
        }
    }

    SignalSpy {
        id: next

        target: page
        signalName: "next"
    }

    SignalSpy {
        id: back

        target: page
        signalName: "back"
    }

    TestCase {
        name: "KioskPage"
        when: windowShown

        function init() {
            next.clear();
            back.clear();
            page.forceActiveFocus();
        }

        function cleanup() {
            Theme.reach = false;
            page.nextEnabled = true;
        }

        function test_enter_goes_on_and_escape_goes_back() {
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Escape);
            compare([next.count, back.count], [1, 1]);
        }

        function test_enter_does_not_pass_what_is_not_ready() {
            page.nextEnabled = false;
            keyClick(Qt.Key_Return);
            compare(next.count, 0);
        }

        function test_its_name_is_its_question() {
            compare(page.Accessible.name, "Siapa nama Anda?");
        }

        function test_in_reach_mode_what_is_touched_lies_low() {
            Theme.screenHeight = root.height;
            const high = inside.mapToItem(root, 0, 0).y;
            Theme.reach = true;
            waitForRendering(page);
            verify(inside.mapToItem(root, 0, 0).y > high);
            verify(findChild(page, "next").mapToItem(root, 0, 0).y > Theme.low * root.height);
        }
    }
}
