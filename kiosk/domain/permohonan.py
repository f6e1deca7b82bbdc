"""A permohonan: one resident's request for one service, and the moves its status may make.

Statuses follow those OpenSID shows to staff, so that an office can carry requests over one to one.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class PermohonanStatus(StrEnum):
    """Where a request stands."""

    SUBMITTED = "SUBMITTED"  # diajukan
    INCOMPLETE = "INCOMPLETE"  # belum lengkap
    IN_REVIEW = "IN_REVIEW"  # sedang diperiksa
    AWAITING_SIGNATURE = "AWAITING_SIGNATURE"  # menunggu tanda tangan
    READY = "READY"  # siap diambil
    COLLECTED = "COLLECTED"  # sudah diambil
    REJECTED = "REJECTED"  # ditolak
    CANCELLED = "CANCELLED"  # dibatalkan


_S = PermohonanStatus

MOVES: dict[PermohonanStatus, frozenset[PermohonanStatus]] = {
    _S.SUBMITTED: frozenset({_S.IN_REVIEW, _S.INCOMPLETE, _S.REJECTED, _S.CANCELLED}),
    _S.INCOMPLETE: frozenset({_S.IN_REVIEW, _S.REJECTED, _S.CANCELLED}),
    _S.IN_REVIEW: frozenset({_S.AWAITING_SIGNATURE, _S.INCOMPLETE, _S.REJECTED, _S.CANCELLED}),
    _S.AWAITING_SIGNATURE: frozenset({_S.READY, _S.INCOMPLETE, _S.REJECTED}),
    _S.READY: frozenset({_S.COLLECTED}),
    _S.COLLECTED: frozenset(),
    _S.REJECTED: frozenset(),
    _S.CANCELLED: frozenset(),
}
"""The one table of allowed moves, read by the kiosk, the server and the desk."""

NEEDS_NOTE = frozenset({_S.INCOMPLETE, _S.REJECTED})
"""Moves that a resident cannot understand without a reason."""


class Permohonan(msgspec.Struct, frozen=True):
    """What the kiosk knows of a request: nothing about the person who made it."""

    id: str  # UUID version 7
    seq: int
    service: str
    ref: str
    ticket: str
    queue_day: str  # ISO date of the queue the ticket belongs to
    code_hash: bytes
    language: str
    created_at: int  # ms since 1970 UTC, by the kiosk's clock
    status: PermohonanStatus
    status_at: int  # ms since 1970 UTC, by the clock of who set it
    note: str | None = None


def can_move(old: PermohonanStatus, new: PermohonanStatus) -> bool:
    """True when a petugas may take a request from `old` to `new` in one step."""
    return new in MOVES[old]
