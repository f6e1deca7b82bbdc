"""Looks the machine over: disk, database, printer, scanner, clock, network, sync. Details are for the petugas."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar, assert_never

import msgspec

from kiosk import config, keys
from kiosk.app.bootstrap import catalog, content, server_url
from kiosk.app.known_printer import office_logo
from kiosk.app.petugas_words import PRINT_REASON, SYNC_REASON, link_words
from kiosk.clock import Clock, Zone, is_doubtful
from kiosk.domain import words
from kiosk.domain.prints import PrintReason
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError
from kiosk.store import blobs, journal
from kiosk.store.database import Connection
from printers import logo, models, pages
from printers.dialogue import Capability, Probe
from printers.models import Model
from printers.printer import Printer
from printers.status import Paper
from printers.transports import Cups, File, Folder, PageTarget, Serial, Tcp, Usb
from sync import plan, tries
from sync.tries import LastTry

T = TypeVar("T")


class Reader(Protocol):
    """Runs a function on a connection to the database: the running kiosk's own, or one that only reads."""

    def __call__(self, look: Callable[[Connection], T], /) -> T: ...


_CAMERA_S = 10.0
_READY = {
    None: "Siap.",
    Capability.ECHO: "Siap, dan memastikan setiap struk.",
    Capability.FENCE: "Siap, dan memastikan setiap struk.",
    Capability.STATUS: "Siap, tetapi tidak bisa memastikan setiap struk.",
    Capability.MUTE: "Tersambung, tetapi tidak bisa menjawab: struk tidak bisa dipastikan.",
}
_NEVER_ANSWERED = "Belum pernah menjawab: cetak lembar uji dan lihat sendiri."
PROOF: dict[Capability | None, str] = {
    None: "belum diketahui",
    Capability.ECHO: "memastikan setiap struk",
    Capability.FENCE: "memastikan setiap struk",
    Capability.STATUS: "menjawab, tetapi tidak bisa memastikan setiap struk",
    Capability.MUTE: "tidak menjawab: struk tidak bisa dipastikan",
}
"""What a printer can prove, as the test page and `kiosk printer` say it."""
_STALE_DAYS = 7
_CLOCK_APART_S = 86_400
"""Certificates are made by the day: a clock that is off by less is not why one does not hold."""


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
        printer_check(printer, settings.printer, office_logo(data)),
        scanner(settings.scanner),
        _clock(read, clock, bound),
        network(server_url(settings, bound), read, clock, bound),
        sync_check(read, clock, bound),
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


def printer_check(printer: Printer, wanted: config.Printer, office: Path) -> Check:
    """Asks the printer, printing nothing. `wanted` is what the settings say of it, `office` the folder of the logo."""
    seen = printer.probe()
    unfit = models.recognise(seen.model)
    if unfit and unfit.unfit:
        return Check("printer", False, f"{unfit.unfit} {_model(seen, wanted)}".rstrip())
    if seen.reason is not None:
        return _not_printing(printer, seen.reason, _model(seen, wanted))
    low = seen.status.answered and seen.status.paper is Paper.LOW
    silent = seen.capability is Capability.MUTE and printer.proven is None and _should_answer(printer)
    picture = logo.read(office)
    broken = picture.why if isinstance(picture, logo.LogoRefused) else ""
    words = (
        "Kertas hampir habis: siapkan gulungan baru." if low else "",
        _NEVER_ANSWERED if silent else _READY[seen.capability],
        broken,
        _model(seen, wanted),
    )
    return Check("printer", True, " ".join(filter(None, words)), attention=low or silent or bool(broken))


def _model(seen: Probe, wanted: config.Printer) -> str:
    """Which printer it is, in its own words before those of the settings."""
    return f"Printer: {seen.model or wanted.model}." if seen.model or wanted.model else ""


