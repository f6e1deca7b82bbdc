"""Sticks as they are: full, locked, worn, pulled out, forged, and programs killed in the middle of them.

Real file systems where the machine lets us make them (loop devices, tmpfs); elsewhere those tests say why they are skipped.
"""

from __future__ import annotations

import ctypes
import errno
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kiosk import sealing
from kiosk.app.bootstrap import machine
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import CannotNow, WrongUse
from kiosk.store import blobs, journal
from kiosk.usecases.initialise import initialise
from kiosk.usecases.submit import Submitted, submit
from sync import stick as stick_module
from sync import usb
from sync.protocol import MAX_UNPACKED, Verdict, Wrong
from sync.server.exchange.blobs import BlobRefusal
from sync.server.exchange.sticks import Imported, import_stick
from sync.stick import MAX_ENTRIES, FileRefusal, NotAStick, StickError, StickFull, Trouble
from sync.usb import ReplyRefusal, Step
from tests.faults.disks import cut, make_ext4, mounted, needs_root, plugged, run
from tests.sync.world import KioskWorld, OfficeWorld, World

OFFICE = "16.71.02.1003"
_MNT_DETACH = 2


def export(kiosk: KioskWorld, stick: Path, tell: usb.Tell = lambda _progress: None) -> usb.Exported:
    return usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock, tell)


def take(office: OfficeWorld, stick: Path) -> Imported:
    return import_stick(office.database, office.keys, stick, office.clock)


def bring_back(kiosk: KioskWorld, stick: Path) -> usb.Imported:
    return usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)


def complain(kiosk: KioskWorld) -> Submitted:
    """A request with a photo."""
    service = kiosk.machine.context.catalog.find("J01")
    result = submit(kiosk.machine.context, service, service.sample)
    assert isinstance(result, Submitted), result
    return result


def place(stick: Path, kiosk: KioskWorld) -> Path:
    return stick / "publik-kiosk" / OFFICE / kiosk.keys.id


def office_tables(office: OfficeWorld) -> list[str]:
    """Everything the office's database says."""
    with office.database.reading() as connection:
        return list(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]


def kiosk_tables(kiosk: KioskWorld) -> list[str]:
    """Everything the kiosk's database says, but for which exports left it."""
    lines = kiosk.store.run(lambda db: list(db.conn.iterdump()))
    return [line for line in lines if "StickMarks" not in line]


# --- File systems


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A stick of 128 kB."""
    with mounted("tmpfs", "tmpfs", tmp_path / "small", "size=128k") as folder:
        yield folder


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The bytes of a stick with ext4."""
    return make_ext4(tmp_path / "stick.img", 4)


@needs_root
@pytest.mark.survives(20)
def test_whether_it_fits_is_known_before_the_first_byte(kiosk: KioskWorld, small: Path) -> None:
    """And how much is missing; once there is room, the same stick does."""
    complain(kiosk)
    filler = small / "film.mp4"
    filler.write_bytes(bytes(120 * 2**10))
    with pytest.raises(StickFull) as full:
        export(kiosk, small)
    assert full.value.trouble is Trouble.FULL
    assert 0 < full.value.missing < 64 * 2**10
    assert list(small.iterdir()) == [filler]
    filler.unlink()
    assert export(kiosk, small).photos == 1


@needs_root
@pytest.mark.survives(20)
def test_a_stick_that_fills_up_in_the_middle_holds_no_half_file(
    kiosk: KioskWorld, office: OfficeWorld, small: Path
) -> None:
    """Somebody else writes at the same time: full is said, whole files stay, and with room it goes on."""
    complain(kiosk)
    filler = small / "film.mp4"

    def tell(progress: usb.Progress) -> None:
        if progress.step is Step.WRITING and progress.done:
            room = os.statvfs(small)
            filler.write_bytes(bytes(room.f_bavail * room.f_frsize))

    with pytest.raises(StickFull, match="full"):
        export(kiosk, small, tell)
    left = [path for path in small.rglob("*") if path.is_file() and path != filler]
    assert [path.suffix for path in left] == [".pkx"]
    filler.unlink()
    export(kiosk, small)
    taken = take(office, small)
    assert (taken.events, taken.photos, taken.refused) == (1, 1, ())


