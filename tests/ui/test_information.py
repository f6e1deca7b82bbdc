"""What the office publishes, as a resident reads it: found, read, narrowed, printed, and never invented."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtGui import QRawFont

from kiosk.catalog_files import ASSETS
from kiosk.clock import FixedClock
from kiosk.content_files import DEMO, load_content
from kiosk.domain import session as flow
from kiosk.domain.catalog import LANGUAGES, Catalog
from kiosk.domain.content import parse_content
from kiosk.domain.prints import InfoSlip, JobState, Outcome, PrintReason
from kiosk.store import print_jobs
from kiosk.usecases.context import Context
from tests.ui.conftest import PORTRAIT
from tests.ui.machinery import TestMachinery
from ui.app import Options, Screen, application, build
from ui.resident import Resident
from ui.viewmodels.published import cell_words, until

FILES = {
    "c02.toml": """
service = "C02"
example = true
[[schedule]]
id = "selokan"
title = { id = "Membersihkan selokan" }
place = { id = "Pos ronda RT 04" }
first = 2026-11-15
start = "07:00"
end = "10:00"
repeats = "weekly"
[[schedule]]
id = "taman"
title = { id = "Menata taman" }
repeats = "monthly"
[[schedule]]
id = "lewat"
title = { id = "Yang sudah lewat" }
first = 2026-11-01
""",
    "c04.toml": """
service = "C04"
[[schedule]]
id = "melati"
title = { id = "Posyandu Melati" }
first = 2026-11-22
""",
    "d18.toml": """
service = "D18"
[[article]]
id = "kenapa"
title = { id = "Untuk apa surat ini" }
summary = { id = "Bank dan sekolah memintanya." }
body = { id = "Bank memintanya." }
source = "Kelurahan"
updated = 2026-11-01
picture = "tidak-ada"
""",
    "c15.toml": """
