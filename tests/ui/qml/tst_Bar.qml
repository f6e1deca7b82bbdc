import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Bar {
        id: bar

        width: 900
        name: "Kelahiran"
        value: "12 orang"
        part: 0.5
    }

    TestCase {
        name: "Bar"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
            bar.width = 900;
            bar.part = 0.5;
        }

        function test_it_is_read_as_one_sentence() {
            compare(bar.Accessible.name, "Kelahiran: 12 orang");
        }

        function test_its_length_is_its_part_of_the_longest_data() {
            return [0, 0.25, 1].map(part => ({
                        "tag": String(part),
                        "part": part
                    }));
        }

        function test_its_length_is_its_part_of_the_longest(data) {
            bar.part = data.part;
            const picture = grabImage(bar);
            let filled = 0;
            for (let x = 0; x < picture.width; x++)
                filled += Qt.colorEqual(picture.pixel(x, picture.height - 16), Theme.action) ? 1 : 0;
            fuzzyCompare(filled / picture.width, data.part, 0.01);
        }

        function test_what_nobody_has_told_has_no_bar() {
            bar.part = -1;
            const picture = grabImage(bar);
            verify(!Qt.colorEqual(picture.pixel(4, picture.height - 16), Theme.action));
        }

        function test_it_takes_two_lines_where_one_is_too_short() {
            const before = bar.implicitHeight;
            bar.width = 200;
            verify(bar.implicitHeight > before);
        }
    }
}
