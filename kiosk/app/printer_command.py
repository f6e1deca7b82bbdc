"""`kiosk printer`: what is known of the printer, which printers there are, and which of them are on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click
import msgspec

from kiosk import config, keys
from kiosk.app.command import command, refuse, say
from kiosk.domain.prints import PrintReason
from kiosk.errors import WrongUse

if TYPE_CHECKING:  # other commands need not wait for them
    from printers.dialogue import Probe
    from printers.models import Model
    from printers.profiles import Profile

_CUPS_S = 5.0
_USB_PRINTER = "07"  # interface class
_PAPER = {"enough": "ada", "low": "hampir habis: siapkan gulungan baru", "out": "habis"}
_NOTHING = (
    "Printer USB: periksa kabel dan listriknya, lalu ulangi.",
    "Printer jaringan: tahan tombol FEED saat dinyalakan; lembarnya menyebut alamat IP.",
    '  url = "tcp://ALAMAT:9100"',
    "Printer halaman (A4): pasang di CUPS, lalu ulangi.",
)


@command("printer", as_json=True)
@click.option("--models", "table", is_flag=True, help="The printers that are known by name.")
@click.option(
    "--find", "search", is_flag=True, help="Looks for printers on this machine and tells what to write for each."
)
def printer_command(data: Path, table: bool, search: bool) -> dict[str, Any]:
    """Asks the printer of the settings how it is and tells what is known of it. Prints nothing."""
    if table and search:
        raise WrongUse("printer takes one of --models, --find.", "See: kiosk printer --help")
    if table:
        return _models()
    return _find() if search else _known(data)


# --- the printer of the settings ---


def _known(data: Path) -> dict[str, Any]:
    from kiosk.app.known_printer import make_printer, remembered
    from kiosk.app.petugas_words import PRINT_REASON
    from printers import models
    from printers.transports import PageTarget

    wanted = config.load(data).printer
    keys.kiosk_id(data)  # says what is wrong with a folder that is no kiosk's
    _chosen(wanted, "")  # a wrong setting is told before the printer is waited for
    printer = make_printer(wanted, remembered(data))
    seen = printer.probe()
    model, profile = _chosen(wanted, seen.model)
    told = {
        "url": wanted.url,
        "width": wanted.width,
        "model": model.id,
        "said": seen.model,
        "capability": seen.capability.value if seen.capability else None,
        "reason": seen.reason.value if seen.reason else None,
        "paper": seen.status.paper.value if seen.status.answered else None,
        "profile": {**msgspec.to_builtins(profile), "drawer": model.drawer},
    }
    pages = isinstance(printer.address, PageTarget)
    for line in _page_lines(wanted) if pages else _lines(wanted, seen, model, profile):
        say(line)
    if seen.reason is not None:
        try_this = " Try: kiosk printer --find" if seen.reason is PrintReason.NO_PRINTER else ""
        refuse(3, told, f"the printer cannot print now: {seen.reason}. {PRINT_REASON[seen.reason]}{try_this}")
    if (unfit := models.recognise(seen.model)) and unfit.unfit:
        refuse(3, told, f"{unfit.name} cannot print slips. {unfit.unfit}")
    return told


def _chosen(wanted: config.Printer, said: str) -> tuple[Model, Profile]:
    from printers import models

    try:
        return models.choose(wanted.model, wanted.width, said)
    except ValueError as error:
        raise WrongUse(f"[printer] model: {error}", "Then run: kiosk printer") from error


def _page_lines(wanted: config.Printer) -> list[str]:
    return [f"Printer   {wanted.url}", "Cetak     halaman A4 (PDF); struk tidak bisa dipastikan"]


def _lines(wanted: config.Printer, seen: Probe, model: Model, profile: Profile) -> list[str]:
    from kiosk.app.doctor import PROOF, proves_less

    if wanted.model:
        source = "dari config.toml"
    else:
        source = f"kata printernya: {seen.model}" if seen.model else "tidak menyebut nama"
    paper = _PAPER[seen.status.paper.value] if seen.status.answered else "tidak diketahui"
    columns = f"{profile.columns} kolom, huruf kecil {profile.small_columns}"
    qr = "QR oleh printer" if profile.native_qr else "QR sebagai titik"
    cutter = "dengan pemotong" if profile.cutter else "tanpa pemotong"
    drawer = "ada sambungan laci" if model.drawer else "tanpa sambungan laci"
    lines = [
        f"Printer   {wanted.url}, {wanted.width}",
        f"Model     {model.name} ({model.id}), {source}",
        f"Bukti     {PROOF[seen.capability]}",
        f"Kertas    {paper}",
        f"Cetak     {profile.dots} titik, {columns}, halaman kode {profile.code_page}",
        f"          {qr}, {cutter}, {drawer}",
    ]
    notes = [model.note] if model.note else []
    if not model.certain:
        notes.append("Angka di atas belum pasti untuk model ini: cetak lembar uji dan lihat tepi kanannya.")
    if proves_less(seen.capability, model):
        notes.append(f"Mestinya bisa lebih: {PROOF[model.expects]}. Periksa kabel data dan drivernya.")
    return lines + [f"Catatan   {note}" for note in notes]


# --- the table ---


def _models() -> dict[str, Any]:
    from printers import models

    known = models.load()
    for model in known:
        widths = " ".join(roll.width for roll in model.rolls) or "-"
        doubt = "" if model.certain or model.generic else " (belum pasti)"
        say(f"{model.id:19} {widths:10} {', '.join(model.names)}{doubt}")
        if model.unfit:
            say(f"{'':30} {model.unfit}")
    return {"models": [msgspec.to_builtins(model) for model in known]}


# --- what is on this machine ---


class Found(msgspec.Struct, frozen=True):
    """A printer, or something that may lead to one. `url` is what to write into the settings."""

    url: str
    what: str
    models: tuple[str, ...] = ()  # ids of the table, by USB ids
    allowed: bool = True  # false: the system does not let this program open it


def _find() -> dict[str, Any]:
    from printers import models

    found = find()
    told = {"found": [msgspec.to_builtins(one) for one in found]}
    for one in found:
        say(f'url = "{one.url}"')
        say(f"    {one.what}")
        if names := [name for id_ in one.models for name in models.by_id(id_).names]:
            say(f"    Mungkin: {', '.join(names)}")
        if not one.allowed:
            say("    Belum boleh dibuka. Masukkan pengguna kiosk ke grup lp atau dialout, atau buat aturan udev.")
    if not found:
        for line in _NOTHING:
            say(line)
        refuse(3, told, "no printer was found on this machine.")
    say("Tulis satu baris url di bawah [printer] dalam config.toml, lalu jalankan: kiosk printer")
    return told


def find(root: Path = Path("/")) -> list[Found]:
    """Printers of this machine, the surest way to each first. Opens nothing; `root` is where /dev and /sys are."""
    return [*_usb(root), *_device_files(root), *_serial(root), *_queues()]


class _UsbDevice(msgspec.Struct, frozen=True):
    vendor: int
    product: int
    serial: str
    name: str
    node: Path


def _usb(root: Path) -> list[Found]:
    """From the kernel's own tree: it tells the names without the right to open the device."""
    from printers import models

    places = sorted((root / "sys/bus/usb/devices").glob("*"))
    devices = [device for place in places if (device := _usb_device(root, place))]
    alike = Counter((device.vendor, device.product) for device in devices)
    found: list[Found] = []
    for device in devices:
        url = f"usb://{device.vendor:04x}:{device.product:04x}"
        if alike[device.vendor, device.product] > 1 and device.serial:
            url += f"/{quote(device.serial)}"
        candidates = tuple(model.id for model in models.by_usb(device.vendor, device.product))
        what = f"USB: {device.name or 'tanpa nama'}"
        if not candidates:
            what += ". Bila ini printer halaman (A4), pasang di CUPS dan jangan pakai baris ini."
        allowed = not device.node.exists() or os.access(device.node, os.R_OK | os.W_OK)
        found.append(Found(url, what, candidates, allowed))
    return found


