"""Tells when the machine may have got a network: a cable, a Wi-Fi, an address or a route. From the kernel itself, no root.

Linux says it on a netlink socket (rtnetlink(7)). Elsewhere, and where that is forbidden, nobody is told and the sync's own
times stand alone.
"""

from __future__ import annotations

import select
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import Final

_GROUPS: Final = 0x1 | 0x10 | 0x40 | 0x100 | 0x400
"""Links, addresses and routes of both families: RTMGRP_LINK, _IPV4_IFADDR, _IPV4_ROUTE, _IPV6_IFADDR, _IPV6_ROUTE."""
_NEW_LINK, _DEL_LINK, _NEW_ADDRESS, _DEL_ADDRESS, _NEW_ROUTE = 16, 17, 20, 21, 24
_RUNNING: Final = 0x40  # the cable is in, the Wi-Fi is associated
_LOOPBACK: Final = 0x8
_UNICAST: Final = 1
_MAIN_TABLE: Final = 254
_IFA_ADDRESS: Final = 1
_SETTLE_S: Final = 1.0
"""Carrier, address and route come one after the other; the last one makes the network."""
_LONGEST_SETTLE_S: Final = 10.0
"""A link that flaps without end is told all the same."""


class Gains:
    """Tells gains from all that the kernel says about the network.

    Losses wake nobody, and neither does what is said again: addresses are refreshed every few minutes on some networks.
    """

    def __init__(self) -> None:
        self._running: set[int] = set()
        self._addresses: set[tuple[int, bytes]] = set()

    def take(self, datagram: bytes) -> bool:
        """True when these messages of the kernel tell of something new."""
        gained = False
        at = 0
        while at + 16 <= len(datagram):
            length, kind = struct.unpack_from("IH", datagram, at)
            if length < 16 or at + length > len(datagram):
                break
            gained |= self._message(kind, datagram[at + 16 : at + length])
            at += (length + 3) & ~3
        return gained

    def _message(self, kind: int, body: bytes) -> bool:
        if kind in (_NEW_LINK, _DEL_LINK) and len(body) >= 16:
            index, flags = struct.unpack_from("iI", body, 4)
            if flags & _LOOPBACK:
                return False
            known = index in self._running
            if kind == _NEW_LINK and flags & _RUNNING:
                self._running.add(index)
                return not known
            self._running.discard(index)
        elif kind in (_NEW_ADDRESS, _DEL_ADDRESS) and len(body) >= 8:
            address = (struct.unpack_from("I", body, 4)[0], _attribute(body[8:], _IFA_ADDRESS))
            known = address in self._addresses
            if kind == _NEW_ADDRESS:
                self._addresses.add(address)
                return not known
            self._addresses.discard(address)
        elif kind == _NEW_ROUTE and len(body) >= 12:
            return body[4] == _MAIN_TABLE and body[7] == _UNICAST
        return False


def _attribute(data: bytes, wanted: int) -> bytes:
    at = 0
    while at + 4 <= len(data):
        length, kind = struct.unpack_from("HH", data, at)
        if kind == wanted:
            return data[at + 4 : at + length]
        at += max(4, (length + 3) & ~3)
    return b""


class ConnectivityWatch:
    """Calls `gained`, in a thread of its own, once things have settled after a network came.

    `settle_s`: how long nothing new must be said before; a cable or an address comes with several messages.
    """

    def __init__(self, gained: Callable[[], None], *, settle_s: float = _SETTLE_S) -> None:
        self._gained = gained
        self._settle_s = settle_s
        self._stopper: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        """Begins to watch; False where the system does not tell."""
        kernel = _listen()
        if kernel is None:
            return False
        stopping, self._stopper = socket.socketpair()
        self._thread = threading.Thread(target=self._run, args=(kernel, stopping), name="connectivity", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> None:
        """Ends the thread, if there is one."""
        if self._stopper is not None and self._thread is not None:
            self._stopper.close()
            self._thread.join()

    def _run(self, kernel: socket.socket, stopping: socket.socket) -> None:
        with kernel, stopping:
            news = Gains()
            since: float | None = None  # when the first thing was said that has not been told on
            while True:
                wait = None if since is None else self._left(since)
                ready = select.select([kernel, stopping], [], [], wait)[0]
                if stopping in ready:
                    return
                if kernel in ready and _said(kernel, news) and since is None:
                    since = time.monotonic()
                if since is not None and (not ready or self._left(since) == 0.0):
                    since = None
                    self._gained()

    def _left(self, since: float) -> float:
        return max(0.0, min(self._settle_s, since + _LONGEST_SETTLE_S - time.monotonic()))


def _said(kernel: socket.socket, news: Gains) -> bool:
    try:
        return news.take(kernel.recv(2**16))
    except OSError:
        return True  # so much was said that the kernel left some out


def _listen() -> socket.socket | None:
    if sys.platform != "linux":
        return None
    try:
        kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, socket.NETLINK_ROUTE)
    except OSError:
        return None
    try:
        kernel.bind((0, _GROUPS))
    except OSError:
        kernel.close()
        return None
    return kernel
