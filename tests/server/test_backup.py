"""`kelurahan backup` and `kelurahan restore`: everything comes back, and nothing that was there is lost."""

from __future__ import annotations

import hashlib
import json
import random
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import Busy, CannotNow, KioskError, TooNew
from sync.server import audit
from sync.server import office as offices
from sync.server.app import create_app
from sync.server.store import database
from sync.server.store.database import Database
from sync.server.store.passphrase import Passphrase
from sync.server.store.tables import metadata, sessions
from sync.server.upkeep import backup, verify
from tests.postgres import Cluster
from tests.server.test_server import run, run_json
from tests.sync.world import START, KioskWorld, OfficeWorld, World, exactly_once, photo, shipped

WORDS = "kuda lampu sungai kertas"


@pytest.fixture
def filled(office: OfficeWorld, kiosk: KioskWorld) -> OfficeWorld:
    """An office with requests, a photo, a status, a service of its own."""
    first, _ = kiosk.submit(2)
    kiosk.submit(service_id="J01", foto=photo(1, 60))
    assert kiosk.sync().done
    office.move(first.permohonan.id, PermohonanStatus.IN_REVIEW)
    own = office.data / "office" / "services"
    own.mkdir(parents=True)
    (own / "d99_kami.toml").write_text("# layanan sendiri\n", "utf-8")
    return office


@pytest.fixture
def file(filled: OfficeWorld, tmp_path: Path) -> Path:
    made = tmp_path / "kantor.backup"
    assert run("backup", made, "--data", filled.data).exit_code == 0
    return made


@pytest.fixture
def empty(cluster: Cluster | None) -> Iterator[tuple[str, ...]]:
    """What `restore` is told of an empty database: nothing, or its address."""
    if cluster is None:
        yield ()
        return
    url = cluster.new(empty=True)
    yield ("--database", url)
    cluster.drop(url)


def everything(url: str) -> dict[str, list[str]]:
    """All rows of all tables but sessions and what restoring itself notes."""
    with closing(Database.open(url)) as opened, opened.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in metadata.sorted_tables
            if table.name not in {"sessions", "audit", "offices"}
        }


def opened_again(data: Path, kiosk: KioskWorld, office: OfficeWorld) -> tuple[OfficeWorld, Database]:
    """The office that was put back, at the end of the kiosk's road."""
    settings, keys = offices.load(data)
    db = Database.open(settings.database)
    app = create_app(db, keys, shipped(), office.clock, data=data)
    kiosk.road.app = app
    return OfficeWorld(data, db, keys, app, office.clock, settings.database, office.cluster), db


def test_everything_comes_back_on_another_computer(
    filled: OfficeWorld, file: Path, tmp_path: Path, empty: tuple[str, ...]
) -> None:
    """The same rows, keys and files; `verify` holds; the answers open; the audit trail says what happened."""
    data = tmp_path / "new computer"
    assert run("restore", file, "--data", data, *empty).exit_code == 0
    assert run("verify", "--data", data).exit_code == 0
    settings, keys = offices.load(data)
    assert keys == filled.keys
    assert (data / "office" / "services" / "d99_kami.toml").exists()
    assert everything(settings.database) == everything(filled.url)
    found = run_json("requests", "--data", data)["requests"]
    assert len(found) == 3
    assert all(one["answers"] for one in found)
    with closing(Database.open(settings.database)) as db, db.reading() as connection:
        assert audit.Action.BACKUP_RESTORED in [one.action for one in audit.lines(connection, keys.code)]
        assert list(audit.check(connection, keys.code)) == []
        assert connection.execute(select(func.count()).select_from(sessions)).scalar_one() == 0
    for path in (*data.rglob("*"), data):
        assert path.stat().st_mode & 0o077 == 0


def test_a_kiosk_that_synced_after_the_backup_sends_again_what_is_missing(
    filled: OfficeWorld, kiosk: KioskWorld, file: Path, empty: tuple[str, ...]
) -> None:
    """Put back in the same folder: nothing that was accepted is lost, nothing comes twice, what was there is kept."""
    later = kiosk.submit(2)
    assert kiosk.sync().done
    filled.database.close()
    done = run_json("restore", file, "--data", filled.data, *empty)
    kept = Path(done["before"])
    assert (kept / "config.toml").exists()
    assert (kept / "keys" / f"{filled.keys.code}.json").exists()
    if not filled.cluster:
        with closing(Database.open(f"sqlite:///{kept / 'kelurahan.db'}")) as old, old.reading() as connection:
            assert verify.verify(connection, filled.keys.code).requests == 5
    back, db = opened_again(filled.data, kiosk, filled)
    with closing(db):
        assert len(back.items()) == 3
        kiosk.sync()
        assert kiosk.sync().done
        assert exactly_once(back, kiosk) == 5
        assert {one.permohonan.id for one in later} <= {item.permohonan.id for item in back.items()}


def test_a_backup_is_of_one_moment_while_kiosks_send(filled: OfficeWorld, kiosk: KioskWorld, tmp_path: Path) -> None:
    """Whatever was acknowledged before it began is in it, and what came meanwhile is whole or not there."""
    stop = threading.Event()
    sent: list[Any] = []

    def send() -> None:
        while not stop.is_set():
            kiosk.submit()
            sent.append(kiosk.sync().done)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        for number in range(3):
            before = len(filled.items())
            out = tmp_path / f"{number}.backup"
            backup.write(filled.database, filled.data, out, passphrase=None, now=START)
            backup.look(out)
            with closing(Database.open(unpacked(out, filled, tmp_path / str(number)))) as copy:
                with copy.reading() as connection:
                    found = verify.verify(connection, filled.keys.code)
                assert found.problems == ()
                assert found.requests >= before
    finally:
        stop.set()
        thread.join()
    assert sent
    assert all(sent)


