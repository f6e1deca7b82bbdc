"""How the petugas wants this kiosk to be in its hall: opening hours, services, a message, how loud and how bright."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

import msgspec

from kiosk.clock import Zone
from kiosk.domain.audit import Act
from kiosk.domain.catalog import LANGUAGES, Catalog
from kiosk.domain.events import HoursSet, MessageShown, ServiceClosed
from kiosk.domain.orders import Orders
from kiosk.errors import WrongUse

DAY: Final = 24 * 60
MESSAGE_LENGTH: Final = 120
REASON_LENGTH: Final = 120
"""Letters."""
DARKEST: Final = 10
"""Percent: on a screen that is darker nobody finds the way back."""
LONGEST_CLOSING_DAYS: Final = 60
"""A closing that seems to last longer was not meant so: the clock has fallen back, and it does not count."""

_DAYS: Final = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_HOURS: Final = re.compile(r"(?P<days>[a-z][a-z,\s–-]*?)\s+(?P<opens>[\d.:]+)\s*[–-]\s*(?P<closes>[\d.:]+)")
_TIME: Final = re.compile(r"(\d{1,2})[.:](\d\d)")
_LONG_NUMBER: Final = re.compile(r"(?:\d[ .-]?){16}")
_REMEDY: Final = 'Tulis misalnya "Sen-Jum 08.00-15.00; Sab 08.00-12.00".'


class Hours(msgspec.Struct, frozen=True):
    """When it is open on one day, in minutes after midnight at the office; `opens < closes <= 1440`."""

    opens: int
    closes: int


class Hall(msgspec.Struct, frozen=True):
    """Everything a petugas or the admin sets at the machine itself. What the office orders goes before it, but hours, which it sets here."""

    hours: tuple[Hours | None, ...] = ()  # Monday first, seven or none: always open; None: closed all day
    closed_until: int | None = None  # "tutup untuk hari ini": ms since 1970 UTC
    closed: tuple[ServiceClosed, ...] = ()  # switched off here
    message: MessageShown | None = None  # below the title of the first page
    volume: int = 100  # percent
    brightness: int = 100  # percent
    languages: tuple[str, ...] = ()  # none: as `config.toml` has them


# --- Open and closed --------------------------------------------------------------------------------------------------


class Opening(msgspec.Struct, frozen=True):
    """Whether residents are served now, and when that changes next (ms since 1970 UTC); none: never."""

    open: bool
    changes_at: int | None = None


def opening(hall: Hall, now_ms: int, zone: Zone, *, doubtful: bool = False) -> Opening:
    """Judged by the office's own time of day. While the clock is in doubt hours do not count: a kiosk that believes it is
    night all day would serve nobody.
    """
    closed = hall.closed_until
    if closed is not None and now_ms < closed <= now_ms + _days_ms(LONGEST_CLOSING_DAYS):
        later = Opening(True) if doubtful else _by_hours(hall, closed, zone)
        return Opening(False, closed if later.open else later.changes_at)
    return Opening(True) if doubtful else _by_hours(hall, now_ms, zone)


def end_of_day(now_ms: int, zone: Zone) -> int:
    """The coming midnight at the office: how long "tutup untuk hari ini" lasts (ms since 1970 UTC)."""
    midnight = zone.local(now_ms).replace(hour=0, minute=0, second=0, microsecond=0)
    return _ms(midnight, DAY)


def _by_hours(hall: Hall, now_ms: int, zone: Zone) -> Opening:
    if len(hall.hours) != 7:
        return Opening(True)
    local = zone.local(now_ms)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    closes: int | None = None
    for ahead in range(9):
        day = midnight + timedelta(days=ahead)
        hours = hall.hours[day.weekday()]
        begins = _ms(day, hours.opens) if hours else None
        if closes is not None and begins != closes:
            return Opening(True, closes)
        if hours is None:
            continue
        ends = _ms(day, hours.closes)
        if closes is None and begins is not None and now_ms < begins:
            return Opening(False, begins)
        if now_ms < ends:
            closes = ends  # Unless the next day begins right there: open through midnight.
    return Opening(closes is not None)


def _ms(day: datetime, minute: int) -> int:
    return int((day + timedelta(minutes=minute)).timestamp() * 1000)


def _days_ms(days: int) -> int:
    return days * 86_400_000


# --- What counts, of the office's and of ours ---------------------------------------------------------------------------


def merged(orders: Orders, hall: Hall) -> Orders:
    """What counts here: the office's orders, then what was set at the machine where the office says nothing."""
    languages = orders.settings.languages or hall.languages or None
    return msgspec.structs.replace(
        orders,
        # The first one that lasts counts.
        closed=(*orders.closed, *hall.closed),
        message_here=hall.message,
        settings=msgspec.structs.replace(orders.settings, languages=languages),
    )