@needs_root
@pytest.mark.survives(20)
def test_a_locked_stick_is_told_at_once_and_can_still_be_read(
    kiosk: KioskWorld, office: OfficeWorld, small: Path
) -> None:
    """Nothing is written to it; answers are taken from it, and what could not be removed is known the next time."""
    kiosk.submit()
    export(kiosk, small)
    take(office, small)
    run("mount", "-o", "remount,ro", small)
    before = sorted(small.rglob("*"))
    with pytest.raises(StickError) as locked:
        export(kiosk, small)
    assert locked.value.trouble is Trouble.READ_ONLY
    with pytest.raises(StickError) as locked_there:
        take(office, small)
    assert locked_there.value.trouble is Trouble.READ_ONLY
    found = bring_back(kiosk, small)
    assert (found.acknowledged, found.at_rest) == (1, True)
    assert sorted(small.rglob("*")) == before
    assert [one.reason for one in bring_back(kiosk, small).refused] == [ReplyRefusal.REPLAY]


@needs_root
@pytest.mark.survives(20)
def test_a_stick_that_forgets_what_it_was_told_is_found_out(kiosk: KioskWorld, image: Path) -> None:
    """The device takes every write and every flush, and then has the old bytes again: no "done"."""
    kiosk.submit()
    empty = image.read_bytes()
    steps: list[Step] = []

    def tell(progress: usb.Progress) -> None:
        if progress.step is Step.CHECKING and Step.CHECKING not in steps:
            with image.open("r+b") as device:
                device.write(empty)
        steps.append(progress.step)

    with plugged(image) as stick, pytest.raises(StickError, match="loses data") as found:
        export(kiosk, stick, tell)
    assert found.value.trouble is Trouble.LOSES_DATA
    assert Step.DONE not in steps
    assert kiosk.store.run(journal.unacknowledged) == 1


@pytest.mark.survives(20)
def test_one_byte_that_reads_back_differently_is_found_out(
    kiosk: KioskWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the file system cannot read past the kernel's own copy, and also in what was there already."""
    kiosk.submit()
    preadv, opens = os.preadv, os.open

    def worn(fd: int, buffers: list[Any], offset: int) -> int:
        count = preadv(fd, buffers, offset)
        buffers[0][count - 1] ^= 1
        return count

    def no_direct(name: Any, flags: int, *more: Any, **where: Any) -> int:
        if flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, "Invalid argument")
        return opens(name, flags, *more, **where)

    for broken in (False, True):
        with monkeypatch.context() as fault:
            fault.setattr(os, "preadv", worn)
            if broken:
                fault.setattr(os, "open", no_direct)
            with pytest.raises(CannotNow, match="loses data"):
                export(kiosk, tmp_path)
            fault.setattr(os, "preadv", preadv)
            assert export(kiosk, tmp_path).sent == 1


@needs_root
@pytest.mark.parametrize("step", [Step.WRITING, Step.CHECKING])
@pytest.mark.survives(19)
def test_a_stick_pulled_out_in_the_middle_goes_on_when_it_is_back(
    kiosk: KioskWorld, office: OfficeWorld, image: Path, step: Step
) -> None:
    """Never "done"; what to do is said; after plugging it in again the same button finishes and tidies up."""
    complain(kiosk)
    steps: list[Step] = []
    with plugged(image) as stick:

        def tell(progress: usb.Progress) -> None:
            steps.append(progress.step)
            if progress.step is step and progress.done:
                cut(stick)

        with pytest.raises(StickError) as gone:
            export(kiosk, stick, tell)
    assert gone.value.trouble in (Trouble.GONE, Trouble.READ_ONLY)
    assert Step.DONE not in steps
    again = image.with_name("again.img")
    # A copy: the kernel may keep the first one's state for a moment.
    shutil.copy(image, again)
    with plugged(again) as stick:
        assert export(kiosk, stick).photos == 1
        assert not list(stick.rglob(".pk-*"))
        taken = take(office, stick)
        assert (taken.events, taken.photos, taken.refused) == (1, 1, ())
        assert bring_back(kiosk, stick).acknowledged == 1
    assert len(office.items()) == 1


