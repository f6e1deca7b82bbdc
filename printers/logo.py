"""The office's logo for the head of a slip: a picture file made into dots that a thermal head prints well.

`<data>/office/logo.png` or `.jpg`. A file that is no good is refused with a sentence for the petugas; a slip is printed in
any case, then with the plain band.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import msgspec
import structlog

from printers.document import Picture

HIGH = 108  # dots, as high as the band around it
WIDE = 200  # dots, 25 mm: leaves motif at either side on the narrow paper
NAMES = ("logo.png", "logo.jpg", "logo.jpeg")
MOST_BYTES = 8 * 2**20
MOST_PIXELS = 8_000_000  # 2800 × 2800; a few kilobytes of PNG can claim a thousand times as many

_PAPER = 0.9  # lightness from which on a dot is left white,
_INK = 0.2  # and up to which it is burnt: no specks in what is meant to be solid
_GREY = (
    1.4  # between what a screen makes of a grey (2.2) and what a head does that burns each dot a little too wide (1)
)
_DIRT = 0.07  # a dot in fourteen is no tint but a speck
_FAINT = 0.1  # less difference in lightness than this is nothing to look at

log = structlog.get_logger("printers")


class LogoRefused(msgspec.Struct, frozen=True):
    """Why the file is not printed, and what to do: Indonesian, for `kiosk doctor` and the maintenance page."""

    why: str


def read(office: Path) -> Picture | LogoRefused | None:
    """The logo in the office's folder; None when there is none. Worked out again only when the file has changed."""
    for name in NAMES:
        path = office / name
        try:
            known = path.stat()
        except FileNotFoundError:
            continue
        except OSError as error:
            return LogoRefused(f"Logo kantor {name} tidak bisa dibuka: {error.strerror}. Periksa izin berkasnya.")
        return _read(path, known.st_mtime_ns, known.st_size)
    return None


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, size: int) -> Picture | LogoRefused:
    remedy = f"Ganti {path.name} dengan gambar PNG atau JPG yang lain."
    if size > MOST_BYTES:
        return LogoRefused(
            f"Logo kantor terlalu besar: {size / 2**20:.0f} MB, paling besar {MOST_BYTES >> 20} MB. {remedy}"
        )
    try:
        return _draw(path.read_bytes(), remedy)
    except Exception as error:  # noqa: BLE001 - Pillow answers broken files with whatever its decoder stumbled over
        log.warning("logo_not_read", file=path.name, error=repr(error))
        return LogoRefused(f"Logo kantor rusak atau tidak lengkap. {remedy}")


def _draw(data: bytes, remedy: str) -> Picture | LogoRefused:
    # Imported only here: an office without a logo shall not wait for them at its first slip.
    import numpy as np
    from PIL import Image, ImageFilter
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        image: Image.Image = PngImageFile(io.BytesIO(data))
    elif data.startswith(b"\xff\xd8\xff"):
        image = JpegImageFile(io.BytesIO(data))
    else:
        return LogoRefused(f"Logo kantor bukan gambar PNG atau JPG. {remedy}")
    if image.width * image.height > MOST_PIXELS:
        return LogoRefused(
            f"Logo kantor terlalu luas: {image.width} x {image.height} titik, "
            f"paling banyak {MOST_PIXELS // 1_000_000} juta. {remedy}"
        )
    # Light adds up, sRGB numbers do not: flattened and made smaller in linear light, or thin dark lines would fade.
    levels = np.arange(256, dtype=np.float32) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4).astype(np.float32)
    colours = np.asarray(image.convert("RGBA"))
    light = sum(np.float32(weight) * linear[colours[:, :, at]] for at, weight in enumerate((0.2126, 0.7152, 0.0722)))
    light = 1 - (1 - light) * levels[colours[:, :, 3]]
    seen = light < light.max() * 0.9
    if light.max() - light.min() < _FAINT or not seen.any():
        return LogoRefused(f"Logo kantor tidak kelihatan di kertas putih. {remedy}")
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    light = light[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = min(HIGH / light.shape[0], WIDE / light.shape[1])
    width, height = (max(1, round(side * scale)) for side in (light.shape[1], light.shape[0]))
    small = np.asarray(Image.fromarray(light).resize((width, height), Image.Resampling.LANCZOS))
    lightness = np.clip(small, 0, 1) ** (1 / 2.2)
    dark, pale = np.percentile(lightness, (0.5, 99.5))
    stretched = np.clip((lightness - dark) / max(pale - dark, _FAINT), 0, 1)
    sharp = Image.fromarray((stretched * 255).astype(np.uint8)).filter(ImageFilter.UnsharpMask(1, 80, 2))
    tone = np.clip((np.asarray(sharp) / 255 - _INK) / (_PAPER - _INK), 0, 1) ** _GREY
    tone = np.where(tone < _DIRT, 0, np.where(tone > 1 - _DIRT, 1, tone))
    return Picture(_dithered(tone.tolist()))


def _dithered(tone: list[list[float]]) -> tuple[bytes, ...]:
    """Floyd and Steinberg, to and fro. What is quite black or white stays so and passes no error on: edges stay clean."""
    width = len(tone[0])
    rows: list[bytes] = []
    here, below = [0.0] * (width + 2), [0.0] * (width + 2)
    for at, row in enumerate(tone):
        dots = bytearray(width)
        step = -1 if at % 2 else 1
        for column in range(width)[::step]:
            wanted = row[column]
            if wanted in {0.0, 1.0}:
                dots[column] = wanted == 0.0
                continue
            wanted += here[column + 1]
            dots[column] = wanted < 0.5
            error = (wanted - (not dots[column])) / 16
            here[column + 1 + step] += error * 7
            below[column + 1 - step] += error * 3
            below[column + 1] += error * 5
            below[column + 1 + step] += error
        rows.append(bytes(dots))
        here, below = below, [0.0] * (width + 2)
    return tuple(rows)
