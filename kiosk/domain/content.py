"""What an office publishes: articles, schedules, lists, documents and tables, the frozen shapes of `assets/content/*.toml`.

Records belong to a service by its number. What a record leaves out the office must fill in itself: the screen then says
"tanyakan petugas", never an empty line and never a guess.
"""

from __future__ import annotations

import calendar
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Literal

import msgspec

from kiosk.domain.catalog import LANGUAGES, Refusal, Text
from kiosk.domain.place import Point, in_range
from kiosk.errors import WrongUse

_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_REF = re.compile(r"[A-Z]\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{1,24}")
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[!-~]*)?")
_MOST_URL = 150  # a QR code of a size that any phone reads from the screen


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every record has."""

    id: str  # unique among the records of its service
    title: Text
    words: tuple[str, ...] = ()  # what people say who look for it


class Article(_Record, frozen=True, kw_only=True):
    """Words to read. `blocks` reads the body."""

    summary: Text
    body: Text
    source: str  # who says so, "BPBD"
    updated: date
    picture: str | None = None  # a name in assets/illustrations


class Schedule(_Record, frozen=True, kw_only=True):
    """Something that takes place, once or again and again from `first` on; `next_day` says when."""

    summary: Text | None = None
    place: Text | None = None
    organiser: Text | None = None
    contact: str | None = None
    bring: tuple[Text, ...] = ()
    cost: int | Text | None = None  # Rupiah, 0 is free
    first: date | None = None
    start: str | None = None  # "08:00"
    end: str | None = None  # "10:00"; earlier than `start` is on the next morning
    repeats: Literal["no", "weekly", "monthly", "quarterly"] = "no"


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing about an entry. Without a value it is for the petugas to say."""

    label: Text
    value: Text | None = None


class Entry(_Record, frozen=True, kw_only=True):
    """One of a list: a place, a school, a link, a contact. `category` is what the list can be narrowed to."""

    summary: Text | None = None
    facts: tuple[Fact, ...] = ()
    phone: str | None = None
    url: str | None = None
    point: Point | None = None
    category: Text | None = None


class Document(_Record, frozen=True, kw_only=True):
    """A paper of the office; what cannot be read here stands behind `url`."""

    summary: Text | None = None
    year: int | None = None
    category: Text | None = None
    body: Text | None = None
    url: str | None = None


Cell = str | int | float


class Table(_Record, frozen=True, kw_only=True):
    """Numbers. The first column names the rows; an empty cell ("") is for the petugas to say."""

    summary: Text | None = None
    unit: str | None = None
    period: str | None = None
    source: str | None = None
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    chart: Literal["bars", "none"] = "none"


Record = Article | Schedule | Entry | Document | Table


class Published(msgspec.Struct, frozen=True):
    """A record and the service it stands under."""

    service: str  # number, "C15"
    record: Record
    example: bool = False  # made up for a demonstration, and marked as such wherever it is shown

    @property
    def key(self) -> str:
        """ "C15/banjir", for commands and search."""
        return f"{self.service}/{self.record.id}"

    @property
    def kind(self) -> str:
        """ "article", as in files."""
        return type(self.record).__name__.lower()


class Findable(msgspec.Struct, frozen=True):
    """A record as search sees it: every text by its weight. `key` finds the record again."""

    key: str
    service: str
    title: Text
    summary: Text | None
    body: tuple[Text, ...]
    words: tuple[str, ...]


