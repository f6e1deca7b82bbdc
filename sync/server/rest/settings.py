"""How the office runs its queue and writes its letters."""

from __future__ import annotations

import base64
from typing import Annotated

import msgspec
from litestar import get, put
from litestar.params import JSONBody

from sync.server.desk.frame import ServerDep, SessionDep, needs
from sync.server.desk.letters import PATTERN_WRONG
from sync.server.hall import lokets
from sync.server.hall.lokets import QueueSettings
from sync.server.letters import numbers, settings
from sync.server.letters.content import Signer
from sync.server.letters.emblem import MOST_BYTES, emblem
from sync.server.letters.numbers import Numbering, PatternWrong
from sync.server.letters.settings import Codes, Head, LetterSettings, Paper, SettingsRefusal
from sync.server.people.rights import Right
from sync.server.rest.problem import Refused, refusals

Short = Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$", description="One short line")]


class QueueRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an office runs its queue."""

    letters: Annotated[str, msgspec.Meta(max_length=40, pattern="^[A-Z, -]*$", examples=["V-Z"])]
    """Of numbers that are given by hand: letters that no kiosk gives."""
    board_key: Annotated[str, msgspec.Meta(pattern="^([A-Za-z0-9_-]{6,40})?$")]
    """What the board's address has to hold; empty: the board is open to all."""
    notices: list[str]
    """What the board says below the numbers, in turn: a few short lines."""
    languages: list[str]
    """In which numbers are called out, in this order: `id`, `en` and others that kiosks speak."""


class HeadLines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lines at the top of every letter."""

    government: Short
    district: Short
    office: Short
    address: Short = ""
    contact: Short = ""


class SignerLines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may sign."""

    position: Short
    name: Short = ""
    rank: Short = ""
    number: Short = ""
    """NIP."""
    own_position: Short = ""
    """Of who signs on behalf of `position`."""


class LetterRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an office writes its letters."""

    head: HeadLines
    place: Short
    """Before the date."""
    signers: Annotated[list[SignerLines], msgspec.Meta(min_length=1, max_length=3)]
    """The first signs unless another is chosen."""
    paper: Paper
    codes: Codes
    """Of archives: Permendagri 83/2022 (new) or 78/2012 (old)."""
    pattern: Annotated[str, msgspec.Meta(max_length=200, examples=[numbers.DEFAULT_PATTERN])]
    """Of numbers."""
    numbering: Numbering


class NewLetterRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How it writes them from now on."""

    rules: LetterRules
    last: Annotated[int, msgspec.Meta(ge=0, le=999_999)] = 0
    """The last number in this year's book of before, after which the one series goes on; 0: nothing about that."""


class Emblem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The emblem at the head of every letter."""

    picture: Annotated[str, msgspec.Meta(max_length=MOST_BYTES * 4 // 3 + 4)]
    """A PNG or JPEG in base64; empty: none."""


@get(
    "/queue/settings",
    opt=needs(Right.CONTENT),
    tags=["queue"],
    operation_id="queueSettings",
    responses=refusals(),
    sync_to_thread=True,
)
def queue(server: ServerDep) -> QueueRules:
    """How the queue is run."""
    with server.database.reading() as connection:
        return _queue(lokets.queue_settings(connection, server.office.code))


@put(
    "/queue/settings",
    opt=needs(Right.CONTENT),
    tags=["queue"],
    operation_id="setQueue",
    responses=refusals(422),
    sync_to_thread=True,
)
def set_queue(server: ServerDep, session: SessionDep, data: JSONBody[QueueRules]) -> QueueRules:
    """Sets how the queue is run. Refused (422) for letters that a kiosk gives."""
    wanted = QueueSettings(data.letters, data.board_key, tuple(data.notices), tuple(data.languages))
    with server.database.writing() as connection:
        kept = lokets.set_queue(
            connection, server.office.code, wanted, actor=session.petugas, now=server.clock.now_ms()
        )
    return _queue(kept)


@get(
    "/letters/settings",
    opt=needs(Right.SIGN),
    tags=["letters"],
    operation_id="letterSettings",
    responses=refusals(),
    sync_to_thread=True,
)
def letters(server: ServerDep) -> LetterRules:
    """How letters are written."""
    with server.database.reading() as connection:
        return _letters(settings.read(connection, server.office))


@put(
    "/letters/settings",
    opt=needs(Right.SIGN),
    tags=["letters"],
    operation_id="setLetters",
    responses=refusals(409, 422),
    sync_to_thread=True,
)
def set_letters(server: ServerDep, session: SessionDep, data: JSONBody[NewLetterRules]) -> LetterRules:
    """Sets how letters are written; those that were issued stay as they are."""
    wanted = _wanted(data.rules)
    now = server.clock.now_ms()
    year = server.zone.local(now).year
    with server.database.writing() as connection:
        refused = settings.change(
            connection, server.office, wanted, last=data.last or None, year=year, actor=session.petugas, now=now
        )
    match refused:
        case None:
            return _letters(wanted)
        case SettingsRefusal.MANY_SERIES:
            raise Refused(422, refused.value, "Nomor terakhir hanya untuk satu urutan.", "Leave `last` out.")
        case SettingsRefusal.NUMBERS_GIVEN:
            raise Refused(409, refused.value, "Nomor sampai di sana, atau sesudahnya, sudah diberikan.")
        case PatternWrong():
            raise Refused(422, refused.value, PATTERN_WRONG[refused])


@put(
    "/letters/settings/emblem",
    opt=needs(Right.SIGN),
    tags=["letters"],
    operation_id="setEmblem",
    status_code=204,
    responses=refusals(422),
    sync_to_thread=True,
)
def set_emblem(server: ServerDep, session: SessionDep, data: JSONBody[Emblem]) -> None:
    """The emblem at the head of every letter from now on, or none."""
    picture = None
    if data.picture:
        picture = emblem(from_base64(data.picture))
        if picture is None:
            raise Refused(422, "no_picture", "Gambar itu tidak bisa dipakai.", "A small PNG or JPEG.")
    with server.database.writing() as connection:
        settings.write_logo(connection, server.office.code, picture, actor=session.petugas, now=server.clock.now_ms())


ROUTES = (queue, set_queue, letters, set_letters, set_emblem)


def from_base64(text: str) -> bytes:
    """What a program sent as text. Raises Refused."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused(422, "no_base64", "Kiriman itu tidak bisa dibaca.", "Send its bytes in base64.") from error


def _queue(kept: QueueSettings) -> QueueRules:
    return QueueRules(kept.letters, kept.board_key, list(kept.notices), list(kept.languages))


def _letters(kept: LetterSettings) -> LetterRules:
    return LetterRules(
        HeadLines(*(getattr(kept.head, name) for name in HeadLines.__struct_fields__)),
        kept.place,
        [SignerLines(*(getattr(signer, name) for name in SignerLines.__struct_fields__)) for signer in kept.signers],
        kept.paper,
        kept.codes,
        kept.pattern,
        kept.numbering,
    )


def _wanted(rules: LetterRules) -> LetterSettings:
    """As the room's form would give it: no needless spaces, nothing that cannot be printed."""
    names = HeadLines.__struct_fields__
    return LetterSettings(
        Head(*(_line(getattr(rules.head, name)) for name in names)),
        _line(rules.place),
        tuple(
            Signer(*(_line(getattr(signer, name)) for name in SignerLines.__struct_fields__))
            for signer in rules.signers
        ),
        rules.paper,
        rules.codes,
        " ".join(rules.pattern.split()),
        rules.numbering,
    )


def _line(text: str) -> str:
    return "".join(filter(str.isprintable, " ".join(text.split())))
