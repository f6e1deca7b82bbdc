"""Reports: numbers that were counted by hand, the days of the office, and nobody in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from kiosk.clock import Zone
from sync.server.people import accounts
from sync.server.people.rights import Role
from sync.server.reports.figures import Asked, Report, Spread, report
from sync.server.reports.files import csv_file, xlsx_file
from sync.server.reports.pdf import pdf_file
from sync.server.reports.period import Period, between, named
from sync.server.reports.plots import plots
from sync.server.reports.sheets import Kind, Sheet, lasted, said, sheets
from sync.server.reports.small import LEAST, fold
from sync.server.reports.svg import svg
from sync.server.store.tables import forwards, moves, permohonan, surveys, tickets
from tests.server.test_desk import Browser
from tests.sync.world import PASSWORD, START, KioskWorld, OfficeWorld, shipped

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
WIB = timezone(timedelta(hours=7))
DOMICILE, DEATH, CRIME = "surat_keterangan_domisili", "surat_keterangan_kematian", "pulih_dari_narkoba"
ON_ONE = pytest.mark.parametrize("cluster", ["sqlite"], indirect=True)
"""What is done with numbers that the database has added up already."""
Move = tuple[str, str, int]  # from, to, ms after the request


def local(day: int, hour: int, minute: int = 0, *, second: int = 0) -> int:
    """A moment of November 2026 in Palembang, ms."""
    return int(datetime(2026, 11, day, hour, minute, second, tzinfo=WIB).timestamp() * 1000)


def add(
    office: OfficeWorld,
    at: int,
    *history: Move,
    service: str = DOMICILE,
    language: str = "id",
    note: str | None = None,
    undoes: Sequence[int | None] = (),
    **more: object,
) -> str:
    """A request as it stands in the office's database, and its history."""
    request = str(uuid4())
    status, status_at = (history[-1][1], at + history[-1][2]) if history else ("SUBMITTED", at)
    row = {
        "office": office.keys.code,
        "id": request,
        "kiosk_id": "K1",
        "seq": at % 2**31,
        "service": service,
        "ref": "D18",
        "ticket": "A-001",
        "queue_day": "2026-11-18",
        "code_hash": uuid4().bytes,
        "language": language,
        "priority": False,
        "clock_doubtful": False,
        "created_at": at,
        "received_at": at,
        "waiting_since": at,
        "status": status,
        "status_at": status_at,
        **more,
    }
    took_back = dict(enumerate(undoes, 1))
    lines = [
        {
            "office": office.keys.code,
            "permohonan_id": request,
            "number": number,
            "old": old,
            "new": new,
            "note": note if new in ("INCOMPLETE", "REJECTED") else None,
            "actor": "sari",
            "at": at + after,
            "undoes": took_back.get(number),
        }
        for number, (old, new, after) in enumerate(history, 1)
    ]
    with office.database.writing() as connection:
        connection.execute(insert(permohonan).values(row))
        if lines:
            connection.execute(insert(moves), lines)
    return request


def told(office: OfficeWorld, first: int = 1, last: int = 18, *, hours: int = 7) -> Report:
    period = Period(date(2026, 11, first), date(2026, 11, last))
    asked = Asked(office.keys.code, office.keys.name, Zone(hours), shipped(), period)
    with office.database.reading() as connection:
        return report(connection, asked, now=START)


def sheet(found: Report, key: str) -> Sheet:
    return next(one for one in sheets(found, shipped()) if one.key == key)


def test_a_day_begins_at_midnight_of_the_office(office: OfficeWorld) -> None:
    """The last second of one day and the first of the next are not the same day; in WITA they are an hour later."""
    add(office, local(16, 23, 59, second=59))
    add(office, local(17, 0))
    add(office, local(17, 23, 59, second=59))
    add(office, local(18, 0))
    assert told(office, 17, 17).requests == 2
    assert told(office, 16, 18).days == {date(2026, 11, 16): 1, date(2026, 11, 17): 2, date(2026, 11, 18): 1}
    assert told(office, 16, 18).hours == {(0, 23): 1, (1, 0): 1, (1, 23): 1, (2, 0): 1}
    assert told(office, 17, 17, hours=8).requests == 2
    assert told(office, 17, 17, hours=8).hours == {(1, 0): 1, (1, 1): 1}


