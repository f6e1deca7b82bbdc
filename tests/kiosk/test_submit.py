"""Submitting: everything or nothing, numbers never twice, answers readable by the office alone."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk import sealing
from kiosk.clock import FixedClock
from kiosk.domain import events
from kiosk.domain.answers import Refused
from kiosk.domain.events import decode_event
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.prints import JobState, ReceiptSlip
from kiosk.domain.sealed import Sealed
from kiosk.errors import DiskFull
from kiosk.store import blobs, journal, permohonan, print_jobs
from kiosk.store.database import Store
from kiosk.usecases.context import Context
from kiosk.usecases.printing import reprint
from kiosk.usecases.submit import Submitted, submit
from kiosk.usecases.take_number import take_number
from kiosk.usecases.track import NotFound, Tracked, track
from tests.conftest import NOON_MS, OfficeKeys


def send(context: Context, name: str = "D18", **changes: Any) -> Submitted:
    """Submits a sample and expects it to be taken."""
    service = context.catalog.find(name)
    outcome = submit(context, service, {**service.sample, **changes})
    assert isinstance(outcome, Submitted), outcome
    return outcome


def test_a_request_leaves_all_its_traces_at_once(context: Context) -> None:
    """Journal, sealed answers, request, queue number and slip belong together."""
    done = send(context)
    store = context.store
    assert done.permohonan.ticket == "A-001"
    assert done.permohonan.status is PermohonanStatus.SUBMITTED
    assert store.run(lambda db: permohonan.get(db, done.permohonan.id)) == done.permohonan
    (job,) = store.run(print_jobs.waiting)
    assert job.id == done.print_job
    assert isinstance(job.slip, ReceiptSlip)
    assert job.slip.code == str(done.code)
    assert store.run(lambda db: journal.verify(db, context.kiosk.id)) == (1, [])


def test_a_refused_request_leaves_nothing(context: Context) -> None:
    """Not a row, not a number."""
    service = context.catalog.find("D18")
    outcome = submit(context, service, {**service.sample, "nik": "167102"})
    assert isinstance(outcome, Refused)
    for table in ("journal", "sealed", "blobs", "permohonan", "antrean", "print_jobs"):
        assert context.store.run(lambda db, name=table: db.table(name).count) == 0
    assert send(context).permohonan.ticket == "A-001"


@pytest.mark.survives(2)
def test_a_failure_in_the_middle_leaves_nothing(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last insert fails: the number before it was never given."""

    def broken(*_arguments: object, **_named: object) -> int:
        raise RuntimeError("the machine stumbles")

    monkeypatch.setattr("kiosk.usecases.submit.print_jobs.add", broken)
    with pytest.raises(RuntimeError):
        send(context)
    monkeypatch.undo()
    assert context.store.run(lambda db: journal.head(db, context.kiosk.id)[0]) == 0
    assert send(context).permohonan.ticket == "A-001"


def test_only_the_office_reads_the_answers(context: Context, office_keys: OfficeKeys) -> None:
    """The kiosk holds no key that opens what it sealed."""
    done = send(context)
    (out,) = context.store.run(lambda db: journal.outgoing(db, 0, max_bytes=10**6))
    assert out.sealed is not None
    opened = sealing.open_sealed(out.sealed, office_keys.seal)
    assert isinstance(opened, Sealed)
    assert opened.code == done.code
    assert opened.answers["nama"] == "Siti Rahmawati"
    assert isinstance(sealing.open_sealed(out.sealed, sealing.new_sealing_key()), sealing.OpenFailed)


@pytest.mark.survives(24, 33)
def test_nothing_a_resident_said_is_in_the_data_folder(context: Context) -> None:
    """Every file, byte by byte, right after the commit: database, WAL and all."""
    for name in ("D12", "D18", "J01"):
        send(context, name)
    said = [
        str(value).encode()
        for name in ("D12", "D18", "J01")
        for key, value in context.catalog.find(name).sample.items()
        if key
        in {"nik", "nama", "no_hp", "no_kk", "alamat", "alamat_domisili", "nama_untuk", "nik_untuk", "isi", "judul"}
    ]
    for file in context.store.data.iterdir():
        content = file.read_bytes()
        assert not [value for value in said if value in content], file.name


def photographed(context: Context) -> Submitted:
    """D18 with photos of two papers."""
    papers = {"ktp": small_photo("white"), "kk": small_photo("grey"), "pengantar_rt_rw": "ada"}
    return send(context, berkas=papers)


