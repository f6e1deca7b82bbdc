"""What nobody may keep any longer is destroyed: by the office's schedule (JRA, UU 43/2009), or because a resident asks for it.

Always in the same three steps. Somebody proposes a list; a second person confirms it, who answers for the office; then
answers, photos, notes, marks, corrections, what agencies wrote and what letters say are taken away, a few requests a
transaction, and the list says of each when. So a run that is killed goes on where it was, and one that is told twice does
nothing the second time. Entries keep their hashes: the chain of a kiosk holds without its answers.

A program is no person: who confirms has an account at the desk.

What is taken away was sealed or locked; SQLite overwrites its pages with zeros besides. PostgreSQL frees them with its next
VACUUM and keeps its log for a while. Backups are the office's to destroy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, exists, func, insert, or_, select, update

from kiosk.catalog_files import ASSETS
from kiosk.clock import Zone
from kiosk.domain import project
from kiosk.domain.catalog import Catalog, Service
from kiosk.domain.events import Submitted, decode_event, new_id, permohonan_id, subject_of
from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.errors import WrongUse
from sync.server.audit import Action, record
from sync.server.exchange import feed
from sync.server.letters import templates
from sync.server.letters.book import LetterState
from sync.server.people.tokens import is_program
from sync.server.store.database import Database
from sync.server.store.tables import (
    blob_parts,
    blobs,
    changes,
    corrections,
    destroyed,
    destructions,
    events,
    forwards,
    letters,
    marks,
    moves,
    notes,
    permohonan,
    petugas,
    settings,
    wishes,
)
from sync.server.work import surveys
from sync.server.work.restriction import IN_FORCE

CLOSED: Final = (PermohonanStatus.COLLECTED, PermohonanStatus.REJECTED, PermohonanStatus.CANCELLED)
MOST: Final = 5_000
"""Requests of one list: a person has to look at it."""
STEP: Final = 50
"""Requests of one transaction."""
SETTING: Final = "retention"
DRAFT_YEARS: Final = 1
"""A draft that nobody issued is no archive, so no schedule speaks of it: as long as the survey's answers, the other rough work of
the schedule to begin with.
"""
_EMPTIED: Final[dict[str, Any]] = {"content": b"", "pdf": None, "void_reason": None}
"""What becomes of a letter: the register keeps number, kind and day; what it said is gone."""
_HOUR_MS: Final = 3_600_000


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long what belongs to a kind of request is kept after it was closed."""

    active: int  # years
    inactive: int
    fate: Literal["musnah", "permanen"]
    classification: str = ""  # a code or the beginning of one
    service: str = ""  # a number, "D18"

    @property
    def years(self) -> int:
        """Both together."""
        return self.active + self.inactive


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office's schedule. The first rule that fits counts."""

    rules: tuple[Rule, ...] = msgspec.field(name="rule")

    def rule(self, service: Service | None) -> Rule:
        """For a service; one that is not known any more has what fits every service."""
        if service is None:
            return self.rule_of("", ())
        return self.rule_of(service.ref, [code for code in service.classification.values() if code])

    def rule_of(self, ref: str, codes: Iterable[str]) -> Rule:
        """For what has these classifications, of the service with a number; "": of none."""
        return next(rule for rule in self.rules if _fits(rule, ref, codes))


class Cause(StrEnum):
    """Why something is destroyed."""

    SCHEDULE = "jra"
    ASKED = "permintaan"  # by the resident, UU PDP


class Due(msgspec.Struct, frozen=True):
    """A request whose time is over, or a letter that was typed without one. Nothing here says whose it is."""

    id: str
    ref: str  # "" of a letter
    service: str  # its title; a letter's kind
    classification: str
    ticket: str  # a letter's number; "" of a draft
    made_at: int  # ms since 1970 UTC
    closed_at: int


class Listed(msgspec.Struct, frozen=True):
    """A request on a list, and when it was destroyed."""

    request: Due
    at: int | None


