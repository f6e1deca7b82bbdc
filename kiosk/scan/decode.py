"""QR and barcodes in a picture: zxing-cpp first, then repairs of the likely places, pyzbar last.

Of small and blurred QR codes (`tests.bench.codes`, hard) zxing-cpp alone reads 12 in 100 and pyzbar 3. No other engine
helps there: find the places as full of edges as a code is, undo the blur, enlarge, and let zxing-cpp try again, a few
milliseconds a try. That reads 6 in 10 in a single picture and 8 in 10 within five frames of a shaking camera.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Protocol

import cv2
import msgspec
import numpy as np
import zxingcpp

from kiosk.scan.payload import LONGEST, Payload, classify, name_of

Frame = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""A grey picture, height × width, 0 to 255."""

FRAME_S = 0.035
"""For one frame of a camera."""

STILL_S = 0.6
"""For the repairs of a still picture in which a plain look finds nothing."""

COOL_DOWN_S = 2.0
"""A text is not reported again before."""

# What people hold before a kiosk: every further format takes time and is a further chance to read a pattern as a code.
# As names, because objects of zxing-cpp that live as long as the program are reported as leaks at its end.
_QR = ("QRCode",)
_BARS = ("Code128", "Code39", "EAN13", "EAN8", "UPCA", "ITF", "Codabar")
_SQUARES = ("MicroQRCode", "DataMatrix", "Aztec", "PDF417")
_ALL = _QR + _BARS + _SQUARES
# Beside QR, frame by frame: all at once take ten times as long as QR alone, and would leave no time for repairs.
_ROUND = (_QR + _BARS, _QR, _QR + _SQUARES, _QR)
_KINDS = {"qrcode": "qr", "microqrcode": "microqr"}
_UNCHECKED = ("code39", "itf", "codabar")  # have no check symbol; a few characters of them stand in any row of stripes
_SHORTEST_UNCHECKED = 6


class ScannedCode(msgspec.Struct, frozen=True):
    """One code found in a picture."""

    kind: str  # "qr", "code128", …
    text: str  # printable, at most `payload.LONGEST` characters
    payload: Payload

    def __repr__(self) -> str:
        # The text may be a NIK or hold a name, and a repr ends up in logs.
        return f"ScannedCode({self.kind}, {name_of(self.payload)})"


class Engine(Protocol):
    """Something that finds codes in a frame."""

    def __call__(self, frame: Frame, /) -> list[ScannedCode]: ...


def zxing(frame: Frame) -> list[ScannedCode]:
    """The first engine."""
    return _zxing(frame, _ALL)


def zbar(frame: Frame) -> list[ScannedCode]:
    """The second engine; finds nothing where the system has no libzbar0."""
    try:
        # Imported late: pyzbar loads libzbar when imported, and a kiosk without it must still start.
        from pyzbar import pyzbar
    except ImportError:
        return []
    # DataBar makes zbar print assertions, and nothing here uses it.
    symbols = [pyzbar.ZBarSymbol.QRCODE, pyzbar.ZBarSymbol.CODE128, pyzbar.ZBarSymbol.CODE39, pyzbar.ZBarSymbol.EAN13]
    found = pyzbar.decode(np.ascontiguousarray(frame), symbols=symbols)
    return _distinct((str(one.type), one.data.decode("utf-8", "replace")) for one in found)


def decode(frame: Frame, *, clock: Callable[[], float] = time.monotonic) -> list[ScannedCode]:
    """Every code in a still picture; where a plain look finds none, the first that a repair within `STILL_S` brings."""
    found = _look(frame, _ALL)
    codes = _codes(found)
    if codes:
        # Beside the code that is read at once another may lie that is worse off.
        for place in places(_without(frame, found))[:1]:
            codes += [code for repair in LADDER[:2] for code in repair(place) if code not in codes]
        return codes
    until = clock() + STILL_S
    for attempt in _attempts_at(frame):
        codes = attempt()
        if codes or clock() >= until:
            break
    return codes


