"""The voice: captions follow what is said, a new text interrupts, a human recording wins, and no loudspeaker is no error."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import miniaudio
import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, SignalInstance

from kiosk import log, speech
from kiosk.app import audio
from kiosk.speech import Clip, Pause, Phrasebook
from tests.ui.searching import alone
from ui.app import application
from ui.voice import RATE, Clips, Foreign, Loudspeaker, Output, OutputLost, Silent, Voice, _Speech, open_output

Samples = npt.NDArray[np.int16]
PATIENCE_MS = 10_000
"""Only a failure waits this long."""


class Count:
    """How often a signal was emitted, and waiting until something is so after one of them."""

    def __init__(self, signal: SignalInstance) -> None:
        self.emitted = 0
        self._wanted: Callable[[], bool] = lambda: False
        self._met = False
        signal.connect(self._heard)

    def wait_until(self, wanted: Callable[[], bool]) -> bool:
        """It may be over again when the wait has ended: that it was so is what counts."""
        self._wanted, self._met = wanted, wanted()
        alarm = QTimer(singleShot=True, interval=PATIENCE_MS)
        alarm.start()
        while not self._met and alarm.isActive():
            # Sleeps until something happens; an event loop of its own ends at once after any `QGuiApplication.exit`.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return self._met

    def wait(self, times: int = 1) -> bool:
        return self.wait_until(lambda: self.emitted >= times)

    def _heard(self) -> None:
        self.emitted += 1
        if self._wanted():
            self._met = True


class Ear:
    """Hears everything at once; the first `holds` pieces last until they are stopped."""

    def __init__(self, *, holds: int = 0, lost_at: int | None = None) -> None:
        self.heard: list[Samples] = []
        self.interrupted = 0
        self.rests = 0
        self.closed = 0
        self.holds = holds
        self.lost_at = lost_at
        self.playing = threading.Event()

    def play(self, samples: Samples, stop: threading.Event) -> None:
        if self.lost_at == len(self.heard):
            raise OutputLost
        self.heard.append(samples)
        self.playing.set()
        if len(self.heard) <= self.holds and stop.wait(PATIENCE_MS / 1000):
            self.interrupted += 1

    def rest(self) -> None:
        self.rests += 1

    def close(self) -> None:
        self.closed += 1


def book(language: str) -> Phrasebook:
    return Phrasebook(language, ["Selamat datang.", "Kembali", "Lanjut", "tujuh", "kosong", "a"])


Maker = Callable[..., Voice]


@pytest.fixture
def make_voice(tmp_path: Path) -> Iterator[Maker]:
    """Voices on a made-up output, without a single clip unless the test makes some in `tmp_path`."""
    application()
    voices: list[Voice] = []

    def make(output: Output, load: Callable[[str], Phrasebook] = book) -> Voice:
        voices.append(Voice(load, Clips(tmp_path), lambda _: output))
        return voices[-1]

    yield make
    for voice in voices:
        voice.close()
        assert not voice._thread.is_alive()


def captions_of(voice: Voice) -> list[str]:
    """Grows with every caption that is shown."""
    shown: list[str] = []
    voice.captionChanged.connect(lambda: shown.append(voice.caption) if voice.caption else None)
    return shown


def say_to_the_end(voice: Voice, texts: list[str], language: str = "id", sound: str = "") -> list[str]:
    shown, finished = captions_of(voice), Count(voice.finished)
    voice.say(texts, language, sound)
    assert finished.wait()
    assert finished.emitted == 1
    return shown


def record(path: Path, level: int, seconds: float = 0.5) -> None:
    """A WAV of one constant level: after decoding, it is known by it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.full(round(seconds * RATE), level, "<i2").tobytes())


def clip(text: str) -> str:
    return str(speech.name(text))


# --- Captions ---------------------------------------------------------------------------------------------------------


def test_captions_follow_sentence_by_sentence_and_go_at_the_end(make_voice: Maker) -> None:
    voice = make_voice(Ear())
    assert say_to_the_end(voice, ["Selamat datang. Kembali?", "Lanjut"]) == ["Selamat datang.", "Kembali?", "Lanjut"]
    assert voice.caption == ""
    assert not voice.speaking


