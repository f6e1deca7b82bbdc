import QtQuick
import ui.controls
import ui.theme

/*!
    A time of day: hour and minute on the number pad, and the part of the day in words.

    \qml
    TimeAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    property string part: "hour"
    property bool fresh: true // the first digit replaces what stands there

    function goTo(to: string): void {
        part = to;
        fresh = true;
    }

    function digit(text: string): void {
        const old = root.fresh ? "" : root.part === "hour" ? root.field.hour : root.field.minute;
        if (old.length > 1)
            return;
        root.fresh = false;
        root.field.putTime(root.part, old + text);
        // 3 to 9 can only be a whole hour.
        if (root.part === "hour" && (old !== "" || Number(text) > 2))
            root.goTo("minute");
    }

    function erase(): void {
        const old = root.part === "hour" ? root.field.hour : root.field.minute;
        root.fresh = false;
        if (old === "" && root.part === "minute")
            root.goTo("hour");
        else
            root.field.putTime(root.part, old.slice(0, -1));
    }

    entry: keys

    Entry {
        id: keys

        keys: "digits"
        onTyped: text => root.digit(text)
        onErased: root.erase()
        onCleared: {
            root.field.cleared();
            root.goTo("hour");
        }
    }

    Row {
        spacing: Theme.gap

        Column {
            width: Math.min(300, (root.width - 3 * Theme.gap) / 2)
            spacing: 6

            Words {
                text: qsTr("Jam")
                size: Theme.small
                color: Theme.inkSoft
            }

            DigitBox {
                width: parent.width
                objectName: "hour"
                name: qsTr("Jam")
                active: root.active && root.part === "hour"
                wrong: root.field.problem !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.field.hour
                onTyped: digit => root.digit(digit)
                onErased: root.erase()
                onClicked: {
                    root.activated();
                    root.goTo("hour");
                }
            }
        }

        Column {
            width: Math.min(300, (root.width - 3 * Theme.gap) / 2)
            spacing: 6

            Words {
                text: qsTr("Menit")
                size: Theme.small
                color: Theme.inkSoft
            }

            DigitBox {
                width: parent.width
                objectName: "minute"
                name: qsTr("Menit")
                active: root.active && root.part === "minute"
                wrong: root.field.problem !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.field.minute
                onTyped: digit => root.digit(digit)
                onErased: root.erase()
                onClicked: {
                    root.activated();
                    root.goTo("minute");
                }
            }
        }
    }

    Words {
        width: root.width
        visible: root.field.echo !== ""
        text: qsTr("Pukul %1 %2").arg(root.field.spoken).arg(root.field.echo)
        font.weight: Font.DemiBold
        color: Theme.good
    }
}
