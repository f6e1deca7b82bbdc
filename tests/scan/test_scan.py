"""Scanners: codes out of pictures, scans told from typing, foreign codes named and left alone."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import CannotNow, WrongUse
from kiosk.scan import decode
from kiosk.scan.payload import classify, name_of
from kiosk.scan.wedge import LONGEST, WedgeReader
from kiosk.usecases.context import Context
from tests.kiosk.test_submit import send


def qr_file(path: Path, text: str, *, scale: int = 6) -> Path:
    """A picture of a QR code."""
    segno.make(text, error="m", micro=False).save(str(path), scale=scale, border=4)
    return path


def test_both_engines_read_the_qr_of_a_slip(context: Context, tmp_path: Path) -> None:
    """Either alone would do."""
    qr = send(context).slip.qr
    frame = decode.read_picture(qr_file(tmp_path / "slip.png", qr))
    for engine in (decode.zxing, decode.zbar):
        (code,) = engine(frame)
        assert (code.kind, code.text, name_of(code.payload)) == ("qr", qr, "slip")


def test_the_second_engine_helps_where_the_first_finds_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """zbar is asked only then."""
    monkeypatch.setattr(decode, "zxing", lambda _frame: [])
    frame = decode.read_picture(qr_file(tmp_path / "a.png", "HALO KIOSK"))
    assert [code.text for code in decode.decode(frame)] == ["HALO KIOSK"]


def test_frames_come_from_a_folder_a_picture_or_nowhere(tmp_path: Path) -> None:
    """The port behind which a camera stands as well."""
    for number in range(3):
        qr_file(tmp_path / f"{number}.png", f"NOMOR {number}")
    texts = [decode.decode(frame)[0].text for frame in decode.frames(f"file://{tmp_path}")]
    assert texts == ["NOMOR 0", "NOMOR 1", "NOMOR 2"]
    assert len(list(decode.frames(f"file://{tmp_path / '0.png'}"))) == 1
    assert list(decode.frames("none:")) == []


def test_frames_come_from_a_video(tmp_path: Path) -> None:
    """What a camera would see, as a file."""
    import cv2

    picture = cv2.imread(str(qr_file(tmp_path / "a.png", "VIDEO", scale=10)))
    film = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(film), cv2.VideoWriter.fourcc(*"MJPG"), 15, (picture.shape[1], picture.shape[0]))
    for _ in range(5):
        writer.write(picture)
    writer.release()
    frames = list(decode.frames(f"file://{film}"))
    assert len(frames) == 5
    assert decode.decode(frames[0])[0].text == "VIDEO"


def test_a_source_that_is_none_says_so(tmp_path: Path) -> None:
    """A wrong setting is the technician's to mend; a dead camera is not an error of the setting."""
    with pytest.raises(WrongUse, match="camera:0"):
        list(decode.frames("webcam"))
    (tmp_path / "a.txt").write_text("no picture")
    with pytest.raises(WrongUse, match="no picture"):
        decode.read_picture(tmp_path / "a.txt")
    with pytest.raises(WrongUse, match="cannot be read"):
        decode.read_picture(tmp_path / "missing.png")
    with pytest.raises(CannotNow, match="does not answer"):
        list(decode.frames("file:///nowhere/film.avi"))


def test_a_picture_of_nothing_holds_no_code() -> None:
    """Noise is not read."""
    noise = np.random.default_rng(1).integers(0, 255, (480, 640), dtype=np.uint8)
    assert decode.decode(noise) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1671025403890002", "nik"),
        ("https://layananonline.dukcapil.kemendagri.go.id/Terpusat/x", "dukcapil"),
        ("https://dukcapil.kemendagri.go.id.evil.example/x", "link"),
        ("https://evil.example/dukcapil.kemendagri.go.id", "link"),
        ("http://[broken", "unknown"),
        ("javascript:alert(1)", "unknown"),
        ("PK1:forged", "unknown"),
        ("", "unknown"),
    ],
)
def test_foreign_codes_are_classified_by_form(text: str, kind: str) -> None:
    """By the parsed host, never by a substring."""
    assert name_of(classify(text)) == kind


def type_keys(reader: WedgeReader, text: str, gaps: Iterable[int], start: int = 1000) -> list[str]:
    """The scans that come out when `text` is typed with these gaps between the keys."""
    scans, now = [], start
    for character, gap in zip(text, gaps, strict=True):
        now += gap
        scan = reader.feed(character, now)
        if scan is not None:
            scans.append(scan)
    return scans


def test_a_scanner_s_keys_are_a_scan() -> None:
    """A few milliseconds between keys, then Enter."""
    text = "7KQM3X9TP\r"
    assert type_keys(WedgeReader(), text, [7] * len(text)) == ["7KQM3X9TP"]


def test_a_person_s_keys_are_not() -> None:
    """Even a fast typist needs 80 ms and more."""
    text = "7KQM3X9TP\r"
    assert type_keys(WedgeReader(), text, [120] * len(text)) == []
    assert type_keys(WedgeReader(), text, [60] * len(text)) == []


def test_a_scan_after_typing_is_still_whole() -> None:
    """A pause ends what a person began."""
    reader = WedgeReader()
    type_keys(reader, "abc", [150, 150, 150])
    assert type_keys(reader, "7KQM3X9TP\n", [400] + [8] * 9, start=5000) == ["7KQM3X9TP"]


def test_control_characters_and_floods_are_dropped() -> None:
    """A code may hold anything; only printable ASCII of sane length comes through."""
    reader = WedgeReader()
    assert type_keys(reader, "\x1b[A7KQM\x003X9TPé\r", [5] * 15) == ["[A7KQM3X9TP"]
    flood = "X" * (LONGEST * 20) + "\r"
    assert type_keys(reader, flood, [1] * len(flood)) == []
    assert type_keys(reader, "7KQM3X9TP\r", [5] * 10, start=10**6) == ["7KQM3X9TP"]


@given(st.lists(st.tuples(st.text(max_size=2), st.integers(-10, 10**9)), max_size=60))
def test_no_sequence_of_keys_breaks_the_reader(keys: list[tuple[str, int]]) -> None:
    """Clocks jump and scanners stutter."""
    reader = WedgeReader()
    for character, timestamp in keys:
        scan = reader.feed(character, timestamp)
        assert scan is None or (scan.isascii() and scan.isprintable() and len(scan) <= LONGEST)


def test_a_scan_from_the_camera_finds_the_request(context: Context, tmp_path: Path) -> None:
    """From a picture of paper to the status, the whole way."""
    from kiosk.usecases.track import Tracked, track

    done = send(context)
    picture = io.BytesIO()
    segno.make(done.slip.qr, error="m").save(picture, kind="png", scale=5)
    (tmp_path / "paper.png").write_bytes(picture.getvalue())
    (code,) = decode.decode(decode.read_picture(tmp_path / "paper.png"))
    found = track(context, code.text)
    assert isinstance(found, Tracked)
    assert found.permohonan.ticket == done.permohonan.ticket
