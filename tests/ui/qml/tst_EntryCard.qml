import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    EntryCard {
        id: card

        x: 60
        y: 60
        width: 960
        service: "posyandu"
        title: "Posyandu Ibu dan Anak"
        summary: "Jadwal timbang bayi, imunisasi, dan periksa hamil."
        picture: "users"
        informs: true
        closed: false
    }

    TouchablePromises {
        name: "EntryCard"
        control: card
    }

    SignalSpy {
        id: picked

        target: card
        signalName: "picked"
    }

    TestCase {
        name: "EntryCard"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function test_form_and_information_are_told_apart_by_picture_and_word() {
            verify(card.Accessible.description.startsWith("Info: "));
            const info = grabImage(card);
            card.informs = false;
            verify(card.Accessible.description.startsWith("Formulir: "));
            verify(!grabImage(card).equals(info));
            card.informs = true;
        }

        function test_what_is_closed_says_so_by_word_and_picture_and_can_still_be_opened() {
            const open = grabImage(card);
            card.closed = true;
            verify(card.Accessible.description.startsWith("Sedang ditutup: "));
            verify(!grabImage(card).equals(open));
            picked.clear();
            mouseClick(card);
            compare(picked.count, 1);
            card.closed = false;
        }

        function test_a_touch_says_which() {
            picked.clear();
            mouseClick(card);
            compare(picked.count, 1);
            compare(picked.signalArguments[0][0], "posyandu");
        }
    }
}
