"""The room "Surat": prepare letters, issue them, print them, take them back; the register; how the office writes its letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

import msgspec
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, MultipartBody, URLEncodedBody
from litestar.response import Redirect
from sqlalchemy import Connection

from kiosk.domain import words as said_words
from kiosk.domain.catalog import Service
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from sync.server.context import Server
from sync.server.desk import letter_forms, words
from sync.server.desk.frame import HEADERS, ServerDep, SessionDep, TokenForm, needs, own, page
from sync.server.desk.letter_forms import FormBlock
from sync.server.letters import book, numbers, register, settings, templates, verify
from sync.server.letters.book import REASON_LENGTH, Letter, LetterRefusal, LetterState, Page
from sync.server.letters.compose import fitting
from sync.server.letters.content import Signer, until
from sync.server.letters.emblem import MOST_BYTES, emblem
from sync.server.letters.numbers import Numbered, Numbering, PatternWrong
from sync.server.letters.settings import Codes, Head, LetterSettings, Paper
from sync.server.letters.templates import Template
from sync.server.letters.verify import Verdict
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.work import requests

_SIGNERS: Final = 4
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DIGITS: Final = 6  # of a last number
_AROUND: Final = 16 * 1024  # what a form adds to a file

_STATE: Final[dict[LetterState, tuple[str, str, str]]] = {
    LetterState.DRAFT: ("Draf", "pencil", "in-review"),
    LetterState.ISSUED: ("Terbit", "circle-check", "ready"),
    LetterState.VOID: ("Batal", "ban", "rejected"),
}
REFUSED: Final[dict[LetterRefusal, str]] = {
    LetterRefusal.NOT_FOUND: "Surat ini tidak ada lagi.",
    LetterRefusal.NOT_DRAFT: "Surat ini sudah diterbitkan, jadi isinya tidak bisa diubah lagi.",
    LetterRefusal.NOT_ISSUED: "Hanya surat yang sudah terbit yang bisa dibatalkan.",
    LetterRefusal.BLANKS: "Masih ada bagian yang bertitik-titik. Isi dulu, lalu terbitkan.",
    LetterRefusal.NO_SIGNER: "Penanda tangan belum diisi. Lengkapi dulu di Pengaturan surat, lalu pilih di sini.",
    LetterRefusal.NEEDS_REASON: "Tulis dulu alasannya.",
    LetterRefusal.RESTRICTED: (
        "Warga meminta permohonan ini tidak diproses dulu, jadi suratnya tidak bisa dibuat atau diterbitkan."
        " Kalau warga sudah mengizinkan lagi, akhiri dulu pembatasannya di halaman hak warga."
    ),
}
PATTERN_WRONG: Final[dict[PatternWrong, str]] = {
    PatternWrong.NO_NUMBER: "Pola nomor harus memuat [nomor].",
    PatternWrong.NO_YEAR: "Pola nomor harus memuat [tahun], karena nomor mulai dari 1 lagi setiap tahun.",
    PatternWrong.NO_CODE: "Nomor per klasifikasi memerlukan [kode] di dalam polanya.",
    PatternWrong.NO_KIND: "Nomor per jenis surat memerlukan [jenis] di dalam polanya.",
    PatternWrong.UNKNOWN: "Di dalam kurung siku hanya boleh: kode, jenis, nomor, kode_desa, bulan, bulan_romawi, tahun.",
    PatternWrong.LETTERS: "Pola nomor hanya boleh memakai huruf biasa, angka, dan tanda, paling banyak 80.",
}
_NO_NUMBER: Final = "Nomor terakhir ditulis dengan angka saja, paling banyak 6 angka. Belum ada yang tersimpan."
_NUMBERS_GIVEN: Final = "Nomor terakhir itu tidak dipakai: nomor sampai di sana, atau sesudahnya, sudah diberikan. Belum ada yang tersimpan."
_MESSAGES: Final = {
    "tersimpan": "Draf tersimpan.",
    "terbit": "Surat terbit. Nomornya sudah tetap. Cetak, lalu minta tanda tangan dan stempel.",
    "batal": "Surat dibatalkan. Nomornya tidak dipakai lagi, dan di buku agenda tertulis BATAL.",
    "dihapus": "Draf dihapus.",
    "asli": "Kode surat ini asli. Cocokkan kertas warga dengan isi di bawah ini.",
    "diatur": "Tersimpan. Berlaku untuk surat yang diterbitkan mulai sekarang.",
}
_VERDICTS: Final = {
    "bukan": "Kode ini bukan dari surat kantor ini. Suratnya dibuat-buat, atau kodenya diubah.",
    "lain": "Kode ini dari surat kantor lain. Minta warga memeriksanya di kantor itu.",
    "lama": "Surat dengan nomor itu pernah terbit, tetapi isinya sudah dimusnahkan. Keasliannya tidak bisa dipastikan lagi.",
    "hilang": "Kode ini ditandatangani kantor ini, tetapi suratnya tidak ada di buku. Hubungi pengelola sistem.",
}


class LetterRow(msgspec.Struct, frozen=True):
    """One letter in a list: nothing of what it says."""

    id: str
    title: str  # its number, or its kind while it has none
    kind: str
    state: str
    icon: str
    key: str
    when: str
    by: str

    @property
    def beside(self) -> str:
        """Beside the title in a list."""
        return self.kind if self.kind != self.title else "Belum bernomor"


class Step(msgspec.Struct, frozen=True):
    """A status to which the request may go now."""

    permohonan_id: str
    old: str
    new: str
    verb: str


class LetterView(msgspec.Struct, frozen=True):
    """One letter as its page shows it."""

    row: LetterRow
    draft: bool
    void: bool
    destroyed: bool
    permohonan_id: str | None
    title: str
    classification: str
    to: str
    months: str
    until: str
    copies: str
    attachments: str
    blocks: tuple[FormBlock, ...]
    head: tuple[str, ...]
    small_head: tuple[str, ...]
    number: str
    place: str
    day: str
    signer: Signer
    signers: tuple[Signer, ...]
    chosen: int | None  # of the signers; none: one that is not among them any more
    blanks: int
    reason: str | None
    step: Step | None


class NewForm(msgspec.Struct):
    """Which letter to begin."""

    token: str = ""
    permohonan: str = ""
    surat: str = ""


class VoidForm(msgspec.Struct):
    """Why a letter is taken back."""

    token: str = ""
    alasan: str = ""


class EmblemForm(msgspec.Struct):
    """The emblem; without a file it is taken away."""

    token: str = ""
    lambang: list[UploadFile] = []


class SettingsView(msgspec.Struct, frozen=True):
    """The settings as their form shows them."""

    wanted: LetterSettings
    signers: tuple[Signer, ...]  # with empty ones up to the most
    example: str
    has_emblem: bool
    last: str
    year: int


@get("/meja/surat", opt=needs(Right.LETTERS), sync_to_thread=True)
def letters_page(
    server: ServerDep, session: SessionDep, tahun: FromQuery[int | None] = None, pesan: FromQuery[str] = ""
) -> Response[str]:
    """Drafts, and the letters of a year."""
    now = server.clock.now_ms()
    office = server.office.code
    this_year = server.zone.local(now).year
    with server.database.reading() as connection:
        drafts = book.listed(connection, office, (LetterState.DRAFT,))
        years = book.years(connection, office)
        year = tahun if tahun in years else (years[0] if years else this_year)
        issued = book.listed(connection, office, (LetterState.ISSUED, LetterState.VOID), year=year)
    return page(
        "surat.html",
        server,
        session=session,
        drafts=[_row(server, one, now) for one in drafts],
        issued=[_row(server, one, now) for one in issued],
        years=years,
        year=year,
        may_sign=session.may(Right.SIGN),
        done=_MESSAGES.get(pesan),
        error=_VERDICTS.get(pesan),
    )


@get("/meja/surat/buku.xlsx", opt=needs(Right.LETTERS), sync_to_thread=True)
def register_file(server: ServerDep, session: SessionDep, tahun: FromQuery[int]) -> Response[bytes]:
    """The register of a year as a workbook."""
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        lines = register.entries(connection, server.office, templates.shipped(), tahun, actor=session.petugas, now=now)
    data = register.workbook(lines, server.office, tahun)
    return _file(data, _XLSX, f"surat-keluar-{tahun}.xlsx", inline=False)


@get("/meja/surat/baru", opt=needs(Right.LETTERS), sync_to_thread=True)
def choose_page(server: ServerDep, session: SessionDep, permohonan: FromQuery[str] = "") -> Response[str]:
    """Which letter: those that the request asks for first."""
    with server.database.reading() as connection:
        item = requests.get(connection, server.office.code, permohonan) if permohonan else None
    if permohonan and item is None:
        raise NotFoundException("There is no such request.")
    shelf = templates.shipped()
    fit = shelf.serving(item.permohonan.ref) if item else ()
    return page(
        "surat_baru.html",
        server,
        session=session,
        permohonan=permohonan,
        ticket=item.permohonan.ticket if item else "",
        fitting=fit,
        others=sorted((one for one in shelf.all if one not in fit), key=lambda one: one.name),
    )


@post("/meja/surat/baru", opt=needs(Right.LETTERS), status_code=303, sync_to_thread=True)
def begin(server: ServerDep, session: SessionDep, data: URLEncodedBody[NewForm]) -> Redirect:
    """A draft; without a kind the one that the answers ask for."""
    own(session, data.token)
    shelf = templates.shipped()
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        opened = None
        if data.permohonan:
            opened = requests.open_request(connection, server.office, data.permohonan, actor=session.petugas, now=now)
            if opened is None:
                raise NotFoundException("There is no such request.")
        service = server.catalog.known(opened.item.permohonan.service) if opened else None
        template = shelf.find(data.surat) or _asked_for(opened, service)
        if template is None:
            return Redirect(f"/meja/surat/baru?permohonan={data.permohonan}", status_code=303)
        made = book.begin(
            connection,
            server.office,
            template,
            shelf=shelf,
            opened=opened,
            catalog=server.catalog,
            actor=session.petugas,
            now=now,
        )
    if isinstance(made, LetterRefusal):
        # Its page has no button for a letter then, says why, and leads to where the restriction ends.
        return Redirect(f"/meja/{data.permohonan}", status_code=303)
    return Redirect(f"/meja/surat/{made.letter.id}", status_code=303)


@get("/meja/surat/atur", opt=needs(Right.SIGN), sync_to_thread=True)
def settings_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """How the office writes its letters."""
    with server.database.reading() as connection:
        wanted = settings.read(connection, server.office)
    return _settings_page(server, session, wanted, done=_MESSAGES.get(pesan))


@post("/meja/surat/atur", opt=needs(Right.SIGN), status_code=303, sync_to_thread=True)
def set_settings(server: ServerDep, session: SessionDep, data: URLEncodedBody[dict[str, str]]) -> Response[Any]:
    """Changes it."""
    own(session, data.get("token", ""))
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        before = settings.read(connection, server.office)
    wanted = _read_settings(data, before)
    typed = data.get("terakhir", "").strip()
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS):
        return _settings_page(server, session, wanted, error=_NO_NUMBER, status=409)
    # The form has this field whichever series is chosen: it says something about the one series only.
    last = int(typed) if typed and wanted.numbering is Numbering.ONE else None
    year = server.zone.local(now).year
    with server.database.writing() as connection:
        refused = settings.change(
            connection, server.office, wanted, last=last, year=year, actor=session.petugas, now=now
        )
    if refused is not None:
        error = PATTERN_WRONG[refused] if isinstance(refused, PatternWrong) else _NUMBERS_GIVEN
        return _settings_page(server, session, wanted, error=error, status=409)
    return Redirect("/meja/surat/atur?pesan=diatur", status_code=303)


@post(
    "/meja/surat/lambang",
    opt=needs(Right.SIGN),
    status_code=303,
    sync_to_thread=True,
    request_max_body_size=MOST_BYTES + _AROUND,
)
def set_emblem(server: ServerDep, session: SessionDep, data: MultipartBody[EmblemForm]) -> Response[Any]:
    """The emblem at the head of every letter, or none."""
    own(session, data.token)
    given = data.lambang[0].file.read(MOST_BYTES + 1) if data.lambang else b""
    picture = emblem(given) if given else None
    if given and picture is None:
        with server.database.reading() as connection:
            wanted = settings.read(connection, server.office)
        error = "Gambar itu tidak bisa dipakai. Pilih berkas PNG atau JPEG yang kecil."
        return _settings_page(server, session, wanted, error=error, status=409)
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        settings.write_logo(connection, server.office.code, picture, actor=session.petugas, now=now)
    return Redirect("/meja/surat/atur?pesan=diatur", status_code=303)


@get("/meja/surat/{letter_id:str}", opt=needs(Right.LETTERS), sync_to_thread=True)
def letter_page(
    server: ServerDep, session: SessionDep, letter_id: FromPath[str], pesan: FromQuery[str] = ""
) -> Response[str]:
    """A letter: a draft with its form, an issued one with what can be done."""
    return _letter_page(server, session, letter_id, done=_MESSAGES.get(pesan))


@post("/meja/surat/{letter_id:str}", opt=needs(Right.LETTERS), status_code=303, sync_to_thread=True)
def save(
    server: ServerDep, session: SessionDep, letter_id: FromPath[str], data: URLEncodedBody[dict[str, str]]
) -> Response[Any]:
    """Keeps what was typed."""
    own(session, data.get("token", ""))
    with server.database.writing() as connection:
        saved = _save(connection, server, letter_id, data)
    return _after(server, session, letter_id, saved, "tersimpan")


@post("/meja/surat/{letter_id:str}/terbit", opt=needs(Right.LETTERS), status_code=303, sync_to_thread=True)
def issue(
    server: ServerDep, session: SessionDep, letter_id: FromPath[str], data: URLEncodedBody[dict[str, str]]
) -> Response[Any]:
    """Keeps what was typed and issues the letter with it."""
    own(session, data.get("token", ""))
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        done = _save(connection, server, letter_id, data)
        if isinstance(done, Page):
            done = book.issue(connection, server.office, templates.shipped(), letter_id, actor=session.petugas, now=now)
    return _after(server, session, letter_id, done, "terbit")


@post("/meja/surat/{letter_id:str}/hapus", opt=needs(Right.LETTERS), status_code=303, sync_to_thread=True)
def discard(
    server: ServerDep, session: SessionDep, letter_id: FromPath[str], data: URLEncodedBody[TokenForm]
) -> Response[Any]:
    """Throws a draft away."""
    own(session, data.token)
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        refused = book.discard(connection, server.office, letter_id, actor=session.petugas, now=now)
    if refused is not None:
        return _letter_page(server, session, letter_id, error=REFUSED[refused], status=409)
    return Redirect("/meja/surat?pesan=dihapus", status_code=303)


@post("/meja/surat/{letter_id:str}/batal", opt=needs(Right.SIGN), status_code=303, sync_to_thread=True)
def void(
    server: ServerDep, session: SessionDep, letter_id: FromPath[str], data: URLEncodedBody[VoidForm]
) -> Response[Any]:
    """Takes an issued letter back."""
    own(session, data.token)
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        done = book.void(connection, server.office, letter_id, data.alasan, actor=session.petugas, now=now)
    return _after(server, session, letter_id, done, "batal")


@get("/meja/surat/{letter_id:str}/surat.pdf", opt=needs(Right.LETTERS), sync_to_thread=True)
def letter_file(server: ServerDep, session: SessionDep, letter_id: FromPath[str]) -> Response[bytes]:
    """The paper. Its file name tells nobody's name."""
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        data = book.paper(connection, server.office, letter_id, actor=session.petugas, now=now)
    if data is None:
        raise NotFoundException("There is no such letter.")
    return _file(data, "application/pdf", f"surat-{letter_id[:8]}.pdf", inline=True)


