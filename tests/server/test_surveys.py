"""The survey of satisfaction: marks that arrive without anybody, and the score that the regulation makes of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from sync.server.store.tables import surveys as table
from sync.server.work import surveys
from sync.server.work.surveys import Scored, band
from tests.sync.world import START, KioskWorld, OfficeWorld

DAY_MS = 86_400_000


def found(office: OfficeWorld, start: int = START - DAY_MS, end: int = START + DAY_MS) -> surveys.Survey | None:
    with office.database.reading() as connection:
        return surveys.survey(connection, office.keys.code, start, end)


def test_marks_arrive_and_nothing_else_of_the_survey_does(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Nine marks and the service that was judged: no idea, no age, no sex."""
    assert found(office) is None
    kiosk.submit(service_id="D51")
    marks = dict(zip((f"u{number}" for number in range(1, 10)), "123412341", strict=True))
    kiosk.submit(service_id="D51", layanan="pengantar_skck", **marks)
    kiosk.submit()  # another service is no survey
    kiosk.sync()
    kiosk.sync()
    with office.database.reading() as connection:
        rows = connection.execute(select(table.c.service, table.c.marks, table.c.at).order_by(table.c.service)).all()
    assert [tuple(row) for row in rows] == [
        ("pengantar_skck", "[1,2,3,4,1,2,3,4,1]", START),
        ("surat_keterangan_domisili", "[3,3,2,4,3,4,4,3,2]", START),
    ]
    survey = found(office)
    assert survey is not None
    assert survey.total == Scored(2, (4, 5, 5, 8, 4, 6, 7, 7, 3))
    assert survey.services["pengantar_skck"] == Scored(1, (1, 2, 3, 4, 1, 2, 3, 4, 1))


def test_only_the_days_that_are_asked_for_count(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """From the first moment on, before the moment after the last."""
    kiosk.submit(service_id="D51")
    kiosk.sync()
    assert found(office, START, START + 1) is not None
    assert found(office, START - 1, START) is None
    assert found(office, START + 1, START + 2) is None


def test_the_score_is_the_mean_of_nine_means_times_25() -> None:
    """By hand: sums 35 30 28 40 32 33 36 25 29 of ten people are 288 of 90 marks, a mean of 3.2, 80.00, B."""
    scored = Scored(10, (35, 30, 28, 40, 32, 33, 36, 25, 29))
    assert scored.score() == Decimal("80.00")
    assert scored.elements()[:4] == (Decimal("87.50"), Decimal("75.00"), Decimal("70.00"), Decimal("100.00"))
    assert (band(scored.score()).letter, band(Decimal("62.50")).letter) == ("B", "D")


def test_a_score_is_rounded_as_people_round() -> None:
    """Three people with 25 marks of nine elements: 2.7777…, 69.444…; and a half goes up."""
    assert Scored(1, (3, 3, 3, 3, 3, 3, 3, 2, 2)).score() == Decimal("69.44")
    assert Scored(8, (25,) + (24,) * 8).elements()[0] == Decimal("78.13")  # 78.125


@pytest.mark.parametrize(
    ("score", "letter"),
    [
        ("100.00", "A"),
        ("88.31", "A"),
        ("88.30", "B"),
        ("76.61", "B"),
        ("76.60", "C"),
        ("65.00", "C"),
        ("64.99", "D"),
        ("25.00", "D"),
    ],
)
def test_the_bands_are_those_of_the_regulation(score: str, letter: str) -> None:
    """Permen PANRB 14/2017."""
    assert band(Decimal(score)).letter == letter
