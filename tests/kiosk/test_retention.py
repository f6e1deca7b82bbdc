"""What nobody needs any more goes when its time is over; what only this kiosk has never does."""

from __future__ import annotations

import json
import queue
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.app.bootstrap import machine
from kiosk.app.upkeep import Upkeep
from kiosk.clock import FixedClock
from kiosk.config import Retention
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import StatusChanged
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, Outcome, PrintReason
from kiosk.store import acknowledged, audit, backups, elsewhere, journal, permohonan, print_jobs, retention
from kiosk.store.database import Connection
from kiosk.usecases import retention as usecase
from kiosk.usecases.audit import note
from kiosk.usecases.context import Context
from kiosk.usecases.initialise import initialise
from kiosk.usecases.retention import Purged
from kiosk.usecases.submit import Submitted, submit

Run = Callable[..., tuple[int, str, str]]
DAY = 86_400_000
KEEP = Retention()
NOTHING = Purged()


@pytest.fixture
def taken(context: Context) -> list[Submitted]:
    """Three requests of this morning."""
    return [_submit(context) for _ in range(3)]


def _submit(context: Context) -> Submitted:
    service = context.catalog.find("D18")
    made = submit(context, service, service.sample)
    assert isinstance(made, Submitted)
    return made


def _heard(context: Context, upto: int, clock: FixedClock) -> None:
    """The office has everything up to an entry, it says at this moment."""

    def write(db: Connection) -> None:
        state = journal.sync_state(db)
        journal.put_sync_state(db, msgspec.structs.replace(state, acknowledged=max(state.acknowledged, upto)))
        acknowledged.mark(db, upto, at=clock.ms)

    context.store.transaction(write)


def _purge(context: Context, keep: Retention = KEEP) -> Purged:
    """As the night does it; twice, because the second time nothing may be left to do."""
    said = context.store.run(lambda db: usecase.due(db, keep, context.clock))
    gone = usecase.purge(context.store, keep, context.clock)
    assert said == msgspec.structs.replace(gone, backups=0)
    assert usecase.purge(context.store, keep, context.clock) == NOTHING
    count, problems = context.store.run(lambda db: journal.verify(db, context.kiosk.id))
    assert (count, problems) == (context.store.run(lambda db: journal.head(db, context.kiosk.id))[0], [])
    return gone


def _sealed(context: Context) -> list[int]:
    return context.store.run(lambda db: [row["seq"] for row in db.query("SELECT seq FROM sealed ORDER BY seq")])


def test_sealed_answers_go_thirty_days_after_the_office_had_them(
    context: Context, taken: list[Submitted], clock: FixedClock
) -> None:
    _heard(context, 2, clock)
    clock.ms += 30 * DAY
    _heard(context, 2, clock)
    assert _purge(context) == NOTHING
    clock.ms += 1
    _heard(context, 2, clock)
    assert _purge(context) == Purged(sealed=2)
    assert _sealed(context) == [3]
    assert len(taken) == 3


def test_what_the_office_has_not_acknowledged_never_goes(
    context: Context, taken: list[Submitted], clock: FixedClock
) -> None:
    clock.ms += 3000 * DAY
    _heard(context, 0, clock)
    _purge(context)
    assert len(_sealed(context)) == len(taken)


def test_what_the_office_would_not_take_stays(context: Context, taken: list[Submitted], clock: FixedClock) -> None:
    """Somebody may still have to look at it."""
    context.store.transaction(lambda db: db.execute("INSERT INTO refused_events VALUES (2, 'code_taken')"))
    _heard(context, len(taken), clock)
    clock.ms += 31 * DAY
    _heard(context, 3, clock)
    _purge(context)
    assert _sealed(context) == [2]


def test_an_office_that_lost_what_it_had_is_not_believed_any_more(
    context: Context, taken: list[Submitted], clock: FixedClock
) -> None:
    _heard(context, 1, clock)
    clock.ms += DAY
    _heard(context, len(taken), clock)
    context.store.transaction(lambda db: acknowledged.take_back(db, 1))
    clock.ms += 31 * DAY
    _heard(context, 1, clock)
    _purge(context)
    assert _sealed(context) == [2, 3]


