import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    KioskButton {
        id: below

        y: 20
        width: 1080
        height: 1100
        text: "Di bawah"
    }

    Question {
        id: question

        heading: "Selesai dan hapus jawaban?"
        text: "Permohonan ini belum dikirim."
        yes: "Lanjut mengisi"
        no: "Ya, hapus"
    }

    SignalSpy {
        id: accepted

        target: question
        signalName: "accepted"
    }

    SignalSpy {
        id: declined

        target: question
        signalName: "declined"
    }

    SignalSpy {
        id: through

        target: below
        signalName: "clicked"
    }

    TestCase {
        name: "Question"
        when: windowShown

        function init() {
            question.visible = false;
            question.visible = true;
            for (const spy of [accepted, declined, through])
                spy.clear();
        }

        function cleanup() {
            Theme.textScale = 1;
            Theme.reach = false;
            question.text = "Permohonan ini belum dikirim.";
        }

        function test_it_takes_the_focus_and_tab_stays_inside() {
            compare(root.Window.activeFocusItem, findChild(question, "yes"));
            for (let times = 0; times < 5; times++) {
                keyClick(Qt.Key_Tab);
                verify(question.holds(root.Window.activeFocusItem));
            }
        }

        function test_both_answers_can_be_given_by_touch_and_by_keys() {
            mouseClick(findChild(question, "yes"));
            mouseClick(findChild(question, "no"));
            compare([accepted.count, declined.count], [1, 1]);
            findChild(question, "no").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(declined.count, 2);
        }

        function test_escape_is_the_answer_that_loses_nothing() {
            keyClick(Qt.Key_Escape);
            compare([accepted.count, declined.count], [1, 0]);
        }

        function test_what_lies_beneath_is_not_touched() {
            mouseClick(root, 20, 1100);
            mouseClick(root, 540, 40);
            compare(through.count, 0);
        }

        function test_with_one_answer_there_is_no_other_button() {
            question.no = "";
            verify(!findChild(question, "no").visible);
            question.no = "Ya, hapus";
        }

        function test_what_is_too_long_scrolls_and_the_answers_stay_in_sight() {
            Theme.textScale = 1.6;
            question.text = "Kalau Anda selesai sekarang, semua jawaban dihapus dari layar. ".repeat(20);
            for (const name of ["yes", "no"]) {
                const button = findChild(question, name);
                const bottom = button.mapToItem(root, 0, button.height).y;
                verify(bottom <= root.height, name + " ends at " + bottom);
            }
        }

        function test_in_reach_mode_it_lies_low() {
            Theme.reach = true;
            question.text = "Permohonan ini belum dikirim. ".repeat(30);
            const yes = findChild(question, "yes");
            verify(yes.mapToItem(root, 0, 0).y > Theme.low * root.height);
        }

        function test_it_is_a_dialog_with_a_name() {
            compare(question.Accessible.role, Accessible.Dialog);
            compare(question.Accessible.name, question.heading);
        }
    }
}
