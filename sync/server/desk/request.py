"""The page of one request, and what a petugas does there. Each opening of the answers is recorded."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect
from sqlalchemy import Connection, func, select

from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action
from sync.server.context import Server
from sync.server.desk import letters as letters_room
from sync.server.desk import views, words
from sync.server.desk.fleet import kiosk_name
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page
from sync.server.desk.views import Dossier, Happened, Look, Viewer
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.store.tables import audit, letters
from sync.server.work import confidential, forwards, notes, requests, residents, restriction, search
from sync.server.work.forwards import Forward
from sync.server.work.notes import Note
from sync.server.work.requests import NOTE_LENGTH, Item, MoveRefusal, NotMoved, Opened

_TWIN_MS: Final = 2 * 86_400_000
"""Who asked for the same yesterday or the day before may have forgotten, or may not know that it worked."""


class MoveForm(msgspec.Struct):
    """A status change. `dari` is the status the petugas saw."""

    token: str = ""
    dari: str = ""
    ke: str = ""
    catatan: str = ""


class UndoForm(msgspec.Struct):
    """Taking the last move back. `dari` is the status the petugas saw."""

    token: str = ""
    dari: str = ""


class AgencyForm(msgspec.Struct):
    """Which agency has the papers now, or is asked what."""

    token: str = ""
    instansi: str = ""
    diminta: str = ""


class WithdrawForm(msgspec.Struct):
    """Which request to an agency is taken back."""

    token: str = ""
    nomor: int = 0


class AssignForm(msgspec.Struct):
    """Who works on it; empty: nobody any more."""

    token: str = ""
    petugas: str = ""


class TextForm(msgspec.Struct):
    """A note for colleagues, or a reason."""

    token: str = ""
    teks: str = ""

    def __repr__(self) -> str:
        return "TextForm()"


class Typed(msgspec.Struct, frozen=True):
    """What somebody typed into a form that was refused; it stands there again."""

    form: str = ""
    text: str = ""
    choice: str = ""


_DONE: Final = {
    "tersimpan": "Tersimpan. Warga melihatnya di kiosk setelah kiosk terhubung berikutnya.",
    "dibatalkan": "Langkah terakhir sudah dibatalkan. Warga melihatnya di kiosk setelah kiosk terhubung berikutnya.",
    "diserahkan": "Tercatat. Berkas sekarang di instansi itu.",
    "diteruskan": "Sudah diteruskan. Jawabannya akan muncul di halaman ini dan di daftar permohonan.",
    "ditarik": "Sudah ditarik kembali. Instansi itu tidak bisa melihat permohonan ini lagi.",
    "dicatat": "Catatan tersimpan. Hanya petugas kantor ini yang bisa membacanya.",
    "dikerjakan": "Tercatat siapa yang mengerjakan.",
}


@get("/meja/{permohonan_id:str}", opt=needs(Right.REQUESTS), sync_to_thread=True)
def one(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], pesan: FromQuery[str] = ""
) -> Response[str]:
    """One request with its answers opened; the look is recorded."""
    return _page(server, session, permohonan_id, done=_DONE.get(pesan))


@post("/meja/{permohonan_id:str}/status", opt=needs(Right.REQUESTS), status_code=303, sync_to_thread=True)
def change_status(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[MoveForm]
) -> Response[Any]:
    """Moves a request on. Who begins to examine one that nobody has works on it from then on."""
    own(session, data.token)
    try:
        new, seen = PermohonanStatus(data.ke), PermohonanStatus(data.dari)
    except ValueError:
        return _page(server, session, permohonan_id, refused=words.NOT_MOVED[MoveRefusal.NOT_ALLOWED])
    office, now = server.office.code, server.clock.now_ms()
    with server.database.writing() as connection:
        moved = requests.change_status(
            connection,
            office,
            permohonan_id,
            new,
            note=data.catatan,
            actor=session.petugas,
            now=now,
            seen=seen,
        )
        if isinstance(moved, Permohonan) and new is PermohonanStatus.IN_REVIEW:
            item = requests.get(connection, office, permohonan_id)
            if item is not None and item.assignee is None:
                requests.assign(connection, office, permohonan_id, session.petugas, actor=session.petugas, now=now)
    if isinstance(moved, Permohonan):
        return _back(permohonan_id, "tersimpan")
    return _page(
        server,
        session,
        permohonan_id,
        refused=words.NOT_MOVED[moved.why],
        typed=Typed(new.value, data.catatan[:1000]),
    )


@post("/meja/{permohonan_id:str}/batal", opt=needs(Right.REQUESTS), status_code=303, sync_to_thread=True)
def undo(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[UndoForm]
) -> Response[Any]:
    """Takes the last move back."""
    own(session, data.token)
    seen = data.dari if data.dari in set(PermohonanStatus) else PermohonanStatus.SUBMITTED
    with server.database.writing() as connection:
        moved = requests.undo(
            connection,
            server.office.code,
            permohonan_id,
            actor=session.petugas,
            any_petugas=session.may(Right.SIGN),
            now=server.clock.now_ms(),
            seen=PermohonanStatus(seen),
        )
    if isinstance(moved, NotMoved):
        return _page(server, session, permohonan_id, refused=words.NOT_MOVED[moved.why])
    return _back(permohonan_id, "dibatalkan")


@post("/meja/{permohonan_id:str}/petugas", opt=needs(Right.REQUESTS), status_code=303, sync_to_thread=True)
def assign(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[AssignForm]
) -> Response[Any]:
    """Notes who works on a request."""
    own(session, data.token)
    with server.database.writing() as connection:
        assigned = requests.assign(
            connection,
            server.office.code,
            permohonan_id,
            data.petugas or None,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(assigned, NotMoved):
        return _page(server, session, permohonan_id, refused=words.NOT_MOVED[assigned.why])
    return _back(permohonan_id, "dikerjakan")


@post("/meja/{permohonan_id:str}/catatan", opt=needs(Right.REQUESTS), status_code=303, sync_to_thread=True)
def add_note(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[TextForm]
) -> Response[Any]:
    """Leaves a note for colleagues."""
    own(session, data.token)
    with server.database.writing() as connection:
        kept = notes.add(
            connection, server.office, permohonan_id, data.teks, actor=session.petugas, now=server.clock.now_ms()
        )
    if isinstance(kept, Note):
        return _back(permohonan_id, "dicatat")
    typed = Typed("rekan", data.teks[: 2 * notes.LENGTH])
    return _page(server, session, permohonan_id, refused=words.NOT_NOTED[kept], typed=typed)


@post("/meja/{permohonan_id:str}/instansi", opt=needs(Right.REQUESTS), status_code=303, sync_to_thread=True)
def hand_over(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[AgencyForm]
) -> Response[Any]:
    """Notes which agency has the papers now."""
    own(session, data.token)
    if not _is_agency(server, data.instansi):
        return _page(server, session, permohonan_id, refused=words.NOT_MOVED[MoveRefusal.NOT_ALLOWED])
    with server.database.writing() as connection:
        handed = requests.hand_over(
            connection,
            server.office.code,
            permohonan_id,
            data.instansi,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(handed, NotMoved):
        return _page(server, session, permohonan_id, refused=words.NOT_MOVED[handed.why])
    return _back(permohonan_id, "diserahkan")


@post("/meja/{permohonan_id:str}/terusan", opt=needs(Right.REQUESTS), status_code=303, sync_to_thread=True)
def forward(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[AgencyForm]
) -> Response[Any]:
    """Asks an agency."""
    own(session, data.token)
    if not _is_agency(server, data.instansi):
        asked: Forward | forwards.ForwardRefusal = forwards.ForwardRefusal.NO_AGENCY
    else:
        with server.database.writing() as connection:
            asked = forwards.forward(
                connection,
                server.office,
                permohonan_id,
                data.instansi,
                data.diminta,
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
    if isinstance(asked, Forward):
        return _back(permohonan_id, "diteruskan")
    typed = Typed("terusan", data.diminta[: 2 * forwards.LENGTH], data.instansi[:80])
    return _page(server, session, permohonan_id, refused=words.NOT_FORWARDED[asked], typed=typed)


@post("/meja/{permohonan_id:str}/terusan/tarik", opt=needs(Right.REQUESTS), status_code=303, sync_to_thread=True)
def withdraw(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[WithdrawForm]
) -> Response[Any]:
    """Asks an agency no more."""
    own(session, data.token)
    with server.database.writing() as connection:
        refused = forwards.withdraw(
            connection,
            server.office.code,
            permohonan_id,
            data.nomor,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if refused is not None:
        return _page(server, session, permohonan_id, refused=words.NOT_FORWARDED[refused])
    return _back(permohonan_id, "ditarik")


@post("/meja/{permohonan_id:str}/nama", opt=needs(Right.SIGN), status_code=200, sync_to_thread=True)
def reveal(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[TextForm]
) -> Response[Any]:
    """Opens the name in a confidential complaint, on this page alone."""
    own(session, data.token)
    with server.database.writing() as connection:
        kept = confidential.reveal(
            connection, server.office, permohonan_id, data.teks, actor=session.petugas, now=server.clock.now_ms()
        )
    if isinstance(kept, Note):
        return _page(server, session, permohonan_id, sees_name=True)
    typed = Typed("nama", data.teks[: 2 * notes.LENGTH])
    return _page(server, session, permohonan_id, refused=words.NOT_NOTED[kept], typed=typed)


ROUTES: Final[tuple[Any, ...]] = (
    *(one, change_status, undo, assign, add_note),
    *(hand_over, forward, withdraw, reveal),
)
"""The routes of this page."""


def _back(permohonan_id: str, said: str) -> Redirect:
    return Redirect(f"/meja/{permohonan_id}?pesan={said}", status_code=303)


def _is_agency(server: Server, name: str) -> bool:
    return name in {agency.id for agency in server.catalog.agencies}


def _page(
    server: Server,
    session: Session,
    permohonan_id: str,
    *,
    done: str | None = None,
    refused: str | None = None,
    typed: Typed | None = None,
    sees_name: bool = False,
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.writing() as connection:
        opened = requests.open_request(connection, server.office, permohonan_id, actor=session.petugas, now=now)
        if opened is None:
            return page("tidak_ada.html", server, status=404, session=session, what="Permohonan ini", back="/meja")
        dossier = _dossier(connection, server, opened)
    viewer = Viewer(session.petugas, session.may(Right.SIGN), sees_name=sees_name)
    return page(
        "permohonan.html",
        server,
        status=409 if refused else 200,
        session=session,
        view=views.request_view(server, dossier, viewer, now),
        looked=words.moment(server.zone, now),
        done=done,
        error=refused,
        typed=typed or Typed(),
        note_length=NOTE_LENGTH,
        text_length=notes.LENGTH,
        letters=letters_room.of_request(
            server, session, permohonan_id, server.catalog.known(opened.item.permohonan.service)
        ),
        permohonan_id=permohonan_id,
    )


def _dossier(connection: Connection, server: Server, opened: Opened) -> Dossier:
    office, request = server.office, opened.item.permohonan.id
    service = server.catalog.known(opened.item.permohonan.service)
    register = None
    if service is not None and isinstance(opened.content, Sealed):
        register = residents.compare(connection, office, service, opened.content)
    return Dossier(
        opened,
        kiosk_name(connection, office.code, opened.item.kiosk_id),
        tuple(forwards.of_request(connection, office, request)),
        tuple(notes.listed(connection, office, request)),
        (
            *_letters(connection, office.code, request),
            *_reveals(connection, office.code, request),
            *_mended(server, opened),
        ),
        tuple(_looks(connection, office.code, request)),
        tuple(_twins(connection, server, opened)),
        tuple(requests.colleagues(connection, office.code)),
        restriction.restricted(connection, office.code, request),
        register,
    )


def _twins(connection: Connection, server: Server, opened: Opened) -> list[Item]:
    item, content = opened.item, opened.content
    if not isinstance(content, Sealed):
        return []
    nik = search.applicant_nik(server.catalog.known(item.permohonan.service), content)
    if nik is None:
        return []
    return search.same_person(connection, server.office, item, nik, since=item.waiting_since - _TWIN_MS)


def _looks(connection: Connection, office: str, request: str) -> list[Look]:
    query = (
        select(audit.c.actor, func.count(), func.max(audit.c.at))
        .where(audit.c.office == office, audit.c.permohonan_id == request, audit.c.action == Action.OPENED.value)
        .group_by(audit.c.actor)
        .order_by(func.max(audit.c.at).desc())
    )
    return [Look(actor, int(count), int(at)) for actor, count, at in connection.execute(query)]


def _reveals(connection: Connection, office: str, request: str) -> list[Happened]:
    query = select(audit.c.actor, audit.c.at).where(
        audit.c.office == office, audit.c.permohonan_id == request, audit.c.action == Action.REVEALED.value
    )
    return [Happened("Nama pelapor dibuka", "lock", actor, int(at)) for actor, at in connection.execute(query)]


def _mended(server: Server, opened: Opened) -> list[Happened]:
    service = server.catalog.known(opened.item.permohonan.service)
    labels = {field.id: field.label.id for field in service.fields()} if service else {}
    return [
        Happened(f"Isian “{labels.get(one.field, one.field)}” dibetulkan", "pencil", one.actor, one.at)
        for one in opened.corrections
    ]


def _letters(connection: Connection, office: str, request: str) -> list[Happened]:
    query = select(letters).where(letters.c.office == office, letters.c.permohonan_id == request)
    found = []
    for row in connection.execute(query).mappings():
        number = f" nomor {row['written']}" if row["written"] else ""
        found.append(Happened("Draf surat dibuat", "pencil", row["created_by"], int(row["created_at"])))
        if row["issued_at"] is not None:
            found.append(Happened(f"Surat{number} terbit", "stamp", row["issued_by"], int(row["issued_at"])))
        if row["voided_at"] is not None:
            found.append(Happened(f"Surat{number} dibatalkan", "ban", row["voided_by"], int(row["voided_at"])))
    return found
