"""What to do when something is lost, tried as it is written: every command, letter by letter, in a scratch kiosk and office.

Only what belongs to the system is not run: `sudo` and `systemctl`, whose names are compared with the shipped unit instead, and
`exit`. Words in capitals are filled in as the procedure explains them.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk import content_files
from kiosk.app import bootstrap
from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.clock import SystemClock
from kiosk.domain.catalog import Catalog
from kiosk.procedures import Procedure, load_procedures
from kiosk.usecases.maintenance import PinGuard, PinRight
from sync.server import office as offices
from sync.server.app import create_app
from sync.server.cli import main as kelurahan
from sync.server.store.database import Database
from tests.sync.world import served, shipped

Run = Callable[..., tuple[int, str, str]]
PROCEDURES = {one.id: one for one in load_procedures()}
CODE = "16.71.02.1003"


@pytest.fixture(autouse=True)
def shipped_services_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They take most of a command's time, and there are sixty commands."""

    def load(**own: Any) -> Catalog:
        return load_catalog(**own) if any(own.values()) else shipped()

    for module in (bootstrap, content_files):
        monkeypatch.setattr(module, "load_catalog", load)


class Hall:
    """An office with a kiosk, and whoever follows a procedure there."""

    def __init__(self, folder: Path, run_kiosk: Run) -> None:
        self.folder = folder
        self.server, self.data, self.stick = folder / "server", folder / "kiosk", folder / "stick"
        self.stick.mkdir()
        self.run = run_kiosk
        self._serving = ExitStack()
        self.url = ""

    # --- the office ---

    def kelurahan(self, *arguments: str | Path) -> dict[str, Any]:
        """One command of the office."""
        told = CliRunner().invoke(kelurahan, [*map(str, arguments), "--data", str(self.server), "--json"])
        assert told.exit_code == 0, told.output
        found: dict[str, Any] = json.loads(told.stdout)
        return found

    def open_office(self) -> None:
        """`kelurahan serve`, at the address the kiosks know from now on."""
        settings, keys = offices.load(self.server)
        database = self._serving.enter_context(ExitStack())
        opened = Database.open(settings.database)
        database.callback(opened.close)
        port = self._serving.enter_context(served(create_app(opened, keys, shipped(), SystemClock())))
        self.url = f"http://127.0.0.1:{port}"

    def close_office(self) -> None:
        """The server stops."""
        self._serving.close()

    def opened(self) -> set[tuple[str, str]]:
        """Id and name of each request whose answers the office can read."""
        return {(one["id"], one["answers"]["nama"]) for one in self.kelurahan("requests")["requests"]}

    # --- the kiosk ---

    def kiosk(self, *arguments: str | Path) -> dict[str, Any]:
        """One command of the kiosk."""
        code, out, err = self.run(*arguments, "--data", self.data, "--json")
        assert code == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def point_to_office(self) -> None:
        """What the enrolment file would say of a server with an address of its own."""
        (self.data / "config.toml").write_text(f'[server]\nurl = "{self.url}"\n', "utf-8")

    def begin(self) -> str:
        """A kiosk at work; its id."""
        self.kelurahan("init", "--office", CODE)
        self.open_office()
        made = self.kelurahan("enrol-kiosk", "Lobi", "--out", self.folder / "first.json")
        self.kiosk("init")
        self.kiosk("enrol", self.folder / "first.json")
        self.point_to_office()
        return str(made["kiosk_id"])

    def submit(self) -> dict[str, Any]:
        """A resident comes."""
        sample = self.kiosk("services", "D18")["sample"]
        answers = self.folder / "answers.json"
        answers.write_text(json.dumps(sample), "utf-8")
        return self.kiosk("submit", "D18", "--answers", answers)

    # --- who follows it ---

    def follow(self, procedure: Procedure, blanks: dict[str, str | Path], after: dict[int, Callable[[], None]]) -> str:
        """Does every step; `after` says what a step without a command means here, by its number. What was said."""
        assert set(blanks) == {one.word for one in procedure.blanks}
        said = []
        for number, step in enumerate(procedure.steps, 1):
            for command in step.commands:
                filled = re.sub(r"\b[A-Z]{3,}\b", lambda found: shlex.quote(str(blanks[found[0]])), command)
                said.append(self._do(filled))
            if number in after:
                after[number]()
        return "\n".join(said)

    def _do(self, command: str) -> str:
        words = shlex.split(command)
        match words:
            case ["kiosk", *arguments]:
                code, out, err = self.run(*arguments)
                # A scratch machine has no printer and no supervisor, and `doctor` says so.
                assert code == 0 or (arguments[0], code) == ("doctor", 3), f"{command}: {err}"
                return out
            case ["kelurahan", *arguments]:
                told = CliRunner().invoke(kelurahan, arguments)
                assert told.exit_code == 0, f"{command}: {told.output}"
                return told.output
            case ["sudo", "systemctl", "start" | "stop", unit]:
                assert (ASSETS / "system" / f"{unit}.service").is_file()
            case ["sudo", "-u", user, "bash"]:
                assert f"\nUser={user}\n" in (ASSETS / "system" / "publik-kiosk.service").read_text("utf-8")
            case ["exit"]:
                pass
            case ["mv" | "cp" | "rm" | "chmod", *_]:
                subprocess.run(words, check=True, cwd=self.folder)
            case _:
                raise AssertionError(f"nobody knows how to do this: {command}")
        return ""


