"""Finding requests by who they are about: marks of NIK, KK and the words of names, which tell nobody anything.

A mark is a keyed hash (`Vault.mark`). It is made when a request arrives, from the answers that its service file says are a
NIK, a KK or a name; a confidential complaint has none of the reporter's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from sqlalchemy import Connection, and_, delete, insert, select, update

from kiosk.clock import Zone
from kiosk.domain.catalog import Catalog, Field, KkField, NikField, RowsField, Service, TextField
from kiosk.domain.permohonan import MOVES
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.store.database import Database
from sync.server.store.tables import events, marks, permohonan
from sync.server.store.vault import Vault
from sync.server.work import complaints, corrections, requests
from sync.server.work.requests import Item

if TYPE_CHECKING:
    from sync.server.exchange.arrivals import Arrival, Welcome

MOST: Final = 50
"""So many requests are found at most, the newest."""
_AT_ONCE: Final = 200  # requests whose marks are made in one transaction
_MOST_WORDS: Final = 8
_SHORTEST: Final = 2  # letters: "H." and "M." stand before too many names
_NUMBER: Final = re.compile(r"(?:\d[ .-]?){15}\d", re.ASCII)
_APOSTROPHES: Final = re.compile("['’‘ʼʻ`]")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Wanted(msgspec.Struct, frozen=True):
    """What somebody looks for: each of the groups, in it any of the marks."""

    groups: tuple[tuple[bytes, ...], ...]
    kind: str  # "nik" for a number, "name"

    def __repr__(self) -> str:
        return f"Wanted({self.kind})"


def read(vault: Vault, text: str) -> Wanted | None:
    """What was typed, as marks: sixteen digits are a NIK or a KK, letters are words of one name. None for anything else."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        return Wanted(((vault.mark("nik", digits), vault.mark("kk", digits)),), "nik")
    words = sorted(_words(text))[:_MOST_WORDS]
    if not words or any(character.isdigit() for character in text):
        return None
    return Wanted(tuple((vault.mark("name", word),) for word in words), "name")


def find(
    connection: Connection, office: OfficeKeys, wanted: Wanted, *, actor: str, now: int, limit: int = MOST
) -> list[Item]:
    """The requests with all that is wanted, newest first, inside the caller's writing transaction: that somebody searched
    for a person is recorded, for whom is not.
    """
    found = _marked(connection, office.code, wanted.groups, limit)
    record(connection, office.code, actor, Action.SEARCHED, now=now, detail=wanted.kind)
    return found


def same_person(connection: Connection, office: OfficeKeys, item: Item, nik: str, *, since: int) -> list[Item]:
    """Other requests about a NIK for the same service that are open, or that came after `since` (ms since 1970 UTC)."""
    found = _marked(connection, office.code, ((office.vault.mark("nik", nik),),), MOST)
    return [
        one
        for one in found
        if one.permohonan.service == item.permohonan.service
        and one.permohonan.id != item.permohonan.id
        and (MOVES[one.permohonan.status] or one.waiting_since > since)
    ]


def take(at: Welcome, arrived: Sequence[Arrival]) -> None:
    """Marks what arrived."""
    vault = at.office.vault
    rows = [
        {"office": at.office.code, "mark": mark, "permohonan_id": one.id}
        for one in arrived
        if one.service is not None and one.content is not None
        for mark in sorted(_marks(vault, one.service, one.content))
    ]
    if rows:
        at.connection.execute(insert(marks), rows)


def forget(connection: Connection, office: str, permohonan_id: str) -> None:
    """Takes a request's marks away, inside the caller's transaction: nobody finds it by a person any more."""
    connection.execute(delete(marks).where(marks.c.office == office, marks.c.permohonan_id == permohonan_id))


def mark(connection: Connection, office: OfficeKeys, service: Service, content: Sealed, permohonan_id: str) -> None:
    """Marks a request anew, inside the caller's transaction."""
    forget(connection, office.code, permohonan_id)
    rows = [
        {"office": office.code, "mark": one, "permohonan_id": permohonan_id}
        for one in sorted(_marks(office.vault, service, content))
    ]
    if rows:
        connection.execute(insert(marks), rows)


