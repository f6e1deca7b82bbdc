"""Opening hours from the office: ordered at the desk, kept by the kiosk like its own, changed there until the next order."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from kiosk.clock import FixedClock, Zone
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import HoursSet, OrderFollowed, decode_event
from kiosk.domain.hall import Hall, Hours, hours_text, parse_hours
from kiosk.errors import WrongUse
from kiosk.store import journal
from kiosk.store.database import Connection
from kiosk.usecases import hall as halls
from kiosk.usecases.audit import entries
from kiosk.usecases.orders import follow
from sync.server.cli import main
from sync.server.exchange import feed
from sync.server.kiosks import orders
from sync.server.people.rights import Role
from sync.server.store.tables import audit, changes
from tests.server.test_desk import Browser
from tests.server.test_rest import API, Program
from tests.sync.world import START, KioskWorld, OfficeWorld, World, shipped

HOUR = 3_600_000
WORKDAYS: tuple[tuple[int, int] | None, ...] = (*[(480, 900)] * 5, None, None)
SAID = "Sen-Jum 08.00-15.00"


def give(office: OfficeWorld, order: HoursSet, kiosk_id: str | None = None) -> int:
    wanted = orders.checked(order, shipped(), now=office.clock.ms)
    with office.database.writing() as connection:
        return orders.give(
            connection, office.keys.code, wanted, kiosk_id=kiosk_id, actor="sari", now=office.clock.ms, zone=Zone(7)
        )


def at(kiosk: KioskWorld) -> str:
    return hours_text(halls.hall(kiosk.store).hours)


def written(kiosk: KioskWorld) -> list[tuple[Actor, str]]:
    lines = entries(kiosk.store)
    return [(one.actor, one.detail) for one in reversed(lines) if one.act is Act.HOURS_SET]


@pytest.fixture
def desk(office: OfficeWorld) -> Browser:
    browser = Browser(office)
    browser.log_in()
    return browser


def form(**changed: str) -> dict[str, str]:
    """Monday to Friday from eight to three, and some of it changed."""
    week = {f"{what}.{day}": time for day in range(5) for what, time in (("buka", "08.00"), ("tutup", "15:00"))}
    return {**week, "buka.5": "", "tutup.5": "", "buka.6": "", "tutup.6": "", "kiosk": "", **changed}


def test_the_desk_sets_the_hours_and_a_kiosk_is_closed_by_them_at_once(
    world: World, office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """From the form to the hall, with a line in both audit logs; who was not heard of since is waited for."""
    other = world.kiosk(office)
    other.sync()
    kiosk.sync()
    desk.get("/meja/isi/jam")
    assert desk.page.count("Belum diatur dari kantor") == 2
    desk.post("/meja/isi/jam", **form(**{"buka.5": "08:00", "tutup.5": "24"}))
    assert "Jam buka tercatat" in desk.page
    assert at(kiosk) == ""
    assert kiosk.sync().done
    assert at(kiosk) == f"{SAID}; Sab 08.00-24.00"
    assert written(kiosk) == [(Actor.OFFICE, f"{SAID}; Sab 08.00-24.00")]
    sunday = FixedClock(START - START % 86_400_000 + 3 * HOUR)  # ten o'clock at the office
    while Zone(7).local(sunday.ms).weekday() != 6:
        sunday.ms += 24 * HOUR
    now = kiosk.store.run(lambda db: halls.opening_now(db, sunday, Zone(7)))
    assert not now.open
    kiosk.sync()
    desk.get("/meja/isi/jam")
    assert (desk.page.count("Sudah diikuti"), desk.page.count("Menunggu kiosk terhubung")) == (1, 1)
    assert 'name="tutup.5" value="24.00"' in desk.page
    with office.database.reading() as connection:
        [line] = connection.execute(select(audit.c.actor, audit.c.detail).where(audit.c.action == "ordered")).all()
    assert line[1].endswith(f"all: hours {SAID}; Sab 08.00-24.00")
    kiosk.verify()


def test_what_is_changed_at_the_kiosk_stands_until_the_office_orders_again(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """Also when the same hours are told once more, because the office came back from an older copy."""
    give(office, HoursSet(WORKDAYS))
    kiosk.sync()
    here = halls.hall(kiosk.store)
    own = msgspec.structs.replace(here, hours=parse_hours("Sen-Jum 09.00-12.00"), volume=70)
    halls.change(kiosk.machine.context, own, Actor.ADMIN)
    with office.database.writing() as connection:
        assert feed.heal(connection, office.keys.code, heard=feed.newest(connection, office.keys.code))
    kiosk.sync()
    with office.database.reading() as connection:
        told = connection.execute(select(changes.c.seq).where(changes.c.subject == "hours")).scalar_one()
    said = [decode_event(one.body) for one in kiosk.store.run(lambda db: list(journal.entries(db)))]
    assert [one.order for one in said if isinstance(one, OrderFollowed)][-1] >= told
    assert at(kiosk) == "Sen-Jum 09.00-12.00"
    office.clock.ms += 1000
    give(office, HoursSet(WORKDAYS))
    kiosk.sync()
    assert halls.hall(kiosk.store) == Hall(parse_hours(SAID), volume=70)
    assert [actor for actor, _ in written(kiosk)] == [Actor.OFFICE, Actor.ADMIN, Actor.OFFICE]
    give(office, HoursSet(()))
    kiosk.sync()
    assert written(kiosk)[-1] == (Actor.OFFICE, "always")


def test_hours_by_command_are_those_of_the_desk(office: OfficeWorld, kiosk: KioskWorld, desk: Browser) -> None:
    """Typed as the kiosk and the list of orders write them; what makes no sense is one line, and nothing was ordered."""
    assert order_by_command(office, "Sen-Jum 08.00-15.00; Sab 08.00-12.00").exit_code == 0
    kiosk.sync()
    assert at(kiosk) == f"{SAID}; Sab 08.00-12.00"
    desk.get("/meja/isi/jam")
    assert 'name="tutup.5" value="12.00"' in desk.page
    with office.database.reading() as connection:
        before = connection.execute(select(changes.c.seq)).scalars().all()
    for typed in ("08.00-15.00", "Sen 15.00-08.00", ""):
        assert order_by_command(office, typed).exit_code == WrongUse.exit_code, typed
    assert order_by_command(office, "Sen 08.00-15.00", "--kiosk", "7KQM3X").exit_code == WrongUse.exit_code
    with office.database.reading() as connection:
        assert connection.execute(select(changes.c.seq)).scalars().all() == before
    done = order_by_command(office, "always", "--kiosk", kiosk.keys.id, "--json")
    assert json.loads(done.stdout)["order"] == "hours always open"
    kiosk.sync()
    assert at(kiosk) == ""


def order_by_command(office: OfficeWorld, *typed: str) -> Result:
    return CliRunner().invoke(main, ["order", "hours", *typed, "--data", str(office.data)])


def test_hours_by_the_api_are_those_of_the_desk(world: World, office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The lurah's program may too, as the lurah at the desk; which kiosk follows is said of each."""
    other = world.kiosk(office)
    program = Program(office, Role.LURAH)
    week = [*[{"opens": "08:00", "closes": "15:00"}] * 5, {"opens": "08:30", "closes": "24:00"}, None]
    nothing = program.get("/orders/hours").json()["kiosks"]
    assert {(one["kiosk_id"], one["week"], one["ordered_at"]) for one in nothing} == {
        (kiosk.keys.id, None, None),
        (other.keys.id, None, None),
    }
    set_ = program.client.put(f"{API}/orders/hours", json={"week": week})
    assert (set_.status_code, set_.json()) == (200, program.get("/orders/hours").json())
    kiosk.sync()
    kiosk.sync()
    assert at(kiosk) == f"{SAID}; Sab 08.30-24.00"
    found = {one["kiosk_id"]: one for one in program.get("/orders/hours").json()["kiosks"]}
    assert [found[one.keys.id]["followed"] for one in (kiosk, other)] == [True, False]
    assert all((one["week"], one["for_all"]) == (week, True) for one in found.values())
    always = {"week": [], "kiosk_id": other.keys.id}
    answer = program.client.put(f"{API}/orders/hours", json=always).json()["kiosks"]
    assert {one["kiosk_id"]: (one["week"], one["for_all"]) for one in answer} == {
        kiosk.keys.id: (week, True),
        other.keys.id: ([], False),
    }
    other.sync()
    assert (at(kiosk), at(other)) == (f"{SAID}; Sab 08.30-24.00", "")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"week": [{"opens": "15:00", "closes": "08:00"}] * 7}, 422),
        ({"week": [None] * 7}, 422),
        ({"week": [{"opens": "08:00", "closes": "15:00"}] * 3}, 422),
        ({"week": [], "kiosk_id": "7KQM3X"}, 422),
        ({"week": [{"opens": "8", "closes": "15"}] * 7}, 400),
        ({"week": [{"opens": "08:00", "closes": "24:30"}] * 7}, 400),
        ({}, 400),
    ],
)
@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True)
def test_hours_by_the_api_that_make_no_sense_are_not_ordered(
    office: OfficeWorld, body: dict[str, Any], status: int
) -> None:
    """A week of odd length or of no open day, a day that ends before it begins, a kiosk that is not there."""
    program = Program(office, Role.ADMIN)
    assert program.client.put(f"{API}/orders/hours", json=body).status_code == status
    assert Program(office, Role.PETUGAS).client.put(f"{API}/orders/hours", json={"week": []}).status_code == 403
    with office.database.reading() as connection:
        assert connection.execute(select(changes.c.seq)).first() is None


