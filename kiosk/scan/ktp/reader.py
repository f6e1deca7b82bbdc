"""A KTP-el in a picture, read: where it lies, what its rows say, how sure the NIK is. No picture is kept.

First the NIK is looked for; it says where up is and how large the card is. Then the text below it is put upright and
looked at again, row by row.
"""

from __future__ import annotations

import cv2
import msgspec
import numpy as np

from kiosk.domain.ktp import KtpField, KtpReading, ReadValue
from kiosk.scan.ktp import fields, layout, nik
from kiosk.scan.ktp.engine import Engine, Line, TextBox, picture_of
from kiosk.scan.ktp.voting import vote
from kiosk.scan.pictures import Picture

_LARGEST = 1600  # pixels of the longer side; more says nothing new and costs time
_SMALLEST = 48  # letters of a whole card do not fit into less
_FIND_SIDE = 960  # pixels in which the smallest card that can be read still shows its letters
_ROWS_SIDE = 672  # for the straightened part: coarser is steadier where print is worn and light is poor
_MOST_TRIES = 8  # boxes read in search of a NIK; bounds the time on a page full of text
_ENOUGH = 11  # digits in a row: no other row of a card has more than eight
_PLAIN = 0.9  # mean confidence of sixteen digits that need no better candidate
_ROWS_OF_A_CARD = 8  # of twelve; with fewer below it, none of them known, it is another document's number
_DECIDED = 0.02  # probability of standing upside down from which on that is out of the question
_MANY = 14  # pieces of text of the twelve rows: labels and values, some of them in one
_LEGIBLE = 0.5  # below, what was read is a pattern and no number
_STRIP_WIDTH = 900


class KtpSight(msgspec.Struct):
    """What was read, and for each value the upright row it came from, for the person who is to confirm it."""

    reading: KtpReading
    strips: dict[KtpField, Picture]

    def __repr__(self) -> str:
        return "KtpSight()"


def together(sights: list[KtpSight]) -> KtpSight:
    """Several looks at the same card, voted, with the strips of the surest. Raises ValueError without any."""
    surest_last = sorted(sights, key=lambda sight: sight.reading.confidence)
    strips = {field: strip for sight in surest_last for field, strip in sight.strips.items()}
    return KtpSight(vote([sight.reading for sight in sights]), strips)


