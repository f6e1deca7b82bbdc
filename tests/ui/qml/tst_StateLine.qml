import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    StateLine {
        id: line

        width: 960
        title: "Bukti permohonan A-007"
        note: "12.00"
        detail: "Menunggu. Kertas habis. Pasang gulungan baru."
        mood: "bad"

        KioskButton {
            id: cancel

            text: "Batalkan"
        }
    }

    function said(item: Item): list<string> {
        let found = item instanceof Text && item.visible ? [(item as Text).text] : [];
        for (const child of item.children)
            found = found.concat(root.said(child));
        return found;
    }

    function icons(item: Item): list<string> {
        let found = item instanceof Icon ? [(item as Icon).name] : [];
        for (const child of item.children)
            found = found.concat(root.icons(child));
        return found;
    }

    TestCase {
        name: "StateLine"
        when: windowShown

        function cleanup() {
            Theme.textScale = 1;
            line.width = 960;
            line.mood = "bad";
        }

        function test_it_says_what_it_is_when_it_was_and_what_to_do() {
            const words = root.said(line);
            verify(words.includes("Bukti permohonan A-007 · 12.00"));
            verify(words.includes(line.detail));
        }

        function test_every_mood_has_a_shape_of_its_own() {
            const shapes = ["good", "notice", "unsure", "bad", "busy"].map(mood => {
                line.mood = mood;
                return root.icons(line)[0];
            });
            compare(new Set(shapes).size, 5);
            verify(!shapes.includes(""));
        }

        function test_a_button_stands_beside_the_words_and_below_them_where_it_is_narrow() {
            const beside = line.implicitHeight;
            verify(cancel.mapToItem(line, 0, 0).x > 480);
            line.width = 520;
            tryVerify(() => line.implicitHeight > beside);
            verify(cancel.mapToItem(line, 0, 0).x < 480);
        }
    }
}
