"""What systemd wants to hear of a service: one datagram a message, to the socket that $NOTIFY_SOCKET names.

The protocol of sd_notify(3). Without a socket, or with one that nobody reads, every message goes nowhere: a kiosk does not
stop because nobody listens.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress


class Notify:
    """The way to whoever started this process."""

    def __init__(self, address: str) -> None:
        # An abstract socket's name begins with a zero byte, which no variable can hold.
        self._address = "\0" + address[1:] if address.startswith("@") else address

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Notify:
        """As the starter has left it."""
        return cls(environ.get("NOTIFY_SOCKET", ""))

    def __bool__(self) -> bool:
        return bool(self._address)

    def say(self, **said: str) -> None:
        """For example `say(READY="1", STATUS="Melayani.")`."""
        if not self._address:
            return
        lines = (f"{name}={' '.join(text.split())}" for name, text in said.items())
        way = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK)
        # Nobody reads it, or not now: the next one tells the same.
        with way, suppress(OSError):
            way.sendto("\n".join(lines).encode(), self._address)


def watchdog_s(environ: Mapping[str, str] = os.environ) -> float | None:
    """How long the starter waits between two signs of life, in seconds; None when it does not wait for this process."""
    if environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    try:
        wait = int(environ["WATCHDOG_USEC"]) / 1_000_000
    except (KeyError, ValueError):
        return None
    return wait if wait > 0 else None


def parse(message: bytes) -> dict[str, str]:
    """A datagram, by names."""
    lines = (line.partition("=") for line in message.decode("utf-8", "replace").splitlines())
    return {name: value for name, separator, value in lines if separator}
