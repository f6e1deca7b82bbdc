"""The office's own register of residents, as it was imported: locked, found by the mark of a NIK, and asked one thing only,
whether what a resident wrote agrees with it. For petugas; a kiosk never learns whether a NIK is registered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from kiosk.domain.catalog import NikField, Service
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.store.tables import residents

_AT_ONCE: Final = 500
_TITLES: Final = frozenset("h hj dr drs dra ir kh prof se sh st skom spd msi mm mpd ssos amd".split())
_MUHAMMAD: Final = frozenset(
    {"m", "moh", "moch", "mohd", "muh", "mochamad", "mohamad", "mohammad", "muhamad", "muhammad"}
)
"""Spelled and shortened in as many ways as there are registers."""


class Life(StrEnum):
    """What the register says of somebody (OpenSID's `status_dasar`)."""

    HERE = "hidup"
    DEAD = "mati"
    MOVED = "pindah"
    MISSING = "hilang"
    AWAY = "pergi"
    INVALID = "tidak valid"


class Resident(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the register. Empty: it does not say."""

    nik: str
    name: str
    family_card: str = ""
    sex: str = ""  # "L", "P"
    birth_place: str = ""
    birth_date: str = ""  # ISO
    address: str = ""
    rt: str = ""  # three digits
    rw: str = ""
    life: Life = Life.HERE
    opensid_id: int | None = None  # of OpenSID's table, where the file names it

    def __repr__(self) -> str:
        return "Resident()"


class Imported(msgspec.Struct, frozen=True):
    """What an import did, or would do."""

    new: int
    changed: int
    same: int
    removed: int


class Point(StrEnum):
    """What can differ, in the words of the desk."""

    NAME = "nama"
    BIRTH_DATE = "tanggal lahir"
    SEX = "jenis kelamin"
    FAMILY_CARD = "nomor KK"
    ADDRESS = "alamat"


class Compared(msgspec.Struct, frozen=True):
    """How what a resident wrote stands to the register."""

    known: bool
    differs: tuple[Point, ...] = ()
    life: Life = Life.HERE

    def say(self) -> str:
        """For the request's page, Indonesian."""
        if not self.known:
            return "NIK ini tidak ada di data penduduk kantor."
        if self.life is not Life.HERE:
            return f"Di data penduduk kantor, NIK ini tercatat: {self.life.value}."
        if self.differs:
            return f"Berbeda dari data penduduk kantor: {', '.join(self.differs)}."
        return "Cocok dengan data penduduk kantor."


def put(
    connection: Connection,
    office: OfficeKeys,
    found: Iterable[Resident],
    *,
    replace: bool,
    dry_run: bool = False,
    actor: str,
    now: int,
) -> Imported:
    """Takes residents into the register, inside the caller's writing transaction: new ones are added, changed ones changed.

    `replace`: whoever is not among them is removed. `dry_run`: only counts. Of several with one NIK the last one counts.
    """
    vault = office.vault
    wanted = {vault.mark("nik", one.nik): one for one in found}
    query = select(residents.c.mark, residents.c.body).where(residents.c.office == office.code)
    known = {bytes(mark): _unlocked(office, bytes(mark), bytes(body)) for mark, body in connection.execute(query)}
    new = [mark for mark in wanted if mark not in known]
    changed = [mark for mark, one in wanted.items() if mark in known and known[mark] != one]
    gone = [mark for mark in known if mark not in wanted] if replace else []
    if not dry_run:
        for marks in _batches([*changed, *gone]):
            connection.execute(delete(residents).where(residents.c.office == office.code, residents.c.mark.in_(marks)))
        for marks in _batches([*new, *changed]):
            rows = [
                {
                    "office": office.code,
                    "mark": mark,
                    "body": vault.lock(msgspec.json.encode(wanted[mark]), "residents", mark.hex()),
                    "imported_at": now,
                }
                for mark in marks
            ]
            connection.execute(insert(residents), rows)
        detail = f"{len(new)} new, {len(changed)} changed, {len(gone)} removed"
        record(connection, office.code, actor, Action.RESIDENTS_IMPORTED, now=now, detail=detail)
    return Imported(len(new), len(changed), len(wanted) - len(new) - len(changed), len(gone))


def count(connection: Connection, office: str) -> int:
    """How many residents the register has; 0: it was never imported."""
    return int(
        connection.execute(select(func.count()).select_from(residents).where(residents.c.office == office)).scalar_one()
    )


def find(connection: Connection, office: OfficeKeys, nik: str) -> Resident | None:
    """The resident with a NIK."""
    mark = office.vault.mark("nik", nik)
    query = select(residents.c.body).where(residents.c.office == office.code, residents.c.mark == mark)
    body = connection.execute(query).scalar()
    return _unlocked(office, mark, bytes(body)) if body is not None else None


def compare(connection: Connection, office: OfficeKeys, service: Service, content: Sealed) -> Compared | None:
    """How the person a form asks for first stands in the register. None: it asks for no NIK, or there is no register.

    The caller has opened the answers, and that is recorded; this adds nothing that somebody could look up.
    """
    nik_field = next((field.id for field in service.fields() if isinstance(field, NikField)), None)
    nik = content.answers.get(nik_field) if nik_field else None
    if nik_field is None or not isinstance(nik, str):
        return None
    resident = find(connection, office, nik)
    if resident is None:
        any_ = select(residents.c.mark).where(residents.c.office == office.code).limit(1)
        return Compared(known=False) if connection.execute(any_).first() is not None else None

    def said(name: str) -> str:
        """The answer to a question about the same person: "anak_nama" beside "anak_nik"."""
        return str(content.answers.get(_beside(nik_field, name), ""))

    pairs = (
        (Point.NAME, _name(said("nama")), _name(resident.name)),
        (Point.BIRTH_DATE, said("tgl_lahir"), resident.birth_date),
        (Point.SEX, said("jk"), resident.sex),
        (Point.FAMILY_CARD, said("no_kk"), resident.family_card),
        (Point.ADDRESS, said("rt") + said("rw"), resident.rt + resident.rw if resident.rt and resident.rw else ""),
    )
    # What one of the two does not say is no difference. Streets are written in too many ways; RT and RW are not.
    differs = tuple(point for point, told, registered in pairs if told and registered and told != registered)
    return Compared(known=True, differs=differs, life=resident.life)


def _beside(nik_field: str, name: str) -> str:
    return re.sub(r"(?<![a-z])nik(?![a-z])", name, nik_field)


def _name(text: str) -> tuple[str, ...]:
    """The words of a name without titles and accents: "Drs. H. M. Nur'aini, S.E." is muhammad nuraini."""
    plain = unicodedata.normalize("NFKD", re.sub("['’‘ʼʻ`]", "", text)).casefold()
    plain = re.sub(r"\b([a-z])\.\s?(?=[a-z]{1,4}\b)", r"\1", plain)  # S.E. and M.Pd. are one word each
    words = re.findall(r"[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return tuple("muhammad" if word in _MUHAMMAD else word for word in words if word not in _TITLES)


def _unlocked(office: OfficeKeys, mark: bytes, body: bytes) -> Resident:
    return msgspec.json.decode(office.vault.unlock(body, "residents", mark.hex()), type=Resident)


def _batches(marks: list[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(marks), _AT_ONCE):
        yield marks[start : start + _AT_ONCE]