def test_what_the_office_wrote_is_said_in_its_own_language(make_voice: Maker, tmp_path: Path) -> None:
    """ "Air" is water in one of them; numbers are read as in the text around them."""
    record(tmp_path / "recordings" / "id" / f"{clip('air')}.wav", 111)
    record(tmp_path / "recordings" / "en" / f"{clip('air')}.wav", 222)
    ear = Ear()
    voice = make_voice(ear, lambda language: Phrasebook(language, ["air"]))
    say_to_the_end(voice, ["Air", Foreign("Air", "id"), "Air"], "en")
    assert [int(heard.max()) for heard in ear.heard] == [222, 111, 222]


def test_phrases_are_read_anew_once_there_are_others(make_voice: Maker) -> None:
    asked: list[str] = []

    def load(language: str) -> Phrasebook:
        asked.append(language)
        return book(language)

    voice = make_voice(Ear(), load)
    for _ in range(2):
        say_to_the_end(voice, ["Kembali"])
    assert asked == ["id"]
    voice.forget_phrases()
    say_to_the_end(voice, ["Kembali"])
    assert asked == ["id", "id"]


def test_it_is_speaking_from_the_call_on_until_it_has_finished(make_voice: Maker) -> None:
    voice = make_voice(Ear())
    changes = Count(voice.speakingChanged)
    finished = Count(voice.finished)
    voice.say(["Kembali"], "id")
    assert voice.speaking
    assert finished.wait()
    assert not voice.speaking
    assert changes.emitted == 2


def test_nothing_to_say_is_finished_too(make_voice: Maker) -> None:
    assert say_to_the_end(make_voice(Ear()), []) == []
    assert say_to_the_end(make_voice(Ear()), ["", " … "]) == ["…"]


def test_captions_need_neither_clips_nor_a_loudspeaker(make_voice: Maker) -> None:
    """In real time: as long as it would take to say."""
    voice = make_voice(Silent())
    started = time.monotonic()
    assert say_to_the_end(voice, ["Kembali"]) == ["Kembali"]
    assert 0.3 < time.monotonic() - started < 10


def test_a_missing_clip_takes_as_long_as_its_text(tmp_path: Path) -> None:
    phrases = Phrasebook("id", ["Selamat datang di kelurahan kami.", "Ya"])
    clips = Clips(tmp_path)
    long = clips.mix(phrases.script("Selamat datang di kelurahan kami."), phrases)
    short = clips.mix(phrases.script("Ya"), phrases)
    assert 1.5 < len(long) / RATE < 3
    assert len(short) < len(long) / 5
    assert not long.any()


# --- Interruption -----------------------------------------------------------------------------------------------------


def test_a_new_text_interrupts_at_once_and_only_the_last_one_finishes(make_voice: Maker) -> None:
    ear = Ear(holds=1)
    voice = make_voice(ear)
    shown, finished = captions_of(voice), Count(voice.finished)
    begun = Count(voice.captionChanged)
    voice.say(["Selamat datang.", "Kembali"], "id")
    assert begun.wait_until(lambda: voice.caption == "Selamat datang.")
    voice.say(["Lanjut"], "id")
    assert voice.caption == ""
    assert begun.wait_until(lambda: voice.caption == "Lanjut")
    assert finished.wait()
    assert shown == ["Selamat datang.", "Lanjut"]
    assert ear.interrupted == 1
    assert finished.emitted == 1


def test_stopping_silences_at_once_and_is_no_finish(make_voice: Maker) -> None:
    ear = Ear(holds=1)
    voice = make_voice(ear)
    finished = Count(voice.finished)
    voice.say(["Selamat datang.", "Kembali"], "id")
    assert ear.playing.wait(PATIENCE_MS / 1000)
    voice.stop()
    assert not voice.speaking
    assert voice.caption == ""
    # Another text comes through the same queue: whatever the first one still had to tell was told before.
    assert say_to_the_end(voice, ["Lanjut"]) == ["Lanjut"]
    assert finished.emitted == 1