def small_photo(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(data, "JPEG")
    return data.getvalue()


def test_a_photo_is_sealed_on_its_own_and_named_by_the_entry_and_the_answers(
    context: Context, office_keys: OfficeKeys
) -> None:
    """The request does not wait for it: it is a few bytes, the photo follows."""
    photographed(context)
    (out,) = context.store.run(lambda db: journal.outgoing(db, 0, max_bytes=10**6))
    event = decode_event(out.entry.body)
    assert isinstance(event, events.Submitted)
    assert out.sealed is not None
    assert len(out.sealed) < 220
    opened = sealing.open_sealed(out.sealed, office_keys.seal)
    assert isinstance(opened, Sealed)
    assert tuple(opened.photos.values()) == event.blobs
    kept = {name: context.store.run(lambda db, name=name: blobs.body(db, name)) for name in event.blobs}
    assert {one.hash: one.size for one in context.store.run(blobs.undelivered)} == {
        name: len(body) for name, body in kept.items()
    }
    assert sealing.open_photo(kept[opened.photos["berkas.ktp"]], office_keys.seal) == small_photo("white")
    assert sealing.open_photo(kept[opened.photos["berkas.kk"]], office_keys.seal) == small_photo("grey")
    for file in context.store.data.iterdir():
        content = file.read_bytes()
        assert small_photo("white")[:40] not in content, file.name


def test_a_photo_that_is_missing_or_changed_is_found_by_verify(context: Context) -> None:
    """Until the office has it this kiosk is the only one that does."""
    photographed(context)

    def verify() -> list[str]:
        return [one.what for one in context.store.run(lambda db: journal.verify(db, context.kiosk.id))[1]]

    assert verify() == []
    first, second = context.store.run(blobs.undelivered)
    context.store.transaction(lambda db: db.execute("UPDATE blobs SET body = x'00' WHERE hash = ?", [first.hash]))
    assert verify() == ["a photo was changed"]
    context.store.transaction(lambda db: db.execute("DELETE FROM blobs WHERE hash = ?", [second.hash]))
    assert sorted(verify()) == ["a photo is missing and the server has not got it", "a photo was changed"]


def test_a_photo_goes_a_week_after_the_office_has_it_and_not_before(context: Context, clock: FixedClock) -> None:
    """An office restored from yesterday's backup asks for it again, and gets it."""
    photographed(context)
    first, second = (one.hash for one in context.store.run(blobs.undelivered))

    def reply(acknowledged: int, *wanted: bytes, after_ms: int = 0, whole: bool = True) -> list[bytes]:
        context.store.transaction(
            lambda db: blobs.mark_delivered(db, acknowledged, wanted, whole=whole, server_time=clock.ms + after_ms)
        )
        return [one.hash for one in context.store.run(blobs.undelivered)]

    assert reply(0) == [first, second], "the office has not even got the entry"
    assert reply(1, second, whole=False) == [first, second], "what it does not name it may want too"
    assert reply(1, second) == [second]
    assert reply(1) == []
    assert context.store.run(blobs.total) > 0
    assert reply(1, first) == [first], "it was restored, and wants it again"
    assert reply(0) == [first, second], "it was restored to before the entry"
    assert reply(1) == []
    context.store.transaction(lambda db: blobs.purge(db, before=clock.ms, most=9))
    assert context.store.run(lambda db: blobs.body(db, first)) is not None
    context.store.transaction(lambda db: blobs.purge(db, before=clock.ms + 1, most=9))
    assert context.store.run(blobs.total) == 0
    assert context.store.run(lambda db: blobs.body(db, first)) is None
    assert reply(0) == [], "what is gone is not offered"
    assert reply(1, after_ms=1) == []
    assert context.store.run(lambda db: journal.verify(db, context.kiosk.id)) == (1, [])


def test_numbers_count_up_for_each_group_and_start_again_each_day(context: Context, clock: FixedClock) -> None:
    """Letters and complaints have queues of their own."""
    tickets = [send(context, name).permohonan.ticket for name in ("D18", "D12", "J01", "D18")]
    assert tickets == ["A-001", "A-002", "B-001", "A-003"]
    clock.ms += 24 * 3_600_000
    assert send(context).permohonan.ticket == "A-001"


def test_priority_has_the_last_letter(context: Context) -> None:
    """Lansia, disabilitas and ibu hamil are called from a queue of their own."""
    service = context.catalog.find("D18")
    outcome = submit(context, service, service.sample, priority=True)
    assert isinstance(outcome, Submitted)
    assert outcome.permohonan.ticket == "E-001"
    assert outcome.slip.priority


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)])
@pytest.mark.survives(18)
def test_a_clock_that_falls_back_never_repeats_a_number(context: Context, clock: FixedClock, wrong: datetime) -> None:
    """People of the same morning stand in one hall, whatever the clock says."""
    tickets = [send(context).permohonan.ticket]
    clock.ms = int(wrong.timestamp() * 1000)
    fallen = [send(context) for _ in range(2)]
    tickets += [done.permohonan.ticket for done in fallen]
    assert all(done.slip.clock_doubt for done in fallen)
    clock.ms = NOON_MS + 60_000
    tickets.append(send(context).permohonan.ticket)
    assert tickets == ["A-001", "A-002", "A-003", "A-004"]


