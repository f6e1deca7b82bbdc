"""Photos as answers: small, bare, and checked without being decoded."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from kiosk import sealing
from kiosk.domain.photo import LONGEST_SIDE, MOST_BYTES, is_photo
from kiosk.scan.ktp.engine import Engine, picture_of
from kiosk.scan.pictures import Picture, fitted, small_jpeg
from sync.protocol import MAX_BLOB

FONT = Path(__file__).parents[2] / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"


def jpeg(
    width: int = 64, height: int = 48, *, comment: bool = False, exif: bool = False, progressive: bool = False
) -> bytes:
    picture = Image.linear_gradient("L").resize((width, height))
    data = io.BytesIO()
    extra: dict[str, object] = {"progressive": progressive}
    if comment:
        extra["comment"] = b"taken at home"
    if exif:
        tags = Image.Exif()
        tags[0x010F] = "Kamera"
        extra["exif"] = tags
    picture.save(data, "JPEG", quality=50, **extra)
    return data.getvalue()


GOOD = jpeg()


def test_a_small_bare_jpeg_is_taken() -> None:
    assert is_photo(GOOD)
    assert is_photo(jpeg(progressive=True))
    assert is_photo(jpeg(LONGEST_SIDE, 100))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + GOOD, id="another format"),
        pytest.param(jpeg(exif=True), id="EXIF"),
        pytest.param(jpeg(comment=True), id="a comment"),
        pytest.param(jpeg(LONGEST_SIDE + 1, 10), id="too wide"),
        pytest.param(jpeg(10, LONGEST_SIDE + 1), id="too high"),
        pytest.param(GOOD[:-2], id="cut off"),
        pytest.param(GOOD[:-2] + b"\0" * MOST_BYTES + GOOD[-2:], id="too heavy"),
        pytest.param(b"\xff\xd8\xff\xd9", id="no picture inside"),
    ],
)
def test_anything_else_is_not(data: bytes) -> None:
    assert not is_photo(data)


@given(st.binary(max_size=60), st.integers(0, len(GOOD)))
def test_damage_anywhere_ends_in_an_answer(noise: bytes, at: int) -> None:
    assert is_photo(GOOD[:at] + noise + GOOD[at:]) in (True, False)
    assert is_photo(b"\xff\xd8" + noise + b"\xff\xd9") is False


def test_the_heaviest_photo_is_what_the_office_takes() -> None:
    body = sealing.seal_photo(bytes(MOST_BYTES), sealing.seal_public(sealing.new_sealing_key()))
    assert len(body) == MAX_BLOB


ROWS = tuple(
    f"NIK 9638527014{number:06} RT 0{number % 10}8 NO {number * 37 % 100:02}" for number in range(0, 900_000, 100_000)
)
"""What an office looks for on a page."""


def sheet() -> tuple[Picture, list[tuple[int, int, int, int]]]:
    """An A4 page with type of 11 points under a camera of 1920 × 1080, and where its rows stand: x, y, width, height."""
    to_dots, to_frame = 300 / 25.4, 1020 / 210
    paper = Image.new("L", (round(297 * to_dots), round(210 * to_dots)), 235)
    pen = ImageDraw.Draw(paper)
    font = ImageFont.truetype(str(FONT), round(11 / 72 * 300))
    boxes = []
    for at, row in enumerate(ROWS):
        left, top, right, bottom = (
            length / to_dots * to_frame for length in pen.textbbox((20 * to_dots, (15 + 12 * at) * to_dots), row, font)
        )
        pen.text((20 * to_dots, (15 + 12 * at) * to_dots), row, 45, font)
        boxes.append((round(left) + 200 - 4, round(top) + 30 - 4, round(right - left) + 8, round(bottom - top) + 8))
    seen = cv2.resize(np.asarray(paper), (round(297 * to_frame), 1020), interpolation=cv2.INTER_AREA)
    frame = np.full((1080, 1920), 120, np.uint8)
    frame[30:1050, 200 : 200 + seen.shape[1]] = seen
    grainy = cv2.GaussianBlur(frame, (0, 0), 0.7) + np.random.default_rng(1).normal(0, 3, frame.shape)
    return picture_of(cv2.cvtColor(np.clip(grainy, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)), boxes


def rows_read(engine: Engine, photo: bytes, boxes: list[tuple[int, int, int, int]]) -> int:
    """How many rows a reader of letters gets right to the last digit."""
    picture = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    scale = picture.shape[1] / 1920
    right = 0
    for row, box in zip(ROWS, boxes, strict=True):
        x, y, width, height = (round(length * scale) for length in box)
        seen = engine.read(picture_of(picture[y : y + height, x : x + width]))
        right += seen.text.replace(" ", "") == row.replace(" ", "")
    return right


def test_a_photographed_page_can_be_read() -> None:
    """Every digit of it; at half the size most are lost, which is why a photo is no smaller."""
    frame, boxes = sheet()
    engine = Engine(threads=1)
    photo = small_jpeg(frame)
    assert is_photo(photo)
    assert rows_read(engine, photo, boxes) == len(ROWS)
    half = cv2.imencode(".jpg", fitted(frame, LONGEST_SIDE // 2), [cv2.IMWRITE_JPEG_QUALITY, 70])[1].tobytes()
    assert rows_read(engine, half, boxes) < len(ROWS) // 2