class CodeReader:
    """Reads the frames of a camera. Remembers what it reported, and which repairs had their turn."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._reported: dict[str, float] = {}
        self._frames = 0
        self._turn = 0
        self._attempt_s = 0.0  # what an attempt takes here

    def read(self, frame: Frame, *, budget_s: float = FRAME_S) -> list[ScannedCode]:
        """What is in sight and was not reported within two seconds; begins no repair that would end after `budget_s`."""
        until = self._clock() + budget_s
        turn = self._frames % len(_ROUND)
        self._frames += 1
        codes = _zxing(frame, _ROUND[turn])
        # Now and then smaller: a large code out of focus is blurred by many pixels.
        return self._news(codes or self._repaired(frame, until, halved=turn == 3))

    def _repaired(self, frame: Frame, until: float, *, halved: bool) -> list[ScannedCode]:
        if self._clock() >= until or min(frame.shape) < 4 * _SMALLEST:
            return []
        attempts = _attempts_in(places(_halved(frame) if halved else frame))
        self._attempt_s *= 0.8  # so that one slow moment of the machine does not switch the repairs off
        for _ in attempts:
            if self._clock() + self._attempt_s > until:
                break
            began = self._clock()
            codes = attempts[self._turn % len(attempts)]()
            self._attempt_s = max(self._clock() - began, self._attempt_s)
            if codes:
                return codes  # what helped has its turn first with the next frame
            self._turn += 1
        return []

    def _news(self, codes: list[ScannedCode]) -> list[ScannedCode]:
        now = self._clock()
        self._reported = {text: at for text, at in self._reported.items() if now - at < COOL_DOWN_S}
        news = [code for code in codes if code.text not in self._reported]
        self._reported |= {code.text: now for code in news}
        return news


# --- Where a code may be ----------------------------------------------------------------------------------------------

_MOST_PLACES = 3
_WINDOW = 13  # of the halved picture: a few modules of a code that is hard to read
_FULL = 0.65  # share of edges in it; text has less between its lines
_SMALLEST, _LARGEST = 20, 500  # its sides; what is larger is found in a smaller picture
_USUAL = 1280  # the longer side of a camera's frame


def places(frame: Frame) -> list[Frame]:
    """The parts of a frame that are as full of edges as a code is, with some margin; the likeliest first, at most three."""
    if min(frame.shape) < 2 * _SMALLEST:
        return []
    small = cv2.GaussianBlur(_halved(frame), (3, 3), 0)
    across = cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, 1, 0))
    down = cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, 0, 1))
    slope = cv2.max(across, down)
    # Pale print has weak edges, noise has too: the median of all slopes is that of the noise.
    least = min(24.0, max(8.0, 4.0 * float(np.median(slope[::4, ::4]))))
    edges = cv2.threshold(slope, least, 255, cv2.THRESH_BINARY)[1]
    full = cv2.threshold(cv2.blur(edges, (_WINDOW, _WINDOW)), 255 * _FULL, 255, cv2.THRESH_BINARY)[1]
    full = cv2.morphologyEx(full, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    found = []
    for left, top, width, height, area in cv2.connectedComponentsWithStats(full)[2][1:]:
        if min(width, height) >= _SMALLEST and max(width, height) <= _LARGEST:
            margin = 12 + max(width, height) // 5
            rows = slice(max(0, 2 * top - margin), 2 * (top + height) + margin)
            columns = slice(max(0, 2 * left - margin), 2 * (left + width) + margin)
            found.append((area * min(width, height) / max(width, height), frame[rows, columns]))
    found.sort(key=lambda one: -one[0])
    return [place for _, place in found[:_MOST_PLACES]]


# --- Repairs ----------------------------------------------------------------------------------------------------------

_ENLARGED = 560  # pixels of the longer side of a place after enlarging
_MOST_ENLARGED = 4
_ALONG = 15  # pixels averaged along the bars of a barcode
_Kernel = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_Attempt = Callable[[], list[ScannedCode]]


class Repair(msgspec.Struct, frozen=True):
    """How a place is made readable: the blur undone, enlarged, and where needed turned black and white here."""

    blur: float = 0  # sigma in pixels that is undone; 0: none
    noise: float = 0  # of noise to signal; the smaller, the sharper and the noisier
    window: int = 0  # pixels whose mean tells black from white; 0: as zxing-cpp does it
    formats: tuple[str, ...] = _QR

    def __call__(self, place: Frame) -> list[ScannedCode]:
        """What zxing-cpp reads after it."""
        factor = min(_MOST_ENLARGED, max(1.0, _ENLARGED / max(place.shape)))
        sharp = cv2.filter2D(place, -1, _sharpener(self.blur, self.noise)) if self.blur else place
        large = cv2.resize(sharp, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        if not self.window:
            return _zxing(_frame(large), self.formats)
        side = round(self.window * factor) | 1
        split = cv2.compare(large, cv2.blur(large, (side, side)), cv2.CMP_GT)
        return _zxing(_frame(split), self.formats, split=True)


class Bars:
    """How a barcode is made readable: set upright, averaged along its bars, the blur across them undone, widened.

    The check symbol of a barcode holds by chance once in 10 or 103 times. So its upper and lower half must say the same.
    """

    def __call__(self, place: Frame) -> list[ScannedCode]:
        """What zxing-cpp reads in both halves."""
        turned = _upright(place)
        if turned is None:
            return []
        even = cv2.filter2D(cv2.blur(turned, (1, _ALONG)), -1, _sharpener(1.0, 0.01, bars=True))
        wide = cv2.resize(even, None, fx=_MOST_ENLARGED, fy=1, interpolation=cv2.INTER_CUBIC)
        middle = wide.shape[0] // 2
        upper, lower = (_zxing(_frame(half), _BARS) for half in (wide[:middle], wide[middle:]))
        return [code for code in upper if code in lower]


def _upright(place: Frame) -> Frame | None:
    """The place turned so that its bars stand upright; None where the edges have no common direction."""
    soft = cv2.GaussianBlur(place, (0, 0), 1)
    across = cv2.Sobel(soft, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    height, width = place.shape
    # What lies in the middle counts: a margin holds other things. The direction is that of the structure tensor.
    weight = np.hanning(height)[:, None] * np.hanning(width)[None, :]
    along = float(np.sum(weight * (across * across - down * down)))
    slanted = float(np.sum(weight * across * down)) * 2
    total = float(np.sum(weight * (across * across + down * down)))
    if np.hypot(along, slanted) < 0.3 * total or not total:
        return None
    side = int(np.hypot(width, height))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(np.degrees(np.arctan2(slanted, along))) / 2, 1)
    turn = turn + np.array([[0, 0, side - width], [0, 0, side - height]]) / 2
    return _frame(cv2.warpAffine(place, turn, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))


# Each reads most of what those before it have not, of 300 frames, medium and hard. What unsharp masks, CLAHE and averaged
# frames read beyond that was not worth their time.
LADDER: tuple[Engine, ...] = (
    Repair(1.3, 0.03),
    Bars(),
    Repair(1.3, 0.03, 14),
    Repair(1.6, 0.03),
    Repair(1.0, 0.1),
    Repair(1.3, 0.03, 0, ("DataMatrix", "Aztec")),  # not PDF417, which often has little to notice a wrong symbol by
    Repair(1.6, 0.1, 14),
    Repair(0, 0, 9),
    Repair(2.0, 0.01),
)


@cache
def _sharpener(blur: float, noise: float, *, bars: bool = False) -> _Kernel:
    """Wiener's filter for a Gaussian blur of this sigma: 13 × 13 pixels, of `bars` 17 in a row."""
    waves = np.fft.fftfreq(128)
    square = waves[None, :] ** 2 if bars else waves[:, None] ** 2 + waves[None, :] ** 2
    passed = np.exp(-2 * (np.pi * blur) ** 2 * square)
    filtered = passed / (passed**2 + noise)
    kernel = np.fft.fftshift((np.fft.ifft(filtered) if bars else np.fft.ifft2(filtered)).real)
    middle = kernel[:, 64 - 8 : 64 + 9] if bars else kernel[64 - 6 : 64 + 7, 64 - 6 : 64 + 7]
    return np.asarray(middle / middle.sum(), dtype=np.float32)


