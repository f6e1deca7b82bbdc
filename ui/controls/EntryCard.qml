import QtQuick

/*!
    A service of the catalogue as one of a list: what it is called, what it gives, and whether there is a form to fill in or
    something to read, and whether the office has closed it.

    \qml
    EntryCard { service: "posyandu"; title: qsTr("Posyandu"); summary: qsTr("Kapan dan di mana."); picture: "users"; informs: true; closed: false }
    \endqml
*/
ServiceCard {
    id: root

    required property string service
    required property string title
    required property string summary
    required property string picture // a name in assets/icons
    required property bool informs
    required property bool closed

    signal picked(string service)

    objectName: "service-" + root.service
    iconName: root.picture
    text: root.title
    note: root.summary
    shut: root.closed
    mark: root.closed ? qsTr("Sedang ditutup") : root.informs ? qsTr("Info") : qsTr("Formulir")
    markIcon: root.closed ? "ban" : root.informs ? "book-open" : "pencil"
    onClicked: root.picked(root.service)
}
