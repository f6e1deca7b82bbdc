"""`./run audio`: clips of one loudness without silence around them, made once, and never a human recording touched."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from kiosk import speech
from kiosk.app import audio
from kiosk.app.audio import RATE, STORED_RATE, Samples
from kiosk.domain.catalog import LANGUAGES
from kiosk.errors import CannotNow

PHRASES = {
    "id": ("Selamat datang", "tujuh", "Duduk dulu di ruang tunggu.", "k"),
    "en": ("Welcome", "seven", "Please sit down in the waiting room.", "k"),
    "jv": ("Sugeng rawuh", "pitu", "sumangga dhateng loket"),
    "su": ("Wilujeng sumping", "dalapan", "mangga ka loket"),
    "plm": ("Selamat datang", "sikok", "limo"),
}


def named(language: str) -> dict[str, str]:
    return {str(speech.name(text)): text for text in PHRASES[language]}


def decoded(path: Path) -> Samples:
    sound = miniaudio.decode(path.read_bytes(), nchannels=1, sample_rate=STORED_RATE)
    return np.frombuffer(sound.samples, np.int16).astype(np.float32) / np.float32(32768)


def loudness_db(samples: Samples, rate: int) -> float:
    """Of the parts that sound, reckoned apart from the program: 50 ms at a time, those within 20 dB of the loudest."""
    size = rate // 20
    power = np.mean(samples[: len(samples) // size * size].reshape(-1, size) ** 2, axis=1)
    return float(10 * np.log10(np.mean(power[power > power.max() / 100])))


def quiet(_: int) -> None:
    pass


@pytest.fixture
def tools() -> None:
    """`./run test` installs them; a test without them would show nothing."""
    absent = [tool for tool in ("espeak-ng", "oggenc") if not shutil.which(tool)]
    assert not absent, f"not installed: {absent}; ./run test does it"


# --- The real build ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("language", LANGUAGES)
def test_real_clips_speak_and_are_equally_loud(language: str, tmp_path: Path) -> None:
    built = audio.build(tmp_path, language, named(language), quiet)
    assert (built.made, built.kept, built.removed) == (len(PHRASES[language]), 0, 0)
    for name, text in named(language).items():
        samples = decoded(tmp_path / language / f"{name}.ogg")
        seconds = len(samples) / STORED_RATE
        assert 0.15 < seconds < 0.5 + 0.13 * len(text), text
        assert -27 < loudness_db(samples, STORED_RATE) < -16, text
        assert np.abs(samples).max() < 0.99, text
        sounding = np.flatnonzero(np.abs(samples) > 0.01)
        # A breath before and after, no more: parts follow each other like words.
        assert sounding[0] / STORED_RATE < 0.06, text
        assert (len(samples) - sounding[-1]) / STORED_RATE < 0.16, text


@pytest.mark.usefixtures("tools")
def test_only_what_is_new_is_made_and_what_no_text_needs_goes(tmp_path: Path) -> None:
    made: list[int] = []
    first, second = {"satu": "satu", "dua": "dua"}, {"dua": "dua", "tiga": "tiga"}
    audio.build(tmp_path, "id", first, made.append)
    kept = (tmp_path / "id" / "dua.ogg").stat().st_mtime_ns
    built = audio.build(tmp_path, "id", second, made.append)
    assert (built.made, built.kept, built.removed) == (1, 1, 1)
    assert (tmp_path / "id" / "dua.ogg").stat().st_mtime_ns == kept
    assert sorted(path.name for path in (tmp_path / "id").glob("*.ogg")) == ["dua.ogg", "tiga.ogg"]
    assert sum(made) == 3


@pytest.mark.usefixtures("tools")
def test_a_clip_is_made_anew_when_it_is_pronounced_differently_or_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrases = {"qr": "QR", "satu": "satu"}
    audio.build(tmp_path, "id", phrases, quiet)
    (tmp_path / "id" / "satu.ogg").unlink()
    assert audio.build(tmp_path, "id", phrases, quiet).made == 1
    monkeypatch.setattr(audio, "RECIPE", "another")
    assert audio.build(tmp_path, "id", phrases, quiet).made == 2
    lines = (tmp_path / "id" / "clips.tsv").read_text("utf-8").splitlines()
    assert lines == ["qr\tQR\tkiu ar\tanother", "satu\tsatu\tsatu\tanother"]


@pytest.mark.usefixtures("tools")
def test_the_same_phrase_makes_the_same_file(tmp_path: Path) -> None:
    for place in ("one", "two"):
        audio.build(tmp_path / place, "id", {"satu": "satu"}, quiet)
    assert (tmp_path / "one/id/satu.ogg").read_bytes() == (tmp_path / "two/id/satu.ogg").read_bytes()


@pytest.mark.usefixtures("tools")
def test_a_human_recording_is_left_alone_and_named_when_no_text_needs_it(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "id"
    folder.mkdir(parents=True)
    for name in ("satu.ogg", "lama.wav", "catatan.txt"):
        (folder / name).write_bytes(b"a person's voice")
    audio.build(tmp_path, "id", {"satu": "satu"}, quiet)
    assert (folder / "satu.ogg").read_bytes() == b"a person's voice"
    assert audio.strangers(tmp_path, "id", {"satu": "satu"}) == [folder / "lama.wav"]


def test_without_the_tools_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from click.testing import CliRunner

    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(audio.audio, ["--out", str(tmp_path)])
    assert isinstance(done.exception, CannotNow)
    assert "espeak-ng and oggenc not found" in str(done.exception)
    assert not list(tmp_path.iterdir())


def test_a_synthesiser_that_fails_is_no_silent_success(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 1, b"", b"no such voice")

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(CannotNow, match="no such voice"):
        audio.synthesise("satu", "id")


# --- What gets a clip -------------------------------------------------------------------------------------------------


def test_what_sounds_as_in_indonesian_is_made_once() -> None:
    home, palembang = audio.wanted("id"), audio.wanted("plm")
    assert speech.name("Selamat datang") in home
    assert speech.name("sikok") in palembang
    assert speech.name("tujuh") in home
    assert speech.name("tujuh") not in palembang


def test_english_has_a_voice_and_clips_of_its_own() -> None:
    """Months are spelled as in Indonesian, and pronounced otherwise."""
    assert speech.name("November") in audio.wanted("en")
    assert speech.name("Kembali") not in audio.wanted("en")


# --- Signals ----------------------------------------------------------------------------------------------------------


def test_silence_around_a_word_is_cut_and_its_length_kept() -> None:
    tone = np.sin(2 * np.pi * 300 * np.arange(RATE) / RATE, dtype=np.float64).astype(np.float32)
    padded = np.concatenate([np.zeros(RATE // 2, np.float32), tone, np.zeros(RATE, np.float32)])
    assert len(audio.trimmed(padded)) / RATE == pytest.approx(1.08, abs=0.03)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.9])
def test_quiet_and_loud_become_equally_loud_and_pauses_do_not_count(level: float) -> None:
    tone = (np.sin(2 * np.pi * 300 * np.arange(RATE) / RATE) * level).astype(np.float32)
    with_pause = np.concatenate([tone, np.zeros(2 * RATE, np.float32), tone])
    for samples in (tone, with_pause):
        assert loudness_db(audio.levelled(samples), RATE) == pytest.approx(audio.LOUDNESS_DB, abs=0.5)


def test_a_single_crack_is_not_amplified_beyond_the_peak() -> None:
    samples = np.full(RATE, 0.001, np.float32)
    samples[100] = 0.9
    assert np.abs(audio.levelled(samples)).max() <= 10 ** (audio.PEAK_DB / 20) + 1e-6


@pytest.mark.parametrize(
    ("name", "lowest", "longest_s"), [("accepted", 700, 1.6), ("notice", 200, 1.2), ("call", 500, 2.6)]
)
def test_sounds_are_struck_wood_that_dies_away_without_a_click(name: str, lowest: float, longest_s: float) -> None:
    samples = audio.sound(name)
    assert len(samples) / RATE < longest_s
    assert 0.2 < np.abs(samples).max() < 0.9
    assert abs(samples[0]) < 0.01
    assert np.abs(samples[-20:]).max() < 0.01
    spectrum = np.abs(np.fft.rfft(samples))
    strongest = np.fft.rfftfreq(len(samples), 1 / RATE)[spectrum.argmax()]
    assert lowest < strongest < 2 * lowest
    half = len(samples) // 2
    assert np.mean(samples[half:] ** 2) < np.mean(samples[:half] ** 2) / 20


def test_every_sound_has_a_recipe() -> None:
    assert all(audio.sound(name).any() for name in speech.SOUNDS)
