"""Every check of the inspection can fail: a page with one fault is found guilty of that fault and of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickView

from ui.app import application
from ui.inspection import Kind, Problem, inspect

PAGE = Path(__file__).parent / "broken" / "Page.qml"

FAULTS = {
    "elided": "clipped",
    "broken word": "clipped",
    "cut": "clipped",
    "outside": "outside",
    "sideways": "sideways",
    "texts overlap": "overlap",
    "controls overlap": "overlap",
    "text on a control": "overlap",
    "covered": "overlap",
    "small target": "small-target",
    "too close": "small-target",
    "small text": "small-text",
    "pale text": "low-contrast",
    "pale icon": "low-contrast",
    "pale border": "low-contrast",
    "pale and disabled": "low-contrast",
    "no name": "unnamed",
    "text without a voice": "unnamed",
    "no role": "no-role",
    "unchecked box": "no-role",
    "same name": "same-name",
    "no heading": "heading",
    "two headings": "heading",
    "wrong order": "order",
    "no tab": "focus",
    "tab leaves a dialog": "focus",
}

Look = Callable[[str], list[Problem]]


@pytest.fixture
def look() -> Iterator[Look]:
    """Inspects the page with one fault."""
    application()
    QAccessible.setActive(True)
    views: list[QQuickView] = []

    def one(fault: str, *, strong: bool = False) -> list[Problem]:
        view = QQuickView()
        views.append(view)
        view.setInitialProperties({"fault": fault})
        view.setSource(QUrl.fromLocalFile(str(PAGE)))
        view.show()
        return inspect(view, strong=strong)

    yield one
    for view in views:
        view.close()


def test_a_page_with_nothing_wrong_has_no_problems(look: Look) -> None:
    assert look("") == []


@pytest.mark.parametrize(("fault", "kind"), FAULTS.items(), ids=str)
def test_a_fault_is_found_and_nothing_else(look: Look, fault: str, kind: str) -> None:
    found = look(fault)
    assert {problem.kind for problem in found} == {kind}, found
    assert all(problem.detail for problem in found)


def test_every_kind_of_problem_is_found_somewhere() -> None:
    # These two are not seen in a window; tests/ui/test_tour.py finds them.
    assert {*FAULTS.values(), "untranslated", "warning"} == set(get_args(Kind))


def test_a_dialog_that_keeps_tab_has_no_problem_with_what_it_covers(look: Look) -> None:
    assert look("a dialog that keeps Tab") == []


def test_the_contrast_theme_promises_more(look: Look) -> None:
    # 9.2:1 is plenty in the light theme.
    assert {problem.kind for problem in look("", strong=True)} == {"low-contrast"}


def test_what_lies_beneath_a_question_is_not_looked_at_but_tab_must_not_go_there(look: Look) -> None:
    found = look("beneath a question")
    assert {problem.text for problem in found if problem.kind == "small-text"} == {"Masih di sini?"}
    assert {problem.kind for problem in found} == {"small-text", "focus"}
    assert all("covered" in problem.detail for problem in found if problem.kind == "focus")


def test_a_problem_says_where_it_is_and_how_bad(look: Look) -> None:
    (problem,) = look("small target")
    assert problem.text == "Satu"
    assert problem.rect == (60, 800, 90, 120)
    assert problem.detail == "90 x 120 px, at least 96"
    (pale,) = look("pale text")
    assert pale.detail.startswith("3.2:1 of #8a8a8a on #fbf7ef")
