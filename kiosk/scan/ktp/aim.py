"""Whether a card is held well before the camera: what to tell the person, and which picture is worth reading.

A card is found by its outline and believed by its looks: writing in the middle, a portrait of another colour at one end,
a blank strip below. That holds in any turn, and no table, hand or book passes for one. Nothing is read here: what is not
quite like a card but has its outline and much to read on it is tried as well, after some seconds.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import cv2
import msgspec
import numpy as np

from kiosk.scan.guide import CARD_RATIO, guide
from kiosk.scan.pictures import Picture
from kiosk.scan.wire import AimHint

_Points = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_Grey = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_Any = np.ndarray[tuple[int, ...], np.dtype[Any]]
_Mask = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

# Lengths in pixels, of three copies: the outline is found in the smallest, believed in the second; the letters are judged
# in a piece of the picture itself, 6 pixels a millimetre, so that sharp means the same at any distance.
_OUTLINE_SIDE = 320
_LOOKS_SIDE = 640
_LOOKS = (240, 151)
_OUTLINES = 8  # looked at more closely in each picture
_LETTERS = (344, 246)

_SMALLEST = 400
"""Long side of a card whose letters are tall enough to be read, whatever the camera."""
_BLURRED, _SHARP = 0.30, 0.75
"""Of `_sharpness`: measured on specimens, 0.75 is a blur of 0.15 to 0.20 mm on the card, 0.30 one of 0.30 mm, which is read
most of the time. A sharp card has 1.2 at 430 pixels and 3 at 1000.
"""
_GUIDED = 100
"""Short side of the frame on the screen, in the copy that is looked at, below which no card in it could be read."""
_FARTHEST = 0.3
"""Long side in shares of the picture's: what is smaller is not yet held before the camera."""
_DIM, _DARK = 60, 35  # grey of the paper: worth a hint; not worth reading
_STILL = 0.15  # of the long side, that corners may move in a second
_GLARING = 0.02  # share of the writing that is blown out
_HINT_S = 0.5
"""How long a hint stays: shorter ones flicker."""
_LOST_S = 0.7
"""A card that is not found for so long is gone."""
_GOOD_S = 0.15
_GOOD = 3
"""Good pictures in a row, and for how long, before the sharpest of them is taken."""
_PATIENCE_S = 4.0
"""How long it is waited for a good picture of a card that can be read; then the best so far is taken."""
_DOUBTED_S = 6.0
"""How long nothing looks like a whole card, though there are letters, before the picture is tried as it is."""


class _Found(msgspec.Struct, frozen=True):
    """A card in a picture."""

    corners: _Points  # as printed: top left, top right, bottom right, bottom left; in shares of the longer side
    whole: bool
    legible: bool
    sure: bool = True


class _Sight(msgspec.Struct, frozen=True):
    """One picture's card."""

    when: float
    picture: Picture
    corners: _Points
    wrong: AimHint | None  # nothing, but for movement
    sharpness: float
    readable: bool  # not good perhaps, but better than no picture

    def __repr__(self) -> str:
        return "_Sight()"


