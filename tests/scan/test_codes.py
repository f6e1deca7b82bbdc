"""Codes out of pictures: what two engines read plainly is read, and a good deal more; noise is not."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scan import decode
from kiosk.scan.decode import CodeReader, Frame, ScannedCode
from kiosk.scan.payload import LONGEST, Unknown, name_of
from kiosk.scan.pictures import grey, read_picture
from kiosk.usecases.context import Context
from tests.kiosk.test_submit import send
from tests.scan.qr_scenes import VGA, Level, nothing, qr, scene, shaking
from tests.scan.specimens import sample

TEXT = "PUBLIK KIOSK 123"


def stopped() -> float:
    """A clock by which nothing takes any time: what is read then does not depend on the machine."""
    return 0.0


def texts(codes: list[ScannedCode]) -> list[str]:
    """What they say."""
    return [code.text for code in codes]


def drawn(text: str, *, pitch: float = 5, turn: float = 0, grey_levels: tuple[int, int] = (20, 235)) -> Frame:
    """A QR code in the middle of a bare picture of 640 × 480, `pitch` pixels a module, turned by degrees."""
    modules = qr(text)
    large = cv2.resize(modules, None, fx=12, fy=12, interpolation=cv2.INTER_NEAREST)
    middle = large.shape[0] / 2
    place = cv2.getRotationMatrix2D((middle, middle), turn, pitch / 12) + np.array(
        [[0, 0, 320 - middle], [0, 0, 240 - middle]]
    )
    soft = cv2.blur(large, (round(12 / pitch), round(12 / pitch)))
    flat = cv2.warpAffine(soft, place, VGA, flags=cv2.INTER_LINEAR, borderValue=(255,)).astype(np.float64)
    black, white = grey_levels
    return np.asarray(black + flat * (white - black) / 255, dtype=np.uint8)


def unreadable(seed: int = 5) -> Frame:
    """What looks like a code and is none: modules as they fall."""
    frame = np.full((480, 640), 220, dtype=np.uint8)
    fallen = np.random.default_rng(seed).integers(0, 2, (60, 60), dtype=np.uint8) * 180 + 40
    frame[100:280, 200:380] = fallen.repeat(3, axis=0).repeat(3, axis=1)
    return frame


def printed(text: str, kind: str) -> Frame:
    """A code of any kind as a printer makes it."""
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    return np.pad(np.array(code.to_image(scale=4, add_quiet_zones=True)), 20, constant_values=255)


class Costly:
    """Counts what zxing-cpp is asked; by its clock each question takes a few milliseconds and nothing else any time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, cost_s: float) -> None:
        self.now = 100.0
        self.asked = 0
        really = zxingcpp.read_barcodes

        def read(*frame: Any, **options: Any) -> Any:
            self.now += cost_s
            self.asked += 1
            return really(*frame, **options)

        monkeypatch.setattr(zxingcpp, "read_barcodes", read)

    def clock(self) -> float:
        return self.now


# --- Plain pictures ---------------------------------------------------------------------------------------------------


def test_both_engines_read_the_qr_of_a_slip(context: Context) -> None:
    """Either alone would do."""
    slip = send(context).slip.qr
    for engine in (decode.zxing, decode.zbar):
        (code,) = engine(drawn(slip))
        assert (code.kind, code.text, name_of(code.payload)) == ("qr", slip, "slip")


def test_the_second_engine_helps_where_the_first_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often that is asked."""
    monkeypatch.setattr(zxingcpp, "read_barcodes", lambda *_frame, **_options: [])
    assert texts(decode.decode(drawn(TEXT))) == [TEXT]


def test_a_kiosk_without_libzbar_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the second engine is gone."""
    monkeypatch.setitem(sys.modules, "pyzbar", None)
    assert decode.zbar(drawn(TEXT)) == []
    assert texts(decode.decode(drawn(TEXT))) == [TEXT]
    assert decode.decode(nothing(1, size=VGA)) == []


def test_a_scan_from_the_camera_finds_the_request(context: Context, tmp_path: Path) -> None:
    """From a picture of paper to the status, the whole way."""
    from kiosk.usecases.track import Tracked, track

    done = send(context)
    picture = io.BytesIO()
    segno.make(done.slip.qr, error="m").save(picture, kind="png", scale=5)
    (tmp_path / "paper.png").write_bytes(picture.getvalue())
    (code,) = decode.decode(grey(read_picture(tmp_path / "paper.png")))
    found = track(context, code.text)
    assert isinstance(found, Tracked)
    assert found.permohonan.ticket == done.permohonan.ticket


