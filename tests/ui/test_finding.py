"""Everybody finds what they need: by what happened, by shelf, in their own words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.domain import session as flow
from kiosk.domain.catalog import Catalog, Information
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from ui.app import Screen
from ui.resident import Resident

DOMISILI = "surat_keterangan_domisili"


def start(resident: Resident) -> None:
    resident.tap("start")
    resident.wait_page("catalogue")


def shown(rows: Any) -> list[str]:
    """The services on a shelf, or that were found."""
    return [row.service for row in rows.rows]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_at_home_everything_is_in_sight_at_once(open_screen: Opener, size: tuple[int, int]) -> None:
    """Eight life events or more, the search and four ways, without scrolling and without one over another."""
    _, resident = open_screen(size=size)
    start(resident)
    screen = QRectF(0, 0, *size)
    places = {name: item.mapRectToScene(QRectF(0, 0, item.width(), item.height())) for name, item in touched(resident)}
    assert sum(item.objectName().startswith("event-") for _, item in touched(resident)) == (
        9 if size == PORTRAIT else 8
    )
    assert {"Paling sering diurus", "Semua layanan", "Nomor antrean saja", "Cek permohonan saya"} <= set(places)
    assert [name for name, place in places.items() if not screen.contains(place)] == []
    assert not any(item.property("scrollable") for item in resident.items())


def touched(resident: Resident) -> list[tuple[str, QQuickItem]]:
    return list(resident.touchables())


def test_what_happened_leads_to_the_service_and_back_again(screen: Screen, resident: Resident) -> None:
    start(resident)
    resident.tap("Butuh surat keterangan")
    resident.wait_page("shelf")
    resident.tap(f"service-{DOMISILI}")
    resident.wait_page("service")
    for page in ("shelf", "catalogue"):
        resident.tap("back")
        resident.wait_page(page)
    assert screen.flow.session.trail == ()


def test_who_changes_their_mind_in_the_form_comes_back_to_the_shelf(screen: Screen, resident: Resident) -> None:
    """The way back is remembered through notice and questions, and the answers stay behind."""
    start(resident)
    resident.tap("shelf-popular")
    resident.wait_page("shelf")
    resident.tap(f"service-{DOMISILI}")
    resident.wait_page("service")
    resident.tap("next")
    resident.wait_page("privacy")
    resident.tap("consent")
    for page in ("service", "shelf"):
        resident.tap("back")
        resident.wait_page(page)
    assert screen.flow.session.answers == {}


def test_every_life_event_can_be_reached_and_has_what_its_file_says(
    screen: Screen, resident: Resident, catalog: Catalog
) -> None:
    start(resident)
    resident.tap("Keperluan lain")
    resident.wait_page("shelf")
    finding = screen.kiosk.finding
    by_number = {entry.ref: entry.id for entry in catalog.entries()}
    assert [row.event for row in finding.events.rows] == [event.id for event in catalog.events]
    for event in catalog.events:
        resident.tap(f"event-{event.id}")
        resident.wait(lambda event=event: finding.shelfKind == "event", event.id)
        assert shown(finding.entries) == [by_number[ref] for ref in event.services]
        resident.tap("back")
        resident.wait(lambda: finding.shelfKind == "events", "all events")


@pytest.mark.parametrize("kind", ["models", "agencies"])
def test_all_services_stand_on_one_shelf_or_another_and_no_shelf_is_empty(
    screen: Screen, resident: Resident, catalog: Catalog, kind: str
) -> None:
    """By model and by agency each service once."""
    start(resident)
    finding = screen.kiosk.finding
    finding.open("all", "")
    resident.wait_page("shelf")
    found: list[str] = []
    for door in getattr(finding, kind).rows:
        finding.open(door.kind, door.shelf)
        here = shown(finding.entries)
        assert here, door.title
        assert finding.shelfTitle == door.title
        found += here
        screen.kiosk.back()
    assert sorted(found) == sorted(entry.id for entry in catalog.entries())


def test_form_and_information_are_told_apart_for_eyes_and_ears(
    screen: Screen, resident: Resident, catalog: Catalog
) -> None:
    start(resident)
    informs = next(entry for entry in catalog.entries() if isinstance(entry, Information))
    screen.kiosk.finding.open("model", informs.model)
    resident.wait_page("shelf")
    for row in screen.kiosk.finding.entries.rows:
        card = resident.item(f"service-{row.service}")
        word = "Info" if isinstance(catalog.entry(row.service), Information) else "Formulir"
        assert QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Description).startswith(f"{word}: ")


def test_what_this_kiosk_is_asked_for_most_stands_first_for_the_next_resident(
    screen: Screen, resident: Resident, context: Context
) -> None:
    rarely = context.catalog.services[-1]
    for _ in range(2):
        assert isinstance(submit(context, rarely, rarely.sample), Submitted)
    start(resident)
    resident.tap("shelf-popular")
    resident.wait_page("shelf")
    resident.wait(lambda: shown(screen.kiosk.finding.entries)[0] == rarely.id, "the new order")


# --- In one's own words


def search(resident: Resident, text: str) -> None:
    start(resident)
    resident.tap("search")
    resident.wait_page("search")
    resident.type_text(text)


def test_what_fits_appears_while_somebody_types(screen: Screen, resident: Resident) -> None:
    search(resident, "domisil")
    finding = screen.kiosk.finding
    resident.wait(lambda: finding.found and DOMISILI in shown(finding.hits), "the service")
    resident.tap(f"service-{DOMISILI}")
    resident.wait_page("service")
    resident.tap("back")
    resident.wait_page("search")
    assert (finding.text, screen.flow.session.page) == ("domisil", flow.Searching("domisil"))
    assert DOMISILI in shown(finding.hits)
    resident.type_text("i")
    assert finding.text == "domisili"


def test_before_the_first_letter_the_most_used_are_offered(screen: Screen, resident: Resident) -> None:
    search(resident, "")
    assert DOMISILI in shown(screen.kiosk.finding.hits)
    assert not resident.sees("Lihat ")


def test_nothing_found_is_said_kindly_and_offers_the_pictures(screen: Screen, resident: Resident) -> None:
    search(resident, "qwxz")
    resident.wait_sees("Belum ketemu.")
    assert resident.sees("tanya petugas di loket")
    resident.tap("Punya bayi")
    resident.wait_page("shelf")
    resident.tap("back")
    resident.wait_page("search")
    assert resident.sees("Belum ketemu.")


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_in_reach_mode_the_keys_make_room_for_what_was_found(open_screen: Opener, size: tuple[int, int]) -> None:
    screen, resident = open_screen(size=size, look=Look(reach=True))
    search(resident, "domisili")
    resident.wait(lambda: screen.kiosk.finding.found, "the service")
    resident.tap("next")
    resident.tap(f"service-{DOMISILI}")
    resident.wait_page("service")


def test_a_slow_search_shows_what_was_typed_last(
    screen: Screen, resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one look-up is under way no other is started; the newest words are looked up next, those between never."""
    asked: list[str] = []
    gate: list[Any] = []
    monkeypatch.setattr(screen.flow, "run", lambda work, done, failed: gate.append((work, done)))
    monkeypatch.setattr("ui.viewmodels.finding.find", lambda _context, text, **_: asked.append(text) or ())
    screen.flow.send(flow.Start())
    gate.clear()
    screen.kiosk.finding.openSearch()
    for text in ("a", "ak", "akt"):
        screen.kiosk.finding.search(text)
    assert screen.kiosk.finding.hits.rows
    assert not screen.kiosk.finding.found, "these are not for the words yet"
    while gate:
        work, done = gate.pop()
        done(work())
    assert [text for text in asked if text] == ["a", "akt"]
    assert screen.kiosk.finding.missed


