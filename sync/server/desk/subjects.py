"""A resident's rights: a copy of their data, a correction, restriction, destruction (UU PDP art. 5-13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect

from kiosk.domain import words as dates
from kiosk.domain.catalog import ChoiceField, DateField, Field, LongTextField, RefField
from kiosk.domain.problem import Problem
from kiosk.domain.sealed import Sealed
from sync.server.context import Server
from sync.server.desk import destruction, words
from sync.server.desk.frame import HEADERS, ServerDep, SessionDep, TokenForm, needs, own, page
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.privacy import retention, subjects
from sync.server.privacy.retention import CLOSED
from sync.server.privacy.subjects import Outcome, SubjectRefusal, Wish, WishKind
from sync.server.work import requests
from sync.server.work.corrections import Correction

_K = WishKind
_R = SubjectRefusal

KINDS: Final[dict[WishKind, tuple[str, str, str]]] = {
    _K.COPY: ("file-text", "Salinan data", "Warga ingin tahu apa saja yang disimpan kantor tentang permohonannya."),
    _K.CORRECTION: ("pencil", "Pembetulan", "Ada isian yang salah dan harus dibetulkan."),
    _K.RESTRICTION: ("lock", "Pembatasan", "Datanya disimpan saja dulu, tidak dipakai dan tidak dimusnahkan."),
    _K.DESTRUCTION: ("trash-2", "Pemusnahan", "Warga ingin datanya dihapus sebelum masa simpannya habis."),
}
"""The icon, the name, and what it means."""

SAYS: Final[dict[SubjectRefusal, str]] = {
    _R.NOT_FOUND: "Permohonan ini tidak ada.",
    _R.NOT_SEEN: "Lihat dulu KTP warga, lalu beri tanda centang.",
    _R.NOT_ASKED: "Catat dulu permintaan warga di bawah ini.",
    _R.WAITS_ALREADY: "Permintaan yang sama sudah dicatat dan belum dijawab.",
    _R.DESTROYED: "Isian permohonan ini sudah dimusnahkan atau tidak bisa dibuka.",
    _R.STILL_OPEN: "Permohonan ini belum ditutup. Datanya masih diperlukan untuk mengurusnya. Kalau warga tidak mau"
    " melanjutkan, batalkan dulu permohonannya.",
    _R.ARCHIVE: "Suratnya sudah terbit dan tercatat di buku register. Berkasnya arsip negara dan disimpan sampai habis"
    " masa simpannya (UU 43/2009).",
    _R.NEEDS_REASON: "Tulis dulu alasannya. Warga berhak tahu.",
    _R.TOO_LONG: f"Alasannya terlalu panjang, paling banyak {subjects.REASON_LENGTH} huruf.",
    _R.NO_SUCH_ANSWER: "Isian itu tidak bisa dibetulkan di sini.",
    _R.SAME: "Isinya sudah sama seperti itu.",
}
_DONE: Final = {
    "dicatat": "Permintaan dicatat.",
    "dibetulkan": "Isian dibetulkan. Yang asli tetap tersimpan, dan surat memakai yang betul.",
    "dibatasi": "Pembatasan berlaku mulai sekarang.",
    "dilepas": "Pembatasan berakhir.",
    "diusulkan": "Pemusnahan diusulkan. Lurah perlu menyetujuinya di halaman Pemusnahan.",
    "ditolak": "Permintaan ditolak dan dicatat. Sampaikan alasannya kepada warga.",
}
_SOON_MS: Final = 24 * 3_600_000


class CodeForm(msgspec.Struct):
    """A code or a scanned slip. Posted, so that it never stands in an address or a log."""

    token: str = ""
    kode: str = ""


class AskForm(msgspec.Struct):
    """What a resident wants. `ktp` is the checkbox: "ya" or empty."""

    token: str = ""
    jenis: str = ""
    ktp: str = ""


class CopyForm(msgspec.Struct):
    """`bentuk`: "pdf" or "json"; `catatan`: "ya" or empty."""

    token: str = ""
    bentuk: str = ""
    catatan: str = ""


class CorrectForm(msgspec.Struct):
    """A question and what its answer should be."""

    token: str = ""
    isian: str = ""
    nilai: str = ""


class RefuseForm(msgspec.Struct):
    """A no, and why."""

    token: str = ""
    jenis: str = ""
    alasan: str = ""


class WishView(msgspec.Struct, frozen=True):
    """A wish on a page."""

    permohonan_id: str
    kind: str
    icon: str
    title: str
    asked: str
    due: str
    late: bool
    soon: bool
    answer: str | None
    reason: str | None
    holds: bool


class Choice(msgspec.Struct, frozen=True):
    """A question that can be chosen."""

    id: str
    label: str


class AnswerView(msgspec.Struct, frozen=True):
    """The question whose answer is corrected."""

    id: str
    label: str
    value: str  # as it is typed
    shown: str  # as a person reads it
    type: str  # "text", "date", "long", "choice"
    choices: tuple[Choice, ...] = ()


@get("/meja/hak", opt=needs(Right.SUBJECTS), sync_to_thread=True)
def rights_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """Where a resident's slip is scanned, and what waits for an answer."""
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        waiting = subjects.unanswered(connection, server.office)
        lists = retention.lists(connection, server.office.code)
    return page(
        "hak.html",
        server,
        session=session,
        wishes=[_wish(server, one, now) for one in waiting],
        to_confirm=sum(one.waits for one in lists),
        not_found=pesan == "tidak-ada",
    )


