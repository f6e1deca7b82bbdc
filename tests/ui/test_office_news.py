"""What the machinery tells the petugas about the office, from a real data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import bootstrap
from kiosk.app.cli import run
from kiosk.app.machinery import Machinery
from kiosk.app.petugas_words import REFUSED_ENTRY, SYNC_REASON
from kiosk.domain.events import MessageShown
from kiosk.store import journal
from kiosk.usecases.take_number import take_number
from sync.outcome import Reason, SyncOutcome
from sync.protocol import EventRefusal
from tests.ui.machinery import TestMachinery
from tests.ui.office import TestOffice, another_service
from ui.ports import OfficeNews, Parked


@pytest.fixture
def machinery(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Machinery]:
    """Of a kiosk that nobody has used; its workers sleep."""
    data = tmp_path / "kiosk"
    assert run(["init", "--demo", "--data", str(data)]) == 0
    capsys.readouterr()
    with bootstrap.machine(data) as machine:
        yield Machinery(machine)


def test_a_new_kiosk_has_heard_nothing(machinery: Machinery) -> None:
    assert machinery.office() == OfficeNews()


def test_what_was_parked_is_told_by_its_number_with_what_to_do(machinery: Machinery) -> None:
    context = machinery._context
    given = [take_number(context, context.catalog.groups[0]) for _ in range(2)]
    # Of an entry that this disk has lost nobody here can do anything.
    refused = (1, EventRefusal.ID_TAKEN.value), (2, "a_reason_of_a_later_office"), (7, EventRefusal.ID_TAKEN.value)
    changes = journal.Changes(2, 0, refused, (), context.clock.now_ms())
    context.store.transaction(lambda db: journal.apply_changes(db, changes, now=context.clock.now_ms()))
    news = machinery.office()
    assert news.parked == (
        Parked(1, given[0].ticket, REFUSED_ENTRY[EventRefusal.ID_TAKEN]),
        Parked(2, given[1].ticket, REFUSED_ENTRY[EventRefusal.UNREADABLE]),
    )
    assert news.contact_at is not None


def test_every_reason_of_the_office_has_its_words() -> None:
    assert set(REFUSED_ENTRY) == set(EventRefusal)


def test_orders_and_files_are_told_and_why_a_set_was_refused(machinery: Machinery) -> None:
    office = TestOffice(machinery._context, TestMachinery())
    office.order(MessageShown("Besok tutup."))
    office.publish({"services/d99_uji_coba.toml": another_service("surat_uji_coba", "D99", "Surat Uji Coba")})
    news = machinery.office()
    assert (news.orders.message, news.files, news.refused_files) == (MessageShown("Besok tutup."), 1, ())
    office.send({"services/d98_salah.toml": 'change = "D18"\ncost = "banyak"\n'})
    news = machinery.office()
    assert news.files == 1
    assert [file for file, _ in news.refused_files] == ["d98_salah.toml"]
    assert "cost" in news.refused_files[0][1]
    office.publish({"services/d98_salah.toml": None})
    assert machinery.office().refused_files == ()


def test_an_office_that_says_no_is_told_from_a_link_that_is_down(machinery: Machinery) -> None:
    for reason, turned_away in ((Reason.REVOKED, True), (Reason.NO_CONNECTION, False), (Reason.QUOTA, True)):
        machinery._synced(SyncOutcome(reason))
        news = machinery.office()
        assert (news.trouble, news.turned_away) == (SYNC_REASON[reason], turned_away)
    machinery._synced(SyncOutcome(Reason.NONE))
    assert machinery.office() == OfficeNews()
