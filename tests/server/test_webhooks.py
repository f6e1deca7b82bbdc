"""What other programs are told, by whom they can trust it, and where a hook must never lead."""

from __future__ import annotations

import functools
import hashlib
import hmac
import http.server
import ipaddress
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from kiosk.domain.permohonan import PermohonanStatus
from sync.server.audit import Action, Wanted, check
from sync.server.audit import lines as audit_lines
from sync.server.programs import webhooks
from sync.server.programs.outbound import Failed, Reach, is_address, is_allowed, post
from sync.server.programs.webhooks import DAY_MS, SIGNATURE, Delivery, Hook, HookRefusal, HookSettings, Made
from tests.server.test_desk import Browser
from tests.sync.world import KioskWorld, OfficeWorld

IN_REVIEW, READY = PermohonanStatus.IN_REVIEW, PermohonanStatus.READY


@dataclass
class Receiver:
    """Another program: a real HTTP server that answers with `status`."""

    url: str = ""
    status: int = 200
    location: str = ""
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)

    def deliveries(self) -> list[Delivery]:
        return [msgspec.json.decode(body, type=Delivery) for _, body in self.taken]


@contextmanager
def receiving() -> Iterator[Receiver]:
    found = Receiver()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            found.taken.append(({key.lower(): value for key, value in self.headers.items()}, body))
            self.send_response(found.status)
            if found.location:
                self.send_header("location", found.location)
            self.send_header("content-length", "0")
            self.end_headers()
            found.asked.set()

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        found.url = f"http://127.0.0.1:{server.server_address[1]}/hook?x=1"
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def hook(office: OfficeWorld, url: str) -> Made:
    with office.database.writing() as connection:
        made = webhooks.make(connection, office.keys, url, actor="sari", now=office.clock.ms)
    assert isinstance(made, Made), made
    return made


def state(office: OfficeWorld) -> Hook:
    with office.database.reading() as connection:
        [found] = webhooks.listed(connection, office.keys.code)
    return found


def send(office: OfficeWorld, longest: bool = True) -> int:
    return webhooks.send_due(
        office.database,
        office.keys,
        now=office.clock.ms,
        reached=lambda _: Reach.HERE,
        jitter=lambda low, high: high if longest else low,
    )