class Destruction(msgspec.Struct, frozen=True):
    """A list and what became of it."""

    id: str
    cause: Cause
    proposed_at: int
    proposed_by: str
    requests: int
    left: int  # that are still there
    confirmed_at: int | None = None
    confirmed_by: str | None = None
    rejected_at: int | None = None
    done_at: int | None = None

    @property
    def waits(self) -> bool:
        """Nobody has decided yet."""
        return self.confirmed_at is None and self.rejected_at is None


class NotConfirmed(StrEnum):
    """Why a list was not decided."""

    NOT_FOUND = "not_found"
    DECIDED = "decided"  # already
    SAME_PERSON = "same_person"  # who proposed it cannot confirm it
    NO_PERSON = "no_person"  # a program, or a command: nobody who could answer for it


# --- The schedule -----------------------------------------------------------------------------------------------------


@cache
def shipped() -> Rules:
    """The schedule to begin with."""
    return read((ASSETS / "retention" / "jra.toml").read_text("utf-8"))


def read(text: str) -> Rules:
    """A schedule as a TOML file says it. Raises WrongUse."""
    try:
        found = msgspec.convert(tomllib.loads(text), Rules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongUse(f"The schedule cannot be read: {error}.", "See assets/retention/jra.toml.") from error
    if not found.rules or found.rules[-1].classification or found.rules[-1].service:
        raise WrongUse("The schedule has no rule for all other services.", "Put one without a condition at the end.")
    if not all(0 <= rule.active <= 100 and 0 <= rule.inactive <= 100 for rule in found.rules):
        raise WrongUse("A time in the schedule is no number of years from 0 to 100.", "Mend that rule.")
    return found


def rules(connection: Connection, office: str) -> Rules:
    """The office's own schedule, or the one to begin with."""
    query = select(settings.c.value).where(settings.c.office == office, settings.c.name == SETTING)
    value = connection.execute(query).scalar_one_or_none()
    return shipped() if value is None else msgspec.json.decode(value, type=Rules)


def set_rules(connection: Connection, office: str, wanted: Rules, *, actor: str, now: int) -> None:
    """Gives the office a schedule of its own, inside the caller's writing transaction."""
    connection.execute(delete(settings).where(settings.c.office == office, settings.c.name == SETTING))
    value = msgspec.json.encode(wanted).decode()
    connection.execute(insert(settings).values(office=office, name=SETTING, value=value, at=now, actor=actor))
    record(connection, office, actor, Action.RETENTION_SET, now=now, detail=f"{len(wanted.rules)} rules")


def _fits(rule: Rule, ref: str, codes: Iterable[str]) -> bool:
    if rule.service and rule.service != ref:
        return False
    return not rule.classification or any(_begins(code, rule.classification) for code in codes)


def _begins(code: str, start: str) -> bool:
    return code == start or code.startswith(f"{start}.")


# --- What is due ------------------------------------------------------------------------------------------------------


def due(connection: Connection, office: str, catalog: Catalog, *, zone: Zone, now: int, limit: int = MOST) -> list[Due]:
    """Closed requests whose time is over and that no list holds, the oldest first; and letters without a request, drafts last.

    Surveys are closed by nobody: their time begins when they come.
    """
    schedule = rules(connection, office)
    by_years: dict[int, list[str]] = {}
    kept: list[str] = []
    for service in catalog.services:
        rule = schedule.rule(service)
        (kept if rule.fate == "permanen" else by_years.setdefault(rule.years, [])).append(service.id)
    closed = permohonan.c.status.in_([status.value for status in CLOSED])
    conditions = []
    asked = surveys.services(catalog)
    for years, ids in by_years.items():
        before = _before(now, years, zone)
        conditions.append(and_(permohonan.c.service.in_(ids), closed, permohonan.c.status_at < before))
        if mine := [one for one in ids if one in asked]:
            conditions.append(and_(permohonan.c.service.in_(mine), permohonan.c.waiting_since < before))
    rest = schedule.rule(None)
    if rest.fate == "musnah":
        unknown = permohonan.c.service.not_in([service.id for service in catalog.services])
        conditions.append(and_(unknown, closed, permohonan.c.status_at < _before(now, rest.years, zone)))
    if not conditions:
        return _letters_due(connection, office, schedule, zone=zone, now=now, limit=limit)
    query = (
        select(permohonan)
        .where(
            permohonan.c.office == office,
            permohonan.c.destroyed_at.is_(None),
            or_(*conditions),
            ~_on_a_list(permohonan.c.office, permohonan.c.id),
            ~_restricted(),
        )
        .order_by(permohonan.c.status_at, permohonan.c.id)
        .limit(limit)
    )
    found = [as_due(row, catalog) for row in connection.execute(query).mappings()]
    return found + _letters_due(connection, office, schedule, zone=zone, now=now, limit=limit - len(found))


def _letters_due(
    connection: Connection, office: str, schedule: Rules, *, zone: Zone, now: int, limit: int
) -> list[Due]:
    """Letters without a request: issued ones by their own classification, then drafts that nobody issued. Those of a request go
    with it.
    """
    found = _issued_due(connection, office, schedule, zone=zone, now=now, limit=limit)
    drafts = (
        select(letters)
        .where(
            _lone_draft(office),
            letters.c.created_at < _before(now, DRAFT_YEARS, zone),
            ~_on_a_list(letters.c.office, letters.c.id),
        )
        .order_by(letters.c.created_at, letters.c.id)
        .limit(limit - len(found))
    )
    return found + [_letter_due(row, int(row["created_at"])) for row in connection.execute(drafts).mappings()]


def _issued_due(connection: Connection, office: str, schedule: Rules, *, zone: Zone, now: int, limit: int) -> list[Due]:
    typed = and_(_typed(office), letters.c.issued_at.is_not(None), letters.c.content != b"")
    codes = connection.execute(select(letters.c.classification).where(typed).distinct()).scalars().all()
    ruled = [(code, schedule.rule_of("", (code,))) for code in codes]
    conditions = [
        and_(letters.c.classification == code, letters.c.issued_at < _before(now, rule.years, zone))
        for code, rule in ruled
        if rule.fate == "musnah"
    ]
    if not conditions:
        return []
    query = (
        select(letters)
        .where(typed, or_(*conditions), ~_on_a_list(letters.c.office, letters.c.id))
        .order_by(letters.c.issued_at, letters.c.id)
        .limit(limit)
    )
    return [_letter_due(row, int(row["issued_at"])) for row in connection.execute(query).mappings()]


def _letter_due(row: RowMapping, closed_at: int) -> Due:
    template = templates.shipped().find(row["template"])
    kind = template.name if template else row["template"]
    return Due(row["id"], "", kind, row["classification"], row["written"] or "", int(row["created_at"]), closed_at)


def due_on(connection: Connection, office: str, service: Service | None, closed_at: int, zone: Zone) -> date | None:
    """The day from which a request that was closed then may be destroyed; None: it is kept for ever."""
    rule = rules(connection, office).rule(service)
    return None if rule.fate == "permanen" else _years_on(zone.local(closed_at).date(), rule.years)


def _before(now: int, years: int, zone: Zone) -> int:
    """What was closed before this moment is over."""
    day = _years_on(zone.local(now).date(), -years)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000 - zone.hours * _HOUR_MS


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)  # 29 February