def unpacked(file: Path, office: OfficeWorld, folder: Path) -> str:
    """The database in a backup; its address."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    if office.cluster is None:
        return f"sqlite:///{folder / 'kelurahan.db'}"
    url = office.cluster.new(empty=True)
    database.take_dump(url, folder / "postgresql.dump")
    return url


def test_keys_in_a_backup_can_be_put_under_a_passphrase(
    filled: OfficeWorld, tmp_path: Path, empty: tuple[str, ...]
) -> None:
    """Those on the computer stay as they are; in the file nothing opens an answer without the words."""
    words = tmp_path / "words"
    words.write_text(WORDS)
    words.chmod(0o600)
    out = tmp_path / "locked.backup"
    assert run_json("backup", out, "--data", filled.data, "--passphrase-file", words)["keys"] == "locked"
    assert offices.load(filled.data)[1] == filled.keys
    with zipfile.ZipFile(out) as archive:
        for name in archive.namelist():
            for secret in (filled.keys.seal_private, filled.keys.data_key):
                assert secret not in archive.read(name)
                assert offices.msgspec.json.encode(secret).strip(b'"') not in archive.read(name)
    data = tmp_path / "new"
    assert run("restore", out, "--data", data, *empty).exit_code == 0
    assert run("requests", "--data", data).exit_code == 3
    assert len(run_json("requests", "--data", data, "--passphrase-file", words)["requests"]) == 3
    assert offices.load(data, None, Passphrase(lambda: WORDS))[1] == filled.keys


def test_a_damaged_backup_is_refused_and_changes_nothing(
    filled: OfficeWorld, file: Path, empty: tuple[str, ...]
) -> None:
    """Any byte, any end, any other file: exit 4, the office as it was, no crumbs."""
    whole = file.read_bytes()
    before = {path: path.read_bytes() for path in filled.data.rglob("*") if path.is_file()}
    chance = random.Random(9)
    cut = [whole[: chance.randrange(len(whole))] for _ in range(8)]
    changed = []
    for _ in range(30):
        place = chance.randrange(len(whole))
        changed.append(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
    refused = 0
    for damaged in (b"", b"PK", *cut, *changed):
        file.write_bytes(damaged)
        # Some bytes of a ZIP say nothing (a time, a flag): what is taken then is what was written.
        try:
            backup.look(file)
        except KioskError:
            refused += 1
            result = run("restore", file, "--data", filled.data, *empty)
            assert result.exit_code == 4, result.stderr
            assert len(result.stderr.splitlines()) == 1
    assert refused > 30
    assert before == {path: path.read_bytes() for path in filled.data.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name", ["../evil.json", "keys/../../evil", "/etc/evil", "keys//x", "cron.d/evil", "before-x/y"]
)
def test_nothing_in_a_backup_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """A backup may come from anywhere."""
    file = tmp_path / "hostile.backup"
    content = b"evil"
    member = {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    told = {"format": 1, "made_at": 0, "first": "x", "offices": [], "keys": "open", "members": [member]}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(told))
    assert run("restore", file, "--data", tmp_path / "data").exit_code == 4
    assert [path for path in tmp_path.rglob("*") if path.name == "evil" or path.name == "evil.json"] == []


def test_nothing_is_restored_while_somebody_works_with_the_folder(
    filled: OfficeWorld, file: Path, empty: tuple[str, ...]
) -> None:
    """serve and every command hold it; two of them do not disturb each other."""
    with offices.in_use(filled.data):
        result = run("restore", file, "--data", filled.data, *empty)
        assert (result.exit_code, "Stop kelurahan serve" in result.stderr) == (3, True)
        assert run("verify", "--data", filled.data).exit_code == 0
    with offices.replacing(filled.data), pytest.raises(Busy), offices.in_use(filled.data):
        raise AssertionError


def test_a_backup_or_database_of_a_newer_program_is_left_alone(tmp_path: Path, world: World) -> None:
    """It is said so, instead of a fault somewhere in the middle."""
    office = world.office()
    with office.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(TooNew):
        Database.open(office.url)
    file = tmp_path / "x.backup"
    with zipfile.ZipFile(file, "w") as archive:
        told = {"format": 2, "made_at": 0, "first": "x", "offices": [], "keys": "open", "members": []}
        archive.writestr("manifest.json", json.dumps(told))
    with pytest.raises(TooNew):
        backup.look(file)


def test_without_postgresql_s_own_programs_it_is_said_what_to_install(
    office: OfficeWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite needs none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("backup", tmp_path / "x.backup", "--data", office.data)
    if office.cluster is None:
        assert result.exit_code == 0
    else:
        assert (result.exit_code, "postgresql-client" in result.stderr) == (CannotNow.exit_code, True)
        assert list(tmp_path.glob("*backup*")) == []


def test_a_database_that_holds_something_is_not_written_over(filled: OfficeWorld, file: Path, tmp_path: Path) -> None:
    """A backup of PostgreSQL goes to an empty database only, one of SQLite to none."""
    result = run("restore", file, "--data", tmp_path / "new", "--database", filled.url)
    assert result.exit_code == 2
    assert ("holds something" if filled.cluster else "Leave out --database") in result.stderr
