"""The petugas and the stick: what is on it, how far it is, and when it may be pulled out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.app import bootstrap
from kiosk.app.machinery import Machinery
from kiosk.app.petugas_words import STICK_TROUBLE, reply_words
from kiosk.domain import session as flow
from kiosk.domain import words
from kiosk.domain.petugas import Room
from kiosk.domain.prints import JobState, Outcome
from kiosk.usecases.initialise import initialise
from kiosk.usecases.submit import Submitted, submit
from sync.outcome import Reason
from sync.protocol import Wrong
from sync.stick import FileRefusal, Trouble
from sync.usb import ReplyRefusal
from tests.ui.machinery import TestMachinery
from ui.app import Screen
from ui.ports import Copying, Stick
from ui.resident import Resident

_WRITING = Copying("writing", 4_300_000, 12_900_000, entries=212, photos=87)


@pytest.fixture
def inside(screen: Screen, resident: Resident) -> Resident:
    """The petugas in the room where data is sent from."""
    screen.flow.send(flow.Knock())
    screen.flow.send(flow.Enter())
    screen.flow.send(flow.Visit(Room.SENDING))
    resident.wait_page("maintenance")
    resident.wait(lambda: bool(screen.kiosk.maintenance.sending.sticks.rows), "the first look")
    return resident


@contextmanager
def held(machinery: TestMachinery, *steps: Copying) -> Iterator[threading.Event]:
    """The stick takes its time: it stays at the first step until the event is set."""
    machinery.copying, machinery.hold = steps, threading.Event()
    try:
        yield machinery.hold
    finally:
        machinery.hold.set()


def test_a_stick_is_named_with_its_size_what_is_free_and_its_file_system(inside: Resident) -> None:
    assert inside.sees("KELURAHAN")
    assert inside.sees("FAT32 · 14,2 GB kosong dari 15,6 GB")


def test_a_stick_appears_and_goes_without_a_touch(inside: Resident, machinery: TestMachinery) -> None:
    machinery.sticks = ()
    machinery.settle(Outcome(JobState.WAITING))
    inside.wait_sees("Belum ada flashdisk.")
    machinery.sticks = (Stick("/media/petugas/RT 03", "RT 03", "exfat", 0, 0),)
    machinery.settle(Outcome(JobState.WAITING))
    inside.wait_sees("RT 03")
    assert not inside.sees("Belum ada flashdisk.")


@pytest.mark.parametrize(
    ("wrong", "said"), [("read_only", "Hanya bisa dibaca."), ("damaged", "Sistem berkasnya rusak.")]
)
def test_a_stick_that_cannot_be_written_says_so_before_anybody_tries(
    screen: Screen, inside: Resident, machinery: TestMachinery, wrong: str, said: str
) -> None:
    machinery.sticks = (Stick("/media/x/TOSHIBA", "TOSHIBA", "vfat", 8_000_000_000, 1, wrong),)  # type: ignore[arg-type]
    machinery.settle(Outcome(JobState.WAITING))
    inside.wait_sees(said)
    assert not inside.item("export-TOSHIBA").isEnabled()
    assert inside.item("import-TOSHIBA").isEnabled(), "answers can still be taken from it"


def test_how_far_it_is_can_be_seen_and_only_the_end_says_that_it_may_be_pulled_out(
    screen: Screen, inside: Resident, machinery: TestMachinery
) -> None:
    machine = screen.kiosk.maintenance.sending
    with held(machinery, _WRITING) as gate:
        inside.tap("export-KELURAHAN")
        inside.wait_sees("Menyalin 212 data dan 87 foto")
        inside.wait_sees("4,3 MB dari 12,9 MB")
        assert inside.sees("Jangan dicabut dulu.")
        assert not inside.sees("Aman dilepas")
        assert (machine.busy, machine.copyingTo) == ("export", "/media/petugas/KELURAHAN")
        assert round(machine.copiedPart, 2) == 0.17
        gate.set()
        inside.wait_sees("Aman dilepas.")
    assert not inside.sees("Jangan dicabut dulu.")
    assert (machine.copyingTo, machine.mood) == ("", "good")
    assert "export /media/petugas/KELURAHAN" in machinery.said


_STEPS = (
    (Copying("looking"), "Flashdisk diperiksa dulu", 0.0),
    (Copying("writing", 0, 4_000, entries=3), "Menyalin 3 data", 0.0),
    (Copying("checking", 2_000, 4_000, entries=3), "Dibaca ulang, supaya pasti", 0.75),
    (Copying("taking", 1, 2), "Mengambil jawaban kelurahan", 0.5),
    (Copying("done", 2, 2), "Hampir selesai", 1.0),
)


def test_every_step_has_its_words(screen: Screen, inside: Resident, machinery: TestMachinery) -> None:
    machine = screen.kiosk.maintenance.sending
    for now, said, part in _STEPS:
        with held(machinery, now):
            machine.exportTo("/media/petugas/KELURAHAN")
            inside.wait_sees(said)
            inside.wait(lambda part=part: machine.copiedPart == part, "the bar")  # type: ignore[misc]
        inside.wait(lambda: machine.busy == "", "the end of it")


def test_answers_are_taken_and_what_was_refused_is_said(inside: Resident, machinery: TestMachinery) -> None:
    inside.tap("import-KELURAHAN")
    inside.wait_sees("Tidak ada jawaban di flashdisk ini.")
    assert "import /media/petugas/KELURAHAN" in machinery.said


def test_it_can_be_stopped_and_then_nothing_is_said_to_be_done(
    screen: Screen, inside: Resident, machinery: TestMachinery
) -> None:
    with held(machinery, _WRITING, _WRITING) as gate:
        inside.tap("export-KELURAHAN")
        inside.wait_sees("Jangan dicabut dulu.")
        inside.tap("stop-copying")
        gate.set()
        inside.wait_sees("Dihentikan.")
    assert screen.kiosk.maintenance.sending.mood == "unsure"
    assert not inside.sees("Aman dilepas")


def test_whoever_leaves_the_page_stops_it_and_whoever_waits_is_not_sent_away(
    screen: Screen, inside: Resident, machinery: TestMachinery
) -> None:
    ended: list[bool] = []
    export = machinery.usb_export

    def watched(path: str, tell: object) -> object:
        done = export(path, tell)  # type: ignore[arg-type]
        ended.append(done.ok)
        return done

    machinery.usb_export = watched  # type: ignore[assignment, method-assign]
    idle = screen.kiosk._idle
    with held(machinery, _WRITING, _WRITING) as gate:
        idle.stop()
        screen.kiosk.maintenance.sending.exportTo("/media/petugas/KELURAHAN")
        inside.wait(idle.isActive, "the time to answer, begun anew")
        screen.flow.send(flow.Finish())
        inside.wait_page("attract")
        gate.set()
        inside.wait(lambda: ended == [False], "the end of it")
    assert screen.kiosk.maintenance.sending.copyingTo == ""


# --- The machine behind it


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[bootstrap.Machine]:
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    (tmp_path / "FLASHDISK").mkdir()
    (data / "config.toml").write_text(f'[usb]\nfolders = ["{tmp_path}/FLASHDISK"]\n')
    with bootstrap.machine(data) as made:
        yield made


def test_the_machine_copies_and_says_what_was_copied(machine: bootstrap.Machine, tmp_path: Path) -> None:
    """Real files; it never says "terkirim", because only the office can say that."""
    stick = tmp_path / "FLASHDISK"
    service = machine.context.catalog.find("J01")
    assert isinstance(submit(machine.context, service, service.sample), Submitted)
    told: list[Copying] = []
    machinery = Machinery(machine)
    done = machinery.usb_export(str(stick), lambda now: told.append(now) or True)
    assert done.ok
    assert done.detail.startswith("1 data dan 1 foto sudah disalin dan dibaca ulang. Aman dilepas.")
    assert [now.step for now in told] == ["looking", "writing", "writing", "checking", "checking", "done"]
    stopped = machinery.usb_export(str(stick), lambda now: now.step != "checking")
    assert (stopped.ok, stopped.detail) == (False, STICK_TROUBLE[Trouble.CANCELLED])
    once = tmp_path / "an empty folder where a stick was"
    once.mkdir()
    for errand in (machinery.usb_export, machinery.usb_import):
        gone = errand(str(once), lambda _now: True)
        assert (gone.ok, gone.detail) == (False, STICK_TROUBLE[Trouble.NO_FOLDER])
    assert list(once.iterdir()) == []
    report = machinery.save_report(str(stick / "nowhere"))
    assert (report.ok, report.detail) == (False, STICK_TROUBLE[Trouble.NO_FOLDER])
    nothing = machinery.usb_import(str(stick), lambda _now: True)
    assert (nothing.ok, nothing.detail) == (True, "Tidak ada jawaban baru di flashdisk ini. Aman dilepas.")
    [reply] = (stick / path.with_suffix(".pkr") for path in stick.rglob("*.pkx"))
    reply.write_bytes(b"PKR, but not from the office")
    refused = machinery.usb_import(str(stick), lambda _now: True)
    assert not refused.ok
    assert "rusak atau diubah" in refused.detail


def test_the_procedures_travel_as_pages(machine: bootstrap.Machine, tmp_path: Path) -> None:
    """Where no printer of pages is set, the petugas is told to use a stick."""
    machinery, stick = Machinery(machine), tmp_path / "FLASHDISK"
    done = machinery.save_procedures(str(stick))
    assert (done.ok, done.detail) == (True, "Petunjuk sudah disimpan. Aman dilepas.")
    [pdf] = stick.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    nowhere = machinery.save_procedures(str(tmp_path))
    assert (nowhere.ok, nowhere.detail) == (False, STICK_TROUBLE[Trouble.NO_FOLDER])
    assert not machinery.save_procedures("").ok


def test_every_way_a_stick_can_fail_has_words_that_say_what_to_do() -> None:
    assert set(STICK_TROUBLE) == set(Trouble)
    for reason in (*ReplyRefusal, *Wrong, *FileRefusal, *Reason):
        assert reply_words(reason)


@pytest.mark.parametrize(
    ("count", "said", "english"),
    [
        (0, "0 B", "0 B"),
        (999, "999 B", "999 B"),
        (4_096, "4,1 kB", "4.1 kB"),
        (12_900_000, "12,9 MB", "12.9 MB"),
        (250_000_000, "250 MB", "250 MB"),
        (2_000_000_000, "2 GB", "2 GB"),
        (15_600_000_000, "15,6 GB", "15.6 GB"),
    ],
)
def test_sizes_are_said_as_they_stand_on_sticks(count: int, said: str, english: str) -> None:
    assert (words.size(count), words.size(count, "en")) == (said, english)