def _on_a_list(office: ColumnElement[str], id_: ColumnElement[str]) -> ColumnElement[bool]:
    """A list that was not rejected."""
    return exists().where(
        destroyed.c.office == office,
        destroyed.c.permohonan_id == id_,
        destructions.c.office == destroyed.c.office,
        destructions.c.id == destroyed.c.destruction,
        destructions.c.rejected_at.is_(None),
    )


def _restricted() -> ColumnElement[bool]:
    """The resident wants nothing done with it for now: a quarrel about it may need the answers."""
    return exists().where(
        wishes.c.office == permohonan.c.office,
        wishes.c.permohonan_id == permohonan.c.id,
        IN_FORCE,
    )


def as_due(row: RowMapping, catalog: Catalog) -> Due:
    """A row of a request as a list has it."""
    service = catalog.known(row["service"])
    codes = [code for code in service.classification.values() if code] if service else []
    return Due(
        row["id"],
        row["ref"],
        service.title.id if service else row["service"],
        " / ".join(codes),
        row["ticket"],
        int(row["waiting_since"]),
        # The kiosk's clock is not asked for what nobody has begun.
        int(row["waiting_since"] if row["status"] == PermohonanStatus.SUBMITTED.value else row["status_at"]),
    )


# --- Lists ------------------------------------------------------------------------------------------------------------


