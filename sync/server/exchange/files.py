"""The office's own files for its kiosks: services, their texts in other languages, what it publishes.

A file is known by its name: "services/d18_domisili.toml", "services/texts/jv.toml", "content/c15_kantor.toml". Files are
numbered with the changes; those that were published together have one number, and a kiosk takes them together.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, and_, delete, func, insert, select

from kiosk.content_files import newly_wrong
from kiosk.domain.catalog import LANGUAGES
from kiosk.errors import WrongUse
from sync.protocol import File, Files, FilesHeld
from sync.server.audit import Action, record
from sync.server.exchange import feed
from sync.server.store.tables import editions, files, heeded, kiosks

SUBJECT: Final = "files"
"""What `heeded` calls the files as a whole."""
MOST_BYTES: Final = 1_000_000
"""Of one file: it travels in one piece."""
MOST_FILES: Final = 300
_LAST: Final = "\U0010ffff"  # after every name: of a change that was judged nothing is missing
_NAME: Final = re.compile(r"(services|services/texts|content)/_?[a-z0-9][a-z0-9_-]*\.toml")


class Published(msgspec.Struct, frozen=True):
    """What a publication changed."""

    number: int | None  # of the change; none: nothing was new
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]


class Standing(msgspec.Struct, frozen=True):
    """What a kiosk made of the office's files."""

    kiosk_id: str
    name: str
    good: int  # it uses the files up to this change
    judged: int  # it has looked at those up to this one
    refused: tuple[tuple[str, str], ...]  # file and what is wrong with it: why those after `good` are not in use


class Listed(msgspec.Struct, frozen=True):
    """One file of the office."""

    name: str
    number: int
    withdrawn: bool
    at: int  # ms since 1970 UTC
    actor: str
    bytes: int


def current(connection: Connection, office: str) -> dict[str, str]:
    """The text of every file that is published now, by name."""
    query = select(files.c.name, files.c.body).where(files.c.office == office, files.c.body.is_not(None))
    return {row.name: row.body for row in connection.execute(query.order_by(files.c.name))}


def newest(connection: Connection, office: str) -> int:
    """The number of the newest change of files, 0 when there never was one."""
    query = select(files.c.seq).where(files.c.office == office).order_by(files.c.seq.desc()).limit(1)
    return int(connection.execute(query).scalar() or 0)


def page(connection: Connection, office: str, held: FilesHeld, *, room: int, least: int = 1) -> Files | None:
    """The files after those a kiosk holds, in order of number and name, as many as fit `room` bytes but at least `least`;
    None when it has them all.
    """
    last = newest(connection, office)
    seen = max(held.seen, held.good)
    at = max((seen, _LAST), (held.staged, held.name))
    if last <= seen:
        return None
    beyond = and_(files.c.office == office, files.c.seq >= at[0])
    query = select(files.c.seq, files.c.name, func.coalesce(func.length(files.c.body), 0)).where(beyond)
    # Put in order here: a kiosk compares names byte by byte, a database perhaps as a dictionary does.
    waiting = sorted((int(seq), name, int(size)) for seq, name, size in connection.execute(query) if (seq, name) > at)
    fitting: list[tuple[int, str]] = []
    for seq, name, size in waiting:
        if size > room and len(fitting) >= least:
            break
        fitting.append((seq, name))
        room -= size
    names = [name for _, name in fitting]
    found = select(files.c.name, files.c.body).where(files.c.office == office, files.c.name.in_(names))
    bodies = {row.name: row.body for row in connection.execute(found)}
    page = tuple(File(seq, name, bodies[name]) for seq, name in fitting)
    return Files(page, last, complete=len(page) == len(waiting))


def publish(
    connection: Connection,
    office: str,
    new: Mapping[str, str],
    *,
    data: Path | None,
    actor: str,
    now: int,
) -> Published:
    """Publishes files, name → text, to all kiosks, inside the caller's writing transaction.

    Raises WrongUse when any of them is no good beside the others, the shipped ones and those of the server's `data` folder:
    then none is published.
    """
    for name, text in new.items():
        if not _NAME.fullmatch(name):
            raise WrongUse(f"{name[:80]!r} is no name of a file.", "Use small letters, digits, - and _: d18_kami.toml")
        if len(text.encode()) > MOST_BYTES:
            raise WrongUse(f"{name} has more than 1 MB.", "Make several files of it.")
    here = current(connection, office)
    if len({*here, *new}) > MOST_FILES:
        raise WrongUse(f"There would be more than {MOST_FILES} files.", "Withdraw some, or put several into one.")
    _check(here, {**here, **new}, data)
    fresh = {name: text for name, text in new.items() if here.get(name) != text}
    number = _put(connection, office, fresh, actor=actor, now=now)
    if number is not None:
        record(
            connection, office, actor, Action.FILES_PUBLISHED, now=now, detail=f"{number}: {', '.join(sorted(fresh))}"
        )
    return Published(
        number,
        tuple(sorted(fresh.keys() - here.keys())),
        tuple(sorted(fresh.keys() & here.keys())),
        tuple(sorted(new.keys() - fresh.keys())),
    )


