"""Where a card lies in a picture, and where its rows are.

The card's edges are no help: shadows, round corners and a table of the same colour pull them away. Its letters are. The
largest and plainest row of all is the NIK; it says where up is, how large the card is and where its other rows begin.
Offices print with other type and other distances, so the rest is found from what stands in the picture, not from a template.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import msgspec
import numpy as np

from kiosk.scan.ktp.engine import TextBox, picture_of
from kiosk.scan.pictures import Picture

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""2 × 3: from one picture's pixels to another's."""

UNIT = 1000
"""The width of a whole card in a straightened picture, in pixels."""

# How the text of a card lies around its NIK, in card widths. Only the frame of what is looked at, so generous.
_NIK_LENGTH = 0.425
_LEFT, _RIGHT = 0.32, 0.57
_ABOVE, _BELOW = 0.07, 0.54

_FLATTEST, _STEEPEST = 6.0, 24.0
"""How many times longer than high a box with a NIK can be: alone, or in one with its label."""


class Anchor(msgspec.Struct, frozen=True):
    """A NIK found in a picture: the left end of its digits, the way they run (radians, clockwise), the card's width."""

    x: float
    y: float
    angle: float
    width: float


class Straight(msgspec.Struct, frozen=True):
    """The text of a card put upright, `UNIT` to the width of a card, and the way back to the picture it came from."""

    picture: Picture
    source: Picture
    back: Matrix
    nik: tuple[float, float]  # left end of the digits


class Strip(msgspec.Struct, frozen=True):
    """A row in a straightened picture: from where to where, how high, how much it falls per pixel to the right."""

    left: float
    right: float
    y: float  # of its middle at `left`
    height: float
    slope: float


class LabelledRow(msgspec.Struct, frozen=True):
    """Where a label and its value stand."""

    label: Strip
    value: Strip


def candidates(boxes: list[TextBox]) -> Iterator[TextBox]:
    """What might hold a NIK, the highest letters first."""
    fitting = [box for box in boxes if _FLATTEST <= box.length / box.height <= _STEEPEST]
    yield from sorted(fitting, key=lambda box: -box.height)


def neighbours(box: TextBox, boxes: list[TextBox]) -> list[TextBox]:
    """Long pieces of text that run the same way near by."""
    return [
        one
        for one in boxes
        if abs(math.sin(one.angle - box.angle)) < 0.15
        and math.hypot(one.x - box.x, one.y - box.y) < 1.3 * box.length
        and one.length > 2.5 * one.height
        and one is not box
    ][:6]


def cut(picture: Picture, box: TextBox, *, flipped: bool = False, like: TextBox | None = None) -> Picture:
    """What a box holds, upright if it is so or if `like` is, with a little around it."""
    if like is not None:
        flipped = math.cos(box.angle - like.angle) < 0
    length, height = box.length + box.height * 0.5, box.height
    angle = box.angle + (math.pi if flipped else 0)
    cos, sin = math.cos(angle), math.sin(angle)
    back = np.array([
        [cos, -sin, box.x - cos * length / 2 + sin * height / 2],
        [sin, cos, box.y - sin * length / 2 - cos * height / 2],
    ])  # fmt: skip
    size = (max(1, round(length)), max(1, round(height)))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return picture_of(cv2.warpAffine(picture, back, size, flags=flags, borderMode=cv2.BORDER_REPLICATE))


def anchor(box: TextBox, *, flipped: bool, first: float, last: float) -> Anchor:
    """From the box of a NIK; `first` and `last` say where in `cut` its digits begin and end, 0 to 1 of the length."""
    angle = box.angle + (math.pi if flipped else 0)
    length = box.length + box.height * 0.5
    along = (first - 0.5) * length
    width = (last - first) * length / _NIK_LENGTH
    return Anchor(box.x + along * math.cos(angle), box.y + along * math.sin(angle), angle, width)


