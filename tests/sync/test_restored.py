"""A kiosk whose disk came back from an older copy goes on: what the office has stays, nothing is taken twice, nobody has to help."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from kiosk.clock import Zone
from kiosk.domain.events import LEAP, Restored, chain_hash, encode_event, new_id
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.store import backups, journal
from kiosk.store.database import DATABASE
from kiosk.usecases import recover
from kiosk.usecases.recover import Why
from kiosk.usecases.submit import Submitted as Accepted
from kiosk.usecases.track import Tracked, track
from sync import usb
from sync.outcome import Reason
from sync.protocol import Event, Request, Verdict, pack_request, unpack_reply
from sync.server.desk.fleet import overview
from sync.server.desk.kiosks import problems
from sync.server.exchange import receive, sticks
from sync.server.store import tables
from sync.server.upkeep import verify
from sync.server.work import requests
from tests.kiosk.damage import garbage
from tests.sync.world import START, KioskWorld, OfficeWorld, kiosk_world, photo

Run = Callable[..., tuple[int, str, str]]


def back_up(kiosk: KioskWorld) -> None:
    backups.make(kiosk.machine.data, now=kiosk.clock.ms, kiosk_id=kiosk.keys.id)


def all_is_well(office: OfficeWorld, kiosk: KioskWorld, accepted: list[Accepted]) -> None:
    """Each request is at the office once and known to the kiosk, as the office says it stands; both chains hold."""
    kiosk.verify()
    assert kiosk.store.run(journal.unacknowledged) == 0
    with office.database.reading() as connection:
        assert verify.verify(connection, office.keys.code).problems == ()
        parked = connection.execute(select(tables.events.c.seq).where(tables.events.c.refusal.is_not(None))).all()
    assert parked == []
    items = {item.permohonan.id: item.permohonan for item in office.items()}
    assert set(items) == {one.permohonan.id for one in accepted}
    for item in items.values():
        known = kiosk.knows(item.code_hash)
        assert known is not None
        assert known.status == item.status
    tickets = [(one.permohonan.queue_day, one.permohonan.ticket) for one in accepted]
    assert len(set(tickets)) == len(tickets)


@pytest.mark.survives(5, 17)
def test_what_only_the_office_still_has_is_not_lost(tmp_path: Path, office: OfficeWorld) -> None:
    """The database is gone, the backup is from before: the office keeps what it has and tells the kiosk how it stands."""
    folder = tmp_path / "kiosk"
    with kiosk_world(folder, office) as kiosk:
        accepted = kiosk.submit(2)
        back_up(kiosk)
        accepted += kiosk.submit(3)
        assert kiosk.sync().done
        office.move(accepted[4].permohonan.id, PermohonanStatus.IN_REVIEW)
    (folder / DATABASE).unlink()
    with kiosk_world(folder, office) as kiosk:
        found = kiosk.store.run(recover.last)
        assert found is not None
        assert (found.why, found.entries) == (Why.MISSING, 2)
        accepted += kiosk.submit(2)
        outcome = kiosk.sync()
        assert (outcome.done, outcome.sent, outcome.acknowledged) == (True, 5, 5)
        all_is_well(office, kiosk, accepted)
        for one in accepted:
            assert isinstance(track(kiosk.machine.context, str(one.code)), Tracked)
        assert kiosk.sync().sent == 0


@pytest.mark.survives(17)
def test_a_disk_from_yesterday_goes_on_by_itself(tmp_path: Path, office: OfficeWorld) -> None:
    """Nothing is wrong with the file, so only the office can say that it is old. The kiosk leaps, and numbers go on far above."""
    folder = tmp_path / "kiosk"
    with kiosk_world(folder, office) as kiosk:
        accepted = kiosk.submit()
        kiosk.sync()
    shutil.copytree(folder, tmp_path / "yesterday")
    for times in (1, 2):
        with kiosk_world(folder, office) as kiosk:
            accepted += kiosk.submit(2)
            kiosk.sync()
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "yesterday", folder)
        with kiosk_world(folder, office) as kiosk:
            outcome = kiosk.sync()
            assert (outcome.done, outcome.acknowledged) == (True, 1)
            found = kiosk.store.run(recover.last)
            assert found is not None
            assert (found.why, found.entries) == (Why.OFFICE, 1)
            assert kiosk.store.run(lambda db: journal.head(db, kiosk.keys.id))[0] == times * LEAP
            all_is_well(office, kiosk, accepted)
            # The disk from yesterday knows nothing of these numbers either; what the office has of them is told apart by its id.
            if times == 1:
                accepted += (fresh := kiosk.submit())
                assert fresh[0].permohonan.ticket == "A-201"
                assert kiosk.sync().done


@pytest.mark.survives(17)
def test_a_kiosk_that_is_ahead_of_its_office_sends_what_is_missing(tmp_path: Path, office: OfficeWorld) -> None:
    """Offline for a day, then the database is damaged: everything is read out of it, and goes."""
    folder = tmp_path / "kiosk"
    with kiosk_world(folder, office) as kiosk:
        accepted = kiosk.submit(2)
        assert kiosk.sync().done
        back_up(kiosk)
        accepted += kiosk.submit(3)
        accepted += kiosk.submit(service_id="J01", foto=photo(1, 100))
    garbage(folder / DATABASE, 0)
    with kiosk_world(folder, office) as kiosk:
        assert kiosk.sync().done
        all_is_well(office, kiosk, accepted)
        with office.database.reading() as connection:
            assert verify.verify(connection, office.keys.code).photos == 1


@pytest.mark.survives(5, 17)
def test_a_stick_from_before_the_damage_brings_what_was_lost(tmp_path: Path, office: OfficeWorld, stick: Path) -> None:
    """It was on its way when the disk died. It arrives after the kiosk went on, and is not taken for a repetition."""
    folder = tmp_path / "kiosk"
    with kiosk_world(folder, office) as kiosk:
        accepted = kiosk.submit(2)
        assert kiosk.sync().done
        back_up(kiosk)
        accepted += kiosk.submit(3)
        usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
    (folder / DATABASE).unlink()
    with kiosk_world(folder, office) as kiosk:
        accepted += kiosk.submit()
        assert kiosk.sync().done
        assert len(office.items()) == 3
        sticks.import_stick(office.database, office.keys, stick, office.clock)
        assert len(office.items()) == 6
        usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)
        assert kiosk.sync().done
        kiosk.verify()
        with office.database.reading() as connection:
            assert verify.verify(connection, office.keys.code).problems == ()
        assert {item.permohonan.id for item in office.items()} == {one.permohonan.id for one in accepted}


@pytest.mark.survives(17)
def test_office_and_kiosk_restored_in_the_same_week(tmp_path: Path, office: OfficeWorld) -> None:
    """The office lost what only it had; what either of them has, both have in the end."""
    folder = tmp_path / "kiosk"
    with kiosk_world(folder, office) as kiosk:
        accepted = kiosk.submit(2)
        assert kiosk.sync().done
        back_up(kiosk)
        monday = office.copy()
        kiosk.submit(2)
        assert kiosk.sync().done
    (folder / DATABASE).unlink()
    office.restore(monday)
    with kiosk_world(folder, office) as kiosk:
        accepted += kiosk.submit(2)
        assert kiosk.sync().done
        assert kiosk.sync().done
        all_is_well(office, kiosk, accepted)


@pytest.mark.survives(5, 17)
def test_the_petugas_hears_what_may_be_missing(tmp_path: Path, office: OfficeWorld) -> None:
    """How much only the office has, how much the kiosk had spoken of and nobody has; in the audit trail too."""
    folder = tmp_path / "kiosk"
    with kiosk_world(folder, office) as kiosk:
        kiosk.submit(1)
        back_up(kiosk)
        kiosk.submit(4)
        assert kiosk.sync().done
    with office.database.writing() as connection:
        connection.execute(update(tables.kiosks).values(head_seq=8))
    (folder / DATABASE).unlink()
    with kiosk_world(folder, office) as kiosk:
        assert kiosk.sync().done
        kiosk_id = kiosk.keys.id
    with office.database.reading() as connection:
        [state] = overview(connection, office.keys.code, now=START)
        detail = connection.execute(
            select(tables.audit.c.detail).where(tables.audit.c.action == requests.Action.KIOSK_RESTORED.value)
        ).scalar_one()
    assert (state.only_here, state.missing, state.unsent) == (4, 3, 0)
    assert detail == f"{kiosk_id} 1-{LEAP} 4 3"
    told = " ".join(one.todo for one in problems(Zone(office.keys.public.zone), state, START))
    assert "4 data yang hilang di sana tetap ada di kantor" in told
    assert "3 data terakhir tidak sampai ke kantor" in told


@pytest.mark.parametrize("seq", [3, 5, LEAP + 1, 2 * LEAP])
def test_a_leap_that_does_not_fit_is_a_fork_or_parked(kiosk: KioskWorld, office: OfficeWorld, seq: int) -> None:
    """Only from an entry that the office knows by its hash, and only to where its body says."""
    kiosk.submit(2)
    assert kiosk.sync().done
    head, hash_ = kiosk.store.run(lambda db: journal.head(db, kiosk.keys.id))
    for after in (head, head + 1):
        body = encode_event(Restored(seq, after))
        event = Event(new_id(START), START, body)
        says = seq if after == head and seq % LEAP == 0 else head + 1
        last = chain_hash(hash_, says, event.id, START, body)
        request = Request(head, hash_, last, says, last, 0, START, (event,))
        data = pack_request(request, office=office.keys.code, kiosk_id=kiosk.keys.id, seed=kiosk.keys.seed)
        before = office.copy()
        received = receive.receive(office.database, office.keys, data, now=START, live=True)
        assert isinstance(received, receive.Received)
        assert received.verdict is Verdict.OK
        assert (received.taken, received.parked) == ((1, 0) if says == seq else (0, 1))
        office.restore(before)
    # And from a past that is not ours.
    body = encode_event(Restored(2 * LEAP, head))
    event = Event(new_id(START), START, body)
    last = chain_hash(bytes(32), 2 * LEAP, event.id, START, body)
    request = Request(head, bytes(32), last, 2 * LEAP, last, 0, START, (event,))
    data = pack_request(request, office=office.keys.code, kiosk_id=kiosk.keys.id, seed=kiosk.keys.seed)
    received = receive.receive(office.database, office.keys, data, now=START, live=True)
    assert isinstance(received, receive.Received)
    assert received.verdict is Verdict.FORK


@pytest.mark.survives(1, 5, 17)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_to_disk_and_link_everybody_is_somewhere(
    tmp_path: Path, office: OfficeWorld, seed: int
) -> None:
    """A month of bad luck by lot: requests, syncs, backups, damaged pages, lost files. In the end each request that the office
    acknowledged or that could still be read is at the office, once; no number was given twice; both chains hold.
    """
    chance = random.Random(seed)
    folder = tmp_path / "kiosk"
    accepted: list[Accepted] = []
    copies: list[set[str]] = []  # what each backup holds at least, the newest last
    safe: set[str] = set()
    at_risk: set[str] = set()
    made = 0
    for _ in range(7):
        with kiosk_world(folder, office) as kiosk:
            for _ in range(chance.randrange(1, 5)):
                match chance.randrange(4):
                    case 0 | 1:
                        accepted += kiosk.submit(chance.randrange(1, 6))
                    case 2:
                        assert kiosk.sync().done
                        safe |= {item.permohonan.id for item in office.items()}
                    case 3:
                        made += 1
                        kiosk.clock.ms = START + 1000 * made
                        back_up(kiosk)
                        copies = [*copies, {one.permohonan.id for one in accepted} - at_risk][-backups.NEWEST :]
            kiosk.verify()
        path = folder / DATABASE
        match chance.randrange(5):
            case 0:
                path.unlink()
            case 1:
                garbage(path, 0)  # what proves itself stands behind it
                continue
            case 2:
                garbage(path, chance.randrange(path.stat().st_size // 4096), seed)
            case 3 if copies:
                garbage(backups.listed(folder)[0].path, 1)
                copies.pop()
                path.write_bytes(b"")
            case _:
                continue
        at_risk |= {one.permohonan.id for one in accepted} - safe - (copies[-1] if copies else set())
    with kiosk_world(folder, office) as kiosk:
        assert kiosk.sync().done
        kiosk.verify()
        assert kiosk.store.run(journal.unacknowledged) == 0
    with office.database.reading() as connection:
        assert verify.verify(connection, office.keys.code).problems == ()
    at_office = {item.permohonan.id for item in office.items()}
    assert {one.permohonan.id for one in accepted} - at_office <= at_risk
    tickets = [(one.permohonan.queue_day, one.permohonan.ticket) for one in accepted]
    assert len(set(tickets)) == len(tickets)


def test_the_commands_back_up_list_and_restore(
    tmp_path: Path, office: OfficeWorld, stick: Path, run_kiosk: Run
) -> None:
    """What a technician types; a damaged copy and another kiosk's are refused with exit code 4."""
    folder, other = tmp_path / "kiosk", tmp_path / "other"
    with kiosk_world(folder, office) as kiosk:
        accepted = kiosk.submit(2)
        kiosk_id = kiosk.keys.id
        # Beside a running kiosk.
        code, out, _ = run_kiosk("backup", "--to", stick, "--data", folder, "--json")
        told = json.loads(out)
        assert (code, told["entries"]) == (0, 2)
    copied = Path(told["copied"])
    assert copied.parent == stick / "publik-kiosk" / office.keys.code / kiosk_id / "backup"
    assert copied.read_bytes() == Path(told["file"]).read_bytes()
    assert Path(told["file"]).stat().st_mode & 0o777 == 0o600
    with kiosk_world(folder, office) as kiosk:
        accepted += kiosk.submit(2)
    code, out, _ = run_kiosk("backup", "--list", "--data", folder, "--json")
    assert [one["entries"] for one in json.loads(out)["backups"]] == [2]
    code, out, _ = run_kiosk("restore", copied, "--data", folder, "--json")
    assert (code, json.loads(out)["entries"], json.loads(out)["salvaged"]) == (0, 2, 2)
    with kiosk_world(folder, office) as kiosk:
        assert kiosk.sync().done
        all_is_well(office, kiosk, accepted)
    with kiosk_world(other, office) as stranger:
        stranger.submit()
    code, _, err = run_kiosk("restore", copied, "--data", other)
    assert (code, "another kiosk" in err) == (4, True)
    garbage(copied, 3)
    before = (folder / DATABASE).read_bytes()
    code, _, err = run_kiosk("restore", copied, "--data", folder)
    assert (code, "damaged" in err) == (4, True)
    code, out, _ = run_kiosk("verify", "--data", folder, "--json")
    assert (code, json.loads(out)["ok"]) == (0, True)
    assert len(before) == len((folder / DATABASE).read_bytes())
    (folder / DATABASE).write_bytes(b"")
    code, _, err = run_kiosk("verify", "--data", folder)
    assert (code, "kiosk restore --newest" in err) == (4, True)
    code, out, _ = run_kiosk("restore", "--newest", "--data", folder, "--json")
    assert (code, json.loads(out)["entries"]) == (0, 2)
    with kiosk_world(folder, office) as kiosk:
        assert kiosk.sync().done
        all_is_well(office, kiosk, accepted)
    assert run_kiosk("restore", "--data", folder)[0] == 2


