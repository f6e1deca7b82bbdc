"""What a petugas tells the kiosks from the desk: close a service and open it again, show a message and take it away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

import msgspec

from kiosk.clock import Zone
from kiosk.domain.catalog import Catalog
from kiosk.domain.code import is_kiosk_id
from kiosk.domain.events import HoursSet, MessageShown, Order, ServiceClosed, ServiceOpened, SettingsChanged
from kiosk.domain.hall import hours_text, ordered_hours
from kiosk.errors import WrongUse
from sync.server.context import Server
from sync.server.desk import words
from sync.server.kiosks import orders


class OrderForm(msgspec.Struct, frozen=True):
    """An order as the page sends it. `kiosk`: an id, or empty for all; `sampai`: the last day, "2026-12-01" or empty."""

    token: str = ""
    perintah: str = ""  # "tutup", "buka", "pesan"
    kiosk: str = ""
    layanan: str = ""
    teks: str = ""
    sampai: str = ""


class OrderRow(msgspec.Struct, frozen=True):
    """An order that is in force, or not everywhere taken back yet."""

    icon: str
    says: str
    quote: str  # what residents read
    whom: str
    when: str
    followed: str
    waited_for: tuple[str, ...]  # names of the kiosks that have not said so yet
    undo: OrderForm | None  # the order that ends it
    undo_verb: str = ""


def parsed(server: Server, form: OrderForm, *, now: int) -> Order | None:
    """The order of a form; None when it makes no sense, which the page says in its own words."""
    if form.kiosk and not is_kiosk_id(form.kiosk):
        return None
    try:
        until = _end_of(form.sampai, server.zone)
        match form.perintah:
            case "tutup":
                order: Order = ServiceClosed(form.layanan, form.teks, until)
            case "buka":
                order = ServiceOpened(form.layanan)
            case "pesan":
                order = MessageShown(form.teks, until)
            case _:
                return None
        return orders.checked(order, server.catalog, now=now)
    except (ValueError, OverflowError, WrongUse):
        return None


def rows(
    server: Server, given: Iterable[orders.Given], names: Mapping[str, str], now: int, *, kiosk_id: str | None = None
) -> list[OrderRow]:
    """The orders that mean something now, the newest first: for one kiosk, or all."""
    found = []
    for one in given:
        if kiosk_id is not None and kiosk_id not in (*one.followed, *one.waited_for):
            continue
        row = _row(server, one, names, now, kiosk_id)
        if row is not None:
            found.append(row)
    return found


def _row(
    server: Server, one: orders.Given, names: Mapping[str, str], now: int, kiosk_id: str | None
) -> OrderRow | None:
    icon, says, quote, verb = "info", "", "", ""
    until: int | None = None
    undo: OrderForm | None = None
    kiosk = one.kiosk_id or ""
    match one.order:
        case ServiceClosed(service=service, reason=reason, until=until):
            icon, says, quote = "lock", f"{_title(server.catalog, service)} ditutup", reason
            undo, verb = OrderForm(perintah="buka", layanan=service, kiosk=kiosk), "Buka lagi"
        case ServiceOpened(service=service):
            icon, says = "check", f"{_title(server.catalog, service)} dibuka lagi"
        case MessageShown(text=""):
            icon, says = "check", "Pesan di layar depan dihapus"
        case MessageShown(text=text, until=until):
            icon, says, quote = "message-report", "Pesan di layar depan", text
            undo, verb = OrderForm(perintah="pesan", kiosk=kiosk), "Hapus pesan"
        case SettingsChanged():
            icon, says = "wrench", "Pengaturan kiosk diganti"
        case HoursSet():
            icon, says = "clock", f"Jam buka: {hours_text(ordered_hours(one.order)) or 'selalu buka'}"
    over = until is not None and until <= now
    waited_for = tuple(names.get(other, other) for other in one.waited_for if kiosk_id in (None, other))
    if over or (undo is None and not waited_for and not isinstance(one.order, SettingsChanged | HoursSet)):
        return None  # it is over, or everybody knows that something is over
    if until is not None:
        says = f"{says} sampai {words.short_moment(server.zone, until, now=now)}"
    count = len(one.followed) + len(one.waited_for)
    return OrderRow(
        icon=icon,
        says=says,
        quote=quote,
        whom=names.get(one.kiosk_id, one.kiosk_id) if one.kiosk_id else "Semua kiosk",
        when=words.short_moment(server.zone, one.at, now=now),
        followed=f"Dijalankan {len(one.followed)} dari {count} kiosk" if kiosk_id is None else "",
        waited_for=waited_for,
        undo=undo,
        undo_verb=verb,
    )


def _title(catalog: Catalog, service: str) -> str:
    return next((entry.title.id for entry in catalog.entries() if entry.id == service), service)


def _end_of(day: str, zone: Zone) -> int | None:
    """The last minute of a day in the office's zone, ms since 1970 UTC; None for no day. Raises ValueError."""
    if not day:
        return None
    local = datetime.combine(date.fromisoformat(day), time(23, 59), tzinfo=zone.local(0).tzinfo)
    return int(local.timestamp() * 1000)
