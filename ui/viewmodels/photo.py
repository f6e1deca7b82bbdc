"""A `photo` question: the camera is on while it is asked, and off the moment it is not."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from ui.viewmodels.flow import Flow

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

COUNT = 3
"""Seconds between "Ambil foto" and the photo: both hands are then back at what is shown."""
_NOTICE_MS = 5_000
"""How long it is said that the camera was started again: it works long before that."""


class PhotoState(StrEnum):
    """What the page shows."""

    OFF = "off"
    STARTING = "starting"
    LIVE = "live"
    COUNTING = "counting"
    TAKEN = "taken"  # it is the answer already; "Ulangi" takes it back
    KEPT = "kept"
    ABSENT = "absent"  # no camera: nobody is kept from going on; one that comes back is live by itself


@QmlElement
@QmlUncreatable("made by its field")
class PhotoViewModel(QObject):
    """The photo itself is the session's answer: wiped with it."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()

    def __init__(self, shared: Flow, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._name = name
        self._state = PhotoState.OFF
        self._left = 0
        self._revision = 0
        self._open = False
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._notice = QTimer(self, interval=_NOTICE_MS, singleShot=True)
        self._notice.timeout.connect(self.changed)
        shared.turned.connect(self.close)
        shared.wiped.connect(self.close)

    @Property(str, notify=fixed)
    def name(self) -> str:
        """What its picture is called: `image://answer/<name>/<revision>`."""
        return self._name

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state.value

    @Property(int, notify=changed)
    def left(self) -> int:
        """Seconds until the photo."""
        return self._left

    @Property(bool, notify=changed)
    def restarted(self) -> bool:
        """ "Kamera dimulai ulang", for a while."""
        return self._notice.isActive()

    @Property(int, notify=changed)
    def revision(self) -> int:
        """Another number, another picture."""
        return self._revision

    @Slot()
    def open(self) -> None:
        """The question is on the screen."""
        if self._open:
            return
        self._open = True
        camera = self._flow.camera
        camera.seen.connect(self._seen)
        camera.taken.connect(self._taken)
        camera.gone.connect(self._gone)
        camera.returned.connect(self._returned)
        camera.restarted.connect(self._restarted)
        self._flow.pictures.show(self._name, self._picture)
        if self._answer() is not None:
            self._turn(PhotoState.KEPT)
        else:
            self._begin()

    @Slot()
    def close(self) -> None:
        """The question has gone: so have camera and picture."""
        if not self._open:
            return
        self._open = False
        camera = self._flow.camera
        camera.seen.disconnect(self._seen)
        camera.taken.disconnect(self._taken)
        camera.gone.disconnect(self._gone)
        camera.returned.disconnect(self._returned)
        camera.restarted.disconnect(self._restarted)
        camera.stop()
        self._second.stop()
        self._notice.stop()
        self._flow.pictures.forget(self._name)
        self._turn(PhotoState.OFF)

    @Slot()
    def take(self) -> None:
        """ "Ambil foto"; a second touch while it counts does not wait."""
        match self._state:
            case PhotoState.LIVE:
                self._left = COUNT
                self._second.start()
                self._turn(PhotoState.COUNTING)
            case PhotoState.COUNTING:
                self._shoot()
            case _:
                pass

    @Slot()
    def again(self) -> None:
        """ "Ulangi"."""
        if self._state in (PhotoState.TAKEN, PhotoState.KEPT):
            self._put(None)
            self._begin()

    @Slot()
    def keep(self) -> None:
        """ "Pakai foto ini"."""
        if self._state is PhotoState.TAKEN:
            self._flow.camera.stop()
            self._turn(PhotoState.KEPT)

    @Slot()
    def retry(self) -> None:
        """ "Coba lagi" beside a camera that did not answer."""
        if self._state is PhotoState.ABSENT:
            self._flow.camera.stop()
            self._begin()

    def _begin(self) -> None:
        camera = self._flow.camera
        camera.start()
        if not camera.present or camera.lost:
            self._turn(PhotoState.ABSENT)
        else:
            self._turn(PhotoState.STARTING if camera.frame.isNull() else PhotoState.LIVE)

    @Slot()
    def _seen(self) -> None:
        if self._state is PhotoState.STARTING:
            self._turn(PhotoState.LIVE)
        elif self._state in (PhotoState.LIVE, PhotoState.COUNTING):
            self._turn(self._state)

    @Slot()
    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.changed.emit()
        else:
            self._shoot()

    def _shoot(self) -> None:
        self._second.stop()
        self._left = 0
        self._flow.camera.take()
        self.changed.emit()

    @Slot(bytes)
    def _taken(self, jpeg: bytes) -> None:
        self._put(bytes(jpeg))
        self._turn(PhotoState.TAKEN)

    @Slot()
    def _gone(self) -> None:
        self._second.stop()
        self._notice.stop()
        if self._state not in (PhotoState.TAKEN, PhotoState.KEPT):
            self._turn(PhotoState.ABSENT)

    @Slot()
    def _returned(self) -> None:
        if self._state is PhotoState.ABSENT:
            self._turn(PhotoState.STARTING)

    @Slot()
    def _restarted(self) -> None:
        # A photo that was asked for is not coming: whoever counted is back at the button.
        self._second.stop()
        if self._state not in (PhotoState.TAKEN, PhotoState.KEPT):
            self._notice.start()
            self._turn(PhotoState.STARTING)

    def _turn(self, state: PhotoState) -> None:
        self._state = state
        self._revision += 1
        self.changed.emit()

    def _answer(self) -> bytes | None:
        raw = self._flow.session.answers.get(self._name)
        return raw if isinstance(raw, bytes) else None

    def _put(self, photo: bytes | None) -> None:
        self._flow.send(flow.Answer(self._name, photo))

    def _picture(self, _wish: str) -> QImage:
        answer = self._answer()
        return QImage.fromData(answer) if answer is not None else self._flow.camera.frame
