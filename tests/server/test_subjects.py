"""A resident's rights: a copy, a correction, a restriction, destruction; with the KTP seen, in time, and written down."""

from __future__ import annotations

import io
import json
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner
from sqlalchemy import insert, select

from kiosk.domain.permohonan import Permohonan, PermohonanStatus
from kiosk.domain.problem import Problem
from kiosk.domain.sealed import Sealed
from kiosk.errors import CannotNow
from kiosk.usecases.submit import Submitted
from sync.server.audit import Action
from sync.server.cli import main
from sync.server.desk.words import REGIONS
from sync.server.people.rights import ALL_ROLES, Role
from sync.server.privacy import retention, subjects
from sync.server.privacy.retention import Cause, Destruction
from sync.server.privacy.subjects import Outcome, SubjectRefusal, Wish, WishKind
from sync.server.store.tables import audit, corrections, events, letters
from sync.server.upkeep import verify
from sync.server.work import forwards, notes, requests, restriction, search
from sync.server.work.corrections import Correction, corrections_of
from sync.server.work.forwards import Forward, ForwardRefusal
from sync.server.work.requests import MoveRefusal, NotMoved
from tests.server.staff import hire
from tests.server.test_desk import Browser
from tests.server.test_rest import Program, is_problem
from tests.sync.world import START, KioskWorld, OfficeWorld, shipped

S = PermohonanStatus
K = WishKind
HOUR = 3_600_000
WOMAN = "1671024708850003"  # made up


@pytest.fixture
def request_(kiosk: KioskWorld) -> Submitted:
    [one] = kiosk.submit()
    kiosk.sync()
    return one


@pytest.fixture
def id_(request_: Submitted) -> str:
    return request_.permohonan.id


def ask(office: OfficeWorld, id_: str, kind: WishKind, *, seen: bool = True) -> Wish | SubjectRefusal:
    with office.database.writing() as connection:
        return subjects.ask(connection, office.keys.code, id_, kind, seen_ktp=seen, actor="sari", now=office.clock.ms)


def correct(office: OfficeWorld, id_: str, field: str, value: str) -> Correction | Problem | SubjectRefusal:
    with office.database.writing() as connection:
        return subjects.correct(
            connection,
            office.keys,
            shipped().find("D18"),
            id_,
            (field, value),
            regions=REGIONS,
            today=retention.date(2026, 11, 18),
            actor="sari",
            now=office.clock.ms,
        )


def copied(office: OfficeWorld, id_: str, *, with_notes: bool = True) -> subjects.Copy | SubjectRefusal:
    with office.database.writing() as connection:
        return subjects.copy(connection, office.keys, id_, with_notes=with_notes, actor="sari", now=office.clock.ms)


def destroyed(office: OfficeWorld, id_: str) -> Destruction | SubjectRefusal:
    with office.database.writing() as connection:
        return subjects.grant_destruction(connection, office.keys, shipped(), id_, actor="sari", now=office.clock.ms)


def recorded(office: OfficeWorld) -> list[tuple[str, str]]:
    with office.database.reading() as connection:
        rows = connection.execute(select(audit.c.action, audit.c.detail).order_by(audit.c.seq))
        return [(action, detail) for action, detail in rows]


def test_nobody_gets_anything_whose_ktp_was_not_seen(office: OfficeWorld, id_: str) -> None:
    """Neither by a wish without it nor without a wish; that it was seen stands in the trail."""
    assert ask(office, id_, K.COPY, seen=False) is SubjectRefusal.NOT_SEEN
    assert copied(office, id_) is SubjectRefusal.NOT_ASKED
    assert correct(office, id_, "nama", "Siti Rahmawaty") is SubjectRefusal.NOT_ASKED
    assert ask(office, "no-such-request", K.COPY) is SubjectRefusal.NOT_FOUND
    wish = ask(office, id_, K.COPY)
    assert isinstance(wish, Wish)
    assert wish.due == START + 72 * HOUR  # 3 x 24 hours
    assert ask(office, id_, K.COPY) is SubjectRefusal.WAITS_ALREADY
    assert (Action.SUBJECT_ASKED, "copy, KTP seen") in recorded(office)


