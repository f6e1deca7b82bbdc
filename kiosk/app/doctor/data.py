"""What the kiosk keeps: room on the disk, the database, its backups, the audit log, slips that wait."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final, Protocol, TypeVar

from kiosk import log
from kiosk.clock import Clock, Zone
from kiosk.domain import words
from kiosk.domain.events import chain_hash, next_seq
from kiosk.domain.readiness import Check
from kiosk.errors import Busy, Damaged, DiskFull, DiskReadOnly, Gone, KioskError, NotReady, TooNew
from kiosk.store import audit, backups, print_jobs
from kiosk.store.database import Connection
from kiosk.usecases import recover

T = TypeVar("T")


class Reader(Protocol):
    """Runs a function on a connection to the database: the running kiosk's own, or one that only reads."""

    def __call__(self, look: Callable[[Connection], T], /) -> T: ...


_LOOKED_THROUGH: Final = recover.LOOKED_THROUGH
"""Bytes of a database or a backup that is read whole each time somebody asks; of a larger one the newest entries are."""
_TAIL: Final = 500  # entries
_SOON_DAYS, _OLD_DAYS = 2, 7
_WAITING_MS: Final = 20 * 60_000
"""The spool gives a slip up after half of that: one that is older is not being worked."""
_DAY_MS: Final = 86_400_000


def disk(data: Path, reserve_mb: int) -> Check:
    """Room and the right to write."""
    try:
        free_mb = shutil.disk_usage(data).free // 2**20
        read_only = bool(os.statvfs(data).f_flag & os.ST_RDONLY)
    except OSError:
        return Check("disk", False, f"Folder {data} tidak ada lagi. Periksa apakah disk data terpasang.")
    if read_only:
        said = (
            "Disk hanya bisa dibaca: sering tanda disk mulai rusak. Cadangkan data ke flashdisk, lalu hubungi teknisi."
        )
        return Check("disk", False, said)
    if not os.access(data, os.W_OK):
        return Check("disk", False, f"Folder {data} tidak bisa ditulisi. Minta teknisi membetulkan pemilik foldernya.")
    if free_mb < reserve_mb:
        return Check(
            "disk", False, f"Disk hampir penuh: sisa {free_mb} MB. Kirim atau ekspor data, lalu hapus berkas lain."
        )
    return Check("disk", True, f"Sisa {free_mb // 1024} GB." if free_mb >= 1024 else f"Sisa {free_mb} MB.")


def database(read: Reader) -> Check:
    """Whether it can be read and its parts fit each other."""
    try:
        wrong = read(_wrong)
    except KioskError as error:
        return Check("database", False, _cannot_read(error))
    if wrong:
        return Check(
            "database",
            False,
            "Basis data rusak. Jangan dihapus. Nyalakan ulang kiosk: ia memulihkan diri dari cadangan.",
        )
    return Check("database", True, "Utuh.")


def _wrong(db: Connection) -> bool:
    pages, size = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    if pages * size <= _LOOKED_THROUGH:
        return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    rows = db.execute("SELECT seq, id, at, body, hash FROM journal ORDER BY seq DESC LIMIT ?", [_TAIL]).fetchall()[::-1]
    for before, (seq, event_id, at, body, hash_) in pairwise(rows):
        if (next_seq(before[0], body), chain_hash(before[4], seq, event_id, at, body)) != (seq, hash_):
            return True
    return False


def _cannot_read(error: KioskError) -> str:
    match error:
        case Busy():
            return "Basis data sedang dipakai program lain. Tutup program itu, lalu coba lagi."
        case DiskFull():
            return "Disk penuh: basis data tidak bisa dibuka. Hapus berkas lain; data yang sudah diterima aman."
        case DiskReadOnly():
            return (
                "Basis data tidak bisa dibuka. Minta teknisi memeriksa disk dan pemilik foldernya; data tidak hilang."
            )
        case Gone():
            return "Basis data tidak ada. Nyalakan ulang kiosk: ia memulihkan diri dari cadangan."
        case Damaged():
            return "Basis data rusak. Jangan dihapus. Nyalakan ulang kiosk: ia memulihkan diri dari cadangan."
        case TooNew():
            return "Data ini dari program yang lebih baru. Pasang lagi versi itu; data tidak hilang."
        case NotReady():
            return "Basis data tidak ada. Nyalakan ulang kiosk: ia memulihkan diri dari cadangan."
        case _:
            return "Basis data sedang sibuk. Coba lagi sebentar lagi."


