"""What kiosks show, as petugas write it: drafts beside what is published, publishing, and every edition before.

A content file is known by its name, as in `files`. Its draft begins as a copy of what kiosks show, and nobody but the desk
sees it until it is published. Whoever changes something says what they saw: of two who write at once the second is told
what the first one wrote, and nothing is lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

import msgspec
from sqlalchemy import Connection, delete, insert, select

from kiosk.catalog_files import in_folder, service_files
from kiosk.content_files import CONTENT
from kiosk.domain.content import Article, ContentFile, Document, Entry, Record, Schedule, Table, parse_file
from kiosk.domain.slug import slug, unique
from kiosk.errors import WrongUse
from sync.server.content.content_toml import write_file
from sync.server.exchange import files
from sync.server.store.tables import drafts, editions, offices

MOST_EDITIONS: Final = 20
"""Of one file that are listed; all are kept."""
KINDS: Final[dict[str, type[Record]]] = {
    "article": Article,
    "schedule": Schedule,
    "entry": Entry,
    "document": Document,
    "table": Table,
}


class Draft(msgspec.Struct, frozen=True):
    """What somebody has written and not published."""

    actor: str  # who wrote last
    at: int  # ms since 1970 UTC
    base: int  # the number of the published file it began from; 0: none was


class Issue(msgspec.Struct, frozen=True):
    """The office's own file as it was published."""

    number: int
    at: int  # ms since 1970 UTC
    actor: str


class Sheet(msgspec.Struct, frozen=True):
    """One content file as it stands."""

    name: str  # "content/c15_kantor.toml"
    file: ContentFile  # the draft; without one what kiosks show
    live: ContentFile | None  # what kiosks show; none: nothing under this name
    shipped: bool  # the program brings a file of this name
    issue: Issue | None  # none: kiosks show what the program brings
    draft: Draft | None
    number: int  # of the newest change of this file, a withdrawal too; 0: never published

    def find(self, record_id: str) -> Record | None:
        """A record by its id."""
        return next((one for one in self.file.records() if one.id == record_id), None)


class Place(msgspec.Struct, frozen=True):
    """Where a record stands."""

    service: str  # number, "C15"
    name: str  # of the file


class Overtaken(msgspec.Struct, frozen=True):
    """Somebody else was faster. Nothing was changed."""

    actor: str  # who; empty: a command, or nobody knows
    record: Record | None = None  # what stands there now; none: it was removed, or it is not about a record


class Edition(msgspec.Struct, frozen=True):
    """One publication of a file."""

    name: str
    number: int  # 0: what the program brings
    at: int  # ms since 1970 UTC
    actor: str
    withdrawn: bool
    current: bool


# --- What there is ----------------------------------------------------------------------------------------------------


def sheets(connection: Connection, office: str, service: str | None = None) -> list[Sheet]:
    """Every content file of the office, or those of one service, by name; the program's own too."""
    shipped = _shipped()
    published = {
        f"content/{name}": text for name, text in in_folder(files.current(connection, office), "content").items()
    }
    known = {one.name: one for one in files.listed(connection, office)}
    written = {
        row["name"]: row for row in connection.execute(select(drafts).where(drafts.c.office == office)).mappings()
    }
    found = []
    for name in sorted({*shipped, *published, *written}):
        if not name.startswith("content/"):
            continue
        text = published.get(name, shipped.get(name))
        live = _parsed(name, text) if text is not None else None
        row = written.get(name)
        file = _parsed(name, row["body"]) if row is not None else live
        if file is None or (service is not None and file.service != service):
            continue
        one = known.get(name)
        issue = Issue(one.number, one.at, one.actor) if one and name in published else None
        draft = Draft(row["actor"], int(row["at"]), int(row["base"])) if row is not None else None
        found.append(Sheet(name, file, live, name in shipped, issue, draft, one.number if one else 0))
    return found


def place_of_new(service: str, sheets_: Iterable[Sheet]) -> Place:
    """Where a new record of a service goes: into the office's own file, so that the program's stay the program's."""
    names = [one.name for one in sheets_]
    own = next((name for name in names if name.endswith("_kantor.toml")), None)
    other = next((one.name for one in sheets_ if not one.shipped), None)
    stem = names[0].removesuffix(".toml") if names else f"content/{service.lower()}"
    return Place(service, own or other or f"{stem}_kantor.toml")


