"""Pictures of codes as a cheap camera over a counter sees them, from a seed: the same seed gives the same picture.

A slip of paper lies on a cluttered desk: turned, tilted, bent, faded, with dead dots of the thermal head, under uneven
light and a lamp's glare; the camera adds blur, its own movement, noise and JPEG. Modules are as small as the level says:
easy above 4.5 pixels a module, medium 2.8 to 4.5, hard 2.0 to 3.4.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import cv2
import msgspec
import numpy as np
import segno
import zxingcpp

from kiosk.domain.code import RequestCode, SlipQr, new_kiosk_id
from kiosk.scan.decode import Frame

HD = (1280, 720)
VGA = (640, 480)

BARS = ("ean13", "code128")
"""Kinds of one dimension. Their bars are half as wide as a module at the same level."""

_FORMATS = {"ean13": "EAN13", "code128": "Code128", "datamatrix": "DataMatrix", "aztec": "Aztec", "pdf417": "PDF417"}
_DOTS = 12  # of the drawing for one module; finer than any camera here
_Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
_Picture = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


class Level(StrEnum):
    """How bad a picture is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Damage(msgspec.Struct, frozen=True):
    """From where to where each kind of damage goes; what is drawn is even between the two."""

    pitch: tuple[float, float]  # pixels a module at the middle of the code
    tilt: float  # degrees at most, about both axes
    blur: tuple[float, float]  # sigma in pixels
    motion: float  # pixels at most
    noise: tuple[float, float]  # sigma in grey levels
    jpeg: tuple[int, int]  # quality
    black: tuple[float, float]  # grey of a printed module: paper fades
    dark: float  # share of the light missing at the darkest side, at most
    bend: float  # half the width of the paper over the radius it is bent to, at most
    glare: float  # chance of a lamp's reflection on the paper
    lines: int  # dead dots of the thermal head, at most


DAMAGE = {
    Level.EASY: Damage((4.6, 8.0), 20, (0.4, 1.1), 1.5, (1, 5), (80, 95), (15, 70), 0.35, 0.3, 0.1, 0),
    Level.MEDIUM: Damage((2.8, 4.5), 30, (0.5, 1.3), 2.5, (2, 8), (65, 90), (25, 110), 0.5, 0.5, 0.3, 2),
    Level.HARD: Damage((2.0, 3.4), 35, (0.7, 1.7), 3.0, (3, 10), (55, 85), (30, 120), 0.6, 0.6, 0.4, 3),
}


class Pose(msgspec.Struct, frozen=True):
    """Where the middle of the code is, how it lies, and pixels a module. Degrees and pixels."""

    x: float
    y: float
    turn: float
    tilt_x: float
    tilt_y: float
    pitch: float


class Scene(msgspec.Struct, frozen=True):
    """One picture and what it says."""

    frame: Frame
    kind: str
    text: str
    pose: Pose


class _Paper(msgspec.Struct, frozen=True):
    """A printed slip, drawn with `_DOTS` dots a module, and the middle of its code."""

    drawing: Frame
    middle: tuple[float, float]


# --- What is on the paper ---------------------------------------------------------------------------------------------


def slip_text(draw: np.random.Generator) -> str:
    """The QR text of a slip of ours, with a signature nobody made."""
    choose: Callable[[int], int] = lambda below: int(draw.integers(below))  # noqa: E731
    return SlipQr(new_kiosk_id(choose), RequestCode.new(choose), draw.bytes(64)).payload()


def text_for(draw: np.random.Generator) -> str:
    """Half of them slips of ours, half what else people hold before a kiosk."""
    digits = "".join(str(digit) for digit in draw.integers(0, 10, 40))
    return str(
        draw.choice(
            [
                slip_text(draw),
                slip_text(draw),
                slip_text(draw),
                "https://layananonline.dukcapil.kemendagri.go.id/Terpusat/" + digits[:24],
                f"https://contoh.example/berita/{digits[:6]}?asal=poster",
                f"Antrean {digits[:3]}, loket {digits[3]}",
            ]
        )
    )


