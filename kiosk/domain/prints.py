"""What a slip says and what is known about its printing.

A print job is written in the same transaction as the request it belongs to, with everything the slip says already in
the resident's language: the printer's side needs no catalogue, and a power cut between commit and paper loses nothing.
No slip holds personal data (UU 27/2022 art. 4): no name, no NIK, no address.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

import msgspec

from kiosk.domain.content import Block


class SlipKind(StrEnum):
    """Which document a job prints; the value is the `kind` of the command contract."""

    RECEIPT = "receipt"
    TICKET = "ticket"
    TEST = "test"
    INFO = "info"
    STATUS = "status"  # how a request stands
    REFERRAL = "referral"  # where to go from here
    OFFICE = "office"  # the office's own half of a receipt or ticket, where the office wants one
    READINESS = "readiness"  # how the machine is, for the petugas


COPIED: Final = frozenset({SlipKind.RECEIPT, SlipKind.TICKET})
"""What a resident holds of a number, and a petugas makes a copy of."""


class JobState(StrEnum):
    """How much is known of a job. Only `CONFIRMED` means that the printer itself said so."""

    WAITING = "waiting"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"


class PrintReason(StrEnum):
    """Why a job is not confirmed. A closed set: the screen and the desk have a sentence for each."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    OVERHEATED = "overheated"  # or another error that ends by itself
    UNRECOVERABLE = "unrecoverable"
    OFFLINE = "offline"
    DISCONNECTED = "disconnected"
    BUSY = "busy"  # another host or program has it
    NOT_ALLOWED = "not_allowed"  # the system does not let this program open the device
    NOT_ANSWERING = "not_answering"
    UNCONFIRMED = "unconfirmed"  # sent, nothing wrong seen, but this printer never proves a print
    INTERRUPTED = "interrupted"  # the kiosk stopped while the job was being sent
    NO_PRINTER = "no_printer"  # config says printer.url = "none:"
    EXPIRED = "expired"  # too old to come out by itself; the number stays valid, reprint on request
    CANCELLED = "cancelled"  # a petugas took it out of the queue
    OTHER_PRINTER = "other_printer"  # sent as a page to the printer that stands in for the kiosk's own
    FILED = "filed"  # kept as a page (PDF) in the office's folder; nothing is on paper


class Outcome(msgspec.Struct, frozen=True):
    """The end, or the present standing, of one attempt to print."""

    state: JobState
    reason: PrintReason | None = None


class StopOnTheWay(msgspec.Struct, frozen=True):
    """One agency after the kelurahan, as a slip says it."""

    agency: str
    does: str
    bring: tuple[str, ...]
    where: str  # place and hours, or whom to ask
    sometimes: bool = False  # depends on answers that the slip does not know


class Paper(msgspec.Struct, frozen=True):
    """Something to bring, where the answers are not known. `note` says when it is needed, or what may stand for it."""

    text: str
    note: str = ""
    sometimes: bool = False  # not everybody needs it


class ReceiptSlip(msgspec.Struct, frozen=True, tag="receipt"):
    """Proof of an accepted request: number, code, what to bring, what happens next."""

    language: str
    office: str
    ticket: str
    code: str  # as printed, in groups: "7KQ-M3X-9TP"
    qr: str  # signed payload, see kiosk.domain.code
    service: str
    when: str  # local date and time in words
    clock_doubt: bool
    bring: tuple[str, ...]
    next_steps: tuple[str, ...]
    estimate: str
    priority: bool = False
    copy: bool = False  # prints the SALINAN mark
    brought: tuple[str, ...] = ()  # papers that the resident has here
    route: tuple[StopOnTheWay, ...] = ()
    queue: bool = True  # the number is called at a counter; else it only names the request
    maybe: tuple[Paper, ...] = ()  # of a copy: the answers are sealed, so who needs these is not known any more
    wait: str = ""  # how long until the number is called, and when that was true; a copy says nothing of it


