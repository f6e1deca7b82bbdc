"""How well a KTP is read, as a number that must not become worse; `./run bench ktp` measures all of it."""

from __future__ import annotations

import pytest

from kiosk.scan.ktp.reader import KtpReader
from tests.bench.ktp import Tally, timed
from tests.scan.specimens import DAMAGES, Damage, sample

pytestmark = pytest.mark.slow

_SEEDS = range(40, 44)
"""The first after those of the bench, whatever is in them."""


@pytest.fixture(scope="module")
def tallies() -> dict[Damage, Tally]:
    """Four pictures of each level, read once for all tests here."""
    reader = KtpReader(threads=1)
    found: dict[Damage, Tally] = {damage: Tally() for damage in DAMAGES}
    for damage, tally in found.items():
        for seed in _SEEDS:
            person, picture = sample(damage, seed)
            timed(tally, person, picture, lambda seen: sight.reading if (sight := reader.read(seen)) else None)
    return found


def test_the_nik_is_read_digit_by_digit(tallies: dict[Damage, Tally]) -> None:
    """All but one of twelve, however they were held."""
    total = tallies["easy"] + tallies["medium"] + tallies["hard"]
    assert total.pictures == 12
    assert total.exact >= 11


def test_no_wrong_nik_is_ever_presented_as_certain(tallies: dict[Damage, Tally]) -> None:
    """And most that are certain are, or the word would mean nothing."""
    assert all(tally.wrong_and_certain == 0 for tally in tallies.values())
    assert tallies["easy"].certain + tallies["medium"].certain >= 5


def test_names_are_read_letter_by_letter(tallies: dict[Damage, Tally]) -> None:
    """One letter in a hundred may be wrong where a person has no trouble, one in five where they have."""
    assert (tallies["easy"] + tallies["medium"]).name_errors <= 0.015
    assert tallies["hard"].name_errors <= 0.20


def test_the_other_rows_are_read_as_well(tallies: dict[Damage, Tally]) -> None:
    """Place and date of birth, sex, address and what follows, exactly as printed."""
    both = tallies["easy"] + tallies["medium"]
    assert both.rows_exact / both.rows >= 0.9
