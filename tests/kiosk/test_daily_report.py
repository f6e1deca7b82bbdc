"""What this kiosk did on a day: every count once, on the right day, and nothing that tells who."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.app.bootstrap import machine
from kiosk.app.report_command import as_csv, as_json, write_report
from kiosk.clock import FixedClock
from kiosk.domain import project
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, Outcome, PrintReason
from kiosk.domain.report import DailyReport, DayCount, HourCount, Usual
from kiosk.errors import Damaged, WrongUse
from kiosk.store import journal, print_jobs
from kiosk.usecases.context import Context
from kiosk.usecases.daily_report import daily_report, todays_report
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import take_number

Run = Callable[..., tuple[int, str, str]]
SATURDAY = date(2026, 11, 21)


def at(day: int, hour: int, minute: int = 0) -> int:
    """A moment of November 2026 in Palembang, as the kiosk's clock says it (ms)."""
    return int(datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp() * 1000) - 7 * 3_600_000


def ask(context: Context, name: str, **options: Any) -> Submitted:
    """Submits the sample of a service."""
    service = context.catalog.find(name)
    done = submit(context, service, service.sample, **options)
    assert isinstance(done, Submitted)
    return done


def number(context: Context, group: str = "petugas", **options: Any) -> None:
    """Takes a number without a form."""
    take_number(context, context.catalog.group(group), **options)


def report_of(context: Context, day: date | None = SATURDAY, days: int = 1) -> DailyReport:
    kiosk = context.kiosk
    return context.store.run(
        lambda db: daily_report(db, kiosk.office, kiosk.id, context.catalog, context.clock, day=day, days=days)
    )


@pytest.fixture
def day(context: Context, clock: FixedClock) -> list[Submitted]:
    """A Saturday: three requests, two numbers; the day before and the day after one each."""
    requests = []
    for moment, act in (
        (at(20, 15), lambda: ask(context, "D18")),
        (at(21, 9, 15), lambda: requests.append(ask(context, "D18"))),
        (at(21, 9, 59), lambda: requests.append(ask(context, "D12", language="plm"))),
        (at(21, 10, 40), lambda: requests.append(ask(context, "D18", priority=True))),
        (at(21, 10, 41), lambda: number(context)),
        (at(21, 23, 59), lambda: number(context, "pengaduan", priority=True)),
        (at(22, 0, 0), lambda: number(context)),
    ):
        clock.ms = moment
        act()
    return requests


def test_a_day_is_counted_whole_and_alone(context: Context, day: list[Submitted]) -> None:
    """From midnight to midnight at the office, services apart from hours."""
    report = report_of(context)
    assert (report.requests, report.numbers, report.priority) == (3, 2, 2)
    assert [(one.ref, one.count) for one in report.services] == [("D18", 2), ("D12", 1)]
    assert [(one.group, one.title, one.count) for one in report.groups] == [
        ("pengaduan", "Pengaduan dan saran", 1),
        ("petugas", "Bicara dengan petugas", 1),
    ]
    assert report.hours == (HourCount(9, 2, 0), HourCount(10, 1, 1), HourCount(23, 0, 1))
    assert [(one.language, one.count) for one in report.languages] == [("id", 2), ("plm", 1)]
    assert report.days == (DayCount(SATURDAY, 3, 2),)
    assert report.printed(JobState.WAITING) == 5
    assert not report.doubtful
    assert not report.unfinished


def test_without_a_day_it_is_the_present_one(context: Context, day: list[Submitted]) -> None:
    """Which is not over."""
    report = report_of(context, None)
    assert (report.day, report.requests, report.numbers) == (date(2026, 11, 22), 0, 1)
    assert report.unfinished


def test_requests_stand_where_the_office_says(context: Context, day: list[Submitted], clock: FixedClock) -> None:
    """And what it acknowledged no longer waits; the oldest of the rest is told to the hour, never to the minute."""
    before = report_of(context).unsent
    assert (before.entries, before.refused, before.last_contact) == (7, 0, None)
    assert before.since == context.zone.local(at(20, 15))
    changes = journal.Changes(
        acknowledged=2,
        cursor=1,
        refused=((1, "unknown service"),),
        events=(project.told(msgspec.structs.replace(day[0].permohonan, status=PermohonanStatus.READY)),),
        server_time=clock.ms,
    )
    context.store.transaction(lambda db: journal.apply_changes(db, changes, now=clock.ms))
    report = report_of(context)
    assert {one.status.value: one.count for one in report.states} == {"SUBMITTED": 2, "READY": 1}
    assert {one.status.value: one.count for one in report.services[0].states} == {"SUBMITTED": 1, "READY": 1}
    assert (report.unsent.entries, report.unsent.refused) == (5, 1)
    assert report.unsent.since == context.zone.local(at(21, 9))
    assert report.unsent.last_contact == context.zone.local(clock.ms)


