"""The camera of the tracking page, and of the petugas who try it out or ask for a code: it looks for codes while such a page is
there, and is off the moment it is not.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.petugas import Room
from kiosk.scan.wire import CameraUse
from ui.viewmodels.flow import Flow

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_LIVE = "watch"


@QmlElement
@QmlUncreatable("made by the kiosk")
class WatchViewModel(QObject):
    """What a code is and where it leads is for `KioskViewModel.take` to know."""

    changed = Signal()
    pictured = Signal()
    """The camera saw something new: twelve times a second, and nothing else has changed."""
    scanned = Signal(str)
    """The text of a code that was held before the camera."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._on = False
        self._live = False
        self._lost = False
        self._revision = 0
        shared.turned.connect(self._turned)
        shared.wiped.connect(self._close)

    @Property(bool, notify=changed)
    def on(self) -> bool:
        """A camera looks for codes, as far as is known."""
        return self._on and not self._lost

    @Property(bool, notify=changed)
    def live(self) -> bool:
        """There is a picture to be seen."""
        return self._live

    @Property(int, notify=pictured)
    def revision(self) -> int:
        """Another number, another picture: `image://answer/watch/<revision>`."""
        return self._revision

    @Property(float, notify=pictured)
    def aspect(self) -> float:
        """Width of the picture by its height."""
        frame = self._flow.camera.frame
        return 4 / 3 if frame.isNull() else frame.width() / frame.height()

    @Slot(bool)
    def look(self, wanted: bool) -> None:
        """A code is asked for on a page that is there already, or not any more."""
        if wanted:
            self._open()
        else:
            self._close()

    @Slot()
    def _turned(self) -> None:
        match self._flow.session.page:
            case flow.Track() | flow.Maintenance(room=Room.SCANNER):
                self._open()
            case _:
                self._close()

    def _open(self) -> None:
        camera = self._flow.camera
        if self._on or not camera.present:
            return
        self._on = True
        camera.seen.connect(self._seen)
        camera.scanned.connect(self._scanned)
        camera.gone.connect(self._gone)
        camera.returned.connect(self._wait)
        camera.restarted.connect(self._wait)
        self._flow.pictures.show(_LIVE, lambda _wish: self._flow.camera.frame)
        camera.start(CameraUse.CODES)
        self.changed.emit()

    @Slot()
    def _close(self) -> None:
        if not self._on:
            return
        camera = self._flow.camera
        camera.seen.disconnect(self._seen)
        camera.scanned.disconnect(self._scanned)
        camera.gone.disconnect(self._gone)
        camera.returned.disconnect(self._wait)
        camera.restarted.disconnect(self._wait)
        camera.stop()
        self._flow.pictures.forget(_LIVE)
        self._on = self._live = self._lost = False
        self.changed.emit()

    @Slot()
    def _seen(self) -> None:
        self._revision += 1
        self.pictured.emit()
        if not self._live:
            self._live, self._lost = True, False
            self.changed.emit()

    @Slot(object)
    def _scanned(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            self.scanned.emit(text)

    @Slot()
    def _gone(self) -> None:
        self._live, self._lost = False, True
        self.changed.emit()

    @Slot()
    def _wait(self) -> None:
        self._live, self._lost = False, False
        self.changed.emit()
