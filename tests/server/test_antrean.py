"""The queue at the office: whose turn it is, what becomes of a number, how long it takes."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select, update

from kiosk.clock import Zone
from kiosk.domain.catalog import Group
from kiosk.domain.events import WaitTold
from kiosk.errors import WrongUse
from kiosk.usecases.take_number import take_number
from sync.server.hall import antrean, lokets, waits
from sync.server.hall.antrean import MOVES, Place, QueueRefusal, TicketState
from sync.server.hall.lokets import LoketRefusal, QueueSettings
from sync.server.hall.waits import Counter, Handled, Range
from sync.server.store.tables import audit, changes, offices, tickets
from tests.sync.world import START, KioskWorld, OfficeWorld, World, shipped

WIB = Zone(7)
DAY = 86_400_000
MINUTE = 60_000


class Desk:
    """A petugas at a loket: each call is one transaction at the office's time."""

    def __init__(self, office: OfficeWorld, loket: str = "1", petugas: str = "sari", *groups: str) -> None:
        self.office, self.loket, self.petugas = office, loket, petugas
        with office.database.writing() as connection:
            lokets.put_loket(connection, office.keys.code, loket, "", groups, actor="admin", now=office.clock.ms)
        self.open()

    def open(self, **wishes: Any) -> Any:
        return self._write(antrean.open_loket, self.loket, **wishes)

    def close(self) -> Any:
        return self._write(antrean.close_loket, self.loket)

    @property
    def has(self) -> Place | None:
        return next((one for one in self.queue.at_lokets if one.loket == self.loket), None)

    @property
    def queue(self) -> antrean.Queue:
        with self.office.database.reading() as connection:
            return antrean.queue(connection, self.office.keys.code, now=self.office.clock.ms, zone=WIB)

    def next(self) -> Any:
        return self.press(antrean.call_next)

    def press(self, use_case: Callable[..., Any], *about: str, **wishes: Any) -> Any:
        """A button of the page as it stands now."""
        here = self.has
        return self._write(use_case, self.loket, *about, seen=here.id if here else "", **wishes)

    def issue(self, group: str = "surat", *, priority: bool = False) -> Place:
        place = self._write(antrean.issue, shipped().group(group), priority=priority)
        assert isinstance(place, Place)
        return place

    def _write(self, use_case: Callable[..., Any], *about: Any, **wishes: Any) -> Any:
        office = self.office
        with office.database.writing() as connection:
            return use_case(
                connection, office.keys.code, *about, actor=self.petugas, now=office.clock.ms, zone=WIB, **wishes
            )


def take(kiosk: KioskWorld, group: str = "surat", *, priority: bool = False) -> str:
    """A number without a form; a minute later the next one can come."""
    kiosk.clock.ms += MINUTE
    return take_number(kiosk.machine.context, shipped().group(group), priority=priority).ticket


def board_seq(office: OfficeWorld) -> int:
    with office.database.reading() as connection:
        return int(connection.execute(select(offices.c.board_seq)).scalar_one())


def waiting(desk: Desk) -> list[str]:
    return [one.ticket for one in desk.queue.waiting]


def test_numbers_of_kiosks_wait_in_the_order_of_their_touch(office: OfficeWorld, world: World) -> None:
    """A kiosk that was offline for an hour: its numbers stand where their residents stand, not at the end."""
    early, late = world.kiosk(office), world.kiosk(office)
    first = take(early)
    late.clock.ms = early.clock.ms + MINUTE
    second = take(late, "petugas")
    early.clock.ms = late.clock.ms
    third = take(early)
    office.clock.ms = START + 60 * MINUTE
    late.sync()
    early.sync()
    assert waiting(Desk(office)) == [first, second, third]


