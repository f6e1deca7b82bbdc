"""Looks the machine over: disk, database, printer, scanner, clock, network, sync. Details are for the petugas."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from kiosk import config, keys
from kiosk.app.bootstrap import catalog, server_url
from kiosk.app.petugas_words import PRINT_REASON
from kiosk.clock import Clock, Zone, is_doubtful
from kiosk.content_files import load_content, office_content
from kiosk.domain import words
from kiosk.domain.prints import PrintReason
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError
from kiosk.store import journal
from kiosk.store.database import Connection
from printers.dialogue import Capability
from printers.printer import Printer

T = TypeVar("T")


class Reader(Protocol):
    """Runs a function on a connection to the database: the running kiosk's own, or one that only reads."""

    def __call__(self, look: Callable[[Connection], T], /) -> T: ...


_CONNECT_S = 3.0
_READY = {
    None: "Siap.",
    Capability.ECHO: "Siap, dan memastikan setiap struk.",
    Capability.FENCE: "Siap, dan memastikan setiap struk.",
    Capability.STATUS: "Siap, tetapi tidak bisa memastikan setiap struk.",
    Capability.MUTE: "Tersambung, tetapi tidak bisa menjawab: struk tidak bisa dipastikan.",
}
_STALE_DAYS = 7


def look_over(  # noqa: PLR0917 - the six things it looks at
    data: Path,
    settings: config.Config,
    bound: keys.Keys,
    read: Reader,
    printer: Printer,
    clock: Clock,
) -> tuple[Check, ...]:
    """Every check, in the order of the contract. `read` runs a function on a connection to the database."""
    return (
        disk(data, settings.storage.reserve_mb),
        _database(read),
        printer_check(printer),
        scanner(settings.scanner.source),
        _clock(read, clock, bound),
        network(server_url(settings, bound)),
        _sync(read, clock, bound),
        *services(data),
    )


def disk(data: Path, reserve_mb: int) -> Check:
    """Room and the right to write."""
    free_mb = shutil.disk_usage(data).free // 2**20
    if not os.access(data, os.W_OK):
        return Check("disk", False, f"Folder {data} tidak bisa ditulisi. Periksa disk.")
    if free_mb < reserve_mb:
        return Check(
            "disk", False, f"Disk hampir penuh: sisa {free_mb} MB. Kirim atau ekspor data, lalu hapus berkas lain."
        )
    return Check("disk", True, f"Sisa {free_mb // 1024} GB." if free_mb >= 1024 else f"Sisa {free_mb} MB.")


def _database(read: Reader) -> Check:
    def look(db: Connection) -> str:
        return str(db.execute("PRAGMA quick_check(1)").fetchone()[0])

    try:
        said = read(look)
    except KioskError as error:
        return Check("database", False, str(error))
    if said != "ok":
        return Check("database", False, "Basis data rusak. Jangan dihapus; hubungi teknisi.")
    return Check("database", True, "Utuh.")


def printer_check(printer: Printer) -> Check:
    """Asks the printer, printing nothing."""
    seen = printer.probe()
    if seen.reason is None:
        return Check("printer", True, _READY[seen.capability])
    # A kiosk that is meant to have no printer is ready without one.
    meant = seen.reason is PrintReason.NO_PRINTER
    return Check("printer", meant, PRINT_REASON[seen.reason])


def scanner(source: str) -> Check:
    """One frame from the camera; a kiosk without one is ready, because codes can be typed."""
    if source == "none:":
        return Check("scanner", True, "Tidak dipasang: kode diketik.", needed=False)
    from kiosk.scan.decode import frames

    try:
        shape = next(iter(frames(source))).shape
    except (KioskError, StopIteration) as error:
        return Check("scanner", False, f"Kamera tidak memberi gambar. {error}", needed=False)
    return Check("scanner", True, f"Memberi gambar {shape[1]} x {shape[0]}.", needed=False)


def _clock(read: Reader, clock: Clock, bound: keys.Keys) -> Check:
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
        return Check("clock", False, f"Jam berbeda {abs(offset) // 60_000} menit dari server.", needed=False)
    return Check("clock", True, shown, needed=False)


def network(url: str) -> Check:
    """Whether somebody listens where the server should be."""
    if not url:
        return Check("network", True, "Tanpa server: data dibawa dengan flashdisk.", needed=False)
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
    except ValueError:
        return Check("network", False, f"Alamat server tidak benar: {url}", needed=False)
    try:
        socket.create_connection((host, port), _CONNECT_S).close()
    except OSError:
        return Check("network", False, f"Server {host}:{port} tidak terjangkau. Data aman di sini.", needed=False)
    return Check("network", True, f"Server {host}:{port} terjangkau.", needed=False)


def _sync(read: Reader, clock: Clock, bound: keys.Keys) -> Check:
    def look(db: Connection) -> tuple[int, int, int | None]:
        return journal.unacknowledged(db), len(journal.refused(db)), journal.sync_state(db).last_contact_at

    try:
        unsent, refused, contact = read(look)
    except KioskError:
        return Check("sync", False, "Tidak bisa dibaca.", needed=False)
    zone = Zone(bound.office.zone)
    since = "belum pernah" if contact is None else words.date_and_time(zone.local(contact), zone.name)
    if refused:
        return Check("sync", False, f"{refused} data ditolak kelurahan. Hubungi pengelola server.", needed=False)
    if unsent and contact is not None and clock.now_ms() - contact > _STALE_DAYS * 86_400_000:
        return Check(
            "sync", False, f"{unsent} data belum terkirim sejak {since}. Kirim dengan flashdisk.", needed=False
        )
    return Check("sync", True, f"{unsent} data belum terkirim. Terakhir terhubung: {since}.", needed=False)


def services(data: Path) -> tuple[Check, ...]:
    """Only worth a line when a file of the office's own is left out."""
    try:
        known = catalog(data)
        refused = {one.file for one in (*known.refused, *load_content(known, office=office_content(data)).refused)}
    except KioskError as error:
        return (Check("services", False, f"Daftar layanan tidak bisa dibaca. {error}"),)
    if not refused:
        return ()
    names = ", ".join(sorted(refused))
    said = f"Tidak dipakai karena salah tulis: {names}. Jalankan: kiosk services."
    return (Check("services", False, said, needed=False),)
