"""Trains the zstd dictionary of sealed answers: `python -m kiosk.app.dictionary N`.

A dictionary that was shipped is never trained again, because bodies sealed with it must stay readable: a new one gets the
next number, and `kiosk.sealing` the next format. Beside it stand the shapes of all forms, a line each, which bodies name by
the number of the line. The dictionary holds them too, so that a form that was changed since costs few bytes more, and
texts made at random from `dictionary_words.py`, so nobody's data is inside. The same catalogue and words give the same bytes.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from typing import Any

import zstandard

from kiosk.app import dictionary_words as words
from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.domain.answers import BROUGHT, MISSING, Row, Value
from kiosk.domain.catalog import (
    AddressField,
    Catalog,
    ChecklistField,
    ChoiceField,
    ChoicesField,
    ConsentField,
    Field,
    LongTextField,
    PhotoField,
    RefField,
    RowsField,
    Service,
    TextField,
    WilayahField,
)
from kiosk.domain.code import CODES, RequestCode
from kiosk.domain.problem import Doubt, DoubtCode
from kiosk.domain.sealed import Sealed, pack, shape_of
from kiosk.wilayah import Wilayah

SIZE = 32 * 1024
"""Bytes, without the shapes. Half of it costs two bytes a request more, twice as much gains less than one."""
SAMPLES = 6000
_BEFORE_CONTENT = bytes((1, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0))
"""The three offsets with which the header of a zstd dictionary ends (RFC 8878 section 5)."""


def shapes(catalog: Catalog) -> str:
    """The shapes of all forms, a line each."""
    return "".join(f"{shape_of(service)}\n" for service in catalog.services)


def trained(catalog: Catalog, number: int) -> bytes:
    """The dictionary with that number."""
    made_up = _MadeUp(random.Random(number))  # noqa: S311 - made-up samples, no secret
    services = catalog.services
    texts: list[bytes | bytearray | memoryview] = [
        made_up.text(services[at % len(services)]).encode() for at in range(SAMPLES)
    ]
    data = zstandard.train_dictionary(SIZE, texts, dict_id=number, level=19).as_bytes()
    # Training would leave most shapes out, as no text holds them. They come first: what is nearer to the end costs less.
    content = data.index(_BEFORE_CONTENT) + len(_BEFORE_CONTENT)
    return data[:content] + shapes(catalog).encode() + data[content:]


class _MadeUp:
    """Answers that nobody gave. Only what stands in a text is made up with care; the rest of a body is a number."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._towns = _towns()

    def text(self, service: Service) -> str:
        answers: dict[str, Value] = {}
        rows: dict[str, list[Row]] = {}
        brought: dict[str, str] = {}
        for field in service.fields():
            match field:
                case ChecklistField():
                    brought = {item.id: self._rng.choice((BROUGHT, BROUGHT, MISSING)) for item in field.items}
                case PhotoField():
                    pass
                case _ if field.id not in service.sample and self._rng.random() > 0.15:
                    pass
                case RowsField():
                    lines = range(self._rng.randint(max(field.min, 1), min(field.max, 4)))
                    rows[field.id] = [
                        {one.id: said for one in field.fields if (said := self._said(one))} for _ in lines
                    ]
                case _:
                    if said := self._said(field):
                        answers[field.id] = said
        code = RequestCode.of_number(self._rng.randrange(CODES))
        warnings = tuple(self._warnings(service))
        return pack(Sealed(code, "id", answers, warnings, {}, rows, brought), shape_of(service)).text

    def _warnings(self, service: Service) -> Iterator[tuple[str, str]]:
        """One request in ten has something to look at."""
        codes = [str(code) for code in DoubtCode if code is not DoubtCode.RULE]
        codes += [Doubt("", DoubtCode.RULE, check.id).key() for check in service.checks if check.level == "warning"]
        if self._rng.random() < 0.1:
            yield next(service.fields()).id, self._rng.choice(codes)

    def _said(self, field: Field) -> Any:
        match field:
            case ConsentField():
                return True
            case ChoiceField() | RefField():
                return self._rng.choice(field.choices).value
            case ChoicesField():
                return [field.choices[0].value]
            case AddressField():
                return self._filled(words.ADDRESSES)
            case LongTextField():
                return " ".join(self._filled(words.NOTES) for _ in range(self._rng.choice((1, 1, 2))))
            case WilayahField():
                return {"kabupaten": "00.00", "kecamatan": "00.00.00", "kelurahan": "00.00.00.0000"}[field.level]
            case TextField(accept="name"):
                if "tempat" in field.id:
                    return self._rng.choice(self._towns)
                return self._filled(words.NATIONS) if field.id in {"negara_tujuan", "kebangsaan"} else self._name()
            case TextField(accept="free"):
                return self._filled(_pool(field.id))
            case _:
                # A number, a day, a place: nothing of it stands in the text.
                return None

    def _name(self) -> str:
        rng = self._rng
        title = rng.choice(words.TITLES) if rng.random() < 0.06 else ""
        others = [rng.choice(words.GIVEN + words.FAMILY), rng.choice(words.FAMILY)][
            : rng.choice((0, 1, 1, 1, 1, 1, 2, 2))
        ]
        return title + " ".join((rng.choice(words.GIVEN), *others))

    def _filled(self, pool: tuple[str, ...]) -> str:
        def put(found: re.Match[str]) -> str:
            return {"#": "0", "@": self._name(), "%": self._rng.choice(words.STREETS)}[found[0]]

        return re.sub("[#@%]", put, self._rng.choice(pool))


def _pool(field: str) -> tuple[str, ...]:
    """What is written where a field has such a name."""
    if field.startswith("keperluan"):
        return words.PURPOSES
    if re.search("instansi|tempat|lokasi|faskes|titik|lembaga|rawat", field):
        return words.PLACES
    if re.search("jalan|alamat", field):
        return words.ADDRESSES
    if re.search("^no_|nomor", field):
        return ("##/###/####", "#######")
    if re.search("alasan|catatan|judul|topik|kendala|beda|masalah", field):
        return words.NOTES + words.PURPOSES
    return words.THINGS + words.NOTES


def _towns() -> list[str]:
    """Names of all regencies and cities: where people are born."""
    regions = Wilayah()
    found = [name for province, _ in regions.children("") for _, name in regions.children(province)]
    return sorted({re.sub(r"^(?:Kota|Kab\.|Kabupaten)(?: Administrasi)? ", "", name) for name in found})


def main() -> None:
    """Writes the dictionary with the number given on the command line, and its shapes."""
    number = int(sys.argv[1])
    catalog = load_catalog()
    path = ASSETS / "services" / f"dictionary-{number}"
    path.with_suffix(".zdict").write_bytes(trained(catalog, number))
    path.with_suffix(".shapes").write_text(shapes(catalog))


if __name__ == "__main__":
    main()
