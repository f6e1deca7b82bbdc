"""Calls to addresses that somebody typed. They must not reach what only this computer can: itself, the metadata service of a
cloud, the office's network unless the office says so. So the name is resolved once, every address is looked at, and the one
that was looked at is called. No redirect is followed, no proxy of the environment is used, the answer is not read.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, urlsplit

import msgspec

_TIMEOUT_S: Final = 10.0
_LONGEST: Final = 500
_ADDRESS: Final = re.compile(r"https?://[!-~]+", re.ASCII)
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Reach(StrEnum):
    """How far a call may go."""

    INTERNET = "internet"
    LAN = "lan"  # private addresses too
    HERE = "here"  # this computer too: for tests


class Answered(msgspec.Struct, frozen=True):
    """Somebody answered."""

    status: int


class Failed(StrEnum):
    """Why nobody did."""

    GONE = "gone"  # there is no such hook any more
    ADDRESS = "address"  # no http(s) address
    NAME = "name"  # it cannot be resolved
    NOT_ALLOWED = "not_allowed"  # it leads where calls must not go
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"  # the certificate is not that host's, or nobody's we know
    NO_HTTP = "no_http"


def is_address(url: str) -> bool:
    """Whether that is an http(s) address of a host, without a name and password in it."""
    return _split(url) is not None


def is_allowed(ip: Ip, reach: Reach) -> bool:
    """Whether a call may go there."""
    inner = _inside(ip)
    if reach is Reach.HERE and inner.is_loopback:
        return True
    if inner.is_loopback or inner.is_link_local or inner.is_multicast or inner.is_unspecified:
        return False
    return inner.is_global or (reach is not Reach.INTERNET and inner.is_private and not inner.is_reserved)


def post(url: str, body: bytes, headers: dict[str, str], reach: Reach) -> Answered | Failed:
    """One POST of JSON; ten seconds for each step of it."""
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return Failed.ADDRESS
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Failed.NAME
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not addresses or not all(is_allowed(one, reach) for one in addresses):
        return Failed.NOT_ALLOWED
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    connection = _Pinned(parts.hostname, port, str(addresses[0]), secure=parts.scheme == "https")
    try:
        connection.request(
            "POST", target, body, {"content-type": "application/json", "user-agent": "publik-kiosk", **headers}
        )
        return Answered(connection.getresponse().status)
    except ssl.SSLError:
        return Failed.TLS
    except TimeoutError:
        return Failed.TIMEOUT
    except OSError:
        return Failed.UNREACHABLE
    except http.client.HTTPException:
        return Failed.NO_HTTP
    finally:
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, for a host of that name."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=_TIMEOUT_S)
        self._address = address
        self._secure = secure
        self.default_port = 443 if secure else 80  # what the Host header leaves out

    def connect(self) -> None:
        """Opens the socket, and TLS on it."""
        self.sock = socket.create_connection((self._address, self.port), _TIMEOUT_S)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _split(url: str) -> SplitResult | None:
    if len(url) > _LONGEST or not _ADDRESS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or parts.username is not None or parts.password is not None or port == 0:
        return None
    return parts


def _inside(ip: Ip) -> Ip:
    """The IPv4 address that an IPv6 address stands for: a way around must lead to the same answer."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
