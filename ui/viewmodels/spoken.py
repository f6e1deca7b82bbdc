"""Answers as people say them: on the review, on cards, beside the field while it is filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.domain import words
from kiosk.domain.answers import BROUGHT, MISSING
from kiosk.domain.catalog import (
    ChecklistField,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    MoneyField,
    NumberField,
    RefField,
    RowsField,
    TextField,
    field_type,
)
from kiosk.domain.identity import Regions
from kiosk.domain.place import Point
from ui.viewmodels.sentences import place_sentence, translate

_PLATE = re.compile("([A-Z]*) ?([0-9]*) ?([A-Z]*)")


def say_answer(  # noqa: C901 - one line a type
    field: Field, raw: Any, language: str, regions: Regions, *, masked: bool = False
) -> str:
    """An answer as people say it; NIK and KK hidden but for their ends where others may look on."""
    if raw in (None, "", [], {}):
        return ""
    if isinstance(raw, bytes):
        return translate("Field", "Sudah ada foto")
    if isinstance(raw, Point):
        return place_sentence(regions.near(raw)) or f"{raw.lat:.5f}, {raw.lon:.5f}"
    text = str(raw)
    match field:
        case ChoiceField() | ChoicesField() | RefField():
            chosen = raw if isinstance(raw, list) else [raw]
            return ", ".join(choice.label.say(language) for choice in field.choices if choice.value in chosen)
        case DateField():
            return words.day_without_name(date.fromisoformat(text), language) if _is_day(text) else text
        case MoneyField():
            return words.rupiah(int(text)) if text.isdigit() else text
        case NumberField():
            unit = f" {field.unit.say(language)}" if field.unit else ""
            return f"{int(text)}{unit}" if text.isdigit() else text
        case RowsField():
            return _say_rows(field, raw, language, regions)
        case ChecklistField():
            return _say_papers(field, raw, language)
        case TextField(accept="plate"):
            plate = _PLATE.fullmatch(text)
            return " ".join(filter(None, plate.groups())) if plate else text
        case _:
            pass
    match field_type(field):
        case "nik" | "kk":
            shown = text[:4] + "•" * (len(text) - 8) + text[-4:] if masked and len(text) == 16 else text
            return f"{shown[:6]} {shown[6:12]} {shown[12:]}".strip()
        case "phone":
            return re.sub(r"(\d{4})(?=\d)", r"\1 ", text)
        case "rt_rw":
            return text.zfill(3)
        case "wilayah":
            return regions.name(text) or text
        case "time":
            return text.replace(":", ".")
        case _:
            return text


def _say_rows(field: RowsField, rows: list[dict[str, Any]], language: str, regions: Regions) -> str:
    """ "2 saksi: Rudi Hartono, Sri Wahyuni"."""
    said = f"{len(rows)} {field.one.say(language).lower()}"
    names = [name for row in rows if (name := _row_name(field, row, language, regions))]
    return f"{said}: {', '.join(names)}" if names else said


def _row_name(field: RowsField, row: Mapping[str, Any], language: str, regions: Regions) -> str:
    """What a row is called: its first answer."""
    return next((said for one in field.fields if (said := say_answer(one, row.get(one.id), language, regions))), "")


def _say_papers(field: ChecklistField, papers: dict[str, str | bytes], language: str) -> str:
    """ "Ada: KTP, KK · Belum: surat nikah"."""
    parts = (
        (translate("Field", "Ada"), [item for item in field.items if papers.get(item.id) == BROUGHT]),
        (translate("Field", "Sudah difoto"), [item for item in field.items if isinstance(papers.get(item.id), bytes)]),
        (translate("Field", "Belum"), [item for item in field.items if papers.get(item.id) == MISSING]),
    )
    return " · ".join(
        f"{word}: {', '.join(item.text.say(language) for item in items)}" for word, items in parts if items
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
