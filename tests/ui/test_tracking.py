"""Where does my request stand? Typed or scanned."""

from __future__ import annotations

import pytest

from kiosk import sealing
from kiosk.catalog_files import load_catalog
from kiosk.domain import session as flow
from kiosk.domain.code import RequestCode, SlipQr
from kiosk.domain.events import StatusChanged
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, Outcome, PrintReason
from kiosk.store import journal, permohonan
from kiosk.store.database import Connection
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
from tests.conftest import NOON_MS
from tests.ui.machinery import TestMachinery
from ui.app import Screen
from ui.resident import Resident


@pytest.fixture
def accepted(context: Context) -> Submitted:
    service = load_catalog().find("D18")
    result = submit(context, service, service.sample)
    assert isinstance(result, Submitted)
    return result


def test_a_typed_code_shows_the_status(resident: Resident, accepted: Submitted) -> None:
    resident.tap("want-track")
    resident.wait_page("track")
    resident.type_text(accepted.code.symbols)
    resident.tap("next")
    resident.wait_page("result")
    assert resident.sees("Sudah diterima")
    assert resident.sees("Belum terkirim ke kelurahan")


@pytest.mark.parametrize(
    ("code", "said"), [("222222223", "Ada huruf yang belum cocok"), ("222222222", "Kode ini belum ada di kiosk ini")]
)
def test_a_code_that_leads_nowhere_is_explained(resident: Resident, code: str, said: str) -> None:
    resident.tap("want-track")
    resident.wait_page("track")
    resident.type_text(code)
    resident.tap("next")
    resident.wait_sees(said)
    resident.tap("Hapus")
    assert not resident.sees(said)


@pytest.mark.parametrize("status", list(PermohonanStatus))
def test_every_status_has_its_words(
    screen: Screen,
    resident: Resident,
    context: Context,
    machinery: TestMachinery,
    accepted: Submitted,
    status: PermohonanStatus,
) -> None:
    import msgspec

    from ui.viewmodels.sentences import status_sentence

    changed = msgspec.structs.replace(accepted.permohonan, status=status, note="Bawa KK asli, ya.")
    resident.tap("want-track")
    resident.wait_page("track")
    resident.type_text(accepted.code.symbols)
    resident.tap("next")
    resident.wait_page("result")
    # The change arrives while the page is open.
    context.store.transaction(lambda db: permohonan.put(db, changed))
    machinery.settle(machinery.outcome)
    resident.wait_sees(status_sentence(status).detail)
    resident.wait_sees("Bawa KK asli, ya.")


def test_a_copy_of_the_slip_is_asked_for_once(
    resident: Resident, machinery: TestMachinery, accepted: Submitted
) -> None:
    resident.tap("want-track")
    resident.wait_page("track")
    resident.type_text(accepted.code.symbols)
    resident.tap("next")
    resident.wait_page("result")
    resident.tap("Cetak salinan struk")
    resident.wait(lambda: "wake printer" in machinery.said, "the copy")
    assert resident.sees("Salinan · Sedang dicetak")
    assert not resident.item("print-copy").isEnabled()
    machinery.settle(Outcome(JobState.FAILED, PrintReason.PAPER_OUT))
    resident.wait_sees("Nomor dan kode Anda tetap berlaku, juga tanpa salinan.")
    assert resident.item("print-copy").isEnabled(), "nothing came out"


def test_a_complaint_ends_with_an_answer_and_not_with_a_letter(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    """Nobody signs or collects a complaint."""
    import msgspec

    service = context.catalog.find("J01")
    sent = submit(context, service, service.sample)
    assert isinstance(sent, Submitted)
    resident.tap("want-track")
    resident.wait_page("track")
    resident.type_text(sent.code.symbols)
    resident.tap("next")
    resident.wait_page("result")
    assert not resident.sees("tanda tangan")
    answered = msgspec.structs.replace(sent.permohonan, status=PermohonanStatus.READY, note="Lampu sudah diganti.")
    context.store.transaction(lambda db: permohonan.put(db, answered))
    machinery.settle(machinery.outcome)
    resident.wait_sees("Jawaban siap")
    assert not resident.sees("Siap diambil")


# --- Made at another kiosk of the office ------------------------------------------------------------------------------

CODE = RequestCode.new(lambda _: 7)


def announce(context: Context, machinery: TestMachinery, *, service: str = "D18", note: str | None = None) -> None:
    """An exchange brings what the office tells of a request that was not made here."""
    known = {"D18": "surat_keterangan_domisili"}
    told = StatusChanged(
        sealing.code_hash(CODE, context.kiosk.office.code_salt),
        PermohonanStatus.READY,
        NOON_MS,
        note,
        known.get(service, "tidak_ada_lagi"),
        service,
        "F-012",
        "2026-11-20",
        NOON_MS - 86_400_000,
    )

    def apply(db: Connection) -> None:
        cursor = journal.sync_state(db).cursor + 1
        journal.apply_changes(db, journal.Changes(0, cursor, (), (told,), NOON_MS), now=NOON_MS)

    context.store.transaction(apply)
    machinery.settle(machinery.outcome)


def look_up(screen: Screen, resident: Resident, text: str = CODE.symbols) -> None:
    screen.flow.send(flow.WantTrack())
    resident.wait_page("track")
    screen.kiosk.track.look_up(text)


def test_a_request_of_another_kiosk_is_told_like_one_of_ours_and_says_so(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    announce(context, machinery, note="Bawa KTP asli.")
    look_up(screen, resident)
    resident.wait_page("result")
    for said in (
        "Surat Keterangan Domisili",
        "Nomor F-012 · Jumat, 20 November 2026",
        "Siap diambil",
        "Bawa KTP asli.",
        "Dibuat di kiosk lain kelurahan ini.",
        "Data per Sabtu, 21 November 2026, 12.00 WIB",
    ):
        assert resident.sees(said)


def test_one_of_ours_does_not(screen: Screen, resident: Resident, accepted: Submitted) -> None:
    look_up(screen, resident, accepted.code.symbols)
    resident.wait_page("result")
    assert not resident.sees("kiosk lain")


def test_whoever_asks_wakes_the_exchange_and_sees_the_answer_come_in(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    """The slip of another kiosk, whose news is not here yet; then there is a link."""
    assert "wake sync" not in machinery.said
    slip = SlipQr("K26ABC", CODE, bytes(64)).payload()
    look_up(screen, resident, slip)
    assert machinery.said.count("wake sync") == 1
    resident.wait_sees("kabarnya belum sampai ke sini")
    machinery.settle(machinery.outcome)
    resident.wait(lambda: screen.bridge.pending == 0, "an exchange that brought nothing")
    assert resident.sees("kabarnya belum sampai ke sini"), "nothing flickers"
    announce(context, machinery)
    resident.wait_page("result")
    assert resident.sees("Siap diambil")


def test_news_does_not_take_the_page_away_from_somebody_who_types_another_code(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    look_up(screen, resident)
    resident.wait_sees("Kode ini belum ada di kiosk ini")
    screen.kiosk.track.typed("7")
    announce(context, machinery)
    resident.wait(lambda: screen.bridge.pending == 0, "the exchange")
    resident.settle()
    assert (resident.page, screen.kiosk.track.code) == ("track", "7")


def test_a_request_whose_service_is_no_more_is_told_by_its_number_without_paper(
    screen: Screen, resident: Resident, context: Context, machinery: TestMachinery
) -> None:
    announce(context, machinery, service="D99")
    look_up(screen, resident)
    resident.wait_page("result")
    assert resident.sees("Permohonan D99")
    assert resident.sees("Siap diambil")
    assert not resident.sees("Cetak")