def test_slips_are_counted_by_what_is_known_of_them(context: Context, day: list[Submitted]) -> None:
    """One printed, one failed, the rest waits; those of other days are not among them."""
    outcomes = (Outcome(JobState.CONFIRMED), Outcome(JobState.FAILED, PrintReason.PAPER_OUT))
    for request, outcome in zip(day, outcomes, strict=False):
        context.store.run(lambda db, r=request, o=outcome: print_jobs.settle(db, r.print_job, o, now=at(21, 11)))
    report = report_of(context)
    assert {(one.state, one.reason): one.count for one in report.prints} == {
        (JobState.CONFIRMED, None): 1,
        (JobState.FAILED, PrintReason.PAPER_OUT): 1,
        (JobState.WAITING, None): 3,
    }


def test_the_usual_day_is_the_average_of_days_with_residents(context: Context, clock: FixedClock) -> None:
    """Seven of them: holidays in between do not make the office look idle, older days do not count."""
    assert report_of(context).usual is None
    for day, numbers in ((2, 9), (3, 1), (4, 1), (5, 1), (9, 2), (10, 2), (11, 2), (20, 5), (21, 1)):
        clock.ms = at(day, 9)
        for _ in range(numbers):
            number(context)
    assert report_of(context).usual == Usual(7, 2.0)
    assert report_of(context, date(2026, 11, 3)).usual == Usual(1, 9.0)


def test_several_days_have_a_count_each(context: Context, day: list[Submitted]) -> None:
    """Also those without anybody."""
    report = report_of(context, days=3)
    assert report.days == (
        DayCount(date(2026, 11, 19), 0, 0),
        DayCount(date(2026, 11, 20), 1, 0),
        DayCount(SATURDAY, 3, 2),
    )
    assert (report.first, report.requests, report.usual) == (date(2026, 11, 19), 4, None)


def test_a_clock_that_fell_back_keeps_its_numbers_in_their_day(
    context: Context, day: list[Submitted], clock: FixedClock
) -> None:
    """With their slips, in no hour; and the report says that the clock is in doubt."""
    clock.ms = 1000
    ask(context, "D12")
    report = report_of(context, None)
    assert (report.day, report.requests, report.numbers) == (date(2026, 11, 22), 1, 1)
    assert report.hours == (HourCount(0, 0, 1),)
    assert (report.doubtful, report.clock_doubtful) == (1, True)
    assert report.printed(JobState.WAITING) == 2
    assert not report_of(context).doubtful


def test_a_day_that_has_not_begun_is_refused(context: Context) -> None:
    """Nobody should take its zeros for an idle day."""
    with pytest.raises(WrongUse, match="has not begun"):
        report_of(context, date(2026, 11, 22))
    with pytest.raises(WrongUse, match="before any kiosk"):
        report_of(context, date.min, days=7)
    assert report_of(context, date(2026, 10, 1)).requests == 0


def test_an_entry_that_cannot_be_read_is_named(context: Context, day: list[Submitted]) -> None:
    """Rather than a report with one resident less."""

    def damage(db: Any) -> None:
        db.execute("DROP TRIGGER journal_no_update")
        db.execute("UPDATE journal SET body = x'00' WHERE seq = 3")

    context.store.run(damage)
    with pytest.raises(Damaged, match="entry 3 cannot be read"):
        report_of(context)


def test_a_day_is_found_without_reading_the_years(context: Context, day: list[Submitted]) -> None:
    """Every table that grows is entered by a key. Slips are few bytes a row: 100,000 of them are read in 10 ms."""
    asked: list[str] = []

    def look(db: Any) -> list[str]:
        db.conn.set_trace_callback(asked.append)
        daily_report(db, context.kiosk.office, context.kiosk.id, context.catalog, context.clock, day=SATURDAY)
        db.conn.set_trace_callback(None)
        selects = [one for one in asked if one.startswith("SELECT")]
        return [row[3] for one in selects for row in db.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()]

    plan = context.store.run(look)
    assert any("SEARCH a USING PRIMARY KEY (queue_day>? AND queue_day<?)" in step for step in plan)
    # The newest number is the last entry of an index.
    read_whole = [step for step in plan if step.startswith("SCAN") and "INDEX" not in step]
    assert {step for step in read_whole if "json_each" not in step} <= {"SCAN print_jobs", "SCAN refused_events"}


