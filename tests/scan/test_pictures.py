"""Picture files from anywhere: read upright and whole, or refused with a sentence."""

from __future__ import annotations

import io
import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.errors import WrongUse
from kiosk.scan.pictures import grey, read_picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


def corners(width: int = 64, height: int = 48) -> Image.Image:
    """Red above left, green above right, blue below left, white below right."""
    image = Image.new("RGB", (width, height), "white")
    image.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    image.paste((0, 255, 0), (width // 2, 0, width, height // 2))
    image.paste((0, 0, 255), (0, height // 2, width // 2, height))
    return image


def noisy(width: int = 160, height: int = 120) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8))


def file_of(image: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def saved(tmp_path: Path, data: bytes, name: str = "gambar") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def seen(path: Path) -> list[str]:
    """The colours of the four corners, row by row."""
    picture = read_picture(path)
    height, width = picture.shape[:2]
    places = [(height // 4, width // 4), (height // 4, 3 * width // 4), (3 * height // 4, width // 4)]
    places.append((3 * height // 4, 3 * width // 4))
    names = {(1, 0, 0): "blue", (0, 1, 0): "green", (0, 0, 1): "red", (1, 1, 1): "white", (0, 0, 0): "black"}
    return [names[tuple(int(value > 127) for value in picture[place])] for place in places]


# --- What is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_common_formats_are_read_in_their_colours(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, file_of(corners(), kind))
    assert seen(path) == ["red", "green", "blue", "white"]
    assert read_picture(path).shape == (48, 64, 3)
    assert grey(read_picture(path)).shape == (48, 64)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_is_read(tmp_path: Path, mode: str) -> None:
    """Half is black and half is white, however that is written down."""
    halves = np.zeros((40, 40), dtype=np.uint8)
    halves[:, 20:] = 255
    if mode == "I;16":
        image = Image.fromarray(halves.astype(np.uint16) * 257)
    else:
        image = Image.fromarray(halves).convert("RGB").convert(mode if mode != "PA" else "P")
    kind = {"CMYK": "JPEG", "PA": "GIF"}.get(mode, "PNG")
    assert seen(saved(tmp_path, file_of(image, kind))) == ["black", "white", "black", "white"]


def test_grey_of_sixteen_bits_keeps_its_greys(tmp_path: Path) -> None:
    """Where values are cut off instead, everything but black is white."""
    image = Image.fromarray(np.full((8, 8), 0x8000, dtype=np.uint16))
    assert read_picture(saved(tmp_path, file_of(image, "PNG")))[4, 4].tolist() == [128, 128, 128]


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    """A code drawn in black on nothing would be black on black."""
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    palette = Image.new("P", (8, 8), 0)
    palette.putpalette([0, 0, 0, 255, 255, 255])
    for name, data in (("a", file_of(clear, "PNG")), ("b", file_of(palette, "GIF", transparency=0))):
        assert read_picture(saved(tmp_path, data, name))[4, 4].tolist() == [255, 255, 255]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_phone_s_picture_is_upright(tmp_path: Path, orientation: int) -> None:
    """As each of the eight ways of holding it writes it down (EXIF 2.3, tag 274)."""
    turns = [
        *(None, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180, Image.Transpose.FLIP_TOP_BOTTOM),
        *(Image.Transpose.TRANSPOSE, Image.Transpose.ROTATE_90, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_270),
    ]
    turn = turns[orientation - 1]
    # What the sensor saw: the picture turned the other way.
    sensor = corners() if turn is None else corners().transpose(turn)
    exif = Image.Exif()
    exif[274] = orientation
    assert seen(saved(tmp_path, file_of(sensor, "JPEG", exif=exif))) == ["red", "green", "blue", "white"]


@pytest.mark.parametrize(
    ("kind", "options"), [("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {})], ids=["gif", "webp", "apng"]
)
def test_of_an_animation_the_first_picture_is_read(tmp_path: Path, kind: str, options: dict[str, object]) -> None:
    first, then = corners(), Image.new("RGB", (64, 48), "black")
    data = file_of(first, kind, save_all=True, append_images=[then], duration=100, **options)
    assert seen(saved(tmp_path, data)) == ["red", "green", "blue", "white"]


def test_one_pixel_is_a_picture(tmp_path: Path) -> None:
    assert read_picture(saved(tmp_path, file_of(Image.new("RGB", (1, 1), "red"), "PNG"))).tolist() == [[[0, 0, 255]]]


def test_a_name_may_be_any_that_the_system_takes(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + "/foto ḳtp\n".encode() + b"\xff.png"))
    path.write_bytes(file_of(corners(), "BMP"))
    assert seen(path) == ["red", "green", "blue", "white"]


# --- What is too large ------------------------------------------------------------------------------------------------


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be so large, and begins as if it were."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(10_000)))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@pytest.mark.parametrize("size", [(20_000, 20_000), (20_000, 10), (10, 20_000), (5001, 5000), (2**31 - 1, 2**31 - 1)])
def test_a_huge_picture_is_refused_before_it_is_decoded(tmp_path: Path, size: tuple[int, int]) -> None:
    with pytest.raises(WrongUse, match="too large"):
        read_picture(saved(tmp_path, png_header(*size)))


def test_a_photo_of_a_hundred_million_pixels_is_read_smaller(tmp_path: Path) -> None:
    """As phones take them; only a quarter of its lines and columns is ever unpacked."""
    picture = read_picture(saved(tmp_path, file_of(Image.new("L", (12_000, 9_000), 200), "JPEG", quality=20)))
    assert picture.shape == (3000, 4000, 3)


def test_a_file_of_more_than_forty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "besar.jpg"
    with path.open("wb") as file:
        file.write(file_of(corners(), "JPEG"))
        file.truncate(41 * 2**20)
    with pytest.raises(WrongUse, match="larger than 40 MB"):
        read_picture(path)


# --- What is no picture -----------------------------------------------------------------------------------------------


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to would be waited for, for ever."""
    os.mkfifo(tmp_path / "pipa")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path, tmp_path / "pipa", Path("/dev/zero"), tmp_path / "loop", tmp_path / "tidak-ada.png"):
        with pytest.raises(WrongUse, match=r"is no file|cannot be read"):
            read_picture(path)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"halo, ini bukan gambar", "no picture"),
        (b"%PDF-1.7\n%", "no picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no picture"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "no picture"),
    ],
    ids=["empty", "text", "pdf", "heic", "svg", "zeros"],
)
def test_what_is_no_picture_is_said_to_be_none(tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        read_picture(saved(tmp_path, data))


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {})])
def test_a_file_that_breaks_off_anywhere_is_refused(tmp_path: Path, kind: str, options: dict[str, object]) -> None:
    """Half a picture would look like one without a code. Only what follows the last pixel may be missing."""
    data = file_of(noisy(), kind, **options)
    for length in range(0, len(data) - 64, 64):
        with pytest.raises(WrongUse):
            read_picture(saved(tmp_path, data[:length]))
    assert read_picture(saved(tmp_path, data)).shape == (120, 160, 3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(FORMATS), wrong=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12))
def test_bytes_that_were_changed_never_do_more_than_spoil_the_picture(
    tmp_path: Path, kind: str, wrong: list[tuple[float, int]]
) -> None:
    data = bytearray(file_of(noisy(40, 30), kind))
    for place, value in wrong:
        # Most of them in the first bytes: there stands what a decoder believes.
        data[int(place**3 * (len(data) - 1))] = value
    never_worse_than_refused(saved(tmp_path, bytes(data)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(FORMATS), head=st.integers(2, 200), rest=st.binary(max_size=400))
def test_anything_behind_a_good_beginning_is_refused_or_read(tmp_path: Path, kind: str, head: int, rest: bytes) -> None:
    never_worse_than_refused(saved(tmp_path, file_of(noisy(40, 30), kind)[:head] + rest))


def never_worse_than_refused(path: Path) -> None:
    with suppress(WrongUse):
        picture = read_picture(path)
        assert picture.dtype == np.uint8
        assert min(picture.shape[:2]) >= 1
        assert max(picture.shape[:2]) <= 4000
