"""The sixteen digits of a NIK out of what the network saw, and what there is to doubt about them.

A NIK has no check digit: a wrong digit of the region or of the serial breaks no rule. So each digit is weighed against its
rivals, two looks must agree, and the date inside is held against the one printed below it. Nothing is ever corrected unnoticed.
"""

from __future__ import annotations

from datetime import date

import msgspec
import numpy as np

from kiosk.domain.identity import has_region
from kiosk.domain.ktp import KtpDoubt
from kiosk.scan.ktp.engine import ALPHABET, Letter, Line, Probabilities, decode

LENGTH = 16

SURE = 0.93
"""From here on a digit counts as read: no wrong one came near it in the specimens, see `tests/bench/ktp.py`."""

_RIVAL = 0.05
"""From here on a digit was seen as well, not only the one before it."""

Odds = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Sixteen places × ten digits; each row sums to 1."""

# Letters the network sees in the digits of OCR-A and of worn print. Where one is seen, its digit is meant: the row has none.
_TWINS = {
    "0": "ODQoU", "1": "Iil", "2": "Zz", "3": "", "4": "A", "5": "Ss", "6": "Gb", "7": "T", "8": "B", "9": "gq",
}  # fmt: skip


class NikLook(msgspec.Struct, frozen=True):
    """One look at the row: how probable each digit is in each place, and whether sixteen characters were plainly there."""

    odds: Odds
    plain: bool

    def __repr__(self) -> str:
        return "NikLook()"

    @property
    def digits(self) -> str:
        """The most probable ones."""
        return "".join(map(str, self.odds.argmax(axis=1)))

    @property
    def confidence(self) -> float:
        """Of the least sure digit."""
        return float(self.odds.max(axis=1).min())


def look(probabilities: Probabilities) -> NikLook | None:
    """Reads exactly sixteen digits, whatever else could be read; None where there is no room for them.

    All ways to read sixteen digits are weighed (forward and backward sums of CTC), so that a digit that was swallowed
    or seen twice makes its neighbours unsure instead of shifting them unnoticed.
    """
    if len(probabilities) < LENGTH:
        return None
    seen = _emissions(probabilities)
    odds = _odds(seen)
    if odds is None:
        return None
    letters = [letter for letter in decode(probabilities) if letter.char != " "]
    if letters and letters[0].char in ":;.":
        letters = letters[1:]
    if [MEANT.get(letter.char) for letter in letters] != [str(digit) for digit in odds.argmax(axis=1)]:
        return NikLook(odds, plain=False)
    # The odds compare digits with each other only; what the network gave to anything else counts against them too.
    weights = np.array([letter.confidence for letter in letters])
    held = odds * weights[:, np.newaxis]
    return NikLook(held + (1 - weights[:, np.newaxis]) / 10, plain=True)


def run_of_digits(line: Line) -> list[Letter]:
    """The longest run of letters that may be digits, at least three of four of which were seen as such."""
    runs: list[list[Letter]] = [[]]
    for letter in line.letters:
        if letter.char in MEANT:
            runs[-1].append(letter)
        elif letter.char != " ":
            runs.append([])
    longest = max(runs, key=len)
    return longest if 4 * sum(letter.char.isdigit() for letter in longest) >= 3 * len(longest) else []


class Digits(msgspec.Struct, frozen=True):
    """What several looks say together. `confidence` is that of the least sure digit in the least sure look."""

    text: str
    confidence: float
    sure: bool

    def __repr__(self) -> str:
        return f"Digits({self.confidence:.2f}, sure={self.sure})"


def together(looks: list[NikLook], *, born: str | None, sex: str | None) -> Digits:
    """The digits of several looks at one row. `born` and `sex` as in `doubts`.

    Sure is: all looks were plain and agree, and no digit has a rival in any of them. Where they are not, and a digit of
    the date has a rival that the printed date names, that one is taken: it was seen, and the number stays unsure.
    """
    odds = np.mean([one.odds for one in looks], axis=0)
    best = odds.argmax(axis=1)
    text = "".join(map(str, best))
    confidence = min(float(one.odds[np.arange(LENGTH), best].min()) for one in looks)
    if all(one.plain and one.digits == text for one in looks) and confidence >= SURE:
        return Digits(text, confidence, sure=True)
    printed = _printed(born, sex)
    if printed is not None:
        other = [place for place, digit in enumerate(printed, start=6) if text[place] != digit]
        if len(other) == 1 and odds[other[0], int(printed[other[0] - 6])] >= _RIVAL:
            text = text[:6] + printed + text[12:]
    return Digits(text, confidence, sure=False)


def _printed(born: str | None, sex: str | None) -> str | None:
    """The six digits in the middle of a NIK by what is printed below it."""
    if born is None or sex is None:
        return None
    day = int(born[8:]) + (40 if sex == "P" else 0)
    return f"{day:02}{born[5:7]}{born[2:4]}"


def doubts(digits: str | None, *, sure: bool, born: str | None, sex: str | None) -> tuple[KtpDoubt, ...]:
    """What speaks against sixteen digits. `born` as 1989-03-14 and `sex` as L or P are what the card prints beside them.

    Rules: domain facts section 6 (PP KK CC DDMMYY SSSS, the day of women plus 40).
    """
    if digits is None:
        return (KtpDoubt.NIK_MISSING,)
    found = []
    if not has_region(digits):
        found.append(KtpDoubt.NIK_REGION)
    female = int(digits[6:8]) > 40
    day = int(digits[6:8]) - (40 if female else 0)
    written = f"{day:02}-{digits[8:10]}-{digits[10:12]}"
    if not any(_is_day(f"{century}{digits[10:12]}-{digits[8:10]}-{day:02}") for century in ("19", "20")):
        found.append(KtpDoubt.NIK_DATE)
    if digits[12:] == "0000":
        found.append(KtpDoubt.NIK_SERIAL)
    if not sure:
        found.append(KtpDoubt.NIK_UNSURE)
    if born is not None and f"{born[8:]}-{born[5:7]}-{born[2:4]}" != written:
        found.append(KtpDoubt.BIRTH_DIFFERS)
    if sex is not None and (sex == "P") != female:
        found.append(KtpDoubt.SEX_DIFFERS)
    if born is None or sex is None:
        found.append(KtpDoubt.BIRTH_UNREAD)
    return tuple(found)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


MEANT = {char: digit for digit, twins in _TWINS.items() for char in digit + twins}
_COLUMNS = [[ALPHABET.index(char) for char in digit + twins] for digit, twins in _TWINS.items()]


def _emissions(probabilities: Probabilities) -> np.ndarray:
    """Steps × (nothing, 0 … 9): what is no digit and looks like none counts as nothing."""
    digits = np.stack([probabilities[:, columns].sum(axis=1) for columns in _COLUMNS], axis=1)
    nothing = np.clip(1 - digits.sum(axis=1, keepdims=True), 0, 1)
    # No step is ever impossible: the sums below must not end in nothing.
    return np.concatenate([nothing, digits], axis=1).astype(np.float64) + 1e-6


def _odds(seen: np.ndarray) -> Odds | None:
    """For every place the share of each digit among all ways to see sixteen of them."""
    _, entered = _ways(seen)
    # What follows a step is what comes before it in the mirror, where places count from the end.
    after = _ways(seen[::-1])[0][::-1, ::-1]
    flow = (entered[:, 1:, 1:] * after[:, :-1, 1:] / seen[:, np.newaxis, 1:]).sum(axis=0)
    total = flow.sum(axis=1, keepdims=True)
    return flow / total if np.all(total > 0) else None


def _ways(seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Steps × digits so far (0 to 16) × (nothing, 0 … 9): the weight of all ways to be there, and of those just come."""
    ways = np.zeros((len(seen), LENGTH + 1, 11))
    entered = np.zeros_like(ways)
    before = np.zeros((LENGTH + 1, 11))
    before[0, 0] = 1  # before the first step: nothing yet
    for step, chances in enumerate(seen):
        anything = before.sum(axis=1, keepdims=True)
        # The same digit again needs a blank between: otherwise it is the one before, going on.
        entered[step, 1:, 1:] = (anything[:-1] - before[:-1, 1:]) * chances[1:]
        ways[step] = entered[step]
        ways[step, :, 1:] += before[:, 1:] * chances[1:]
        ways[step, :, 0] = anything[:, 0] * chances[0]
        before = ways[step]
    return ways, entered
