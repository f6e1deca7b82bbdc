"""A resident's rights over what the office holds about a request of theirs (UU PDP 27/2022, art. 5 to 13).

Found by the code on the slip, and only after a petugas has seen the person's KTP. Whatever is wished is written down with the
moment by which it has to be answered: 3 × 24 hours. The answers stay sealed as they came, for ever the same; a correction stands
beside them. Destruction goes the way of `retention`: only when a request is closed, never when a letter of it stands
in the register, which is an archive of the state (UU 43/2009), and a second person confirms it.

A copy holds the notes of petugas and what agencies answered too, because they are data about the person (art. 7); they are left
out where they tell of somebody else, which the office has to refuse (art. 33). Who looked is told by role, not by name.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, RowMapping, and_, func, insert, select, update

from kiosk.domain.answers import parse_field
from kiosk.domain.catalog import (
    AddressField,
    Catalog,
    ChoiceField,
    DateField,
    Field,
    KkField,
    LongTextField,
    MoneyField,
    NikField,
    NumberField,
    PhoneField,
    RefField,
    RtRwField,
    Service,
    TextField,
    TimeField,
)
from kiosk.domain.identity import Regions
from kiosk.domain.problem import Problem
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.people.rights import Role, read_roles
from sync.server.privacy import retention
from sync.server.privacy.retention import CLOSED, Cause, Due
from sync.server.store.tables import audit, letters, petugas, wishes
from sync.server.work import forwards, notes, requests, search
from sync.server.work.corrections import Correction, corrected, keep
from sync.server.work.restriction import IN_FORCE

ANSWER_MS: Final = 3 * 24 * 3_600_000
"""UU PDP: so long the office may take."""
REASON_LENGTH: Final = 500

Correctable = (
    AddressField
    | ChoiceField
    | DateField
    | KkField
    | LongTextField
    | MoneyField
    | NikField
    | NumberField
    | PhoneField
    | RefField
    | RtRwField
    | TextField
    | TimeField
)
"""Questions whose answer is one line, a number or one of several: what can be mistyped."""


class WishKind(StrEnum):
    """What a resident wants of the data about them."""

    COPY = "copy"  # art. 7
    CORRECTION = "correction"  # art. 6
    RESTRICTION = "restriction"  # art. 11
    DESTRUCTION = "destruction"  # art. 8


class Outcome(StrEnum):
    """What the office answered."""

    GRANTED = "granted"
    REFUSED = "refused"


class Wish(msgspec.Struct, frozen=True):
    """A resident came and wanted something."""

    permohonan_id: str
    number: int  # 1, 2, 3 … of its request
    kind: WishKind
    at: int  # ms since 1970 UTC
    due: int
    actor: str  # who saw the KTP
    outcome: Outcome | None = None
    answered_at: int | None = None
    answered_by: str | None = None
    reason: str | None = None
    ended_at: int | None = None  # of a restriction

    @property
    def holds(self) -> bool:
        """A restriction that is in force."""
        return self.kind is WishKind.RESTRICTION and self.outcome is Outcome.GRANTED and self.ended_at is None

    def __repr__(self) -> str:
        return f"Wish({self.permohonan_id}, {self.number})"


class Letter(msgspec.Struct, frozen=True):
    """A letter that was made of a request, as the register has it."""

    template: str
    written: str | None  # its number; none: it was never issued
    issued_at: int | None
    voided_at: int | None


class Look(msgspec.Struct, frozen=True):
    """Somebody did something with the request: what they are, not who."""

    action: Action
    role: str
    at: int  # ms since 1970 UTC


class Copy(msgspec.Struct, frozen=True):
    """Everything that the office holds about a request."""

    opened: requests.Opened
    notes: tuple[notes.Note, ...]
    withheld: bool  # notes and what agencies wrote are left out: they tell of somebody else
    forwards: tuple[forwards.Forward, ...]
    letters: tuple[Letter, ...]
    looks: tuple[Look, ...]

    def __repr__(self) -> str:
        return f"Copy({self.opened!r})"


class SubjectRefusal(StrEnum):
    """Why something was not done."""

    NOT_FOUND = "not_found"
    NOT_SEEN = "not_seen"  # nobody looked at the resident's KTP
    NOT_ASKED = "not_asked"  # there is no open wish of that kind: first write it down
    WAITS_ALREADY = "waits_already"  # the same is wished already and not answered
    DESTROYED = "destroyed"  # nothing is left
    STILL_OPEN = "still_open"  # a request that is not closed needs its answers
    ARCHIVE = "archive"  # a letter of it stands in the register
    NEEDS_REASON = "needs_reason"
    TOO_LONG = "too_long"
    NO_SUCH_ANSWER = "no_such_answer"
    SAME = "same"  # the answer is that already


# --- Wishes -----------------------------------------------------------------------------------------------------------


def ask(
    connection: Connection, office: str, permohonan_id: str, kind: WishKind, *, seen_ktp: bool, actor: str, now: int
) -> Wish | SubjectRefusal:
    """Writes down what a resident wants, inside the caller's writing transaction."""
    row = requests.lock_row(connection, office, permohonan_id)
    if row is None:
        return SubjectRefusal.NOT_FOUND
    if not seen_ktp:
        return SubjectRefusal.NOT_SEEN
    here = and_(wishes.c.office == office, wishes.c.permohonan_id == permohonan_id)
    same = select(wishes.c.number).where(here, wishes.c.kind == kind.value, wishes.c.outcome.is_(None))
    if connection.execute(same.limit(1)).first() is not None:
        return SubjectRefusal.WAITS_ALREADY
    newest = select(func.coalesce(func.max(wishes.c.number), 0)).where(here)
    number = int(connection.execute(newest).scalar_one()) + 1
    connection.execute(
        insert(wishes).values(
            office=office,
            permohonan_id=permohonan_id,
            number=number,
            kind=kind.value,
            at=now,
            due=now + ANSWER_MS,
            actor=actor,
        )
    )
    detail = f"{kind.value}, KTP seen"
    record(connection, office, actor, Action.SUBJECT_ASKED, now=now, permohonan_id=permohonan_id, detail=detail)
    return Wish(permohonan_id, number, kind, now, now + ANSWER_MS, actor)


