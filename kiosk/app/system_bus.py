"""The system's D-Bus: how NetworkManager, logind and UDisks are asked. Blocking, with an end to every wait.

    with SystemBus() as bus:
        bus.call(LOGIN, "PowerOff", "b", False)

What an error says is never kept: a service may quote what it was asked, a password too. Its name is enough.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final, Self

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

CALL_S: Final = 10.0
"""A service that is started by the call may need a few seconds on a slow disk."""
_ABSENT: Final = frozenset(
    f"org.freedesktop.DBus.Error.{name}"
    for name in ("ServiceUnknown", "NameHasNoOwner", "NoServer", "Spawn.ServiceNotFound", "Spawn.Failed", "TimedOut")
)
_FORBIDDEN: Final = ("AccessDenied", "NotAuthorized", "PermissionDenied", "InteractiveAuthorizationRequired")


class BusError(Exception):
    """What was asked was not done. `name` is D-Bus' own for it, as org.freedesktop.UDisks2.Error.DeviceBusy."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    @property
    def forbidden(self) -> bool:
        """Whether this user is not allowed to (`assets/system/` has the rule that allows it)."""
        return self.name.endswith(_FORBIDDEN)


class NobodyThere(BusError):
    """There is no such service, or no bus at all."""


class SystemBus:
    """One connection. Use as a context manager, on one thread."""

    def __init__(self) -> None:
        self._connection: DBusConnection | None = None

    def __enter__(self) -> Self:
        # A bus of tests is found by DBUS_SYSTEM_BUS_ADDRESS, as by every program.
        try:
            self._connection = open_dbus_connection("SYSTEM")
        except (OSError, TimeoutError, RuntimeError, StopIteration, ValueError) as error:
            raise NobodyThere("no bus") from error
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def call(self, at: DBusAddress, method: str, signature: str = "", *body: object) -> tuple[Any, ...]:
        """What the method answers. Raises BusError."""
        message = new_method_call(at, method, signature, body)
        return self._ask(message)

    def get(self, at: DBusAddress, name: str) -> Any:
        """The value of a property. Raises BusError."""
        return self._ask(Properties(at).get(name))[0][1]

    @contextmanager
    def signals(self, **rule: str) -> Iterator[Callable[[float], tuple[str, tuple[Any, ...]] | None]]:
        """Signals that fit the rule from now on. What is given waits for the next one, for so many seconds at most, and
        returns the path of its object and what it says, or None.
        """
        connection = self._open()
        match = MatchRule(type="signal", **rule)
        self._ask(message_bus.AddMatch(match))
        # The bus names senders by their unique names: which of ours it was is decided by the bus, not here.
        seen: deque[Any] = deque()
        with connection.filter(MatchRule(type="signal", interface=rule.get("interface")), queue=seen):

            def following(seconds: float) -> tuple[str, tuple[Any, ...]] | None:
                try:
                    told = connection.recv_until_filtered(seen, timeout=max(0.0, seconds))
                except TimeoutError:
                    return None
                except OSError as error:
                    raise NobodyThere("no bus") from error
                return told.header.fields[HeaderFields.path], told.body

            try:
                yield following
            finally:
                self._ask(message_bus.RemoveMatch(match))

    def _ask(self, message: Any) -> tuple[Any, ...]:
        try:
            reply = self._open().send_and_get_reply(message, timeout=CALL_S)
        except TimeoutError as error:
            raise BusError("no answer") from error
        except OSError as error:
            raise NobodyThere("no bus") from error
        except struct.error as error:
            raise BusError("not to be sent") from error
        if reply.header.message_type is MessageType.error:
            name = str(reply.header.fields[HeaderFields.error_name])
            raise NobodyThere(name) if name in _ABSENT else BusError(name)
        return tuple(reply.body)

    def _open(self) -> DBusConnection:
        if self._connection is None:
            raise NobodyThere("no bus")
        return self._connection


def left(deadline: float) -> float:
    """Seconds until a deadline of `time.monotonic`."""
    return max(0.0, deadline - monotonic())