class TicketSlip(msgspec.Struct, frozen=True, tag="ticket"):
    """A place in the queue without a form, or the copy of a request's number by somebody who does not know its code."""

    language: str
    office: str
    ticket: str
    what: str  # "" in a copy where nobody knows it any more
    when: str
    clock_doubt: bool
    priority: bool = False
    copy: bool = False
    queue: bool = True  # as in `ReceiptSlip`
    coded: bool = False  # a copy of a request's number: its code stands on the first slip alone
    wait: str = ""  # as in `ReceiptSlip`


class TestSlip(msgspec.Struct, frozen=True, tag="test"):
    """The test page of maintenance mode."""

    __test__ = False  # not a pytest class

    language: str
    office: str
    kiosk_id: str
    when: str
    printer: str
    model: str = ""  # what it says it is; "" when it says nothing
    proof: str = ""  # what it can prove, in words


class InfoSlip(msgspec.Struct, frozen=True, tag="info"):
    """Something to read at home: an article, a schedule, an address. The same for everybody."""

    language: str
    office: str
    title: str
    lines: tuple[Block, ...]
    source: str  # who says so and since when, in small print; may be empty
    when: str  # "" while the clock is in doubt
    url: str = ""  # also as a QR code
    example: bool = False  # made up for a demonstration
    more: bool = False  # too long for paper: the rest stands on the screen


class StatusSlip(msgspec.Struct, frozen=True, tag="status"):
    """How a request stands, as far as this kiosk knows, and since when."""

    language: str
    office: str
    ticket: str
    code: str  # in groups
    qr: str
    service: str
    status: str  # in words of the resident's language: "Siap diambil"
    detail: str  # what that means and what to do
    note: str  # of the petugas, as written; may be empty
    as_of: str  # "Data per …", or that the office does not know of the request yet
    when: str
    clock_doubt: bool
    queue: bool = True  # as in `ReceiptSlip`


class ReferralSlip(msgspec.Struct, frozen=True, tag="referral"):
    """Whom to go to, in which order, with what: the stops of a service. Without a request there is no number and no code."""

    language: str
    office: str
    service: str
    bring: tuple[Paper, ...]  # to the kelurahan first
    route: tuple[StopOnTheWay, ...]
    when: str
    clock_doubt: bool
    ticket: str = ""
    code: str = ""
    qr: str = ""


class OfficeSlip(msgspec.Struct, frozen=True, tag="office"):
    """The office's half: what a petugas pins to the papers. Always Indonesian, as short as it can be."""

    office: str
    ticket: str
    what: str
    when: str
    clock_doubt: bool
    priority: bool = False
    qr: str = ""  # of a request; a number without a form has none
    language: str = "id"


class ReadinessLine(msgspec.Struct, frozen=True):
    """One thing that was looked at. `mood`: good, unsure or bad, as on the maintenance page."""

    title: str
    detail: str
    mood: Literal["good", "unsure", "bad"]


class ReadinessSlip(msgspec.Struct, frozen=True, tag="readiness"):
    """How the machine is: for the folder of the petugas, or to be photographed for a technician. Always Indonesian."""

    office: str
    kiosk_id: str
    when: str
    clock_doubt: bool
    ready: bool
    lines: tuple[ReadinessLine, ...]
    unsent: int  # events that the server has not acknowledged
    unprinted: int  # slips that wait
    language: str = "id"


Slip = ReceiptSlip | TicketSlip | TestSlip | InfoSlip | StatusSlip | ReferralSlip | OfficeSlip | ReadinessSlip


def kind_of(slip: Slip) -> SlipKind:
    """Which document a slip is; its tag says so."""
    return SlipKind(str(type(slip).__struct_config__.tag))


class PrintJob(msgspec.Struct, frozen=True):
    """A row of the print queue. `slip` is gone (None) once the job is settled: what was printed is not kept."""

    id: int
    kind: SlipKind
    state: JobState
    reason: PrintReason | None
    attempts: int
    created_at: int  # ms since 1970 UTC
    permohonan_id: str | None  # of the request, or of the number without a form, that it is for
    slip: Slip | None
    ticket: str = ""  # the number on it; "" for slips without one
    settled_at: int | None = None  # ms; None while it waits
