import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Steps {
        id: steps

        width: 600
        lines: ["Duduk dulu.", "Datang saat nomor Anda dipanggil di loket, lalu serahkan berkas untuk diperiksa."]
    }

    TestCase {
        name: "Steps"
        when: windowShown

        function test_every_line_stands_and_none_is_cut() {
            const sentences = () => Array.from(steps.children).map(line => Array.from(line.children).find(child => child instanceof Words)).filter(words => words);
            compare(sentences().map(words => words.text), steps.lines);
            tryVerify(() => sentences().every(words => words.mapToItem(steps, 0, words.height).y <= steps.implicitHeight));
            verify(sentences()[1].lineCount > 1);
            verify(sentences()[1].mapToItem(steps, 0, 0).y >= sentences()[0].mapToItem(steps, 0, sentences()[0].height).y);
        }
    }
}
