"""What may not be kept any longer goes: proposed by one, confirmed by another, really gone, and written down without names."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, insert, select

from kiosk import sealing
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.errors import WrongUse
from sync import exchange
from sync.server.cli import main
from sync.server.exchange.receive import receive
from sync.server.people import accounts
from sync.server.people.rights import Role
from sync.server.privacy import retention
from sync.server.privacy.retention import Cause, NotConfirmed
from sync.server.store.tables import audit, blobs, events, letter_series, letters, marks, permohonan, petugas, surveys
from sync.server.store.tables import notes as notes_table
from sync.server.upkeep import verify
from sync.server.work import notes, requests
from tests.server.staff import hire
from tests.server.test_desk import Browser
from tests.sync.world import PASSWORD, START, KioskWorld, OfficeWorld, photo, shipped

S = PermohonanStatus
DONE = (S.IN_REVIEW, S.AWAITING_SIGNATURE, S.READY, S.COLLECTED)
DAY = 86_400_000
FIVE_YEARS = 5 * 365 * DAY + 2 * DAY  # 2028 is a leap year; one day more


def due(office: OfficeWorld) -> list[str]:
    zone = office.keys.zone
    with office.database.reading() as connection:
        found = retention.due(
            connection, office.keys.code, shipped(), zone=retention.Zone(zone), now=office.clock.now_ms()
        )
    return [one.id for one in found]


def propose(office: OfficeWorld, actor: str = "sari") -> retention.Destruction:
    with office.database.writing() as connection:
        made = retention.propose_due(
            connection,
            office.keys.code,
            shipped(),
            zone=retention.Zone(office.keys.zone),
            actor=actor,
            now=office.clock.ms,
        )
    assert made is not None
    return made


def confirm(office: OfficeWorld, destruction: str, actor: str = "lurah") -> NotConfirmed | None:
    """Somebody agrees; the lurah, who has an account from the first time on."""
    with office.database.reading() as connection:
        known = set(connection.execute(select(petugas.c.name)).scalars())
    if actor == "lurah" and "lurah" not in known:
        hire(office, "lurah", Role.LURAH)
    with office.database.writing() as connection:
        return retention.confirm(connection, office.keys.code, destruction, actor=actor, now=office.clock.ms)


def carry_out(office: OfficeWorld, destruction: str) -> int:
    return retention.carry_out(office.database, office.keys.code, destruction, now=office.clock.ms)


def closed(office: OfficeWorld, kiosk: KioskWorld, count: int = 1, **wishes: Any) -> list[str]:
    made = [one.permohonan.id for one in kiosk.submit(count, **wishes)]
    kiosk.sync()
    for one in made:
        office.move(one, *DONE)
    return made


def sound(office: OfficeWorld) -> bool:
    with office.database.reading() as connection:
        return not verify.verify(connection, office.keys.code).problems


def test_a_request_is_due_on_the_day_its_time_is_over_and_not_before(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Two years and three, counted from the day it was closed; one that is open is never due."""
    [request] = closed(office, kiosk)
    kiosk.submit()
    kiosk.sync()
    office.clock.ms = START + FIVE_YEARS - DAY
    assert due(office) == []
    office.clock.ms = START + FIVE_YEARS
    assert due(office) == [request]


