"""What to do when a PIN, a key, a server, a disk or the whole kiosk is lost: `assets/procedures/`, read into structs.

A file's name begins with its place among the others; the rest is the procedure's id. What is wrong with a file is told with
file, key and remedy. `tests/stories/test_procedures.py` runs every command of every procedure as it is written.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from kiosk.catalog_files import ASSETS
from kiosk.errors import WrongUse

PROCEDURES: Final = ASSETS / "procedures"
_NAME = re.compile(r"\d\d-([a-z]+(?:-[a-z]+)*)")
_BLANK = re.compile(r"\b[A-Z]{3,}\b")

Words = Annotated[str, msgspec.Meta(min_length=3, max_length=300)]


class Who(StrEnum):
    """Who can do it."""

    PETUGAS = "petugas"
    ADMIN = "admin"  # with the admin's PIN
    TECHNICIAN = "technician"  # who can log in to the kiosk's or the office's computer


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Step(_Table, frozen=True):
    """One thing to do, and what one sees when it was right."""

    do: Words
    see: str = ""
    where: Literal["", "kiosk", "server"] = ""  # at which machine the commands are typed
    commands: tuple[str, ...] = ()


class Blank(_Table, frozen=True):
    """A word in capitals in the commands, and what to put in its place."""

    word: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3,}$")]
    means: Words


class Procedure(msgspec.Struct, frozen=True):
    """A whole procedure, in Indonesian."""

    id: str
    title: Words
    when: Words
    who: Who
    minutes: int  # how long it takes
    steps: tuple[Step, ...]
    needs: tuple[str, ...] = ()  # what to have at hand
    blanks: tuple[Blank, ...] = ()
    after: str = ""  # what was lost and what was not


class _File(_Table, frozen=True):
    title: Words
    when: Words
    who: Who
    minutes: Annotated[int, msgspec.Meta(ge=1, le=480)]
    steps: Annotated[tuple[Step, ...], msgspec.Meta(min_length=1)]
    needs: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    after: str = ""


def load_procedures(folder: Path = PROCEDURES) -> tuple[Procedure, ...]:
    """All of them, in their order. Raises WrongUse that names file, key and remedy."""
    return tuple(_load(path) for path in sorted(folder.glob("*.toml")))


def _load(path: Path) -> Procedure:
    name = _NAME.fullmatch(path.stem)
    if name is None:
        raise WrongUse(f"{path.name} is no name of a procedure.", "Call it for example 01-pin-hilang.toml.")
    try:
        file = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise WrongUse(f"{path.name} cannot be read: {error}.", "Write it as TOML in UTF-8.") from error
    except msgspec.ValidationError as error:
        raise WrongUse(f"{path.name}: {error}.", "Mend that key; assets/procedures/README.md has them all.") from error
    asked = {word for step in file.steps for command in step.commands for word in _BLANK.findall(command)}
    explained = {blank.word for blank in file.blanks}
    if asked != explained:
        raise WrongUse(
            f"{path.name}: blanks: {', '.join(sorted(asked ^ explained))}.",
            "Explain each word in capitals of the commands there, and no other.",
        )
    return Procedure(name[1], **msgspec.structs.asdict(file))
