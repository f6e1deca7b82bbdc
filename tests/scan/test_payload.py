"""What a scanned text is: by its form alone, whatever somebody wrote into a code."""

from __future__ import annotations

import secrets
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk import sealing
from kiosk.domain.code import RequestCode, SlipQr, signed_bytes
from kiosk.scan.payload import LONGEST, DukcapilLink, NikDigits, OtherLink, OurCode, OurSlip, classify, name_of

DUKCAPIL = "dukcapil.kemendagri.go.id"


@pytest.fixture(scope="module")
def slip() -> SlipQr:
    code = RequestCode.new(secrets.randbelow)
    return SlipQr("7KQM3X", code, sealing.sign(signed_bytes("7KQM3X", code), sealing.new_signing_key()))


def test_our_own_codes_are_known_in_any_case(slip: SlipQr) -> None:
    """Caps Lock turns a scanner's letters round."""
    for text in (slip.payload(), slip.payload().lower(), f" {slip.payload()}\r\n"):
        assert classify(text) == OurSlip(slip)
    for text in (str(slip.code), slip.code.symbols.lower(), f"{slip.code.symbols}\n"):
        assert classify(text) == OurCode(slip.code)


def test_what_only_looks_like_our_slip_is_unknown(slip: SlipQr) -> None:
    whole = slip.payload()
    wrong = {whole[:4] + "000000" + whole[10:], "PK2" + whole[3:], whole[:-1], whole + "0", "PK1:", "PK1:forged"}
    wrong |= {whole.replace("K", "\u212a"), whole.replace(":", "\uff1a")}  # Kelvin sign, wide colon
    assert {name_of(classify(text)) for text in wrong} == {"unknown"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1671025403890002", "nik"),
        (" 1671025403890002\r\n", "nik"),
        ("167102540389000", "unknown"),
        ("16710254038900021", "unknown"),
        ("\u0661\u0666\u0667\u0661\u0660\u0662\u0665\u0664\u0660\u0663\u0668\u0669\u0660\u0660\u0660\u0662", "unknown"),
        ("9786020332956", "isbn"),
        ("9786020332957", "unknown"),
        ("8991234567890", "unknown"),
        ("javascript:alert(1)", "unknown"),
        ("WIFI:S:kantor;T:WPA;P:rahasia;;", "unknown"),
        ("BEGIN:VCARD\nN:X\nEND:VCARD", "unknown"),
        ("file:///etc/passwd", "unknown"),
        ("", "unknown"),
        ("\x00", "unknown"),
        ("1" * (LONGEST + 1), "unknown"),
    ],
)
def test_the_form_decides(text: str, kind: str) -> None:
    assert name_of(classify(text)) == kind


@pytest.mark.parametrize(
    "text",
    [
        f"https://layananonline.{DUKCAPIL}/Terpusat/Pindai?x=1",
        f"http://{DUKCAPIL}",
        f"HTTPS://{DUKCAPIL.upper()}/",
        f"https://{DUKCAPIL}.:443/x",
        f"https://{DUKCAPIL}#@contoh.id",
    ],
)
def test_a_document_of_dukcapil_is_known_by_its_host(text: str) -> None:
    assert classify(text) == DukcapilLink()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (f"https://{DUKCAPIL}@contoh.id/x", "contoh.id"),
        (f"https://{DUKCAPIL}:443@contoh.id/x", "contoh.id"),
        (f"https://{DUKCAPIL}.contoh.id", f"{DUKCAPIL}.contoh.id"),
        (f"https://contoh.id/{DUKCAPIL}", "contoh.id"),
        (f"https://contoh.id#.{DUKCAPIL}", "contoh.id"),
        (f"https://contoh.id?.{DUKCAPIL}", "contoh.id"),
        (f"https://bukan{DUKCAPIL}", f"bukan{DUKCAPIL}"),
        ("https://kemendagri.go.id", "kemendagri.go.id"),
        ("https://dukc\u0430pil.kemendagri.go.id", "xn--dukcpil-5fg.kemendagri.go.id"),  # a Cyrillic letter
        ("https://b\u00fccher.example", "xn--bcher-kva.example"),
        ("http://192.0.2.7:8080/", "192.0.2.7"),
        ("http://[2001:DB8::1]/", "[2001:db8::1]"),
        ("https://CONTOH.id.", "contoh.id"),
    ],
)
def test_any_other_link_is_named_by_the_host_a_browser_would_open(text: str, host: str) -> None:
    assert classify(text) == OtherLink(host)


@pytest.mark.parametrize(
    "text",
    [
        f"https://contoh.id\\@{DUKCAPIL}/",
        f"https://contoh.id@{DUKCAPIL}/",
        "https://duk\ncapil.kemendagri.go.id",
        f"https://{DUKCAPIL} .contoh.id",
        f"https://{DUKCAPIL}\u202e.contoh.id",
        "https://dukcapil\u3002kemendagri.go.id",
        "https://\uff44ukcapil.kemendagri.go.id",
        "https://%64ukcapil.kemendagri.go.id",
        f"https:///{DUKCAPIL}",
        f"https://{DUKCAPIL}:99999/",
        f"https://{DUKCAPIL}:80x/",
        "http://[broken",
        "http://[::1%25eth0]/",
        "https://",
        "https://.",
        f"https://{'a' * 64}.id",
        "https://" + "a." * 127 + "id",
    ],
)
def test_a_link_that_programs_read_differently_is_nobody_s(text: str) -> None:
    assert name_of(classify(text)) == "unknown"


def test_of_a_long_host_the_end_is_shown_which_says_whose_it_is() -> None:
    link = classify("https://" + f"{DUKCAPIL}." + "a" * 40 + ".contoh.id")
    assert isinstance(link, OtherLink)
    assert link.shown == "…" + "a" * 30 + ".contoh.id"
    assert OtherLink("contoh.id").shown == "contoh.id"


@given(
    st.one_of(
        st.text(max_size=200),
        st.text(max_size=60).map(lambda rest: "https://" + rest),
        st.tuples(st.text(max_size=20), st.text(max_size=20)).map(lambda two: f"http://{two[0]}{DUKCAPIL}{two[1]}"),
        st.text(alphabet="PK1:7QM3X9T0%+ ", max_size=120),
        st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zs"]), max_size=20),
    )
)
@example("https://\ud800")
@example("https://xn--\x80")
def test_nothing_breaks_it_and_a_host_is_plain(text: str) -> None:
    payload = classify(text)
    assert name_of(payload) in {"slip", "request_code", "letter", "nik", "dukcapil", "link", "isbn", "unknown"}
    match payload:
        case OtherLink(host):
            assert host.isascii()
            assert host == host.lower()
            assert not set(host) & set(" @\\/?#%<>\"'")
            assert not any(unicodedata.category(character).startswith("C") for character in host)
            assert not host.endswith(DUKCAPIL) or host.removesuffix(DUKCAPIL)[-1] != "."
            assert len(payload.shown) <= 41
        case NikDigits():
            assert text.strip() not in repr(payload)
        case _:
            pass