def of_request(connection: Connection, office: OfficeKeys, permohonan_id: str) -> list[Wish]:
    """What was wished about a request, oldest first."""
    query = (
        select(wishes)
        .where(wishes.c.office == office.code, wishes.c.permohonan_id == permohonan_id)
        .order_by(wishes.c.number)
    )
    return [_wish(office, row) for row in connection.execute(query).mappings()]


def unanswered(connection: Connection, office: OfficeKeys) -> list[Wish]:
    """All wishes that wait for an answer, the most urgent first."""
    query = (
        select(wishes)
        .where(wishes.c.office == office.code, wishes.c.outcome.is_(None))
        .order_by(wishes.c.due, wishes.c.permohonan_id)
    )
    return [_wish(office, row) for row in connection.execute(query).mappings()]


def refuse(
    connection: Connection, office: OfficeKeys, permohonan_id: str, kind: WishKind, reason: str, *, actor: str, now: int
) -> Wish | SubjectRefusal:
    """Answers a wish with no and why, inside the caller's writing transaction."""
    text = notes.tidy(reason)
    if not text:
        return SubjectRefusal.NEEDS_REASON
    if len(text) > REASON_LENGTH:
        return SubjectRefusal.TOO_LONG
    return _answer(connection, office, permohonan_id, kind, Outcome.REFUSED, reason=text, actor=actor, now=now)


def restrict(
    connection: Connection, office: OfficeKeys, permohonan_id: str, *, actor: str, now: int
) -> Wish | SubjectRefusal:
    """Grants that nothing more is done with the data than keeping it, inside the caller's writing transaction."""
    return _answer(
        connection, office, permohonan_id, WishKind.RESTRICTION, Outcome.GRANTED, reason=None, actor=actor, now=now
    )


def lift(connection: Connection, office: str, permohonan_id: str, *, actor: str, now: int) -> SubjectRefusal | None:
    """Ends a restriction, inside the caller's writing transaction."""
    if requests.lock_row(connection, office, permohonan_id) is None:
        return SubjectRefusal.NOT_FOUND
    ended = connection.execute(
        update(wishes)
        .where(wishes.c.office == office, wishes.c.permohonan_id == permohonan_id, IN_FORCE)
        .values(ended_at=now)
        .returning(wishes.c.number)
    ).all()
    if not ended:
        return SubjectRefusal.NOT_ASKED
    record(connection, office, actor, Action.RESTRICTION_LIFTED, now=now, permohonan_id=permohonan_id)
    return None


