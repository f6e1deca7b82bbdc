"""The stick: the same exchange as files, there and back, and everything a stick may do to them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.store import blobs
from kiosk.usecases.submit import Submitted, submit
from sync import usb
from sync.outcome import Reason
from sync.protocol import MAX_PACKED, Verdict, Wrong
from sync.server.exchange.sticks import Imported, import_stick
from sync.stick import FileRefusal, StickError, Trouble
from sync.usb import Progress, ReplyRefusal, Step
from tests.sync.world import KioskWorld, OfficeWorld, World

OFFICE = "16.71.02.1003"


def export(kiosk: KioskWorld, stick: Path) -> usb.Exported:
    return usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)


def take(office: OfficeWorld, stick: Path) -> Imported:
    return import_stick(office.database, office.keys, stick, office.clock)


def bring_back(kiosk: KioskWorld, stick: Path) -> usb.Imported:
    return usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)


def test_a_kiosk_without_a_network_lives_on_sticks(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """First contact, requests, decisions: all by stick, in two walks."""
    [first, second] = kiosk.submit(2)
    exported = export(kiosk, stick)
    assert exported.sent == 2
    assert exported.files == (f"publik-kiosk/{OFFICE}/{kiosk.keys.id}/00000001-00000002.pkx",)
    assert (stick / exported.files[0]).stat().st_size == exported.bytes
    taken = take(office, stick)
    assert (len(taken.accepted), taken.events, taken.refused, len(taken.replies)) == (1, 2, (), 1)
    assert bring_back(kiosk, stick) == usb.Imported(acknowledged=2, received=0)

    office.clock.ms += 3600_000
    office.move(first.permohonan.id, PermohonanStatus.IN_REVIEW)
    kiosk.clock.ms += 7200_000
    assert export(kiosk, stick).sent == 0
    take(office, stick)
    assert bring_back(kiosk, stick).received == 1
    assert kiosk.status(first.permohonan.id).status is PermohonanStatus.IN_REVIEW
    # What the kiosk tells a resident is as old as the office's word, not as the walk with the stick.
    assert kiosk.state().last_contact_at == office.clock.ms
    assert kiosk.state().server_offset_ms is None
    assert second.permohonan.seq == 2
    kiosk.verify()


def test_both_roads_at_once_are_one(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """Exported, then synced, then the stick arrives: everything is there once, and the late answer does no harm."""
    kiosk.submit(2)
    export(kiosk, stick)
    kiosk.submit()
    assert kiosk.sync().acknowledged == 3
    assert take(office, stick).events == 0
    assert bring_back(kiosk, stick) == usb.Imported(0, 0)
    assert len(office.items()) == 3
    assert kiosk.state().acknowledged == 3


def test_a_lost_stick_costs_nothing(kiosk: KioskWorld, office: OfficeWorld, tmp_path: Path) -> None:
    """The first stick never arrives; the second holds everything."""
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    kiosk.submit()
    export(kiosk, tmp_path / "first")
    kiosk.submit()
    assert export(kiosk, tmp_path / "second").sent == 2
    assert take(office, tmp_path / "second").events == 2
    assert bring_back(kiosk, tmp_path / "second").acknowledged == 2


def test_an_export_is_replaced_by_a_newer_one(kiosk: KioskWorld, stick: Path) -> None:
    """Only the newest request stays; half-written files of a pulled stick go."""
    kiosk.submit()
    folder = stick / "publik-kiosk" / OFFICE / kiosk.keys.id
    export(kiosk, stick)
    (folder / ".pk-0123456789abcdef.tmp").write_bytes(b"half")
    kiosk.submit()
    export(kiosk, stick)
    assert sorted(path.name for path in folder.iterdir()) == ["00000001-00000002.pkx"]


def test_a_big_backlog_is_several_files_taken_in_order(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path, monkeypatch
) -> None:
    """What does not fit one request becomes more of them; the office takes them in the order of their numbers."""
    monkeypatch.setattr("sync.plan.LARGEST_BATCH", 512)
    kiosk.submit(12)
    exported = export(kiosk, stick)
    assert len(exported.files) > 2
    assert exported.sent == 12
    assert take(office, stick).events == 12
    assert bring_back(kiosk, stick).acknowledged == 12


@pytest.mark.survives(22)
def test_other_kiosks_files_are_left_alone(world: World, kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """Two kiosks share a stick; each takes only what is its own."""
    other = world.kiosk(office)
    kiosk.submit()
    other.submit(2)
    export(kiosk, stick)
    export(other, stick)
    assert take(office, stick).events == 3
    assert bring_back(kiosk, stick).acknowledged == 1
    assert len(list((stick / "publik-kiosk" / OFFICE / other.keys.id).iterdir())) == 2
    assert bring_back(other, stick).acknowledged == 2


def test_a_stick_with_another_offices_kiosk_is_not_this_offices_business(
    world: World, kiosk: KioskWorld, office: OfficeWorld, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is named and not even opened; a file of it that was put among ours is refused and gets no answer."""
    elsewhere = world.office(code="16.71.02.1004")
    stranger = world.kiosk(elsewhere)
    stranger.submit()
    [name] = export(stranger, stick).files
    kiosk.submit()
    export(kiosk, stick)
    opened: list[object] = []
    open_ = os.open
    with monkeypatch.context() as spied:
        spied.setattr(os, "open", lambda name, *more, **where: opened.append(name) or open_(name, *more, **where))
        taken = take(office, stick)
    assert (taken.left_alone, taken.refused, taken.events) == (("16.71.02.1004",), (), 1)
    assert "16.71.02.1004" not in opened
    assert stranger.keys.id not in opened
    shutil.copy(stick / name, stick / "publik-kiosk" / OFFICE / kiosk.keys.id / "00000005-00000006.pkx")
    taken = take(office, stick)
    assert [one.reason for one in taken.refused] == [Wrong.OTHER_OFFICE]
    assert len(taken.replies) == 1
    assert take(elsewhere, stick).events == 1