def propose(
    connection: Connection, office: str, requests: Sequence[Due], cause: Cause, *, actor: str, now: int
) -> Destruction:
    """A new list, inside the caller's writing transaction. Nothing is destroyed yet."""
    id_ = permohonan_id(new_id(now))
    connection.execute(
        insert(destructions).values(office=office, id=id_, cause=cause.value, proposed_at=now, proposed_by=actor)
    )
    rows = [
        {"office": office, "destruction": id_, "permohonan_id": one.id, **_without_id(one), "at": None}
        for one in requests
    ]
    if rows:
        connection.execute(insert(destroyed), rows)
    detail = f"{id_} {cause.value} {len(rows)}"
    record(connection, office, actor, Action.DESTRUCTION_PROPOSED, now=now, detail=detail)
    return Destruction(id_, cause, now, actor, len(rows), len(rows))


def propose_due(
    connection: Connection, office: str, catalog: Catalog, *, zone: Zone, actor: str, now: int
) -> Destruction | None:
    """A list of everything that is due, inside the caller's writing transaction; None when nothing is."""
    found = due(connection, office, catalog, zone=zone, now=now)
    return propose(connection, office, found, Cause.SCHEDULE, actor=actor, now=now) if found else None


def confirm(connection: Connection, office: str, destruction: str, *, actor: str, now: int) -> NotConfirmed | None:
    """The second person agrees, inside the caller's writing transaction. `carry_out` does it then.

    Who holds a program's token with the right to sign, or sits at the server's console, is not known; so only an open account of a
    petugas counts.
    """
    refused = _decidable(connection, office, destruction)
    if isinstance(refused, NotConfirmed):
        return refused
    if refused == actor:
        return NotConfirmed.SAME_PERSON
    account = select(petugas.c.name).where(
        petugas.c.office == office, petugas.c.name == actor, petugas.c.closed_at.is_(None)
    )
    if is_program(actor) or connection.execute(account).first() is None:
        return NotConfirmed.NO_PERSON
    here = and_(destructions.c.office == office, destructions.c.id == destruction)
    connection.execute(update(destructions).where(here).values(confirmed_at=now, confirmed_by=actor))
    record(connection, office, actor, Action.DESTRUCTION_CONFIRMED, now=now, detail=destruction)
    return None


def reject(connection: Connection, office: str, destruction: str, *, actor: str, now: int) -> NotConfirmed | None:
    """Somebody does not agree, inside the caller's writing transaction: everything stays. Who proposed it may too."""
    refused = _decidable(connection, office, destruction)
    if isinstance(refused, NotConfirmed):
        return refused
    here = and_(destructions.c.office == office, destructions.c.id == destruction)
    connection.execute(update(destructions).where(here).values(rejected_at=now, rejected_by=actor))
    record(connection, office, actor, Action.DESTRUCTION_REJECTED, now=now, detail=destruction)
    return None


def carry_out(database: Database, office: str, destruction: str, *, now: int) -> int:
    """Destroys what a confirmed list still holds, step by step; says how many requests and letters it was now."""
    count, more = 0, True
    while more:
        with database.writing() as connection:
            gone, more = _step(connection, office, destruction, now=now)
        count += gone
    return count


def unfinished(connection: Connection, office: str) -> list[str]:
    """The lists that were confirmed and not carried out to their end."""
    query = select(destructions.c.id).where(
        destructions.c.office == office, destructions.c.confirmed_at.is_not(None), destructions.c.done_at.is_(None)
    )
    return list(connection.execute(query.order_by(destructions.c.id)).scalars())


def lists(connection: Connection, office: str, *, limit: int = 100) -> list[Destruction]:
    """All lists, the newest first."""
    query = _lists(office).order_by(destructions.c.id.desc()).limit(limit)
    return [_destruction(row) for row in connection.execute(query).mappings()]