def recovery(read: Reader, zone: Zone) -> tuple[Check, ...]:
    """That the database was replaced, until an admin has seen it."""
    try:
        found = read(recover.last)
    except KioskError:
        return ()
    if found is None or found.seen:
        return ()
    when = words.date_and_time(zone.local(found.at), zone.name)
    source = "dari cadangan" if found.backup else "dari yang masih terbaca"
    said = f"Basis data dipulihkan {source} pada {when}; {found.salvaged} data terbaru diselamatkan."
    if found.lost:
        said += f" Paling banyak {found.lost} data hilang: cocokkan struk warga dengan kelurahan."
    elif found.unknown:
        said += " Mungkin ada data terakhir yang hilang: cocokkan struk warga dengan kelurahan."
    return (Check("recovery", not found.lost, said, needed=False, attention=True),)


def backup(data: Path, read: Reader, clock: Clock, zone: Zone, *, sure: bool) -> Check:
    """Whether the disk may die tonight. `sure`: the clock is right, so ages mean something."""
    try:
        newest_entry = read(lambda db: int(db.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]))
        known = backups.listed(data)
    except (KioskError, OSError):
        return Check("backups", True, "Tidak bisa dilihat sekarang.", needed=False)
    if not newest_entry:
        return Check("backups", True, "Belum ada data untuk dicadangkan.", needed=False)
    if not known:
        first = "Belum ada cadangan. Buat sekarang di ruang Cadangan, atau jalankan: kiosk backup"
        return Check("backups", newest_entry <= _TAIL, first, needed=False, attention=True)
    newest = known[0]
    when = words.date_and_time(zone.local(newest.made_at), zone.name)
    if newest.size <= _LOOKED_THROUGH:
        try:
            backups.verify(newest.path, None)
        except Damaged:
            said = f"Cadangan terbaru ({when}) rusak. Buat yang baru, dan minta teknisi memeriksa disk."
            return Check("backups", False, said, needed=False)
    days = (clock.now_ms() - newest.made_at) // _DAY_MS
    if sure and newest.seq < newest_entry and days >= _SOON_DAYS:
        said = f"Cadangan terakhir {days} hari lalu ({when}). Buat yang baru di ruang Cadangan, atau jalankan: kiosk backup"
        return Check("backups", days < _OLD_DAYS, said, needed=False, attention=True)
    return Check("backups", True, f"Terakhir {when}.", needed=False)


def audit_log(read: Reader) -> tuple[Check, ...]:
    """Only worth a line when it was tampered with."""
    try:
        _, problems = read(audit.verify)
    except KioskError:
        return ()
    if not problems:
        return ()
    said = f"Buku catatan tidak utuh mulai baris {problems[0].seq}. Simpan salinannya, lalu laporkan ke kelurahan."
    return (Check("audit", False, said, needed=False),)


def slips(read: Reader, clock: Clock, zone: Zone) -> tuple[Check, ...]:
    """Only worth a line when slips wait for a printer that is well."""
    try:
        waiting = read(print_jobs.waiting)
    except KioskError:
        return ()
    old = [job for job in waiting if clock.now_ms() - job.created_at > _WAITING_MS]
    if not old:
        return ()
    since = words.date_and_time(zone.local(old[0].created_at), zone.name)
    said = (
        f"{len(old)} struk menunggu sejak {since} padahal printer siap. Nyalakan ulang kiosk; nomornya tetap berlaku."
    )
    return (Check("prints", False, said, needed=False),)


def logs(data: Path) -> tuple[Check, ...]:
    """Only worth a line when nothing can be logged."""
    folder = data / log.FOLDER
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        return ()  # made with the first line
    except OSError:
        mode = 0
    file = folder / log.FILE
    if stat.S_ISDIR(mode) and os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK)):
        return ()
    said = f"Catatan mesin tidak bisa ditulis. Minta teknisi memeriksa folder {folder}; pelayanan tetap jalan."
    return (Check("logs", False, said, needed=False),)