@pytest.mark.parametrize(
    ("format_", "written", "kind", "text"),
    [
        ("QRCode", TEXT, "qr", TEXT),
        ("MicroQRCode", "12345", "microqr", "12345"),
        ("DataMatrix", TEXT, "datamatrix", TEXT),
        ("Aztec", TEXT, "aztec", TEXT),
        ("PDF417", TEXT, "pdf417", TEXT),
        ("Code128", "7KQM3X9TP", "code128", "7KQM3X9TP"),
        ("Code39", "KTR123", "code39", "KTR123"),
        ("EAN13", "978020137962", "ean13", "9780201379624"),
        ("EAN8", "1234567", "ean8", "12345670"),
        ("ITF", "12345678", "itf", "12345678"),
        ("Codabar", "A123456A", "codabar", "A123456A"),
    ],
)
def test_every_kind_has_one_word(format_: str, written: str, kind: str, text: str) -> None:
    """Lower-case, whatever the engine calls it."""
    (code,) = decode.decode(printed(written, format_))
    assert (code.kind, code.text) == (kind, text)


def test_both_engines_use_the_same_words() -> None:
    """Nobody has to know which one it was."""
    for text, format_ in ((TEXT, "QRCode"), ("7KQM3X9TP", "Code128"), ("KTR123", "Code39"), ("978020137962", "EAN13")):
        frame = printed(text, format_)
        assert decode.zbar(frame) == decode.zxing(frame) != []


def test_two_codes_in_one_picture_are_both_read_and_each_once() -> None:
    """A slip beside a book, and the slip's copy."""
    code, book = drawn(TEXT), printed("978020137962", "EAN13")
    frame = np.hstack([code, code, np.full((480, 640), 235, dtype=np.uint8)])
    frame[100 : 100 + book.shape[0], 1300 : 1300 + book.shape[1]] = book
    assert sorted((code.kind, code.text) for code in decode.decode(frame)) == [("ean13", "9780201379624"), ("qr", TEXT)]


def test_a_bad_code_beside_a_good_one_is_read_too() -> None:
    """A slip beside the label of a folder that neither engine reads."""
    bad = scene(4, Level.EASY, size=VGA, kind="code128")
    frame = np.hstack([drawn(TEXT), bad.frame])
    assert texts(decode.zxing(frame) + decode.zbar(frame)) == [TEXT, TEXT]
    assert texts(decode.decode(frame)) == [TEXT, bad.text]


@pytest.mark.parametrize("turn", [0, 33, 90, 180, 270, 305])
def test_a_code_is_read_however_it_lies(turn: float) -> None:
    """Upside down as well."""
    assert texts(decode.decode(drawn(TEXT, turn=turn))) == [TEXT]


def test_white_on_black_is_read() -> None:
    """As a phone in dark mode shows it; also where it takes a repair."""
    assert texts(decode.decode(np.asarray(255 - drawn(TEXT)))) == [TEXT]
    bad = scene(3, Level.MEDIUM, size=VGA, inverted=True)
    assert texts(decode.decode(bad.frame, clock=stopped)) == [bad.text]


def test_a_tiny_code_is_read() -> None:
    """Two pixels a module, out of focus; neither engine reads it."""
    frame = np.asarray(cv2.GaussianBlur(drawn(TEXT, pitch=2.2, turn=20), (0, 0), 1.1), dtype=np.uint8)
    assert decode.zxing(frame) + decode.zbar(frame) == []
    assert texts(decode.decode(frame, clock=stopped)) == [TEXT]


def test_a_pale_code_is_read() -> None:
    """A slip from a sunny window; zxing-cpp alone does not see it. Of a live frame zbar is not asked."""
    frame = drawn(TEXT, pitch=4, turn=20, grey_levels=(200, 216))
    assert decode.zxing(frame) == []
    assert texts(decode.decode(frame, clock=stopped)) == [TEXT]
    assert texts(CodeReader(stopped).read(frame)) == [TEXT]


def test_a_large_code_out_of_focus_is_read() -> None:
    """Held too near; blurred by more pixels than any repair undoes, and still large enough in a smaller picture."""
    frame = np.asarray(cv2.GaussianBlur(drawn(TEXT, pitch=9, turn=20), (0, 0), 5.5), dtype=np.uint8)
    assert decode.zxing(frame) + decode.zbar(frame) == []
    assert texts(decode.decode(frame, clock=stopped)) == [TEXT]


