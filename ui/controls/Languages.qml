pragma Singleton

import QtQuick

/*!
    Each language by its own name: whoever needs it can read it.

    \qml
    Words { text: Languages.names["jv"] }
    \endqml
*/
QtObject {
    readonly property var names: ({
            "id": "Indonesia",
            "en": "English",
            "jv": "Basa Jawa",
            "su": "Basa Sunda",
            "plm": "Palembang"
        })
}
