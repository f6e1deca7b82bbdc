"""Folding and wrapping: whatever a form brings along, the printer gets printable ASCII in lines that fit."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.prints import Slip
from printers import escpos
from printers.documents import document_of
from printers.interpreter import Cutting, Interpreter
from printers.layout import TextLine, fold, set_lines, wrap
from printers.profiles import NARROW, WIDE

LANGUAGES = ["id", "en", "jv", "su", "plm", "min"]
PASTED = [
    "\u200fمحمد\u200e bin \u202bعلي\u202c",
    "👩\u200d👧\u200d👦 keluarga 👍🏽 🇮🇩",
    "李小龍 (Li)",
    "\x10\x04\x01\x10\x05\x02\x10\x14\x01",
    "\x1b@\x1dV\x00\x1dv0\x00\x01\x00\x01\x00",
    "“Jl. Merdeka” – 2½\tkm\r\n\u2028ke‑barat",
    "Rp25.000,00" + "/lembar" * 9,
    "e\u0301\ufe0f\u200b\u00ad" * 3,
]
text = st.text(max_size=30) | st.sampled_from(PASTED) | st.text("ab 12.-/\u00a0", max_size=60)


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a slip's field: any text where a text is allowed."""
    if kind is str:
        return text
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 10**9)
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), max_size=3).map(tuple)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {one.name: any_of(one.type) for one in msgspec.structs.fields(kind) if one.name != "language"}
        return st.builds(kind, **fields, **language_of(kind))
    return st.sampled_from(get_args(kind))


def language_of(kind: type[msgspec.Struct]) -> dict[str, st.SearchStrategy[str]]:
    names = {one.name for one in msgspec.structs.fields(kind)}
    return {"language": st.sampled_from(LANGUAGES)} if "language" in names else {}


def any_slip() -> st.SearchStrategy[Slip]:
    return st.one_of([any_of(kind) for kind in get_args(Slip)])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Jl. Sudirman” – ‘RT 03’", "\"Jl. Sudirman\" - 'RT 03'"),
        ("Rp25.000\u00a0per\u202flembar", "Rp25.000 per lembar"),
        ("kafé São José", "kafe Sao Jose"),
        ("Ma’ruf • satu… dua", "Ma'ruf - satu... dua"),
        ("½ hari", "1/2 hari"),
        ("文字", "??"),
        ("\u200fعلي\u200e", "???"),
        ("👩\u200d👧 ok\ufe0f", "?? ok"),
        ("2½ jam, 30°C, 5 ≤ 7", "2 1/2 jam, 30 C, 5 <= 7"),
        ("☐ KTP ☑ KK", "[ ] KTP [v] KK"),
        ("a\tb\nc\x10\x04\x01", "a b c   "),
        ("e\u0301", "e"),
    ],
)
def test_typography_becomes_what_every_printer_has(text: str, folded: str) -> None:
    """Quotes, dashes, hard spaces and accents lose their ornaments; a foreign character becomes one mark, not garbage."""
    assert fold(text) == folded


@settings(deadline=None)  # the machine may be busy with other tests
@given(st.text())
def test_folded_text_is_printable_ascii(text: str) -> None:
    """No control character, no code page, no command can come out of any text."""
    assert all(" " <= letter <= "~" for letter in fold(text))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_ascii_is_left_as_it_is(text: str) -> None:
    """Folding changes only what needs it (the grave accent is typed as an apostrophe)."""
    assert fold(text) == text.replace("`", "'")


@settings(deadline=None)
@given(st.text(), st.integers(4, 64), st.integers(0, 8))
def test_wrapped_lines_fit_and_keep_every_word(text: str, columns: int, hang: int) -> None:
    """Lines are within the columns and hold all the letters in their order."""
    lines = wrap(text, columns, hang)
    assert all(len(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(fold(text).split())


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        # A number stays with its unit and its label, even if that costs a line.
        ("Selesai dalam waktu paling lama 3 hari", 34, ["Selesai dalam waktu paling lama", "3 hari"]),
        ("Serahkan berkas di Loket 2 untuk diperiksa", 25, ["Serahkan berkas di", "Loket 2 untuk diperiksa"]),
        ("Bayar lewat bank sebesar Rp 25.000", 28, ["Bayar lewat bank sebesar", "Rp 25.000"]),
        ("Senin sampai Jumat pukul 08.00 WIB", 27, ["Senin sampai Jumat", "pukul 08.00 WIB"]),
        # No short word alone at the end.
        ("Ambil surat Anda di loket yang sama.", 31, ["Ambil surat Anda di loket", "yang sama."]),
        # Twofold words and codes stay whole, and what is too long breaks after a sign.
        ("Fotokopi surat macam-macam", 20, ["Fotokopi surat", "macam-macam"]),
        ("https://contoh.go.id/layanan/ktp", 20, ["https://contoh.go.id", "/layanan/ktp"]),
        ("a" * 25, 10, ["a" * 10, "a" * 10, "a" * 5]),
        # A hard space holds, white space that was pasted along does not.
        ("[\u00a0] Kartu Keluarga", 8, ["[ ]", "Kartu", "Keluarga"]),
        ("  KTP\t\tdan\r\n KK ", 20, ["  KTP dan KK"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_a_reader_would_break_them(text: str, columns: int, lines: list[str]) -> None:
    """What belongs together stays together, and nothing is left over."""
    assert wrap(text, columns) == lines


def test_a_centred_paragraph_has_lines_of_like_length() -> None:
    """No long line above a lone word."""
    assert wrap("Silakan duduk. Nomor Anda akan dipanggil ke loket.", 48, even=True) == [
        "Silakan duduk. Nomor Anda",
        "akan dipanggil ke loket.",
    ]


@settings(deadline=None)
@given(
    st.lists(st.text("abcdefg", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(12, 48), st.booleans()
)
def test_words_use_no_more_lines_than_they_need(words: list[str], columns: int, even: bool) -> None:
    """Paper is money: as many lines as filling each to its end would take."""
    lines, room = 1, columns
    for at, word in enumerate(words):
        need = len(word) + (room < columns)
        if at and need > room:
            lines, room, need = lines + 1, columns, len(word)
        room -= need
    assert len(wrap(" ".join(words), columns, even=even)) == lines


@settings(deadline=None, max_examples=80)
@given(any_slip())
def test_no_text_can_make_a_printer_do_anything_but_print_it(slip: Slip) -> None:
    """Any text in any field of any slip: known commands, one cut, lines that fit, and never a real-time command."""
    document = document_of(slip)
    for profile in (NARROW, msgspec.structs.replace(WIDE, native_qr=True)):
        for line in set_lines(document, profile):
            if isinstance(line, TextLine):
                assert re.fullmatch("[ -~]*", line.text)
                assert len(line.text) * line.style.cell[0] <= profile.dots
        data = bytearray(escpos.encode(document, profile))
        assert not re.search(rb"\x10[\x04\x05\x14]", data)
        interpreter = Interpreter(profile.dots)
        cuts = 0
        while data:
            cuts += sum(isinstance(action, Cutting) for action in interpreter.step(data))
        assert interpreter.unknown == []
        assert cuts == 1
