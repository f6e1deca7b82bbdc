import ui.controls
import ui.viewmodels

/*!
    What is known of a slip that was asked for; nothing before.

    \qml
    PaperNotice { width: parent.width; paper: reading.paper }
    \endqml
*/
Notice {
    id: root

    required property PaperViewModel paper

    visible: root.paper.mood !== ""
    mood: root.paper.mood || "busy"
    title: root.paper.title
    text: root.paper.detail
}
