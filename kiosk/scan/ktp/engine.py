"""The three small networks that find and read letters: PP-OCRv6, out of rapidocr's wheel.

They are run by onnxruntime itself and not through rapidocr: its pipeline keeps only the best character of each place, while
a NIK needs the rivals of each digit; and code that could fetch a model is never even loaded.
"""

from __future__ import annotations

import math
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import cv2
import msgspec
import numpy as np
import onnxruntime

from kiosk.scan.pictures import Picture

Probabilities = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""Steps from left to right × characters of `ALPHABET`, each 0 to 1."""

# What a KTP-el is printed with, after the blank of the network at 0. Everything else the network knows (18,000 Chinese
# characters) is folded into these or left out.
_PRINTED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '.,:;/()-"
ALPHABET = "\0" + _PRINTED
SPACE = ALPHABET.index(" ")

_LOOKALIKES = {"一": "-", "–": "-", "—": "-", "。": ".", "、": ",", "‘": "'", "’": "'", "`": "'", "´": "'", "·": "."}

LINE_HEIGHT = 48  # pixels, fixed by the network that reads
_STEP = 8  # its pixels from one step to the next
_WIDEST = 1200  # of a line after scaling; a row of a card needs no more than 900
_GRID = 32  # sides of a picture for the network that finds are multiples of this
_INK = 0.3  # from here on a pixel belongs to text: the defaults of PP-OCR, as are the next two
_TEXT = 0.5
_GROW = 1.6  # the network marks the core of a line; this is how much of its area per perimeter it is widened by
_MOST_BOXES = 200  # a page of a newspaper has more, a card about 40
_FLIP_WIDTH = 192


class TextBox(msgspec.Struct, frozen=True):
    """A piece of a line of text: its middle, its length along the line, its height and the line's slope.

    Pixels of the picture that was looked at; `angle` in radians from -π/2 to π/2, clockwise, of the longer side.
    """

    x: float
    y: float
    length: float
    height: float
    angle: float
    score: float


class Letter(msgspec.Struct, frozen=True):
    """One character as read: where (steps from the left, first and last) and how probable."""

    char: str
    first: int
    last: int
    confidence: float


class Line(msgspec.Struct, frozen=True):
    """A row of text as the network saw it: for every step the probability of every character."""

    probabilities: Probabilities
    letters: tuple[Letter, ...]

    def __repr__(self) -> str:
        return f"Line({len(self.letters)} letters)"

    @property
    def text(self) -> str:
        """The most probable characters, in a row."""
        return "".join(letter.char for letter in self.letters)


class Engine:
    """The networks, loaded once. Not for two threads at the same time.

    `threads` is how many cores one picture may use.
    """

    def __init__(self, threads: int) -> None:
        models = _models()
        self._finder = _session(models / "PP-OCRv6_det_small.onnx", threads)
        self._reader = _session(models / "PP-OCRv6_rec_small.onnx", threads)
        self._flipper = _session(models / "ch_ppocr_mobile_v2.0_cls_mobile.onnx", threads)
        self._columns, self._starts = _folding(self._reader.get_modelmeta().custom_metadata_map["character"])

    def find(self, picture: Picture, side: int) -> list[TextBox]:
        """Pieces of lines in a picture whose longer side is scaled to `side` pixels (never enlarged), best first."""
        height, width = picture.shape[:2]
        scale = min(1.0, side / max(height, width))
        small = (max(1, round(width * scale)), max(1, round(height * scale)))
        grid = [math.ceil(length / _GRID) * _GRID for length in small]
        canvas = np.full((grid[1], grid[0], 3), 127, dtype=np.uint8)
        canvas[: small[1], : small[0]] = cv2.resize(picture, small, interpolation=cv2.INTER_AREA)
        heat = _run(self._finder, _planes(canvas))[0, 0]
        return [_scaled(box, width / small[0], height / small[1]) for box in _boxes(heat)]

    def read(self, row: Picture) -> Line:
        """The text of one upright row, which fills the height of its picture."""
        height, width = row.shape[:2]
        fitted = min(_WIDEST, max(LINE_HEIGHT, math.ceil(width * LINE_HEIGHT / height)))
        way = cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_CUBIC
        scaled = picture_of(cv2.resize(row, (fitted, LINE_HEIGHT), interpolation=way))
        raw = _run(self._reader, _planes(scaled))[0]
        probabilities = np.add.reduceat(raw[:, self._columns], self._starts, axis=1)
        return Line(probabilities, decode(probabilities))

    def upside_down(self, rows: list[Picture]) -> float:
        """How probable it is that the rows stand on their heads, 0 to 1; 0.5 for none."""
        odds = 0.0
        for row in rows:
            height, width = row.shape[:2]
            fitted = min(_FLIP_WIDTH, max(1, math.ceil(width * LINE_HEIGHT / height)))
            canvas = np.full((LINE_HEIGHT, _FLIP_WIDTH, 3), 127, dtype=np.uint8)
            canvas[:, :fitted] = cv2.resize(row, (fitted, LINE_HEIGHT))
            upright, flipped = _run(self._flipper, _planes(canvas))[0].clip(1e-3, 1)
            odds += math.log(flipped / upright)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def picture_of(array: np.ndarray) -> Picture:
    """OpenCV's own type of array under the name it has here."""
    return cast(Picture, np.asarray(array, dtype=np.uint8))


