"""Complaints: days that offices work, deadlines that follow the work, names that stay hidden as promised."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from kiosk.catalog_files import load_catalog
from kiosk.clock import Zone
from kiosk.domain.catalog import ChoiceField
from kiosk.domain.permohonan import PermohonanStatus
from sync.server.people.rights import Role
from sync.server.store.tables import audit
from sync.server.work import complaints, requests
from sync.server.work.complaints import Stage, due
from tests.server.staff import at_desk, hire
from tests.server.test_desk import Browser
from tests.sync.world import KioskWorld, OfficeWorld

WIB = Zone(7)
S = PermohonanStatus


def at(text: str, hours: int = 7) -> int:
    """ms since 1970 UTC of a local time."""
    return round(datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=hours))).timestamp() * 1000)


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    return at_desk(office, "sari")


@pytest.mark.parametrize(
    ("stage", "since", "last"),
    [
        (Stage.VERIFY, "2026-11-18 09:00", "2026-11-23"),  # Wednesday; the weekend does not count
        (Stage.VERIFY, "2026-11-21 09:00", "2026-11-25"),  # on a Saturday: counted from Monday
        (Stage.VERIFY, "2026-12-22 23:59", "2026-12-29"),  # Christmas and its cuti bersama
        (Stage.FOLLOW_UP, "2026-08-14 10:00", "2026-08-24"),  # Independence Day
        (Stage.CLOSE, "2027-03-05 10:00", "2027-03-31"),  # Nyepi, Idulfitri, Good Friday and their cuti bersama
        (Stage.VERIFY, "2031-01-01 09:00", "2031-01-06"),  # no decree yet: only weekends
    ],
)
def test_a_deadline_is_the_end_of_a_working_day(stage: Stage, since: str, last: str) -> None:
    """Computed by hand from the decrees of 2026 and 2027."""
    end = due(stage, at(since), WIB)
    assert WIB.local(end).isoformat() == f"{(datetime.fromisoformat(last) + timedelta(days=1)).date()}T00:00:00+07:00"
    assert complaints.is_calendar_known(end, WIB) == (not since.startswith("2031"))


def test_a_deadline_lies_at_the_offices_own_midnight() -> None:
    """Eastern Indonesia's day ends two hours before Jakarta's, and stays its own after a move."""
    for hours in (7, 8, 9):
        zone = Zone(hours)
        first = due(Stage.VERIFY, at("2026-11-18 09:00", hours), zone)
        moved = requests.Move(S.SUBMITTED, S.IN_REVIEW, None, "sari", at("2026-11-19 23:30", hours), 1)
        second = complaints.due_after([moved], at("2026-11-18 09:00", hours), first)
        assert zone.local(second).isoformat() == f"2026-11-27T00:00:00+0{hours}:00"


def test_the_deadline_follows_the_work(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Three days to begin, five to answer, ten to close; a step that is taken back takes its deadline with it."""
    kiosk.submit(service_id="J01")
    kiosk.submit()
    kiosk.sync()
    complaint, letter = office.items()
    assert letter.deadline is None

    def days() -> str | None:
        found = office.items()[0].deadline
        return None if found is None else str(WIB.local(found - 1).date())

    assert days() == "2026-11-23"  # it came on Wednesday the 18th
    office.clock.ms += 86_400_000
    one = complaint.permohonan.id
    office.move(one, S.IN_REVIEW)
    assert days() == "2026-11-26"
    office.clock.ms += 86_400_000
    office.move(one, S.AWAITING_SIGNATURE)
    assert days() == "2026-11-26"  # the same step, the same days
    office.move(one, S.READY)
    assert days() == "2026-12-04"
    with office.database.writing() as connection:
        requests.undo(connection, office.keys.code, one, actor="sari", any_petugas=False, now=office.clock.ms)
    assert days() == "2026-11-26"
    office.move(one, S.READY, S.COLLECTED)
    assert days() == "2026-12-04"  # kept, for the reports


