import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Component {
        id: maker

        RowCard {
            width: 960
            title: "Saksi 1"
            text: "Rudi Hartono"
            note: "Tetangga"
        }
    }

    SignalSpy {
        id: changed

        signalName: "changed"
    }

    SignalSpy {
        id: dropped

        signalName: "dropped"
    }

    TestCase {
        name: "RowCard"
        when: windowShown

        function make(properties) {
            const card = createTemporaryObject(maker, root, properties ?? {});
            changed.target = card;
            dropped.target = card;
            changed.clear();
            dropped.clear();
            waitForRendering(card);
            return card;
        }

        function cleanup() {
            Theme.textScale = 1;
        }

        function test_it_is_read_as_one() {
            compare(make().Accessible.name, "Saksi 1, Rudi Hartono, Tetangga");
            verify(make({
                "whole": false
            }).Accessible.name.length > "Saksi 1, Rudi Hartono, Tetangga".length);
        }

        function test_changing_asks_nothing() {
            const card = make();
            mouseClick(findChild(card, "edit-row"));
            compare(changed.count, 1);
        }

        function test_deleting_is_asked_about_and_can_be_taken_back() {
            const card = make();
            mouseClick(findChild(card, "drop-row"));
            verify(card.asking);
            compare(dropped.count, 0);
            verify(card.Accessible.name.includes("Rudi Hartono"));
            waitForRendering(card);
            mouseClick(findChild(card, "keep-row"));
            verify(!card.asking);
            compare(changed.count, 0);
            waitForRendering(card);
            mouseClick(findChild(card, "drop-row"));
            waitForRendering(card);
            mouseClick(findChild(card, "drop-row"));
            compare(dropped.count, 1);
            compare(changed.count, 0);
        }

        function test_a_hasty_second_touch_deletes_nothing_data() {
            return [[960, 1], [960, 1.6], [1340, 1]].map(row => ({
                        "tag": row.join(" x "),
                        "width": row[0],
                        "scale": row[1]
                    }));
        }

        function test_a_hasty_second_touch_deletes_nothing(data) {
            Theme.textScale = data.scale;
            const card = make({
                "width": data.width
            });
            const place = findChild(card, "drop-row").mapToItem(card, 60, 60);
            mouseClick(card, place.x, place.y);
            waitForRendering(card);
            mouseClick(card, place.x, place.y);
            compare(dropped.count, 0);
        }

        function test_its_buttons_name_the_row_and_a_finger_hits_them_data() {
            return [[960, 1], [960, 1.6], [1340, 1], [1340, 1.6]].map(row => ({
                        "tag": row.join(" x "),
                        "width": row[0],
                        "scale": row[1]
                    }));
        }

        function test_its_buttons_name_the_row_and_a_finger_hits_them(data) {
            Theme.textScale = data.scale;
            const card = make({
                "width": data.width
            });
            for (const name of ["edit-row", "drop-row"]) {
                const button = findChild(card, name);
                verify(button.Accessible.name.endsWith("Saksi 1"));
                verify(button.width >= 96 && button.height >= 96);
                const right = button.mapToItem(card, button.width, 0).x;
                verify(right <= card.width, name + " ends at " + right);
            }
        }
    }
}
