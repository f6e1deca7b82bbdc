"""`kiosk tour`: every page as a picture, and what is wrong with it. Its kiosk is its own; nobody's data is touched."""

from __future__ import annotations

import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from kiosk import sealing
from kiosk.app.command import command, refuse, say
from kiosk.catalog_files import load_catalog
from kiosk.clock import FixedClock
from kiosk.content_files import DEMO, load_content
from kiosk.domain import project
from kiosk.domain.antrean import letters
from kiosk.domain.catalog import LANGUAGES, Language
from kiosk.domain.code import RequestCode
from kiosk.domain.events import StatusChanged
from kiosk.domain.office import Office
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.session import TextSize
from kiosk.errors import WrongUse
from kiosk.store import journal, permohonan
from kiosk.store.database import Connection, Store
from kiosk.usecases.context import Context, Kiosk
from kiosk.wilayah import Wilayah

if TYPE_CHECKING:
    from ui.tour.driver import World

NOON_MS = int(datetime(2026, 11, 21, 5, 0, tzinfo=UTC).timestamp() * 1000)
"""Saturday, 21 November 2026, 12.00 WIB: the moment at which every picture is taken."""

# What would let the machine, its display or its language into the pictures.
_STRAY = re.compile(r"QT_|QML|QSG_|FONTCONFIG_|LC_|FC_|XDG_CURRENT_DESKTOP|DESKTOP_SESSION|LANGUAGE$|DISPLAY$|WAYLAND_")
_STEADY = {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@command("tour")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the pictures and index.json.")
@click.option("--language", type=click.Choice(LANGUAGES), default="id", show_default=True)
@click.option("--size", metavar="WxH", default="1080x1920", show_default=True)
@click.option("--text", type=click.Choice(get_args(TextSize)), default="normal", show_default=True)
@click.option("--theme", type=click.Choice(["light", "contrast"]), default="light", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Every language, text size, theme and orientation.")
@click.option("--check", is_flag=True, help="Looks for problems and writes index.json, but no pictures.")
@click.option("--only", metavar="TEXT", multiple=True, help="Only pages whose name holds this; may be repeated.")
def tour_command(
    _data: Path,
    *,
    out: Path,
    language: Language,
    size: str,
    text: TextSize,
    theme: str,
    everything: bool,
    check: bool,
    only: tuple[str, ...],
) -> None:
    """Renders every page, filled with a sample resident, and lists what is wrong with each. Exit code 4: something is."""
    steady_environment()
    from ui.tour import walk

    with sample_world() as world:

        def tell(line: str) -> None:
            click.echo(line, err=True)

        if everything:
            seen = walk.tour_all(world, out, pictures=not check, only=only, tell=tell)
        else:
            view = walk.View(
                language=language,
                text=text,
                theme="contrast" if theme == "contrast" else "light",
                size=_size(size),
            )
            seen = walk.tour(world, out, view, pictures=not check, only=only, tell=tell)
    for line in walk.summary(seen):
        say(line)
    say(f"{len(seen)} pages in {out}")
    counted = Counter(problem.kind for picture in seen for problem in picture.problems)
    if counted:
        kinds = ", ".join(f"{kind} {count}" for kind, count in counted.most_common())
        refuse(4, {}, f"{counted.total()} problems on {len(seen)} pages: {kinds}. {out / 'index.json'} names them.")


def steady_environment() -> None:
    """Takes away what Qt, fontconfig and the C library would read of this machine. Before the first Qt object."""
    for name in [name for name in os.environ if _STRAY.match(name)]:
        del os.environ[name]
    os.environ.update(_STEADY)


@contextmanager
def sample_world() -> Iterator[World]:
    """A kiosk in a temporary folder whose keys, id and codes are always the same. Its secrets are public: never serve it."""
    from ui.tour.driver import World

    office = Office(
        code="16.71.02.1003",
        name="Kelurahan 26 Ilir",
        seal_key=sealing.seal_public(bytes(range(32))),
        sign_key=sealing.sign_public(bytes(range(1, 33))),
        code_salt=bytes(range(2, 34)),
    )
    kiosk = Kiosk("K26TUR", office, bytes(range(3, 35)), letters("A-E"))
    clock = FixedClock(NOON_MS)
    with tempfile.TemporaryDirectory(prefix="kiosk-tour-") as folder, Store.open(Path(folder)) as store:
        codes = random.Random(26)  # noqa: S311 - pictures must be the same every time; these codes guard nothing
        services = load_catalog()
        content = load_content(services, office=DEMO)
        context = Context(store, kiosk, services, Wilayah(), clock, codes.randrange, content)

        def hear(db: Connection, told: StatusChanged) -> None:
            seq, _ = journal.head(db, kiosk.id)
            state = journal.sync_state(db)
            changes = journal.Changes(seq, state.cursor + 1, (), (told,), clock.now_ms())
            journal.apply_changes(db, changes, now=clock.now_ms())

        def decide(permohonan_id: str, status: PermohonanStatus, note: str | None) -> None:
            def write(db: Connection) -> None:
                known = permohonan.get(db, permohonan_id)
                assert known is not None  # the tour asks for what it submitted itself
                moved = msgspec.structs.replace(known, status=status, status_at=clock.now_ms(), note=note)
                hear(db, project.told(moved))

            store.transaction(write)

        def announce(code: RequestCode, service: str, ref: str) -> None:
            now, hashed = clock.now_ms(), sealing.code_hash(code, office.code_salt)
            day = context.zone.local(now).date().isoformat()
            told = StatusChanged(hashed, PermohonanStatus.READY, now, None, service, ref, "F-012", day, now)
            store.transaction(lambda db: hear(db, told))

        yield World(context, clock, decide, announce)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if not match:
        raise WrongUse(f"--size {text} is no size.", "Write for example 1080x1920.")
    return int(match[1]), int(match[2])