def test_time_is_over_when_both_clocks_say_so(context: Context, taken: list[Submitted], clock: FixedClock) -> None:
    """Neither a kiosk that jumped five years ahead nor an office that did takes anything away."""
    _heard(context, len(taken), clock)
    morning = clock.ms
    clock.ms += 5 * 365 * DAY
    assert _purge(context) == NOTHING
    _heard(context, len(taken), clock)
    clock.ms = morning
    assert _purge(context) == NOTHING


@pytest.mark.survives(18)
def test_while_the_clock_is_in_doubt_nothing_goes(context: Context, taken: list[Submitted], clock: FixedClock) -> None:
    _heard(context, len(taken), clock)
    evening = clock.ms + 31 * DAY
    _heard(context, len(taken), FixedClock(evening))
    clock.ms = 0
    assert usecase.purge(context.store, KEEP, clock) == NOTHING
    clock.ms = evening
    assert _purge(context).sealed == 3


def test_slips_that_are_settled_and_requests_that_are_closed_go_in_their_time(
    context: Context, taken: list[Submitted], clock: FixedClock
) -> None:
    """A slip that still waits stays, and so does a request that is still open."""

    def settle(db: Connection) -> None:
        first, second, _third = print_jobs.waiting(db)
        print_jobs.settle(db, first.id, Outcome(JobState.CONFIRMED), now=clock.ms)
        print_jobs.settle(db, second.id, Outcome(JobState.FAILED, PrintReason.CANCELLED), now=clock.ms)
        for made, status in zip(taken, (PermohonanStatus.COLLECTED, PermohonanStatus.READY), strict=False):
            permohonan.put(db, msgspec.structs.replace(made.permohonan, status=status, status_at=clock.ms))
        for number in range(3):
            elsewhere.put(db, _told(number, clock.ms + number * DAY))

    context.store.transaction(settle)
    _heard(context, 3, clock)
    morning = clock.ms
    clock.ms = morning + 30 * DAY + 1
    _heard(context, 3, clock)
    assert _purge(context) == Purged(sealed=3, prints=2)
    clock.ms = morning + 366 * DAY + 1
    _heard(context, 3, clock)
    assert _purge(context) == Purged(requests=1, elsewhere=2)
    kept = context.store.run(lambda db: [permohonan.get(db, made.permohonan.id) for made in taken])
    assert [one is not None for one in kept] == [False, True, True]
    assert len(context.store.run(print_jobs.waiting)) == 1


def test_only_time_excuses_a_request_that_is_missing(context: Context, taken: list[Submitted]) -> None:
    """One that somebody took away is missed all the same."""
    context.store.transaction(lambda db: db.execute("DELETE FROM permohonan WHERE id = ?", [taken[1].permohonan.id]))
    _, problems = context.store.run(lambda db: journal.verify(db, context.kiosk.id))
    assert [(one.seq, one.what) for one in problems] == [(2, "its request is missing")]


def test_old_lines_of_the_audit_log_go_and_it_still_adds_up(context: Context, clock: FixedClock) -> None:
    """Only those that the office was told of, and the log begins where they ended."""
    for number in range(4):
        note(context.store, clock, Actor.ADMIN, Act.ENTERED, detail=str(number))
        clock.ms += DAY
    context.store.transaction(lambda db: audit.put_told(db, 2))
    clock.ms += 731 * DAY
    _heard(context, 0, clock)
    assert _purge(context) == Purged(audit=2)
    lines = context.store.run(lambda db: audit.newest(db, most=9))
    assert [(line.act, line.detail) for line in lines] == [
        (Act.PURGED, "audit 2"),
        (Act.ENTERED, "3"),
        (Act.ENTERED, "2"),
    ]
    assert context.store.run(audit.verify) == (3, [])


def test_what_went_stands_in_one_line_of_numbers(context: Context, taken: list[Submitted], clock: FixedClock) -> None:
    _heard(context, len(taken), clock)
    clock.ms += 31 * DAY
    _heard(context, 3, clock)
    _purge(context)
    [line] = context.store.run(lambda db: audit.newest(db, most=9))
    assert (line.actor, line.act, line.detail) == (Actor.KIOSK, Act.PURGED, "sealed 3")


