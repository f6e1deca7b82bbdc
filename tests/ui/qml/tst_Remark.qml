import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Remark {
        id: remark

        width: 900
        text: "NIK ada 16 angka."
    }

    TestCase {
        name: "Remark"
        when: windowShown

        readonly property list<string> levels: ["problem", "warning", "hint"]

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            remark.level = "problem";
            remark.text = "NIK ada 16 angka.";
        }

        function test_each_level_has_a_word_a_picture_and_a_shape_of_its_own() {
            const words = levels.map(level => {
                remark.level = level;
                return remark.title;
            });
            const pictures = levels.map(level => {
                remark.level = level;
                return remark.children.find(child => child instanceof Icon).name;
            });
            const shapes = levels.map(level => {
                remark.level = level;
                return [remark.border.width, remark.radius, remark.children[0].width].join(" ");
            });
            for (const looks of [words, pictures, shapes])
                compare(new Set(looks).size, 3, looks);
        }

        function test_without_colour_they_still_look_different() {
            Theme.contrast = true;
            const seen = levels.map(level => {
                remark.level = level;
                return grabImage(remark);
            });
            verify(!seen[0].equals(seen[1]) && !seen[1].equals(seen[2]) && !seen[0].equals(seen[2]));
        }

        function test_only_a_problem_is_an_alert_and_all_are_read_as_one() {
            compare(remark.Accessible.role, Accessible.AlertMessage);
            compare(remark.Accessible.name, remark.title + ". NIK ada 16 angka.");
            for (const level of ["warning", "hint"]) {
                remark.level = level;
                compare(remark.Accessible.role, Accessible.Grouping);
            }
        }

        function test_long_words_make_it_higher() {
            const before = remark.implicitHeight;
            Theme.textScale = 1.6;
            remark.text = "Menikah boleh mulai umur 19 tahun. Kalau lebih muda, tanyakan dispensasi di loket, ya. Petugas akan membantu.";
            tryVerify(() => remark.implicitHeight > before);
        }
    }
}