def test_nothing_in_it_tells_who(context: Context, day: list[Submitted]) -> None:
    """No answer, no number, no code; no time finer than an hour but that of the report and of the office's last word."""
    report = report_of(context)
    told = as_json(report, None)
    text = json.dumps(told, ensure_ascii=False) + as_csv(report)
    for request in day:
        answers = context.catalog.find(request.permohonan.service).sample
        secrets = [str(answers[name]) for name in ("nik", "nama", "tgl_lahir", "alamat") if name in answers]
        assert len(secrets) > 2
        for own in (
            *secrets,
            str(request.code),
            request.code.symbols,
            request.permohonan.id,
            request.permohonan.ticket,
        ):
            assert own not in text
    told["made_at"] = None
    assert set(re.findall(r"\d\d:(\d\d)[:+]", json.dumps(told))) <= {"00"}


def test_the_page_comes_on_a_stick_whole(context: Context, day: list[Submitted], tmp_path: Path) -> None:
    """Under its own name, with nothing half-written beside it; a second one of the day takes its place."""
    stick = tmp_path / "stick"
    stick.mkdir()
    for _ in range(2):
        path = write_report(context, stick)
    assert [path] == list(stick.iterdir())
    assert path.name == f"laporan-{context.kiosk.id}-2026-11-22.pdf"
    assert path.read_bytes().startswith(b"%PDF-")
    assert todays_report(context).numbers == 1
    with pytest.raises(WrongUse, match="no folder"):
        write_report(context, tmp_path / "gone")


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, run_kiosk: Run) -> Path:
    """A kiosk of the demo office where one request was made."""
    folder = tmp_path / "data"
    assert run_kiosk("init", "--demo", "--data", folder)[0] == 0
    with machine(folder) as here:
        ask(here.context, "D18")
    return folder


def test_the_command_works_beside_a_running_kiosk(data: Path, tmp_path: Path, run_kiosk: Run) -> None:
    """Numbers for programs, the page only where it is asked for, the table with the same numbers."""
    file, table = tmp_path / "laporan.pdf", tmp_path / "laporan.csv"
    with machine(data):
        code, out, err = run_kiosk("report", "--data", data, "--json", "--out", file, "--csv", table)
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["requests"], told["numbers"], told["file"]) == (1, 0, str(file))
    assert {"day", "services", "hours", "states", "prints"} <= set(told)
    assert told["states"] == {"SUBMITTED": 1}
    assert told["prints"] == {"waiting": 1, "sent": 0, "confirmed": 0, "failed": 0, "reasons": {}}
    assert file.read_bytes().startswith(b"%PDF-")
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    counts = {(row["table"], row["key"]): int(row["count"]) for row in rows}
    assert counts["total", "requests"] == counts["service", "D18"] == counts["day", told["day"]] == 1


def test_without_a_name_the_page_has_its_own(
    data: Path, tmp_path: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the current folder; with --json alone nothing is written; a folder gets it inside."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert json.loads(run_kiosk("report", "--data", data, "--json")[1])["file"] is None
    assert list(here.iterdir()) == []
    code, out, _ = run_kiosk("report", "--data", data)
    assert code == 0
    [made] = here.iterdir()
    assert out.strip() == made.name
    assert re.fullmatch(r"laporan-\w{6}-\d{4}-\d\d-\d\d\.pdf", made.name)
    inside = tmp_path / "inside"
    inside.mkdir()
    assert run_kiosk("report", "--data", data, "--out", inside)[0] == 0
    assert [file.name for file in inside.iterdir()] == [made.name]


def test_wrong_use_is_said_in_one_line_and_nothing_is_written(
    data: Path, run_kiosk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2 with what to do."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for option, wrong in (
        ("--day", "kemarin"),
        ("--day", "2026-02-30"),
        ("--day", "2999-01-01"),
        ("--days", "0"),
        ("--days", "400"),
        ("--out", "/no/such/folder/laporan.pdf"),
    ):
        code, out, err = run_kiosk("report", "--data", data, option, wrong)
        assert (code, out, err.count("\n")) == (2, "", 1), (option, wrong)
        assert list(here.iterdir()) == []
