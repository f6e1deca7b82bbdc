"""A service file on the real screen, before any resident sees it: in a window, or as pictures of all its pages."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

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
                entry=entry.ref,
            )
            app.run(machine.context, machinery, options)


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