def destruction_refused(connection: Connection, office: str, permohonan_id: str) -> SubjectRefusal | None:
    """Why the data of a request cannot be destroyed before its time; None: it can."""
    item = requests.get(connection, office, permohonan_id)
    if item is None:
        return SubjectRefusal.NOT_FOUND
    if item.destroyed_at is not None:
        return SubjectRefusal.DESTROYED
    if item.permohonan.status not in CLOSED:
        return SubjectRefusal.STILL_OPEN
    issued = select(letters.c.id).where(
        letters.c.office == office, letters.c.permohonan_id == permohonan_id, letters.c.number.is_not(None)
    )
    return SubjectRefusal.ARCHIVE if connection.execute(issued.limit(1)).first() is not None else None


def grant_destruction(
    connection: Connection, office: OfficeKeys, catalog: Catalog, permohonan_id: str, *, actor: str, now: int
) -> retention.Destruction | SubjectRefusal:
    """Puts the request on a list of its own, which a second person confirms; inside the caller's writing transaction."""
    row = requests.lock_row(connection, office.code, permohonan_id)
    refused = destruction_refused(connection, office.code, permohonan_id)
    if row is None or refused is not None:
        return refused or SubjectRefusal.NOT_FOUND
    answered = _answer(
        connection, office, permohonan_id, WishKind.DESTRUCTION, Outcome.GRANTED, reason=None, actor=actor, now=now
    )
    if isinstance(answered, SubjectRefusal):
        return answered
    one: Due = retention.as_due(row, catalog)
    return retention.propose(connection, office.code, [one], Cause.ASKED, actor=actor, now=now)


def _answer(
    connection: Connection,
    office: OfficeKeys,
    permohonan_id: str,
    kind: WishKind,
    outcome: Outcome,
    *,
    reason: str | None,
    actor: str,
    now: int,
) -> Wish | SubjectRefusal:
    """Answers the wish of this kind that waits."""
    if requests.lock_row(connection, office.code, permohonan_id) is None:
        return SubjectRefusal.NOT_FOUND
    here = and_(
        wishes.c.office == office.code,
        wishes.c.permohonan_id == permohonan_id,
        wishes.c.kind == kind.value,
        wishes.c.outcome.is_(None),
    )
    row = connection.execute(select(wishes).where(here)).mappings().first()
    if row is None:
        return SubjectRefusal.NOT_ASKED
    number = int(row["number"])
    locked = None if reason is None else office.vault.lock_text(reason, "wishes", permohonan_id, str(number))
    connection.execute(
        update(wishes).where(here).values(outcome=outcome.value, answered_at=now, answered_by=actor, reason=locked)
    )
    detail = f"{kind.value} {outcome.value}"
    record(connection, office.code, actor, Action.SUBJECT_ANSWERED, now=now, permohonan_id=permohonan_id, detail=detail)
    return msgspec.structs.replace(
        _wish(office, row), outcome=outcome, answered_at=now, answered_by=actor, reason=reason
    )


