"""The room "Catatan" and `kelurahan audit`: what was done, by whom, and that nobody rewrote it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, update

from kiosk.usecases.submit import Submitted
from sync.server import audit
from sync.server.audit import Action, Fault, Wanted, record
from sync.server.cli import main
from sync.server.desk import trail, trail_words
from sync.server.store import tables
from tests.server.test_desk import Browser
from tests.sync.world import KioskWorld, OfficeWorld

DAY = 24 * 3600_000


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    browser = Browser(office)
    assert browser.log_in().url.path == "/meja"
    return browser


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


def broken(office: OfficeWorld) -> list[tuple[int, Fault]]:
    with office.database.reading() as connection:
        return [(one.seq, one.fault) for one in audit.check(connection, office.keys.code)]


def write(office: OfficeWorld, *actors: str) -> None:
    with office.database.writing() as connection:
        for actor in actors:
            record(connection, office.keys.code, actor, Action.NOTED, now=office.clock.ms)


def test_every_action_is_a_sentence_of_its_own() -> None:
    assert set(trail_words.SAYS) == set(Action)
    says = [words for _, words in trail_words.SAYS.values()]
    assert len(set(says)) == len(says)
    assert {trail_words.fault(fault, 7).count("7") for fault in Fault} == {1}


def test_a_look_into_answers_stands_there_with_its_number(
    office: OfficeWorld, desk: Browser, request_: Submitted
) -> None:
    """Who, what, which request; nothing of what the resident wrote."""
    desk.get(f"/meja/{request_.permohonan.id}")
    desk.get("/meja/catatan")
    row = r'<strong>sari</strong> membuka isian warga, <a href="/meja/([^"]+)">A-001</a>'
    found = re.search(row, desk.page)
    assert found
    assert found[1] == request_.permohonan.id
    assert "Siti" not in desk.page
    desk.get(f"/meja/catatan?permohonan={request_.permohonan.id}")
    assert "Catatan permohonan A-001" in desk.page
    assert "masuk</div>" not in desk.page


def test_filters_say_who_what_which_and_when(office: OfficeWorld, desk: Browser, request_: Submitted) -> None:
    """Each alone and together; what makes no sense finds nothing rather than everything."""
    desk.get(f"/meja/{request_.permohonan.id}")
    office.clock.ms += DAY
    write(office, "budi", "sari")

    def numbers(query: str) -> int:
        assert desk.get(f"/meja/catatan?{query}").status_code == 200
        return len(re.findall(r'class="number-of"', desk.page))

    desk.log_in()
    everything = numbers("")
    assert numbers("siapa=budi") == 1
    assert numbers("siapa=sari&kegiatan=noted") == 1
    assert numbers("kegiatan=noted") == 2
    assert numbers("nomor=a1") == numbers("nomor=A-001") == 1
    assert numbers("nomor=A-999") == numbers("nomor=zzz") == 0
    assert numbers("dari=2026-11-19&kegiatan=noted") == 2
    assert numbers("sampai=2026-11-18&kegiatan=noted") == 0
    assert numbers("dari=2026-11-18&sampai=2026-11-18") + numbers("dari=2026-11-19") == everything
    for odd in ("dari=kemarin", "sampai=0001-01-01", "dari=9999-12-31&sampai=9999-12-31", "kegiatan=menari"):
        numbers(odd)
    assert desk.get(f"/meja/catatan?sebelum={10**30}").status_code == 200


def test_long_trails_come_in_pages_without_a_gap(office: OfficeWorld, desk: Browser) -> None:
    write(office, *["budi"] * (2 * trail.PAGE + 5))
    seen: list[str] = []
    path: str | None = "/meja/catatan?siapa=budi"
    while path:
        desk.get(path)
        seen += re.findall(r"</span>#(\d+)", desk.page)
        older = re.search(r'href="([^"]+)">(?:(?!</a>).)*Yang lebih lama', desk.page, re.DOTALL)
        path = older[1] if older else None
    assert len(seen) == len(set(seen)) == 2 * trail.PAGE + 5
    assert seen == sorted(seen, key=int, reverse=True)


def test_a_whole_trail_is_said_to_be_whole_with_its_fingerprint(office: OfficeWorld, desk: Browser) -> None:
    desk.get("/meja/catatan?periksa=ya")
    assert "Rantai catatan utuh: 2 baris." in desk.page
    with office.database.reading() as connection:
        head = audit.head(connection, office.keys.code)
    assert head.hash[:4] in desk.page
    assert broken(office) == []


def test_a_line_that_was_changed_removed_or_cut_off_is_found(office: OfficeWorld, desk: Browser) -> None:
    """Whoever writes in the database behind the program's back is found by the next look."""
    write(office, "budi", "budi", "budi")
    code = tables.audit.c.office == office.keys.code

    def tamper(statement: object, *expected: tuple[int, Fault]) -> None:
        with office.database.writing() as connection:
            savepoint = connection.begin_nested()
            connection.execute(statement)  # type: ignore[call-overload]
            found = [(one.seq, one.fault) for one in audit.check(connection, office.keys.code)]
            savepoint.rollback()
        assert found == list(expected)

    third, last = tables.audit.c.seq == 3, tables.audit.c.seq == 5
    tamper(update(tables.audit).where(code, third).values(actor="sari"), (3, Fault.CHANGED))
    tamper(update(tables.audit).where(code, third).values(at=1), (3, Fault.CHANGED))
    tamper(update(tables.audit).where(code, third).values(detail="x"), (3, Fault.CHANGED))
    tamper(update(tables.audit).where(code, third).values(hash=b"x" * 32), (3, Fault.CHANGED), (4, Fault.CHANGED))
    tamper(delete(tables.audit).where(code, third), (3, Fault.MISSING))
    tamper(delete(tables.audit).where(code, last), (5, Fault.CUT))
    tamper(
        update(tables.offices).where(tables.offices.c.office == office.keys.code).values(audit_seq=4),
        (4, Fault.CUT),
        (4, Fault.CUT),
    )
    assert broken(office) == []
    with office.database.writing() as connection:
        connection.execute(delete(tables.audit).where(code, third))
    desk.get("/meja/catatan?periksa=ya")
    assert "tidak utuh lagi" in desk.page
    assert "Ada baris yang hilang mulai nomor 3." in desk.page


