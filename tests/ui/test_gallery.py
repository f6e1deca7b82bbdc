"""The gallery: every control and every type of field, in every state, each section on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtQml import qmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk.domain import session as flow
from kiosk.domain.answers import Refused, parse
from kiosk.domain.catalog import FIELD_TYPES, field_type
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from tests.ui.conftest import LANDSCAPE, PORTRAIT
from tests.ui.machinery import TestMachinery
from ui.app import ROOT, Options, Screen, build
from ui.inspection import Calls
from ui.viewmodels.gallery import STATES, demonstration

ALONE = {"Touchable", "Languages", "Entry", "KioskPage", "Answer"}
"""What others are made of, and what is no picture."""

Show = Callable[..., tuple[Screen, QQuickItem]]


@pytest.fixture
def show(context: Context) -> Iterator[Show]:
    """A screen with the gallery, and its page."""
    screens: list[Screen] = []

    def show_one(**options: object) -> tuple[Screen, QQuickItem]:
        screen = build(
            context,
            TestMachinery(),
            Options(**{"size": PORTRAIT, "motion": False, "gallery": True, **options}),  # type: ignore[arg-type]
        )
        screens.append(screen)
        screen.show()
        _settle()
        page = screen.window.findChild(QQuickItem, "gallery")
        assert page is not None
        return screen, page

    yield show_one
    for screen in screens:
        screen.close()


def _settle() -> None:
    for _ in range(4):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from _items(child)


def _area(page: QQuickItem) -> QQuickItem:
    return next(item for item in _items(page) if item.property("scrollable") is not None)


def _kinds(item: QQuickItem) -> set[str]:
    engine = qmlEngine(item)
    assert engine is not None
    return {told.type.partition("_QML")[0] for told in Calls(engine).gather(item)[0]}


def test_all_controls_and_fields_are_shown_and_every_section_fits_one_page(show: Show) -> None:
    """A control that is new has to be shown here too; one picture of the tour, in letters of the usual size, shows a section."""
    screen, page = show()
    seen: set[str] = set()
    for section in page.property("sections"):
        page.setProperty("section", section)
        _settle()
        seen |= _kinds(screen.window.contentItem())
        assert not _area(page).property("scrollable"), section
    files = {path.stem for folder in ("controls", "fields") for path in (ROOT / "ui" / folder).glob("*.qml")}
    assert files - seen - ALONE == set()


@pytest.mark.parametrize(
    ("size", "look"),
    [(LANDSCAPE, Look()), (PORTRAIT, Look(text="largest", contrast=True, reach=True))],
    ids=["landscape", "largest, contrast, reach"],
)
def test_every_section_is_shown_in_every_look(show: Show, size: tuple[int, int], look: Look) -> None:
    """Without a warning, which would fail this test, and never empty."""
    _, page = show(size=size, look=look)
    for section in page.property("sections"):
        page.setProperty("section", section)
        _settle()
        assert _area(page).property("contentHeight") > 300, section


def test_bar_and_actions_lead_through_it(show: Show) -> None:
    """As on the pages of a resident."""
    screen, page = show()
    screen.kiosk.setText("large")
    screen.kiosk.speak("en")
    _settle()
    assert "Help" in {str(item.property("text")) for item in _items(screen.window.contentItem())}
    before = page.property("section")
    page.next.emit()
    assert page.property("section") != before
    page.back.emit()
    assert page.property("section") == before


def test_when_it_is_hidden_the_first_page_is_back(show: Show) -> None:
    """For the tour, which shows both with one screen."""
    screen, page = show()
    page.setProperty("section", "drawings")
    _settle()
    screen.hide_gallery()
    _settle()
    assert "AttractPage" in _kinds(screen.window.contentItem())
    assert "GalleryPage" not in _kinds(screen.window.contentItem())
    screen.show_gallery()
    _settle()
    assert "GalleryPage" in _kinds(screen.window.contentItem())


def test_it_holds_a_field_of_every_type_answered_and_wrong(context: Context) -> None:
    """A new type of field must be put into the demonstration."""
    for state in STATES:
        assert {field_type(field) for field in demonstration(state).fields()} == set(FIELD_TYPES)


def test_the_answered_fields_are_right_and_the_wrong_ones_wrong(show: Show, context: Context) -> None:
    """By the same rules as a resident's answers."""
    screen, _ = show()
    gallery = screen.gallery
    assert gallery is not None
    optional = {field.id for field in demonstration("answered").fields() if not field.required}
    for field in demonstration("answered").fields():
        view = gallery.field(field.id.removesuffix("_answered"), "answered")
        assert view.problem == ""
        assert view.answered or field.id in optional, field.id
    answers = gallery._flows["answered"].session.answers
    result = parse(demonstration("answered"), answers, today=context.today(), regions=context.regions)
    assert not isinstance(result, Refused), result
    for field in demonstration("wrong").fields():
        view = gallery.field(field.id.removesuffix("_wrong"), "wrong")
        assert view.problem or not field.required, field.id


def test_what_is_typed_into_it_never_reaches_the_session(show: Show) -> None:
    """A demonstration is nobody's request."""
    screen, _ = show()
    gallery = screen.gallery
    assert gallery is not None
    gallery.field("nik", "empty").put("1671025403890002")
    assert gallery.field("nik", "empty").good
    assert screen.flow.session == flow.Session()
