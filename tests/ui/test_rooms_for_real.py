"""The rooms over the real machinery and a real data folder: PIN, door, audit log, settings, copies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from kiosk.app import bootstrap
from kiosk.app.backlight import Backlight
from kiosk.app.cli import run
from kiosk.app.machinery import Machinery
from kiosk.domain import session as flow
from kiosk.domain.audit import Act, Actor
from kiosk.domain.hall import Hours
from kiosk.domain.petugas import Role, Room
from kiosk.domain.prints import JobState, Outcome, SlipKind
from kiosk.errors import NotAllowed
from kiosk.store import journal, print_jobs
from kiosk.usecases.maintenance import new_pin
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import take_number
from tests.ui.conftest import PORTRAIT
from tests.ui.test_rooms import sure, touchable
from ui.app import Options, Screen, build
from ui.ports import RESTART
from ui.resident import Resident


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Of a kiosk that nobody has used."""
    folder = tmp_path / "kiosk"
    assert run(["init", "--demo", "--data", str(folder)]) == 0
    capsys.readouterr()
    return folder


@contextmanager
def switched_on(data: Path) -> Iterator[tuple[Screen, Resident, Machinery]]:
    """The kiosk from its start to its end; its workers sleep."""
    with bootstrap.machine(data) as machine:
        machinery = Machinery(machine)
        screen = build(machine.context, machinery, Options(size=PORTRAIT, motion=False))
        try:
            screen.show()
            resident = Resident(screen)
            resident.wait_page("attract")
            yield screen, resident, machinery
        finally:
            screen.close()


def come_in(screen: Screen, resident: Resident, pin: str, room: Room) -> None:
    """With a PIN, as whom it makes one."""
    screen.flow.send(flow.Knock())
    resident.wait_page("pin")
    resident.type_text(pin)
    resident.tap("next")
    resident.wait_page("maintenance")
    screen.flow.send(flow.Visit(room))
    resident.wait(lambda: screen.bridge.pending == 0, "the first look")
    # A room is read when somebody comes, and not waited for.
    resident.settle()


def done(machinery: Machinery) -> list[tuple[Act, Actor]]:
    """What the audit log says, oldest first; who came and went aside."""
    lines = machinery.audit.newest(None, 50)
    return [(one.act, one.actor) for one in reversed(lines) if one.act not in (Act.ENTERED, Act.LEFT, Act.PIN_SET)]


def test_closed_for_today_survives_a_restart_and_a_petugas_opens_again_but_sets_no_hours(data: Path) -> None:
    admin, petugas = new_pin(data, Role.ADMIN), new_pin(data, Role.PETUGAS)
    with switched_on(data) as (screen, resident, _):
        come_in(screen, resident, admin, Room.HALL)
        resident.tap("close-today")
        resident.wait_sees("Kiosk tutup sampai")
        resident.wait(lambda: screen.flow.shut, "the first page")
    with switched_on(data) as (screen, resident, machinery):
        assert resident.sees("Sedang tutup"), "on the first picture"
        come_in(screen, resident, petugas, Room.HALL)
        assert not touchable(resident, "workdays")
        hours = msgspec.structs.replace(machinery.hall.now(), hours=(Hours(0, 60),) * 7)
        with pytest.raises(NotAllowed):
            machinery.hall.change(hours)
        resident.tap("open-again")
        resident.wait_sees("Kiosk sedang buka")
        screen.flow.send(flow.Finish())
        resident.wait_sees("Sentuh untuk mulai")
        resident.wait(lambda: machinery.door.inside is None, "the door to be shut")
        machinery.door.enter(Role.ADMIN)
        assert [one for one in done(machinery) if one[0] in (Act.CLOSED, Act.OPENED)] == [
            (Act.CLOSED, Actor.ADMIN),
            (Act.OPENED, Actor.PETUGAS),
        ]


def test_a_copy_is_made_and_takes_the_place_of_the_data_at_the_next_start(data: Path) -> None:
    admin = new_pin(data, Role.ADMIN)
    with switched_on(data) as (screen, resident, machinery):
        context, codes = machinery._context, list[int]()
        screen.kiosk.maintenance.closing.connect(codes.append)
        before = take_number(context, context.catalog.groups[0])
        come_in(screen, resident, admin, Room.BACKUPS)
        resident.tap("make-backup")
        resident.wait_sees("Cadangan selesai")
        resident.wait(lambda: touchable(resident, "restore-0"), "the copy in the list")
        after = take_number(context, context.catalog.groups[0])
        resident.tap("restore-0")
        sure(resident)
        sure(resident)
        resident.wait(lambda: codes == [RESTART], "the restart")
    with switched_on(data) as (_, _, machinery):
        bodies = machinery._context.store.run(lambda db: [one.body for one in journal.entries(db)])
        for given in (before, after):
            assert any(given.ticket.encode() in body for body in bodies), "what can still be read goes along"
        machinery.door.enter(Role.ADMIN)
        assert Act.RESTORED in [act for act, _ in done(machinery)]


