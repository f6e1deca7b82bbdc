"""Many offices in one place, and keys that lie under a passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from kiosk.clock import FixedClock
from kiosk.domain.office import parse_enrolment
from kiosk.errors import CannotNow
from sync.server import office as offices
from sync.server.app import create_app
from sync.server.audit import check
from sync.server.cli import main
from sync.server.people import accounts
from sync.server.people.rights import ALL_ROLES
from sync.server.store import passphrase
from sync.server.store.database import Database
from sync.server.store.passphrase import CREDENTIAL, Passphrase
from sync.server.store.tables import metadata
from tests.postgres import Cluster
from tests.server.test_desk import Browser
from tests.server.test_server import run, run_json
from tests.sync.world import PASSWORD, START, URL, OfficeWorld, World, exactly_once, shipped

HERE, THERE = "16.71.02.1003", "16.71.02.1004"
WORDS = "kuda lampu sungai kertas"


@pytest.fixture
def data(tmp_path: Path, cluster: Cluster | None) -> Iterator[Path]:
    """A server's folder as `kelurahan init` makes it."""
    folder = tmp_path / "server"
    url = cluster.new(empty=True) if cluster else None
    made = run("init", "--data", folder, "--office", HERE, *(("--database", url) if url else ()))
    assert made.exit_code == 0
    yield folder
    if cluster and url:
        cluster.drop(url)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The passphrase in a file."""
    return private(tmp_path / "words", WORDS)


def private(file: Path, text: str) -> Path:
    file.write_text(text + "\n")
    file.chmod(0o600)
    return file


def served(data: Path, database: Database, **wishes: Any) -> Any:
    """The application as `kelurahan serve` has it."""
    _, keys = offices.load(data, None, wishes.get("passphrase"))
    return create_app(database, keys, shipped(), FixedClock(START), data=data, **wishes)


def world_of(data: Path, database: Database, app: Any, code: str, cluster: Cluster | None) -> OfficeWorld:
    with database.writing() as connection:
        accounts.put(connection, code, "sari", PASSWORD, now=START, roles=ALL_ROLES)
    settings, keys = offices.load(data, code)
    return OfficeWorld(data, database, keys, app, FixedClock(START), settings.database, cluster)


@pytest.fixture
def two(data: Path, cluster: Cluster | None) -> Iterator[tuple[OfficeWorld, OfficeWorld]]:
    """Two offices in one database, served by one process; the second came while it ran."""
    with closing(Database.open(offices.settings(data).database)) as database:
        app = served(data, database)
        with closing(
            httpx2.Client(transport=world_of(data, database, app, HERE, cluster).road, base_url=URL)
        ) as client:
            assert "Kelurahan Dua" not in client.get("/masuk").text
        run_json("add-office", "--office", THERE, "--name", "Kelurahan Dua", "--zone", "9", "--data", data)
        yield world_of(data, database, app, HERE, cluster), world_of(data, database, app, THERE, cluster)


def test_two_offices_in_one_database_know_nothing_of_each_other(
    two: tuple[OfficeWorld, OfficeWorld], world: World
) -> None:
    """Kiosks, requests, tickets, petugas, the audit trail: each has its own, whatever address the other asks for."""
    first, second = two
    kiosks = {office.keys.code: world.kiosk(office) for office in two}
    asked = {code: kiosk.submit(count) for (code, kiosk), count in zip(kiosks.items(), (1, 2), strict=True)}
    for kiosk in kiosks.values():
        assert kiosk.sync().done
    assert exactly_once(first, kiosks[HERE]) == 1
    assert exactly_once(second, kiosks[THERE]) == 2
    assert [item.permohonan.id for item in first.items()] == [asked[HERE][0].permohonan.id]

    desk = at_desk(first)
    theirs = asked[THERE][0].permohonan.id
    assert desk.get(f"/meja/{theirs}").status_code == 404
    assert desk.post(f"/meja/{theirs}/status", dari="SUBMITTED", ke="IN_REVIEW").status_code in (400, 404)
    assert "Siti" not in desk.page
    kiosk_page = desk.get("/meja/kiosk").text
    assert kiosks[HERE].keys.id in kiosk_page
    assert kiosks[THERE].keys.id not in kiosk_page
    # A session is of one office: the cookie that names the other one opens nothing.
    [cookie] = [one for one in desk.client.cookies.jar if HERE in (one.value or "")]
    stolen = httpx2.Client(transport=first.road, base_url=URL, follow_redirects=True)
    stolen.cookies.set(cookie.name, str(cookie.value).replace(HERE, THERE))
    assert stolen.get("/meja").url.path == "/masuk"
    with first.database.reading() as connection:
        assert all(list(check(connection, office.keys.code)) == [] for office in two)


def at_desk(office: OfficeWorld) -> Browser:
    desk = Browser(office)
    desk.get("/masuk")
    assert desk.post("/masuk", nama="sari", sandi=PASSWORD, kantor=office.keys.code).url.path == "/meja"
    return desk


def test_a_kiosk_of_one_office_is_nobody_at_the_other(two: tuple[OfficeWorld, OfficeWorld], world: World) -> None:
    """Its id and signature count at home only; nothing of it comes to lie under the other's code."""
    first, second = two
    kiosk = world.kiosk(first)
    kiosk.submit()
    assert kiosk.sync().done
    strange = kiosk.with_keys(office=second.keys.public)
    kiosk.submit()
    assert not strange.sync().done
    assert second.items() == []
    with first.database.reading() as connection:
        for table in metadata.sorted_tables:
            if "kiosk_id" in table.c:
                rows = connection.execute(select(table.c.office).where(table.c.kiosk_id == kiosk.keys.id)).scalars()
                assert set(rows) <= {HERE}