def test_a_copy_holds_all_the_office_has(office: OfficeWorld, id_: str) -> None:
    """Answers, history, notes, letters, and who looked: what they are, not who. The wish is answered by it."""
    office.move(id_, S.IN_REVIEW)
    with office.database.writing() as connection:
        notes.add(connection, office.keys, id_, "Dokumen lengkap.", actor="sari", now=START)
        requests.open_request(connection, office.keys, id_, actor="sari", now=START)
    ask(office, id_, K.COPY)
    copy = copied(office, id_)
    assert isinstance(copy, subjects.Copy)
    assert isinstance(copy.opened.content, Sealed)
    assert copy.opened.content.answers["nama"] == "Siti Rahmawati"
    assert [one.text for one in copy.notes] == ["Dokumen lengkap."]
    assert [one.new for one in copy.opened.history] == [S.IN_REVIEW]
    assert {one.role for one in copy.looks} == {"lurah"}  # sari is everything in this office
    assert Action.OPENED in [one.action for one in copy.looks]
    with office.database.reading() as connection:
        [wish] = subjects.of_request(connection, office.keys, id_)
        assert subjects.unanswered(connection, office.keys) == []
    assert wish.outcome is Outcome.GRANTED
    without = copied(office, id_, with_notes=False)
    assert isinstance(without, subjects.Copy)
    assert (without.notes, without.withheld) == ((), True)
    assert (Action.SUBJECT_COPIED, "without notes") in recorded(office)


def test_a_correction_stands_beside_what_was_sealed(office: OfficeWorld, id_: str) -> None:
    """The entry and its hash stay as they were; what is used is the new answer; she is found by it."""
    ask(office, id_, K.CORRECTION)
    with office.database.reading() as connection:
        before = connection.execute(select(events.c.sealed)).scalars().all()
    first = correct(office, id_, "nama", "  Siti   Rahmawaty ")
    assert isinstance(first, Correction)
    assert first.value == "Siti Rahmawaty"
    assert isinstance(correct(office, id_, "nik", WOMAN), Correction)
    with office.database.writing() as connection:
        opened = requests.open_request(connection, office.keys, id_, actor="sari", now=START)
        assert connection.execute(select(events.c.sealed)).scalars().all() == before
        assert verify.verify(connection, office.keys.code).problems == ()
        locked = b"".join(bytes(body) for body in connection.execute(select(corrections.c.value)).scalars())
    assert b"Rahmawaty" not in locked
    assert opened is not None
    assert isinstance(opened.content, Sealed)
    assert opened.as_sealed is not None
    assert opened.as_sealed.answers["nama"] == "Siti Rahmawati"
    used = opened.content
    assert (used.answers["nama"], used.answers["nik"]) == ("Siti Rahmawaty", WOMAN)
    assert {**used.answers, "nama": "", "nik": ""} == {**opened.as_sealed.answers, "nama": "", "nik": ""}
    wanted = search.read(office.keys.vault, WOMAN)
    assert wanted is not None
    with office.database.writing() as connection:
        found = search.find(connection, office.keys, wanted, actor="sari", now=START)
    assert [item.permohonan.id for item in found] == [id_]
    # Also after everything was marked anew.
    assert list(search.reindex(office.database, office.keys, shipped())) == [1]
    with office.database.writing() as connection:
        found = search.find(connection, office.keys, wanted, actor="sari", now=START)
        before_it = search.read(office.keys.vault, str(opened.as_sealed.answers["nik"]))
        assert before_it is not None
        assert search.find(connection, office.keys, before_it, actor="sari", now=START) == []
    assert [item.permohonan.id for item in found] == [id_]


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("nik", "167102", Problem),
        ("nama", "", Problem),
        ("jk", "X", Problem),
        ("nama", "Siti Rahmawati", SubjectRefusal.SAME),
        ("setuju_pdp", "ya", SubjectRefusal.NO_SUCH_ANSWER),
        ("gaji", "1", SubjectRefusal.NO_SUCH_ANSWER),
    ],
)
@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True)
def test_a_correction_is_as_good_as_an_answer(
    office: OfficeWorld, id_: str, field: str, value: str, refused: Any
) -> None:
    """The rules of the form hold for it too; nothing is kept that breaks them, and the wish still waits."""
    ask(office, id_, K.CORRECTION)
    done = correct(office, id_, field, value)
    assert isinstance(done, Problem) if refused is Problem else done is refused
    with office.database.reading() as connection:
        assert corrections_of(connection, office.keys, id_) == []
        assert len(subjects.unanswered(connection, office.keys)) == 1


