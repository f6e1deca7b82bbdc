import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    LookSheet {
        id: sheet

        size: "normal"
        contrast: false
        reach: false
    }

    SignalSpy {
        id: sized

        target: sheet
        signalName: "sized"
    }

    SignalSpy {
        id: contrasted

        target: sheet
        signalName: "contrasted"
    }

    SignalSpy {
        id: reached

        target: sheet
        signalName: "reached"
    }

    TestCase {
        name: "LookSheet"
        when: windowShown

        function init() {
            root.height = 1920;
            sized.clear();
            contrasted.clear();
            reached.clear();
        }

        function test_each_size_of_letters_is_shown_in_its_size_and_wished_by_one_touch() {
            for (const size of ["large", "largest", "normal"]) {
                const button = findChild(sheet, "text-" + size);
                verify(button.Accessible.name !== "");
                mouseClick(button);
            }
            compare(sized.signalArguments.map(one => one[0]), ["large", "largest", "normal"]);
        }

        function test_the_size_that_holds_is_marked() {
            sheet.size = "large";
            verify(findChild(sheet, "text-large").Accessible.checked);
            verify(!findChild(sheet, "text-normal").Accessible.checked);
            sheet.size = "normal";
        }

        function test_contrast_and_reach_are_switched_on_and_off() {
            mouseClick(findChild(sheet, "contrast"));
            mouseClick(findChild(sheet, "reach"));
            compare([contrasted.signalArguments[0][0], reached.signalArguments[0][0]], [true, true]);
            sheet.contrast = true;
            mouseClick(findChild(sheet, "contrast"));
            compare(contrasted.signalArguments[1][0], false);
            sheet.contrast = false;
        }
    }
}
