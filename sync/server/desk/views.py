"""What the page of one request shows, decided before a template sees it: plain values, no queries, no rules in HTML."""

from __future__ import annotations

from typing import Final

import msgspec

from kiosk.domain.answers import Value
from kiosk.domain.catalog import Service
from kiosk.domain.permohonan import NEEDS_NOTE, PermohonanStatus
from kiosk.domain.rules import holds
from kiosk.domain.sealed import Sealed
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.answers import Line, Section, requirements, sections
from sync.server.desk.rows import Row, agency_title, row
from sync.server.work import complaints
from sync.server.work.complaints import STAGES, Privacy
from sync.server.work.doubts import doubts
from sync.server.work.forwards import Forward
from sync.server.work.notes import Note
from sync.server.work.requests import HOME, Colleague, Item, Opened, allowed, effective, undo_refused
from sync.server.work.residents import Compared, Life

_S = PermohonanStatus
_LANGUAGES: Final = {"en": "Inggris", "jv": "Jawa", "su": "Sunda", "plm": "Palembang"}


class Look(msgspec.Struct, frozen=True):
    """Who looked into the answers, how often, and when last."""

    actor: str
    times: int
    at: int  # ms since 1970 UTC


class Happened(msgspec.Struct, frozen=True):
    """Something else that belongs to a request's history: a letter was issued, a name was opened."""

    what: str
    icon: str
    actor: str
    at: int


class Dossier(msgspec.Struct, frozen=True):
    """All that the office holds about a request, as it was read at one moment."""

    opened: Opened
    kiosk: str
    forwards: tuple[Forward, ...]
    notes: tuple[Note, ...]
    others: tuple[Happened, ...]
    looks: tuple[Look, ...]
    twins: tuple[Item, ...]  # others about the same NIK for the same service
    colleagues: tuple[Colleague, ...]
    restricted: bool = False  # the resident asked that nothing be done with it for now
    register: Compared | None = None  # how the resident stands in the office's own register

    def __repr__(self) -> str:
        return f"Dossier({self.opened!r})"


class Viewer(msgspec.Struct, frozen=True):
    """Who looks at it."""

    name: str
    signs: bool  # Right.SIGN: may take back what a colleague did and open confidential names
    sees_name: bool = False  # has just given a reason for it


class StopView(msgspec.Struct, frozen=True):
    """One agency on the way of a request."""

    agency: str
    title: str
    icon: str
    does: str
    bring: tuple[str, ...]
    here: bool


class MoveView(msgspec.Struct, frozen=True):
    """A button, and the note that goes with it."""

    status: str
    verb: str
    question: str
    example: str
    needs_note: bool


class HistoryLine(msgspec.Struct, frozen=True):
    """What happened when, by whom."""

    what: str
    icon: str
    when: str
    who: str
    note: str | None
    inside: bool = False  # what only the office reads
    undone: bool = False  # it was taken back


class ForwardView(msgspec.Struct, frozen=True):
    """An agency that was asked."""

    number: int
    agency: str
    asked: str
    when: str
    who: str
    waits: bool
    verdict: str | None
    verdict_key: str
    icon: str
    answer: str
    answered: str
    withdrawn: bool


class ComplaintView(msgspec.Struct, frozen=True):
    """What SP4N-LAPOR! wants of a complaint."""

    kind: str
    category: str
    todo: str | None
    until: str | None
    left: str | None
    late: bool
    calendar_known: bool
    privacy: str | None
    confidential: bool
    hides: bool  # the name is there and not shown
    may_open: bool


class RequestView(msgspec.Struct, frozen=True):
    """One request, opened."""

    row: Row
    came: str
    kiosk: str
    status_raw: str
    closed: bool
    note: str | None
    problem: str | None
    warnings: tuple[Line, ...]
    sections: tuple[Section, ...]
    consent: str | None
    main: MoveView | None
    others: tuple[MoveView, ...]
    undo: str | None  # the step that can be taken back
    requirements: tuple[tuple[str, str | None], ...]
    product: str | None
    route: tuple[StopView, ...]
    history: tuple[HistoryLine, ...]
    looks: tuple[tuple[str, str], ...]
    forwards: tuple[ForwardView, ...]
    agencies: tuple[tuple[str, str], ...]  # that can be asked: those on the way first
    complaint: ComplaintView | None
    twins: tuple[Row, ...]
    restricted: bool
    register: str | None
    register_fits: bool
    mine: bool
    colleagues: tuple[Colleague, ...]
    clock_doubtful: bool
    language: str | None