class Aim:
    """Follows one card through the pictures of a camera. `clock` gives seconds; pictures are kept, not copied.

    With another hint than `READING` a picture is a try that may come to nothing: no card was found, but letters.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sights: deque[_Sight] = deque(maxlen=5)
        self._best: _Sight | None = None
        self._readable_since: float | None = None
        self._doubted_since: float | None = None
        self._doubted_last = 0.0
        self._shown, self._meant = AimHint.NO_CARD, AimHint.NO_CARD
        self._shown_since = -_HINT_S

    def look(self, picture: Picture) -> tuple[AimHint, Picture | None]:
        """What the person is told now; with `READING` the picture to read. A hint stays for half a second.

        Takes the sharpest of three good pictures in a row; after four seconds the best of those that can be read, cut off or
        not. Goes on after that: a second picture may be wanted.
        """
        now = self._clock()
        looks = _shrunk(picture, _LOOKS_SIDE)
        seen = _judged(picture, looks, now)
        if isinstance(seen, AimHint):
            gone = not self._sights or now - self._sights[-1].when > _LOST_S
            if gone:
                self._forget()
            # What moves is not always found.
            hint = self._told(seen if gone or seen is AimHint.DARK else AimHint.HOLD, now)
            return hint, picture if self._worth_a_try(looks, seen, now) else None
        self._sights.append(seen)
        self._doubted_since = None
        taken = self._good() or self._overdue(now)
        if taken is None:
            return self._told(seen.wrong or AimHint.HOLD, now), None
        self._forget()
        self._shown = self._meant = AimHint.READING
        self._shown_since = now
        return AimHint.READING, taken.picture

    def _worth_a_try(self, looks: Picture, seen: AimHint, now: float) -> bool:
        """Whether there were letters for long where no whole card was found: whoever reads them knows more than is seen here."""
        if seen is AimHint.FARTHER or (seen is AimHint.NO_CARD and _may_hold_card(looks)):
            if self._doubted_since is None or now - self._doubted_last > _LOST_S:
                self._doubted_since = now
            self._doubted_last = now
            if now - self._doubted_since >= _DOUBTED_S:
                self._doubted_since = None
                return True
        return False

    def _good(self) -> _Sight | None:
        """The sharpest of the last pictures, when they are good and the card lay still in them."""
        good: list[_Sight] = []
        for sight in reversed(self._sights):
            if sight.wrong is not None or (good and _speed(sight, good[-1]) > _STILL):
                break
            good.append(sight)
        if len(good) < _GOOD or good[0].when - good[-1].when < _GOOD_S:
            return None
        return max(good, key=lambda sight: sight.sharpness)

    def _overdue(self, now: float) -> _Sight | None:
        """The best picture so far, when a good one does not come."""
        newest = self._sights[-1]
        if newest.readable and (self._best is None or newest.sharpness >= self._best.sharpness):
            self._best = newest
        if self._best is not None and self._readable_since is None:
            self._readable_since = now
        waited = 0.0 if self._readable_since is None else now - self._readable_since
        return self._best if waited >= _PATIENCE_S else None

    def _forget(self) -> None:
        self._sights.clear()
        self._best = None
        self._readable_since = None

    def _told(self, hint: AimHint, now: float) -> AimHint:
        """The hint on the screen: another only when it is meant twice in a row and the last one stood long enough."""
        if hint is self._meant and now - self._shown_since >= _HINT_S and hint is not self._shown:
            self._shown, self._shown_since = hint, now
        self._meant = hint
        return self._shown


def _speed(before: _Sight, after: _Sight) -> float:
    """How fast the corners move, in shares of the card's long side a second."""
    moved = float(np.linalg.norm(after.corners - before.corners, axis=1).max()) / _long_side(after.corners)
    return moved / max(1e-3, after.when - before.when)


def _judged(picture: Picture, looks: Picture, now: float) -> _Sight | AimHint:
    """The card in a picture and what is wrong with it; what to say where there is none. `looks`: the picture made small."""
    small = _shrunk(looks, _OUTLINE_SIDE)
    likeliest: _Found | None = None
    partly = False
    for outline in _outlines(small):
        found = _believed(looks, outline)
        if found is None:
            partly = partly or _goes_on(looks, outline)
        elif found.legible and found.whole and found.sure:
            # What is on a card that is cut off may look like a small one: a portrait with something in it.
            if (
                likeliest is None
                or not likeliest.sure
                or _long_side(found.corners) > 0.8 * _long_side(likeliest.corners)
            ):
                return _sight(picture, found, now)
        elif (found.legible or found.whole) and (likeliest is None or (found.sure and not likeliest.sure)):
            likeliest = found
    if likeliest is not None and (likeliest.sure or not partly):
        return _sight(picture, likeliest, now)
    if float(np.median(small[::3, ::3])) < _DARK:
        return AimHint.DARK
    return AimHint.FARTHER if partly else AimHint.NO_CARD


def _sight(picture: Picture, found: _Found, now: float) -> _Sight:
    height, width = picture.shape[:2]
    side = _long_side(found.corners) * max(height, width)
    letters = _letters(picture, found.corners)
    paper = float(np.median(letters[::3, ::3]))
    glare = float(np.mean(cv2.erode(letters, np.ones((9, 9), np.uint8)) > 246))
    sharpness = _sharpness(letters)
    wrong: AimHint | None = None
    if not found.sure:
        wrong = AimHint.NO_CARD
    elif paper < _DARK:
        wrong = AimHint.DARK
    elif not found.whole:
        wrong = AimHint.FARTHER
    elif found.legible and side < max(_SMALLEST, guide(width, height)[2] * width / 2):
        wrong = AimHint.CLOSER
    elif paper < _DIM:
        wrong = AimHint.DARK
    elif glare > _GLARING:
        wrong = AimHint.GLARE
    elif not found.legible or sharpness < _SHARP:
        wrong = AimHint.HOLD
    enough = side > 0.95 * _SMALLEST and paper > _DARK and glare < 0.2 and sharpness > _BLURRED
    return _Sight(now, picture, found.corners, wrong, sharpness, readable=found.legible and enough)


def _long_side(corners: _Points) -> float:
    return float(np.linalg.norm(corners[1] - corners[0]))