def test_the_inbox_says_how_long_there_is_and_what_is_late(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    kiosk.submit(service_id="J01")
    kiosk.submit()
    kiosk.sync()
    one = office.items()[0].permohonan.id
    for passed, said in (
        (0, "tenggat 5 hari lagi"),
        (4, "tenggat besok"),
        (1, "tenggat hari ini"),
        (1, "lewat 1 hari"),
    ):
        office.clock.ms += passed * 86_400_000
        desk.log_in()
        desk.get("/meja")
        assert said in desk.page
    desk.get("/meja?umur=lewat-tenggat")
    assert re.findall(r'class="ticket"><a href="/meja/([^"]+)"', desk.page) == [one]
    assert re.search(r'Lewat tenggat <span class="count">1</span>', desk.page)
    office.move(one, S.CANCELLED)
    desk.get("/meja?umur=lewat-tenggat")
    assert "Tidak ada yang cocok" in desk.page


def test_the_page_files_a_complaint_as_sp4n_lapor_does(desk: Browser, kiosk: KioskWorld) -> None:
    [one] = kiosk.submit(service_id="J01")
    kiosk.sync()
    desk.get(f"/meja/{one.permohonan.id}")
    for text in ("Pengaduan", "Pekerjaan Umum dan Penataan Ruang", "23 November 2026", "Periksa dan teruskan laporan"):
        assert text in desk.page


def test_every_kind_and_nearly_every_category_of_the_forms_has_its_place() -> None:
    """What residents can choose is in the data file; what SP4N-LAPOR! has no drawer for, a petugas chooses there."""
    rules, catalog = complaints.rules(), load_catalog()
    kinds = {one.id for one in rules.kinds}
    for service in catalog.services:
        if service.kind != complaints.KIND:
            continue
        filed = next((one for one in rules.services if one.id == service.id), None)
        assert filed is not None, service.ref
        if filed.kind_field:
            field = service.field(filed.kind_field)
            assert isinstance(field, ChoiceField)
            assert {choice.value for choice in field.choices} <= kinds
        else:
            assert filed.kind in kinds
        if filed.category_field:
            field = service.field(filed.category_field)
            assert isinstance(field, ChoiceField)
            unfiled = {choice.value for choice in field.choices} - {one.id for one in rules.categories}
            assert unfiled <= {"lainnya", "aturan"}, service.ref


def test_a_confidential_name_is_hidden_until_the_lurah_opens_it_with_a_reason(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Hidden from petugas and agencies; opened once, seen by nobody else, and the trail and the history know."""
    sample = kiosk.machine.context.catalog.find("J01").sample
    [one] = kiosk.submit(service_id="J01")
    kiosk.sync()
    path = f"/meja/{one.permohonan.id}"
    phone = " ".join(sample["no_hp"][i : i + 4] for i in range(0, 12, 4))
    budi = at_desk(office, hire(office, "budi"))
    lurah = at_desk(office, hire(office, "bu lurah", Role.LURAH))
    rina = at_desk(office, hire(office, "rina", Role.AGENCY, agency="pupr"))
    budi.get(path)
    budi.post(f"{path}/terusan", instansi="pupr", diminta="Mohon lampunya diperbaiki.")
    for browser, page in ((budi, path), (lurah, path), (rina, f"/meja/terusan/{one.permohonan.id}")):
        browser.get(page)
        assert sample["judul"] in browser.page
        assert sample["nama"] not in browser.page
        assert phone not in browser.page
    assert "Buka nama pelapor" not in budi.page
    assert budi.post(f"{path}/nama", teks="Ingin tahu.").status_code == 403
    lurah.get(path)
    assert lurah.post(f"{path}/nama", teks=" ").status_code == 409
    assert sample["nama"] not in lurah.page
    lurah.post(f"{path}/nama", teks="Perlu ditemui di lokasi.")
    assert sample["nama"] in lurah.page
    assert phone in lurah.page
    assert "dibuka untuk Anda, hanya di halaman ini" in lurah.page
    for browser in (lurah, budi):
        browser.get(path)
        assert sample["nama"] not in browser.page
        assert "Nama pelapor dibuka" in browser.page
        assert "Perlu ditemui di lokasi." in browser.page
    with office.database.reading() as connection:
        lines = connection.execute(select(audit).where(audit.c.action == "revealed")).mappings().all()
    assert [(line["actor"], line["detail"]) for line in lines] == [("bu lurah", "note 1")]


def test_an_anonymous_complaint_has_nobody_to_show(desk: Browser, kiosk: KioskWorld) -> None:
    service = kiosk.machine.context.catalog.find("J01")
    sample = {key: value for key, value in service.sample.items() if key not in ("nama", "no_hp")}
    from kiosk.usecases.submit import Submitted, submit

    one = submit(kiosk.machine.context, service, {**sample, "mode": "anonim"})
    assert isinstance(one, Submitted)
    kiosk.sync()
    desk.get(f"/meja/{one.permohonan.id}")
    assert "pelapor memilih tidak menyebut nama" in desk.page
    assert "Buka nama pelapor" not in desk.page
    assert "Nomor HP" not in desk.page
