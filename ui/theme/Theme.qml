pragma Singleton

import QtQuick

/*!
    Every colour, size and time of the screen. Contrasts on paper are WCAG ratios.

    \qml
    Rectangle { color: Theme.surface; radius: Theme.radius }
    Text { font.pixelSize: Theme.body; color: Theme.ink }
    \endqml
*/
QtObject {
    id: root

    // Set by the root window: what the resident wishes, and how the screen stands.
    property real textScale: 1
    property bool contrast: false
    property bool motion: true
    property bool landscape: false
    property bool reach: false // everything that is touched lies in the lower 60 %
    property int screenHeight: 1920

    /*! Room for a second column of content beside the first. */
    readonly property bool roomy: root.landscape && !root.reach && root.textScale < 1.2

    // --- Colour
    readonly property color paper: root.contrast ? "#000000" : "#FBF7EF"
    readonly property color surface: root.contrast ? "#000000" : "#FFFFFF"
    readonly property color ink: root.contrast ? "#FFFFFF" : "#14232B" // 15.1
    readonly property color inkSoft: root.contrast ? "#FFFFFF" : "#3D4C54" // 8.3
    readonly property color action: root.contrast ? "#FFD60A" : "#0A4F5C" // 8.6
    readonly property color actionInk: root.contrast ? "#000000" : "#FFFFFF"
    readonly property color pressed: root.contrast ? "#FFFFFF" : "#073B45"
    readonly property color tint: root.contrast ? "#2B2B00" : "#E2EDEC" // beneath what is chosen
    readonly property color deep: root.contrast ? "#000000" : "#073B45"
    readonly property color deepInk: "#FFFFFF"
    readonly property color thread: root.contrast ? "#FFD60A" : "#F2C14E" // 7.3 on deep
    readonly property color disabled: root.contrast ? "#333333" : "#E3DCCD" // beneath what cannot be pressed now
    readonly property color line: root.contrast ? "#FFFFFF" : "#5E6E76" // 5.0, around what can be filled in
    readonly property color hairline: root.contrast ? "#FFFFFF" : "#D8CDB9" // around what is only a group
    readonly property color keys: root.contrast ? "#1A1A1A" : "#E9E1D2" // the keyboard's bed
    readonly property color keyDark: root.contrast ? "#333333" : "#CFC4AF" // keys that do something instead of writing
    readonly property color danger: root.contrast ? "#FFFFFF" : "#9B1C1C" // 7.6
    readonly property color dangerTint: root.contrast ? "#3A0000" : "#FBEDE9"
    readonly property color good: root.contrast ? "#FFFFFF" : "#14532D" // 8.5
    readonly property color goodTint: root.contrast ? "#00290F" : "#E3EFE3"
    readonly property color notice: root.contrast ? "#FFFFFF" : "#1E3A8A" // 9.7
    readonly property color noticeTint: root.contrast ? "#001040" : "#E5EAF6"
    readonly property color unsure: root.contrast ? "#FFFFFF" : "#6B3F00" // 8.1
    readonly property color unsureTint: root.contrast ? "#332200" : "#FAEBCB"
    readonly property color shade: root.contrast ? "#C0000000" : "#B3073B45" // over the page, under a question

    // Who has the focus: two rings, so that one of them stands out from whatever lies beneath.
    readonly property color focus: root.contrast ? "#FFFFFF" : "#14232B"
    readonly property color focusGap: root.contrast ? "#000000" : "#FFFFFF"

    // Elevation: a line of 2 px below what can be pressed. No shadow, no blur.
    readonly property color lift: root.contrast ? "#000000" : "#B9AC94"
    readonly property color liftDark: root.contrast ? "#000000" : "#052B33"

    // The band
    readonly property color cloth: root.contrast ? "#000000" : "#0A4F5C"
    readonly property color clothShade: root.contrast ? "#333300" : "#073B45"
    readonly property color warp: root.contrast ? "#8C8C8C" : "#B8A888"

    // --- Type
    readonly property string family: "Atkinson Hyperlegible Next"
    readonly property int small: Math.round(28 * root.textScale)
    readonly property int body: Math.round(34 * root.textScale)
    readonly property int title: Math.round(42 * root.textScale)
    readonly property int heading: Math.round((root.landscape ? 52 : 58) * root.textScale)
    readonly property int display: Math.round(96 * Math.sqrt(root.textScale))
    readonly property int number: 260
    readonly property int digit: Math.round((root.landscape ? 44 : 52) * Math.sqrt(root.textScale))
    readonly property int key: Math.round(40 * Math.sqrt(root.textScale))

    // --- Measure
    readonly property int unit: 12
    readonly property int margin: 60
    readonly property int gap: 18
    readonly property int target: 108 // height of what is touched, at least
    readonly property int radius: 16
    readonly property int stroke: root.contrast ? 4 : 3
    readonly property int bar: root.landscape ? 96 : 132 // language, help, look, voice, Selesai
    readonly property real low: 0.4 // where the part begins that a sitting person or a child reaches
    readonly property int lowLine: root.reach ? Math.round(root.low * root.screenHeight) : 0
    readonly property int band: 27 * root.cell
    readonly property int cell: root.landscape ? 3 : 4 // one thread of the band
    readonly property int side: 520 // action column in landscape

    // --- Motion: short, and only where it says something
    readonly property int instant: root.motion ? 60 : 0
    readonly property int quick: root.motion ? 160 : 0
    readonly property int patience: 300 // what takes longer says so
    readonly property int weave: root.motion ? 600 : 0
}