def request_view(server: Server, dossier: Dossier, viewer: Viewer, now: int) -> RequestView:
    """A request as its page shows it."""
    opened, item, request = dossier.opened, dossier.opened.item, dossier.opened.item.permohonan
    service = server.catalog.known(request.service)
    complaint = service is not None and service.kind == complaints.KIND
    day = server.zone.local(item.waiting_since).date()
    content = opened.content if isinstance(opened.content, Sealed) else None
    shown = content if content is None or viewer.sees_name else complaints.veiled(service, content)
    answers = shown.answers if shown else {}
    asked_again = doubts(service, answers, day=day, regions=words.REGIONS) if service else ()
    warnings = dict.fromkeys((*(shown.warnings if shown else ()), *asked_again))
    parts = sections(service, shown, opened, warnings) if shown else ()
    moves = [
        MoveView(
            new.value,
            words.move(new, old=request.status, complaint=complaint),
            *words.reason(new, complaint=complaint),
            needs_note=new in NEEDS_NOTE,
        )
        for new in allowed(request.status, restricted=dossier.restricted)
    ]
    forward = {_S.IN_REVIEW, _S.AWAITING_SIGNATURE, _S.READY, _S.COLLECTED}
    main = next((one for one in moves if PermohonanStatus(one.status) in forward), None)
    consent = service.consent() if service else None
    stops = route(server, service, answers, item)
    return RequestView(
        row=row(server, item, now, me=viewer.name),
        came=words.moment(server.zone, item.waiting_since),
        kiosk=dossier.kiosk,
        status_raw=request.status.value,
        closed=not allowed(request.status),
        note=request.note,
        problem=_problem(item, content),
        warnings=tuple(line for section in parts for line in section.lines if line.warning),
        sections=parts,
        consent=words.answer(consent, True) if consent and consent.id in answers else None,
        main=main,
        others=tuple(one for one in moves if one is not main),
        undo=_undo(dossier, viewer, now, complaint=complaint),
        requirements=requirements(service, answers, day),
        product=service.product.id if service else None,
        route=stops,
        history=_history(server, dossier, now, complaint=complaint),
        looks=tuple(
            (one.actor, f"{one.times} kali, terakhir {words.short_moment(server.zone, one.at, now=now)}")
            for one in dossier.looks
        ),
        forwards=tuple(forward_view(server, one, now) for one in dossier.forwards),
        agencies=_agencies(server, stops, dossier.forwards),
        complaint=_complaint(server, item, content, viewer, now) if complaint or _hides(content) else None,
        twins=tuple(row(server, one, now) for one in dossier.twins),
        restricted=dossier.restricted,
        register=dossier.register.say() if dossier.register else None,
        register_fits=_fits(dossier.register),
        mine=item.assignee == viewer.name,
        colleagues=tuple(one for one in dossier.colleagues if one.name not in (item.assignee, viewer.name)),
        clock_doubtful=item.clock_doubtful,
        language=_LANGUAGES.get(request.language),
    )


def route(server: Server, service: Service | None, answers: dict[str, Value], item: Item) -> tuple[StopView, ...]:
    """The agencies of a request that has to go to others, the kelurahan first; none for one that stays here."""
    day = server.zone.local(item.waiting_since).date()
    stops = [stop for stop in service.route if holds(stop.show_when, answers, today=day)] if service else []
    if not stops and item.holder == HOME:
        return ()
    agencies = {agency.id: agency for agency in server.catalog.agencies}
    shown: dict[str, StopView] = {}
    for name, does, bring in [
        (HOME, "Memeriksa berkas dan membuat surat.", ()),
        *((stop.agency, stop.does.id, tuple(one.id for one in stop.bring)) for stop in stops),
        (item.holder, "", ()),
    ]:
        agency = agencies.get(name)
        title, icon = (agency.title.id, agency.icon) if agency else (name, "landmark")
        shown.setdefault(name, StopView(name, title, icon, does, bring, item.holder == name))
    return tuple(shown.values())


def forward_view(server: Server, one: Forward, now: int) -> ForwardView:
    """An agency that was asked, as the kelurahan and the agency see it."""
    answered = ""
    if one.answered_at is not None:
        answered = f"{words.short_moment(server.zone, one.answered_at, now=now)}, {one.answered_by}"
    return ForwardView(
        number=one.number,
        agency=agency_title(server.catalog, one.agency),
        asked=one.asked,
        when=words.short_moment(server.zone, one.at, now=now),
        who=one.actor,
        waits=one.waits,
        verdict=words.VERDICT[one.verdict] if one.verdict else None,
        verdict_key=(one.verdict.value if one.verdict else "waiting").replace("_", "-"),
        icon=words.VERDICT_ICON[one.verdict] if one.verdict else "hourglass",
        answer=one.answer,
        answered=answered,
        withdrawn=one.withdrawn_at is not None,
    )


