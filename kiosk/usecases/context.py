"""What every use case works with."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.clock import EARLIEST_CREDIBLE_MS, Clock, Zone, is_doubtful
from kiosk.domain.catalog import Catalog
from kiosk.domain.content import Content
from kiosk.domain.identity import Regions
from kiosk.domain.office import Office
from kiosk.store import journal
from kiosk.store.database import Connection, Store

_SLACK_MS = 2 * 365 * 86_400_000


@dataclass(frozen=True)
class Kiosk:
    """This machine: who it is, whose it is, its signing key (Ed25519 seed) and its queue letters."""

    id: str
    office: Office
    seed: bytes = field(repr=False)
    letters: tuple[str, ...]
    former: tuple[bytes, ...] = ()
    """Its public keys before the present one."""


@dataclass(frozen=True)
class Moment:
    """Now, and whether to believe it."""

    ms: int
    today: date
    doubtful: bool


@dataclass
class Context:
    """The kiosk, its store and catalogue, and the world outside. Only `renew`, `rekey` and `follow` change it."""

    store: Store
    kiosk: Kiosk
    catalog: Catalog
    regions: Regions
    clock: Clock
    draw: Callable[[int], int] = secrets.randbelow
    """What request codes are drawn with: `draw(n)` is an integer below n. Only the tour, which serves nobody, has its own."""
    content: Content = field(default_factory=Content)
    """What the office publishes."""
    office_copy: bool = False
    """Whether the office wants a slip of its own for each number."""
    files: int = 0
    """The newest change of the office's files that `catalog` and `content` were made from."""

    def renew(self, catalog: Catalog, content: Content, files: int = 0) -> None:
        """Takes the services and the content that the office has sent. Whoever fills in a form keeps the one begun with."""
        self.catalog, self.content, self.files = catalog, content, files

    def rekey(self, office: Office, seed: bytes, former: tuple[bytes, ...]) -> None:
        """Seals to the office's newer keys and signs with this kiosk's newer one from now on."""
        self.kiosk = replace(self.kiosk, office=office, seed=seed, former=former)

    def follow(self, *, office_copy: bool) -> None:
        """Does from now on as the office or, where it has said nothing, the settings of this machine want it."""
        self.office_copy = office_copy

    @property
    def zone(self) -> Zone:
        """The office's time zone."""
        return Zone(self.kiosk.office.zone)

    def moment(self, db: Connection) -> Moment:
        """The present, judged against what the journal has seen."""
        now = self.clock.now_ms()
        return Moment(now, self.zone.local(now).date(), is_doubtful(now, journal.latest_known_time(db)))

    def today(self) -> date:
        """The calendar day at the office, for checking answers.

        While the clock is in doubt it is a day that lies ahead for certain: a kiosk that woke up in 1970 must not tell a
        resident that being born in 1989 is impossible.
        """
        known = self.store.run(journal.latest_known_time)
        now = self.clock.now_ms()
        if is_doubtful(now, known):
            now = max(now, known or 0, EARLIEST_CREDIBLE_MS) + _SLACK_MS
        return self.zone.local(now).date()
