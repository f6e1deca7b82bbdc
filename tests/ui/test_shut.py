"""A kiosk outside its opening hours: it says so, until when, and begins nothing; whoever has begun finishes in peace."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from kiosk.clock import FixedClock, Zone
from kiosk.domain import session as flow
from kiosk.domain.catalog import LANGUAGES
from kiosk.domain.events import MessageShown, ServiceClosed, SettingsChanged
from kiosk.domain.hall import Hall, Hours
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from tests.conftest import NOON_MS
from tests.ui.conftest import Opener
from tests.ui.machinery import TestMachinery
from tests.ui.office import TestOffice
from tests.ui.test_voice_mode import Unheard
from ui.app import Screen
from ui.resident import Resident
from ui.sight import look
from ui.tour.stations import typed
from ui.viewmodels.sentences import opens_again_sentence

HOUR = 3_600_000
OFFICE_HOURS = (Hours(8 * 60, 15 * 60),) * 5 + (Hours(8 * 60, 13 * 60), None)
"""It is Saturday, noon."""
AGAIN = "Buka lagi Senin, 08.00 WIB."


def strike(screen: Screen, resident: Resident, clock: FixedClock, ms: int) -> None:
    """The clock goes on, or jumps; the kiosk looks at it every few seconds."""
    clock.ms += ms
    screen.kiosk._minute.timeout.emit()
    resident.wait(lambda: screen.bridge.pending == 0, "the kiosk to look at the clock")


@pytest.fixture
def hours(machinery: TestMachinery) -> None:
    machinery.hall.hall = Hall(OFFICE_HOURS)


@pytest.mark.usefixtures("hours")
def test_it_closes_at_the_minute_and_opens_again_by_itself(
    screen: Screen, resident: Resident, clock: FixedClock
) -> None:
    strike(screen, resident, clock, HOUR - 1)
    assert resident.sees("Sentuh untuk mulai")
    strike(screen, resident, clock, 1)
    assert resident.sees("Sedang tutup")
    assert resident.sees(AGAIN)
    assert not resident.sees("Selamat datang")
    strike(screen, resident, clock, 43 * HOUR - 1)  # as after two nights of sleep
    assert resident.sees("Sedang tutup")
    assert resident.sees("Buka lagi hari ini, 08.00 WIB.")
    strike(screen, resident, clock, 1)
    assert resident.sees("Sentuh untuk mulai")
    strike(screen, resident, clock, -HOUR)
    assert resident.sees("Sedang tutup"), "a clock that was put back"


@pytest.mark.usefixtures("hours")
def test_nothing_begins_while_it_is_closed_but_everything_can_be_read_and_looked_up(
    screen: Screen, resident: Resident, context: Context, clock: FixedClock
) -> None:
    strike(screen, resident, clock, 2 * HOUR)
    assert not resident.sees("Nomor antrean")
    resident.touch(QPoint(540, 700))
    assert resident.page == "attract", "the page itself is no button any more"
    screen.kiosk.wantNumber()
    assert resident.page == "attract"
    resident.tap("want-track")
    resident.wait_page("track")
    screen.kiosk.finish()
    resident.wait_page("attract")
    resident.tap("Baca informasi")
    resident.wait_page("catalogue")
    assert resident.sees("Kiosk ini sedang tutup")
    assert not resident.sees("Nomor antrean")
    screen.flow.send(flow.Choose(context.catalog.entry("C15")))
    resident.wait(lambda: resident.page in ("information", "reading"), "what is published")
    screen.kiosk.finish()
    resident.wait_page("attract")
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Choose(context.catalog.find("D18")))
    resident.wait_page("service")
    until = "Dibuka lagi Senin, 23 November 2026, 08.00 WIB. Syaratnya tetap bisa dibaca di sini."
    assert screen.kiosk.catalogue.closedUntil == until, "and nothing of a number"
    assert resident.sees(until)
    assert resident.sees("Bawa ke loket nanti")
    assert not resident.sees("Mulai")
    assert not any(item.objectName() == "next" for item in resident.items()), "no number for the counter either"
    screen.kiosk.form.next()
    assert resident.page == "service"


@pytest.mark.usefixtures("hours")
def test_the_cards_say_which_services_rest_and_not_that_reading_does(
    screen: Screen, resident: Resident, clock: FixedClock
) -> None:
    strike(screen, resident, clock, 2 * HOUR)
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Browse(flow.Shelf("agency", "kelurahan")))
    screen.flow.send(flow.Search("surat"))
    resident.wait(lambda: screen.bridge.pending == 0, "the hits")
    rows = screen.kiosk.finding.hits.rows
    assert {row.closed for row in rows if not row.informs} == {True}
    assert {row.closed for row in rows if row.informs} <= {False}


@pytest.mark.usefixtures("hours")
def test_whoever_is_in_a_form_when_the_hour_strikes_sends_it(
    screen: Screen, resident: Resident, context: Context, clock: FixedClock
) -> None:
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Choose(context.catalog.find("D18")))
    screen.kiosk.form.next()
    assert screen.kiosk.page == "privacy"
    strike(screen, resident, clock, 2 * HOUR)
    assert screen.flow.shut
    answers = typed(context.catalog.find("D18"))
    while screen.kiosk.page in ("privacy", "step"):
        for field, value in answers.items():
            screen.flow.send(flow.Answer(field, value))
        screen.kiosk.form.next()
    resident.wait_page("review")
    resident.tap("next")
    resident.wait_page("done")
    resident.tap("Selesai, kosongkan layar")
    resident.wait_page("attract")
    assert resident.sees("Sedang tutup"), "and nobody new begins"


@pytest.mark.usefixtures("hours")
def test_the_petugas_still_come_in(screen: Screen, resident: Resident, clock: FixedClock) -> None:
    strike(screen, resident, clock, 2 * HOUR)
    for _ in range(5):
        resident.touch(QPoint(40, 40))
    resident.touch(QPoint(1040, 40))
    resident.wait_page("pin")


@pytest.mark.usefixtures("hours")
def test_so_does_whoever_holds_a_card_of_the_office_before_the_scanner(
    screen: Screen, resident: Resident, machinery: TestMachinery, clock: FixedClock
) -> None:
    machinery.cards = ("04A2B3C4D5E680",)
    strike(screen, resident, clock, 2 * HOUR)
    screen.kiosk.take("04A2B3C4D5E680")
    resident.wait_page("pin")


@pytest.mark.survives(34)
def test_who_listens_hears_that_it_is_closed_before_anything_else(
    open_screen: Opener, machinery: TestMachinery, clock: FixedClock
) -> None:
    QAccessible.setActive(True)
    clock.ms += 2 * HOUR
    machinery.hall.hall = Hall(OFFICE_HOURS)
    screen, _ = open_screen(look=Look(voice=True))
    told = [str(said.text) for said in look(screen.window).texts]
    assert told.index("Sedang tutup") < told.index(AGAIN)
    assert "Selamat datang" not in told


def test_who_stands_there_listening_when_it_closes_hears_of_it(
    open_screen: Opener, machinery: TestMachinery, clock: FixedClock
) -> None:
    QAccessible.setActive(True)
    machinery.hall.hall = Hall(OFFICE_HOURS)
    screen, resident = open_screen(output=lambda _gain: Unheard())
    heard: list[str] = []
    screen.voice.captionChanged.connect(lambda: heard.append(screen.voice.caption))
    resident.tap("voice")
    resident.wait(lambda: "Selamat datang" in heard, "the welcome")
    strike(screen, resident, clock, 2 * HOUR)
    resident.wait(lambda: "Sedang tutup" in heard, "the news")


def test_closed_for_today_is_closed_until_the_hours_begin_again(
    open_screen: Opener, machinery: TestMachinery, clock: FixedClock
) -> None:
    machinery.hall.hall = Hall(OFFICE_HOURS, closed_until=NOON_MS + 12 * HOUR)
    _, resident = open_screen()
    assert resident.sees("Sedang tutup"), "from the first picture on"
    assert resident.sees(AGAIN)
    machinery.hall.hall = Hall(OFFICE_HOURS)
    machinery.settle(machinery.outcome)
    resident.wait_sees("Selamat datang")


@pytest.mark.survives(34)
@pytest.mark.usefixtures("hours")
def test_every_language_says_that_it_is_closed_and_until_when(
    screen: Screen, resident: Resident, clock: FixedClock
) -> None:
    strike(screen, resident, clock, 2 * HOUR)
    said = {}
    for language in LANGUAGES:
        screen.kiosk.speak(language)
        resident.settle()
        said[language] = " ".join(resident.names())
        assert screen.voice._book(language).spelled(screen.kiosk.opensAgain) == (), "every word of it has a clip"
        assert "08.00 WIB" in said[language] or "08:00 WIB" in said[language], language
    assert len(set(said.values())) == len(LANGUAGES)
    assert "Closed" in said["en"]


@pytest.mark.parametrize(
    ("zone", "ahead", "said"),
    [
        (7, 1, "Buka lagi hari ini, 13.00 WIB."),
        (9, 1, "Buka lagi hari ini, 15.00 WIT."),
        (8, 12, "Buka lagi besok, Minggu, 01.00 WITA."),
        (9, 10, "Buka lagi besok, Minggu."),
        (7, 12, "Buka lagi besok, Minggu."),
        (7, 44, "Buka lagi Senin, 08.00 WIB."),
        (7, 24 * 7, "Buka lagi Sabtu, 28 November 2026, 12.00 WIB."),
    ],
)
def test_until_when_is_told_as_people_at_the_office_would(zone: int, ahead: int, said: str) -> None:
    """By their own clock, in Palembang as in Jayapura; an hour that says nothing is left out."""
    assert opens_again_sentence(Zone(zone), NOON_MS + ahead * HOUR, NOON_MS, "id") == said


# --- What the petugas sets, and what the office orders -------------------------------------------------------------------


def test_what_is_switched_off_here_is_closed_like_what_the_office_closes(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    here = ServiceClosed("surat_keterangan_domisili", "Petugasnya cuti.")
    machinery.hall.hall = Hall(closed=(here,))
    machinery.settle(machinery.outcome)
    resident.wait(lambda: screen.flow.closing("surat_keterangan_domisili") == here, "the switch")
    TestOffice(context, machinery).order(ServiceClosed("surat_keterangan_domisili", "Blangko habis."))
    resident.wait(lambda: screen.flow.closing("surat_keterangan_domisili") != here, "the order")
    closed = screen.flow.closing("surat_keterangan_domisili")
    assert closed is not None
    assert closed.reason == "Blangko habis.", "the office's word goes first"


def test_a_message_from_here_stands_where_the_offices_would(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    machinery.hall.hall = Hall(message=MessageShown("Printer sedang diperbaiki."))
    machinery.settle(machinery.outcome)
    resident.wait_sees("Printer sedang diperbaiki.")
    office = TestOffice(context, machinery)
    office.order(MessageShown("Besok libur."))
    resident.wait_sees("Besok libur.")
    assert not resident.sees("Printer sedang diperbaiki.")
    office.order(MessageShown(""))
    resident.wait_sees("Printer sedang diperbaiki.")


def test_languages_are_the_offices_then_those_set_here_then_the_files(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    usual = screen.kiosk.languages
    machinery.hall.hall = Hall(languages=("plm", "id"))
    machinery.settle(machinery.outcome)
    resident.wait(lambda: screen.kiosk.languages == ["plm", "id"], "those set here")
    office = TestOffice(context, machinery)
    office.order(SettingsChanged(languages=("id", "en")))
    resident.wait(lambda: screen.kiosk.languages == ["id", "en"], "the office's")
    office.order(SettingsChanged())
    resident.wait(lambda: screen.kiosk.languages == ["plm", "id"], "those set here again")
    machinery.hall.hall = Hall()
    machinery.settle(machinery.outcome)
    resident.wait(lambda: screen.kiosk.languages == usual, "the file's")


def test_how_loud_it_is_follows_what_is_set(screen: Screen, resident: Resident, machinery: TestMachinery) -> None:
    assert screen.voice.volume == 100
    machinery.hall.hall = msgspec.structs.replace(machinery.hall.hall, volume=30)
    machinery.settle(machinery.outcome)
    resident.wait(lambda: screen.voice.volume == 30, "the loudness")


@pytest.mark.usefixtures("hours")
def test_enter_on_a_keyboard_begins_no_request_either(screen: Screen, resident: Resident, clock: FixedClock) -> None:
    strike(screen, resident, clock, 2 * HOUR)
    resident._test.keyClick(screen.window, Qt.Key.Key_Return)
    resident.wait_page("catalogue")
    assert resident.sees("Kiosk ini sedang tutup")