def test_waiting_and_handling_are_told_by_median_and_by_nine_of_ten(office: OfficeWorld) -> None:
    """Ten requests that waited 1 to 10 minutes and took 2 to 20 hours: 5 and 9 minutes, 10 and 18 hours."""
    for number in range(1, 11):
        began, done = number * MINUTE, number * MINUTE + 2 * number * HOUR
        add(
            office,
            local(17, 9),
            ("SUBMITTED", "IN_REVIEW", began),
            ("IN_REVIEW", "AWAITING_SIGNATURE", began + 1),
            ("AWAITING_SIGNATURE", "READY", done),
            ("READY", "COLLECTED", done + 9 * DAY),
        )
    found = told(office)
    assert found.waiting == Spread(10, 5, 9)
    assert found.handling == Spread(10, 10 * 60, 18 * 60)
    assert sheet(found, "waktu").rows[0] == ("D18 Surat Keterangan Domisili", 5, 9, 600, 1080)


def test_times_beyond_a_day_are_told_by_the_hour(office: OfficeWorld) -> None:
    """50 hours and 40 minutes are 50 hours; a clock that was behind makes no time negative."""
    for took in (-3 * HOUR, 0, 50 * HOUR + 40 * MINUTE, 51 * HOUR, 60 * HOUR):
        add(office, local(10, 9), ("SUBMITTED", "IN_REVIEW", took))
    assert told(office).waiting == Spread(5, 50 * 60, 60 * 60)


@ON_ONE
def test_a_time_of_fewer_than_five_is_not_told(office: OfficeWorld) -> None:
    """It would be somebody's own."""
    for _ in range(4):
        add(office, local(17, 9), ("SUBMITTED", "IN_REVIEW", MINUTE))
    assert told(office).waiting == Spread(4)
    assert sheet(told(office), "waktu").rows == (("Semua layanan", None, None, None, None),)


def test_what_was_taken_back_does_not_count_as_done(office: OfficeWorld) -> None:
    """READY after one hour, taken back, READY again after three: three hours; INCOMPLETE that was taken back: none."""
    for _ in range(5):
        add(
            office,
            local(17, 9),
            ("SUBMITTED", "IN_REVIEW", 0),
            ("IN_REVIEW", "AWAITING_SIGNATURE", 1),
            ("AWAITING_SIGNATURE", "READY", HOUR),
            ("READY", "AWAITING_SIGNATURE", HOUR + 1),
            ("AWAITING_SIGNATURE", "READY", 3 * HOUR),
            undoes=[None, None, None, 3],
        )
        add(
            office,
            local(17, 9),
            ("SUBMITTED", "INCOMPLETE", 5),
            ("INCOMPLETE", "SUBMITTED", 6),
            undoes=[None, 1],
            note="KTP belum ada.",
        )
    found = told(office)
    assert found.handling == Spread(5, 180, 180)
    assert found.stopped.incomplete == 0
    assert found.stopped.reasons.parts == {}


def test_reasons_are_told_only_when_they_are_phrases_of_the_office(office: OfficeWorld) -> None:
    """What was written for five requests is a phrase; what was written once may name somebody."""
    for _ in range(5):
        add(office, local(17, 9), ("SUBMITTED", "INCOMPLETE", HOUR), note="Fotokopi KK belum ada.")
    add(office, local(17, 9), ("SUBMITTED", "REJECTED", HOUR), note="KTP Pak Jaka milik orang lain.")
    found = told(office)
    assert (found.stopped.incomplete, found.stopped.rejected) == (5, 1)
    assert found.stopped.reasons.parts == {"Fotokopi KK belum ada.": 5}
    assert found.stopped.reasons.rest == 1
    for body in (
        pdf_text(found),
        csv_file(found, sheets(found, shipped())).decode(),
        repr(sheets(found, shipped())),
    ):
        assert "Fotokopi KK belum ada." in body
        assert "Jaka" not in body


@ON_ONE
def test_small_groups_of_people_are_put_together(office: OfficeWorld) -> None:
    """Twenty speak Indonesian, six Javanese, three Sundanese: the three would be known, so they go with the six."""
    for language, count in (("id", 20), ("jv", 6), ("su", 3)):
        for _ in range(count):
            add(office, local(17, 9), language=language)
    found = told(office)
    assert (found.languages.parts, found.languages.rest) == ({"id": 20}, 9)
    rows = [row for row in sheet(found, "bagian").rows if row[0] == "Bahasa"]
    assert rows == [
        ("Bahasa", "Indonesia", 20, Decimal(20) / 29),
        ("Bahasa", "Bahasa lain", 9, Decimal(9) / 29),
    ]


