"""Hours that the office orders close the screen one exchange later, without a restart; who is in the middle finishes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from kiosk.domain.events import HoursSet
from kiosk.domain.hall import Hall, Opening
from kiosk.usecases import hall as halls
from kiosk.usecases.context import Context
from tests.sync.world import World
from tests.ui.machinery import TestMachinery
from tests.ui.test_from_the_office import give, shown


class KeptHall(SimpleNamespace):
    """The hall as it is kept in the kiosk's own database."""

    context: Context

    def now(self) -> Hall:
        return halls.hall(self.context.store)

    def opening(self) -> Opening:
        context = self.context
        return context.store.run(lambda db: halls.opening_now(db, context.clock, context.zone))


def test_the_screen_says_that_it_is_closed_after_the_exchange_and_opens_with_the_next_order(
    tmp_path: Path, machinery: TestMachinery
) -> None:
    """It is noon of a day on which the office opens from seven to eight in the morning only."""
    with World(tmp_path) as world:
        office = world.office()
        here = world.kiosk(office)
        here.sync()
        machinery.hall = KeptHall(context=here.machine.context)  # type: ignore[assignment]
        with shown(here.machine.context, machinery) as (_screen, resident):
            assert resident.sees("Sentuh untuk mulai")
            give(office, HoursSet(((7 * 60, 8 * 60),) * 7))
            here.sync()
            machinery.settle(machinery.outcome)
            resident.wait_sees("Sedang tutup")
            assert not resident.sees("Sentuh untuk mulai")
            office.clock.ms += 1000
            give(office, HoursSet(()))
            here.sync()
            machinery.settle(machinery.outcome)
            resident.wait_sees("Sentuh untuk mulai")