@pytest.fixture
def hall(tmp_path: Path, run_kiosk: Run) -> Iterator[Hall]:
    made = Hall(tmp_path, run_kiosk)
    yield made
    made.close_office()


def test_a_lost_pin(hall: Hall) -> None:
    """The old one opens nothing any more; both new ones do."""
    hall.begin()
    old = hall.kiosk("pin")["pin"]
    said = hall.follow(PROCEDURES["pin-hilang"], {"DATA": hall.data}, {})
    admin, petugas = re.findall(r"\b\d{6}\b", said)
    guard = PinGuard(hall.data)
    assert not isinstance(guard.check(old), PinRight)
    assert [guard.check(pin) for pin in (admin, petugas)] == [PinRight(role) for role in ("admin", "petugas")]  # type: ignore[arg-type]


def test_a_damaged_key(hall: Hall) -> None:
    """What had not been sent arrives, what had been sent arrives once, and nobody can use the old key."""
    old_id = hall.begin()
    sent = hall.submit()
    hall.kiosk("sync", "--once")
    waiting = [hall.submit() for _ in range(2)]
    (hall.data / "kiosk.key").write_bytes(b"\0" * 64)
    assert hall.run("sync", "--once", "--data", hall.data)[0] == 4
    blanks: dict[str, str | Path] = {
        "DATA": hall.data,
        "LAMA": hall.folder / "lama",
        "SERVER": hall.server,
        "BERKAS": hall.stick / "daftar.json",
        "NAMA": "Lobi baru",
        "KODELAMA": old_id,
    }
    hall.follow(PROCEDURES["kunci-rusak"], blanks, {})
    assert {one[0] for one in hall.opened()} == {one["id"] for one in (sent, *waiting)}
    assert hall.kiosk("verify")["ok"]
    assert hall.kiosk("track", waiting[0]["code"])["status"] == "SUBMITTED"
    assert not (hall.stick / "daftar.json").exists()
    again = hall.submit()
    hall.kiosk("sync", "--once")
    assert again["id"] in {one[0] for one in hall.opened()}
    assert again["ticket"] not in {one["ticket"] for one in (sent, *waiting)}


