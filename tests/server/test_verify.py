"""`kelurahan verify`: whatever was changed in the office's database behind the program's back is found and named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from kiosk.domain.permohonan import PermohonanStatus
from sync.server.cli import main
from sync.server.upkeep.verify import verify
from tests.postgres import Cluster
from tests.sync.world import KioskWorld, OfficeWorld, World, photo

BYTES = {"x00": b"\x00", "x90": b"\x90"}
"""Each database writes these in its own way."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("verify"), cluster) as made:
        yield made


@pytest.fixture(scope="module")
def office(world: World) -> OfficeWorld:
    return world.office()


@pytest.fixture(scope="module")
def kiosk(world: World, office: OfficeWorld) -> KioskWorld:
    """It has sent three requests, the last with a photo; the first was moved on. A second kiosk is told of all that."""
    kiosk = world.kiosk(office)
    first, _ = kiosk.submit(2)
    kiosk.submit(service_id="J01", foto=photo(1, 60))
    assert kiosk.sync().done
    assert world.kiosk(office).sync().done
    office.move(first.permohonan.id, PermohonanStatus.IN_REVIEW)
    return kiosk


@pytest.fixture
def edited(office: OfficeWorld, kiosk: KioskWorld) -> Iterator[OfficeWorld]:
    """Put back as it was afterwards."""
    before = office.copy()
    yield office
    office.restore(before)


def found(office: OfficeWorld) -> list[tuple[int, str]]:
    with office.database.reading() as connection:
        return [(one.seq, one.what) for one in verify(connection, office.keys.code).problems]


def test_an_untouched_office_is_in_order(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Everything is counted."""
    with office.database.reading() as connection:
        seen = verify(connection, office.keys.code)
    assert (seen.kiosks, seen.entries, seen.requests, seen.photos, seen.waiting, seen.problems) == (2, 3, 3, 1, 0, ())


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        ("UPDATE events SET at = at + 1 WHERE seq = 2", (2, "does not fit the chain of hashes")),
        ("UPDATE events SET body = :x90 WHERE seq = 2", (2, "cannot be read")),
        ("UPDATE events SET sealed = :x00 WHERE seq = 2", (2, "its sealed answers were changed")),
        ("DELETE FROM events WHERE seq = 2", (3, "entries 2 to 2 are missing")),
        ("DELETE FROM events WHERE seq = 3", (2, "is the newest entry, but 3 is taken for it")),
        ("UPDATE events SET refusal = 'id_taken' WHERE seq = 2", (2, "is parked and has a request all the same")),
        ("DELETE FROM permohonan WHERE seq = 2", (2, "its request is missing")),
        ("UPDATE permohonan SET ticket = 'A-009' WHERE seq = 2", (2, "its request has another ticket")),
        ("UPDATE permohonan SET seq = 9 WHERE seq = 2", (9, "has a request and no entry")),
        ("UPDATE permohonan SET status = 'READY' WHERE seq = 1", (1, "its status does not follow from its moves")),
        ("UPDATE moves SET new = 'COLLECTED'", (1, "its status does not follow from its moves")),
        ("UPDATE permohonan SET note = 'x' WHERE seq = 1", None),
        ("UPDATE kiosks SET hash = :x00 WHERE seq = 3", (3, "is the newest entry, but 3 is taken for it")),
        ("UPDATE kiosks SET sent = 1000", (0, "was sent change 1000, which is not made yet")),
        ("UPDATE kiosks SET id = '7KQM3X' WHERE seq = 3", (0, "is not enrolled and has requests")),
        ("UPDATE changes SET body = :x00", None),
        ("UPDATE offices SET change_seq = 0", None),
        ("UPDATE blobs SET body = :x00", (3, "its photo was changed")),
        ("DELETE FROM blobs", (0, "names a photo that nobody waits for")),
        ("INSERT INTO blobs (office, hash, kiosk_id, seq) SELECT office, :x00, kiosk_id, 1 FROM blobs",
         (1, "no entry names this photo")),
    ],
)  # fmt: skip
def test_each_edit_is_found(edited: OfficeWorld, edit: str, what: tuple[int, str] | None) -> None:
    """And said by kiosk, entry and what is wrong with it; those without a sentence here are said of changes by number."""
    with edited.database.writing() as connection:
        assert connection.execute(text(edit), BYTES).rowcount
    problems = found(edited)
    assert problems
    assert what is None or what in problems


def test_the_command_says_so(edited: OfficeWorld) -> None:
    """Exit code 4, one object for programs, lines for people."""
    arguments = ["verify", "--data", str(edited.data)]
    good = CliRunner().invoke(main, [*arguments, "--json"])
    assert (good.exit_code, json.loads(good.stdout)["ok"]) == (0, True)
    with edited.database.writing() as connection:
        connection.execute(text("UPDATE events SET at = at + 1 WHERE seq = 2"))
    bad = CliRunner().invoke(main, [*arguments, "--json"])
    told = json.loads(bad.stdout)
    assert (bad.exit_code, told["ok"], told["entries"]) == (4, False, 3)
    assert {"seq": 2, "what": "does not fit the chain of hashes"}.items() <= told["problems"][0].items()
    assert "does not fit the chain" in CliRunner().invoke(main, arguments).stderr


def test_nothing_is_made_where_there_is_no_office(tmp_path: Path) -> None:
    """It says what to do instead."""
    result = CliRunner().invoke(main, ["verify", "--data", str(tmp_path)])
    assert (result.exit_code, "kelurahan init" in result.stderr) == (3, True)