def test_a_hundred_hasty_touches_say_only_the_last(make_voice: Maker) -> None:
    ear = Ear()
    voice = make_voice(ear)
    shown, finished = captions_of(voice), Count(voice.finished)
    for _ in range(100):
        voice.say(["Kembali"], "id")
    voice.say(["Lanjut"], "id")
    assert finished.wait()
    assert shown == ["Lanjut"]
    assert finished.emitted == 1


def test_what_was_said_is_forgotten(make_voice: Maker) -> None:
    """Neither the voice nor its thread keeps a word of the resident who left."""
    voice = make_voice(Ear())
    say_to_the_end(voice, ["Siti Rahmawati, 1671025403890002"])
    # The thread has let go of the first text when it has read the phrases for the second.
    read = threading.Event()
    voice._load_book = lambda language: read.set() or book(language)  # type: ignore[func-returns-value]
    voice.prepare("en")
    assert read.wait(PATIENCE_MS / 1000)
    gc.collect()
    with alone():
        assert not [kept for kept in gc.get_objects() if isinstance(kept, _Speech) and kept.texts]
    assert voice.caption == ""


def test_closing_while_it_speaks_does_not_wait_for_the_end(make_voice: Maker) -> None:
    ear = Ear(holds=1)
    voice = make_voice(ear)
    voice.say(["Selamat datang."], "id")
    assert ear.playing.wait(PATIENCE_MS / 1000)
    voice.close()
    assert not voice._thread.is_alive()
    assert ear.closed == 1


# --- Clips ------------------------------------------------------------------------------------------------------------


