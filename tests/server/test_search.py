"""Finding a request by who it is about, without the database, an address or the trail saying who that is."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update

from sync.server.cli import main
from sync.server.store.tables import audit, marks, permohonan
from sync.server.work import search
from tests.server.staff import at_desk
from tests.server.test_desk import Browser
from tests.sync.world import KioskWorld, OfficeWorld

NIK = "1671025403890002"  # of the sample of D18


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    return at_desk(office, "sari")


def look_for(desk: Browser, text: str) -> str:
    """The address where the search ends."""
    desk.get("/meja")
    return str(desk.post("/meja/cari", cari=text).url.path)


def trail(office: OfficeWorld) -> list[Any]:
    with office.database.reading() as connection:
        return list(connection.execute(select(audit).order_by(audit.c.seq)).mappings())


def test_a_resident_is_found_by_nik_kk_and_name_however_it_is_typed(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    """Spaces and dots in numbers, capitals and order in names; every word has to be there."""
    [siti] = kiosk.submit()
    [other] = kiosk.submit(nama="Nur'aini Rahmawati", nik="1671024101900001", tgl_lahir="1990-01-01")
    kiosk.sync()
    found = f"/meja/{siti.permohonan.id}"
    kk = str(kiosk.machine.context.catalog.find("D18").sample.get("no_kk", ""))
    numbers = [NIK, "1671 0254 0389 0002", "1671.0254.0389.0002", *((kk,) if kk else ())]
    for text in (*numbers, "siti rahmawati", "RAHMAWATI, Siti"):
        if text != kk:
            assert look_for(desk, text) == found, text
    assert look_for(desk, "nuraini") == look_for(desk, "Nur’Aini") == f"/meja/{other.permohonan.id}"
    # Two of that name: a list, on the page that was posted to.
    assert look_for(desk, "rahmawati") == "/meja/cari"
    assert siti.permohonan.id in desk.page
    assert other.permohonan.id in desk.page
    assert "Pencarian ini dicatat." in desk.page
    for text in ("siti aminah", "1671025403890003", "sit", "12345678"):
        assert look_for(desk, text) == "/meja"
        assert "Tidak ditemukan" in desk.page


def test_names_and_numbers_in_rows_are_found_too(office: OfficeWorld, desk: Browser, kiosk: KioskWorld) -> None:
    """A witness of a birth has a name and a NIK in the form, and none of their own request."""
    service = kiosk.machine.context.catalog.find("D05")
    rows = next(field for field in service.fields() if field.id == "saksi")
    [witness, *_] = service.sample[rows.id]
    [one] = kiosk.submit(service_id="D05")
    kiosk.sync()
    for text in (witness["nama"], witness["nik"]):
        assert look_for(desk, text) == f"/meja/{one.permohonan.id}"


def test_that_somebody_searched_is_recorded_and_for_whom_is_nowhere(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    kiosk.submit(2)
    kiosk.sync()
    look_for(desk, NIK)
    look_for(desk, "Siti Rahmawati")
    searched = [(line["actor"], line["detail"]) for line in trail(office) if line["action"] == "searched"]
    assert searched == [("sari", "nik"), ("sari", "name")]
    assert not any(secret in str(dict(line)) for line in trail(office) for secret in (NIK, "Siti", "siti"))
    with office.database.reading() as connection:
        rows = connection.execute(select(marks)).mappings().all()
    assert rows
    assert all(len(bytes(row["mark"])) == 16 for row in rows)
    stored = b"".join(bytes(row["mark"]) for row in rows)
    assert NIK.encode() not in stored
    assert b"siti" not in stored
    # By number or code nobody is searched for.
    look_for(desk, "A-001")
    assert len([line for line in trail(office) if line["action"] == "searched"]) == 2


def test_the_same_name_has_other_marks_in_another_office(office: OfficeWorld) -> None:
    from msgspec.structs import replace

    other = replace(office.keys, data_key=bytes(32))
    here, there = search.read(office.keys.vault, "Siti"), search.read(other.vault, "Siti")
    assert here != there
    assert "siti" not in repr(here).lower()


def test_requests_from_before_are_found_after_reindex(office: OfficeWorld, desk: Browser, kiosk: KioskWorld) -> None:
    """The command may run again and again; complaints get their deadline with it."""
    kiosk.submit()
    kiosk.submit(service_id="J01")
    kiosk.sync()
    with office.database.writing() as connection:
        before = sorted(bytes(mark) for mark in connection.execute(select(marks.c.mark)).scalars())
        deadlines = [item.deadline for item in office.items()]
        connection.execute(delete(marks))
        connection.execute(update(permohonan).values(deadline=None))
    assert look_for(desk, NIK) == "/meja"
    for _ in range(2):
        done = CliRunner().invoke(main, ["reindex", "--data", str(office.data), "--json"])
        assert (done.exit_code, done.output) == (0, '{"requests":2}\n')
    with office.database.reading() as connection:
        assert sorted(bytes(mark) for mark in connection.execute(select(marks.c.mark)).scalars()) == before
    assert [item.deadline for item in office.items()] == deadlines
    assert look_for(desk, NIK) == f"/meja/{office.items()[0].permohonan.id}"
    assert not any(line["action"] == "opened" and line["actor"] != "sari" for line in trail(office))


def test_somebody_who_complains_in_confidence_is_not_found_by_name(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    """The sample of J01 is confidential; the same person's open complaint is found."""
    sample = kiosk.machine.context.catalog.find("J01").sample
    kiosk.submit(service_id="J01")
    kiosk.sync()
    assert sample["mode"] == "rahasia"
    assert look_for(desk, sample["nama"]) == "/meja"
    [known] = kiosk.submit(service_id="J01", mode="terbuka")
    kiosk.sync()
    assert look_for(desk, sample["nama"]) == f"/meja/{known.permohonan.id}"
