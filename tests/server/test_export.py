"""Requests for other programs: what is in them, what never is, and who is told of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sync.server import audit
from sync.server.audit import Action
from sync.server.cli import main
from sync.server.privacy import subjects
from sync.server.programs import export
from sync.server.programs.export import Exported, Period
from sync.server.work import restriction
from tests.sync.world import START, KioskWorld, OfficeWorld, shipped

DAY = 24 * 3600_000


def exported(office: OfficeWorld, period: Period | None = None, **wishes: Any) -> list[Exported]:
    return list(
        export.requests_of(
            office.database, office.keys, shipped(), period or Period(), actor="sari", now=office.clock.ms, **wishes
        )
    )


def trail(office: OfficeWorld) -> list[tuple[Action, str]]:
    with office.database.reading() as connection:
        found = audit.lines(connection, office.keys.code)
    return [
        (line.action, line.detail)
        for line in reversed(found)
        if line.actor == "sari" and line.action is not Action.PASSWORD_SET
    ]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_period_has_the_requests_that_arrived_in_it(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """From a moment on, before another; in the order in which residents made them, over pages."""
    [first] = kiosk.submit()
    kiosk.sync()
    office.clock.ms = kiosk.clock.ms = START + DAY
    later = kiosk.submit(3)
    kiosk.sync()
    ids = {one.permohonan.id for one in later}
    assert [one.id for one in exported(office)] == [first.permohonan.id, *sorted(ids)]
    assert {one.id for one in exported(office, Period(since=START + 1))} == ids
    assert [one.id for one in exported(office, Period(until=START + DAY))] == [first.permohonan.id]


def test_pages_neither_repeat_nor_skip(office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the last one is full."""
    monkeypatch.setattr(export, "_PAGE", 2)
    ids = [one.permohonan.id for one in kiosk.submit(4)]
    kiosk.sync()
    assert [one.id for one in exported(office)] == sorted(ids)


def test_answers_are_in_it_only_when_asked_for_and_then_each_is_recorded(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Without the switch one line in the trail and no answer; with it a line a request."""
    [one] = kiosk.submit()
    kiosk.sync()
    [bare] = exported(office)
    assert bare.answers is None
    assert "Siti" not in export.as_json([bare]) + export.as_csv([bare])
    [whole] = exported(office, with_answers=True)
    assert whole.answers is not None
    assert whole.answers["nama"] == "Siti Rahmawati"
    assert trail(office) == [
        (Action.EXPORTED, "all no answers"),
        (Action.EXPORTED, "all answers"),
        (Action.OPENED, "exported"),
    ]
    assert "Siti" not in repr(whole)
    assert one.permohonan.id in repr(whole)


def test_who_complains_in_confidence_is_in_no_export(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The complaint is, its sender is not; an open one has its sender."""
    kiosk.submit(service_id="J01")
    kiosk.submit(service_id="J01", mode="terbuka")
    kiosk.sync()
    found = exported(office, with_answers=True)
    confidential, known = sorted(found, key=lambda one: (one.answers or {})["mode"])
    assert confidential.answers is not None
    assert known.answers is not None
    assert confidential.answers["judul"] == "Lampu jalan mati"
    assert not {"nama", "no_hp", "nik"} & set(confidential.answers)
    assert known.answers["nama"] == "Rudi Hartono"
    assert b"/9j/" not in export.as_json([confidential]).encode()  # no photo either


@pytest.mark.parametrize("evil", ["=1+1", "+62", "-1+1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_no_cell_is_run_by_a_spreadsheet(evil: str) -> None:
    """A resident can write whatever they like; the cell stays text."""
    one = msgspec_exported({"perlu": evil})
    [row] = rows(export.as_csv([one], ["perlu"]))
    assert row["answer_perlu"] == f"'{evil}"


def test_a_csv_reads_back_what_was_written() -> None:
    """Commas, quotes, line ends and several answers at once."""
    told = {"perlu": 'Bank, "BRI"\nKCP', "pilihan": ["a", "b"], "jumlah": 3, "setuju": True}
    [row] = rows(export.as_csv([msgspec_exported(told)], [*told, "kosong"]))
    assert row["answer_perlu"] == 'Bank, "BRI"\nKCP'
    assert json.loads(row["answer_pilihan"]) == ["a", "b"]
    assert (row["answer_jumlah"], row["answer_setuju"], row["answer_kosong"]) == ("3", "ya", "")
    assert row["received_at"] == "2026-11-18T11:06:40Z"


def msgspec_exported(answers: dict[str, Any]) -> Exported:
    from sync.server.programs.export import _time

    at = _time(START)
    return Exported(
        "019a", "ABCDEF", "d18", "D18", "A-001", "2026-11-18", "id", False,
        export.PermohonanStatus.SUBMITTED, at, "kelurahan", at, at, answers,
    )  # fmt: skip


def test_the_command_writes_a_file_that_only_its_owner_reads(
    office: OfficeWorld, kiosk: KioskWorld, tmp_path: Path
) -> None:
    """CSV and JSON by the file's ending; days are the office's."""
    kiosk.submit(2)
    kiosk.sync()
    for name, count in (("a.csv", 2), ("b.json", 2)):
        path = tmp_path / name
        wanted = ["export", "--data", str(office.data), str(path), "--service", "D18", "--answers"]
        done = CliRunner().invoke(main, [*wanted, "--json"], catch_exceptions=False)
        assert json.loads(done.output) == {"file": str(path), "requests": count}
        assert path.stat().st_mode & 0o077 == 0
        assert "Siti Rahmawati" in path.read_text("utf-8")
    assert rows((tmp_path / "a.csv").read_text("utf-8"))[0]["answer_keperluan"] == "Membuka rekening bank"
    for arguments, said in (
        (["c.txt"], "neither .csv nor .json"),
        (["c.csv", "--from", "gestern"], "no day"),
    ):
        refused = CliRunner().invoke(main, ["export", "--data", str(office.data), *arguments])
        assert refused.exit_code == 2
        assert said in refused.output


def test_what_a_resident_has_had_restricted_goes_to_nobody(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """UU 27/2022: kept, and nothing else is done with it."""
    [one] = kiosk.submit()
    kiosk.sync()
    id_ = one.permohonan.id
    with office.database.writing() as connection:
        by: dict[str, Any] = {"actor": "sari", "now": office.clock.ms}
        subjects.ask(connection, office.keys.code, id_, subjects.WishKind.RESTRICTION, seen_ktp=True, **by)
        subjects.restrict(connection, office.keys, id_, **by)
        assert restriction.restricted(connection, office.keys.code, id_)
    [found] = exported(office, with_answers=True)
    assert found.answers is None
    with office.database.reading() as connection:
        opened = [line for line in audit.lines(connection, office.keys.code) if line.action is Action.OPENED]
    assert opened == []
