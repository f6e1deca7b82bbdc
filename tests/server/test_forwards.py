"""Asking other agencies: they see what was forwarded to them, answer it, and nothing else is there for them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from kiosk.domain.permohonan import PermohonanStatus
from kiosk.usecases.submit import Submitted
from sync.server.people.rights import Role
from sync.server.store.tables import audit
from sync.server.store.tables import forwards as table
from sync.server.work import forwards
from sync.server.work.forwards import AgencyVerdict, Forward, ForwardRefusal
from tests.server.staff import at_desk, hire
from tests.server.test_desk import Browser
from tests.sync.world import KioskWorld, OfficeWorld

ASKED = "Mohon diperiksa apakah alamatnya benar."
ANSWERED = "Alamat di data kami berbeda."


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    return at_desk(office, "sari")


@pytest.fixture
def agency(office: OfficeWorld) -> Browser:
    return at_desk(office, hire(office, "rina", Role.AGENCY, agency="disdukcapil"))


def forward(desk: Browser, request: Submitted, agency: str = "disdukcapil", asked: str = ASKED) -> None:
    desk.get(f"/meja/{request.permohonan.id}")
    desk.post(f"/meja/{request.permohonan.id}/terusan", instansi=agency, diminta=asked)


def lines(office: OfficeWorld, actor: str) -> list[tuple[str, str]]:
    with office.database.reading() as connection:
        rows = connection.execute(select(audit).where(audit.c.actor == actor).order_by(audit.c.seq)).mappings()
        return [(row["action"], row["detail"]) for row in rows if row["permohonan_id"] is not None]


def test_an_agency_answers_and_the_kelurahan_sees_it_in_its_inbox(
    office: OfficeWorld, desk: Browser, agency: Browser, request_: Submitted
) -> None:
    """Asked, opened there, answered, read here: one history, and every look and step is in the trail."""
    path = f"/meja/terusan/{request_.permohonan.id}"
    forward(desk, request_)
    assert "Sudah diteruskan." in desk.page
    assert "Menunggu jawaban" in desk.page
    desk.get("/meja")
    assert "menunggu Disdukcapil" in desk.page
    agency.get("/")
    assert "A-001" in agency.page
    agency.get(path)
    for text in (ASKED, "Siti Rahmawati", "1671 0254 0389 0002"):
        assert text in agency.page
    agency.post(f"{path}/jawab", jawaban="refused", penjelasan=ANSWERED)
    assert "Jawaban Anda sudah terkirim" in agency.page
    assert "Tidak ada yang menunggu jawaban Anda." in agency.page
    desk.get("/meja?jawaban=ada")
    assert "ada jawaban: Disdukcapil" in desk.page
    desk.get(f"/meja/{request_.permohonan.id}")
    for text in (ANSWERED, "Disdukcapil menjawab: tidak setuju", "Diteruskan ke Disdukcapil"):
        assert text in desk.page
    assert lines(office, "rina") == [("opened", "disdukcapil"), ("agency_answered", "disdukcapil")]
    office.clock.ms += 60_000
    desk.post(f"/meja/{request_.permohonan.id}/status", dari="SUBMITTED", ke="IN_REVIEW")
    desk.get("/meja?jawaban=ada")
    assert "Tidak ada yang cocok" in desk.page  # somebody has worked on it since


def test_for_an_agency_there_is_nothing_but_what_was_forwarded_to_it(
    office: OfficeWorld, desk: Browser, agency: Browser, kiosk: KioskWorld, request_: Submitted
) -> None:
    """Not another request, not one forwarded to somebody else, not one that was taken back, and no room of the kelurahan."""
    [other] = kiosk.submit()
    kiosk.sync()
    polsek = at_desk(office, hire(office, "tono", Role.AGENCY, agency="polsek"))
    nobody = at_desk(office, hire(office, "dewi", Role.AGENCY))
    forward(desk, request_)
    for browser, request in ((agency, other), (polsek, request_), (nobody, request_)):
        path = f"/meja/terusan/{request.permohonan.id}"
        assert browser.get(path).status_code == 404
        assert "Siti" not in browser.page
        browser.get("/meja/terusan")
        assert browser.post(f"{path}/jawab", jawaban="agreed").status_code == 404
    for path in ("/meja", f"/meja/{request_.permohonan.id}", "/meja/kiosk"):
        assert agency.get(path).status_code == 403
        assert "Siti" not in agency.page
    agency.get(f"/meja/terusan/{request_.permohonan.id}")
    assert agency.post(f"/meja/{request_.permohonan.id}/status", dari="SUBMITTED", ke="CANCELLED").status_code == 403
    desk.get(f"/meja/{request_.permohonan.id}")
    desk.post(f"/meja/{request_.permohonan.id}/terusan/tarik", nomor="1")
    assert "Sudah ditarik kembali" in desk.page
    assert agency.get(f"/meja/terusan/{request_.permohonan.id}").status_code == 404
    assert desk.get("/meja/terusan").status_code == 403


def test_several_agencies_have_their_own_question_and_answer(
    office: OfficeWorld, desk: Browser, agency: Browser, request_: Submitted
) -> None:
    polsek = at_desk(office, hire(office, "tono", Role.AGENCY, agency="polsek"))
    forward(desk, request_)
    forward(desk, request_, "polsek", "Apakah ada laporan kehilangan?")
    path = f"/meja/terusan/{request_.permohonan.id}"
    for browser, own, other in ((agency, ASKED, "kehilangan?"), (polsek, "kehilangan?", ASKED)):
        browser.get(path)
        assert own in browser.page
        assert other not in browser.page
        browser.post(f"{path}/jawab", jawaban="agreed")
    desk.get(f"/meja/{request_.permohonan.id}")
    assert "Polsek menjawab: setuju" in desk.page
    assert "Disdukcapil menjawab: setuju" in desk.page


def test_an_agency_can_be_asked_again_once_it_has_answered(
    office: OfficeWorld, desk: Browser, agency: Browser, request_: Submitted
) -> None:
    path = f"/meja/terusan/{request_.permohonan.id}"
    forward(desk, request_)
    forward(desk, request_, asked="Dan KK-nya?")
    assert "belum menjawab" in desk.page
    assert "Dan KK-nya?" in desk.page  # what was typed is still there
    agency.get(path)
    agency.post(f"{path}/jawab", jawaban="needs_more", penjelasan="Kirim fotokopi KK.")
    forward(desk, request_, asked="Fotokopi KK sudah dilampirkan.")
    agency.get(path)
    assert "Fotokopi KK sudah dilampirkan." in agency.page
    agency.post(f"{path}/jawab", jawaban="agreed")
    with office.database.reading() as connection:
        found = forwards.of_request(connection, office.keys, request_.permohonan.id)
    assert [one.verdict for one in found] == [AgencyVerdict.NEEDS_MORE, AgencyVerdict.AGREED]


def test_an_answer_that_nobody_can_work_with_is_not_taken(agency: Browser, desk: Browser, request_: Submitted) -> None:
    """No answer chosen, a no without a reason, a novel, a second answer."""
    path = f"/meja/terusan/{request_.permohonan.id}"
    forward(desk, request_)
    agency.get(path)
    for form, said in (
        ({"jawaban": "", "penjelasan": "x"}, "Pilih dulu jawabannya"),
        ({"jawaban": "refused", "penjelasan": "  "}, "Tulis dulu penjelasannya"),
        ({"jawaban": "agreed", "penjelasan": "x" * 1001}, "Terlalu panjang"),
    ):
        assert agency.post(f"{path}/jawab", **form).status_code == 409
        assert said in agency.page
    agency.post(f"{path}/jawab", jawaban="agreed")
    agency.get(path)
    assert "Sudah Anda jawab." in agency.page
    assert agency.post(f"{path}/jawab", jawaban="refused", penjelasan="Ternyata tidak.").status_code == 409


def test_once_closed_an_agency_reads_no_answers_and_nobody_is_asked(
    office: OfficeWorld, desk: Browser, agency: Browser, request_: Submitted
) -> None:
    forward(desk, request_)
    office.move(request_.permohonan.id, PermohonanStatus.CANCELLED)
    agency.get("/meja/terusan")
    assert "Ditutup kelurahan" in agency.page
    agency.get(f"/meja/terusan/{request_.permohonan.id}")
    assert "sudah selesai di kelurahan" in agency.page
    assert "Siti" not in agency.page
    assert lines(office, "rina") == []
    with office.database.writing() as connection:
        asked = forwards.forward(
            connection, office.keys, request_.permohonan.id, "polsek", "?", actor="sari", now=office.clock.ms
        )
    assert asked is ForwardRefusal.CLOSED


def test_questions_and_answers_stand_locked_in_the_database(office: OfficeWorld, request_: Submitted) -> None:
    """Neither the text nor its length in the clear; moved to another row it does not open."""
    with office.database.writing() as connection:
        asked = forwards.forward(
            connection, office.keys, request_.permohonan.id, "polsek", ASKED, actor="sari", now=office.clock.ms
        )
        assert isinstance(asked, Forward)
        answered = forwards.answer(
            connection,
            office.keys,
            request_.permohonan.id,
            "polsek",
            AgencyVerdict.AGREED,
            text=ANSWERED,
            actor="tono",
            now=office.clock.ms,
        )
        assert isinstance(answered, Forward)
        row = connection.execute(select(table)).mappings().one()
        assert ASKED.encode() not in bytes(row["asked"])
        assert ANSWERED.encode() not in bytes(row["answer"])
        assert forwards.of_request(connection, office.keys, request_.permohonan.id) == [answered]
        assert "alamat" not in repr(answered)
