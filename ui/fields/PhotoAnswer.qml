import QtQuick

/*!
    A photo from the kiosk's camera, which is on while this is on the screen. Without a camera nobody is held up.

    \qml
    PhotoAnswer { field: model.field; active: true }
    \endqml
*/
Answer {
    id: root

    PhotoFrame {
        width: root.width
        photo: root.field.photo
        onActivated: root.activated()
    }
}
