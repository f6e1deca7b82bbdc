"""Why the office's server is reached or not, looked at closely: for `kiosk doctor` and the maintenance page.

It knocks (`protocol.knock`): the office changes nothing and signs a no, which nobody else can. Everything in between that
answers in its place, or keeps the kiosk from it, is told apart. The sync itself goes its own way whatever is found here.
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import httpx2
import msgspec

from kiosk.clock import Clock
from sync.exchange import KioskKeys
from sync.findings import Diagnosis, Finding, Tls
from sync.protocol import CONTENT_TYPE, PATH, VERSION, Verdict, Wrong, exchange_hash, knock, unpack_reply

_MOST: Final = 4096
"""Bytes of an answer that are read: a signed no is much shorter."""
_MAGIC: Final = b"PKR"
_NO_WAY: Final = (errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_ELSEWHERE: Final = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses that belong to nobody (RFC 5737, RFC 3849): is there a way out at all?"""
_PLAIN_ANSWERS: Final = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG")
"""What OpenSSL calls an answer that is not TLS; its releases differ."""
_VERIFY_CODES: Final = {
    9: Tls.NOT_YET,
    10: Tls.EXPIRED,
    18: Tls.SELF_SIGNED,
    19: Tls.UNKNOWN_AUTHORITY,
    20: Tls.UNKNOWN_AUTHORITY,
    21: Tls.UNKNOWN_AUTHORITY,
    62: Tls.OTHER_NAME,
    64: Tls.OTHER_NAME,
}
"""X509_V_ERR_… of OpenSSL, see x509_vfy.h."""


class _Answer(msgspec.Struct):
    """What came back, and how far we got."""

    finding: Finding | None = None
    tls: Tls = Tls.NONE
    connected: bool = False
    family: str = ""
    status: int = 0
    kind: str = ""
    location: str = ""
    date: str = ""
    body: bytes = b""


def look(url: str, keys: KioskKeys, clock: Clock, *, patience_s: float = 5.0) -> Diagnosis:
    """Knocks at the office's server and says who answered; never raises for the network.

    `patience_s`: how long each step may stand still.
    """
    try:
        address = httpx2.URL(url)
    except httpx2.InvalidURL:
        return Diagnosis(Finding.NO_ADDRESS)
    if address.scheme not in ("http", "https") or not address.host:
        return Diagnosis(Finding.NO_ADDRESS)
    host, port = address.host, address.port or (443 if address.scheme == "https" else 80)
    if port > 65535:
        return Diagnosis(Finding.NO_ADDRESS)
    proxy = _proxy(address.scheme, host, port)
    try:
        # Without TLS the machine's certificates need not be read.
        answer = _ask(address, keys, patience_s, verify=address.scheme == "https")
        if answer.tls not in (Tls.NONE, Tls.VERIFIED):
            answer = msgspec.structs.replace(_ask(address, keys, patience_s, verify=False), tls=answer.tls)
    except (ImportError, ValueError, httpx2.InvalidURL):
        return Diagnosis(Finding.PROXY_WRONG, host=host, port=port, proxy=proxy)
    finding = answer.finding or _judge(answer, address, keys, proxied=bool(proxy))
    if proxy and not answer.connected and finding not in (Finding.NO_NETWORK, Finding.PROXY_LOGIN):
        finding = Finding.PROXY_GONE
    return Diagnosis(finding, answer.tls, host, port, answer.family, proxy, _clock_off_s(answer.date, clock))


def _proxy(scheme: str, host: str, port: int) -> str:
    """Host and port of the proxy that the environment asks for, "" when there is none."""
    proxies = getproxies()
    found = proxies.get(scheme) or proxies.get("all") or ""
    if not found or proxy_bypass(f"{host}:{port}"):
        return ""
    try:
        at = httpx2.URL(found if "://" in found else f"http://{found}")
    except httpx2.InvalidURL:
        return ""
    return f"{at.host}:{at.port}" if at.port else at.host


def _ask(address: httpx2.URL, keys: KioskKeys, patience_s: float, *, verify: bool) -> _Answer:
    answer = _Answer()

    def follow(event: str, _info: dict[str, Any]) -> None:
        if event.endswith("connect_tcp.complete"):
            answer.connected = True
        elif event.endswith("start_tls.complete") and verify:
            answer.tls = Tls.VERIFIED

    with httpx2.Client(verify=verify, follow_redirects=False, timeout=patience_s) as client:
        request = client.build_request(
            "POST",
            str(address).rstrip("/") + PATH,
            headers={"content-type": CONTENT_TYPE},
            content=knock(keys.office.code, keys.id),
            extensions={"trace": follow},
        )
        try:
            response = client.send(request, stream=True)
            _read(response, answer)
        except httpx2.TransportError as error:
            _note_failure(error, answer)
        except UnicodeError:
            answer.finding = Finding.NO_NAME  # no name server could be asked for such a name
    return answer


