"""What is published, in sentences of the screen: days as people say them, and records as lines to read or print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from kiosk.domain import words
from kiosk.domain.catalog import Catalog, Service, Text
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
    texts,
)
from ui.viewmodels.sentences import translate

COMPLAINTS = "J01"
"""The service that takes complaints, one of the six parts of every standard."""

_SOON = 14


def ask() -> str:
    """Instead of what the office has not filled in."""
    return translate("Reading", "tanyakan petugas")


# --- Days -------------------------------------------------------------------------------------------------------------


def until(day: date, today: date) -> str:
    """ "besok", "3 hari lagi"; "" when it is far away."""
    match (day - today).days:
        case 0:
            return translate("Reading", "hari ini")
        case 1:
            return translate("Reading", "besok")
        case 2:
            return translate("Reading", "lusa")
        case left if 2 < left <= _SOON:
            return translate("Reading", "%n hari lagi", "", left)
        case _:
            return ""


def hours(schedule: Schedule, language: str) -> str:
    """ "08.00 sampai 10.00"."""
    if schedule.start is None:
        return ""
    start, end = (time.replace(":", ":" if language == "en" else ".") for time in (schedule.start, schedule.end or ""))
    if end:
        return translate("Reading", "{start} sampai {end}").format(start=start, end=end)
    return translate("Reading", "mulai {start}").format(start=start)


def rhythm(schedule: Schedule, language: str) -> str:
    """How often, "Setiap bulan, tanggal 10"; "" for what takes place once."""
    first = schedule.first
    match schedule.repeats:
        case "no":
            return ""
        case "weekly":
            if first is None:
                return translate("Reading", "Seminggu sekali")
            return translate("Reading", "Setiap hari {day}").format(day=words.day(first, language).partition(",")[0])
        case "monthly":
            if first is None:
                return translate("Reading", "Sebulan sekali")
            return translate("Reading", "Setiap bulan, tanggal {day}").format(day=first.day)
        case "quarterly":
            if first is None:
                return translate("Reading", "Tiga bulan sekali")
            return translate("Reading", "Setiap tiga bulan, tanggal {day}").format(day=first.day)


# --- Lines ------------------------------------------------------------------------------------------------------------


def lines(record: Record, language: str, today: date | None) -> tuple[Block, ...]:
    """A record as it is read. Without `today`, when the clock is in doubt, no next day is told."""
    match record:
        case Article():
            return blocks(record.body.say(language))
        case Schedule():
            return tuple(_schedule(record, language, today))
        case Entry():
            return tuple(_fact(fact.label.say(language), _say(fact.value, language)) for fact in record.facts)
        case Document():
            return tuple(_document(record, language))
        case Table():
            return tuple(_table(record, language))
        case _:
            assert_never(record)


def _schedule(schedule: Schedule, language: str, today: date | None) -> Iterator[Block]:
    if today and is_over(schedule, today) and schedule.first:
        yield _fact(translate("Reading", "Sudah lewat"), words.day(schedule.first, language))
    else:
        day = next_day(schedule, today) if today else None
        often = rhythm(schedule, language)
        if day and today:
            near = until(day, today)
            label = translate("Reading", "Hari berikutnya") if often else translate("Reading", "Hari")
            yield _fact(label, f"{words.day(day, language)} ({near})" if near else words.day(day, language))
        elif not often or schedule.first is None:
            known = schedule.first and words.day(schedule.first, language)
            yield _fact(translate("Reading", "Hari"), known)
        if often:
            yield _fact(translate("Reading", "Berulang"), often)
    yield _fact(translate("Reading", "Jam"), hours(schedule, language))
    yield _fact(translate("Reading", "Tempat"), _say(schedule.place, language))
    if schedule.organiser:
        yield _fact(translate("Reading", "Yang mengadakan"), schedule.organiser.say(language))
    if schedule.contact:
        yield _fact(translate("Reading", "Yang bisa ditanya"), schedule.contact)
    match schedule.cost:
        case None:
            pass
        case int(amount):
            yield _fact(translate("Reading", "Biaya"), money(amount))
        case Text() as text:
            yield _fact(translate("Reading", "Biaya"), text.say(language))
    if schedule.bring:
        yield Block("heading", translate("Reading", "Bawa ini"))
        yield from (Block("item", thing.say(language)) for thing in schedule.bring)


def _document(document: Document, language: str) -> Iterator[Block]:
    if document.year:
        yield _fact(translate("Reading", "Tahun"), str(document.year))
    if document.category:
        yield _fact(translate("Reading", "Jenis"), document.category.say(language))
    if document.body:
        yield from blocks(document.body.say(language))
    elif document.url is None:
        yield _fact(translate("Reading", "Naskahnya"), None)


def _table(table: Table, language: str) -> Iterator[Block]:
    for row in table.rows:
        name, *cells = row
        said = [cell_words(cell, table.unit, language) for cell in cells]
        if len(said) == 1:
            yield Block("row", said[0] or ask(), str(name), missing=not said[0])
        else:
            yield Block("heading", str(name))
            for column, value in zip(table.columns[1:], said, strict=True):
                yield _fact(column.say(language), value)
    if not table.rows:
        yield _fact(translate("Reading", "Angkanya"), None)


def cell_words(cell: Cell, unit: str | None, language: str) -> str:
    """A cell as people read numbers, "1.250 orang", "Rp1.500.000", "12,5%"; "" when it is not known."""
    if isinstance(cell, str):
        return cell
    if unit is not None and unit.casefold() in ("rp", "rupiah") and isinstance(cell, int):
        return words.rupiah(cell)
    number = f"{cell:,}"
    if language != "en":
        number = number.translate(str.maketrans(",.", ".,"))
    return f"{number}{'' if unit == '%' else ' '}{unit}" if unit else number


def standard(service: Service, catalog: Catalog, language: str) -> tuple[Block, ...]:
    """The six parts that an office must publish of every service (Permen PANRB 15/2014), taken from the service itself."""

    def parts() -> Iterator[Block]:
        yield Block("heading", translate("Reading", "Syarat"))
        for requirement in service.requirements:
            note = f" ({requirement.note.say(language)})" if requirement.note else ""
            yield Block("item", requirement.text.say(language) + note)
        if not service.requirements:
            yield Block("paragraph", translate("Reading", "Tidak ada yang perlu dibawa."))
        yield Block("heading", translate("Reading", "Langkah-langkah"))
        steps = [
            translate("Reading", "Isi permohonan di kiosk ini."),
            *(one.say(language) for one in service.next_steps),
        ]
        steps += [f"{_agency(catalog, stop.agency, language)}: {stop.does.say(language)}" for stop in service.route]
        yield from (Block("step", step, f"{number}.") for number, step in enumerate(steps, 1))
        yield _fact(translate("Reading", "Lamanya"), service.estimate.say(language))
        yield _fact(translate("Reading", "Biaya"), money(service.cost))
        yield _fact(translate("Reading", "Yang Anda dapat"), service.product.say(language))
        complaints = translate("Reading", "Sampaikan kepada petugas di loket.")
        for one in catalog.services:
            if one.ref == COMPLAINTS:
                text = translate("Reading", "Lewat kiosk ini: {service}. Atau langsung kepada petugas di loket.")
                complaints = text.format(service=one.title.say(language))
        yield _fact(translate("Reading", "Pengaduan"), complaints)

    return tuple(parts())


def capital(text: str) -> str:
    """The same with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def money(amount: int) -> str:
    """ "Rp25.000", or free."""
    return words.rupiah(amount) if amount else translate("Catalogue", "Gratis")


def only_indonesian(record: Record, language: str) -> bool:
    """Some of it is not written in the resident's language."""
    return language != "id" and any(text.find(language) is None for text in texts(_own(record)))


def _own(record: Record) -> object:
    """What has to be translated: names in the rows of a table have not."""
    return (record.title, record.summary, record.columns) if isinstance(record, Table) else record


def _agency(catalog: Catalog, agency: str, language: str) -> str:
    return next((one.title.say(language) for one in catalog.agencies if one.id == agency), agency)


def _fact(label: str, value: str | None) -> Block:
    return Block("fact", value or capital(ask()), label, missing=not value)


def _say(text: Text | None, language: str) -> str:
    return text.say(language) if text else ""
