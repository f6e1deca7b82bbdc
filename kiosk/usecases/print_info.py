"""Give somebody on paper what they read on the screen."""

from __future__ import annotations

from kiosk.domain import words
from kiosk.domain.content import Block
from kiosk.domain.prints import InfoSlip
from kiosk.store import print_jobs
from kiosk.store.database import Connection
from kiosk.usecases.context import Context

MOST_CHARACTERS = 5000
"""On one slip: about a metre and a half of 58 mm paper."""


def print_info(
    context: Context,
    title: str,
    lines: tuple[Block, ...],
    *,
    language: str = "id",
    source: str = "",
    url: str = "",
    example: bool = False,
) -> int:
    """Queues a slip of information, the words as the screen shows them; returns the job's id.

    Nothing of the reader is on it, and the journal does not learn what was read. What is too long ends at a whole line.
    """
    kept = _first(lines)

    def write(db: Connection) -> int:
        moment = context.moment(db)
        local = context.zone.local(moment.ms)
        slip = InfoSlip(
            language=language,
            office=context.kiosk.office.name,
            title=title,
            lines=kept,
            source=source,
            when="" if moment.doubtful else words.date_and_time(local, context.zone.name, language),
            url=url,
            example=example,
            more=len(kept) < len(lines),
        )
        return print_jobs.add(db, slip, now=moment.ms)

    return context.store.transaction(write)


def _first(lines: tuple[Block, ...]) -> tuple[Block, ...]:
    """As many lines as fit, at least one; no heading stays alone at the end."""
    room, kept = MOST_CHARACTERS, 0
    for line in lines:
        room -= len(line.mark) + len(line.text)
        if room < 0 and kept:
            break
        kept += 1
    while kept < len(lines) and kept > 1 and lines[kept - 1].kind == "heading":
        kept -= 1
    return lines[:kept]
