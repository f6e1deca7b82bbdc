pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme
import ui.viewmodels

/*!
    The window: bar and band on top, the page below, the keys where the page wants them, and questions above everything.
*/
Window {
    id: root

    required property KioskViewModel kiosk
    required property Guide guide
    required property Voice voice
    property bool motion: true
    property GalleryViewModel gallery: null // shown instead of the first page

    readonly property KioskPage page: stack.currentItem as KioskPage
    readonly property bool framed: root.kiosk.page !== "attract" || root.gallery !== null
    /*! False while a page is coming in: touches are not taken then, so that a second tap hits nothing new. */
    readonly property bool settled: !root.turning && !stack.busy && !guard.running
    property bool turning: false
    property Item stop: null // where the guide stands
    property Item focused: null // of the page and the bar: it has the focus again when a question is answered
    readonly property bool shut: root.kiosk.shut
    readonly property bool asked: root.asking !== "" || root.kiosk.warning
    readonly property int floor: root.height - (root.kiosk.voice ? voiceBar.height : 0) // what lies below is the voice bar's
    property string asking // "", "help", "finish", "language" or "look"

    width: 1080
    height: 1920
    title: "Publik Kiosk"
    color: Theme.paper

    Binding {
        target: Theme
        property: "textScale"
        value: root.kiosk.textScale
    }

    Binding {
        target: Theme
        property: "contrast"
        value: root.kiosk.contrast
    }

    Binding {
        target: Theme
        property: "motion"
        value: root.motion
    }

    Binding {
        target: Theme
        property: "landscape"
        value: root.width > root.height
    }

    Binding {
        target: Theme
        property: "reach"
        // There is no room for both, and the voice bar, which is lower than anything, works everything.
        value: root.kiosk.reach && !root.kiosk.voice
    }

    Binding {
        target: Theme
        property: "screenHeight"
        value: root.height
    }

    Connections {
        target: root.kiosk

        function onTurned(direction: int): void {
            root.asking = "";
            root.turning = true;
            // Later: the button that was just touched lies on the page that goes.
            Qt.callLater(root.turn, direction);
        }
    }

    onShutChanged: {
        // Once the first page says something else.
        if (root.kiosk.page === "attract" && stack.currentItem)
            Qt.callLater(root.guide.arrive);
    }
    onSettledChanged: if (root.settled) root.guide.go_on()
    // Not `asked`, which may be told of its change later than the question that takes the focus.
    onActiveFocusItemChanged: {
        if (root.asking === "" && !root.kiosk.warning && root.activeFocusItem && root.activeFocusItem !== root.contentItem)
            root.focused = root.activeFocusItem;
    }
    onAskedChanged: {
        if (!root.asked && root.focused)
            root.focused.forceActiveFocus(root.focusReason);
        root.guide.notice();
    }

    onStopChanged: {
        // A heading has no focus that would bring it into sight.
        for (let holder = root.stop; holder; holder = holder.parent) {
            if (holder instanceof ScrollArea)
                (holder as ScrollArea).show(root.stop);
        }
    }

    readonly property int focusReason: root.guide.keyed ? Qt.TabFocusReason : Qt.OtherFocusReason

    // Later: Python sets it and holds its lock, which reading the gallery's files may wait for.
    onGalleryChanged: Qt.callLater(root.turn, 0)
    Component.onCompleted: root.turn(0)

    function turn(direction: int): void {
        stack.direction = direction;
        const operation = direction === 0 || !Theme.motion ? T.StackView.Immediate : T.StackView.ReplaceTransition;
        if (root.kiosk.page === "maintenance") {
            root.open(root.kiosk.maintenance.room, operation);
            return;
        }
        root.turning = false;
        guard.restart();
        switch (root.kiosk.page) {
        case "step":
            stack.replace(null, stepPage, {
                "step": root.kiosk.form.step
            }, operation);
            break;
        case "attract":
            // By its address: a kiosk in a hall never reads the gallery's files.
            stack.replace(null, root.gallery ? Qt.resolvedUrl("GalleryPage.qml") : attractPage, root.gallery ? {
                "gallery": root.gallery
            } : {}, operation);
            break;
        case "privacy":
            stack.replace(null, privacyPage, {
                "consent": root.kiosk.form.consent
            }, operation);
            break;
        default:
            stack.replace(null, root.pages[root.kiosk.page], {}, operation);
        }
        root.arrived();
    }

    /*! A room of maintenance mode, by its address: "printer" is PrinterRoom.qml, read when somebody comes, and not waited for. */
    function open(room: string, operation: int): void {
        const file = room.charAt(0).toUpperCase() + room.slice(1) + "Room.qml";
        const component = Qt.createComponent(Qt.resolvedUrl("rooms/" + file), Component.Asynchronous, root);
        if (component.status === Component.Loading)
            component.statusChanged.connect(() => root.opened(room, component, operation));
        else
            root.opened(room, component, operation);
    }

    function opened(room: string, component: Component, operation: int): void {
        if (component.status === Component.Error) {
            console.warn(component.errorString());
            root.kiosk.back();
        } else if (root.kiosk.maintenance.room === room) {
            root.turning = false;
            guard.restart();
            stack.replace(null, component, {
                "kiosk": root.kiosk
            }, operation);
            root.arrived();
        }
    }

    function arrived(): void {
        // Tab begins in the page; a field that wants to be typed into has the focus already.
        if (root.asking === "")
            stack.currentItem.forceActiveFocus();
        // A question without a box to type into begins at its first choice; elsewhere Enter goes on.
        if (root.kiosk.page === "step" && stack.currentItem.activeFocus && root.activeFocusItem === stack.currentItem)
            stack.currentItem.nextItemInFocusChain(true).forceActiveFocus(root.focusReason);
        root.guide.arrive();
    }

    readonly property var pages: ({
            "catalogue": cataloguePage,
            "shelf": shelfPage,
            "search": searchPage,
            "information": informationPage,
            "reading": readingPage,
            "queue": queuePage,
            "service": servicePage,
            "ktp": ktpPage,
            "ktp_read": ktpReadPage,
            "review": reviewPage,
            "sending": sendingPage,
            "done": donePage,
            "track": trackPage,
            "result": resultPage,
            "trouble": troublePage,
            "pin": pinPage
        })

    Timer {
        id: guard

        // A second, hasty touch on "Kirim" must not hit "Selesai" and take the number away.
        interval: root.kiosk.page === "done" ? 1200 : Theme.motion ? 250 : 0
    }

    TopBar {
        id: bar

        visible: root.framed
        objectName: "bar"
        Accessible.role: Accessible.ToolBar
        Accessible.name: qsTr("Bahasa, bantuan, tampilan, suara, selesai")
        y: Theme.reach ? root.floor - height : 0
        width: parent.width
        height: Theme.bar
        language: root.kiosk.language
        languages: root.kiosk.page === "maintenance" ? [] : root.kiosk.languages // there only the office's is spoken
        changedLook: root.kiosk.changedLook
        voice: root.kiosk.voice
        onSpoken: language => root.kiosk.speak(language)
        onMoreLanguages: root.asking = "language"
        onHelped: {
            if (root.kiosk.page === "maintenance")
                root.kiosk.maintenance.visit("help");
            else
                root.asking = "help";
        }
        onLooked: root.asking = "look"
        onVoiced: root.kiosk.setVoice(!root.kiosk.voice)
        onFinished: {
            if (["privacy", "step", "ktp", "ktp_read", "review"].includes(root.kiosk.page))
                root.asking = "finish";
            else
                root.kiosk.finish();
        }
    }

    WovenBand {
        id: band

        visible: root.framed
        y: Theme.reach ? 0 : Theme.bar
        width: parent.width
        woven: root.kiosk.woven
    }

    T.StackView {
        id: stack

        property int direction: 1

        y: !root.framed ? 0 : Theme.reach ? band.height : Theme.bar + band.height
        width: parent.width
        height: root.floor - y - (root.framed && Theme.reach ? Theme.bar : 0)
        clip: true
        focus: true
        Keys.onPressed: event => {
            if (root.kiosk.page === "attract" && !root.gallery && [Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space].includes(event.key)) {
                root.kiosk.start();
                event.accepted = true;
            } else if (dock.visible) {
                dock.write(event);
            }
        }

        replaceEnter: Transition {
            NumberAnimation {
                property: "x"
                from: 96 * stack.direction
                to: 0
                duration: Theme.quick
                easing.type: Easing.OutCubic
            }
        }
        replaceExit: Transition {
            PropertyAction {
                property: "visible"
                value: false
            }
        }
    }

    EntryDock {
        id: dock

        readonly property rect place: root.page ? root.page.dock : Qt.rect(0, 0, 0, 0)

        objectName: "dock"
        target: root.page ? root.page.entry : null
        x: place.x
        y: stack.y + place.y
        width: place.width
        height: place.height
    }

    MouseArea {
        // Between two pages nothing is touched.
        anchors.fill: parent
        z: 5
        Accessible.ignored: true
        visible: !root.settled
    }

    Question {
        visible: root.asking === "help"
        anchors.bottomMargin: root.height - root.floor
        iconName: "help"
        heading: qsTr("Butuh bantuan?")
        text: qsTr("Petugas di loket senang membantu, panggil saja. Tidak apa-apa mengajak orang yang Anda percaya untuk membantu mengetik.\n\nTombol Kembali tidak menghapus jawaban Anda. Tombol Selesai mengosongkan layar.")
        yes: qsTr("Lanjutkan")
        onAccepted: root.asking = ""
    }

    Question {
        visible: root.asking === "finish"
        anchors.bottomMargin: root.height - root.floor
        iconName: "circle-alert"
        heading: qsTr("Selesai dan hapus jawaban?")
        text: qsTr("Permohonan ini belum dikirim. Kalau Anda selesai sekarang, semua jawaban dihapus dari layar.")
        yes: qsTr("Lanjut mengisi")
        no: qsTr("Ya, hapus dan selesai")
        onAccepted: root.asking = ""
        onDeclined: root.kiosk.finish()
    }

    Question {
        visible: root.asking === "language"
        anchors.bottomMargin: root.height - root.floor
        iconName: "globe"
        heading: qsTr("Pilih bahasa")
        yes: qsTr("Kembali")
        onAccepted: root.asking = ""

        Repeater {
            model: root.kiosk.languages

            ChoiceCard {
                required property string modelData

                width: parent ? parent.width : 0
                objectName: "language-" + modelData
                text: Languages.names[modelData]
                chosen: root.kiosk.language === modelData
                onClicked: {
                    root.kiosk.speak(modelData);
                    root.asking = "";
                }
            }
        }
    }

    LookSheet {
        visible: root.asking === "look"
        anchors.bottomMargin: root.height - root.floor
        size: root.kiosk.text
        contrast: root.kiosk.contrast
        reach: root.kiosk.reach
        onSized: size => root.kiosk.setText(size)
        onContrasted: on => root.kiosk.setContrast(on)
        onReached: on => root.kiosk.setReach(on)
        onAccepted: root.asking = ""
    }

    Question {
        objectName: "idle"
        visible: root.kiosk.warning
        anchors.bottomMargin: root.height - root.floor
        iconName: "hourglass"
        heading: qsTr("Masih di sini?")
        text: qsTr("Kalau tidak, layar ini akan dikosongkan dalam %1 detik.").arg(root.kiosk.secondsLeft)
        yes: qsTr("Ya, masih di sini")
        onAccepted: root.kiosk.stay()
    }

    VoiceBar {
        id: voiceBar

        objectName: "voice-bar"
        z: 20
        y: root.height - height
        width: root.width
        height: implicitHeight
        visible: root.kiosk.voice || root.voice.caption !== ""
        walking: root.kiosk.voice
        caption: root.voice.caption || root.guide.rest
        onNext: root.guide.next()
        onPrevious: root.guide.previous()
        onRepeated: root.guide.repeat()
        onChosen: root.guide.choose()
    }

    Rectangle {
        id: ring

        // Outside the thing it shows, and above everything: dark, then light, to stand out from whatever lies beneath.
        function follow(): void {
            let place = root.stop.mapToItem(null, 0, 0, root.stop.width, root.stop.height);
            let [left, top, right, bottom] = [place.x, place.y, place.x + place.width, place.y + place.height];
            for (let holder = root.stop.parent; holder; holder = holder.parent) {
                if (holder.clip) {
                    place = holder.mapToItem(null, 0, 0, holder.width, holder.height);
                    [left, top] = [Math.max(left, place.x), Math.max(top, place.y)];
                    [right, bottom] = [Math.min(right, place.x + place.width), Math.min(bottom, place.y + place.height)];
                }
            }
            ring.x = left - 12;
            ring.y = top - 12;
            ring.width = right - left + 24;
            ring.height = bottom - top + 24;
        }

        objectName: "ring"
        z: 15
        visible: root.kiosk.voice && root.stop !== null && ring.width > 24 && ring.height > 24
        color: "transparent"
        radius: Theme.radius + 12
        border.width: 8
        border.color: Theme.focus
        Accessible.ignored: true

        Rectangle {
            anchors.fill: parent
            anchors.margins: 8
            radius: Theme.radius + 4
            color: "transparent"
            border.width: 4
            border.color: Theme.thread
        }
    }

    Connections {
        target: root
        enabled: root.kiosk.voice && root.stop !== null

        // Each frame: pages scroll and keys come under it.
        function onAfterAnimating(): void {
            ring.follow();
        }
    }

    Component {
        id: attractPage

        AttractPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: cataloguePage

        CataloguePage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: shelfPage

        ShelfPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: searchPage

        SearchPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: informationPage

        InformationPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: readingPage

        ReadingPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: queuePage

        QueuePage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: servicePage

        ServicePage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: privacyPage

        PrivacyPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: stepPage

        StepPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: ktpPage

        KtpPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: ktpReadPage

        KtpReadPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: reviewPage

        ReviewPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: sendingPage

        SendingPage {}
    }

    Component {
        id: donePage

        DonePage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: trackPage

        TrackPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: resultPage

        ResultPage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: troublePage

        TroublePage {
            kiosk: root.kiosk
        }
    }

    Component {
        id: pinPage

        PinPage {
            kiosk: root.kiosk
        }
    }
}