@ON_ONE
def test_a_delicate_service_that_was_asked_for_once_is_not_named(office: OfficeWorld) -> None:
    """Who was seen at the kiosk that week would be known by it."""
    for _ in range(6):
        add(office, local(17, 9))
    add(office, local(17, 9), service=CRIME)
    titles = [row[0] for row in sheet(told(office), "layanan").rows]
    assert titles == ["D18 Surat Keterangan Domisili", "Layanan lain yang sedikit", "Semua layanan"]
    for _ in range(4):
        add(office, local(17, 9), service=CRIME)
    assert "C07 Pulih dari Narkoba, Tanpa Nama" in [row[0] for row in sheet(told(office), "layanan").rows]


@ON_ONE
def test_priority_is_not_told_of_a_few(office: OfficeWorld) -> None:
    """Of four among ten nothing is said, of five the number."""
    for number in range(10):
        add(office, local(17, 9), priority=number < 4)
    assert told(office).priority is None
    add(office, local(17, 9), priority=True)
    assert told(office).priority == 5


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 12), max_size=8))
def test_no_part_that_is_told_is_small(counts: dict[str, int]) -> None:
    """Nothing is lost, and a part of one to four stands alone only when there is nobody else."""
    folded = fold(counts)
    assert sum(folded.parts.values()) + folded.rest == sum(counts.values())
    assert all(count >= LEAST for count in folded.parts.values())
    assert folded.rest == 0 or folded.rest >= LEAST or not folded.parts


def test_open_requests_are_told_by_age_and_by_who_has_to_act(office: OfficeWorld) -> None:
    """Also those from before the period; now is Wednesday the 18th, 18.06."""
    add(office, START - 23 * HOUR)
    add(office, START - 25 * HOUR, ("SUBMITTED", "INCOMPLETE", 1))
    add(
        office,
        START - 20 * DAY,
        ("SUBMITTED", "IN_REVIEW", 1),
        ("IN_REVIEW", "AWAITING_SIGNATURE", 2),
        ("AWAITING_SIGNATURE", "READY", 3),
    )
    add(office, START - 20 * DAY, ("SUBMITTED", "CANCELLED", 1))
    rows = sheet(told(office, 18, 18), "umur").rows
    assert [row[1:] for row in rows] == [(1, 0, 0), (0, 1, 0), (0, 0, 0), (0, 0, 0), (0, 0, 1)]


def test_deadlines_of_complaints_are_kept_missed_or_running(office: OfficeWorld) -> None:
    """Closed in time; closed too late, and open and over; open and not over."""
    at = local(10, 9)
    add(office, at, ("SUBMITTED", "REJECTED", DAY), deadline=at + 2 * DAY)
    add(office, at, ("SUBMITTED", "REJECTED", 3 * DAY), deadline=at + 2 * DAY)
    add(office, at, deadline=at + 2 * DAY)
    add(office, at, deadline=START + DAY)
    deadlines = told(office).deadlines
    assert (deadlines.kept, deadlines.missed, deadlines.running) == (1, 2, 1)


def test_the_queue_and_the_agencies_are_told(office: OfficeWorld) -> None:
    """Numbers from being taken to being called; what went to an agency and when it came back."""
    base = {"office": office.keys.code, "day": "2026-11-17", "group": "surat", "received_at": 0, "state": "DONE"}
    at = local(17, 9)
    rows = [
        {
            **base,
            "id": str(uuid4()),
            "ticket": f"A-{number:03}",
            "kiosk_id": "K1" if number else None,
            "priority": False,
            "waiting_since": at,
            "queued_at": at,
            "called_at": at + (number + 1) * 10 * MINUTE if number < 5 else None,
        }
        for number in range(7)
    ]
    sent = [
        {
            "office": office.keys.code,
            "permohonan_id": str(number),
            "number": 1,
            "agency": "disdukcapil",
            "actor": "sari",
            "at": at,
            "answered_at": at + 2 * HOUR if number else None,
        }
        for number in range(6)
    ]
    with office.database.writing() as connection:
        connection.execute(insert(tickets), rows)
        connection.execute(insert(forwards), sent)
    found = told(office)
    assert sheet(found, "antrean").rows == (("Surat keterangan", 7, 1, 5, 30, 50),)
    assert sheet(found, "instansi").rows == (("Disdukcapil", 6, 5, 120, 120),)


