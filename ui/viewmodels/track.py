"""Looking up a request: the code is typed, or the slip is scanned."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import assert_never

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.catalog import Service
from kiosk.domain.code import ALPHABET, LENGTH
from kiosk.domain.letter import LetterQr
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.domain.prints import SlipKind
from kiosk.scan.payload import DukcapilLink, Isbn, NikDigits, OtherLink, OurCode, OurLetter, OurSlip, Payload, Unknown
from kiosk.usecases.letters import LetterVerdict, check_letter
from kiosk.usecases.printing import print_referral, print_status, reprint
from kiosk.usecases.track import NotFound, Tracked, track
from ui.viewmodels.flow import Flow
from ui.viewmodels.paper import PaperViewModel
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import StatusSaid, complaint_sentence, status_sentence, translate, trouble_kind

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class StageRow(msgspec.Struct, frozen=True):
    """One station on the way of a request. `standing`: past, now or ahead."""

    title: str
    standing: str


_STAGES = (
    PermohonanStatus.SUBMITTED,
    PermohonanStatus.IN_REVIEW,
    PermohonanStatus.AWAITING_SIGNATURE,
    PermohonanStatus.READY,
)


@QmlElement
@QmlUncreatable("made by the kiosk")
class TrackViewModel(QObject):
    """The code as far as it is typed, and the request it belongs to."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()
    asked = Signal()
    """For paper: what is known of it is to be seen."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._typed = ""
        self._asked = ""
        self._busy = False
        self._missing: NotFound | None = None
        self._foreign = ""  # what a scanned code is that is none of ours
        self._found: Tracked | None = None
        self._stages = Rows(StageRow, self)
        self._latest: PaperViewModel | None = None
        self._status_paper = self._paper(
            SlipKind.STATUS, lambda request: (request.id, request.status, self._flow.language)
        )
        self._route_paper = self._paper(SlipKind.REFERRAL, lambda request: (request.id, self._flow.language))
        self._copy_paper = self._paper(SlipKind.RECEIPT, lambda request: request.id)
        shared.changed.connect(self._refresh)
        shared.wiped.connect(self._forget)
        shared.turned.connect(self._turned)
        shared.bridge.poked.connect(self._again)

    # --- The code

    @Property(str, notify=fixed)
    def alphabet(self) -> str:
        return ALPHABET

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._typed

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        return len(self._typed) == LENGTH and not self._busy

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        match self._missing:
            case NotFound.NO_CODE:
                return translate("Track", "Ada huruf yang belum cocok. Coba lihat lagi kode di struk Anda.")
            case NotFound.FORGED:
                return translate("Track", "Kode ini tidak dibuat oleh kiosk kami. Silakan bertanya di loket.")
            case NotFound.UNKNOWN:
                return translate(
                    "Track", "Kode ini belum ada di kiosk ini. Silakan bertanya di loket, bawa struk Anda."
                )
            case NotFound.OTHER_KIOSK:
                return translate(
                    "Track",
                    "Struk ini dari kiosk lain, dan kabarnya belum sampai ke sini. Tunggu sebentar, atau bertanya di loket.",
                )
            case _:
                return self._foreign

    @Property(str, notify=changed)
    def problemMood(self) -> str:
        """How to say it: "bad" where there is something to mend, "notice" about a code that is for somebody else."""
        return "notice" if self._missing is None or self._missing is NotFound.OTHER_KIOSK else "bad"

    @Slot(str)
    def typed(self, symbol: str) -> None:
        if len(self._typed) < LENGTH and symbol in ALPHABET:
            self._missing, self._foreign = None, ""
            self._typed += symbol
            self.changed.emit()

    @Slot()
    def erased(self) -> None:
        self._missing, self._foreign = None, ""
        self._typed = self._typed[:-1]
        self.changed.emit()

    @Slot()
    def search(self) -> None:
        self.look_up(self._typed)

    def scanned(self, text: str) -> None:
        """A code of ours was read: it is looked up at once, whatever was typed so far."""
        self._typed = ""
        self.look_up(text)

    def explain(self, payload: Payload) -> None:
        """Says what a scanned code is that leads nowhere here. Of what it holds only a host is ever shown."""
        if isinstance(payload, OurLetter):
            self._check(payload.qr)
            return
        self._missing, self._foreign = None, _foreign_sentence(payload)
        self.changed.emit()

    def _check(self, qr: LetterQr) -> None:
        if self._busy:
            return
        self._busy, self._missing, self._foreign = True, None, ""
        self.changed.emit()
        context = self._flow.context

        def checked(verdict: LetterVerdict) -> None:
            self._busy, self._foreign = False, self._letter_sentence(qr, verdict)
            self.changed.emit()

        self._flow.run(lambda: check_letter(context, qr), checked, self._broken)

    def _letter_sentence(self, qr: LetterQr, verdict: LetterVerdict) -> str:
        """What is known of a letter. Of one that was taken back today the kiosk may not have heard."""
        office = self._flow.context.kiosk.office
        match verdict:
            case LetterVerdict.GENUINE:
                said = translate(
                    "Track",
                    "Kode ini dari surat asli {office}, nomor {number}, tanggal {day}. Cocok tidaknya isi surat, dan apakah"
                    " masih berlaku, tanyakan di loket.",
                )
                day = words.day_without_name(qr.day, self._flow.language)
                return said.format(office=office.name, number=qr.written, day=day)
            case LetterVerdict.VOID:
                said = translate(
                    "Track",
                    "Surat {office} nomor {number} ini sudah dibatalkan oleh kantor dan tidak berlaku lagi. Silakan bertanya"
                    " di loket.",
                )
                return said.format(office=office.name, number=qr.written)
            case LetterVerdict.FORGED:
                return translate("Track", "Kode surat ini tidak dibuat oleh kantor kami. Silakan bertanya di loket.")
            case LetterVerdict.OTHER_OFFICE:
                return translate("Track", "Ini kode surat dari kantor lain. Keasliannya diperiksa di kantor itu.")
            case LetterVerdict.OTHER_KEYS:
                return translate("Track", "Kiosk ini belum bisa memeriksa surat ini. Petugas di loket bisa.")

    def look_up(self, text: str) -> None:
        """What this code belongs to, if the page is there that asks for it."""
        if self._busy or not isinstance(self._flow.session.page, flow.Track):
            return
        self._busy, self._asked, self._missing, self._foreign = True, text, None, ""
        self.changed.emit()
        context = self._flow.context
        self._flow.run(lambda: track(context, text), self._answered, self._broken)

    # --- The request

    @Property(str, notify=changed)
    def service(self) -> str:
        service = self._service()
        if service is not None:
            return service.title.say(self._flow.language)
        if self._found is None:
            return ""
        return translate("Track", "Permohonan {ref}").format(ref=self._found.permohonan.ref)

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Its service is among those of this kiosk; the office may have withdrawn it since, or another kiosk has it alone."""
        return self._service() is not None

    @Property(bool, notify=changed)
    def elsewhere(self) -> bool:
        """It was made at another kiosk of this office."""
        return self._found is not None and self._found.elsewhere

    def _service(self) -> Service | None:
        return self._flow.context.catalog.known(self._found.permohonan.service) if self._found else None

    @Property(str, notify=changed)
    def ticket(self) -> str:
        return self._found.permohonan.ticket if self._found else ""

    @Property(str, notify=changed)
    def sentOn(self) -> str:
        if self._found is None:
            return ""
        return words.day(self._flow.context.zone.local(self._found.permohonan.created_at).date(), self._flow.language)

    def _said(self) -> StatusSaid | None:
        return self._say(self._found.permohonan.status) if self._found else None

    def _say(self, status: PermohonanStatus) -> StatusSaid:
        service = self._service()
        return complaint_sentence(status) if service and service.kind == "CMP" else status_sentence(status)

    @Property(str, notify=changed)
    def status(self) -> str:
        said = self._said()
        return said.title if said else ""

    @Property(str, notify=changed)
    def detail(self) -> str:
        said = self._said()
        return said.detail if said else ""

    @Property(str, notify=changed)
    def icon(self) -> str:
        said = self._said()
        return said.icon if said else "search"

    @Property(str, notify=changed)
    def mood(self) -> str:
        said = self._said()
        return said.mood if said else "notice"

    @Property(float, notify=changed)
    def woven(self) -> float:
        """How much of the band is woven: the request's own way."""
        said = self._said()
        return said.woven / len(_STAGES) if said else 0.0

    @Property(Rows, notify=fixed)
    def stages(self) -> Rows:
        return self._stages

    @Property(str, notify=changed)
    def note(self) -> str:
        return (self._found.permohonan.note or "") if self._found else ""

    @Property(str, notify=changed)
    def asOf(self) -> str:
        """Since when this is known."""
        if self._found is None:
            return ""
        if self._found.as_of is None:
            return translate(
                "Track", "Belum terkirim ke kelurahan (tidak ada sinyal). Data aman di sini dan akan dikirim sendiri."
            )
        zone = self._flow.context.zone
        when = words.date_and_time(zone.local(self._found.as_of), zone.name, self._flow.language)
        return translate("Track", "Data per {when}").format(when=when)

    # --- On paper

    def _paper(self, kind: SlipKind, about: Callable[[Permohonan], Hashable]) -> PaperViewModel:
        """`about`: when it says another thing of the request, it may be printed once more."""
        paper = PaperViewModel(self._flow, kind, lambda: about(self._found.permohonan) if self._found else None, self)
        self.changed.connect(paper.changed)
        return paper

    @Property(PaperViewModel, notify=fixed)
    def statusPaper(self) -> PaperViewModel:
        return self._status_paper

    @Property(PaperViewModel, notify=fixed)
    def routePaper(self) -> PaperViewModel:
        return self._route_paper

    @Property(PaperViewModel, notify=fixed)
    def copyPaper(self) -> PaperViewModel:
        return self._copy_paper

    @Property(PaperViewModel, notify=changed)
    def paper(self) -> PaperViewModel:
        """The one that was asked for last."""
        return self._latest or self._status_paper

    @Property(bool, notify=changed)
    def routed(self) -> bool:
        """After the kelurahan there are other agencies to go to."""
        service = self._service()
        return service is not None and bool(service.route)

    @Slot()
    def printStatus(self) -> None:
        """ "Cetak status"."""
        context, code, language = self._flow.context, self._asked, self._flow.language
        status, detail, as_of = self.status, self.detail, self.asOf
        self._print(
            self._status_paper,
            lambda: print_status(context, code, status=status, detail=detail, as_of=as_of, language=language),
        )

    @Slot()
    def printRoute(self) -> None:
        """ "Cetak rujukan"."""
        context, code, language = self._flow.context, self._asked, self._flow.language
        service = self._service()
        if service is not None and service.route:
            self._print(self._route_paper, lambda: print_referral(context, service, language=language, code=code))

    @Slot()
    def printAgain(self) -> None:
        """ "Cetak salinan struk"."""
        context, code = self._flow.context, self._asked
        self._print(self._copy_paper, lambda: reprint(context, code))

    def _print(self, paper: PaperViewModel, work: Callable[[], int | NotFound]) -> None:
        if paper.printable:
            self._latest = paper
            paper.ask(work)
            self.changed.emit()
            self.asked.emit()

    def _answered(self, result: Tracked | NotFound) -> None:
        self._busy = False
        if isinstance(result, NotFound):
            self._missing = result
            self.changed.emit()
            return
        self._found, self._latest = result, None
        self._refresh()
        self._flow.send(flow.Found())

    def _broken(self, error: Exception) -> None:
        self._busy = False
        self._flow.send(flow.Broken(trouble_kind(error)))

    @Slot()
    def _again(self) -> None:
        """A status may have come in while the page is open, or the request that was not known here."""
        page, asked = self._flow.session.page, self._asked
        awaited = isinstance(page, flow.Track) and self._missing in (NotFound.UNKNOWN, NotFound.OTHER_KIOSK)
        if not asked or not (isinstance(page, flow.TrackResult) or awaited):
            return
        context = self._flow.context

        def show(result: Tracked | NotFound) -> None:
            if not isinstance(result, Tracked) or asked != self._asked:
                return
            if isinstance(self._flow.session.page, flow.TrackResult):
                self._found = result
                self._refresh()
            elif self._missing is not None:
                # Nobody has typed anything else since.
                self._missing = None
                self._answered(result)

        self._flow.run(lambda: track(context, asked), show, lambda _error: None)

    @Slot()
    def _turned(self) -> None:
        if isinstance(self._flow.session.page, flow.Track):
            # Who asks gets the latest news, where there is a link.
            self._flow.machinery.wake_sync()
        if isinstance(self._flow.session.page, flow.Track | flow.Attract | flow.Catalogue):
            self._typed, self._missing, self._foreign, self._busy = "", None, "", False
            if isinstance(self._flow.session.page, flow.Track):
                self._asked = ""
            self.changed.emit()

    @Slot()
    def _refresh(self) -> None:
        said = self._said()
        rows = []
        for place, stage in enumerate(_STAGES, 1):
            standing = "ahead"
            if said is not None:
                done = self._found is not None and self._found.permohonan.status is PermohonanStatus.COLLECTED
                standing = "past" if place < said.woven or done else "now" if place == said.woven else "ahead"
            rows.append(StageRow(self._say(stage).title, standing))
        self._stages.show(tuple(rows))
        self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self._typed, self._asked, self._missing, self._foreign, self._found = "", "", None, "", None
        self._busy, self._latest = False, None
        self._refresh()


def _foreign_sentence(payload: Payload) -> str:
    match payload:
        case OurSlip() | OurCode() | OurLetter():
            return ""
        case NikDigits():
            return translate("Track", "Itu NIK, bukan kode struk. Pindai kode di struk Anda, atau ketik kodenya.")
        case DukcapilLink():
            return translate("Track", "Ini kode dokumen Dukcapil. Keasliannya diperiksa petugas dengan aplikasi IKD.")
        case OtherLink():
            return translate("Track", "Ini tautan ke {host}. Kiosk ini tidak membuka tautan.").format(
                host=payload.shown
            )
        case Isbn():
            return translate(
                "Track", "Ini nomor buku (ISBN), bukan kode struk. Tentang buku ada layanan Perpustakaan Warga."
            )
        case Unknown():
            return translate("Track", "Kode ini tidak dikenal di sini. Pindai kode QR di struk Anda.")
        case _:
            assert_never(payload)
