pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    Until when something lasts: one of a few moments. `place`: which one is chosen.
*/
Column {
    id: root

    required property Rows untils
    property int place: 0

    spacing: Theme.gap

    Words {
        width: root.width
        text: qsTr("Sampai kapan?")
        font.weight: Font.DemiBold
    }

    Repeater {
        model: root.untils

        ChoiceCard {
            required property string title
            required property int index

            objectName: "until-" + index
            width: root.width
            text: title
            chosen: root.place === index
            onClicked: root.place = index
        }
    }
}
