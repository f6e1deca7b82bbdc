"""The QR of an office's letter: read by form, checked by the office's key, and it names nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk import sealing
from kiosk.domain.code import base45_encode
from kiosk.domain.letter import PREFIX, LetterQr
from kiosk.domain.office import Office
from kiosk.scan.payload import OurLetter, classify, name_of
from kiosk.usecases.letters import LetterVerdict, signed_by

SEED = bytes(range(32))
OFFICE = Office("16.71.02.1003", "Kelurahan 26 Ilir", b"s" * 32, sealing.sign_public(SEED), b"c" * 32)


def signed(qr: LetterQr, seed: bytes = SEED) -> LetterQr:
    return replace(qr, signature=sealing.sign(qr.signed_bytes(), seed))


GOOD = signed(
    LetterQr("16.71.02.1003", 1, date(2026, 11, 21), 7, "400.12.2.1/007/1671021003/XI/2026", "domisili", b"d" * 12)
)


@given(
    office=st.from_regex(r"\d\d\.\d\d\.\d\d\.\d{4}", fullmatch=True).filter(str.isascii),
    day=st.dates(date(2000, 1, 1), date(2150, 1, 1)),
    number=st.integers(1, 2**32 - 1),
    written=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=80),
    digest=st.binary(min_size=12, max_size=12),
)
def test_what_is_written_is_read_again(office: str, day: date, number: int, written: str, digest: bytes) -> None:
    qr = signed(LetterQr(office, 3, day, number, written, "domisili", digest))
    assert LetterQr.parse(qr.payload()) == qr
    assert LetterQr.parse(f" {qr.payload().lower()}\n") == qr


@given(st.text(max_size=400) | st.binary(max_size=250).map(lambda data: PREFIX + base45_encode(data)))
def test_whatever_is_scanned_is_read_or_left_alone(text: str) -> None:
    qr = LetterQr.parse(text)
    assert qr is None or qr.payload() == text.strip().upper()


def test_a_genuine_letter_is_told_from_one_that_is_not() -> None:
    assert signed_by(OFFICE, GOOD) is LetterVerdict.GENUINE
    for forged in (replace(GOOD, number=8), replace(GOOD, digest=b"e" * 12), signed(GOOD, b"x" * 32)):
        assert signed_by(OFFICE, forged) is LetterVerdict.FORGED
    assert signed_by(OFFICE, signed(replace(GOOD, office="16.71.02.1004"))) is LetterVerdict.OTHER_OFFICE
    assert signed_by(replace(OFFICE, generation=2), GOOD) is LetterVerdict.OTHER_KEYS


def test_no_single_change_of_the_code_passes_for_genuine() -> None:
    text = GOOD.payload()
    for place in range(len(PREFIX), len(text)):
        other = LetterQr.parse(text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :])
        assert other is None or signed_by(OFFICE, other) is not LetterVerdict.GENUINE


def test_the_scanner_knows_a_letter_by_its_form() -> None:
    found = classify(GOOD.payload())
    assert found == OurLetter(GOOD)
    assert name_of(found) == "letter"
    assert name_of(classify(GOOD.payload()[:-3])) == "unknown"


@pytest.mark.parametrize("written", ["", "x" * 81])
def test_a_number_that_does_not_fit_is_no_letter(written: str) -> None:
    assert LetterQr.parse(signed(replace(GOOD, written=written)).payload()) is None


def test_a_letter_is_marked_by_what_only_its_paper_shows() -> None:
    """Two letters never have one mark, and whoever knows all that a letter says cannot make it."""
    assert GOOD.mark == replace(GOOD, number=8).mark
    assert GOOD.mark != signed(replace(GOOD, number=8)).mark != signed(GOOD, b"x" * 32).mark
    assert GOOD.mark not in GOOD.payload().encode()
    assert len(GOOD.mark) == 16
