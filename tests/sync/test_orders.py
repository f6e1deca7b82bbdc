"""Orders of the office: every kiosk follows them once, says so in its journal, and the audit trail has who gave them."""

from __future__ import annotations

import json

import msgspec
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from kiosk.clock import Zone
from kiosk.domain.events import (
    MessageShown,
    Order,
    OrderFollowed,
    ServiceClosed,
    ServiceOpened,
    SettingsChanged,
    decode_event,
)
from kiosk.domain.orders import Orders
from kiosk.errors import WrongUse
from kiosk.store import journal
from kiosk.usecases.orders import orders as in_force
from sync import exchange
from sync.server.cli import main
from sync.server.exchange.receive import Received, receive
from sync.server.kiosks import orders
from sync.server.store.tables import audit
from tests.sync.world import START, KioskWorld, OfficeWorld, World, shipped

DAY = 86_400_000
D18, D19 = "surat_keterangan_domisili", shipped().find("D19").id


def give(office: OfficeWorld, order: Order, kiosk_id: str | None = None) -> int:
    wanted = orders.checked(order, shipped(), now=office.clock.ms)
    with office.database.writing() as connection:
        return orders.give(
            connection, office.keys.code, wanted, kiosk_id=kiosk_id, actor="sari", now=office.clock.ms, zone=Zone(7)
        )


def standing(office: OfficeWorld) -> list[orders.Given]:
    with office.database.reading() as connection:
        return orders.listed(connection, office.keys.code)


def at(kiosk: KioskWorld) -> Orders:
    return in_force(kiosk.machine.context)


def followed(kiosk: KioskWorld) -> list[OrderFollowed]:
    bodies = [decode_event(entry.body) for entry in kiosk.store.run(lambda db: list(journal.entries(db)))]
    return [body for body in bodies if isinstance(body, OrderFollowed)]


