pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.viewmodels

/*!
    Chooses the control for a field's kind: the one place that knows all of them.

    \qml
    AnswerSlot { field: model.field; chosen: index === page.activeIndex }
    \endqml
*/
Loader {
    id: root

    required property FieldViewModel field
    property bool chosen: false
    property bool labelled: true
    readonly property Answer answer: root.item as Answer
    readonly property Entry entry: root.answer ? root.answer.entry : null
    readonly property Item sight: root.answer ? root.answer.sight : root

    signal activated

    sourceComponent: switch (root.field.kind) {
    case "long_text":
        return longText;
    case "address":
        return address;
    case "code":
        return code;
    case "note":
        return note;
    case "rows":
        return rows;
    case "checklist":
        return checklist;
    case "nik":
    case "kk":
        return nik;
    case "date":
        return date;
    case "choice":
    case "choices":
        return choice;
    case "list":
        return list;
    case "wilayah":
        return wilayah;
    case "time":
        return time;
    case "location":
        return location;
    case "photo":
        return photo;
    case "number":
    case "money":
    case "phone":
    case "rt_rw":
    case "digits":
        return digits;
    case "consent":
        return consent;
    default:
        return text;
    }

    Connections {
        target: root.answer

        function onActivated(): void {
            root.activated();
        }
    }

    Component {
        id: text

        TextAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: longText

        LongTextAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: nik

        NikAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: digits

        DigitAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: date

        DateAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: choice

        ChoiceAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: list

        ListAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: wilayah

        WilayahAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: time

        TimeAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: location

        LocationAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: photo

        PhotoAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: address

        AddressAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: code

        CodeAnswer {
            field: root.field
            active: root.chosen
            labelled: root.labelled
        }
    }

    Component {
        id: note

        NoteAnswer {
            field: root.field
        }
    }

    Component {
        id: rows

        RowsAnswer {
            field: root.field
            active: root.chosen
        }
    }

    Component {
        id: checklist

        ChecklistAnswer {
            field: root.field
            active: root.chosen
        }
    }

    Component {
        id: consent

        ConsentAnswer {
            field: root.field
            active: root.chosen
        }
    }
}
