"""`kiosk run`, the touch program, and `kiosk supervise`, which keeps it alive."""

from __future__ import annotations

import faulthandler
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk import __version__, config, keys, log
from kiosk.app import bootstrap
from kiosk.app.command import command
from kiosk.app.supervisor import TRACES, is_supervised, untold
from kiosk.domain.audit import Act, Actor
from kiosk.domain.crashes import Start
from kiosk.domain.outage import Code, Outage
from kiosk.errors import Busy, KioskError, WrongUse
from kiosk.usecases.audit import note, take_in
from ui.ports import LEFT, RESTART

if TYPE_CHECKING:
    from ui.ending import Ending


_START_S = 120
_BYTES_A_SECOND = 2 * 2**20
"""Of the slowest disk there is in a kiosk, read and written several times over."""


@dataclass(frozen=True)
class _Asked:
    """How the window is to be shown, as the command line says."""

    windowed: bool
    size: tuple[int, int] | None
    gallery: bool = False


@command("run")
@click.option("--windowed", is_flag=True, help="In a window, for development.")
@click.option("--size", metavar="WxH", help="Size of the window, for example 1080x1920.")
@click.option("--gallery", is_flag=True, help="Shows all controls in all states, for designers.")
@click.option(
    "--safe",
    type=click.Choice([code.value for code in Code]),
    hidden=True,
    help="The page for a kiosk that is out of service.",
)
@click.option("--retry", type=int, default=0, hidden=True, help="Seconds until that page tries again.")
def run_command(  # noqa: PLR0917 - the options of the command
    data: Path, windowed: bool, size: str | None, gallery: bool, safe: str | None, retry: int
) -> None:
    """The touch program."""
    from ui.ending import Ending

    asked = _Asked(windowed or size is not None, _size(size), gallery)
    if not _is_a_kiosk(data):
        keys.kiosk_id(data)  # says what to do
    _write_down_where_it_stands(data)
    with Ending() as ending:
        ended = _out_of_service(data, Outage(Code(safe)), asked, ending, retry) if safe else _serve(data, asked, ending)
    if ended == RESTART:
        _begin_anew()


def _serve(data: Path, asked: _Asked, ending: Ending) -> int:
    """The kiosk; where it cannot begin, the page that says so."""
    try:
        with _served(data, asked) as run:
            return run(ending)
    except KioskError as error:
        if ending.asked:
            return LEFT
        # Somebody started a second one by hand: they are told, and the first goes on. A supervisor has nobody to tell.
        if isinstance(error, Busy) and not is_supervised():
            raise
        from kiosk.app.safe import outage

        return _out_of_service(data, outage(data, error), asked, ending)


@contextmanager
def _served(data: Path, asked: _Asked) -> Iterator[Callable[[Ending], int]]:
    """Everything that is open while residents are served. Raises KioskError where something cannot be opened."""
    from kiosk.app.machinery import Machinery
    from kiosk.app.notify import Notify, watchdog_s
    from kiosk.app.safe import SAID
    from kiosk.app.watchdog import Heart, ProgramKeeper
    from kiosk.scan.readers import parse
    from ui import app

    settings, fell_back = config.load_or_good(data)
    notify = Notify.from_environment()
    notify.say(STATUS="Sedang dinyalakan.", EXTEND_TIMEOUT_USEC=str(_start_s(data) * 1_000_000))
    with bootstrap.machine(data, settings=settings) as machine:
        context, store = machine.context, machine.context.store
        take_in(store)
        for crash in untold():
            said = f"{crash.number}: {crash.how} {crash.place}, {crash.ran_s:.0f} s".replace(" ,", ",")
            log.info(log.Event.CRASHED, number=crash.number, how=crash.how, place=crash.place)
            note(store, context.clock, Actor.KIOSK, Act.CRASHED, done=False, detail=said)
        if fell_back is not None:
            log.info(log.Event.SETTINGS_FELL_BACK)
            note(store, context.clock, Actor.KIOSK, Act.SETTINGS_FELL_BACK, detail=config.GOOD)
        note(store, context.clock, Actor.KIOSK, Act.STARTED, detail=__version__)
        log.info(log.Event.STARTED, kiosk_id=machine.keys.id)
        app.log_messages()

        def shown() -> None:
            # What has come this far works. A disk that takes no file does not stop a kiosk that stands already.
            with suppress(OSError):
                (data / SAID).unlink(missing_ok=True)
                if fell_back is None:
                    config.keep_good(data)

        heart = Heart(store, context.clock)
        keeper = ProgramKeeper(
            heart,
            notify,
            watchdog_s=watchdog_s(),
            nightly=settings.kiosk.nightly_restart,
            local=lambda: context.zone.local(context.clock.now_ms()),
            on_shown=shown,
        )
        options = app.Options(
            windowed=asked.windowed,
            size=asked.size,
            languages=settings.kiosk.languages,
            idle_warning_s=settings.privacy.idle_warning_s,
            idle_wipe_s=settings.privacy.idle_wipe_s,
            camera=settings.scanner.source,
            reader=parse(settings.scanner),
            gallery=asked.gallery,
        )

        def run(ending: Ending) -> int:
            try:
                ended = app.run(context, machinery, options, ending=ending, keeper=keeper)
            finally:
                keeper.close()
            if keeper.why:
                with suppress(KioskError):
                    note(store, context.clock, Actor.KIOSK, Act.STOPPED, detail=keeper.why)
            return ended

        with Machinery(machine) as machinery:
            yield run