@needs_root
@pytest.mark.survives(19)
def test_what_is_said_to_be_done_survives_pulling_the_stick_at_once(
    kiosk: KioskWorld, office: OfficeWorld, image: Path
) -> None:
    """ "Aman dilepas" on both sides: nothing is flushed after that word, and everything is there."""
    complain(kiosk)
    with plugged(image) as stick:
        export(kiosk, stick)
        cut(stick)
    at_the_office = shutil.copy(image, image.with_name("office.img"))
    with plugged(at_the_office) as stick:
        taken = take(office, stick)
        assert (taken.events, taken.photos) == (1, 1)
        cut(stick)
    with plugged(shutil.copy(at_the_office, image.with_name("back.img"))) as stick:
        assert bring_back(kiosk, stick).acknowledged == 1
        cut(stick)
    with plugged(shutil.copy(image.with_name("back.img"), image.with_name("last.img"))) as stick:
        assert bring_back(kiosk, stick) == usb.Imported(0, 0)


@needs_root
def test_a_stick_that_vanishes_under_the_office_loses_nothing(
    kiosk: KioskWorld, office: OfficeWorld, image: Path
) -> None:
    """The requests are taken, the replies are not written: importing again writes them."""
    kiosk.submit()
    with plugged(image) as stick:
        export(kiosk, stick)
        real = stick_module.Folder.put
        with pytest.MonkeyPatch.context() as fault:
            fault.setattr(stick_module.Folder, "put", lambda self, name, data: (cut(stick), real(self, name, data)))
            with pytest.raises(StickError):
                take(office, stick)
    assert len(office.items()) == 1
    with plugged(shutil.copy(image, image.with_name("again.img"))) as stick:
        assert (take(office, stick).events, len(office.items())) == (0, 1)
        assert bring_back(kiosk, stick).acknowledged == 1


@needs_root
def test_answers_count_when_the_stick_goes_right_after_but_it_is_not_said_to_be_at_rest(
    kiosk: KioskWorld, office: OfficeWorld, image: Path
) -> None:
    """They are durable here; that the stick took their removal nobody knows."""
    kiosk.submit()
    with plugged(image) as stick:
        export(kiosk, stick)
        take(office, stick)
        settle = usb.exchange.settle
        with pytest.MonkeyPatch.context() as fault:
            fault.setattr(usb.exchange, "settle", lambda *given: (cut(stick), settle(*given)))
            found = bring_back(kiosk, stick)
    assert (found.acknowledged, found.at_rest) == (1, False)


@needs_root
def test_a_stick_that_is_unmounted_under_us_is_no_stick(kiosk: KioskWorld, small: Path) -> None:
    """Its place is an empty folder then: what was open stays ours, and the next look says what is there."""
    kiosk.submit()
    libc = ctypes.CDLL(None, use_errno=True)

    def tell(progress: usb.Progress) -> None:
        if progress.step is Step.WRITING:
            libc.umount2(os.fsencode(small), _MNT_DETACH)

    export(kiosk, small, tell)
    assert list(small.iterdir()) == [], "nothing was written beneath the stick's place"


# --- Killed


class Killed(BaseException):
    """The program is gone: nothing of it runs any more."""


_CALLS = ("open", "write", "fsync", "rename", "unlink", "mkdir", "preadv")


@contextmanager
def killed_at(number: int) -> Iterator[list[int]]:
    """At the call of that number to the file system the program dies; what it would tidy up then does not happen either."""
    counted = [0]
    with pytest.MonkeyPatch.context() as fault:

        def dying(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*given: Any, **named: Any) -> Any:
                counted[0] += 1
                if counted[0] >= number:
                    raise Killed
                return real(*given, **named)

            return call

        for name in _CALLS:
            fault.setattr(os, name, dying(getattr(os, name)))
        yield counted