def decode(probabilities: Probabilities) -> tuple[Letter, ...]:
    """The most probable character of each step; repeats are one, unless a blank parts them."""
    letters: list[Letter] = []
    best = probabilities.argmax(axis=1)
    first = 0
    for step in range(1, len(best) + 1):
        if step < len(best) and best[step] == best[first]:
            continue
        if best[first]:
            confidence = float(probabilities[first:step, best[first]].max())
            letters.append(Letter(ALPHABET[best[first]], first, step - 1, min(1.0, confidence)))
        first = step
    return tuple(letters)


def _models() -> Path:
    spec = find_spec("rapidocr")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "models"


def _session(model: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Rows have many widths; the arena would keep the largest block of each.
    options.enable_cpu_mem_arena = False
    # Threads that wait for work by spinning would take the core from the screen.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _run(session: Any, planes: np.ndarray) -> Any:
    return session.run(None, {session.get_inputs()[0].name: planes})[0]


def _planes(picture: Picture) -> np.ndarray:
    """As the networks want it: one picture, colour planes apart, -1 to 1."""
    return (picture.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[np.newaxis]


def _folding(characters: str) -> tuple[np.ndarray, np.ndarray]:
    """Columns of the network in the order of `ALPHABET`, and where each character's columns begin.

    Wide forms, accents and other alphabets' twins count as the character they look like.
    """
    columns: list[list[int]] = [[] for _ in ALPHABET]
    known = {char: place for place, char in enumerate(ALPHABET)}
    # The network puts its blank before its characters and the space after them.
    for place, char in enumerate(["\0", *characters.splitlines(), " "]):
        plain = unicodedata.normalize("NFKD", _LOOKALIKES.get(char, char))
        folded = known.get(plain[:1])
        if folded is not None and all(unicodedata.combining(mark) for mark in plain[1:]):
            columns[folded].append(place)
    starts = np.cumsum([0, *map(len, columns)])[:-1]
    return np.concatenate([np.array(places) for places in columns]), starts


def _boxes(heat: np.ndarray) -> list[TextBox]:
    """Differentiable binarisation (DB): islands of the heat map as widened rectangles."""
    ink = cv2.dilate((heat > _INK).astype(np.uint8), np.ones((2, 2), dtype=np.uint8))
    contours, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        (x, y), (width, height), degrees = cv2.minAreaRect(contour)
        if min(width, height) < 3:
            continue
        left, top, across, down = cv2.boundingRect(contour)
        mask = np.zeros((down, across), dtype=np.uint8)
        cv2.fillPoly(mask, [contour - (left, top)], 1)
        score = cv2.mean(heat[top : top + down, left : left + across], mask)[0]
        if score < _TEXT:
            continue
        grow = width * height * _GROW / (width + height)
        width, height = width + grow, height + grow
        if width < height:
            width, height, degrees = height, width, degrees + 90
        found.append(TextBox(x, y, width, height, math.remainder(math.radians(degrees), math.pi), score))
    found.sort(key=lambda box: -box.length * box.height)
    return found[:_MOST_BOXES]


def _scaled(box: TextBox, across: float, down: float) -> TextBox:
    # One factor for both but for rounding to whole pixels.
    return TextBox(
        box.x * across,
        box.y * down,
        box.length * (across + down) / 2,
        box.height * (across + down) / 2,
        box.angle,
        box.score,
    )