def _wish(office: OfficeKeys, row: RowMapping) -> Wish:
    id_, number, reason = row["permohonan_id"], int(row["number"]), row["reason"]
    return Wish(
        permohonan_id=id_,
        number=number,
        kind=WishKind(row["kind"]),
        at=int(row["at"]),
        due=int(row["due"]),
        actor=row["actor"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        answered_at=row["answered_at"],
        answered_by=row["answered_by"],
        reason=None if reason is None else office.vault.unlock_text(reason, "wishes", id_, str(number)),
        ended_at=row["ended_at"],
    )


# --- Corrections ------------------------------------------------------------------------------------------------------


def correctable(service: Service | None, content: Sealed) -> list[Field]:
    """The questions of a request whose answers can be corrected, in the order of the form."""
    fields = service.fields() if service else ()
    return [field for field in fields if isinstance(field, Correctable) and field.id in content.answers]


def correct(
    connection: Connection,
    office: OfficeKeys,
    service: Service,
    permohonan_id: str,
    changed: tuple[str, str],
    *,
    regions: Regions,
    today: date,
    actor: str,
    now: int,
) -> Correction | Problem | SubjectRefusal:
    """Keeps what an answer should say (`changed`: question and text as it is typed), inside the caller's writing transaction.

    It answers the wish to correct, which must be there. What is not a good answer to its question is a Problem.
    """
    name, typed = changed
    requests.lock_row(connection, office.code, permohonan_id)
    opened = requests.open_request(connection, office, permohonan_id, actor=actor, now=now)
    if opened is None:
        return SubjectRefusal.NOT_FOUND
    if not isinstance(opened.content, Sealed):
        return SubjectRefusal.DESTROYED
    content = opened.content
    field = next((one for one in correctable(service, content) if one.id == name), None)
    if field is None:
        return SubjectRefusal.NO_SUCH_ANSWER
    value = parse_field(field, typed, today=today, regions=regions)
    if isinstance(value, Problem):
        return value
    if value is None or isinstance(value, bytes):
        return SubjectRefusal.NO_SUCH_ANSWER
    if value == content.answers[name]:
        return SubjectRefusal.SAME
    waiting = [
        one
        for one in of_request(connection, office, permohonan_id)
        if one.kind is WishKind.CORRECTION and one.outcome is not Outcome.REFUSED
    ]
    if not waiting:
        return SubjectRefusal.NOT_ASKED
    if waiting[-1].outcome is None:
        _answer(
            connection, office, permohonan_id, WishKind.CORRECTION, Outcome.GRANTED, reason=None, actor=actor, now=now
        )
    kept = keep(connection, office, permohonan_id, (name, value), actor=actor, now=now)
    # Who looks for the right name or NIK finds the request.
    search.mark(connection, office, service, corrected(content, [kept]), permohonan_id)
    return kept


# --- A copy -----------------------------------------------------------------------------------------------------------


def copy(
    connection: Connection, office: OfficeKeys, permohonan_id: str, *, with_notes: bool, actor: str, now: int
) -> Copy | SubjectRefusal:
    """Everything about a request for its resident, inside the caller's writing transaction: answers the wish for it.

    `with_notes`: also what petugas and agencies wrote; not where that tells of somebody else (UU PDP art. 33).
    """
    asked = [
        one for one in of_request(connection, office, permohonan_id)
        if one.kind is WishKind.COPY and one.outcome is not Outcome.REFUSED
    ]  # fmt: skip
    if not asked:
        return SubjectRefusal.NOT_ASKED
    requests.lock_row(connection, office.code, permohonan_id)
    looks = _looks(connection, office.code, permohonan_id)
    opened = requests.open_request(connection, office, permohonan_id, actor=actor, now=now)
    if opened is None:
        return SubjectRefusal.NOT_FOUND
    if asked[-1].outcome is None:
        _answer(connection, office, permohonan_id, WishKind.COPY, Outcome.GRANTED, reason=None, actor=actor, now=now)
    detail = "with notes" if with_notes else "without notes"
    record(connection, office.code, actor, Action.SUBJECT_COPIED, now=now, permohonan_id=permohonan_id, detail=detail)
    sent = forwards.of_request(connection, office, permohonan_id)
    return Copy(
        opened=opened,
        notes=tuple(notes.listed(connection, office, permohonan_id)) if with_notes else (),
        withheld=not with_notes,
        forwards=tuple(sent if with_notes else (msgspec.structs.replace(one, asked="", answer="") for one in sent)),
        letters=_letters(connection, office.code, permohonan_id),
        looks=looks,
    )


def _letters(connection: Connection, office: str, permohonan_id: str) -> tuple[Letter, ...]:
    query = (
        select(letters.c.template, letters.c.written, letters.c.issued_at, letters.c.voided_at)
        .where(letters.c.office == office, letters.c.permohonan_id == permohonan_id)
        .order_by(letters.c.created_at)
    )
    return tuple(Letter(*row) for row in connection.execute(query))


def _looks(connection: Connection, office: str, permohonan_id: str) -> tuple[Look, ...]:
    """What the audit trail has of a request, oldest first, with what people were called instead of their names."""
    roles = {
        row.name: _role(read_roles(row.roles), row.agency)
        for row in connection.execute(
            select(petugas.c.name, petugas.c.roles, petugas.c.agency).where(petugas.c.office == office)
        )
    }
    query = (
        select(audit.c.action, audit.c.actor, audit.c.at)
        .where(audit.c.office == office, audit.c.permohonan_id == permohonan_id)
        .order_by(audit.c.seq)
    )
    return tuple(
        Look(Action(action), roles.get(actor, "program kantor"), int(at))
        for action, actor, at in connection.execute(query)
    )


def _role(roles: tuple[Role, ...], agency: str | None) -> str:
    if agency is not None:
        return f"petugas instansi {agency}"
    named = {Role.LURAH: "lurah", Role.PETUGAS: "petugas", Role.ADMIN: "pengelola"}
    return next((title for role, title in named.items() if role in roles), "petugas")
