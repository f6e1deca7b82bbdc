"""An agency's own view: what was forwarded to it, and its answers. Everything else is not there for its petugas."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect

from kiosk.domain.permohonan import MOVES
from kiosk.domain.sealed import Sealed
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.answers import Section, sections
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page
from sync.server.desk.rows import Row, agency_title, row
from sync.server.desk.views import ForwardView, forward_view
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.work import complaints, forwards, requests
from sync.server.work.forwards import NEEDS_TEXT, AgencyVerdict, Forward, ForwardRefusal, Sent


class AnswerForm(msgspec.Struct):
    """What an agency says."""

    token: str = ""
    jawaban: str = ""
    penjelasan: str = ""

    def __repr__(self) -> str:
        return "AnswerForm()"


class SentRow(msgspec.Struct, frozen=True):
    """One line of an agency's list."""

    row: Row
    asked: str  # how long ago
    verdict: str
    icon: str


class VerdictView(msgspec.Struct, frozen=True):
    """One answer that can be chosen."""

    value: str
    title: str
    icon: str
    chosen: bool


class ForwardedView(msgspec.Struct, frozen=True):
    """One request as an agency sees it."""

    id: str
    ticket: str
    service: str
    came: str
    asked: tuple[ForwardView, ...]  # this agency's, oldest first
    waits: bool
    closed: bool
    hides: bool
    problem: str | None
    sections: tuple[Section, ...]
    verdicts: tuple[VerdictView, ...]


@get("/meja/terusan", opt=needs(Right.FORWARDED), sync_to_thread=True)
def inbox(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """What an agency has to answer, what waits longest on top; below it what it has answered."""
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        office, agency = server.office.code, session.agency or ""
        waiting = forwards.sent_to(connection, office, agency, answered=False)
        done = forwards.sent_to(connection, office, agency, answered=True, limit=50)
    return page(
        "terusan.html",
        server,
        session=session,
        agency=agency_title(server.catalog, session.agency) if session.agency else None,
        waiting=[_row(server, one, now) for one in waiting],
        done=[_row(server, one, now) for one in done],
        said="Jawaban Anda sudah terkirim ke kelurahan." if pesan == "terkirim" else None,
    )


@get("/meja/terusan/{permohonan_id:str}", opt=needs(Right.FORWARDED), sync_to_thread=True)
def one(server: ServerDep, session: SessionDep, permohonan_id: FromPath[str]) -> Response[str]:
    """One request that was forwarded, with its answers opened; the look is recorded."""
    return _page(server, session, permohonan_id)


@post("/meja/terusan/{permohonan_id:str}/jawab", opt=needs(Right.FORWARDED), status_code=303, sync_to_thread=True)
def reply(
    server: ServerDep, session: SessionDep, permohonan_id: FromPath[str], data: URLEncodedBody[AnswerForm]
) -> Response[Any]:
    """Takes an agency's answer."""
    own(session, data.token)
    if data.jawaban not in set(AgencyVerdict):
        error = "Pilih dulu jawabannya: setuju, tidak setuju, atau perlu data lain."
        return _page(server, session, permohonan_id, error=error, typed=data)
    with server.database.writing() as connection:
        answered = forwards.answer(
            connection,
            server.office,
            permohonan_id,
            session.agency or "",
            AgencyVerdict(data.jawaban),
            text=data.penjelasan,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(answered, Forward):
        return Redirect("/meja/terusan?pesan=terkirim", status_code=303)
    if answered is ForwardRefusal.NOT_FOUND:
        return _not_there(server, session)
    return _page(server, session, permohonan_id, error=words.NOT_FORWARDED[answered], typed=data)


ROUTES: Final[tuple[Any, ...]] = (inbox, one, reply)
"""The routes of this room."""


def _not_there(server: Server, session: Session) -> Response[str]:
    return page("tidak_ada.html", server, status=404, session=session, what="Permohonan ini", back="/meja/terusan")


def _row(server: Server, one: Sent, now: int) -> SentRow:
    return SentRow(
        row(server, one.item, now),
        words.ago(now - one.at),
        words.VERDICT[one.verdict] if one.verdict else "Ditutup kelurahan",
        words.VERDICT_ICON[one.verdict] if one.verdict else "check",
    )


def _page(
    server: Server,
    session: Session,
    permohonan_id: str,
    *,
    error: str | None = None,
    typed: AnswerForm | None = None,
) -> Response[str]:
    now, office, agency = server.clock.now_ms(), server.office, session.agency or ""
    with server.database.writing() as connection:
        if not forwards.may_see(connection, office.code, permohonan_id, agency):
            return _not_there(server, session)
        item = requests.get(connection, office.code, permohonan_id)
        if item is None:
            return _not_there(server, session)
        closed = not MOVES[item.permohonan.status]
        asked = [one for one in forwards.of_request(connection, office, permohonan_id) if one.agency == agency]
        opened = None
        if not closed:  # when it is done, nobody elsewhere needs the answers any more
            opened = requests.open_request(
                connection, office, permohonan_id, actor=session.petugas, now=now, detail=agency
            )
    service = server.catalog.known(item.permohonan.service)
    content = opened.content if opened is not None and isinstance(opened.content, Sealed) else None
    veiled = complaints.veiled(service, content) if content is not None else None
    chosen = typed.jawaban if typed else ""
    view = ForwardedView(
        id=permohonan_id,
        ticket=item.permohonan.ticket,
        service=service.title.id if service else item.permohonan.service,
        came=words.moment(server.zone, item.waiting_since),
        asked=tuple(forward_view(server, one, now) for one in asked if one.withdrawn_at is None),
        waits=not closed and any(one.waits for one in asked),
        closed=closed,
        hides=content is not None and complaints.privacy(content.answers) is complaints.Privacy.CONFIDENTIAL,
        problem=None if closed or content else "Isian tidak bisa dibuka. Tanyakan kepada kelurahan.",
        sections=sections(service, veiled, opened, veiled.warnings) if veiled and opened else (),
        verdicts=tuple(
            VerdictView(one.value, words.VERDICT[one], words.VERDICT_ICON[one], one.value == chosen)
            for one in AgencyVerdict
        ),
    )
    return page(
        "terusan_satu.html",
        server,
        status=409 if error else 200,
        session=session,
        view=view,
        error=error,
        typed=typed.penjelasan[: 2 * forwards.LENGTH] if typed else "",
        looked=words.moment(server.zone, now),
        text_length=forwards.LENGTH,
        needs_text=", ".join(words.VERDICT[one].lower() for one in AgencyVerdict if one in NEEDS_TEXT),
    )
