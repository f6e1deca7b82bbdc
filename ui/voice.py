"""The kiosk's voice: says what the screen shows, from clips, and shows the sentence being said.

    voice.say(["Nomor antrean Anda A-007.", "Silakan duduk."], "id")

Decoding and playing happen on a thread of their own. Without a sound card, or without clips, everything takes as long as it
would if it were heard, so that captions and `finished` never depend on a loudspeaker. Nothing said is ever logged.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import log
from kiosk.catalog_files import ASSETS
from kiosk.speech import STOP, Clip, Pause, Phrasebook, Script, sentences

# numpy and miniaudio are imported on the voice's own thread: the first page does not wait for them.
if TYPE_CHECKING:
    from numpy import int16
    from numpy.typing import NDArray

    Samples = NDArray[int16]

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

RATE = 32_000
"""Samples a second while playing: twice the made clips' rate, and enough for a recorded voice."""
_PERIOD_MS = 25
_UNHEARD_MS_PER_LETTER = 65
"""How long a clip that is missing would take: about 150 words a minute."""
_GIVE_UP_S = 0.1
"""How soon a text is given up that was interrupted while the device asked for nothing."""
_LOST_AFTER_S = 4.0
"""Some sound systems take two seconds to begin."""
_CLOSING_S = 2.0
_SOUND_CARDS = Path("/dev/snd")

# --- Where sound goes -------------------------------------------------------------------------------------------------


class OutputLost(Exception):
    """The loudspeaker went away while it played: unplugged, or its server ended."""


class Output(Protocol):
    """Something that plays samples in real time, or as long as that would take."""

    def play(self, samples: Samples, stop: threading.Event) -> None:
        """Returns when they were heard or `stop` is set, whichever is first. Raises OutputLost."""

    def rest(self) -> None:
        """Nothing follows for now: lets what was played come out, then costs nothing. Raises OutputLost."""

    def close(self) -> None:
        """Gives the loudspeaker back."""


class Silent:
    """No loudspeaker: the time passes all the same."""

    def play(self, samples: Samples, stop: threading.Event) -> None:
        stop.wait(len(samples) / RATE)

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass


@dataclass
class _Turn:
    samples: Samples
    stop: threading.Event
    position: int = 0
    over: threading.Event = field(default_factory=threading.Event)


class Loudspeaker:
    """The system's default output. Raises miniaudio.MiniaudioError when there is none."""

    def __init__(self, backend: Any, gain: Callable[[], float]) -> None:
        import miniaudio

        self._error = miniaudio.MiniaudioError
        self._gain = gain
        self._turn: _Turn | None = None
        self._device = miniaudio.PlaybackDevice(
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=_PERIOD_MS,
            backends=[backend],
            app_name="publik-kiosk",
        )

    def play(self, samples: Samples, stop: threading.Event) -> None:
        turn = _Turn(samples, stop)
        self._turn = turn
        if not self._device.running:
            frames = self._frames()
            next(frames)
            try:
                self._device.start(frames)
            except self._error as error:
                raise OutputLost from error
        lost_at = time.monotonic() + len(samples) / RATE + _LOST_AFTER_S
        try:
            # A device that has died asks for nothing any more: it must not keep the next text waiting.
            while not turn.over.wait(_GIVE_UP_S) and not stop.is_set():
                if time.monotonic() > lost_at:
                    raise OutputLost
        finally:
            self._turn = None

    def rest(self) -> None:
        try:
            self._device.stop()
        except self._error as error:
            raise OutputLost from error

    def close(self) -> None:
        self._device.close()

    def _frames(self) -> Iterator[bytes]:
        """What the sound system asks for, on its thread; between two turns silence."""
        import numpy as np

        wanted = yield b""
        while True:
            chunk = np.zeros(wanted, np.float32)
            turn = self._turn
            if turn is not None and not turn.over.is_set():
                piece = turn.samples[turn.position : turn.position + wanted] * np.float32(self._gain())
                turn.position += wanted
                if turn.stop.is_set():
                    # Faded, or being interrupted would crack.
                    piece *= np.linspace(1, 0, len(piece), dtype=np.float32)
                chunk[: len(piece)] = piece
                if turn.stop.is_set() or turn.position >= len(turn.samples):
                    turn.over.set()
            wanted = yield chunk.astype(np.int16).tobytes()


