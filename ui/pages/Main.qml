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
    property bool motion: true

    readonly property KioskPage page: stack.currentItem as KioskPage
    readonly property bool framed: root.kiosk.page !== "attract"
    /*! False while a page is coming in: touches are not taken then, so that a second tap hits nothing new. */
    readonly property bool settled: !root.turning && !stack.busy && !guard.running
    property bool turning: false
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
        value: root.kiosk.reach
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

    Component.onCompleted: root.turn(0)

    function turn(direction: int): void {
        root.turning = false;
        stack.direction = direction;
        guard.restart();
        const operation = direction === 0 || !Theme.motion ? T.StackView.Immediate : T.StackView.ReplaceTransition;
        switch (root.kiosk.page) {
        case "step":
            stack.replace(null, stepPage, {
                "step": root.kiosk.form.step
            }, operation);
            break;
        case "privacy":
            stack.replace(null, privacyPage, {
                "consent": root.kiosk.form.consent
            }, operation);
            break;
        default:
            stack.replace(null, root.pages[root.kiosk.page], {}, operation);
        }
        // Tab begins in the page; a field that wants to be typed into has the focus already.
        if (root.asking === "")
            stack.currentItem.forceActiveFocus();
    }

    readonly property var pages: ({
            "attract": attractPage,
            "catalogue": cataloguePage,
            "queue": queuePage,
            "service": servicePage,
            "review": reviewPage,
            "sending": sendingPage,
            "done": donePage,
            "track": trackPage,
            "result": resultPage,
            "trouble": troublePage,
            "pin": pinPage,
            "maintenance": maintenancePage
        })

    Timer {
        id: guard

        // A second, hasty touch on "Kirim" must not hit "Selesai" and take the number away.
        interval: root.kiosk.page === "done" ? 1200 : Theme.motion ? 250 : 0
    }

    TopBar {
        id: bar

        visible: root.framed
        y: Theme.reach ? root.height - height : 0
        width: parent.width
        height: Theme.bar
        language: root.kiosk.language
        languages: root.kiosk.languages
        changedLook: root.kiosk.changedLook
        voice: root.kiosk.voice
        onSpoken: language => root.kiosk.speak(language)
        onMoreLanguages: root.asking = "language"
        onHelped: root.asking = "help"
        onLooked: root.asking = "look"
        onVoiced: root.kiosk.setVoice(!root.kiosk.voice)
        onFinished: {
            if (["privacy", "step", "review"].includes(root.kiosk.page))
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
        height: parent.height - y - (root.framed && Theme.reach ? Theme.bar : 0)
        clip: true
        focus: true

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
        readonly property rect place: root.page ? root.page.dock : Qt.rect(0, 0, 0, 0)

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
        iconName: "help"
        heading: qsTr("Butuh bantuan?")
        text: qsTr("Petugas di loket senang membantu, panggil saja. Tidak apa-apa mengajak orang yang Anda percaya untuk membantu mengetik.\n\nTombol Kembali tidak menghapus jawaban Anda. Tombol Selesai mengosongkan layar.")
        yes: qsTr("Lanjutkan")
        onAccepted: root.asking = ""
    }

    Question {
        visible: root.asking === "finish"
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
        iconName: "hourglass"
        heading: qsTr("Masih di sini?")
        text: qsTr("Kalau tidak, layar ini akan dikosongkan dalam %1 detik.").arg(root.kiosk.secondsLeft)
        yes: qsTr("Ya, masih di sini")
        onAccepted: root.kiosk.stay()
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

    Component {
        id: maintenancePage

        MaintenancePage {
            kiosk: root.kiosk
        }
    }
}