def of_request(
    server: Server, session: Session, permohonan_id: str, service: Service | None
) -> tuple[LetterRow, ...] | None:
    """The letters of a request for its page (`permohonan_surat.html`); None for those who have nothing to do with letters, and
    for what never ends in one: complaints and surveys.
    """
    if not session.may(Right.LETTERS) or (service is not None and service.kind in ("CMP", "SURVEY")):
        return None
    with server.database.reading() as connection:
        found = book.of_request(connection, server.office.code, permohonan_id)
    now = server.clock.now_ms()
    return tuple(_row(server, one, now) for one in found)


def scanned(server: Server, session: Session, text: str) -> str | None:
    """Where the search field leads when a letter's QR was scanned into it; None when it is something else."""
    if not session.may(Right.LETTERS):
        return None
    with server.database.reading() as connection:
        checked = verify.check(connection, server.office, text)
    if checked is None:
        return None
    match checked.verdict:
        case Verdict.GENUINE:
            return f"/meja/surat/{checked.letter_id}?pesan=asli"
        case Verdict.VOID:
            return f"/meja/surat/{checked.letter_id}"
        case Verdict.OTHER_OFFICE:
            return "/meja/surat?pesan=lain"
        case Verdict.NOT_IN_BOOK:
            return "/meja/surat?pesan=hilang"
        case Verdict.FORGED:
            return "/meja/surat?pesan=bukan"
        case Verdict.UNSURE:
            return "/meja/surat?pesan=lama"


