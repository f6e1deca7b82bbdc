"""`kiosk init enrol submit track search`: everything that needs no device."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from kiosk import keys, log
from kiosk.app import bootstrap
from kiosk.app.command import command, iso_time, refuse, say
from kiosk.clock import SystemClock
from kiosk.domain.answers import Refused
from kiosk.domain.audit import Act
from kiosk.domain.catalog import Service
from kiosk.domain.office import parse_enrolment
from kiosk.errors import CannotNow, WrongUse
from kiosk.usecases.context import Context
from kiosk.usecases.orders import orders, what_counts
from kiosk.usecases.submit import Submitted, submit

# --- Setting up -------------------------------------------------------------------------------------------------------


@command("init", as_json=True)
@click.option("--office", "office", default=None, help="Kemendagri code of the kelurahan, for the demo office.")
@click.option("--demo", is_flag=True, help="Adds a demo office: requests can be made without any server.")
def init(data: Path, office: str | None, demo: bool) -> dict[str, Any]:
    """Makes the data folder, keys and settings."""
    from kiosk.usecases.initialise import DEMO_CODE, initialise

    made = initialise(data, demo=demo, office_code=office or DEMO_CODE)
    log.set_up(data)
    say(f"Kiosk {made.kiosk_id} in {data}")
    say(f"PIN of maintenance mode, told only now: {made.pin}")
    say("Next: kiosk run" if demo else "Next: kiosk enrol FILE, with the file from the office")
    return {"data": str(data), "kiosk_id": made.kiosk_id, "pin": made.pin}


@command("enrol", as_json=True)
@click.argument("file_or_code")
def enrol(data: Path, file_or_code: str) -> dict[str, Any]:
    """Binds the kiosk to an office, with the file (or the text) that `kelurahan enrol-kiosk` made."""
    from kiosk.usecases import initialise
    from kiosk.usecases.audit import note_command

    enrolment = parse_enrolment(_file_or_text(file_or_code))
    bound = initialise.enrol(data, enrolment)
    note_command(data, SystemClock(), Act.ENROLLED, detail=bound.id)
    say(f"Kiosk {bound.id} belongs to {bound.office.name}.")
    return {"kiosk_id": bound.id, "office": bound.office.code, "office_name": bound.office.name}


def _file_or_text(given: str) -> bytes:
    if given.lstrip().startswith("{"):
        return given.encode()
    try:
        return Path(given).read_bytes()
    except OSError as error:
        raise WrongUse(f"{given} cannot be read: {error.strerror}.", "Give the file from the office.") from error


# --- Requests --------------------------------------------------------------------------------------------


@command("submit", as_json=True)
@click.argument("service")
@click.option("--answers", type=click.File("r", encoding="utf-8"), help="JSON object of answers; - is stdin.")
@click.option("--many", type=click.File("r", encoding="utf-8"), help="One JSON object a line, each its own commit.")
@click.option("--language", type=click.Choice(["id", "en", "jv", "su", "plm"]), default="id")
@click.option("--priority", is_flag=True, help="Queue for lansia, disabilitas and ibu hamil.")
def submit_command(
    data: Path, service: str, *, answers: TextIO | None, many: TextIO | None, language: str, priority: bool
) -> dict[str, Any] | None:
    """Takes a request, exactly as the screen does; returns after the durable commit."""
    if (answers is None) == (many is None):
        raise WrongUse("submit needs either --answers FILE or --many FILE.", "See: kiosk submit --help")
    found = bootstrap.catalog(data).find(service)
    if answers is not None:
        # Read before the data folder is opened: a broken file needs no lock.
        raw = _answers(_read(answers))
        with bootstrap.machine(data) as machine:
            _require_open(machine.context, found)
            outcome = submit(machine.context, found, raw, language=language, priority=priority)
        if isinstance(outcome, Refused):
            told = {"problems": _problems(outcome)}
            first = outcome.problems[0]
            log.info(log.Event.REFUSED, service=found.id, problems=len(outcome.problems))
            refuse(
                2,
                told,
                f"{len(outcome.problems)} answers are not good, first {first.field}: {first.code}. Mend them; nothing was stored.",
            )
            return None
        log.info(log.Event.SUBMITTED, service=found.id, seq=outcome.permohonan.seq)
        say(f"{outcome.permohonan.ticket}  {outcome.code}")
        return _accepted(outcome)
    assert many is not None
    return _submit_many(data, found, many, language, priority)


def _submit_many(data: Path, service: Service, many: TextIO, language: str, priority: bool) -> dict[str, Any]:
    accepted: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with bootstrap.machine(data) as machine:
        _require_open(machine.context, service)
        for number, line in enumerate(_lines(many), 1):
            if not line.strip():
                continue
            try:
                outcome = submit(machine.context, service, _answers(line), language=language, priority=priority)
            except WrongUse:
                refused.append({"line": number, "problems": [{"field": "", "code": "not_json"}]})
                continue
            if isinstance(outcome, Refused):
                refused.append({"line": number, "problems": _problems(outcome)})
            else:
                accepted.append(_accepted(outcome))
    say(f"{len(accepted)} accepted, {len(refused)} refused")
    told = {"accepted": accepted, "refused": refused}
    if refused:
        refuse(2, told, f"{len(refused)} of {len(accepted) + len(refused)} lines were refused; the others are stored.")
    return told


def _require_open(context: Context, service: Service) -> None:
    """Raises CannotNow while no requests are taken for this service: the office has closed it, or a petugas here."""
    now = context.clock.now_ms()
    closing = what_counts(context).closing(service.id, now)
    if closing is None:
        return
    why = f" ({closing.reason})" if closing.reason else ""
    if orders(context).closing(service.id, now) is not None:
        raise CannotNow(f"The office has closed {service.id}{why}.", "It is opened with: kelurahan order open")
    remedy = f"It is opened with: kiosk service open {service.id}"
    raise CannotNow(f"{service.id} is switched off at this kiosk{why}.", remedy)


def _read(file: TextIO) -> str:
    try:
        return file.read(1_000_001)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse("The answers are not UTF-8 text.", "Save them as UTF-8 JSON.") from error


def _lines(file: TextIO) -> Iterator[str]:
    try:
        yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse("The file is not UTF-8 text.", "Save it as UTF-8, one JSON object a line.") from error


def _answers(text: str) -> dict[str, Any]:
    remedy = 'Write one JSON object, for example {"nik": "…"}; kiosk services ID --json has a sample.'
    if len(text) > 1_000_000:
        raise WrongUse("The answers are larger than 1 MB.", remedy)
    try:
        raw = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        # The decoder's message quotes nothing, its document attribute would: only the place is told.
        place = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise WrongUse(f"The answers are not JSON{place}.", remedy) from None
    if not isinstance(raw, dict):
        raise WrongUse("The answers are not a JSON object.", remedy)
    return raw


def _problems(refused: Refused) -> list[dict[str, Any]]:
    return [
        {"field": problem.field, "code": problem.code.value, **({"params": problem.params} if problem.params else {})}
        for problem in refused.problems
    ]


def _accepted(outcome: Submitted) -> dict[str, Any]:
    request = outcome.permohonan
    return {"id": request.id, "seq": request.seq, "ticket": request.ticket, "code": str(outcome.code)}


@command("track", as_json=True)
@click.argument("code")
def track(data: Path, code: str) -> dict[str, Any]:
    """The status of a request as it is known here; CODE is typed or the text of a slip's QR."""
    from kiosk.domain.code import RequestCode, SlipQr
    from kiosk.store.database import reading
    from kiosk.usecases.track import NotFound, look_up

    bound = keys.load(data)
    slip = SlipQr.parse(code)
    parsed = slip.code if slip else RequestCode.parse(code)
    if parsed is None:
        raise WrongUse("That is no request code.", "It has nine letters and digits, like 7KQ-M3X-9TP.")
    with reading(data) as db:
        found = look_up(db, parsed, bound.office.code_salt)
    if isinstance(found, NotFound):
        raise WrongUse(
            "This kiosk knows no request with that code.", "Check the code, or sync first: kiosk sync --once"
        )
    request = found.permohonan
    say(f"{request.ticket}  {request.status}  {request.note or ''}")
    return {
        "status": request.status.value,
        "as_of": iso_time(found.as_of),
        "service": request.service,
        "ticket": request.ticket,
        "note": request.note,
    }


@command("search", as_json=True)
@click.argument("text")
def search(data: Path, text: str) -> dict[str, Any]:
    """Finds services and what is published, offline, the best first."""
    from kiosk.usecases.find import hits, index

    catalog = bootstrap.catalog(data)
    found = [
        {"id": hit.id, "kind": hit.kind, "title": hit.title}
        for hit in hits(index(catalog, bootstrap.content(data, catalog), "id"), text)
    ]
    for hit in found:
        say(f"{hit['id']:32} {hit['title']}")
    return {"hits": found}