service = "C15"
[[article]]
id = "banjir"
title = { id = "Banjir", en = "Floods" }
summary = { id = "Matikan listrik dulu." }
body = { id = \"\"\"
## Waktu air naik
1. Matikan listrik dari meteran.
\"\"\" }
source = "BPBD"
updated = 2026-11-01
[[article]]
id = "gempa"
title = { id = "Gempa" }
summary = { id = "Merunduk." }
body = { id = "Berlindung di bawah meja." }
source = "BPBD"
updated = 2026-11-01
[[table]]
id = "regu"
title = { id = "Regu siaga" }
columns = [{ id = "RW" }, { id = "Banyaknya" }]
unit = "orang"
rows = [["RW 01", 12], ["RW 02", 6], ["RW 03", ""]]
chart = "bars"
[[entry]]
id = "bpbd"
title = { id = "BPBD" }
category = { id = "Kantor" }
facts = [{ label = { id = "Alamat" } }]
phone = "0711 123456"
url = "https://bnpb.go.id"
[[entry]]
id = "lapangan"
title = { id = "Lapangan" }
category = { id = "Tempat aman" }
[[entry]]
id = "masjid"
title = { id = "Masjid" }
category = { id = "Tempat aman" }
[[entry]]
id = "sekolah"
title = { id = "Sekolah" }
category = { id = "Tempat aman" }
""",
}

Reader = tuple[Screen, Resident]


@pytest.fixture
def reader(context: Context, machinery: TestMachinery) -> Iterator[Reader]:
    """A screen on which these files are published, and somebody at its catalogue."""
    content = parse_content(FILES, [entry.ref for entry in context.catalog.entries()])
    assert content.refused == ()
    screen = build(dataclasses.replace(context, content=content), machinery, Options(size=PORTRAIT, motion=False))
    screen.show()
    resident = Resident(screen)
    resident.wait_page("attract")
    screen.flow.send(flow.Start())
    resident.wait_page("catalogue")
    yield screen, resident
    screen.close()


def choose(reader: Reader, ref: str, page: str = "information") -> None:
    screen, resident = reader
    screen.flow.send(flow.Choose(screen.flow.context.catalog.entry(ref)))
    resident.wait_page(page)


def read(reader: Reader, key: str) -> None:
    screen, resident = reader
    screen.kiosk.information.read(key)
    resident.wait(lambda: screen.kiosk.page == "reading", "the page to read")
    resident.settle()


def slips(context: Context) -> list[InfoSlip]:
    jobs = context.store.run(print_jobs.waiting)
    assert all(isinstance(job.slip, InfoSlip) for job in jobs)
    return [job.slip for job in jobs if isinstance(job.slip, InfoSlip)]


def test_a_service_is_read_from_card_to_card_and_back(reader: Reader) -> None:
    _, resident = reader
    choose(reader, "C15")
    resident.tap("record-C15/banjir")
    resident.wait_page("reading")
    assert resident.sees("Matikan listrik dari meteran.")
    assert resident.sees("Sumber: BPBD. Diperbarui 1 November 2026.")
    resident.tap("read-next")
    resident.wait_sees("Berlindung di bawah meja.")
    resident.tap("read-previous")
    resident.wait_sees("Matikan listrik dari meteran.")
    # However far somebody read, "Kembali" leads to the list, and from there to where they came from.
    resident.tap("back")
    resident.wait_page("information")
    resident.tap("back")
    resident.wait_page("catalogue")


def test_what_takes_place_is_shown_by_its_next_day(reader: Reader) -> None:
    """Saturday, 21 November: since the 15th every Sunday, so tomorrow. What is over is gone."""
    screen, resident = reader
    choose(reader, "C02")
    first, second = screen.kiosk.information.days.rows
    assert (first.title, first.number, first.month, first.near) == ("Membersihkan selokan", "22", "Nov", "Besok")
    assert (first.day, first.where) == ("Minggu, 22 November 2026", "07.00 sampai 10.00, Pos ronda RT 04")
    assert second.title == "Menata taman"
    assert first.example
    assert resident.sees("Contoh")


def test_what_the_office_has_not_filled_in_is_for_the_petugas_to_say(reader: Reader) -> None:
    screen, _ = reader
    choose(reader, "C02")
    card = screen.kiosk.information.days.rows[-1]
    assert (card.day, card.where) == ("Sebulan sekali. Hari: tanyakan petugas", "Tempat: tanyakan petugas")
    read(reader, "C02/taman")
    missing = [line for line in screen.kiosk.reading.lines.rows if line.missing]
    assert [line.mark for line in missing] == ["Hari", "Jam", "Tempat"]
    assert {line.text for line in missing} == {"Tanyakan petugas"}


def test_a_clock_in_doubt_promises_no_day(context: Context, reader: Reader, clock: FixedClock) -> None:
    """A kiosk that woke up in 1970 says how often, and not when."""
    screen, resident = reader
    screen.flow.send(flow.Finish())
    resident.wait_page("attract")
    clock.ms = 0
    screen.flow.today = context.today()
    screen.flow.send(flow.Start())
    choose(reader, "C02")
    days = {row.title: (row.number, row.near, row.day) for row in screen.kiosk.information.days.rows}
    assert days["Membersihkan selokan"] == ("", "", "Setiap hari Minggu")
    # What takes place once may lie ahead or behind: its day is told as it is.
    assert days["Yang sudah lewat"] == ("1", "", "Minggu, 1 November 2026")


def test_a_single_record_is_shown_at_once(reader: Reader) -> None:
    """Without a list of one; and "Kembali" leads to where one came from."""
    _, resident = reader
    choose(reader, "C04", "reading")
    assert resident.sees("Posyandu Melati")
    resident.tap("back")
    resident.wait_page("catalogue")


def test_where_nothing_is_published_the_page_says_whom_to_ask(reader: Reader) -> None:
    _, resident = reader
    choose(reader, "C03")
    assert resident.sees("Belum ada yang diterbitkan di sini.")


def test_a_list_can_be_narrowed(reader: Reader) -> None:
    screen, resident = reader
    choose(reader, "C15")
    assert [row.title for row in screen.kiosk.information.categories.rows] == ["Semua", "Kantor", "Tempat aman"]
    resident.tap("category-Kantor")
    resident.settle()
    assert [row.title for row in screen.kiosk.information.records.rows] == ["BPBD"]
    resident.tap("category-")
    resident.settle()
    assert len(screen.kiosk.information.records.rows) == 7


def test_a_phone_takes_over_what_the_kiosk_does_not_open(reader: Reader) -> None:
    """Number and address stand there in letters, too."""
    screen, resident = reader
    read(reader, "C15/bpbd")
    codes = {row.text: bytes.fromhex(row.source.rpartition("/")[2]).decode() for row in screen.kiosk.reading.codes.rows}
    assert codes == {"0711 123456": "tel:0711123456", "bnpb.go.id": "https://bnpb.go.id"}
    assert resident.sees("0711 123456")
    assert resident.sees("bnpb.go.id")


def test_numbers_are_bars_against_the_longest(reader: Reader) -> None:
    screen, resident = reader
    read(reader, "C15/regu")
    assert [(row.value, row.part) for row in screen.kiosk.reading.bars.rows] == [
        ("12 orang", 1.0),
        ("6 orang", 0.5),
        ("tanyakan petugas", -1.0),
    ]
    assert resident.sees("Banyaknya")


def test_the_six_parts_of_a_standard_come_from_the_service_itself(reader: Reader) -> None:
    """Permen PANRB 15/2014: requirements, procedure, time, cost, product, complaints; and from there to the form."""
    screen, resident = reader
    service = screen.flow.context.catalog.find("D18")
    screen.kiosk.information.readStandard(service.id)
    resident.wait_page("reading")
    lines = screen.kiosk.reading.lines.rows
    assert [line.text for line in lines if line.kind == "heading"] == ["Syarat", "Langkah-langkah"]
    assert {line.mark for line in lines if line.kind == "fact"} == {"Lamanya", "Biaya", "Yang Anda dapat", "Pengaduan"}
    said = [line.text for line in lines]
    assert all(any(one.text.id in text for text in said) for one in service.requirements)
    assert {service.estimate.id, service.product.id, *(step.id for step in service.next_steps)} <= set(said)
    resident.tap("apply")
    resident.wait_page("service")
    resident.tap("back")
    resident.wait_page("reading")


def test_a_form_can_be_read_about_before_it_begins(reader: Reader) -> None:
    """And "Kembali" leads back to it, not away from it."""
    screen, resident = reader
    choose(reader, "D18", "service")
    resident.tap("record-D18/kenapa")
    resident.wait_page("reading")
    assert resident.sees("Bank memintanya.")
    # Its author named a drawing that does not exist: nothing is said of it, and no warning fails this test.
    assert screen.kiosk.reading.picture == ""
    resident.tap("back")
    resident.wait_page("service")
    choose(reader, "J01", "service")
    assert not resident.sees("Baca dulu kalau mau")


def test_what_is_read_can_be_taken_home_once(reader: Reader, machinery: TestMachinery) -> None:
    """The words of the screen; a second touch wastes no paper."""
    screen, resident = reader
    read(reader, "C15/bpbd")
    resident.tap("next")
    resident.wait(lambda: len(slips(screen.flow.context)) == 1, "the slip")
    assert not resident.item("next").isEnabled()
    screen.kiosk.reading.printOut()
    resident.wait(lambda: screen.bridge.pending == 0, "the core")
    (slip,) = slips(screen.flow.context)
    assert (slip.title, slip.url, slip.language) == ("BPBD", "https://bnpb.go.id", "id")
    assert {(line.mark, line.text) for line in slip.lines} == {
        ("Alamat", "Tanyakan petugas"),
        ("Telepon", "0711 123456"),
    }
    machinery.settle(Outcome(JobState.CONFIRMED))
    resident.wait_sees("Ambil kertasnya di bawah layar.")


def test_when_no_paper_came_it_says_so_and_can_be_asked_again(reader: Reader, machinery: TestMachinery) -> None:
    screen, resident = reader
    read(reader, "C15/banjir")
    resident.tap("next")
    machinery.settle(Outcome(JobState.FAILED, PrintReason.EXPIRED))
    resident.wait_sees("Anda tetap bisa membacanya di sini, atau memotret layarnya.")
    machinery.outcome = Outcome(JobState.WAITING)
    resident.tap("next")
    resident.wait(lambda: len(slips(screen.flow.context)) == 2, "the second slip")


def test_what_one_resident_read_is_gone_for_the_next(reader: Reader, machinery: TestMachinery) -> None:
    """Nothing on the page, nothing of the printing."""
    screen, resident = reader
    choose(reader, "C15")
    resident.tap("category-Kantor")
    read(reader, "C15/bpbd")
    resident.tap("next")
    machinery.settle(Outcome(JobState.CONFIRMED))
    resident.wait(lambda: screen.kiosk.reading.paper.mood == "good", "the paper")
    screen.flow.send(flow.Finish())
    resident.wait_page("attract")
    assert screen.kiosk.reading.title == ""
    assert screen.kiosk.information.title == ""
    screen.flow.send(flow.Start())
    choose(reader, "C15")
    assert len(screen.kiosk.information.records.rows) == 7
    read(reader, "C15/bpbd")
    assert screen.kiosk.reading.paper.mood == ""


def test_what_is_not_translated_says_so(reader: Reader) -> None:
    """And names that are not for translating do not."""
    screen, resident = reader
    read(reader, "C15/banjir")
    assert not screen.kiosk.reading.onlyIndonesian
    screen.flow.send(flow.Speak("en"))
    resident.settle()
    assert screen.kiosk.reading.onlyIndonesian
    assert screen.kiosk.reading.title == "Floods"


def test_who_reads_is_not_asked_too_soon_whether_they_are_there(reader: Reader) -> None:
    """Three hundred words take longer than a question."""
    screen, _ = reader
    choose(reader, "C15")
    usual = screen.kiosk._idle.remainingTime()
    read(reader, "C15/banjir")
    assert screen.kiosk._idle.remainingTime() > 3 * usual


def test_our_letters_can_write_what_is_published(catalog: Catalog) -> None:
    """A letter that the fonts lack would come from another family, or be a box."""
    application()
    letters = set(
        "".join(text.say(language) for text in load_content(catalog, office=DEMO).spoken() for language in LANGUAGES)
    )
    for path in sorted((ASSETS / "fonts").glob("*.ttf")):
        font = QRawFont(str(path), 34)
        assert {letter for letter in letters if not font.supportsCharacter(ord(letter))} == set(), path.name


@pytest.mark.parametrize(
    ("days", "said"), [(0, "hari ini"), (1, "besok"), (2, "lusa"), (3, "3 hari lagi"), (14, "14 hari lagi"), (15, "")]
)
def test_days_are_said_as_people_say_them(days: int, said: str, context: Context) -> None:
    today = context.today()
    assert until(today + timedelta(days=days), today) == said


@pytest.mark.parametrize(
    ("cell", "unit", "language", "said"),
    [
        (1250, None, "id", "1.250"),
        (1250, None, "en", "1,250"),
        (12.5, "%", "id", "12,5%"),
        (1500000, "Rupiah", "id", "Rp1.500.000"),
        (420, "juta Rupiah", "id", "420 juta Rupiah"),
        ("Samsat", "orang", "id", "Samsat"),
        ("", "orang", "id", ""),
    ],
)
def test_numbers_are_written_as_they_are_here(cell: str | float, unit: str | None, language: str, said: str) -> None:
    assert cell_words(cell, unit, language) == said
