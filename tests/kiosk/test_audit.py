"""The audit log: who did what, and that nobody can take it back unseen."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.app.bootstrap import machine
from kiosk.app.machinery import Machinery
from kiosk.domain.audit import Act, Actor, audit_hash
from kiosk.domain.petugas import Role
from kiosk.errors import WrongUse
from kiosk.store import audit
from kiosk.usecases.audit import note, note_command
from kiosk.usecases.context import Context
from kiosk.usecases.initialise import initialise
from kiosk.usecases.submit import Submitted, submit

Run = Callable[..., tuple[int, str, str]]
Tamper = Callable[[sqlite3.Connection], object]


def _written(context: Context, count: int = 6) -> None:
    for number in range(1, count + 1):
        note(context.store, context.clock, Actor.ADMIN, Act.PRINTED, detail=f"job {number}")


def _rehashed(db: sqlite3.Connection, first: int) -> None:
    """What a careful hand does: every hash from there on fits again."""
    [[previous]] = db.execute("SELECT hash FROM audit WHERE seq = ?", [first - 1]).fetchall()
    for seq, at, actor, act, done, detail in db.execute(
        "SELECT seq, at, actor, act, done, detail FROM audit WHERE seq >= ? ORDER BY seq", [first]
    ).fetchall():
        previous = audit_hash(previous, seq, at, actor, act, detail, bool(done))
        db.execute("UPDATE audit SET hash = ? WHERE seq = ?", [previous, seq])


def _edit_and_rehash(db: sqlite3.Connection) -> None:
    db.execute("UPDATE audit SET detail = 'job 9' WHERE seq = 3")
    _rehashed(db, 3)


def _delete_and_renumber(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM audit WHERE seq = 3")
    db.execute("UPDATE audit SET seq = seq - 1 WHERE seq > 3")
    _rehashed(db, 3)


def _swap(db: sqlite3.Connection) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        db.execute("UPDATE audit SET seq = ? WHERE seq = ?", [new, old])


TAMPERED: dict[str, tuple[Tamper, list[str]]] = {
    "a word": (lambda db: db.execute("UPDATE audit SET detail = 'x' WHERE seq = 3"), ["audit 3 does not fit"]),
    "who": (lambda db: db.execute("UPDATE audit SET actor = 'petugas' WHERE seq = 3"), ["audit 3 does not fit"]),
    "what": (lambda db: db.execute("UPDATE audit SET act = 'left' WHERE seq = 3"), ["audit 3 does not fit"]),
    "when": (lambda db: db.execute("UPDATE audit SET at = at + 1 WHERE seq = 3"), ["audit 3 does not fit"]),
    "the outcome": (lambda db: db.execute("UPDATE audit SET done = 0 WHERE seq = 3"), ["audit 3 does not fit"]),
    "a hash": (
        lambda db: db.execute("UPDATE audit SET hash = zeroblob(32) WHERE seq = 3"),
        ["audit 3 does not fit", "audit 4 does not fit"],
    ),
    "one taken out": (lambda db: db.execute("DELETE FROM audit WHERE seq = 3"), ["audit 3 is missing"]),
    "the first ones": (
        lambda db: db.execute("DELETE FROM audit WHERE seq <= 2"),
        ["audit 1 and those up to 2 are missing"],
    ),
    "the last ones": (
        lambda db: db.execute("DELETE FROM audit WHERE seq > 4"),
        ["audit 5 and those up to 6 are missing"],
    ),
    "all": (lambda db: db.execute("DELETE FROM audit"), ["audit 1 and those up to 6 are missing"]),
    "two exchanged": (_swap, ["audit 3 does not fit", "audit 4 does not fit", "audit 5 does not fit"]),
    "one, and all hashes after it": (_edit_and_rehash, ["audit 6 is not the line that was written last"]),
    "one out, and all after it moved up": (_delete_and_renumber, ["audit 6 is missing"]),
}


@pytest.mark.survives(32)
@pytest.mark.parametrize("how", list(TAMPERED))
def test_verify_says_what_was_changed(tmp_path: Path, run_kiosk: Run, how: str) -> None:
    """`kiosk verify` ends with 4 and names the line."""
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    with machine(data) as one:
        _written(one.context)
    assert run_kiosk("verify", "--data", data)[0] == 0
    tamper, expected = TAMPERED[how]
    with closing(sqlite3.connect(data / "kiosk.db", isolation_level=None)) as db:
        db.execute("DROP TRIGGER audit_no_update")
        tamper(db)
    code, out, _ = run_kiosk("verify", "--data", data, "--json")
    told = json.loads(out)
    assert (code, told["ok"], sorted(told)) == (4, False, ["events", "ok", "problems"])
    found = [problem for problem in told["problems"] if problem.startswith("audit")]
    assert [problem[: len(start)] for problem, start in zip(found, expected, strict=True)] == expected


@pytest.mark.survives(32)
def test_what_was_cut_off_stays_missing_when_the_log_goes_on(context: Context) -> None:
    """Lines that are written afterwards do not close the gap."""
    _written(context)
    context.store.transaction(lambda db: db.execute("DELETE FROM audit WHERE seq > 4"))
    _written(context, 1)
    lines, problems = context.store.run(audit.verify)
    assert lines == 5
    assert [(one.seq, one.what) for one in problems] == [(5, "and those up to 6 are missing")]


@pytest.mark.survives(32)
def test_a_log_that_fits_is_still_not_the_one_the_office_was_told_of(context: Context) -> None:
    """Whoever rewrites all of it, with its end, does not know what the office knows."""
    _written(context)
    context.store.transaction(lambda db: audit.put_told(db, 5))

    def rewrite(db: audit.Connection) -> None:
        db.execute("DELETE FROM audit")
        db.execute("DELETE FROM settings WHERE key = 'AuditHead'")
        for _ in range(6):
            audit.append(db, Actor.ADMIN, Act.PRINTED, at=0)

    context.store.transaction(rewrite)
    _, problems = context.store.run(audit.verify)
    assert [(one.seq, one.what) for one in problems] == [(5, "is another than the office was told of")]


def test_a_line_cannot_be_changed_through_the_program(context: Context) -> None:
    _written(context)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        context.store.transaction(lambda db: db.execute("UPDATE audit SET detail = '' WHERE seq = 1"))


def test_what_a_newer_program_wrote_is_shown_after_it_was_taken_back(context: Context) -> None:
    """And it adds up."""

    def newer(db: audit.Connection) -> None:
        hashed = audit_hash(audit.GENESIS, 1, 0, "robot", "flown", "to the moon", True)
        db.execute("INSERT INTO audit VALUES (1, 0, 'robot', 'flown', 1, 'to the moon', ?)", [hashed])
        audit.settings.put(db, audit.AuditHead(1, hashed))

    context.store.transaction(newer)
    [line] = context.store.run(lambda db: audit.newest(db, most=9))
    assert (line.act, line.detail) == (Act.OTHER, "flown to the moon")
    assert context.store.run(audit.verify) == (1, [])


def test_the_command_lists_the_newest_and_writes_all_as_a_table(tmp_path: Path, run_kiosk: Run) -> None:
    """Beside a running kiosk."""
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    with machine(data) as one:
        _written(one.context)
        note(one.context.store, one.context.clock, Actor.NOBODY, Act.PIN_WRONG, done=False, detail="=1+1")
        code, out, _ = run_kiosk("audit", "--last", "2", "--csv", tmp_path / "log.csv", "--data", data, "--json")
        hashes = [line.hash.hex() for line in one.context.store.run(lambda db: audit.newest(db, most=9))]
    told = json.loads(out)
    assert (code, told["last"]) == (0, 7)
    assert [(line["seq"], line["actor"], line["act"], line["done"]) for line in told["entries"]] == [
        (7, "nobody", "pin_wrong", False),
        (6, "admin", "printed", True),
    ]
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["hash"] for row in rows] == hashes
    assert rows[0]["detail"] == "'=1+1", "a spreadsheet takes it for a formula"
    assert "pin_wrong" in run_kiosk("audit", "--data", data)[1]
    assert run_kiosk("audit", "--data", tmp_path / "none")[0] == 3


def test_what_commands_do_is_written_down(tmp_path: Path, run_kiosk: Run) -> None:
    """In the name of the command line, whether it succeeded or not."""
    data, stick = tmp_path / "kiosk", tmp_path / "stick"
    stick.mkdir()
    initialise(data, demo=True)
    assert run_kiosk("usb", "export", stick, "--data", data)[0] == 0
    assert run_kiosk("usb", "import", stick, "--data", data)[0] == 0
    assert run_kiosk("sync", "--once", "--data", data)[0] == 3
    assert run_kiosk("pin", "--data", data)[0] == 0
    run_kiosk("print", "--test", "--data", data)
    told = json.loads(run_kiosk("audit", "--data", data, "--json")[1])["entries"][::-1]
    assert {line["actor"] for line in told} == {"command"}
    assert [(line["act"], line["done"]) for line in told] == [
        ("exported", True),
        ("imported", True),
        ("sync_asked", False),
        ("pin_set", True),
        ("printed", True),
    ]


def test_a_damaged_database_does_not_keep_a_command_from_being_written_down(tmp_path: Path, run_kiosk: Run) -> None:
    """It waits until the database is mended."""
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    whole = (data / "kiosk.db").read_bytes()
    (data / "kiosk.db").write_bytes(b"x" * len(whole))
    assert run_kiosk("pin", "--data", data)[0] == 0
    (data / "kiosk.db").write_bytes(whole)
    assert run_kiosk("pin", "--role", "petugas", "--data", data)[0] == 0
    told = json.loads(run_kiosk("audit", "--data", data, "--json")[1])["entries"]
    assert [(line["act"], line["detail"]) for line in told] == [("pin_set", "petugas"), ("pin_set", "admin")]


def test_what_waits_has_an_upper_bound(tmp_path: Path) -> None:
    """A script gone wild does not fill the disk."""
    data = tmp_path / "kiosk"
    initialise(data, demo=True)
    with machine(data) as one:
        (data / "audit.waiting").write_bytes(b"x" * 2**18)
        note_command(data, one.context.clock, Act.PIN_SET)
        assert (data / "audit.waiting").stat().st_size == 2**18


def test_the_room_shows_the_log_to_the_admin_alone_and_saves_it_on_a_stick(tmp_path: Path) -> None:
    data, stick = tmp_path / "kiosk", tmp_path / "stick"
    stick.mkdir()
    pin = initialise(data, demo=True).pin
    (data / "config.toml").write_text(f'[usb]\nfolders = ["{stick}"]\n', "utf-8")
    with machine(data) as one:
        machinery = Machinery(one)
        with pytest.raises(WrongUse):
            machinery.audit.newest(None, 9)
        machinery.door.enter(Role.PETUGAS)
        with pytest.raises(WrongUse):
            machinery.audit.save(str(stick))
        machinery.door.leave()
        machinery.check_pin(pin)
        machinery.door.require_admin()
        assert [line.act for line in machinery.audit.newest(None, 9)] == [Act.ENTERED]
        done = machinery.audit.save(str(stick))
        assert done.ok
        assert [line.act for line in machinery.audit.newest(None, 9)] == [Act.EXPORTED, Act.ENTERED]
        assert [line.act for line in machinery.audit.newest(2, 9)] == [Act.ENTERED]
        assert not machinery.audit.save(str(tmp_path / "gone")).ok
    [file] = stick.iterdir()
    assert file.name.startswith(f"catatan-{one.keys.id}-")
    assert "entered" in file.read_text("utf-8")


@pytest.mark.survives(33)
def test_nothing_of_a_resident_stands_in_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a petugas does with their request: print, cancel, export, import, report, send."""
    data, stick = tmp_path / "kiosk", tmp_path / "stick"
    stick.mkdir()
    pin = initialise(data, demo=True).pin
    monkeypatch.setattr("kiosk.app.machinery.Machinery.usb_sticks", lambda _self: (_Stick(str(stick)),))
    with machine(data) as one:
        service = one.context.catalog.find("D18")
        made = submit(one.context, service, service.sample)
        assert isinstance(made, Submitted)
        machinery = Machinery(one)
        machinery.check_pin(pin)
        machinery.cancel_print(1)
        machinery.print_test()
        machinery.print_readiness()
        machinery.save_report(str(stick))
        machinery.usb_export(str(stick), lambda _now: True)
        machinery.usb_import(str(stick), lambda _now: True)
        machinery.sync_now()
        machinery.restart()
        lines = one.context.store.run(lambda db: audit.newest(db, most=99))
    assert {line.act for line in lines} >= {
        Act.ENTERED, Act.PRINT_CANCELLED, Act.PRINTED, Act.EXPORTED, Act.IMPORTED, Act.SYNC_ASKED, Act.RESTART_ASKED
    }  # fmt: skip
    told = " ".join(line.detail for line in lines)
    private = [str(value) for value in service.sample.values() if isinstance(value, str) and len(value) > 4]
    private += [str(made.code), made.permohonan.ticket, made.permohonan.id]
    assert len(private) > 5
    assert [value for value in private if value in told] == []


class _Stick:
    """A stick that is there."""

    def __init__(self, path: str) -> None:
        self.path = path
