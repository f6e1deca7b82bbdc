import QtQuick
import ui.controls
import ui.theme

/*!
    A date in three parts. The next part comes by itself: day and year on the number pad, the month by its name.

    \qml
    DateAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    property string part: "day"
    property bool fresh: true // the first digit replaces what stands there
    property int count: 0

    function goTo(to: string): void {
        part = to;
        fresh = true;
        count = 0;
    }

    function digit(text: string): void {
        const old = root.fresh ? "" : root.part === "day" ? root.field.day : root.field.year;
        root.fresh = false;
        root.count += 1;
        if (root.part === "day") {
            root.field.putPart("day", old + text);
            // 4 to 9 can only be a whole day.
            if (root.count === 2 || Number(text) > 3)
                root.goTo("month");
        } else if (root.part === "year") {
            if (old.length < 4)
                root.field.putPart("year", old + text);
        }
    }

    /*! From a real keyboard, where a month is a number: 2 to 9 can only be a whole one. */
    function monthDigit(text: string): void {
        const old = root.fresh ? 0 : root.field.month;
        const month = 10 * old + Number(text);
        root.fresh = false;
        if (month > 12)
            return;
        root.field.putPart("month", month > 0 ? String(month) : "");
        if (old > 0 || month > 1)
            root.goTo("year");
    }

    function erase(): void {
        if (root.part === "month") {
            root.field.putPart("month", "");
        } else {
            const old = root.part === "day" ? root.field.day : root.field.year;
            root.fresh = false;
            root.count = Math.max(0, root.count - 1);
            root.field.putPart(root.part, old.slice(0, -1));
            if (old === "" && root.part === "year")
                root.goTo("month");
        }
    }

    entry: keys

    Entry {
        id: keys

        keys: root.part === "month" ? "months" : "digits"
        month: root.field.month
        onTyped: text => {
            if (root.part === "month") {
                root.field.putPart("month", text);
                root.goTo("year");
            } else {
                root.digit(text);
            }
        }
        onErased: root.erase()
        onCleared: root.field.putPart(root.part, "")
    }

    Row {
        width: root.width
        spacing: Theme.gap

        Column {
            width: root.width * 0.24
            spacing: 6

            Words {
                text: qsTr("Tanggal")
                size: Theme.small
                color: Theme.inkSoft
            }

            DigitBox {
                width: parent.width
                objectName: "day"
                name: qsTr("Tanggal")
                active: root.active && root.part === "day"
                wrong: root.field.problem !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.field.day
                onTyped: digit => root.digit(digit)
                onErased: root.erase()
                onClicked: {
                    root.activated();
                    root.goTo("day");
                }
            }
        }

        Column {
            width: root.width - root.width * 0.24 - root.width * 0.28 - 2 * Theme.gap
            spacing: 6

            Words {
                text: qsTr("Bulan")
                size: Theme.small
                color: Theme.inkSoft
            }

            DigitBox {
                readonly property list<string> names: [qsTr("Januari"), qsTr("Februari"), qsTr("Maret"), qsTr("April"), qsTr("Mei"), qsTr("Juni"), qsTr("Juli"), qsTr("Agustus"), qsTr("September"), qsTr("Oktober"), qsTr("November"), qsTr("Desember")]

                width: parent.width
                objectName: "month"
                name: qsTr("Bulan")
                active: root.active && root.part === "month"
                wrong: root.field.problem !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.field.month > 0 && root.field.month < 13 ? names[root.field.month - 1] : ""
                onTyped: digit => root.monthDigit(digit)
                onErased: root.erase()
                onClicked: {
                    root.activated();
                    root.goTo("month");
                }
            }
        }

        Column {
            width: root.width * 0.28
            spacing: 6

            Words {
                text: qsTr("Tahun")
                size: Theme.small
                color: Theme.inkSoft
            }

            DigitBox {
                width: parent.width
                objectName: "year"
                name: qsTr("Tahun")
                active: root.active && root.part === "year"
                wrong: root.field.problem !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.field.year
                onTyped: digit => root.digit(digit)
                onErased: root.erase()
                onClicked: {
                    root.activated();
                    root.goTo("year");
                }
            }
        }
    }

    Words {
        width: root.width
        visible: text !== "" && root.field.problem === ""
        text: root.field.echo
        font.weight: Font.DemiBold
        color: Theme.good
    }
}