def withdraw(
    connection: Connection,
    office: str,
    name: str,
    *,
    unknown: bool = False,
    data: Path | None,
    actor: str,
    now: int,
) -> int:
    """Takes a file back from all kiosks, inside the caller's writing transaction; returns the number of the change.

    What it replaced is in use again. `unknown`: also one that is not known here, because this database came back from
    an older copy and kiosks have it still. Raises WrongUse when there is no such file, or when others need it.
    """
    here = current(connection, office)
    if name not in here and not (unknown and _NAME.fullmatch(name)):
        near = difflib.get_close_matches(name, here, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise WrongUse(f"No file {name[:80]!r} is published.", f"{hint}See: kelurahan files")
    _check(here, {file: text for file, text in here.items() if file != name}, data)
    number = _put(connection, office, {name: None}, actor=actor, now=now)
    assert number is not None  # there is one file to put
    record(connection, office, actor, Action.FILE_WITHDRAWN, now=now, detail=f"{number}: {name}")
    return number


def listed(connection: Connection, office: str) -> list[Listed]:
    """Every file, withdrawn ones too, by name."""
    query = select(files).where(files.c.office == office).order_by(files.c.name)
    return [
        Listed(
            row["name"],
            int(row["seq"]),
            row["body"] is None,
            int(row["at"]),
            row["actor"],
            len((row["body"] or "").encode()),
        )
        for row in connection.execute(query).mappings()
    ]


def standings(connection: Connection, office: str) -> list[Standing]:
    """What each kiosk that is not revoked made of the files, by name."""
    said = and_(heeded.c.office == kiosks.c.office, heeded.c.kiosk_id == kiosks.c.id, heeded.c.subject == SUBJECT)
    query = (
        select(kiosks.c.id, kiosks.c.name, kiosks.c.files, heeded.c.number, heeded.c.refused)
        .select_from(kiosks.outerjoin(heeded, said))
        .where(kiosks.c.office == office, kiosks.c.revoked_at.is_(None))
        .order_by(kiosks.c.name, kiosks.c.id)
    )
    return [
        Standing(kiosk_id, name, int(good), max(int(good), int(judged or 0)), _refusals(refused))
        for kiosk_id, name, good, judged, refused in connection.execute(query)
    ]


def read(paths: list[Path]) -> dict[str, str]:
    """Files and folders as an author has them, by the names under which they are published.

    What kind a file is, its keys say; where it lies does not matter. Raises WrongUse naming what cannot be used.
    """
    found: dict[str, str] = {}
    for path in paths:
        files_here = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        if not files_here:
            raise WrongUse(f"{path} holds no .toml file.", "Give service or content files, or a folder of them.")
        for file in files_here:
            text = _text(file)
            name = f"{_folder(file, text)}/{file.name}"
            if found.setdefault(name, text) != text:
                raise WrongUse(f"{name} is there twice, with different words.", "Give one of the two.")
    return found


def _text(path: Path) -> str:
    if path.suffix != ".toml":
        raise WrongUse(f"{path} is no .toml file.", "Give service or content files, or a folder of them.")
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise WrongUse(f"{path} cannot be read ({error.strerror}).", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path.name} is not UTF-8.", "Save it again as UTF-8 text.") from error


def _folder(path: Path, text: str) -> str:
    try:
        keys = tomllib.loads(text).keys()
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(f"{path.name}: not TOML: {error}.", "Mend that line.") from error
    except RecursionError as error:
        raise WrongUse(f"{path.name}: brackets within brackets without end.", "Mend that line.") from error
    if "texts" in keys and path.stem in LANGUAGES:
        return "services/texts"
    return "content" if "service" in keys else "services"


def _check(before: Mapping[str, str], after: Mapping[str, str], data: Path | None) -> None:
    """Raises WrongUse for what is wrong with files as they would be and was not wrong before."""
    worse = newly_wrong(before, after, data)
    if worse:
        more = f" ({len(worse)} problems in all; nothing was published.)" if len(worse) > 1 else ""
        raise WrongUse(worse[0].what, worse[0].remedy + more)


def _put(connection: Connection, office: str, new: Mapping[str, str | None], *, actor: str, now: int) -> int | None:
    if not new:
        return None
    number = feed.next_number(connection, office)
    connection.execute(delete(files).where(files.c.office == office, files.c.name.in_(new)))
    rows = [
        {"office": office, "name": name, "seq": number, "body": body, "at": now, "actor": actor}
        for name, body in new.items()
    ]
    connection.execute(insert(files), rows)
    connection.execute(insert(editions), rows)
    return number


def _refusals(refused: str | None) -> tuple[tuple[str, str], ...]:
    return msgspec.json.decode(refused, type=tuple[tuple[str, str], ...]) if refused else ()
