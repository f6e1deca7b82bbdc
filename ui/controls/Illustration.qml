import QtQuick
import ui.theme

/*!
    One of the drawings in assets/illustrations, in the colours of the theme. Give it a width, the height follows;
    or `sourceSize: Qt.size(0, 300)` for a height. What it says stands in words beside it, so a screen reader passes over it.

    \qml
    Illustration { name: "office"; width: 600 }
    \endqml
*/
Image {
    id: root

    property string name

    // In the order of ui.images.PALETTE. In the contrast theme all shapes are black with a white edge; only what is gold
    // and what is skin is filled, so that a figure reads as a line drawing.
    readonly property list<color> colours: [
        Theme.contrast ? Theme.paper : Theme.ink, // ink: hair, shoes, wheels
        Theme.cloth, // cloth
        Theme.deep, // deep
        Theme.thread, // gold
        Theme.contrast ? Theme.paper : "#B7791F", // bronze: the thread as it looks on paper; wood, tiles, leather
        Theme.contrast ? Theme.ink : "#B7791F", // skin
        Theme.contrast ? Theme.paper : Theme.line, // grey: old hair
        Theme.surface, // surface: paper, white cloth
        Theme.contrast ? Theme.paper : Theme.tint, // tint: walls, glass
        Theme.contrast ? Theme.paper : Theme.hairline, // sand
        Theme.contrast ? Theme.paper : Theme.warp, // khaki: the uniform
        Theme.contrast ? Theme.paper : Theme.danger, // red: kebaya, flag
        Theme.ink, // mark: what is written on paper
        Theme.action, // accent: what is pointed out on paper
        Theme.line, // rim: the edge of what is pale
        Theme.contrast ? Theme.line : Theme.deep // fold: where cloth lies on cloth of the same colour
    ]

    sourceSize: Qt.size(root.width, 0)
    source: root.name === "" ? "" : "image://illustration/" + root.name + "/" + root.colours.map(colour => String(colour).slice(-6)).join("-") + (Theme.contrast ? "/edged" : "")
    Accessible.ignored: true
}
