"""What the office publishes is there for the next resident, without a restart; nobody is interrupted."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk import log
from kiosk.domain import session as flow
from kiosk.domain.events import SettingsChanged
from kiosk.usecases import office_files
from kiosk.usecases.context import Context
from kiosk.usecases.find import find
from tests.ui.conftest import Opener
from tests.ui.machinery import TestMachinery
from tests.ui.office import TestOffice, another_service
from ui.app import Screen
from ui.resident import Resident
from ui.tour.stations import typed
from ui.viewmodels.flow import Timing

NEW = another_service("surat_uji_coba", "D99", "Surat Uji Coba")
RENAMED = 'change = "D18"\ntitle = { id = "Surat Tempat Tinggal", en = "Letter of residence" }\n'
TAKEN_OUT = 'change = "D12"\nenabled = false\n'

FLOOD = """
service = "C15"

[[article]]
id = "sungai_uji"
title = { id = "Sungai Musi di Pos Uji", en = "The Musi at the test post" }
summary = { id = "Tinggi air hari ini.", en = "The level of today." }
source = "Kelurahan"
updated = 2026-11-21
body = { id = "Air naik. Siapkan tas siaga.", en = "The water rises." }
"""


@pytest.fixture
def office(context: Context, machinery: TestMachinery) -> TestOffice:
    return TestOffice(context, machinery)


def offered(screen: Screen, service: str) -> bool:
    """Whether it is among the letters and requests."""
    return any(row.service == service for row in shelf(screen))


def shelf(screen: Screen) -> tuple[Any, ...]:
    rows: tuple[Any, ...] = screen.kiosk.finding.entries.rows
    return rows


def heard(screen: Screen, resident: Resident) -> None:
    """The screen knows what there is, and has done what it does about it."""
    newest = office_files.newest(screen.flow.context)
    resident.wait(lambda: screen.renewal._wanted == newest and screen.bridge.pending == 0, "the screen to hear of it")


def look_through(resident: Resident) -> None:
    resident.tap("start")
    resident.wait_page("catalogue")
    resident.tap("shelf-all")
    resident.wait_page("shelf")
    resident.tap("model-Direct-to-customer")
    resident.wait(lambda: resident.sees("Surat dan permohonan"), "the shelf")


def answer_everything(screen: Screen) -> None:
    """From the privacy notice to the review, as the sample says."""
    service = screen.flow.session.page.service
    for field, value in typed(service).items():
        screen.flow.send(flow.Answer(field, value))
    while screen.kiosk.page in ("privacy", "step"):
        for field, value in typed(service).items():
            screen.flow.send(flow.Answer(field, value))
        screen.kiosk.form.next()


def test_a_published_service_appears_and_a_withdrawn_one_goes(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    assert find(context, "uji coba") == ()
    assert office.send({"services/d99_uji_coba.toml": NEW}).refused == ()
    resident.wait(lambda: any(one.ref == "D99" for one in context.catalog.services), "the new service")
    look_through(resident)
    assert offered(screen, "surat_uji_coba")
    assert [hit.ref for hit in find(context, "uji coba")][:1] == ["D99"], "the search knows it as well"
    resident.tap("Selesai, kosongkan layar")
    resident.wait_page("attract")
    office.publish({"services/d99_uji_coba.toml": None, "services/d12_kelahiran.toml": TAKEN_OUT})
    resident.wait(lambda: all(one.ref != "D99" for one in context.catalog.services), "the service to go")
    look_through(resident)
    assert not offered(screen, "surat_uji_coba")
    assert not any(screen.flow.context.catalog.entry(row.service).ref == "D12" for row in shelf(screen))
    assert offered(screen, "surat_keterangan_domisili")


def test_whoever_fills_in_a_form_finishes_it_as_it_began(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    begun = context.catalog
    resident.tap("start")
    resident.wait_page("catalogue")
    screen.flow.send(flow.Choose(begun.find("D18")))
    resident.wait_page("service")
    screen.kiosk.form.next()
    assert screen.kiosk.page == "privacy"
    office.publish({"services/d18_domisili.toml": RENAMED, "services/d99_uji_coba.toml": NEW})
    heard(screen, resident)
    assert context.catalog is begun
    answer_everything(screen)
    resident.wait_page("review")
    resident.tap("next")
    resident.wait_page("done")
    resident.tap("Selesai, kosongkan layar")
    resident.wait_page("attract")
    resident.wait(lambda: context.catalog is not begun, "the new services")
    assert context.catalog.find("D18").title.id == "Surat Tempat Tinggal"


def test_a_published_record_can_be_read_and_found(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    office.publish({"content/c15_uji.toml": FLOOD})
    resident.wait(lambda: context.content.find("C15/sungai_uji") is not None, "the record")
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Choose(context.catalog.entry("C15")))
    resident.wait_page("information")
    assert resident.sees("Sungai Musi di Pos Uji")
    assert "C15/sungai_uji" in [hit.id for hit in find(context, "pos uji")]


def test_who_only_chose_a_language_on_the_first_page_is_somebody(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    begun = context.catalog
    screen.kiosk.speak("en")
    office.publish({"services/d99_uji_coba.toml": NEW})
    heard(screen, resident)
    assert context.catalog is begun
    screen.kiosk.finish()
    resident.wait(lambda: context.catalog is not begun, "the new services")


def test_files_that_were_refused_change_nothing(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    begun = context.catalog
    assert office.send({"services/d18_domisili.toml": "ref = "}).refused
    heard(screen, resident)
    assert context.catalog is begun


def test_files_that_cannot_be_read_any_more_leave_those_in_use_and_are_asked_for_once(
    screen: Screen, resident: Resident, context: Context, office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    bugs: list[Exception] = []
    begun = context.catalog
    monkeypatch.setattr(log, "bug", bugs.append)

    def broken(_context: Context) -> None:
        asked.append(1)
        raise OSError("the disk is gone")

    monkeypatch.setattr(office_files, "current", broken)
    office.publish({"services/d99_uji_coba.toml": NEW})
    resident.wait(lambda: bool(bugs) and screen.bridge.pending == 0, "the question")
    look_through(resident)
    resident.tap("Selesai, kosongkan layar")
    resident.wait_page("attract")
    assert (context.catalog is begun, asked, len(bugs)) == (True, [1], 1)


def test_what_is_said_as_a_whole_follows_the_services(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    said = screen.voice._book
    assert "Uji" not in said("id").texts.values()
    office.publish({"services/d99_uji_coba.toml": NEW})
    resident.wait(lambda: any(one.ref == "D99" for one in context.catalog.services), "the new service")
    assert "Surat Uji Coba" in said("id").texts.values()


def test_settings_of_the_office_go_before_those_of_the_machine_from_the_next_resident_on(
    screen: Screen, resident: Resident, context: Context, office: TestOffice
) -> None:
    usual = screen.flow.timing, screen.flow.languages
    resident.tap("start")
    resident.wait_page("catalogue")
    office.order(SettingsChanged(90, 30, ("id", "plm"), office_copy=True))
    resident.wait(lambda: screen.flow.orders.settings != SettingsChanged(), "the order")
    assert (screen.flow.timing, screen.flow.languages, context.office_copy) == (*usual, False), "somebody is here"
    screen.flow.send(flow.Finish())
    resident.wait_page("attract")
    assert (screen.flow.timing, context.office_copy) == (Timing(90_000, 30_000), True)
    assert screen.kiosk.languages == ["id", "plm"]
    resident.wait_sees("Palembang")
    assert not resident.sees("English")
    office.order(SettingsChanged())
    resident.wait(lambda: (screen.flow.timing, screen.flow.languages) == usual, "what the machine says")
    assert context.office_copy is False
    resident.wait_sees("English")


def test_a_language_that_this_program_does_not_speak_is_not_offered(
    screen: Screen, resident: Resident, office: TestOffice
) -> None:
    office.order(SettingsChanged(languages=("id", "tlh")))
    resident.wait(lambda: screen.flow.languages == ("id",), "the order")
    office.order(SettingsChanged(languages=("tlh",)))
    resident.wait(lambda: len(screen.flow.languages) == 5, "all of them")


def test_files_that_came_while_the_kiosk_started_are_in_use_before_anybody_comes(
    context: Context, machinery: TestMachinery, office: TestOffice, open_screen: Opener
) -> None:
    """The exchange is faster than the first page."""
    office.publish({"services/d99_uji_coba.toml": NEW})
    _, resident = open_screen()
    resident.wait(lambda: any(one.ref == "D99" for one in context.catalog.services), "the new service")
    assert context.files == office_files.newest(context) == 1


def test_orders_that_came_before_the_start_are_in_force_on_the_first_picture(
    context: Context, machinery: TestMachinery, office: TestOffice, open_screen: Opener
) -> None:
    office.order(SettingsChanged(idle_warning_s=120))
    screen, _ = open_screen()
    assert screen.flow.timing.warning_ms == 120_000
