"""Nothing of one resident is visible to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kiosk.clock import FixedClock
from kiosk.domain import session as flow
from kiosk.domain.catalog import Catalog
from kiosk.usecases.context import Context
from tests.ui.conftest import Opener, begin
from ui.app import Screen
from ui.resident import Resident

DOMISILI = "surat_keterangan_domisili"
CANARIES = ("1671025403890002", "0002", "Siti Rahmawati", "Cempaka", "0812 7345 0012", "081273450012", "1989")


def test_idle_warns_waits_and_empties_the_screen(open_screen: Opener, catalog: Catalog) -> None:
    screen, resident = open_screen(idle_warning_s=0.5, idle_wipe_s=0.3)
    begin(resident, DOMISILI)
    resident.type_text("1671025403890002")
    resident.wait_sees("Masih di sini?")
    resident.wait_page("attract")
    assert screen.flow.session == flow.Session()
    assert _seen(screen.window, resident) == []
    del catalog


def test_any_touch_answers_the_warning_and_presses_nothing_beneath(open_screen: Opener) -> None:
    screen, resident = open_screen(idle_warning_s=0.4, idle_wipe_s=30)
    begin(resident, DOMISILI)
    resident.type_text("1671")
    resident.wait_sees("Masih di sini?")
    key = next(item for item in resident.items() if item.property("text") == "5")
    resident.touch(key.mapToScene(key.boundingRect().center()).toPoint())
    assert not resident.sees("Masih di sini?")
    assert screen.flow.session.answers["nik"] == "1671"


def test_after_selesai_no_answer_is_left_in_any_object(open_screen: Opener, catalog: Catalog) -> None:
    screen, resident = open_screen()
    begin(resident, DOMISILI)
    resident.fill_form(catalog.find(DOMISILI).sample)
    assert _seen(screen.window, resident) != [], "the walk finds answers while they are there"
    resident.tap("next")
    resident.wait_page("done")
    code, ticket = screen.kiosk.done.code, screen.kiosk.done.ticket
    resident.tap("next")
    resident.wait_page("attract")
    assert _seen(screen.window, resident, code, ticket) == []
    for value in _python_values(screen.kiosk):
        assert not any(canary in value for canary in (*CANARIES, code, ticket)), value
    assert QGuiApplication.clipboard().text() == ""


def test_the_language_of_one_resident_is_not_the_next_ones(open_screen: Opener) -> None:
    screen, resident = open_screen()
    resident.tap("English")
    resident.wait_sees("Welcome")
    resident.tap("start")
    resident.wait_page("catalogue")
    resident.tap("Finish")
    resident.wait_page("attract")
    assert resident.sees("Selamat datang")
    assert screen.kiosk.language == "id"


def _seen(root: QObject, resident: Resident, *more: str) -> list[str]:
    """Every text in any item, shown or hidden, that holds a canary."""
    items = [*root.findChildren(QObject), *_all_items(root.contentItem())]
    texts = [str(item.property(name) or "") for item in items for name in ("text", "source", "title")]
    texts += resident.names()
    return [text for text in texts if any(canary in text for canary in (*CANARIES, *more))]


def _all_items(item: QObject) -> list[QObject]:
    found = [item]
    for child in item.childItems():
        found += _all_items(child)
    return found


def _python_values(root: QObject) -> list[str]:
    found = []
    for thing in [root, *root.findChildren(QObject)]:
        found += [repr(value) for value in vars(thing).values() if isinstance(value, str | tuple | list | dict)]
        if hasattr(thing, "rows"):
            found.append(repr(thing.rows))
    return found


def test_a_resident_who_comes_after_midnight_is_asked_by_the_new_day(
    screen: Screen, resident: Resident, context: Context
) -> None:
    """The kiosk stood idle over midnight; yesterday's "today" would refuse this morning's date."""
    assert isinstance(context.clock, FixedClock)
    yesterday = screen.flow.today
    context.clock.ms += 24 * 3_600_000
    resident.tap("start")
    resident.wait_page("catalogue")
    resident.wait(lambda: screen.flow.today > yesterday, "the new day")
