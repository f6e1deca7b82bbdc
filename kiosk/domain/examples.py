"""Made-up answers, for samples of new services and for pictures of forms that nobody has filled in yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, assert_never

from kiosk.domain.catalog import (
    AddressField,
    ChecklistField,
    ChoiceField,
    ChoicesField,
    ConsentField,
    DateField,
    Field,
    KkField,
    LocationField,
    LongTextField,
    MoneyField,
    NikField,
    NoteField,
    NumberField,
    Order,
    PhoneField,
    PhotoField,
    RefField,
    RowsField,
    RtRwField,
    Service,
    TextField,
    TimeField,
    WilayahField,
)
from kiosk.domain.rules import holds

_LINES = "Sudah dua minggu air di gang kami tidak mengalir pada malam hari."
_WORDS = {"free": "Contoh jawaban", "name": "Dimas Hamdani", "plate": "BG 1234 AB"}
_REGIONS = {"kabupaten": "16.71", "kecamatan": "16.71.02", "kelurahan": "16.71.02.1003"}


def sample(service: Service) -> dict[str, Any]:
    """An answer to everything that is asked of somebody who gives the first answer of every choice."""
    answers: dict[str, Any] = {}
    for field in service.fields():
        if holds(field.show_when, answers):
            answer = example(field)
            if answer is not None:
                answers[field.id] = answer
    for check in service.checks:
        if isinstance(check, Order) and check.strict and set(check.fields) <= answers.keys():
            first, second = (answers[name] for name in check.fields)
            if not first < second:
                answers[check.fields[1]] = _after(first)
    return answers


def _after(answer: Any) -> Any:
    """The next day, the next hour or the next number."""
    match answer:
        case int():
            return answer + 1
        case str() if ":" in answer:
            return f"{int(answer[:2]) + 1:02}{answer[2:]}"
        case _:
            return (date.fromisoformat(answer) + timedelta(days=1)).isoformat()


def example(field: Field) -> Any:  # noqa: C901 - one line a type
    """A good answer in the form in which `answers.parse` takes it; None where nothing needs to be said."""
    match field:
        case TextField(accept="digits"):
            return ("1234567890" * (field.max // 10 + 1))[: max(field.min, min(field.max, 10))]
        case TextField(accept="code"):
            return ("AB12" * (field.max // 4 + 1))[: max(field.min, min(field.max, 4))]
        case TextField():
            return _fit(_WORDS[field.accept], field.min, field.max)
        case AddressField():
            return "Jl. Cempaka No. 12"[: field.max]
        case LongTextField():
            return _fit(_LINES, field.min, field.max)
        case NumberField(min=least, max=most):
            return min(least + 1, most)
        case MoneyField():
            return min(1_250_000, field.max)
        case DateField(when="future"):
            return "2031-05-17"
        case DateField():
            return "2021-08-17"
        case TimeField():
            return "09:30"
        case ChoiceField(choices=choices) | RefField(choices=choices):
            return choices[0].value if choices else None
        case ChoicesField(choices=choices):
            return [choices[0].value]
        case NikField():
            return "1671060305110003"
        case KkField():
            return "1671022203110007"
        case PhoneField():
            return "081273450012"
        case RtRwField():
            return "004"
        case WilayahField():
            return _REGIONS[field.level]
        case LocationField():
            return {"lat": -2.98929, "lon": 104.74917}
        case ConsentField():
            return True
        case RowsField():
            row: dict[str, Any] = {}
            for inner in field.fields:
                if holds(inner.show_when, row):
                    row[inner.id] = example(inner)
            return [row] * max(field.min, 1)
        case PhotoField() | NoteField() | ChecklistField():
            return None
        case _:
            assert_never(field)


def _fit(text: str, least: int, most: int) -> str:
    while len(text) < least:
        text = f"{text} {text}"
    cut = text[:most]
    # A space at the end does not count as a letter.
    return f"{cut[:-1]}a" if cut.endswith(" ") else cut
