"""How well and how fast a KTP is read: our reader, and beside it the plain use of the same networks, on the same pictures.

The plain way detects once and reads the nine top rows. It cannot tell which way up a card is, so a card that is not held
upright is turned for it by hand. The name is what stands beside "Nama", or else below the NIK.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import Levenshtein

from kiosk.domain.ktp import KtpField, KtpReading, ReadValue
from kiosk.scan.ktp.aim import Aim
from kiosk.scan.ktp.reader import KtpReader
from tests.bench.spread import spread
from tests.scan.specimens import DAMAGES, HD, Damage, Picture, Specimen, frame_size, pose, sample

PICTURES = 30
"""Of each level."""
THREADS = 2
_ROWS = 9
_NAMES = (KtpField.NIK, KtpField.NAMA)

Read = Callable[[Picture], KtpReading | None]


@dataclass
class Tally:
    """What came of some pictures."""

    pictures: int = 0
    exact: int = 0  # NIK with all of their digits right
    wrong: int = 0  # sixteen digits, but others
    certain: int = 0  # NIK that were said to be certain
    wrong_and_certain: int = 0
    letters: int = 0  # of all names
    letters_wrong: int = 0  # edits from what was read to what is printed, at most all letters of a name
    rows: int = 0  # values besides NIK and name
    rows_exact: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, person: Specimen, reading: KtpReading | None, seconds: float) -> None:
        """One picture more; no reading is all wrong."""
        read = reading or KtpReading({})
        printed = person.values
        digits = read.text(KtpField.NIK)
        wrong = digits is not None and len(digits) == 16 and digits != person.nik
        self.pictures += 1
        self.exact += digits == person.nik
        self.wrong += wrong
        self.certain += read.certain
        self.wrong_and_certain += wrong and read.certain
        self.letters += len(person.nama)
        name = read.text(KtpField.NAMA) or ""
        self.letters_wrong += min(Levenshtein.distance(name, person.nama), len(person.nama))
        others = [row for row in printed if row not in _NAMES]
        self.rows += len(others)
        self.rows_exact += sum(read.text(row) == printed[row] for row in others)
        self.seconds.append(seconds)

    @property
    def name_errors(self) -> float:
        """Share of the letters of all names, from 0 to 1: the character error rate."""
        return self.letters_wrong / self.letters

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def measure() -> Iterator[str]:
    """Every level with both, then all together."""
    reader = KtpReader(threads=THREADS)
    reader.warm_up()
    plain = Plain()
    plain.read(sample("easy", PICTURES)[1])  # warms up as well
    ours, theirs = Tally(), Tally()
    looks: list[float] = []
    for damage in DAMAGES:
        level, beside = Tally(), Tally()
        for seed in range(PICTURES):
            person, picture = sample(damage, seed)
            timed(level, person, picture, lambda seen: sight.reading if (sight := reader.read(seen)) else None)
            if picture.shape[0] == HD[1]:
                started = time.perf_counter()
                Aim().look(picture)
                looks.append((time.perf_counter() - started) * 1000)
            timed(beside, person, turned_upright(picture, damage, seed), plain.read)
            print(f"ktp: {damage} {seed + 1}/{PICTURES}", file=sys.stderr)
        yield _told(damage, level, "reader")
        yield _told("", beside, "plain")
        ours, theirs = ours + level, theirs + beside
    yield _told("all", ours, "reader")
    yield _told("", theirs, "plain")
    yield f"aim    a look at one picture of 1280 × 720 takes {spread(looks)}"


def timed(tally: Tally, person: Specimen, picture: Picture, read: Read) -> None:
    """Reads one picture and adds what came of it."""
    started = time.perf_counter()
    reading = read(picture)
    tally.add(person, reading, time.perf_counter() - started)


def turned_upright(picture: Picture, damage: Damage, seed: int) -> Picture:
    """A sample by whole quarter turns, so that its letters stand upright."""
    quarters = round(pose(damage, seed, frame_size(damage, seed)).turn / 90) % 4
    return np.ascontiguousarray(np.rot90(picture, quarters))


def _told(level: str, tally: Tally, who: str) -> str:
    others = f", other rows {100 * tally.rows_exact / tally.rows:.0f} %" if who == "reader" else ""
    sure = f" ({tally.wrong_and_certain} of these certain), {tally.certain} certain" if who == "reader" else ""
    return (
        f"{level:6} {who:6} NIK exact {tally.exact}/{tally.pictures}, wrong {tally.wrong}{sure}, "
        f"name errors {100 * tally.name_errors:.1f} %{others}, {spread(tally.seconds, 's')}"
    )


class Plain:
    """rapidocr as its manual has it."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        params = {"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": THREADS}
        self._engine = RapidOCR(params=params)

    def read(self, picture: Picture) -> KtpReading:
        """NIK and name."""
        boxes = self._engine(picture, use_det=True, use_cls=False, use_rec=False).boxes
        if boxes is None:
            return KtpReading({})
        along = np.median([box[1] - box[0] for box in boxes], axis=0)
        along /= np.linalg.norm(along)
        down = np.array([-along[1], along[0]])
        rows = [
            (self._text(picture, box), float(box.mean(axis=0) @ along), float((box[0] + box[3]) @ down / 2))
            for box in sorted(boxes, key=lambda box: float(box.mean(axis=0) @ down))[:_ROWS]
        ]
        tall = float(np.median([np.linalg.norm(box[3] - box[0]) for box in boxes]))
        nik = next((row for row in rows if len(re.sub(r"\D", "", row[0])) == 16), None)
        values = {KtpField.NIK: ReadValue(re.sub(r"\D", "", nik[0]), 1)} if nik else {}
        label = next((row for row in rows if re.match(r"N[ao]m", row[0])), None)
        name = ""
        if label:
            name = re.sub(r"^N\w+\s*:?\s*", "", label[0])
            beside = [row for row in rows if row[1] > label[1] and abs(row[2] - label[2]) < 0.7 * tall]
            name = name or min(beside, key=lambda row: row[1], default=("",))[0]
        if not name and nik:
            below = [row for row in rows if row[2] > nik[2] + 0.4 * tall]
            name = min(below, key=lambda row: row[2], default=("",))[0]
        if name:
            values[KtpField.NAMA] = ReadValue(name.strip(" :."), 1)
        return KtpReading(values)

    def _text(self, picture: Picture, box: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> str:
        from rapidocr.utils.process_img import get_rotate_crop_image

        crop = get_rotate_crop_image(picture, np.asarray(box, np.float32))
        texts = self._engine(crop, use_det=False, use_cls=False, use_rec=True).txts
        return texts[0] if texts else ""