def test_a_clock_a_little_ahead_keeps_the_order_and_one_far_ahead_is_not_believed(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Both in one exchange: with the office's time for all of it nobody would know who came first."""
    office.clock.ms = START
    kiosk.clock.ms = START + 2 * MINUTE
    first, second = take(kiosk, priority=False), take(kiosk, "petugas")
    kiosk.sync()
    desk = Desk(office)
    assert waiting(desk) == [first, second]
    assert [one.waiting_since - START for one in desk.queue.waiting] == [3 * MINUTE, 4 * MINUTE]
    kiosk.clock.ms = START + 10 * MINUTE
    third = take(kiosk)
    kiosk.sync()
    assert {one.ticket: one.waiting_since for one in desk.queue.waiting}[third] == START
    assert desk.next().ticket == third


def test_a_request_with_a_form_waits_too_unless_nobody_calls_its_number(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A letter has a place; a proposal's number only names it."""
    [letter] = kiosk.submit()
    [proposal] = kiosk.submit(service_id="C06")
    assert not shipped().group(shipped().find("C06").group).queue
    kiosk.sync()
    queue = Desk(office).queue
    assert [one.permohonan_id for one in queue.waiting] == [letter.permohonan.id]
    assert proposal.permohonan.id not in {one.id for one in queue.waiting}


def test_a_number_of_another_day_is_kept_and_never_called(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A stick brings yesterday's numbers: the record has them, nobody calls them into an empty hall."""
    take(kiosk)
    office.clock.ms = START + DAY
    kiosk.sync()
    desk = Desk(office)
    assert desk.next() is QueueRefusal.NOBODY_WAITS
    with office.database.reading() as connection:
        assert connection.execute(select(tickets.c.state)).scalars().all() == [TicketState.WAITING]


def test_who_stands_at_a_kiosk_with_a_wrong_clock_is_called_today(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """A dead battery sets a kiosk back to 1970; its resident stands in the hall now."""
    kiosk.clock.ms = 0
    number = take(kiosk)
    kiosk.sync()
    assert Desk(office).next().ticket == number


def test_the_same_exchange_twice_gives_one_place(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """An answer that was lost: the kiosk sends again, the number waits once."""
    take(kiosk)
    kiosk.road.fault = lambda request, deliver: (deliver(request), deliver(request))[1]
    kiosk.sync()
    assert len(waiting(Desk(office))) == 1


def test_priority_goes_first_but_after_two_an_ordinary_number_is_called(office: OfficeWorld) -> None:
    """Nobody sits all morning and sees others pass."""
    desk = Desk(office)
    ordinary = [desk.issue().ticket for _ in range(2)]
    first = [desk.issue(priority=True).ticket for _ in range(4)]
    called = []
    for _ in range(6):
        office.clock.ms += MINUTE
        called.append(desk.next().ticket)
    assert called == [first[0], first[1], ordinary[0], first[2], first[3], ordinary[1]]


def test_a_loket_calls_its_own_groups_only(office: OfficeWorld) -> None:
    """Complaints are heard at loket 2; a number of no known group is for everybody."""
    letters, complaints = Desk(office, "1", "sari", "surat"), Desk(office, "2", "budi", "pengaduan")
    complaint, letter = letters.issue("pengaduan"), letters.issue("surat")
    assert letters.next().id == letter.id
    assert complaints.next().id == complaint.id
    with office.database.writing() as connection:
        connection.execute(
            update(tickets).where(tickets.c.id == letter.id).values(state="WAITING", group="", loket=None)
        )
    assert complaints.next().id == letter.id


def test_a_number_goes_its_way(office: OfficeWorld) -> None:
    """Called, called again, served, done; the board moves each time."""
    desk = Desk(office)
    desk.issue()
    seen = [board_seq(office)]
    for use_case, state in (
        (antrean.call_next, TicketState.CALLED),
        (antrean.recall, TicketState.CALLED),
        (antrean.serve, TicketState.SERVING),
        (antrean.finish, TicketState.DONE),
    ):
        office.clock.ms += MINUTE
        assert desk.press(use_case).state is state
        seen.append(board_seq(office))
    assert seen == sorted(set(seen))
    assert desk.has is None
    assert desk.press(antrean.recall) is QueueRefusal.CHANGED_MEANWHILE


def test_the_next_call_ends_the_one_before(office: OfficeWorld) -> None:
    """Petugas press "next" and forget the rest; the last one of the day ends too."""
    desk = Desk(office)
    one, two = desk.issue(), desk.issue()
    assert desk.next().id == one.id
    assert desk.next().id == two.id
    assert desk.next() is QueueRefusal.NOBODY_WAITS
    with office.database.reading() as connection:
        states = [antrean.get(connection, office.keys.code, place.id) for place in (one, two)]
    assert [place.state for place in states if place] == [TicketState.DONE, TicketState.DONE]


def test_a_button_pressed_twice_calls_one(office: OfficeWorld) -> None:
    """The second press comes from a page that is older than the first one's call."""
    desk = Desk(office)
    desk.issue()
    desk.issue()
    assert isinstance(desk.next(), Place)
    again = desk._write(antrean.call_next, "1", seen="")
    assert again is QueueRefusal.CHANGED_MEANWHILE
    assert len(waiting(desk)) == 1


def test_who_does_not_come_goes_to_the_end_once(office: OfficeWorld) -> None:
    """The second time the number ends; who comes late is called by hand all the same."""
    desk = Desk(office)
    slow, other = desk.issue(), desk.issue()
    office.clock.ms += MINUTE
    desk.next()
    assert desk.press(antrean.absent).state is TicketState.WAITING
    assert desk.next().id == other.id
    assert desk.next().id == slow.id
    assert desk.press(antrean.absent).state is TicketState.NO_SHOW
    assert desk.next() is QueueRefusal.NOBODY_WAITS
    assert [one.id for one in desk.queue.absent] == [slow.id]
    assert desk.press(antrean.call, slow.id).state is TicketState.CALLED


def test_a_held_number_waits_for_its_paper(office: OfficeWorld) -> None:
    """It is not called by itself, and keeps nobody waiting."""
    desk = Desk(office)
    held, other = desk.issue(), desk.issue()
    desk.next()
    assert desk.press(antrean.hold).state is TicketState.HELD
    assert desk.next().id == other.id
    assert [one.id for one in desk.queue.held] == [held.id]
    assert desk.press(antrean.call, held.id).state is TicketState.CALLED


def test_a_transferred_number_keeps_the_place_of_its_waiting(office: OfficeWorld) -> None:
    """To another group: before those who came later. To one loket: only that one calls it."""
    letters, complaints = Desk(office, "1", "sari", "surat"), Desk(office, "2", "budi", "pengaduan")
    first = letters.issue("surat")
    office.clock.ms += MINUTE
    later = letters.issue("pengaduan")
    letters.next()
    assert letters.press(antrean.transfer, group="pengaduan").state is TicketState.TRANSFERRED
    assert complaints.next().id == first.id
    assert complaints.press(antrean.transfer, to="2") is QueueRefusal.NOT_ALLOWED
    assert complaints.press(antrean.transfer, to="9") is QueueRefusal.NOT_ALLOWED
    assert complaints.press(antrean.transfer, to="1").loket == "1"
    assert complaints.next().id == later.id
    assert letters.next().id == first.id


def test_a_number_for_a_loket_that_has_closed_is_everybodys(office: OfficeWorld) -> None:
    """Nobody waits for a chair that stays empty."""
    one, two = Desk(office, "1", "sari"), Desk(office, "2", "budi")
    place = one.issue()
    one.next()
    one.press(antrean.transfer, to="2")
    assert one.next() is QueueRefusal.NOBODY_WAITS
    two.close()
    assert one.next().id == place.id


def test_a_number_is_cancelled_while_it_waits_only(office: OfficeWorld) -> None:
    """Whose resident has gone is called no more; one that stands at a loket is the loket's."""
    desk = Desk(office)
    gone, here = desk.issue(), desk.issue()
    assert desk._write(antrean.cancel, gone.id).state is TicketState.CANCELLED
    desk.next()
    assert desk._write(antrean.cancel, here.id) is QueueRefusal.CHANGED_MEANWHILE
    assert desk.press(antrean.call, gone.id) is QueueRefusal.NOT_ALLOWED


def test_numbers_by_hand_are_nobody_elses(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Letters that no kiosk gives, from 001 every day, the last one for the priority queue; on record who gave them."""
    desk = Desk(office)
    assert [desk.issue().ticket for _ in range(2)] == ["V-001", "V-002"]
    assert desk.issue("pengaduan").ticket == "W-001"
    assert desk.issue(priority=True).ticket == "Z-001"
    office.clock.ms += DAY
    desk.open()
    assert desk.issue().ticket == "V-001"
    with office.database.reading() as connection:
        details = connection.execute(select(audit.c.detail).where(audit.c.action == "number_given")).scalars().all()
    assert sorted(details) == ["V-001", "V-001", "V-002", "W-001", "Z-001"]
    take(kiosk)
    kiosk.sync()
    with office.database.writing() as connection:
        for letters in ("A-C", "Z-A", "V"):
            with pytest.raises(WrongUse):
                lokets.set_queue(connection, office.keys.code, QueueSettings(letters), actor="admin", now=START)
        lokets.set_queue(connection, office.keys.code, QueueSettings("Y-Z"), actor="admin", now=START)
    assert desk._write(antrean.issue, shipped().group("pengaduan")) is QueueRefusal.LETTERS_SHORT


def test_one_petugas_a_loket_and_one_loket_a_petugas(office: OfficeWorld) -> None:
    """A colleague's loket is taken over only when it is meant; nobody leaves while somebody sits there."""
    sari, budi = Desk(office, "1", "sari"), Desk(office, "2", "budi")
    budi.loket = "1"
    assert budi.open() is LoketRefusal.OCCUPIED
    assert budi.press(antrean.call_next) is QueueRefusal.NOT_SEATED
    sari.issue()
    sari.next()
    assert sari.close() is LoketRefusal.BUSY
    assert budi.open(take_over=True).petugas == "budi"
    assert sari.press(antrean.finish) is QueueRefusal.NOT_SEATED
    assert budi.press(antrean.finish).state is TicketState.DONE
    assert [one.petugas for one in sari.queue.lokets] == ["budi", None]


def test_a_loket_left_open_is_closed_the_next_morning(office: OfficeWorld) -> None:
    """With whom it had: yesterday's number stands at no loket today."""
    desk = Desk(office)
    desk.issue()
    desk.next()
    office.clock.ms += DAY
    assert desk.queue.lokets[0].petugas is None
    assert desk.has is None
    assert desk.open().petugas == "sari"


def test_two_petugas_at_once_never_get_the_same_number(office: OfficeWorld) -> None:
    """Four lokets press at the same moment, again and again, until nobody waits: every number was called once."""
    desks = [Desk(office, str(at), f"petugas{at}") for at in range(1, 5)]
    numbers = {desks[0].issue(priority=at % 3 == 0).id for at in range(24)}
    called: list[str] = []
    start = threading.Barrier(len(desks))
    ended: list[Any] = []

    def work(desk: Desk) -> None:
        start.wait()
        seen = ""
        while isinstance(place := desk._write(antrean.call_next, desk.loket, seen=seen), Place):
            seen = place.id
            called.append(place.id)
        ended.append(place)

    threads = [threading.Thread(target=work, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == [QueueRefusal.NOBODY_WAITS] * len(desks)
    assert sorted(called) == sorted(numbers)


def test_two_petugas_who_give_a_number_at_once_give_two(office: OfficeWorld) -> None:
    """By hand too no number is given twice, and none is skipped."""
    desks = [Desk(office, str(at), f"petugas{at}") for at in range(1, 4)]
    given: list[str] = []
    threads = [
        threading.Thread(target=lambda desk=desk: given.extend(desk.issue().ticket for _ in range(4))) for desk in desks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == [f"V-{at:03}" for at in range(1, 13)]


def test_every_move_is_in_the_table() -> None:
    """Whatever has ended stays ended, but for who comes late; every state can be reached."""
    assert set(MOVES) == set(TicketState)
    assert not MOVES[TicketState.DONE]
    assert not MOVES[TicketState.CANCELLED]
    assert set().union(*MOVES.values()) == set(TicketState)


# --- How long it takes ------------------------------------------------------------------------------------------------


def handled(group: str, *minutes: float) -> list[Handled]:
    return [Handled(group, int(one * MINUTE)) for one in minutes]


def test_nothing_is_said_from_too_little_data() -> None:
    """Nine numbers are an anecdote; slips of the finger and forgotten screens do not count at all."""
    nine = handled("surat", *[6] * 9)
    assert waits.medians(nine) == {}
    assert waits.medians([*nine, *handled("surat", 0.1, 500)]) == {}
    assert waits.medians([*nine, *handled("surat", 90)]) == {"surat": 6}


def test_a_wait_is_the_work_before_it_shared_by_the_open_lokets() -> None:
    """Six numbers of six minutes: half an hour at one loket, a quarter at two; without a loket nothing is promised."""
    minutes, six = {"surat": 6.0}, {"surat": 6}
    free = Counter(frozenset())
    assert waits.estimate("surat", six, [free], minutes) == waits.rounded(36)
    assert waits.estimate("surat", six, [free, free], minutes) == waits.rounded(18)
    assert waits.estimate("surat", {}, [Counter(frozenset(), "surat")], minutes) == waits.rounded(3)
    assert not waits.estimate("surat", six, [], minutes).known
    assert not waits.estimate("surat", six, [Counter(frozenset({"pengaduan"}))], minutes).known
    assert not waits.estimate("pengaduan", six, [free], minutes).known


def test_other_groups_count_where_they_share_a_loket() -> None:
    """Complaints at a loket of their own keep no letter waiting; at a common one they do."""
    minutes = {"surat": 5.0, "pengaduan": 20.0}
    own = [Counter(frozenset({"surat"})), Counter(frozenset({"pengaduan"}))]
    assert waits.estimate("surat", {"pengaduan": 3}, own, minutes) == waits.rounded(0)
    assert waits.estimate("surat", {"pengaduan": 3}, [Counter(frozenset())], minutes) == waits.rounded(60)


@given(st.floats(0, 2_000))
def test_a_range_holds_the_typical_wait_in_steps_of_five(minutes: float) -> None:
    """Nobody believes 17; beyond two hours it says no more than that."""
    said = waits.rounded(minutes)
    assert said.low % 5 == said.high % 5 == 0
    assert said.low < said.high
    assert said.low <= minutes
    assert minutes <= said.high
    assert said.low <= waits.MOST_MINUTES


def test_a_simulated_morning_waits_as_it_was_told() -> None:
    """Numbers of 3 to 12 minutes at two lokets: of those who are told a range most wait as long as that, give or take a
    step of five.
    """
    draw = random.Random(9)
    minutes = {"surat": 7.0}
    right = total = 0
    for _ in range(200):
        ahead = draw.randrange(0, 15)
        said = waits.estimate("surat", {"surat": ahead}, [Counter(frozenset(), "surat")] * 2, minutes)
        free = [draw.uniform(0, 1) * draw.uniform(3, 12) for _ in range(2)]
        for _ in range(ahead):
            at = free.index(min(free))
            free[at] += draw.uniform(3, 12)
        right += said.low - 5 <= min(free) <= said.high + 5
        total += 1
    assert right / total > 0.9


def test_kiosks_are_told_seldom() -> None:
    """Something new to say goes at once; a small change waits until what they know grows old."""
    now, ten = 100 * MINUTE, Range(10, 20)
    assert not waits.worth_telling(None, 0, Range(), now=now)
    assert waits.worth_telling(None, 0, ten, now=now)
    assert waits.worth_telling(ten, now, Range(), now=now)
    assert not waits.worth_telling(Range(), 0, Range(), now=now)
    assert not waits.worth_telling(ten, now - 2 * MINUTE, Range(60, 90), now=now)
    assert waits.worth_telling(ten, now - 4 * MINUTE, Range(20, 30), now=now)
    assert not waits.worth_telling(ten, now - 4 * MINUTE, Range(15, 25), now=now)
    assert waits.worth_telling(ten, now - 15 * MINUTE, ten, now=now)


def served_lately(office: OfficeWorld, group: Group, *, minutes: int = 6, count: int = 12) -> None:
    """Yesterday's numbers, each of so many minutes."""
    rows = [
        {
            "office": office.keys.code, "id": f"lama-{group.id}-{at}", "day": lokets.today(START - DAY, WIB),
            "ticket": f"A-{at:03}", "group": group.id, "kiosk_id": None, "priority": False, "waiting_since": START - DAY,
            "queued_at": START - DAY, "received_at": START - DAY, "state": "DONE", "called_at": START - DAY,
            "calls": 1, "served_at": START - DAY, "ended_at": START - DAY + minutes * MINUTE,
        }
        for at in range(count)
    ]  # fmt: skip
    with office.database.writing() as connection:
        connection.execute(insert(tickets), rows)


def test_the_office_tells_its_kiosks_what_its_own_days_say(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """One line a group, of which only the newest is kept; with the last loket it is taken back."""
    served_lately(office, shipped().group("surat"))
    desk = Desk(office)

    def told() -> list[WaitTold]:
        with office.database.reading() as connection:
            rows = connection.execute(select(changes.c.body).where(changes.c.subject == "wait:surat")).scalars()
            return [msgspec.msgpack.decode(bytes(row), type=WaitTold) for row in rows]

    assert told() == [WaitTold("surat", 0, 5, 0, START)]
    for _ in range(5):
        take(kiosk)
    office.clock.ms = kiosk.clock.ms + MINUTE
    kiosk.sync()
    expected = waits.rounded(30)
    assert told() == [WaitTold("surat", expected.low, expected.high, 5, office.clock.ms)]
    desk.close()
    assert told() == [WaitTold("surat", 0, 0, 5, office.clock.ms)]


def test_an_office_without_data_tells_nothing(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """No row for a kiosk to fetch, as ever."""
    desk = Desk(office)
    take(kiosk)
    kiosk.sync()
    desk.next()
    desk.press(antrean.finish)
    with office.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(changes)).scalar_one() == 0
