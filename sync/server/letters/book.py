"""The office's letters: begun from a request, changed by petugas, issued with a number, never changed again; void ones keep theirs.

Rows are locked in one order: the letter, then its series, then the office's row (the audit trail).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, update

from kiosk import sealing
from kiosk.clock import Zone
from kiosk.domain.catalog import Catalog
from kiosk.domain.events import LetterVoided, new_id
from kiosk.domain.letter import LetterQr
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.exchange import feed
from sync.server.letters import numbers, settings
from sync.server.letters.compose import Given, compose
from sync.server.letters.content import Content, Issue, Signer, tidied
from sync.server.letters.numbers import Numbered
from sync.server.letters.settings import LetterSettings, Sheet
from sync.server.letters.templates import Template, Templates
from sync.server.office import OfficeKeys
from sync.server.store.tables import letters
from sync.server.work import complaints
from sync.server.work.requests import Opened
from sync.server.work.restriction import restricted

REASON_LENGTH: Final = 300
_CONTENT, _PDF, _REASON = "letters.content", "letters.pdf", "letters.void_reason"


class LetterState(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    VOID = "void"


class Letter(msgspec.Struct, frozen=True):
    """A letter as lists show it: nothing of what it says."""

    id: str
    permohonan_id: str | None
    template: str
    state: LetterState
    written: str | None
    year: int | None
    number: int | None
    classification: str
    created_at: int  # ms since 1970 UTC
    created_by: str
    issued_at: int | None
    issued_by: str | None
    voided_at: int | None
    voided_by: str | None
    destroyed: bool = False  # what it said was taken away at the end of its retention


class Page(msgspec.Struct, frozen=True):
    """A letter with all that it says. `issue`: of one that was issued."""

    letter: Letter
    content: Content
    issue: Issue | None = None
    sheet: Sheet | None = None  # likewise, without the emblem
    void_reason: str | None = None

    def __repr__(self) -> str:
        return f"Page({self.letter!r})"


class LetterRefusal(StrEnum):
    """Why a letter is not done as was asked."""

    NOT_FOUND = "not_found"
    NOT_DRAFT = "not_draft"  # it was issued meanwhile
    NOT_ISSUED = "not_issued"
    BLANKS = "blanks"  # places that wait for the petugas
    NO_SIGNER = "no_signer"
    NEEDS_REASON = "needs_reason"
    RESTRICTED = "restricted"  # the resident wants nothing done with the request for now (UU PDP)


class _Kept(msgspec.Struct, frozen=True):
    """What the locked column holds."""

    content: Content
    issue: Issue | None = None
    sheet: Sheet | None = None  # of an issued letter, without the emblem


def begin(
    connection: Connection,
    office: OfficeKeys,
    template: Template,
    *,
    shelf: Templates,
    opened: Opened | None,
    catalog: Catalog,
    actor: str,
    now: int,
) -> Page | LetterRefusal:
    """A draft from a request's answers (that the look into them is recorded is `open_request`'s), or an empty one for somebody
    without a request, with the archive code and the rows of the first service that asks for such a letter all the same. Inside
    the caller's writing transaction.
    """
    if opened is not None and restricted(connection, office.code, opened.item.permohonan.id):
        return LetterRefusal.RESTRICTED
    wanted = settings.read(connection, office)
    content = None
    if opened is None:
        service = next((one for one in catalog.services if one.ref in template.services), None)
    else:
        service = catalog.known(opened.item.permohonan.service)
        if isinstance(opened.content, Sealed):
            content = complaints.veiled(service, opened.content)
    given = Given(
        settings.office_words(office),
        Zone(office.zone).local(now).date(),
        service,
        content.answers if content else {},
        content.rows if content else {},
    )
    written = compose(template, shelf.shared, given, signer=wanted.signers[0], codes=wanted.codes)
    letter_id = new_id(now).hex()
    connection.execute(
        insert(letters).values(
            office=office.code,
            id=letter_id,
            permohonan_id=opened.item.permohonan.id if opened else None,
            template=template.id,
            state=LetterState.DRAFT.value,
            classification=written.classification,
            content=_locked(office, letter_id, _Kept(written)),
            created_at=now,
            created_by=actor,
        )
    )
    return _told(connection, office, letter_id, Action.LETTER_DRAFTED, actor=actor, now=now)


def read(connection: Connection, office: OfficeKeys, letter_id: str, *, actor: str, now: int) -> Page | None:
    """A letter and what it says; the look is recorded. None when there is none."""
    row = _row(connection, office.code, letter_id)
    if row is None:
        return None
    _record(connection, office, row, Action.LETTER_OPENED, actor=actor, now=now)
    return _page_of(office, row)


def peek(connection: Connection, office: OfficeKeys, letter_id: str) -> Page | None:
    """The same for a program that shows it to nobody."""
    row = _row(connection, office.code, letter_id)
    return _page_of(office, row) if row is not None else None


def save(connection: Connection, office: OfficeKeys, letter_id: str, content: Content) -> Page | LetterRefusal:
    """What the petugas made of a draft, tidied."""
    row = _row(connection, office.code, letter_id, lock=True)
    if row is None or _is_destroyed(row):
        return LetterRefusal.NOT_FOUND
    if row["state"] != LetterState.DRAFT.value:
        return LetterRefusal.NOT_DRAFT
    content = tidied(content)
    connection.execute(
        update(letters)
        .where(*_here(office.code, letter_id))
        .values(content=_locked(office, letter_id, _Kept(content)), classification=content.classification)
    )
    return Page(_letter(row), content)


def discard(
    connection: Connection, office: OfficeKeys, letter_id: str, *, actor: str, now: int
) -> LetterRefusal | None:
    """Throws a draft away. What was issued stays for ever."""
    row = _row(connection, office.code, letter_id, lock=True)
    if row is None:
        return LetterRefusal.NOT_FOUND
    if row["state"] != LetterState.DRAFT.value:
        return LetterRefusal.NOT_DRAFT
    connection.execute(delete(letters).where(*_here(office.code, letter_id)))
    _record(connection, office, row, Action.LETTER_DISCARDED, actor=actor, now=now)
    return None


def issue(
    connection: Connection, office: OfficeKeys, shelf: Templates, letter_id: str, *, actor: str, now: int
) -> Page | LetterRefusal:
    """Gives a draft its number, date and QR and keeps the page as it is from now on. Inside the caller's writing transaction: when
    that fails, the number was never given.
    """
    row = _row(connection, office.code, letter_id, lock=True)
    if row is None:
        return LetterRefusal.NOT_FOUND
    if row["state"] != LetterState.DRAFT.value:
        return LetterRefusal.NOT_DRAFT
    if row["permohonan_id"] is not None and restricted(connection, office.code, row["permohonan_id"]):
        return LetterRefusal.RESTRICTED
    content = _unlocked(office, row).content
    if content.blanks():
        return LetterRefusal.BLANKS
    if not content.signer.name:
        return LetterRefusal.NO_SIGNER
    wanted = settings.read(connection, office)
    sheet = _sheet(connection, office, wanted)
    template = shelf.find(content.template)
    day = Zone(office.zone).local(now).date()
    numbered = Numbered(content.template, template.mark if template else "", content.classification, day)
    number = numbers.give(connection, office.code, numbered, pattern=wanted.pattern, numbering=wanted.numbering)
    done = Issue(number.written, day.isoformat(), _signed(office, content, number, day).payload())
    drawn = _drawn(content, sheet, day=day, issue=done)
    kept = _Kept(content, done, msgspec.structs.replace(sheet, logo=None))
    connection.execute(
        update(letters)
        .where(*_here(office.code, letter_id))
        .values(
            state=LetterState.ISSUED.value,
            series=number.series,
            year=number.year,
            number=number.number,
            written=number.written,
            classification=content.classification,
            content=_locked(office, letter_id, kept),
            pdf=office.vault.lock(drawn, _PDF, letter_id),
            issued_at=now,
            issued_by=actor,
        )
    )
    return _told(connection, office, letter_id, Action.LETTER_ISSUED, actor=actor, now=now)


def void(
    connection: Connection, office: OfficeKeys, letter_id: str, reason: str, *, actor: str, now: int
) -> Page | LetterRefusal:
    """Takes an issued letter back. Its number stays its own, the register says that it is void, and so will every kiosk."""
    text = " ".join(reason.split())[:REASON_LENGTH]
    if not text:
        return LetterRefusal.NEEDS_REASON
    row = _row(connection, office.code, letter_id, lock=True)
    if row is None:
        return LetterRefusal.NOT_FOUND
    if row["state"] != LetterState.ISSUED.value:
        return LetterRefusal.NOT_ISSUED
    connection.execute(
        update(letters)
        .where(*_here(office.code, letter_id))
        .values(
            state=LetterState.VOID.value,
            voided_at=now,
            voided_by=actor,
            void_reason=office.vault.lock_text(text, _REASON, letter_id),
        )
    )
    kept = _unlocked(office, row)
    qr = LetterQr.parse(kept.issue.qr) if kept.issue else None
    # What a letter said may be destroyed by now: then its code is not known either.
    if qr is not None:
        feed.publish(connection, office.code, LetterVoided(qr.mark, now), now=now)
    return _told(connection, office, letter_id, Action.LETTER_VOIDED, actor=actor, now=now)


def paper(connection: Connection, office: OfficeKeys, letter_id: str, *, actor: str, now: int) -> bytes | None:
    """The PDF: of a draft as it would be today, of an issued letter the very bytes that were issued, of a void one crossed by
    BATAL; None when there is none, or no more. The look is recorded.
    """
    row = _row(connection, office.code, letter_id)
    if row is None or _is_destroyed(row):
        return None
    kept = _unlocked(office, row)
    wanted = settings.read(connection, office)
    _record(connection, office, row, Action.LETTER_OPENED, actor=actor, now=now)
    if row["state"] == LetterState.ISSUED.value:
        return office.vault.unlock(row["pdf"], _PDF, letter_id)
    sheet = _sheet(connection, office, wanted)
    if kept.issue is None or kept.sheet is None:
        return _drawn(kept.content, sheet, day=Zone(office.zone).local(now).date())
    then = msgspec.structs.replace(kept.sheet, logo=sheet.logo)
    return _drawn(kept.content, then, day=date.fromisoformat(kept.issue.day), issue=kept.issue, void=True)


def listed(
    connection: Connection, office: str, states: Sequence[LetterState], *, year: int | None = None
) -> list[Letter]:
    """Letters in these states, the newest first; of one year when it is given."""
    query = select(letters).where(letters.c.office == office, letters.c.state.in_([state.value for state in states]))
    if year is not None:
        query = query.where(letters.c.year == year)
    query = query.order_by(
        letters.c.issued_at.desc(), letters.c.number.desc(), letters.c.created_at.desc(), letters.c.id
    )
    return [_letter(row) for row in connection.execute(query).mappings()]


def of_request(connection: Connection, office: str, permohonan_id: str) -> list[Letter]:
    """The letters that were begun for a request, the oldest first."""
    query = select(letters).where(letters.c.office == office, letters.c.permohonan_id == permohonan_id)
    return [_letter(row) for row in connection.execute(query.order_by(letters.c.created_at, letters.c.id)).mappings()]


def years(connection: Connection, office: str) -> list[int]:
    """Those in which letters were issued, the newest first."""
    query = select(letters.c.year).where(letters.c.office == office, letters.c.year.is_not(None)).distinct()
    return sorted((int(year) for year in connection.execute(query).scalars()), reverse=True)


def count_drafts(connection: Connection, office: str) -> int:
    """How many letters wait to be issued."""
    query = select(func.count()).where(letters.c.office == office, letters.c.state == LetterState.DRAFT.value)
    return int(connection.execute(query).scalar_one())


def contents(connection: Connection, office: OfficeKeys, found: Sequence[Letter]) -> dict[str, Content]:
    """What letters say, by their ids; that somebody looks is for the caller to record."""
    ids = [one.id for one in found]
    query = select(letters.c.id, letters.c.content).where(letters.c.office == office.code, letters.c.id.in_(ids))
    return {row["id"]: _unlocked(office, row).content for row in connection.execute(query).mappings()}


def by_number(connection: Connection, office: OfficeKeys, qr: LetterQr) -> list[Page]:
    """The letters with the number and the year of a QR."""
    query = select(letters).where(
        letters.c.office == office.code, letters.c.year == qr.day.year, letters.c.number == qr.number
    )
    return [_page_of(office, row) for row in connection.execute(query).mappings()]


def _drawn(content: Content, sheet: Sheet, *, day: date, issue: Issue | None = None, void: bool = False) -> bytes:
    from sync.server.letters import pdf  # reportlab takes a while, and most commands draw nothing

    return pdf.render(content, sheet, day=day, issue=issue, void=void)


def _signed(office: OfficeKeys, content: Content, number: numbers.Number, day: date) -> LetterQr:
    unsigned = LetterQr(
        office.code,
        office.generation,
        day,
        number.number,
        number.written,
        content.template,
        content.digest(number.written, day.isoformat()),
    )
    return msgspec.structs.replace(unsigned, signature=sealing.sign(unsigned.signed_bytes(), office.sign_seed))


def _sheet(connection: Connection, office: OfficeKeys, wanted: LetterSettings) -> Sheet:
    return Sheet(wanted.head, wanted.place, wanted.paper, settings.read_logo(connection, office.code))


def _locked(office: OfficeKeys, letter_id: str, kept: _Kept) -> bytes:
    return office.vault.lock(msgspec.json.encode(kept), _CONTENT, letter_id)


def _is_destroyed(row: RowMapping) -> bool:
    """`retention` empties the column."""
    return not row["content"]


def _unlocked(office: OfficeKeys, row: RowMapping) -> _Kept:
    if _is_destroyed(row):
        return _Kept(Content(template="", title="", classification="", blocks=(), signer=Signer("")))
    return msgspec.json.decode(office.vault.unlock(row["content"], _CONTENT, row["id"]), type=_Kept)


def _record(
    connection: Connection, office: OfficeKeys, row: RowMapping, action: Action, *, actor: str, now: int
) -> None:
    detail = f"{row['id']} {row['written'] or ''}".strip()
    record(connection, office.code, actor, action, now=now, permohonan_id=row["permohonan_id"], detail=detail)


def _here(office: str, letter_id: str) -> tuple[ColumnElement[bool], ...]:
    return letters.c.office == office, letters.c.id == letter_id


def _row(connection: Connection, office: str, letter_id: str, *, lock: bool = False) -> RowMapping | None:
    query = select(letters).where(*_here(office, letter_id))
    return connection.execute(query.with_for_update() if lock else query).mappings().first()


def _told(connection: Connection, office: OfficeKeys, letter_id: str, action: Action, *, actor: str, now: int) -> Page:
    """The letter as it stands after what was done, which is recorded."""
    row = _row(connection, office.code, letter_id)
    assert row is not None
    _record(connection, office, row, action, actor=actor, now=now)
    return _page_of(office, row)


def _page_of(office: OfficeKeys, row: RowMapping) -> Page:
    kept = _unlocked(office, row)
    reason = row["void_reason"]
    said = office.vault.unlock_text(reason, _REASON, row["id"]) if reason is not None else None
    return Page(_letter(row), kept.content, kept.issue, kept.sheet, said)


def _letter(row: RowMapping) -> Letter:
    def number(name: str) -> int | None:
        return None if row[name] is None else int(row[name])

    return Letter(
        id=row["id"],
        permohonan_id=row["permohonan_id"],
        template=row["template"],
        state=LetterState(row["state"]),
        written=row["written"],
        year=number("year"),
        number=number("number"),
        classification=row["classification"],
        created_at=int(row["created_at"]),
        created_by=row["created_by"],
        issued_at=number("issued_at"),
        issued_by=row["issued_by"],
        voided_at=number("voided_at"),
        voided_by=row["voided_by"],
        destroyed=_is_destroyed(row),
    )
