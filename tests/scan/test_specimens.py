"""The generator of specimen cards: fictitious people with NIK that keep the rules, the same picture for the same seed."""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
import pytest

from kiosk.domain.identity import PROVINCE_CODES, Nik
from tests.scan import specimens
from tests.scan.specimens import DAMAGES, HD, VGA, Damage, draw, other_layout, photograph, sample, specimen

TODAY = date(2026, 11, 21)


def test_every_specimen_has_a_nik_that_keeps_the_rules() -> None:
    """Known province, day of birth plus forty for women, a date that is the printed one."""
    for seed in range(200):
        person = specimen(seed)
        nik = Nik.parse(person.nik, today=TODAY)
        assert isinstance(nik, Nik)
        assert person.nik[:2] in PROVINCE_CODES
        assert nik.sex == person.jk
        # Two digits of year are all a NIK has.
        assert nik.birth_date(today=TODAY).strftime("%d%m%y") == person.tgl_lahir.strftime("%d%m%y")
        assert person.provinsi
        assert person.kabupaten.startswith(("KOTA ", "KABUPATEN "))
        assert all(value == value.strip() and value for value in person.values.values())


def test_people_are_many_and_stay_who_they_are() -> None:
    """A seed is a person for ever: accuracy is compared from one year to the next."""
    assert specimen(7) == specimen(7)
    assert len({specimen(seed).nik for seed in range(200)}) == 200
    names = {specimen(seed).nama for seed in range(200)}
    assert len(names) > 120
    assert any("'" in name for name in names)
    assert any(name.startswith(("I WAYAN ", "NI LUH ", "I MADE ", "NI MADE ")) for name in names)
    assert min(map(len, names)) <= 4
    assert max(map(len, names)) >= 26


def test_a_card_says_that_it_is_a_specimen() -> None:
    """In large letters across, faint enough to read what is below: the red of the word is the only red beside a portrait."""
    card = draw(specimen(1)).astype(int)
    text_side = card[:, :720]
    red = (text_side[..., 2] - text_side[..., 0] > -30) & (text_side.sum(axis=2) > 400)
    assert 0.03 < red.mean() < 0.25


def test_the_same_seed_is_the_same_photo() -> None:
    """Bit by bit, and another seed is another."""
    card = draw(specimen(3), width=500)
    first = photograph(card, "hard", 3)
    assert np.array_equal(first, photograph(card, "hard", 3))
    assert not np.array_equal(first, photograph(card, "hard", 5))


@pytest.mark.parametrize("damage", DAMAGES)
def test_all_of_the_card_is_in_the_photo(damage: Damage) -> None:
    """In any turn; and some are upside down, some on their side."""
    turns = set()
    for seed in range(40):
        for width, height in (HD, VGA):
            pose = specimens.pose(damage, seed, (width, height))
            turns.add(round(pose.turn / 90) % 4)
            corners = specimens.corners(pose, (width, height))
            # A tilt brings a corner nearer: a few pixels of a blank edge may go.
            assert np.all(corners > -0.04 * width)
            assert np.all(corners < np.array([width, height]) + 0.04 * width)
    assert turns >= {0, 2}


def test_each_level_is_harder_to_see_than_the_one_before() -> None:
    """By the contrast of what is finer than a stroke of a letter."""
    fine = []
    for damage in DAMAGES:
        shares = []
        for seed in range(3):
            pose, card = specimens.pose("easy", seed, VGA), draw(specimen(seed))
            clean = specimens.shoot(card, pose, specimens.UNHARMED, seed, VGA)
            harmed = specimens.shoot(card, pose, specimens.harm(damage, seed), seed, VGA)
            box = cv2.boundingRect(clean.corners)
            shares.append(_detail(harmed.picture, box) / _detail(clean.picture, box))
        fine.append(np.median(shares))
    assert 1.05 > fine[0] > fine[1] > fine[2]


def _detail(picture: specimens.Picture, box: tuple[int, int, int, int]) -> float:
    """Contrast of strokes, without most of the noise."""
    left, top, width, height = box
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[max(0, top) : top + height, max(0, left) : left + width]
    soft = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 1.2)
    return float(np.abs(soft - cv2.GaussianBlur(soft, (0, 0), 2.5)).mean())


def test_another_printer_s_card_holds_the_same() -> None:
    """Only looks differ."""
    person = specimen(2)
    assert not np.array_equal(draw(person, width=300), draw(person, width=300, layout=other_layout(2)))
    assert other_layout(2) == other_layout(2)


def test_an_old_camera_gives_small_pictures() -> None:
    """640 × 480 is part of the promise."""
    assert sample("hard", 4)[1].shape == (480, 640, 3)
    assert sample("easy", 4)[1].shape == (720, 1280, 3)


def test_a_missing_font_is_named_and_never_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another font would change every figure without a word."""
    with pytest.raises(
        RuntimeError, match=r"Nowhere.ttf is not installed: apt-get install fonts-ocr-a fonts-liberation"
    ):
        draw(specimen(1), width=200, layout=specimens.Layout(value_font="Nowhere.ttf"))