class KtpReader:
    """Reads cards; the networks are loaded by the first picture or `warm_up`. Not for two threads at the same time.

    `threads` is how many cores one picture may use.
    """

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._loaded: Engine | None = None

    @property
    def _engine(self) -> Engine:
        if self._loaded is None:
            self._loaded = Engine(self._threads)
        return self._loaded

    def warm_up(self) -> None:
        """Loads the networks and runs each once, which takes about half a second."""
        blank = np.full((64, 320, 3), 255, dtype=np.uint8)
        self._engine.find(blank, _FIND_SIDE)
        self._engine.read(blank)
        self._engine.upside_down([blank])

    def read(self, picture: Picture) -> KtpSight | None:
        """The card in a picture in any turn, None when there is none. Bounded in time whatever the picture shows."""
        picture = _bounded(picture)
        if min(picture.shape[:2]) < _SMALLEST:
            return None
        found = self._anchor(picture)
        if found is None:
            return None
        straight = layout.straighten(picture, found)
        boxes = self._boxes(straight)
        places = layout.rows(boxes, straight.nik)
        rows = [fields.Row(self._line(straight, place.label), self._line(straight, place.value)) for place in places]
        values: dict[KtpField, ReadValue] = {}
        strips: dict[KtpField, Picture] = {}
        for read in fields.values(rows):
            values[read.field] = read.value
            value_strips = [places[row].value for row in read.rows]
            strips[read.field] = _shown(layout.taken(straight, layout.around(value_strips)))
        born, sex = (
            value.text if (value := values.get(field)) else None for field in (KtpField.TGL_LAHIR, KtpField.JK)
        )
        row = layout.taken(straight, layout.nik_row(boxes, straight.nik))
        digits = self._digits(row, born, sex)
        if digits is None or (not fields.recognised(rows) and len(rows) < _ROWS_OF_A_CARD):
            return None
        values[KtpField.NIK] = ReadValue(digits.text, round(digits.confidence, 3))
        strips[KtpField.NIK] = _shown(row)
        return KtpSight(KtpReading(values, nik.doubts(digits.text, sure=digits.sure, born=born, sex=sex)), strips)

    def _anchor(self, picture: Picture) -> layout.Anchor | None:
        """Where a NIK stands. Worn print and poor light get a second, coarser look."""
        for even in (_evened(picture), _evened(_softened(picture, 1.3), contrast=2)):
            found = self._anchor_in(picture, even)
            if found is not None:
                return found
        return None

    def _anchor_in(self, picture: Picture, even: Picture) -> layout.Anchor | None:
        boxes = self._engine.find(even, _FIND_SIDE)
        best: layout.Anchor | None = None
        most = _ENOUGH * _LEGIBLE
        for tried, box in enumerate(layout.candidates(boxes)):
            if tried == _MOST_TRIES:
                break
            for flipped in self._ways_up(even, box, boxes):
                line = self._engine.read(layout.cut(picture, box, flipped=flipped))
                run = nik.run_of_digits(line)
                score = sum(letter.confidence for letter in run)
                if len(run) < _ENOUGH or score <= most or score < _LEGIBLE * len(run):
                    continue
                steps = len(line.probabilities)
                first, last = run[0].first / steps, (run[-1].last + 1) / steps
                best, most = layout.anchor(box, flipped=flipped, first=first, last=last), score
            if most >= _PLAIN * nik.LENGTH:
                break
        return best

    def _ways_up(self, even: Picture, box: TextBox, boxes: list[TextBox]) -> tuple[bool, ...]:
        """Whether a box stands on its head; both, where that is not plain.

        Digits of OCR-A look like others when they do, so its neighbours are asked.
        """
        around = [layout.cut(even, one, like=box) for one in layout.neighbours(box, boxes)]
        flipped = self._engine.upside_down(around)
        if flipped < _DECIDED:
            return (False,)
        return (True,) if flipped > 1 - _DECIDED else (False, True)

    def _boxes(self, straight: layout.Straight) -> list[TextBox]:
        """The pieces of text of a straightened card; a second, softer look where most of them are missing."""
        boxes = self._engine.find(_evened(straight.picture, contrast=2), _ROWS_SIDE)
        if len(layout.below(boxes, straight.nik)) >= _MANY:
            return boxes
        softer = self._engine.find(_evened(_softened(straight.picture, 2), contrast=3), _ROWS_SIDE)
        return max(boxes, softer, key=lambda found: len(layout.below(found, straight.nik)))

    def _line(self, straight: layout.Straight, strip: layout.Strip) -> Line:
        # Softening takes the noise and leaves the letters; a second look at the row as it is gained nothing.
        return self._engine.read(_softened(layout.taken(straight, strip), 1.3))

    def _digits(self, row: Picture, born: str | None, sex: str | None) -> nik.Digits | None:
        views = [row, _softened(row, 1.5)]
        looks = [seen for view in views if (seen := nik.look(self._engine.read(view).probabilities)) is not None]
        if len(looks) < len(views):
            return None
        digits = nik.together(looks, born=born, sex=sex)
        if digits.sure:
            return digits
        # One more look may tell which digits are meant; sure it is not any more.
        wider = picture_of(cv2.resize(row, None, fx=1.25, fy=1, interpolation=cv2.INTER_CUBIC))
        third = nik.look(self._engine.read(_softened(wider, 1.8)).probabilities)
        return nik.together([*looks, third], born=born, sex=sex) if third else digits


def _bounded(picture: Picture) -> Picture:
    longest = max(picture.shape[:2])
    if longest <= _LARGEST:
        return picture
    scale = _LARGEST / longest
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return picture_of(cv2.resize(picture, size, interpolation=cv2.INTER_AREA))


def _shown(row: Picture) -> Picture:
    """Fit for a screen: what was taken in the dark is as bright as the rest."""
    row = _evened(row)
    height, width = row.shape[:2]
    if width <= _STRIP_WIDTH:
        return row
    size = (_STRIP_WIDTH, max(1, round(height * _STRIP_WIDTH / width)))
    return picture_of(cv2.resize(row, size, interpolation=cv2.INTER_AREA))


def _softened(picture: Picture, sigma: float) -> Picture:
    return picture_of(cv2.GaussianBlur(picture, (0, 0), sigma))


def _evened(picture: Picture, *, contrast: float = 1) -> Picture:
    """Light and tint made even: each pixel against the paper around it. What is found in the dark is found after this."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((3, 3), dtype=np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), max(1.0, max(width, height) / 192))
    ground = np.maximum(cv2.resize(paper, (width, height)).astype(np.float32), 12)
    even = 190 + (picture * (190 / ground) - 190) * contrast
    return picture_of(np.clip(even, 0, 255).astype(np.uint8))
