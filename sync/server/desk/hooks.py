"""Webhooks in the room "Akun": which addresses are told of what happens to requests, and how that goes."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect

from sync.server.context import Server
from sync.server.desk import words
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page
from sync.server.desk.hook_words import NOT_MADE, failed
from sync.server.people.accounts import Session
from sync.server.people.rights import Right
from sync.server.programs import webhooks
from sync.server.programs.webhooks import Hook, HookSettings, Made

_ROOM: Final = "/meja/akun/program/kabar"
_DONE: Final = {
    "dihapus": "Alamat itu sudah dihapus. Ia tidak diberi kabar lagi.",
    "dicoba-lagi": "Kabar yang tertunda dikirim lagi sekarang.",
    "diatur": "Pengaturan tersimpan.",
}


class HookForm(msgspec.Struct):
    """An address to tell."""

    token: str = ""
    alamat: str = ""


class HookButton(msgspec.Struct):
    """A button beside an address: "coba", "lanjut" or "hapus"."""

    token: str = ""
    id: str = ""
    tombol: str = ""


class ReachForm(msgspec.Struct):
    """Whether the office's own network is allowed: "ya"."""

    token: str = ""
    jaringan: str = ""


class HookRow(msgspec.Struct, frozen=True):
    """An address as a line of the page."""

    id: str
    url: str
    made: str
    icon: str
    tone: str  # the class of its state
    state: str
    why: str
    resumable: bool


@get(_ROOM, opt=needs(Right.EXPORT), sync_to_thread=True)
def hooks_page(server: ServerDep, session: SessionDep, pesan: FromQuery[str] = "") -> Response[str]:
    """The addresses there are."""
    return _page(server, session, done=_DONE.get(pesan))


@post(_ROOM, opt=needs(Right.EXPORT), status_code=200, sync_to_thread=True)
def make_hook(server: ServerDep, session: SessionDep, data: URLEncodedBody[HookForm]) -> Response[str]:
    """Adds one; the page shows its secret, once."""
    own(session, data.token)
    with server.database.writing() as connection:
        now = server.clock.now_ms()
        made = webhooks.make(connection, server.office, data.alamat.strip(), actor=session.petugas, now=now)
    if isinstance(made, Made):
        return _page(server, session, made=made)
    return _page(server, session, error=NOT_MADE[made], typed=data.alamat[:500])


@post(f"{_ROOM}/tombol", opt=needs(Right.EXPORT), status_code=303, sync_to_thread=True)
def press(server: ServerDep, session: SessionDep, data: URLEncodedBody[HookButton]) -> Response[Any]:
    """Tries an address, goes on with one that paused, or removes it."""
    own(session, data.token)
    office, now = server.office.code, server.clock.now_ms()
    if data.tombol == "coba":
        error = webhooks.try_out(server.database, server.office, data.id, now=now)
        if error is None:
            return _page(server, session, done="Berhasil: kabar percobaan diterima di alamat itu.")
        return _page(server, session, error=f"Kabar percobaan tidak sampai. {failed(error)}")
    with server.database.writing() as connection:
        if data.tombol == "hapus":
            done = webhooks.remove(connection, office, data.id, actor=session.petugas, now=now)
        else:
            done = webhooks.resume(connection, office, data.id, now=now)
    if not done:
        return page("tidak_ada.html", server, status=404, session=session, what="Alamat ini", back=_ROOM)
    return Redirect(f"{_ROOM}?pesan={'dihapus' if data.tombol == 'hapus' else 'dicoba-lagi'}", status_code=303)


@post(f"{_ROOM}/jaringan", opt=needs(Right.EXPORT), status_code=303, sync_to_thread=True)
def set_reach(server: ServerDep, session: SessionDep, data: URLEncodedBody[ReachForm]) -> Redirect:
    """Whether addresses may lie in the office's own network."""
    own(session, data.token)
    with server.database.writing() as connection:
        wanted = HookSettings(lan=data.jaringan == "ya")
        webhooks.set_hooks(connection, server.office.code, wanted, actor=session.petugas, now=server.clock.now_ms())
    return Redirect(f"{_ROOM}?pesan=diatur", status_code=303)


ROUTES: Final[tuple[Any, ...]] = (hooks_page, make_hook, press, set_reach)


def _page(
    server: Server,
    session: Session,
    *,
    done: str | None = None,
    error: str | None = None,
    made: Made | None = None,
    typed: str = "",
) -> Response[str]:
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        found = webhooks.listed(connection, server.office.code)
        reach = webhooks.hook_settings(connection, server.office.code)
    return page(
        "akun_kabar.html",
        server,
        status=409 if error else 200,
        session=session,
        rows=[_row(server, one, now) for one in found],
        lan=reach.lan,
        secret=made.secret if made else None,
        done=done,
        error=error,
        typed=typed,
    )


def _row(server: Server, one: Hook, now: int) -> HookRow:
    icon, tone, state, why = "circle-check", "ready", "Lancar", ""
    if one.failing_since is not None:
        since = words.short_moment(server.zone, one.failing_since, now=now)
        said = failed(one.last_error or "")
        if one.paused_at is not None:
            icon, tone, state, why = "circle-alert", "rejected", "Berhenti", f"Gagal sejak {since}. {said}"
        else:
            icon, tone, state, why = "hourglass", "incomplete", "Belum sampai", f"Dicoba terus sejak {since}. {said}"
    return HookRow(
        one.id,
        one.url,
        words.short_moment(server.zone, one.created_at, now=now),
        icon,
        tone,
        state,
        why,
        one.failing_since is not None,
    )
