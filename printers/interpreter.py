"""Reads ESC/POS as a printer does and says what it would put on paper. Knows nothing of our encoder.

A pull parser: bytes go in as they come from the line, complete commands come out as what they do. It is the other pair of
eyes of the tests: what the encoder writes has to make sense here, and here is written from the manuals.
"""

from __future__ import annotations

import msgspec
import segno
from PIL import Image

from printers import glyphs, picture


class Strip(msgspec.Struct, frozen=True):
    """Something printed: dots over the whole width of the paper, and what a reader would read there."""

    image: Image.Image
    text: str


class Cutting(msgspec.Struct, frozen=True):
    """The cutter moves."""


class Answer(msgspec.Struct, frozen=True):
    """The printer has something to say: `kind` is "sensor", "process" or "info"; `data` is what was asked for."""

    kind: str
    data: bytes


Action = Strip | Cutting | Answer

_ESC, _GS, _DLE = 0x1B, 0x1D, 0x10


class NeedMore(Exception):
    """The command at the front is not complete yet."""


class Interpreter:
    """The state of the print engine: line buffer, type, spacing, QR store."""

    def __init__(self, dots: int) -> None:
        self.dots = dots
        self.unknown: list[bytes] = []  # what this printer did not understand
        self.reset()

    def reset(self) -> None:
        """`ESC @`: everything as after power on; the line buffer is emptied."""
        self._line: list[tuple[str, Image.Image]] = []
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
        if first != 0x0D:
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
            case "a":
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
        match what:
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
        rows = [bytes(data[at : at + width]) for at in range(8, end, width)]
        return end, [*self._flush(), self._place(picture.of_rows(rows), "#")]

    def _long(self, data: bytearray) -> tuple[int, list[Action]]:
        end = 5 + _at(data, 3) + 256 * _at(data, 4)
        _at(data, end - 1)
        name, body = chr(data[2]), bytes(data[5:end])
        if name == "H" and body[:2] == b"00":
            return end, [Answer("process", body[2:6])]
        if name == "k" and body[:1] == b"1":
            return end, self._qr_function(body[1], body[2:])
        self.unknown.append(bytes(data[:3]))
        return end, []

    def _qr_function(self, function: int, body: bytes) -> list[Action]:
        match function:
            case 67:
                self._qr_module = body[0]
            case 69:
                self._qr_level = "lmqh"[body[0] - 48]
            case 80:
                self._qr = body[1:]
            case 81 if self._qr:
                symbol = segno.make(self._qr.decode(), error=self._qr_level, micro=False, boost_error=False)
                modules = [bytes(1 if dot else 0 for dot in row) for row in symbol.matrix]
                side = len(modules)
                image = Image.frombytes("L", (side, side), bytes(0 if dot else 255 for row in modules for dot in row))
                image = image.resize((side * self._qr_module,) * 2, Image.Resampling.NEAREST).convert("1")
                return [*self._flush(), self._place(image, f"[QR {self._qr.decode()}]")]
        return []

    def _character(self, letter: str) -> list[Action]:
        glyph = glyphs.text_line(
            letter, small=self._small, wide=self._wide, high=self._high, bold=self._bold, inverse=self._inverse
        )
        actions: list[Action] = []
        if sum(image.width for _, image in self._line) + glyph.width > self.dots:
            actions = self._line_feed()  # the printer breaks the line where it is full, word or no word
        self._line.append((letter, glyph))
        return actions

    def _line_feed(self) -> list[Action]:
        return self._flush() or [self._blank(self._spacing)]

    def _flush(self) -> list[Action]:
        if not self._line:
            return []
        width = sum(image.width for _, image in self._line)
        height = max(image.height for _, image in self._line)
        line = Image.new("1", (width, max(height, self._spacing)), 1)
        left = 0
        for _, image in self._line:
            line.paste(image, (left, height - image.height))
            left += image.width
        text = "".join(letter for letter, _ in self._line)
        self._line.clear()
        return [self._place(line, text)]

    def _place(self, image: Image.Image, text: str) -> Strip:
        strip = Image.new("1", (self.dots, image.height), 1)
        room = max(0, self.dots - image.width)
        strip.paste(image, ((0, room // 2, room)[self._align], 0))
        return Strip(strip, text)

    def _blank(self, dots: int) -> Strip:
        return Strip(Image.new("1", (self.dots, dots), 1), "")


def _at(data: bytearray, index: int) -> int:
    try:
        return data[index]
    except IndexError:
        raise NeedMore from None
