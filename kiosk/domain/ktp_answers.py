"""What a KTP answers in a form: which questions are those of the person whose NIK is asked, and the answers themselves.

A card answers nothing by itself: these are raw answers, to be shown beside the picture they come from and confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kiosk.domain.answers import parse_field
from kiosk.domain.catalog import (
    AddressField,
    Choice,
    ChoiceField,
    DateField,
    Field,
    NikField,
    RtRwField,
    Step,
    TextField,
)
from kiosk.domain.identity import Regions
from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading
from kiosk.domain.problem import Problem
from kiosk.domain.session import Asking, Raw, asked_fields, asked_on

SURE = 0.8
"""From this confidence on, a row other than the NIK is not marked to be looked at once more."""

_KINDS: dict[KtpField, type] = {
    KtpField.NAMA: TextField,
    KtpField.TEMPAT_LAHIR: TextField,
    KtpField.TGL_LAHIR: DateField,
    KtpField.JK: ChoiceField,
    KtpField.ALAMAT: AddressField,
    KtpField.RT: RtRwField,
    KtpField.RW: RtRwField,
    KtpField.AGAMA: ChoiceField,
    KtpField.STATUS_KAWIN: ChoiceField,
    KtpField.PEKERJAAN: ChoiceField,
}
_ROMAN = re.compile("I{1,3}|I?V|VI{1,3}|I?X")
_LOWER = ("bin", "binti")
_STREETS = ("JL", "JLN", "LR", "LRG", "GG", "DS", "DSN", "KP", "KPG", "BLK", "NO", "KM", "DR", "LT", "RT", "RW")
_CAPITALS = ("DKI", "DIY", "RT", "RW")
_WORDS = {
    # The card's spelling (Permendagri 109/2019), where it is another one than that of forms.
    "katholik": "katolik",
    "budha": "buddha",
    "konghucu": "khonghucu",
    "pegawainegerisipil": "pns",
    "tentaranasionalindonesia": "tni",
    "kepolisianri": "polri",
    "kawintercatat": "kawin",
    "kawinbelumtercatat": "kawin",
}


# --- Which questions --------------------------------------------------------------------------------------------------


def person_fields(page: Asking, nik: str, answers: Raw) -> dict[KtpField, Field]:
    """The fields that a card answers for the NIK field `nik` of a page, in the order of the form.

    Those of the same person: "almarhum_nama" beside "almarhum_nik", "nama_anak" beside "nik_anak", in a row those of the
    row. A form may ask for somebody else's birth, or for the RT of a building, under the same short name: birth and sex
    count only where they are compared with this NIK (`from_nik`), the place of birth only beside the date, RT and RW only
    where the address is asked for, too.
    """
    asked = asked_fields(page.service, answers) if page.row is None else asked_on(page, answers)
    by_id = {field.id: field for field in asked}
    if not isinstance(by_id.get(nik), NikField):
        return {}
    steps = page.service.steps if page.row is None else (page.step,)
    found = {KtpField.NIK: by_id[nik]}
    for wanted, kind in _KINDS.items():
        field = by_id.get(_beside(nik, wanted))
        if field is not None and isinstance(field, kind) and _is_of(field, nik, wanted, found, steps):
            found[wanted] = field
    if KtpField.TGL_LAHIR not in found:
        found.pop(KtpField.TEMPAT_LAHIR, None)
    places = [field.id for field in asked]
    return dict(sorted(found.items(), key=lambda one: places.index(one[1].id)))


def _beside(nik: str, wanted: KtpField) -> str:
    """ "saksi.0.nik" → "saksi.0.nama", "almarhum_nik" → "almarhum_nama", "nik_anak" → "nama_anak"."""
    row, dot, own = nik.rpartition(".")
    parts = [wanted.value if part == "nik" else part for part in own.split("_")]
    return row + dot + "_".join(parts)


def _is_of(field: Field, nik: str, wanted: KtpField, found: Mapping[KtpField, Field], steps: Iterable[Step]) -> bool:
    """Whether a field of the right name and kind is this person's."""
    match wanted:
        case KtpField.TGL_LAHIR | KtpField.JK:
            return getattr(field, "from_nik", None) == nik.rpartition(".")[2]
        case KtpField.TEMPAT_LAHIR:
            birth = _beside(nik, KtpField.TGL_LAHIR)
            return any({field.id, birth} <= {one.id for one in step.fields} for step in steps)
        case KtpField.RT | KtpField.RW:
            return KtpField.ALAMAT in found
        case _:
            return True