ROUTES: Final[tuple[Any, ...]] = (
    *(letters_page, register_file, choose_page, begin, settings_page, set_settings, set_emblem),
    *(letter_page, save, issue, discard, void, letter_file),
)
"""The routes of this room."""


def _asked_for(opened: requests.Opened | None, service: Service | None) -> Template | None:
    """The one letter that a request's answers ask for."""
    if opened is None or service is None or not isinstance(opened.content, Sealed):
        return None
    good = fitting(templates.shipped().serving(service.ref), opened.content.answers)
    return good[0] if good else None


def _save(connection: Connection, server: Server, letter_id: str, form: Mapping[str, str]) -> Page | LetterRefusal:
    before = book.peek(connection, server.office, letter_id)
    if before is None:
        return LetterRefusal.NOT_FOUND
    wanted = settings.read(connection, server.office)
    return book.save(connection, server.office, letter_id, letter_forms.read(form, before.content, wanted.signers))


def _after(server: Server, session: Session, letter_id: str, done: Page | LetterRefusal, message: str) -> Response[Any]:
    if isinstance(done, LetterRefusal):
        return _letter_page(server, session, letter_id, error=REFUSED[done], status=409)
    return Redirect(f"/meja/surat/{letter_id}?pesan={message}", status_code=303)