def test_surveys_are_no_requests_and_have_their_own_table(office: OfficeWorld) -> None:
    """Five respondents with 3 everywhere: 75.00, C; services of fewer than five are put together."""
    add(office, local(17, 9), service="survei_kepuasan")
    rows = [
        {
            "office": office.keys.code,
            "permohonan_id": str(number),
            "service": DOMICILE if number < 5 else DEATH,
            "marks": "[3,3,3,3,3,3,3,3,3]" if number < 5 else "[4,4,4,4,4,4,4,4,4]",
            "at": local(17, 9),
        }
        for number in range(6)
    ]
    with office.database.writing() as connection:
        connection.execute(insert(surveys), rows[:4])
    assert sheet(told(office), "skm").rows == ()  # four people: not told
    with office.database.writing() as connection:
        connection.execute(insert(surveys), rows[4:])
    found = told(office)
    assert found.requests == 0
    assert sheet(found, "skm").rows[-1] == ("Nilai SKM", Decimal("3.167"), Decimal("79.17"), "B, baik")
    assert sheet(found, "skm-layanan").rows == (("Layanan lain", 6, Decimal("79.17"), "B, baik"),)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("hari", "2026-11-18", "2026-11-18"),
        ("pekan", "2026-11-16", "2026-11-18"),
        ("bulan", "2026-11-01", "2026-11-18"),
        ("bulan-lalu", "2026-10-01", "2026-10-31"),
        ("triwulan", "2026-10-01", "2026-11-18"),
        ("triwulan-lalu", "2026-07-01", "2026-09-30"),
        ("tahun", "2026-01-01", "2026-11-18"),
        ("tahun-lalu", "2025-01-01", "2025-12-31"),
    ],
)
def test_periods_are_those_of_the_calendar(name: str, first: str, last: str) -> None:
    """Seen on Wednesday, 18 November 2026; what has not ended goes until today."""
    assert named(name, date(2026, 11, 18)) == between(first, last)


def test_periods_that_are_none_are_refused() -> None:
    """Backwards, endless, no date."""
    assert named("abad", date(2026, 11, 18)) is None
    assert named("hari-lalu", date(2026, 11, 18)) is None
    for first, last in (("2026-11-02", "2026-11-01"), ("1999-01-01", "2026-01-01"), ("", "2026-01-01"), ("x", "y")):
        assert between(first, last) is None
    assert named("bulan-lalu", date(2026, 1, 3)) == between("2025-12-01", "2025-12-31")


def test_numbers_are_said_as_people_say_them() -> None:
    """Indonesian separators, times in one unit."""
    assert said(1250, Kind.COUNT) == "1.250"
    assert said(Decimal("0.125"), Kind.SHARE) == "12,5 %"
    assert [lasted(minutes) for minutes in (0, 59, 60, 135, 1440, 4920)] == [
        "0 menit",
        "59 menit",
        "1 jam",
        "2,2 jam",
        "1 hari",
        "3,4 hari",
    ]


def pdf_text(found: Report) -> str:
    body = pdf_file(found, sheets(found, shipped()), plots(found))
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)


@pytest.fixture
def busy(office: OfficeWorld) -> Report:
    for number in range(30):
        add(office, local(2 + number % 16, 8 + number % 6), ("SUBMITTED", "IN_REVIEW", (number + 1) * MINUTE))
    return told(office)


@ON_ONE
def test_the_workbook_has_real_numbers(busy: Report) -> None:
    """What a petugas adds up in a spreadsheet are numbers and durations, and no text becomes a formula."""
    found = list(sheets(busy, shipped()))
    found[0] = Sheet("x", "Per layanan", found[0].columns, (('=HYPERLINK("x")', *found[0].rows[0][1:]),))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(busy, found)))
    assert book["Per layanan"]["B2"].value == 30
    assert (book["Per layanan"]["A2"].value, book["Per layanan"]["A2"].data_type) == ('=HYPERLINK("x")', "s")
    waiting = book["Waktu per layanan"]["B2"]
    assert (waiting.value, waiting.number_format) == (timedelta(minutes=15), "[h]:mm")
    assert [cell.value for cell in book["Per tanggal"]["B"]][1:] == list(busy.days.values())


