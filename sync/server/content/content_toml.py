"""Content files as text: the inverse of `kiosk.domain.content.parse_file`, laid out as an author would write it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import tomlkit
from tomlkit.items import AoT, Array, String, StringType, Table, Trivia

from kiosk.domain.content import ContentFile, Record


def write_file(file: ContentFile) -> str:
    """The file's text. Read again it is equal to `file`."""
    document = tomlkit.document()
    document["service"] = file.service
    if file.example:
        document["example"] = True
    for kind in ("article", "schedule", "entry", "document", "table"):
        records: tuple[Record, ...] = getattr(file, kind)
        if records:
            document[kind] = AoT([_table(record) for record in records])
    return tomlkit.dumps(document)


def _table(record: Record) -> Table:
    table = tomlkit.table()
    for name, value in _filled_in(record):
        table[name] = value_of(value)
    return table


def _filled_in(struct: msgspec.Struct) -> list[tuple[str, Any]]:
    """What is not left to its default, in the order of the struct."""
    fields = msgspec.structs.fields(struct)
    pairs = [(field, getattr(struct, field.name)) for field in fields]
    return [(field.encode_name, value) for field, value in pairs if field.required or value != field.default]


def value_of(value: Any) -> Any:
    """A value of a content or service file for tomlkit: a struct without what it leaves to its defaults."""
    match value:
        case str() if "\n" in value:
            return _paragraphs(value)
        case msgspec.Struct():
            table = tomlkit.inline_table()
            for name, inner in _filled_in(value):
                table[name] = value_of(inner)
            return table
        case tuple():
            array: Array = tomlkit.array()
            array.extend(value_of(one) for one in value)
            return array.multiline(any(isinstance(one, msgspec.Struct | tuple) for one in value))
        case str() | bool() | int() | float() | date():
            return value
        case _:
            raise TypeError(f"no content file holds a {type(value).__name__}")


def _paragraphs(text: str) -> String:
    """A text of several lines, which begins in the line after the quotes: the reader drops that line break."""
    # With a letter before it, because tomlkit has ideas of its own about a line break at the beginning.
    escaped = tomlkit.string(f"x{text}", multiline=True).as_string()[4:-3].replace("\r", "\\r")
    return String(StringType.MLB, text, "\n" + escaped, Trivia())
