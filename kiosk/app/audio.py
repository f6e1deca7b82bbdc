"""`./run audio`: makes a clip of every phrase in every language with espeak-ng, and the kiosk's three sounds.

Only what is new or changed is made; what no text needs any more is removed. Human recordings are never touched: they lie
in a folder of their own and win. `assets/audio/README.md` says how they are named and why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from kiosk import speech
from kiosk.app.command import exit_code
from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.content_files import DEMO, load_content
from kiosk.domain.catalog import LANGUAGES
from kiosk.errors import CannotNow
from kiosk.wilayah import Wilayah

Samples = NDArray[np.float32]
"""Mono, between -1 and 1, at `RATE`."""

RATE = 22050
"""Samples a second: what espeak-ng makes, and enough for speech."""
VOICES = {"id": "id", "en": "en", "jv": "id", "su": "id", "plm": "id"}
"""espeak-ng has no Javanese, Sundanese or Palembang voice; Indonesian spelling is close to theirs."""
QUALITY = "-1"
"""oggenc's lowest: the voice of a machine stays as clear as it was, at about 30 kbit/s."""
STORED_RATE = 16000
"""Samples a second in the files: nothing of a voice lies above 8 kHz, and a quarter of the size is saved."""
SPEED = 150
"""Words a minute, a little slower than espeak-ng's 175: an echoing hall, listeners of all ages."""
LOUDNESS_DB, PEAK_DB = -20.0, -1.5
"""RMS of the spoken parts, and the highest sample, below full scale."""
RECIPE = f"1 {SPEED} {QUALITY} {STORED_RATE} {LOUDNESS_DB}"
"""Part of each line of a list: another recipe makes every clip anew."""

_FRAME = RATE // 100
_LEAD_S, _TAIL_S = 0.01, 0.07
_TOOLS = ("espeak-ng", "oggenc")
_LIST = "clips.tsv"


class Built(msgspec.Struct, frozen=True):
    """What a build did in one folder."""

    made: int
    kept: int
    removed: int
    bytes: int


def wanted(language: str) -> dict[str, str]:
    """The phrases that get a clip in the language's own folder: name → text.

    What is written and voiced as in Indonesian is spoken from the Indonesian clip.
    """
    catalog, regions = load_catalog(), speech.region_names(Wilayah())
    published = tuple(load_content(catalog, office=DEMO).spoken())
    own = speech.load(language, catalog, regions, published=published).own
    if language == "id" or VOICES[language] != VOICES["id"]:
        return own
    home = speech.load("id", catalog, regions, published=published).own
    # The same letters may hide other words: "16" is not read in Indonesian here.
    return {
        name: text
        for name, text in own.items()
        if name not in home or speech.spoken_form(text, language) != speech.spoken_form(home[name], "id")
    }


def build(folder: Path, language: str, phrases: Mapping[str, str], progress: Callable[[int], None]) -> Built:
    """Makes the folder of a language hold a clip of each phrase and nothing else; `progress` hears of each clip made.

    Raises CannotNow without espeak-ng and oggenc.
    """
    place = folder / language
    place.mkdir(parents=True, exist_ok=True)
    lines = {name: _line(name, text, language) for name, text in phrases.items()}
    done = _listed(place) & set(lines.values())
    missing = [name for name in phrases if lines[name] not in done or not (place / f"{name}.ogg").is_file()]
    removed = [path for path in place.glob("*.ogg") if path.stem not in phrases]
    for path in removed:
        path.unlink()

    def make(name: str) -> None:
        write_clip(place / f"{name}.ogg", synthesise(speech.spoken_form(phrases[name], language), language))
        progress(1)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        try:
            for _ in pool.map(make, missing):
                pass
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    _write_whole(place / _LIST, "".join(f"{lines[name]}\n" for name in sorted(lines)).encode())
    return Built(len(missing), len(phrases) - len(missing), len(removed), _size(place))


