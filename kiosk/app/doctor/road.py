"""Clock, network, and what waits for the office."""

from __future__ import annotations

import math

import msgspec

from kiosk import keys
from kiosk.app.doctor.data import Reader
from kiosk.app.petugas_words import SYNC_REASON, link_words
from kiosk.clock import Clock, Zone, is_doubtful
from kiosk.domain import words
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError
from kiosk.store import blobs, journal, report
from kiosk.store.database import Connection
from sync import plan, tries
from sync.tries import LastTry

_STALE_DAYS = 7
_CLOCK_APART_S = 86_400
"""Certificates are made by the day: a clock that is off by less is not why one does not hold."""


def clock_check(read: Reader, clock: Clock, bound: keys.Keys) -> Check:
    """Whether it can be right, and whether the office's says the same."""
    now = clock.now_ms()
    zone = Zone(bound.office.zone)
    shown = words.date_and_time(zone.local(now), zone.name)
    try:
        known, state = read(lambda db: (journal.latest_known_time(db), journal.sync_state(db)))
    except KioskError:
        return Check("clock", True, shown, needed=False)
    if is_doubtful(now, known):
        return Check("clock", False, f"Jam salah: {shown}. Nomor antrean tetap aman; betulkan jam.", needed=False)
    offset = state.server_offset_ms
    if offset is not None and abs(offset) > journal.AGREEMENT_MS:
        return Check("clock", False, f"{_apart(offset)} Betulkan jam mesin; nomor antrean tetap aman.", needed=False)
    return Check("clock", True, shown, needed=False)


def _apart(offset: int) -> str:
    """How far the office's clock is ahead of ours, in ms, and what that looks like."""
    way = "terlambat" if offset > 0 else "terlalu cepat"
    hours = round(offset / 3_600_000)
    if 1 <= abs(hours) <= 12 and abs(offset - hours * 3_600_000) < journal.AGREEMENT_MS:
        return f"Jam {way} tepat {abs(hours)} jam dari server: zona waktu mesin mungkin salah (WIB, WITA, WIT)."
    return f"Jam {way} {_long(abs(offset))} dari server."


def _long(ms: int) -> str:
    days, minutes = divmod(ms // 60_000, 1440)
    return f"{days} hari" if days else f"{minutes} menit"


def network(url: str, read: Reader, clock: Clock, bound: keys.Keys) -> Check:
    """Who answers where the server should be: the office's signature, or what stands in between."""
    if not url:
        return Check("network", True, "Tanpa server: data dibawa dengan flashdisk.", needed=False)
    from sync.diagnosis import look

    seen = look(url, bound, clock)
    try:
        known = read(journal.latest_known_time)
    except KioskError:
        known = None
    apart = seen.clock_off_s is not None and abs(seen.clock_off_s) > _CLOCK_APART_S
    said = link_words(seen, clock_wrong=apart or is_doubtful(clock.now_ms(), known))
    return Check("network", seen.fine, said, needed=False, attention=seen.unverified)


class _Waiting(msgspec.Struct, frozen=True):
    """What the database says of the road to the office."""

    entries: int
    photos: int
    parked: int
    contact_at: int | None
    oldest_at: int | None  # of the oldest entry that waits, by a clock that was not in doubt
    last: LastTry | None


def sync_check(read: Reader, clock: Clock, bound: keys.Keys, *, sure: bool = True) -> Check:
    """What waits for the office, and how the last try ended. `sure`: the clock is right, so ages mean something."""

    def look(db: Connection) -> _Waiting:
        contact = journal.sync_state(db).last_contact_at
        parked, photos = len(journal.refused(db)), len(blobs.undelivered(db))
        oldest = report.oldest_unsent(db)
        since = oldest[0] if oldest and not oldest[1] else None
        return _Waiting(journal.unacknowledged(db), photos, parked, contact, since, tries.recall(db))

    try:
        seen = read(look)
    except KioskError:
        return Check("sync", False, "Tidak bisa dibaca.", needed=False)
    zone = Zone(bound.office.zone)
    contact = seen.contact_at
    since = "belum pernah" if contact is None else words.date_and_time(zone.local(contact), zone.name)
    waits = " dan ".join(f"{count} {what}" for count, what in ((seen.entries, "data"), (seen.photos, "foto")) if count)
    if seen.parked:
        return Check("sync", False, f"{seen.parked} data ditolak kelurahan. Hubungi pengelola server.", needed=False)
    # Without any contact so far it is as old as what has waited longest.
    heard = contact if contact is not None else seen.oldest_at
    if waits and sure and heard is not None and clock.now_ms() - heard > _STALE_DAYS * 86_400_000:
        return Check(
            "sync", False, f"{waits} belum terkirim. Terakhir terhubung: {since}. Kirim dengan flashdisk.", needed=False
        )
    nothing = "Belum ada data untuk dikirim." if contact is None else "Semua data sudah diterima kelurahan."
    said = f"{waits} belum terkirim." if waits else nothing
    said = f"{said} Terakhir terhubung: {since}."
    if seen.last is None or not seen.last.failures:
        return Check("sync", True, said, needed=False)
    said = f"{said} {_last_try(seen.last)}"
    return Check("sync", not seen.last.refused, said, needed=False, attention=True)


def _last_try(last: LastTry) -> str:
    """How the last try ended, and how long until the next one at most."""
    longest = plan.pause(plan.Pace(last.failures, refused=last.refused), lambda: 1.0).longest
    often = f" ({last.failures} kali berturut-turut)" if last.failures > 1 else ""
    wait = f"Dicoba lagi paling lama {math.ceil(longest / 60)} menit kemudian."
    return f"Percobaan terakhir gagal{often}: {SYNC_REASON[last.reason]} {wait}"