def reindex(database: Database, office: OfficeKeys, catalog: Catalog) -> Iterator[int]:
    """Marks all requests anew, and gives complaints without a deadline theirs; yields how many are done, now and then.

    A machine reads the answers, as they were corrected, and nobody sees them. What does not open, or whose service is not known, stays as it is.
    """
    done, after = 0, ""
    while True:
        with database.writing() as connection:
            rows = _with_answers(connection, office.code, after)
            for row, sealed in rows:
                service, content = catalog.known(row.permohonan.service), office.open(sealed)
                if service is None or not isinstance(content, Sealed):
                    continue
                made = corrections.corrections_of(connection, office, row.permohonan.id)
                mark(connection, office, service, corrections.corrected(content, made), row.permohonan.id)
                if service.kind == complaints.KIND and row.deadline is None:
                    _set_deadline(connection, office, row)
        if not rows:
            return
        done, after = done + len(rows), rows[-1][0].permohonan.id
        yield done


def applicant_nik(service: Service | None, content: Sealed) -> str | None:
    """The NIK that a form asks for first; none was given."""
    fields = service.fields() if service else ()
    given = (content.answers.get(field.id) for field in fields if isinstance(field, NikField))
    return next((str(value) for value in given if value), None)


def _set_deadline(connection: Connection, office: OfficeKeys, item: Item) -> None:
    zone = Zone(office.zone)
    first = complaints.due(complaints.Stage.VERIFY, item.waiting_since, zone)
    history = requests.effective(requests.history(connection, office.code, item.permohonan.id))
    here = and_(permohonan.c.office == office.code, permohonan.c.id == item.permohonan.id)
    due = complaints.due_after(history, item.waiting_since, first)
    connection.execute(update(permohonan).where(here).values(deadline=due))


def _with_answers(connection: Connection, office: str, after: str) -> list[tuple[Item, bytes]]:
    entry = and_(
        events.c.office == permohonan.c.office,
        events.c.kiosk_id == permohonan.c.kiosk_id,
        events.c.seq == permohonan.c.seq,
    )
    query = (
        select(permohonan, events.c.sealed)
        .join(events, entry)
        .where(permohonan.c.office == office, permohonan.c.id > after)
        .order_by(permohonan.c.id)
        .limit(_AT_ONCE)
    )
    return [(requests.item_of(row), bytes(row["sealed"] or b"")) for row in connection.execute(query).mappings()]


def _marked(connection: Connection, office: str, groups: Sequence[tuple[bytes, ...]], limit: int) -> list[Item]:
    """The newest requests with a mark of each group, the newest first.

    Their ids begin with their time, and marks stand in the order of ids: even of a name that many have, only so many are read.
    """
    first, *others = groups
    rest = [
        marks.c.permohonan_id.in_(
            select(marks.c.permohonan_id).where(marks.c.office == office, marks.c.mark.in_(group))
        )
        for group in others
    ]
    ids: set[str] = set()
    for one in first:
        marked = select(marks.c.permohonan_id).where(marks.c.office == office, marks.c.mark == one, *rest)
        ids |= set(connection.execute(marked.order_by(marks.c.permohonan_id.desc()).limit(limit)).scalars())
    newest = sorted(ids, reverse=True)[:limit]
    query = select(permohonan).where(permohonan.c.office == office, permohonan.c.id.in_(newest))
    found = [requests.item_of(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda item: (item.waiting_since, item.permohonan.id), reverse=True)


def _marks(vault: Vault, service: Service, content: Sealed) -> set[bytes]:
    content = complaints.veiled(service, content)
    said: list[tuple[Field, object]] = [
        (field, content.answers[field.id]) for field in service.fields() if field.id in content.answers
    ]
    for field in service.fields():
        if isinstance(field, RowsField):
            rows = content.rows.get(field.id, [])
            said += [(inner, row[inner.id]) for row in rows for inner in field.fields if inner.id in row]
    return {vault.mark(kind, value) for field, answer in said for kind, value in _values(field, str(answer))}


def _values(field: Field, answer: str) -> Iterable[tuple[str, str]]:
    match field:
        case NikField():
            yield "nik", answer
        case KkField():
            yield "kk", answer
        case TextField(accept="name"):
            for word in _words(answer):
                yield "name", word
        case _:
            return


def _words(text: str) -> set[str]:
    """The words of a name as everybody writes them: "Nur'Aini, S.Pd." is nuraini and pd."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return {word for word in _WORD.findall(letters) if len(word) >= _SHORTEST}
