"""Request codes and the QR of slips: easy to type, hard to mistype, impossible to forge."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kiosk import sealing
from kiosk.domain.code import ALPHABET, RequestCode, SlipQr, base45_decode, base45_encode

codes = st.integers(0, 2**32).map(lambda seed: RequestCode.new(random.Random(seed).randrange))


@given(codes)
def test_a_code_is_read_however_it_is_typed(code: RequestCode) -> None:
    """With or without dashes, in small letters, with spaces."""
    assert RequestCode.parse(str(code)) == code
    assert RequestCode.parse(code.symbols.lower()) == code
    assert RequestCode.parse(f"  {' '.join(code.symbols)} ") == code


@given(codes, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_always_noticed(code: RequestCode, place: int, symbol: str) -> None:
    """The resident hears "check the code" instead of seeing a stranger's request."""
    wrong = code.symbols[:place] + symbol + code.symbols[place + 1 :]
    assert (RequestCode.parse(wrong) is None) == (wrong != code.symbols)


@given(codes, st.integers(0, 8), st.integers(0, 8))
def test_two_swapped_symbols_are_always_noticed(code: RequestCode, first: int, second: int) -> None:
    """The other common slip of a finger."""
    swapped = list(code.symbols)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    text = "".join(swapped)
    assert (RequestCode.parse(text) is None) == (text != code.symbols)


@given(codes)
def test_a_slip_s_qr_is_short_alphanumeric_and_comes_back(code: RequestCode) -> None:
    """At most 120 symbols of the QR alphanumeric set, so that a 58 mm printer prints it large."""
    seed = bytes(range(32))
    qr = sealing.slip_qr("7KQM3X", code, seed)
    payload = qr.payload()
    assert len(payload) <= 120
    assert set(payload) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert SlipQr.parse(payload.lower()) == qr
    assert sealing.verify(qr.signed_bytes(), qr.signature, sealing.sign_public(seed))


def test_a_changed_code_breaks_the_signature() -> None:
    """Another valid code in the same QR is a forgery."""
    seed = bytes(range(32))
    first, second = (RequestCode.new(random.Random(n).randrange) for n in (1, 2))
    forged = SlipQr("7KQM3X", second, sealing.slip_qr("7KQM3X", first, seed).signature)
    assert not sealing.verify(forged.signed_bytes(), forged.signature, sealing.sign_public(seed))


@given(st.binary(max_size=100))
def test_base45_comes_back(data: bytes) -> None:
    """RFC 9285, odd and even lengths."""
    assert base45_decode(base45_encode(data)) == data


def test_base45_knows_the_examples_of_its_rfc() -> None:
    """RFC 9285 section 4.3 and 4.4."""
    assert base45_encode(b"AB") == "BB8"
    assert base45_encode(b"Hello!!") == "%69 VD92EX0"
    assert base45_decode("QED8WEX0") == b"ietf!"


@given(st.text(max_size=130))
def test_whatever_is_scanned_is_ours_or_not(text: str) -> None:
    """Parsing a foreign text never raises."""
    SlipQr.parse(text)
    RequestCode.parse(text)
