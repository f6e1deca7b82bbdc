import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    PhoneCode {
        id: code

        width: 900
        label: "Telepon"
        text: "112"
        iconName: "phone"
        source: "image://qr/74656c3a313132"
    }

    TestCase {
        name: "PhoneCode"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
            code.width = 900;
            code.text = "112";
        }

        function test_it_is_read_as_one_sentence() {
            compare(code.Accessible.name, "Telepon: 112");
        }

        function test_a_long_address_stays_inside_it() {
            const before = code.implicitHeight;
            code.width = 560;
            code.text = "www.contoh.go.id/" + "layanan-warga-".repeat(8);
            Theme.textScale = 1.6;
            tryVerify(() => code.implicitHeight > before);
        }
    }
}
