"""Printer, camera and scanner: asked, without printing or taking anything."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

import msgspec

from kiosk import config
from kiosk.app.petugas_words import PRINT_REASON
from kiosk.domain.prints import PrintReason
from kiosk.domain.readiness import Check
from printers import logo, models, pages
from printers.dialogue import Capability, Probe
from printers.models import Model
from printers.printer import Printer
from printers.status import Paper
from printers.transports import Cups, File, Folder, PageTarget, Serial, Tcp, Usb

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
