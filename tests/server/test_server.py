"""The server behind the desk: commands, tables, what it logs."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import httpx2
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner, Result
from sqlalchemy import text

from kiosk.domain.office import parse_enrolment
from kiosk.domain.permohonan import PermohonanStatus
from sync import usb
from sync.server.cli import main
from sync.server.store.database import Database
from sync.server.store.tables import metadata
from tests.postgres import Cluster
from tests.sync.world import URL, KioskWorld, OfficeWorld, World


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


def run_json(*arguments: str | Path) -> dict:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def data(tmp_path: Path, cluster: Cluster | None) -> Path:
    database = ("--database", cluster.new(empty=True)) if cluster else ()
    assert run("init", "--data", tmp_path / "server", "--office", "16.71.02.1003", *database).exit_code == 0
    return tmp_path / "server"


def test_init_makes_keys_only_the_owner_reads(tmp_path: Path) -> None:
    """Keys, settings and database are private; office and admin are said; a second init changes nothing."""
    data = tmp_path / "server"
    made = run_json("init", "--data", data)
    assert (made["office"], made["admin"]) == ("16.71.02.1003", "admin")
    assert len(made["password"]) >= 16
    for path in data.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    keys = (data / "keys" / "16.71.02.1003.json").read_bytes()
    again = run("init", "--data", data)
    assert again.exit_code == 2
    assert "already" in again.stderr
    assert (data / "keys" / "16.71.02.1003.json").read_bytes() == keys


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("init", "--office", "1671"), 2, "16.71.02.1003"),
        (("init", "--zone", "6"), 2, "zone"),
        (("init", "--database", "nonsense"), 2, "sqlite:///"),
        (("requests",), 3, "kelurahan init"),
        (("set-status", "x", "NOPE"), 2, "IN_REVIEW"),
    ],
)
def test_wrong_use_is_one_helpful_line(tmp_path: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    """Exit code and one line on stderr that says how to mend it."""
    result = run(*arguments, "--data", tmp_path / "none")
    assert result.exit_code == code
    assert says in result.stderr
    assert result.stdout == ""


def test_an_enrolment_file_is_what_a_kiosk_reads(data: Path, tmp_path: Path) -> None:
    """The file parses, is private, and names the kiosk that the command named."""
    out = tmp_path / "e.json"
    made = run_json("enrol-kiosk", "Ruang depan", "--out", out, "--url", URL, "--data", data)
    enrolment = parse_enrolment(out.read_bytes())
    assert (enrolment.kiosk_id, enrolment.url) == (made["kiosk_id"], URL)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    failed = run("enrol-kiosk", "X", "--out", tmp_path / "no" / "e.json", "--data", data)
    assert failed.exit_code == 3
    assert run("enrol-kiosk", "X", "--out", out, "--url", "kelurahan", "--data", data).exit_code == 2


def test_the_whole_story_by_commands(world: World, data: Path, tmp_path: Path) -> None:
    """Enrol, stick there, requests, set-status, stick back: the kiosk shows the decision."""
    run_json("enrol-kiosk", "Ruang depan", "--out", tmp_path / "e.json", "--data", data)
    office = world.office()
    kiosk = world.kiosk(office, enrolment=parse_enrolment((tmp_path / "e.json").read_bytes()))
    [one] = kiosk.submit()
    stick = tmp_path / "stick"
    stick.mkdir()
    usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
    taken = run_json("usb", "import", stick, "--data", data)
    assert (taken["accepted"], taken["refused"], taken["replies"]) == (1, 0, 1)
    usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)

    [request] = run_json("requests", "--data", data)["requests"]
    assert request["id"] == one.permohonan.id
    assert (request["kiosk_id"], request["seq"], request["service"]) == (kiosk.keys.id, 1, "surat_keterangan_domisili")
    assert (request["ticket"], request["status"]) == ("A-001", "SUBMITTED")
    assert request["answers"]["nama"] == "Siti Rahmawati"

    wrong = run("set-status", request["id"], "READY", "--data", data)
    assert wrong.exit_code == 2
    assert "IN_REVIEW" in wrong.stderr
    assert len(wrong.stderr.splitlines()) == 1
    assert run("set-status", request["id"], "REJECTED", "--data", data).exit_code == 2
    assert run("set-status", "nobody", "READY", "--data", data).exit_code == 2
    assert run("set-status", request["id"], "in_review", "--data", data).exit_code == 0

    usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
    run_json("usb", "import", stick, "--data", data)
    assert usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock).received == 1
    assert kiosk.status(one.permohonan.id).status is PermohonanStatus.IN_REVIEW


def test_a_stick_with_nothing_good_is_exit_4(data: Path, tmp_path: Path) -> None:
    """Only refused files: exit 4 and a line for each; an empty stick is fine."""
    folder = tmp_path / "stick" / "publik-kiosk" / "16.71.02.1003" / "7KQM3X"
    folder.mkdir(parents=True)
    assert run("usb", "import", tmp_path / "stick", "--data", data).exit_code == 0
    (folder / "00000001-00000002.pkx").write_bytes(b"PKXnothing")
    result = run("usb", "import", tmp_path / "stick", "--data", data)
    assert result.exit_code == 4
    assert "00000001-00000002.pkx" in result.stderr
    assert run("usb", "import", tmp_path / "nowhere", "--data", data).exit_code == 2


def test_a_password_can_be_given_anew(data: Path) -> None:
    """Lost passwords are replaced, never recovered."""
    assert len(run_json("password", "admin", "--data", data)["password"]) >= 16
    assert run_json("password", "Sari", "--data", data)["name"] == "sari", (
        "as it is stored, whatever case it is typed in"
    )
    refused = run("password", "sari dewi", "--data", data)
    assert refused.exit_code == 2
    assert "For example: kelurahan password sari" in refused.stderr


def test_a_lost_key_file_is_said_so(data: Path) -> None:
    """Without the office's keys the server does not start as if nothing had happened."""
    (data / "keys" / "16.71.02.1003.json").write_bytes(b"{}")
    result = run("requests", "--data", data)
    assert result.exit_code == 4
    assert "backup" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_exit_3(tmp_path: Path) -> None:
    """A read-only place is said so."""
    (tmp_path / "ro").mkdir(mode=0o500)
    assert run("init", "--data", tmp_path / "ro" / "server").exit_code == 3