def _shrunk(picture: Picture, side: int) -> Picture:
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _outlines(small: Picture) -> Iterator[_Points]:
    """Four corners of whatever may be a card, clockwise, a long side first; the likeliest one first.

    In shares of the longer side.
    """
    soft = cv2.GaussianBlur(small, (0, 0), 1.0)
    blue, _green, red = cv2.split(soft)
    grey = np.asarray(cv2.cvtColor(soft, cv2.COLOR_BGR2GRAY), np.uint8)
    # The paper of a KTP is bluer than most of what is behind one, and stays so under a lamp.
    bluish = np.clip(128 + (blue.astype(np.int16) - red), 0, 255).astype(np.uint8)
    found: list[tuple[float, _Points]] = []
    for mask, larger in _masks(grey, bluish):
        for contour in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
            if cv2.contourArea(contour) < 0.05 * mask.size:
                continue
            hull = cv2.convexHull(contour)
            middle, (one, other), angle = cv2.minAreaRect(hull)
            filled = cv2.contourArea(hull) / max(1.0, one * other)
            size = (one * larger, other * larger)
            if filled > 0.8 and size[0] * size[1] < 0.93 * mask.size:
                ratio = min(size) / max(size)
                likely = filled - abs(ratio - CARD_RATIO) + 0.3 * (size[0] * size[1] / mask.size) ** 0.5
                found.append((likely, np.asarray(cv2.boxPoints((middle, size, angle)), np.float32)))
    for _likely, points in sorted(found, key=lambda one: -one[0])[:_OUTLINES]:
        # boxPoints goes round clockwise.
        corners = np.asarray(points / max(small.shape), np.float32)
        yield corners if _long_side(corners) >= _long_side(corners[1:]) else np.roll(corners, -1, axis=0)


def _masks(grey: _Mask, bluish: _Mask) -> Iterator[tuple[_Mask, float]]:
    """Ways to tell a card from what is behind it, and by how much the card is larger than what each finds of it.

    Lighter or darker, bluer or less blue, between edges, and where it is full of small things on a ground without.
    """
    opening = np.ones((5, 5), np.uint8)
    for channel in (grey, bluish):
        mask = np.asarray(cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1], np.uint8)
        for one in (mask, 255 - mask):
            yield np.asarray(cv2.morphologyEx(one, cv2.MORPH_OPEN, opening), np.uint8), 1.0
    edges = np.maximum(cv2.Canny(grey, 30, 80), cv2.Canny(bluish, 20, 60))
    yield np.asarray(255 - cv2.dilate(edges, np.ones((2, 2), np.uint8)), np.uint8), 1.0
    around = cv2.blur(grey, (7, 7))
    small = np.asarray(cv2.absdiff(grey, around) > np.maximum(around / 16, 3), np.uint8)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    yield np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((11, 11), np.uint8)), np.uint8), 1.08


def _flat(picture: Picture, corners: _Points, size: tuple[int, int]) -> Picture:
    """What is between four corners, given in shares of the longer side, as a rectangle."""
    width, height = size
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(np.asarray(corners * max(picture.shape), np.float32), square)
    return np.asarray(cv2.warpPerspective(picture, warp, size), np.uint8)


def _strokes(picture: Picture) -> tuple[_Grey, _Grey]:
    """How much each pixel differs from those beside it, and from those above and below it, in grey levels."""
    grey = cv2.cvtColor(cv2.GaussianBlur(picture, (0, 0), 0.7), cv2.COLOR_BGR2GRAY).astype(np.float32)
    across, along = (np.abs(grey - cv2.blur(grey, size)) for size in ((7, 1), (1, 7)))
    return np.asarray(across, np.float32), np.asarray(along, np.float32)


def _writing(across: _Any, along: _Any, share: float = 0.6) -> float:
    """How full of letters a piece is, in grey levels: strokes both ways in this share of it. Wood has them one way."""
    both = np.minimum(*(cv2.resize(one, (8, 12), interpolation=cv2.INTER_AREA) for one in (across, along)))
    return float(np.quantile(both, 1 - share))


