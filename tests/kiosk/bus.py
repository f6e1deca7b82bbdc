"""A real D-Bus of a test's own, with services on it that a test made up: what they answer and what they tell is real bytes."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/></policy></busconfig>
"""
Answer = tuple[str, tuple[Any, ...]]
NOTHING: Answer = ("", ())


def there_is_a_bus() -> bool:
    return shutil.which("dbus-daemon") is not None


@contextmanager
def running_bus(folder: Path) -> Iterator[str]:
    """The address of a bus on which everybody may do everything."""
    conf = folder / "bus.conf"
    conf.write_text(CONF.format(socket=folder / "bus"))
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={conf}", "--nofork", "--nopidfile", "--print-address"], stdout=subprocess.PIPE
    )
    try:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().decode().strip()  # it says so once it listens
    finally:
        daemon.terminate()
        daemon.communicate()


class Fault(Exception):
    """What a method answers instead; its name."""


class Service(threading.Thread):
    """Objects with methods and properties under one name, answered one after the other on a thread of their own."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.methods: dict[tuple[str, str], Callable[..., Answer]] = {}
        self.properties: dict[tuple[str, str], dict[str, tuple[str, Any]]] = {}
        self.calls: list[tuple[str, str, tuple[Any, ...]]] = []
        self._later: list[Any] = []
        self._connection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName(name))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._connection.sock.shutdown(2)
        self.join(10)
        self._connection.close()

    def tell(self, path: str, interface: str, signal: str, signature: str, *body: object) -> None:
        """Emitted once the call that is being answered has its answer."""
        self._later.append(new_signal(DBusAddress(path, interface=interface), signal, signature, body))

    def run(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except OSError:
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = message.header.fields
            path, interface, member = (
                fields[HeaderFields.path], fields[HeaderFields.interface], fields[HeaderFields.member],
            )  # fmt: skip
            try:
                signature, body = self._answer(path, interface, member, message.body)
            except Fault as fault:
                self._connection.send(new_error(message, str(fault), "s", ("a secret: rahasia-warga",)))
            else:
                self._connection.send(new_method_return(message, signature, body))
            later, self._later = self._later, []
            for signal in later:
                self._connection.send(signal)

    def _answer(self, path: str, interface: str, member: str, body: tuple[Any, ...]) -> Answer:
        if (interface, member) == ("org.freedesktop.DBus.Properties", "Get"):
            of = self.properties.get((path, body[0]), {})
            if body[1] not in of:
                raise Fault("org.freedesktop.DBus.Error.UnknownProperty")
            return "v", (of[body[1]],)
        self.calls.append((path, member, body))
        method = self.methods.get((interface, member))
        if method is None:
            raise Fault("org.freedesktop.DBus.Error.UnknownMethod")
        return method(path, *body)