def at_every_call(do: Callable[[], object], after: Callable[[], None]) -> int:
    """Runs `do` and kills it at its first, second … call until it gets through; after each death `after` looks around."""
    for number in range(1, 400):
        with killed_at(number):
            try:
                do()
            except Killed:
                died = True
            else:
                died = False
        after()
        if not died:
            return number
    raise AssertionError("it never got through")


@pytest.mark.survives(19)
def test_an_export_killed_at_any_step_leaves_whole_files_and_is_finished_by_the_next(
    kiosk: KioskWorld, office: OfficeWorld, tmp_path: Path
) -> None:
    """Whatever stands under a name of ours is whole; the last export leaves nothing else behind."""
    complain(kiosk)
    stick = tmp_path / "stick"
    stick.mkdir()
    before = kiosk_tables(kiosk)

    def look() -> None:
        for path in stick.rglob("*.pk?"):
            assert path.read_bytes()[:3] in (b"PKX", b"PKB")
        taken = import_stick(office.database, office.keys, shutil.copytree(stick, tmp_path / "look"), office.clock)
        assert taken.refused == () or {one.reason for one in taken.refused} == {BlobRefusal.NOT_NAMED}
        shutil.rmtree(tmp_path / "look")

    steps = at_every_call(lambda: export(kiosk, stick), look)
    assert steps > 15
    assert kiosk_tables(kiosk) == before
    assert not list(stick.rglob(".pk-*"))
    assert len(office.items()) == 1


def test_an_office_killed_at_any_step_takes_everything_once(
    kiosk: KioskWorld, office: OfficeWorld, tmp_path: Path
) -> None:
    """Requests, photos and replies; the kiosk finds whole answers or none."""
    complain(kiosk)
    kiosk.submit()
    stick = tmp_path / "stick"
    stick.mkdir()
    export(kiosk, stick)

    def look() -> None:
        assert len(office.items()) in (0, 2)
        for path in stick.rglob("*.pkr"):
            assert not isinstance(usb.exchange.verify(kiosk.keys, path.read_bytes()), Wrong)

    assert at_every_call(lambda: take(office, stick), look) > 8
    assert len(office.items()) == 2
    assert bring_back(kiosk, stick).acknowledged == 2
    assert kiosk.store.run(blobs.undelivered) == []


def test_an_import_killed_at_any_step_applies_every_answer_once(
    kiosk: KioskWorld, office: OfficeWorld, tmp_path: Path
) -> None:
    """Applied or not, never half; a file that could not be removed any more is known as taken."""
    [one] = kiosk.submit()
    stick = tmp_path / "stick"
    stick.mkdir()
    export(kiosk, stick)
    take(office, stick)
    office.move(one.permohonan.id, PermohonanStatus.IN_REVIEW)
    take(office, stick)
    seen: list[int] = []

    def look() -> None:
        seen.append(kiosk.state().acknowledged)
        kiosk.verify()

    at_every_call(lambda: bring_back(kiosk, stick), look)
    assert seen == sorted(seen)
    assert set(seen) == {0, 1}
    assert kiosk.status(one.permohonan.id).status is PermohonanStatus.IN_REVIEW
    assert list(stick.rglob("*.pkr")) == []
    # A request whose answer was taken in the moment of death may still stand there. The next walk takes it away.
    export(kiosk, stick)
    take(office, stick)
    assert bring_back(kiosk, stick) == usb.Imported(0, 0)
    assert [path for path in stick.rglob("*") if path.is_file()] == []


_DIES = """
import os, signal, sys
rename = os.rename
def die(*given, **named):
    rename(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
os.rename = die
from kiosk.app.cli import run
run(["usb", "export", sys.argv[1], "--data", sys.argv[2]])
"""


