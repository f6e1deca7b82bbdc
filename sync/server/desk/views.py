"""What the desk's pages show, decided before a template sees it: plain values, no queries, no rules in HTML."""

from __future__ import annotations

import base64
from datetime import date
from typing import Final

import msgspec

from kiosk.domain.answers import BROUGHT, PHOTOGRAPHED, Value
from kiosk.domain.answers import Row as AnswerRow
from kiosk.domain.catalog import (
    Catalog,
    ChecklistField,
    ConsentField,
    LongTextField,
    PhotoField,
    RowsField,
    Service,
)
from kiosk.domain.permohonan import NEEDS_NOTE, PermohonanStatus
from kiosk.domain.photo import is_photo
from kiosk.domain.place import Point
from kiosk.domain.rules import holds
from kiosk.domain.sealed import Sealed
from sync.server.context import Server
from sync.server.desk import words
from sync.server.requests import HOME, Item, Opened, allowed

_S = PermohonanStatus


class Tab(msgspec.Struct, frozen=True):
    """A part of the inbox. `key` stands in the address."""

    key: str
    title: str
    statuses: tuple[PermohonanStatus, ...]
    empty: str


TABS: Final = (
    Tab(
        "",
        "Perlu dikerjakan",
        (_S.SUBMITTED, _S.IN_REVIEW, _S.AWAITING_SIGNATURE),
        "Semua sudah dikerjakan. Permohonan baru dari kiosk akan muncul di sini.",
    ),
    Tab("baru", "Baru masuk", (_S.SUBMITTED,), "Belum ada permohonan baru."),
    Tab("diperiksa", "Sedang diperiksa", (_S.IN_REVIEW,), "Tidak ada yang sedang diperiksa."),
    Tab("tanda-tangan", "Tanda tangan", (_S.AWAITING_SIGNATURE,), "Tidak ada yang menunggu tanda tangan."),
    Tab("belum-lengkap", "Belum lengkap", (_S.INCOMPLETE,), "Tidak ada warga yang sedang diminta melengkapi berkas."),
    Tab("siap", "Siap diambil", (_S.READY,), "Tidak ada surat yang menunggu diambil."),
    Tab("selesai", "Selesai", (_S.COLLECTED, _S.REJECTED, _S.CANCELLED), "Belum ada yang selesai."),
)

_OLD_MS: Final = 3 * 24 * 3600_000
_CLOSED: Final = (_S.COLLECTED, _S.REJECTED, _S.CANCELLED)


class Row(msgspec.Struct, frozen=True):
    """One line of the inbox."""

    id: str
    ticket: str
    service: str
    ref: str
    status: str
    status_key: str
    status_icon: str
    when: str
    waited: str
    old: bool
    priority: bool
    holder: str | None = None  # the agency that has it, when it is not the kelurahan itself


class StopView(msgspec.Struct, frozen=True):
    """One agency on the way of a request."""

    agency: str
    title: str
    icon: str
    does: str
    bring: tuple[str, ...]
    here: bool


class Line(msgspec.Struct, frozen=True):
    """One answer."""

    label: str
    value: str
    warning: str | None = None
    long: bool = False
    picture: str | None = None  # a photo, as base64: it stands in the page, so that no second look has to be recorded


class Section(msgspec.Struct, frozen=True):
    """The answers of one step. Its title is a question to the resident, which the labels answer: it is not shown."""

    lines: tuple[Line, ...]


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
    requirements: tuple[tuple[str, str | None], ...]
    product: str | None
    route: tuple[StopView, ...]
    history: tuple[HistoryLine, ...]
    clock_doubtful: bool
    language: str | None


def tab(key: str) -> Tab:
    """The part of the inbox an address names; the first for anything else."""
    return next((one for one in TABS if one.key == key), TABS[0])


