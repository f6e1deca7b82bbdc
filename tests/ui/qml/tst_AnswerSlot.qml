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

        AnswerSlot {
            width: 960
        }
    }

    TestCase {
        name: "AnswerSlot"
        when: windowShown

        function test_every_kind_of_field_has_a_control_of_its_own_data() {
            return [["text", "TextAnswer"], ["address", "AddressAnswer"], ["long_number", "DigitAnswer"], ["code", "CodeAnswer"], ["plate", "CodeAnswer"], ["ref", "ChoiceAnswer"], ["note", "NoteAnswer"], ["rows", "RowsAnswer"], ["berkas", "ChecklistAnswer"], ["long_text", "LongTextAnswer"], ["number", "DigitAnswer"], ["money", "DigitAnswer"], ["phone", "DigitAnswer"], ["rt_rw", "DigitAnswer"], ["nik", "NikAnswer"], ["kk", "NikAnswer"], ["date", "DateAnswer"], ["time", "TimeAnswer"], ["choice", "ChoiceAnswer"], ["yes_no", "ChoiceAnswer"], ["choices", "ChoiceAnswer"], ["list", "ListAnswer"], ["wilayah", "WilayahAnswer"], ["location", "LocationAnswer"], ["photo", "PhotoAnswer"], ["consent", "ConsentAnswer"]].map(row => ({
                        "tag": row[0],
                        "control": row[1]
                    }));
        }

        function test_every_kind_of_field_has_a_control_of_its_own(data) {
            const slot = createTemporaryObject(maker, root, {
                "field": Fields.make(data.tag, "empty")
            });
            verify(String(slot.answer).startsWith(data.control), String(slot.answer));
            tryVerify(() => slot.height > 96);
        }

        function test_it_passes_on_what_is_typed_into() {
            const slot = createTemporaryObject(maker, root, {
                "field": Fields.make("nik", "empty"),
                "chosen": true
            });
            compare(slot.entry.keys, "digits");
            slot.entry.typed("1");
            compare(slot.field.text, "1");
        }
    }
}