def _read(response: httpx2.Response, answer: _Answer) -> None:
    try:
        stream = response.extensions["network_stream"]
        peer = stream.get_extra_info("server_addr")
        answer.family = "IPv6" if len(peer) == 4 else "IPv4"
        answer.connected = True
        answer.status = response.status_code
        answer.kind = response.headers.get("content-type", "").split(";")[0].strip()
        answer.location = response.headers.get("location", "")
        answer.date = response.headers.get("date", "")
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > _MOST:
                break
        answer.body = bytes(body)
    finally:
        response.close()


def _note_failure(error: httpx2.TransportError, answer: _Answer) -> None:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            answer.tls = _VERIFY_CODES.get(cause.verify_code, Tls.UNTRUSTED)
            return
        if (finding := _of_system(cause)) is not None:
            answer.finding = finding
            return
    match error:
        case httpx2.ProxyError():
            answer.connected = True
            answer.finding = Finding.PROXY_LOGIN if str(error).startswith("407") else Finding.PROXY_REFUSED
        case httpx2.TimeoutException():
            answer.finding = Finding.SILENT if answer.connected else Finding.NO_ANSWER
        case httpx2.RemoteProtocolError() if not _ended(error):
            answer.finding = Finding.NOT_OURS
        case _:
            answer.finding = Finding.CUT


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _of_system(cause: BaseException) -> Finding | None:
    """What the operating system or OpenSSL said."""
    match cause:
        case ssl.SSLError():
            return Finding.NO_TLS if cause.reason in _PLAIN_ANSWERS else Finding.TLS_FAILED
        case socket.gaierror():
            return Finding.NO_NAME if _any_way_out() else Finding.NO_NETWORK
        case ConnectionRefusedError():
            return Finding.REFUSED
        case OSError(errno=number) if number in _NO_WAY:
            return Finding.NO_NETWORK
        case OSError(errno=errno.EHOSTUNREACH):
            return Finding.HOST_GONE
        case _:
            return None


def _ended(error: httpx2.RemoteProtocolError) -> bool:
    """True when the connection ended too early, false when something answered that is no HTTP."""
    return "disconnected" in str(error) or "closed" in str(error)


def _any_way_out() -> bool:
    """Whether the system knows a way to anywhere. Sends nothing."""
    for address, family in _ELSEWHERE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as plain:
                plain.connect((address, 9))
                return True
        except OSError:
            continue
    return False


def _judge(answer: _Answer, address: httpx2.URL, keys: KioskKeys, *, proxied: bool) -> Finding:
    """Who answered. Only the signature proves anything; the rest are kinds of strangers."""
    if answer.status == 200 and answer.kind == CONTENT_TYPE:
        return _judge_reply(answer.body, keys)
    page = answer.kind in ("text/html", "application/xhtml+xml")
    if answer.status == 407:
        return Finding.PROXY_LOGIN
    if answer.status == 511:
        return Finding.CAPTIVE_PORTAL
    if 300 <= answer.status < 400:
        return _judge_redirect(answer.location, address)
    if proxied and page:
        return Finding.PROXY_REFUSED
    if page and answer.status == 200:
        # A portal cannot show the certificate of our server.
        return Finding.WEB_PAGE if answer.tls is Tls.VERIFIED else Finding.CAPTIVE_PORTAL
    if answer.status in (429, 503):
        return Finding.BUSY
    if answer.status >= 500:
        return Finding.SERVER_FAILED
    if answer.status == 404 and answer.body.strip() == Wrong.OTHER_OFFICE.value.encode():
        return Finding.OTHER_OFFICE
    return Finding.WEB_PAGE if page else Finding.NOT_OURS


def _judge_redirect(location: str, address: httpx2.URL) -> Finding:
    try:
        to = address.join(location)
    except httpx2.InvalidURL:
        return Finding.CAPTIVE_PORTAL
    if to.host == address.host and (address.scheme, to.scheme) == ("http", "https"):
        return Finding.WANTS_TLS
    return Finding.CAPTIVE_PORTAL


def _judge_reply(body: bytes, keys: KioskKeys) -> Finding:
    reply = unpack_reply(body, office=keys.office, kiosk_id=keys.id)
    match reply:
        case Wrong.VERSION:
            return Finding.OLD_SERVER if body[len(_MAGIC)] < VERSION else Finding.OLD_KIOSK
        case Wrong.OTHER_OFFICE:
            return Finding.OTHER_OFFICE
        case Wrong.SIGNATURE:
            return Finding.OTHER_KEYS
        case Wrong():
            return Finding.NOT_OURS
    if reply.request != exchange_hash(knock(keys.office.code, keys.id)):
        return Finding.CACHE
    match reply.verdict:
        case Verdict.UNKNOWN_KIOSK:
            return Finding.UNKNOWN_KIOSK
        case Verdict.REVOKED:
            return Finding.REVOKED
        case _:
            return Finding.FINE


def _clock_off_s(date: str, clock: Clock) -> int | None:
    try:
        return int(parsedate_to_datetime(date).timestamp() - clock.now_ms() / 1000)
    except (ValueError, OverflowError):
        return None