def test_one_kiosk_may_have_hours_of_its_own(
    world: World, office: OfficeWorld, kiosk: KioskWorld, desk: Browser
) -> None:
    """The newest counts; the form for that kiosk begins with its own."""
    other = world.kiosk(office)
    give(office, HoursSet(WORKDAYS))
    desk.get("/meja/isi/jam")
    desk.post("/meja/isi/jam", **form(kiosk=other.keys.id, **{"buka.0": "730"}))
    kiosk.sync()
    other.sync()
    assert (at(kiosk), at(other)) == (SAID, "Sen 07.30-15.00; Sel-Jum 08.00-15.00")
    desk.get(f"/meja/isi/jam?kiosk={other.keys.id}")
    assert 'name="buka.0" value="07.30"' in desk.page
    desk.get("/meja/isi/jam")
    assert 'name="buka.0" value="08.00"' in desk.page
    desk.post("/meja/isi/jam", **form(kiosk="7KQM3X"))
    assert "Kiosk itu tidak ada lagi" in desk.page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"tutup.2": ""}, "Isi jam buka dan jam tutup"),
        ({"buka.2": "25:00"}, "Isi jam buka dan jam tutup"),
        ({"buka.2": "16:00"}, "Jam tutup harus sesudah jam buka."),
        ({f"{what}.{day}": "" for what in ("buka", "tutup") for day in range(7)}, "Isi sedikitnya satu hari"),
    ],
)
@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True)
def test_hours_that_make_no_sense_are_not_ordered(
    office: OfficeWorld, desk: Browser, typed: dict[str, str], says: str
) -> None:
    """The page says which day, and keeps what was typed."""
    desk.get("/meja/isi/jam")
    desk.post("/meja/isi/jam", **form(**{"buka.4": "07:45"}, **typed) if "buka.4" not in typed else form(**typed))
    assert says in desk.page
    assert "Belum disimpan." in desk.page
    with office.database.reading() as connection:
        assert connection.execute(select(changes.c.seq)).first() is None