def qr(text: str) -> Frame:
    """A QR code as modules, 0 and 255, with its quiet zone."""
    code = segno.make(text, error="m", micro=False)
    dark = np.array([list(row) for row in code.matrix_iter(border=4)], dtype=np.uint8)
    return np.asarray(255 - 255 * (dark > 0).astype(np.uint8))


def barcode(text: str, kind: str) -> Frame:
    """Any other code as modules; bars of one dimension get a height."""
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, _FORMATS[kind]))
    image = np.array(code.to_image(scale=1, add_quiet_zones=True))
    if kind in BARS:
        image = np.repeat(image[image.shape[0] // 2 :][:1], max(30, image.shape[1] // 3), axis=0)
    return np.pad(image, 4, constant_values=255)


def _printed(draw: np.random.Generator, kind: str) -> tuple[str, Frame]:
    """A text that such a code may hold, and its modules."""
    digits = "".join(str(digit) for digit in draw.integers(0, 10, 30))
    if kind == "qr":
        text = text_for(draw)
        return text, qr(text)
    if kind == "ean13":
        body = "978" + digits[:9]
        check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body)) % 10
        return f"{body}{check}", barcode(body, kind)
    if kind == "code128":
        text = RequestCode.new(lambda below: int(draw.integers(below))).symbols
    else:
        text = f"KTR-{digits[:12]}"
    return text, barcode(text, kind)


def _paper(draw: np.random.Generator, modules: Frame, lines: int) -> _Paper:
    """A slip: a headline, the code, lines of text beneath; white paper, black print."""
    code = modules.repeat(_DOTS, axis=0).repeat(_DOTS, axis=1)
    margin = 6 * _DOTS
    width = code.shape[1] + 2 * margin
    above, beneath = 12 * _DOTS, 14 * _DOTS
    drawing = np.full((above + code.shape[0] + beneath, width), 255, dtype=np.uint8)
    drawing[above : above + code.shape[0], margin : margin + code.shape[1]] = code
    _write(drawing, draw, margin, above - 4 * _DOTS, 2.6, 1)
    _write(drawing, draw, margin, above + code.shape[0] + 4 * _DOTS, 1.6, 3)
    for _ in range(int(draw.integers(0, lines + 1))):
        x = int(draw.integers(margin, width - margin))
        drawing[:, x : x + int(draw.integers(2, _DOTS // 2))] = 255
    return _Paper(drawing, (margin + code.shape[1] / 2, above + code.shape[0] / 2))


def _write(drawing: Frame, draw: np.random.Generator, x: int, y: int, size: float, lines: int, ink: int = 0) -> None:
    for number in range(lines):
        words = "".join(chr(draw.integers(65, 91)) if draw.random() > 0.2 else " " for _ in range(24))
        spot = (x, int(y + number * size * 40))
        cv2.putText(drawing, words, spot, cv2.FONT_HERSHEY_SIMPLEX, size, ink, max(1, int(size * 2)))


# --- The camera -------------------------------------------------------------------------------------------------------


def _desk(draw: np.random.Generator, size: tuple[int, int]) -> Frame:
    """What else is in sight: edges of other papers, words on them, a pattern of stripes."""
    width, height = size
    desk = np.full((height, width), int(draw.integers(40, 170)), dtype=np.uint8)
    for _ in range(int(draw.integers(2, 6))):
        corners = draw.uniform((-200, -200), (width + 200, height + 200), (4, 2)).astype(np.int32)
        cv2.fillConvexPoly(desk, cv2.convexHull(corners), int(draw.integers(30, 230)))
    for _ in range(int(draw.integers(3, 8))):
        x, y = int(draw.integers(-80, width)), int(draw.integers(20, height))
        _write(desk, draw, x, y, float(draw.uniform(0.4, 1.2)), int(draw.integers(1, 5)), int(draw.integers(0, 90)))
    if draw.random() < 0.3:
        x, y = int(draw.integers(0, width - 60)), int(draw.integers(0, height - 60))
        for step in range(0, 60, 6):
            cv2.line(desk, (x + step, y), (x + step, y + 50), 20, 3)
    return desk


def _homography(pose: Pose, middle: tuple[float, float]) -> _Matrix:
    """From the dots of the drawing to the pixels of the frame: a pinhole camera 1,400 pixels from the paper."""
    far = 1400.0
    turn, tilt_x, tilt_y = np.radians([pose.turn, pose.tilt_x, pose.tilt_y])
    about_z = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(tilt_x), -np.sin(tilt_x)], [0, np.sin(tilt_x), np.cos(tilt_x)]])
    about_y = np.array([[np.cos(tilt_y), 0, np.sin(tilt_y)], [0, 1, 0], [-np.sin(tilt_y), 0, np.cos(tilt_y)]])
    spun = about_y @ about_x @ about_z
    scale = pose.pitch / _DOTS
    lay = np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1]])
    look = np.array([[*spun[0, :2], 0], [*spun[1, :2], 0], [*(spun[2, :2] / far), 1]])
    place = np.array([[1, 0, pose.x], [0, 1, pose.y], [0, 0, 1]])
    return np.asarray(place @ look @ lay)


