"""A service file on the real screen, before any resident sees it: in a window, or as pictures of all its pages."""

from __future__ import annotations

import dataclasses
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk.domain import session
from kiosk.domain.catalog import Catalog, Entry, Information

if TYPE_CHECKING:
    from ui.tour.walk import Picture

_FAR_S = 86_400
"""An author reads slowly and goes for coffee; a resident's screen would be wiped."""


def show(files: Mapping[str, str], entry: Entry, size: tuple[int, int] | None) -> None:
    """The real kiosk of a made-up office in a window, open at the service, until the window is closed."""
    from kiosk.app import bootstrap
    from kiosk.app.machinery import Machinery
    from kiosk.usecases.initialise import initialise
    from ui import app

    with tempfile.TemporaryDirectory(prefix="kiosk-preview-") as folder:
        data = Path(folder) / "data"
        initialise(data, demo=True)
        own = data / "office" / "services"
        own.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (own / name).write_text(text, "utf-8")
        with bootstrap.machine(data) as machine, Machinery(machine) as machinery:
            options = app.Options(
                windowed=True,
                size=size,
                idle_warning_s=_FAR_S,
                camera=machine.config.scanner.source,
            )
            qt = app.application()
            screen = app.build(machine.context, machinery, options)
            try:
                screen.flow.send(session.Start())
                screen.flow.send(session.Choose(machine.context.catalog.entry(entry.ref)))
                screen.show()
                with _ended_by_signal(qt.quit):
                    qt.exec()
            finally:
                screen.close()


@contextmanager
def _ended_by_signal(leave: Callable[[], None]) -> Iterator[None]:
    """Ctrl+C in the author's terminal closes the window as a click would, so that the folder is taken away.

    A thread waits for the signal: Python runs handlers between two lines of Python, and a still window runs none.
    """
    asked = {signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, asked)

    def wait() -> None:
        signal.sigwait(asked)
        leave()

    thread = threading.Thread(target=wait, name="preview-signals")
    thread.start()
    try:
        yield
    finally:
        if thread.is_alive() and thread.ident is not None:
            signal.pthread_kill(thread.ident, signal.SIGINT)
        thread.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def pictures(catalog: Catalog, entry: Entry, out: Path, size: tuple[int, int]) -> list[Picture]:
    """Every page of the service as a PNG in `out`, empty, filled in and with what can be wrong, and what is wrong with it."""
    from kiosk.app.tour_command import sample_world, steady_environment

    steady_environment()
    from ui.tour import walk

    informs = isinstance(entry, Information)
    if isinstance(entry, Information):
        # The tour looks at one service of each sort; here it is this one.
        catalog = msgspec.structs.replace(catalog, information=(entry,))
    with sample_world() as world:
        there = dataclasses.replace(world, context=dataclasses.replace(world.context, catalog=catalog))
        only = ("information-mixed",) if informs else (f"-{entry.ref}",)
        return walk.tour(there, out, walk.View(size=size), only=only)
