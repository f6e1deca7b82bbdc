"""Numbers of letters: without gaps, never twice, whoever issues at the same moment, and whatever fails in between."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import msgspec
import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sync.server.cli import main
from sync.server.letters import book, numbers, pdf, settings, templates
from sync.server.letters.book import LetterState, Page
from sync.server.letters.content import Signer
from sync.server.letters.numbers import DEFAULT_PATTERN, Numbered, Numbering
from sync.server.store.database import Database
from sync.server.store.tables import letter_series
from tests.sync.world import OfficeWorld, shipped

ROOT = Path(__file__).parent.parent.parent
YEAR_MS = 366 * 24 * 3600_000
SHELF = templates.shipped()


def settle(office: OfficeWorld, **changed: object) -> None:
    with office.database.writing() as connection:
        wanted = msgspec.structs.replace(
            settings.read(connection, office.keys), signers=(Signer("LURAH 26 ILIR", "Ratna Contoh"),), **changed
        )
        settings.write(connection, office.keys.code, wanted, actor="test", now=office.clock.ms)


def drafts(office: OfficeWorld, count: int, template: str = "penduduk") -> list[str]:
    """Letters that only wait for their number."""
    kind = SHELF.find(template)
    assert kind is not None
    made = []
    for _ in range(count):
        with office.database.writing() as connection:
            page = book.begin(
                connection,
                office.keys,
                kind,
                shelf=SHELF,
                opened=None,
                catalog=shipped(),
                actor="test",
                now=office.clock.ms,
            )
            full = msgspec.structs.replace(page.content, blocks=page.content.blocks[:1])
            assert isinstance(book.save(connection, office.keys, page.letter.id, full), Page)
            made.append(page.letter.id)
    return made


def issue(office: OfficeWorld, letter_id: str, database: Database | None = None) -> str:
    with (database or office.database).writing() as connection:
        done = book.issue(connection, office.keys, SHELF, letter_id, actor="test", now=office.clock.ms)
    assert isinstance(done, Page), done
    assert done.letter.written is not None
    return done.letter.written


def given_numbers(office: OfficeWorld) -> list[int]:
    with office.database.reading() as connection:
        found = book.listed(connection, office.keys.code, (LetterState.ISSUED, LetterState.VOID))
    return sorted(one.number or 0 for one in found)


def test_petugas_who_issue_at_the_same_moment_never_share_or_skip_a_number(office: OfficeWorld) -> None:
    """Four at once, each over a connection of their own, from the very first number of a series on."""
    settle(office)
    waiting = drafts(office, 12)
    start = Barrier(4)

    def work(mine: list[str]) -> list[str]:
        database = Database.open(office.url)
        try:
            start.wait()
            return [issue(office, one, database) for one in mine]
        finally:
            database.close()

    with ThreadPoolExecutor(4) as threads:
        written = [one for done in threads.map(work, [waiting[at::4] for at in range(4)]) for one in done]
    assert given_numbers(office) == list(range(1, 13))
    assert len(set(written)) == 12


def test_another_program_that_issues_at_the_same_moment_never_shares_or_skips_a_number(
    office: OfficeWorld, tmp_path: Path
) -> None:
    """A command beside this process, as a second server behind a proxy is; then the register of what they did."""
    settle(office)
    waiting = drafts(office, 6)
    where = ["--data", str(office.data), "--json"]
    beside = subprocess.Popen(
        [sys.executable, "-m", "sync.server", "letters", "issue", waiting[0], *where],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    for one in waiting[1:]:
        issue(office, one)
    told = json.loads(beside.communicate(timeout=60)[0])
    assert told["state"] == "issued"
    assert given_numbers(office) == [1, 2, 3, 4, 5, 6]
    out = tmp_path / "buku.xlsx"
    done = CliRunner().invoke(main, ["letters", "register", "--xlsx", str(out), *where], catch_exceptions=False)
    assert json.loads(done.stdout) == {"file": str(out), "year": 2026, "letters": 6}
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [sheet.cell(5 + at, 1).value for at in range(6)] == [1, 2, 3, 4, 5, 6]
    listed = CliRunner().invoke(main, ["letters", "list", *where], catch_exceptions=False)
    assert {one["number"] for one in json.loads(listed.stdout)["letters"]} >= {told["number"]}
    again = CliRunner().invoke(main, ["letters", "issue", waiting[0], *where], catch_exceptions=False)
    assert again.exit_code == 2


def test_an_issue_that_fails_gives_its_number_back(office: OfficeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """The paper could not be drawn, the power went: the next letter gets the number, and the draft is a draft still."""
    settle(office)
    first, second = drafts(office, 2)
    with monkeypatch.context() as patched:

        def broken(*_: object, **__: object) -> bytes:
            raise OSError("no space")

        patched.setattr(pdf, "render", broken)
        with pytest.raises(OSError, match="no space"), office.database.writing() as connection:
            book.issue(connection, office.keys, SHELF, first, actor="test", now=office.clock.ms)
    assert "/001/" in issue(office, second)
    assert "/002/" in issue(office, first)


def test_numbers_begin_anew_every_year_and_the_year_is_the_offices_own(office: OfficeWorld) -> None:
    """Half past eleven at night of 31 December UTC is the new year in Palembang."""
    settle(office)
    first, second, third = drafts(office, 3)
    assert issue(office, first).endswith("/001/1671021003/XI/2026")
    office.clock.ms = 1_798_759_800_000  # 31 December 2026, 23.30 UTC
    assert issue(office, second).endswith("/001/1671021003/I/2027")
    office.clock.ms += YEAR_MS
    assert issue(office, third).endswith("/001/1671021003/I/2028")


def test_each_code_or_kind_may_have_its_own_series(office: OfficeWorld) -> None:
    settle(office, numbering=Numbering.CLASS)
    births, domiciles = drafts(office, 2, "usaha"), drafts(office, 2, "janda_duda")
    assert [issue(office, one).split("/")[1] for one in (births[0], domiciles[0], births[1], domiciles[1])] == [
        *("001", "001", "002", "002")
    ]
    with office.database.writing() as connection:
        numbers.regroup(connection, office.keys.code)
    settle(office, numbering=Numbering.TEMPLATE, pattern="[nomor]/[jenis]/[tahun]")
    assert issue(office, drafts(office, 1, "usaha")[0]) == "3/SKU/2026"
    assert issue(office, drafts(office, 1, "penduduk")[0]) == "1/SKPN/2026"


def test_another_grouping_never_gives_a_number_twice(office: OfficeWorld) -> None:
    """One series, then one for each code, then one again: every written number stays the only one."""
    written = []
    for numbering in (Numbering.ONE, Numbering.CLASS, Numbering.ONE, Numbering.CLASS):
        with office.database.writing() as connection:
            numbers.regroup(connection, office.keys.code)
        settle(office, numbering=numbering)
        written += [issue(office, one) for one in (*drafts(office, 2, "usaha"), *drafts(office, 1, "penduduk"))]
    assert len(set(written)) == len(written) == 12


def test_an_office_goes_on_where_its_paper_book_ended(office: OfficeWorld) -> None:
    settle(office)
    first, second = drafts(office, 2)
    with office.database.writing() as connection:
        assert numbers.go_on_after(connection, office.keys.code, 2026, 345)
    assert "/346/" in issue(office, first)
    with office.database.writing() as connection:
        assert not numbers.go_on_after(connection, office.keys.code, 2026, 300)
    assert "/347/" in issue(office, second)
    with office.database.reading() as connection:
        assert connection.execute(select(letter_series.c.last)).scalars().all() == [347]


@given(
    number=st.integers(1, 99_999),
    month=st.integers(1, 12),
    code=st.sampled_from(["", "331", "400.12.2.1"]),
    width=st.integers(1, 5),
)
def test_a_pattern_is_written_as_it_says(number: int, month: int, code: str, width: int) -> None:
    letter = Numbered("domisili", "SKD", code, date(2026, month, 9))
    said = numbers.write(
        f"[kode]/[nomor,{width}]-[jenis]/[kode_desa]/[bulan]/[bulan_romawi]/[tahun]", number, letter, "16.71.02.1003"
    )
    roman = "I II III IV V VI VII VIII IX X XI XII".split()[month - 1]
    begin = f"{code}/" if code else ""
    assert said == f"{begin}{number:0{width}}-SKD/1671021003/{month:02}/{roman}/2026"


def test_the_usual_pattern_is_good_for_every_grouping_it_can_tell_apart() -> None:
    assert numbers.wrong_with(DEFAULT_PATTERN, Numbering.ONE) is None
    assert numbers.wrong_with(DEFAULT_PATTERN, Numbering.CLASS) is None
    assert numbers.wrong_with(DEFAULT_PATTERN, Numbering.TEMPLATE) is numbers.PatternWrong.NO_KIND


def test_a_pattern_whose_numbers_do_not_fit_the_code_is_refused() -> None:
    long = "[kode]/[kode]/[nomor]/[kode_desa]/[tahun]"
    assert numbers.wrong_with(long, Numbering.ONE) is numbers.PatternWrong.LETTERS