def _attempts_in(spots: list[Frame]) -> list[_Attempt]:
    """Every repair of every place; good repairs of the likeliest place first."""
    pairs = [(rung + 2 * rank, repair, spot) for rank, spot in enumerate(spots) for rung, repair in enumerate(LADDER)]
    pairs.sort(key=lambda pair: pair[0])
    return [partial(repair, spot) for _, repair, spot in pairs]


def _attempts_at(frame: Frame) -> Iterator[_Attempt]:
    """What a still picture is worth: its likely places at each size, that of a camera's frame first, and zbar."""
    sizes = [frame]
    while max(sizes[-1].shape) > _USUAL // 2 and min(sizes[-1].shape) >= 2 * _SMALLEST:
        sizes.append(_halved(sizes[-1]))
    sizes.sort(key=lambda size: abs(np.log(max(size.shape) / _USUAL)))
    yield from _attempts_in(places(sizes[0]))
    yield partial(zbar, sizes[0])
    for size in sizes[1:]:
        yield from _attempts_in(places(size))


def _halved(frame: Frame) -> Frame:
    return _frame(cv2.resize(frame, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


# --- What an engine found ---------------------------------------------------------------------------------------------


def _zxing(frame: Frame, formats: tuple[str, ...], *, split: bool = False) -> list[ScannedCode]:
    return _codes(_look(frame, formats, split=split))


def _look(frame: Frame, formats: tuple[str, ...], *, split: bool = False) -> list[zxingcpp.Barcode]:
    """`split`: the frame is black and white already."""
    found = zxingcpp.read_barcodes(
        frame,
        formats=zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, name) for name in formats]),
        binarizer=zxingcpp.Binarizer.BoolCast if split else zxingcpp.Binarizer.LocalAverage,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [one for one in found if one.valid]


