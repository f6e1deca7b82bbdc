"""Keys that change, on both sides and both roads: nobody is locked out, nothing is lost, a stranger's keys are refused."""

from __future__ import annotations

import base64
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from kiosk import keys as kiosk_keys
from kiosk import sealing
from kiosk.domain.audit import Act, Actor
from kiosk.domain.code import SlipQr
from kiosk.domain.office import MOST_FORMER_KEYS
from kiosk.domain.sealed import Sealed
from kiosk.errors import CannotNow, NotReady
from kiosk.store import audit, journal
from kiosk.store.database import reading
from kiosk.usecases.rescue import rescue
from kiosk.usecases.rotation import rotate
from kiosk.usecases.track import NotFound, track
from sync import blobs as outgoing
from sync import exchange, usb
from sync.outcome import Reason
from sync.protocol import CONTENT_TYPE, Reply, Verdict, Wrong, exchange_hash, pack_reply
from sync.server import office as offices
from sync.server.app import create_app
from sync.server.cli import main
from sync.server.exchange import blobs
from sync.server.exchange import sticks as server_sticks
from sync.server.exchange.receive import receive
from sync.server.store import tables
from sync.server.work import requests
from tests.sync.world import KioskWorld, OfficeWorld, World, exactly_once, kiosk_world, shipped


def own(kiosk: KioskWorld) -> kiosk_keys.Keys:
    found = kiosk.keys
    assert isinstance(found, kiosk_keys.Keys)
    return found


def new_key(kiosk: KioskWorld) -> None:
    rotate(kiosk.store, own(kiosk), kiosk.clock, Actor.ADMIN)


def kelurahan(*arguments: object) -> Any:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def rotate_office(office: OfficeWorld) -> None:
    assert kelurahan("rotate-keys", "--data", office.data).exit_code == 0
    office.keys = offices.load(office.data)[1]


def serve_from_files(office: OfficeWorld, *kiosks: KioskWorld) -> None:
    """The office as `kelurahan serve` has it: it sees when its keys were changed by a command beside it."""
    app = create_app(office.database, office.keys, shipped(), office.clock, data=office.data)
    office.app = app
    for kiosk in kiosks:
        kiosk.road.app = app


def by_stick(office: OfficeWorld, kiosk: KioskWorld, stick: Path) -> usb.Imported:
    stick.mkdir(exist_ok=True)
    usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
    server_sticks.import_stick(office.database, office.keys, stick, office.clock)
    return usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)


def acts(kiosk: KioskWorld) -> list[tuple[Actor, Act]]:
    return [(one.actor, one.act) for one in kiosk.store.run(lambda db: audit.newest(db, most=20))]


def slip_of(kiosk: KioskWorld) -> str:
    (made,) = kiosk.submit()
    return made.slip.qr


def is_genuine(office: OfficeWorld, slip: str) -> bool:
    with office.database.reading() as connection:
        return requests.by_code(connection, office.keys, slip) is not None


# --- the kiosk's own key ---


