"""`kiosk report`: what this kiosk did on a day, as a page for the desk, as numbers for programs and tables."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from kiosk import keys
from kiosk.app import bootstrap
from kiosk.app.command import command, say
from kiosk.clock import SystemClock
from kiosk.domain.prints import JobState
from kiosk.domain.report import DailyReport
from kiosk.errors import CannotNow, WrongUse
from kiosk.store.database import reading
from kiosk.usecases.context import Context
from kiosk.usecases.daily_report import daily_report, todays_report
from sync.stick import Folder

MOST_DAYS = 31


@command("report", as_json=True)
@click.option("--day", metavar="YYYY-MM-DD", help="The day, today without it.")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=1, help="So many days, up to that one.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The PDF; laporan-KIOSK-DAY.pdf in this folder without it."
)
@click.option("--csv", "table", type=click.Path(path_type=Path), help="The same numbers as a table, UTF-8.")
def report_command(data: Path, day: str | None, days: int, out: Path | None, table: Path | None) -> dict[str, Any]:
    """Counts what this kiosk did on a day and writes it as a page (PDF). With --json a page only where --out says."""
    wanted = _day(day)
    bound = keys.load(data)
    with reading(data) as db:
        report = daily_report(db, bound.office, bound.id, bootstrap.catalog(data), SystemClock(), day=wanted, days=days)
    if out and out.is_dir():
        out /= page_name(report)
    file = out or (None if click.get_current_context().params["as_json_object"] else Path(page_name(report)))
    if file:
        write_file(file, page(report))
        say(str(file))
    if table:
        write_file(table, as_csv(report).encode())
        say(str(table))
    return as_json(report, file)


def write_report(context: Context, folder: Path) -> Path:
    """Writes today's page into a folder (a stick) of a running kiosk; when this returns it may be pulled out.

    Raises WrongUse, CannotNow or DiskFull; then nothing is there.
    """
    report = todays_report(context)
    path = folder / page_name(report)
    write_file(path, page(report))
    return path


def page(report: DailyReport) -> bytes:
    """The report as PDF, for a file or for a printer of pages."""
    from printers.report import render

    return render(report)


def page_name(report: DailyReport) -> str:
    """`laporan-K7Q2M3-2026-11-20.pdf`, of several days with the first before the last."""
    days = f"{report.first}-{report.day}" if report.first != report.day else f"{report.day}"
    return f"laporan-{report.kiosk_id}-{days}.pdf"


def write_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, flushed and read back, as sticks are written.

    Raises WrongUse when there is no such folder, CannotNow or DiskFull when it cannot be written.
    """
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise WrongUse(f"{path.parent} is no folder that can be opened ({error.strerror}).", "Give another.") from error
    try:
        Folder(folder, path.parent).write(path.name, content)
    except CannotNow as error:
        error.remedy = "Free some room there, or give another folder or stick."
        raise
    finally:
        os.close(folder)


def as_json(report: DailyReport, file: Path | None) -> dict[str, Any]:
    """The contract's object. Counts only; what is named by a word of the program stays that word."""
    unsent, usual = report.unsent, report.usual
    return {
        "day": str(report.day),
        "first": str(report.first),
        "office": report.office,
        "kiosk_id": report.kiosk_id,
        "made_at": report.made.isoformat(timespec="seconds"),
        "clock_doubtful": report.clock_doubtful or report.doubtful > 0,
        "requests": report.requests,
        "numbers": report.numbers,
        "priority": report.priority,
        "services": [
            {
                "id": one.service,
                "ref": one.ref,
                "title": one.title,
                "count": one.count,
                "states": {state.status.value: state.count for state in one.states},
            }
            for one in report.services
        ],
        "groups": [{"id": one.group, "title": one.title, "count": one.count} for one in report.groups],
        "hours": [{"hour": one.hour, "requests": one.requests, "numbers": one.numbers} for one in report.hours],
        "days": [{"day": str(one.day), "requests": one.requests, "numbers": one.numbers} for one in report.days],
        "states": {one.status.value: one.count for one in report.states},
        "languages": {one.language: one.count for one in report.languages},
        "prints": {
            **{state.value: report.printed(state) for state in JobState},
            "reasons": _reasons(report),
        },
        "unsent": {
            "entries": unsent.entries,
            "since": _iso(unsent.since),
            "refused": unsent.refused,
            "last_contact": _iso(unsent.last_contact),
        },
        "usual": {"days": usual.days, "numbers": round(usual.numbers, 1)} if usual else None,
        "file": str(file) if file else None,
    }


def as_csv(report: DailyReport) -> str:
    """One row a number: which table, what of it, and how many. For spreadsheets."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("first", "day", "kiosk_id", "table", "key", "title", "count"))
    for name, key, title, count in _rows(report):
        table.writerow((report.first, report.day, report.kiosk_id, name, key, title, count))
    return out.getvalue()


def _rows(report: DailyReport) -> Iterator[tuple[str, str, str, int]]:
    yield "total", "requests", "", report.requests
    yield "total", "numbers", "", report.numbers
    yield "total", "priority", "", report.priority
    yield "total", "unsent", "", report.unsent.entries
    for service in report.services:
        yield "service", service.ref, service.title, service.count
    for group in report.groups:
        yield "group", group.group, group.title, group.count
    for state in report.states:
        yield "state", state.status.value, "", state.count
    for hour in report.hours:
        yield "hour", f"{hour.hour:02}", "", hour.requests + hour.numbers
    for one in report.days:
        yield "day", str(one.day), "", one.requests + one.numbers
    for language in report.languages:
        yield "language", language.language, "", language.count
    for printed in report.prints:
        yield "print", printed.state.value, printed.reason.value if printed.reason else "", printed.count


def _reasons(report: DailyReport) -> dict[str, int]:
    """The same reason may stand by several outcomes: a slip that waits for paper, and one that failed for want of it."""
    counts: Counter[str] = Counter()
    for one in report.prints:
        if one.reason:
            counts[one.reason.value] += one.count
    return dict(counts)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"--day {text[:40]} is no day.", "Write it as 2026-11-21.") from error


def _iso(value: datetime | None) -> str | None:
    return value.isoformat(timespec="minutes") if value else None
