"""What the office tells its kiosks: a service that is closed can be read and asked about, a notice stands in nobody's way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible

from kiosk.clock import FixedClock
from kiosk.domain import session as flow
from kiosk.domain.events import MessageShown, ServiceClosed, ServiceOpened
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from kiosk.usecases.orders import orders
from kiosk.usecases.submit import Submitted, submit
from tests.conftest import NOON_MS
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from tests.ui.machinery import TestMachinery
from tests.ui.office import TestOffice
from ui.app import Screen
from ui.resident import Resident
from ui.sight import look
from ui.tour.stations import typed
from ui.voice import Foreign

DOMISILI = "surat_keterangan_domisili"
REASON = "Blangko habis sampai kiriman berikutnya."
HOUR = 3_600_000
LONG = (
    "Sabtu, 28 November 2026 loket tutup karena cuti bersama. Kiosk ini tetap bisa dipakai setiap hari, dan surat "
    "yang sudah jadi bisa diambil mulai hari Senin pagi."
)


@pytest.fixture
def office(context: Context, machinery: TestMachinery) -> TestOffice:
    return TestOffice(context, machinery)


def heard(screen: Screen, resident: Resident) -> None:
    """The screen knows what the office has sent."""
    resident.wait(lambda: screen.flow.orders == orders(screen.flow.context), "the orders")


def show(screen: Screen, resident: Resident, context: Context, service: str = "D18") -> None:
    """The way there has tests of its own."""
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Choose(context.catalog.find(service)))
    resident.wait_page("service")


# --- A closed service -------------------------------------------------------------------------------------------------


def test_a_closed_service_says_why_and_until_when_and_begins_nothing(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    office.order(ServiceClosed(DOMISILI, REASON, NOON_MS + 4 * HOUR))
    heard(screen, resident)
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Browse(flow.Shelf("event", "surat")))
    resident.wait_page("shelf")
    marks = {row.service: row.closed for row in screen.kiosk.finding.entries.rows}
    assert len(marks) > 1
    assert marks.pop(DOMISILI)
    assert list(marks.values()) == [False] * len(marks), "only this one"
    resident.tap(f"service-{DOMISILI}")
    resident.wait_page("service")
    assert resident.sees(REASON)
    assert resident.sees("Dibuka lagi Sabtu, 21 November 2026, 16.00 WIB.")
    assert resident.sees("Bawa ke loket nanti"), "it can still be read"
    assert not resident.sees("Mulai")
    screen.kiosk.form.next()
    assert resident.page == "service", "Enter begins nothing either"
    resident.tap("next")
    resident.wait_page("queue")
    resident.tap("back")
    resident.wait_page("service")


def test_a_day_is_told_without_an_hour_and_nothing_where_nobody_knows(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    midnight = NOON_MS + 12 * HOUR
    office.order(ServiceClosed(DOMISILI, until=midnight))
    heard(screen, resident)
    show(screen, resident, context)
    assert resident.sees("Dibuka lagi Minggu, 22 November 2026. Syaratnya")
    office.order(ServiceClosed(DOMISILI))
    resident.wait(lambda: not resident.sees("Dibuka lagi"), "the other order")
    assert resident.sees("Sedang ditutup")


def test_it_opens_on_the_very_page_where_somebody_waits(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    office.order(ServiceClosed(DOMISILI))
    heard(screen, resident)
    show(screen, resident, context)
    office.order(ServiceOpened(DOMISILI))
    resident.wait_sees("Mulai")
    resident.tap("next")
    resident.wait_page("privacy")


def test_when_its_time_has_come_it_is_open_without_a_word_of_the_office(
    screen: Screen, resident: Resident, context: Context, clock: FixedClock, office: TestOffice
) -> None:
    office.order(ServiceClosed(DOMISILI, until=NOON_MS + HOUR))
    heard(screen, resident)
    show(screen, resident, context)
    assert screen.kiosk.catalogue.closed
    clock.ms += HOUR
    assert not screen.kiosk.catalogue.closed
    screen.kiosk.form.next()
    assert screen.kiosk.page == "privacy"


def test_whoever_has_begun_may_send_it(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    show(screen, resident, context)
    screen.kiosk.form.next()
    office.order(ServiceClosed(DOMISILI))
    heard(screen, resident)
    answers = typed(context.catalog.find("D18"))
    while screen.kiosk.page in ("privacy", "step"):
        for field, value in answers.items():
            screen.flow.send(flow.Answer(field, value))
        screen.kiosk.form.next()
    resident.wait_page("review")
    resident.tap("next")
    resident.wait_page("done")


def test_what_was_sent_before_can_be_tracked(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    sent = submit(context, context.catalog.find("D18"), context.catalog.find("D18").sample)
    assert isinstance(sent, Submitted)
    office.order(ServiceClosed(DOMISILI, REASON))
    heard(screen, resident)
    screen.flow.send(flow.WantTrack())
    resident.wait_page("track")
    screen.kiosk.track.look_up(sent.code.symbols)
    resident.wait_page("result")
    assert resident.sees("Surat Keterangan Domisili")
    assert not resident.sees("Sedang ditutup")


def test_the_search_marks_it_too(screen: Screen, resident: Resident, office: TestOffice) -> None:
    office.order(ServiceClosed(DOMISILI))
    heard(screen, resident)
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Search("domisili"))
    resident.wait(lambda: bool(screen.kiosk.finding.hits.rows), "the hits")
    assert [row.service for row in screen.kiosk.finding.hits.rows if row.closed] == [DOMISILI]


# --- The notice -------------------------------------------------------------------------------------------------------


def test_the_notice_stands_on_the_first_page_and_at_home_and_a_touch_on_it_begins(
    screen: Screen, resident: Resident, office: TestOffice
) -> None:
    office.order(MessageShown("Loket tutup pukul 12.00 hari ini."))
    resident.wait_sees("Pengumuman kelurahan")
    assert resident.sees("Loket tutup pukul 12.00 hari ini.")
    place = resident.item("notice").mapToScene(resident.item("notice").boundingRect().center())
    resident.touch(QPoint(round(place.x()), round(place.y())))
    resident.wait_page("catalogue")
    assert resident.sees("Loket tutup pukul 12.00 hari ini.")


def test_it_goes_with_its_time_and_when_the_office_takes_it_away(
    screen: Screen, resident: Resident, clock: FixedClock, office: TestOffice
) -> None:
    office.order(MessageShown("Loket tutup.", NOON_MS + HOUR))
    resident.wait_sees("Loket tutup.")
    clock.ms += HOUR
    screen.kiosk._minute.timeout.emit()
    resident.wait(lambda: not resident.sees("Loket tutup."), "its end")
    office.order(MessageShown("Besok tutup."))
    resident.wait_sees("Besok tutup.")
    office.order(MessageShown(""))
    resident.wait(lambda: not resident.sees("Pengumuman"), "the office taking it away")
    assert resident.sees("Urus surat, sampaikan pengaduan")


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_the_longest_notice_has_three_lines_and_home_still_fits_the_screen(
    open_screen: Opener, office: TestOffice, size: tuple[int, int]
) -> None:
    screen, resident = open_screen(size=size)
    office.order(MessageShown(LONG))
    resident.wait_sees(LONG)
    words = next(item for item in resident.items() if item.property("text") == LONG)
    assert words.property("lineCount") <= 3
    assert words.property("contentHeight") < words.height() + 1
    for text, voice in (("largest", False), ("largest", True), ("normal", True), ("normal", False)):
        screen.kiosk.setText(text)
        screen.kiosk.setVoice(voice)
        resident.settle()
        assert resident.sees(LONG), f"{text}, voice {voice}"
    resident.tap("start")
    resident.wait_page("catalogue")
    assert resident.sees(LONG)
    assert not any(item.property("scrollable") for item in resident.items())


def test_who_listens_hears_the_offices_words_in_indonesian_whatever_they_speak(
    open_screen: Opener, office: TestOffice
) -> None:
    QAccessible.setActive(True)
    screen, resident = open_screen(look=Look(voice=True))
    office.order(MessageShown("Air bersih dibagi Sabtu pukul 08.00."))
    screen.kiosk.speak("en")
    resident.wait_sees("Air bersih")
    told = {str(said.text): said.text for said in look(screen.window).texts}
    message = told["Air bersih dibagi Sabtu pukul 08.00."]
    assert isinstance(message, Foreign)
    assert message.tongue == "id"
    assert not isinstance(told["Welcome"], Foreign)
