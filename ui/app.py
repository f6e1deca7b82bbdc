"""The touch program: builds the window around a core that is given, and runs it.

    build(context, machinery, options) -> Screen     the engine and its window, for tests, the demo and measurements
    run(context, machinery, options) -> int          the same, until the petugas leaves (`ports.LEFT`, `ports.RESTART`)

`prepare()` must have set the environment before the first Qt object exists; both call it.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import shiboken6

# PySide6.QtQuick must be imported, or the root object arrives in Python as a plain QWindow without grabWindow.
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QClipboard, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from kiosk import log, speech
from kiosk.catalog_files import ASSETS, load_motif
from kiosk.domain import session
from kiosk.domain.catalog import LANGUAGES
from kiosk.domain.session import Look
from kiosk.errors import KioskError
from kiosk.scan.readers import Reader
from kiosk.usecases.context import Context
from ui.bridge import Bridge
from ui.ending import Ending
from ui.guide import ACCEPTED, NOTICE, Guide
from ui.images import add_providers, window_icon
from ui.keeper import Keeper, Keeping
from ui.ports import LEFT, Machinery
from ui.renewal import Renewal
from ui.scanner import Scanner
from ui.translator import Translator
from ui.viewmodels.flow import Flow, Timing
from ui.viewmodels.gallery import GalleryViewModel
from ui.viewmodels.kiosk import KioskViewModel
from ui.voice import Output, Voice, open_output
from ui.window import Bolt, put_on_screen

ROOT = Path(__file__).resolve().parent.parent
FAMILY = "Atkinson Hyperlegible Next"

_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<!-- Only the fonts that come with the program, drawn the same way on every machine. -->
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"""


class ScreenFailed(KioskError):
    """The pages cannot be shown: files are missing, or a bug."""


@dataclass(frozen=True)
class Options:
    """How the screen is shown. Without a size it fills the monitor."""

    windowed: bool = False
    size: tuple[int, int] | None = None
    languages: tuple[str, ...] = LANGUAGES
    idle_warning_s: float = 45
    idle_wipe_s: float = 20
    look: Look = Look()  # what every resident begins with
    motion: bool = True
    camera: str = "none:"  # as [scanner] source
    reader: Reader = field(default_factory=Reader)  # as [scanner] reader; without one every key is a person's
    output: Callable[[Callable[[], float]], Output] = open_output  # where the voice is heard
    gallery: bool = False  # all controls in all states instead of the first page
    entry: str | None = None  # number of the service at which it opens, for its author


class Screen(QObject):
    """The engine, its window and the root view-model; `close()` takes them down in the right order."""

    def __init__(self, context: Context, machinery: Machinery, options: Options) -> None:
        super().__init__()
        self.options = options
        self.bridge = Bridge(self)
        self.flow = Flow(
            context,
            machinery,
            self.bridge,
            Timing(round(options.idle_warning_s * 1000), round(options.idle_wipe_s * 1000)),
            resting=options.look,
            languages=options.languages,
            camera=options.camera,
            parent=self,
        )
        self.kiosk = KioskViewModel(self.flow, _monotonic_ms, self)
        self._noticed = False
        self.renewal = Renewal(self.flow, self)
        self.voice = Voice(self._load_phrases, open_output=options.output, parent=self)
        self.guide = Guide(self.kiosk, self.voice, self)
        self.voice.finished.connect(self.guide.go_on)
        self.voice.captionChanged.connect(lambda: self.guide.hear(self.voice.caption))
        self.renewal.refilled.connect(self.voice.forget_phrases)
        self._attend_volume()
        self.flow.wiped.connect(self.voice.stop)
        self.flow.wiped.connect(_clear_clipboard)
        self.translator = Translator(ASSETS / "i18n", self)
        self.translator.install()
        self.engine = QQmlApplicationEngine(self)
        self.engine.addImportPath(str(ROOT))
        self.engine.addImageProvider("answer", self.flow.pictures)
        add_providers(self.engine, ASSETS / "icons", load_motif())
        self.engine.setInitialProperties(
            {"kiosk": self.kiosk, "guide": self.guide, "voice": self.voice, "motion": options.motion}
        )
        self.engine.loadFromModule("ui.pages", "Main")
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise ScreenFailed("The pages of the touch program cannot be loaded.", "The lines above name the file.")
        self.window: QQuickWindow = roots[0]
        self.guide.attend(self.window)
        # Filters that come later are asked first: what answers "Masih di sini?" is no step of the guide.
        self.window.installEventFilter(self.kiosk)
        self._bolt = Bolt(self.window, drawn=not options.windowed)
        # Before all of them: what a scanner types is no key that was pressed.
        self.scanner = Scanner(options.reader, _monotonic_ms, self)
        self.scanner.attend(self.window)
        self.scanner.scanned.connect(self.kiosk.take)
        self.flow.wiped.connect(self.scanner.forget)
        self.flow.spoke.connect(self.translator.speak)
        self.kiosk.languageChanged.connect(self.engine.retranslate)
        self.kiosk.turned.connect(self._sound_accepted)
        self.kiosk.idleChanged.connect(self._sound_notice)
        self.kiosk.ktp.was_read.connect(self._sound_read)
        self.kiosk.maintenance.closing.connect(self.leave)
        self._unsubscribe = machinery.on_change(self.bridge.poke)
        self.gallery: GalleryViewModel | None = None
        if options.gallery:
            self.show_gallery()
        if options.entry:
            self.flow.send(session.Start())
            self.flow.send(session.Choose(context.catalog.entry(options.entry)))

    def show(self) -> None:
        """Puts the window on the screen."""
        put_on_screen(self.window, windowed=self.options.windowed, size=self.options.size)

    def show_gallery(self) -> None:
        """The gallery takes the place of the first page, until `hide_gallery()`."""
        self.gallery = self.gallery or GalleryViewModel(self.flow, self)
        self.window.setProperty("gallery", self.gallery)

    def hide_gallery(self) -> None:
        """The first page as a resident knows it."""
        self.window.setProperty("gallery", None)

    def close(self) -> None:
        """Engine first: QML must not outlive the objects it is bound to. Then the rest, which signals would keep for ever."""
        self._unsubscribe()
        self._bolt.drawn = False
        self.scanner.close()
        self.kiosk.close()
        self.kiosk.maintenance.stop()
        self.bridge.close()
        self.guide.close()
        self.voice.close()
        self.flow.camera.shut()
        self.window.close()
        shiboken6.delete(self.engine)
        shiboken6.delete(self)

    # Who listens hears the page itself; everybody else two sounds and nothing more.

    def _sound_accepted(self) -> None:
        if self.kiosk.page == "done" and not self.kiosk.voice:
            self.voice.say([], self.kiosk.language, ACCEPTED)

    def _sound_read(self) -> None:
        if not self.kiosk.voice:
            self.voice.say([], self.kiosk.language, NOTICE)

    def _sound_notice(self) -> None:
        if self.kiosk.warning and not self._noticed and not self.kiosk.voice:
            self.voice.say([], self.kiosk.language, NOTICE)
        self._noticed = self.kiosk.warning

    def _attend_volume(self) -> None:
        room = self.kiosk.maintenance.look
        room.sampled.connect(self._sound_sample)
        for changed in (self.flow.renewed, room.settled):
            changed.connect(self._follow_volume)
        self._follow_volume()

    def _follow_volume(self) -> None:
        self.voice.volume = self.flow.hall.volume

    def _sound_sample(self, percent: int) -> None:
        self.voice.volume = percent
        self.voice.say([], self.kiosk.language, ACCEPTED)

    def _load_phrases(self, language: str) -> speech.Phrasebook:
        context = self.flow.context
        regions, published = speech.region_names(context.regions), context.content.spoken()
        return speech.load(language, context.catalog, regions, published=published)

    def leave(self, code: int) -> None:
        """Ends the event loop with this code."""
        self._bolt.drawn = False
        QGuiApplication.exit(code)