@pytest.mark.survives(18)
def test_a_new_kiosk_that_boots_in_1970_still_gives_numbers(context: Context, clock: FixedClock) -> None:
    """No last known time to compare with, and yet the doubt is said."""
    clock.ms = 0
    first, second = send(context), send(context)
    assert [first.permohonan.ticket, second.permohonan.ticket] == ["A-001", "A-002"]
    assert first.slip.clock_doubt


def test_many_at_once_get_different_numbers(context: Context) -> None:
    """Eight threads, one writer: no number twice, none left out."""
    tickets: list[str] = []

    def work() -> None:
        tickets.extend(send(context).permohonan.ticket for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(tickets) == [f"A-{number:03}" for number in range(1, 41)]


@pytest.mark.survives(4)
def test_below_the_reserve_nothing_new_is_taken(context: Context) -> None:
    """Syncing and maintenance need the last of the room."""
    full = Context(
        Store(context.store.data, context.store._db.conn, -1, 2**60),
        context.kiosk,
        context.catalog,
        context.regions,
        context.clock,
    )
    service = context.catalog.find("D18")
    with pytest.raises(DiskFull, match="reserve"):
        submit(full, service, service.sample)


def test_a_place_in_the_queue_needs_no_form(context: Context) -> None:
    """A number, a slip, an event: nothing about the person."""
    taken = take_number(context, context.catalog.group("petugas"))
    assert taken.ticket == "C-001"
    assert context.store.run(lambda db: journal.verify(db, context.kiosk.id)) == (1, [])


def test_a_request_is_found_by_its_code_and_by_its_slip(context: Context) -> None:
    """Typed or scanned; before the first sync nobody vouches for the status."""
    done = send(context)
    for text in (str(done.code), done.code.symbols.lower(), done.slip.qr):
        found = track(context, text)
        assert isinstance(found, Tracked)
        assert found.permohonan == done.permohonan
        assert found.as_of is None


def test_what_is_no_request_of_ours_is_told_apart(context: Context) -> None:
    """A typing error, an unknown code and a forged slip need different words."""
    done = send(context)
    assert track(context, "7KQ-M3X") is NotFound.NO_CODE
    other = send(context)
    forged = done.slip.qr.replace(done.code.symbols, other.code.symbols)
    assert track(context, forged) is NotFound.FORGED
    stranger = sealing.RequestCode.new(lambda _n: 0)
    assert track(context, str(stranger)) is NotFound.UNKNOWN


def test_a_copy_is_marked_and_needs_the_code(context: Context) -> None:
    """SALINAN: a second sheet must never pass for a second request."""
    done = send(context)
    job_id = reprint(context, str(done.code))
    assert isinstance(job_id, int)
    job = context.store.run(lambda db: print_jobs.get(db, job_id))
    assert job is not None
    assert isinstance(job.slip, ReceiptSlip)
    assert job.slip.copy
    assert (job.slip.ticket, job.slip.code) == (done.slip.ticket, done.slip.code)
    assert job.state is JobState.WAITING
    assert reprint(context, "not a code") is NotFound.NO_CODE


def test_a_settled_slip_is_not_kept(context: Context) -> None:
    """The code on it would otherwise lie in the table for years."""
    from kiosk.domain.prints import Outcome

    done = send(context)
    context.store.run(lambda db: print_jobs.settle(db, done.print_job, Outcome(JobState.CONFIRMED), now=1))
    job = context.store.run(lambda db: print_jobs.get(db, done.print_job))
    assert job is not None
    assert job.slip is None
    for file in Path(context.store.data).glob("kiosk.db"):
        assert str(done.code).encode() not in file.read_bytes()