# --- Made-up scenes ---------------------------------------------------------------------------------------------------


def test_more_is_read_than_by_either_engine_and_nothing_wrong() -> None:
    """All that they read, and most of what they do not, over easy, medium and hard pictures."""
    plain, ours, wrong = 0, 0, []
    for level in Level:
        for seed in range(4):
            one = scene(seed, level, size=VGA)
            by_engines = {*texts(decode.zxing(one.frame)), *texts(decode.zbar(one.frame))}
            by_us = texts(decode.decode(one.frame, clock=stopped))
            assert by_engines <= set(by_us)
            plain += one.text in by_engines
            ours += one.text in by_us
            wrong += [text for text in by_us if text != one.text]
    assert wrong == []
    assert ours >= plain + 2
    assert ours >= 10


def test_blurred_barcodes_are_read() -> None:
    """Averaged along their bars; neither engine reads these."""
    for seed in (4, 5, 7):
        one = scene(seed, Level.EASY, size=VGA, kind="code128")
        assert decode.zxing(one.frame) + decode.zbar(one.frame) == []
        assert texts(decode.decode(one.frame, clock=stopped)) == [one.text]


@pytest.mark.parametrize(("kind", "seed"), [("aztec", 1), ("aztec", 3), ("datamatrix", 9)])
def test_other_squares_are_repaired_too(kind: str, seed: int) -> None:
    """Two to three pixels a module; zxing-cpp alone reads none of these."""
    one = scene(seed, Level.HARD, size=VGA, kind=kind)
    assert decode.zxing(one.frame) == []
    assert [(code.kind, code.text) for code in decode.decode(one.frame, clock=stopped)] == [(kind, one.text)]


@pytest.mark.parametrize("seed", range(6))
def test_where_no_code_is_none_is_read(seed: int) -> None:
    """Papers, words and stripes on a desk; noise."""
    assert decode.decode(nothing(seed, size=VGA), clock=stopped) == []
    noise = np.random.default_rng(seed).integers(0, 255, (240, 320), dtype=np.uint8)
    assert decode.decode(noise, clock=stopped) == []
    assert decode.places(unreadable(seed))
    assert decode.decode(unreadable(seed), clock=stopped) == []


def test_a_card_holds_no_code() -> None:
    """A KTP is full of edges and has none."""
    for damage in ("easy", "medium"):
        assert decode.decode(grey(sample(damage, 1)[1]), clock=stopped) == []


@pytest.mark.parametrize(("text", "kind"), [("A12A", "Codabar"), ("ABC", "Code39"), ("1234", "ITF")])
def test_a_few_stripes_are_no_barcode(text: str, kind: str) -> None:
    """A fence, a striped shirt: a few bars of a kind without check symbol are in any of them."""
    stripes = printed(text, kind)
    assert zxingcpp.read_barcodes(stripes)
    assert decode.decode(stripes, clock=stopped) == []


def test_a_still_picture_is_given_up_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 0.1 s a look, 0.6 s after the first."""
    costly = Costly(monkeypatch, 0.1)
    assert decode.decode(unreadable(), clock=costly.clock) == []
    assert costly.asked <= 1 + 7


# --- A camera ---------------------------------------------------------------------------------------------------------


def test_a_shaking_camera_reads_medium_damage_within_five_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """With time for five repairs a frame: ten of ten."""
    costly = Costly(monkeypatch, 0.005)
    needed = []
    for seed in range(10):
        reader = CodeReader(costly.clock)
        frames = shaking(seed, Level.MEDIUM, size=VGA)
        read = (number for number, one in enumerate(frames, 1) if texts(reader.read(one.frame)) == [one.text])
        needed.append(next(read, None))
    assert None not in needed


def test_no_repair_begins_that_the_budget_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """10 ms a look: the plain one and two repairs in 35 ms; the plain one where there is no time at all."""
    costly = Costly(monkeypatch, 0.010)
    reader = CodeReader(costly.clock)
    frame = unreadable()
    looks = []
    for _ in range(12):
        before = costly.asked
        assert reader.read(frame, budget_s=0.035) == []
        looks.append(costly.asked - before)
    # What a repair costs is not known with the first frame; a quarter of the frames is halved, where there is no place.
    assert looks[0] in (3, 4)
    assert set(looks[1:]) <= {1, 2, 3}
    assert looks.count(3) > 4
    before = costly.asked
    reader.read(frame, budget_s=0.0)
    assert costly.asked - before == 1


def test_a_slow_moment_does_not_end_the_repairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second in which the machine did something else, they are tried again soon."""
    now = [0.0]
    tried: list[float] = []

    def repair(_place: Frame) -> list[ScannedCode]:
        now[0] += 0.001 if tried else 1.0
        tried.append(now[0])
        return []

    monkeypatch.setattr(decode, "LADDER", (repair,))
    reader = CodeReader(lambda: now[0])
    reader.read(unreadable())
    assert len(tried) == 1
    for _ in range(30):
        reader.read(unreadable())
    assert len(tried) > 5


