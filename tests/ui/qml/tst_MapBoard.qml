import QtQuick
import QtTest
import ui.controls
import ui.fields
import ui.viewmodels
import tests.fields
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Component {
        id: maker

        Item {
            id: place

            required property FieldViewModel field

            width: 900
            height: 600

            MapBoard {
                objectName: "board"
                map: place.field.map
                picture: place.field.fieldId
                width: place.width
                height: place.height
            }
        }
    }

    TestCase {
        name: "MapBoard"
        when: windowShown

        function make() {
            return findChild(createTemporaryObject(maker, root, {
                "field": Fields.make("location", "empty")
            }), "board");
        }

        function test_a_touch_sets_the_pin_where_the_finger_was() {
            const board = make();
            mouseClick(board, 430, 310);
            verify(board.map.placed);
            fuzzyCompare(board.map.pinX, 430, 2);
            fuzzyCompare(board.map.pinY, 310, 2);
        }

        function test_arrow_keys_move_the_pin() {
            const board = make();
            mouseClick(board, 430, 310);
            const before = board.map.pinX;
            board.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            verify(board.map.pinX > before);
            keyClick(Qt.Key_Left);
            fuzzyCompare(board.map.pinX, before, 2);
        }

        function test_its_name_says_where_the_pin_stands() {
            const board = make();
            const before = board.Accessible.name;
            mouseClick(board, 430, 310);
            verify(board.Accessible.name !== before);
            verify(board.Accessible.name.includes(board.map.said));
        }

        function test_tab_shows_that_it_has_reached_it() {
            const board = make();
            waitForRendering(board);
            const before = grabImage(board);
            board.lit = true;
            verify(!grabImage(board).equals(before));
        }
    }
}
