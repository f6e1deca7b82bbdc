"""What is read of codes before a cheap camera, and in how many milliseconds: two engines plainly, and ours, side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

import msgspec
import zxingcpp

from kiosk.scan import decode
from kiosk.scan.decode import CodeReader, Frame
from tests.bench.spread import percentile, spread
from tests.scan.qr_scenes import BARS, HD, VGA, Level, Scene, nothing, shaking

SCENES = 60
OTHERS = 24  # of barcodes and other squares
SQUARES = ("datamatrix", "aztec", "pdf417")
WITHOUT = 40
FRAMES = 5


class _Engine(msgspec.Struct):
    """What one way of reading made of the pictures so far."""

    name: str
    read: Callable[[Frame], list[str]]
    hits: int = 0
    false: list[str] = msgspec.field(default_factory=list)
    took: list[float] = msgspec.field(default_factory=list)  # milliseconds

    def look(self, frame: Frame, text: str | None) -> None:
        started = time.perf_counter()
        texts = self.read(frame)
        self.took.append((time.perf_counter() - started) * 1000)
        self.hits += text in texts
        self.false += [other for other in texts if other != text]


def measure() -> Iterator[str]:
    """QR by difficulty, then barcodes and other squares, then pictures of nothing."""
    yield from _kinds("QR", ("qr",), SCENES)
    yield from _kinds("EAN-13 and Code 128", BARS, OTHERS)
    yield from _kinds("Data Matrix, Aztec, PDF417", SQUARES, OTHERS)
    engines = _engines()
    for seed in range(WITHOUT):
        for engine in engines:
            engine.look(nothing(seed), None)
    yield f"no code at all, {WITHOUT} pictures"
    for engine in engines:
        yield f"  {engine.name:22} {len(engine.false)} read; {_times(engine)}"


def _engines() -> list[_Engine]:
    return [
        _Engine("zxing-cpp plainly", lambda frame: [one.text for one in zxingcpp.read_barcodes(frame)]),
        _Engine("pyzbar plainly", partial(_texts, decode.zbar)),
        _Engine("ours, still picture", partial(_texts, decode.decode)),
        _Engine("ours, one live frame", lambda frame: _texts(CodeReader().read, frame)),
    ]


def _texts(read: decode.Engine, frame: Frame) -> list[str]:
    return [code.text for code in read(frame)]


def _kinds(title: str, kinds: tuple[str, ...], pictures: int) -> Iterator[str]:
    before: list[float] = []
    after: list[float] = []
    for level in Level:
        engines = _engines()
        plain, still = engines[0], engines[2]
        live = _Engine(f"ours, {FRAMES} shaking frames", lambda _frame: [])
        pitches = []
        for number in range(pictures):
            size = HD if number % 4 else VGA
            scenes = shaking(number, level, frames=FRAMES, size=size, kind=kinds[number % len(kinds)])
            pitches.append(scenes[0].pose.pitch)
            for engine in engines:
                engine.look(scenes[0].frame, scenes[0].text)
            _watch(live, scenes)
        yield f"{title}, {level}, {min(pitches):.1f} to {max(pitches):.1f} pixels a module, {pictures} pictures"
        for engine in (*engines, live):
            yield f"  {engine.name:22} {100 * engine.hits / pictures:5.1f} % read, {len(engine.false)} wrong; {_times(engine)}"
        before += plain.took
        after += still.took
    yield f"{title}: still picture to zxing-cpp {median(after) / median(before):.2f} of medians over all {len(after)}"


def _watch(engine: _Engine, scenes: list[Scene]) -> None:
    """A camera that shakes, until the code is read; the times are those of the single frames."""
    reader = CodeReader()
    engine.read = partial(_texts, reader.read)
    before = engine.hits
    for scene in scenes:
        engine.look(scene.frame, scene.text)
        if engine.hits > before:
            return


def _times(engine: _Engine) -> str:
    return f"{spread(engine.took, digits=1)}, p95 {percentile(engine.took, 95):.0f} ms"
