import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Touchable {
        id: plain

        x: 60
        y: 60
        text: "Lanjut"
        background: Rectangle {
            color: !plain.enabled ? Theme.disabled : plain.down ? Theme.pressed : Theme.action
            border.width: plain.lit ? 6 : 0
            border.color: Theme.focus
        }
    }

    TouchablePromises {
        name: "Touchable"
        control: plain
    }

    Touchable {
        id: bare

        y: 300
        background: Item {}
    }

    SignalSpy {
        id: clicks

        target: bare
        signalName: "clicked"
    }

    TestCase {
        name: "Touchable"
        when: windowShown

        function test_without_words_it_is_still_as_large_as_a_finger() {
            compare(bare.implicitWidth, Theme.target);
            compare(bare.implicitHeight, Theme.target);
        }

        function test_tab_shows_where_it_is_and_a_finger_does_not() {
            bare.forceActiveFocus(Qt.MouseFocusReason);
            verify(!bare.lit);
            bare.focus = false;
            bare.forceActiveFocus(Qt.TabFocusReason);
            verify(bare.lit);
            bare.focus = false;
        }

        function test_two_fast_touches_of_a_busy_button_send_nothing() {
            bare.busy = true;
            mouseDoubleClickSequence(bare);
            compare(clicks.count, 0);
            bare.busy = false;
        }
    }
}