def _not_printing(printer: Printer, reason: PrintReason, model: str) -> Check:
    """Why nothing comes out here, and where it goes instead."""
    # A kiosk that is meant to have no printer is ready without one.
    meant = reason is PrintReason.NO_PRINTER
    trouble, elsewhere = PRINT_REASON[reason], ""
    if printer.fallback is not None:
        if lost := pages.look(printer.fallback):
            meant, elsewhere = False, f"Printer pengganti juga tidak bisa: {PRINT_REASON[lost]}"
        else:
            elsewhere = _stands_in(printer.fallback)
        if reason is PrintReason.NO_PRINTER:
            trouble = ""
    return Check("printer", meant, " ".join(filter(None, (trouble, elsewhere, model))))


def _stands_in(target: PageTarget) -> str:
    match target:
        case Cups():
            return "Struk keluar sebagai halaman di printer lain."
        case Folder():
            return "Struk disimpan sebagai halaman PDF di folder kantor."
        case _:
            assert_never(target)


def _should_answer(printer: Printer) -> bool:
    """Whether the way to it leads back, so that silence says something."""
    match printer.address:
        case Tcp() | Usb() | Serial():
            return True
        case File(path):
            return path.is_char_device()
        case _:
            return False


def proves_less(capability: Capability | None, model: Model) -> bool:
    """Whether a printer can prove less than its model is known for: a cable or a driver is in the way."""
    if capability is None or not model.certain:
        return False
    best_first = list(Capability)
    return best_first.index(capability) > best_first.index(model.expects)


def scanner(settings: config.Scanner) -> Check:
    """Camera and code scanner; a kiosk without them is ready, because everything can be typed."""
    from kiosk.scan import readers

    camera = _camera(settings.source)
    trouble = readers.look(settings)
    if trouble is None:
        return camera
    return msgspec.structs.replace(camera, ok=False, detail=f"{camera.detail} {trouble}")


def _camera(source: str) -> Check:
    """The first picture, in a process of its own: a driver that hangs must not hold up whoever asks."""
    if source == "none:":
        return Check("scanner", True, "Tidak dipasang: kode diketik.", needed=False)
    from kiosk.scan import process, wire

    match process.ask(wire.Open(source, wire.CameraUse.PHOTO), _CAMERA_S):
        case wire.Opened(width, height) if max(width, height) >= 640 and min(width, height) >= 480:
            return Check("scanner", True, f"Kamera memberi gambar {width} x {height}.", needed=False)
        case wire.Opened(width, height):
            small = f"Kamera memberi gambar {width} x {height}: terlalu kecil untuk membaca KTP, perlu 640 x 480."
            return Check("scanner", True, small, needed=False, attention=True)
        case wire.Lost(wire.Loss.BAD_SOURCE):
            detail = f'[scanner] source = "{source}" tidak dikenal. Tulis "camera:0", "file:///folder" atau "none:".'
        case wire.Lost():
            detail = f"Kamera tidak memberi gambar ({source}). Periksa kabelnya; kode bisa diketik."
        case _:
            detail = f"Kamera macet ({source}). Cabut lalu pasang lagi; kode bisa diketik."
    return Check("scanner", False, detail, needed=False)


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
    last: LastTry | None


def sync_check(read: Reader, clock: Clock, bound: keys.Keys) -> Check:
    """What waits for the office, and how the last try ended."""

    def look(db: Connection) -> _Waiting:
        contact = journal.sync_state(db).last_contact_at
        parked, photos = len(journal.refused(db)), len(blobs.undelivered(db))
        return _Waiting(journal.unacknowledged(db), photos, parked, contact, tries.recall(db))

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
    if waits and contact is not None and clock.now_ms() - contact > _STALE_DAYS * 86_400_000:
        return Check("sync", False, f"{waits} belum terkirim sejak {since}. Kirim dengan flashdisk.", needed=False)
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


def services(data: Path) -> tuple[Check, ...]:
    """Only worth a line when a file of the office's own is left out."""
    try:
        known = catalog(data)
        refused = {one.file for one in (*known.refused, *content(data, known).refused)}
    except KioskError as error:
        return (Check("services", False, f"Daftar layanan tidak bisa dibaca. {error}"),)
    if not refused:
        return ()
    names = ", ".join(sorted(refused))
    said = f"Tidak dipakai karena salah tulis: {names}. Jalankan: kiosk services."
    return (Check("services", False, said, needed=False),)
