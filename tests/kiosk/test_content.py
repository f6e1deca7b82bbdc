"""What an office publishes: files that are read, files that are refused with a helpful sentence, and the days people ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import speech
from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.clock import FixedClock
from kiosk.content_files import CONTENT, DEMO, load_content, office_content
from kiosk.domain import content as published
from kiosk.domain.catalog import Catalog, Text
from kiosk.domain.content import Block, Content, Schedule, blocks, in_order, next_day, parse_content
from kiosk.domain.prints import InfoSlip, SlipKind
from kiosk.store import print_jobs
from kiosk.usecases.context import Context
from kiosk.usecases.print_info import MOST_CHARACTERS, print_info

ARTICLE = """
service = "C15"
[[article]]
id = "banjir"
title = { id = "Banjir" }
summary = { id = "Matikan listrik." }
body = { id = "Pergi sebelum air tinggi." }
source = "BPBD"
updated = 2026-11-01
"""
ENTRY = 'service = "C15"\n[[entry]]\nid = "pos"\ntitle = { id = "Pos" }\n'
TABLE = """
service = "C15"
[[table]]
id = "lahir"
title = { id = "Kelahiran" }
columns = [{ id = "Bulan" }, { id = "Banyaknya" }]
rows = [["Januari", 12], ["Februari", ""]]
chart = "bars"
"""


def read(text: str, name: str = "c15_bencana.toml") -> Content:
    return parse_content({name: text}, ["C02", "C15"])


# --- Files ------------------------------------------------------------------------------------------------------------


def test_a_file_of_every_kind_of_record_is_read() -> None:
    text = (
        ARTICLE
        + ENTRY.partition("\n")[2]
        + TABLE.partition('"C15"')[2]
        + '[[schedule]]\nid = "latihan"\ntitle = { id = "Latihan" }\n[[document]]\nid = "peta"\ntitle = { id = "Peta" }\n'
    )
    content = read(text)
    assert content.refused == ()
    assert {type(one.record).__name__ for one in content.of("C15")} == {
        kind.__name__ for kind in published.Record.__args__
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("service = ", "not TOML"),
        (ARTICLE.replace("summary", "sumary"), "(record 'banjir') (did you mean 'summary'?)"),
        (ARTICLE.replace('"banjir"', '"Banjir 1"'), "not a name"),
        (ARTICLE.replace("2026-11-01", '"kemarin"'), "(record 'banjir')"),
        (ARTICLE.replace("Matikan listrik.", " "), "a text is empty"),
        (ARTICLE + ARTICLE.partition('"C15"')[2], "two records 'banjir'"),
        (ENTRY + 'url = "lapor.go.id"', "no address of a web page"),
        (ENTRY + 'url = "javascript:alert(1)"', "no address of a web page"),
        (ENTRY + f'url = "https://contoh.go.id/{"a" * 140}"', "no address of a web page"),
        (ENTRY + 'phone = "nomor Pak RT"', "no phone number"),
        (ENTRY + "point = { lat = 52.5, lon = 13.4 }", "not in Indonesia"),
        (TABLE.replace(', ["Februari", ""]', ', ["Februari"]'), "row 2 has 1 cells for 2 columns"),
        (TABLE.replace("12", '"dua belas"'), "bars need a number"),
        (TABLE.replace('"Januari"', "1"), "row 1 has no name"),
        (TABLE.replace(', { id = "Banyaknya" }', ""), "fewer than two columns"),
        (ENTRY.replace("entry", "schedule") + 'start = "8 pagi"', "no time of day"),
        (ENTRY.replace("entry", "schedule") + 'end = "10:00"', "an end and no start"),
        (ENTRY.replace("entry", "schedule") + "cost = -1", "less than nothing"),
        (ENTRY.replace("entry", "schedule") + 'repeats = "daily"', "(record 'pos')"),
    ],
)
def test_a_mistake_is_answered_with_file_place_and_remedy(text: str, said: str) -> None:
    """And nothing of the file is shown."""
    content = read(text)
    (refusal,) = content.refused
    assert refusal.file == "c15_bencana.toml"
    assert refusal.what.startswith("c15_bencana.toml: ")
    assert said in refusal.what
    assert refusal.remedy
    assert content.records == ()


@pytest.mark.parametrize(
    "line", ["# Judul", "### Judul", "* butir", "**tebal**", "[sini](http://x)", "| a | b |", "<b>", "• butir"]
)
def test_a_body_that_wants_more_than_we_draw_is_refused(line: str) -> None:
    """Instead of standing there with its marks."""
    (refusal,) = read(ARTICLE.replace("Pergi sebelum air tinggi.", line)).refused
    assert "the body has" in refusal.what


def test_a_broken_file_leaves_all_others_working() -> None:
    content = parse_content({"a.toml": "?", "b.toml": ARTICLE}, ["C15"])
    assert [one.key for one in content.records] == ["C15/banjir"]
    assert [one.file for one in content.refused] == ["a.toml"]


def test_an_office_replaces_a_file_whole_and_adds_others() -> None:
    own = ARTICLE.replace("Banjir", "Banjir di sini")
    content = parse_content({"a.toml": ARTICLE, "b.toml": TABLE}, ["C15"], office={"a.toml": own, "c.toml": ENTRY})
    assert content.refused == ()
    assert [one.record.title.id for one in content.of("C15")] == ["Banjir di sini", "Kelahiran", "Pos"]


def test_a_broken_file_of_the_office_leaves_the_shipped_one() -> None:
    content = parse_content({"a.toml": ARTICLE}, ["C15"], office={"a.toml": ARTICLE.replace("title", "titel")})
    assert [one.record.title.id for one in content.records] == ["Banjir"]
    assert [one.file for one in content.refused] == ["a.toml"]


def test_content_of_a_service_that_the_office_took_out_goes_without_a_word() -> None:
    """But its own file for a service that is not there is a mistake."""
    assert parse_content({"a.toml": ARTICLE}, ["C02"]) == Content()
    (refusal,) = parse_content({}, ["C14", "C16"], office={"a.toml": ARTICLE}).refused
    assert "'C15' is no service of this kiosk (did you mean 'C1" in refusal.what


def test_the_shipped_files_and_the_demonstration_are_good(catalog: Catalog) -> None:
    """Every one of them, each for a service that is there, and each service that informs has something to say."""
    assert load_content(catalog, office=CONTENT, shipped=CONTENT / "none").refused == ()
    for office in (None, DEMO):
        content = load_content(catalog, office=office)
        assert content.refused == ()
        said = {one.service for one in content.records}
        assert {one.ref for one in catalog.information} - said == set()
    for one in content.records:
        picture = getattr(one.record, "picture", None)
        assert picture is None or (ASSETS / "illustrations" / f"{picture}.svg").is_file(), one.key
    shipped = load_content(catalog)
    assert not any(one.example for one in shipped.records)
    assert all(one.example for one in content.records if one not in shipped.records)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.toml").write_text("#" * 1_000_001)
    (tmp_path / "c.toml").write_text(ARTICLE)
    content = load_content(catalog, shipped=tmp_path, office=tmp_path / "none")
    assert [refusal.file for refusal in content.refused] == ["a.toml", "b.toml"]
    assert [one.key for one in content.records] == ["C15/banjir"]


def test_every_record_can_be_found_by_its_key_and_its_words(catalog: Catalog) -> None:
    """What the index of search is made of."""
    content = load_content(catalog)
    found = list(content.documents())
    assert len(found) == len(content.records) == len({one.key for one in found})
    for one in found:
        record = content.find(one.key)
        assert record is not None
        assert (record.service, record.record.title) == (one.service, one.title)
    assert content.find("C15/tidak_ada") is None


def test_every_record_kind_and_key_has_a_row_in_the_readme() -> None:
    """An author finds all of them."""
    text = (CONTENT / "README.md").read_text("utf-8")
    for kind in published.Record.__args__:
        (row,) = (line for line in text.splitlines() if line.startswith(f"| `[[{kind.__name__.lower()}]]`"))
        for key in set(kind.__struct_fields__) - {"id", "title", "words"}:
            assert f"`{key}" in row, key


# --- Bodies -----------------------------------------------------------------------------------------------------------


def test_a_body_is_read_piece_by_piece() -> None:
    body = "Satu\nkalimat.\n\n## Kepala\n- butir\n  lanjut\n1. langkah\n12. lagi\n\nAkhir."
    assert blocks(body) == (
        Block("paragraph", "Satu kalimat."),
        Block("heading", "Kepala"),
        Block("item", "butir lanjut"),
        Block("step", "langkah", "1."),
        Block("step", "lagi", "12."),
        Block("paragraph", "Akhir."),
    )


@given(st.text())
def test_a_body_of_anything_never_fails_and_loses_no_word(body: str) -> None:
    lines = [line.strip() for line in body.splitlines()]
    said = "".join(block.mark + block.text for block in blocks(body))
    for line in lines:
        assert "".join(line.removeprefix("## ").removeprefix("- ").split()) in "".join(said.split())


# --- Days -------------------------------------------------------------------------------------------------------------


def schedule(first: date | None, repeats: str) -> Schedule:
    return Schedule(id="x", title=Text("X"), first=first, repeats=repeats)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "repeats", "today", "expected"),
    [
        (date(2026, 11, 29), "no", date(2026, 11, 29), date(2026, 11, 29)),
        (date(2026, 11, 29), "no", date(2026, 11, 30), None),
        (date(2026, 11, 29), "weekly", date(2026, 11, 21), date(2026, 11, 29)),
        (date(2026, 11, 29), "weekly", date(2026, 12, 1), date(2026, 12, 6)),
        (date(2026, 1, 31), "monthly", date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 1, 31), "monthly", date(2026, 3, 1), date(2026, 3, 31)),
        (date(2027, 12, 31), "monthly", date(2028, 2, 5), date(2028, 2, 29)),
        (date(2026, 11, 10), "quarterly", date(2026, 11, 11), date(2027, 2, 10)),
        (date(2026, 11, 10), "quarterly", date(2027, 2, 10), date(2027, 2, 10)),
        (None, "weekly", date(2026, 11, 21), None),
    ],
)
def test_the_next_day_is_as_people_count(first: date | None, repeats: str, today: date, expected: date | None) -> None:
    assert next_day(schedule(first, repeats), today) == expected


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["weekly", "monthly", "quarterly"]),
)
def test_what_repeats_always_has_a_next_day_within_its_rhythm(first: date, today: date, repeats: str) -> None:
    """Never before today nor before it began, and each day is followed by the next."""
    day = next_day(schedule(first, repeats), today)
    assert day is not None
    assert day >= max(first, today)
    longest = {"weekly": 7, "monthly": 31, "quarterly": 92}[repeats]
    assert day - max(first, today) < timedelta(days=longest)
    following = next_day(schedule(first, repeats), day + timedelta(days=1))
    assert following is not None
    assert timedelta(days={"weekly": 6, "monthly": 27, "quarterly": 88}[repeats]) < following - day
    assert following - day <= timedelta(days=longest)


def test_what_comes_next_is_read_first_and_what_is_over_is_gone() -> None:
    day = '[[schedule]]\nid = "{id}"\ntitle = {{ id = "{id}" }}\nfirst = {first}\n'
    text = ARTICLE + "".join(
        day.format(id=name, first=first)
        for name, first in (("nanti", "2026-12-24"), ("besok", "2026-11-22"), ("lewat", "2026-11-01"))
    )
    records = read(text).of("C15")
    assert [one.record.id for one in in_order(records, date(2026, 11, 21))] == ["besok", "nanti", "banjir"]
    # A clock that is not believed ends nothing.
    assert [one.record.id for one in in_order(records, None)] == ["lewat", "besok", "nanti", "banjir"]


def test_a_list_stands_together_by_its_categories() -> None:
    entry = '[[entry]]\nid = "{id}"\ntitle = {{ id = "{id}" }}\ncategory = {{ id = "{category}" }}\n'
    text = 'service = "C15"\n' + "".join(
        entry.format(id=name, category=category) for name, category in (("a", "SMP"), ("b", "SD"), ("c", "SMP"))
    )
    assert [one.record.id for one in in_order(read(text).of("C15"), None)] == ["a", "c", "b"]


# --- Paper ------------------------------------------------------------------------------------------------------------


def slip_of(context: Context, job: int) -> InfoSlip:
    found = context.store.run(lambda db: print_jobs.get(db, job))
    assert found is not None
    assert found.kind is SlipKind.INFO
    assert found.permohonan_id is None
    assert isinstance(found.slip, InfoSlip)
    return found.slip


def test_what_was_read_is_queued_for_paper_and_the_journal_learns_nothing(context: Context) -> None:
    lines = (Block("heading", "Kalau air naik"), Block("step", "Matikan listrik.", "1."))
    job = print_info(context, "Banjir", lines, source="Sumber: BPBD.", url="https://bnpb.go.id", example=True)
    slip = slip_of(context, job)
    assert (slip.title, slip.lines, slip.source, slip.url) == ("Banjir", lines, "Sumber: BPBD.", "https://bnpb.go.id")
    assert slip.office == "Kelurahan 26 Ilir"
    assert slip.when == "Sabtu, 21 November 2026, 12.00 WIB"
    assert slip.example
    assert not slip.more
    assert context.store.run(lambda db: list(db.query("SELECT * FROM journal"))) == []


def test_a_long_text_ends_at_a_whole_line_and_says_that_there_is_more(context: Context) -> None:
    half = Block("paragraph", "a" * (MOST_CHARACTERS // 2))
    slip = slip_of(context, print_info(context, "Panjang", (half, half, Block("heading", "Sisa"), half)))
    assert slip.lines == (half, half)
    assert slip.more
    huge = Block("paragraph", "a" * 2 * MOST_CHARACTERS)
    assert slip_of(context, print_info(context, "Satu", (huge,))).lines == (huge,)


def test_a_clock_in_doubt_prints_no_date(context: Context, clock: FixedClock) -> None:
    clock.ms = 0
    assert slip_of(context, print_info(context, "Banjir", (Block("paragraph", "Air."),))).when == ""


# --- The demonstration ------------------------------------------------------------------------------------------------


def test_a_demonstration_publishes_examples(tmp_path: Path, run_kiosk: Callable[..., tuple[int, str, str]]) -> None:
    """In the office's own folder, where whoever tries it finds how such a file looks."""
    assert run_kiosk("init", "--data", tmp_path / "demo", "--demo")[0] == 0
    own = office_content(tmp_path / "demo")
    assert {path.name for path in own.iterdir()} == {path.name for path in DEMO.glob("*.toml")}
    content = load_content(load_catalog(), office=own)
    assert content.refused == ()
    assert any(one.example for one in content.records)
    assert run_kiosk("init", "--data", tmp_path / "real")[0] == 0
    assert not office_content(tmp_path / "real").exists()


