import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    DoorCard {
        id: door

        x: 60
        y: 60
        width: 471
        iconName: "printer"
        text: "Printer dan kertas"
        note: "Ganti kertas, cetak uji, cetak lagi"
    }

    DoorCard {
        id: short

        x: 549
        y: 60
        width: 471
        iconName: "wifi"
        text: "Jaringan"
        note: "Kabel dan Wi-Fi"
    }

    TouchablePromises {
        name: "DoorCard"
        control: door
    }

    TestCase {
        name: "DoorCard"
        when: windowShown

        function cleanup() {
            Theme.textScale = 1;
        }

        function test_what_is_done_there_is_read_after_its_name() {
            compare(door.Accessible.name, "Printer dan kertas");
            compare(door.Accessible.description, door.note);
        }

        function test_doors_beside_each_other_are_equally_high() {
            compare(short.height, door.height);
        }

        function test_it_grows_with_the_letters() {
            const before = door.implicitHeight;
            Theme.textScale = 1.6;
            tryVerify(() => door.implicitHeight > before);
        }
    }
}
