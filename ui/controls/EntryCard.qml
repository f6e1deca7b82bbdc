import QtQuick

/*!
    A service of the catalogue as one of a list: what it is called, what it gives, and whether there is a form to fill in or
    something to read.

    \qml
    EntryCard { service: "posyandu"; title: qsTr("Posyandu"); summary: qsTr("Kapan dan di mana."); picture: "users"; informs: true }
    \endqml
*/
ServiceCard {
    id: root

    required property string service
    required property string title
    required property string summary
    required property string picture // a name in assets/icons
    required property bool informs

    signal picked(string service)

    objectName: "service-" + root.service
    iconName: root.picture
    text: root.title
    note: root.summary
    mark: root.informs ? qsTr("Info") : qsTr("Formulir")
    markIcon: root.informs ? "book-open" : "pencil"
    onClicked: root.picked(root.service)
}