def test_data_that_is_restricted_is_kept_and_not_destroyed(office: OfficeWorld, id_: str) -> None:
    """Until it is lifted; five years later too."""
    office.move(id_, S.CANCELLED)
    ask(office, id_, K.RESTRICTION)
    with office.database.writing() as connection:
        assert isinstance(subjects.restrict(connection, office.keys, id_, actor="sari", now=START), Wish)
        assert restriction.restricted(connection, office.keys.code, id_)

    def due() -> list[str]:
        later = START + 6 * 365 * 24 * HOUR
        with office.database.reading() as connection:
            found = retention.due(connection, office.keys.code, shipped(), zone=retention.Zone(7), now=later)
        return [one.id for one in found]

    assert due() == []
    with office.database.writing() as connection:
        assert subjects.lift(connection, office.keys.code, id_, actor="sari", now=START) is None
        assert subjects.lift(connection, office.keys.code, id_, actor="sari", now=START) is SubjectRefusal.NOT_ASKED
        assert not restriction.restricted(connection, office.keys.code, id_)
    assert due() == [id_]


def restrict(office: OfficeWorld, id_: str) -> None:
    assert isinstance(ask(office, id_, K.RESTRICTION), Wish)
    with office.database.writing() as connection:
        assert isinstance(subjects.restrict(connection, office.keys, id_, actor="sari", now=START), Wish)


def test_a_restricted_request_goes_nowhere_but_to_its_end(office: OfficeWorld, id_: str) -> None:
    """Not on, and the move before is not taken back; it can be rejected, and that too can have been a mistake."""
    office.move(id_, S.IN_REVIEW)
    restrict(office, id_)

    def move(new: S) -> object:
        with office.database.writing() as connection:
            return requests.change_status(
                connection, office.keys.code, id_, new, note="Atas permintaan.", actor="sari", now=START
            )

    def undo() -> object:
        with office.database.writing() as connection:
            return requests.undo(connection, office.keys.code, id_, actor="sari", any_petugas=True, now=START)

    held = NotMoved(MoveRefusal.RESTRICTED, S.IN_REVIEW)
    assert [move(S.AWAITING_SIGNATURE), move(S.INCOMPLETE), undo()] == [held] * 3
    rejected = move(S.REJECTED)
    assert isinstance(rejected, Permohonan)
    back = undo()
    assert isinstance(back, Permohonan)
    assert (rejected.status, back.status) == (S.REJECTED, S.IN_REVIEW)
    with office.database.writing() as connection:
        assert subjects.lift(connection, office.keys.code, id_, actor="sari", now=START) is None
    moved = move(S.AWAITING_SIGNATURE)
    assert isinstance(moved, Permohonan)
    assert moved.status is S.AWAITING_SIGNATURE


def test_no_agency_is_asked_about_a_restricted_request(office: OfficeWorld, id_: str) -> None:
    restrict(office, id_)

    def ask_disdukcapil() -> object:
        with office.database.writing() as connection:
            return forwards.forward(
                connection, office.keys, id_, "disdukcapil", "Mohon dicek.", actor="sari", now=START
            )

    assert ask_disdukcapil() is ForwardRefusal.RESTRICTED
    with office.database.writing() as connection:
        assert subjects.lift(connection, office.keys.code, id_, actor="sari", now=START) is None
    assert isinstance(ask_disdukcapil(), Forward)


def test_the_desk_says_that_a_request_is_restricted_and_leads_to_where_it_ends(office: OfficeWorld, id_: str) -> None:
    """No step and no letter is offered or done from an older page, and a draft is not issued; after the end all goes on."""
    desk, stale = Browser(office), Browser(office)
    for one in (desk, stale):
        one.log_in()
    stale.get(f"/meja/{id_}")
    assert "Mulai periksa" in stale.page
    assert stale.post("/meja/surat/baru", permohonan=id_, surat="domisili").url.path.startswith("/meja/surat/")
    [draft] = letters_of(office)
    restrict(office, id_)

    desk.get(f"/meja/{id_}")
    assert "Warga meminta permohonan ini tidak diproses dulu" in desk.page
    assert f'<a href="/meja/hak/{id_}">Akhiri pembatasan</a>' in desk.page
    assert all(gone not in desk.page for gone in ("Mulai periksa", "Buat surat lagi", 'name="ke" value="IN_REVIEW"'))
    assert 'name="ke" value="REJECTED"' in desk.page
    assert desk.post(f"/meja/{id_}/status", dari="SUBMITTED", ke="IN_REVIEW").status_code == 409
    assert "hanya bisa ditolak atau dibatalkan" in desk.page
    assert "akhiri dulu pembatasannya" in desk.page
    assert desk.post("/meja/surat/baru", permohonan=id_, surat="domisili").url.path == f"/meja/{id_}"
    assert letters_of(office) == [draft]
    desk.get(f"/meja/surat/{draft}")
    assert desk.post(f"/meja/surat/{draft}/terbit").status_code == 409
    assert "suratnya tidak bisa dibuat atau diterbitkan" in desk.page

    desk.get(f"/meja/hak/{id_}")
    desk.post(f"/meja/hak/{id_}/lepas")
    desk.get(f"/meja/{id_}")
    assert "Akhiri pembatasan" not in desk.page
    desk.post("/meja/surat/baru", permohonan=id_, surat="domisili")
    assert len(letters_of(office)) == 2


