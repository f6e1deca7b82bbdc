"""After scrolling to the very end the next touch presses what lies under the finger."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app import bootstrap
from kiosk.app.cli import run
from kiosk.app.machinery import Machinery
from kiosk.domain.session import Look
from ui.app import Options, build
from ui.resident import NotThere, Resident


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