def test_a_program_that_is_really_killed_leaves_whole_files_and_its_data_whole(tmp_path: Path) -> None:
    """By the kernel, between two files: the next one finishes."""
    data, stick = tmp_path / "kiosk", tmp_path / "stick"
    stick.mkdir()
    initialise(data, demo=True)
    with machine(data) as made:
        for _ in range(2):
            complain(KioskWorld(made, None, made.context.clock))  # type: ignore[arg-type]
    died = subprocess.run([sys.executable, "-c", _DIES, stick, data], check=False, capture_output=True, text=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert died.stdout == ""
    [left] = (path for path in stick.rglob("*") if path.is_file())
    assert left.read_bytes()[:3] == b"PKX"
    with machine(data) as made:
        assert usb.export(made.context.store, made.keys, stick, made.context.clock).photos == 2
        _, problems = made.context.store.run(lambda db: journal.verify(db, made.keys.id))
    assert not problems
    assert not list(stick.rglob(".pk-*"))


# --- Forged


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KioskWorld, OfficeWorld, Path]]:
    """A kiosk, its office and a stick with a request, a photo and a reply. Nothing of what follows may change either."""
    with World(tmp_path_factory.mktemp("scene")) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        complain(kiosk)
        stick = tmp_path_factory.mktemp("stick")
        export(kiosk, stick)
        kept = shutil.copytree(stick, tmp_path_factory.mktemp("kept") / "stick")
        take(office, stick)
        for path in stick.rglob("*.pkr"):
            shutil.copy(path, place(kept, kiosk))
        yield kiosk, office, kept


class Scene:
    """A copy of the stick that may be spoilt, and both sides, which must not change."""

    def __init__(self, kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
        self.kiosk, self.office, self.stick = kiosk, office, stick
        self.place = place(stick, kiosk)
        self._before = self._tables()

    def _tables(self) -> tuple[list[str], list[str]]:
        return kiosk_tables(self.kiosk), office_tables(self.office)

    def refused_here(self) -> list[object]:
        """Why the kiosk takes nothing from it."""
        found = bring_back(self.kiosk, self.stick)
        assert (found.acknowledged, found.received) == (0, 0)
        assert self._tables() == self._before
        return [one.reason for one in found.refused]

    def refused_there(self) -> list[object]:
        """Why the office does not."""
        found = take(self.office, self.stick)
        assert (found.accepted, found.events, found.photos) == ((), 0, 0)
        assert self._tables() == self._before
        return [one.reason for one in found.refused]

    @property
    def request(self) -> Path:
        return next(self.place.glob("*.pkx"))

    @property
    def reply(self) -> Path:
        return next(self.place.glob("*.pkr"))

    @property
    def photo(self) -> Path:
        return next(self.place.glob("blobs/*.pkb"))


@pytest.fixture
def spoilt(scene: tuple[KioskWorld, OfficeWorld, Path], tmp_path: Path) -> Scene:
    kiosk, office, stick = scene
    return Scene(kiosk, office, shutil.copytree(stick, tmp_path / "stick"))


def _link(path: Path, target: Path) -> None:
    path.rename(target)
    path.symlink_to(target)


def _replaced(make: Callable[[Path], object]) -> Callable[[Path, Path], None]:
    def replace(path: Path, _target: Path) -> None:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        make(path)

    return replace


def _socket(path: Path) -> None:
    # A socket's path may have 108 bytes; its folder can be as deep as it likes.
    here = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


@pytest.mark.parametrize("level", ["publik-kiosk", "office", "kiosk", "blobs"])
@pytest.mark.parametrize("change", [_link, _replaced(Path.touch), _replaced(os.mkfifo)], ids=["link", "file", "fifo"])
@pytest.mark.survives(21)
def test_where_a_folder_should_be_nothing_else_is_entered(
    spoilt: Scene, tmp_path: Path, level: str, change: Callable[[Path, Path], None]
) -> None:
    """At every level, on both sides, and nothing is written through it."""
    folders = {"kiosk": spoilt.place, "blobs": spoilt.place / "blobs"}
    folders |= {"office": spoilt.place.parent, "publik-kiosk": spoilt.place.parent.parent}
    target = tmp_path / "target"
    change(folders[level], target)
    before = sorted(target.rglob("*"))
    with pytest.raises(WrongUse, match="link or no folder"):
        export(spoilt.kiosk, spoilt.stick)
    if level in ("publik-kiosk", "office"):
        with pytest.raises(NotAStick):
            take(spoilt.office, spoilt.stick)
    elif level == "kiosk":
        assert spoilt.refused_there() == [FileRefusal.NOT_A_FOLDER]
    else:
        assert spoilt.refused_there() == [FileRefusal.NOT_A_FOLDER]
    if level != "blobs":
        with pytest.raises(NotAStick):
            bring_back(spoilt.kiosk, spoilt.stick)
    assert sorted(target.rglob("*")) == before


def test_what_is_no_file_is_not_opened(spoilt: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """A FIFO would be waited for, a device would do something: neither is even opened."""
    kinds: list[Callable[[Path], object]] = [os.mkfifo, _socket, Path.mkdir]
    if os.geteuid() == 0:
        kinds.append(lambda path: os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5)))  # /dev/zero
    opened: list[str] = []
    opens = os.open
    monkeypatch.setattr(
        os, "open", lambda name, *more, **where: opened.append(str(name)) or opens(name, *more, **where)
    )
    for make in kinds:
        for path in (spoilt.request, spoilt.reply, spoilt.photo):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            make(path)
        assert spoilt.refused_here() == [FileRefusal.NOT_A_FILE]
        assert spoilt.refused_there() == [FileRefusal.NOT_A_FILE] * 2
    # What is opened by its whole path, this test opens.
    assert not [name for name in opened if name.endswith((".pkx", ".pkr", ".pkb")) and "/" not in name]
    assert spoilt.kiosk.keys.id in opened


