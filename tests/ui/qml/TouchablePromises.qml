import QtQuick
import QtTest
import ui.controls
import ui.theme

/*!
    What every control that is touched promises. A tst file gives it the control, which must stand in a visible item.

    \qml
    TouchablePromises { name: "KioskButton"; control: button }
    \endqml
*/
TestCase {
    id: root

    required property Touchable control
    property bool tabbed: true // false for keys: they leave the focus where it is
    property bool disables: true // false for what is never disabled
    property int least: 96 // pixels, either side: what a finger hits

    when: windowShown

    SignalSpy {
        id: clicks

        target: root.control
        signalName: "clicked"
    }

    function init(): void {
        clicks.clear();
    }

    function cleanup(): void {
        Theme.contrast = false;
        Theme.textScale = 1;
        Theme.landscape = false;
        root.rest();
    }

    function rest(): void {
        const control = root.control;
        control.down = undefined;
        control.lit = false;
        control.wrong = false;
        control.busy = false;
        control.enabled = true;
        control.focus = false;
    }

    function test_it_answers_the_finger_on_touch_down(): void {
        const before = grabImage(root.control);
        const finger = touchEvent(root.control);
        finger.press(0, root.control, root.control.width / 2, root.control.height / 2).commit();
        verify(root.control.down);
        verify(!grabImage(root.control).equals(before));
        compare(clicks.count, 0);
        finger.release(0, root.control, root.control.width / 2, root.control.height / 2).commit();
        verify(!root.control.down);
        compare(clicks.count, 1);
    }

    function test_a_finger_that_slides_off_presses_nothing(): void {
        const finger = touchEvent(root.control);
        finger.press(0, root.control, root.control.width / 2, root.control.height / 2).commit();
        finger.move(0, root.control, root.control.width / 2, -200).commit();
        finger.release(0, root.control, root.control.width / 2, -200).commit();
        compare(clicks.count, 0);
    }

    function test_enter_and_space_press_it(): void {
        root.control.forceActiveFocus();
        keyClick(Qt.Key_Return);
        compare(clicks.count, 1);
        keyClick(Qt.Key_Enter);
        compare(clicks.count, 2);
        keyClick(Qt.Key_Space);
        compare(clicks.count, 3);
    }

    function test_tab_reaches_it_unless_it_is_a_key(): void {
        compare((root.control.focusPolicy & Qt.TabFocus) !== 0, root.tabbed);
    }

    function test_a_touch_leaves_the_focus_where_it_is(): void {
        mouseClick(root.control);
        verify(!root.control.activeFocus);
    }

    function test_while_busy_it_cannot_be_pressed_a_second_time(): void {
        root.control.busy = true;
        mouseClick(root.control);
        root.control.forceActiveFocus();
        keyClick(Qt.Key_Return);
        keyClick(Qt.Key_Space);
        compare(clicks.count, 0);
        root.control.busy = false;
        mouseClick(root.control);
        compare(clicks.count, 1);
    }

    function test_disabled_it_does_nothing(): void {
        root.control.enabled = false;
        mouseClick(root.control);
        compare(clicks.count, 0);
    }

    function test_it_has_a_name_for_screen_readers(): void {
        verify(root.control.Accessible.name.trim() !== "");
        verify([Accessible.Button, Accessible.CheckBox, Accessible.RadioButton, Accessible.EditableText].includes(root.control.Accessible.role));
    }

    function test_a_finger_hits_it_data(): var {
        return [1, 1.3, 1.6, -1, -1.3, -1.6].map(scale => ({
                    "tag": Math.abs(scale) + (scale < 0 ? " landscape" : " portrait"),
                    "scale": Math.abs(scale),
                    "landscape": scale < 0
                }));
    }

    function test_a_finger_hits_it(data: var): void {
        Theme.textScale = data.scale;
        Theme.landscape = data.landscape;
        verify(root.control.implicitHeight >= root.least, root.control.implicitHeight + " high");
        verify(root.control.implicitWidth >= root.least, root.control.implicitWidth + " wide");
    }

    function test_every_state_looks_different_data(): var {
        return [
            {
                "tag": "light",
                "contrast": false
            },
            {
                "tag": "contrast",
                "contrast": true
            }
        ];
    }

    function test_every_state_looks_different(data: var): void {
        Theme.contrast = data.contrast;
        const control = root.control;
        const states = [() => {}, () => control.down = true, () => control.lit = true];
        if (root.disables)
            states.push(() => control.enabled = false);
        const pictures = states.map(enter => {
            root.rest();
            enter();
            return grabImage(control);
        });
        for (let one = 0; one < pictures.length; one++) {
            for (let other = 0; other < one; other++)
                verify(!pictures[one].equals(pictures[other]), "state " + one + " looks like state " + other);
        }
    }
}
