"""The kiosk under test: a process that works without pause and tells each thing it has accepted, after it was accepted.

    python -m tests.faults.writer

Reads one `Order` a line and forks a kiosk for it, so that the imports of Python stand outside of the moment in which a fault
falls. The kiosk opens its data folder and does its work over and over until it is killed, its order is done, or its disk
fails. Everything goes to stdout, one `Line` each. The use cases are the product's; only the telling is ours.
"""

from __future__ import annotations

import importlib
import itertools
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk import log
from kiosk.app import bootstrap
from kiosk.app.known_printer import make_printer
from kiosk.config import Retention
from kiosk.content_files import load_all
from kiosk.domain.audit import Actor
from kiosk.domain.prints import JobState
from kiosk.errors import KioskError
from kiosk.usecases import retention
from kiosk.usecases.backup import back_up
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import take_number
from kiosk.wilayah import Wilayah
from printers.spool import work_once
from tests.faults import failing
from tests.faults.failing import Fault

if TYPE_CHECKING:
    from tests.sync.world import KioskWorld


_AT_ONCE = Retention(sealed_days=0, photos_days=0)
BUG = 70
"""Exit code of a kiosk that ended with something else than an error with words."""


class Work(StrEnum):
    """What a kiosk does over and over."""

    SUBMIT = "submit"  # forms, one in three with a photo, and numbers without a form
    PRINT = "print"  # the same, and their slips through the spool
    SYNC = "sync"  # the same, and every third time an exchange with the office
    UPKEEP = "upkeep"  # the same, and after each exchange a backup, and what the office has goes


class Order(msgspec.Struct, frozen=True):
    """One life of the kiosk. `times` 0: until somebody ends it. `opening`: the fault counts from before the data are opened.
    `stubborn`: the next resident tries, whatever the one before was told. `careless`: with commits that are not flushed, to
    see that the method finds what it looks for. `user`: whose process it is, where not the tester's own. `office`: the folder
    of the office that it exchanges with.
    """

    data: str
    work: Work = Work.SUBMIT
    times: int = 0
    fault: Fault | None = None
    opening: bool = False
    stubborn: bool = False
    careless: bool = False
    user: int | None = None
    office: str = ""


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """A kiosk runs in this process."""

    pid: int


class Accepted(msgspec.Struct, frozen=True, tag="accepted"):
    """A number that a resident may have seen. `code` is empty for a number without a form."""

    day: str
    ticket: str
    code_hash: bytes = b""
    job: int = 0


class Settled(msgspec.Struct, frozen=True, tag="settled"):
    """What was said of a slip."""

    job: int
    state: JobState


class Acknowledged(msgspec.Struct, frozen=True, tag="acknowledged"):
    """The office has so many entries."""

    upto: int