@pytest.mark.survives(21)
def test_links_to_files_are_not_followed_and_hard_links_not_written_through(spoilt: Scene, tmp_path: Path) -> None:
    """Of a hard link only our name goes; the other file keeps its bytes."""
    for number, path in enumerate((spoilt.request, spoilt.reply, spoilt.photo)):
        _link(path, tmp_path / f"target-{number}")
    assert spoilt.refused_here() == [FileRefusal.LINK]
    assert spoilt.refused_there() == [FileRefusal.LINK] * 2
    request = spoilt.request
    request.unlink()
    other = spoilt.stick / "skripsi.docx"
    other.write_bytes(b"three years of work")
    os.link(other, request)
    assert spoilt.refused_there()[0] is Wrong.NOT_OURS
    export(spoilt.kiosk, spoilt.stick)
    assert request.read_bytes()[:3] == b"PKX"
    assert other.read_bytes() == b"three years of work"


def test_photos_that_were_changed_swapped_or_never_asked_for_are_refused(spoilt: Scene) -> None:
    """By name, and the photo the office has stays as it is."""
    photo = spoilt.photo
    good = photo.read_bytes()
    damages: dict[str, tuple[bytes, set[object]]] = {
        "truncated": (good[:-1], {Wrong.TRUNCATED}),
        "head only": (good[:60], {Wrong.TRUNCATED}),
        "appended": (good + b"x", {Wrong.CONTENT}),
        "flipped": (good[:-9] + bytes((good[-9] ^ 4,)) + good[-8:], {BlobRefusal.CHANGED}),
        "signature": (good[:80] + bytes((good[80] ^ 4,)) + good[81:], {Wrong.SIGNATURE, Wrong.CONTENT}),
        "a request": (spoilt.request.read_bytes(), {Wrong.NOT_OURS}),
        "oversize": (good + bytes(2**20), {FileRefusal.TOO_LARGE}),
        "empty": (b"", {Wrong.TRUNCATED}),
    }
    spoilt.request.unlink()
    for damage, (data, reasons) in damages.items():
        photo.write_bytes(data)
        assert [reason in reasons for reason in spoilt.refused_there()] == [True], damage
    photo.write_bytes(good)
    photo.rename(photo.with_name(f"{7:064x}.pkb"))
    assert take(spoilt.office, spoilt.stick).refused == (), "a name says nothing: it is there already"


