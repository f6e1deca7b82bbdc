"""What is in sight when a page comes, when something is missing, and after scrolling to the very end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from kiosk.app import bootstrap
from kiosk.app.cli import run
from kiosk.app.machinery import Machinery
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from tests.ui.conftest import Opener
from tests.ui.every_field import begin_form, with_fields
from ui.app import Options, build
from ui.resident import NotThere, Resident

_CHOICES = ", ".join(f'{{ value = "p{n}", label = {{ id = "Pilihan nomor {n}" }} }}' for n in range(1, 15))
LONG = f'type = "choice"\nchoices = [{_CHOICES}]'
"""More cards than a page has room for."""


def _within(resident: Resident, text: str) -> bool:
    """Whether a text lies in sight: in its scroll area, above the arrow."""
    item = next(item for item in resident.items() if item.property("text") == text)
    area = resident._area(item)
    assert area is not None
    arrow = next(child for child in area.childItems() if child.property("down") is not None)
    below = arrow.y() if arrow.isVisible() else area.height()
    at = item.mapToItem(area, QPointF()).y()
    return at >= 0 and at + item.height() <= below


def test_a_long_question_is_first_shown_with_its_heading_and_then_with_what_is_missing(
    context: Context, tmp_path: Path, open_screen: Opener
) -> None:
    """In the largest letters the cards alone are longer than the page."""
    screen, resident = open_screen(with_fields(context, tmp_path / "s", LONG), look=Look(text="largest"))
    begin_form(screen, resident)
    resident.settle()
    assert _within(resident, "Pertanyaan")
    resident.tap("next")
    resident.wait_sees("Pilih dulu satu jawaban.")
    resident.wait(lambda: _within(resident, "Pilih dulu satu jawaban."), "what is missing, in sight")


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(3))
def test_what_was_scrolled_to_can_be_pressed(tmp_path: Path, attempt: int) -> None:
    """Qt's list at times went on "moving" for ever and swallowed every touch: here four times in five."""
    data = tmp_path / "kiosk"
    assert run(["init", "--demo", "--data", str(data)]) == 0
    with bootstrap.machine(data) as machine, Machinery(machine) as machinery:
        screen = build(
            machine.context,
            machinery,
            Options(windowed=True, size=(1080, 1920), look=Look(text="largest"), motion=False),
        )
        screen.show()
        resident = Resident(screen)
        resident.wait_page("attract")
        service = machine.context.catalog.find("J01")
        for name, page in (
            ("start", "catalogue"),
            ("shelf-popular", "shelf"),
            (f"service-{service.id}", "service"),
            ("next", "privacy"),
        ):
            resident.tap(name)
            resident.wait_page(page)
        resident.tap("consent")
        resident.tap("next")
        resident.wait_page("step")
        answers = {key: value for key, value in service.sample.items() if key not in ("nama", "no_hp")}
        with pytest.raises(NotThere):  # name and phone are missing, and the page says so
            resident.fill_form(answers)
        phone = resident._find("Nomor HP")
        resident.picture(tmp_path / "before.png")
        resident.tap("Nomor HP")
        assert phone is not None
        assert phone.property("active"), attempt
        screen.close()
