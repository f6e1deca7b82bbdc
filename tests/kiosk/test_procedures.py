"""The procedures as data, as a page to hang up, and as a command. That they work is told in `tests/stories`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from kiosk.errors import WrongUse
from kiosk.procedures import Who, load_procedures
from printers import procedures as pages

Run = Callable[..., tuple[int, str, str]]
GOOD = """
title = "Sesuatu hilang"
when = "Ada yang hilang."
who = "admin"
minutes = 5

[[blanks]]
word = "DATA"
means = "folder data"

[[steps]]
do = "Kerjakan ini."
where = "kiosk"
commands = ["kiosk pin --data DATA"]
"""


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("title", "tittle", "tittle"),
        ('who = "admin"', 'who = "siapa"', "siapa"),
        ("minutes = 5", "minutes = 0", "minutes"),
        ("minutes = 5", "minutes = ", "line 5"),
        ('where = "kiosk"', 'where = "di sana"', "di sana"),
        ("--data DATA", "--data FOLDER", "DATA, FOLDER"),
        ("--data DATA", "", "DATA"),
        ('do = "Kerjakan ini."', 'lakukan = "Kerjakan ini."', "lakukan"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path: Path, was: str, becomes: str, says: str) -> None:
    """File, key and what to do."""
    file = tmp_path / "01-sesuatu-hilang.toml"
    file.write_text(GOOD, "utf-8")
    [good] = load_procedures(tmp_path)
    assert (good.id, good.who, good.steps[0].commands) == ("sesuatu-hilang", Who.ADMIN, ("kiosk pin --data DATA",))
    file.write_text(GOOD.replace(was, becomes), "utf-8")
    with pytest.raises(WrongUse) as refused:
        load_procedures(tmp_path)
    assert file.name in refused.value.what
    assert says in refused.value.what
    assert refused.value.remedy


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[[" * 2000, b"title = 1"])
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "01-x.toml").write_bytes(content)
    with pytest.raises(WrongUse, match=r"01-x\.toml"):
        load_procedures(tmp_path)


def test_a_name_without_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hilang.toml").write_text(GOOD, "utf-8")
    with pytest.raises(WrongUse, match=r"hilang\.toml"):
        load_procedures(tmp_path)


def test_each_procedure_is_one_that_a_petugas_can_follow() -> None:
    """A step is one thing to do in one or two sentences; what is typed says at which machine."""
    for procedure in load_procedures():
        assert procedure.after, procedure.id
        assert procedure.when.endswith(".")
        for step in procedure.steps:
            assert bool(step.commands) == bool(step.where), step.do
            assert step.do.endswith("."), step.do
            assert len(re.findall(r"[.!?](?: |$)", step.do)) <= 3, step.do


def test_all_of_them_are_pages_to_hang_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes each time; every word of every step and command is on a page, and nothing runs over its edge."""
    said: list[tuple[float, str, float]] = []
    draw = Canvas.beginText

    def begin(canvas: Canvas, x: float = 0, y: float = 0, direction: object = None) -> object:
        text = draw(canvas, x, y, direction)
        write = text._textOut

        def out(words: str, *rest: object) -> object:
            at = canvas.absolutePosition(text.getX(), text.getY())
            said.append((at[0], words, canvas.stringWidth(words, text._fontname, text._fontsize)))
            return write(words, *rest)

        text._textOut = out
        return text

    procedures = load_procedures()
    first = pages.render(procedures)
    assert first == pages.render(procedures)
    assert first.startswith(b"%PDF-")
    monkeypatch.setattr(Canvas, "beginText", begin)
    pages.render(procedures)
    on_paper = "".join("".join(words for _, words, _ in said).split())
    for procedure in procedures:
        wanted = [procedure.title, procedure.when, procedure.after, *procedure.needs]
        wanted += [text for step in procedure.steps for text in (step.do, step.see, *step.commands)]
        assert [text for text in wanted if "".join(text.split()) not in on_paper] == []
    assert [words for left, words, width in said if left < 50 or left + width > 595 - 50] == []


def test_the_command_tells_them_also_where_there_is_no_kiosk(tmp_path: Path, run_kiosk: Run) -> None:
    """When the disk is dead there is no data folder."""
    code, out, _ = run_kiosk("procedures", "--json", "--data", tmp_path / "none")
    told = json.loads(out)["procedures"]
    assert (code, [one["id"] for one in told]) == (0, [one.id for one in load_procedures()])
    code, out, _ = run_kiosk("procedures", "--data", tmp_path / "none")
    assert (code, "kiosk pin --data DATA" in out) == (0, True)
    assert run_kiosk("procedures", "--out", tmp_path, "--data", tmp_path / "none")[0] == 0
    assert (tmp_path / "kalau-ada-yang-hilang.pdf").read_bytes().startswith(b"%PDF-")
