"""The wait at the office's lokets, told to its kiosks: on slip and page while it is fresh, nothing where it is not."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.clock import Zone
from kiosk.domain.events import Order, ServerEvent, StatusChanged, WaitTold
from kiosk.domain.prints import ReceiptSlip, TicketSlip
from kiosk.domain.waits import FRESH_MS, Waits
from kiosk.store import journal
from kiosk.usecases.printing import reprint_ticket
from kiosk.usecases.take_number import NumberTaken, take_number
from printers.documents.receipt import receipt
from printers.documents.ticket import ticket
from sync.server.exchange import feed
from sync.server.kiosks import orders
from tests.sync.world import START, KioskWorld, OfficeWorld, shipped

SURAT = shipped().group("surat")
MINUTE = 60_000


def tell(office: OfficeWorld, low: int = 10, high: int = 20, group: str = "surat", *, at: int | None = None) -> None:
    with office.database.writing() as connection:
        told = WaitTold(group, low, high, 4, office.clock.ms if at is None else at)
        feed.publish(connection, office.keys.code, told, now=office.clock.ms)


def take(kiosk: KioskWorld, language: str = "id") -> NumberTaken:
    return take_number(kiosk.machine.context, SURAT, language=language)


def test_slip_and_page_say_the_wait_and_when_that_was_true(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Of a number and of a request, each in the resident's language."""
    tell(office)
    kiosk.sync()
    clock = Zone(7).local(START)
    said = f"Perkiraan tunggu 10–20 menit (data pukul {clock:%H.%M})"
    number = take(kiosk)
    assert number.slip.wait == said
    assert number.wait is not None
    assert number.wait.minutes_high == 20
    assert take(kiosk, "en").slip.wait == f"Expected wait 10–20 minutes (as of {clock:%H:%M})"
    [request] = kiosk.submit()
    assert request.slip.wait == said


def test_paper_says_it_below_the_time_and_no_copy_repeats_it(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A slip without it is as it always was; a copy that is printed an hour later would lie."""
    plain = take(kiosk).slip
    kiosk.sync()
    tell(office)
    kiosk.sync()
    told = take(kiosk).slip
    [request] = kiosk.submit()
    for slip, made in ((told, ticket(told, None)), (request.slip, receipt(request.slip, None))):
        assert slip.wait in [block.text for block in made.blocks if hasattr(block, "text")]
    assert len(ticket(told, None).blocks) == len(ticket(plain, None).blocks) + 2
    job = reprint_ticket(kiosk.machine.context, told)
    [body] = kiosk.store.run(
        lambda db: [row["slip"] for row in db.query("SELECT slip FROM print_jobs WHERE id = ?", [job])]
    )
    assert msgspec.msgpack.decode(body, type=ReceiptSlip | TicketSlip).wait == ""


def test_old_news_are_no_news(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Half an hour later the hall is another one."""
    tell(office)
    kiosk.sync()
    kiosk.clock.ms += FRESH_MS - 1
    assert take(kiosk).slip.wait
    kiosk.clock.ms += 1
    assert take(kiosk).slip.wait == ""


def test_the_age_of_news_is_told_by_the_offices_clock(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A kiosk whose clock is an hour fast knows by how much; one whose clock is in doubt says nothing."""
    kiosk.clock.ms = START + 60 * MINUTE
    tell(office)
    kiosk.sync()
    assert take(kiosk).slip.wait
    kiosk.clock.ms = START - 60 * MINUTE
    assert take(kiosk).slip.clock_doubt
    assert take(kiosk).slip.wait == ""


def test_the_newest_word_counts_and_can_take_it_back(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Of each group its own; with the last loket closed nothing is promised."""
    tell(office)
    tell(office, 30, 45, "pengaduan")
    kiosk.sync()
    tell(office, 0, 0)
    kiosk.sync()
    assert take(kiosk).slip.wait == ""
    context = kiosk.machine.context
    assert take_number(context, shipped().group("pengaduan")).slip.wait.startswith("Perkiraan tunggu 30–45 menit")


def test_a_wait_is_no_order(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Nobody follows it: the journal stays as it is, and the desk's list of orders too."""
    tell(office)
    before = kiosk.store.run(lambda db: journal.head(db, kiosk.keys.id))
    outcome = kiosk.sync()
    assert outcome.received == 0  # no reason to call again soon
    assert kiosk.store.run(lambda db: journal.head(db, kiosk.keys.id)) == before
    with office.database.reading() as connection:
        assert orders.listed(connection, office.keys.code) == []


def test_a_kiosk_of_before_passes_over_it() -> None:
    """Its program knows statuses and orders; for it this is a kind that came later, which it leaves out (`plan.judge`)."""
    told = msgspec.msgpack.encode(WaitTold("surat", 10, 20, 4, START))
    with pytest.raises(msgspec.DecodeError):
        msgspec.msgpack.decode(told, type=StatusChanged | Order)
    assert msgspec.msgpack.decode(told, type=ServerEvent) == WaitTold("surat", 10, 20, 4, START)


def test_news_from_the_future_are_not_believed() -> None:
    """Two clocks never agree to the minute; an hour is another matter."""
    waits = Waits().after([WaitTold("surat", 10, 20, 4, START)])
    assert waits.fresh("surat", START - 4 * MINUTE) is not None
    assert waits.fresh("surat", START - 60 * MINUTE) is None
    assert waits.fresh("pengaduan", START) is None
