pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.pages
import ui.theme
import ui.viewmodels

/*!
    PRINTER: paper, the test page, the last slips, and copies for whoever has lost theirs.
*/
MaintenanceRoom {
    id: root

    readonly property PrinterViewModel printer: root.house.printer

    readonly property bool changing: root.printer.step !== ""

    readonly property bool coding: root.printer.coding
    readonly property WatchViewModel watch: root.kiosk.watch
    readonly property bool watching: root.coding && root.watch.on && !Theme.reach

    room: root.printer
    heading: root.changing ? qsTr("Ganti kertas") : root.coding ? qsTr("Ketik kode warga") : qsTr("Printer dan kertas")
    reason: root.changing ? qsTr("Langkah %1 dari 4").arg(root.printer.stepNumber) : root.coding ? (root.watch.on ? qsTr("Kodenya ada di struk atau di HP warga. Kode QR juga bisa diperlihatkan ke kamera.") : qsTr("Kodenya ada di struk atau di HP warga. Kode QR juga bisa didekatkan ke pembaca kode.")) : qsTr("Menunggu dicetak: %1").arg(root.printer.waitingPrints)
    quiet: root.changing
    sheet: root.changing || root.coding
    onPutAway: root.coding ? root.printer.putCodeAway() : root.printer.stopChanging()
    entry: root.coding ? code.entry : null
    sight: root.coding ? code : null
    backText: root.printer.step === "test" ? "" : root.changing ? qsTr("Berhenti") : qsTr("Kembali")
    nextText: root.changing ? (root.printer.step === "test" ? qsTr("Selesai") : qsTr("Lanjut")) : root.coding ? qsTr("Cetak salinan") : ""
    nextIcon: root.coding ? "printer" : "arrow-right"
    nextEnabled: root.free && (!root.coding || root.printer.codeComplete)
    onNext: root.coding ? root.printer.printCode() : root.printer.nextStep()
    asks: root.printer.asksForTest
    onAnswered: yes => root.printer.testCameOut(yes)

    PaperGuide {
        width: root.contentWidth
        visible: root.changing
        step: root.printer.step
        says: root.printer.printerSays
        mood: root.printer.printerMood
    }

    CodePlaces {
        id: code

        objectName: "code"
        width: root.contentWidth
        visible: root.coding
        code: root.printer.code
        alphabet: root.printer.alphabet
        name: qsTr("Kode permohonan")
        wrong: root.printer.codeWrong
        onVisibleChanged: if (code.visible)
            code.forceActiveFocus()
        onTyped: symbol => root.printer.typed(symbol)
        onErased: root.printer.erased()
    }

    CameraPicture {
        x: (root.contentWidth - width) / 2
        // The keys leave little room: who sees less of it still sees where to hold the slip.
        width: Math.min(root.contentWidth, (Theme.textScale > 1.4 || root.printer.message !== "" ? 150 : 330) * root.watch.aspect)
        visible: root.watching && !Theme.landscape
        watch: root.watch
        name: qsTr("Gambar dari kamera")
    }

    aside: CameraPicture {
        width: Math.min(Theme.side, Math.max(160, root.height - 400) * root.watch.aspect)
        visible: root.watching && Theme.landscape
        watch: root.watch
        name: qsTr("Gambar dari kamera")
    }

    KioskButton {
        objectName: "change-paper"
        width: root.contentWidth
        visible: !root.sheet
        enabled: root.free
        iconName: "refresh-cw"
        text: qsTr("Ganti kertas")
        onClicked: root.printer.changePaper()
    }

    Grid {
        width: root.contentWidth
        visible: !root.sheet
        columns: root.wide ? 2 : 1
        spacing: Theme.gap

        KioskButton {
            width: root.half
            enabled: root.free
            kind: "secondary"
            iconName: "printer"
            text: qsTr("Cetak lembar uji")
            onClicked: root.printer.printTest()
        }

        KioskButton {
            objectName: "print-waiting"
            width: root.half
            enabled: root.free && root.printer.waitingPrints > 0
            kind: "secondary"
            iconName: "rotate-ccw"
            text: qsTr("Cetak yang menunggu")
            onClicked: root.printer.printWaiting()
        }
    }

    KioskButton {
        objectName: "copy-with-code"
        width: root.contentWidth
        visible: !root.sheet
        enabled: root.free
        kind: "secondary"
        iconName: "ticket"
        text: qsTr("Salinan struk dengan kode")
        onClicked: root.printer.askCode()
    }

    RoomTitle {
        visible: slips.count > 0 && !root.sheet
        text: qsTr("Struk terakhir")
    }

    Panel {
        width: root.contentWidth
        visible: slips.count > 0 && !root.sheet
        pad: 0
        spacing: 0

        Repeater {
            id: slips

            model: root.printer.prints

            StateLine {
                id: slip

                required property int job
                required property string when
                required property bool waiting
                required property bool numbered
                required property int index
                required title
                required detail
                required mood

                width: root.contentWidth
                first: index === 0
                note: slip.when
                iconName: slip.mood === "busy" ? "printer" : ({
                        "good": "circle-check",
                        "notice": "info",
                        "unsure": "circle-alert",
                        "bad": "triangle-alert"
                    })[slip.mood] ?? ""

                KioskButton {
                    objectName: "cancel-" + slip.job
                    visible: slip.waiting
                    enabled: root.free
                    kind: "secondary"
                    text: qsTr("Batalkan")
                    Accessible.name: qsTr("Batalkan %1").arg(slip.title)
                    onClicked: root.printer.cancelPrint(slip.job)
                }

                KioskButton {
                    objectName: "copy-" + slip.job
                    visible: slip.numbered
                    enabled: root.free
                    kind: "secondary"
                    text: qsTr("Cetak salinan")
                    Accessible.name: qsTr("Cetak salinan %1").arg(slip.title)
                    onClicked: root.printer.printCopy(slip.job)
                }
            }
        }
    }

    Words {
        width: root.contentWidth
        visible: !root.sheet
        text: qsTr("“Cetak salinan” di daftar mencetak nomornya saja, tanpa kode. Dengan kode warga, seluruh struk tercetak lagi. Keduanya bertanda SALINAN, dan nomornya tetap berlaku.")
        size: Theme.small
        color: Theme.inkSoft
    }
}
