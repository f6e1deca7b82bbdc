"""Runs every tst_*.qml here in one process, as Qt Quick Test does: `python -m tests.ui.qml -o REPORT,xml`.

What the application gives its pages is here too: fonts, pictures, and through the singleton `Fields` view-models of fields
over the real core.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QQmlEngine, qmlRegisterSingletonInstance
from PySide6.QtQuickTest import QUICK_TEST_MAIN_WITH_SETUP

from kiosk import sealing
from kiosk.catalog_files import ASSETS, load_catalog, load_motif
from kiosk.clock import FixedClock
from kiosk.domain.antrean import letters
from kiosk.domain.code import new_kiosk_id
from kiosk.domain.session import Look
from kiosk.store.database import Store
from kiosk.usecases.context import Context, Kiosk
from kiosk.wilayah import Wilayah
from tests.conftest import NOON_MS, new_office
from tests.ui.machinery import TestMachinery
from ui.app import ROOT, application
from ui.bridge import Bridge
from ui.images import add_providers
from ui.pictures import AnswerPictures
from ui.viewmodels.field import FieldViewModel
from ui.viewmodels.flow import Flow, Timing
from ui.viewmodels.gallery import GalleryViewModel


class Fields(QObject):
    """Real view-models of fields, each time fresh: `Fields.make("nik", "wrong")`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._bridge = Bridge(self)
        self.flow = Flow(context, TestMachinery(), self._bridge, Timing(), resting=Look(), parent=self)

    @Slot(str, str, result=QObject)
    def make(self, name: str, state: str) -> FieldViewModel:
        """One of the gallery's fields, over a session that only this test has."""
        return GalleryViewModel(self.flow, self).field(name, state)

    def begin(self) -> None:
        """Another file: its engine will own, and end, the provider of pictures."""
        self.flow.pictures = AnswerPictures()

    def close(self) -> None:
        """Ends the worker threads."""
        self._bridge.close()
        self.flow.camera.shut()


class Setup(QObject):
    """Called by Qt Quick Test for the engine of each file."""

    @Slot(QQmlEngine)
    def qmlEngineAvailable(self, engine: QQmlEngine) -> None:  # noqa: N802 - Qt's name
        engine.addImportPath(str(ROOT))
        fields.begin()
        engine.addImageProvider("answer", fields.flow.pictures)
        add_providers(engine, ASSETS / "icons", load_motif())


def _context(store: Store) -> Context:
    kiosk = Kiosk(new_kiosk_id(secrets.randbelow), new_office().office, sealing.new_signing_key(), letters("A-E"))
    return Context(store, kiosk, load_catalog(), Wilayah(), FixedClock(NOON_MS))


if __name__ == "__main__":
    application()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        fields = Fields(_context(store))
        qmlRegisterSingletonInstance(Fields, "tests.fields", 1, 0, "Fields", fields)
        here = str(Path(__file__).parent)
        code = QUICK_TEST_MAIN_WITH_SETUP("qml", Setup, [sys.argv[0], "-input", here, *sys.argv[1:]], here)
        fields.close()
    sys.exit(code)