def levels(samples: Samples) -> list[int]:
    """The levels of constant clips in the order they are heard, without silence and the edges between them."""
    runs = np.flatnonzero(np.diff(samples, prepend=0, append=0))
    return [int(samples[a]) for a, b in pairwise(runs) if b - a > RATE // 10 and samples[a]]


def test_a_ticket_is_said_from_its_parts_in_order(make_voice: Maker, tmp_path: Path) -> None:
    for level, text in enumerate(("a", "kosong", "tujuh"), start=1):
        record(tmp_path / "recordings" / "id" / f"{clip(text)}.wav", level * 1000)
    ear = Ear()
    say_to_the_end(make_voice(ear), ["A-007"])
    assert len(ear.heard) == 1
    sounding = levels(ear.heard[0])
    # Two equal levels side by side are one run, twice as long.
    assert sounding == [1000, 2000, 3000]
    assert np.count_nonzero(ear.heard[0] == 2000) == pytest.approx(RATE, rel=0.01)


def test_a_human_recording_wins_over_the_machine_and_the_language_over_indonesian(tmp_path: Path) -> None:
    clips, name = Clips(tmp_path), clip("Kembali")
    tone = np.sin(np.arange(audio.RATE) / 20).astype(np.float32) * np.float32(0.5)
    order: list[tuple[str, Callable[[Path], None]]] = [
        ("id", lambda place: audio.write_clip(place / f"{name}.ogg", tone)),
        ("recordings/id", lambda place: record(place / f"{name}.wav", 300)),
        ("jv", lambda place: audio.write_clip(place / f"{name}.ogg", tone[: len(tone) // 2])),
        ("recordings/jv", lambda place: record(place / f"{name}.wav", 500)),
    ]
    heard = [clips.samples("jv", name)]
    for folder, write in order:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        write(tmp_path / folder)
        heard.append(clips.samples("jv", name))
    assert heard[0] is None
    assert all(samples is not None for samples in heard[1:])
    seconds = [0 if samples is None else round(len(samples) / RATE, 1) for samples in heard]
    peaks = [0 if samples is None else int(samples.max()) for samples in heard]
    # A machine's clip is known by its length, a recording by its level.
    assert (seconds[1], peaks[2], seconds[3], peaks[4]) == (1.0, 300, 0.5, 500)
    assert peaks[3] > 10_000
    # Someone who hears Indonesian is not told in Javanese.
    indonesian = clips.samples("id", name)
    assert indonesian is not None
    assert indonesian.max() == 300


def test_a_damaged_recording_gives_way_to_the_machine(tmp_path: Path) -> None:
    name = clip("Kembali")
    record(tmp_path / "recordings" / "id" / f"{name}.wav", 700)
    (tmp_path / "recordings" / "id" / f"{name}.ogg").write_bytes(b"OggS, but no sound")
    found = Clips(tmp_path).samples("id", name)
    assert found is not None
    assert found.max() == 700


def test_a_sound_comes_before_the_words_and_has_no_caption(make_voice: Maker, tmp_path: Path) -> None:
    record(tmp_path / "recordings" / "sounds" / "accepted.wav", 900)
    ear = Ear()
    assert say_to_the_end(make_voice(ear), ["Kembali"], "id", "accepted") == ["Kembali"]
    assert [int(samples.max()) for samples in ear.heard] == [900, 0]


def test_pauses_are_as_long_as_planned(tmp_path: Path) -> None:
    mixed = Clips(tmp_path).mix((Pause(250), Clip("nothing-00000000"), Pause(750)), book("id"))
    assert len(mixed) == RATE


def test_the_phrases_of_a_language_are_read_once_and_off_the_gui_thread(make_voice: Maker) -> None:
    threads: list[tuple[str, str]] = []

    def load(language: str) -> Phrasebook:
        threads.append((language, threading.current_thread().name))
        return book(language)

    voice = make_voice(Ear(), load)
    voice.prepare("en")
    for language in ("en", "id", "en"):
        say_to_the_end(voice, ["Kembali"], language)
    assert threads == [("en", "voice"), ("id", "voice")]


# --- The loudspeaker --------------------------------------------------------------------------------------------------


def test_a_loudspeaker_that_goes_away_is_replaced_by_silence_and_looked_for_again(tmp_path: Path) -> None:
    application()
    opened: list[Ear] = []

    def open_ear(_: object) -> Ear:
        opened.append(Ear(lost_at=1 if not opened else None))
        return opened[-1]

    voice = Voice(book, Clips(tmp_path), open_ear)
    assert say_to_the_end(voice, ["Kembali", "Lanjut"]) == ["Kembali", "Lanjut"]
    assert [(len(ear.heard), ear.closed) for ear in opened] == [(1, 1)]
    assert say_to_the_end(voice, ["Kembali"]) == ["Kembali"]
    assert [len(ear.heard) for ear in opened] == [1, 1]
    voice.close()
    assert opened[1].closed == 1


def test_it_is_opened_once_and_rests_between_two_texts(tmp_path: Path) -> None:
    application()
    ear, openings = Ear(), []
    voice = Voice(book, Clips(tmp_path), lambda gain: openings.append(gain) or ear)  # type: ignore[func-returns-value]
    for _ in range(3):
        say_to_the_end(voice, ["Kembali"])
    assert len(openings) == 1
    assert ear.rests == 3
    voice.close()


def test_a_bug_in_planning_ends_the_text_and_logs_no_word_of_it(
    make_voice: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[BaseException] = []
    monkeypatch.setattr(log, "bug", logged.append)

    def load(_: str) -> Phrasebook:
        raise ValueError("out of order")

    assert say_to_the_end(make_voice(Ear(), load), ["Siti Rahmawati"]) == []
    assert [str(error) for error in logged] == ["out of order"]


def play_on_null(gain: float, stop: threading.Event | None = None, seconds: float = 0.5) -> tuple[bytes, float]:
    """What a real miniaudio device is fed, and how long it took; it runs in real time into nothing."""
    loudspeaker = Loudspeaker(miniaudio.Backend.NULL, lambda: gain)
    fed = bytearray()
    frames = loudspeaker._frames

    def tapped() -> Iterator[bytes]:
        source = frames()
        chunk = next(source)
        while True:
            wanted = yield chunk
            chunk = source.send(wanted)  # type: ignore[attr-defined]
            fed.extend(chunk)

    loudspeaker._frames = tapped  # type: ignore[method-assign]
    started = time.monotonic()
    loudspeaker.play(np.full(round(seconds * RATE), 10_000, np.int16), stop or threading.Event())
    took = time.monotonic() - started
    loudspeaker.rest()
    loudspeaker.close()
    return bytes(fed), took


def test_a_device_is_fed_every_sample_in_real_time() -> None:
    fed, took = play_on_null(1.0)
    samples = np.frombuffer(fed, np.int16)
    assert np.count_nonzero(samples == 10_000) == RATE // 2
    assert 0.3 < took < 10


def test_volume_is_applied_while_it_plays() -> None:
    samples = np.frombuffer(play_on_null(0.25)[0], np.int16)
    assert samples.max() == 2500


def test_an_interrupted_device_fades_within_one_period() -> None:
    stop = threading.Event()
    stop.set()
    fed, took = play_on_null(1.0, stop, seconds=30)
    samples = np.frombuffer(fed, np.int16)
    assert np.count_nonzero(samples) < RATE // 10
    assert took < 10


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loudspeaker]:
    """A device that was opened and never asks for a sample, as after its cable was pulled."""
    loudspeaker = Loudspeaker(miniaudio.Backend.NULL, lambda: 1.0)
    monkeypatch.setattr(loudspeaker._device, "start", lambda frames: None)
    yield loudspeaker
    loudspeaker.close()


def test_a_dead_device_is_noticed(dead: Loudspeaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.voice._LOST_AFTER_S", 0.05)
    with pytest.raises(OutputLost):
        dead.play(np.zeros(RATE // 20, np.int16), threading.Event())


def test_a_dead_device_does_not_keep_the_next_text_waiting(dead: Loudspeaker) -> None:
    stop = threading.Event()
    stop.set()
    started = time.monotonic()
    dead.play(np.zeros(60 * RATE, np.int16), stop)
    assert time.monotonic() - started < 10


def test_volume_stays_between_0_and_100_and_tells_when_it_changes(make_voice: Maker) -> None:
    voice = make_voice(Ear())
    changes = Count(voice.volumeChanged)
    voice.volume = 140
    assert voice.volume == 100
    assert voice._gain() == 1.0
    voice.volume = -5
    assert voice.volume == 0
    assert voice._gain() == 0.0
    voice.volume = 0
    assert changes.emitted == 2


@pytest.mark.parametrize(("volume", "part"), [(100, 1.0), (50, 0.25), (0, 0.0)])
def test_the_halls_volume_counts_for_chimes_and_speech_and_a_mute_kiosk_still_shows_its_captions(
    tmp_path: Path, volume: int, part: float
) -> None:
    application()
    record(tmp_path / "recordings" / "sounds" / "notice.wav", 10_000)
    record(tmp_path / "recordings" / "id" / f"{clip('Kembali')}.wav", 8_000)
    ear = Ear()
    gains: list[Callable[[], float]] = []
    voice = Voice(book, Clips(tmp_path), lambda gain: gains.append(gain) or ear)  # type: ignore[func-returns-value]
    voice.volume = volume
    assert say_to_the_end(voice, ["Kembali"], sound="notice") == ["Kembali"]
    voice.close()
    assert [round(piece.max() * gains[0]()) for piece in ear.heard] == [round(10_000 * part), round(8_000 * part)]


def test_without_a_sound_card_it_is_silent_and_says_nothing_on_the_terminal() -> None:
    """In a process of its own: libasound and libpulse write to stderr past Python."""
    program = (
        "from pathlib import Path; from ui import voice;"
        "voice._SOUND_CARDS = Path('/nowhere');"
        "print(type(voice.open_output(lambda: 1.0)).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env={"PULSE_SERVER": "unix:/nowhere", "PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "Silent\n", "")


def test_opening_never_raises() -> None:
    output = open_output(lambda: 1.0)
    output.rest()
    output.close()
