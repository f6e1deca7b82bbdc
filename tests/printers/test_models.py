"""The table of printers: every entry is sane, a mistake in it is named, and the right entry is chosen."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slip_samples import SLIPS

from printers import models
from printers.documents import document_of
from printers.layout import CELL, QUIET, SMALL_CELL, Dots, Symbol, TextLine, set_lines
from printers.profiles import NARROW, WIDE, Profile

PROFILES = sorted(
    {models.profile(model, roll.width) for model in models.load() for roll in model.rolls},
    key=msgspec.structs.astuple,
)

GOOD = """
[[model]]
id = "generic-58"
names = ["58"]
expects = "mute"
rolls = [{ width = "58mm", dots = 384, columns = 32, small_columns = 42 }]
[[model]]
id = "generic-80"
names = ["80"]
expects = "mute"
rolls = [{ width = "80mm", dots = 576, columns = 48, small_columns = 64 }]
[[model]]
id = "made-up"
names = ["Made Up 80"]
expects = "echo"
said = ["MADE UP"]
usb = ["04b8:0202"]
rolls = [{ width = "80mm", dots = 576, columns = 48, small_columns = 64 }]
"""


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    """A table of its own for each test: what was read once is kept."""

    def write(text: str) -> Path:
        file = tmp_path / "printers.toml"
        file.write_text(text, "utf-8")
        return file

    return write


def test_the_table_knows_what_is_sold_here() -> None:
    """The makers that offices have, each under its own name, with what a technician needs to hear."""
    names = " ".join(name for model in models.load() for name in model.names)
    for maker in (
        "Epson TM-T82", "TM-T88V", "TM-m30", "Iware", "Zjiang", "Xprinter", "Eppos", "Panda", "BluePrint", "Matrix Point",
        "MiniPOS", "Codeshop", "Kassen", "Sunmi", "Star TSP650", "Bixolon", "Citizen", "Postronix", "Rongta", "HPRT",
    ):  # fmt: skip
        assert maker in names
    # A number that is not certain comes with nothing that a wrong number could spoil.
    assert not [model.id for model in models.load() if model.native_qr and not model.certain]


def test_every_entry_is_sane() -> None:
    """Type fits on the raster, the raster on whole bytes, and nothing recognises two entries at once."""
    known = models.load()
    assert len({model.id for model in known}) == len(known)
    for roll in itertools.chain.from_iterable(model.rolls for model in known):
        assert roll.dots % 8 == 0
        assert 200 <= roll.dots <= 640
        assert roll.columns * CELL[0] <= roll.dots
        assert roll.small_columns * SMALL_CELL[0] <= roll.dots
    starts = [start.casefold() for model in known for start in model.said]
    assert len(set(starts)) == len(starts)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: f"{profile.name}-{profile.dots}-{profile.columns}")
def test_no_line_of_any_slip_is_wider_than_the_paper_of_any_model(profile: Profile) -> None:
    """Text, pictures and codes, in the units of that printer."""
    assert SLIPS
    for slip in SLIPS.values():
        for line in set_lines(document_of(slip), profile):
            match line:
                case TextLine(text=text, style=style):
                    columns = profile.small_columns if style.small else profile.columns
                    assert len(text) <= columns // style.wide
                    assert len(text) * style.cell[0] <= profile.dots
                case Dots(rows=rows):
                    assert max(map(len, rows)) * 8 <= profile.dots
                case Symbol(modules=modules, scale=scale):
                    assert (len(modules) + 2 * QUIET) * scale <= profile.dots


def test_a_good_table_is_read(table: Callable[[str], Path]) -> None:
    """The one that the mistakes below are made in."""
    assert [model.id for model in models.load(table(GOOD))] == ["generic-58", "generic-80", "made-up"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('id = "made-up"', 'id = "generic-80"', "generic-80: id: is there twice"),
        ('id = "made-up"', 'id = "Made Up"', "Made Up: id: write small letters"),
        ('names = ["Made Up 80"]', "names = []", "made-up: names"),
        ('names = ["Made Up 80"]', "", "made-up"),
        ('expects = "echo"', 'expects = "always"', "made-up.expects"),
        ('expects = "echo"', 'expects = "echo"\ncuter = true', "cuter"),
        ('expects = "echo"', 'expects = "echo"\nnative_qr = true', "made-up: native_qr: a printer without it"),
        ('expects = "echo"', 'expects = "echo"\nunfit = "x"', "made-up: rolls: write the papers it takes, or unfit"),
        ('expects = "echo"', 'expects = "echo"\nunits_per_dot = 3', "made-up: units_per_dot: write 1 or 2"),
        ('expects = "echo"', 'expects = "echo"\ncode_page = 256', "made-up: code_page"),
        ('said = ["MADE UP"]', 'said = [" "]', "made-up: said: an empty text"),
        ('usb = ["04b8:0202"]', 'usb = ["04B8:202"]', "made-up: usb: 04B8:202 is no vendor:product"),
        ('usb = ["04b8:0202"]', 'usb = ["04b8:0202"', "cannot be read"),
        ('id = "generic-58"', 'id = "narrow"', "generic-58 is missing"),
        ("dots = 576", "dots = 570", "made-up: rolls, 80mm: dots = 570 is no multiple of 8"),
        (" columns = 48", " columns = 49", "made-up: rolls, 80mm: columns = 49 do not fit; at most 48"),
        ("small_columns = 64", "small_columns = 65", "small_columns = 65 do not fit; at most 64"),
        ('width = "80mm"', 'width = "76mm"', "made-up.rolls[0].width"),
    ],
)
def test_a_mistake_is_told_with_entry_and_key(table: Callable[[str], Path], right: str, wrong: str, told: str) -> None:
    """Whoever adds a printer finds the line, and where it is a number the largest that fits."""
    before, found, after = GOOD.rpartition(right)
    assert found
    with pytest.raises(ValueError, match=r"^printers\.toml") as error:
        models.load(table(before + wrong + after))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("EPSON TM-T82III", "epson-tm-t82"),
        ("EPSON TM-T20II", "epson-tm-t20"),
        ("epson  tm-m30II", "epson-tm-m30"),
        ("EPSON TM-T88VI", "epson-tm-t88"),
        ("EPSON TM-T88III", "epson-tm-t88iii"),
        ("EPSON TM-T81", "epson-tm-t81"),
        ("EPSON TM-T81III", "epson-tm-t82"),
        ("EPSON TM-L100", "epson-tm"),
        ("EPSON TM-U220", "epson-tm-u220"),
        ("HPRT CAPD347", "hprt"),
        ("BIXOLON SRP-350PLUSIII", "bixolon-srp350iii"),
    ],
)
def test_a_printer_that_says_its_name_is_recognised(said: str, known: str) -> None:
    """The longest name wins, small letters and spaces do not matter."""
    model = models.recognise(said)
    assert model is not None
    assert model.id == known


@settings(deadline=None)  # the machine may be busy with other tests
@given(st.text())
def test_whatever_a_printer_says_there_is_a_profile(said: str) -> None:
    """A name never raises, and an unknown one is set as the generic printer of the paper that is in it."""
    for width, usual in (("58mm", NARROW), ("80mm", WIDE)):
        model, profile = models.choose("", width, said)
        assert profile.name == width
        assert profile == usual or not model.generic


def test_the_settings_come_before_what_the_printer_says() -> None:
    """Then its own word, then the generic one of that width."""
    assert models.choose("xprinter-58", "58mm", "EPSON TM-T82X")[0].id == "xprinter-58"
    assert models.choose("", "58mm", "EPSON TM-T82X")[0].id == "epson-tm-t82"
    # It says what it is, but it does not take the paper of the settings, or cannot print slips at all.
    assert models.choose("", "58mm", "EPSON TM-T81")[1] == NARROW
    assert models.choose("", "80mm", "EPSON TM-U220")[1] == WIDE


def test_a_code_is_left_to_the_printer_only_when_a_person_named_the_model() -> None:
    """A cheap printer may answer with a great one's name."""
    assert models.choose("epson-tm-t82", "80mm")[1].native_qr
    assert not models.choose("", "80mm", "EPSON TM-T82")[1].native_qr


@pytest.mark.parametrize(
    ("model", "width", "remedy"),
    [
        ("epson-tm-t28", "80mm", "kiosk printer --models"),
        ("epson-tm-t81", "58mm", 'write [printer] width = "80mm"'),
        ("star-tsp100", "80mm", "CUPS"),
    ],
)
def test_a_model_that_cannot_be_is_refused_with_what_to_write(model: str, width: str, remedy: str) -> None:
    """Unknown, without that paper, or unable to print slips."""
    with pytest.raises(ValueError, match=model) as error:
        models.choose(model, width)
    assert remedy in str(error.value)


def test_usb_ids_name_candidates() -> None:
    """Makers share the ids of their chips, so there may be several, or none."""
    assert [model.id for model in models.by_usb(0x0483, 0x070B)] == ["xprinter-58", "xprinter-c58"]
    assert models.by_usb(0x1D6B, 0x0002) == ()