# --- The page of a service


def test_the_six_published_parts_of_a_service_stand_on_its_page(
    screen: Screen, resident: Resident, catalog: Catalog
) -> None:
    """Requirements, procedure, time, cost, product and complaints: Permen PANRB 15/2014."""
    service = next(one for one in catalog.services if one.route and one.requirements and one.ref != "J01")
    start(resident)
    screen.flow.send(flow.Choose(service))
    resident.wait_page("service")
    agencies = {agency.id: agency.title.id for agency in catalog.agencies}
    parts = (
        *(one.text.id for one in service.requirements),
        *(line.id for line in service.next_steps),
        *(agencies[stop.agency] for stop in service.route),
        *(stop.does.id for stop in service.route),
        service.estimate.id,
        "Gratis" if service.cost == 0 else "Rp",
        service.product.id,
        catalog.find("J01").title.id,
    )
    assert [part for part in parts if not resident.sees(part)] == []


def test_who_need_not_say_who_they_are_is_told_so(screen: Screen, resident: Resident, catalog: Catalog) -> None:
    anonymous = next(one for one in catalog.services if one.anonymous)
    named = catalog.find("D18")
    start(resident)
    for service, told in ((anonymous, True), (named, False)):
        screen.flow.send(flow.Choose(service))
        resident.wait_page("service")
        assert resident.sees("Kami tidak menanyakan siapa Anda") is told
        screen.kiosk.back()
        resident.wait_page("catalogue")