def test_a_move_is_told_signed_and_names_nobody(office: OfficeWorld, kiosk: KioskWorld, receiver: Receiver) -> None:
    """Which request, what happened, where it stands; the receiver can check who says so. Nothing a resident wrote."""
    [one] = kiosk.submit()
    kiosk.sync()
    made = hook(office, receiver.url)
    office.opened()  # a look is nobody else's business
    office.move(one.permohonan.id, IN_REVIEW, PermohonanStatus.AWAITING_SIGNATURE)
    assert send(office) == 1
    [(headers, body)] = receiver.taken
    [delivery] = receiver.deliveries()
    assert [(event.request, event.action, event.status) for event in delivery.events] == [
        (one.permohonan.id, Action.MOVED, PermohonanStatus.AWAITING_SIGNATURE)
    ] * 2
    assert (delivery.office, delivery.hook) == (office.keys.code, made.id)
    for word in (b"Siti", b"1671025403890002", b"sari", str(one.code).encode()):
        assert word not in body
    at, _, given = headers[SIGNATURE].partition(",v1=")
    assert at == f"t={office.clock.ms // 1000}"
    expected = hmac.new(made.secret.encode(), f"{at[2:]}.".encode() + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(given, expected)
    assert headers["host"] == receiver.url.split("/")[2]


def test_each_thing_is_told_once_when_it_is_taken(office: OfficeWorld, kiosk: KioskWorld, receiver: Receiver) -> None:
    """Nothing from before the hook was made, nothing twice, nothing while there is nothing."""
    first, second = (one.permohonan.id for one in kiosk.submit(2))
    kiosk.sync()
    office.move(first, IN_REVIEW)
    hook(office, receiver.url)
    assert send(office) == 0
    office.move(second, IN_REVIEW)
    assert [send(office), send(office)] == [1, 0]
    assert [event.request for one in receiver.deliveries() for event in one.events] == [second]


def test_a_request_that_came_in_is_told_and_names_nobody(
    office: OfficeWorld, kiosk: KioskWorld, receiver: Receiver
) -> None:
    """Which, and that it waits; once, though a kiosk may send it twice. No number alone, and no survey, on which nobody works."""
    kiosk.submit()
    kiosk.sync()  # before there was a hook
    hook(office, receiver.url)
    [one] = kiosk.submit()
    kiosk.submit(service_id="D51")
    kiosk.sync()
    kiosk.sync()
    assert [send(office), send(office)] == [1, 0]
    [(_, body)] = receiver.taken
    [delivery] = receiver.deliveries()
    assert [(event.request, event.action, event.status) for event in delivery.events] == [
        (one.permohonan.id, Action.ARRIVED, PermohonanStatus.SUBMITTED)
    ]
    assert set(msgspec.json.decode(body)["events"][0]) == {"seq", "at", "action", "request", "status"}
    for word in (b"Siti", b"1671025403890002", str(one.code).encode(), kiosk.keys.id.encode()):
        assert word not in body
    with office.database.reading() as connection:
        assert list(check(connection, office.keys.code)) == []


def test_an_office_without_hooks_writes_no_line_when_a_request_comes(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Nor after its last one was removed: the trail is of people."""

    def lines() -> int:
        with office.database.reading() as connection:
            return len(audit_lines(connection, office.keys.code, wanted=Wanted(action=Action.ARRIVED)))

    kiosk.submit(3)
    kiosk.sync()
    assert lines() == 0
    made = hook(office, "https://sistem.example/kabar")
    kiosk.submit(2)
    kiosk.sync()
    assert lines() == 2
    with office.database.writing() as connection:
        assert webhooks.remove(connection, office.keys.code, made.id, actor="sari", now=office.clock.ms)
    kiosk.submit()
    kiosk.sync()
    assert lines() == 2


def test_two_processes_do_not_tell_the_same(office: OfficeWorld, kiosk: KioskWorld, receiver: Receiver) -> None:
    """One of them takes the hook; the other finds it taken."""
    [one] = kiosk.submit()
    kiosk.sync()
    hook(office, receiver.url)
    office.move(one.permohonan.id, IN_REVIEW)
    start = threading.Barrier(4)
    sent: list[int] = []

    def process() -> None:
        start.wait()
        sent.append(send(office))

    threads = [threading.Thread(target=process) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [0, 0, 0, 1]
    assert len(receiver.taken) == 1


def test_what_fails_is_tried_for_a_day_and_then_somebody_is_told(
    office: OfficeWorld, kiosk: KioskWorld, receiver: Receiver
) -> None:
    """Longer and longer, at most an hour; then it pauses with its reason, and goes on where it was when resumed."""
    [one] = kiosk.submit()
    kiosk.sync()
    made = hook(office, receiver.url)
    office.move(one.permohonan.id, IN_REVIEW)
    receiver.status = 500
    began, waits = office.clock.ms, []
    while state(office).paused_at is None:
        assert send(office) == 0
        waits.append(webhooks_next(office) - office.clock.ms)
        office.clock.ms += waits[-1]
    assert waits[:3] == [60_000, 120_000, 240_000]
    assert max(waits) == 3600_000
    found = state(office)
    assert DAY_MS <= (found.paused_at or 0) - began < DAY_MS + 3600_000
    assert (found.last_error, found.sent) == ("http_500", state(office).sent)
    asked = len(receiver.taken)
    office.clock.ms += DAY_MS
    assert (send(office), len(receiver.taken)) == (0, asked)
    receiver.status = 204
    with office.database.writing() as connection:
        assert webhooks.resume(connection, office.keys.code, made.id, now=office.clock.ms)
    assert send(office) == 1
    assert [event.request for event in receiver.deliveries()[-1].events] == [one.permohonan.id]
    assert (state(office).failures, state(office).last_error) == (0, None)


def webhooks_next(office: OfficeWorld) -> int:
    from sqlalchemy import select

    from sync.server.store.tables import webhooks as table

    with office.database.reading() as connection:
        return int(connection.execute(select(table.c.next_at)).scalar_one())


def test_many_events_go_in_several_deliveries(
    office: OfficeWorld, kiosk: KioskWorld, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In order, without a gap."""
    monkeypatch.setattr(webhooks, "_BATCH", 2)
    ids = [one.permohonan.id for one in kiosk.submit(5)]
    kiosk.sync()
    hook(office, receiver.url)
    for one in ids:
        office.move(one, IN_REVIEW)
    while send(office):
        pass
    assert [[event.request for event in one.events] for one in receiver.deliveries()] == [ids[:2], ids[2:4], ids[4:]]


def test_a_redirect_is_not_followed(office: OfficeWorld, receiver: Receiver) -> None:
    """It would lead where nobody has looked."""
    with receiving() as other:
        receiver.status, receiver.location = 307, other.url
        made = hook(office, receiver.url)
        said = webhooks.try_out(
            office.database, office.keys, made.id, now=office.clock.ms, reached=lambda _: Reach.HERE
        )
        assert (said, other.taken) == ("http_307", [])
    assert receiver.deliveries()[0].events == ()


@pytest.mark.parametrize(
    ("address", "lan", "internet"),
    [
        ("93.184.216.34", True, True),
        ("2606:2800:220:1::1", True, True),
        ("192.168.1.10", True, False),
        ("10.0.0.1", True, False),
        ("fd00::1", True, False),
        ("127.0.0.1", False, False),
        ("::1", False, False),
        ("0.0.0.0", False, False),
        ("169.254.169.254", False, False),
        ("fe80::1", False, False),
        ("224.0.0.1", False, False),
        ("255.255.255.255", False, False),
        ("100.64.0.1", False, False),
        ("::ffff:127.0.0.1", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("::ffff:192.168.1.10", True, False),
        ("64:ff9b::7f00:1", False, False),
        ("2002:7f00:1::", False, False),
    ],
)
def test_a_hook_leads_only_where_it_may(address: str, *, lan: bool, internet: bool) -> None:
    """Never to this computer, never to a cloud's metadata; to the office's network only when the office says so."""
    ip = ipaddress.ip_address(address)
    assert (is_allowed(ip, Reach.LAN), is_allowed(ip, Reach.INTERNET)) == (lan, internet)


NO_ADDRESSES = (
    "ftp://example.test/",
    "file:///etc/passwd",
    "http://",
    "http://a b/",
    "http://sari:rahasia@example.test/",
    "http://example.test:99999/",
    "http://example.test/\r\nx: y",
    "http://[::1",
    "gopher://example.test",
    "//example.test",
    "http://" + "x" * 600,
)


def test_what_is_no_address_makes_no_hook(office: OfficeWorld) -> None:
    """Only http and https, only a host, no password in it."""
    for url in NO_ADDRESSES:
        assert not is_address(url)
        assert post(url, b"", {}, Reach.HERE) is Failed.ADDRESS
        with office.database.writing() as connection:
            assert webhooks.make(connection, office.keys, url, actor="sari", now=0) is HookRefusal.ADDRESS


def test_a_name_that_leads_to_this_computer_is_not_called(office: OfficeWorld, receiver: Receiver) -> None:
    """What counts is where a name leads, not how it is written; with the LAN allowed too."""
    made = hook(office, receiver.url.replace("127.0.0.1", "localhost"))
    with office.database.writing() as connection:
        webhooks.set_hooks(connection, office.keys.code, HookSettings(lan=True), actor="sari", now=office.clock.ms)
    assert webhooks.try_out(office.database, office.keys, made.id, now=office.clock.ms) == "not_allowed"
    assert receiver.taken == []


def test_why_a_call_failed_is_told_apart(receiver: Receiver) -> None:
    """Nobody there, a name that is none, TLS with somebody who speaks none."""
    port = receiver.url.split(":")[2].split("/")[0]
    assert post(f"https://127.0.0.1:{port}/", b"", {}, Reach.HERE) is Failed.TLS
    assert post("http://nobody.invalid/", b"", {}, Reach.HERE) is Failed.NAME
    assert post("http://127.0.0.1:1/", b"", {}, Reach.HERE) is Failed.UNREACHABLE


def test_the_secret_is_locked_and_shown_once(office: OfficeWorld, receiver: Receiver) -> None:
    """Not in the database, not in a list, not in a repr."""
    made = hook(office, receiver.url)
    assert made.secret not in repr(made) + repr(state(office))
    with office.database.writing() as connection:
        assert webhooks.remove(connection, office.keys.code, made.id, actor="sari", now=office.clock.ms)
        assert not webhooks.remove(connection, office.keys.code, made.id, actor="sari", now=office.clock.ms)


def test_the_page_adds_tries_and_removes_an_address(office: OfficeWorld) -> None:
    """The secret is there once; what is wrong with an address is said; a page without its token changes nothing."""
    desk = Browser(office)
    desk.log_in()
    room = "/meja/akun/program/kabar"
    desk.get(room)
    assert "Belum ada alamat" in desk.page
    assert desk.post(room, alamat="ftp://x").status_code == 409
    assert "Alamat itu tidak bisa dipakai" in desk.page
    desk.post(room, alamat="http://127.0.0.1:9/")
    [secret] = re.findall(r'<p class="key">([^<]+)</p>', desk.page)
    desk.get(room)
    assert secret not in desk.page
    found = state(office)
    assert desk.post(f"{room}/tombol", id=found.id, tombol="coba").status_code == 409
    assert "Alamat itu ada di jaringan dalam" in desk.page
    desk.post(f"{room}/jaringan", jaringan="ya")
    assert "Pengaturan tersimpan" in desk.page
    desk.post(f"{room}/tombol", id=found.id, tombol="hapus")
    assert "Belum ada alamat" in desk.page
    assert desk.client.post(room, data={"alamat": "https://x.test/"}).status_code == 403


def test_a_running_server_tells_by_itself(
    office: OfficeWorld, kiosk: KioskWorld, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread beside the desk, for as long as the server runs; it ends with it."""
    [one] = kiosk.submit()
    kiosk.sync()
    hook(office, receiver.url)
    office.move(one.permohonan.id, IN_REVIEW)
    send_here = functools.partial(webhooks.send_due, reached=lambda _: Reach.HERE)
    monkeypatch.setattr(webhooks, "send_due", send_here)
    monkeypatch.setattr(webhooks, "_EVERY_S", 0.01)
    with webhooks.sending(office.database, office.app.state.offices):
        assert receiver.asked.wait(30)
    assert "webhooks" not in {thread.name for thread in threading.enumerate()}
    assert [event.request for event in receiver.deliveries()[0].events] == [one.permohonan.id]