def test_a_revoked_kiosk_learns_it_by_stick(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """The signed no travels back, and nothing is acknowledged."""
    kiosk.submit()
    export(kiosk, stick)
    office.revoke(kiosk.keys.id)
    taken = take(office, stick)
    assert [one.reason for one in taken.refused] == [Verdict.REVOKED]
    assert [one.reason for one in bring_back(kiosk, stick).refused] == [Reason.REVOKED]


def test_an_answer_is_taken_once(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """A reply that was copied aside and put back is a replay; one to a forgotten request is not asked for. Neither stays."""
    kiosk.submit()
    export(kiosk, stick)
    take(office, stick)
    [reply] = (stick / "publik-kiosk" / OFFICE / kiosk.keys.id).glob("*.pkr")
    kept = reply.read_bytes()
    assert bring_back(kiosk, stick).acknowledged == 1
    reply.write_bytes(kept)
    assert [one.reason for one in bring_back(kiosk, stick).refused] == [ReplyRefusal.REPLAY]
    assert not reply.exists()
    reply.write_bytes(kept)
    kiosk.store.transaction(lambda db: db.execute("DELETE FROM settings WHERE key = 'StickMarks'"))
    assert [one.reason for one in bring_back(kiosk, stick).refused] == [ReplyRefusal.NOT_ASKED]
    assert not reply.exists()


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x40
    path.write_bytes(bytes(data))


HOSTILE = {
    "truncated": (lambda path: path.write_bytes(path.read_bytes()[:-7]), {Verdict.BAD_SIGNATURE, Wrong.SIGNATURE}),
    "empty": (lambda path: path.write_bytes(b""), {Wrong.TRUNCATED}),
    "flipped-magic": (lambda path: _flip(path, 0), {Wrong.NOT_OURS}),
    "flipped-version": (lambda path: _flip(path, 3), {Verdict.VERSION, Verdict.WRONG_KEY, Wrong.VERSION}),
    "flipped-flags": (lambda path: _flip(path, 4), {Wrong.CONTENT}),
    "flipped-office": (lambda path: _flip(path, 8), {Wrong.OTHER_OFFICE}),
    "flipped-kiosk": (lambda path: _flip(path, 20), {Wrong.CONTENT, Verdict.UNKNOWN_KIOSK, Wrong.OTHER_KIOSK}),
    "flipped-signature": (lambda path: _flip(path, 60), {Verdict.BAD_SIGNATURE, Verdict.WRONG_KEY, Wrong.SIGNATURE}),
    "flipped-body": (lambda path: _flip(path, -9), {Verdict.BAD_SIGNATURE, Wrong.SIGNATURE}),
    "appended": (lambda path: path.write_bytes(path.read_bytes() + b"x"), {Verdict.BAD_SIGNATURE, Wrong.SIGNATURE}),
    "oversize": (lambda path: os.truncate(path, MAX_PACKED + 1), {FileRefusal.TOO_LARGE}),
    "symlink": (
        lambda path: (path.rename(path.parent.parent / "elsewhere"), path.symlink_to("../elsewhere")),
        {FileRefusal.LINK},
    ),
    "fifo": (lambda path: (path.unlink(), os.mkfifo(path)), {FileRefusal.NOT_A_FILE}),
    "folder": (lambda path: (path.unlink(), path.mkdir()), {FileRefusal.NOT_A_FILE}),
}


@pytest.mark.survives(21)
def test_a_hostile_request_changes_nothing_at_the_office(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path, tmp_path: Path
) -> None:
    """Whatever was done to the file: refused with a reason, nothing stored."""
    kiosk.submit()
    [name] = export(kiosk, stick).files
    for damage, (change, reasons) in HOSTILE.items():
        there = shutil.copytree(stick, tmp_path / damage)
        change(there / name)
        taken = take(office, there)
        assert taken.accepted == (), damage
        assert [one.reason in reasons for one in taken.refused] == [True], (damage, taken.refused)
    assert office.items() == []
    assert take(office, stick).events == 1, "the file itself was good"


def test_a_hostile_reply_changes_nothing_at_the_kiosk(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path, tmp_path: Path
) -> None:
    """The same for what comes back."""
    kiosk.submit()
    export(kiosk, stick)
    [name] = take(office, stick).replies
    before = kiosk.state()
    for damage, (change, reasons) in HOSTILE.items():
        there = shutil.copytree(stick, tmp_path / damage)
        change(there / name)
        brought = bring_back(kiosk, there)
        assert (brought.acknowledged, brought.received) == (0, 0), damage
        assert [one.reason in reasons for one in brought.refused] == [True], (damage, brought.refused)
        assert kiosk.state() == before, damage
    assert bring_back(kiosk, stick).acknowledged == 1, "the file itself was good"


@pytest.mark.survives(21, 22)
def test_swapped_and_renamed_files_are_told_apart(
    world: World, kiosk: KioskWorld, office: OfficeWorld, stick: Path
) -> None:
    """Replies swapped between two kiosks are refused by both; a renamed reply is known by its content."""
    other = world.kiosk(office)
    for one in (kiosk, other):
        one.submit()
        export(one, stick)
    take(office, stick)
    [first] = (stick / "publik-kiosk" / OFFICE / kiosk.keys.id).glob("*.pkr")
    [second] = (stick / "publik-kiosk" / OFFICE / other.keys.id).glob("*.pkr")
    mine, theirs = first.read_bytes(), second.read_bytes()
    first.write_bytes(theirs)
    second.write_bytes(mine)
    assert [one.reason for one in bring_back(kiosk, stick).refused] == [Wrong.OTHER_KIOSK]
    assert [one.reason for one in bring_back(other, stick).refused] == [Wrong.OTHER_KIOSK]
    first.unlink()
    first.with_name("00000007-00000009.pkr").write_bytes(mine)
    assert bring_back(kiosk, stick).acknowledged == 1


def test_names_that_are_not_ours_are_not_touched(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """Photos, other programs' files and odd names stay as they are."""
    folder = stick / "publik-kiosk" / OFFICE / kiosk.keys.id
    folder.mkdir(parents=True)
    odd = ("foto.jpg", "1-2.pkx", "../x.pkr".replace("/", "_"), "00000001-00000002.pkx.exe", "...pkr")
    for name in odd:
        (folder / name).write_bytes(b"x")
    kiosk.submit()
    export(kiosk, stick)
    take(office, stick)
    bring_back(kiosk, stick)
    assert {path.name for path in folder.iterdir()} == set(odd)


@pytest.mark.survives(23)
def test_nothing_submitted_stands_readable_on_the_stick(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """A lost stick tells nothing: no submitted value is in any of its bytes or names."""
    [one] = kiosk.submit()
    export(kiosk, stick)
    take(office, stick)
    everything = b"".join(path.read_bytes() + str(path).encode() for path in stick.rglob("*") if path.is_file())
    for value in ("Siti Rahmawati", "1671025403890002", "081273450012", "Cempaka", one.code.symbols):
        assert value.encode() not in everything


@pytest.mark.survives(22)
def test_a_copied_stick_imports_twice_without_harm(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path, tmp_path: Path
) -> None:
    """Two copies of one stick bring everything once."""
    kiosk.submit(2)
    export(kiosk, stick)
    shutil.copytree(stick, tmp_path / "copy")
    assert take(office, stick).events == 2
    assert take(office, tmp_path / "copy").events == 0
    assert len(office.items()) == 2


def _complain(kiosk: KioskWorld) -> Submitted:
    """A request with a photo."""
    service = kiosk.machine.context.catalog.find("J01")
    result = submit(kiosk.machine.context, service, service.sample)
    assert isinstance(result, Submitted), result
    return result


def test_photos_travel_beside_the_requests_and_leave_the_stick_once_the_office_has_signed_for_them(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path
) -> None:
    """Written once, taken with the requests, kept by the kiosk until the reply says that none is wanted."""
    _complain(kiosk)
    exported = export(kiosk, stick)
    assert (exported.sent, exported.photos) == (1, 1)
    [photo] = (stick / name for name in exported.files if name.endswith(".pkb"))
    assert photo.parent == stick / "publik-kiosk" / OFFICE / kiosk.keys.id / "blobs"
    written = photo.stat().st_ino
    assert export(kiosk, stick).photos == 1
    assert photo.stat().st_ino == written, "what is there already is not written again"
    taken = take(office, stick)
    assert (taken.events, taken.photos, taken.refused) == (1, 1, ())
    assert len(kiosk.store.run(blobs.undelivered)) == 1
    assert bring_back(kiosk, stick).acknowledged == 1
    assert kiosk.store.run(blobs.undelivered) == []
    assert [path.name for path in stick.rglob("*") if path.is_file()] == []
    kiosk.verify()


def test_a_photo_that_was_lost_on_the_way_goes_with_the_next_stick(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path
) -> None:
    """The office has the request and says that the photo is missing; the entry itself does not travel again."""
    _complain(kiosk)
    exported = export(kiosk, stick)
    [photo] = (stick / name for name in exported.files if name.endswith(".pkb"))
    photo.unlink()
    assert take(office, stick).photos == 0
    assert bring_back(kiosk, stick).acknowledged == 1
    exported = export(kiosk, stick)
    assert (exported.sent, exported.photos) == (0, 1)
    assert take(office, stick).photos == 1
    bring_back(kiosk, stick)
    assert kiosk.store.run(blobs.undelivered) == []


def test_how_far_it_is_is_told_before_the_first_byte_and_before_each_file(kiosk: KioskWorld, stick: Path) -> None:
    """What will go, then writing, then reading back; done only at the very end."""
    _complain(kiosk)
    told: list[tuple[Progress, int]] = []

    def tell(progress: Progress) -> None:
        told.append((progress, sum(path.is_file() for path in stick.rglob("*"))))

    usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock, tell)
    steps = [(progress.step, files) for progress, files in told]
    assert steps == [
        (Step.LOOKING, 0),
        (Step.WRITING, 0),
        (Step.WRITING, 1),
        (Step.CHECKING, 2),
        (Step.CHECKING, 2),
        (Step.DONE, 2),
    ]
    first, last = told[1][0], told[-1][0]
    assert (first.entries, first.photos, first.done) == (1, 1, 0)
    assert first.total == last.done == last.total > 0


def test_somebody_who_stops_it_leaves_whole_files_and_goes_on_later(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path
) -> None:
    """Between two files; what is there already does no harm, and the next export finishes."""
    _complain(kiosk)

    def tell(progress: Progress) -> None:
        if progress.done:
            raise usb.cancelled()

    with pytest.raises(StickError) as stopped:
        usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock, tell)
    assert stopped.value.trouble is Trouble.CANCELLED
    assert [path.suffix for path in stick.rglob("*") if path.is_file()] == [".pkx"]
    assert export(kiosk, stick).photos == 1
    taken = take(office, stick)
    assert (taken.events, taken.photos) == (1, 1)


def test_old_answers_that_nobody_fetched_do_not_pile_up(kiosk: KioskWorld, stick: Path) -> None:
    """Of each kind of file only what is of use stays."""
    folder = stick / "publik-kiosk" / OFFICE / kiosk.keys.id
    (folder / "blobs").mkdir(parents=True)
    for number in range(1, 40):
        (folder / f"{number:08}-{number:08}.pkr").write_bytes(b"old")
        (folder / "blobs" / f"{number:064x}.pkb").write_bytes(b"delivered")
    export(kiosk, stick)
    assert [path.name[:8] for path in sorted(folder.glob("*.pkr"))] == [f"{number:08}" for number in range(32, 40)]
    assert list((folder / "blobs").iterdir()) == []
