import QtQuick
import ui.theme

/*!
    The one visual idea: a band on the loom. `woven` runs from 0 (only the warp) to 1 (the finished cloth); each new row
    is drawn from left to right, as a shuttle carries the thread.

    \qml
    WovenBand { width: parent.width; cell: 4; woven: kiosk.woven }
    \endqml
*/
Item {
    id: root

    property real woven: 1
    property int cell: Theme.cell
    property color ground: Theme.paper

    readonly property int threads: 27
    readonly property int goal: Math.round(root.woven * root.threads)
    property int base: root.goal

    implicitHeight: root.threads * root.cell
    clip: true
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Sudah %1 dari 100").arg(Math.round(root.woven * 100))

    onGoalChanged: {
        pass.stop();
        if (goal > base && Theme.weave > 0 && visible) {
            shuttle.width = 0;
            pass.start();
        } else {
            base = goal;
        }
    }

    Image {
        width: root.width
        height: root.height
        visible: root.goal < root.threads || pass.running
        fillMode: Image.TileHorizontally
        source: "image://band/warp/000000/" + String(root.ground).slice(-6) + "/" + String(Theme.warp).slice(-6) + "/" + root.cell
        Accessible.ignored: true
    }

    Item {
        y: root.height - height
        width: root.width
        height: Math.min(root.base, root.goal) * root.cell
        clip: true

        Image {
            id: cloth

            y: parent.height - height
            width: root.width
            height: root.height
            fillMode: Image.TileHorizontally
            source: "image://band/cloth/" + String(Theme.thread).slice(-6) + "/" + String(Theme.cloth).slice(-6) + "/" + String(Theme.clothShade).slice(-6) + "/" + root.cell
            Accessible.ignored: true
        }
    }

    Item {
        id: shuttle

        y: root.height - root.goal * root.cell
        height: (root.goal - root.base) * root.cell
        visible: pass.running
        clip: true

        Image {
            y: -shuttle.y
            width: root.width
            height: root.height
            fillMode: Image.TileHorizontally
            source: cloth.source
            Accessible.ignored: true
        }
    }

    NumberAnimation {
        id: pass

        target: shuttle
        property: "width"
        from: 0
        to: root.width
        duration: Theme.weave
        easing.type: Easing.InOutQuad
        onFinished: root.base = root.goal
    }
}