# --- Hours as they are typed --------------------------------------------------------------------------------------------


def parse_hours(text: str) -> tuple[Hours | None, ...]:
    """ "Sen-Jum 08.00-15.00; Sab 08.00-12.00" as seven days, Monday first; days that are not named are closed.

    Raises WrongUse.
    """
    week: list[Hours | None] = [None] * 7
    for part in filter(None, (one.strip() for one in text.lower().split(";"))):
        found = _HOURS.fullmatch(part)
        if found is None:
            raise WrongUse(f"Jam buka {part[:40]!r} tidak terbaca.", _REMEDY)
        hours = Hours(_minute(found["opens"]), _minute(found["closes"]))
        for day in _days(found["days"]):
            if week[day] is not None:
                raise WrongUse(f"{_DAYS[day]} ditulis dua kali.", _REMEDY)
            week[day] = hours
    _check_hours(tuple(week))
    return tuple(week)


def hours_text(hours: tuple[Hours | None, ...]) -> str:
    """The same, written so that `parse_hours` reads it; "" for always open."""
    days = groupby(range(len(hours)), key=lambda day: hours[day])
    parts: list[str] = []
    for open_hours, group in days:
        if open_hours is None:
            continue
        first, *rest = group
        named = f"{_DAYS[first]}-{_DAYS[rest[-1]]}" if rest else _DAYS[first]
        parts.append(f"{named} {time_of_day(open_hours.opens)}-{time_of_day(open_hours.closes)}")
    return "; ".join(parts)


def ordered_hours(order: HoursSet) -> tuple[Hours | None, ...]:
    """The hours of an order, as a hall keeps them. Raises WrongUse, in Indonesian, where they make no sense."""
    hours = tuple(Hours(*one) if one else None for one in order.week)
    _check_hours(hours)
    return hours


def time_of_day(minute: int) -> str:
    """Minutes after midnight as "08.00"."""
    return f"{minute // 60:02}.{minute % 60:02}"


def _minute(text: str) -> int:
    found = _TIME.fullmatch(text)
    if found is None or int(found[2]) > 59:
        raise WrongUse(f"{text[:10]!r} bukan jam.", _REMEDY)
    return int(found[1]) * 60 + int(found[2])


