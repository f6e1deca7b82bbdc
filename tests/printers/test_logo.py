"""The office's logo: made into dots that print well, and never in the way of a slip."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from slip_samples import OFFICE, READINESS, RECEIPT, TICKET

from printers import escpos, logo, picture, plain
from printers.band import LOGO_MARGIN, band_with
from printers.document import Picture
from printers.documents import document_of
from printers.interpreter import Interpreter, Strip
from printers.layout import spread
from printers.profiles import NARROW, WIDE, Profile


def shield() -> Image.Image:
    """A made-up crest: dark green, gold and red with a white bar and a star, on nothing."""
    image = Image.new("RGBA", (450, 550), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((30, 30, 420, 520), 90, fill="#0b5d2a")
    draw.rounded_rectangle((55, 55, 395, 495), 70, fill="#f4c430")
    draw.rounded_rectangle((70, 70, 380, 480), 60, fill="#c8102e")
    draw.rectangle((70, 280, 380, 320), fill="white")
    draw.regular_polygon((225, 175, 60), 5, fill="#ffd700")
    return image


def seal() -> Image.Image:
    """A round one of blue on white, as a JPEG has it."""
    image = Image.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, 390, 390), fill="#173f8a")
    draw.ellipse((40, 40, 360, 360), fill="#7fb2e5")
    draw.rectangle((150, 180, 250, 300), fill="#3a2512")
    return image


def office_with(folder: Path, image: Image.Image, name: str = "logo.png") -> Path:
    image.save(folder / name)
    return folder


def drawn(folder: Path) -> Picture:
    found = logo.read(folder)
    assert isinstance(found, Picture), found
    return found


def refused(folder: Path) -> str:
    found = logo.read(folder)
    assert isinstance(found, logo.LogoRefused), found
    return found.why


def black(rows: tuple[bytes, ...], left: int, top: int, right: int, bottom: int) -> float:
    """The share of black dots in a part, measured in hundredths of the picture."""
    high, wide = len(rows), len(rows[0])
    part = [row[wide * left // 100 : wide * right // 100] for row in rows[high * top // 100 : high * bottom // 100]]
    return sum(sum(row) for row in part) / sum(len(row) for row in part)


def test_a_crest_is_as_high_as_the_band_and_its_colours_are_solid(tmp_path: Path) -> None:
    """What is transparent around it is cut away; dark colours are black, white is white, gold is a tint of few dots."""
    rows = drawn(office_with(tmp_path, shield())).rows
    assert (len(rows[0]), len(rows)) == (round(391 * 108 / 491), logo.HIGH)
    assert black(rows, 15, 70, 85, 85) == 1  # the red field
    assert black(rows, 15, 53, 85, 58) == 0  # the white bar
    assert 0.02 < black(rows, 46, 26, 54, 34) < 0.35  # the star


def test_a_tint_has_as_many_dots_as_it_is_dark(tmp_path: Path) -> None:
    """Light blue lies between white and navy, evenly: no part of it is empty or full."""
    rows = drawn(office_with(tmp_path, seal(), "logo.jpg")).rows
    parts = [black(rows, left, top, left + 12, top + 12) for left, top in ((20, 30), (68, 30), (20, 60), (68, 60))]
    assert all(0.15 < part < 0.7 for part in parts)
    assert max(parts) - min(parts) < 0.1
    assert black(rows, 40, 50, 60, 70) == 1  # the dark house


def test_a_wide_logo_leaves_cloth_at_either_side(tmp_path: Path) -> None:
    """Even on the narrow paper the band is seen left and right of it, and white between them."""
    word = Image.new("L", (900, 200), 255)
    ImageDraw.Draw(word).rectangle((0, 60, 899, 140), fill=0)
    found = drawn(office_with(tmp_path, word))
    assert len(found.rows[0]) == logo.WIDE
    rows = spread(band_with(found), NARROW.dots)
    middle = rows[len(rows) // 2]
    left = (NARROW.dots - logo.WIDE) // 2
    assert any(middle[: left - LOGO_MARGIN])
    assert any(middle[-left + LOGO_MARGIN :])
    assert not any(middle[left - LOGO_MARGIN : left])
    assert all(middle[left : left + logo.WIDE])


@pytest.mark.parametrize("profile", [NARROW, WIDE])
def test_the_logo_stands_in_the_band_and_costs_hardly_any_paper(tmp_path: Path, profile: Profile) -> None:
    """Bytes and picture agree dot for dot; the slip is three and a half millimetres longer."""
    document = document_of(TICKET, drawn(office_with(tmp_path, shield())))
    data = bytearray(escpos.encode(document, profile))
    assert b"\x10\x04" not in data
    strips = []
    interpreter = Interpreter(profile.dots)
    while data:
        strips += [action for action in interpreter.step(data) if isinstance(action, Strip)]
    shown = picture.render(document, profile)
    assert sum(strip.height for strip in strips) == shown.height
    assert strips[0].image.tobytes() == shown.crop((0, 0, profile.dots, strips[0].height)).tobytes()
    assert shown.height - picture.render(document_of(TICKET), profile).height == 27


def test_only_what_a_resident_takes_home_bears_the_logo(tmp_path: Path) -> None:
    """The office knows who it is. And the words are the same with and without."""
    crest = drawn(office_with(tmp_path, shield()))
    for slip in (OFFICE, READINESS):
        assert document_of(slip, crest) == document_of(slip)
    assert document_of(RECEIPT, crest) != document_of(RECEIPT)
    assert plain.render(document_of(RECEIPT, crest), WIDE) == plain.render(document_of(RECEIPT), WIDE)


def test_an_office_without_a_logo_has_none(tmp_path: Path) -> None:
    """Not even a folder is needed."""
    assert logo.read(tmp_path) is None
    assert logo.read(tmp_path / "none") is None


def test_a_changed_file_is_seen_and_an_unchanged_one_not_worked_again(tmp_path: Path) -> None:
    """The petugas copies another picture over it: the next slip has it."""
    first = drawn(office_with(tmp_path, shield()))
    assert drawn(tmp_path) is first
    office_with(tmp_path, seal())
    assert drawn(tmp_path).rows != first.rows


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head speaks of a picture of any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "bukan gambar PNG atau JPG"),
        (b"GIF89a" + bytes(40), "bukan gambar PNG atau JPG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan gambar PNG atau JPG"),
        (b"\x89PNG\r\n\x1a\n", "rusak"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "rusak"),
        (png_claiming(200, 200), "rusak"),
        (png_claiming(50_000, 50_000), "terlalu luas"),
        (png_claiming(9_500, 9_500), "terlalu luas"),
        (png_claiming(0, 0), "rusak"),
    ],
)
def test_a_file_that_is_no_good_is_refused_in_words(tmp_path: Path, data: bytes, says: str) -> None:
    """Broken, foreign, or a bomb: a sentence with what to do, and no exception."""
    (tmp_path / "logo.png").write_bytes(data)
    why = refused(tmp_path)
    assert says in why
    assert "Ganti logo.png" in why


def test_a_picture_that_breaks_off_is_refused(tmp_path: Path) -> None:
    """A stick that was pulled out too early."""
    whole = (office_with(tmp_path, shield()) / "logo.png").read_bytes()
    for length in (30, len(whole) // 2, len(whole) - 40):
        (tmp_path / "logo.png").write_bytes(whole[:length])
        assert "rusak" in refused(tmp_path)


def test_a_file_too_large_to_be_a_logo_is_not_even_read(tmp_path: Path) -> None:
    """Nine megabytes are a photograph of something else."""
    with (tmp_path / "logo.png").open("wb") as file:
        file.truncate(9 * 2**20)
    assert "terlalu besar" in refused(tmp_path)


def test_a_logo_that_cannot_be_seen_on_paper_is_refused(tmp_path: Path) -> None:
    """White on nothing, or one grey all over."""
    white = Image.new("RGBA", (100, 100), (255, 255, 255, 0))
    ImageDraw.Draw(white).rectangle((30, 30, 70, 70), fill="white")
    assert "tidak kelihatan" in refused(office_with(tmp_path, white))
    assert "tidak kelihatan" in refused(office_with(tmp_path, Image.new("L", (60, 60), 128)))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(tmp_path: Path, mode: str) -> None:
    """Whatever a drawing program writes."""
    image = Image.new("L", (80, 60), 255)
    ImageDraw.Draw(image).ellipse((10, 5, 70, 55), fill=0)
    kind = image.point(lambda value: value * 257, "I").convert("I;16") if mode == "I;16" else image.convert(mode)
    rows = drawn(office_with(tmp_path, kind)).rows
    assert black(rows, 40, 40, 60, 60) == 1
    assert black(rows, 0, 0, 4, 4) == 0


def test_a_folder_by_that_name_is_refused(tmp_path: Path) -> None:
    """Nothing that lies there stops a slip."""
    (tmp_path / "logo.png").mkdir()
    assert "rusak" in refused(tmp_path)
