"""A record as kiosks show it, in Indonesian: the same lines in the same order. A test holds them against the kiosk's own."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import assert_never

import msgspec

from kiosk.catalog_files import ASSETS
from kiosk.domain import words
from kiosk.domain.catalog import Text
from kiosk.domain.content import (
    Article,
    Block,
    Cell,
    Document,
    Entry,
    Record,
    Schedule,
    Table,
    blocks,
    is_over,
    next_day,
)
from sync.server.desk.records import drawings

_ASK = "Tanyakan petugas"
_SOON = {0: "hari ini", 1: "besok", 2: "lusa"}
_FAR = 14
_PALETTE = {
    "ink": "#14232B", "cloth": "#0A4F5C", "deep": "#073B45", "gold": "#F2C14E", "bronze": "#B7791F", "skin": "#B7791F",
    "grey": "#5E6E76", "surface": "#FFFFFF", "tint": "#E2EDEC", "sand": "#D8CDB9", "khaki": "#B8A888", "red": "#9B1C1C",
    "mark": "#14232B", "accent": "#0A4F5C", "rim": "#5E6E76", "fold": "#073B45",
}  # fmt: skip
"""The colours of drawings in the kiosk's light theme (`ui/controls/Illustration.qml`); `edge` is none there."""


class Bar(msgspec.Struct, frozen=True):
    """One bar of a picture of numbers. `part`: 0 to 100 of the longest."""

    name: str
    value: str
    part: int


class Preview(msgspec.Struct, frozen=True):
    """A page of the kiosk."""

    service: str
    title: str
    summary: str
    example: bool
    picture: str  # a data: address, "" for none
    measured: str  # what the bars are about
    bars: tuple[Bar, ...]
    lines: tuple[Block, ...]
    codes: tuple[str, ...]  # what stands below each QR code
    source: str


def preview(service: str, record: Record, today: date, *, example: bool) -> Preview:
    """The page of a record of a service, by the service's title."""
    bars = _bars(record)
    return Preview(
        service=service,
        title=record.title.id,
        summary=record.summary.id if record.summary else "",
        example=example,
        picture=_picture(record.picture) if isinstance(record, Article) and record.picture in drawings() else "",
        measured=record.columns[1].id if isinstance(record, Table) and bars else "",
        bars=bars,
        # What two columns say is in the bars already.
        lines=() if bars and isinstance(record, Table) and len(record.columns) == 2 else lines(record, today),
        codes=tuple(filter(None, (getattr(record, "phone", None), getattr(record, "url", None)))),
        source=_source(record),
    )


def lines(record: Record, today: date) -> tuple[Block, ...]:
    """A record piece by piece."""
    match record:
        case Article():
            return blocks(record.body.id)
        case Schedule():
            return tuple(_schedule(record, today))
        case Entry():
            return tuple(_fact(fact.label.id, _said(fact.value)) for fact in record.facts)
        case Document():
            return tuple(_document(record))
        case Table():
            return tuple(_table(record))
        case _:
            assert_never(record)


def _schedule(schedule: Schedule, today: date) -> Iterator[Block]:
    first, often = schedule.first, _rhythm(schedule)
    if is_over(schedule, today) and first:
        yield _fact("Sudah lewat", words.day(first))
    else:
        day = next_day(schedule, today)
        if day:
            left = (day - today).days
            near = _SOON.get(left, f"{left} hari lagi" if left <= _FAR else "")
            yield _fact(
                "Hari berikutnya" if often else "Hari", f"{words.day(day)} ({near})" if near else words.day(day)
            )
        else:
            yield _fact("Hari", "")
        if often:
            yield _fact("Berulang", often)
    yield _fact("Jam", _hours(schedule))
    yield _fact("Tempat", _said(schedule.place))
    if schedule.organiser:
        yield _fact("Yang mengadakan", schedule.organiser.id)
    if schedule.contact:
        yield _fact("Yang bisa ditanya", schedule.contact)
    match schedule.cost:
        case None:
            pass
        case int(amount):
            yield _fact("Biaya", words.rupiah(amount) if amount else "Gratis")
        case Text() as text:
            yield _fact("Biaya", text.id)
    if schedule.bring:
        yield Block("heading", "Bawa ini")
        yield from (Block("item", thing.id) for thing in schedule.bring)


def _rhythm(schedule: Schedule) -> str:
    first = schedule.first
    match schedule.repeats:
        case "no":
            return ""
        case "weekly":
            return f"Setiap hari {words.day(first).partition(',')[0]}" if first else "Seminggu sekali"
        case "monthly":
            return f"Setiap bulan, tanggal {first.day}" if first else "Sebulan sekali"
        case "quarterly":
            return f"Setiap tiga bulan, tanggal {first.day}" if first else "Tiga bulan sekali"


def _hours(schedule: Schedule) -> str:
    if schedule.start is None:
        return ""
    start, end = (time.replace(":", ".") for time in (schedule.start, schedule.end or ""))
    return f"{start} sampai {end}" if end else f"mulai {start}"


def _document(document: Document) -> Iterator[Block]:
    if document.year:
        yield _fact("Tahun", str(document.year))
    if document.category:
        yield _fact("Jenis", document.category.id)
    if document.body:
        yield from blocks(document.body.id)
    elif document.url is None:
        yield _fact("Naskahnya", "")


def _table(table: Table) -> Iterator[Block]:
    for row in table.rows:
        name, *cells = row
        said = [_cell(cell, table.unit) for cell in cells]
        if len(said) == 1:
            yield Block("row", said[0] or _ASK.lower(), str(name), missing=not said[0])
        else:
            yield Block("heading", str(name))
            yield from (_fact(column.id, value) for column, value in zip(table.columns[1:], said, strict=True))
    if not table.rows:
        yield _fact("Angkanya", "")


def _bars(record: Record) -> tuple[Bar, ...]:
    if not isinstance(record, Table) or record.chart == "none":
        return ()
    longest = max((row[1] for row in record.rows if not isinstance(row[1], str)), default=0)
    if longest <= 0:
        return ()
    return tuple(
        Bar(
            str(row[0]),
            _cell(row[1], record.unit) or _ASK.lower(),
            0 if isinstance(row[1], str) else max(0, round(100 * row[1] / longest)),
        )
        for row in record.rows
    )


def _cell(cell: Cell, unit: str | None) -> str:
    if isinstance(cell, str):
        return cell
    if unit is not None and unit.casefold() in ("rp", "rupiah") and isinstance(cell, int):
        return words.rupiah(cell)
    number = f"{cell:,}".translate(str.maketrans(",.", ".,"))
    return f"{number}{'' if unit == '%' else ' '}{unit}" if unit else number


def _source(record: Record) -> str:
    match record:
        case Article(source=source, updated=updated):
            return f"Sumber: {source}. Diperbarui {words.day_without_name(updated)}."
        case Table(period=period, source=from_):
            return " ".join(filter(None, (f"Data {period}." if period else "", f"Sumber: {from_}." if from_ else "")))
        case _:
            return ""


def _fact(label: str, value: str) -> Block:
    return Block("fact", value or _ASK, label, missing=not value)


def _said(text: Text | None) -> str:
    return text.id if text else ""


@cache
def _picture(name: str) -> str:
    drawing = (ASSETS / "illustrations" / f"{name}.svg").read_text("utf-8")
    painted = re.sub(r"token:(\w+)", lambda found: _PALETTE.get(found[1], "none"), drawing)
    return f"data:image/svg+xml;base64,{base64.b64encode(painted.encode()).decode()}"