def test_the_download_is_a_table_that_a_spreadsheet_reads_and_does_not_run(office: OfficeWorld, desk: Browser) -> None:
    write(office, "=HYPERLINK(1)", "budi")
    response = desk.client.get("/meja/catatan/unduh?kegiatan=noted")
    assert response.headers["content-type"].startswith("text/csv")
    assert f"catatan-{office.keys.code}-2026-11-18.csv" in response.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert [row[2] for row in rows] == ["siapa", "budi", "'=HYPERLINK(1)"]
    assert {len(row) for row in rows} == {8}
    with office.database.reading() as connection:
        [line] = audit.lines(connection, office.keys.code, wanted=Wanted(action=Action.AUDIT_EXPORTED))
    assert (line.actor, line.detail) == ("sari", "2")


def test_the_command_shows_the_trail_and_says_when_it_does_not_hold(office: OfficeWorld) -> None:
    """Exit 0 and lines; exit 4 when somebody wrote in it."""
    write(office, "budi")
    arguments = ["audit", "--data", str(office.data), "--json"]
    shown = CliRunner().invoke(main, arguments)
    assert shown.exit_code == 0, shown.output
    told = json.loads(shown.stdout)
    assert told["ok"] is True
    assert [line["actor"] for line in told["lines"]] == ["budi", "sari"]
    assert told["head"]["seq"] == 2
    with office.database.writing() as connection:
        connection.execute(update(tables.audit).where(tables.audit.c.seq == 1).values(actor="budi"))
    shown = CliRunner().invoke(main, arguments)
    assert shown.exit_code == 4
    assert json.loads(shown.stdout)["problems"][0]["fault"] == "changed"


def test_the_commands_for_accounts_do_what_the_room_does(office: OfficeWorld) -> None:
    """Add, roles, list, close, open; what the room refuses the command refuses with exit 2."""

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["account", *arguments, "--data", str(office.data)])
        return done.exit_code, done.stdout

    assert run("close", "sari")[0] == 2
    code, shown = run("add", "budi", "--role", "admin", "--full-name", "Budi Santoso", "--json")
    assert code == 0
    assert json.loads(shown)["name"] == "budi"
    assert run("add", "budi")[0] == 2
    assert run("add", "rina", "--role", "instansi")[0] == 2
    assert run("add", "rina", "--role", "instansi", "--agency", "kua")[0] == 0
    assert run("roles", "sari", "petugas", "lurah")[0] == 0
    assert run("roles", "siapa", "petugas")[0] == 2
    assert run("factor-off", "budi")[0] == 2
    assert run("close", "sari")[0] == 0
    people = {one["name"]: one for one in json.loads(run("list", "--json")[1])["accounts"]}
    assert people["sari"]["closed_at"] is not None
    assert people["sari"]["details"]["roles"] == ["lurah", "petugas"]
    assert people["rina"]["details"]["agency"] == "kua"
    assert run("open", "sari")[0] == 0
    assert run("close", "budi")[0] == 2
    assert "password" not in run("list")[1]
