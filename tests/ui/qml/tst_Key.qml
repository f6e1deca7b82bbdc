import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Rectangle {
        width: 400
        height: 300
        color: Theme.keys

        Key {
            id: key

            x: 60
            y: 60
            text: "7"
        }
    }

    TouchablePromises {
        name: "Key"
        control: key
        tabbed: false
        least: 64
    }

    TextInput {
        id: line

        y: 400
        width: 300
    }

    TestCase {
        name: "Key"
        when: windowShown

        function test_it_never_takes_the_focus_from_what_is_typed_into() {
            line.forceActiveFocus();
            mouseClick(key);
            verify(line.activeFocus);
            line.focus = false;
        }

        function test_a_picture_has_a_spoken_name() {
            key.text = "";
            key.iconName = "delete";
            key.spokenName = "Hapus";
            compare(key.Accessible.name, "Hapus");
            key.iconName = "";
            key.text = "7";
            key.spokenName = "7";
        }

        function test_a_key_that_is_on_shows_it() {
            const before = grabImage(key);
            key.on = true;
            verify(!grabImage(key).equals(before));
            key.on = false;
        }
    }
}
