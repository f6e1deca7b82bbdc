import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Component {
        id: maker

        VoiceBar {
            width: Theme.landscape ? 1920 : 1080
            height: implicitHeight
            caption: "Siapa nama Anda?"
        }
    }

    TextInput {
        id: line

        y: 900
        width: 300
    }

    SignalSpy {
        id: next

        signalName: "next"
    }

    SignalSpy {
        id: previous

        signalName: "previous"
    }

    SignalSpy {
        id: repeated

        signalName: "repeated"
    }

    SignalSpy {
        id: chosen

        signalName: "chosen"
    }

    TestCase {
        name: "VoiceBar"
        when: windowShown

        readonly property list<string> names: ["voice-next", "voice-previous", "voice-repeat", "voice-choose"]

        function cleanup() {
            Theme.landscape = false;
        }

        function make(walking) {
            const bar = createTemporaryObject(maker, root, {
                "walking": walking
            });
            for (const spy of [next, previous, repeated, chosen])
                spy.target = bar;
            return bar;
        }

        function test_each_control_does_its_own() {
            const bar = make(true);
            for (const name of names)
                mouseClick(findChild(bar, name));
            compare([next.count, previous.count, repeated.count, chosen.count], [1, 1, 1, 1]);
        }

        function test_it_moves_the_focus_and_never_has_it() {
            const bar = make(true);
            line.forceActiveFocus();
            mouseClick(findChild(bar, "voice-next"));
            verify(line.activeFocus);
            line.focus = false;
        }

        function test_the_two_that_are_needed_most_lie_in_the_corners_data() {
            return [
                {
                    "tag": "portrait",
                    "landscape": false
                },
                {
                    "tag": "landscape",
                    "landscape": true
                }
            ];
        }

        function test_the_two_that_are_needed_most_lie_in_the_corners(data) {
            Theme.landscape = data.landscape;
            const bar = make(true);
            const boxes = names.map(name => findChild(bar, name)).sort((one, other) => one.x - other.x);
            compare(boxes[0].objectName, "voice-next");
            compare(boxes[3].objectName, "voice-choose");
            for (let at = 1; at < 4; at++)
                verify(boxes[at - 1].x + boxes[at - 1].width <= boxes[at].x);
            verify(boxes.every(box => box.height >= 150 && box.y + box.height <= bar.height));
        }

        function test_without_walking_only_the_caption_is_there() {
            const bar = make(false);
            verify(names.every(name => !findChild(bar, name).visible));
            verify(bar.implicitHeight > 96);
        }
    }
}
