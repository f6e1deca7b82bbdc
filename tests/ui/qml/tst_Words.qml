import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Words {
        id: words

        width: 300
        text: "Surat Keterangan Tidak Mampu untuk keluarga"
    }

    TestCase {
        name: "Words"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function init() {
            words.text = "Surat Keterangan Tidak Mampu untuk keluarga";
        }

        function test_it_wraps_at_words_and_cuts_nothing() {
            compare(words.lineCount, 3);
            verify(!words.truncated);
            verify(words.contentWidth <= words.width, words.contentWidth);
        }

        function test_it_grows_with_the_wish_of_the_resident() {
            compare(words.font.pixelSize, 34);
            Theme.textScale = 1.6;
            compare(words.font.pixelSize, 54);
        }

        function test_a_name_with_signs_stays_text() {
            words.text = "<b>Siti</b>";
            compare(words.textFormat, Text.PlainText);
            compare(words.Accessible.name, "<b>Siti</b>");
        }
    }
}
