pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.fields
import ui.theme
import ui.viewmodels

/*!
    One question. Which keys stand below depends on the field that is being filled in. An answer may bring out another field.
*/
KioskPage {
    id: root

    required property KioskViewModel kiosk
    required property StepViewModel step
    property int chosen: root.step.fields.findIndex(field => field.asked && field.kind !== "note") // -1 when there are only words
    readonly property list<string> narrow: Theme.landscape && Theme.textScale < 1.2 ? ["rt_rw", "number", "text", "date", "phone", "money"] : ["rt_rw"]
    readonly property bool beside: root.step.fields.length === 2 && root.step.fields.every(field => field.asked && root.narrow.includes(field.kind))
    readonly property int questions: root.step.fields.filter(field => field.kind !== "note").length
    property bool begun: false // somebody has answered: before that, the question is what matters
    readonly property AnswerSlot slot: slots.count > root.chosen && root.chosen >= 0 ? slots.itemAt(root.chosen) as AnswerSlot : null

    /*! Brings what is said about an answer into sight, with the answer where there is room for both. */
    function showSaid(): void {
        if (root.sight && root.sight.height < root.scroll.height)
            root.scroll.show(root.sight);
        else if (root.keysHeight === 0 && root.slot?.answer?.trouble.visible)
            root.scroll.show(root.slot.answer.trouble);
    }

    objectName: "step"
    eyebrow: root.step.words + " · " + root.kiosk.form.service
    heading: root.step.title
    reason: root.step.reason
    nextText: root.step.changing ? qsTr("Simpan") : root.step.skippable ? qsTr("Lewati") : qsTr("Lanjut")
    nextIcon: root.step.changing ? "check" : "arrow-right"
    backText: root.step.changing ? qsTr("Batal") : qsTr("Kembali")
    entry: root.slot ? root.slot.entry : null
    sight: root.slot ? root.slot.sight : null
    onNext: {
        root.kiosk.form.next();
        // What is to be mended comes into sight, with its keys.
        const wrong = root.step.fields.findIndex(field => field.asked && field.problem !== "");
        if (wrong >= 0) {
            root.chosen = wrong;
            Qt.callLater(root.showSaid);
        }
    }
    onBack: root.kiosk.back()

    Connections {
        target: root.slot?.field ?? null

        function onChanged(): void {
            root.begun = true;
        }
    }

    Connections {
        // What there is to say about an answer comes below it, and so does a camera.
        target: root.sight

        function onHeightChanged(): void {
            if (root.begun)
                Qt.callLater(root.showSaid);
        }
    }

    Connections {
        // The area has brought the focus back into sight by then, which may be on the first card of a long list.
        target: root.scroll

        function onContentHeightChanged(): void {
            if (root.begun)
                Qt.callLater(root.showSaid);
        }
    }

    Grid {
        width: root.contentWidth
        // RT and RW belong side by side, as on the KTP; in landscape other short answers fit too.
        columns: root.beside ? 2 : 1
        columnSpacing: 36
        rowSpacing: Theme.landscape ? 24 : 36

        Repeater {
            id: slots

            model: root.step.fields

            AnswerSlot {
                required property FieldViewModel modelData
                required property int index

                width: root.beside ? (root.contentWidth - 36) / 2 : root.contentWidth
                visible: modelData?.asked ?? false
                field: modelData
                chosen: root.chosen === index
                labelled: root.questions > 1
                onActivated: root.chosen = index
            }
        }
    }
}
