import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    TextLine {
        id: line

        width: 600
        name: "Nama"
        longest: 8
    }

    SignalSpy {
        id: activated

        target: line
        signalName: "activated"
    }

    TestCase {
        name: "TextLine"
        when: windowShown

        function init() {
            line.text = "";
            line.capitals = "sentence";
            activated.clear();
        }

        function test_no_more_than_fits_is_taken() {
            for (const letter of "abcdefghijk")
                line.entry.typed(letter);
            compare(line.text, "abcdefgh");
        }

        function test_a_touch_begins_to_type() {
            mouseClick(line);
            verify(activated.count > 0);
            keyClick(Qt.Key_A);
            compare(line.text, "a");
        }

        function test_capitals_come_where_they_are_wanted_data() {
            return [["words", "Siti ", true], ["words", "Siti", false], ["sentence", "Siti ", false], ["sentence", "Mati. ", true], ["none", "", false]].map(row => ({
                        "tag": row[0] + " after '" + row[1] + "'",
                        "capitals": row[0],
                        "before": row[1],
                        "capital": row[2]
                    }));
        }

        function test_capitals_come_where_they_are_wanted(data) {
            line.capitals = data.capitals;
            line.text = data.before;
            compare(line.entry.capital, data.capital);
        }

        function test_wrong_it_looks_different() {
            const before = grabImage(line);
            line.wrong = true;
            verify(!grabImage(line).equals(before));
            line.wrong = false;
        }
    }
}