def test_a_survey_that_nobody_closes_goes_when_its_time_is_over(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A year after it came (D51 of the schedule), though it stands where it stood; its marks stay, they are nobody's."""
    [survey] = kiosk.submit(service_id="D51")
    kiosk.submit()
    kiosk.sync()
    office.clock.ms = START + 365 * DAY
    assert due(office) == []
    office.clock.ms += DAY
    assert due(office) == [survey.permohonan.id]
    made = propose(office)
    assert confirm(office, made.id) is None
    assert carry_out(office, made.id) == 1
    assert due(office) == []
    assert not answers(office, survey.permohonan.id)
    assert sound(office)
    with office.database.reading() as connection:
        assert connection.execute(select(surveys.c.marks)).scalars().all() == ["[3,3,2,4,3,4,4,3,2]"]


def letter(office: OfficeWorld, id_: str, **changed: Any) -> None:
    """A letter without a request, as the book keeps it."""
    values: dict[str, Any] = {
        "office": office.keys.code, "id": id_, "template": "domisili", "state": "ISSUED", "series": "SKD", "year": 2026,
        "written": "470/7/SKD/2026", "classification": "470", "content": b"x", "pdf": b"x", "created_at": START,
        "created_by": "sari", "issued_at": START,
    }  # fmt: skip
    with office.database.writing() as connection:
        connection.execute(insert(letters).values(values | changed))


def test_a_letter_that_was_typed_without_a_request_goes_by_its_own_classification(office: OfficeWorld) -> None:
    """What it said is gone, its line in the register stays; what is kept for ever stays whole."""
    letter(office, "surat-1", number=7)
    letter(office, "tanah", number=8, classification="593.2")
    office.clock.ms = START + FIVE_YEARS - DAY
    assert due(office) == []
    office.clock.ms = START + FIVE_YEARS
    assert due(office) == ["surat-1"]
    made = propose(office)
    assert due(office) == []
    with office.database.reading() as connection:
        [one] = retention.listed(connection, office.keys.code, made.id)
    assert (one.request.service, one.request.ticket) == ("Surat Keterangan Domisili", "470/7/SKD/2026")
    assert confirm(office, made.id) is None
    assert carry_out(office, made.id) == 1
    assert due(office) == []
    with office.database.reading() as connection:
        rows = connection.execute(select(letters.c.id, letters.c.content, letters.c.pdf).order_by(letters.c.id)).all()
        line = select(audit.c.permohonan_id, audit.c.detail).where(audit.c.action == "destroyed")
        assert [tuple(row) for row in connection.execute(line)] == [(None, f"{made.id} surat-1")]
    assert [tuple(row) for row in rows] == [("surat-1", b"", None), ("tanah", b"x", b"x")]
    assert sound(office)


def draft(office: OfficeWorld, id_: str, **changed: Any) -> None:
    """One that nobody issued."""
    unissued = {"state": "draft", "number": None, "year": None, "series": None, "written": None, "issued_at": None}
    letter(office, id_, **unissued | {"pdf": None} | changed)


def kept_letters(office: OfficeWorld) -> list[str]:
    with office.database.reading() as connection:
        return list(connection.execute(select(letters.c.id).order_by(letters.c.id)).scalars())


def test_a_draft_that_nobody_issued_goes_after_a_year_and_no_number_with_it(office: OfficeWorld) -> None:
    """Also of what is kept for ever once it is issued; the series stands where it stood."""
    letter(office, "surat-1", number=7)
    with office.database.writing() as connection:
        connection.execute(insert(letter_series).values(office=office.keys.code, series="SKD", year=2026, last=7))
    draft(office, "konsep", classification="593.2")
    draft(office, "muda", created_at=START + DAY)
    office.clock.ms = START + 365 * DAY
    assert due(office) == []
    office.clock.ms += DAY
    assert due(office) == ["konsep"]
    made = propose(office)
    assert due(office) == []
    assert confirm(office, made.id) is None
    assert carry_out(office, made.id) == 1
    assert kept_letters(office) == ["muda", "surat-1"]
    with office.database.reading() as connection:
        assert connection.execute(select(letter_series.c.last)).scalars().all() == [7]
        line = select(audit.c.permohonan_id, audit.c.detail).where(audit.c.action == "destroyed")
        assert [tuple(row) for row in connection.execute(line)] == [(None, f"{made.id} konsep")]
        found = retention.get(connection, office.keys.code, made.id)
    assert found is not None
    assert (found.requests, found.left, found.done_at) == (1, 0, office.clock.ms)
    assert sound(office)


def test_a_draft_that_was_issued_or_thrown_away_since_is_taken_off_the_list(office: OfficeWorld) -> None:
    """It was listed as rough work; issued it is an archive, and nobody agreed to destroy that."""
    for name in ("dibuang", "konsep", "terbit"):
        draft(office, name)
    office.clock.ms = START + 366 * DAY
    made = propose(office)
    assert made.requests == 3
    with office.database.writing() as connection:
        issued = {
            "state": "issued",
            "number": 8,
            "year": 2027,
            "written": "470/8/SKD/2027",
            "issued_at": office.clock.ms,
        }
        connection.execute(letters.update().where(letters.c.id == "terbit").values(issued))
        connection.execute(letters.delete().where(letters.c.id == "dibuang"))
    assert confirm(office, made.id) is None
    assert carry_out(office, made.id) == 1
    with office.database.reading() as connection:
        assert [tuple(row) for row in connection.execute(select(letters.c.id, letters.c.content))] == [("terbit", b"x")]
        assert [one.request.id for one in retention.listed(connection, office.keys.code, made.id)] == ["konsep"]
        assert retention.unfinished(connection, office.keys.code) == []


def test_a_draft_goes_with_its_request_and_not_before(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A year old, it stays as long as its request; the letter that was issued keeps its line in the register. One begun from
    what was left of a request goes by itself.
    """
    [request] = closed(office, kiosk)
    draft(office, "konsep", permohonan_id=request)
    letter(office, "surat-1", permohonan_id=request, number=7)
    office.clock.ms = START + 3 * 365 * DAY
    assert due(office) == []
    destroy_one(office, request)
    assert kept_letters(office) == ["surat-1"]
    draft(office, "kosong", permohonan_id=request)
    assert due(office) == ["kosong"]
    assert sound(office)


def test_a_program_is_no_second_person(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Nor is a command, an account that was closed, or an account that is called like a program."""
    closed(office, kiosk)
    office.clock.ms += FIVE_YEARS
    made = propose(office)
    hire(office, "dulu", Role.LURAH)
    hire(office, "program lurah", Role.LURAH)
    with office.database.writing() as connection:
        connection.execute(petugas.update().where(petugas.c.name == "dulu").values(closed_at=START))
    for actor in ("program uji", "program lurah", "dulu", "kelurahan"):
        assert confirm(office, made.id, actor) is NotConfirmed.NO_PERSON, actor
    assert carry_out(office, made.id) == 0
    assert confirm(office, made.id) is None


def test_a_photo_that_was_destroyed_is_waited_for_no_more(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """`verify` counts what is here and what is still on its way: it is neither."""
    [request] = [one.permohonan.id for one in kiosk.submit(service_id="J01", foto=photo(1, 100))]

    def photos() -> tuple[int, int]:
        with office.database.reading() as connection:
            found = verify.verify(connection, office.keys.code)
        assert found.problems == ()
        return found.photos, found.waiting

    entries = exchange.prepare(kiosk.store, kiosk.keys, kiosk.clock, max_bytes=10**6)
    receive(office.database, office.keys, entries.data, now=office.clock.ms, live=False)
    assert photos() == (0, 1)
    kiosk.sync()
    assert photos() == (1, 0)
    office.move(request, S.IN_REVIEW)
    office.move(request, S.REJECTED, note="Bukan wewenang kelurahan.")
    office.clock.ms += FIVE_YEARS
    made = propose(office)
    assert confirm(office, made.id) is None
    assert carry_out(office, made.id) == 1
    assert photos() == (0, 0)


def test_a_second_person_has_to_agree(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Who proposed it cannot confirm it; what was not confirmed is not carried out; a list is decided once."""
    [request] = closed(office, kiosk)
    office.clock.ms += FIVE_YEARS
    made = propose(office)
    assert due(office) == []  # it stands on a list
    assert confirm(office, made.id, "sari") is NotConfirmed.SAME_PERSON
    assert carry_out(office, made.id) == 0
    assert answers(office, request)
    assert confirm(office, made.id) is None
    assert confirm(office, made.id) is NotConfirmed.DECIDED
    assert confirm(office, "no-such-list") is NotConfirmed.NOT_FOUND


def test_what_was_rejected_stays_and_is_due_again(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The lurah may say no."""
    [request] = closed(office, kiosk)
    office.clock.ms += FIVE_YEARS
    made = propose(office)
    with office.database.writing() as connection:
        assert retention.reject(connection, office.keys.code, made.id, actor="lurah", now=office.clock.ms) is None
    assert confirm(office, made.id) is NotConfirmed.DECIDED
    assert carry_out(office, made.id) == 0
    assert due(office) == [request]


def answers(office: OfficeWorld, request: str) -> bool:
    with office.database.writing() as connection:
        opened = requests.open_request(connection, office.keys, request, actor="test", now=office.clock.ms)
    assert opened is not None
    return not isinstance(opened.content, sealing.OpenFailed)


def test_everything_that_tells_of_somebody_is_gone_and_the_chain_holds(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Answers, photo, notes, marks, letter, remark to the resident; number, history, entry and hashes stay."""
    [request] = [one.permohonan.id for one in kiosk.submit(service_id="J01", foto=photo(1, 100))]
    kiosk.sync()
    kiosk.sync()
    [kept] = closed(office, kiosk)
    office.move(request, S.IN_REVIEW)
    office.move(request, S.REJECTED, note="Bukan wewenang kelurahan.")
    with office.database.writing() as connection:
        notes.add(connection, office.keys, request, "Sudah ditelepon.", actor="sari", now=START)
        connection.execute(
            insert(letters).values(
                office=office.keys.code,
                id="surat-1",
                permohonan_id=request,
                template="x",
                state="ISSUED",
                number=7,
                written="7/2026",
                classification="470",
                content=b"locked",
                pdf=b"locked",
                created_at=START,
                created_by="sari",
            )
        )
    assert sound(office)
    with office.database.reading() as connection:
        sealed = connection.execute(select(events.c.sealed).where(events.c.sealed.is_not(None))).scalars().all()
        pictures = connection.execute(select(blobs.c.body)).scalars().all()
    assert len(pictures) == 1
    destroy_one(office, request)
    assert not answers(office, request)
    assert answers(office, kept)
    assert sound(office)
    with office.database.reading() as connection:
        assert connection.execute(select(notes_table)).first() is None
        assert connection.execute(select(marks.c.mark).where(marks.c.permohonan_id == request)).first() is None
        assert connection.execute(select(marks.c.mark).where(marks.c.permohonan_id == kept)).first() is not None
        assert connection.execute(select(blobs.c.body)).scalars().all() == [None]
        row = connection.execute(select(permohonan).where(permohonan.c.id == request)).mappings().one()
        letter = connection.execute(select(letters)).mappings().one()
        history = requests.history(connection, office.keys.code, request)
        left = set(connection.execute(select(events.c.sealed).where(events.c.sealed.is_not(None))).scalars())
    assert (row["note"], row["destroyed_at"], row["status"]) == (None, office.clock.ms, "REJECTED")
    assert (letter["content"], letter["pdf"], letter["written"]) == (b"", None, "7/2026")
    assert [(one.new, one.note) for one in history] == [(S.IN_REVIEW, None), (S.REJECTED, None)]
    if office.cluster is None:
        pages = (office.data / "kelurahan.db").read_bytes()
        for body in [*pictures, *(set(sealed) - left)]:
            assert bytes(body)[:64] not in pages
        assert all(bytes(body)[:16] in pages for body in left)
    kiosk.sync()
    assert kiosk.status(request).note is None  # the remark is gone at the kiosk too


def destroy_one(office: OfficeWorld, request: str) -> retention.Destruction:
    with office.database.writing() as connection:
        row = requests.lock_row(connection, office.keys.code, request)
        assert row is not None
        one = retention.as_due(row, shipped())
        made = retention.propose(connection, office.keys.code, [one], Cause.ASKED, actor="sari", now=office.clock.ms)
    assert confirm(office, made.id) is None
    assert carry_out(office, made.id) == 1
    return made


def test_a_run_that_is_cut_off_goes_on_where_it_was(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of five requests, two a step, the second step dies in the middle: two are gone, three whole; then all; then nothing."""
    made = closed(office, kiosk, 5)
    office.clock.ms += FIVE_YEARS
    one = propose(office)
    assert confirm(office, one.id) is None
    monkeypatch.setattr(retention, "STEP", 2)
    destroy, calls = retention._destroy, []

    def dies(connection: Connection, code: str, ids: Sequence[str], *, now: int) -> None:
        destroy(connection, code, ids, now=now)
        calls.append(ids)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(retention, "_destroy", dies)
    with pytest.raises(KeyboardInterrupt):
        carry_out(office, one.id)
    assert [answers(office, request) for request in made].count(False) == 2
    with office.database.reading() as connection:
        assert retention.unfinished(connection, office.keys.code) == [one.id]
    assert carry_out(office, one.id) == 3
    assert carry_out(office, one.id) == 0
    with office.database.reading() as connection:
        found = retention.get(connection, office.keys.code, one.id)
        assert retention.unfinished(connection, office.keys.code) == []
    assert found is not None
    assert (found.requests, found.left, found.done_at) == (5, 0, office.clock.ms)
    assert sound(office)
    assert due(office) == []


def test_the_first_rule_that_fits_counts() -> None:
    """Land is kept for ever by its code, the survey for a year, everything else for five."""
    rules = retention.shipped()
    by_ref = {service.ref: rules.rule(service) for service in shipped().services}
    assert (by_ref["D14"].fate, by_ref["D51"].years, by_ref["D18"].years) == ("permanen", 1, 5)
    assert rules.rule(None).years == 5
    own = retention.read(
        '[[rule]]\nclassification = "471"\nactive = 1\ninactive = 0\nfate = "musnah"\n'
        '[[rule]]\nactive = 9\ninactive = 1\nfate = "musnah"\n'
    )
    assert own.rule(shipped().find("D10")).years == 10  # 472.2 is no part of 471
    assert own.rule(shipped().find("D03")).years == 1  # 471.13 is
    code = retention.read(
        '[[rule]]\nclassification = "400.12"\nactive = 1\ninactive = 0\nfate = "musnah"\n'
        '[[rule]]\nactive = 9\ninactive = 1\nfate = "musnah"\n'
    )
    assert code.rule(shipped().find("D18")).years == 1


@pytest.mark.parametrize(
    "text",
    [
        "rule = 3",
        "[[rule]]\nactive = 1",
        '[[rule]]\nservice = "D18"\nactive = 1\ninactive = 1\nfate = "musnah"',
        '[[rule]]\nactive = -1\ninactive = 1\nfate = "musnah"',
        '[[rule]]\nactive = 1\ninactive = 1\nfate = "dibakar"',
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(text: str) -> None:
    """A typing error destroys nothing."""
    with pytest.raises(WrongUse):
        retention.read(text)


def test_the_leap_day_has_a_year_of_its_own() -> None:
    """What was closed on 29 February 2028 is over on 28 February 2033."""
    day = retention.date(2028, 2, 29)
    assert retention._years_on(day, 5) == retention.date(2033, 2, 28)


def test_the_command_proposes_and_never_destroys_by_itself(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """With --dry-run it only says; without it makes a list; what was confirmed it carries out."""
    [request] = closed(office, kiosk)
    with office.database.writing() as connection:  # the command has the real clock: the schedule is what moves
        own = retention.read('[[rule]]\nactive = 0\ninactive = 0\nfate = "musnah"')
        retention.set_rules(connection, office.keys.code, own, actor="sari", now=START)
        connection.execute(permohonan.update().values(status_at=START - 400 * DAY))

    def run(*options: str) -> dict[str, Any]:
        done = CliRunner().invoke(main, ["retention", "--data", str(office.data), "--json", *options])
        assert done.exit_code == 0, done.output
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    first = run("--dry-run")
    assert [one["id"] for one in first["due"]] == [request]
    assert first["proposed"] is None
    second = run()
    assert second["destroyed"] == 0
    assert answers(office, request)
    assert confirm(office, second["proposed"]) is None
    assert run()["destroyed"] == 1
    assert not answers(office, request)
    assert run() == {"due": [], "destroyed": 0, "proposed": None}


def test_two_people_at_the_desk_destroy_and_keep_a_record(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Sari proposes and cannot confirm; the lurah confirms; the record lists numbers and days and nobody's name."""
    closed(office, kiosk, 2)
    with office.database.writing() as connection:
        accounts.put(connection, office.keys.code, "lurah", PASSWORD, now=START, roles=(Role.LURAH,))
        accounts.put(connection, office.keys.code, "tono", PASSWORD, now=START, roles=(Role.PETUGAS,))
    office.clock.ms += FIVE_YEARS
    sari = Browser(office)
    sari.log_in()
    sari.get("/meja/pemusnahan")
    assert "2 permohonan sudah habis masa simpannya" in sari.page
    address = sari.post("/meja/pemusnahan").url.path
    assert "Belum ada yang dimusnahkan" in sari.page
    assert "Setuju, musnahkan" not in sari.page
    assert sari.post(f"{address}/setuju").status_code == 409
    assert "tidak bisa menyetujui daftarnya sendiri" in sari.page
    tono = Browser(office)
    tono.log_in("tono")
    tono.get(address)
    assert "Setuju, musnahkan" not in tono.page
    assert tono.post(f"{address}/setuju").status_code == 403
    lurah = Browser(office)
    lurah.log_in("lurah")
    lurah.get(address)
    assert "Setuju, musnahkan 2 permohonan" in lurah.page
    lurah.post(f"{address}/setuju")
    assert "Sudah dimusnahkan" in lurah.page
    response = lurah.client.get(f"{address}/berita-acara")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    for words in (
        "Berita acara pemusnahan",
        "A-001",
        "A-002",
        "Surat Keterangan Domisili",
        "18 Nov 2026",
        "lurah",
    ):
        assert words in text
    assert "Siti" not in text
    assert lurah.get("/meja/pemusnahan/no-such-list").status_code == 404
