"""The page "Buka dan tutup layanan": which services take requests, why not, and what the office says of each in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect

from kiosk.domain import words as domain_words
from kiosk.domain.catalog import Service
from kiosk.domain.events import ServiceClosed
from kiosk.errors import WrongUse
from sync.server.content import drafts, service_texts
from sync.server.content.drafts import Overtaken
from sync.server.content.service_texts import Saying
from sync.server.context import Server
from sync.server.desk import orders as desk_orders
from sync.server.desk import words
from sync.server.desk.frame import ServerDep, SessionDep, needs, own, page
from sync.server.desk.orders import OrderForm
from sync.server.desk.records import LINE_LENGTH, Unreadable, amount, said_in_line
from sync.server.exchange import files
from sync.server.kiosks import orders
from sync.server.people.accounts import Session
from sync.server.people.rights import Right

_HOME: Final = "/meja/isi/layanan"
_MORE: Final = 2
"""Empty lines below the requirements."""
_MOST: Final = 40

_DONE: Final = {
    "tutup": "Layanan ditutup. Setiap kiosk menutupnya saat terhubung berikutnya.",
    "buka": "Layanan dibuka lagi. Setiap kiosk membukanya saat terhubung berikutnya.",
    "terbit": "Terbit. Setiap kiosk menampilkannya saat terhubung berikutnya.",
    "sama": "Tidak ada yang berubah.",
}


class RevertForm(msgspec.Struct, frozen=True):
    """ "Kembalikan ke bawaan": the newest number that the page showed."""

    token: str = ""
    dari: int = -1


class ServiceRow(msgspec.Struct, frozen=True):
    """One service of the list."""

    ref: str
    icon: str
    title: str
    says: str
    reason: str
    open: bool
    own: bool  # the office says something otherwise


class Section(msgspec.Struct, frozen=True):
    """The services of one group."""

    title: str
    rows: tuple[ServiceRow, ...]


@get(_HOME, opt=needs(Right.CONTENT), sync_to_thread=True)
def services_page(server: ServerDep, session: SessionDep) -> Response[str]:
    """All services with a form, the closed ones first."""
    now = server.clock.now_ms()
    with server.database.reading() as connection:
        closed = _closed(orders.listed(connection, server.office.code), now)
        mine = files.current(connection, server.office.code).keys()
    rows = {one.ref: _row(server, one, closed.get(one.id), mine, now) for one in server.catalog.services}
    sections = [
        Section(
            group.title.id,
            tuple(rows[one.ref] for one in server.catalog.services if one.group == group.id and one.id not in closed),
        )
        for group in server.catalog.groups
    ]
    shut = Section("Sedang ditutup", tuple(row for row in rows.values() if not row.open))
    return page(
        "isi_layanan.html",
        server,
        session=session,
        sections=[one for one in (shut, *sections) if one.rows],
        closed=len(shut.rows),
        count=len(rows),
    )


@get(f"{_HOME}/{{ref:str}}", opt=needs(Right.CONTENT), sync_to_thread=True)
def service_page(
    server: ServerDep, session: SessionDep, ref: FromPath[str], pesan: FromQuery[str] = ""
) -> Response[str]:
    """One service: its switch and its words."""
    return _service_page(server, session, ref, done=_DONE.get(pesan))


@post(f"{_HOME}/{{ref:str}}/pintu", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def switch(
    server: ServerDep, session: SessionDep, ref: FromPath[str], data: URLEncodedBody[OrderForm]
) -> Response[Any]:
    """Closes a service at every kiosk, or opens it."""
    own(session, data.token)
    service = _find(server, ref)
    if service is None:
        return _gone(server, session)
    now = server.clock.now_ms()
    wish = OrderForm(perintah=data.perintah, layanan=service.id, teks=data.teks, sampai=data.sampai)
    order = desk_orders.parsed(server, wish, now=now) if data.perintah in ("tutup", "buka") else None
    if order is None:
        return _service_page(server, session, ref, switched=data)
    with server.database.writing() as connection:
        orders.give(connection, server.office.code, order, actor=session.petugas, now=now, zone=server.zone)
    return Redirect(f"{_HOME}/{ref}?pesan={data.perintah}", status_code=303)


@post(f"{_HOME}/{{ref:str}}", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def reword(
    server: ServerDep, session: SessionDep, ref: FromPath[str], data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """Publishes what the office says of a service."""
    typed = {name: str(value[0] if isinstance(value, list) and value else value) for name, value in data.items()}
    own(session, typed.get("token", ""))
    service = _find(server, ref)
    if service is None:
        return _gone(server, session)
    wrong: dict[str, str] = {}
    said = _read(service, typed, wrong)
    if said is None:
        return _service_page(server, session, ref, typed=typed, wrong=wrong)
    seen = typed.get("dari", "")
    try:
        with server.database.writing() as connection:
            done = service_texts.keep(
                connection,
                server.office.code,
                service,
                said,
                seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 18 else -1,
                data=server.data,
                actor=session.petugas,
                now=server.clock.now_ms(),
            )
    except WrongUse as error:
        message = f"Kiosk tidak bisa membaca isi ini. Tunjukkan kepada pengelola sistem: {error.what}"
        return _service_page(server, session, ref, typed=typed, message=message)
    if isinstance(done, Overtaken):
        message = (
            f"Rekan Anda ({done.actor}) baru saja mengubah layanan ini. Tulisan Anda masih ada di bawah; yang berlaku"
            " sekarang ada di kanan. Kalau Anda terbitkan sekali lagi, tulisan Anda yang dipakai."
        )
        return _service_page(server, session, ref, typed=typed, message=message)
    return Redirect(f"{_HOME}/{ref}?pesan={'sama' if done is None else 'terbit'}", status_code=303)


@post(f"{_HOME}/{{ref:str}}/bawaan", opt=needs(Right.CONTENT), status_code=303, sync_to_thread=True)
def revert(
    server: ServerDep, session: SessionDep, ref: FromPath[str], data: URLEncodedBody[RevertForm]
) -> Response[Any]:
    """Takes back what the office says otherwise."""
    own(session, data.token)
    service = _find(server, ref)
    if service is None:
        return _gone(server, session)
    with server.database.writing() as connection:
        done = drafts.revert(
            connection,
            server.office.code,
            service_texts.file_of(service),
            0,
            seen=data.dari,
            data=server.data,
            actor=session.petugas,
            now=server.clock.now_ms(),
        )
    if isinstance(done, Overtaken):
        message = f"Rekan Anda ({done.actor}) baru saja mengubah layanan ini. Lihat dulu."
        return _service_page(server, session, ref, message=message)
    return Redirect(f"{_HOME}/{ref}?pesan={'sama' if done is None else 'terbit'}", status_code=303)


def _closed(given: list[orders.Given], now: int) -> dict[str, ServiceClosed]:
    """The services that are closed at every kiosk, by id."""
    return {
        one.order.service: one.order
        for one in given
        if isinstance(one.order, ServiceClosed)
        and one.kiosk_id is None
        and (one.order.until is None or one.order.until > now)
    }


def _row(server: Server, service: Service, closed: ServiceClosed | None, mine: Any, now: int) -> ServiceRow:
    says = "Buka"
    if closed is not None:
        until = words.short_moment(server.zone, closed.until, now=now) if closed.until is not None else ""
        says = f"Tutup sampai {until}" if until else "Tutup"
    return ServiceRow(
        service.ref,
        service.icon,
        service.title.id,
        says,
        closed.reason if closed else "",
        closed is None,
        service_texts.file_of(service) in mine,
    )


def _find(server: Server, ref: str) -> Service | None:
    return next((one for one in server.catalog.services if one.ref == ref), None)


def _gone(server: Server, session: Session) -> Response[str]:
    return page("tidak_ada.html", server, status=404, session=session, what="Layanan ini", back=_HOME)


def _typed_of(said: Saying) -> dict[str, str]:
    found = {"ringkasan": said.summary.id, "perkiraan": said.estimate.id, "biaya": str(said.cost)}
    for at, one in enumerate(said.requirements):
        found |= {f"syarat.{at}": one.text.id, f"catatan.{at}": one.note.id if one.note else ""}
    return found


def _read(service: Service, typed: Mapping[str, str], wrong: dict[str, str]) -> Saying | None:
    before = service_texts.saying(service)

    def line(name: str, *, required: bool = False) -> str:
        try:
            text = said_in_line(typed.get(name, ""))
        except Unreadable as error:
            wrong[name] = str(error)
            return ""
        if required and not text:
            wrong[name] = "Isi dulu bagian ini."
        return text

    summary, estimate = line("ringkasan", required=True), line("perkiraan", required=True)
    cost = amount(line("biaya", required=True))
    if cost is None:
        wrong.setdefault("biaya", "Tulis angka rupiah, misalnya 15000. 0 berarti gratis.")
    requirements = []
    taken = {one.id for one in before.requirements}
    for at in range(_MOST):
        known = before.requirements[at] if at < len(before.requirements) else None
        text, note = line(f"syarat.{at}"), line(f"catatan.{at}")
        if text:
            made = service_texts.requirement(text, note, known, taken)
            taken.add(made.id)
            requirements.append(made)
    if wrong or cost is None:
        return None
    return Saying(
        service_texts.worded(summary, before.summary),
        service_texts.worded(estimate, before.estimate),
        cost,
        tuple(requirements),
    )


def _service_page(
    server: Server,
    session: Session,
    ref: str,
    *,
    done: str | None = None,
    message: str = "",
    switched: OrderForm | None = None,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> Response[str]:
    service = _find(server, ref)
    if service is None:
        return _gone(server, session)
    now = server.clock.now_ms()
    name = service_texts.file_of(service)
    with server.database.reading() as connection:
        given = orders.listed(connection, server.office.code)
        listed = next((one for one in files.listed(connection, server.office.code) if one.name == name), None)
    closed = _closed(given, now).get(service.id)
    said = service_texts.saying(service)
    return page(
        "isi_satu_layanan.html",
        server,
        status=409 if message or wrong or switched else 200,
        session=session,
        service=service,
        row=_row(server, service, closed, {name} if listed and not listed.withdrawn else (), now),
        address=f"{_HOME}/{ref}",
        back=_HOME,
        seen=listed.number if listed else 0,
        said=said,
        cost=domain_words.rupiah(said.cost) if said.cost else "Gratis",
        typed=typed or _typed_of(said),
        conditional={at for at, one in enumerate(said.requirements) if one.show_when},
        lines=min(len(said.requirements) + _MORE, _MOST),
        line_length=LINE_LENGTH,
        reason_length=orders.REASON_LENGTH,
        today=server.zone.local(now).date().isoformat(),
        switched=switched or OrderForm(),
        error=words.ORDER_REFUSED if switched else "",
        changed=f"{listed.actor}, {words.short_moment(server.zone, listed.at, now=now)}" if listed else "",
        wrong=wrong or {},
        message=message,
        done=done,
    )


ROUTES: Final[tuple[Any, ...]] = (services_page, service_page, switch, reword, revert)
"""The routes of this page."""