@pytest.mark.survives(24)
def test_afterwards_no_byte_of_the_answers_is_on_the_disk(
    context: Context, taken: list[Submitted], clock: FixedClock
) -> None:
    """Not in the database, not in its WAL, and not in a backup from before."""
    bodies = context.store.run(lambda db: [bytes(row["body"]) for row in db.query("SELECT body FROM sealed")])
    backups.make(context.store.data, now=clock.ms)
    assert len(bodies) == len(taken)
    assert _places(context.store.data, bodies) == {"backups", "kiosk.db-wal"}
    _heard(context, 3, clock)
    clock.ms += 31 * DAY
    _heard(context, 3, clock)
    gone = usecase.purge(context.store, KEEP, clock)
    assert (gone.sealed, gone.backups) == (3, 1)
    assert _places(context.store.data, bodies) == set()
    # And the newest backup is one of what is left.
    assert [one.made_at // 1000 for one in backups.listed(context.store.data)] == [clock.ms // 1000]


def _places(data: Path, bodies: list[bytes]) -> set[str]:
    """Where any part of a sealed body lies; a page may hold a piece of one only."""
    pieces = [body[start : start + 24] for body in bodies for start in range(0, len(body) - 24, 24)]
    files = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    return {file.relative_to(data).parts[0] for file, held in files.items() if any(piece in held for piece in pieces)}


def test_it_goes_in_steps_and_stops_between_them(
    context: Context, taken: list[Submitted], clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kiosk that is switched off in between has done a part, and the rest the next night."""
    _heard(context, len(taken), clock)
    clock.ms += 31 * DAY
    _heard(context, 3, clock)
    steps: list[int] = []
    purge_sealed = retention.purge_sealed

    def counted(db: Connection, **wishes: Any) -> int:
        steps.append(purge_sealed(db, before=wishes["before"], most=1))
        return steps[-1] * usecase.STEP  # as if there were more

    monkeypatch.setattr(retention, "purge_sealed", counted)
    usecase.purge(context.store, KEEP, clock, stopping=lambda: len(steps) == 2)
    assert steps == [1, 1]
    assert _sealed(context) == [3]


def test_the_running_program_does_it_by_itself(tmp_path: Path) -> None:
    """And writes down what commands did beside it."""
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    with machine(data) as one:
        done = _Waiting()
        upkeep = Upkeep(one, first_s=0.0)
        look = upkeep.look
        upkeep.look = lambda: done.tell(look())  # type: ignore[method-assign]
        (data / "audit.waiting").write_bytes(b'[5,"command","pin_set",true,"admin"]\n{half\n')
        upkeep.start()
        try:
            assert done.wait() == NOTHING
        finally:
            upkeep.stop()
        lines = one.context.store.run(lambda db: audit.newest(db, most=9))
    assert [(line.at, line.act, line.detail) for line in lines] == [(5, Act.PIN_SET, "admin")]


class _Waiting:
    """What a thread found out."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Purged] = queue.Queue()

    def tell(self, purged: Purged) -> Purged:
        self._queue.put(purged)
        return purged

    def wait(self) -> Purged:
        return self._queue.get(timeout=20)


@pytest.mark.survives(18)
def test_a_clock_that_fell_back_is_written_down(tmp_path: Path) -> None:
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    with machine(data, clock=FixedClock(0)) as one:
        assert Upkeep(one).look() == NOTHING
        [line] = one.context.store.run(lambda db: audit.newest(db, most=9))
    assert (line.act, line.done) == (Act.CLOCK_JUMPED, False)


def test_the_command_says_what_would_go_and_what_went(tmp_path: Path, run_kiosk: Run) -> None:
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    code, out, _ = run_kiosk("retention", "--dry-run", "--data", data, "--json")
    told = json.loads(out)
    assert (code, told["sealed"], told["dry_run"]) == (0, 0, True)
    assert run_kiosk("retention", "--data", data)[:2] == (0, "Nothing is over its time.\n")


@pytest.mark.parametrize("line", ["sealed_days = 0", "audit_days = 9999", 'prints_days = "x"', "sealed_day = 3"])
def test_a_time_that_makes_no_sense_is_refused(tmp_path: Path, run_kiosk: Run, line: str) -> None:
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    (data / "config.toml").write_text(f"[retention]\n{line}\n", "utf-8")
    code, _, err = run_kiosk("retention", "--data", data)
    assert (code, "config.toml" in err) == (2, True)


def _told(number: int, at: int) -> StatusChanged:
    return StatusChanged(
        code_hash=bytes([number]) * 16,
        status=PermohonanStatus.READY,
        at=at,
        note=None,
        service="d18_domisili",
        ref="D18",
        ticket=f"A-{number:03}",
        queue_day="2026-11-21",
        created_at=at,
    )