class Content(msgspec.Struct, frozen=True):
    """All that is published on this kiosk, by service and in the order of the files."""

    records: tuple[Published, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def of(self, service: str) -> tuple[Published, ...]:
        """What stands under a service, by number."""
        return tuple(one for one in self.records if one.service == service)

    def find(self, key: str) -> Published | None:
        """A record by its key, "C15/banjir"."""
        return next((one for one in self.records if one.key == key), None)

    def spoken(self) -> Iterator[Text]:
        """Every text as it is read aloud: bodies piece by piece, without their marks."""
        for one in self.records:
            for text in texts(one.record):
                if text is not getattr(one.record, "body", None):
                    yield text
                    continue
                yield from (Text(block.text) for block in blocks(text.id))
                for language in LANGUAGES[1:]:
                    own: str | None = getattr(text, language)
                    if own:
                        yield from (
                            msgspec.structs.replace(Text(""), **{language: block.text}) for block in blocks(own)
                        )

    def documents(self) -> Iterator[Findable]:
        """Every record for the index of search."""
        for one in self.records:
            record = one.record
            rest = tuple(text for text in texts(record) if text not in (record.title, record.summary))
            yield Findable(one.key, one.service, record.title, record.summary, rest, record.words)


# --- Bodies -----------------------------------------------------------------------------------------------------------


class Block(msgspec.Struct, frozen=True):
    """A piece of what is read, on the screen and on paper, in one language.

    `mark` is the number of a step ("1."), the label of a fact, the first cell of a row. `missing`: the office has not filled
    it in, and `text` says whom to ask.
    """

    kind: Literal["heading", "paragraph", "item", "step", "fact", "row"]
    text: str
    mark: str = ""
    missing: bool = False


_STEP = re.compile(r"(\d{1,2}\.) +(.*)")


def blocks(body: str) -> tuple[Block, ...]:
    """A body, piece by piece. Lines that follow each other are one paragraph; an empty line ends it."""
    found: list[Block] = []
    open_ = False  # whether the next line of plain words belongs to the last block
    for line in (line.strip() for line in body.splitlines()):
        step = _STEP.fullmatch(line)
        if not line:
            open_ = False
        elif line.startswith("## "):
            found.append(Block("heading", line[3:].strip()))
            open_ = False
        elif line.startswith("- "):
            found.append(Block("item", line[2:].strip()))
            open_ = True
        elif step:
            found.append(Block("step", step[2], step[1]))
            open_ = True
        elif open_:
            found[-1] = msgspec.structs.replace(found[-1], text=f"{found[-1].text} {line}")
        else:
            found.append(Block("paragraph", line))
            open_ = True
    return tuple(found)


# --- Days -------------------------------------------------------------------------------------------------------------


def next_day(schedule: Schedule, today: date) -> date | None:
    """The next day it takes place, today included; None when it is over, or the day is for the petugas to say.

    Monthly and quarterly keep the day of the month; where a month has fewer days it is its last one.
    """
    first = schedule.first
    if first is None or first >= today:
        return first
    match schedule.repeats:
        case "no":
            return None
        case "weekly":
            return today + timedelta(days=(first - today).days % 7)
        case "monthly" | "quarterly":
            step = 1 if schedule.repeats == "monthly" else 3
            gone = (today.year - first.year) * 12 + today.month - first.month
            count = gone // step * step
            day = _months_later(first, count)
            return day if day >= today else _months_later(first, count + step)


def in_order(records: Iterable[Published], today: date | None) -> tuple[Published, ...]:
    """Records as they are read: what takes place by its next day, then articles, lists by category, documents, numbers.

    What is over is not among them. None: today is not known for certain, so nothing is over.
    """
    kept = [one for one in records if not (today and is_over(one.record, today))]
    categories: list[str] = []
    for one in kept:
        name = category(one.record)
        if name and name.id not in categories:
            categories.append(name.id)

    def place(one: Published) -> tuple[int, date, int]:
        record = one.record
        match record:
            case Schedule():
                return 0, (today and next_day(record, today)) or record.first or date.max, 0
            case Article():
                return 1, date.max, 0
            case Entry() | Document():
                name = category(record)
                return 2 if isinstance(record, Entry) else 3, date.max, categories.index(name.id) if name else -1
            case Table():
                return 4, date.max, 0

    return tuple(sorted(kept, key=place))


def is_over(record: Record, today: date) -> bool:
    """It took place and will not again."""
    return isinstance(record, Schedule) and record.first is not None and next_day(record, today) is None


def category(record: Record) -> Text | None:
    """What a list can be narrowed to."""
    return record.category if isinstance(record, Entry | Document) else None


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


# --- Texts ------------------------------------------------------------------------------------------------------------


def texts(value: object) -> Iterator[Text]:
    """Every text of a record (or of what it is made of) that a resident may read. The rows of tables are Indonesian."""
    match value:
        case Text():
            yield value
        case Table():
            yield from texts((value.title, value.summary, value.columns))
            yield from (Text(cell) for row in value.rows for cell in row if isinstance(cell, str) and cell)
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from texts(getattr(value, name))
        case tuple():
            for item in value:
                yield from texts(item)


# --- Files ------------------------------------------------------------------------------------------------------------


class ContentFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file, as its author writes it."""

    service: str
    example: bool = False
    article: tuple[Article, ...] = ()
    schedule: tuple[Schedule, ...] = ()
    entry: tuple[Entry, ...] = ()
    document: tuple[Document, ...] = ()
    table: tuple[Table, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """All of them, by kind."""
        return (*self.article, *self.schedule, *self.entry, *self.document, *self.table)


def parse_content(
    files: Mapping[str, str], services: Iterable[str], *, office: Mapping[str, str] | None = None
) -> Content:
    """Reads content files (name → TOML text). An office's own file replaces the shipped one of the same name whole.

    `services`: numbers that may have content. A file that is no good is left out, and what it would have replaced stays;
    `refused` says what its author must do. Shipped content of a service that the office took out is left out in silence.
    """
    own, known = office or {}, tuple(services)
    kept: dict[str, Published] = {}
    refused: list[Refusal] = []
    for name in sorted({*files, *own}):
        for text, required in ((own.get(name), True), (files.get(name), False)):
            if text is None:
                continue
            try:
                kept |= _records(name, parse_file(name, text), known, kept, required=required)
                break
            except WrongUse as error:
                refused.append(Refusal(name, error.what, error.remedy))
    return Content(tuple(kept.values()), tuple(refused))


def parse_file(name: str, text: str) -> ContentFile:
    """One file as its author wrote it, before anything is said of what its records hold (`flaws`). Raises WrongUse."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(f"{name}: not TOML: {error}.", "Mend that line.") from error
    except RecursionError as error:
        raise WrongUse(f"{name}: brackets within brackets without end.", "Mend that line.") from error
    try:
        return msgspec.convert(raw, ContentFile)
    except msgspec.ValidationError as error:
        raise WrongUse(
            f"{name}: {error}{_where(str(error), raw)}.", "Mend that key; README.md in assets/content lists them."
        ) from error


def _records(
    name: str, file: ContentFile, services: tuple[str, ...], others: Mapping[str, Published], *, required: bool
) -> dict[str, Published]:
    """The records of one file by their keys. `required`: the service has to be there."""
    if file.service not in services:
        if not required and _REF.fullmatch(file.service):
            return {}
        near = difflib.get_close_matches(file.service, services, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise WrongUse(
            f"{name}: {file.service[:20]!r} is no service of this kiosk{hint}.",
            "Correct the number, or remove the file.",
        )
    found: dict[str, Published] = {}
    for record in file.records():
        _check(f"{name}: {record.id!r}", record)
        one = Published(file.service, record, file.example)
        if one.key in found or one.key in others:
            raise WrongUse(f"{name}: {file.service} has two records {record.id!r}.", "Give each its own id.")
        found[one.key] = one
    return found


def _where(message: str, raw: Any) -> str:
    """ " (record 'banjir')": msgspec counts the records, authors know them by name. And the nearest name of an unknown key."""
    place = re.search(r"\$\.(\w+)\[(\d+)\]", message)
    named = ""
    if place and isinstance(raw.get(place[1]), list):
        record = raw[place[1]][int(place[2])]
        named = f" (record {record['id']!r})" if isinstance(record, dict) and "id" in record else ""
    unknown = re.search(r"unknown field `(\w+)`", message)
    if unknown:
        kinds = (ContentFile, Article, Schedule, Fact, Entry, Document, Table, Text)
        keys = {key for kind in kinds for key in kind.__struct_fields__} - {"translations"}
        near = difflib.get_close_matches(unknown[1], sorted(keys), n=1)
        named += f" (did you mean {near[0]!r}?)" if near else ""
    return named


def _check(where: str, record: Record) -> None:
    for flaw in flaws(record):
        raise WrongUse(f"{where}: {flaw.what}", flaw.remedy)


class Rule(StrEnum):
    """What a record's content has to be, beyond its types."""

    ID = "id"
    EMPTY = "empty"
    BODY = "body"
    TIME = "time"
    START = "start"  # an end needs one
    COST = "cost"
    PHONE = "phone"
    POINT = "point"
    URL = "url"
    COLUMNS = "columns"
    CELLS = "cells"  # as many as columns
    NUMBER = "number"  # bars need it
    ROW_NAME = "row_name"


class Flaw(msgspec.Struct, frozen=True):
    """What is wrong with a record, and where. `quote` is what the author wrote, a part of it."""

    field: str
    rule: Rule
    what: str
    remedy: str
    quote: str = ""


def flaws(record: Record) -> Iterator[Flaw]:
    """What types alone cannot say, in the order in which an author would mend it. None: residents may see it."""
    if not _ID.fullmatch(record.id):
        yield Flaw("id", Rule.ID, "that id is not a name.", "Use small letters, digits and _.", record.id[:30])
    remedy = "Write it, or leave the key out: the screen then says who knows."
    for name in record.__struct_fields__:
        if any(not text.strip() for one in texts(_shown(record, name)) for text in _said(one)):
            yield Flaw(name, Rule.EMPTY, "a text is empty.", remedy)
    match record:
        case Article(body=Text() as body) | Document(body=Text() as body):
            for text in _said(body):
                yield from _body_flaws(text)
        case Schedule():
            yield from _schedule_flaws(record)
        case Entry():
            yield from _entry_flaws(record)
        case Table():
            yield from _table_flaws(record)
        case _:
            pass
    url = getattr(record, "url", None)
    if url is not None and (not _URL.fullmatch(url) or len(url) > _MOST_URL):
        what = f"{url[:60]!r} is no address of a web page."
        remedy = f'It begins with "https://" and has at most {_MOST_URL} characters, none of them a space.'
        yield Flaw("url", Rule.URL, what, remedy, url[:60])


def _shown(record: Record, name: str) -> object:
    """What of a field a resident may read: of a table's rows what is filled in."""
    if isinstance(record, Table) and name == "rows":
        return tuple(Text(cell) for row in record.rows for cell in row if isinstance(cell, str) and cell)
    return getattr(record, name)


def _said(text: Text) -> Iterator[str]:
    return (said for name in LANGUAGES if (said := getattr(text, name)) is not None)


def _body_flaws(text: str) -> Iterator[Flaw]:
    for line in text.splitlines():
        wrong = re.search(r"^\s*(#(?!# )\S*|[*+•] |\|)|\*\*|__|\]\(|<\w+>", line)
        if wrong:
            what = f"the body has {wrong[0].strip()!r} in {line.strip()[:50]!r}."
            remedy = "A body knows '## Heading', '- item', '1. step' and paragraphs, nothing else."
            yield Flaw("body", Rule.BODY, what, remedy, line.strip()[:50])


def _schedule_flaws(schedule: Schedule) -> Iterator[Flaw]:
    for name, time in (("start", schedule.start), ("end", schedule.end)):
        if time is not None and not _TIME.fullmatch(time):
            yield Flaw(name, Rule.TIME, f"{time!r} is no time of day.", 'Write it as "08:00".', time[:20])
    if schedule.end is not None and schedule.start is None:
        yield Flaw("start", Rule.START, "has an end and no start.", "Add start, or leave both out.")
    if isinstance(schedule.cost, int) and schedule.cost < 0:
        yield Flaw("cost", Rule.COST, "costs less than nothing.", "0 is free.")


def _entry_flaws(entry: Entry) -> Iterator[Flaw]:
    if entry.phone is not None and not _PHONE.fullmatch(entry.phone):
        what = f"{entry.phone[:30]!r} is no phone number."
        yield Flaw("phone", Rule.PHONE, what, "Use digits, spaces and - only.", entry.phone[:30])
    if entry.point is not None and not in_range(entry.point):
        what = "that point is not in Indonesia."
        yield Flaw("point", Rule.POINT, what, "lat is about -11 to 6, lon about 95 to 141.")


def _table_flaws(table: Table) -> Iterator[Flaw]:
    if len(table.columns) < 2:
        what, remedy = "has fewer than two columns.", "The first names the rows, the others hold the numbers."
        yield Flaw("columns", Rule.COLUMNS, what, remedy)
    for number, row in enumerate(table.rows, 1):
        name = str(row[0]) if row else ""
        if len(row) != len(table.columns):
            what = f"row {number} has {len(row)} cells for {len(table.columns)} columns."
            remedy = 'Leave nothing out; "" is a number that the office has not filled in.'
            yield Flaw("rows", Rule.CELLS, what, remedy, name)
        if table.chart == "bars" and len(row) > 1 and isinstance(row[1], str) and row[1] != "":
            what = f"row {number} has {row[1]!r} where bars need a number."
            yield Flaw("rows", Rule.NUMBER, what, 'Write the number, or chart = "none".', row[1][:30])
        if not row or not isinstance(row[0], str) or not row[0]:
            what = f"row {number} has no name."
            yield Flaw("rows", Rule.ROW_NAME, what, "Its first cell says what it is about.")