def test_programs_and_commands_are_told_that_a_request_is_restricted(office: OfficeWorld, id_: str) -> None:
    """By a code, and with the way to end it."""
    program = Program(office, *ALL_ROLES)
    [draft] = [program.post("/letters", {"template": "domisili", "request": id_}).json()["letter"]["id"]]
    free = program.get(f"/requests/{id_}").json()["request"]
    assert (free["restricted"], "IN_REVIEW" in free["allowed"]) == (False, True)
    restrict(office, id_)
    for told in (program.get(f"/requests/{id_}").json()["request"], program.get("/requests").json()["requests"][0]):
        assert (told["restricted"], told["allowed"]) == (True, ["REJECTED", "CANCELLED"])
    moved = program.post(f"/requests/{id_}/status", {"to": "IN_REVIEW", "seen": "SUBMITTED"})
    assert is_problem(moved, 409, "restricted")
    assert is_problem(program.post("/letters", {"template": "domisili", "request": id_}), 409, "restricted")
    assert is_problem(program.post(f"/letters/{draft}/issue"), 409, "restricted")
    for arguments in (("set-status", id_, "IN_REVIEW"), ("letters", "issue", draft)):
        done = CliRunner().invoke(main, [*arguments, "--data", str(office.data)])
        assert done.exit_code == CannotNow.exit_code, done.output
        assert "Hak warga" in done.stderr
    assert letters_of(office) == [draft]
    with office.database.reading() as connection:
        assert requests.history(connection, office.keys.code, id_) == []


def letters_of(office: OfficeWorld) -> list[str]:
    with office.database.reading() as connection:
        return list(connection.execute(select(letters.c.id).order_by(letters.c.created_at)).scalars())


def test_data_is_destroyed_early_only_where_the_law_allows_it(office: OfficeWorld, kiosk: KioskWorld, id_: str) -> None:
    """Not while the request is open, not once a letter stands in the register; and then by a list for two."""
    ask(office, id_, K.DESTRUCTION)
    assert destroyed(office, id_) is SubjectRefusal.STILL_OPEN
    office.move(id_, S.CANCELLED)
    made = destroyed(office, id_)
    assert isinstance(made, Destruction)
    assert (made.cause, made.requests, made.waits) == (Cause.ASKED, 1, True)
    hire(office, "lurah", Role.LURAH)
    with office.database.writing() as connection:
        assert retention.confirm(connection, office.keys.code, made.id, actor="lurah", now=START) is None
    assert retention.carry_out(office.database, office.keys.code, made.id, now=START) == 1
    assert destroyed(office, id_) is SubjectRefusal.DESTROYED
    ask(office, id_, K.CORRECTION)
    assert correct(office, id_, "nama", "Siti") is SubjectRefusal.DESTROYED
    [other] = [one.permohonan.id for one in kiosk.submit()]
    kiosk.sync()
    office.move(other, S.CANCELLED)
    ask(office, other, K.DESTRUCTION)
    with office.database.writing() as connection:
        connection.execute(
            insert(letters).values(
                office=office.keys.code,
                id="surat-1",
                permohonan_id=other,
                template="x",
                state="ISSUED",
                number=1,
                classification="470",
                content=b"locked",
                created_at=START,
                created_by="sari",
            )
        )
    assert destroyed(office, other) is SubjectRefusal.ARCHIVE