def _letter_page(
    server: Server,
    session: Session,
    letter_id: str,
    *,
    done: str | None = None,
    error: str | None = None,
    status: int = 200,
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        found = book.read(connection, server.office, letter_id, actor=session.petugas, now=now)
        if found is None:
            raise NotFoundException("There is no such letter.")
        wanted = settings.read(connection, server.office)
        permohonan_id = found.letter.permohonan_id
        item = requests.get(connection, server.office.code, permohonan_id) if permohonan_id else None
    return page(
        "surat_satu.html",
        server,
        status=status,
        session=session,
        view=_view(server, found, wanted, item, now),
        may_void=session.may(Right.SIGN),
        may_set=session.may(Right.SIGN),
        reason_length=REASON_LENGTH,
        done=done,
        error=error,
    )


def _view(server: Server, found: Page, wanted: LetterSettings, item: requests.Item | None, now: int) -> LetterView:
    content, letter = found.content, found.letter
    day = date.fromisoformat(found.issue.day) if found.issue else server.zone.local(now).date()
    last = until(day, content.valid_months) if content.valid_months else None
    head = found.sheet.head if found.sheet else wanted.head
    return LetterView(
        row=_row(server, letter, now),
        draft=letter.state is LetterState.DRAFT,
        void=letter.state is LetterState.VOID,
        destroyed=letter.destroyed,
        permohonan_id=letter.permohonan_id,
        title=content.title,
        classification=content.classification,
        to="\n".join(content.to),
        months=str(content.valid_months or ""),
        until=said_words.day_without_name(last) if last else "",
        copies="\n".join(content.copies),
        attachments="\n".join(content.attachments),
        blocks=letter_forms.blocks(content),
        head=tuple(line for line in (head.government, head.district, head.office) if line),
        small_head=tuple(line for line in (head.address, head.contact) if line),
        number=letter.written or "…………………………",
        place=found.sheet.place if found.sheet else wanted.place,
        day=said_words.day_without_name(day),
        signer=content.signer,
        signers=wanted.signers,
        chosen=wanted.signers.index(content.signer) if content.signer in wanted.signers else None,
        blanks=content.blanks(),
        reason=found.void_reason,
        step=_step(item) if letter.state is LetterState.ISSUED and item else None,
    )


_ONWARD: Final = (PermohonanStatus.AWAITING_SIGNATURE, PermohonanStatus.READY)


def _step(item: requests.Item) -> Step | None:
    """What a request is ready for once its letter has a number: issuing alone moves nothing."""
    old = item.permohonan.status
    new = next((one for one in requests.allowed(old) if one in _ONWARD), None)
    if new is None:
        return None
    return Step(item.permohonan.id, old.value, new.value, words.move(new, old=old, complaint=False))


def _row(server: Server, letter: Letter, now: int) -> LetterRow:
    template = templates.shipped().find(letter.template)
    kind = template.name if template else letter.template
    says, icon, key = _STATE[letter.state]
    at = letter.voided_at or letter.issued_at or letter.created_at
    by = letter.voided_by or letter.issued_by or letter.created_by
    return LetterRow(
        letter.id, letter.written or kind, kind, says, icon, key, words.short_moment(server.zone, at, now=now), by
    )


def _settings_page(
    server: Server,
    session: Session,
    wanted: LetterSettings,
    *,
    done: str | None = None,
    error: str | None = None,
    status: int = 200,
) -> Response[str]:
    today = server.zone.local(server.clock.now_ms()).date()
    with server.database.reading() as connection:
        has_emblem = settings.read_logo(connection, server.office.code) is not None
        last = numbers.newest(connection, server.office.code, today.year)
    code = "400.12.2.1" if wanted.codes is Codes.NEW else "471.1"
    example = numbers.write(wanted.pattern, 7, Numbered("domisili", "SKD", code, today), server.office.code)
    empty = Signer(wanted.signers[0].position)
    signers = (*wanted.signers, *[empty] * _SIGNERS)[:_SIGNERS]
    view = SettingsView(wanted, signers, example, has_emblem, str(last or ""), today.year)
    return page(
        "surat_atur.html",
        server,
        status=status,
        session=session,
        view=view,
        papers=((Paper.F4, "F4 (21,5 × 33 cm)"), (Paper.A4, "A4 (21 × 29,7 cm)")),
        codes=((Codes.NEW, "Baru: Permendagri 83 Tahun 2022"), (Codes.OLD, "Lama: Permendagri 78 Tahun 2012")),
        numberings=(
            (Numbering.ONE, "Satu urutan untuk semua surat"),
            (Numbering.CLASS, "Urutan sendiri per klasifikasi"),
            (Numbering.TEMPLATE, "Urutan sendiri per jenis surat"),
        ),
        done=done,
        error=error,
    )


def _read_settings(form: Mapping[str, str], before: LetterSettings) -> LetterSettings:
    def line(name: str, now: str = "") -> str:
        return "".join(one for one in " ".join(form.get(name, now).split()) if one.isprintable())[:120]

    position = line("jabatan") or before.signers[0].position
    signers = tuple(
        Signer(position, line(f"nama{at}"), line(f"pangkat{at}"), line(f"nip{at}"), line(f"an{at}"))
        for at in range(_SIGNERS)
        if line(f"nama{at}")
    )
    head = Head(
        line("pemerintah") or before.head.government,
        line("kecamatan") or before.head.district,
        line("kantor") or before.head.office,
        line("alamat"),
        line("kontak"),
    )
    return LetterSettings(
        head=head,
        place=line("tempat") or before.place,
        signers=signers or (Signer(position),),
        paper=_member(Paper, form.get("kertas", ""), before.paper),
        codes=_member(Codes, form.get("kode", ""), before.codes),
        pattern=re.sub(r"\s+", " ", form.get("pola", before.pattern)).strip(),
        numbering=_member(Numbering, form.get("urutan", ""), before.numbering),
    )


_Member = TypeVar("_Member", bound=StrEnum)


def _member(kind: type[_Member], text: str, before: _Member) -> _Member:
    return next((one for one in kind if one.value == text), before)


def _file(data: bytes, kind: str, name: str, *, inline: bool) -> Response[bytes]:
    shown = "inline" if inline else "attachment"
    # The browser's own viewer draws a PDF as an object of its page.
    policy = f"{HEADERS['content-security-policy']}; object-src 'self'"
    headers = {
        **HEADERS,
        "content-security-policy": policy,
        "content-disposition": f'{shown}; filename="{name}"',
    }
    return Response(data, media_type=kind, headers=headers)
