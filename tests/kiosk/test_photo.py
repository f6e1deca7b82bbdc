"""Photos as answers: small, bare, and checked without being decoded."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk import sealing
from kiosk.domain.catalog import MOST_PHOTOS
from kiosk.domain.photo import LONGEST_SIDE, MOST_BYTES, is_photo
from sync.protocol import MAX_SEALED


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


def test_the_heaviest_photos_of_one_service_travel_in_one_seal() -> None:
    heaviest = {f"foto{i}": bytes((i,)) * MOST_BYTES for i in range(MOST_PHOTOS)}
    key = sealing.new_sealing_key()
    content = sealing.Sealed("id", "7KQM3X9TP", "id", {"isi": "x" * 4000}, (), heaviest)
    body = sealing.seal(content, sealing.seal_public(key))
    assert sum(map(len, heaviest.values())) + 8000 < MAX_SEALED
    assert len(body) < MAX_SEALED
    assert sealing.open_sealed(body, key) == content
