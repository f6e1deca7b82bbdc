"""The page of a kiosk that cannot serve. It knows no store, no catalogue and no session: any of them may be what is missing."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.catalog_files import ASSETS, load_motif
from kiosk.errors import KioskError
from ui.app import ROOT, ScreenFailed, application
from ui.bridge import Bridge
from ui.emergency import Emergency
from ui.ending import Ending
from ui.images import add_providers
from ui.keeper import Keeper, Pulse
from ui.ports import LEFT
from ui.translator import Translator
from ui.viewmodels.out_of_service import LOOK_MS, OutOfServiceViewModel
from ui.window import Bolt, put_on_screen


@dataclass(frozen=True)
class Options:
    """How the page is shown. Without a size it fills the monitor."""

    windowed: bool = False
    size: tuple[int, int] | None = None
    look_ms: int = LOOK_MS


class Notice(QObject):
    """The engine, its window and the view-model; `close()` takes them down in the right order."""

    def __init__(self, hands: Emergency, options: Options) -> None:
        super().__init__()
        self.options = options
        self.bridge = Bridge(self)
        self.service = OutOfServiceViewModel(hands, self.bridge, self, look_ms=options.look_ms)
        self.translator = Translator(ASSETS / "i18n", self)
        self.translator.install()
        self.engine = QQmlApplicationEngine(self)
        self.engine.addImportPath(str(ROOT))
        add_providers(self.engine, ASSETS / "icons", _motif())
        self.engine.setInitialProperties({"service": self.service})
        self.engine.loadFromModule("ui.pages", "OutOfService")
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise ScreenFailed(
                "The page for a kiosk out of service cannot be loaded.", "The lines above name the file."
            )
        self.window: QQuickWindow = roots[0]
        self.window.installEventFilter(self.service)
        self._bolt = Bolt(self.window, drawn=not options.windowed)
        self.service.spoke.connect(self._speak)
        self.service.leaving.connect(self.leave)

    def show(self) -> None:
        """Puts the window on the screen, as the kiosk's own is."""
        put_on_screen(self.window, windowed=self.options.windowed, size=self.options.size)

    def close(self) -> None:
        """Engine first: QML must not outlive the objects it is bound to."""
        self._bolt.drawn = False
        self.bridge.close()
        self.window.close()
        shiboken6.delete(self.engine)
        shiboken6.delete(self)

    @Slot(int)
    def leave(self, code: int) -> None:
        """Ends the event loop with this code."""
        self._bolt.drawn = False
        QGuiApplication.exit(code)

    @Slot(str)
    def _speak(self, language: str) -> None:
        self.translator.speak(language)
        self.engine.retranslate()


def run(hands: Emergency, options: Options, ending: Ending, keeper: Keeper | None = None) -> int:
    """Shows the page until it is time to try again (`ports.RESTART`), or until `ending` says so.

    A `keeper` hears of the first frame and of each beat of the event loop.
    """
    with ExitStack() as stack:
        app = application()
        notice = Notice(hands, options)
        stack.callback(notice.close)
        if keeper is not None:
            Pulse(keeper, notice.window, notice)
        stack.enter_context(ending.in_the_loop())
        if ending.asked:
            return LEFT
        notice.show()
        return app.exec()


def _motif() -> tuple[str, ...]:
    """The office's band, or a plain one where its file is what is damaged."""
    try:
        return load_motif()
    except KioskError:
        return ("#.#.", ".#.#") * 13 + ("#.#.",)
