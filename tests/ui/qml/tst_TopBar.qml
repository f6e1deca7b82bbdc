import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    TopBar {
        id: bar

        width: 1080
        height: Theme.bar
        language: "id"
        languages: ["id", "en"]
    }

    SignalSpy {
        id: spoken

        target: bar
        signalName: "spoken"
    }

    SignalSpy {
        id: more

        target: bar
        signalName: "moreLanguages"
    }

    SignalSpy {
        id: voiced

        target: bar
        signalName: "voiced"
    }

    SignalSpy {
        id: looked

        target: bar
        signalName: "looked"
    }

    SignalSpy {
        id: helped

        target: bar
        signalName: "helped"
    }

    SignalSpy {
        id: finished

        target: bar
        signalName: "finished"
    }

    TestCase {
        name: "TopBar"
        when: windowShown

        function init() {
            spoken.clear();
            more.clear();
            bar.languages = ["id", "en"];
            bar.language = "id";
        }

        function cleanup() {
            Theme.textScale = 1;
            Theme.landscape = false;
        }

        function test_of_two_languages_the_other_is_one_touch_away() {
            compare(findChild(bar, "language").text, "English");
            mouseClick(findChild(bar, "language"));
            compare(spoken.count, 1);
            compare(spoken.signalArguments[0][0], "en");
            bar.language = "en";
            compare(findChild(bar, "language").text, "Indonesia");
        }

        function test_of_many_languages_it_asks_which() {
            bar.languages = ["id", "en", "jv"];
            mouseClick(findChild(bar, "language"));
            compare(spoken.count, 0);
            compare(more.count, 1);
        }

        function test_with_one_language_there_is_nothing_to_choose() {
            bar.languages = ["id"];
            verify(!findChild(bar, "language").visible);
        }

        function test_every_button_tells_what_was_wished() {
            for (const name of ["help", "look", "voice", "finish"])
                mouseClick(findChild(bar, name));
            compare([helped.count, looked.count, voiced.count, finished.count], [1, 1, 1, 1]);
        }

        function test_no_two_buttons_touch_each_other_data() {
            return [1, 1.6].map(scale => ({
                        "tag": String(scale),
                        "scale": scale
                    }));
        }

        function test_no_two_buttons_touch_each_other(data) {
            Theme.textScale = data.scale;
            const buttons = ["language", "help", "look", "voice", "finish"].map(name => findChild(bar, name));
            for (let at = 1; at < buttons.length; at++) {
                const left = buttons[at - 1];
                verify(left.mapToItem(bar, left.width, 0).x <= buttons[at].mapToItem(bar, 0, 0).x, at);
                verify(buttons[at].width >= 96);
            }
        }
    }
}
