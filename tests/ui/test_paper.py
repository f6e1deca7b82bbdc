"""What the screen says about paper: what is known, never more, and what to do when there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import zxingcpp
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from kiosk.clock import FixedClock
from kiosk.domain import session as flow
from kiosk.domain.catalog import Catalog, Service
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, Outcome, PrintReason, ReferralSlip, SlipKind, StatusSlip, TicketSlip
from kiosk.store import print_jobs
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.track import Tracked, track
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from tests.ui.machinery import TestMachinery
from ui.app import Screen, application
from ui.resident import Resident
from ui.tour.driver import Driver, World
from ui.tour.stations import typed
from ui.viewmodels.sentences import job_sentence, paper_sentence, print_sentence

UNSURE = Outcome(JobState.SENT, PrintReason.UNCONFIRMED)
Sender = Callable[[Screen, Resident], None]


@pytest.fixture
def send(context: Context, clock: FixedClock, catalog: Catalog, machinery: TestMachinery) -> Sender:
    """A whole request up to the page with its number; the touches that lead there have tests of their own."""
    service = catalog.find("D18")

    def send_one(screen: Screen, resident: Resident) -> None:
        machinery.outcome = Outcome(JobState.WAITING)
        screen.flow.send(flow.Finish())
        driver = Driver(screen, World(context, clock, _nothing, _nothing), machinery)  # type: ignore[arg-type]
        driver.open_review(service, typed(service))
        screen.flow.send(flow.Send())
        resident.wait(lambda: resident.page == "done", "the number")
        resident.wait_sees("Struk sedang dicetak")

    return send_one


@pytest.fixture
def done(screen: Screen, resident: Resident, send: Sender) -> tuple[Screen, Resident]:
    """Somebody looks at their number; the slip is on its way."""
    send(screen, resident)
    return screen, resident


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_the_page_says_what_is_known_of_the_paper_and_nothing_on_it_moves(
    open_screen: Opener, send: Sender, machinery: TestMachinery, size: tuple[int, int]
) -> None:
    screen, resident = open_screen(size=size)
    told = [
        (Outcome(JobState.CONFIRMED), "Struk sudah tercetak", "good", False, False),
        (UNSURE, "Apakah struknya keluar?", "unsure", False, False),
        (Outcome(JobState.SENT, PrintReason.OTHER_PRINTER), "di printer lain", "unsure", False, False),
        (
            Outcome(JobState.SENT, PrintReason.FILED),
            "Disimpan untuk petugas, belum di atas kertas",
            "unsure",
            False,
            True,
        ),
        (Outcome(JobState.FAILED, PrintReason.PAPER_OUT), "Kertas habis", "bad", True, True),
        (Outcome(JobState.FAILED, PrintReason.CANCELLED), "Petugas menghentikan", "bad", False, True),
        (Outcome(JobState.WAITING, PrintReason.NOT_ALLOWED), "struk keluar sendiri", "bad", False, True),
        (Outcome(JobState.FAILED, PrintReason.NO_PRINTER), "tidak punya printer", "notice", False, True),
    ]
    for outcome, said, mood, again, photo in told:
        send(screen, resident)
        before = _places(resident)
        machinery.settle(outcome)
        resident.wait_sees(said)
        assert screen.kiosk.done.printMood == mood
        assert resident.sees("Cetak salinan") is again
        assert resident.sees("Potret layar ini") is photo
        assert mood == "good" or resident.sees(f"{screen.kiosk.done.ticket} tetap berlaku")
        assert _places(resident) == before, "under a camera, or a finger on its way to Selesai"


@pytest.mark.parametrize("state", list(JobState))
def test_every_state_with_every_reason_has_its_words(state: JobState) -> None:
    """Also those that the spool never writes: a screen must not fall silent over one."""
    application()
    for reason in (None, *PrintReason):
        outcome = Outcome(state, reason)
        said = print_sentence(outcome, "A-007")
        assert said.title
        assert "A-007" in said.detail or said.mood in ("good", "busy")
        assert ("sudah tercetak" in said.title) is (state is JobState.CONFIRMED)
        assert not (said.asks and said.again)
        for kind in (SlipKind.RECEIPT, SlipKind.INFO):
            paper = paper_sentence(outcome, kind)
            assert paper.title
            assert (paper.mood == "good") is (state is JobState.CONFIRMED)
            assert (paper.button == "") is (state is JobState.FAILED)
        told = job_sentence(outcome)
        assert told.text
        assert (told.mood == "good") is (state is JobState.CONFIRMED)


def test_where_the_printer_cannot_say_it_the_resident_can(
    done: tuple[Screen, Resident], machinery: TestMachinery, context: Context
) -> None:
    """What they say changes the page and nothing in the database: the printer itself has said nothing."""
    _screen, resident = done
    machinery.settle(UNSURE)
    resident.wait_sees("Apakah struknya keluar?")
    resident.tap("Sudah keluar")
    resident.wait_sees("Simpan struk Anda baik-baik.")
    assert not resident.sees("Cetak salinan")
    assert [job.state for job in context.store.run(lambda db: print_jobs.recent(db, 5))] == [JobState.WAITING]


def test_a_copy_is_offered_as_often_as_is_kind_to_paper(
    done: tuple[Screen, Resident], machinery: TestMachinery, context: Context
) -> None:
    screen, resident = done
    machinery.settle(UNSURE)
    for copies in (1, 2):
        resident.wait_sees("Apakah struknya keluar?")
        resident.tap("Belum")
        resident.tap("Cetak salinan")
        resident.wait(lambda n=copies: len(_slips(context)) == n + 1, "the copy")  # type: ignore[misc]
    resident.wait_sees("Apakah struknya keluar?")
    resident.tap("Belum")
    resident.wait_sees("Salinan paling banyak dua")
    assert not resident.sees("Cetak salinan")
    screen.kiosk.done.printAgain()
    resident.wait(lambda: screen.bridge.pending == 0, "the core")
    assert [slip.copy for slip in _slips(context)] == [False, True, True]
    assert machinery.said.count("wake printer") == 3


def test_a_number_without_a_form_has_a_copy_too(
    screen: Screen, resident: Resident, machinery: TestMachinery, context: Context
) -> None:
    screen.flow.send(flow.WantNumber())
    screen.flow.send(flow.TakeNumber("petugas"))
    resident.wait_page("done")
    machinery.settle(Outcome(JobState.FAILED, PrintReason.COVER_OPEN))
    resident.wait_sees("Cetak salinan")
    resident.tap("Cetak salinan")
    resident.wait(lambda: len(_slips(context)) == 2, "the copy")
    first, copy = _slips(context)
    assert isinstance(first, TicketSlip)
    assert copy == msgspec.structs.replace(first, copy=True)


def test_a_printer_that_is_mended_while_the_page_is_open_says_so(
    done: tuple[Screen, Resident], machinery: TestMachinery
) -> None:
    _screen, resident = done
    machinery.settle(Outcome(JobState.WAITING, PrintReason.PAPER_OUT))
    resident.wait_sees("Kalau printer segera siap, struk keluar sendiri.")
    machinery.settle(Outcome(JobState.CONFIRMED))
    resident.wait_sees("Printernya sudah siap lagi.")


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_without_paper_a_photo_of_the_screen_is_enough(
    open_screen: Opener, send: Sender, context: Context, machinery: TestMachinery, size: tuple[int, int]
) -> None:
    """Number, code and QR together above the fold; the QR is read from a picture a quarter as large."""
    screen, resident = open_screen(size=size)
    send(screen, resident)
    machinery.settle(Outcome(JobState.WAITING, PrintReason.PAPER_OUT))
    resident.wait_sees("Potret layar ini")
    screen.window.grabWindow()
    for name in ("ticket", "code"):
        item = resident.item(name)
        assert QRectF(0, 0, *size).contains(item.mapRectToScene(item.boundingRect()))
    image = screen.window.grabWindow()
    far = image.scaledToWidth(image.width() // 2).convertToFormat(QImage.Format.Format_Grayscale8)
    view = zxingcpp.ImageView(far.constBits(), far.width(), far.height(), zxingcpp.ImageFormat.Lum, far.bytesPerLine())
    [code] = zxingcpp.read_barcodes(view)
    assert isinstance(track(context, code.text), Tracked)


def test_who_takes_a_number_while_nothing_can_be_printed_knows_it_before(
    screen: Screen, resident: Resident, machinery: TestMachinery
) -> None:
    """And has it all the same."""
    machinery.trouble = PrintReason.PAPER_OUT
    screen.flow.send(flow.WantNumber())
    resident.wait_sees("Struk belum bisa dicetak. Nomor Anda tampil di layar")
    machinery.trouble = None
    machinery.settle(machinery.outcome)
    resident.wait_sees("nomor Anda langsung keluar")
    machinery.trouble = PrintReason.PAPER_OUT
    machinery.settle(machinery.outcome)
    resident.wait_sees("Struk belum bisa dicetak")
    screen.flow.send(flow.TakeNumber("petugas"))
    resident.wait_sees("Nomor antrean Anda C-001")


def test_the_way_of_a_service_can_be_taken_home_before_anything_is_asked(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    service = _routed(context)
    screen.flow.send(flow.Start())
    screen.flow.send(flow.Choose(service))
    resident.wait_page("service")
    resident.tap("print-route")
    resident.wait(lambda: len(_slips(context)) == 1, "the slip")
    assert not resident.item("print-route").isEnabled()
    (slip,) = _slips(context)
    assert isinstance(slip, ReferralSlip)
    assert (slip.ticket, slip.code) == ("", "")
    assert (len(slip.bring), len(slip.route)) == (len(service.requirements), len(service.route))
    machinery.settle(Outcome(JobState.CONFIRMED))
    resident.wait_sees("Ambil kertasnya di bawah layar.")


def test_how_it_stands_and_where_to_go_can_be_taken_home(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    """In the words of the screen; a request that stays in the house leads nowhere else."""
    service = _routed(context)
    routed, short = (
        _submitted(context, one) for one in (service, next(one for one in context.catalog.services if not one.route))
    )
    queued = len(_slips(context))
    _look_up(screen, resident, routed)
    resident.tap("print-status")
    resident.tap("print-route")
    resident.wait(lambda: len(_slips(context)) == queued + 2, "two slips")
    status, route = _slips(context)[queued:]
    assert isinstance(status, StatusSlip)
    assert isinstance(route, ReferralSlip)
    page = screen.kiosk.track
    assert (status.status, status.detail, status.as_of) == (page.status, page.detail, page.asOf)
    assert (status.ticket, status.qr) == (route.ticket, route.qr) == (routed.slip.ticket, routed.slip.qr)
    machinery.settle(Outcome(JobState.CONFIRMED))
    resident.wait_sees("Ambil kertasnya di bawah layar.")
    assert not resident.item("print-status").isEnabled(), "once: paper is scarce"
    _look_up(screen, resident, short)
    assert resident.item("print-status").isEnabled(), "another request"
    assert not resident.sees("Cetak rujukan")


def test_a_status_that_has_changed_may_be_printed_once_more(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    machinery.outcome = Outcome(JobState.CONFIRMED)
    sent = _submitted(context, context.catalog.services[0])
    _look_up(screen, resident, sent)
    resident.tap("print-status")
    resident.wait(lambda: not resident.item("print-status").isEnabled(), "the slip")
    resident.wait(lambda: screen.kiosk.track.statusPaper.mood == "good", "the paper")
    changed = msgspec.structs.replace(sent.permohonan, status=PermohonanStatus.READY)
    from kiosk.store import permohonan

    context.store.transaction(lambda db: permohonan.put(db, changed))
    machinery.settle(machinery.outcome)
    resident.wait(lambda: resident.item("print-status").isEnabled(), "another status")


def _nothing(*_said: object) -> None:
    """The office is silent."""


def _routed(context: Context) -> Service:
    return next(one for one in context.catalog.services if one.route)


def _submitted(context: Context, service: Service) -> Submitted:
    sent = submit(context, service, service.sample)
    assert isinstance(sent, Submitted)
    return sent


def _look_up(screen: Screen, resident: Resident, sent: Submitted) -> None:
    screen.flow.send(flow.WantTrack())
    screen.kiosk.track.look_up(sent.code.symbols)
    resident.wait_page("result")


def _slips(context: Context) -> list[Any]:
    """What was put on the queue, in that order."""
    return [job.slip for job in context.store.run(print_jobs.waiting)]


def _places(resident: Resident) -> dict[str, QPointF]:
    return {
        name: resident.item(name).mapToScene(QPointF(0, 0)) for name in ("ticket", "code", "print", "steps", "next")
    }