class Copied(msgspec.Struct, frozen=True, tag="copied"):
    """There is a verified copy of the data up to this entry."""

    upto: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The kiosk refused to go on: the type of its error, what is said of it, and how many calls the fault had counted."""

    error: str
    words: str
    calls: int


class Stopped(msgspec.Struct, frozen=True, tag="stopped"):
    """The kiosk was frozen."""


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """The kiosk is gone: how it ended as `os.waitstatus_to_exitcode` says, and how many calls its fault has counted."""

    code: int


class Calls(msgspec.Struct, frozen=True, tag="calls"):
    """How many calls the fault has counted in a life that came to its end."""

    count: int


Line = Begun | Accepted | Settled | Acknowledged | Copied | Failed | Stopped | Calls | Ended

Tell = Callable[[Line], None]


def _tell(line: Line) -> None:
    # One write: lines of the kiosk and of its parent do not mix, and none is half there when the kiosk dies.
    os.write(1, msgspec.json.encode(line) + b"\n")


def _read_once() -> None:
    """Services, content and regions are read by the first and kept: a kiosk's start is its data's then."""
    files, regions = load_all(Path("nowhere"), {}), Wilayah()
    regions.warm_up()
    bootstrap.load_all = lambda _data, _published: files
    bootstrap.Wilayah = lambda _folder: regions  # type: ignore[assignment,misc]


def accept(context: Context, turn: int) -> Accepted:
    """The next resident: a form, a form with a photo, a number without a form."""
    if turn % 3 == 2:
        taken = take_number(context, context.catalog.group(context.catalog.find("D18").group))
        day = context.store.run(lambda db: str(db.execute("SELECT max(queue_day) FROM antrean").fetchone()[0]))
        return Accepted(day, taken.ticket, b"", taken.print_job)
    service = context.catalog.find("J01" if turn % 3 else "D18")
    done = submit(context, service, service.sample)
    assert isinstance(done, Submitted), done
    return Accepted(done.permohonan.queue_day, done.permohonan.ticket, done.permohonan.code_hash, done.print_job)


def _work(order: Order, tell: Tell) -> None:
    data = Path(order.data)
    if order.user is not None:
        os.setgroups([])
        os.setgid(order.user)
        os.setuid(order.user)
    if order.fault and order.opening:
        order.fault.arm(data)
    with ExitStack() as stack:
        stack.callback(log.close)
        log.set_up(data)
        machine = stack.enter_context(bootstrap.machine(data))
        context = machine.context
        if order.careless:
            context.store.run(lambda db: db.execute("PRAGMA synchronous = OFF"))
        also = _also(order, machine, stack)
        if order.fault and not order.opening:
            order.fault.arm(data)
        for turn in range(order.times) if order.times else itertools.count():
            try:
                tell(accept(context, turn))
                for line in also(turn):
                    tell(line)
            except KioskError as error:
                if not order.stubborn:
                    raise
                tell(_failed(error))


def _also(order: Order, machine: bootstrap.Machine, stack: ExitStack) -> Callable[[int], Iterator[Line]]:
    """What is done besides accepting, turn by turn."""

    def nothing(_turn: int) -> Iterator[Line]:
        return iter(())

    def prints(_turn: int) -> Iterator[Line]:
        for job in work_once(machine.context.store, printer, machine.context.clock):
            yield Settled(job.id, job.state)

    def exchanges(turn: int) -> Iterator[Line]:
        if turn % 3 == 2:
            assert kiosk.sync().done
            yield Acknowledged(kiosk.state().acknowledged)

    def keeps_up(turn: int) -> Iterator[Line]:
        yield from exchanges(turn)
        if turn % 3 == 2:
            made, _ = back_up(machine.context.store, machine.keys.id, machine.context.clock, Actor.KIOSK)
            yield Copied(made.seq)
            retention.purge(machine.context.store, _AT_ONCE, machine.context.clock)

    match order.work:
        case Work.SUBMIT:
            return nothing
        case Work.PRINT:
            printer = make_printer(machine.config.printer, None)
            return prints
        case Work.SYNC:
            kiosk = _road(machine, Path(order.office), stack)
            return exchanges
        case Work.UPKEEP:
            kiosk = _road(machine, Path(order.office), stack)
            return keeps_up


def _road(machine: bootstrap.Machine, office: Path, stack: ExitStack) -> KioskWorld:
    """The kiosk with a road to the office, which stands on another disk and in this process."""
    from sync.server import office as offices
    from sync.server.app import create_app
    from sync.server.store.database import Database
    from tests.sync.world import KioskWorld, Road

    settings, bound = offices.load(office)
    database = Database.open(settings.database)
    stack.callback(database.close)
    app = create_app(database, bound, machine.context.catalog, machine.context.clock)
    return KioskWorld(machine, Road(app), machine.context.clock)  # type: ignore[arg-type]


def _life(order: Order) -> None:
    """In the fork: works, and says why it ended."""
    try:
        _work(order, _tell)
    except KioskError as error:
        _tell(_failed(error))
    if order.fault:
        _tell(Calls(failing.counted()))


def _failed(error: KioskError) -> Failed:
    return Failed(type(error).__name__, str(error), failing.counted())


def main() -> None:
    """Takes orders until stdin ends."""
    _read_once()
    for text in sys.stdin:
        order = msgspec.json.decode(text, type=Order)
        if order.office:
            importlib.import_module("tests.sync.world")  # once, and not in each fork
        pid = os.fork()
        if pid == 0:
            code = BUG
            try:
                _life(order)
                code = 0
            except BaseException:  # noqa: BLE001 - said, and not carried on into the loop of the parent
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        _tell(Begun(pid))
        while True:
            _, status = os.waitpid(pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                break
            _tell(Stopped())
        _tell(Ended(os.waitstatus_to_exitcode(status)))


if __name__ == "__main__":
    main()
