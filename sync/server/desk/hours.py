"""The page "Jam buka kiosk": when kiosks are open, ordered for all of them or for one, and which of them does so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect

from kiosk.domain.events import HoursSet
from kiosk.domain.hall import DAY, hours_text, ordered_hours, time_of_day
from kiosk.errors import WrongUse
from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page
from sync.server.kiosks import orders
from sync.server.kiosks.orders import KioskHours
from sync.server.people.accounts import Session
from sync.server.people.rights import Right

_HOME: Final = "/meja/isi/jam"
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_USUAL: Final = HoursSet((*[(8 * 60, 15 * 60)] * 5, None, None))
"""What the form begins with where nothing was ordered yet; it counts only when somebody sends it."""
_TIME: Final = re.compile(r"(\d{1,2})(?:[.:,]?([0-5]\d))?", re.ASCII)
_DONE: Final = "Jam buka tercatat. Setiap kiosk mengikutinya saat terhubung berikutnya."
_GONE: Final = "Kiosk itu tidak ada lagi. Pilih kiosk lain; jam buka belum diganti."


class HoursRow(msgspec.Struct, frozen=True):
    """A kiosk, and what it was told."""

    id: str
    name: str
    says: str
    when: str
    state: str  # "own" where it does so, "draft" where it was not heard of since, "" where nothing was ordered
    state_says: str


@get(_HOME, opt=needs(Right.CONTENT), sync_to_thread=True)
def hours_page(
    server: ServerDep, session: SessionDep, kiosk: FromQuery[str] = "", pesan: FromQuery[str] = ""
) -> Response[str]:
    """What every kiosk was told, and the form; for one of them with its own hours in it."""
    return _page(server, session, kiosk=kiosk, done=_DONE if pesan == "jam" else "")


@post(_HOME, opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def set_hours(server: ServerDep, session: SessionDep, data: URLEncodedBody[dict[str, Any]]) -> Response[Any]:
    """Orders the hours of the form."""
    typed = {name: str(value[0] if isinstance(value, list) and value else value) for name, value in data.items()}
    own(session, typed.get("token", ""))
    kiosk, now = typed.get("kiosk", ""), server.clock.now_ms()
    wrong: dict[str, str] = {}
    order = _read(typed, wrong)
    if order is None:
        return _page(server, session, kiosk=kiosk, typed=typed, wrong=wrong)
    try:
        with server.database.writing() as connection:
            orders.give(
                connection,
                server.office.code,
                orders.checked(order, server.catalog, now=now),
                kiosk_id=kiosk or None,
                actor=session.petugas,
                now=now,
                zone=server.zone,
            )
    except WrongUse:  # no such kiosk, or no longer
        return _page(server, session, typed=typed, error=_GONE)
    return Redirect(f"{_HOME}?pesan=jam", status_code=303)


def _read(typed: Mapping[str, str], wrong: dict[str, str]) -> HoursSet | None:
    """The order of a form; None when it makes no sense, with what is wrong by day ("0" is Monday) or as "semua"."""
    if typed.get("selalu") == "ya":
        return HoursSet(())
    week: list[tuple[int, int] | None] = []
    for day in range(len(_DAYS)):
        begins, ends = typed.get(f"buka.{day}", "").strip(), typed.get(f"tutup.{day}", "").strip()
        opens, closes = _minute(begins), _minute(ends)
        if not begins and not ends:
            week.append(None)
        elif opens is None or closes is None:
            wrong[str(day)] = "Isi jam buka dan jam tutup, misalnya 08.00 dan 15.00. Kosongkan keduanya kalau tutup."
        elif opens >= closes:
            wrong[str(day)] = "Jam tutup harus sesudah jam buka."
        else:
            week.append((opens, closes))
    if not wrong and not any(week):
        wrong["semua"] = "Isi sedikitnya satu hari, atau pilih “Selalu buka”."
    return None if wrong else HoursSet(tuple(week))


def _minute(text: str) -> int | None:
    """Minutes after midnight of "8", "8.00", "08:00" or "0800"; None for no time of a day."""
    found = _TIME.fullmatch(text)
    minute = int(found[1]) * 60 + int(found[2] or 0) if found else DAY + 1
    return minute if minute <= DAY else None


def _typed_of(order: HoursSet) -> dict[str, str]:
    if not order.week:
        return {"selalu": "ya"}
    typed: dict[str, str] = {}
    for day, hours in enumerate(order.week):
        if hours is not None:
            opens, closes = hours
            typed |= {f"buka.{day}": time_of_day(opens), f"tutup.{day}": time_of_day(closes)}
    return typed


def _begin_with(told: Sequence[KioskHours], kiosk: str) -> HoursSet:
    """What the form shows first: what that kiosk was told, or all of them."""
    given = next((one.given for one in told if one.given and kiosk in (one.kiosk_id, one.given.kiosk_id or "")), None)
    return given.order if given and isinstance(given.order, HoursSet) else _USUAL


def _row(server: Server, one: KioskHours, now: int) -> HoursRow:
    if one.given is None or not isinstance(one.given.order, HoursSet):
        return HoursRow(one.kiosk_id, one.name, "Menurut yang diatur di kiosk itu", "", "", "Belum diatur dari kantor")
    says = hours_text(ordered_hours(one.given.order)) or "Selalu buka"
    whom = "untuk kiosk ini saja" if one.given.kiosk_id else "untuk semua kiosk"
    when = f"Diatur {words.short_moment(server.zone, one.given.at, now=now)}, {whom}"
    if one.followed:
        return HoursRow(one.kiosk_id, one.name, says, when, "own", "Sudah diikuti")
    return HoursRow(one.kiosk_id, one.name, says, when, "draft", "Menunggu kiosk terhubung")


def _page(
    server: Server,
    session: Session,
    *,
    kiosk: str = "",
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    done: str = "",
    error: str = "",
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        told = orders.hours_of_kiosks(connection, server.office.code)
    return page(
        "isi_jam.html",
        server,
        status=409 if wrong or error else 200,
        session=session,
        rows=[_row(server, one, now) for one in told],
        days=_DAYS,
        kiosk=kiosk,
        typed=typed or _typed_of(_begin_with(told, kiosk)),
        wrong=wrong or {},
        done=done,
        error=error,
        address=_HOME,
    )


ROUTES: Final[tuple[Any, ...]] = (hours_page, set_hours)
"""The routes of this page."""