def _seen(paper: _Paper, desk: Frame, pose: Pose, bend: float, black: float) -> _Picture:
    """The paper on the desk through a perfect lens."""
    height, width = desk.shape
    back = np.linalg.inv(_homography(pose, paper.middle))
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    depth = back[2, 0] * columns + back[2, 1] * rows + back[2, 2]
    across = (back[0, 0] * columns + back[0, 1] * rows + back[0, 2]) / depth
    down = (back[1, 0] * columns + back[1, 1] * rows + back[1, 2]) / depth
    if bend > 0.01:
        # Paper bent about its long axis: what lies farther out is seen closer together.
        radius = paper.drawing.shape[1] / 2 / bend
        middle = paper.middle[0]
        across = middle + radius * np.arcsin(np.clip((across - middle) / radius, -1, 1))
    # A pixel gathers the light of its whole square.
    square = max(1, round(_DOTS / pose.pitch)) | 1
    ink = black + (238 - black) * cv2.blur(paper.drawing, (square, square)).astype(np.float32) / 255
    across, down = across.astype(np.float32), down.astype(np.float32)
    print_ = cv2.remap(ink, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=-1.0)
    covered = cv2.remap(np.ones_like(ink), across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(np.where(covered > 0.99, print_, desk.astype(np.float32)), dtype=np.float32)


def _lit(draw: np.random.Generator, seen: _Picture, pose: Pose, damage: Damage) -> _Picture:
    """Light from one side, and perhaps a lamp's reflection beside the middle of the code."""
    height, width = seen.shape
    columns, rows = np.meshgrid(
        np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    )
    side = draw.uniform(0, 2 * np.pi)
    slope = (np.cos(side) * columns + np.sin(side) * rows + 1.42) / 2.84
    lit = seen * (1 - draw.uniform(0, damage.dark) * slope) * draw.uniform(0.75, 1.05)
    if draw.random() < damage.glare:
        far = draw.uniform(8, 22) * pose.pitch
        angle = draw.uniform(0, 2 * np.pi)
        x, y = pose.x + far * np.cos(angle), pose.y + far * np.sin(angle)
        spot = (draw.uniform(3, 7) * pose.pitch) ** 2
        across = (columns + 1) / 2 * width - x
        down = (rows + 1) / 2 * height - y
        lit = lit + draw.uniform(60, 220) * np.exp(-(across**2 + down**2) / (2 * spot))
    return np.asarray(np.clip(lit, 0, 255), dtype=np.float32)


def _shot(draw: np.random.Generator, lit: _Picture, damage: Damage) -> Frame:
    """Through a real lens and sensor, then JPEG."""
    sigma = draw.uniform(*damage.blur)
    picture = np.asarray(cv2.GaussianBlur(lit, (0, 0), sigma))
    length, angle = draw.uniform(0, damage.motion), draw.uniform(0, 180)
    if length > 0.5:
        picture = np.asarray(cv2.filter2D(picture, -1, _streak(length, angle)))
    picture = picture + draw.normal(0, draw.uniform(*damage.noise), picture.shape).astype(np.float32)
    frame = np.clip(picture, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(draw.integers(*damage.jpeg))]
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", frame, quality)[1], cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def _streak(length: float, angle: float) -> _Picture:
    """The kernel of a camera that moves evenly while the shutter is open."""
    fine, side = 8, 9
    streak = np.zeros((side * fine, side * fine), dtype=np.float32)
    middle = side * fine / 2
    step = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))]) * length * fine / 2
    start, end = (middle - step).round().astype(int), (middle + step).round().astype(int)
    cv2.line(streak, [int(one) for one in start], [int(one) for one in end], 1.0, fine)
    kernel = cv2.resize(streak, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


# --- Scenes -----------------------------------------------------------------------------------------------------------


def _pose(draw: np.random.Generator, modules: Frame, damage: Damage, size: tuple[int, int], finer: float) -> Pose:
    """Anywhere in sight; the code itself is never cut off."""
    most, diagonal = min(size) / 2 - 4, float(np.hypot(*modules.shape)) * 0.52
    pitch = min(draw.uniform(*damage.pitch) * finer, most / diagonal)
    reach = diagonal * pitch
    turn = draw.uniform(-30, 30) + (0, 0, 0, 90, 180, 270)[int(draw.integers(6))]
    return Pose(
        float(draw.uniform(reach, size[0] - reach)),
        float(draw.uniform(reach, size[1] - reach)),
        float(turn),
        float(draw.uniform(-damage.tilt, damage.tilt)),
        float(draw.uniform(-damage.tilt, damage.tilt)),
        float(pitch),
    )


def _shaken(draw: np.random.Generator, pose: Pose) -> Pose:
    return Pose(
        pose.x + float(draw.normal(0, 6)),
        pose.y + float(draw.normal(0, 6)),
        pose.turn + float(draw.normal(0, 1.5)),
        pose.tilt_x + float(draw.normal(0, 1.5)),
        pose.tilt_y + float(draw.normal(0, 1.5)),
        pose.pitch * float(draw.uniform(0.97, 1.03)),
    )


def shaking(
    seed: int,
    level: Level,
    *,
    frames: int = 5,
    size: tuple[int, int] = HD,
    inverted: bool = False,
    kind: str = "qr",
) -> list[Scene]:
    """The same paper through a camera that shakes: blur, movement and noise are another in each frame."""
    draw = np.random.default_rng([seed, list(Level).index(level)])
    damage = DAMAGE[level]
    text, modules = _printed(draw, kind)
    paper = _paper(draw, modules, damage.lines)
    if inverted:
        paper = _Paper(np.asarray(255 - paper.drawing), paper.middle)
    desk, bend, black = _desk(draw, size), float(draw.uniform(0, damage.bend)), float(draw.uniform(*damage.black))
    pose = _pose(draw, modules, damage, size, finer=0.5 if kind in BARS else 1)
    light = int(draw.integers(2**32))
    scenes = []
    for number in range(frames):
        held = _shaken(draw, pose) if number else pose
        lit = _lit(np.random.default_rng(light), _seen(paper, desk, held, bend, black), held, damage)
        scenes.append(Scene(_shot(draw, lit, damage), kind, text, held))
    return scenes


def scene(seed: int, level: Level, **what: Any) -> Scene:
    """One picture; see `shaking`."""
    return shaking(seed, level, frames=1, **what)[0]


def nothing(seed: int, *, size: tuple[int, int] = HD) -> Frame:
    """A desk without any code: papers, words, stripes, the same camera."""
    draw = np.random.default_rng(seed)
    damage = DAMAGE[Level.MEDIUM]
    desk = _desk(draw, size).astype(np.float32)
    return _shot(draw, _lit(draw, desk, Pose(size[0] / 2, size[1] / 2, 0, 0, 0, 4), damage), damage)