@pytest.mark.survives(5, 31)
def test_whoever_opens_a_damaged_kiosk_next_mends_it(tmp_path: Path, office: OfficeWorld, run_kiosk: Run) -> None:
    """A command of a technician as well as the program; the request that it was called for is taken."""
    folder, answers = tmp_path / "kiosk", tmp_path / "answers.json"
    with kiosk_world(folder, office) as kiosk:
        accepted = kiosk.submit(2)
        service = kiosk.machine.context.catalog.find("D18")
    answers.write_text(json.dumps(service.sample))
    garbage(folder / DATABASE, 0)
    code, out, _ = run_kiosk("submit", service.id, "--answers", answers, "--data", folder, "--json")
    told = json.loads(out)
    assert (code, told["seq"]) == (0, LEAP + 1)
    with kiosk_world(folder, office) as kiosk:
        assert kiosk.sync().done
        kiosk.verify()
    assert {item.permohonan.id for item in office.items()} == {*(one.permohonan.id for one in accepted), told["id"]}


def test_an_office_that_signed_nothing_cannot_make_a_kiosk_leap(kiosk: KioskWorld, office: OfficeWorld) -> None:
    """Only a reply whose signature holds says what was acknowledged."""
    kiosk.submit()
    assert kiosk.sync().done
    reply = unpack_reply(kiosk.road.replies[-1], office=kiosk.keys.office, kiosk_id=kiosk.keys.id)
    assert not isinstance(reply, str)
    assert msgspec.structs.replace(reply, acknowledged=99) != reply
    kiosk.road.fault = lambda request, deliver: _changed(deliver(request))
    assert kiosk.sync().reason is not Reason.NONE
    assert kiosk.store.run(recover.last) is None


def _changed(answer: object) -> object:
    import httpx2

    assert isinstance(answer, httpx2.Response)
    content = bytearray(answer.content)
    content[-1] ^= 1
    return httpx2.Response(answer.status_code, headers=answer.headers, content=bytes(content))
