import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    KioskButton {
        id: button

        x: 60
        y: 60
        text: "Lanjut"
        iconName: "arrow-right"
    }

    TouchablePromises {
        name: "KioskButton"
        control: button
    }

    KioskButton {
        id: narrow

        y: 300
        width: 300
        text: "Kirim permohonan saya sekarang juga"
    }

    TestCase {
        name: "KioskButton"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_long_text_wraps_and_the_button_grows() {
            verify(narrow.implicitHeight > button.implicitHeight);
            verify(narrow.contentItem.childrenRect.height <= narrow.height);
            compare(narrow.width, 300);
        }

        function test_what_is_wrong_and_what_is_on_its_way_is_said_by_a_sign_data() {
            return [
                {
                    "tag": "primary"
                },
                {
                    "tag": "secondary"
                },
                {
                    "tag": "quiet"
                }
            ];
        }

        function test_what_is_wrong_and_what_is_on_its_way_is_said_by_a_sign(data) {
            button.kind = data.tag;
            compare(button.sign, "arrow-right");
            const rest = grabImage(button);
            button.wrong = true;
            compare(button.sign, "triangle-alert");
            verify(!grabImage(button).equals(rest));
            button.wrong = false;
            button.busy = true;
            compare(button.sign, "hourglass");
            verify(!grabImage(button).equals(rest));
            verify(button.Accessible.description !== "");
            button.busy = false;
            button.kind = "primary";
        }

        function test_the_kinds_look_different() {
            const pictures = ["primary", "secondary", "quiet"].map(kind => {
                button.kind = kind;
                return grabImage(button);
            });
            button.kind = "primary";
            verify(!pictures[0].equals(pictures[1]) && !pictures[1].equals(pictures[2]) && !pictures[0].equals(pictures[2]));
        }
    }
}
