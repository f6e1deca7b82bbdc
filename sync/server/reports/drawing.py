"""Plots as a few plain shapes, which become SVG in the page and vectors in the PDF: drawn once, the same in both."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec


class Tone(StrEnum):
    """Colours, and what they stand for. On a printer without colours they differ by how dark they are."""

    INK = "#14232b"
    SOFT = "#3d4c54"
    LINE = "#5e6e76"
    RULE = "#d9d2c3"
    ACTION = "#0a4f5c"
    WHITE = "#ffffff"
    SHADE_1 = "#e3edee"
    SHADE_2 = "#a9c7cb"
    SHADE_3 = "#5f969e"


class Rect(msgspec.Struct, frozen=True):
    """A filled rectangle from its upper left corner; `edge`: also a thin line round it."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    edge: bool = False


class Path(msgspec.Struct, frozen=True):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    tone: Tone
    thick: float = 1.0
    dashed: bool = False


class Label(msgspec.Struct, frozen=True):
    """A short text whose baseline begins, has its middle, or ends at a point."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "middle"
    tone: Tone = Tone.SOFT
    bold: bool = False


Shape = Rect | Path | Label

SIZE = 13.5
"""Of labels, in the unit of the drawing."""


class Drawing(msgspec.Struct, frozen=True):
    """A plot. `says` tells in words what it shows: for those who do not see it."""

    title: str
    says: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
