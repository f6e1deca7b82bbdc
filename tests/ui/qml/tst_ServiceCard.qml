import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    ServiceCard {
        id: card

        x: 60
        y: 60
        width: 960
        implicitWidth: 960
        iconName: "home"
        text: "Surat Keterangan Domisili"
        note: "Surat yang menerangkan di mana Anda tinggal."
    }

    TouchablePromises {
        name: "ServiceCard"
        control: card
    }

    TestCase {
        name: "ServiceCard"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_its_sentence_is_read_after_its_name() {
            compare(card.Accessible.name, "Surat Keterangan Domisili");
            compare(card.Accessible.description, card.note);
        }

        function test_it_grows_with_the_letters() {
            const before = card.implicitHeight;
            card.width = 500;
            Theme.textScale = 1.6;
            tryVerify(() => card.implicitHeight > before);
            card.width = 960;
        }
    }
}
