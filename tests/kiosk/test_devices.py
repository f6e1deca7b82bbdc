"""What is tried out at the machine itself: asked of a printer that answers, and written down in the name of whoever is inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.audit_log import AuditBook
from kiosk.app.devices import DeviceBench
from kiosk.app.door import Door
from kiosk.domain.audit import Act, Actor
from kiosk.domain.petugas import Role
from kiosk.domain.prints import PrintReason
from kiosk.errors import NotAllowed
from kiosk.usecases.audit import entries
from kiosk.usecases.context import Context
from printers.dialogue import Timing
from printers.printer import Printer
from printers.profiles import by_width
from printers.simulator import Simulator
from ui.ports import PrinterNow


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    with Simulator(tmp_path / "slips", draw=False) as printer:
        yield printer


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def printed() -> list[str]:
    return []


@pytest.fixture
def bench(context: Context, simulator: Simulator, door: Door, printed: list[str]) -> DeviceBench:
    def print_test() -> int:
        printed.append("test page")
        return 7

    printer = Printer(simulator.url, by_width("80mm"), Timing(answer=0.3))
    book = AuditBook(context, door, lambda _path: False, str)
    return DeviceBench(printer, door, book, print_test)


def test_a_printer_says_how_its_cover_and_its_paper_are(bench: DeviceBench, door: Door, simulator: Simulator) -> None:
    door.enter(Role.PETUGAS)
    assert bench.printer() == PrinterNow(answers=True)
    simulator.paper_low()
    assert bench.printer().paper == "low"
    simulator.paper_out()
    assert bench.printer() == PrinterNow(True, paper="out", trouble=PrintReason.PAPER_OUT)
    simulator.cover_open()
    now = bench.printer()
    assert (now.open, now.trouble) == (True, PrintReason.COVER_OPEN)
    simulator.cover_close()
    simulator.refill()
    assert bench.printer() == PrinterNow(answers=True)
    assert simulator.slips == [], "asking prints nothing"


def test_a_printer_that_never_answers_is_not_said_to_be_in_trouble(
    bench: DeviceBench, door: Door, simulator: Simulator
) -> None:
    door.enter(Role.PETUGAS)
    simulator.mute()
    now = bench.printer()
    assert (now.answers, now.trouble) == (False, None)


def test_what_was_tried_is_written_down_in_the_name_of_whoever_is_inside(
    bench: DeviceBench, door: Door, printed: list[str], context: Context
) -> None:
    door.enter(Role.PETUGAS)
    assert bench.paper_changed() == 7
    bench.tested("touch", False)
    door.enter(Role.ADMIN)
    bench.tested("scanner", True)
    assert printed == ["test page"]
    assert [(line.actor, line.act, line.done, line.detail) for line in entries(context.store)] == [
        (Actor.ADMIN, Act.DEVICE_TESTED, True, "scanner"),
        (Actor.PETUGAS, Act.DEVICE_TESTED, False, "touch"),
        (Actor.PETUGAS, Act.PAPER_CHANGED, True, ""),
    ]


def test_nobody_outside_asks_or_writes_anything(bench: DeviceBench, printed: list[str], context: Context) -> None:
    for ask in (bench.printer, bench.paper_changed, lambda: bench.tested("touch", True)):
        with pytest.raises(NotAllowed):
            ask()
    assert (printed, entries(context.store)) == ([], [])