def test_every_command_works_on_the_office_that_is_named(data: Path, tmp_path: Path) -> None:
    """Without a name on the first; one that is not here is said so."""
    run_json("add-office", "--office", THERE, "--name", "Kelurahan Dua", "--data", data)
    assert [one["code"] for one in run_json("offices", "--data", data)["offices"]] == [HERE, THERE]
    out = tmp_path / "e.json"
    run_json("enrol-kiosk", "Depan", "--out", out, "--office", THERE, "--data", data)
    assert parse_enrolment(out.read_bytes()).office.code == THERE
    assert [one["kiosk_id"] for one in run_json("keys", "--office", THERE, "--data", data)["kiosks"]]
    assert run_json("keys", "--data", data)["kiosks"] == []
    assert run_json("verify", "--office", THERE, "--data", data)["ok"]
    for wrong in ("16.71.02.1009", "../config", ""):
        refused = run("requests", "--office", wrong, "--data", data)
        assert (refused.exit_code, "kelurahan offices" in refused.stderr) == (2, True)
    again = run("add-office", "--office", THERE, "--name", "Lain", "--data", data)
    assert (again.exit_code, "already" in again.stderr) == (2, True)


def test_locked_keys_open_with_the_passphrase_only(data: Path, words: Path, tmp_path: Path) -> None:
    """Exit 3 and what to do, without it and with a wrong one; with it everything works, new offices and new keys too."""
    secret = offices.load(data)[1]
    assert run("lock-keys", "--passphrase-file", words, "--data", data).exit_code == 0
    lying_there = (data / "keys" / f"{HERE}.json").read_bytes()
    for key in (secret.seal_private, secret.sign_seed, secret.data_key):
        assert offices.msgspec.json.encode(key).strip(b'"') not in lying_there
    none = run("requests", "--data", data)
    assert (none.exit_code, "--passphrase-file" in none.stderr) == (3, True)
    wrong = run("requests", "--data", data, "--passphrase-file", private(tmp_path / "wrong", "kuda lampu sungai tinta"))
    assert (wrong.exit_code, "not the passphrase" in wrong.stderr) == (3, True)
    open_to_all = private(tmp_path / "open", WORDS)
    open_to_all.chmod(0o644)
    assert run("requests", "--data", data, "--passphrase-file", open_to_all).exit_code == 2

    assert run("requests", "--data", data, "--passphrase-file", words).exit_code == 0
    assert run_json("rotate-keys", "--data", data, "--passphrase-file", words)["generation"] == 2
    run_json("add-office", "--office", THERE, "--name", "Dua", "--data", data, "--passphrase-file", words)
    assert [one["locked"] for one in run_json("offices", "--data", data)["offices"]] == [True, True]
    assert run("lock-keys", "--passphrase-file", words, "--data", data).exit_code == 2

    assert run("unlock-keys", "--data", data, "--passphrase-file", words).exit_code == 0
    after = offices.load(data)[1]
    assert (after.generation, after.former_seals[0].private) == (2, secret.seal_private)
    assert after.data_key == secret.data_key


def test_the_passphrase_comes_from_systemd_or_the_terminal(
    data: Path, words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LoadCredential= of a unit; whoever sits there is asked, and does not see what is typed."""
    short = run("lock-keys", "--passphrase-file", private(tmp_path / "short", "kuda"), "--data", data)
    assert (short.exit_code, "12 characters" in short.stderr) == (2, True)
    run("lock-keys", "--passphrase-file", words, "--data", data)
    private(tmp_path / CREDENTIAL, WORDS)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert run("keys", "--data", data).exit_code == 0
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    monkeypatch.setattr(passphrase, "_at_terminal", lambda: True)
    typed = CliRunner().invoke(main, ["keys", "--data", str(data)], input=f"{WORDS}\n")
    assert typed.exit_code == 0
    assert WORDS not in typed.output


def test_a_server_that_runs_takes_up_keys_that_changed_under_their_passphrase(data: Path, words: Path) -> None:
    """And goes on with those it has when somebody locks them with words that nobody told it."""
    run("lock-keys", "--passphrase-file", words, "--data", data)
    unlocks = Passphrase(lambda: WORDS)
    ring = offices.Keyring(offices.load(data, None, unlocks)[1], data, unlocks)
    assert ring.now().generation == 1
    offices.rotate(data, HERE, unlocks)
    assert ring.now().generation == 2
    offices.unlock_keys(data, unlocks)
    assert ring.now().generation == 2
    offices.lock_keys(data, Passphrase(lambda: "sesuatu yang lain sama sekali"))
    assert ring.now().generation == 2
    with pytest.raises(CannotNow):
        offices.load(data, None, unlocks)
