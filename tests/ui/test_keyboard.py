"""Everything a finger can do can be done with a keyboard: no touch event in this file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from kiosk.domain.catalog import Catalog
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.track import Tracked, track
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from ui.app import Screen
from ui.resident import Typist

DOMISILI = "surat_keterangan_domisili"
ENTER, SPACE, ESCAPE, TAB, BACKTAB = (
    Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
)  # fmt: skip


@pytest.fixture
def typist(screen: Screen) -> Typist:
    return Typist(screen)


def begin(typist: Typist, service: str = DOMISILI) -> None:
    """From the first page to the first question."""
    typist.press(ENTER)
    typist.wait_page("catalogue")
    typist.go_to("shelf-popular")
    typist.press(SPACE)
    typist.wait_page("shelf")
    typist.go_to(f"service-{service}")
    typist.press(SPACE)
    typist.wait_page("service")
    typist.press(ENTER)
    typist.wait_page("privacy")
    typist.go_to("consent")
    typist.press(SPACE)
    typist.go_to("next")
    typist.press(ENTER)
    typist.wait_page("step")


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_a_whole_request_by_keyboard_alone(
    open_screen: Opener, context: Context, catalog: Catalog, size: tuple[int, int]
) -> None:
    """From the first page to the number, which is on the disk."""
    screen, _ = open_screen(size=size)
    typist = Typist(screen)
    begin(typist)
    typist.fill_form(catalog.find("D18").sample)
    typist.go_to("next")
    typist.press(ENTER)
    typist.wait_page("done")
    found = track(context, screen.kiosk.done.code)
    assert isinstance(found, Tracked)
    assert found.permohonan.ticket == screen.kiosk.done.ticket
    typist.press(ENTER)
    typist.wait_page("attract")


@pytest.mark.parametrize("key", [ENTER, SPACE], ids=["enter", "space"])
def test_enter_and_space_begin_on_the_first_page(typist: Typist, key: Qt.Key) -> None:
    typist.press(key)
    typist.wait_page("catalogue")


def test_a_question_begins_where_it_is_answered(typist: Typist, catalog: Catalog, screen: Screen) -> None:
    """In its first box, or on its first choice, and that can be seen."""
    begin(typist)
    wrong = []
    sample = catalog.find("D18").sample

    while typist.page == "step":
        fields = list(screen.kiosk.form.step.fields)
        role = QAccessible.queryAccessibleInterface(typist.focused).role()
        if role not in (QAccessible.Role.EditableText, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox):
            wrong.append((fields[0].fieldId, typist.focused_name()))
        if role == QAccessible.Role.RadioButton:
            assert typist.focused.property("lit"), fields[0].fieldId
        for field in fields:
            if sample.get(field.fieldId):
                typist.answer(field, sample[field.fieldId])
        typist.go_to("next")
        typist.press(ENTER)
        typist.settle()
    assert wrong == []


def test_tab_goes_round_every_page_and_is_never_caught(typist: Typist, screen: Screen) -> None:
    """Everything that can be touched is met, and after it the first thing again."""
    typist.press(ENTER)
    ways = ("catalogue", "shelf-popular"), ("shelf", f"service-{DOMISILI}"), ("service", "next"), ("privacy", "")
    for page, on in ways:
        typist.wait_page(page)
        wanted = {
            name
            for name, item in typist.touchables()
            if item.activeFocusOnTab() and not item.objectName().startswith("voice")
        }
        met = set()
        for _ in range(3 * len(wanted)):
            typist.press(TAB)
            # The arrow turns round when Tab has brought the last thing into sight.
            met.add(typist.focused_name().replace("Kembali ke atas", "Masih ada di bawah"))
            assert typist.focused.property("visualFocus") or typist.focused.property("cursorVisible"), met
        assert wanted <= met, (page, wanted - met)
        if on:
            typist.go_to(on)
            typist.press(SPACE)
    assert screen.flow.session.answers == {}


def test_a_question_gives_the_focus_back(typist: Typist) -> None:
    begin(typist)
    typist.go_to("help")
    typist.press(ENTER)
    typist.settle()
    assert typist.focused.objectName() == "yes"
    typist.press(TAB)
    typist.press(BACKTAB)
    typist.press(ENTER)
    typist.settle()
    assert typist.focused.objectName() == "help"
    typist.go_to("look")
    typist.press(ENTER)
    typist.settle()
    typist.press(ESCAPE)
    typist.settle()
    assert typist.focused.objectName() == "look"


def test_escape_goes_back_and_what_was_typed_stays(typist: Typist, screen: Screen) -> None:
    begin(typist)
    typist.write("1671")
    typist.press(ESCAPE)
    typist.wait_page("privacy")
    typist.go_to("next")
    typist.press(ENTER)
    typist.wait_page("step")
    assert screen.flow.session.answers["nik"] == "1671"


def test_a_second_enter_on_send_does_not_take_the_number_away(typist: Typist, screen: Screen, catalog: Catalog) -> None:
    """The button that ends everything stands where the one stood that sent it."""
    begin(typist)
    typist.fill_form(catalog.find("D18").sample)
    typist.go_to("next")
    typist.press(ENTER)
    typist.wait(lambda: typist.page == "done", "the number")
    for _ in range(3):
        typist.press_hastily(ENTER)
    typist.wait_page("done")
    assert screen.kiosk.done.ticket != ""


def test_a_code_is_looked_up_by_keyboard(typist: Typist, screen: Screen, context: Context, catalog: Catalog) -> None:
    service = catalog.find("D18")
    accepted = submit(context, service, service.sample)
    assert isinstance(accepted, Submitted)
    typist.go_to("want-track")
    typist.press(ENTER)
    typist.wait_page("track")
    typist.write("zz")
    typist.press(Qt.Key.Key_Backspace)
    typist.press(Qt.Key.Key_Backspace)
    assert screen.kiosk.track.code == ""
    typist.write(accepted.code.symbols.lower())
    typist.press(ENTER)
    typist.wait_page("result")
