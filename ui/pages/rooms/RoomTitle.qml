import ui.controls
import ui.theme

/*!
    What a part of a room is about.
*/
Words {
    width: parent ? parent.width : 0
    size: Theme.title
    strong: true
}