def test_a_new_key_of_the_kiosk_is_used_at_once_and_the_old_one_is_no_good_any_more(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        before = slip_of(kiosk)
        assert kiosk.sync().done
        old = kiosk.with_keys()
        new_key(kiosk)
        assert own(kiosk).seed != own(old).seed
        after = slip_of(kiosk)
        assert kiosk.sync().done
        exactly_once(office, kiosk)
        assert old.sync().reason is Reason.BAD_SIGNATURE
        # Slips signed with either key are this kiosk's, here and at the desk.
        for slip in (before, after):
            assert not isinstance(track(kiosk.machine.context, slip), NotFound)
            assert is_genuine(office, slip)
        assert acts(kiosk)[0] == (Actor.ADMIN, Act.KEY_ROTATED)
        # And the old seed is nowhere in the folder.
        data = own(kiosk).data
        assert data is not None
        stored = (data / kiosk_keys.KEY).read_bytes()
        assert base64.b64encode(own(kiosk).seed) in stored
        assert base64.b64encode(own(old).seed) not in stored
        assert (data / kiosk_keys.KEY).stat().st_mode & 0o777 == 0o600


def test_a_thief_of_the_old_key_signs_no_slip_that_the_kiosk_did_not(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        slip = SlipQr.parse(slip_of(kiosk))
        assert slip is not None
        forged = sealing.slip_qr(kiosk.keys.id, slip.code, sealing.new_signing_key())
        assert kiosk.sync().done
        new_key(kiosk)
        assert kiosk.sync().done
        assert track(kiosk.machine.context, forged.payload()) is NotFound.FORGED
        assert not is_genuine(office, forged.payload())


def test_an_answer_that_was_lost_locks_nobody_out(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        kiosk.submit()
        assert kiosk.sync().done
        new_key(kiosk)
        kiosk.submit()

        def lose(request: Any, deliver: Any) -> Any:
            deliver(request)
            raise httpx2.ReadError("cut")

        kiosk.road.fault = lose
        assert kiosk.sync().reason is Reason.CUT
        kiosk.road.fault = None
        assert kiosk.sync().done
        assert exactly_once(office, kiosk) == 2


@pytest.mark.survives(17)
def test_keys_that_changed_many_times_since_the_office_s_copy_lead_one_to_another(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        kiosk.submit()
        assert kiosk.sync().done
        copy = office.copy()
        for _ in range(3):
            new_key(kiosk)
            kiosk.submit()
            assert kiosk.sync().done
        office.restore(copy)
        by_stick(office, kiosk, tmp_path / "stick")  # refused: it says nothing of the keys before
        by_stick(office, kiosk, tmp_path / "stick")
        with office.database.reading() as connection:
            known = connection.execute(select(tables.kiosks.c.public_key)).scalar_one()
        assert known == sealing.sign_public(own(kiosk).seed)
        assert kiosk.sync().done
        assert exactly_once(office, kiosk) == 4


def test_a_change_between_two_sticks_reaches_the_office(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        kiosk.submit()
        assert by_stick(office, kiosk, tmp_path / "stick").acknowledged == 1
        new_key(kiosk)
        kiosk.submit()
        assert by_stick(office, kiosk, tmp_path / "stick").acknowledged == 1
        assert exactly_once(office, kiosk) == 2


def test_a_kiosk_that_was_never_heard_of_may_have_changed_its_key_before(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        new_key(kiosk)
        kiosk.submit()
        assert kiosk.sync().done
        assert exactly_once(office, kiosk) == 1


@pytest.mark.parametrize("step", ["before the key", "after the key"])
def test_a_change_that_was_cut_off_anywhere_leaves_a_key_that_the_office_takes(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(Exception):
        pass

    def cut(*_arguments: object, **_named: object) -> None:
        raise Cut

    with World(tmp_path) as world:
        office = world.office()
        data = tmp_path / "kiosk"
        with kiosk_world(data, office) as kiosk:
            kiosk.submit()
            assert kiosk.sync().done
            with monkeypatch.context() as patch:
                if step == "before the key":
                    patch.setattr(kiosk_keys, "write_private", cut)
                else:
                    patch.setattr("kiosk.usecases.rotation.audit.append", cut)
                with pytest.raises(Cut):
                    new_key(kiosk)
            kiosk.submit()
        with kiosk_world(data, office) as again:
            assert again.sync().done
            assert exactly_once(office, again) == 2


@pytest.mark.survives(17)
def test_a_database_from_before_the_change_heals_with_the_next_exchange(tmp_path: Path) -> None:
    """The key stands beside the database, so an older copy of that knows nothing of the change."""
    with World(tmp_path) as world:
        office = world.office()
        data = tmp_path / "kiosk"
        with kiosk_world(data, office) as kiosk:
            kiosk.submit()
            assert kiosk.sync().done
            before = kiosk.state()
            new_key(kiosk)
            kiosk.store.transaction(lambda db: journal.put_sync_state(db, before))
            kiosk.submit()
            assert kiosk.sync().reason is Reason.BAD_SIGNATURE
            assert kiosk.sync().done
            assert exactly_once(office, kiosk) == 2


@pytest.mark.survives(17)
def test_an_office_from_before_the_change_learns_the_key_again(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        kiosk.submit()
        assert kiosk.sync().done
        copy = office.copy()
        new_key(kiosk)
        kiosk.submit()
        assert kiosk.sync().done
        office.restore(copy)
        kiosk.submit()
        assert kiosk.sync().reason is Reason.BAD_SIGNATURE
        assert kiosk.sync().done
        assert exactly_once(office, kiosk) == 3


def test_a_key_that_a_stranger_vouches_for_is_refused(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        assert kiosk.sync().done
        stranger = kiosk.with_keys(seed=sealing.new_signing_key(), data=None)
        own(stranger).rotate()
        kiosk.store.transaction(
            lambda db: journal.put_sync_state(db, msgspec.structs.replace(journal.sync_state(db), enrolled=False))
        )
        assert stranger.sync().reason in (Reason.BAD_SIGNATURE, Reason.WRONG_KEY)
        assert kiosk.sync().done


def test_a_key_that_systemd_hands_over_is_used_and_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with World(tmp_path) as world:
        office = world.office()
        data = tmp_path / "kiosk"
        with kiosk_world(data, office) as kiosk:
            assert kiosk.sync().done
        credentials = tmp_path / "credentials"
        credentials.mkdir()
        (data / kiosk_keys.KEY).rename(credentials / kiosk_keys.KEY)
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
        with kiosk_world(data, office) as sealed:
            sealed.submit()
            assert sealed.sync().done
            with pytest.raises(CannotNow, match="systemd"):
                new_key(sealed)
            assert sealed.sync().done
        assert not (data / kiosk_keys.KEY).exists()


@pytest.mark.survives(17)
def test_a_whole_disk_from_before_the_change_is_refused_and_a_fresh_folder_brings_what_it_took(tmp_path: Path) -> None:
    """Its old key may be the one that was stolen: nobody can tell, so it is as dead here as there."""
    with World(tmp_path) as world:
        office = world.office()
        data, image = tmp_path / "kiosk", tmp_path / "image"
        with kiosk_world(data, office) as kiosk:
            kiosk.submit()
            assert kiosk.sync().done
        shutil.copytree(data, image)
        with kiosk_world(data, office) as kiosk:
            new_key(kiosk)
            assert kiosk.sync().done
        with kiosk_world(image, office) as restored:
            restored.submit(2)
            for _ in range(2):
                assert restored.sync().reason in (Reason.BAD_SIGNATURE, Reason.WRONG_KEY)
        fresh = world.kiosk(office)
        with reading(image) as old:
            assert rescue(fresh.machine.context, old).requests == 2
        assert fresh.sync().done
        assert len(office.items()) == 3


def test_a_second_change_waits_until_the_office_has_heard_of_the_first(tmp_path: Path) -> None:
    """Otherwise a kiosk far from any network could change its key more often than it can tell of."""
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        kiosk.submit()
        assert kiosk.sync().done
        new_key(kiosk)
        seed = own(kiosk).seed
        with pytest.raises(NotReady, match="not heard"):
            new_key(kiosk)
        assert own(kiosk).seed == seed
        for _ in range(MOST_FORMER_KEYS + 2):
            assert kiosk.sync().done
            new_key(kiosk)
        assert len(kiosk.keys.vouchers) == MOST_FORMER_KEYS
        kiosk.submit()
        assert kiosk.sync().done
        assert exactly_once(office, kiosk) == 2


def test_no_key_is_shown_by_mistake(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        kiosk = world.kiosk(world.office())
        assert repr(kiosk.keys) == f"Keys({kiosk.keys.id})"
        assert repr(own(kiosk).seed) not in repr(kiosk.machine)


# --- the office's keys ---


def test_a_kiosk_that_missed_two_changes_goes_over_in_one_exchange_and_everything_opens(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        serve_from_files(office, kiosk)
        kiosk.submit(nama="Siti Rahma")
        assert kiosk.sync().done
        rotate_office(office)
        kiosk.submit()  # in between: still sealed to the first key
        rotate_office(office)
        assert own(kiosk).office.generation == 1
        assert kiosk.sync().done
        assert own(kiosk).office == office.keys.public
        assert kiosk.machine.context.kiosk.office == office.keys.public
        assert acts(kiosk)[0] == (Actor.OFFICE, Act.OFFICE_KEYS_CHANGED)
        kiosk.submit()  # sealed to the third
        assert kiosk.sync().done
        assert exactly_once(office, kiosk) == 3
        assert [isinstance(one.content, Sealed) for one in office.opened()] == [True] * 3
        # In the folder, too: a kiosk that starts anew knows the newest.
        data = own(kiosk).data
        assert data is not None
        assert kiosk_keys.load(data).office == office.keys.public


def test_new_keys_cost_a_kiosk_that_knows_them_nothing(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        serve_from_files(office, kiosk)
        assert kiosk.sync().done
        rotate_office(office)
        assert kiosk.sync().done
        before = len(kiosk.road.replies[-1])
        assert kiosk.sync().done
        assert before - len(kiosk.road.replies[-1]) > 100


def test_a_kiosk_that_stops_right_after_it_took_new_keys_goes_on_with_them(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        data = tmp_path / "kiosk"
        with kiosk_world(data, office) as kiosk:
            serve_from_files(office, kiosk)
            assert kiosk.sync().done
            before = (data / kiosk_keys.OFFICE).read_bytes()
            rotate_office(office)
            kiosk.submit()
            prepared = exchange.prepare(kiosk.store, kiosk.keys, kiosk.clock, max_bytes=2**20)
            received = receive(office.database, office.keys, prepared.data, now=office.clock.ms, live=True)
            assert not isinstance(received, Wrong)
            # Verified, and the power goes before anything of it is applied.
            assert isinstance(exchange.verify(kiosk.keys, received.reply), Reply)
        with kiosk_world(data, office) as again:
            assert own(again).office == office.keys.public
            again.submit()
            assert again.sync().done
        # Or the file comes back from a copy: the office leads it over once more.
        (data / kiosk_keys.OFFICE).write_bytes(before)
        with kiosk_world(data, office) as old:
            assert own(old).office.generation == 1
            old.submit()
            assert old.sync().done
            assert own(old).office == office.keys.public
            assert exactly_once(office, old) == 3
        assert all(isinstance(one.content, Sealed) for one in office.opened())


def test_a_kiosk_that_only_sticks_reach_goes_over_after_a_year(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        kiosk.submit()
        assert by_stick(office, kiosk, tmp_path / "stick").acknowledged == 1
        for _ in range(4):
            rotate_office(office)
        kiosk.submit()
        assert by_stick(office, kiosk, tmp_path / "stick").acknowledged == 1
        assert own(kiosk).office == office.keys.public
        assert exactly_once(office, kiosk) == 2
        assert all(isinstance(one.content, Sealed) for one in office.opened())


def test_keys_that_a_stranger_vouches_for_change_nothing(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        assert kiosk.sync().done
        seal, sign = sealing.new_sealing_key(), sealing.new_signing_key()
        known = own(kiosk).office
        forged = sealing.next_keys(known, sealing.seal_public(seal), sealing.sign_public(sign), sign)
        reply = Reply(bytes(32), Verdict.OK, 0, 0, 0, more=False, server_time=kiosk.clock.ms)

        def answer(request: Any, _deliver: Any) -> Any:
            said = msgspec.structs.replace(reply, request=exchange_hash(request.content))
            data = pack_reply(said, office=known.code, kiosk_id=kiosk.keys.id, seed=sign, new_keys=[forged])
            return httpx2.Response(200, headers={"content-type": CONTENT_TYPE}, content=data)

        kiosk.road.fault = answer
        assert kiosk.sync().reason is Reason.FORGED
        kiosk.road.fault = None
        assert own(kiosk).office == known
        assert kiosk.sync().done


@pytest.mark.parametrize("spoilt", ["signature", "skipped", "other office", "short key"])
def test_a_hop_that_does_not_hold_ends_the_way(tmp_path: Path, spoilt: str) -> None:
    _, first = offices.prepare(tmp_path / "a", code="16.71.02.1003", name="A", zone=7, database=None, url="")
    second = offices.rotate(tmp_path / "a", first.code)
    third = offices.rotate(tmp_path / "a", first.code)
    one, two = third.chain
    bad = {
        "signature": (msgspec.structs.replace(one, seal_key=bytes(32)), two),
        "skipped": (two,),
        "other office": (one, two),
        "short key": (msgspec.structs.replace(one, seal_key=b"x"), two),
    }[spoilt]
    known = first.public if spoilt != "other office" else msgspec.structs.replace(first.public, code="16.71.02.1004")
    assert sealing.gone_over(known, bad) == known
    assert sealing.gone_over(first.public, (one, two)) == third.public
    assert sealing.gone_over(second.public, (one, two)) == third.public
    assert sealing.gone_over(third.public, (one, two)) == third.public


def test_a_new_kiosk_is_enrolled_with_the_newest_keys(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        rotate_office(office)
        kiosk = world.kiosk(office)
        serve_from_files(office, kiosk)
        assert own(kiosk).office.generation == 2
        kiosk.submit()
        assert kiosk.sync().done
        assert exactly_once(office, kiosk) == 1


def test_a_key_is_retired_only_when_nothing_needs_it(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        serve_from_files(office, kiosk)
        assert kiosk.sync().done
        rotate_office(office)
        in_use = kelurahan("retire-key", 2, "--data", office.data)
        assert (in_use.exit_code, "in use" in in_use.stderr) == (2, True)
        refused = kelurahan("retire-key", 1, "--data", office.data)
        assert (refused.exit_code, kiosk.keys.id in refused.stderr) == (3, True)
        kiosk.submit()  # to the first key
        assert kiosk.sync().done
        assert kiosk.sync().done  # says that it knows the second
        told = json.loads(kelurahan("keys", "--json", "--data", office.data).stdout)
        assert (told["generation"], told["former"]) == (2, [1])
        assert [(one["kiosk_id"], one["generation"], one["settled"]) for one in told["kiosks"]] == [
            (kiosk.keys.id, 2, True)
        ]
        kept = kelurahan("retire-key", 1, "--data", office.data)
        assert (kept.exit_code, "1 answers" in kept.stderr) == (3, True)
        assert offices.load(office.data)[1].former_seals
        with office.database.writing() as connection:
            connection.exec_driver_sql("UPDATE events SET sealed = NULL")  # as retention does one day
        assert kelurahan("retire-key", 1, "--data", office.data).exit_code == 0
        assert not offices.load(office.data)[1].former_seals
        assert kiosk.sync().done
        assert kelurahan("retire-key", 1, "--data", office.data).exit_code == 2


def test_the_keys_file_stays_with_its_owner_and_two_commands_at_once_lose_no_key(tmp_path: Path) -> None:
    data = tmp_path / "office"
    _, first = offices.prepare(data, code="16.71.02.1003", name="A", zone=7, database=None, url="")
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: offices.rotate(data, first.code), range(8)))
    path = data / offices.KEYS / "16.71.02.1003.json"
    last = offices.keys_of(data, first.code, None)
    assert (last.generation, len(last.chain), len(last.former_seals)) == (9, 8, 8)
    kept = {former.private for former in last.former_seals} | {last.seal_private}
    assert {one.seal_private for one in made} <= kept
    assert sealing.gone_over(first.public, last.chain) == last.public
    assert path.stat().st_mode & 0o777 == 0o600
    assert repr(last) == "OfficeKeys(16.71.02.1003)"


# --- a stolen kiosk ---


@pytest.mark.survives(24)
def test_a_stolen_kiosk_is_shut_out_and_its_office_knows_whom_it_concerns(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        (sent,) = kiosk.submit()
        assert kiosk.sync().done
        kiosk.submit(2)
        result = kelurahan("stolen", kiosk.keys.id, "--json", "--data", office.data)
        assert result.exit_code == 0, result.stderr
        told = json.loads(result.stdout)
        assert (told["received"], told["missing"]) == (1, 0)
        assert [(one["id"], one["ticket"]) for one in told["requests"]] == [
            (sent.permohonan.id, sent.permohonan.ticket)
        ]
        assert told["notice_until"] > told["revoked_at"]
        sample = kiosk.machine.context.catalog.find("D18").sample
        for answer in (sample["nama"], sample["nik"]):
            assert str(answer) not in result.stdout
        assert kiosk.sync().reason is Reason.REVOKED
        assert json.loads(kelurahan("stolen", kiosk.keys.id, "--json", "--data", office.data).stdout) == told
        words = kelurahan("stolen", kiosk.keys.id, "--data", office.data).stdout
        assert "3 x 24" in words
        assert sent.permohonan.ticket in words
        later = kelurahan("stolen", kiosk.keys.id, "--since", "2100-01-01", "--json", "--data", office.data)
        assert json.loads(later.stdout)["requests"] == []
        assert kelurahan("stolen", "222222", "--data", office.data).exit_code == 2


@pytest.mark.survives(24)
def test_a_kiosk_that_was_found_again_goes_on_in_a_fresh_folder(tmp_path: Path) -> None:
    with World(tmp_path) as world:
        office = world.office()
        data = tmp_path / "stolen"
        with kiosk_world(data, office) as kiosk:
            kiosk.submit()
            assert kiosk.sync().done
            kiosk.submit(2)
            assert kelurahan("stolen", kiosk.keys.id, "--data", office.data).exit_code == 0
            assert kiosk.sync().reason is Reason.REVOKED
        rotate_office(office)  # what the thief could seal to is over, too
        fresh = world.kiosk(office)
        with reading(data) as old:
            assert rescue(fresh.machine.context, old).requests == 2
        serve_from_files(office, fresh)
        assert fresh.sync().done
        assert all(isinstance(one.content, Sealed) for one in office.opened())
        assert len(office.items()) == 3


@pytest.mark.survives(24)
def test_a_kiosk_that_was_stolen_before_its_first_contact_never_makes_one(tmp_path: Path) -> None:
    """Its enrolment is worth nothing any more, nor are the photos it would send later."""
    with World(tmp_path) as world:
        office = world.office()
        kiosk, talker = world.kiosk(office), world.kiosk(office)
        kiosk.submit()
        talker.submit()
        assert talker.sync().done
        for one in (kiosk, talker):
            assert kelurahan("stolen", one.keys.id, "--data", office.data).exit_code == 0
        assert kiosk.sync().reason is Reason.REVOKED
        assert len(office.items()) == 1
        farewell = outgoing.farewell(talker.keys, bytes(32))
        assert blobs.take_file(office.database, office.keys, farewell, now=office.clock.ms) is blobs.BlobRefusal.REVOKED