@ON_ONE
def test_the_csv_has_one_number_a_line(busy: Report) -> None:
    """A program reads it without knowing the tables; days are ISO dates."""
    rows = list(csv.DictReader(io.StringIO(csv_file(busy, sheets(busy, shipped())).decode())))
    found = {(row["bagian"], row["baris"], row["ukuran"]): row["nilai"] for row in rows}
    assert found["Per layanan", "Semua layanan", "Permohonan"] == "30"
    assert found["Waktu per layanan", "Semua layanan", "Menunggu (tengah)"] == "15"
    assert found["Per tanggal", "2026-11-02", "Permohonan"] == "2"


@ON_ONE
def test_the_pdf_can_be_read_and_is_always_the_same(busy: Report) -> None:
    """Embedded type, plots as vectors, the office at its head, every page numbered."""
    body = pdf_file(busy, sheets(busy, shipped()), plots(busy))
    assert body == pdf_file(busy, sheets(busy, shipped()), plots(busy))
    reader = pypdf.PdfReader(io.BytesIO(body))
    text = pdf_text(busy)
    for words in ("Kelurahan 26 Ilir", "1 sampai 18 November 2026", "Permohonan per jam", "Semua layanan"):
        assert words in text
    assert f"Halaman {len(reader.pages)} dari {len(reader.pages)}" in text
    fonts = [font["/FontDescriptor"] for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()]
    assert fonts
    assert all("/FontFile2" in font for font in fonts)
    assert not any(page.images for page in reader.pages)


@ON_ONE
def test_plots_say_in_words_what_they_show(busy: Report) -> None:
    """Who does not see a plot hears it; nothing in it breaks the page's rules."""
    drawn = plots(busy)
    assert [one.title for one in drawn] == ["Permohonan per hari", "Permohonan per jam", "Hari dan jam"]
    assert "terbanyak pukul 08" in drawn[1].says
    assert "pukul 08: 5" in drawn[1].says
    for number, one in enumerate(drawn):
        picture = svg(one, f"p{number}")
        assert f'<desc id="p{number}-isi">' in picture
        assert "style=" not in picture
        assert "<script" not in picture


def test_the_page_and_its_files_hold_nobody(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A real request with a real name: counted, and nothing of it told."""
    kiosk.submit(6)
    kiosk.sync()
    browser = Browser(office)
    browser.log_in()
    assert browser.get("/meja/laporan?masa=hari").status_code == 200
    assert ">6<" in browser.page
    bodies = [browser.page]
    for kind in ("csv", "xlsx", "pdf"):
        response = browser.client.get(f"/meja/laporan/berkas/{kind}?masa=hari")
        assert response.status_code == 200
        assert f"laporan-16.71.02.1003-2026-11-18-2026-11-18.{kind}" in response.headers["content-disposition"]
        bodies.append(response.content.decode("latin-1"))
        if kind == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(response.content))
            bodies.append(repr([[cell.value for cell in row] for one in book for row in one]))
        if kind == "pdf":
            bodies.append("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages))
    for body in bodies:
        assert "Siti" not in body
        assert "16710254" not in body.replace(" ", "")


@ON_ONE
def test_days_that_make_no_sense_are_explained(office: OfficeWorld) -> None:
    """The page says what is wrong and shows this month; a file is not made."""
    browser = Browser(office)
    browser.log_in()
    wrong = "masa=pilih&dari=2026-11-09&sampai=2026-11-01"
    assert browser.get(f"/meja/laporan?{wrong}").status_code == 400
    assert "Isi kedua tanggal" in browser.page
    assert browser.client.get(f"/meja/laporan/berkas/pdf?{wrong}").status_code == 404
    assert browser.client.get("/meja/laporan/berkas/exe").status_code == 404
    assert browser.get("/meja/laporan?masa=pilih&dari=2026-11-01&sampai=2026-11-09").status_code == 200
    assert "1 sampai 9 November 2026" in browser.page


@ON_ONE
def test_another_agency_sees_no_report(office: OfficeWorld) -> None:
    """Numbers are for the office."""
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "dina", PASSWORD, now=START, roles=(Role.AGENCY,))
    browser = Browser(office)
    browser.log_in("dina")
    assert browser.get("/meja/laporan").status_code == 403
    assert browser.get("/meja/laporan/berkas/csv").status_code == 403
