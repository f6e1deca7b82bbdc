"""Folding and wrapping: whatever a form brings along, the printer gets printable ASCII in lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printers.layout import fold, wrap


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Jl. Sudirman” – ‘RT 03’", "\"Jl. Sudirman\" - 'RT 03'"),
        ("Rp25.000\u00a0per\u202flembar", "Rp25.000 per lembar"),
        ("kafé São José", "kafe Sao Jose"),
        ("Ma’ruf • satu… dua", "Ma'ruf - satu... dua"),
        ("½ hari", "1/2 hari"),
        ("文字", "??"),
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
