"""`kiosk print sync usb verify doctor`: everything that touches the machine and the world."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk import keys, log
from kiosk.app import bootstrap
from kiosk.app.command import command, refuse, say
from kiosk.domain.audit import Act, Actor
from kiosk.domain.prints import JobState, PrintJob
from kiosk.errors import CannotNow, WrongUse
from kiosk.usecases.audit import note

if TYPE_CHECKING:
    from kiosk.usecases.context import Context
    from sync import usb

T = TypeVar("T")

_RECENT = 20


@command("print", as_json=True)
@click.option("--pending", is_flag=True, help="Tries every slip that has not come out (what `print` alone does).")
@click.option("--test", "test_page", is_flag=True, help="Prints the test page.")
@click.option("--reprint", metavar="CODE", help="Prints a copy, marked SALINAN, of the receipt with this code.")
@click.option(
    "--copy", "number", metavar="TICKET", help="Prints a copy, marked SALINAN, of a number of today, without its code."
)
@click.option("--recent", is_flag=True, help="Prints nothing; tells what is known of the last slips, newest first.")
def print_command(
    data: Path, *, pending: bool, test_page: bool, reprint: str | None, number: str | None, recent: bool
) -> dict[str, Any]:
    """Works the print queue and says what is known of each slip."""
    if pending + test_page + bool(reprint) + bool(number) + recent > 1:
        raise WrongUse("print takes one of --pending, --test, --reprint, --copy, --recent.", "See: kiosk print --help")
    if recent:
        return _recent(data)
    from kiosk.app.doctor import PROOF
    from kiosk.app.known_printer import known_printer, remember_printer
    from kiosk.app.petugas_words import PRINT_REASON
    from kiosk.usecases import printing
    from kiosk.usecases.track import NotFound
    from printers.spool import work_once

    with bootstrap.machine(data) as machine:
        printer = known_printer(machine)
        wanted: int | None = None
        if test_page:
            wanted = printing.print_test_page(
                machine.context,
                machine.config.printer.url,
                model=printer.last.model if printer.last else "",
                proof=PROOF[printer.capability],
            )
        elif reprint:
            queued = printing.reprint(machine.context, reprint)
            if isinstance(queued, NotFound):
                raise WrongUse(
                    "This kiosk knows no request with that code.", "It stands on the slip, like 7KQ-M3X-9TP."
                )
            wanted = queued
        elif number:
            wanted, number = _copy(machine.context, number)
        if wanted is not None:
            what = "test page" if test_page else f"copy of number {number}" if number else "copy"
            note(machine.context.store, machine.context.clock, Actor.COMMAND, Act.PRINTED, detail=what)
        jobs = work_once(machine.context.store, printer, machine.context.clock, expires_ms=None)
        remember_printer(machine, printer)
    told = _tell(jobs)
    for job in jobs:
        log.info(log.Event.PRINT_SETTLED, job=job.id, state=job.state.value, reason=job.reason)
    concerned = [job for job in jobs if wanted is None or job.id == wanted]
    bad = next((job for job in concerned if job.state in (JobState.WAITING, JobState.FAILED)), None)
    if bad is not None and bad.reason is not None:
        refuse(3, told, f"job {bad.id} is {bad.state}: {bad.reason}. {PRINT_REASON[bad.reason]}")
    return told


def _copy(context: Context, number: str) -> tuple[int, str]:
    """The job that prints a copy of a number, and the number as it is on the slip."""
    from kiosk.usecases.copies import NoCopy, copy_number

    match copy_number(context, number):
        case NoCopy.WAITING:
            raise CannotNow(
                f"A slip with {number.upper()} is still to come out; nobody shall hold two.",
                "Print it with: kiosk print",
            )
        case NoCopy.UNKNOWN:
            raise WrongUse(
                "This kiosk has given no such number today.", "It is written like A-007; with its code: --reprint CODE"
            )
        case copied:
            return copied.job, copied.ticket


def _recent(data: Path) -> dict[str, Any]:
    from kiosk.store import print_jobs
    from kiosk.store.database import reading

    keys.kiosk_id(data)  # says what is wrong with a folder that is no kiosk's
    with reading(data) as db:
        return _tell(print_jobs.recent(db, _RECENT))


def _tell(jobs: list[PrintJob]) -> dict[str, Any]:
    from kiosk.app.petugas_words import PRINT_REASON

    for job in jobs:
        words = PRINT_REASON[job.reason] if job.reason else ""
        say(f"{job.id:5} {job.kind:9} {job.ticket:7} {job.state:10} {words}".rstrip())
    return {"jobs": [_job(job) for job in jobs]}


def _job(job: PrintJob) -> dict[str, Any]:
    reason = job.reason.value if job.reason else None
    return {"id": job.id, "kind": job.kind.value, "state": job.state.value, "reason": reason}


@command("sync", as_json=True)
@click.option("--once", is_flag=True, required=True, help="One exchange, now.")
def sync(data: Path, once: bool) -> dict[str, Any]:  # noqa: ARG001 - a running kiosk syncs by itself; the flag says so
    """Exchanges with the server of the settings."""
    from sync import tries
    from sync.http import sync_once

    with bootstrap.machine(data) as machine:
        context = machine.context
        outcome = sync_once(context.store, machine.keys, machine.server_url, context.clock)
        tries.remember(context.store, outcome, now=context.clock.now_ms())
        said = outcome.reason.value
        note(context.store, context.clock, Actor.COMMAND, Act.SYNC_ASKED, done=outcome.done, detail=said)
    told = {
        "sent": outcome.sent,
        "acknowledged": outcome.acknowledged,
        "received": outcome.received,
        "bytes_up": outcome.bytes_up,
        "bytes_down": outcome.bytes_down,
    }
    if not outcome.done:
        log.info(log.Event.SYNC_FAILED, reason=outcome.reason.value)
        code = 4 if outcome.refused else 3
        refuse(code, {**told, "reason": outcome.reason.value}, f"{outcome.words} What was accepted is safe here.")
    log.info(log.Event.SYNCED, sent=outcome.sent, received=outcome.received)
    photos = f", {outcome.blobs} photos sent" if outcome.blobs else ""
    say(f"{outcome.sent} sent, {outcome.acknowledged} acknowledged, {outcome.received} received{photos}")
    return told


@command("usb", as_json=True)
@click.argument("direction", type=click.Choice(["export", "import", "release"]))
@click.argument("path", type=click.Path(path_type=Path))
def usb_command(data: Path, direction: str, path: Path) -> dict[str, Any]:
    """The same exchange as files in a folder: `usb export PATH`, later `usb import PATH`; `usb release PATH` unmounts."""
    from sync import usb

    if direction == "release":
        return _release(path)
    with bootstrap.machine(data) as machine:
        context = machine.context
        if direction == "export":
            exported = usb.export(context.store, machine.keys, path, context.clock, _show_progress)
            what = f"{exported.sent} entries, {exported.photos} photos"
            note(context.store, context.clock, Actor.COMMAND, Act.EXPORTED, detail=what)
            log.info(log.Event.USB_EXPORTED, sent=exported.sent)
            photos = f" and {exported.photos} photos" if exported.photos else ""
            say(
                f"{exported.sent} entries{photos} in {len(exported.files)} files, read back. The stick may be pulled out."
            )
            return {
                "files": list(exported.files),
                "sent": exported.sent,
                "photos": exported.photos,
                "bytes": exported.bytes,
            }
        imported = usb.import_replies(context.store, machine.keys, path, context.clock, _show_progress)
        what = f"{imported.acknowledged} acknowledged, {imported.received} received, {len(imported.refused)} refused"
        done = not imported.refused
        note(context.store, context.clock, Actor.COMMAND, Act.IMPORTED, done=done, detail=what)
    log.info(log.Event.USB_IMPORTED, received=imported.received, refused=len(imported.refused))
    told = {
        "acknowledged": imported.acknowledged,
        "received": imported.received,
        "refused": [{"file": one.file, "reason": one.reason.value} for one in imported.refused],
    }
    if imported.refused and not imported.acknowledged and not imported.received:
        first = imported.refused[0]
        refuse(4, told, f"{first.file} was refused ({first.reason}); nothing was changed.")
    say(f"{imported.acknowledged} acknowledged, {imported.received} received")
    return told


def _release(path: Path) -> dict[str, Any]:
    from kiosk.app import power

    done = power.release(str(path))
    told = {"done": done.ok, "words": done.words}
    if not done.ok:
        refuse(3, told, done.words)
    say(done.words)
    return told


def _show_progress(now: usb.Progress) -> None:
    """One line that is written over and over, where somebody watches."""
    if not sys.stderr.isatty():
        return
    from kiosk.domain.words import size

    match now.step:
        case "writing" | "checking":
            much = f"{size(now.done, 'en')} of {size(now.total, 'en')}"
        case "taking":
            much = f"{now.done} of {now.total} files"
        case _:
            much = ""
    line = "" if now.step == "done" else f"{now.step} {much}"
    # Back to the first column: what is said next stands over it.
    click.echo(f"\r\x1b[K{line}\r", nl=False, err=True)


@command("verify", as_json=True)
def verify(data: Path) -> dict[str, Any]:
    """Walks the journal's and the audit log's chains of hashes and checks the database."""
    from kiosk.store import audit, journal
    from kiosk.store.database import reading

    kiosk_id = keys.kiosk_id(data)
    with reading(data) as db:
        rows = db.execute("PRAGMA integrity_check(20)").fetchall()
        count, found = journal.verify(db, kiosk_id)
        lines, wrong = audit.verify(db)
    problems = [f"database: {row[0]}" for row in rows if row[0] != "ok"]
    problems += [f"entry {problem.seq} {problem.what}" for problem in found]
    problems += [f"audit {problem.seq} {problem.what}" for problem in wrong]
    told = {"ok": not problems, "events": count, "problems": problems}
    if problems:
        refuse(4, told, f"{len(problems)} problems, first: {problems[0]}. Keep this disk and ask for help.")
    say(f"{count} entries and {lines} lines of the audit log, all in order")
    return told


@command("doctor", as_json=True)
def doctor(data: Path) -> dict[str, Any]:
    """Says whether this machine is ready, and what to do where it is not."""
    from kiosk.app.doctor import of_folder
    from kiosk.clock import SystemClock
    from kiosk.domain.readiness import is_ready

    checks = of_folder(data, SystemClock())
    ready = is_ready(checks)
    told = {"ready": ready, "checks": [{"id": check.id, "ok": check.ok, "detail": check.detail} for check in checks]}
    for check in checks:
        mark = "LOOK" if not check.ok else "SOON" if check.attention else "ok"
        say(f"{mark:4} {check.id:11} {check.detail}")
    if not ready:
        wrong = next(check for check in checks if not check.ok and check.needed)
        refuse(3, told, f"not ready: {wrong.id}: {wrong.detail}")
    return told
