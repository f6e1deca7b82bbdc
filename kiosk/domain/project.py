"""From events to the state of a request: the same function on the kiosk and on the server."""

from __future__ import annotations

import msgspec

from kiosk.domain.events import StatusChanged, Submitted, permohonan_id
from kiosk.domain.permohonan import Permohonan, PermohonanStatus


def begin(event: Submitted, *, event_id: bytes, seq: int, at: int) -> Permohonan:
    """The request as it stands after it was submitted."""
    return Permohonan(
        id=permohonan_id(event_id),
        seq=seq,
        service=event.service,
        ref=event.ref,
        ticket=event.ticket,
        queue_day=event.queue_day,
        code_hash=event.code_hash,
        language=event.language,
        created_at=at,
        status=PermohonanStatus.SUBMITTED,
        status_at=at,
    )


def apply(permohonan: Permohonan, event: StatusChanged) -> Permohonan:
    """The request after a petugas moved it. The server decides; a kiosk takes its word as it comes."""
    return msgspec.structs.replace(permohonan, status=event.status, status_at=event.at, note=event.note)


def told(permohonan: Permohonan) -> StatusChanged:
    """How the request stands, as the office tells its kiosks."""
    return StatusChanged(
        permohonan.code_hash,
        permohonan.status,
        permohonan.status_at,
        permohonan.note,
        permohonan.service,
        permohonan.ref,
        permohonan.ticket,
        permohonan.queue_day,
        permohonan.created_at,
    )