def test_repairs_take_turns_over_the_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """With time for one a frame, each has its turn; one that helped comes first with the next frame."""
    now = [0.0]
    tried: list[str] = []
    good = ScannedCode("qr", TEXT, Unknown())

    def step(name: str) -> decode.Engine:
        def repair(_place: Frame) -> list[ScannedCode]:
            tried.append(name)
            now[0] += 0.03
            return [good] if name == "c" else []

        return repair

    monkeypatch.setattr(decode, "LADDER", tuple(step(name) for name in "abcd"))
    monkeypatch.setattr(decode, "places", lambda frame: [frame])
    reader = CodeReader(lambda: now[0])
    assert [texts(reader.read(unreadable())) for _ in range(4)] == [[], [], [TEXT], []]
    assert tried == ["a", "b", "c", "c"]


def test_a_code_is_told_once_in_two_seconds() -> None:
    """However long it is held before the camera; another one is told at once."""
    now = [50.0]
    reader = CodeReader(lambda: now[0])
    first, second = drawn(TEXT), drawn("LAIN")
    assert texts(reader.read(first)) == [TEXT]
    now[0] += 1.9
    assert reader.read(first) == []
    assert texts(reader.read(second)) == ["LAIN"]
    now[0] += 0.2
    assert texts(reader.read(first)) == [TEXT]
    assert reader.read(second) == []


# --- What a code may hold ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\x00\x01\x1b[2J", "\ufffd\ufffd\ufffd[2J"),
        ("berkas\u202egnp.exe", "berkas\ufffdgnp.exe"),
        ("BEGIN:VCARD\nN:x\nEND:VCARD", "BEGIN:VCARD\nN:x\nEND:VCARD"),
    ],
)
@pytest.mark.survives(12)
def test_what_cannot_be_shown_is_replaced(content: str | bytes, text: str) -> None:
    """Control characters and those that turn a line around."""
    picture = io.BytesIO()
    segno.make(content, error="m", micro=False, encoding=None if isinstance(content, bytes) else "utf-8").save(
        picture, kind="png", scale=4
    )
    frame = cv2.imdecode(np.frombuffer(picture.getvalue(), dtype=np.uint8), cv2.IMREAD_GRAYSCALE)
    (code,) = decode.decode(np.asarray(frame, dtype=np.uint8))
    assert code.text == text


def test_a_code_can_be_logged_without_its_text() -> None:
    """It may be a NIK."""
    (code,) = decode.decode(drawn("1671025403890002"))
    assert name_of(code.payload) == "nik"
    assert "1671025403890002" not in repr([code])


def test_a_text_has_its_longest() -> None:
    """Digits fit in twice as often as that; nothing here could use them."""
    picture = io.BytesIO()
    segno.make("7" * 7000, error="l").save(picture, kind="png", scale=4)
    frame = cv2.imdecode(np.frombuffer(picture.getvalue(), dtype=np.uint8), cv2.IMREAD_GRAYSCALE)
    (code,) = decode.decode(np.asarray(frame, dtype=np.uint8))
    assert (len(code.text), code.payload) == (LONGEST, Unknown())


@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 255), st.binary(min_size=1, max_size=64))
@pytest.mark.survives(12)
def test_no_picture_is_too_odd(height: int, width: int, level: int, pattern: bytes) -> None:
    """A row, a column, a single dot."""
    frame = np.full((height, width), level, dtype=np.uint8)
    frame.ravel()[::3][: len(pattern)] = np.frombuffer(pattern, dtype=np.uint8)[: len(frame.ravel()[::3])]
    reader = CodeReader(stopped)
    for _ in range(4):
        reader.read(frame)
    decode.decode(frame, clock=stopped)


def test_a_very_long_picture_is_no_harm() -> None:
    """Three rows of 20,000."""
    assert decode.decode(np.zeros((3, 20_000), dtype=np.uint8)) == []