def test_an_order_is_followed_and_the_office_knows_by_whom(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """A closed service, a message and settings in one sync, which also brings back that they are followed."""
    other = world.kiosk(office)
    other.sync()
    give(office, ServiceClosed("D18", "  Blangko   habis "))
    give(office, MessageShown("Sabtu tutup pukul 12.00", until=START + DAY))
    give(office, SettingsChanged(idle_warning_s=60, languages=("id", "plm"), office_copy=True))
    outcome = kiosk.sync()
    assert (outcome.done, outcome.received, outcome.acknowledged) == (True, 3, 3)
    known = at(kiosk)
    assert known.closing(D18, START) == ServiceClosed(D18, "Blangko habis")
    assert known.notice(START) == "Sabtu tutup pukul 12.00"
    assert known.notice(START + DAY) == ""
    assert known.settings == SettingsChanged(idle_warning_s=60, languages=("id", "plm"), office_copy=True)
    for one in standing(office):
        assert (one.followed, one.waited_for) == ((kiosk.keys.id,), (other.keys.id,))
    assert kiosk.sync().sent == 0
    give(office, ServiceOpened("D18"))
    give(office, MessageShown(""))
    assert other.sync().received == kiosk.sync().received + 1 == 3  # of each subject the newest
    for place in (kiosk, other):
        assert (at(place).closed, at(place).notice(START)) == ((), "")
        place.verify()
    assert all(len(one.followed) == 2 for one in standing(office))


def test_an_order_for_one_kiosk_is_for_no_other_until_one_for_all_takes_its_place(
    world: World, office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """The newest counts, whomever it was for; what is taken back for all is taken back everywhere."""
    other = world.kiosk(office)
    give(office, ServiceClosed(D18, "untuk semua"))
    give(office, ServiceClosed(D18, "hanya di sini"), kiosk.keys.id)
    kiosk.sync()
    other.sync()
    assert [one.reason for place in (kiosk, other) for one in at(place).closed] == ["hanya di sini", "untuk semua"]
    assert len(followed(kiosk)) == 1
    assert [(one.kiosk_id, one.followed) for one in standing(office)] == [
        (kiosk.keys.id, (kiosk.keys.id,)),
        (None, tuple(sorted((kiosk.keys.id, other.keys.id)))),
    ]
    give(office, ServiceOpened(D18))
    assert len(standing(office)) == 1
    kiosk.sync()
    other.sync()
    assert at(kiosk).closed == at(other).closed == ()
    with pytest.raises(WrongUse, match="no kiosk"):
        give(office, ServiceOpened(D18), "7KQM3X")


def test_an_answer_that_comes_twice_late_or_by_the_other_road_gives_no_order_twice(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """One entry in the journal for each order, and an old answer brings back none that was taken back."""
    kiosk.sync()
    answers = []
    for order in (ServiceClosed(D18, "satu"), ServiceClosed(D18, "dua"), ServiceOpened(D18)):
        give(office, order)
        prepared = exchange.prepare(kiosk.store, kiosk.keys, kiosk.clock, max_bytes=10**6)
        received = receive(office.database, office.keys, prepared.data, now=office.clock.ms, live=False)
        assert isinstance(received, Received)
        reply = exchange.verify(kiosk.keys, received.reply)
        assert not isinstance(reply, str)
        answers.append(reply)
    for number in (1, 0, 1, 2, 0, 2):
        applied = kiosk.store.transaction(
            lambda db, r=answers[number]: exchange.apply(
                db, kiosk.keys, r, now=kiosk.clock.ms, live=False, numbers=kiosk.store.numbers
            )
        )
        assert isinstance(applied, exchange.Applied)
    assert at(kiosk).closed == ()
    assert len(followed(kiosk)) == 2
    assert kiosk.sync().done
    [one] = standing(office)
    assert one.followed == (kiosk.keys.id,)
    kiosk.verify()


def test_an_order_given_by_a_restored_office_is_followed_though_its_number_was_used(
    office: OfficeWorld, kiosk: KioskWorld
) -> None:
    """What the office forgot is not taken back at kiosks by that alone; what it says now counts."""
    kiosk.sync()
    yesterday = office.copy()
    give(office, MessageShown("Sabtu tutup"))
    give(office, ServiceClosed(D18))
    give(office, ServiceClosed(D19))
    kiosk.sync()
    office.restore(yesterday)
    give(office, ServiceOpened(D18))
    assert kiosk.sync().done
    assert [one.service for one in at(kiosk).closed] == [D19]
    assert at(kiosk).notice(START) == "Sabtu tutup"
    [one] = standing(office)
    assert one.followed == (kiosk.keys.id,)
    kiosk.verify()


def test_a_missing_order_is_found_by_verify(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Somebody with the disk in hand took an order out."""
    give(office, ServiceClosed(D18))
    kiosk.sync()
    kiosk.store.transaction(lambda db: db.execute("DELETE FROM orders"))
    [problem] = kiosk.store.run(lambda db: journal.verify(db, kiosk.keys.id))[1]
    assert problem.what == "the order it follows is missing"


@pytest.mark.parametrize(
    ("order", "says"),
    [
        (ServiceClosed("D99"), "no service 'D99'"),
        (ServiceOpened("domisili"), "no service"),
        (ServiceClosed("C15"), "only informs"),
        (ServiceClosed("D18", "x" * 121), "reason is too long"),
        (ServiceClosed("D18", "tutup\x07"), "odd characters"),
        (ServiceClosed("D18", "NIK 1671 0212 0394 0001"), "NIK or KK"),
        (ServiceClosed("D18", until=START), "over already"),
        (MessageShown("x" * 161), "message is too long"),
        (MessageShown("KK 1671021203940001"), "NIK or KK"),
        (MessageShown("Tutup", until=START - DAY), "over already"),
        (SettingsChanged(idle_warning_s=1), "idle_warning_s = 1"),
        (SettingsChanged(idle_wipe_s=86_400), "idle_wipe_s = 86400"),
        (SettingsChanged(languages=("id", "fr")), "'fr' is no language"),
        (SettingsChanged(languages=()), "do not work"),
        (SettingsChanged(languages=("en", "jv")), "do not work"),
    ],
    ids=str,
)
def test_an_order_that_makes_no_sense_is_refused_with_a_remedy(order: Order, says: str) -> None:
    """Before any kiosk hears of it."""
    with pytest.raises(WrongUse) as refused:
        orders.checked(order, shipped(), now=START)
    assert says in refused.value.what
    assert refused.value.remedy


def run(office: OfficeWorld, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(office.data)], catch_exceptions=False)


def test_orders_by_command_stand_in_the_list_and_in_the_audit_trail(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Close, message, settings and open; who, what and until when can be read afterwards."""
    close = run(office, "order", "close", "D18", "--reason", "Blangko habis", "--until", "2027-12-01", "--json")
    assert json.loads(close.stdout)["order"] == (f"close {D18} until Rabu, 1 Desember 2027, 23.59 WIB: Blangko habis")
    assert run(office, "order", "message", "Sabtu tutup", "--kiosk", kiosk.keys.id).exit_code == 0
    assert run(office, "order", "settings", "idle_warning_s=60", "languages=id,jv", "office_copy=true").exit_code == 0
    kiosk.sync()
    [closed] = at(kiosk).closed
    assert closed.until == 1_827_680_340_000  # 1 December 2027, 23.59 WIB
    assert at(kiosk).settings == SettingsChanged(60, None, ("id", "jv"), True)
    listed = json.loads(run(office, "order", "list", "--json").stdout)["orders"]
    assert [one["followed"] for one in listed] == [[kiosk.keys.id]] * 3
    assert [one["kiosk_id"] for one in listed] == [None, kiosk.keys.id, None]
    assert "Blangko habis" in run(office, "order", "list").stdout
    assert run(office, "order", "open", "D18").exit_code == 0
    assert run(office, "order", "settings").exit_code == 0
    kiosk.sync()
    assert (at(kiosk).closed, at(kiosk).settings) == ((), SettingsChanged())
    with office.database.reading() as connection:
        query = select(audit.c.actor, audit.c.detail).where(audit.c.action == "ordered").order_by(audit.c.id)
        trail = [(actor, detail.partition(": ")[2]) for actor, detail in connection.execute(query)]
    assert len({actor for actor, _ in trail}) == 1
    assert [detail.split()[0] for _, detail in trail] == ["close", "message:", "settings", "open", "settings"]


def test_a_wrong_order_is_one_line_on_stderr(office: OfficeWorld) -> None:
    """Exit code 2, what is wrong and how to mend it; nothing was ordered."""
    for arguments, says in (
        (("close", "D99"), "no service"),
        (("close", "D18", "--until", "besok"), "is no day"),
        (("message", "1671021203940001"), "NIK or KK"),
        (("message", "Halo", "--kiosk", "7KQM3X"), "no kiosk"),
        (("settings", "warna=merah"), "is no setting"),
        (("settings", "idle_warning_s=lama"), "cannot be read"),
        (("settings", "idle_warning_s"), "is no setting"),
    ):
        result = run(office, "order", *arguments)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
        assert says in result.stderr
    assert standing(office) == []


def test_every_order_survives_its_bytes() -> None:
    """A kiosk decodes what the office encodes."""
    for order in (
        ServiceClosed(D18, "x", START),
        ServiceOpened(D18),
        MessageShown("x"),
        SettingsChanged(60, 20, ("id",), False),
    ):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(order), type=Order) == order
