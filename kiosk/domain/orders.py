"""What the office has told this kiosk to do: services that are closed, a message, settings."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kiosk.domain.events import HoursSet, MessageShown, Order, ServiceClosed, ServiceOpened, SettingsChanged


class Orders(msgspec.Struct, frozen=True):
    """The orders in force, of each subject the newest."""

    closed: tuple[ServiceClosed, ...] = ()
    message: MessageShown | None = None
    settings: SettingsChanged = SettingsChanged()
    message_here: MessageShown | None = None  # of the petugas at this machine: shown where the office says nothing

    def closing(self, service: str, now_ms: int) -> ServiceClosed | None:
        """Why a service takes no requests now; None when it does."""
        return next((one for one in self.closed if one.service == service and _lasts(one.until, now_ms)), None)

    def notice(self, now_ms: int) -> str:
        """What the first page says now, "" for nothing."""
        said = (one for one in (self.message, self.message_here) if one and _lasts(one.until, now_ms))
        return next((one.text for one in said), "")


def in_force(orders: Iterable[Order]) -> Orders:
    """Puts together what stands in the table of orders, one of each subject."""
    closed: list[ServiceClosed] = []
    message: MessageShown | None = None
    settings = SettingsChanged()
    for order in orders:
        match order:
            case ServiceClosed():
                closed.append(order)
            case MessageShown():
                message = order if order.text else None
            case SettingsChanged():
                settings = order
            case ServiceOpened() | HoursSet():
                pass  # hours are kept with the hall's own settings
    return Orders(tuple(sorted(closed, key=lambda one: one.service)), message, settings)


def _lasts(until: int | None, now_ms: int) -> bool:
    return until is None or now_ms < until