@post("/meja/hak/cari", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def find(server: ServerDep, session: SessionDep, data: URLEncodedBody[CodeForm]) -> Redirect:
    """Finds a request by its code; by nothing else, because the slip is what shows whose it is."""
    own(session, data.token)
    with server.database.reading() as connection:
        found = requests.by_code(connection, server.office, data.kode[:300])
    return Redirect(f"/meja/hak/{found}" if found else "/meja/hak?pesan=tidak-ada", status_code=303)


@get("/meja/hak/{permohonan_id:str}", opt=needs(Right.SUBJECTS), sync_to_thread=True)
def subject_page(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], pesan: FromQuery[str] = ""
) -> Response[str]:
    """One request: what its resident wants and what can be done. Shows no answers."""
    return _subject(server, session, permohonan_id, done=_DONE.get(pesan))


@post("/meja/hak/{permohonan_id:str}/minta", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def ask(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[AskForm]
) -> Response[Any]:
    """Writes down what a resident wants."""
    own(session, data.token)
    kind = _kind(data.jenis)
    if kind is None:
        return _subject(server, session, permohonan_id, error="Pilih dulu apa yang diminta warga.")
    with server.database.writing() as connection:
        done = subjects.ask(
            connection,
            server.office.code,
            permohonan_id,
            kind,
            seen_ktp=data.ktp == "ya",
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return _answer(server, session, permohonan_id, done, "dicatat")


@post("/meja/hak/{permohonan_id:str}/salinan", opt=needs(Right.SUBJECTS), status_code=200, sync_to_thread=True)
def hand_copy(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[CopyForm]
) -> Response[Any]:
    """Everything about the request as a file."""
    from sync.server.desk.subject_files import copy_json, copy_pdf

    own(session, data.token)
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        copy = subjects.copy(
            connection,
            server.office,
            permohonan_id,
            with_notes=data.catatan == "ya",
            actor=session.petugas,
            now=now,
        )
    if isinstance(copy, SubjectRefusal):
        return _subject(server, session, permohonan_id, error=SAYS[copy])
    as_json = data.bentuk == "json"
    body = copy_json(server, copy) if as_json else copy_pdf(server, copy, now)
    media_type, ending = ("application/json", "json") if as_json else ("application/pdf", "pdf")
    # The name of the file says nothing of the person.
    headers = {**HEADERS, "content-disposition": f'attachment; filename="salinan-data.{ending}"'}
    return Response(body, media_type=media_type, headers=headers)


@get("/meja/hak/{permohonan_id:str}/betulkan", opt=needs(Right.SUBJECTS), sync_to_thread=True)
def correct_page(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], isian: FromQuery[str] = ""
) -> Response[str]:
    """The answers that can be corrected, or one of them to type anew; the look is recorded."""
    return _correcting(server, session, permohonan_id, isian)


@post("/meja/hak/{permohonan_id:str}/betulkan", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def correct(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[CorrectForm]
) -> Response[Any]:
    """Keeps what an answer should say."""
    own(session, data.token)
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        item = requests.get(connection, server.office.code, permohonan_id)
        service = server.catalog.known(item.permohonan.service) if item else None
        done: object = SubjectRefusal.NOT_FOUND
        if service is not None:
            done = subjects.correct(
                connection,
                server.office,
                service,
                permohonan_id,
                (data.isian, data.nilai[:2000]),
                regions=words.REGIONS,
                today=server.zone.local(now).date(),
                actor=session.petugas,
                now=now,
            )
    if isinstance(done, Problem):
        error = "Isinya belum betul untuk isian ini. Periksa jumlah angka, huruf, dan tanggalnya."
        return _correcting(server, session, permohonan_id, data.isian, error=error, typed=data.nilai[:2000])
    if done is SubjectRefusal.SAME:
        return _correcting(server, session, permohonan_id, data.isian, error=SAYS[SubjectRefusal.SAME])
    return _answer(server, session, permohonan_id, done, "dibetulkan")


@post("/meja/hak/{permohonan_id:str}/batasi", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def restrict(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[TokenForm]
) -> Response[Any]:
    """Nothing more is done with the data than keeping it."""
    own(session, data.token)
    with server.database.writing() as connection:
        done = subjects.restrict(
            connection, server.office, permohonan_id, actor=session.petugas, now=server.clock.now_ms()
        )
    return _answer(server, session, permohonan_id, done, "dibatasi")


@post("/meja/hak/{permohonan_id:str}/lepas", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def lift(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[TokenForm]
) -> Response[Any]:
    """Ends a restriction."""
    own(session, data.token)
    with server.database.writing() as connection:
        done = subjects.lift(
            connection, server.office.code, permohonan_id, actor=session.petugas, now=server.clock.now_ms()
        )
    return _answer(server, session, permohonan_id, done, "dilepas")


@post("/meja/hak/{permohonan_id:str}/musnahkan", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def destroy(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[TokenForm]
) -> Response[Any]:
    """Puts the request on a list that the lurah confirms."""
    own(session, data.token)
    with server.database.writing() as connection:
        done = subjects.grant_destruction(
            connection,
            server.office,
            server.catalog,
            permohonan_id,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return _answer(server, session, permohonan_id, done, "diusulkan")


@post("/meja/hak/{permohonan_id:str}/tolak", opt=needs(Right.SUBJECTS), status_code=303, sync_to_thread=True)
def refuse(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[RefuseForm]
) -> Response[Any]:
    """Answers with no."""
    own(session, data.token)
    kind = _kind(data.jenis)
    if kind is None:
        return _subject(server, session, permohonan_id, error=SAYS[SubjectRefusal.NOT_ASKED])
    with server.database.writing() as connection:
        done = subjects.refuse(
            connection,
            server.office,
            permohonan_id,
            kind,
            data.alasan,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    return _answer(server, session, permohonan_id, done, "ditolak")


def _answer(server: Server, session: Session, permohonan_id: str, done: object, said: str) -> Response[Any]:
    if isinstance(done, SubjectRefusal):
        return _subject(server, session, permohonan_id, error=SAYS[done])
    return Redirect(f"/meja/hak/{permohonan_id}?pesan={said}", status_code=303)


def _subject(
    server: Server, session: Session, permohonan_id: str, *, done: str | None = None, error: str | None = None
) -> Response[str]:
    now = server.clock.now_ms()
    office = server.office
    with server.database.reading() as connection:
        item = requests.get(connection, office.code, permohonan_id)
        if item is None:
            return page("tidak_ada.html", server, status=404, session=session, what="Permohonan ini", back="/meja/hak")
        asked = subjects.of_request(connection, office, permohonan_id)
        service = server.catalog.known(item.permohonan.service)
        closed = item.permohonan.status in CLOSED
        ends = (
            retention.due_on(connection, office.code, service, item.permohonan.status_at, server.zone)
            if closed
            else None
        )
        blocked = subjects.destruction_refused(connection, office.code, permohonan_id)
    views = [_wish(server, one, now) for one in asked]
    request = item.permohonan
    return page(
        "hak_permohonan.html",
        server,
        status=200 if error is None else 409,
        session=session,
        id=permohonan_id,
        ticket=request.ticket,
        title=service.title.id if service else request.service,
        came=words.moment(server.zone, item.waiting_since),
        status_words=words.status(request.status, complaint=service is not None and service.kind == "CMP"),
        kept_until=_kept(item, closed=closed, ends=dates.day_without_name(ends) if ends else None),
        destroyed=item.destroyed_at is not None,
        open=[view for view in views if view.answer is None],
        answered=[view for view in views if view.answer is not None],
        correcting=any(
            one.kind is WishKind.CORRECTION and one.outcome is Outcome.GRANTED for one in asked
        ) and item.destroyed_at is None,
        copying=any(one.kind is WishKind.COPY and one.outcome is Outcome.GRANTED for one in asked),
        kinds=[(kind.value, *KINDS[kind]) for kind in WishKind],
        blocked=SAYS[blocked] if blocked else None,
        done=done,
        error=error,
        reason_length=subjects.REASON_LENGTH,
    )  # fmt: skip


def _kept(item: requests.Item, *, closed: bool, ends: str | None) -> str:
    if item.destroyed_at is not None:
        return "sudah dimusnahkan"
    if not closed:
        return "masih diurus; masa simpan dihitung sejak ditutup"
    return f"sampai {ends}" if ends else "disimpan seterusnya"


def _correcting(
    server: Server,
    session: Session,
    permohonan_id: str,
    name: str,
    *,
    error: str | None = None,
    typed: str | None = None,
) -> Response[str]:
    now = server.clock.now_ms()
    office = server.office
    with server.database.writing() as connection:
        wanted = [
            one
            for one in subjects.of_request(connection, office, permohonan_id)
            if one.kind is WishKind.CORRECTION and one.outcome is not Outcome.REFUSED
        ]
        opened = None
        if wanted:
            opened = requests.open_request(connection, office, permohonan_id, actor=session.petugas, now=now)
    if opened is None or not isinstance(opened.content, Sealed):
        why = SubjectRefusal.NOT_ASKED if opened is None else SubjectRefusal.DESTROYED
        return _subject(server, session, permohonan_id, error=SAYS[why])
    content, made = opened.content, opened.corrections
    service = server.catalog.known(opened.item.permohonan.service)
    fields = subjects.correctable(service, content)
    chosen = next((field for field in fields if field.id == name), None)
    return page(
        "hak_betulkan.html",
        server,
        status=200 if error is None else 409,
        session=session,
        id=permohonan_id,
        ticket=opened.item.permohonan.ticket,
        title=service.title.id if service else opened.item.permohonan.service,
        answers=[
            (field.id, field.label.id, words.answer(field, content.answers[field.id]), _is_corrected(field, made))
            for field in fields
        ],
        chosen=_field(chosen, content, typed) if chosen else None,
        error=error,
    )


def _is_corrected(field: Field, made: Sequence[Correction]) -> bool:
    return any(one.field == field.id for one in made)


def _field(field: Field, content: Sealed, typed: str | None) -> AnswerView:
    value = content.answers[field.id]
    shown = words.answer(field, value)
    choices: tuple[Choice, ...] = ()
    kind = "text"
    match field:
        case ChoiceField() | RefField():
            kind = "choice"
            choices = tuple(Choice(one.value, one.label.id) for one in field.choices)
        case DateField():
            kind = "date"
        case LongTextField():
            kind = "long"
        case _:
            pass
    return AnswerView(field.id, field.label.id, str(value) if typed is None else typed, shown, kind, choices)


def _wish(server: Server, wish: Wish, now: int) -> WishView:
    icon, title, _ = KINDS[wish.kind]
    answer = None
    if wish.outcome is not None and wish.answered_at is not None:
        said = "Dikabulkan" if wish.outcome is Outcome.GRANTED else "Ditolak"
        answer = f"{said}, {words.short_moment(server.zone, wish.answered_at, now=now)}, {wish.answered_by}"
        if wish.ended_at is not None:
            answer += f"; berakhir {words.short_moment(server.zone, wish.ended_at, now=now)}"
    return WishView(
        permohonan_id=wish.permohonan_id,
        kind=wish.kind.value,
        icon=icon,
        title=title,
        asked=f"{words.short_moment(server.zone, wish.at, now=now)}, KTP dilihat {wish.actor}",
        due=words.moment(server.zone, wish.due),
        late=wish.outcome is None and now > wish.due,
        soon=wish.outcome is None and now > wish.due - _SOON_MS,
        answer=answer,
        reason=wish.reason,
        holds=wish.holds,
    )


def _kind(text: str) -> WishKind | None:
    return next((kind for kind in WishKind if kind.value == text), None)


ROUTES: Final[tuple[Any, ...]] = (
    rights_page,
    find,
    subject_page,
    ask,
    hand_copy,
    correct_page,
    correct,
    restrict,
    lift,
    destroy,
    refuse,
    *destruction.ROUTES,
)
"""The routes of this room."""