def row(server: Server, item: Item, now: int) -> Row:
    """A request as a line of the inbox."""
    request = item.permohonan
    service = server.catalog.known(request.service)
    complaint = service is not None and service.kind == "CMP"
    closed = request.status in _CLOSED
    since = request.status_at if closed else item.waiting_since
    return Row(
        id=request.id,
        ticket=request.ticket,
        service=service.title.id if service else request.service,
        ref=request.ref,
        status=words.status(request.status, complaint=complaint),
        status_key=request.status.value.lower().replace("_", "-"),
        status_icon=words.STATUS_ICON[request.status],
        when=words.short_moment(server.zone, since, now=now),
        waited=words.waited(now - since),
        old=not closed and now - since > _OLD_MS,
        priority=item.priority,
        holder=None if item.holder == HOME else _agency_title(server.catalog, item.holder),
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


def _agency_title(catalog: Catalog, name: str) -> str:
    return next((agency.title.id for agency in catalog.agencies if agency.id == name), name)


def request_view(server: Server, opened: Opened, kiosk_name: str, now: int) -> RequestView:
    """A request as its page shows it."""
    item, request = opened.item, opened.item.permohonan
    service = server.catalog.known(request.service)
    complaint = service is not None and service.kind == "CMP"
    content = opened.content if isinstance(opened.content, Sealed) else None
    answers = content.answers if content else {}
    warnings = {field: _warning(service, code) for field, code in content.warnings} if content else {}
    sections = _sections(service, content, opened, warnings) if content else ()
    moves = [
        MoveView(
            new.value,
            words.move(new, old=request.status, complaint=complaint),
            *words.reason(new, complaint=complaint),
            needs_note=new in NEEDS_NOTE,
        )
        for new in allowed(request.status)
    ]
    forward = {_S.IN_REVIEW, _S.AWAITING_SIGNATURE, _S.READY, _S.COLLECTED}
    main = next((one for one in moves if PermohonanStatus(one.status) in forward), None)
    consent = service.consent() if service else None
    return RequestView(
        row=row(server, item, now),
        came=words.moment(server.zone, item.waiting_since),
        kiosk=kiosk_name,
        status_raw=request.status.value,
        closed=not moves,
        note=request.note,
        problem=None if content else "Isian tidak bisa dibuka dengan kunci kantor ini. Hubungi pengelola sistem.",
        warnings=tuple(line for section in sections for line in section.lines if line.warning),
        sections=sections,
        consent=words.answer(consent, True) if consent and consent.id in answers else None,
        route=route(server, service, answers, item),
        main=main,
        others=tuple(one for one in moves if one is not main),
        requirements=_requirements(service, answers, server.zone.local(item.waiting_since).date()),
        product=service.product.id if service else None,
        history=_history(server, opened, now, complaint=complaint),
        clock_doubtful=item.clock_doubtful,
        language=_LANGUAGES.get(request.language),
    )


def _history(server: Server, opened: Opened, now: int, *, complaint: bool) -> tuple[HistoryLine, ...]:
    """What happened, oldest first: statuses, and agencies that it went to."""
    began = HistoryLine(
        "Diajukan di kiosk",
        "ticket",
        words.short_moment(server.zone, opened.item.waiting_since, now=now),
        "warga",
        None,
    )
    happened = [
        (
            one.at,
            HistoryLine(
                words.status(one.new, complaint=complaint),
                words.STATUS_ICON[one.new],
                words.short_moment(server.zone, one.at, now=now),
                one.actor,
                one.note,
            ),
        )
        for one in opened.history
    ] + [
        (
            one.at,
            HistoryLine(
                f"Diserahkan ke {_agency_title(server.catalog, one.agency)}",
                "arrow-right",
                words.short_moment(server.zone, one.at, now=now),
                one.actor,
                None,
            ),
        )
        for one in opened.handovers
    ]
    return (began, *(line for _, line in sorted(happened, key=lambda pair: pair[0])))


_LANGUAGES: Final = {"en": "Inggris", "jv": "Jawa", "su": "Sunda", "plm": "Palembang"}


def _warning(service: Service | None, code: str) -> str:
    """What to look at: in our words, or in those of the service's own check."""
    rule = code.partition(":")[2]
    check = service.check(rule) if service and rule else None
    return check.message.id if check else words.WARNING.get(code, code)


def _sections(
    service: Service | None, content: Sealed, opened: Opened, warnings: dict[str, str]
) -> tuple[Section, ...]:
    answers, photos = content.answers, content.photos
    sections = []
    seen: set[str] = set()
    for step in service.steps if service else ():
        lines = []
        for field in step.fields:
            seen.add(field.id)
            if isinstance(field, PhotoField) and (field.id in photos or field.id in warnings):
                lines.append(_photo(field.label.id, field.id, opened, warnings.get(field.id)))
            if isinstance(field, RowsField):
                lines += _rows(field, content.rows.get(field.id, []))
            if isinstance(field, ChecklistField):
                seen |= {f"{field.id}.{item.id}" for item in field.items}
                lines += _papers(field, content, opened)
            if field.id in answers and not isinstance(field, ConsentField):
                text = words.answer(field, answers[field.id])
                lines.append(Line(field.label.id, text, warnings.get(field.id), isinstance(field, LongTextField)))
        if lines:
            sections.append(Section(tuple(lines)))
    # What this server's catalogue does not know is shown all the same: the resident said it.
    rest = [Line(key, _plain(value), warnings.get(key)) for key, value in answers.items() if key not in seen]
    rest += [_photo(key, key, opened, warnings.get(key)) for key in photos if key not in seen]
    for key, rows in content.rows.items():
        if key not in seen:
            rest += [Line(f"{key} {number}", _plain_row(one), None) for number, one in enumerate(rows, 1)]
    if rest:
        sections.append(Section(tuple(rest)))
    return tuple(sections)


def _rows(field: RowsField, rows: list[AnswerRow]) -> list[Line]:
    """A line a row: "Saksi 1": "Nama: Rudi Hartono; NIK: 1671 ..."."""
    lines = []
    for number, one in enumerate(rows, 1):
        said = [f"{inner.label.id}: {words.answer(inner, one[inner.id])}" for inner in field.fields if inner.id in one]
        lines.append(Line(f"{field.one.id} {number}", "; ".join(said), None))
    return lines


def _papers(field: ChecklistField, content: Sealed, opened: Opened) -> list[Line]:
    """What the resident said of each paper, with the picture where one was taken."""
    lines = []
    for item in field.items:
        said = content.brought.get(item.id)
        if said == PHOTOGRAPHED:
            lines.append(_photo(item.text.id, f"{field.id}.{item.id}", opened, None))
        elif said is not None:
            lines.append(Line(item.text.id, "dibawa" if said == BROUGHT else "belum ada", None))
    return lines


def _plain_row(row: AnswerRow) -> str:
    return "; ".join(f"{key}: {_plain(value)}" for key, value in row.items())


def _photo(label: str, key: str, opened: Opened, warning: str | None) -> Line:
    if key in opened.missing:
        return Line(label, "Foto belum sampai", warning)
    photo = opened.photos.get(key)
    if photo is None or not is_photo(photo):
        # A kiosk is trusted to sign, not to be in order: only what is a bare JPEG reaches the browser's decoder.
        return Line(label, "Tidak ada foto", warning)
    return Line(label, "", warning, picture=base64.b64encode(photo).decode())


def _plain(value: Value) -> str:
    if isinstance(value, Point):
        return words.place(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _requirements(service: Service | None, answers: dict[str, Value], day: date) -> tuple[tuple[str, str | None], ...]:
    if service is None:
        return ()
    return tuple(
        (one.text.id, one.note.id if one.note else None)
        for one in service.requirements
        if holds(one.show_when, answers, today=day)
    )