def get(connection: Connection, office: str, destruction: str) -> Destruction | None:
    """One list."""
    row = connection.execute(_lists(office).where(destructions.c.id == destruction)).mappings().first()
    return _destruction(row) if row else None


def listed(connection: Connection, office: str, destruction: str) -> list[Listed]:
    """What stands on a list, the oldest first."""
    query = (
        select(destroyed)
        .where(destroyed.c.office == office, destroyed.c.destruction == destruction)
        .order_by(destroyed.c.closed_at, destroyed.c.permohonan_id)
    )
    return [
        Listed(
            Due(
                row["permohonan_id"],
                row["ref"],
                row["service"],
                row["classification"],
                row["ticket"],
                int(row["made_at"]),
                int(row["closed_at"]),
            ),
            row["at"],
        )
        for row in connection.execute(query).mappings()
    ]


def _without_id(one: Due) -> dict[str, object]:
    values = msgspec.structs.asdict(one)
    del values["id"]
    return values


def _lists(office: str) -> Any:
    items = and_(destroyed.c.office == destructions.c.office, destroyed.c.destruction == destructions.c.id)
    count = select(func.count()).where(items).correlate(destructions)
    return select(
        destructions,
        count.scalar_subquery().label("requests"),
        count.where(destroyed.c.at.is_(None)).scalar_subquery().label("left"),
    ).where(destructions.c.office == office)


def _destruction(row: RowMapping) -> Destruction:
    return Destruction(
        id=row["id"],
        cause=Cause(row["cause"]),
        proposed_at=int(row["proposed_at"]),
        proposed_by=row["proposed_by"],
        requests=int(row["requests"]),
        left=int(row["left"]),
        confirmed_at=row["confirmed_at"],
        confirmed_by=row["confirmed_by"],
        rejected_at=row["rejected_at"],
        done_at=row["done_at"],
    )


