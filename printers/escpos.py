"""Lines → ESC/POS bytes, with the fifteen commands a slip needs and no others.

The commands are our own: python-escpos changes code pages in mid-line, sends a line with one CJK character as GB18030,
and does not wrap, pad or centre. It does the one intricate sequence here, the native QR (`GS ( k`), and is imported only then.
"""

from __future__ import annotations

from typing import assert_never

from printers.document import Align, Document
from printers.layout import Dots, End, Line, Space, Style, Symbol, TextLine, raster, set_lines
from printers.profiles import Profile

ESC, GS, DLE = b"\x1b", b"\x1d", b"\x10"
INITIALISE = ESC + b"@"
CUT = GS + b"VB\x00"  # feeds to the cutter, then cuts all but one point
REAL_TIME = (0x04, 0x05, 0x14)  # DLE EOT, DLE ENQ, DLE DC4: acted upon even in the middle of a picture
STRIP = 128  # rows a raster command: small printers have small buffers
TEAR_FEED = 110  # dots from the head to the tear bar, 14 mm
_LARGEST = 255


def encode(document: Document, profile: Profile) -> bytes:
    """The bytes of a slip, from `ESC @` to the cut."""
    encoder = _Encoder(profile)
    for line in set_lines(document, profile):
        encoder.add(line)
    return bytes(encoder.out)


def fence(job: bytes) -> bytes:
    """`GS ( H` fn 48: asks to have `job`, four printable characters, echoed when all before it is printed."""
    return GS + b"(H\x06\x000" + b"0" + job


ASK_BUFFERED = GS + b"r\x01"  # paper sensor through the queue: answered when the bytes before it are worked
CLEAR = DLE + b"\x05\x02"  # DLE ENQ 2: leave the error and forget what is buffered


def ask_now(what: int) -> bytes:
    """`DLE EOT n`: answered at once, also by a printer that is offline."""
    return DLE + b"\x04" + bytes((what,))


def without_commands(row: bytes) -> bytes:
    """A raster row in which no byte pair is a real-time command. Costs one dot each, which nobody can see."""
    out = bytearray(row)
    for at in range(len(out) - 1):
        if out[at] == DLE[0] and out[at + 1] in REAL_TIME:
            out[at] = 0x18
    return bytes(out)


class _Encoder:
    """Remembers what the printer is set to, so that each setting is sent once."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.out = bytearray(INITIALISE + ESC + b"t" + bytes((profile.code_page,)))
        self.style = Style()
        self.align = Align.LEFT
        self.advance = -1

    def add(self, line: Line) -> None:
        match line:
            case TextLine():
                self._text(line)
            case Dots():
                self._dots(line)
            case Symbol():
                self._symbol(line)
            case Space():
                self._feed(line.dots)
            case End():
                self._end()
            case _:
                assert_never(line)

    def _text(self, line: TextLine) -> None:
        self._align(line.align)
        new, old = line.style, self.style
        if new.small != old.small:
            self.out += ESC + b"M" + bytes((new.small,))
        if (new.wide, new.high) != (old.wide, old.high):
            self.out += GS + b"!" + bytes(((new.wide - 1) << 4 | (new.high - 1),))
        if new.bold != old.bold:
            self.out += ESC + b"E" + bytes((new.bold,))
        if new.inverse != old.inverse:
            self.out += GS + b"B" + bytes((new.inverse,))
        self.style = new
        if line.advance != self.advance:
            self.advance = line.advance
            self.out += ESC + b"3" + bytes((self._units(line.advance),))
        self.out += line.text.encode("ascii") + b"\n"

    def _dots(self, dots: Dots) -> None:
        # A printer that leaves pictures at the left in spite of this still prints a code with white all around.
        self._align(Align.LEFT if len(dots.rows[0]) * 8 >= self.profile.dots else Align.CENTRE)
        for start in range(0, len(dots.rows), STRIP):
            rows = dots.rows[start : start + STRIP]
            data = without_commands(b"".join(rows))
            self.out += GS + b"v0\x00" + len(rows[0]).to_bytes(2, "little") + len(rows).to_bytes(2, "little") + data

    def _symbol(self, symbol: Symbol) -> None:
        if self.profile.raster and not self.profile.native_qr:
            self._dots(raster(symbol))
            return
        from escpos.constants import QR_ECLEVEL_M
        from escpos.printer import Dummy

        self._align(Align.CENTRE)
        dummy = Dummy()
        dummy.qr(symbol.payload, ec=QR_ECLEVEL_M, size=symbol.scale, native=True)
        self.out += dummy.output

    def _end(self) -> None:
        if self.profile.cutter:
            self.out += CUT
        else:
            self._feed(TEAR_FEED)

    def _feed(self, dots: int) -> None:
        units = dots * self.profile.units_per_dot
        while units > 0:
            step = min(units, _LARGEST)
            self.out += ESC + b"J" + bytes((step,))
            units -= step

    def _align(self, align: Align) -> None:
        if align != self.align:
            self.align = align
            self.out += ESC + b"a" + bytes((1 if align is Align.CENTRE else 0,))

    def _units(self, dots: int) -> int:
        # A printer never feeds less than the height of its characters, so a capped value still sets well.
        return min(dots * self.profile.units_per_dot, _LARGEST)
