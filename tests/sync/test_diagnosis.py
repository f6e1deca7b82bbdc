"""Why the office is not reached, over real sockets, real TLS and real proxies: each trouble has a name, and costs nothing."""

from __future__ import annotations

import errno
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import msgspec
import pytest
import trustme

from kiosk.clock import FixedClock
from kiosk.store import journal
from sync.diagnosis import look
from sync.findings import Diagnosis, Finding, Tls
from sync.http import sync_once
from sync.outcome import Reason, State
from sync.protocol import CONTENT_TYPE, Reply, Verdict, exchange_hash, knock, pack_reply
from sync.server.exchange.receive import receive
from tests.sync.link import link, unavailable
from tests.sync.world import START, KioskWorld, OfficeWorld, World

PATIENCE = 5.0  # of a kiosk that is answered: only those who are not wait, and they get less
BRIEF = 0.2

Respond = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture(scope="module")
def office(world: World) -> OfficeWorld:
    return world.office()


@pytest.fixture(scope="module")
def kiosk(world: World, office: OfficeWorld) -> KioskWorld:
    made = world.kiosk(office)
    made.submit()
    return made


@pytest.fixture(scope="module")
def traveller(world: World, office: OfficeWorld) -> KioskWorld:
    """Another kiosk, one that gets through."""
    return world.kiosk(office)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine that runs the tests may have one."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@contextmanager
