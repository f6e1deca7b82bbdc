"""Lines as the network would see them, made by hand: no model is loaded for the tests that use them."""

from __future__ import annotations

import numpy as np

from kiosk.scan.ktp.engine import ALPHABET, Line, Probabilities, decode
from kiosk.scan.ktp.fields import Row


def seen(text: str, rivals: dict[int, tuple[str, float]] | None = None) -> Probabilities:
    """Every character for two steps with a blank behind it; `rivals` by place: another character and its share."""
    steps = np.full((3 * len(text) + 2, len(ALPHABET)), 1e-5, dtype=np.float32)
    steps[:, 0] = 0.99
    for place, char in enumerate(text):
        both = slice(3 * place + 1, 3 * place + 3)
        other, share = (rivals or {}).get(place, ("", 0.0))
        steps[both, 0] = 0.004
        steps[both, ALPHABET.index(char)] = 0.995 - share
        if other:
            steps[both, ALPHABET.index(other)] = share
    return steps


def line(text: str) -> Line:
    """A line that was plainly read."""
    probabilities = seen(text)
    return Line(probabilities, decode(probabilities))


def row(label: str, value: str) -> Row:
    """A row of a card."""
    return Row(line(label), line(value))
