"""The demo without a display: a scripted resident, from the first touch to the status that a petugas decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from kiosk.app.bootstrap import Machine
from kiosk.app.demo import Story
from kiosk.app.desk_visit import DeskVisit
from kiosk.app.machinery import Machinery
from kiosk.domain import words
from kiosk.domain.answers import shown_fields
from kiosk.domain.catalog import ChoiceField, ChoicesField, ConsentField, DateField, Field, Service
from kiosk.domain.prints import JobState
from kiosk.errors import CannotNow
from kiosk.store import journal, permohonan
from printers.simulator import Simulator
from ui import app
from ui.resident import NotThere, Resident

PATIENCE_MS = 20_000


def play(
    machine: Machine, machinery: Machinery, story: Story, printer: Simulator, desk: DeskVisit, size: tuple[int, int]
) -> None:
    """Plays the whole story; raises when any part of it does not come true."""
    screen = app.build(machine.context, machinery, app.Options(windowed=True, size=size, motion=True))
    screen.show()
    try:
        resident = Resident(screen)
        service = machine.context.catalog.find("D18")
        code = _ask_for_letter(resident, service, story)
        _paper(resident, machinery, printer, story)
        _reach_the_office(resident, machine, story)
        request_id = _newest(machine)
        for status in ("IN_REVIEW", "AWAITING_SIGNATURE", "READY"):
            desk.move(request_id, status)
        story.tell("At the desk a petugas checked the papers and had the letter signed: READY")
        machinery.wake_sync()
        resident.wait(lambda: _status(machine, request_id) == "READY", "the status to come back", PATIENCE_MS)
        story.tell("The status came back to the kiosk with the next exchange")
        _look_up(resident, code, story)
    except NotThere as missing:
        # Everybody in this story is made up, so what was on the screen may be told.
        raise CannotNow(f"The story stopped: {missing}", "The last picture shows where.") from missing
    finally:
        desk.close()
        screen.close()


def _ask_for_letter(resident: Resident, service: Service, story: Story) -> str:
    """From the first touch to the number; returns the request code that the screen shows."""
    resident.wait_page("attract")
    resident.picture(story.picture("attract"))
    story.tell("A resident comes to the kiosk")
    resident.tap("Sentuh untuk mulai")
    resident.wait_page("catalogue")
    resident.picture(story.picture("catalogue"))
    resident.tap(service.title.id)
    resident.wait_page("service")
    resident.picture(story.picture("service"))
    resident.tap("next")
    resident.wait_page("privacy")
    resident.picture(story.picture("privacy"))
    resident.tap("consent")
    resident.tap("next")
    resident.wait_page("step")
    _mistype_nik(resident, story)
    answers = service.sample
    for step in service.steps:
        fields = shown_fields(step, answers)
        if not fields or isinstance(fields[0], ConsentField):
            continue
        for index, field in enumerate(fields):
            answer(resident, field, answers.get(field.id), focus=index > 0)
        resident.picture(story.picture(f"question-{step.id.replace('_', '-')}"))
        resident.tap("next")
        resident.settle()
    resident.wait_page("review")
    resident.picture(story.picture("review"))
    resident.tap("change-nama")
    resident.wait_page("step")
    resident.tap("next")
    resident.wait_page("review")
    story.tell(f"All questions of {service.title.id} are answered, looked over and one of them opened again")
    resident.tap("next")
    resident.wait_page("done", PATIENCE_MS)
    ticket, code = _shown(resident, "ticket"), _shown(resident, "code")
    story.tell(f"Accepted: queue number {ticket}, request code {code}")
    return code


def _mistype_nik(resident: Resident, story: Story) -> None:
    """15 digits first: the error stands beside the field, kindly."""
    resident.type_digits("167102540389000")
    resident.tap("next")
    resident.wait(lambda: resident.sees("Anda baru mengisi 15"), "the sentence about 15 digits")
    resident.picture(story.picture("nik-too-short"))
    story.tell("A NIK of 15 digits is answered with a sentence beside the field")
    resident.tap("Kosongkan")


def answer(resident: Resident, field: Field, value: Any, *, focus: bool) -> None:
    """Answers one field with fingers, as its kind asks for."""
    if value is None:
        return
    match field:
        case ChoiceField() | ChoicesField():
            wanted = value if isinstance(value, list) else [value]
            for choice in field.choices:
                if choice.value in wanted:
                    resident.tap(choice.label.id)
        case DateField():
            day = date.fromisoformat(value)
            resident.tap("Tanggal")
            resident.type_digits(str(day.day) if day.day > 9 else f"0{day.day}")
            resident.tap("Bulan")
            resident.tap(words.day_without_name(day).split()[1])
            resident.type_digits(str(day.year))
        case _:
            if focus:
                resident.tap(field.label.id)
            resident.type_text(str(value))


def _paper(resident: Resident, machinery: Machinery, printer: Simulator, story: Story) -> None:
    """The slip, and what the screen says of it."""
    if not printer.wait_for_slip(1, PATIENCE_MS / 1000):
        raise CannotNow("No slip came out.", "The printer's state is in the kiosk's log.")
    resident.wait(lambda: machinery.job_outcome(1).state is JobState.CONFIRMED, "the printer's word", PATIENCE_MS)
    resident.wait(lambda: resident.sees("Struk sudah tercetak"), "the screen to say so")
    resident.picture(story.picture("done"))
    slip = story.picture("slip")
    slip.write_bytes(printer.slips[0].picture.read_bytes())
    story.tell(f"The printer confirmed the slip: {slip.name}")


def _reach_the_office(resident: Resident, machine: Machine, story: Story) -> None:
    """The worker sends by itself, and the office acknowledges."""
    store = machine.context.store
    resident.wait(lambda: store.run(journal.unacknowledged) == 0, "the acknowledgement", PATIENCE_MS)
    story.tell("The office acknowledged the request; its answers are readable there alone")


def _newest(machine: Machine) -> str:
    query = "SELECT id FROM permohonan ORDER BY seq DESC LIMIT 1"
    return str(machine.context.store.run(lambda db: db.execute(query).fetchone()[0]))


def _status(machine: Machine, permohonan_id: str) -> str:
    known = machine.context.store.run(lambda db: permohonan.get(db, permohonan_id))
    return known.status.value if known else ""


def _look_up(resident: Resident, code: str, story: Story) -> None:
    """The next day: the code is typed, the status is shown."""
    resident.tap("next")
    resident.wait_page("attract")
    resident.tap("Cek permohonan")
    resident.wait_page("track")
    resident.type_text(code.replace("-", ""))
    resident.picture(story.picture("track"))
    resident.tap("next")
    resident.wait_page("result")
    resident.wait(lambda: resident.sees("Siap diambil"), "the status on the page")
    resident.picture(story.picture("result"))
    story.tell("On the tracking page the resident reads: siap diambil")
    resident.tap("finish")
    resident.wait_page("attract")


def _shown(resident: Resident, name: str) -> str:
    return str(resident.item(name).property("text"))