def _usb_device(root: Path, place: Path) -> _UsbDevice | None:
    """The device at a place of the tree if it is a printer; None for anything else, or when it was just pulled out."""
    from printers import models

    try:
        vendor, product = (int(_line(place / name), 16) for name in ("idVendor", "idProduct"))
    except ValueError:
        return None  # an interface, which stands beside its device
    classes = {_line(file) for file in place.glob("*:*/bInterfaceClass")}
    # Some cheap printers do not say that they are one.
    if _USB_PRINTER not in classes and not models.by_usb(vendor, product):
        return None
    name = f"{_line(place / 'manufacturer')} {_line(place / 'product')}".strip()
    node = root / f"dev/bus/usb/{_line(place / 'busnum'):0>3}/{_line(place / 'devnum'):0>3}"
    return _UsbDevice(vendor, product, _line(place / "serial"), name, node)


def _line(path: Path) -> str:
    try:
        said = path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
    return "".join(letter for letter in said if letter.isprintable()).strip()


def _device_files(root: Path) -> list[Found]:
    return [
        Found(
            f"file:///dev/usb/{node.name}",
            "Berkas perangkat dari driver usblp.",
            allowed=os.access(node, os.R_OK | os.W_OK),
        )
        for node in sorted((root / "dev/usb").glob("lp*"))
    ]


def _serial(root: Path) -> list[Found]:
    """By the adapter's own name where there is one: ttyUSB0 may be another one after the next start."""
    named = sorted((root / "dev/serial/by-id").glob("*"))
    radio = sorted((root / "dev").glob("rfcomm*"))
    return [
        Found(
            f"serial://{quote(str(Path('/') / node.relative_to(root)))}",
            "Bluetooth." if node in radio else "Sambungan serial; tambahkan ?baud=19200 bila bukan 9600.",
            allowed=os.access(node, os.R_OK | os.W_OK),
        )
        for node in [*named, *radio]
    ]


def _queues() -> list[Found]:
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return []
    try:
        done = subprocess.run(
            [lpstat, "-e"], capture_output=True, text=True, errors="replace", timeout=_CUPS_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [
        Found(f"cups://{quote(queue)}", "Antrean CUPS: struk keluar sebagai halaman.") for queue in done.stdout.split()
    ]
