"""The inbox: what waits, what waits longest on top; and the search field of every page."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect

from sync.server.context import Server
from sync.server.desk import letters, rows, words
from sync.server.desk.frame import HEADERS, ServerDep, SessionDep, needs, own, page
from sync.server.people.rights import Right
from sync.server.work import forwards, inbox, requests, search, surveys
from sync.server.work.inbox import MOST_COUNTED, Age, Filter, Place
from sync.server.work.requests import HOME, Item


class SearchForm(msgspec.Struct):
    """The search field. Posted, so that no request code and no name ever stands in an address or a log."""

    token: str = ""
    cari: str = ""

    def __repr__(self) -> str:
        return "SearchForm()"


class Choice(msgspec.Struct, frozen=True):
    """What an inbox shows, as it stands in its address."""

    tampil: str = ""
    layanan: str = ""
    umur: str = ""
    instansi: str = ""
    milik: str = ""  # "saya"
    jawaban: str = ""  # "ada"

    def address(self, **changed: str) -> str:
        """The inbox with some of it changed."""
        values = {**msgspec.structs.asdict(self), **changed}
        query = urlencode({name: value for name, value in values.items() if value})
        return f"/meja?{query}" if query else "/meja"

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out beside the other tabs."""
        return any((self.sifted, self.milik, self.jawaban))

    @property
    def sifted(self) -> bool:
        """Whether something is chosen in the form."""
        return any((self.layanan, self.umur, self.instansi))


class Link(msgspec.Struct, frozen=True):
    """A link with a number on it."""

    title: str
    address: str
    count: str
    here: bool
    icon: str = ""
    urgent: bool = False


class ListView(msgspec.Struct, frozen=True):
    """A list of requests."""

    title: str
    rows: tuple[rows.Row, ...]
    empty: str
    done: bool = False  # of what is closed: when it was
    lead: str = ""


class InboxView(msgspec.Struct, frozen=True):
    """The inbox's own parts around the list."""

    choice: Choice
    tabs: tuple[Link, ...]
    quick: tuple[Link, ...]
    services: tuple[tuple[str, str], ...]
    ages: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[str, str], ...]
    more: str | None  # the address of the next page
    later: bool  # it is not the first page
    clear: str  # the same part without the narrowing


class Arrived(msgspec.Struct, frozen=True):
    """How many requests have come since an inbox was opened."""

    baru: int


@get("/meja", opt=needs(Right.REQUESTS), sync_to_thread=True)
def inbox_page(
    server: ServerDep,
    session: SessionDep,
    *,
    tampil: FromQuery[str] = "",
    layanan: FromQuery[str] = "",
    umur: FromQuery[str] = "",
    instansi: FromQuery[str] = "",
    milik: FromQuery[str] = "",
    jawaban: FromQuery[str] = "",
    sesudah: FromQuery[str] = "",
    nomor: FromQuery[str] = "",
    pesan: FromQuery[str] = "",
) -> Response[str]:
    """The inbox: what waits longest on top."""
    now, office = server.clock.now_ms(), server.office.code
    ticket = rows.ticket_of(nomor)
    if ticket:
        with server.database.reading() as connection:
            found = _rows(server, requests.by_ticket(connection, office, ticket), session.petugas, now, connection)
        lead = "Nomor antrean mulai lagi dari 001 setiap hari. Pilih tanggalnya."
        shown = ListView(f"Nomor {ticket}", found, "Tidak ada permohonan dengan nomor ini.", lead=lead)
        return page("daftar.html", server, session=session, list=shown, inbox=None, not_found=False, now=now)
    tab = rows.tab(tampil)
    choice = Choice(tab.key, layanan[:80], _age(umur), instansi[:80], *_flags(milik, jawaban))
    apart = surveys.services(server.catalog)
    wanted = Filter(
        tab.statuses,
        service=choice.layanan or None,
        age=Age(choice.umur) if choice.umur else None,
        agency=choice.instansi or None,
        assignee=session.petugas if choice.milik else None,
        answered=bool(choice.jawaban),
        without=() if tab.closed else apart,
    )
    after = Place.parse(sesudah)
    with server.database.reading() as connection:
        counts = inbox.counts(connection, office, actor=session.petugas, now=now, without=apart)
        part = inbox.page(connection, office, wanted, zone=server.zone, now=now, after=after)
        found = _rows(server, part.items, session.petugas, now, connection)
    empty = "Tidak ada yang cocok dengan pilihan ini." if choice.narrowed else tab.empty
    return page(
        "daftar.html",
        server,
        session=session,
        list=ListView("Permohonan warga", found, empty, done=tab.closed),
        inbox=InboxView(
            choice,
            _tabs(choice, tab, counts),
            _quick(choice, counts),
            tuple((one.id, one.title.id) for one in server.catalog.services),
            tuple((age.value, words.AGE[age]) for age in Age),
            tuple((one.id, one.title.id) for one in server.catalog.agencies if one.id != HOME),
            more=_next(choice, part.next),
            later=after is not None,
            clear=Choice(tab.key).address(),
        ),
        not_found=pesan == "tidak-ada",
        now=now,
    )