def _days(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.replace("–", "-").partition("-")
        begin, end = _day(first), _day(last or first)
        if end < begin:
            raise WrongUse(f"{part.strip()[:20]!r} bukan urutan hari.", _REMEDY)
        yield from range(begin, end + 1)


def _day(text: str) -> int:
    name = text.strip()[:3].capitalize()
    if name not in _DAYS:
        raise WrongUse(f"{text.strip()[:20]!r} bukan hari.", _REMEDY)
    return _DAYS.index(name)


# --- What may be set ------------------------------------------------------------------------------------------------------


def checked(wanted: Hall, before: Hall, catalog: Catalog, now_ms: int) -> Hall:
    """What was asked for, without what has ended. Raises WrongUse, in Indonesian, where it makes no sense."""
    _check_hours(wanted.hours)
    closed_until = wanted.closed_until if _lasts(wanted.closed_until, now_ms) else None
    if wanted.closed_until != before.closed_until:
        _check_until(wanted.closed_until, now_ms)
        if closed_until is not None and closed_until > now_ms + _days_ms(LONGEST_CLOSING_DAYS):
            raise WrongUse(f"Paling lama {LONGEST_CLOSING_DAYS} hari.", "Pilih waktu yang lebih dekat.")
    for closing in wanted.closed:
        if closing not in before.closed:
            _check_until(closing.until, now_ms)
    if wanted.message and wanted.message != before.message:
        _check_until(wanted.message.until, now_ms)
    closed = tuple(_checked_closing(one, catalog) for one in wanted.closed if _lasts(one.until, now_ms))
    if len({one.service for one in closed}) != len(closed):
        raise WrongUse("Satu layanan ditutup dua kali.", "Buka lagi, lalu tutup sekali saja.")
    _check_look(wanted)
    return Hall(
        wanted.hours,
        closed_until,
        tuple(sorted(closed, key=lambda one: one.service)),
        _checked_message(wanted.message, now_ms),
        wanted.volume,
        wanted.brightness,
        wanted.languages,
    )


def changes(before: Hall, after: Hall, zone: Zone) -> Iterator[tuple[Act, str]]:
    """What is different, as the audit log tells it: numbers and ids, never words that somebody wrote."""
    if after.closed_until != before.closed_until:
        if after.closed_until is None:
            yield Act.OPENED, ""
        else:
            yield Act.CLOSED, f"until {_moment(after.closed_until, zone)}"
    if after.hours != before.hours:
        yield Act.HOURS_SET, hours_text(after.hours) or "always"
    was, now = {one.service: one for one in before.closed}, {one.service: one for one in after.closed}
    for service in sorted(was.keys() | now.keys()):
        if service not in now:
            yield Act.SERVICE_SWITCHED, f"{service} opened"
        elif was.get(service) != now[service]:
            until = now[service].until
            yield Act.SERVICE_SWITCHED, f"{service} closed" + (f" until {_moment(until, zone)}" if until else "")
    if after.message != before.message:
        yield Act.MESSAGE_SHOWN, f"{len(after.message.text)} letters" if after.message else "taken away"
    if _look(after) != _look(before):
        languages = " ".join(after.languages) or "as configured"
        yield Act.LOOK_SET, f"volume {after.volume}, brightness {after.brightness}, languages {languages}"


def _check_hours(hours: tuple[Hours | None, ...]) -> None:
    if len(hours) not in (0, 7):
        raise WrongUse("Jam buka perlu tujuh hari.", _REMEDY)
    if hours and not any(hours):
        raise WrongUse("Dengan jam ini kiosk tidak pernah buka.", _REMEDY)
    for one in filter(None, hours):
        if not 0 <= one.opens < one.closes <= DAY:
            raise WrongUse("Jam buka harus sebelum jam tutup, paling lambat 24.00.", _REMEDY)


def _check_until(until: int | None, now_ms: int) -> None:
    if not _lasts(until, now_ms):
        raise WrongUse("Waktunya sudah lewat.", "Pilih waktu yang akan datang.")


def _check_look(wanted: Hall) -> None:
    if not 0 <= wanted.volume <= 100:
        raise WrongUse("Suara diatur dari 0 sampai 100 persen.", "Pilih angka di antaranya.")
    if not DARKEST <= wanted.brightness <= 100:
        raise WrongUse(f"Terang layar diatur dari {DARKEST} sampai 100 persen.", "Pilih angka di antaranya.")
    spoken = wanted.languages
    if spoken and (not set(spoken) <= set(LANGUAGES) or len(set(spoken)) != len(spoken) or "id" not in spoken):
        remedy = f"Masing-masing sekali, bahasa Indonesia di antaranya: {', '.join(LANGUAGES)}."
        raise WrongUse("Pilihan bahasa ini tidak bisa dipakai.", remedy)


def _checked_closing(closing: ServiceClosed, catalog: Catalog) -> ServiceClosed:
    reason = _words(closing.reason, REASON_LENGTH, "Alasan")
    return ServiceClosed(catalog.find(closing.service).id, reason, closing.until)


def _checked_message(message: MessageShown | None, now_ms: int) -> MessageShown | None:
    if message is None or not _lasts(message.until, now_ms):
        return None
    text = _words(message.text, MESSAGE_LENGTH, "Pesan")
    return MessageShown(text, message.until) if text else None


def _words(text: str, most: int, what: str) -> str:
    text = " ".join(text.split())
    if len(text) > most:
        raise WrongUse(f"{what} ini {len(text)} huruf; paling panjang {most}.", "Persingkat.")
    if not text.isprintable():
        raise WrongUse(f"{what} ini berisi tanda yang tidak bisa ditampilkan.", "Tulis dengan huruf biasa.")
    if _LONG_NUMBER.search(text):
        raise WrongUse(f"{what} ini berisi angka sepanjang NIK.", "Jangan menulis data warga di layar umum.")
    return text


def _look(hall: Hall) -> tuple[int, int, tuple[str, ...]]:
    return hall.volume, hall.brightness, hall.languages


def _lasts(until: int | None, now_ms: int) -> bool:
    return until is None or now_ms < until


def _moment(ms: int, zone: Zone) -> str:
    return f"{zone.local(ms):%Y-%m-%d %H:%M} {zone.name}"
