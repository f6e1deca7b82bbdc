"""Builds the kiosk from its data folder: settings, keys, catalogue, store, and the context every use case works with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk import config, keys, pins
from kiosk.catalog_files import load_catalog, office_services
from kiosk.clock import Clock, SystemClock, Zone
from kiosk.content_files import load_all, load_content, office_content
from kiosk.domain import antrean
from kiosk.domain.audit import Act, Actor
from kiosk.domain.catalog import Catalog
from kiosk.domain.content import Content
from kiosk.errors import Damaged
from kiosk.private_file import tighten
from kiosk.store import office_files
from kiosk.store.database import DATABASE, LOCK, Store, reading
from kiosk.usecases import recover
from kiosk.usecases.audit import note
from kiosk.usecases.context import Context, Kiosk
from kiosk.wilayah import Wilayah

PRIVATE = (keys.KEY, keys.OFFICE, config.FILE, pins.FILE, DATABASE, LOCK, f"{DATABASE}-wal", f"{DATABASE}-shm")
"""What nobody but the kiosk's own user has to read."""


@dataclass(frozen=True)
class Machine:
    """One kiosk, ready to work: what commands and the screen are given."""

    data: Path
    config: config.Config
    keys: keys.Keys
    context: Context
    regions: Wilayah

    @property
    def server_url(self) -> str:
        """Where the server answers."""
        return server_url(self.config, self.keys)


def server_url(settings: config.Config, bound: keys.Keys) -> str:
    """Where the server answers: the setting, or what the enrolment said; "" when there is none."""
    return settings.server.url or bound.url


def catalog(data: Path) -> Catalog:
    """The shipped services with the office's own, those of the folder and those it has sent. What is wrong with one of its
    files stands in the catalogue.
    """
    return load_catalog(office=office_services(data), published=_sent(data))


def content(data: Path, services: Catalog) -> Content:
    """What is published under these services, by the program and by the office. What is wrong with a file stands in it."""
    return load_content(services, office=office_content(data), published=_sent(data))


def _sent(data: Path) -> dict[str, str]:
    """The files that the office has sent; none where there is no kiosk yet."""
    if not (data / DATABASE).is_file():
        return {}
    try:
        with reading(data) as db:
            return office_files.in_use(db)
    except Damaged:
        return {}  # whoever opens it next mends it first (`recover`)


@contextmanager
def machine(
    data: Path, *, clock: Clock | None = None, wait_s: float = 10.0, settings: config.Config | None = None
) -> Iterator[Machine]:
    """Opens everything, as the one owner of the data folder. Raises KioskError with what to do.

    `settings` in the place of `config.toml`: those that were good last.
    """
    settings = settings or config.load(data)
    # Before the keys are asked for: a folder that is no kiosk's deserves that message, not one about an office.
    keys.kiosk_id(data)
    bound = keys.load(data)
    time = clock or SystemClock()
    recover.ensure(data, bound.id, time, Zone(bound.office.zone), wait_s=wait_s)
    with Store.open(data, wait_s=wait_s, reserve_bytes=settings.storage.reserve_mb * 2**20) as store:
        sent, newest = store.run(lambda db: (office_files.in_use(db), office_files.held(db).good))
        services, published = load_all(data, sent)
        kiosk = Kiosk(
            bound.id,
            bound.office,
            bound.seed,
            antrean.letters(settings.kiosk.letters),
            tuple(one.key for one in bound.former),
        )
        regions = Wilayah(data / "maps")
        context = Context(
            store,
            kiosk,
            services,
            regions,
            time,
            content=published,
            office_copy=settings.printer.office_copy,
            files=newest,
        )
        if loose := tighten(data, PRIVATE):
            note(store, context.clock, Actor.KIOSK, Act.TIGHTENED, detail=" ".join(loose))
        bound.changed = lambda: context.rekey(bound.office, bound.seed, tuple(one.key for one in bound.former))
        yield Machine(data, settings, bound, context, regions)