def _without(frame: Frame, found: list[zxingcpp.Barcode]) -> Frame:
    """The frame with these codes painted over."""
    rest = frame.copy()
    for one in found:
        at = one.position
        corners = [(corner.x, corner.y) for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        cv2.fillConvexPoly(rest, np.array(corners, dtype=np.int32), (128,))
    return rest


def _codes(found: list[zxingcpp.Barcode]) -> list[ScannedCode]:
    return _distinct((str(one.format), one.text) for one in found)


def _distinct(found: Iterable[tuple[str, str]]) -> list[ScannedCode]:
    """Kinds and texts as codes, each once, without what is too short to be believed."""
    codes: dict[tuple[str, str], ScannedCode] = {}
    for name, text in found:
        kind = _kind(name)
        if text and (kind not in _UNCHECKED or len(text) >= _SHORTEST_UNCHECKED):
            codes.setdefault((kind, text), ScannedCode(kind, _printable(text), classify(text)))
    return list(codes.values())


def _kind(name: str) -> str:
    """Zxing says "QR Code", zbar "QRCODE": one word for the same thing."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return _KINDS.get(plain, plain)


def _printable(text: str) -> str:
    """A code may hold anything, characters that turn the line around among it."""
    return "".join(
        sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in text[:LONGEST]
    )


def _frame(picture: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Frame:
    return np.asarray(picture, dtype=np.uint8)