def _decidable(connection: Connection, office: str, destruction: str) -> NotConfirmed | str:
    """Who proposed a list that waits for somebody to decide; locks it."""
    query = (
        select(destructions).where(destructions.c.office == office, destructions.c.id == destruction).with_for_update()
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return NotConfirmed.NOT_FOUND
    if row["confirmed_at"] is not None or row["rejected_at"] is not None:
        return NotConfirmed.DECIDED
    return str(row["proposed_by"])


# --- Destroying -------------------------------------------------------------------------------------------------------


def _step(connection: Connection, office: str, destruction: str, *, now: int) -> tuple[int, bool]:
    """How many went now, and whether more are left."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    here = and_(destructions.c.office == office, destructions.c.id == destruction)
    query = select(destructions).where(here).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None or row["confirmed_at"] is None or row["done_at"] is not None:
        return 0, False
    mine = and_(destroyed.c.office == office, destroyed.c.destruction == destruction)
    left = select(destroyed.c.permohonan_id, destroyed.c.ref, destroyed.c.ticket).where(mine, destroyed.c.at.is_(None))
    rows = connection.execute(left.order_by(destroyed.c.permohonan_id).limit(STEP)).all()
    rescued = _rescued(connection, office, [one.permohonan_id for one in rows if not one.ref and not one.ticket])
    if rescued:
        connection.execute(delete(destroyed).where(mine, destroyed.c.permohonan_id.in_(rescued)))
    typed = {one.permohonan_id for one in rows if not one.ref}
    ids = [one.permohonan_id for one in rows if one.permohonan_id not in rescued]
    _destroy(connection, office, ids, now=now)
    if ids:
        connection.execute(update(destroyed).where(mine, destroyed.c.permohonan_id.in_(ids)).values(at=now))
    for one in ids:
        record(
            connection,
            office,
            str(row["confirmed_by"]),
            Action.DESTROYED,
            now=now,
            permohonan_id=None if one in typed else one,
            detail=f"{destruction} {one}" if one in typed else destruction,
        )
    more = len(rows) == STEP
    if not more:
        connection.execute(update(destructions).where(here).values(done_at=now))
    return len(ids), more


def _rescued(connection: Connection, office: str, drafts: Sequence[str]) -> set[str]:
    """Of the drafts on a list, those that are none any more: issued since, which makes them an archive, or thrown away. Locks the
    others, so that none is issued now.
    """
    if not drafts:
        return set()
    still = select(letters.c.id).where(
        letters.c.office == office, letters.c.id.in_(drafts), letters.c.state == LetterState.DRAFT.value
    )
    return set(drafts) - set(connection.execute(still.with_for_update()).scalars())


def _destroy(connection: Connection, office: str, ids: Sequence[str], *, now: int) -> None:
    """Takes everything away that says something of the residents of these requests and letters."""
    if not ids:
        return
    mine = and_(permohonan.c.office == office, permohonan.c.id.in_(ids))
    rows = connection.execute(select(permohonan).where(mine).with_for_update()).mappings().all()
    for row in rows:
        entry = and_(
            events.c.office == office, events.c.kiosk_id == row["kiosk_id"], events.c.seq == row["seq"]
        )  # fmt: skip
        body = connection.execute(select(events.c.body).where(entry)).scalar_one_or_none()
        connection.execute(update(events).where(entry).values(sealed=None))
        for hash_ in _photos(body):
            photo = and_(blobs.c.office == office, blobs.c.hash == hash_)
            connection.execute(
                update(blobs).where(photo).values(body=None, received_at=func.coalesce(blobs.c.received_at, now))
            )
            connection.execute(delete(blob_parts).where(blob_parts.c.office == office, blob_parts.c.hash == hash_))
    for table in (notes, marks, corrections):
        connection.execute(delete(table).where(table.c.office == office, table.c.permohonan_id.in_(ids)))
    # A draft has no number and so no line in the register that had to stay.
    unissued = and_(letters.c.office == office, letters.c.state == LetterState.DRAFT.value)
    connection.execute(delete(letters).where(unissued, or_(letters.c.permohonan_id.in_(ids), letters.c.id.in_(ids))))
    for table, values in (
        (moves, {"note": None}),
        (forwards, {"asked": None, "answer": None}),
        (wishes, {"reason": None}),
        (letters, _EMPTIED),
    ):
        connection.execute(update(table).where(table.c.office == office, table.c.permohonan_id.in_(ids)).values(values))
    connection.execute(update(letters).where(_typed(office), letters.c.id.in_(ids)).values(_EMPTIED))
    connection.execute(update(permohonan).where(mine).values(note=None, destroyed_at=now))
    _tell(connection, office, [row for row in rows if row["note"] is not None], now=now)


def _typed(office: str) -> ColumnElement[bool]:
    """Letters that were written without a request."""
    return and_(letters.c.office == office, letters.c.permohonan_id.is_(None))


def _lone_draft(office: str) -> ColumnElement[bool]:
    """Drafts that go with no request: without one, or begun from what was left of one."""
    gone = exists().where(
        permohonan.c.office == letters.c.office,
        permohonan.c.id == letters.c.permohonan_id,
        permohonan.c.destroyed_at.is_not(None),
    )
    return and_(
        letters.c.office == office,
        letters.c.state == LetterState.DRAFT.value,
        or_(letters.c.permohonan_id.is_(None), gone),
    )


def _photos(body: bytes | None) -> Iterable[bytes]:
    if body is None:
        return ()
    try:
        event = decode_event(body)
    except msgspec.DecodeError:
        return ()
    return event.blobs if isinstance(event, Submitted) else ()


def _tell(connection: Connection, office: str, rows: Iterable[RowMapping], *, now: int) -> None:
    """Kiosks that were told of a note are told that there is none, while they are told of the request at all."""
    for change in _without_notes(rows):
        told = select(changes.c.seq).where(changes.c.office == office, changes.c.subject == subject_of(change))
        if connection.execute(told.limit(1)).first() is not None:
            feed.publish(connection, office, change, now=now)


def _without_notes(rows: Iterable[RowMapping]) -> Iterator[Any]:
    for row in rows:
        fields = {name: row[name] for name in Permohonan.__struct_fields__}
        yield project.told(Permohonan(**{**fields, "status": PermohonanStatus(row["status"]), "note": None}))
