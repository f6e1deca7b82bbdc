"""Requests in the shape of OpenSID's table `permohonan_surat`, so that an office that works with OpenSID can take them over.

Statuses are OpenSID's own (`PermohonanSurat::STATUS_PERMOHONAN`). Two things only its database knows: the number of a letter
(`id_surat`) and of a resident (`id_pemohon`). They stand here where the office has told them (`Numbers`, and the column `id`
of its residents' sheet), else they are null; `kode_surat` and `nik_pemohon` say which is meant.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from kiosk.catalog_files import ASSETS
from kiosk.clock import Zone
from kiosk.domain.answers import MISSING
from kiosk.domain.catalog import Catalog, PhoneField, Service
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.sealed import Sealed
from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.programs.export import Period, cell, open_for_others
from sync.server.store.database import Database
from sync.server.work import requests, residents, search
from sync.server.work.requests import Item

_S = PermohonanStatus

STATUS: Final[dict[PermohonanStatus, int]] = {
    _S.INCOMPLETE: 0,  # Belum Lengkap
    _S.SUBMITTED: 1,  # Sedang Diperiksa, with which OpenSID begins
    _S.IN_REVIEW: 1,
    _S.AWAITING_SIGNATURE: 2,  # Menunggu Tandatangan
    _S.READY: 3,  # Siap Diambil
    _S.COLLECTED: 4,  # Sudah Diambil
    _S.CANCELLED: 5,  # Dibatalkan
    _S.REJECTED: 5,  # OpenSID knows no other end; `alasan` says why
}
REASON_LENGTH: Final = 100  # of `alasan`, varchar(100)
AT_THE_OFFICE: Final = -1
"""What `syarat` says of a paper that is brought: "Bawa bukti fisik ke Kantor Desa"."""
_PAGE: Final = 200


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """OpenSID's letter for one of our services."""

    service: str  # catalogue number
    kode: str
    nama: str