def fingerprint(record: Record | None) -> str:
    """What a form says it was made from; "" of a new record."""
    return _digest(msgspec.json.encode(record)) if record is not None else ""


def fingerprint_of_drafts(sheets_: Iterable[Sheet]) -> str:
    """What the page says it showed when somebody presses "Terbitkan"; "" without any draft."""
    written = [(one.name, msgspec.json.encode(one.file)) for one in sheets_ if one.draft is not None]
    return _digest(msgspec.json.encode(written)) if written else ""


# --- Writing ----------------------------------------------------------------------------------------------------------


def keep(
    connection: Connection, office: str, place: Place, record: Record, *, seen: str, actor: str, now: int
) -> Record | Overtaken:
    """Keeps a record in the draft of its file, inside the caller's writing transaction: in the place of the one with its id,
    or at the end. A new one (`seen` is "") gets an id made from its title.
    """
    _alone(connection, office)
    around = sheets(connection, office, place.service)
    sheet = _sheet(around, place)
    if not seen:
        taken = {one.id for each in around for one in each.file.records()}
        record = msgspec.structs.replace(record, id=unique(slug(record.title.id, "isi"), taken))
        changed = (*sheet.file.records(), record)
    else:
        before = sheet.find(record.id)
        if fingerprint(before) != seen:
            return Overtaken(sheet.draft.actor if sheet.draft else sheet.issue.actor if sheet.issue else "", before)
        changed = tuple(record if one.id == record.id else one for one in sheet.file.records())
    _write(connection, office, sheet, changed, actor=actor, now=now)
    return record


def remove(
    connection: Connection, office: str, place: Place, record_id: str, *, seen: str, actor: str, now: int
) -> Record | Overtaken:
    """Takes a record out of the draft of its file, inside the caller's writing transaction; returns what it was."""
    _alone(connection, office)
    sheet = _sheet(sheets(connection, office, place.service), place)
    before = sheet.find(record_id)
    if before is None or fingerprint(before) != seen:
        return Overtaken(sheet.draft.actor if sheet.draft else "", before)
    left = tuple(one for one in sheet.file.records() if one.id != record_id)
    _write(connection, office, sheet, left, actor=actor, now=now)
    return before


def shift(
    connection: Connection,
    office: str,
    place: Place,
    record_id: str,
    direction: Literal["up", "down"],
    *,
    actor: str,
    now: int,
) -> bool:
    """Moves a record before or after its neighbour of the same kind, inside the caller's writing transaction; False where
    there is none.
    """
    _alone(connection, office)
    sheet = _sheet(sheets(connection, office, place.service), place)
    record = sheet.find(record_id)
    if record is None:
        return False
    same = [one for one in sheet.file.records() if type(one) is type(record)]
    at = same.index(record)
    to = at - 1 if direction == "up" else at + 1
    if not 0 <= to < len(same):
        return False
    same[at], same[to] = same[to], same[at]
    others = [one for one in sheet.file.records() if type(one) is not type(record)]
    _write(connection, office, sheet, (*others, *same), actor=actor, now=now)
    return True


def discard(connection: Connection, office: str, service: str, *, seen: str) -> bool:
    """Throws away the drafts of a service that somebody saw, inside the caller's writing transaction; False when they are
    others by now.
    """
    _alone(connection, office)
    here = sheets(connection, office, service)
    if fingerprint_of_drafts(here) != seen:
        return False
    _forget(connection, office, [one.name for one in here])
    return True


# --- Publishing -------------------------------------------------------------------------------------------------------


def publish(
    connection: Connection,
    office: str,
    service: str,
    *,
    seen: str,
    over: bool = False,
    data: Path | None,
    actor: str,
    now: int,
) -> int | Overtaken | None:
    """Publishes the drafts of a service to all kiosks, inside the caller's writing transaction; the number of the change,
    None when there was nothing new.

    `over`: also where somebody has published the same file since its draft was begun. Raises WrongUse where the kiosks'
    reader would refuse them; then nothing was published.
    """
    _alone(connection, office)
    here = sheets(connection, office, service)
    written = [one for one in here if one.draft is not None]
    if fingerprint_of_drafts(here) != seen:
        newest = max((one.draft for one in written if one.draft), key=lambda draft: draft.at, default=None)
        return Overtaken(newest.actor if newest else "")
    for one in written:
        if one.draft and one.draft.base != one.number and not over:
            return Overtaken(one.issue.actor if one.issue else "")
    empty = [one for one in written if not one.file.records() and not one.shipped]
    texts = {one.name: write_file(one.file) for one in written if one not in empty}
    _forget(connection, office, [one.name for one in written])
    number = files.publish(connection, office, texts, data=data, actor=actor, now=now).number if texts else None
    for one in empty:
        if one.issue is not None:
            number = files.withdraw(connection, office, one.name, data=data, actor=actor, now=now)
    return number