@get("/meja/baru", opt=needs(Right.REQUESTS, asks_of_itself=True), sync_to_thread=True)
def arrived(server: ServerDep, sejak: FromQuery[int]) -> Response[Arrived]:
    """What an open inbox asks now and then."""
    with server.database.reading() as connection:
        since, apart = min(sejak, server.clock.now_ms()), surveys.services(server.catalog)
        count = requests.arrived(connection, server.office.code, since, without=apart)
    return Response(Arrived(count), headers=HEADERS)


@post("/meja/cari", opt=needs(Right.REQUESTS), status_code=200, sync_to_thread=True)
def find(server: ServerDep, session: SessionDep, data: URLEncodedBody[SearchForm]) -> Response[Any]:
    """Finds by request code, scanned slip, the QR of a letter, queue number, NIK or name."""
    own(session, data.token)
    text, office, now = data.cari[:300], server.office, server.clock.now_ms()
    if (letter := letters.scanned(server, session, text)) is not None:
        return Redirect(letter, status_code=303)
    with server.database.reading() as connection:
        found = requests.by_code(connection, office, text)
        ticket = rows.ticket_of(text)
        items = requests.by_ticket(connection, office.code, ticket) if ticket and not found else []
    if found:
        return Redirect(f"/meja/{found}", status_code=303)
    if len(items) > 1:
        return Redirect(f"/meja?nomor={ticket}", status_code=303)
    wanted = search.read(server.vault, text) if not items else None
    if wanted is not None:
        with server.database.writing() as connection:
            items = search.find(connection, office, wanted, actor=session.petugas, now=now)
            listed = _rows(server, items, session.petugas, now, connection)
        if len(items) > 1:
            # Not redirected to: an address must not say for whom somebody looked.
            title = "Permohonan dengan NIK atau KK ini" if wanted.kind == "nik" else "Permohonan dengan nama ini"
            lead = "Yang terbaru di atas. Pencarian ini dicatat."
            if len(items) == search.MOST:
                lead = f"{search.MOST} yang terbaru. Tambahkan kata lain dari namanya bila belum ada. Pencarian ini dicatat."
            shown = ListView(title, listed, "", lead=lead)
            return page("daftar.html", server, session=session, list=shown, inbox=None, not_found=False, now=now)
    if items:
        return Redirect(f"/meja/{items[0].permohonan.id}", status_code=303)
    return Redirect("/meja?pesan=tidak-ada", status_code=303)


ROUTES: Final[tuple[Any, ...]] = (inbox_page, arrived, find)
"""The routes of this room."""


def _rows(server: Server, items: Any, me: str, now: int, connection: Any) -> tuple[rows.Row, ...]:
    listed: list[Item] = list(items)
    asked = forwards.asked(connection, server.office.code, (item.permohonan.id for item in listed))
    return tuple(rows.row(server, item, now, asked=asked.get(item.permohonan.id), me=me) for item in listed)


def _age(text: str) -> str:
    return text if text in set(Age) else ""


def _flags(mine: str, answered: str) -> tuple[str, str]:
    return ("saya" if mine == "saya" else "", "ada" if answered == "ada" else "")


def _next(choice: Choice, place: Place | None) -> str | None:
    if place is None:
        return None
    address = choice.address()
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'sesudah': str(place)})}"


def _tabs(choice: Choice, tab: rows.Tab, counts: inbox.Counts) -> tuple[Link, ...]:
    # What is done is not counted: there are ever more of them, and nobody needs the number to work.
    return tuple(
        Link(
            one.title,
            choice.address(tampil=one.key),
            "" if one.closed else _count(sum(counts.statuses[status] for status in one.statuses)),
            one is tab,
        )
        for one in rows.TABS
    )


def _quick(choice: Choice, counts: inbox.Counts) -> tuple[Link, ...]:
    """What needs somebody now. A second click takes it away again."""
    overdue = choice.umur == Age.OVERDUE.value
    return (
        Link(
            "Milik saya",
            choice.address(milik="" if choice.milik else "saya"),
            _count(counts.mine),
            bool(choice.milik),
            "user-check",
        ),
        Link(
            "Ada jawaban instansi",
            choice.address(jawaban="" if choice.jawaban else "ada"),
            _count(counts.answered),
            bool(choice.jawaban),
            "messages-square",
        ),
        Link(
            "Lewat tenggat",
            choice.address(umur="" if overdue else Age.OVERDUE.value),
            _count(counts.overdue),
            overdue,
            "hourglass",
            urgent=counts.overdue > 0,
        ),
    )


def _count(number: int) -> str:
    return str(number) if number < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
