pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.theme

/*!
    Every colour of the theme with the contrast it really has: text on what it stands on, a ground under its text.

    \qml
    GalleryColours { width: parent.width }
    \endqml
*/
Grid {
    id: root

    /*! One colour as it is used: `text` on `ground`, of which `token` names the one that is shown; `least` is what WCAG asks. */
    component Token: QtObject {
        required property string token
        required property color text
        required property color ground
        property real least: 7
        property bool isGround: false
    }

    readonly property list<Token> tokens: [
        Token { token: "ink"; text: Theme.ink; ground: Theme.paper },
        Token { token: "inkSoft"; text: Theme.inkSoft; ground: Theme.paper },
        Token { token: "action"; text: Theme.action; ground: Theme.paper },
        Token { token: "actionInk"; text: Theme.actionInk; ground: Theme.action },
        Token { token: "danger"; text: Theme.danger; ground: Theme.paper },
        Token { token: "good"; text: Theme.good; ground: Theme.paper },
        Token { token: "notice"; text: Theme.notice; ground: Theme.paper },
        Token { token: "unsure"; text: Theme.unsure; ground: Theme.paper },
        Token { token: "deepInk"; text: Theme.deepInk; ground: Theme.deep },
        Token { token: "thread"; text: Theme.thread; ground: Theme.deep },
        Token { token: "paper"; text: Theme.ink; ground: Theme.paper; isGround: true },
        Token { token: "surface"; text: Theme.ink; ground: Theme.surface; isGround: true },
        Token { token: "tint"; text: Theme.ink; ground: Theme.tint; isGround: true },
        Token { token: "disabled"; text: Theme.inkSoft; ground: Theme.disabled; least: 4.5; isGround: true },
        Token { token: "pressed"; text: Theme.contrast ? "#000000" : Theme.actionInk; ground: Theme.pressed; isGround: true },
        Token { token: "deep"; text: Theme.deepInk; ground: Theme.deep; isGround: true },
        Token { token: "dangerTint"; text: Theme.danger; ground: Theme.dangerTint; isGround: true },
        Token { token: "goodTint"; text: Theme.good; ground: Theme.goodTint; isGround: true },
        Token { token: "noticeTint"; text: Theme.notice; ground: Theme.noticeTint; isGround: true },
        Token { token: "unsureTint"; text: Theme.unsure; ground: Theme.unsureTint; isGround: true },
        Token { token: "keys"; text: Theme.ink; ground: Theme.keys; isGround: true },
        Token { token: "keyDark"; text: Theme.ink; ground: Theme.keyDark; isGround: true },
        Token { token: "line"; text: Theme.line; ground: Theme.surface; least: 3 },
        Token { token: "focus"; text: Theme.focus; ground: Theme.focusGap; least: 3 },
        Token { token: "cloth"; text: Theme.thread; ground: Theme.cloth; least: 3; isGround: true },
        Token { token: "clothShade"; text: Theme.thread; ground: Theme.clothShade; least: 3; isGround: true },
        Token { token: "hairline"; text: Theme.hairline; ground: Theme.paper; least: 1 },
        Token { token: "lift"; text: Theme.lift; ground: Theme.paper; least: 1 },
        Token { token: "liftDark"; text: Theme.liftDark; ground: Theme.paper; least: 1 },
        Token { token: "warp"; text: Theme.warp; ground: Theme.paper; least: 1 }
    ]

    /*! Relative luminance, 0 to 1 (WCAG 2.2). */
    function luminance(colour: color): real {
        const linear = part => part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
    }

    /*! Contrast of two colours, 1 to 21 (WCAG 2.2). */
    function ratio(one: color, other: color): real {
        const light = Math.max(root.luminance(one), root.luminance(other));
        const dark = Math.min(root.luminance(one), root.luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    columns: Theme.roomy ? 4 : Theme.textScale > 1.4 ? 2 : 3
    spacing: 12

    Repeater {
        model: root.tokens

        Item {
            id: tile

            required property Token modelData
            readonly property real contrast: root.ratio(tile.modelData.text, tile.modelData.ground)

            width: (root.width - (root.columns - 1) * root.spacing) / root.columns
            height: Math.max(100, words.implicitHeight)

            Rectangle {
                id: swatch

                width: 100
                height: 100
                radius: Theme.radius
                color: tile.modelData.isGround || tile.modelData.least > 1 ? tile.modelData.ground : tile.modelData.text
                border.width: 2
                border.color: Theme.hairline

                Words {
                    anchors.centerIn: parent
                    visible: tile.modelData.least === 7
                    text: "Aa"
                    size: 44
                    strong: true
                    color: tile.modelData.text
                }

                Rectangle {
                    anchors.centerIn: parent
                    visible: tile.modelData.least > 1 && tile.modelData.least < 7
                    width: 60
                    height: 10
                    color: tile.modelData.text
                }
            }

            Column {
                id: words

                x: swatch.width + 16
                width: tile.width - x
                anchors.verticalCenter: parent.verticalCenter

                Words {
                    width: parent.width
                    text: tile.modelData.token
                    size: Theme.small
                    font.weight: Font.DemiBold
                    lineHeight: 1.05
                }

                Words {
                    width: parent.width
                    text: (tile.modelData.isGround || tile.modelData.least === 1 ? "" : "di atas ") + String(tile.modelData.isGround || tile.modelData.least > 1 ? tile.modelData.ground : tile.modelData.text).slice(-6).toUpperCase()
                    size: Math.round(Theme.small * 0.9)
                    color: Theme.inkSoft
                    lineHeight: 1.05
                }

                Words {
                    width: parent.width
                    visible: tile.modelData.least > 1
                    text: tile.contrast.toFixed(1).replace(".", ",") + " : 1" + (tile.contrast < tile.modelData.least ? "  KURANG" : "")
                    size: Math.round(Theme.small * 0.9)
                    strong: tile.contrast < tile.modelData.least
                    color: tile.contrast < tile.modelData.least ? Theme.danger : Theme.inkSoft
                    lineHeight: 1.05
                }
            }
        }
    }
}
