"""What kiosks say of themselves, for a petugas: printers, checks, versions, and what to do about each."""

from __future__ import annotations

from typing import Final, get_args

import msgspec

from kiosk import __version__
from kiosk.domain.prints import PrintReason
from kiosk.domain.readiness import CheckId, title_of
from sync.protocol import PAPER, Health

_R = PrintReason

_PRINTER: Final[dict[PrintReason, tuple[str, str]]] = {
    _R.PAPER_OUT: ("Kertas printer habis", "Pasang gulungan baru. Nomor antrean tetap diberikan di layar."),
    _R.COVER_OPEN: ("Tutup printer terbuka", "Tutup sampai berbunyi klik."),
    _R.CUTTER: ("Pemotong kertas macet", "Buka tutup printer, ambil sisa kertas, lalu tutup lagi."),
    _R.OVERHEATED: ("Printer panas, sedang istirahat", "Biasanya pulih sendiri dalam beberapa menit."),
    _R.UNRECOVERABLE: ("Printer rusak", "Matikan lalu nyalakan printernya. Kalau tetap begitu, panggil teknisi."),
    _R.OFFLINE: ("Printer dimatikan", "Nyalakan printernya."),
    _R.DISCONNECTED: ("Printer tidak tersambung", "Periksa kabel data dan kabel listriknya."),
    _R.BUSY: ("Printer dipakai program lain", "Biasanya pulih sendiri. Kalau tidak, nyalakan ulang kiosknya."),
    _R.NOT_ALLOWED: ("Printer tidak boleh dibuka oleh program", "Panggil teknisi: hak akses perangkatnya kurang."),
    _R.NOT_ANSWERING: ("Printer tidak menjawab", "Matikan lalu nyalakan printernya, dan periksa kabelnya."),
}
_MENDS_ITSELF: Final = (_R.OVERHEATED, _R.BUSY)
_SEEN_HERE: Final = ("clock", "network", "sync")
"""Checks of which the office knows more by itself."""
_WORSE: Final = (
    "disk",
    "database",
    "services",
    "keys",
    "temperature",
    "power",
    "memory",
    "disk_health",
    "recovery",
    "audit",
)
"""Checks whose fault keeps residents away or puts data at risk."""


class Fault(msgspec.Struct, frozen=True):
    """Something that a kiosk said of itself, and what a petugas can do."""

    icon: str
    says: str
    todo: str
    serious: bool


def faults(health: Health) -> list[Fault]:
    """What is not in order by a kiosk's own word, the worst first."""
    found = []
    reason = _reason(health)
    if reason is not None:
        says, todo = _PRINTER[reason]
        found.append(Fault("printer", says, todo, serious=reason not in _MENDS_ITSELF))
    elif "printer" in health.red:
        found.append(
            Fault("printer", "Printer tidak siap", "Lihat Kesiapan di ruang perawatan kiosk itu.", serious=True)
        )
    red = [one for one in health.red if one not in ("printer", *_SEEN_HERE)]
    if red:
        todo = "Lihat Kesiapan di ruang perawatan kiosk itu: di sana tertulis sebabnya."
        found.append(
            Fault("wrench", f"Perlu diperiksa: {_titles(red)}", todo, serious=any(one in _WORSE for one in red))
        )
    if PAPER in health.amber and reason is None:
        found.append(Fault("printer", "Kertas hampir habis", "Siapkan gulungan baru.", serious=False))
    amber = [one for one in health.amber if one not in (PAPER, *_SEEN_HERE)]
    if amber:
        todo = "Masih jalan. Lihat Kesiapan di ruang perawatan kiosk itu saat sempat."
        found.append(Fault("info", f"Perlu perhatian: {_titles(amber)}", todo, serious=False))
    if _older(health.version):
        todo = "Pasang program yang baru saat sempat. Data tetap diterima."
        found.append(Fault("download", f"Program versi {health.version}, di kantor {__version__}", todo, serious=False))
    return found


def printer(health: Health) -> str:
    """How the printer is, in one line."""
    reason = _reason(health)
    if reason is not None:
        return _PRINTER[reason][0]
    if "printer" in health.red:
        return "Tidak siap"
    return "Kertas hampir habis" if PAPER in health.amber else "Siap"


def room(health: Health) -> str:
    """How much room its disk has."""
    free = f"{health.free // 1024} GB" if health.free >= 1024 else f"{health.free} MB"
    return f"Sisa {free}"


def _reason(health: Health) -> PrintReason | None:
    """Only what keeps slips from coming out; a reason that a newer kiosk knows is told as "not ready"."""
    return next((one for one in _PRINTER if one.value == health.printer), None)


def _titles(checks: list[str]) -> str:
    known = {one: title_of(one) for one in get_args(CheckId)}
    return ", ".join(known.get(one, "pemeriksaan lain") for one in checks)


def _older(version: str) -> bool:
    """Whether a kiosk's program is of an earlier version than ours; a version that is no row of numbers is not."""
    theirs, ours = (tuple(one.split(".")) for one in (version, __version__))
    if not all(part.isascii() and part.isdigit() and len(part) < 9 for part in (*theirs, *ours)):
        return False
    return tuple(map(int, theirs)) < tuple(map(int, ours))
