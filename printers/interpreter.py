"""Reads ESC/POS as a printer does and says what it would put on paper. Knows nothing of our encoder.

A pull parser: bytes go in as they come from the line, complete commands come out as what they do. It is the other pair of
eyes of the tests: what the encoder writes has to make sense here, and here is written from the manuals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import msgspec
import segno
from PIL import Image

from printers import glyphs, picture
from printers.layout import CELL, SMALL_CELL


@dataclass(frozen=True)
class Strip:
    """Something printed: `height` dots of the whole width of the paper, and what a reader would read there."""

    height: int
    text: str
    draw: Callable[[], Image.Image]

    @cached_property
    def image(self) -> Image.Image:
        """The dots, drawn when somebody looks: most slips of a test run are only read."""
        return self.draw()


class Cutting(msgspec.Struct, frozen=True):
    """The cutter moves."""


class Answer(msgspec.Struct, frozen=True):
    """The printer has something to say: `kind` is "sensor", "process", "info" or "automatic"; `data` is what was asked for."""

    kind: str
    data: bytes


Action = Strip | Cutting | Answer

_ESC, _GS, _DLE = 0x1B, 0x1D, 0x10


class NeedMore(Exception):
    """The command at the front is not complete yet."""


class _Letter(msgspec.Struct, frozen=True):
    """A character in the line buffer, as it will be struck."""

    char: str
    small: bool
    wide: int
    high: int
    bold: bool
    inverse: bool

    @property
    def width(self) -> int:
        return (SMALL_CELL if self.small else CELL)[0] * self.wide

    @property
    def height(self) -> int:
        return (SMALL_CELL if self.small else CELL)[1] * self.high

    def draw(self) -> Image.Image:
        return glyphs.text_line(
            self.char, small=self.small, wide=self.wide, high=self.high, bold=self.bold, inverse=self.inverse
        )


class Interpreter:
    """The state of the print engine: line buffer, type, spacing, QR store.

    `proves` false: one of the clones that know no `GS I`, `GS r` and `GS ( H` and take them for text.
    """

    def __init__(self, dots: int, *, proves: bool = True) -> None:
        self.dots = dots
        self.proves = proves
        self.unknown: list[bytes] = []  # what this printer did not understand
        self.reset()

    def reset(self) -> None:
        """`ESC @`: everything as after power on; the line buffer is emptied."""
        self.automatic = False  # tells every change of its state unasked
        self._line: list[_Letter] = []
        self._line_width = 0
        self._small = self._bold = self._inverse = False
        self._wide = self._high = 1
        self._align = 0
        self._spacing = 34  # 1/6 inch
        self._qr = b""
        self._qr_module = 3
        self._qr_level = "l"

    def step(self, data: bytearray) -> list[Action]:
        """Works the first command or character in `data` and removes it. Raises NeedMore, leaving `data` as it was."""
        used, actions = self._command(data)
        del data[:used]
        return actions

    def _command(self, data: bytearray) -> tuple[int, list[Action]]:
        first = data[0]
        if first == _ESC:
            return self._esc(data)
        if first == _GS:
            return self._gs(data)
        if first == _DLE:  # worked on arrival; here it only takes its place in the queue
            return (3 if _at(data, 1) in (0x04, 0x05) else 1), []
        if first == 0x0A:
            return 1, self._line_feed()
        if 0x20 <= first <= 0x7E:
            return 1, self._character(chr(first))
        if first not in (0x00, 0x0D):
            self.unknown.append(bytes((first,)))
        return 1, []

    def _esc(self, data: bytearray) -> tuple[int, list[Action]]:
        what = _at(data, 1)
        if what == ord("@"):
            self.reset()
            return 2, []
        if what == ord("2"):
            self._spacing = 34
            return 2, []
        value = _at(data, 2)
        actions: list[Action] = []
        match chr(what):
            case "!":
                self._small, self._bold = bool(value & 1), bool(value & 8)
                self._high, self._wide = 2 if value & 16 else 1, 2 if value & 32 else 1
            case "3":
                self._spacing = value
            case "E":
                self._bold = bool(value & 1)
            case "J":
                actions = [*self._flush(), self._blank(value)]
            case "M":
                self._small = value in (1, 49)
            case "a" if value % 48 <= 2:
                self._align = value % 48
            case "d":
                actions = [*self._flush(), self._blank(value * self._spacing)]
            case "t":
                pass  # ASCII is the same on every page
            case _:
                self.unknown.append(bytes(data[:2]))
                return 2, []
        return 3, actions

    def _gs(self, data: bytearray) -> tuple[int, list[Action]]:
        what = chr(_at(data, 1))
        value = _at(data, 2)
        if not self.proves and (what in "Ir" or (what == "(" and value == ord("H"))):
            return 1, []
        match what:
            case "a":
                self.automatic = value != 0
                return 3, [Answer("automatic", bytes((value,)))]
            case "!":
                self._wide, self._high = (value >> 4 & 7) + 1, (value & 7) + 1
            case "B":
                self._inverse = bool(value & 1)
            case "I":
                return 3, [Answer("info", bytes((value,)))]
            case "V":
                if value in (65, 66):
                    _at(data, 3)
                    return 4, [*self._flush(), Cutting()]
                return 3, [*self._flush(), Cutting()]
            case "r":
                return 3, [Answer("sensor", bytes((value,)))]
            case "v":
                return self._raster(data)
            case "(":
                return self._long(data)
            case _:
                self.unknown.append(bytes(data[:2]))
                return 2, []
        return 3, []

    def _raster(self, data: bytearray) -> tuple[int, list[Action]]:
        width, height = _at(data, 4) + 256 * _at(data, 5), _at(data, 6) + 256 * _at(data, 7)
        end = 8 + width * height
        _at(data, end - 1)
        if end == 8:  # broken off in the head and filled up with zeros
            return end, []
        rows = [bytes(data[at : at + width]) for at in range(8, end, width)]
        return end, [*self._flush(), self._place(height, "#", lambda: picture.of_rows(rows))]

    def _long(self, data: bytearray) -> tuple[int, list[Action]]:
        end = 5 + _at(data, 3) + 256 * _at(data, 4)
        _at(data, end - 1)
        name, body = chr(data[2]), bytes(data[5:end])
        if name == "H" and body[:2] == b"00":
            return end, [Answer("process", body[2:6])]
        if name == "k" and body[:1] == b"1" and len(body) > 1:
            return end, self._qr_function(body[1], body[2:])
        self.unknown.append(bytes(data[:3]))
        return end, []

    def _qr_function(self, function: int, body: bytes) -> list[Action]:
        match function:
            case 67 if body:
                self._qr_module = body[0]
            case 69 if body and 48 <= body[0] <= 51:
                self._qr_level = "lmqh"[body[0] - 48]
            case 80:
                self._qr = body[1:]
            case 81 if self._qr:
                text, level, module = self._qr.decode(), self._qr_level, self._qr_module
                symbol = segno.make(text, error=level, micro=False, boost_error=False)
                modules = len(symbol.matrix)
                side = modules * module

                def draw() -> Image.Image:
                    dots = bytes(0 if dot else 255 for row in symbol.matrix for dot in row)
                    small = Image.frombytes("L", (modules, modules), dots)
                    return small.resize((side, side), Image.Resampling.NEAREST).convert("1")

                return [*self._flush(), self._place(side, f"[QR {text}]", draw)]
        return []

    def _character(self, char: str) -> list[Action]:
        letter = _Letter(char, self._small, self._wide, self._high, self._bold, self._inverse)
        actions: list[Action] = []
        if self._line_width + letter.width > self.dots:
            actions = self._line_feed()  # the printer breaks the line where it is full, word or no word
        self._line.append(letter)
        self._line_width += letter.width
        return actions

    def _line_feed(self) -> list[Action]:
        return self._flush() or [self._blank(self._spacing)]

    def _flush(self) -> list[Action]:
        if not self._line:
            return []
        letters, width = self._line, self._line_width
        self._line, self._line_width = [], 0
        height = max(self._spacing, *(letter.height for letter in letters))
        base = max(letter.height for letter in letters)

        def draw() -> Image.Image:
            line = Image.new("1", (width, height), 1)
            left = 0
            for letter in letters:
                line.paste(letter.draw(), (left, base - letter.height))
                left += letter.width
            return line

        return [self._place(height, "".join(letter.char for letter in letters), draw)]

    def _place(self, height: int, text: str, draw: Callable[[], Image.Image]) -> Strip:
        dots, align = self.dots, self._align

        def strip() -> Image.Image:
            image = draw()
            room = max(0, dots - image.width)
            paper = Image.new("1", (dots, height), 1)
            paper.paste(image, ((0, room // 2, room)[align], 0))
            return paper

        return Strip(height, text, strip)

    def _blank(self, dots: int) -> Strip:
        width = self.dots
        return Strip(dots, "", lambda: Image.new("1", (width, dots), 1))


def _at(data: bytearray, index: int) -> int:
    try:
        return data[index]
    except IndexError:
        raise NeedMore from None