def _start_s(data: Path) -> int:
    """Seconds that a start may take: a database that has to be looked through, or put together anew, takes its time."""
    from kiosk.store.database import DATABASE

    try:
        size = (data / DATABASE).stat().st_size
    except OSError:
        size = 0
    return _START_S + size // _BYTES_A_SECOND


def _out_of_service(data: Path, outage: Outage, asked: _Asked, ending: Ending, retry_s: int = 0) -> int:
    from kiosk.app.notify import Notify
    from kiosk.app.safe import SafeHands, SafeKeeper
    from ui import app, out_of_service

    log.info(log.Event.OUT_OF_SERVICE, code=outage.code.value)
    app.log_messages()
    options = out_of_service.Options(windowed=asked.windowed, size=asked.size)
    with SafeHands(data, outage, retry_s) as hands:
        return out_of_service.run(hands, options, ending, SafeKeeper(Notify.from_environment(), outage.code))


def _begin_anew() -> None:
    """A fresh process, so that nothing of the old one is left; the command line is the same."""
    if is_supervised():
        raise click.exceptions.Exit(RESTART)
    os.execv(sys.executable, sys.argv if getattr(sys, "frozen", False) else sys.orig_argv)  # noqa: S606


def _is_a_kiosk(data: Path) -> bool:
    """Whether somebody has made a kiosk here, whatever became of it."""
    from kiosk.store.database import DATABASE

    return any((data / name).is_file() for name in (keys.KEY, keys.OFFICE, DATABASE))


def _write_down_where_it_stands(data: Path) -> None:
    """When the program is struck by a signal, files and lines of every thread go to a file of the logs; no value of any."""
    with suppress(OSError):
        faulthandler.enable((data / log.FOLDER / TRACES).open("w", encoding="utf-8"))


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if not match:
        raise WrongUse(f"--size {text} is no size.", "Write for example 1080x1920.")
    return int(match[1]), int(match[2])


@command("supervise")
@click.option("--windowed", is_flag=True, help="In a window, for development.")
@click.option("--size", metavar="WxH", help="Size of the window, for example 1080x1920.")
def supervise(data: Path, windowed: bool, size: str | None) -> None:
    """Starts the touch program and keeps it alive: what the service of the system runs."""
    from kiosk.app.supervisor import Programs, Supervisor

    _size(size)
    if not _is_a_kiosk(data):
        keys.kiosk_id(data)
    window = [*(["--windowed"] if windowed else []), *(["--size", size] if size else [])]
    versions = _Versions()

    def run(start: Start) -> list[str]:
        safe = ["--safe", Code.CRASHED.value, "--retry", str(start.retry_s)] if start.safe else []
        return [*versions.command(), "run", "--data", str(data), *window, *safe]

    def page(code: Code | None) -> list[str]:
        return [*versions.command(), PAGE, *window, *(["--code", code] if code else [])]

    ended = Supervisor(data, Programs(run, page), trial=versions).run()
    if ended != LEFT:
        raise click.exceptions.Exit(ended)


PAGE = "--page"
"""What `kiosk.__main__` is given instead of a command to show the page while restarting."""


class _Versions:
    """The program that is started, which an update may have exchanged meanwhile; implements `supervisor.Trial`."""

    def __init__(self) -> None:
        from kiosk import updates

        self._updates = updates
        self._install = updates.install_folder()

    def command(self) -> list[str]:
        """How this program is started."""
        if self._install is not None:
            return [str(self._updates.program(self._install))]
        return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "kiosk"]

    def begin(self) -> None:
        if self._install is not None:
            with suppress(KioskError):
                self._updates.begin_trial(self._install)

    def confirm(self) -> None:
        if self._install is not None:
            with suppress(KioskError):
                self._updates.confirm(self._install)

    def fail(self) -> bool:
        if self._install is None:
            return False
        try:
            return self._updates.fail(self._install) is not None
        except KioskError:
            return False
