"""Taking the last step back: who may, how long, and what kiosks and `kelurahan verify` make of it."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.usecases.submit import Submitted
from sync.server.people.rights import Role
from sync.server.store.tables import moves, permohonan
from sync.server.upkeep import verify
from sync.server.work import requests
from sync.server.work.requests import UNDO_MS, MoveRefusal, NotMoved
from tests.server.staff import at_desk, hire
from tests.sync.world import KioskWorld, OfficeWorld

S = PermohonanStatus


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


def undo(office: OfficeWorld, request: Submitted, actor: str = "sari", *, lurah: bool = False) -> Permohonan | NotMoved:
    with office.database.writing() as connection:
        return requests.undo(
            connection,
            office.keys.code,
            request.permohonan.id,
            actor=actor,
            any_petugas=lurah,
            now=office.clock.ms,
        )


def problems(office: OfficeWorld) -> tuple[verify.Problem, ...]:
    with office.database.reading() as connection:
        return verify.verify(connection, office.keys.code).problems


def test_a_step_that_is_taken_back_brings_back_status_and_note_and_the_kiosk_hears_of_it(
    office: OfficeWorld, kiosk: KioskWorld, request_: Submitted
) -> None:
    office.move(request_.permohonan.id, S.INCOMPLETE, note="Fotokopi KK belum ada.")
    office.clock.ms += 60_000
    office.move(request_.permohonan.id, S.REJECTED, note="Salah tekan.")
    kiosk.sync()
    assert kiosk.status(request_.permohonan.id).status is S.REJECTED
    back = undo(office, request_)
    assert isinstance(back, Permohonan)
    assert (back.status, back.note) == (S.INCOMPLETE, "Fotokopi KK belum ada.")
    kiosk.sync()
    known = kiosk.status(request_.permohonan.id)
    assert (known.status, known.note) == (S.INCOMPLETE, "Fotokopi KK belum ada.")
    assert problems(office) == ()


def test_steps_are_taken_back_one_after_the_other_and_may_be_made_again(
    office: OfficeWorld, request_: Submitted
) -> None:
    office.move(request_.permohonan.id, S.IN_REVIEW, S.AWAITING_SIGNATURE, S.READY)
    for expected in (S.AWAITING_SIGNATURE, S.IN_REVIEW, S.SUBMITTED):
        back = undo(office, request_)
        assert isinstance(back, Permohonan)
        assert back.status is expected
    assert undo(office, request_) == NotMoved(MoveRefusal.NOTHING_TO_UNDO, S.SUBMITTED)
    office.move(request_.permohonan.id, S.IN_REVIEW, S.INCOMPLETE, note="KTP.")
    back = undo(office, request_)
    assert isinstance(back, Permohonan)
    assert (back.status, back.note) == (S.IN_REVIEW, "KTP.")
    assert problems(office) == ()


def test_a_colleagues_step_is_the_lurahs_to_take_back(office: OfficeWorld, request_: Submitted) -> None:
    office.move(request_.permohonan.id, S.IN_REVIEW)
    assert undo(office, request_, "budi") == NotMoved(MoveRefusal.NOT_YOURS, S.IN_REVIEW)
    assert isinstance(undo(office, request_, "bu lurah", lurah=True), Permohonan)


def test_after_a_day_only_the_lurah_takes_a_step_back_and_nobody_one_that_was_handed_out(
    office: OfficeWorld, request_: Submitted
) -> None:
    office.move(request_.permohonan.id, S.IN_REVIEW, S.AWAITING_SIGNATURE, S.READY, S.COLLECTED)
    office.clock.ms += UNDO_MS
    assert isinstance(undo(office, request_), Permohonan)
    office.move(request_.permohonan.id, S.COLLECTED)
    office.clock.ms += UNDO_MS + 1
    for lurah in (False, True):
        assert undo(office, request_, lurah=lurah) == NotMoved(MoveRefusal.TOO_LATE, S.COLLECTED)
    # Another state may be mended later, by the lurah.
    with office.database.writing() as connection:
        connection.execute(update(moves).where(moves.c.number == 6).values(new=S.REJECTED.value))
        connection.execute(update(permohonan).values(status=S.REJECTED.value))
    assert undo(office, request_) == NotMoved(MoveRefusal.TOO_LATE, S.REJECTED)
    assert isinstance(undo(office, request_, lurah=True), Permohonan)


@pytest.mark.parametrize(
    "changed",
    [{"undoes": 1}, {"new": S.SUBMITTED.value}, {"undoes": None}, {"number": 9}],
    ids=["another step", "another status", "no undoing at all", "a gap"],
)
def test_verify_sees_a_step_back_that_does_not_follow(
    office: OfficeWorld, request_: Submitted, changed: dict[str, object]
) -> None:
    office.move(request_.permohonan.id, S.IN_REVIEW, S.AWAITING_SIGNATURE)
    undo(office, request_)
    assert problems(office) == ()
    with office.database.writing() as connection:
        connection.execute(update(moves).where(moves.c.number == 3).values(**changed))
    assert [problem.what for problem in problems(office)] == ["its status does not follow from its moves"]


def test_the_page_offers_what_may_be_taken_back_and_does_it(office: OfficeWorld, request_: Submitted) -> None:
    """Budi sees his own step, not Sari's; whoever is slower than a colleague is told."""
    path = f"/meja/{request_.permohonan.id}"
    hire(office, "budi")
    hire(office, "bu lurah", Role.LURAH)
    budi, lurah = at_desk(office, "budi"), at_desk(office, "bu lurah")
    budi.get(path)
    assert "Batalkan langkah terakhir" not in budi.page
    budi.post(f"{path}/status", dari="SUBMITTED", ke="IN_REVIEW")
    assert "Status kembali menjadi: Baru masuk" in budi.page
    lurah.get(path)
    assert "Batalkan langkah terakhir" in lurah.page
    assert lurah.post(f"{path}/batal", dari="SUBMITTED").status_code == 409
    assert "Rekan Anda baru saja mengubah" in lurah.page
    budi.get(path)
    budi.post(f"{path}/batal", dari="IN_REVIEW")
    assert "Langkah terakhir sudah dibatalkan." in budi.page
    assert "Langkah dibatalkan, kembali ke: Baru masuk" in budi.page
    assert office.items()[0].permohonan.status is S.SUBMITTED
    office.move(request_.permohonan.id, S.IN_REVIEW)
    budi.get(path)
    assert "Batalkan langkah terakhir" not in budi.page
    assert budi.post(f"{path}/batal", dari="IN_REVIEW").status_code == 409
    assert "Minta rekan Anda atau lurah" in budi.page
