"""Count what this kiosk did on a day: read only, so it works beside a running kiosk."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from kiosk.clock import Clock, Zone, is_doubtful
from kiosk.domain.antrean import queue_day
from kiosk.domain.catalog import Catalog
from kiosk.domain.office import Office
from kiosk.domain.report import (
    USUAL_DAYS,
    DailyReport,
    Unsent,
    by_day,
    by_group,
    by_hour,
    by_language,
    by_service,
    usual,
)
from kiosk.errors import WrongUse
from kiosk.store import antrean, journal, report
from kiosk.store.database import Connection
from kiosk.usecases.context import Context


def daily_report(
    db: Connection,
    office: Office,
    kiosk_id: str,
    catalog: Catalog,
    clock: Clock,
    *,
    day: date | None = None,
    days: int = 1,
) -> DailyReport:
    """The report of `day` (None: the queue's present one) and the `days` - 1 before it.

    Raises WrongUse for a day that has not begun.
    """
    zone = Zone(office.zone)
    with db.atomic():  # one picture of the tables, whatever a running kiosk writes meanwhile
        now = clock.now_ms()
        doubtful = is_doubtful(now, journal.latest_known_time(db))
        newest = antrean.latest_day(db)
        today = queue_day(zone.local(now).date(), newest, clock_doubtful=doubtful)
        last = day or today
        if last > max(today, newest or today):
            raise WrongUse(f"{last} has not begun yet: it is {today}.", "Give a day up to today, as 2026-11-21.")
        if last.year < 1970:
            raise WrongUse(f"{last} lies before any kiosk.", "Give a day as 2026-11-21.")
        first = last - timedelta(days=days - 1)
        given = report.given(db, first, last)
        unsure = [one.at for one in given if one.event.clock_doubtful]
        return DailyReport(
            office=office.name,
            kiosk_id=kiosk_id,
            first=first,
            day=last,
            made=zone.local(now),
            zone=zone.name,
            clock_doubtful=doubtful,
            doubtful=len(unsure),
            services=by_service(given, catalog),
            groups=by_group(given, catalog),
            priority=sum(one.event.priority for one in given),
            hours=by_hour(given, zone.local),
            days=by_day(given, first, last),
            languages=by_language(given),
            prints=tuple(report.prints(db, _begin(first, zone), _begin(last + timedelta(days=1), zone), unsure)),
            unsent=_unsent(db, zone),
            usual=usual(report.totals_before(db, first, USUAL_DAYS)),
        )


def todays_report(context: Context) -> DailyReport:
    """Today's numbers of a running kiosk."""
    kiosk = context.kiosk
    return context.store.run(lambda db: daily_report(db, kiosk.office, kiosk.id, context.catalog, context.clock))


def _begin(day: date, zone: Zone) -> int:
    """Midnight at the office, in ms."""
    return int(datetime.combine(day, time(), timezone(timedelta(hours=zone.hours))).timestamp() * 1000)


def _unsent(db: Connection, zone: Zone) -> Unsent:
    oldest = report.oldest_unsent(db)
    contact = journal.sync_state(db).last_contact_at
    since = zone.local(oldest[0]) if oldest and not oldest[1] else None
    return Unsent(
        entries=journal.unacknowledged(db),
        # To the hour: to the minute it would be the time at which one person stood here.
        since=since.replace(minute=0, second=0, microsecond=0) if since else None,
        refused=len(journal.refused(db)),
        last_contact=zone.local(contact) if contact is not None else None,
    )
