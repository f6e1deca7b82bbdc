"""A resident's answers as pages show them: labels and values in the order of the form, pictures, what to look at again."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import msgspec

from kiosk.domain.answers import BROUGHT, PHOTOGRAPHED, Value
from kiosk.domain.answers import Row as AnswerRow
from kiosk.domain.catalog import ChecklistField, ConsentField, LongTextField, PhotoField, RowsField, Service
from kiosk.domain.photo import is_photo
from kiosk.domain.place import Point
from kiosk.domain.rules import holds
from kiosk.domain.sealed import Sealed
from sync.server.desk import words
from sync.server.work.requests import Opened


class Line(msgspec.Struct, frozen=True):
    """One answer."""

    label: str
    value: str
    warning: str | None = None
    long: bool = False
    corrected: bool = False  # the resident had it corrected
    picture: str | None = None  # a photo, as base64: it stands in the page, so that no second look has to be recorded


class Section(msgspec.Struct, frozen=True):
    """The answers of one step. Its title is a question to the resident, which the labels answer: it is shown only in a form
    where the same label stands twice, or nobody would know whose name it is. Parts of long forms are then shown by name.
    """

    lines: tuple[Line, ...]
    title: str | None = None


def _warning(service: Service | None, code: str) -> str:
    """What to look at: in our words, or in those of the service's own check."""
    rule = code.partition(":")[2]
    check = service.check(rule) if service and rule else None
    return check.message.id if check else words.WARNING.get(code, code)


def sections(
    service: Service | None, content: Sealed, opened: Opened, doubts: Iterable[tuple[str, str]] = ()
) -> tuple[Section, ...]:
    """All answers, those of other catalogues too. `doubts`: fields and codes to warn of."""
    corrected = {one.field for one in opened.corrections}
    warnings: dict[str, str] = {}
    for field_id, code in doubts:
        said = _warning(service, code)
        warnings[field_id] = f"{warnings[field_id]} {said}" if field_id in warnings else said
    answers, photos = content.answers, content.photos
    shown = []
    seen: set[str] = set()
    labels = Counter(field.label.id for field in service.fields() if field.id in answers) if service else Counter()
    for step in service.steps if service else ():
        lines = []
        for field in step.fields:
            seen.add(field.id)
            if isinstance(field, PhotoField) and (field.id in photos or field.id in warnings):
                lines.append(_photo(field.label.id, field.id, opened, warnings.get(field.id)))
            if isinstance(field, RowsField):
                lines += _rows(field, content.rows.get(field.id, []))
            if isinstance(field, ChecklistField):
                seen |= {f"{field.id}.{item.id}" for item in field.items}
                lines += _papers(field, content, opened)
            if field.id in answers and not isinstance(field, ConsentField):
                text = words.answer(field, answers[field.id])
                long = isinstance(field, LongTextField)
                lines.append(Line(field.label.id, text, warnings.get(field.id), long, field.id in corrected))
        if lines:
            own = step.title if any(labels[line.label] > 1 for line in lines) else None
            heading = (step.section or own) if max(labels.values(), default=0) > 1 else None
            shown.append(Section(tuple(lines), heading.id if heading else None))
    # What this server's catalogue does not know is shown all the same: the resident said it.
    rest = [Line(key, _plain(value), warnings.get(key)) for key, value in answers.items() if key not in seen]
    rest += [_photo(key, key, opened, warnings.get(key)) for key in photos if key not in seen]
    for key, rows in content.rows.items():
        if key not in seen:
            rest += [Line(f"{key} {number}", _plain_row(one), None) for number, one in enumerate(rows, 1)]
    if rest:
        shown.append(Section(tuple(rest)))
    return tuple(_joined(shown))


def _joined(steps: Iterable[Section]) -> Iterator[Section]:
    """Steps under the same heading as one."""
    for title, part in groupby(steps, key=lambda step: step.title):
        if title is None:
            yield from part
        else:
            yield Section(tuple(line for step in part for line in step.lines), title)


def _rows(field: RowsField, rows: list[AnswerRow]) -> list[Line]:
    """A line a row: "Saksi 1": "Nama: Rudi Hartono; NIK: 1671 ..."."""
    lines = []
    for number, one in enumerate(rows, 1):
        said = [f"{inner.label.id}: {words.answer(inner, one[inner.id])}" for inner in field.fields if inner.id in one]
        lines.append(Line(f"{field.one.id} {number}", "; ".join(said), None))
    return lines


def _papers(field: ChecklistField, content: Sealed, opened: Opened) -> list[Line]:
    """What the resident said of each paper, with the picture where one was taken."""
    lines = []
    for item in field.items:
        said = content.brought.get(item.id)
        if said == PHOTOGRAPHED:
            lines.append(_photo(item.text.id, f"{field.id}.{item.id}", opened, None))
        elif said is not None:
            lines.append(Line(item.text.id, "dibawa" if said == BROUGHT else "belum ada", None))
    return lines


def _plain_row(row: AnswerRow) -> str:
    return "; ".join(f"{key}: {_plain(value)}" for key, value in row.items())


def _photo(label: str, key: str, opened: Opened, warning: str | None) -> Line:
    if key in opened.missing:
        return Line(label, "Foto belum sampai", warning)
    photo = opened.photos.get(key)
    if photo is None or not is_photo(photo):
        # A kiosk is trusted to sign, not to be in order: only what is a bare JPEG reaches the browser's decoder.
        return Line(label, "Tidak ada foto", warning)
    return Line(label, "", warning, picture=base64.b64encode(photo).decode())


def _plain(value: Value) -> str:
    if isinstance(value, Point):
        return words.place(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def requirements(service: Service | None, answers: dict[str, Value], day: date) -> tuple[tuple[str, str | None], ...]:
    """What to bring, each with a remark, for who answered so."""
    if service is None:
        return ()
    return tuple(
        (one.text.id, one.note.id if one.note else None)
        for one in service.requirements
        if holds(one.show_when, answers, today=day)
    )
