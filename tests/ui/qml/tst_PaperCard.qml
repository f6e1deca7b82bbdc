import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.theme

Item {
    id: root

    width: 1400
    height: 1200

    Component {
        id: maker

        PaperCard {
            width: 960
            text: "Kartu Keluarga asli"
            note: "Fotokopi satu lembar."
        }
    }

    SignalSpy {
        id: answered

        signalName: "answered"
    }

    SignalSpy {
        id: photographed

        signalName: "photographed"
    }

    TestCase {
        name: "PaperCard"
        when: windowShown

        function make(properties) {
            const card = createTemporaryObject(maker, root, properties ?? {});
            answered.target = card;
            photographed.target = card;
            answered.clear();
            photographed.clear();
            waitForRendering(card);
            return card;
        }

        function cleanup() {
            Theme.textScale = 1;
        }

        function test_its_answers_name_the_paper() {
            const card = make();
            verify(findChild(card, "ada").Accessible.name.startsWith("Kartu Keluarga asli: "));
            verify(findChild(card, "belum").Accessible.name.startsWith("Kartu Keluarga asli: "));
            verify(card.Accessible.name.includes("Fotokopi satu lembar."));
        }

        function test_a_touch_asks_for_the_answer_and_one_on_what_is_chosen_for_none() {
            const card = make({
                "answer": "ada"
            });
            verify(findChild(card, "ada").chosen);
            mouseClick(findChild(card, "belum"));
            compare(answered.signalArguments[0][0], "belum");
            mouseClick(findChild(card, "ada"));
            compare(answered.signalArguments[1][0], "");
        }

        function test_a_photo_is_offered_where_there_is_a_camera() {
            verify(!findChild(make(), "foto").visible);
            const card = make({
                "camera": true
            });
            mouseClick(findChild(card, "foto"));
            compare(photographed.count, 1);
            const before = findChild(card, "foto").text;
            card.answer = "foto";
            verify(findChild(card, "foto").text !== before);
        }

        function test_nothing_leaves_the_card_and_a_finger_hits_everything_data() {
            const rows = [];
            for (const width of [960, 1340]) {
                for (const scale of [1, 1.3, 1.6])
                    rows.push({
                        "tag": width + " x " + scale,
                        "width": width,
                        "scale": scale
                    });
            }
            return rows;
        }

        function test_nothing_leaves_the_card_and_a_finger_hits_everything(data) {
            Theme.textScale = data.scale;
            const card = make({
                "width": data.width,
                "camera": true
            });
            for (const name of ["ada", "belum", "foto"]) {
                const button = findChild(card, name);
                verify(button.width >= 96 && button.height >= 96, name);
                const place = button.mapToItem(card, 0, 0);
                verify(place.x + button.width <= card.width && place.y + button.height <= card.height, name);
            }
        }
    }
}