@pytest.mark.survives(21)
def test_a_signed_bomb_does_not_go_off(spoilt: Scene) -> None:
    """Somebody with the kiosk's key packs a gigabyte of nothing: it is not unpacked."""
    data = spoilt.request.read_bytes()
    head = data[: 12 + data[5]]
    if data[4] & 1:
        head = head[:4] + b"\0" + head[5:]
    zeros = zstandard.ZstdCompressor(level=3).compress(bytes(MAX_UNPACKED + 1))
    packed = len(zeros).to_bytes(3, "big") + zeros
    spoilt.request.write_bytes(head + sealing.sign(head + packed, spoilt.kiosk.keys.seed) + packed)
    spoilt.photo.unlink()
    with office_unchanged_but_for_contact(spoilt.office):
        found = take(spoilt.office, spoilt.stick)
    assert [one.reason for one in found.refused] == [Verdict.BAD_REQUEST]


@contextmanager
def office_unchanged_but_for_contact(office: OfficeWorld) -> Iterator[None]:
    before = [line for line in office_tables(office) if "kiosks" not in line]
    yield
    assert [line for line in office_tables(office) if "kiosks" not in line] == before


@pytest.mark.parametrize(
    ("where", "most"),
    [(".", MAX_ENTRIES), ("blobs", 50), ("..", 50), ("../..", 50)],
    ids=["kiosk", "blobs", "office", "publik-kiosk"],
)
@pytest.mark.survives(21)
def test_a_flood_of_names_ends_the_look_early(
    spoilt: Scene, monkeypatch: pytest.MonkeyPatch, where: str, most: int
) -> None:
    """Twenty thousand, in any folder of ours; one kiosk's rubbish does not keep the others from being taken."""
    monkeypatch.setattr(stick_module, "MAX_ENTRIES", most)
    folder = os.open(spoilt.place / where, os.O_RDONLY)
    try:
        for number in range(100, 100 + 2 * most):
            os.mknod(f"{number:08}-{number:08}.pkr", dir_fd=folder)
    finally:
        os.close(folder)
    ours = where in (".", "blobs")
    if ours:
        assert spoilt.refused_there() == [FileRefusal.FLOOD]
    # To write its files, a kiosk looks into its own folders only.
    with pytest.raises(StickError, match=f"more than {most}") as flood:
        export(spoilt.kiosk, spoilt.stick) if ours else take(spoilt.office, spoilt.stick)
    assert flood.value.trouble is Trouble.FLOOD
    if where == ".":
        with pytest.raises(StickError, match=f"more than {most}"):
            bring_back(spoilt.kiosk, spoilt.stick)


def test_odd_names_are_left_alone(spoilt: Scene) -> None:
    """Not UTF-8, other letters, other cases, or a way out: none of them is ours, none is touched."""
    for path in (spoilt.request, spoilt.reply, photo := spoilt.photo):
        path.unlink()
    raw = os.fsencode(spoilt.place)
    names = [
        b"\xff\xfe.pkx",
        b"00000001-00000001.PKX",
        b"00000001-00000001.pkx ",
        "٠٠٠٠٠٠٠١-٠٠٠٠٠٠٠١.pkx".encode(),
        b"..pkx",
        b"00000001-00000001.pkx\n",
        photo.name.upper().encode(),
    ]
    for name in names:
        Path(os.fsdecode(raw + b"/" + name)).write_bytes(b"x")
    for folder in (b"\xff\xfe", b"PUBLIK-KIOSK", b"....", b"..-..", spoilt.kiosk.keys.id.lower().encode()):
        Path(os.fsdecode(os.fsencode(spoilt.place.parent) + b"/" + folder)).mkdir()
        Path(os.fsdecode(os.fsencode(spoilt.place.parent.parent) + b"/" + folder)).mkdir()
    assert spoilt.refused_here() == []
    assert spoilt.refused_there() == []
    left = take(spoilt.office, spoilt.stick).left_alone
    assert all(code.isascii() and code.isprintable() for code in left)
    assert set(names) <= {os.fsencode(path.name) for path in spoilt.place.iterdir()}