def open_output(gain: Callable[[], float]) -> Output:
    """The loudspeaker, or silence where there is none. `gain` is asked while it plays, 0 to 1."""
    import miniaudio

    backends = [miniaudio.Backend.PULSEAUDIO]
    if sys.platform != "linux":
        backends = [miniaudio.Backend.WASAPI, miniaudio.Backend.COREAUDIO]
    elif any(_SOUND_CARDS.glob("pcm*p")):
        # Without a card ALSA would print thirty lines to the terminal before it says no.
        backends.append(miniaudio.Backend.ALSA)
    for backend in backends:
        try:
            return Loudspeaker(backend, gain)
        except miniaudio.MiniaudioError:
            continue
    return Silent()


# --- Clips ------------------------------------------------------------------------------------------------------------


class Clips:
    """The recorded phrases in `assets/audio`."""

    def __init__(self, folder: Path = ASSETS / "audio") -> None:
        self.folder = folder

    def files(self, language: str, name: str) -> Iterator[Path]:
        """Where a clip may lie, best first: a human before a machine, the language before Indonesian."""
        for place in dict.fromkeys((language, "id", "sounds")):
            yield self.folder / "recordings" / place / f"{name}.ogg"
            yield self.folder / "recordings" / place / f"{name}.wav"
            yield self.folder / place / f"{name}.ogg"

    def samples(self, language: str, name: str) -> Samples | None:
        """A clip decoded, None when there is none that can be played."""
        import miniaudio
        import numpy as np

        for path in self.files(language, name):
            if path.is_file():
                try:
                    decoded = miniaudio.decode(path.read_bytes(), nchannels=1, sample_rate=RATE)
                except (OSError, miniaudio.MiniaudioError):
                    continue  # a damaged recording: the machine's voice says it
                return np.frombuffer(decoded.samples, np.int16)
        return None

    def mix(self, script: Script, book: Phrasebook) -> Samples:
        """A script as one row of samples; what is missing is as long as it would take to say."""
        import numpy as np

        parts = [np.zeros(0, np.int16)]
        for part in script:
            match part:
                case Pause(ms):
                    parts.append(_silence(ms))
                case Clip(name):
                    found = self.samples(book.language, name)
                    missing = _UNHEARD_MS_PER_LETTER * len(book.texts.get(name, ""))
                    parts.append(_silence(missing) if found is None else found)
        return np.concatenate(parts)