def prepare() -> None:
    """The environment Qt reads when it starts. What is already set stays, so that a developer may choose."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    if sys.platform == "linux" and "FONTCONFIG_FILE" not in os.environ:
        folder = Path(tempfile.gettempdir()) / f"publik-kiosk-fonts-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        conf = folder / "fonts.conf"
        text = _FONTS_CONF.format(fonts=ASSETS / "fonts", cache=folder / "cache")
        if not conf.is_file() or conf.read_text("utf-8") != text:
            # Written beside and moved: two starts at the same time must not read half a file.
            part = conf.with_suffix(f".{os.getpid()}")
            part.write_text(text, "utf-8")
            part.replace(conf)
        os.environ["FONTCONFIG_FILE"] = str(conf)


def application() -> QGuiApplication:
    """The one QGuiApplication of the process, with our fonts."""
    prepare()
    app = QGuiApplication.instance()
    if app is None:
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
        app = QGuiApplication(["publik-kiosk"])
    app.setApplicationName("publik-kiosk")
    for path in sorted((ASSETS / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise ScreenFailed(f"{path} is no font.", "Restore it from the program's package.")
    font = app.font()
    font.setFamily(FAMILY)
    app.setFont(font)
    return app


def build(context: Context, machinery: Machinery, options: Options | None = None) -> Screen:
    """Everything up to the first frame; the caller shows it and runs an event loop."""
    application()
    return Screen(context, machinery, options or Options())


def run(
    context: Context,
    machinery: Machinery,
    options: Options | None = None,
    *,
    ending: Ending | None = None,
    keeper: Keeper | None = None,
) -> int:
    """Shows the kiosk until the petugas leaves it, or until `ending`, which may have begun long before, says so.

    A `keeper` hears of the first frame and of each beat of the event loop.
    """
    with ExitStack() as stack:
        ending = ending or stack.enter_context(Ending())
        app = application()
        app.setWindowIcon(window_icon(ASSETS / "icons"))
        screen = build(context, machinery, options)
        stack.callback(screen.close)
        if keeper is not None:
            Keeping(keeper, screen).leaving.connect(screen.leave)
        stack.enter_context(ending.in_the_loop())
        if ending.asked:
            return LEFT
        screen.show()
        return app.exec()


def log_messages() -> None:
    """Sends Qt's and QML's warnings to the log: where they happened, not what they quote."""

    def handle(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            place = re.search(r"\w+\.qml:\d+", text)
            log.info(log.Event.SCREEN_WARNING, level=kind.name, place=place[0] if place else "qt")

    qInstallMessageHandler(handle)


def _clear_clipboard() -> None:
    """A keyboard can copy out of any box."""
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        QGuiApplication.clipboard().clear(mode)


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000
