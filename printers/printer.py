"""The kiosk's printer: where it is, what it is, and what talking to it has taught us."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from kiosk.domain.prints import JobState, OfficeSlip, Outcome, PrintReason, Slip, TestSlip, kind_of
from printers import escpos, logo, pages
from printers.dialogue import Capability, Memory, Probe, Timing, print_bytes, probe
from printers.document import Document, Picture
from printers.documents import document_of
from printers.pages import PATIENCE, Patience
from printers.profiles import Profile
from printers.status import PrinterStatus
from printers.transports import Address, Cups, Folder, NoPrinter, PageTarget, parse_url

log = structlog.get_logger("printers")


class Printer:
    """The kiosk's printer: where it is, what it is, and what talking to it has taught us. One talk at a time."""

    def __init__(
        self,
        url: str,
        profile: Profile,
        timing: Timing = Timing(),
        capability: Capability | None = None,
        *,
        fallback: PageTarget | None = None,
        office: Path | None = None,
        patience: Patience = PATIENCE,
    ) -> None:
        """`capability` is `proven` of an earlier run, if anything; `fallback` gets pages while the printer does not work;
        `office` is the folder with the logo for the head of the slips, see `printers.logo`.

        Raises ValueError for a URL that means nothing.
        """
        self.address: Address = parse_url(url)
        self.profile = profile
        self.timing = timing
        self.fallback = fallback
        self._office = office
        self._patience = patience
        self._lock = threading.RLock()
        self._memory = Memory(capability, came_out=True if capability is Capability.MUTE else None)
        self._last: Probe | None = None

    @property
    def last(self) -> Probe | None:
        """How the printer was when last heard of; None before the first talk. Never waits for the printer."""
        return self._last

    @property
    def capability(self) -> Capability | None:
        """The best proof this printer is known to give; None while nothing is known."""
        return self._memory.capability

    @property
    def proven(self) -> Capability | None:
        """What is certain enough to be kept over a restart. Silence alone is not: it may be a printer that hangs."""
        guessed = self._memory.capability is Capability.MUTE and not self._memory.came_out
        return None if guessed else self._memory.capability

    @property
    def unclean(self) -> bool:
        """Part of a slip may stand in the printer, so the next slip begins by wiping it. To be kept over a restart."""
        return self._memory.unclean

    @unclean.setter
    def unclean(self, unclean: bool) -> None:
        self._memory.unclean = unclean

    def trust(self, came_out: bool) -> None:
        """What a person saw of the test page that a silent printer got. Never waits for the printer.

        It came out: the printer is mute for certain and is not asked any more before a slip. It did not: the printer is
        in trouble and slips wait until it speaks. Says nothing of a printer that speaks for itself.
        """
        last = self._last
        if last is None or last.status.answered or last.reason not in (None, PrintReason.NOT_ANSWERING):
            return
        self._memory.came_out = came_out
        if came_out:
            self._memory.capability = Capability.MUTE

    def warm_up(self) -> None:
        """Loads and makes once what the first slip needs, so that it comes as fast as the tenth. Prints nothing."""
        document = document_of(_SAMPLE, self._logo())
        if not isinstance(self.address, PageTarget | NoPrinter):
            escpos.encode(document, self.profile)
        if isinstance(self.address, PageTarget) or self.fallback is not None:
            _page(document)

    def probe(self) -> Probe:
        """Asks the printer how it is, printing nothing."""
        with self._lock:
            match self.address:
                case Cups() | Folder() as target:
                    return self._learn(_probe_page(target))
                case address:
                    return self._learn(probe(address, self._memory, self.timing))

    def print(self, slip: Slip, starting: Callable[[], None], job: int = 0) -> Outcome:
        """Prints one slip; `starting` is called before its first byte leaves. `job` numbers the file of a page.

        While no byte has left, the page goes to the fallback. A test page does not: it is the printer that is tested. Nor does
        the office's half, which is not worth a sheet.
        """
        with self._lock:
            try:
                document = document_of(slip, self._logo())
            except Exception:  # a mistake in one slip must not stand in the way of the next job
                log.exception("slip_not_set")
                return Outcome(JobState.FAILED, PrintReason.UNRECOVERABLE)
            name = f"{job:06}-{kind_of(slip)}.pdf"
            match self.address:
                case Cups() | Folder() as target:
                    outcome = self._print_page(target, document, name, starting)
                    self._learn(_probe_page(target))
                    return outcome
                case NoPrinter():
                    outcome = Outcome(JobState.FAILED, PrintReason.NO_PRINTER)
                    elsewhere = not isinstance(slip, OfficeSlip)
                case address:
                    outcome = self._print_slip(address, document, starting, anew=isinstance(slip, TestSlip))
                    elsewhere = outcome.state is JobState.WAITING and not isinstance(slip, TestSlip | OfficeSlip)
            if self.fallback is None or not elsewhere:
                return outcome
            page = self._print_page(self.fallback, document, name, starting)
            return _stood_in(outcome, page)

    def send_page(self, pdf: bytes, name: str, title: str) -> Outcome:
        """Sends any page to where pages go; failed with no_printer when there is no such place. Does not disturb a talk.

        `name` is that of the file in a folder. See `pages.send_page`.
        """
        target = self.address if isinstance(self.address, PageTarget) else self.fallback
        if target is None:
            return Outcome(JobState.FAILED, PrintReason.NO_PRINTER)
        return pages.send_page(target, pdf, name=name, title=title, starting=lambda: None, patience=self._patience)

    def _print_slip(self, address: Address, document: Document, starting: Callable[[], None], *, anew: bool) -> Outcome:
        """`anew`: for a page that somebody stands beside, forgets what this printer could prove and asks again.

        Then a silent printer gets the page too. But only its own answer, or `trust`, changes what was known.
        """
        try:
            data = escpos.encode(document, self.profile)
        except Exception:  # a code too long for the paper, for one
            log.exception("slip_not_set")
            return Outcome(JobState.FAILED, PrintReason.UNRECOVERABLE)
        memory = self._memory
        if anew:
            memory = dataclasses.replace(memory, capability=None, came_out=None, model=None, unknown=set())
        printed = print_bytes(address, data, memory, starting=starting, timing=self.timing)
        if memory.speaks:
            self._memory = memory
        else:
            self._memory.unclean, self._memory.listen_until = memory.unclean, memory.listen_until
        self._learn(printed.probe)
        return printed.outcome

    def _print_page(self, target: PageTarget, document: Document, name: str, starting: Callable[[], None]) -> Outcome:
        try:
            page = _page(document)
        except Exception:  # a code that holds more than any QR code can, for one
            log.exception("page_not_set")
            return Outcome(JobState.FAILED, PrintReason.UNRECOVERABLE)
        return pages.send_page(
            target, page, name=name, title=document.title, starting=starting, patience=self._patience
        )

    def _logo(self) -> Picture | None:
        """The office's; one that is no good is `kiosk doctor`'s business, the slip has the plain band then."""
        found = logo.read(self._office) if self._office else None
        return found if isinstance(found, Picture) else None

    def _learn(self, seen: Probe) -> Probe:
        if self._last is None or (self._last.reason, self._last.capability) != (seen.reason, seen.capability):
            log.info("printer", reason=seen.reason, capability=seen.capability, paper=seen.status.paper)
        self._last = seen
        return seen

    def working(self) -> threading.RLock:
        """The lock that keeps two workers from taking the same job."""
        return self._lock


def _stood_in(outcome: Outcome, page: Outcome) -> Outcome:
    """What is known of a slip that its printer did not take, after its page went to the fallback."""
    if page.state is JobState.WAITING:
        return outcome if outcome.state is JobState.WAITING else page
    if page == Outcome(JobState.SENT, PrintReason.UNCONFIRMED):
        return Outcome(JobState.SENT, PrintReason.OTHER_PRINTER)
    return page


def _probe_page(target: PageTarget) -> Probe:
    return Probe(PrinterStatus(answered=False), Capability.MUTE, pages.look(target))


def _page(document: Document) -> bytes:
    from printers import pdf  # reportlab takes a moment to import, and few kiosks need it

    return pdf.render(document)


# Everything that a slip can hold: the band, a number, a code. It never leaves the machine.
_SAMPLE = TestSlip(language="id", office="Kelurahan", kiosk_id="K", when="", printer="")
