"""How an office writes its letters: head, numbers, paper, who signs. Decided by the office, in the table `settings`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, insert, select

from kiosk.wilayah import Wilayah
from sync.server.audit import Action, record
from sync.server.letters import numbers
from sync.server.letters.content import Signer
from sync.server.letters.numbers import DEFAULT_PATTERN, Numbering, PatternWrong
from sync.server.office import OfficeKeys
from sync.server.store.tables import settings

_NAME: Final = "letters"
_LOGO: Final = "letters.logo"
_DESA: Final = "2"
"""How the last part of a desa's code begins; 1 is a kelurahan."""


class Paper(StrEnum):
    """What lies in the printer."""

    A4 = "A4"
    F4 = "F4"  # 215 × 330 mm


class Codes(StrEnum):
    """Which archive codes the office writes."""

    NEW = "new"  # Permendagri 83/2022
    OLD = "old"  # Permendagri 78/2012, repealed and still in wide use


class SettingsRefusal(StrEnum):
    """Why nothing was set, beside what can be wrong with a pattern."""

    MANY_SERIES = "many_series"  # a last number is of one series
    NUMBERS_GIVEN = "numbers_given"  # up to the last number, or later ones


class Head(msgspec.Struct, frozen=True):
    """The lines at the top of the page."""

    government: str  # "PEMERINTAH KOTA PALEMBANG"
    district: str  # "KECAMATAN SEBERANG ULU SATU"
    office: str  # "KELURAHAN 26 ILIR"
    address: str = ""
    contact: str = ""


class LetterSettings(msgspec.Struct, frozen=True):
    """All of it."""

    head: Head
    place: str  # before the date: "Palembang"
    signers: tuple[Signer, ...]  # the first signs unless another is chosen
    paper: Paper = Paper.F4
    codes: Codes = Codes.NEW
    pattern: str = DEFAULT_PATTERN
    numbering: Numbering = Numbering.ONE


class Sheet(msgspec.Struct, frozen=True):
    """What the office puts around the content."""

    head: Head
    place: str
    paper: Paper
    logo: bytes | None = None  # a PNG


class OfficeWords(msgspec.Struct, frozen=True):
    """What templates call the office and where it is."""

    office: str  # "Kelurahan 26 Ilir"
    chief: str  # "Lurah 26 Ilir"
    district: str  # "Seberang Ulu Satu"
    city: str  # "Kota Palembang"
    province: str  # "Sumatera Selatan"


def office_words(office: OfficeKeys) -> OfficeWords:
    """By the office's name and code."""
    regions = Wilayah()
    province, city, district = (regions.name(".".join(office.code.split(".")[:parts])) or "" for parts in (1, 2, 3))
    village = office.code.split(".")[-1].startswith(_DESA)
    name = office.name.removeprefix("Kelurahan ").removeprefix("Desa ")
    chief = f"Kepala Desa {name}" if village else f"Lurah {name}"
    return OfficeWords(office.name, chief, district, city, province)


def default(office: OfficeKeys) -> LetterSettings:
    """What an office that has decided nothing begins with."""
    words = office_words(office)
    head = Head(f"PEMERINTAH {words.city.upper()}", f"KECAMATAN {words.district.upper()}", words.office.upper())
    place = words.city.removeprefix("Kota ").removeprefix("Kabupaten ")
    return LetterSettings(head, place, (Signer(words.chief.upper()),))


def read(connection: Connection, office: OfficeKeys) -> LetterSettings:
    """As the office decided, or as it begins."""
    query = select(settings.c.value).where(settings.c.office == office.code, settings.c.name == _NAME)
    found = connection.execute(query).scalar_one_or_none()
    return msgspec.json.decode(found, type=LetterSettings) if found else default(office)


def write(connection: Connection, office: str, wanted: LetterSettings, *, actor: str, now: int) -> None:
    """From now on; letters that were issued stay as they are. Inside the caller's writing transaction."""
    _put(connection, office, _NAME, msgspec.json.encode(wanted).decode(), actor=actor, now=now)


def change(
    connection: Connection,
    office: OfficeKeys,
    wanted: LetterSettings,
    *,
    last: int | None,
    year: int,
    actor: str,
    now: int,
) -> SettingsRefusal | PatternWrong | None:
    """Sets all of it, inside the caller's writing transaction, or says why nothing is set.

    `last`: the last number in the year's book of before, after which the one series goes on; None: nothing about that.
    """
    wrong = numbers.wrong_with(wanted.pattern, wanted.numbering)
    if wrong is not None:
        return wrong
    if last is not None and wanted.numbering is not Numbering.ONE:
        return SettingsRefusal.MANY_SERIES
    # Looked at last of all that can refuse, first of all that writes: what was refused has changed nothing.
    if last is not None and not numbers.go_on_after(connection, office.code, year, last):
        return SettingsRefusal.NUMBERS_GIVEN
    if read(connection, office).numbering is not wanted.numbering:
        numbers.regroup(connection, office.code)
        if last is not None:  # it began the series anew, after the letters that are there
            numbers.go_on_after(connection, office.code, year, last)
    write(connection, office.code, wanted, actor=actor, now=now)
    return None


def read_logo(connection: Connection, office: str) -> bytes | None:
    """The emblem at the head of the page, a PNG; None without one."""
    query = select(settings.c.value).where(settings.c.office == office, settings.c.name == _LOGO)
    found = connection.execute(query).scalar_one_or_none()
    return msgspec.json.decode(found, type=bytes) if found else None


def write_logo(connection: Connection, office: str, picture: bytes | None, *, actor: str, now: int) -> None:
    """An emblem (`emblem` made it), or none from now on."""
    value = None if picture is None else msgspec.json.encode(picture).decode()
    _put(connection, office, _LOGO, value, actor=actor, now=now)


def _put(connection: Connection, office: str, name: str, value: str | None, *, actor: str, now: int) -> None:
    # Taken before the office's row, as all rows but that one are.
    here = (settings.c.office == office, settings.c.name == name)
    connection.execute(delete(settings).where(*here))
    if value is not None:
        connection.execute(insert(settings).values(office=office, name=name, value=value, at=now, actor=actor))
    record(connection, office, actor, Action.LETTERS_SET, now=now, detail=name)