def straighten(picture: Picture, found: Anchor) -> Straight:
    """The part of the card with the rows that matter."""
    scale = found.width / UNIT
    cos, sin = math.cos(found.angle) * scale, math.sin(found.angle) * scale
    at = (UNIT * _LEFT, UNIT * _ABOVE)
    back = np.array([
        [cos, -sin, found.x - cos * at[0] + sin * at[1]],
        [sin, cos, found.y - sin * at[0] - cos * at[1]],
    ])  # fmt: skip
    size = (round(UNIT * (_LEFT + _RIGHT)), round(UNIT * (_ABOVE + _BELOW)))
    way = (cv2.INTER_AREA if scale > 1 else cv2.INTER_CUBIC) | cv2.WARP_INVERSE_MAP
    upright = cv2.warpAffine(picture, back, size, flags=way, borderMode=cv2.BORDER_REPLICATE)
    return Straight(picture_of(upright), picture, back, at)


def taken(straight: Straight, strip: Strip) -> Picture:
    """The row out of the picture itself: what is warped twice is blurred twice."""
    corners = np.array([
        [strip.left, strip.y - strip.height / 2],
        [strip.right, strip.y - strip.height / 2 + strip.slope * (strip.right - strip.left)],
        [strip.left, strip.y + strip.height / 2],
    ])  # fmt: skip
    there = corners @ straight.back[:, :2].T + straight.back[:, 2]
    scale = math.hypot(straight.back[0, 0], straight.back[1, 0])
    # Never smaller than the network wants it: enlarging once, here, keeps most of what there is.
    enlarged = max(1.0, 48 / (strip.height * scale))
    width = max(1, round((strip.right - strip.left) * scale * enlarged))
    height = max(1, round(strip.height * scale * enlarged))
    target = np.array([[0, 0], [width, 0], [0, height]], dtype=np.float32)
    matrix = cv2.getAffineTransform(there.astype(np.float32), target)
    flags = cv2.INTER_CUBIC
    return picture_of(
        cv2.warpAffine(straight.source, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    )


def around(strips: list[Strip]) -> Strip:
    """Rows that belong together with a margin, for a person to look at."""
    first, last = strips[0], strips[-1]
    margin = 0.3 * first.height
    left = min(strip.left for strip in strips) - margin
    right = max(strip.right for strip in strips) + margin
    height = last.y - first.y + (first.height + last.height) / 2 + margin
    return Strip(left, right, (first.y + last.y) / 2 - margin * first.slope, height, first.slope)


# --- Rows -------------------------------------------------------------------------------------------------------------

_PITCH = 33.0
"""From one row to the next on a common card, in a straightened picture; the card at hand is measured."""
_MOST_ROWS = 16  # twelve, and names and addresses that go on in a second


def rows(boxes: list[TextBox], nik: tuple[float, float]) -> list[LabelledRow]:
    """The rows below the NIK, from top to bottom.

    A row of which nothing was found between two others is put where it must be.
    """
    text = below(boxes, nik)
    if not text:
        return []
    falls = _slopes(text)
    heights = [(box.y - float(np.polyval(falls, box.y)) * (box.x - nik[0]), box) for box in text]
    groups, pitch = _grouped(sorted(heights, key=lambda pair: pair[0]))
    lean, column = _column(text, nik)
    edge = _edge(text, lean, column)
    size = min(float(np.median([box.height for box in text])), 1.1 * pitch)
    found: list[LabelledRow] = []

    def put(y: float, here: list[TextBox]) -> None:
        slope = float(np.polyval(falls, y))
        begin = lean * y + column
        right = max((box.x + box.length / 2 for box in here if box.x + box.length / 2 > begin + size), default=0.0)
        right = right + 0.4 * size if right else nik[0] + 0.45 * UNIT
        left = begin - edge - 0.3 * size
        label = Strip(left, begin, y + (left - nik[0]) * slope, size, slope)
        begin -= 0.1 * size
        found.append(LabelledRow(label, Strip(begin, right, y + (begin - nik[0]) * slope, size, slope)))

    above = nik[1] + 0.5 * pitch
    for group in groups:
        y = float(np.average([at for at, _ in group], weights=[box.length for _, box in group]))
        # Rows between the last one and this: the NIK's own is higher than the others.
        missing = round((y - above) / pitch) - 1
        for number in range(1, missing + 1):
            put(above + (y - above) * number / (missing + 1), [])
        put(y, [box for _, box in group])
        above = y
    return found[:_MOST_ROWS]


def nik_row(boxes: list[TextBox], nik: tuple[float, float]) -> Strip:
    """The digits of the NIK: as they were found once more, or where they were taken to be at first."""
    left, right, y, slope = nik[0], nik[0] + _NIK_LENGTH * UNIT, nik[1], 0.0
    for box in boxes:
        begin, end = box.x - box.length / 2, box.x + box.length / 2
        if (
            abs(box.y - y) < 0.03 * UNIT
            and abs(box.angle) < 0.12
            and end > left + 0.7 * (right - left)
            and begin < left + 60
        ):
            left, right = max(begin, left - 40), min(end, left + 0.52 * UNIT)
            slope = math.tan(box.angle)
            y = box.y - slope * box.length / 2
            break
    margin = 0.02 * UNIT
    return Strip(left - margin, right + margin, y - slope * margin, 52.0, slope)


def below(boxes: list[TextBox], nik: tuple[float, float]) -> list[TextBox]:
    """Those that may belong to the rows under a NIK."""
    return [box for box in boxes if _is_text(box, nik)]


def _is_text(box: TextBox, nik: tuple[float, float]) -> bool:
    left = box.x - box.length / 2
    return (
        abs(box.angle) < 0.22
        and 14 <= box.height <= 60
        and nik[0] - 0.26 * UNIT < left < nik[0] + 0.42 * UNIT
        and box.y > nik[1] + 0.8 * _PITCH + (box.x - nik[0]) * box.angle
    )


def _slopes(text: list[TextBox]) -> np.ndarray:
    """How much rows fall to the right, as a line over their y: seen at a slant they run together."""
    long = [box for box in text if box.length > 3 * box.height] or text
    at = np.array([box.y for box in long])
    fall = np.tan([box.angle for box in long])
    weight = np.sqrt([box.length for box in long])
    kept = np.abs(fall - np.median(fall)) < 0.06
    at, fall, weight = at[kept], fall[kept], weight[kept]
    if len(at) < 4 or np.ptp(at) < 4 * _PITCH:
        return np.array([0.0, float(np.median(fall))])
    line = np.polyfit(at, fall, 1, w=weight)
    off = np.abs(fall - np.polyval(line, at))
    # Once more without those that lie off: clutter, and boxes of two words that are not in one row.
    return np.polyfit(at, fall, 1, w=weight * (off <= max(0.01, 2 * float(np.median(off)))) + 1e-6)


def _grouped(placed: list[tuple[float, TextBox]]) -> tuple[list[list[tuple[float, TextBox]]], float]:
    """Boxes that stand in one row, and the distance of rows."""
    pitch = _PITCH
    groups: list[list[tuple[float, TextBox]]] = []
    for _ in range(2):
        groups = []
        for pair in placed:
            middle = np.mean([at for at, _ in groups[-1]]) if groups else -math.inf
            if pair[0] - middle > 0.5 * pitch:
                groups.append([])
            groups[-1].append(pair)
        steps = np.diff([np.mean([at for at, _ in group]) for group in groups])
        near = steps[(steps > 0.7 * pitch) & (steps < 1.4 * pitch)]
        if len(near):
            pitch = float(np.median(near))
    return groups, pitch


def _column(text: list[TextBox], nik: tuple[float, float]) -> tuple[float, float]:
    """Where values begin: x = lean · y + column. They stand in one column a little right of the NIK's first digit."""
    near = [box for box in text if abs(box.x - box.length / 2 - nik[0]) < 0.07 * UNIT]
    if len(near) < 4:
        return 0.0, nik[0]
    at = np.array([box.y for box in near])
    left = np.array([box.x - box.length / 2 for box in near])
    lean, column = np.polyfit(at, left, 1)
    for _ in range(2):
        off = np.abs(left - (lean * at + column))
        lean, column = np.polyfit(at, left, 1, w=(off <= max(4.0, 1.5 * float(np.median(off)))) + 1e-6)
    return (float(lean), float(column)) if abs(lean) < 0.3 else (0.0, float(np.median(left)))


def _edge(text: list[TextBox], lean: float, column: float) -> float:
    """How far left of the values the labels begin."""
    ahead = [lean * box.y + column - (box.x - box.length / 2) for box in text]
    labels = [distance for distance in ahead if 0.1 * UNIT < distance < 0.27 * UNIT]
    # Three rows are set in; the furthest are the edge, one that lies off is none.
    return float(np.quantile(labels, 0.75)) if len(labels) >= 3 else 0.21 * UNIT
