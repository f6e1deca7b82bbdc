"""The clock says anything at all: 1970, five years from now, backwards at midday, another zone. Order comes from the sequence."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk import sealing
from kiosk.clock import FixedClock
from kiosk.domain.antrean import letters
from kiosk.domain.catalog import Catalog
from kiosk.domain.code import new_kiosk_id
from kiosk.store import backups, journal
from kiosk.store.database import Store
from kiosk.usecases.context import Context, Kiosk
from kiosk.usecases.maintenance import FREE_TRIES, PinGuard, PinLocked, PinRight, new_pin
from kiosk.usecases.submit import Submitted, submit
from kiosk.wilayah import Wilayah
from tests.conftest import NOON_MS, OfficeKeys

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
YEARS_MS = 5 * 365 * DAY_MS

JUMPS = {
    "an hour on": lambda now: now + HOUR_MS,
    "over midnight": lambda now: now + 13 * HOUR_MS,
    "a dead battery": lambda _now: 0,
    "five years on": lambda now: now + YEARS_MS,
    "backwards at midday": lambda now: max(0, now - 6 * HOUR_MS),
    "a day back": lambda now: max(0, now - DAY_MS),
    "set right": lambda _now: NOON_MS + 2 * HOUR_MS,
}


def give(context: Context) -> Submitted:
    service = context.catalog.find("D18")
    done = submit(context, service, service.sample)
    assert isinstance(done, Submitted), done
    return done


@pytest.mark.survives(18)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(sorted(JUMPS)), st.sampled_from([7, 8, 9]), st.booleans()), min_size=3, max_size=10
    )
)
def test_whatever_the_clock_and_the_zone_do_no_number_is_given_twice(
    tmp_path: Path,
    office_keys: OfficeKeys,
    catalog: Catalog,
    regions: Wilayah,
    steps: list[tuple[str, int, bool]],
) -> None:
    """After each jump, each change of the office's zone and each restart the queue goes on, and a date in doubt is said to be.

    Numbers of one day are 1, 2, 3 …, the chain holds, and what came later has the higher sequence.
    """
    data = tmp_path / secrets.token_hex(4)
    data.mkdir()
    clock = FixedClock(NOON_MS)
    seed, kiosk_id = sealing.new_signing_key(), new_kiosk_id(secrets.randbelow)
    given_ones: list[Submitted] = []
    store = Store.open(data)
    try:
        for jump, zone, restart in steps:
            clock.ms = JUMPS[jump](clock.ms)
            if restart:
                store.close()
                store = Store.open(data)
            office = msgspec.structs.replace(office_keys.office, zone=zone)
            context = Context(store, Kiosk(kiosk_id, office, seed, letters("A-E")), catalog, regions, clock)
            latest = store.run(journal.latest_known_time)
            doubtful = clock.ms < NOON_MS - 30 * DAY_MS or (latest is not None and clock.ms < latest - 5 * MINUTE_MS)
            done = give(context)
            assert done.slip.clock_doubt is doubtful
            given_ones.append(done)
        count, problems = store.run(lambda db: journal.verify(db, kiosk_id))
    finally:
        store.close()
    shutil.rmtree(data)
    assert (count, list(problems)) == (len(steps), [])
    assert [one.permohonan.seq for one in given_ones] == list(range(1, len(steps) + 1))
    by_day: dict[str, list[int]] = {}
    for one in given_ones:
        by_day.setdefault(one.permohonan.queue_day, []).append(int(one.permohonan.ticket.partition("-")[2]))
    for numbers in by_day.values():
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.fixture
def machine_zone() -> Iterator[None]:
    """Gives the machine its zone back."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.survives(18)
@pytest.mark.usefixtures("machine_zone")
def test_the_zone_of_the_machine_changes_nothing_that_anybody_reads(context: Context, clock: FixedClock) -> None:
    """Somebody installed the system with the zone of another country: the day of the queue is the office's."""
    clock.ms = int(datetime(2026, 11, 21, 17, 30, tzinfo=UTC).timestamp() * 1000)  # half past midnight in Palembang
    said = []
    for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "America/New_York", "UTC"):
        os.environ["TZ"] = zone
        time.tzset()
        done = give(context)
        said.append((done.permohonan.queue_day, done.slip.when, done.slip.clock_doubt))
    assert set(said) == {("2026-11-22", "Minggu, 22 November 2026, 00.30 WIB", False)}


@pytest.mark.survives(18)
def test_a_kiosk_in_1970_does_not_argue_with_a_date_of_birth(context: Context, clock: FixedClock) -> None:
    """Nobody is told that being born in 1989 is impossible."""
    clock.ms = 0
    assert context.today().year >= 2026
    give(context)
    clock.ms = NOON_MS
    give(context)


@pytest.mark.survives(18, 26)
def test_turning_the_clock_does_not_shorten_the_wait_after_wrong_pins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait is measured by a clock that nobody can set."""
    now = [1000.0]
    pin = new_pin(tmp_path)
    wrong = "975310" if pin != "975310" else "864201"
    guard = PinGuard(tmp_path, lambda: now[0])
    for _ in range(FREE_TRIES):
        guard.check(wrong)
    for wall in (0.0, 4e9):
        monkeypatch.setattr(time, "time", lambda moment=wall: moment)
        monkeypatch.setattr(time, "time_ns", lambda moment=wall: int(moment * 1e9))
        assert isinstance(guard.check(pin), PinLocked)
    now[0] += 16
    assert isinstance(guard.check(pin), PinRight)


@pytest.mark.survives(5, 18)
def test_a_jump_of_the_clock_takes_no_backup_away_that_is_among_the_newest(context: Context) -> None:
    """What is newest is told by what a copy holds: a day in 1970 or in 2031 counts for nothing."""
    data, made = context.store.data, []
    for moment in (
        NOON_MS,
        NOON_MS + YEARS_MS,
        0,
        NOON_MS + HOUR_MS,
        1000,
        NOON_MS + YEARS_MS + DAY_MS,
        NOON_MS + DAY_MS,
    ):
        give(context)
        made.append(backups.make(data, now=moment)[0])
        newest = [one.seq for one in backups.listed(data)]
        assert newest[:3] == sorted((one.seq for one in made), reverse=True)[:3]
        for one in backups.listed(data):
            backups.verify(one.path, context.kiosk.id)