# --- The answers ------------------------------------------------------------------------------------------------------


def card_answers(
    fields: Mapping[KtpField, Field], reading: KtpReading, *, today: date, regions: Regions
) -> dict[str, Any]:
    """The raw answers of a card, by field. What a field would refuse is left out, and what fits none of its choices.

    A NIK that breaks a rule stays: it is shown as it was read, and mended more easily than typed anew.
    """
    answers: dict[str, Any] = {}
    for wanted, field in fields.items():
        text = reading.text(wanted)
        if not text:
            continue
        answer = _answer(wanted, field, text)
        if answer is None:
            continue
        good = not isinstance(parse_field(field, answer, today=today, regions=regions), Problem)
        if good or wanted is KtpField.NIK:
            answers[field.id] = answer
    return answers


def _answer(wanted: KtpField, field: Field, text: str) -> str | None:
    match wanted:
        case KtpField.NAMA | KtpField.TEMPAT_LAHIR:
            return as_written(text)
        case KtpField.ALAMAT:
            return as_address(text)
        case _ if isinstance(field, ChoiceField):
            return _chosen(text, field.choices)
        case _:
            return text


def doubtful(field: KtpField, reading: KtpReading) -> bool:
    """Whether a row is to be looked at once more ("periksa lagi")."""
    match field:
        case KtpField.NIK:
            return bool(reading.doubts)
        case KtpField.TGL_LAHIR if KtpDoubt.BIRTH_DIFFERS in reading.doubts:
            return True
        case KtpField.JK if KtpDoubt.SEX_DIFFERS in reading.doubts:
            return True
        case _:
            value = reading.values.get(field)
            return value is None or value.confidence < SURE


def as_written(capitals: str) -> str:
    """A name or a place as people write it: "I GUSTI AYU MA'RUFAH BINTI D'ARSO II" → "I Gusti Ayu Ma'rufah binti D'Arso II"."""
    return " ".join(_word(word) for word in capitals.split())


def as_address(capitals: str) -> str:
    """An address as people write it: "JL. MERDEKA NO. 12A BLOK C RT" → "Jl. Merdeka No. 12A Blok C RT"."""
    return " ".join(_address_word(word) for word in capitals.split())


def _word(word: str) -> str:
    if word in _CAPITALS or _ROMAN.fullmatch(word):
        return word
    if word.lower() in _LOWER:
        return word.lower()
    # A capital at the beginning, after a point or a dash, and after one letter with an apostrophe: D'Arso, but Ma'ruf.
    return re.sub(r"^[a-z]'[a-z]|(^|[.\-/,(])[a-z]", lambda found: found[0].upper(), word.lower())


def _address_word(word: str) -> str:
    letters = re.sub(r"[^A-Z]", "", word)
    # "12A", "C3"; "BTN" and "PJKA" are no words, but "JL" is one.
    initials = len(letters) > 1 and not re.search("[AEIOUY]", letters) and letters not in _STREETS
    if any(map(str.isdigit, word)) or (initials and not word.endswith(".")):
        return word
    return _word(word)


def _chosen(text: str, choices: tuple[Choice, ...]) -> str | None:
    """The one choice that says what the card says, as a whole or in one of its parts; None where none or several do."""
    for wanted, of_choice in ((_whole(text), _whole_choice), (_parts(text), _choice_parts)):
        fitting = [choice.value for choice in choices if wanted & of_choice(choice)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _whole(text: str) -> set[str]:
    plain = _plain(text.replace("/", " atau "))
    return {plain, _WORDS.get(plain, plain)}


def _whole_choice(choice: Choice) -> set[str]:
    return {_plain(choice.value), _plain(choice.label.id)}


def _parts(text: str) -> set[str]:
    """ "KEPOLISIAN RI (POLRI)" is Polri, "NELAYAN/PERIKANAN" is a fisher."""
    parts = {_plain(part) for part in re.split(r"[/()]", text)} - {""}
    return parts | {_WORDS[part] for part in parts if part in _WORDS}


def _choice_parts(choice: Choice) -> set[str]:
    return _whole_choice(choice) | {_plain(part) for part in re.split(r" atau |[/()]", choice.label.id)} - {""}


def _plain(text: str) -> str:
    """Letters and digits alone: what was read may have lost its spaces."""
    return re.sub(r"[\W_]", "", text.casefold())
