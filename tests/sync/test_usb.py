"""The stick: the same exchange as files, there and back, and everything a stick may do to them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import CannotNow, WrongUse
from kiosk.store import journal
from sync import stick as sticks_module
from sync import usb
from sync.outcome import Reason
from sync.protocol import MAX_PACKED, Verdict, Wrong
from sync.server.sticks import Imported, import_stick
from sync.stick import FileRefusal
from sync.usb import ReplyRefusal
from tests.sync.world import KioskWorld, OfficeWorld, World


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


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
    assert exported.files == (f"publik-kiosk/{kiosk.keys.id}/00000001-00000002.pkx",)
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
    folder = stick / "publik-kiosk" / kiosk.keys.id
    export(kiosk, stick)
    (folder / ".pk-0123456789abcdef.tmp").write_bytes(b"half")
    kiosk.submit()
    export(kiosk, stick)
    assert sorted(path.name for path in folder.iterdir()) == ["00000001-00000002.pkx"]


def test_a_big_backlog_is_several_files_taken_in_order(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path, monkeypatch
) -> None:
    """What does not fit one request becomes more of them; the office takes them in the order of their numbers."""
    monkeypatch.setattr("sync.plan.LARGEST_BATCH", 4096)
    kiosk.submit(30)
    exported = export(kiosk, stick)
    assert len(exported.files) > 2
    assert exported.sent == 30
    assert take(office, stick).events == 30
    assert bring_back(kiosk, stick).acknowledged == 30


def test_other_kiosks_files_are_left_alone(world: World, kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """Two kiosks share a stick; each takes only what is its own."""
    other = world.kiosk(office)
    kiosk.submit()
    other.submit(2)
    export(kiosk, stick)
    export(other, stick)
    assert take(office, stick).events == 3
    assert bring_back(kiosk, stick).acknowledged == 1
    assert len(list((stick / "publik-kiosk" / other.keys.id).iterdir())) == 2
    assert bring_back(other, stick).acknowledged == 2


def test_a_stick_with_another_offices_kiosk_is_not_this_offices_business(
    world: World, kiosk: KioskWorld, office: OfficeWorld, stick: Path
) -> None:
    """A request for another office is refused by name and gets no answer here."""
    elsewhere = world.office(code="16.71.02.1004")
    stranger = world.kiosk(elsewhere)
    stranger.submit()
    export(stranger, stick)
    taken = take(office, stick)
    assert [one.reason for one in taken.refused] == [Wrong.OTHER_OFFICE]
    assert taken.replies == ()
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
    """A reply that was copied aside and put back is a replay; one to a forgotten request is not asked for."""
    kiosk.submit()
    export(kiosk, stick)
    take(office, stick)
    [reply] = (stick / "publik-kiosk" / kiosk.keys.id).glob("*.pkr")
    kept = reply.read_bytes()
    assert bring_back(kiosk, stick).acknowledged == 1
    reply.write_bytes(kept)
    assert [one.reason for one in bring_back(kiosk, stick).refused] == [ReplyRefusal.REPLAY]
    kiosk.store.transaction(lambda db: db.execute("DELETE FROM settings WHERE key = 'StickMarks'"))
    assert [one.reason for one in bring_back(kiosk, stick).refused] == [ReplyRefusal.NOT_ASKED]


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


@pytest.mark.parametrize("damage", HOSTILE)
def test_a_hostile_request_changes_nothing_at_the_office(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path, damage: str
) -> None:
    """Whatever was done to the file: refused with a reason, nothing stored."""
    kiosk.submit()
    [name] = export(kiosk, stick).files
    change, reasons = HOSTILE[damage]
    change(stick / name)
    taken = take(office, stick)
    assert taken.accepted == ()
    assert {one.reason for one in taken.refused} <= reasons
    assert len(taken.refused) == 1
    assert office.items() == []


@pytest.mark.parametrize("damage", HOSTILE)
def test_a_hostile_reply_changes_nothing_at_the_kiosk(
    kiosk: KioskWorld, office: OfficeWorld, stick: Path, damage: str
) -> None:
    """The same for what comes back."""
    kiosk.submit()
    export(kiosk, stick)
    [name] = take(office, stick).replies
    change, reasons = HOSTILE[damage]
    change(stick / name)
    before = kiosk.state()
    brought = bring_back(kiosk, stick)
    assert (brought.acknowledged, brought.received) == (0, 0)
    assert {one.reason for one in brought.refused} <= reasons
    assert len(brought.refused) == 1
    assert kiosk.state() == before


def test_swapped_and_renamed_files_are_told_apart(
    world: World, kiosk: KioskWorld, office: OfficeWorld, stick: Path
) -> None:
    """Replies swapped between two kiosks are refused by both; a renamed reply is known by its content."""
    other = world.kiosk(office)
    for one in (kiosk, other):
        one.submit()
        export(one, stick)
    take(office, stick)
    [first] = (stick / "publik-kiosk" / kiosk.keys.id).glob("*.pkr")
    [second] = (stick / "publik-kiosk" / other.keys.id).glob("*.pkr")
    mine, theirs = first.read_bytes(), second.read_bytes()
    first.write_bytes(theirs)
    second.write_bytes(mine)
    assert [one.reason for one in bring_back(kiosk, stick).refused] == [Wrong.OTHER_KIOSK]
    assert [one.reason for one in bring_back(other, stick).refused] == [Wrong.OTHER_KIOSK]
    first.unlink()
    first.with_name("00000007-00000009.pkr").write_bytes(mine)
    assert bring_back(kiosk, stick).acknowledged == 1


@pytest.mark.parametrize("which", ["publik-kiosk", "kiosk"])
def test_a_link_where_a_folder_should_be_is_not_followed(
    kiosk: KioskWorld, stick: Path, tmp_path: Path, which: str
) -> None:
    """An export is never written through a link to somewhere else."""
    kiosk.submit()
    target = tmp_path / "target"
    target.mkdir()
    place = stick / "publik-kiosk"
    if which == "kiosk":
        place.mkdir()
        place /= kiosk.keys.id
    place.symlink_to(target)
    with pytest.raises(WrongUse, match="link"):
        export(kiosk, stick)
    assert list(target.iterdir()) == []


def test_a_flood_of_names_is_not_read(kiosk: KioskWorld, office: OfficeWorld, stick: Path, monkeypatch) -> None:
    """A million files end the look after a bounded number."""
    monkeypatch.setattr(sticks_module, "MAX_ENTRIES", 50)
    folder = stick / "publik-kiosk" / kiosk.keys.id
    folder.mkdir(parents=True)
    for number in range(60):
        (folder / f"{number:08}-{number:08}.pkr").touch()
    with pytest.raises(CannotNow, match="more than 50"):
        bring_back(kiosk, stick)


def test_names_that_are_not_ours_are_not_touched(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """Photos, other programs' files and odd names stay as they are."""
    folder = stick / "publik-kiosk" / kiosk.keys.id
    folder.mkdir(parents=True)
    odd = ("foto.jpg", "1-2.pkx", "../x.pkr".replace("/", "_"), "00000001-00000002.pkx.exe", "...pkr")
    for name in odd:
        (folder / name).write_bytes(b"x")
    kiosk.submit()
    export(kiosk, stick)
    take(office, stick)
    bring_back(kiosk, stick)
    assert {path.name for path in folder.iterdir()} == set(odd)


