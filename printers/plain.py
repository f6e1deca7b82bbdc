"""A slip as text: for reading in a review, for logs of tests, and for people who cannot see pictures."""

from __future__ import annotations

from typing import assert_never

from printers.document import Align, Document
from printers.layout import Dots, End, Line, Space, Symbol, TextLine, set_lines
from printers.profiles import Profile

CUT = "8<"
_BLANK_FROM = 10  # dots of white that a reader sees as an empty line


def render(document: Document, profile: Profile) -> str:
    """Text of at most `profile.columns` columns, one line a printed line. Size does not show."""
    out: list[str] = []
    for line in set_lines(document, profile):
        shown = _line(line, profile)
        if shown is not None:
            out.append(shown.rstrip())
    return "\n".join(out) + "\n"


def _line(line: Line, profile: Profile) -> str | None:
    width = profile.columns
    match line:
        case TextLine():
            text = f"[{line.text.strip()}]" if line.style.inverse else line.text
            return text.center(width) if line.align is Align.CENTRE else text
        case Dots():
            return line.text
        case Symbol():
            return "[QR]".center(width).rstrip() + "\n" + line.payload.center(width)
        case Space():
            return "" if line.dots >= _BLANK_FROM else None
        case End():
            return f" {CUT} ".center(width, "-")
        case _:
            assert_never(line)