def _believed(looks: Picture, corners: _Points) -> _Found | None:
    """A card, when between its corners it looks like a KTP; which way is up is where the portrait is."""
    # The portrait of a card is a rectangle with something in it, too: hence a least size.
    if _long_side(corners) < _FARTHEST or not 1.25 < _long_side(corners) / _long_side(corners[1:]) < 2.0:
        return None
    card = _flat(looks, corners, _LOOKS)
    strokes = _strokes(card)
    ways = []
    for turn in (0, 2):
        seen, across, along = (np.rot90(one, turn) for one in (card, *strokes))
        paper = np.median(_part(seen, 0.05, 0.10, 0.70, 0.90)[::3, ::3].reshape(-1, 3), axis=0)
        portrait = np.median(_part(seen, 0.76, 0.25, 0.94, 0.62).reshape(-1, 3), axis=0)
        light = max(20.0, float(paper.mean()))
        text = _part(across, 0.26, 0.16, 0.62, 0.86), _part(along, 0.26, 0.16, 0.62, 0.86)
        foot = float(np.median(_part(across + along, 0.10, 0.905, 0.70, 0.95)))
        legible = _writing(*text) > max(0.85, 0.0055 * light) and foot < 0.8 * float((text[0] + text[1]).mean())
        ways.append((float(np.linalg.norm(paper - portrait)) / light, legible, np.roll(corners, turn, axis=0)))
    (less, _, _), (more, legible, upright) = sorted(ways, key=lambda way: way[0])
    if legible and more > max(0.3, 1.4 * less):
        return _Found(upright, _inside(looks, corners), legible=True)
    # Blurred or blinded by a lamp, but nothing else has such a portrait and as much to read.
    if more > max(0.5, 2 * less) and _writing(*strokes, 0.4) > max(1.2, 0.008 * float(np.median(card[::3, ::3]))):
        return _Found(upright, _inside(looks, corners), legible=False)
    # A real card may look unlike all that was tried here: whoever reads it will know.
    if _inside(looks, corners) and _lettered(card, strokes, 0.3):
        return _Found(corners, whole=True, legible=True, sure=False)
    return None


def _inside(looks: Picture, corners: _Points) -> bool:
    """Whether it ends before the picture does, by half a pixel of the copy it was found in."""
    height, width = (part / max(looks.shape) for part in looks.shape[:2])
    margin = 1.5 / _OUTLINE_SIDE
    return bool(np.all((corners > margin) & (corners < (width - margin, height - margin))))


def _goes_on(looks: Picture, corners: _Points) -> bool:
    """Whether it is a piece of something with letters on it that goes on beyond the picture."""
    if _inside(looks, corners):
        return False
    piece = _flat(looks, corners, _LOOKS)
    return _lettered(piece, _strokes(piece), 0.4)


def _may_hold_card(looks: Picture) -> bool:
    """Whether the frame on the screen holds about as many letters as a card.

    Specimens that were not found have 0.017 to 0.039 of them, tables and hands up to 0.013, books from 0.044.
    """
    left, top, width, height = guide(looks.shape[1], looks.shape[0])
    piece = np.asarray(_part(looks, left, top, left + width, top + height), np.uint8)
    if min(piece.shape[:2]) < _GUIDED:
        return False
    writing = _writing(*_strokes(piece), 0.2)
    return writing > 1.2 and 0.0155 < writing / max(20.0, float(np.median(piece[::3, ::3]))) < 0.042


def _lettered(piece: Picture, strokes: tuple[_Grey, _Grey], share: float) -> bool:
    """Whether there are letters on this share of it: more than noise and the grain of a table, less than a page of a book."""
    light = max(20.0, float(np.median(piece[::3, ::3])))
    writing = _writing(*strokes, share)
    return writing > 2.3 and 0.0125 < writing / light < 0.03


def _part(picture: _Any, left: float, top: float, right: float, bottom: float) -> _Any:
    height, width = picture.shape[:2]
    return picture[round(top * height) : round(bottom * height), round(left * width) : round(right * width)]


def _letters(picture: Picture, corners: _Points) -> _Grey:
    """The part of a card with the NIK and what is below it, 6 pixels a millimetre."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    warp = cv2.getPerspectiveTransform(unit, corners)
    inner = np.array([[[0.03, 0.14], [0.70, 0.14], [0.70, 0.90], [0.03, 0.90]]], np.float32)
    part = _flat(picture, np.asarray(cv2.perspectiveTransform(inner, warp)[0], np.float32), _LETTERS)
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.float32)


def _sharpness(letters: _Grey) -> float:
    """How much finer than a third of a millimetre there is, by what is coarser: the contrast of a print does not matter.

    Noise is the same everywhere, print is not, so what the middle one of all pixels has of it is taken off.
    """
    soft = cv2.GaussianBlur(letters, (0, 0), 1.0)
    fine, coarse = letters - soft, soft - cv2.GaussianBlur(letters, (0, 0), 2.5)
    noise, grain = ((float(np.median(np.abs(one[::3, ::3]))) / 0.6745) ** 2 for one in (fine, coarse))
    return (float(np.mean(fine**2)) - noise) / max(1e-6, float(np.mean(coarse**2)) - grain)