def test_a_service_that_informs_is_printed_with_its_records(
    tmp_path: Path, run_kiosk: Callable[..., tuple[int, str, str]]
) -> None:
    code, out, _ = run_kiosk("services", "C15", "--json", "--data", tmp_path)
    assert code == 0
    shown = json.loads(out)
    assert (shown["ref"], shown["fields"], shown["sample"]) == ("C15", [], {})
    article = next(one for one in shown["records"] if one["kind"] == "article")
    assert {"id", "kind", "title", "example"} <= article.keys()


def test_the_doctor_names_a_file_that_is_left_out(
    tmp_path: Path, run_kiosk: Callable[..., tuple[int, str, str]]
) -> None:
    """Whoever looks after the machine hears of it; residents go on reading everything else."""
    run_kiosk("init", "--data", tmp_path / "data", "--demo")
    (office_content(tmp_path / "data") / "c15_kami.toml").write_text("?", "utf-8")
    checks = json.loads(run_kiosk("doctor", "--json", "--data", tmp_path / "data")[1])["checks"]
    (said,) = (check["detail"] for check in checks if check["id"] == "services")
    assert "c15_kami.toml" in said


def test_an_author_is_told_what_to_mend(tmp_path: Path, run_kiosk: Callable[..., tuple[int, str, str]]) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "c15_kami.toml").write_text(ENTRY, "utf-8")
    assert run_kiosk("services", "check", folder)[0] == 0
    (folder / "c15_kami.toml").write_text(ENTRY.replace("title", "titel"), "utf-8")
    code, _, said = run_kiosk("services", "check", folder)
    assert code == 2
    assert "c15_kami.toml" in said
    assert "(record 'pos') (did you mean 'title'?)" in said


# --- By ear -----------------------------------------------------------------------------------------------------------


def test_what_is_published_is_read_aloud_sentence_by_sentence(catalog: Catalog) -> None:
    """Not letter by letter, and without the marks of the body."""
    content = read(
        ARTICLE.replace('"Pergi sebelum air tinggi."', "'''\n## Kalau air naik\n- Amankan paspor dan rapor.\n'''")
    )
    said = {text.id for text in content.spoken()}
    assert said == {"Banjir", "Matikan listrik.", "Kalau air naik", "Amankan paspor dan rapor."}
    book = speech.load("id", catalog, published=content.spoken())
    for text in said:
        assert book.spelled(text) == ()
        assert len(book.script(text)) == 1
    assert speech.load("id", catalog).spelled("Amankan paspor dan rapor.")
