"""How many bytes a sealed request is, and how long sealing takes."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from statistics import median
from typing import Any

import msgspec

from kiosk import sealing
from kiosk.catalog_files import load_catalog
from kiosk.domain.answers import Answers, parse
from kiosk.domain.catalog import Catalog, PhotoField, Service
from kiosk.domain.code import CODES, RequestCode
from kiosk.domain.events import body_hash
from kiosk.domain.sealed import Sealed, shape_of
from kiosk.wilayah import Wilayah
from tests.bench.requests_of import catalogue_requests
from tests.bench.spread import spread

_TODAY = date(2026, 11, 21)
_MANY = 600


def content(service: Service, raw: dict[str, Any], regions: Wilayah, rng: random.Random) -> Sealed:
    """What `submit` would seal."""
    answers = parse(service, raw, today=_TODAY, regions=regions)
    assert isinstance(answers, Answers), answers
    warnings = tuple((one.field, one.key()) for one in answers.warnings if one.level == "warning")
    hashes = {field: body_hash(os.urandom(8)) for field in answers.photos}
    code = RequestCode.of_number(rng.randrange(CODES))
    return Sealed(code, "id", answers.values, warnings, hashes, answers.rows, answers.brought)


def requests(catalog: Catalog, rng: random.Random) -> Iterator[tuple[Service, dict[str, Any]]]:
    """As `requests_of` makes them."""
    return islice(catalogue_requests(catalog, rng), _MANY)


def measure() -> Iterator[str]:
    """Sizes, and the times of sealing and opening."""
    catalog, regions = load_catalog(), Wilayah()
    rng = random.Random(7)
    key = sealing.new_sealing_key()
    public = sealing.seal_public(key)
    made = list(requests(catalog, rng))
    samples = [(service, _without_photos(service)) for service in catalog.services]
    sets = {
        "D18's sample": [pair for pair in samples if pair[0].ref == "D18"],
        "D18, made up": [pair for pair in made if pair[0].ref == "D18"],
        "6 services, made up": made,
        "all samples": samples,
    }
    times = []
    for name, pairs in sets.items():
        sizes, json = [], []
        for service, raw in pairs:
            told, shape = content(service, raw, regions, rng), shape_of(service)
            started = time.perf_counter()
            body = sealing.seal(told, shape, public)
            middle = time.perf_counter()
            assert sealing.open_sealed(body, key) == told
            times.append(((middle - started) * 1000, (time.perf_counter() - middle) * 1000))
            sizes.append(len(body))
            json.append(len(msgspec.json.encode(raw)))
        sizes.sort()
        yield (
            f"sealed: {name:20} {len(sizes):4} of {median(json):4.0f} bytes JSON: median {median(sizes):4.0f},"
            f" p90 {sizes[int(len(sizes) * 0.9)]:4}, most {sizes[-1]:4}"
        )
    yield f"  seal               {spread([one for one, _ in times])}"
    yield f"  open               {spread([one for _, one in times])}"


def _without_photos(service: Service) -> dict[str, Any]:
    photos = {field.id for field in service.fields() if isinstance(field, PhotoField)}
    return {field: answer for field, answer in service.sample.items() if field not in photos}


if __name__ == "__main__":
    for line in measure():
        print(line)