def answering(respond: Respond, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that answers each connection once; its port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:

        def serve() -> None:
            while True:
                try:
                    plain, _ = listener.accept()
                except OSError:
                    return
                # A client that does not like the certificate is gone in the middle.
                with suppress(OSError), plain, ExitStack() as stack:
                    plain.settimeout(PATIENCE)
                    line = stack.enter_context(tls.wrap_socket(plain, server_side=True)) if tls else plain
                    if request := read_request(line):
                        line.sendall(respond(request))

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def read_request(line: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = line.recv(65536)
        if not piece:
            return b""
        data += piece
        if data[0] == 0x16:
            return data  # TLS: a server that does not speak it answers at once that it cannot read this
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(one[15:]) for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:")), 0)
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


def http(status: str, body: bytes = b"", kind: str = "text/plain", *headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"content-type: {kind}",
        f"content-length: {len(body)}",
        "connection: close",
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def of(office: OfficeWorld, *headers: str) -> Respond:
    """The office itself, without a web server around it."""

    def respond(request: bytes) -> bytes:
        body = request.partition(b"\r\n\r\n")[2]
        received = receive(office.database, office.keys, body, now=office.clock.ms, live=True)
        if isinstance(received, str):
            return http("404 Not Found", received.value.encode())
        return http("200 OK", received.reply, CONTENT_TYPE, *headers)

    return respond


def look_at(url: str, kiosk: KioskWorld, patience_s: float = PATIENCE) -> Diagnosis:
    return look(url, kiosk.keys, kiosk.clock, patience_s=patience_s)


def unchanged(kiosk: KioskWorld) -> bool:
    return kiosk.store.run(journal.unacknowledged) == 1 and not kiosk.state().enrolled


# --- who answers ---


@pytest.mark.parametrize(("host", "family"), [("127.0.0.1", "IPv4"), ("::1", "IPv6")])
def test_the_office_is_known_by_its_signature(office: OfficeWorld, kiosk: KioskWorld, host: str, family: str) -> None:
    """On either kind of address; knocking changes nothing on either side."""
    with office.database.reading() as connection:
        before = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM kiosks")]
    with answering(of(office), host=host) as port:
        shown = f"[{host}]" if ":" in host else host
        found = look_at(f"http://{shown}:{port}", kiosk)
    assert found == Diagnosis(Finding.FINE, Tls.NONE, host, port, family)
    assert unchanged(kiosk)
    with office.database.reading() as connection:
        assert [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM kiosks")] == before


def test_a_kiosk_that_is_not_known_or_revoked_is_told(world: World, office: OfficeWorld) -> None:
    """The office's no is signed as well."""
    other = world.kiosk(office)
    with answering(of(office)) as port:
        url = f"http://127.0.0.1:{port}"
        assert look(url, other.with_keys(id="222222").keys, other.clock).finding is Finding.UNKNOWN_KIOSK
        office.revoke(other.keys.id)
        assert look(url, other.keys, other.clock).finding is Finding.REVOKED


def signed(office: OfficeWorld, kiosk: KioskWorld, request: bytes, version: int = 1) -> bytes:
    reply = Reply(exchange_hash(request), Verdict.OK, 0, 0, 0, more=False, server_time=START)
    data = pack_reply(reply, office=office.keys.code, kiosk_id=kiosk.keys.id, seed=office.keys.sign_seed)
    return data[:3] + bytes((version,)) + data[4:]


def test_other_versions_are_told_apart(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """So that the right one is updated."""
    for version, finding in ((0, Finding.OLD_SERVER), (9, Finding.OLD_KIOSK)):
        body = signed(office, kiosk, b"", version)
        with answering(lambda _, body=body: http("200 OK", body, CONTENT_TYPE)) as port:  # type: ignore[misc]
            assert look_at(f"http://127.0.0.1:{port}", kiosk).finding is finding


def test_an_office_of_another_place_or_with_other_keys_is_not_ours(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The same code with other keys is a server that was set up anew, or a stranger."""
    for changed, finding in (
        ({"code": "16.71.02.1004"}, Finding.OTHER_OFFICE),
        ({"sign_seed": bytes(32)}, Finding.OTHER_KEYS),
    ):
        stranger = replace(office, keys=msgspec.structs.replace(office.keys, **changed))
        with answering(of(stranger)) as port:
            assert look_at(f"http://127.0.0.1:{port}", kiosk).finding is finding


PAGE = b"<html><title>Selamat datang</title></html>"
STRANGERS: list[tuple[str, bytes, Finding, Reason]] = [
    ("portal sends elsewhere", http("302 Found", b"", "text/html", "location: http://masuk.example/"), Finding.CAPTIVE_PORTAL, Reason.CAPTIVE_PORTAL),
    ("portal says so", http("511 Network Authentication Required", PAGE, "text/html"), Finding.CAPTIVE_PORTAL, Reason.CAPTIVE_PORTAL),
    ("portal's page", http("200 OK", PAGE, "text/html; charset=utf-8"), Finding.CAPTIVE_PORTAL, Reason.CAPTIVE_PORTAL),
    ("a web server", http("404 Not Found", PAGE, "text/html"), Finding.WEB_PAGE, Reason.NOT_OURS),
    ("something else", http("200 OK", b'{"status":"ok"}', "application/json"), Finding.NOT_OURS, Reason.NOT_OURS),
    ("no HTTP", b"220 printer ready\r\n\r\n", Finding.NOT_OURS, Reason.CUT),
    ("our type, not our bytes", http("200 OK", b"PKR", CONTENT_TYPE), Finding.NOT_OURS, Reason.FORGED),
    ("busy", http("503 Service Unavailable", b"", "text/plain", "retry-after: 30"), Finding.BUSY, Reason.BUSY),
    ("too often", http("429 Too Many Requests"), Finding.BUSY, Reason.BUSY),
    ("broken", http("500 Internal Server Error", b"Internal error\n"), Finding.SERVER_FAILED, Reason.SERVER_FAILED),
    ("proxy on the way", http("407 Proxy Authentication Required", PAGE, "text/html"), Finding.PROXY_LOGIN, Reason.PROXY),
    ("nothing", b"", Finding.CUT, Reason.CUT),
    ("half a head", b"HTTP/1.1 200 O", Finding.CUT, Reason.CUT),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "answer", "finding", "reason"), STRANGERS, ids=[one[0] for one in STRANGERS])
@pytest.mark.survives(15)
def test_strangers_are_named_and_nothing_is_lost(
    kiosk: KioskWorld, _name: str, answer: bytes, finding: Finding, reason: Reason
) -> None:
    """The sync meets the same stranger, gives it a name of its own, and keeps everything."""
    with answering(lambda _: answer) as port:
        url = f"http://127.0.0.1:{port}"
        assert look_at(url, kiosk).finding is finding
        outcome = sync_once(kiosk.store, kiosk.keys, url, kiosk.clock)
    assert outcome.reason is reason
    assert (outcome.done, outcome.acknowledged) == (False, 0)
    assert unchanged(kiosk)
    kiosk.verify()


def test_a_server_that_wants_https_is_told(kiosk: KioskWorld) -> None:
    """The same computer, only safely: the address is to be mended."""
    with answering(lambda _: http("301 Moved", b"", "text/html", "location: https://127.0.0.1/v1/exchange")) as port:
        assert look_at(f"http://127.0.0.1:{port}", kiosk).finding is Finding.WANTS_TLS


def test_an_old_answer_from_a_cache_is_told(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """Genuine, but to another question."""
    with answering(lambda _: http("200 OK", signed(office, kiosk, b"yesterday"), CONTENT_TYPE)) as port:
        assert look_at(f"http://127.0.0.1:{port}", kiosk).finding is Finding.CACHE


# --- nobody answers ---


@pytest.mark.parametrize(
    "url", ["kelurahan.local", "ftp://kelurahan.local", "http://[::1", "http://", "http://x:99999"]
)
def test_an_address_that_is_none_is_told(kiosk: KioskWorld, url: str) -> None:
    """Before anything is sent."""
    assert look_at(url, kiosk).finding is Finding.NO_ADDRESS


def test_a_computer_without_the_server_is_told(kiosk: KioskWorld) -> None:
    """Nobody listens at that port."""
    assert look_at("http://127.0.0.1:1", kiosk).finding is Finding.REFUSED


def test_a_server_that_accepts_and_says_nothing_is_silent(kiosk: KioskWorld) -> None:
    """A half-open connection, or a server that hangs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        assert look_at(url, kiosk, BRIEF).finding is Finding.SILENT
        assert look_at(url.replace("http:", "https:"), kiosk, BRIEF).finding is Finding.SILENT


def test_an_answer_that_stops_in_the_middle_is_silent(kiosk: KioskWorld) -> None:
    """The link died under it."""
    gone = threading.Event()

    def half(_request: bytes) -> bytes:
        gone.wait(PATIENCE)
        return b""

    with answering(half) as port:
        assert look_at(f"http://127.0.0.1:{port}", kiosk, BRIEF).finding is Finding.SILENT
        gone.set()


def test_a_wall_that_swallows_everything_gives_no_answer(kiosk: KioskWorld) -> None:
    """A queue that is full drops who knocks, as a firewall does."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener, ExitStack() as stack:
        for _ in range(2):
            one = stack.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        found = look_at(f"http://127.0.0.1:{listener.getsockname()[1]}", kiosk, BRIEF)
    assert found.finding is Finding.NO_ANSWER


def test_a_name_nobody_knows_is_told(kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a network, it is the name."""
    monkeypatch.setattr("sync.diagnosis._ELSEWHERE", (("127.0.0.1", socket.AF_INET),))
    for name in ("no-such-name.invalid", "a" * 70 + ".invalid"):
        assert look_at(f"http://{name}", kiosk).finding is Finding.NO_NAME


def test_a_computer_that_is_not_in_this_network_is_told(kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """The router says so, or nobody answers to that address on the cable."""

    def gone(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EHOSTUNREACH, "No route to host")

    monkeypatch.setattr(socket, "create_connection", gone)
    assert look_at("http://192.0.2.7", kiosk).finding is Finding.HOST_GONE


@pytest.mark.skipif(unavailable() != "", reason=unavailable())
def test_a_machine_without_a_network_is_told(kiosk: KioskWorld) -> None:
    """An address or a name: in a namespace without a way out it is the network, not the name."""
    with link() as between:
        for url in ("http://192.0.2.7", "http://no-such-name.invalid"):
            assert between.kiosk.call(lambda url=url: look_at(url, kiosk)).finding is Finding.NO_NETWORK  # type: ignore[misc]


# --- TLS ---


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def known(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


def certificate(authority: trustme.CA, name: str = "127.0.0.1", *, begins: int = -1, ends: int = 1) -> ssl.SSLContext:
    """A server's certificate that holds from so many days from now until so many."""
    now = datetime.now(UTC)
    issued = authority.issue_cert(name, not_before=now + timedelta(begins), not_after=now + timedelta(ends))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(context)
    return context


def self_signed(tmp_path: Path) -> ssl.SSLContext:
    alone = trustme.CA()
    alone.cert_pem.write_to_path(tmp_path / "alone.pem")
    alone.private_key_pem.write_to_path(tmp_path / "alone.key")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "alone.pem", tmp_path / "alone.key")
    return context


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "worth", [Tls.VERIFIED, Tls.EXPIRED, Tls.NOT_YET, Tls.OTHER_NAME, Tls.UNKNOWN_AUTHORITY, Tls.SELF_SIGNED]
)
@pytest.mark.survives(18)
def test_a_certificate_says_what_is_wrong_and_the_sync_goes_on(
    office: OfficeWorld, traveller: KioskWorld, authority: trustme.CA, tmp_path: Path, worth: Tls
) -> None:
    """Sealed answers and signatures do not depend on it, so the data arrive in each case."""
    context = {
        Tls.VERIFIED: lambda: certificate(authority),
        Tls.EXPIRED: lambda: certificate(authority, begins=-9, ends=-1),
        Tls.NOT_YET: lambda: certificate(authority, begins=1, ends=9),
        Tls.OTHER_NAME: lambda: certificate(authority, "kelurahan.example"),
        Tls.UNKNOWN_AUTHORITY: lambda: certificate(trustme.CA()),
        Tls.SELF_SIGNED: lambda: self_signed(tmp_path),
    }[worth]()
    traveller.submit()
    with answering(of(office), tls=context) as port:
        url = f"https://127.0.0.1:{port}"
        found = look_at(url, traveller)
        outcome = sync_once(traveller.store, traveller.keys, url, traveller.clock)
    assert (found.finding, found.tls, found.unverified) == (Finding.FINE, worth, worth is not Tls.VERIFIED)
    assert (outcome.done, outcome.acknowledged) == (True, 1)


def test_the_answerers_clock_is_compared_with_ours(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """When a certificate seems to have ended, ours may be the wrong clock."""
    date = format_datetime(datetime.fromtimestamp(START / 1000, UTC), usegmt=True)
    with answering(of(office, f"date: {date}")) as port:
        url = f"http://127.0.0.1:{port}"
        assert look(url, kiosk.keys, FixedClock(START - 86_400_000)).clock_off_s == 86_400
        assert look(url, kiosk.keys, FixedClock(START)).clock_off_s == 0


def test_https_to_a_server_without_it_is_told(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """The commonest slip in an address, and its opposite."""
    with answering(of(office)) as port:
        assert look_at(f"https://127.0.0.1:{port}", kiosk).finding is Finding.NO_TLS


@pytest.mark.usefixtures("known")
def test_a_page_behind_a_good_certificate_is_no_portal(kiosk: KioskWorld, authority: trustme.CA) -> None:
    """Nobody in between can show the server's certificate: the address is wrong."""
    with answering(lambda _: http("200 OK", PAGE, "text/html"), tls=certificate(authority)) as port:
        assert look_at(f"https://127.0.0.1:{port}", kiosk).finding is Finding.WEB_PAGE


# --- proxies ---


def forwarding(request: bytes) -> bytes:
    """What a proxy does with a request for http."""
    head, _, body = request.partition(b"\r\n\r\n")
    line, _, rest = head.partition(b"\r\n")
    host = line.split(b" ")[1].split(b"/")[2].decode()
    with socket.create_connection((host.rpartition(":")[0], int(host.rpartition(":")[2]))) as onward:
        onward.sendall(b"POST /v1/exchange HTTP/1.1\r\n" + rest + b"\r\n\r\n" + body)
        answer = b""
        while piece := onward.recv(65536):
            answer += piece
    return answer


def test_through_a_proxy_the_office_is_reached(
    office: OfficeWorld, kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is said that there is one, without its password; hosts that need none are asked directly."""
    with answering(of(office)) as port, answering(forwarding) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://petugas:rahasia@127.0.0.1:{proxy}")
        found = look_at(f"http://127.0.0.1:{port}", kiosk)
        assert (found.finding, found.proxy) == (Finding.FINE, f"127.0.0.1:{proxy}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert look_at(f"http://127.0.0.1:{port}", kiosk).proxy == ""


@pytest.mark.parametrize(
    ("scheme", "answer", "finding"),
    [
        ("http", http("407 Proxy Authentication Required", PAGE, "text/html"), Finding.PROXY_LOGIN),
        ("https", http("407 Proxy Authentication Required", PAGE, "text/html"), Finding.PROXY_LOGIN),
        ("http", http("502 Bad Gateway", PAGE, "text/html"), Finding.PROXY_REFUSED),
        ("https", http("403 Forbidden", PAGE, "text/html"), Finding.PROXY_REFUSED),
        ("http", http("200 OK", PAGE, "text/html"), Finding.PROXY_REFUSED),
    ],
)
def test_a_proxy_that_answers_itself_is_told(
    kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch, scheme: str, answer: bytes, finding: Finding
) -> None:
    """It wants a password, or does not pass it on."""
    with answering(lambda _: answer) as proxy:
        monkeypatch.setenv(f"{scheme}_proxy", f"http://127.0.0.1:{proxy}")
        url = f"{scheme}://kelurahan.invalid"
        assert look_at(url, kiosk).finding is finding
        outcome = sync_once(kiosk.store, kiosk.keys, url, kiosk.clock)
    assert outcome.state in (State.NOT_OUR_SERVER, State.SERVER_ERROR)
    assert unchanged(kiosk)


@pytest.mark.parametrize(
    ("proxy", "finding"),
    [
        ("http://127.0.0.1:1", Finding.PROXY_GONE),
        ("http://proxy.invalid:3128", Finding.PROXY_GONE),
        ("quic://127.0.0.1:1", Finding.PROXY_WRONG),
        ("socks5://127.0.0.1:1", Finding.PROXY_WRONG),
    ],
)
def test_a_proxy_that_is_of_no_use_is_told(
    kiosk: KioskWorld, monkeypatch: pytest.MonkeyPatch, proxy: str, finding: Finding
) -> None:
    """It is not there, or of a kind this program does not speak."""
    monkeypatch.setattr("sync.diagnosis._ELSEWHERE", (("127.0.0.1", socket.AF_INET),))
    monkeypatch.setenv("http_proxy", proxy)
    assert look_at("http://kelurahan.invalid", kiosk).finding is finding


def test_a_knock_is_no_request(office: OfficeWorld, kiosk: KioskWorld) -> None:
    """It holds nothing but who asks whom."""
    assert len(knock(office.keys.code, kiosk.keys.id)) == 12 + len(office.keys.code)