def build_sounds(folder: Path) -> Built:
    """The three sounds, which take no time to make."""
    place = folder / "sounds"
    place.mkdir(parents=True, exist_ok=True)
    for name in speech.SOUNDS:
        write_clip(place / f"{name}.ogg", sound(name))
    return Built(len(speech.SOUNDS), 0, 0, _size(place))


def _line(name: str, text: str, language: str) -> str:
    """What the list says of a clip: for a person who records, and to see at the next build what has changed."""
    shown = " ".join(text.split())
    return "\t".join((name, shown, " ".join(speech.spoken_form(text, language).split()), RECIPE))


def _listed(place: Path) -> set[str]:
    path = place / _LIST
    return set(path.read_text("utf-8").splitlines()) if path.is_file() else set()


def _size(place: Path) -> int:
    return sum(path.stat().st_size for path in place.glob("*.ogg"))


def _write_whole(path: Path, content: bytes) -> None:
    """Beside it and moved: a build that is broken off leaves no half clip that looks finished."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


# --- Speech -----------------------------------------------------------------------------------------------------------


def synthesise(spoken: str, language: str) -> Samples:
    """Speech without silence around it, as loud as all other clips. Raises CannotNow when espeak-ng has nothing to say."""
    # By stdin: a text that begins with "-" is no option.
    wave = _tool("espeak-ng", "-v", VOICES[language], "-s", str(SPEED), "--stdin", "--stdout", given=spoken.encode())
    # Its header is written before the length is known; it is always 44 bytes.
    samples = np.frombuffer(wave[44:], "<i2").astype(np.float32) / np.float32(32768)
    if not samples.any():
        raise CannotNow(f"espeak-ng said nothing for {spoken!r}.", "Mend that text.")
    return levelled(trimmed(samples))


def trimmed(samples: Samples) -> Samples:
    """Without the silence before and after, faded where it was cut; a breath of silence stays between two clips."""
    loud = np.flatnonzero(_frames(samples) > np.float32(10 ** (-46 / 20)))
    first, last = (loud[0], loud[-1] + 1) if loud.size else (0, len(samples) // _FRAME)
    kept = samples[first * _FRAME : last * _FRAME].copy()
    fade = min(_FRAME // 2, len(kept))
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    kept[:fade] *= ramp
    kept[-fade:] *= ramp[::-1]
    return np.concatenate([_silence(_LEAD_S), kept, _silence(_TAIL_S)])


def levelled(samples: Samples) -> Samples:
    """At `LOUDNESS_DB` where it speaks, but never over `PEAK_DB`."""
    frames = _frames(samples)
    # Like the gate of EBU R 128: pauses must not make a clip louder.
    speaking = frames[frames > frames.max() * 10 ** (-20 / 20)]
    gain = 10 ** (LOUDNESS_DB / 20) / np.sqrt(np.mean(speaking**2))
    return samples * np.float32(min(gain, 10 ** (PEAK_DB / 20) / np.abs(samples).max()))


def _frames(samples: Samples) -> Samples:
    """RMS of each hundredth of a second."""
    whole = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return np.asarray(np.sqrt(np.mean(whole**2, axis=1)), np.float32)


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def write_clip(path: Path, samples: Samples) -> None:
    """Encodes mono samples as Ogg Vorbis."""
    raw = (samples * 32767).astype("<i2").tobytes()
    shape = ("--raw", "--raw-bits", "16", "--raw-chan", "1", "--raw-rate", str(RATE))
    # A fixed serial number: the same phrase makes the same file.
    encoded = _tool(
        "oggenc",
        "-Q",
        *shape,
        "--resample",
        str(STORED_RATE),
        "-q",
        QUALITY,
        "--serial",
        "1",
        "-o",
        "-",
        "-",
        given=raw,
    )
    _write_whole(path, encoded)


def _tool(*command: str, given: bytes) -> bytes:
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    if done.returncode or not done.stdout:
        raise CannotNow(f"{command[0]} failed: {done.stderr.decode(errors='replace').strip()}", "The line says why.")
    return done.stdout


# --- Sounds -----------------------------------------------------------------------------------------------------------

# A free wooden bar, as of a gambang or marimba: its partials are no whole multiples, and the higher ones die first.
_BAR = ((1.0, 1.0, 1.0), (2.756, 0.28, 0.45), (5.404, 0.10, 0.22), (8.933, 0.04, 0.12))


def sound(name: str) -> Samples:
    """One of `speech.SOUNDS`, made of struck wooden bars."""
    match name:
        case "accepted":  # two soft strokes upward: G5, C6
            return _strokes((0.0, 783.99, 0.30), (0.16, 1046.5, 0.45), level_db=-20)
        case "notice":  # one low stroke, A3
            return _strokes((0.0, 220.0, 0.40), level_db=-20)
        case "call":  # three strokes a hall can hear: C5, E5, G5
            return _strokes((0.0, 523.25, 0.45), (0.28, 659.26, 0.45), (0.56, 783.99, 0.7), level_db=-16)
        case _:
            raise ValueError(name)


def _strokes(*strokes: tuple[float, float, float], level_db: float) -> Samples:
    """Bars struck at a time (s), with a pitch (Hz) and a ringing time (s to a tenth)."""
    length = max(at + 2.2 * ring for at, _, ring in strokes)
    mixed = np.zeros(round(length * RATE), np.float32)
    for at, pitch, ring in strokes:
        clock = np.arange(len(mixed) - round(at * RATE), dtype=np.float32) / RATE
        # A mallet of felt: three milliseconds until the bar swings, no click.
        attack = np.clip(clock / 0.003, 0, 1)
        for ratio, share, life in _BAR:
            if pitch * ratio < RATE / 2.5:
                tone = np.sin(2 * np.pi * pitch * ratio * clock) * 10 ** (-clock / (ring * life))
                mixed[round(at * RATE) :] += (share * attack * tone).astype(np.float32)
    fade = round(0.05 * RATE)
    mixed[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    frames = _frames(mixed)
    gain = 10 ** (level_db / 20) / np.sqrt(np.mean(frames[frames > frames.max() * 0.1] ** 2))
    return mixed * np.float32(min(gain, 10 ** (PEAK_DB / 20) / np.abs(mixed).max()))


# --- The command ------------------------------------------------------------------------------------------------------


@click.command()
@click.option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help="Only these; else all.")
@click.option("--out", type=click.Path(path_type=Path), default=ASSETS / "audio", help="Instead of assets/audio.")
def audio(languages: tuple[str, ...], out: Path) -> None:
    """Makes the clips that the kiosk speaks with."""
    absent = [tool for tool in _TOOLS if not shutil.which(tool)]
    if absent:
        raise CannotNow(f"{' and '.join(absent)} not found.", "Install the packages espeak-ng and vorbis-tools.")
    started, total = time.monotonic(), build_sounds(out).bytes
    for language in languages or LANGUAGES:
        phrases = wanted(language)
        with click.progressbar(length=len(phrases), label=language, file=sys.stderr) as bar:
            built = build(out, language, phrases, bar.update)
        for path in strangers(out, language, phrases):
            click.echo(f"audio: {path} belongs to no text", err=True)
        total += built.bytes
        click.echo(
            f"audio: {language}: {len(phrases)} clips, {built.bytes / 1e6:.1f} MB"
            f" ({built.made} made, {built.kept} kept, {built.removed} removed)"
        )
    click.echo(f"audio: {total / 1e6:.1f} MB in {time.monotonic() - started:.0f} s")


def strangers(folder: Path, language: str, phrases: Mapping[str, str]) -> list[Path]:
    """Human recordings that no text asks for: the text has changed since, or the name is misspelt."""
    return sorted(
        path
        for path in (folder / "recordings" / language).glob("*")
        if path.suffix in (".ogg", ".wav") and path.stem not in phrases
    )


def main() -> None:
    """Ends with 0 when every clip is there."""
    sys.exit(exit_code(lambda: audio.main(prog_name="./run audio", standalone_mode=False)))


if __name__ == "__main__":
    main()