def history(connection: Connection, office: str, names: Iterable[str]) -> list[Edition]:
    """What was published under these names, the newest first; what the program brings as the edition before all others."""
    shipped = _shipped()
    found: list[Edition] = []
    for name in names:
        query = (
            select(editions.c.seq, editions.c.at, editions.c.actor, editions.c.body.is_(None))
            .where(editions.c.office == office, editions.c.name == name)
            .order_by(editions.c.seq.desc())
            .limit(MOST_EDITIONS)
        )
        rows = connection.execute(query).all()
        found += [
            Edition(name, int(seq), int(at), actor, bool(withdrawn), current=place == 0)
            for place, (seq, at, actor, withdrawn) in enumerate(rows)
        ]
        if rows and len(rows) < MOST_EDITIONS and name in shipped:
            found.append(Edition(name, 0, 0, "", withdrawn=True, current=False))
    return sorted(found, key=lambda one: (-one.number, one.name))


def revert(
    connection: Connection,
    office: str,
    name: str,
    number: int,
    *,
    seen: int,
    data: Path | None,
    actor: str,
    now: int,
) -> int | Overtaken | None:
    """Publishes an edition of before once more, or takes the file back (`number` 0, or one that was withdrawn), inside the
    caller's writing transaction; the number of the change, None when there is no such edition or kiosks show it already.

    `seen`: the newest number that the page showed. Raises WrongUse where the kiosks' reader refuses it by now.
    """
    _alone(connection, office)
    one = next((each for each in files.listed(connection, office) if each.name == name), None)
    if one is None:
        return None
    if one.number != seen:
        return Overtaken(one.actor)
    here = (editions.c.office == office, editions.c.name == name, editions.c.seq == number)
    row = connection.execute(select(editions.c.body).where(*here)).first()
    if row is None and number != 0:
        return None
    body = row[0] if row is not None else None
    if body is not None:
        return files.publish(connection, office, {name: body}, data=data, actor=actor, now=now).number
    if one.withdrawn:
        return None
    return files.withdraw(connection, office, name, data=data, actor=actor, now=now)


# --- Behind them ------------------------------------------------------------------------------------------------------


@cache
def _shipped() -> dict[str, str]:
    return {f"content/{name}": text for name, text in service_files(CONTENT).items()}


@lru_cache(maxsize=1000)
def _parsed(name: str, text: str) -> ContentFile | None:
    """None: published by a command of a newer program; what cannot be read here is left alone."""
    try:
        return parse_file(name, text)
    except WrongUse:
        return None


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def _alone(connection: Connection, office: str) -> None:
    """One writer at a time: whoever reads a draft to change it has the office's row."""
    connection.execute(select(offices.c.office).where(offices.c.office == office).with_for_update())


def _sheet(around: list[Sheet], place: Place) -> Sheet:
    found = next((one for one in around if one.name == place.name), None)
    return found or Sheet(place.name, ContentFile(place.service), None, False, None, None, 0)


def _write(
    connection: Connection, office: str, sheet: Sheet, records: Iterable[Record], *, actor: str, now: int
) -> None:
    by_kind = {kind: tuple(one for one in records if isinstance(one, type_)) for kind, type_ in KINDS.items()}
    file = msgspec.structs.replace(sheet.file, **by_kind)
    base = sheet.draft.base if sheet.draft else sheet.number
    _forget(connection, office, [sheet.name])
    if file == sheet.live or (sheet.live is None and not file.records()):
        return  # as kiosks show it: there is nothing to publish
    row = {"office": office, "name": sheet.name, "body": write_file(file), "base": base, "at": now, "actor": actor}
    connection.execute(insert(drafts).values(row))


def _forget(connection: Connection, office: str, names: list[str]) -> None:
    connection.execute(delete(drafts).where(drafts.c.office == office, drafts.c.name.in_(names)))
