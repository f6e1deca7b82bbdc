"""What somebody at the office does stands on the screen of a kiosk one exchange later; a real server, a real kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.clock import Zone
from kiosk.domain import session as flow
from kiosk.domain.events import MessageShown, Order, ServiceClosed, SettingsChanged
from kiosk.usecases.context import Context
from sync.server.exchange import files
from sync.server.kiosks import orders
from tests.sync.world import OfficeWorld, World, shipped
from tests.ui.conftest import PORTRAIT
from tests.ui.machinery import TestMachinery
from ui.app import Options, Screen, build
from ui.resident import Resident

RENAMED = 'change = "D18"\ntitle = { id = "Surat Domisili Kami", en = "Our certificate of domicile" }\n'


def publish(office: OfficeWorld, sent: dict[str, str]) -> None:
    with office.database.writing() as connection:
        files.publish(connection, office.keys.code, sent, data=office.data, actor="sari", now=office.clock.ms)


def give(office: OfficeWorld, order: Order) -> None:
    wanted = orders.checked(order, shipped(), now=office.clock.ms)
    with office.database.writing() as connection:
        orders.give(connection, office.keys.code, wanted, actor="sari", now=office.clock.ms, zone=Zone(7))


@contextmanager
def shown(context: Context, machinery: TestMachinery) -> Iterator[tuple[Screen, Resident]]:
    """Closed before its kiosk is."""
    screen = build(context, machinery, Options(size=PORTRAIT, motion=False))
    try:
        screen.show()
        resident = Resident(screen)
        resident.wait_page("attract")
        yield screen, resident
    finally:
        screen.close()


def test_one_exchange_brings_services_orders_settings_and_requests_of_other_kiosks(
    tmp_path: Path, machinery: TestMachinery
) -> None:
    """Bu Sari renames a letter, closes it for lack of forms, and says when the office closes. A resident comes with the slip
    of the kiosk in the next street.
    """
    with World(tmp_path) as world:
        office = world.office()
        here, there = world.kiosk(office), world.kiosk(office)
        here.sync()
        context = here.machine.context
        with shown(context, machinery) as (screen, resident):
            [sent] = there.submit()
            there.sync()
            publish(office, {"services/d18.toml": RENAMED})
            for order in (
                ServiceClosed("D18", "Blangko habis."),
                MessageShown("Sabtu tutup pukul 12.00."),
                SettingsChanged(idle_warning_s=60, languages=("id", "plm")),
            ):
                give(office, order)
            here.sync()
            machinery.settle(machinery.outcome)
            resident.wait_sees("Sabtu tutup pukul 12.00.")
            resident.wait(lambda: context.catalog.find("D18").title.id == "Surat Domisili Kami", "the new name")
            assert (screen.flow.timing.warning_ms, screen.kiosk.languages) == (60_000, ["id", "plm"])
            screen.flow.send(flow.WantTrack())
            resident.wait_page("track")
            screen.kiosk.track.look_up(sent.code.symbols)
            resident.wait_page("result")
            assert resident.sees("Surat Domisili Kami")
            assert resident.sees("Dibuat di kiosk lain kelurahan ini.")
            screen.flow.send(flow.Finish())
            screen.flow.send(flow.Start())
            screen.flow.send(flow.Choose(context.catalog.find("D18")))
            resident.wait_page("service")
            assert resident.sees("Blangko habis.")
            assert not resident.sees("Mulai")
