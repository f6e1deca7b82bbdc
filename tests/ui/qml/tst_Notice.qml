import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Notice {
        id: notice

        width: 900
        mood: "bad"
        title: "Kertas habis."
        text: "Nomor Anda tetap berlaku."
    }

    Notice {
        id: offer

        y: 400
        width: 900
        title: "Menurut NIK: 17 Agustus 1951"

        KioskButton {
            id: take

            text: "Pakai ini"
        }
    }

    TestCase {
        name: "Notice"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function init() {
            notice.mood = "bad";
            notice.text = "Nomor Anda tetap berlaku.";
        }

        function test_every_mood_has_a_picture_of_its_own() {
            const icons = ["notice", "good", "unsure", "bad", "busy"].map(mood => {
                notice.mood = mood;
                return notice.iconName;
            });
            compare(new Set(icons).size, 5);
        }

        function test_what_is_bad_is_announced_and_read_as_one() {
            compare(notice.Accessible.role, Accessible.AlertMessage);
            compare(notice.Accessible.name, "Kertas habis. Nomor Anda tetap berlaku.");
            notice.mood = "good";
            compare(notice.Accessible.role, Accessible.Grouping);
        }

        function test_it_grows_with_its_sentence() {
            const before = notice.implicitHeight;
            notice.text = "Nomor Anda tetap berlaku. Petugas sudah diberi tahu, dan struk dicetak begitu kertas terpasang. Tunggu saja di sini.";
            tryVerify(() => notice.implicitHeight > before);
        }

        function test_the_offices_own_words_stand_between_and_are_known_as_indonesian() {
            notice.quote = "Blangko habis.";
            const words = findChild(notice, "quote");
            compare(words.text, "Blangko habis.");
            compare(words.tongue, "id");
            compare(notice.Accessible.name, "Kertas habis. Nomor Anda tetap berlaku.");
            notice.quote = "";
            verify(!words.visible);
        }

        function test_a_button_beside_the_words_leaves_them_room() {
            const edge = take.mapToItem(offer, 0, 0);
            verify(edge.x + take.width <= offer.width);
            verify(edge.y >= 0 && edge.y + take.height <= offer.height);
        }
    }
}