def test_the_migrations_make_the_tables_of_the_code(office: OfficeWorld) -> None:
    """What Alembic built is what the queries expect."""
    with office.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_key_begins_with_the_office() -> None:
    """So that PostgreSQL can spread the tables by office without changing a query."""
    for table in metadata.sorted_tables:
        assert next(iter(table.primary_key.columns)).name == "office"
        for index in table.indexes:
            assert next(iter(index.columns)).name == "office"


def test_sqlite_is_durable_for_several_processes(tmp_path: Path) -> None:
    """A rollback journal with synchronous=EXTRA: no WAL for SQLite before 3.51.3 to damage."""
    with World(tmp_path) as world, world.office().database.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "delete"
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 3


def test_a_command_works_beside_a_running_server(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A second connection changes a status while the first serves; both see it."""
    [one] = kiosk.submit()
    kiosk.sync()
    assert run("set-status", one.permohonan.id, "IN_REVIEW", "--data", office.data).exit_code == 0
    assert office.items()[0].permohonan.status is PermohonanStatus.IN_REVIEW
    assert kiosk.sync().received == 1


def test_a_database_that_is_gone_is_503_and_not_500(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The kiosk hears "busy" and tries again; /healthz says it too."""
    client = httpx2.Client(transport=office.road, base_url=URL)
    assert client.get("/healthz").json() == {"ok": True}
    with office.without_database():
        assert client.get("/healthz").status_code == 503
        assert kiosk.sync().reason == "busy"
    assert kiosk.sync().done


def test_no_submitted_value_is_logged_or_stored_in_the_open(
    office: OfficeWorld, kiosk: KioskWorld, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """The canary: neither what the server prints, nor its logs, nor its database hold what the resident wrote."""
    [one] = kiosk.submit()
    kiosk.sync()
    client = httpx2.Client(transport=office.road, base_url=URL, follow_redirects=True)
    client.post("/masuk", data={"nama": "sari", "sandi": "rahasia-sekali"})
    assert "Siti Rahmawati" in client.get(f"/meja/{one.permohonan.id}").text
    kiosk.road.deliver(httpx2.Request("POST", f"{URL}/v1/exchange", content=b"Siti Rahmawati"))
    office.database.close()
    out, err = capfd.readouterr()
    said = (out + err + caplog.text).encode() + b"".join(
        path.read_bytes() for path in office.data.rglob("*") if path.is_file()
    )
    for value in (
        "Siti Rahmawati",
        "1671025403890002",
        "1671020907150004",
        "081273450012",
        "Cempaka",
        "rahasia-sekali",
    ):
        assert value.encode() not in said
    assert one.code.symbols.encode() not in said
    assert b"exchange" in said


def test_the_wire_refuses_what_is_no_request(office: OfficeWorld) -> None:
    """Bytes that nobody can be answered for: 400, 404, 413, never 500."""
    client = httpx2.Client(transport=office.road, base_url=URL)
    assert client.post("/v1/exchange", content=b"hello").status_code == 400
    assert client.post("/v1/exchange", content=b"").status_code == 400
    assert client.post("/v1/exchange", content=b"PKX" + bytes(5 * 2**20)).status_code == 413
    assert (
        client.post("/v1/exchange", content=b"PKX\x01\x00\x0d16.71.02.1004" + b"7KQM3X" + bytes(80)).status_code == 404
    )
    assert client.get("/v1/exchange").status_code == 405


def test_addresses_of_databases_are_checked() -> None:
    """PostgreSQL is a matter of the address; a driver that is missing is said so."""
    from kiosk.errors import WrongUse

    with pytest.raises(WrongUse, match="postgresql"):
        Database.open("postgresql+nodriver://x/y")
