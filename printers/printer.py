"""The kiosk's printer: where it is, what it is, and what talking to it has taught us."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from kiosk.domain.prints import JobState, Outcome, PrintReason, Slip
from printers import escpos
from printers.dialogue import Capability, Printed, Probe, Timing, print_bytes, probe
from printers.document import Document
from printers.documents import document_of
from printers.profiles import Profile
from printers.status import PrinterStatus
from printers.transports import Address, Cups, LinkBroken, NoPrinter, parse_url, submit_page

log = structlog.get_logger("printers")


class Printer:
    """The kiosk's printer: where it is, what it is, and what talking to it has taught us. One talk at a time."""

    def __init__(
        self, url: str, profile: Profile, timing: Timing = Timing(), capability: Capability | None = None
    ) -> None:
        """`capability` is what is known from earlier, if anything. Raises ValueError for a URL that means nothing."""
        self.address: Address = parse_url(url)
        self.profile = profile
        self.timing = timing
        self._lock = threading.RLock()
        self._capability = capability
        self._clear_first = False
        self._last: Probe | None = None

    @property
    def last(self) -> Probe | None:
        """How the printer was when last heard of; None before the first talk. Never waits for the printer."""
        return self._last

    @property
    def capability(self) -> Capability | None:
        """The best proof this printer is known to give; None while nothing is known."""
        return self._capability

    def probe(self) -> Probe:
        """Asks the printer how it is, printing nothing."""
        with self._lock:
            if isinstance(self.address, Cups):
                return self._learn(Probe(PrinterStatus(answered=False), Capability.MUTE, None))
            return self._learn(probe(self.address, self.timing, self._capability))

    def print(self, slip: Slip, starting: Callable[[], None]) -> Outcome:
        """Prints one slip; `starting` is called before its first byte leaves."""
        with self._lock:
            if isinstance(self.address, NoPrinter):
                return Outcome(JobState.FAILED, PrintReason.NO_PRINTER)
            document = document_of(slip)
            try:
                data = _page(document) if isinstance(self.address, Cups) else escpos.encode(document, self.profile)
            except ValueError:  # a code too long for the paper; it must not stand in the way of the next job
                log.exception("slip_not_set")
                return Outcome(JobState.FAILED, PrintReason.UNRECOVERABLE)
            if isinstance(self.address, Cups):
                return self._print_page(self.address, data, document.title, starting)
            printed = print_bytes(
                self.address,
                data,
                starting=starting,
                timing=self.timing,
                known=self._capability,
                clear_first=self._clear_first,
            )
            return self._learn_from(printed)

    def _print_page(self, address: Cups, page: bytes, title: str, starting: Callable[[], None]) -> Outcome:
        starting()
        try:
            submit_page(address, page, title)
        except LinkBroken as broken:
            # CUPS takes a job whole or not at all; only when it never said so it may have taken it.
            lost = broken.reason is PrintReason.NOT_ANSWERING
            return Outcome(JobState.SENT if lost else JobState.WAITING, broken.reason)
        return Outcome(JobState.SENT, PrintReason.UNCONFIRMED)

    def _learn_from(self, printed: Printed) -> Outcome:
        self._clear_first = not printed.cleared
        self._learn(printed.probe)
        return printed.outcome

    def _learn(self, seen: Probe) -> Probe:
        if seen.capability is not None:
            self._capability = seen.capability
        if self._last is None or (self._last.reason, self._last.capability) != (seen.reason, seen.capability):
            log.info("printer", reason=seen.reason, capability=seen.capability, paper=seen.status.paper)
        self._last = seen
        return seen

    def working(self) -> threading.RLock:
        """The lock that keeps two workers from taking the same job."""
        return self._lock


def _page(document: Document) -> bytes:
    from printers import pdf  # reportlab takes a moment to import, and few kiosks need it

    return pdf.render(document)
