"""Where does my request stand? Typed or scanned."""

from __future__ import annotations

import pytest

from kiosk.catalog_files import load_catalog
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, Outcome, PrintReason
from kiosk.store import permohonan
from kiosk.usecases.context import Context
from kiosk.usecases.submit import Submitted, submit
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
