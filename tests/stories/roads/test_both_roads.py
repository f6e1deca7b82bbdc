"""Both roads at once, in any order: links that break, sticks lost, copied, late; a busy desk, an office that forgets.

Whatever happened, after one good sync of each kiosk everything is where it belongs, once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.clock import Zone
from kiosk.domain.events import MessageShown, ServiceClosed, ServiceOpened
from kiosk.domain.orders import in_force
from kiosk.domain.permohonan import NEEDS_NOTE, PermohonanStatus
from kiosk.store import office_files
from kiosk.store import orders as standing
from sync import usb
from sync.outcome import State
from sync.protocol import Verdict
from sync.server.exchange import files
from sync.server.exchange.sticks import import_stick
from sync.server.kiosks import orders
from sync.server.work.requests import allowed
from sync.usb import ReplyRefusal
from tests.sync.world import Handler, KioskWorld, World, exactly_once, photo

D18 = "surat_keterangan_domisili"
NAME = "content/c15_kami.toml"
NEWS = """service = "C15"
[[article]]
id = "air"
title = {{ id = "Air mati hari ke-{0}" }}
summary = {{ id = "Dari pagi sampai sore." }}
source = "PDAM"
updated = 2026-11-22
body = {{ id = "Tampung air sejak pagi." }}
"""
STICKS = 2
one_kiosk = st.integers(0, 1)
one_stick = st.integers(0, STICKS - 1)


class BothRoads(RuleBasedStateMachine):
    """Two kiosks of one office, two sticks, one drawer with old copies of sticks."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World(self.folder)
        self.office = self.world.office()
        self.kiosks = [self.world.kiosk(self.office) for _ in range(2)]
        self.sticks = [self.folder / f"stick-{number}" for number in range(STICKS)]
        for stick in self.sticks:
            stick.mkdir()
        self.drawer: list[Path] = []
        self.accepted = self.published = self.ordered = self.photos = 0
        self.backup: bytes | None = None
        for kiosk in self.kiosks:
            assert kiosk.sync().done

    @rule(which=one_kiosk, count=st.integers(1, 3))
    def residents_come(self, which: int, count: int) -> None:
        self.kiosks[which].submit(count)
        self.accepted += count

    @rule(which=one_kiosk)
    def a_resident_shows_a_photo(self, which: int) -> None:
        self.photos += 1
        self.kiosks[which].submit(service_id="J01", foto=photo(self.photos, 60))
        self.accepted += 1

    @rule(which=one_kiosk)
    def the_link_is_there(self, which: int) -> None:
        assert self.kiosks[which].sync().done

    @rule(which=one_kiosk, heard=st.integers(0, 2), lost=st.booleans())
    def the_link_breaks(self, which: int, heard: int, lost: bool) -> None:
        """After so many messages, before the office heard the next one or, `lost`, after it had answered."""
        left = heard

        def fault(request: httpx2.Request, deliver: Handler) -> httpx2.Response:
            nonlocal left
            left -= 1
            if left >= 0:
                return deliver(request)
            if lost:
                deliver(request)
            raise httpx2.ReadError("cut")

        road = self.kiosks[which].road
        road.fault = fault
        outcome = self.kiosks[which].sync()
        road.fault = None
        assert outcome.state in (State.OFFLINE, State.DONE)

    @rule(which=one_kiosk, stick=one_stick)
    def a_stick_is_filled(self, which: int, stick: int) -> None:
        kiosk = self.kiosks[which]
        usb.export(kiosk.store, kiosk.keys, self.sticks[stick], kiosk.clock)

    @rule(stick=one_stick)
    def the_office_takes_a_stick(self, stick: int) -> None:
        self._take(self.sticks[stick])

    def _take(self, stick: Path) -> None:
        taken = import_stick(self.office.database, self.office.keys, stick, self.office.clock)
        # A stick that was lost between leaves a gap before the next one.
        assert all(one.reason is Verdict.GAP for one in taken.refused)

    @rule(which=one_kiosk, stick=one_stick)
    def a_stick_comes_back(self, which: int, stick: int) -> None:
        self._bring_back(self.kiosks[which], self.sticks[stick])

    def _bring_back(self, kiosk: KioskWorld, stick: Path) -> None:
        taken = usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)
        assert all(isinstance(one.reason, ReplyRefusal) for one in taken.refused)

    @rule(stick=one_stick)
    def a_stick_is_lost(self, stick: int) -> None:
        shutil.rmtree(self.sticks[stick])
        self.sticks[stick].mkdir()

    @rule(stick=one_stick)
    def a_stick_is_copied(self, stick: int) -> None:
        self.drawer.append(self.folder / f"drawer-{len(self.drawer)}")
        shutil.copytree(self.sticks[stick], self.drawer[-1])

    @precondition(lambda self: self.drawer)
    @rule(stick=one_stick, data=st.data())
    def an_old_copy_is_taken_for_the_stick(self, stick: int, data: st.DataObject) -> None:
        shutil.rmtree(self.sticks[stick])
        shutil.copytree(data.draw(st.sampled_from(self.drawer)), self.sticks[stick])

    @rule(which=one_kiosk, stick=one_stick)
    def a_stick_is_carried_to_the_office(self, which: int, stick: int) -> None:
        self.a_stick_is_filled(which, stick)
        self.the_office_takes_a_stick(stick)

    @rule(data=st.data())
    def the_desk_decides(self, data: st.DataObject) -> None:
        """On everything that waits, as on a good morning."""
        self._decide(lambda moves: data.draw(st.sampled_from(moves)))

    def _decide(self, choose: Callable[[list[PermohonanStatus]], PermohonanStatus]) -> None:
        self.office.clock.ms += 60_000
        for item in self.office.items():
            if moves := allowed(item.permohonan.status):
                new = choose(moves)
                self.office.move(item.permohonan.id, new, note="KK belum dibawa" if new in NEEDS_NOTE else None)

    @rule()
    def the_office_publishes(self) -> None:
        self.published += 1
        with self.office.database.writing() as connection:
            files.publish(
                connection, self.office.keys.code, {NAME: NEWS.format(self.published)},
                data=self.office.data, actor="sari", now=self.office.clock.ms,
            )  # fmt: skip

    @rule(closes=st.booleans(), only=st.sampled_from((None, 0, 1)))
    def the_office_orders(self, closes: bool, only: int | None) -> None:
        self.ordered += 1
        order = ServiceClosed(D18) if closes else ServiceOpened(D18)
        with self.office.database.writing() as connection:
            for one in (order, MessageShown(f"Pengumuman {self.ordered}")):
                orders.give(
                    connection, self.office.keys.code, one, actor="sari", now=self.office.clock.ms, zone=Zone(7),
                    kiosk_id=None if only is None else self.kiosks[only].keys.id,
                )  # fmt: skip

    @rule()
    def the_office_s_disk_is_copied(self) -> None:
        self.backup = self.office.copy()

    @precondition(lambda self: self.backup)
    @rule()
    def the_office_s_disk_comes_back(self) -> None:
        assert self.backup
        self.office.restore(self.backup)

    @invariant()
    def nothing_is_twice(self) -> None:
        items = self.office.items()
        assert len({item.permohonan.code_hash for item in items}) == len(items) <= self.accepted

    def teardown(self) -> None:
        try:
            self._last_day()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)

    def _last_day(self) -> None:
        """Sticks leave with the morning's news and come back after the afternoon's; then all that was put aside turns up.

        And then the office forgets the day.
        """
        for which, kiosk in enumerate(self.kiosks):
            self.residents_come(which, 1)
            assert kiosk.sync().done
        backup = self.office.copy()
        self.a_resident_shows_a_photo(0)
        self._decide(lambda moves: moves[0])
        self.the_office_orders(closes=True, only=None)
        self.the_office_publishes()
        for which in range(2):
            self.a_stick_is_carried_to_the_office(which, which)
        self._decide(lambda moves: moves[-1])
        self.the_office_orders(closes=False, only=None)
        self.the_office_publishes()
        # What the one brings, the other must hear of: so the first one asks again.
        for kiosk in (*self.kiosks, *self.kiosks):
            assert kiosk.sync().done
        self._is_right()
        for stick in (*self.sticks, *reversed(self.drawer)):
            # As it is, and once more after the office has answered it again.
            for kiosk in self.kiosks:
                self._bring_back(kiosk, stick)
            self._take(stick)
            for kiosk in self.kiosks:
                self._bring_back(kiosk, stick)
        for kiosk in self.kiosks:
            assert kiosk.sync().done
        self._is_right()
        # In the night the office's disk dies; what was said since the morning is said anew by those who know it.
        self.office.restore(backup)
        self.the_office_orders(closes=True, only=None)
        self.the_office_publishes()
        for kiosk in (*self.kiosks, *self.kiosks):
            assert kiosk.sync().done
        self._is_right()

    def _is_right(self) -> None:
        assert exactly_once(self.office, *self.kiosks) == self.accepted
        for kiosk in self.kiosks:
            self._obeys(kiosk)

    def _obeys(self, kiosk: KioskWorld) -> None:
        """It shows what the office published and does what it ordered last."""
        used = kiosk.store.run(office_files.in_use)
        assert used == ({NAME: NEWS.format(self.published)} if self.published else {})
        with self.office.database.reading() as connection:
            given = orders.listed(connection, self.office.keys.code)
        mine = [one for one in given if kiosk.keys.id in (*one.followed, *one.waited_for)]
        assert all(kiosk.keys.id in one.followed for one in mine)
        told = in_force(kiosk.store.run(standing.standing))
        assert (
            told.notice(self.office.clock.ms)
            == max(
                ((one.number, one.order.text) for one in mine if isinstance(one.order, MessageShown)), default=(0, "")
            )[1]
        )


BothRoads.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
class TestBothRoads(BothRoads.TestCase):  # type: ignore[misc]
    """What hypothesis thinks of."""
