"""Trains the zstd dictionary of sealed answers from the catalogue: `python -m kiosk.app.dictionary N`.

A dictionary that was shipped is never trained again, because bodies sealed with it must stay readable: a new one gets the
next number. Samples are the services' own with names and digits replaced at random, so nobody's data is inside.
"""

from __future__ import annotations

import random
import sys

import msgspec
import zstandard

from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.domain.catalog import Catalog, ChoiceField, ChoicesField, Service
from kiosk.sealing import Sealed

SIZE = 4096
SAMPLES = 3000


def samples(catalog: Catalog, rng: random.Random) -> list[bytes | bytearray | memoryview]:
    """Plain bodies as they are before sealing."""
    return [_one(rng.choice(catalog.services), rng) for _ in range(SAMPLES)]


def _one(service: Service, rng: random.Random) -> bytes:
    answers = dict(service.sample)
    for field in service.fields():
        if field.id not in answers:
            continue
        if isinstance(field, ChoiceField):
            answers[field.id] = rng.choice(field.choices).value
        elif isinstance(field, ChoicesField):
            answers[field.id] = [choice.value for choice in field.choices if rng.random() < 0.3]
        elif isinstance(answers[field.id], str):
            answers[field.id] = "".join(_other(character, rng) for character in answers[field.id])
        elif not isinstance(answers[field.id], bool):
            answers[field.id] = rng.randrange(5_000_000)
    permohonan_id = "01" + "".join(rng.choice("0123456789abcdef-") for _ in range(34))
    return msgspec.msgpack.encode(Sealed(permohonan_id, "".join(rng.choices("23456789ABC", k=9)), "id", answers))


def _other(character: str, rng: random.Random) -> str:
    if character.isdigit():
        return rng.choice("0123456789")
    return rng.choice("aeioumnrstkdglbphwjy") if character.isalpha() else character


def main() -> None:
    """Writes the dictionary with the number given on the command line."""
    number = int(sys.argv[1])
    trained = zstandard.train_dictionary(SIZE, samples(load_catalog(), random.Random(number)), dict_id=number)  # noqa: S311 - made-up samples, no secret
    (ASSETS / "services" / f"dictionary-{number}.zdict").write_bytes(trained.as_bytes())


if __name__ == "__main__":
    main()
