"""Aiming: hints that make sense and do not flicker, a picture taken by itself in good time, and of nothing but a card."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import cv2
import msgspec
import numpy as np
import pytest

from kiosk.scan.guide import guide
from kiosk.scan.ktp.aim import Aim
from kiosk.scan.wire import AimHint
from tests.scan import specimens
from tests.scan.specimens import VGA, Glare, Harm, Picture, Pose, draw, other_layout, shoot, specimen

FPS = 6
HELD = Pose(500, turn=3, tilt=(4, -5))
"""As the frame on the screen asks for it."""
LIT = Harm(defocus=0.05, noise=3, quality=85)


class Scene(msgspec.Struct, frozen=True):
    """A while of a film: how long, and how the card is held at its end. No pose: no card."""

    seconds: float
    pose: Pose | None
    harm: Harm = LIT
    shake: float = 0.0  # pixels from one picture to the next


class Frame(msgspec.Struct, frozen=True):
    """A picture of a film with what is true of it."""

    when: float
    picture: Picture
    scene: int
    harm: Harm


class Watched(msgspec.Struct, frozen=True):
    """What `Aim` said to a film, each hint when it came up, and what it took when."""

    hints: tuple[tuple[float, AimHint], ...]
    taken: Frame | None = None
    when: float = 0.0

    @property
    def words(self) -> list[AimHint]:
        """The hints in their order."""
        return [hint for _when, hint in self.hints]


@cache
def card(seed: int) -> Picture:
    """A specimen as some printer made it."""
    return draw(specimen(seed), layout=other_layout(seed))


def film(seed: int, *scenes: Scene) -> Iterator[Frame]:
    """Somebody holds a card before the camera; what moves is blurred as far as it moves in half the time of a picture."""
    dice = random.Random(f"film {seed}")
    number, before, here = 0, None, (0.0, 0.0)
    for place, scene in enumerate(scenes):
        steps = round(scene.seconds * FPS)
        for step in range(1, steps + 1):
            number += 1
            if scene.pose is None:
                yield Frame(number / FPS, specimens.empty(seed, scene.harm, VGA), place, scene.harm)
                continue
            pose = _between(before or scene.pose, scene.pose, step / steps)
            there = (dice.uniform(-1, 1) * scene.shake, dice.uniform(-1, 1) * scene.shake)
            pose = msgspec.structs.replace(
                pose, middle=(pose.middle[0] + there[0] / VGA[0], pose.middle[1] + there[1] / VGA[1])
            )
            moved = np.hypot(there[0] - here[0], there[1] - here[1]) / 2
            here = there
            motion = scene.harm.motion + float(moved) / pose.long_side * specimens.CARD_MM[0]
            harm = msgspec.structs.replace(scene.harm, motion=motion, motion_along=dice.uniform(0, 180))
            yield Frame(number / FPS, shoot(card(seed), pose, harm, seed, VGA).picture, place, harm)
        before = scene.pose


def _between(first: Pose, last: Pose, share: float) -> Pose:
    return Pose(
        first.long_side + (last.long_side - first.long_side) * share,
        first.turn + (last.turn - first.turn) * share,
        last.tilt,
        (
            first.middle[0] + (last.middle[0] - first.middle[0]) * share,
            first.middle[1] + (last.middle[1] - first.middle[1]) * share,
        ),
    )


def watch(frames: Iterator[Frame]) -> Watched:
    """Shows a film to a new `Aim`, until it has taken a picture."""
    now = [0.0]
    aim = Aim(lambda: now[0])
    hints: list[tuple[float, AimHint]] = []
    shown: list[Frame] = []
    for frame in frames:
        now[0] = frame.when
        shown.append(frame)
        hint, picture = aim.look(frame.picture)
        if not hints or hints[-1][1] is not hint:
            hints.append((frame.when, hint))
        assert picture is not None or hint is not AimHint.READING
        if picture is not None:
            (of,) = (one for one in shown if one.picture is picture)
            return Watched(tuple(hints), of, frame.when)
    return Watched(tuple(hints))


def one(scene: Scene) -> Picture:
    """One picture of it."""
    (frame,) = film(4, msgspec.structs.replace(scene, seconds=1 / FPS))
    return frame.picture


def still(picture: Picture, seconds: int) -> Iterator[Frame]:
    """The same picture again and again, three in a second: nothing moves, so nothing but what it shows is in the way."""
    return (Frame(step / 3, picture.copy(), 0, LIT) for step in range(1, 3 * seconds))


def photocopy() -> Picture:
    """A card without its colours that fills the picture: its end is hard to tell from a pale table."""
    grey = cv2.cvtColor(specimens.sample("easy", 1)[1], cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


GLARING = msgspec.structs.replace(LIT, glares=(Glare(430, 130, 130, 45, 1.0),))
"""The lamp of the hall, on the NIK."""


@pytest.fixture(scope="module", params=[2, 5])
def visit(request: pytest.FixtureRequest) -> Watched:
    """Nobody; a card far away; it comes nearer in an unsteady hand; a lamp in it; then it is held."""
    nobody, far = Scene(1, None), Scene(1.5, Pose(230))
    nearer, lamp, held = Scene(1, HELD, shake=25), Scene(1.2, HELD, GLARING, shake=3), Scene(2.5, HELD, shake=1.5)
    return watch(film(request.param, nobody, far, nearer, lamp, held))


def test_hints_come_in_the_order_in_which_they_help(visit: Watched) -> None:
    """Each time the next thing that is wrong, and at last nothing is."""
    wanted = [AimHint.NO_CARD, AimHint.CLOSER, AimHint.HOLD, AimHint.GLARE, AimHint.READING]
    came = iter(visit.words)
    assert all(hint in came for hint in wanted), visit.words
    assert AimHint.FARTHER not in visit.words
    assert AimHint.DARK not in visit.words


def test_the_picture_is_taken_in_good_time_and_sharp(visit: Watched) -> None:
    """Within a second and a half of holding still, none of the blurred ones before; the lamp is off the NIK by then."""
    assert visit.taken is not None
    assert visit.taken.scene == 4
    assert visit.when - 4.7 <= 1.5
    assert visit.taken.harm.motion < 0.3


def test_no_hint_is_gone_before_it_is_read(visit: Watched) -> None:
    """Half a second each, but for the end."""
    came = [when for when, hint in visit.hints if hint is not AimHint.READING]
    assert all(after - before >= 0.5 for before, after in pairwise(came))


@pytest.mark.parametrize("turn", [94, 178, 266])
def test_a_card_may_be_held_as_it_comes(turn: int) -> None:
    """On its side or upside down."""
    seen = watch(film(4, Scene(0.5, None), Scene(2, Pose(430, turn=turn), shake=1.5)))
    assert seen.taken is not None
    assert seen.when <= 2


def test_of_good_pictures_the_sharpest_is_taken() -> None:
    """The lens may still be looking for its focus."""
    softer, sharper = Harm(defocus=0.14), Harm(defocus=0.02)
    steps = [Scene(1 / FPS, HELD, harm) for harm in (softer, softer, sharper, softer, softer)]
    seen = watch(film(7, *steps))
    assert seen.taken is not None
    assert seen.taken.harm.defocus == sharper.defocus


def test_what_can_be_read_is_taken_after_some_seconds_though_it_is_not_ideal() -> None:
    """An old camera never gives a better one."""
    seen = watch(film(4, Scene(6, HELD, Harm(defocus=0.23, noise=4), shake=1)))
    assert AimHint.HOLD in seen.words
    assert seen.taken is not None
    assert 4 <= seen.when <= 5


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (Scene(5, HELD, Harm(defocus=0.55, noise=4)), AimHint.HOLD),
        (Scene(5, HELD, Harm(light=0.12, noise=4)), AimHint.DARK),
        (Scene(5, HELD, GLARING), AimHint.GLARE),
        (Scene(5, Pose(220)), AimHint.CLOSER),
    ],
)
def test_what_cannot_be_read_is_never_taken_and_the_person_is_told_why(scene: Scene, said: AimHint) -> None:
    """However long it is held so."""
    seen = watch(still(one(scene), 12))
    assert seen.taken is None
    assert seen.words == [AimHint.NO_CARD, said]


@pytest.mark.parametrize(
    "picture",
    [
        lambda: one(Scene(5, Pose(600, middle=(0.75, 0.5)))),
        lambda: one(Scene(5, Pose(600, middle=(0.5, 0.12)))),
        photocopy,
    ],
    ids=["right", "above", "photocopy"],
)
def test_what_seems_cut_off_is_said_and_then_tried_as_it_is(picture: Callable[[], Picture]) -> None:
    """Whoever cannot hold it otherwise is not left standing; nothing is said of a try that may come to nothing."""
    seen = watch(still(picture(), 8))
    assert seen.words == [AimHint.NO_CARD, AimHint.FARTHER]
    assert seen.taken is not None
    assert 6 <= seen.when <= 7


def test_a_card_that_is_not_found_is_tried_by_its_letters() -> None:
    """In the dark, on a checked cloth."""
    _person, picture = specimens.sample("hard", 82)
    seen = watch(still(picture, 8))
    assert seen.words == [AimHint.NO_CARD]
    assert seen.taken is not None
    assert 6 <= seen.when <= 7


@pytest.mark.parametrize("seed", [3, 11, 16])
def test_a_table_a_hand_or_a_book_is_never_taken_for_a_card(seed: int) -> None:
    """Whatever lies there, and for longer than a card would be waited for."""
    table = specimens.empty(seed, LIT, VGA)
    pictures = [table, specimens.book(seed, VGA)]
    for step in range(4):
        moved = table.copy()
        specimens.hand(moved, (0.3 + 0.1 * step, 0.6))
        pictures.append(moved)
    for picture in pictures:
        still = (Frame(step / FPS, picture.copy(), 0, LIT) for step in range(1, 5 * FPS, 2))
        seen = watch(still)
        assert seen.taken is None
        assert not {AimHint.CLOSER, AimHint.GLARE, AimHint.HOLD} & set(seen.words)


def test_after_one_picture_another_may_be_taken() -> None:
    """What the first leaves in doubt is read together with a second."""
    now = [0.0]
    aim = Aim(lambda: now[0])
    taken = []
    for frame in film(5, Scene(2.5, HELD, shake=1)):
        now[0] = frame.when
        picture = aim.look(frame.picture)[1]
        if picture is not None:
            taken.append(picture)
    assert len(taken) >= 2
    assert taken[0] is not taken[1]


@pytest.mark.parametrize("shape", [(1, 1), (2, 4000), (4000, 2), (48, 64), (1080, 1920)])
def test_any_picture_is_looked_at(shape: tuple[int, int]) -> None:
    """Black, white and noise, of any size: no card, no error."""
    noise = np.random.default_rng(1).integers(0, 256, (*shape, 3), dtype=np.uint8)
    for picture in (np.zeros_like(noise), np.full_like(noise, 255), noise):
        assert Aim().look(picture)[1] is None


@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (720, 1280), (1920, 1080)])
def test_the_guide_is_a_card_in_the_middle_of_the_picture(size: tuple[int, int]) -> None:
    """Of its proportion, inside, and what fills it is large enough."""
    width, height = size
    left, top, wide, high = guide(width, height)
    assert left >= 0
    assert top >= 0
    assert 2 * left + wide == pytest.approx(1)
    assert 2 * top + high == pytest.approx(1)
    assert wide * width / (high * height) == pytest.approx(85.6 / 53.98)
    assert wide == pytest.approx(0.8) or high == pytest.approx(0.96)


def test_a_card_that_looks_unlike_others_is_tried_all_the_same() -> None:
    """Without a portrait to know it by, after some seconds: who reads it decides. Until then nobody is misled."""
    odd = card(6).copy()
    odd[118:568, 730:965] = np.median(odd, axis=(0, 1))
    picture = shoot(odd, HELD, LIT, 6, VGA).picture
    seen = watch(Frame(step / FPS, picture.copy(), 0, LIT) for step in range(1, 6 * FPS, 2))
    assert seen.words == [AimHint.NO_CARD, AimHint.READING]
    assert 4 <= seen.when <= 5