def _silence(ms: int) -> Samples:
    import numpy as np

    return np.zeros(RATE * ms // 1000, np.int16)


# --- What is said -----------------------------------------------------------------------------------------------------


class Foreign(str):
    """A text that is not in the language of the page: what the office has written, which is Indonesian."""

    __slots__ = ("tongue",)
    tongue: str

    def __new__(cls, text: str, tongue: str) -> Self:
        made = super().__new__(cls, text)
        made.tongue = tongue
        return made


# --- The voice --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Speech:
    """One call of `say`."""

    texts: tuple[str, ...]
    language: str
    sound: str
    stop: threading.Event = field(default_factory=threading.Event)


@QmlElement
@QmlUncreatable("made by ui.app")
class Voice(QObject):
    """Says texts one after the other. A new `say` interrupts; `finished` tells that everything was said to its end."""

    captionChanged = Signal()
    speakingChanged = Signal()
    volumeChanged = Signal()
    finished = Signal()
    _began = Signal(object, str)
    _ended = Signal(object)

    def __init__(
        self,
        load_book: Callable[[str], Phrasebook],
        clips: Clips | None = None,
        open_output: Callable[[Callable[[], float]], Output] = open_output,
        parent: QObject | None = None,
    ) -> None:
        """`load_book` gives the phrases of a language; it is called once for each, on the voice's thread."""
        super().__init__(parent)
        self._load_book = load_book
        self._books: dict[str, Phrasebook] = {}
        self._clips = clips or Clips()
        self._open_output = open_output
        # Kept open between two texts: miniaudio gives a closed device's context back only when the program ends.
        self._output: Output = Silent()
        self._caption = ""
        self._volume = 80
        self._current: _Speech | None = None
        self._waiting: queue.SimpleQueue[_Speech | None] = queue.SimpleQueue()
        self._began.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        # A daemon: a sound driver that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    @Property(str, notify=captionChanged)
    def caption(self) -> str:
        """The sentence being said, "" in silence."""
        return self._caption

    @Property(bool, notify=speakingChanged)
    def speaking(self) -> bool:
        return self._current is not None

    @Property(int, notify=volumeChanged)
    def volume(self) -> int:
        """0 to 100 of what the system allows; changes what is being said, too."""
        return self._volume

    @volume.setter  # type: ignore[no-redef]
    def volume(self, percent: int) -> None:
        percent = min(100, max(0, percent))
        if percent != self._volume:
            self._volume = percent
            self.volumeChanged.emit()

    @Slot("QStringList", str)
    @Slot("QStringList", str, str)
    def say(self, texts: list[str], language: str, sound: str = "") -> None:
        """Says `texts` as the screen shows them, after a sound of `speech.SOUNDS` if one is named.

        A `Foreign` text is said in its own language.
        """
        self._replace(_Speech(tuple(texts), language, sound))

    @Slot(str)
    def prepare(self, language: str) -> None:
        """Reads the phrases of a language ahead and opens the loudspeaker, which takes a third of a second."""
        self._waiting.put(_Speech((), language, ""))

    @Slot()
    def forget_phrases(self) -> None:
        """There are other texts now: what can be said as a whole is read anew."""
        self._books = {}

    @Slot()
    def stop(self) -> None:
        """Silence at once; the caption goes. `finished` is not emitted."""
        self._replace(None)

    def close(self) -> None:
        """Ends the thread."""
        self.stop()
        self._waiting.put(None)
        self._thread.join(_CLOSING_S)

    def _replace(self, speech: _Speech | None) -> None:
        was, self._current = self._current, speech
        if was is not None:
            was.stop.set()
        self._set_caption("")
        if speech is not None:
            self._waiting.put(speech)
        if (was is None) != (speech is None):
            self.speakingChanged.emit()

    @Slot(object, str)
    def _show(self, speech: _Speech, caption: str) -> None:
        if speech is self._current:
            self._set_caption(caption)

    @Slot(object)
    def _end(self, speech: _Speech) -> None:
        if speech is self._current:
            self._replace(None)
            self.finished.emit()

    def _set_caption(self, caption: str) -> None:
        if caption != self._caption:
            self._caption = caption
            self.captionChanged.emit()

    # On the voice's thread from here on.

    def _work(self) -> None:
        while (speech := self._waiting.get()) is not None:
            if not speech.stop.is_set():
                try:
                    self._speak(speech)
                except Exception as error:  # noqa: BLE001 - a kiosk goes on without a voice; the log gets no words
                    log.bug(error)
                # Nobody waits for the end of what was stopped; after `close` nobody is there to hear of it.
                if not speech.stop.is_set():
                    self._ended.emit(speech)
            # While it waits for the next resident, nothing of this one stays here.
            del speech
        self._output.close()

    def _speak(self, speech: _Speech) -> None:
        if isinstance(self._output, Silent):
            # Headphones may have been plugged in since.
            self._output = self._open_output(self._gain)
        try:
            for caption, script, book in self._said(speech):
                samples = self._clips.mix(script, book)
                if speech.stop.is_set():
                    break
                self._began.emit(speech, caption)
                self._play(samples, speech.stop)
            self._output.rest()
        except OutputLost:
            self._lose()

    def _said(self, speech: _Speech) -> Iterator[tuple[str, Script, Phrasebook]]:
        """Captions with what is heard under them, and the phrases it is made of."""
        book = self._book(speech.language)
        if speech.sound:
            yield "", (Clip(speech.sound), Pause(200)), book
        for text in speech.texts:
            own = self._book(text.tongue) if isinstance(text, Foreign) else book
            for sentence in sentences(text):
                yield sentence, (*own.script(sentence), STOP), own

    def _book(self, language: str) -> Phrasebook:
        # Held: what is read while others are wanted anew belongs to those that were.
        books = self._books
        if language not in books:
            books[language] = self._load_book(language)
        return books[language]

    def _play(self, samples: Samples, stop: threading.Event) -> None:
        try:
            self._output.play(samples, stop)
        except OutputLost:
            self._lose()
            self._output.play(samples, stop)

    def _lose(self) -> None:
        self._output.close()
        self._output = Silent()

    def _gain(self) -> float:
        """Ears hear ratios: the square makes equal steps of the control about equally large."""
        return (self._volume / 100) ** 2
