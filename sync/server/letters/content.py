"""What a letter says, all of it: from a template and answers, through the petugas' hands, to the page and its hash."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from kiosk.domain.letter import DIGEST_BYTES

BLANK = "…………"
"""Stands where the form did not ask or the resident did not say: the petugas fills it in before the letter is issued."""


class Line(msgspec.Struct, frozen=True):
    """ "Nama : Siti Rahmawati". A line without a value is not printed."""

    label: str
    value: str


class Words(msgspec.Struct, frozen=True, tag="text"):
    """A paragraph."""

    text: str


class Identity(msgspec.Struct, frozen=True, tag="identity"):
    """Lines with their colons below each other."""

    lines: tuple[Line, ...]


class Grid(msgspec.Struct, frozen=True, tag="table"):
    """Rows, numbered on the page."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Words | Identity | Grid


class Signer(msgspec.Struct, frozen=True):
    """Who signs."""

    position: str  # "LURAH 26 ILIR"
    name: str = ""  # none: nobody was chosen yet
    rank: str = ""  # "Penata Tk. I"
    number: str = ""  # NIP
    own_position: str = ""  # "SEKRETARIS": signs on behalf of `position`, a.n.


class Content(msgspec.Struct, frozen=True):
    """All that a letter says beside letterhead, number and date."""

    template: str
    title: str
    classification: str
    blocks: tuple[Block, ...]
    signer: Signer
    to: tuple[str, ...] = ()  # "Yth. Kapolsek …", lines
    valid_months: int = 0  # none: without end
    copies: tuple[str, ...] = ()  # tembusan
    attachments: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Content({self.template})"

    def blanks(self) -> int:
        """How many places still wait for the petugas."""
        return sum(text.count(BLANK) for text in self._texts())

    def digest(self, written: str, day: str) -> bytes:
        """A hash of what the page says under this number on this ISO date; 12 bytes."""
        data = msgspec.json.encode((written, day, self))
        return hashlib.blake2b(data, digest_size=DIGEST_BYTES, person=b"kelurahan letter").digest()

    def _texts(self) -> Iterator[str]:
        yield self.title
        yield from self.to
        for block in self.blocks:
            match block:
                case Words():
                    yield block.text
                case Identity():
                    yield from (line.value for line in block.lines)
                case Grid():
                    for row in block.rows:
                        yield from row
        yield from self.copies
        yield from self.attachments


_MOST_MONTHS: Final = 120
_MOST_BLOCKS, _MOST_LINES, _MOST_COLUMNS, _MOST_ITEMS = 60, 60, 6, 12
_PARAGRAPH, _VALUE, _SHORT = 2_000, 600, 160


def tidied(content: Content) -> Content:
    """The same without what no page can show, and no longer than a page can hold: so whatever was typed or sent, it can be drawn,
    numbered and put into a QR.
    """
    signer = content.signer
    return msgspec.structs.replace(
        content,
        title=_tidy(content.title, _SHORT),
        classification="".join(
            one for one in content.classification if one.isascii() and (one.isalnum() or one in ".-/")
        )[:30],
        blocks=tuple(_tidy_block(block) for block in content.blocks[:_MOST_BLOCKS]),
        signer=Signer(
            _tidy(signer.position, _SHORT),
            _tidy(signer.name, _SHORT),
            _tidy(signer.rank, _SHORT),
            _tidy(signer.number, _SHORT),
            _tidy(signer.own_position, _SHORT),
        ),
        to=_items(content.to),
        valid_months=min(max(content.valid_months, 0), _MOST_MONTHS),
        copies=_items(content.copies),
        attachments=_items(content.attachments),
    )


def _tidy_block(block: Block) -> Block:
    match block:
        case Words():
            return Words(_tidy(block.text, _PARAGRAPH))
        case Identity():
            lines = (Line(_tidy(one.label, _SHORT), _tidy(one.value, _VALUE)) for one in block.lines[:_MOST_LINES])
            return Identity(tuple(one for one in lines if one.label))
        case Grid():
            columns = tuple(_tidy(one, _SHORT) for one in block.columns[:_MOST_COLUMNS])
            rows = (
                tuple(_tidy(row[at], _VALUE) if at < len(row) else "" for at in range(len(columns)))
                for row in block.rows[:_MOST_LINES]
            )
            return Grid(columns, tuple(row for row in rows if any(row)))


def _items(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for one in texts[:_MOST_ITEMS] if (text := _tidy(one, _SHORT)))


def _tidy(text: str, longest: int) -> str:
    """In one line: paragraphs break by themselves."""
    return "".join(one for one in " ".join(text.split()) if one.isprintable())[:longest]


class Issue(msgspec.Struct, frozen=True):
    """What a letter gets when it is issued: kept with the content, so that the page can be drawn again as it was."""

    written: str
    day: str  # ISO date
    qr: str  # the text of its QR


def until(day: date, months: int) -> date:
    """The last day of so many months; the 31st becomes the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