def test_a_no_needs_a_reason_that_only_the_office_can_read(office: OfficeWorld, id_: str) -> None:
    """It is locked in the database and stands in no trail."""
    ask(office, id_, K.DESTRUCTION)

    def refuse(reason: str) -> Wish | SubjectRefusal:
        with office.database.writing() as connection:
            return subjects.refuse(connection, office.keys, id_, K.DESTRUCTION, reason, actor="sari", now=START)

    assert refuse("  ") is SubjectRefusal.NEEDS_REASON
    assert refuse("x" * 501) is SubjectRefusal.TOO_LONG
    assert isinstance(refuse("Masih disengketakan dengan Bu Ratna."), Wish)
    assert refuse("Lagi.") is SubjectRefusal.NOT_ASKED
    with office.database.reading() as connection:
        [wish] = subjects.of_request(connection, office.keys, id_)
        [locked] = connection.execute(select(subjects.wishes.c.reason)).scalars()
    assert wish.reason == "Masih disengketakan dengan Bu Ratna."
    assert b"Ratna" not in locked
    assert "Ratna" not in repr(recorded(office))


def test_a_day_at_the_desk_of_rights(office: OfficeWorld, request_: Submitted, id_: str) -> None:
    """Scan the slip, tick the KTP, hand over the copy, mend a name: page by page."""
    browser = Browser(office)
    browser.log_in()
    browser.get("/meja/hak")
    browser.post("/meja/hak/cari", kode="AAA-AAA-AAA")
    assert "tidak ditemukan" in browser.page
    assert browser.post("/meja/hak/cari", kode=str(request_.code)).url.path == f"/meja/hak/{id_}"
    assert "Siti" not in browser.page
    browser.post(f"/meja/hak/{id_}/minta", jenis="copy")
    assert "Lihat dulu KTP warga" in browser.page
    browser.post(f"/meja/hak/{id_}/minta", jenis="copy", ktp="ya")
    assert "Jawab sebelum Sabtu, 21 November 2026, 18.06 WIB" in browser.page
    token = browser.page.partition('name="token" value="')[2].partition('"')[0]
    form = {"token": token, "bentuk": "pdf", "catatan": "ya"}
    response = browser.client.post(f"/meja/hak/{id_}/salinan", data=form)
    assert response.headers["content-disposition"] == 'attachment; filename="salinan-data.pdf"'
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    for words in ("Salinan data Anda", "Siti Rahmawati", "1671 0254 0389 0002", "lurah: mencatat", "3 × 24 jam"):
        assert words in text
    found = json.loads(browser.client.post(f"/meja/hak/{id_}/salinan", data={**form, "bentuk": "json"}).content)
    assert found["isian"]["nama"] == "Siti Rahmawati"
    assert found["status"] == "SUBMITTED"
    browser.get(f"/meja/hak/{id_}")
    browser.post(f"/meja/hak/{id_}/minta", jenis="correction", ktp="ya")
    browser.get(f"/meja/hak/{id_}/betulkan?isian=nama")
    assert 'value="Siti Rahmawati"' in browser.page
    assert browser.post(f"/meja/hak/{id_}/betulkan", isian="nama", nilai="S1ti").status_code == 409
    assert 'value="S1ti"' in browser.page
    browser.post(f"/meja/hak/{id_}/betulkan", isian="nama", nilai="Siti Rahmawaty")
    assert "Isian dibetulkan" in browser.page
    browser.get(f"/meja/hak/{id_}/betulkan")
    assert "Siti Rahmawaty" in browser.page
    assert "sudah dibetulkan" in browser.page
    browser.get(f"/meja/{id_}")
    assert "Siti Rahmawaty" in browser.page
    assert "Isian “Nama lengkap” dibetulkan" in browser.page
    browser.get(f"/meja/hak/{id_}")
    browser.post(f"/meja/hak/{id_}/minta", jenis="destruction", ktp="ya")
    assert "belum ditutup" in browser.page
    browser.post(f"/meja/hak/{id_}/tolak", jenis="destruction", alasan="Masih diurus.")
    assert "Masih diurus." in browser.page
    browser.post(f"/meja/hak/{id_}/minta", jenis="restriction", ktp="ya")
    browser.post(f"/meja/hak/{id_}/batasi")
    assert "Akhiri pembatasan" in browser.page
    browser.post(f"/meja/hak/{id_}/lepas")
    assert "Pembatasan berakhir." in browser.page
    assert browser.get("/meja/hak/no-such-request").status_code == 404
    assert "Siti" not in repr(recorded(office))