def _problem(item: Item, content: Sealed | None) -> str | None:
    if content is not None:
        return None
    if item.destroyed_at is not None:
        return "Isian sudah dihapus karena masa simpannya berakhir."
    return "Isian tidak bisa dibuka dengan kunci kantor ini. Hubungi pengelola sistem."


def _fits(register: Compared | None) -> bool:
    return register is not None and register.known and not register.differs and register.life is Life.HERE


def _undo(dossier: Dossier, viewer: Viewer, now: int, *, complaint: bool) -> str | None:
    history, held = dossier.opened.history, dossier.restricted
    if undo_refused(history, actor=viewer.name, any_petugas=viewer.signs, now=now, held=held) is not None:
        return None
    standing = effective(history)
    return words.status(standing[-1].old, complaint=complaint)


def _agencies(server: Server, stops: tuple[StopView, ...], asked: tuple[Forward, ...]) -> tuple[tuple[str, str], ...]:
    waiting = {one.agency for one in asked if one.waits}
    near = [stop.agency for stop in stops]
    ordered = sorted(server.catalog.agencies, key=lambda one: (one.id not in near, one.title.id))
    return tuple((one.id, one.title.id) for one in ordered if one.id != HOME and one.id not in waiting)


def _hides(content: Sealed | None) -> bool:
    return content is not None and complaints.privacy(content.answers) is not None


def _complaint(server: Server, item: Item, content: Sealed | None, viewer: Viewer, now: int) -> ComplaintView:
    answers = content.answers if content else {}
    filed = complaints.rules().file(item.permohonan.service, answers)
    privacy = complaints.privacy(answers)
    hides = privacy is Privacy.CONFIDENTIAL and not viewer.sees_name
    stage = STAGES.get(item.permohonan.status)
    due = item.deadline if stage is not None else None
    left = complaints.days_left(due, now, server.zone) if due is not None else None
    return ComplaintView(
        kind=filed.kind or "Laporan",
        category=filed.category or "dipilih petugas",
        todo=words.STAGE[stage] if stage and due is not None else None,
        until=words.day_of(server.zone, due - 1) if due is not None else None,
        left=words.deadline(left) if left is not None else None,
        late=left is not None and left < 0,
        calendar_known=due is None or complaints.is_calendar_known(due, server.zone),
        privacy=words.NAME_OPENED if viewer.sees_name else words.PRIVACY[privacy] if privacy else None,
        confidential=privacy is Privacy.CONFIDENTIAL,
        hides=hides,
        may_open=hides and viewer.signs,
    )


def _history(server: Server, dossier: Dossier, now: int, *, complaint: bool) -> tuple[HistoryLine, ...]:
    """What happened, oldest first: statuses, agencies, notes, letters."""
    opened = dossier.opened

    def line(what: str, icon: str, at: int, who: str, note: str | None = None) -> tuple[int, HistoryLine]:
        return at, HistoryLine(what, icon, words.short_moment(server.zone, at, now=now), who, note)

    taken_back = {one.undoes for one in opened.history}
    happened = [line("Diajukan di kiosk", "ticket", opened.item.waiting_since, "warga")]
    for move in opened.history:
        said = words.status(move.new, complaint=complaint)
        icon = words.STATUS_ICON[move.new] if move.undoes is None else "rotate-ccw"
        what = said if move.undoes is None else f"Langkah dibatalkan, kembali ke: {said}"
        at, made = line(what, icon, move.at, move.actor, move.note)
        happened.append((at, msgspec.structs.replace(made, undone=move.number in taken_back)))
    for handover in opened.handovers:
        title = agency_title(server.catalog, handover.agency)
        happened.append(line(f"Berkas diserahkan ke {title}", "arrow-right", handover.at, handover.actor))
    for one in dossier.forwards:
        title = agency_title(server.catalog, one.agency)
        happened.append(line(f"Diteruskan ke {title}", "messages-square", one.at, one.actor))
        if one.verdict is not None and one.answered_at is not None:
            said = f"{title} menjawab: {words.VERDICT[one.verdict].lower()}"
            happened.append(line(said, words.VERDICT_ICON[one.verdict], one.answered_at, one.answered_by or title))
        if one.withdrawn_at is not None:
            happened.append(line(f"Permintaan ke {title} ditarik kembali", "rotate-ccw", one.withdrawn_at, one.actor))
    for note in dossier.notes:
        at, made = line("Catatan untuk rekan", "notebook-text", note.at, note.actor, note.text)
        happened.append((at, msgspec.structs.replace(made, inside=True)))
    happened += [line(one.what, one.icon, one.at, one.actor) for one in dossier.others]
    # What came from a kiosk whose clock was behind is first all the same.
    first, *rest = happened
    return (first[1], *(made for _, made in sorted(rest, key=lambda pair: pair[0])))
