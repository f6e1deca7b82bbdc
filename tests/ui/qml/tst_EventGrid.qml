import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    EventGrid {
        id: grid

        width: 960
        columns: 3
        model: ListModel {
            id: events

            ListElement { event: "bayi"; title: "Punya bayi"; about: ""; drawing: "event-bayi" }
            ListElement { event: "ktp_kk"; title: "KTP atau KK"; about: "baru, hilang, rusak, atau datanya keliru"; drawing: "event-ktp_kk" }
            ListElement { event: "hukum"; title: "Masalah hukum"; about: ""; drawing: "event-hukum" }
            ListElement { event: "acara"; title: "Membuat acara"; about: ""; drawing: "event-acara" }
        }
    }

    SignalSpy {
        id: picked

        target: grid
        signalName: "picked"
    }

    SignalSpy {
        id: others

        target: grid
        signalName: "others"
    }

    TestCase {
        name: "EventGrid"
        when: windowShown

        function cleanup() {
            Theme.contrast = false;
            Theme.textScale = 1;
            Theme.landscape = false;
            Theme.reach = false;
        }

        function init() {
            picked.clear();
            others.clear();
            grid.most = 1000;
        }

        function cards() {
            return Array.from(grid.children).filter(item => item.visible && item.text !== undefined);
        }

        function test_all_are_shown_and_as_high_as_each_other() {
            compare(cards().map(card => card.text), ["Punya bayi", "KTP atau KK", "Masalah hukum", "Membuat acara"]);
            for (const card of cards())
                compare(card.height, cards()[1].implicitHeight);
        }

        function test_the_last_place_leads_to_those_that_have_none() {
            grid.most = 3;
            compare(cards().length, 3);
            grid.forceLayout();
            mouseClick(cards()[2]);
            compare(others.count, 1);
            compare(picked.count, 0);
        }

        function test_as_many_as_there_are_places_need_no_card_for_others() {
            grid.most = 4;
            compare(cards().length, 4);
            compare(cards()[3].text, "Membuat acara");
        }

        function test_a_touch_says_which() {
            mouseClick(cards()[2]);
            compare(picked.count, 1);
            compare(picked.signalArguments[0][0], "hukum");
        }

        function test_without_notes_the_cards_are_lower() {
            const before = grid.high;
            grid.notes = false;
            tryVerify(() => grid.high < before);
            grid.notes = true;
        }
    }
}
