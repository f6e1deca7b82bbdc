"""`kiosk rescue`: what a folder that can never sync again had accepted goes on in a fresh one, or is named as lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.store import backups
from sync.outcome import Reason
from tests.sync.world import OfficeWorld, World, kiosk_world, photo

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def old(tmp_path: Path, office: OfficeWorld) -> Path:
    """A folder with one request that the office has and two that it has not."""
    with kiosk_world(tmp_path / "old", office) as kiosk:
        kiosk.submit()
        assert kiosk.sync().done
        kiosk.submit()
        kiosk.submit(service_id="J01", foto=photo(1, 60))
    return tmp_path / "old"


@pytest.fixture
def fresh(tmp_path: Path, office: OfficeWorld) -> Path:
    with kiosk_world(tmp_path / "fresh", office):
        return tmp_path / "fresh"


def test_what_the_office_had_not_is_taken_over_once(
    tmp_path: Path, office: OfficeWorld, old: Path, fresh: Path, run_kiosk: Run
) -> None:
    """The second time everything is there already; the old folder is as it was."""
    before = (old / "kiosk.db").read_bytes()
    for told in ({"requests": 2, "photos": 1, "known": 0}, {"requests": 0, "photos": 0, "known": 2}):
        code, out, _ = run_kiosk("rescue", old, "--data", fresh, "--json")
        assert code == 0
        assert json.loads(out) == {"numbers": 0, "gone": 0, "lost": [], **told}
    assert (old / "kiosk.db").read_bytes() == before
    with kiosk_world(fresh, office) as kiosk:
        kiosk.verify()
        assert kiosk.sync().done
    assert len(office.items()) == 3


def test_an_office_that_has_forgotten_the_kiosk_gets_everything(
    world: World, tmp_path: Path, office: OfficeWorld, run_kiosk: Run
) -> None:
    """Its disk came back from before the enrolment: the old folder is the only one that has those requests."""
    before = office.copy()
    with kiosk_world(tmp_path / "old", office) as kiosk:
        kiosk.submit(2)
        assert kiosk.sync().done
        office.restore(before)
        assert kiosk.sync().reason is Reason.UNKNOWN_KIOSK
    with kiosk_world(tmp_path / "fresh", office):
        pass
    code, out, _ = run_kiosk("rescue", tmp_path / "old", "--all", "--data", tmp_path / "fresh", "--json")
    assert (code, json.loads(out.splitlines()[-1])["requests"]) == (0, 2)
    with kiosk_world(tmp_path / "fresh", office) as kiosk:
        assert kiosk.sync().done
    assert len(office.items()) == 2


@pytest.mark.parametrize("damage", ["UPDATE sealed SET body = x'00' WHERE seq = 3", "UPDATE blobs SET body = x'00'"])
def test_what_is_damaged_is_named_and_the_rest_taken(
    office: OfficeWorld, old: Path, fresh: Path, run_kiosk: Run, damage: str
) -> None:
    """Exit code 4: somebody has to look at that folder before it is thrown away."""
    with kiosk_world(old, office) as kiosk:
        kiosk.store.transaction(lambda db: db.execute(damage))
    code, out, err = run_kiosk("rescue", old, "--data", fresh, "--json")
    assert (code, json.loads(out)["requests"], json.loads(out)["lost"]) == (4, 1, [3])
    assert "Keep that folder" in err


def test_only_a_folder_of_the_same_office_is_taken_over(
    world: World, tmp_path: Path, old: Path, fresh: Path, run_kiosk: Run
) -> None:
    """Another office could not open its answers; its own folder would be taken over by itself."""
    with kiosk_world(tmp_path / "elsewhere", world.office(code="16.71.02.1004")) as stranger:
        stranger.submit()
    for folder, says in ((tmp_path / "elsewhere", "could not open"), (fresh, "own folder"), (tmp_path / "no", "exist")):
        code, _, err = run_kiosk("rescue", folder, "--data", fresh)
        assert (code, says in err) == (2, True)


def test_numbers_go_on_where_the_old_folder_stopped(
    office: OfficeWorld, old: Path, fresh: Path, run_kiosk: Run
) -> None:
    """Nobody in the hall gets a number that somebody there holds already."""
    run_kiosk("rescue", old, "--data", fresh)
    with kiosk_world(fresh, office) as kiosk:
        [mine] = kiosk.submit()
        assert mine.permohonan.ticket == "A-003"


@pytest.mark.parametrize("lost", ["kiosk.key", "office.json"])
def test_a_folder_whose_keys_are_damaged_is_taken_over_all_the_same(
    office: OfficeWorld, old: Path, fresh: Path, run_kiosk: Run, lost: str
) -> None:
    """What is sealed in it needs no key of the kiosk's."""
    (old / lost).write_bytes(b"\0" * 80)
    code, out, _ = run_kiosk("rescue", old, "--data", fresh, "--json")
    assert (code, json.loads(out)["requests"]) == (0, 2)
    with kiosk_world(fresh, office) as kiosk:
        assert kiosk.sync().done
    assert len(office.opened()) == 3


def test_a_backup_alone_is_enough(tmp_path: Path, office: OfficeWorld, old: Path, fresh: Path, run_kiosk: Run) -> None:
    """The disk is dead: there is a file on a stick and nothing else."""
    with kiosk_world(old, office) as kiosk:
        made, _ = backups.make(kiosk.machine.data, now=kiosk.clock.ms)
    damaged = tmp_path / made.path.name
    damaged.write_bytes(made.path.read_bytes()[:-5000])
    code, _, err = run_kiosk("rescue", damaged, "--data", fresh)
    assert (code, "damaged" in err) == (4, True)
    code, out, _ = run_kiosk("rescue", made.path, "--data", fresh, "--json")
    assert (code, json.loads(out)["requests"], json.loads(out)["photos"]) == (0, 2, 1)
    assert not list(fresh.glob("rescue-*"))
    with kiosk_world(fresh, office) as kiosk:
        kiosk.verify()
        assert kiosk.sync().done
    assert len(office.opened()) == 3


def test_what_went_in_its_time_is_no_damage(office: OfficeWorld, old: Path, fresh: Path, run_kiosk: Run) -> None:
    """An office that has forgotten everything gets what is still there; of the oldest the answers are gone, and so are photos."""
    with kiosk_world(old, office) as kiosk:
        assert kiosk.sync().done
        kiosk.store.transaction(lambda db: db.execute("DELETE FROM sealed WHERE seq = 1"))
        kiosk.store.transaction(lambda db: db.execute("UPDATE blobs SET body = x''"))
    code, out, _ = run_kiosk("rescue", old, "--all", "--data", fresh, "--json")
    told = json.loads(out.splitlines()[-1])
    assert (code, told["requests"], told["photos"], told["gone"], told["lost"]) == (0, 2, 0, 1, [])