def test_a_file_that_changes_while_it_is_read_is_judged_by_what_was_read(
    spoilt: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It grows, shrinks or becomes another one between two reads: refused, or taken as the whole it was."""
    reads = os.read
    reply = spoilt.reply
    good = reply.read_bytes()

    def growing(fd: int, count: int) -> bytes:
        part = reads(fd, 2**18)
        with reply.open("ab") as file:
            file.write(bytes(2**18))
        return part

    monkeypatch.setattr(os, "read", growing)
    [reason] = spoilt.refused_here()
    assert reason is FileRefusal.TOO_LARGE
    reply.write_bytes(good)
    monkeypatch.setattr(os, "read", lambda fd, count: (os.truncate(reply, 70), reads(fd, count))[1])
    assert spoilt.refused_here() == [Wrong.TRUNCATED]


# --- A year


def test_a_kiosk_that_never_sees_a_network_lives_on_sticks_for_a_year(
    world: World, office: OfficeWorld, tmp_path: Path
) -> None:
    """Sixty weekly walks with three sticks: some lost, some late, some imported twice. Every request arrives once, every
    status comes back, and nothing grows but the requests themselves.
    """
    kiosk, draw = world.kiosk(office), random.Random(60)
    sticks = [tmp_path / f"stick-{number}" for number in range(3)]
    for stick in sticks:
        stick.mkdir()
    made: list[str] = []
    most_files = 0
    for week in range(60):
        made += [one.permohonan.id for one in kiosk.submit(draw.randint(1, 3))]
        if week % 12 == 0:
            made.append(complain(kiosk).permohonan.id)
        stick = draw.choice(sticks)
        export(kiosk, stick)
        most_files = max(most_files, sum(path.is_file() for path in stick.rglob("*")))
        kiosk.clock.ms += 7 * 86_400_000
        office.clock.ms = kiosk.clock.ms
        fate = draw.random()
        if fate < 0.15:
            shutil.rmtree(stick)
            stick.mkdir()
            continue
        for _ in range(1 + (fate > 0.9)):
            taken = take(office, stick)
        assert taken.refused == ()
        if office.items():
            item = draw.choice(office.items()).permohonan
            if item.status is PermohonanStatus.SUBMITTED:
                office.move(item.id, PermohonanStatus.IN_REVIEW)
        if fate < 0.75:
            found = bring_back(kiosk, stick)
            assert {one.reason for one in found.refused} <= {ReplyRefusal.REPLAY}
    for _ in range(2):
        export(kiosk, sticks[0])
        take(office, sticks[0])
        bring_back(kiosk, sticks[0])
    items = {item.permohonan.id: item.permohonan.status for item in office.items()}
    assert sorted(items) == sorted(made)
    assert {one: kiosk.status(one).status for one in made} == items
    assert kiosk.store.run(journal.unacknowledged) == 0
    assert kiosk.store.run(blobs.undelivered) == []
    kiosk.verify()
    marks = kiosk.store.run(lambda db: db.execute("SELECT length(value) FROM settings WHERE key = 'StickMarks'"))
    assert marks.fetchone()[0] < 256 * 64
    assert most_files <= 20
    assert [path for path in sticks[0].rglob("*") if path.is_file()] == []
    size = kiosk.store.run(lambda db: db.execute("PRAGMA page_count").fetchone()[0] * 4096)
    assert size < 200_000 + 4_000 * len(made) + blobs_size(kiosk)


def blobs_size(kiosk: KioskWorld) -> int:
    return kiosk.store.run(blobs.total)
