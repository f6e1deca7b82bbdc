import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Prose {
        id: prose

        width: 900
        text: "Matikan listrik."
    }

    TestCase {
        name: "Prose"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
            prose.width = 900;
            prose.kind = "paragraph";
            prose.mark = "";
            prose.missing = false;
            prose.text = "Matikan listrik.";
        }

        function test_each_kind_is_read_aloud_as_one_sentence_data() {
            return [["paragraph", "", "Matikan listrik."], ["heading", "", "Matikan listrik."], ["item", "", "Matikan listrik."], ["step", "1.", "1. Matikan listrik."], ["fact", "Jam", "Jam: Matikan listrik."], ["row", "Regu", "Regu: Matikan listrik."]].map(one => ({
                        "tag": one[0],
                        "kind": one[0],
                        "mark": one[1],
                        "name": one[2]
                    }));
        }

        function test_each_kind_is_read_aloud_as_one_sentence(data) {
            prose.kind = data.kind;
            prose.mark = data.mark;
            compare(prose.Accessible.name, data.name);
        }

        function test_a_row_that_does_not_fit_in_one_line_takes_two() {
            prose.kind = "row";
            prose.mark = "Perahu karet";
            prose.text = "12 buah";
            verify(prose.beside);
            const before = prose.implicitHeight;
            prose.width = 300;
            verify(!prose.beside);
            verify(prose.implicitHeight > before);
        }

        function test_what_is_missing_looks_different() {
            prose.kind = "fact";
            prose.mark = "Tempat";
            prose.text = "Tanyakan petugas";
            const known = grabImage(prose);
            prose.missing = true;
            verify(!grabImage(prose).equals(known));
        }

        function test_it_grows_with_the_letters() {
            const before = prose.implicitHeight;
            Theme.textScale = 1.6;
            tryVerify(() => prose.implicitHeight > before);
        }
    }
}
