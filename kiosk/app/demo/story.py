"""The demo without a display: a scripted resident, from the first touch to the status that a petugas decided."""

from __future__ import annotations

from kiosk.app.bootstrap import Machine
from kiosk.app.demo.desk import DeskVisit
from kiosk.app.demo.teller import Story
from kiosk.app.machinery import Machinery
from kiosk.domain.catalog import Service
from kiosk.domain.prints import JobState
from kiosk.errors import CannotNow
from kiosk.store import journal, permohonan
from printers.simulator import Simulator
from ui import app
from ui.resident import NotThere, Resident

PATIENCE_MS = 20_000
IDLE_S = 10


def play(
    machine: Machine,
    machinery: Machinery,
    story: Story,
    *,
    printer: Simulator,
    desk: DeskVisit,
    pin: str,
    size: tuple[int, int],
) -> None:
    """Plays the whole story; raises when any part of it does not come true."""
    # The warning comes sooner than in a hall, so that nobody waits for its picture.
    screen = app.build(
        machine.context, machinery, app.Options(windowed=True, size=size, idle_warning_s=IDLE_S, idle_wipe_s=2)
    )
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
        _number_only(resident, printer, story)
        _maintenance(resident, pin, story)
        _walk_away(resident, story)
    except NotThere as missing:
        # Everybody in this story is made up, so what was on the screen may be told.
        raise CannotNow(f"The story stopped: {missing}", "The last picture shows where.") from missing
    finally:
        desk.close()
        screen.close()


def _ask_for_letter(resident: Resident, service: Service, story: Story) -> str:
    """From the first touch to the number; returns the request code that the screen shows."""
    resident.wait_page("attract")
    story.look(resident, "attract")
    story.tell("A resident comes to the kiosk")
    resident.tap("Sentuh untuk mulai")
    resident.wait_page("catalogue")
    story.look(resident, "catalogue")
    resident.tap("Butuh surat keterangan")
    resident.wait_page("shelf")
    story.look(resident, "shelf")
    resident.tap(service.title.id)
    resident.wait_page("service")
    story.look(resident, "service")
    resident.tap("next")
    resident.wait_page("privacy")
    story.look(resident, "privacy")
    resident.tap("consent")
    resident.tap("next")
    resident.wait_page("step")
    _mistype_nik(resident, story)
    resident.fill_form(service.sample, picture=lambda name: story.look(resident, f"question-{name.replace('_', '-')}"))
    resident.wait_page("review")
    story.look(resident, "review")
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
    resident.type_text("167102540389000")
    resident.tap("next")
    resident.wait(lambda: resident.sees("Anda baru mengisi 15"), "the sentence about 15 digits")
    story.look(resident, "nik-too-short")
    story.tell("A NIK of 15 digits is answered with a sentence beside the field")
    resident.tap("Kosongkan")


def _paper(resident: Resident, machinery: Machinery, printer: Simulator, story: Story) -> None:
    """The slip, and what the screen says of it."""
    printer.wait_for_slip(1, PATIENCE_MS / 1000)
    resident.wait(lambda: machinery.job_outcome(1).state is JobState.CONFIRMED, "the printer's word", PATIENCE_MS)
    resident.wait(lambda: resident.sees("Struk sudah tercetak"), "the screen to say so")
    story.look(resident, "done")
    story.keep(printer.slips[0].picture, "slip")
    story.tell("The printer confirmed the slip")


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
    story.look(resident, "track")
    resident.tap("next")
    resident.wait_page("result")
    resident.wait(lambda: resident.sees("Siap diambil"), "the status on the page")
    story.look(resident, "result")
    story.tell("On the tracking page the resident reads: siap diambil")
    resident.tap("finish")
    resident.wait_page("attract")


def _number_only(resident: Resident, printer: Simulator, story: Story) -> None:
    """Somebody who only wants to speak with a petugas."""
    resident.tap("Nomor antrean saja")
    resident.wait_page("queue")
    story.look(resident, "queue")
    resident.tap("Bicara dengan petugas")
    resident.wait_page("done")
    printer.wait_for_slip(2, PATIENCE_MS / 1000)
    resident.wait(lambda: resident.sees("Struk sudah tercetak"), "the printer's word on the screen", PATIENCE_MS)
    story.look(resident, "done-number")
    story.keep(printer.slips[1].picture, "slip-number")
    story.tell("Somebody else took a queue number without a form")
    resident.tap("finish")
    resident.wait_page("attract")


def _maintenance(resident: Resident, pin: str, story: Story) -> None:
    """A petugas with the PIN."""
    for corner in ["corner-left"] * 5 + ["corner-right"]:
        resident.tap(corner)
    resident.wait_page("pin")
    story.look(resident, "pin")
    resident.type_text(pin)
    resident.tap("next")
    resident.wait_page("maintenance", PATIENCE_MS)
    resident.wait(lambda: resident.sees("Terakhir terhubung"), "the checks", PATIENCE_MS)
    story.look(resident, "maintenance")
    story.tell("A petugas opened maintenance mode: everything is ready")
    resident.tap("back")
    resident.wait_page("attract")


def _walk_away(resident: Resident, story: Story) -> None:
    """Somebody begins and walks away: the screen asks, and then forgets."""
    resident.tap("Sentuh untuk mulai")
    resident.wait_page("catalogue")
    resident.wait(lambda: resident.sees("Masih di sini?"), "the question", PATIENCE_MS)
    story.look(resident, "idle")
    resident.wait_page("attract", PATIENCE_MS)
    story.tell("Somebody walked away: the screen asked, and emptied itself")


def _shown(resident: Resident, name: str) -> str:
    return str(resident.item(name).property("text"))
