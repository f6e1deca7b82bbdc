"""Which services residents of this kiosk ask for most: a count of requests, without a word of what they say."""

from __future__ import annotations

from kiosk.domain.catalog import Catalog, Service
from kiosk.store import permohonan
from kiosk.usecases.context import Context

MOST = 10
WINDOW_MS = 90 * 86_400_000
"""What was asked for in another season is no help today."""
COUNTED = 1_000
"""The newest requests that are counted: more would say the same, and each first page would wait for them."""

USUAL = ("D03", "D12", "D18", "J01", "D04", "D05", "D11", "D20", "D22", "D07")
"""What a kelurahan is asked for most, by number, until this kiosk has counts of its own."""


def popular(context: Context) -> tuple[Service, ...]:
    """At most `MOST` services with a form, the most used of late first; the usual ones fill what is left."""
    since = context.clock.now_ms() - WINDOW_MS
    return order(context.catalog, context.store.run(lambda db: permohonan.count_by_service(db, since, most=COUNTED)))


def order(catalog: Catalog, counts: dict[str, int]) -> tuple[Service, ...]:
    """The same from counts by service id. What the catalogue no longer has is left out."""
    usual = {ref: -place for place, ref in enumerate(USUAL)}

    def rank(service: Service) -> tuple[int, int]:
        return counts.get(service.id, 0), usual.get(service.ref, -len(USUAL))

    return tuple(sorted(catalog.services, key=rank, reverse=True)[:MOST])