def test_a_stick_that_loses_data_is_found_out(kiosk: KioskWorld, stick: Path, monkeypatch) -> None:
    """When the file reads back differently, nobody is told that it is safe to remove."""
    kiosk.submit()
    monkeypatch.setattr(sticks_module, "_read", lambda fd, limit: b"\0" * (limit - 1))
    with pytest.raises(CannotNow, match="loses data"):
        export(kiosk, stick)
    assert kiosk.store.run(journal.unacknowledged) == 1


def test_a_missing_or_full_stick_says_so(kiosk: KioskWorld, tmp_path: Path, stick: Path, monkeypatch) -> None:
    """No folder, or no room: one sentence, and the data stays here."""
    with pytest.raises(WrongUse, match="no folder"):
        export(kiosk, tmp_path / "nowhere")

    def full(fd: int, data: object) -> int:
        raise OSError(28, "No space left on device")

    kiosk.submit()
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CannotNow, match="full"):
        export(kiosk, stick)
    monkeypatch.undo()
    assert not any((stick / "publik-kiosk" / kiosk.keys.id).iterdir())
    assert export(kiosk, stick).sent == 1


def test_nothing_submitted_stands_readable_on_the_stick(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """A lost stick tells nothing: no submitted value is in any of its bytes or names."""
    [one] = kiosk.submit()
    export(kiosk, stick)
    take(office, stick)
    everything = b"".join(path.read_bytes() + str(path).encode() for path in stick.rglob("*") if path.is_file())
    for value in ("Siti Rahmawati", "1671025403890002", "081273450012", "Cempaka", one.code.symbols):
        assert value.encode() not in everything


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