def test_a_lost_server_with_a_copy_of_it(hall: Hall) -> None:
    """The kiosk sends again what came after the copy was made, by itself."""
    hall.begin()
    before = hall.submit()
    hall.kiosk("sync", "--once")
    hall.close_office()
    shutil.copytree(hall.server, hall.stick / "kelurahan")
    hall.open_office()
    hall.point_to_office()
    after = hall.submit()
    hall.kiosk("sync", "--once")
    hall.close_office()
    shutil.rmtree(hall.server)
    meanwhile = hall.submit()

    def serve() -> None:
        hall.open_office()
        hall.point_to_office()
        hall.kiosk("sync", "--once")

    hall.follow(
        PROCEDURES["server-dari-cadangan"],
        {"CADANGAN": hall.stick / "kelurahan", "SERVER": hall.server},
        {4: serve},
    )
    assert {one[0] for one in hall.opened()} == {one["id"] for one in (before, after, meanwhile)}
    # With the new keys of the last step, too.
    newest = hall.submit()
    hall.kiosk("sync", "--once")
    hall.kiosk("sync", "--once")
    last = hall.submit()
    hall.kiosk("sync", "--once")
    assert {newest["id"], last["id"]} < {one[0] for one in hall.opened()}


def test_a_lost_server_of_which_only_the_keys_are_left(hall: Hall) -> None:
    """Everything that the kiosks still have comes back, and can be opened."""
    hall.begin()
    requests = [hall.submit() for _ in range(2)]
    hall.kiosk("sync", "--once")
    hall.close_office()
    shutil.copy(hall.server / "keys" / f"{CODE}.json", hall.stick)
    shutil.rmtree(hall.server)
    requests.append(hall.submit())
    blanks: dict[str, str | Path] = {
        "KUNCI": hall.stick / f"{CODE}.json",
        "KELURAHAN": CODE,
        "SERVER": hall.server,
        "NAMA": "Lobi",
        "BERKAS": hall.stick / "daftar.json",
        "DATA": hall.data,
        "LAMA": hall.folder / "lama",
    }

    def new_address() -> None:
        # What `kelurahan serve` at the same address would be.
        hall.open_office()
        (hall.folder / "kiosk" / "config.toml").write_text(f'[server]\nurl = "{hall.url}"\n', "utf-8")

    hall.follow(PROCEDURES["server-dari-kunci"], blanks, {3: new_address})
    assert {one[0] for one in hall.opened()} == {one["id"] for one in requests}
    assert hall.kiosk("verify")["ok"]


def test_a_dead_disk(hall: Hall) -> None:
    """From a backup on a stick into a fresh folder: what the office has and what the backup has, nothing twice."""
    old_id = hall.begin()
    sent = hall.submit()
    hall.kiosk("sync", "--once")
    waiting = hall.submit()
    copied = hall.kiosk("backup", "--to", hall.stick)["copied"]
    later = hall.submit()
    hall.kiosk("sync", "--once")
    shutil.rmtree(hall.data)

    blanks: dict[str, str | Path] = {
        "DATA": hall.data,
        "SERVER": hall.server,
        "BERKAS": hall.stick / "daftar.json",
        "NAMA": "Lobi baru",
        "KODELAMA": old_id,
        "CADANGAN": copied,
    }
    hall.follow(PROCEDURES["disk-rusak"], blanks, {4: hall.point_to_office})
    assert {one[0] for one in hall.opened()} == {one["id"] for one in (sent, waiting, later)}
    assert hall.kiosk("verify")["ok"]


@pytest.mark.survives(24)
def test_a_stolen_kiosk(hall: Hall) -> None:
    """It is refused at once, and the list says whom it concerns."""
    kiosk_id = hall.begin()
    request = hall.submit()
    hall.kiosk("sync", "--once")
    said = hall.follow(PROCEDURES["kiosk-dicuri"], {"KODE": kiosk_id, "SERVER": hall.server}, {})
    assert request["ticket"] in said
    hall.submit()
    assert hall.run("sync", "--once", "--data", hall.data)[0] == 4


def test_each_procedure_is_tried() -> None:
    """A new one needs a test here."""
    tried = {"pin-hilang", "kunci-rusak", "server-dari-cadangan", "server-dari-kunci", "disk-rusak", "kiosk-dicuri"}
    assert tried == set(PROCEDURES)