class Letters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/opensid/surat.toml`."""

    letters: tuple[Letter, ...] = msgspec.field(name="surat")
    papers: dict[str, int] = msgspec.field(name="syarat")  # our requirement → ref_syarat_id


class Numbers(msgspec.Struct, frozen=True):
    """What only the office's OpenSID knows."""

    letters: Mapping[str, int] = {}  # `kode_surat` → `tweb_surat_format.id`


class PermohonanSurat(msgspec.Struct, frozen=True):
    """One row. Times are the office's local time, as OpenSID writes them."""

    id_pemohon: int | None
    id_surat: int | None
    isian_form: str  # JSON
    status: int
    alasan: str | None
    keterangan: str
    no_hp_aktif: str
    syarat: str  # JSON: ref_syarat_id → document
    no_antrian: str | None
    created_at: str
    updated_at: str
    # Not OpenSID's: whom and what is meant, and which request of ours it is.
    nik_pemohon: str | None
    kode_surat: str
    nama_surat: str
    permohonan_id: str

    def __repr__(self) -> str:
        return f"PermohonanSurat({self.permohonan_id})"


@cache
def letters() -> Letters:
    """Which of OpenSID's letters our services are, as shipped."""
    path = ASSETS / "opensid" / "surat.toml"
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Letters)


def rows(
    database: Database,
    office: OfficeKeys,
    catalog: Catalog,
    period: Period,
    *,
    numbers: Numbers | None = None,
    changed_since: int | None = None,
    actor: str,
    now: int,
) -> Iterator[PermohonanSurat]:
    """The requests of a period for letters that OpenSID has, in a transaction a page. Every look into answers is recorded.

    `changed_since`: only those that arrived or moved from then on, ms since 1970 UTC.
    """
    with database.writing() as connection:
        record(connection, office.code, actor, Action.EXPORTED, now=now, detail="opensid")
    known = {letter.service: letter for letter in letters().letters}
    after: tuple[int, str] | None = None
    while True:
        found = []
        with database.writing() as connection:
            page = requests.in_order(
                connection, office.code, since=period.since, until=period.until, after=after, limit=_PAGE
            )
            for item in page:
                letter = known.get(item.permohonan.ref)
                last = max(item.permohonan.status_at, item.received_at)
                if letter is None or (changed_since is not None and last < changed_since):
                    continue
                service = catalog.known(item.permohonan.service)
                content = open_for_others(
                    connection, office, catalog, item.permohonan.id, detail="opensid", actor=actor, now=now
                )
                if service is None or content is None:
                    continue
                nik = search.applicant_nik(service, content)
                resident = residents.find(connection, office, nik) if nik else None
                row = _row(
                    item,
                    service,
                    content,
                    letter,
                    numbers=numbers or Numbers(),
                    nik=nik,
                    id_=resident.opensid_id if resident else None,
                    zone=Zone(office.zone),
                )
                found.append(row)
        yield from found
        if len(page) < _PAGE:
            return
        after = page[-1].received_at, page[-1].permohonan.id


def as_json(found: Iterable[PermohonanSurat]) -> str:
    """One object with the table's name."""
    return msgspec.json.encode({"permohonan_surat": list(found)}).decode()


def as_csv(found: Iterable[PermohonanSurat]) -> str:
    """The table as a spreadsheet reads it; no SQL, and no cell that would be run."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(PermohonanSurat.__struct_fields__)
    for one in found:
        writer.writerow([cell(getattr(one, name)) for name in PermohonanSurat.__struct_fields__])
    return text.getvalue()


def read_numbers(path: Path) -> Numbers:
    """A JSON file {"S-41": 12, …}: what the office's `tweb_surat_format` calls each letter. Raises OSError, DecodeError."""
    return Numbers(msgspec.json.decode(path.read_bytes(), type=dict[str, int]))


def _row(
    item: Item,
    service: Service,
    content: Sealed,
    letter: Letter,
    *,
    numbers: Numbers,
    nik: str | None,
    id_: int | None,
    zone: Zone,
) -> PermohonanSurat:
    request = item.permohonan
    told: dict[str, Any] = {
        key: value for key, value in content.told({}).items() if key not in content.photos and key != "berkas"
    }
    return PermohonanSurat(
        id_,
        numbers.letters.get(letter.kode),
        json.dumps(msgspec.to_builtins(told), ensure_ascii=False),
        STATUS[request.status],
        request.note[:REASON_LENGTH] if request.note else None,
        f"Permohonan Surat dari kiosk, nomor antrean {request.ticket}",
        _phone(service, content),
        json.dumps(_papers(content)),
        _queue_number(request.queue_day, request.ticket),
        _local(zone, request.created_at),
        _local(zone, max(request.status_at, request.created_at)),
        nik,
        letter.kode,
        letter.nama,
        request.id,
    )


def _phone(service: Service, content: Sealed) -> str:
    given = (content.answers.get(field.id) for field in service.fields() if isinstance(field, PhoneField))
    return next((str(value) for value in given if value), "")


def _papers(content: Sealed) -> dict[str, int]:
    """Papers that the resident says they bring and that OpenSID has a number for."""
    known = letters().papers
    brought = (paper for paper, said in content.brought.items() if said != MISSING)
    return {str(known[paper]): AT_THE_OFFICE for paper in brought if paper in known}


def _queue_number(day: str, ticket: str) -> str | None:
    """OpenSID's `ddmmyy` and three digits. It has one series; where ours has several letters, `keterangan` tells them apart."""
    letter, _, number = ticket.partition("-")
    if len(day) != 10 or not letter or not number.isdigit():
        return None
    return f"{day[8:]}{day[5:7]}{day[2:4]}{int(number):03}"


def _local(zone: Zone, ms: int) -> str:
    return zone.local(ms).strftime("%Y-%m-%d %H:%M:%S")