def test_a_kiosk_does_not_follow_hours_that_it_does_not_understand(kiosk: KioskWorld) -> None:
    """It keeps its own, and says nothing of having followed them."""
    for week in (((900, 480),) * 7, WORKDAYS[:3], (None,) * 7):

        def take(db: Connection, week: tuple[tuple[int, int] | None, ...] = week) -> int:
            return follow(db, kiosk.keys.id, [HoursSet(week, START)], 7, now=START)

        assert kiosk.store.transaction(take) == 0
        with pytest.raises(WrongUse):
            orders.checked(HoursSet(week), shipped(), now=START)
    assert halls.hall(kiosk.store).hours == ()


def test_an_order_travels_as_small_numbers_and_an_older_kiosk_passes_over_it() -> None:
    """What a kiosk knows that has never heard of hours."""
    order = HoursSet(WORKDAYS, START)
    sent = msgspec.msgpack.encode(order)
    assert msgspec.msgpack.decode(sent, type=HoursSet) == order
    assert len(sent) < 60
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(sent, type=_Older)
    assert Hours(480, 900) == parse_hours(SAID)[0]


class _One(msgspec.Struct, frozen=True, tag="one", array_like=True):
    pass


class _Two(msgspec.Struct, frozen=True, tag="two", array_like=True):
    pass


_Older = _One | _Two