def test_a_petugas_copies_a_number_and_a_receipt_and_waits_for_one_before_the_other(data: Path) -> None:
    petugas = new_pin(data, Role.PETUGAS)
    with switched_on(data) as (screen, resident, machinery):
        context = machinery._context
        service = context.catalog.find("D18")
        sent = submit(context, service, service.sample)
        assert isinstance(sent, Submitted)

        def out() -> None:
            done = Outcome(JobState.CONFIRMED)
            for job in context.store.run(print_jobs.waiting):
                context.store.transaction(lambda db, job=job: print_jobs.settle(db, job.id, done, now=job.created_at))

        out()
        come_in(screen, resident, petugas, Room.PRINTER)
        ticket = sent.permohonan.ticket
        resident.tap(f"Cetak salinan Bukti permohonan {ticket}")
        resident.wait_sees(f"Salinan nomor {ticket} dikirim ke printer.")
        resident.tap("copy-with-code")
        resident.type_text(sent.code.symbols)
        resident.tap("next")
        resident.wait_sees("Sentuh “Cetak yang menunggu”.")
        (waits,) = context.store.run(print_jobs.waiting)
        assert (waits.kind, waits.ticket) == (SlipKind.TICKET, ticket)
        out()
        resident.tap("copy-with-code")
        resident.type_text(sent.code.symbols)
        resident.tap("next")
        resident.wait_sees(f"Salinan nomor {ticket} dikirim ke printer.")
        (waits,) = context.store.run(print_jobs.waiting)
        assert (waits.kind, waits.ticket) == (SlipKind.RECEIPT, ticket)
        machinery.door.enter(Role.ADMIN)
        assert done(machinery) == [(Act.PRINTED, Actor.PETUGAS)] * 2


def test_a_new_pin_of_the_petugas_opens_and_the_old_one_does_not(data: Path) -> None:
    admin, old = new_pin(data, Role.ADMIN), new_pin(data, Role.PETUGAS)
    with switched_on(data) as (screen, resident, machinery):
        come_in(screen, resident, admin, Room.ENROLMENT)
        assert resident.sees(machinery._context.kiosk.office.name)
        resident.tap("new-petugas-pin")
        sure(resident)
        resident.wait(lambda: screen.kiosk.maintenance.enrolment.pin != "", "the new PIN")
        new = screen.kiosk.maintenance.enrolment.pin
        resident.tap("Sudah dicatat")
        screen.flow.send(flow.Finish())
        screen.flow.send(flow.Knock())
        resident.wait_page("pin")
        resident.type_text(old)
        resident.tap("next")
        resident.wait_sees("PIN belum cocok.")
        resident.type_text(new)
        resident.tap("next")
        resident.wait_page("maintenance")
        assert screen.flow.session.page == flow.Maintenance(Role.PETUGAS)


def test_every_room_says_what_is_so_on_a_machine_without_anything_around_it(data: Path) -> None:
    """No NetworkManager, no light to set, no installed program, no stick: nothing fails, everything is said."""
    admin = new_pin(data, Role.ADMIN)
    with switched_on(data) as (screen, resident, _):
        come_in(screen, resident, admin, Room.NETWORK)
        for room, said in (
            (Room.NETWORK, "Jaringan"),
            (Room.UPDATE, "Pembaruan tidak bisa dipasang di sini."),
            (Room.SERVICES, "Semua layanan bisa dipilih warga"),
            (Room.LOOK, "Terang layar"),
            (Room.ENROLMENT, "Pasang flashdisk dengan surat pendaftaran"),
            (Room.POWER, "Mulai ulang program"),
        ):
            screen.flow.send(flow.Visit(room))
            resident.wait_sees(said)
            resident.wait(lambda: screen.bridge.pending == 0, "the look")
            view_model = getattr(screen.kiosk.maintenance, room.value)
            assert (view_model.message, view_model.mood) == ("", "good"), room


def test_a_screen_that_was_dimmed_is_bright_again_when_they_walk_away(data: Path, tmp_path: Path) -> None:
    """Also though nobody is inside any more who may set it."""
    admin, light = new_pin(data, Role.ADMIN), tmp_path / "lights" / "panel"
    light.mkdir(parents=True)
    (light / "max_brightness").write_text("200")
    (light / "brightness").write_text("200")
    with switched_on(data) as (screen, resident, machinery):
        machinery.hall._backlight = Backlight(light.parent)
        come_in(screen, resident, admin, Room.LOOK)
        resident.tap("brightness-less")
        resident.wait_sees("Layar terlihat jelas?")
        assert (light / "brightness").read_text() == "180"
        screen.flow.send(flow.Finish())
        resident.wait(lambda: machinery.door.inside is None, "the door to be shut")
        assert (light / "brightness").read_text() == "200"
        assert machinery.hall.now().brightness == 100
