"""A request as one line of a list, and the parts of the inbox."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from kiosk.domain.catalog import Catalog
from kiosk.domain.permohonan import MOVES, PermohonanStatus
from sync.server.context import Server
from sync.server.desk import words
from sync.server.work import complaints
from sync.server.work.forwards import Asked
from sync.server.work.requests import HOME, Item

_S = PermohonanStatus
_TICKET: Final = re.compile(r"([A-Za-z])\s*-?\s*(\d{1,4})", re.ASCII)
_OLD_MS: Final = 3 * 24 * 3600_000


class Tab(msgspec.Struct, frozen=True):
    """A part of the inbox. `key` stands in the address."""

    key: str
    title: str
    statuses: tuple[PermohonanStatus, ...]
    empty: str

    @property
    def closed(self) -> bool:
        """Whether it holds what is done."""
        return not any(MOVES[status] for status in self.statuses)


TABS: Final = (
    Tab(
        "",
        "Perlu dikerjakan",
        (_S.SUBMITTED, _S.IN_REVIEW, _S.AWAITING_SIGNATURE),
        "Semua sudah dikerjakan. Permohonan baru dari kiosk akan muncul di sini.",
    ),
    Tab("baru", "Baru masuk", (_S.SUBMITTED,), "Belum ada permohonan baru."),
    Tab("diperiksa", "Sedang diperiksa", (_S.IN_REVIEW,), "Tidak ada yang sedang diperiksa."),
    Tab("tanda-tangan", "Tanda tangan", (_S.AWAITING_SIGNATURE,), "Tidak ada yang menunggu tanda tangan."),
    Tab("belum-lengkap", "Belum lengkap", (_S.INCOMPLETE,), "Tidak ada warga yang sedang diminta melengkapi berkas."),
    Tab("siap", "Siap diambil", (_S.READY,), "Tidak ada surat yang menunggu diambil."),
    Tab("selesai", "Selesai", (_S.COLLECTED, _S.REJECTED, _S.CANCELLED), "Belum ada yang selesai."),
)


class Row(msgspec.Struct, frozen=True):
    """One line of the inbox."""

    id: str
    ticket: str
    service: str
    ref: str
    status: str
    status_key: str
    status_icon: str
    when: str
    waited: str
    old: bool
    priority: bool
    holder: str | None = None  # the agency that has the papers, when it is not the kelurahan itself
    assignee: str | None = None
    deadline: str | None = None
    late: bool = False
    asked: str | None = None  # agencies that have not answered
    answered: str | None = None  # agencies that have
    news: bool = False  # and nothing was done since


def tab(key: str) -> Tab:
    """The part of the inbox an address names; the first for anything else."""
    return next((one for one in TABS if one.key == key), TABS[0])


def row(server: Server, item: Item, now: int, *, asked: Asked | None = None, me: str | None = None) -> Row:
    """A request as a line of a list. `asked`: which agencies have to do with it. `me`: who looks."""
    request = item.permohonan
    service = server.catalog.known(request.service)
    complaint = service is not None and service.kind == complaints.KIND
    closed = not MOVES[request.status]
    since = request.status_at if closed else item.waiting_since
    left = complaints.days_left(item.deadline, now, server.zone) if item.deadline is not None and not closed else None
    asked = asked or Asked()
    return Row(
        id=request.id,
        ticket=request.ticket,
        service=service.title.id if service else request.service,
        ref=request.ref,
        status=words.status(request.status, complaint=complaint),
        status_key=request.status.value.lower().replace("_", "-"),
        status_icon=words.STATUS_ICON[request.status],
        when=words.short_moment(server.zone, since, now=now),
        waited=words.waited(now - since),
        old=not closed and now - since > _OLD_MS,
        priority=item.priority,
        holder=None if item.holder == HOME else agency_title(server.catalog, item.holder),
        assignee=None if item.assignee is None or closed else "Anda" if item.assignee == me else item.assignee,
        deadline=None if left is None else words.deadline(left),
        late=left is not None and left < 0,
        asked=_titles(server.catalog, asked.waiting) if not closed else None,
        answered=_titles(server.catalog, asked.answered) if not closed else None,
        news=request.status is _S.SUBMITTED or asked.answered_at >= request.status_at,
    )


def agency_title(catalog: Catalog, name: str) -> str:
    """An agency as people call it; its id when the catalogue does not know it."""
    return next((agency.title.id for agency in catalog.agencies if agency.id == name), name)


def ticket_of(text: str) -> str:
    """A queue number as it is written, "A-007", from how people type it; empty for anything else."""
    match = _TICKET.fullmatch(text.strip())
    return f"{match[1].upper()}-{int(match[2]):03}" if match else ""


def _titles(catalog: Catalog, names: tuple[str, ...]) -> str | None:
    return ", ".join(agency_title(catalog, name) for name in names) or None
