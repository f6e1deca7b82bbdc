"""The inbox and the request page: what is found with which choice, page after page, and what a petugas is warned of."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text

from kiosk.clock import Zone
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.usecases.submit import Submitted
from sync.server.people.rights import Role
from sync.server.store.tables import notes as notes_table
from sync.server.store.tables import permohonan
from sync.server.work import corrections, inbox, notes
from sync.server.work.inbox import MOST_COUNTED, PAGE, Age, Filter, Place
from tests.server.staff import at_desk, hire
from tests.server.test_desk import Browser
from tests.sync.world import START, KioskWorld, OfficeWorld

S = PermohonanStatus
DAY = 86_400_000
TODO = (S.SUBMITTED, S.IN_REVIEW, S.AWAITING_SIGNATURE)


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    return at_desk(office, "sari")


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


def fill(office: OfficeWorld, count: int, **changed: Any) -> list[str]:
    """Requests as they stand in the table, one a minute, without their answers; their ids."""
    rows = []
    for number in range(count):
        at = START - (count - number) * 60_000
        row: dict[str, Any] = {
            "office": office.keys.code,
            "id": f"r{number:05}",
            "kiosk_id": "AAAAAA",
            "seq": number + 1,
            "service": "surat_keterangan_domisili",
            "ref": "D18",
            "ticket": f"A-{number % 999 + 1:03}",
            "queue_day": "2026-11-18",
            "code_hash": number.to_bytes(16, "big"),
            "language": "id",
            "priority": False,
            "clock_doubtful": False,
            "created_at": at,
            "received_at": at,
            "waiting_since": at,
            "status": S.SUBMITTED.value,
            "status_at": at,
        }
        rows.append(row | {key: value(number) if callable(value) else value for key, value in changed.items()})
    with office.database.writing() as connection:
        connection.execute(insert(permohonan), rows)
    return [row["id"] for row in rows]


def pages(office: OfficeWorld, wanted: Filter, limit: int) -> list[list[str]]:
    found, after = [], None
    with office.database.reading() as connection:
        while True:
            part = inbox.page(connection, office.keys.code, wanted, zone=Zone(7), now=START, after=after, limit=limit)
            found.append([item.permohonan.id for item in part.items])
            if part.next is None:
                return found
            after = Place.parse(str(part.next))
            assert after == part.next


def test_every_request_is_on_exactly_one_page(office: OfficeWorld) -> None:
    """What waits longest first, over three statuses and many that came in the same moment; of what is done the newest first."""
    order = list(S)
    ids = fill(
        office,
        90,
        status=lambda number: order[number % len(order)].value,
        waiting_since=lambda number: START - (number // 7) * 60_000,
        status_at=lambda number: START - (number // 7) * 60_000,
    )
    for statuses in (TODO, (S.COLLECTED, S.REJECTED, S.CANCELLED)):
        mine = [number for number in range(90) if order[number % len(order)] in statuses]
        parts = pages(office, Filter(statuses), 8)
        assert all(len(part) == 8 for part in parts[:-1])
        flat = [one for part in parts for one in part]
        assert sorted(flat) == [ids[number] for number in mine]
        moments = [ids.index(one) // 7 for one in flat]
        # A higher number waits longer, and was closed earlier.
        assert moments == sorted(moments, reverse=statuses == TODO)


def test_choices_narrow_together(office: OfficeWorld) -> None:
    """Service, age, assignee and agency: each, and all at once."""
    fill(
        office,
        48,
        service=lambda number: "pengaduan" if number % 2 else "surat_keterangan_domisili",
        waiting_since=lambda number: START - (number % 5) * DAY,
        assignee=lambda number: "budi" if number % 3 == 0 else None,
        holder=lambda number: "disdukcapil" if number % 4 == 0 else "kelurahan",
        deadline=lambda number: START - 1 if number % 6 == 0 else None,
    )
    conditions: dict[str, tuple[Filter, Any]] = {
        "service": (Filter(TODO, service="pengaduan"), lambda number: number % 2),
        "assignee": (Filter(TODO, assignee="budi"), lambda number: number % 3 == 0),
        "agency": (Filter(TODO, agency="disdukcapil"), lambda number: number % 4 == 0),
        "today": (Filter(TODO, age=Age.TODAY), lambda number: number % 5 == 0),
        "a day": (Filter(TODO, age=Age.OVER_1_DAY), lambda number: number % 5 > 1),
        "three days": (Filter(TODO, age=Age.OVER_3_DAYS), lambda number: number % 5 > 3),
        "overdue": (Filter(TODO, age=Age.OVERDUE), lambda number: number % 6 == 0),
        "all": (
            Filter(
                TODO, service="surat_keterangan_domisili", age=Age.OVER_1_DAY, agency="disdukcapil", assignee="budi"
            ),
            lambda number: number % 12 == 0 and number % 5 > 1,
        ),
    }
    for name, (wanted, holds) in conditions.items():
        found = sorted(one for part in pages(office, wanted, 10) for one in part)
        assert found == [f"r{number:05}" for number in range(48) if holds(number)], name
        assert found, name


def test_a_survey_waits_for_nobody(office: OfficeWorld, desk: Browser, kiosk: KioskWorld) -> None:
    """It stands in no list and no number of the inbox, and no bell rings; who asks for surveys sees them."""
    kiosk.submit(service_id="D51")
    [request] = kiosk.submit()
    kiosk.sync()
    desk.get("/meja")
    assert set(re.findall(r'href="/meja/([0-9a-f-]{36})"', desk.page)) == {request.permohonan.id}
    assert desk.client.get("/meja/baru?sejak=0").json() == {"baru": 1}
    with office.database.reading() as connection:
        here = inbox.counts(connection, office.keys.code, actor="sari", now=START, without=["survei_kepuasan"])
        all_ = inbox.counts(connection, office.keys.code, actor="sari", now=START)
    assert (here.statuses[S.SUBMITTED], all_.statuses[S.SUBMITTED]) == (1, 2)
    desk.get("/meja?layanan=survei_kepuasan")
    assert len(set(re.findall(r'href="/meja/([0-9a-f-]{36})"', desk.page))) == 1
    assert request.permohonan.id not in desk.page


def test_a_full_inbox_goes_on_and_counts_only_so_far(office: OfficeWorld, desk: Browser) -> None:
    fill(office, MOST_COUNTED + 5)
    desk.get("/meja")
    assert re.search(r'Baru masuk <span class="count">999\+</span>', desk.page)
    assert len(re.findall('class="ticket"', desk.page)) == PAGE
    following = re.search(r'href="(/meja\?sesudah=[^"]+)"', desk.page)
    assert following
    first = desk.page
    desk.get(following[1])
    assert len(re.findall('class="ticket"', desk.page)) == PAGE
    tickets = [set(re.findall(r'href="/meja/(r\d+)"', page)) for page in (first, desk.page)]
    assert not tickets[0] & tickets[1]
    assert "Ke halaman pertama" in desk.page
    for nonsense in ("x", "1-2", "-1-a-2", "9" * 40 + "-a-1", "1-a-\u0661"):
        assert desk.client.get("/meja", params={"sesudah": nonsense}).status_code == 200


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True, scope="module")
def test_nothing_reads_through_the_requests_of_years(office: OfficeWorld) -> None:
    """What SQLite would do is asked after it has counted its rows, as in an office that has been at work for years. PostgreSQL
    reads a table this small at once, and rightly so.
    """
    done = (S.COLLECTED, S.REJECTED, S.CANCELLED)
    fill(office, 3_000, status=lambda number: S.SUBMITTED if number % 100 == 0 else done[number % 3])
    asked: list[tuple[str, Any]] = []
    with office.database.writing() as connection:
        connection.execute(text("ANALYZE"))
    with office.database.reading() as connection:

        @event.listens_for(connection, "before_cursor_execute")
        def ask(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
            asked.append((statement, parameters))

        inbox.counts(connection, office.keys.code, actor="sari", now=START, without=("survei_kepuasan",))
        for wanted in (
            Filter(TODO),
            Filter(TODO, assignee="sari"),
            Filter(TODO, answered=True),
            Filter(TODO, agency="disdukcapil"),
            Filter(TODO, service="surat_keterangan_domisili"),
            Filter(done),
        ):
            inbox.page(connection, office.keys.code, wanted, zone=Zone(7), now=START)
        event.remove(connection, "before_cursor_execute", ask)
        plans = [
            step.detail
            for statement, parameters in asked
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert len(plans) > 20
    assert [step for step in plans if step.startswith("SCAN permohonan")] == []


def test_choices_that_are_nonsense_show_the_inbox_all_the_same(desk: Browser, request_: Submitted) -> None:
    for query in ("umur=nanti", "tampil=semua", "milik=kamu", "jawaban=x"):
        assert desk.get(f"/meja?{query}").status_code == 200
        assert request_.permohonan.id in desk.page
    assert desk.get("/meja?instansi=pasar&layanan=x").status_code == 200
    assert "Hapus pilihan" in desk.page


def test_who_begins_works_on_it_and_may_give_it_to_a_colleague(
    office: OfficeWorld, desk: Browser, request_: Submitted
) -> None:
    """Mine is what I began or took; the colleague finds it under "Milik saya"; an agency or a stranger is no colleague."""
    hire(office, "budi")
    hire(office, "rina", Role.AGENCY, agency="kua")
    path = f"/meja/{request_.permohonan.id}"
    desk.get(path)
    assert "Saya kerjakan" in desk.page
    desk.post(f"{path}/status", dari="SUBMITTED", ke="IN_REVIEW")
    desk.get("/meja?milik=saya")
    assert request_.permohonan.id in desk.page
    desk.get(path)
    assert re.findall(r'<option value="(\w+)">(?:Budi|Rina|Sari)', desk.page) == ["budi"]
    for nobody in ("rina", "siapa"):
        desk.get(path)
        assert desk.post(f"{path}/petugas", petugas=nobody).status_code == 409
    desk.get(path)
    desk.post(f"{path}/petugas", petugas="budi")
    assert "Tercatat siapa yang mengerjakan." in desk.page
    desk.get("/meja?milik=saya")
    assert request_.permohonan.id not in desk.page
    budi = at_desk(office, "budi")
    budi.get("/meja?milik=saya")
    assert request_.permohonan.id in budi.page
    budi.get(path)
    budi.post(f"{path}/petugas", petugas="")
    assert office.items()[0].assignee is None


def test_notes_are_for_colleagues_and_stand_locked(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld, request_: Submitted
) -> None:
    path = f"/meja/{request_.permohonan.id}"
    desk.get(path)
    desk.post(f"{path}/catatan", teks="Sudah ditelepon.\nDatang besok.")
    assert "Sudah ditelepon.\nDatang besok." in desk.page
    budi = at_desk(office, hire(office, "budi"))
    budi.get(path)
    assert "Datang besok." in budi.page
    assert budi.post(f"{path}/catatan", teks=" \n ").status_code == 409
    assert budi.post(f"{path}/catatan", teks="x" * (notes.LENGTH + 1)).status_code == 409
    assert "x" * 100 in budi.page
    kiosk.sync()
    assert kiosk.status(request_.permohonan.id).note is None
    with office.database.reading() as connection:
        [row] = connection.execute(select(notes_table)).mappings()
        assert b"besok" not in bytes(row["body"])
        [note] = notes.listed(connection, office.keys, request_.permohonan.id)
    assert (note.actor, note.text) == ("sari", "Sudah ditelepon.\nDatang besok.")
    assert "besok" not in repr(note)


def test_the_page_warns_of_what_does_not_fit_even_when_the_kiosk_said_nothing(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    """The desk looks for itself: birth date, sex, region, and a child that applies alone."""
    from sync.server.desk import words
    from sync.server.work.doubts import doubts

    service = kiosk.machine.context.catalog.find("D18")
    day = Zone(7).local(START).date()

    def found(**changed: Any) -> set[tuple[str, str]]:
        return set(doubts(service, {**service.sample, **changed}, day=day, regions=words.REGIONS))

    assert found() == set()
    assert found(tgl_lahir="1989-03-15") == {("tgl_lahir", "birth_date_differs")}
    assert found(jk="L") == {("jk", "sex_differs")}
    assert found(nik="1671025403890000") == {("nik", "nik_wrong")}
    assert ("nik", "region_unknown") in found(nik="1699995403890002")
    assert found(nik="1671021403150002", tgl_lahir="2015-03-14", jk="L") == {("tgl_lahir", "under_17")}
    marriage = kiosk.machine.context.catalog.find("D20")
    young = {**marriage.sample, "istri_tgl_lahir": "2013-08-30"}
    said = dict(doubts(marriage, young, day=day, regions=words.REGIONS))
    assert any(code.startswith("rule:") for code in said.values())
    [one] = kiosk.submit(tgl_lahir="1989-03-15")
    kiosk.sync()
    desk.get(f"/meja/{one.permohonan.id}")
    assert desk.page.count("tidak sama dengan yang ada pada NIK") == 1  # the kiosk's and the desk's are one


def test_the_page_links_to_the_same_persons_request_for_the_same(
    office: OfficeWorld, desk: Browser, kiosk: KioskWorld
) -> None:
    """One that is open, however old, or one of yesterday; not another service, not one that was closed long ago."""
    [old] = kiosk.submit()
    kiosk.sync()
    office.move(old.permohonan.id, S.CANCELLED)
    for clock in (kiosk.clock, office.clock):
        clock.ms += 10 * DAY
    [waiting] = kiosk.submit()
    kiosk.submit(service_id="D12", nik=kiosk.machine.context.catalog.find("D18").sample["nik"])
    for clock in (kiosk.clock, office.clock):
        clock.ms += 10 * DAY
    [new] = kiosk.submit()
    kiosk.sync()
    desk = at_desk(office, "sari")
    desk.get(f"/meja/{new.permohonan.id}")
    twins = re.search(r"NIK ini juga meminta layanan yang sama(.*?)</ul>", desk.page, re.DOTALL)
    assert twins
    assert re.findall(r'href="/meja/([^"]+)"', twins[1]) == [waiting.permohonan.id]
    office.move(waiting.permohonan.id, S.CANCELLED)
    desk.get(f"/meja/{new.permohonan.id}")
    assert "NIK ini juga" not in desk.page


def test_the_page_says_who_looked(office: OfficeWorld, desk: Browser, request_: Submitted) -> None:
    path = f"/meja/{request_.permohonan.id}"
    budi = at_desk(office, hire(office, "budi"))
    desk.get(path)
    desk.get(path)
    budi.get(path)
    assert "Siapa yang membuka isian ini (2)" in budi.page
    assert "2 kali, terakhir hari ini" in budi.page


def test_in_a_form_about_two_people_it_is_said_whose_name_it_is(desk: Browser, kiosk: KioskWorld) -> None:
    """Groom and bride are asked the same questions; a form about one person needs no headings."""
    [marriage] = kiosk.submit(service_id="D20")
    [letter] = kiosk.submit()
    kiosk.sync()
    desk.get(f"/meja/{marriage.permohonan.id}")
    headings = re.findall("<h3>(.*?)</h3>", desk.page)
    assert headings[:2] == ["Calon suami", "Calon istri"]
    assert len(set(headings)) == len(headings)
    sample = kiosk.machine.context.catalog.find("D20").sample
    groom, bride = desk.page.index("<h3>Calon suami"), desk.page.index("<h3>Calon istri")
    assert groom < desk.page.index(sample["suami_nama"]) < bride < desk.page.index(sample["istri_nama"])
    desk.get(f"/meja/{letter.permohonan.id}")
    assert "<h3>" not in desk.page


def test_an_answer_that_was_corrected_says_so(office: OfficeWorld, desk: Browser, request_: Submitted) -> None:
    """The new answer stands where the old one stood, and what did not fit before is looked at anew."""
    with office.database.writing() as connection:
        corrections.keep(
            connection,
            office.keys,
            request_.permohonan.id,
            ("tgl_lahir", "1989-03-15"),
            actor="sari",
            now=office.clock.ms,
        )
    desk.get(f"/meja/{request_.permohonan.id}")
    row = re.search(r"<dt>Tanggal lahir</dt>(.*?)</dd>", desk.page, re.DOTALL)
    assert row
    for said in ("15 Maret 1989", "dibetulkan", "cocokkan"):
        assert said in row[1]


def test_everybody_sees_their_own_rooms_in_the_head(office: OfficeWorld, desk: Browser) -> None:
    """A petugas searches; an admin and an agency have no search field, because they may not."""
    rooms = {}
    for name, role in (("ayu", Role.ADMIN), ("budi", Role.PETUGAS), ("rina", Role.AGENCY)):
        browser = at_desk(office, hire(office, name, role, agency="kua" if role is Role.AGENCY else None))
        head = browser.page[browser.page.index('class="rooms"') : browser.page.index("</nav>")]
        rooms[name] = re.findall(r'href="(/meja[^"]*)"', head)
        assert ('action="/meja/cari"' in browser.page) == (role is Role.PETUGAS)
    assert rooms["rina"] == ["/meja/terusan"]
    assert "/meja" in rooms["budi"]
    assert "/meja/akun" not in rooms["budi"]
    assert "/meja" not in rooms["ayu"]
    assert "/meja/akun" in rooms["ayu"]
