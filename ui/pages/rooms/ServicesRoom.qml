pragma ComponentBehavior: Bound

import QtQuick
import ui.controls
import ui.fields
import ui.theme
import ui.viewmodels

/*!
    SERVICES: which services take requests here. What the office has closed stays closed.
*/
MaintenanceRoom {
    id: root

    readonly property ServicesViewModel services: root.house.services
    property bool searching: false
    property bool giving: false // the reason is being typed

    room: root.services
    heading: root.sheet ? qsTr("Tutup %1").arg(root.services.asked) : qsTr("Layanan")
    reason: root.sheet ? qsTr("Syaratnya tetap bisa dibaca warga. Yang sedang mengisi boleh selesai.") : root.services.closedHere > 0 ? qsTr("%n layanan ditutup di kiosk ini.", "", root.services.closedHere) : qsTr("Semua layanan bisa dipilih warga, kecuali yang ditutup kelurahan.")
    sheet: root.services.asked !== ""
    entry: root.sheet ? (root.giving ? why.entry : null) : root.searching ? line.entry : null
    sight: root.giving ? why : null
    nextText: root.sheet ? qsTr("Tutup layanan ini") : root.searching ? qsTr("Lihat daftar") : ""
    nextIcon: root.sheet ? "lock" : "chevron-down"
    nextEnabled: root.free
    onPutAway: root.services.leaveOpen()
    onSheetChanged: {
        root.giving = root.searching = false;
        why.text = "";
        untils.place = 3;
    }
    onNext: {
        if (root.sheet)
            root.services.close(why.text, untils.place);
        else
            root.searching = false;
    }

    TextLine {
        id: line

        objectName: "service-search"
        width: root.contentWidth
        visible: !root.sheet
        active: root.searching
        name: qsTr("Cari layanan")
        iconName: "search"
        hint: qsTr("Cari layanan")
        capitals: "none"
        longest: 40
        onEdited: text => root.services.search(text)
        onTouched: root.searching = true
    }

    Panel {
        width: root.contentWidth
        visible: !root.sheet && list.count > 0
        pad: 0
        spacing: 8

        Repeater {
            id: list

            model: root.services.services

            SwitchLine {
                required property string service
                required property string title
                required property string detail
                required property bool office
                required property int index
                required turnedOn

                objectName: "switch-" + service
                width: root.contentWidth
                text: title
                note: detail
                held: office
                first: index === 0
                onClicked: root.services.turn(service)
            }
        }
    }

    Words {
        width: root.contentWidth
        visible: !root.sheet && list.count === 0
        text: qsTr("Tidak ada layanan dengan nama itu.")
        color: Theme.inkSoft
    }

    UntilChoice {
        id: untils

        width: root.contentWidth
        visible: root.sheet && !root.giving
        untils: root.services.untils
    }

    Words {
        width: root.contentWidth
        visible: root.sheet
        text: qsTr("Alasannya, kalau ada. Warga membacanya.")
        font.weight: Font.DemiBold
    }

    TextLine {
        id: why

        objectName: "reason-line"
        width: root.contentWidth
        visible: root.sheet
        active: root.giving
        name: qsTr("Alasan")
        hint: qsTr("Blangko habis")
        longest: root.services.longestReason
        onTouched: root.giving = true
    }
}
