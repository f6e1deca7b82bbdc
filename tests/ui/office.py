"""The office, as a kiosk on a desk hears of it: what an exchange would have written, without the exchange."""

from __future__ import annotations

from kiosk.catalog_files import SERVICES
from kiosk.domain.events import FilesTaken, Order
from kiosk.store import office_files, orders
from kiosk.usecases.context import Context
from kiosk.usecases.office_files import settle
from sync.protocol import File
from tests.ui.machinery import TestMachinery

_DOMISILI = (SERVICES / "d18_surat_keterangan_domisili.toml").read_text("utf-8")


class TestOffice:
    """Sends to one kiosk; its screen is told each time."""

    __test__ = False

    def __init__(self, context: Context, machinery: TestMachinery) -> None:
        self._context = context
        self._machinery = machinery
        self._number = 0

    def order(self, order: Order) -> None:
        """Something to do."""
        self._number += 1
        number, now = self._number, self._context.clock.now_ms()
        self._context.store.transaction(lambda db: orders.put(db, order, number, now=now))
        self._tell()

    def publish(self, files: dict[str, str | None]) -> None:
        """Files by their names ("services/d18_domisili.toml"), all at once; None withdraws one. They are in use as if they had
        been judged, which takes a quarter of a second.
        """
        self._stage(files)
        self._context.store.transaction(office_files.use)
        self._tell()

    def send(self, files: dict[str, str | None]) -> FilesTaken:
        """The same, and they are judged."""
        self._stage(files)
        taken = settle(self._context.store, self._context.kiosk.id, self._context.clock)
        assert taken is not None
        self._tell()
        return taken

    def _stage(self, files: dict[str, str | None]) -> None:
        self._number += 1
        number = self._number
        sent = [File(number, name, body) for name, body in sorted(files.items())]
        self._context.store.transaction(lambda db: office_files.stage(db, sent, number, complete=True))

    def _tell(self) -> None:
        self._machinery.settle(self._machinery.outcome)


def another_service(service_id: str, ref: str, title: str) -> str:
    """The certificate of domicile under another name."""
    head = _DOMISILI.replace('id = "surat_keterangan_domisili"', f'id = "{service_id}"', 1)
    head = head.replace('ref = "D18"', f'ref = "{ref}"', 1)
    return head.replace('title = { id = "Surat Keterangan Domisili"', f'title = {{ id = "{title}"', 1)
