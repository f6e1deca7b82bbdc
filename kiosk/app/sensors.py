"""How the machine itself feels: heat, power, memory, the health of its disk. Read from the kernel's files, without root.

Each look is a `Check`, or None where this machine tells nothing of it. `root` is where /sys and /proc lie.

SMART is not asked: it needs root. What a disk tells everybody is its wear (eMMC), whether the kernel still talks to it, and the
errors that ext4 has counted.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO

import msgspec
from jeepney import DBusAddress

from kiosk.app.system_bus import BusError, SystemBus
from kiosk.domain.readiness import Check

ROOT: Final = Path("/")
NUT: Final = ("127.0.0.1", 3493)
"""Where Network UPS Tools' server listens, if the machine has one."""

_WARM, _HOT = 80, 92  # °C of a processor without a fan: at the second it slows down or stops itself
_DISK_WARM, _DISK_HOT = 62, 72
_CREDIBLE: Final = range(1, 151)  # an input that is not connected says 0, -128 or 255
_PROCESSOR: Final = ("coretemp", "k10temp", "zenpower", "acpitz", "cpu", "soc", "x86_pkg_temp", "bigcore", "littlecore")
_DISK: Final = ("nvme", "drivetemp")
_LOW_PERCENT, _EMPTY_PERCENT = 40, 15
_EMPTY_S: Final = 180
_NUT_S: Final = 0.5
_NUT_BYTES: Final = 65_536


def look(data: Path, root: Path = ROOT) -> tuple[Check, ...]:
    """Everything this machine tells, in the order in which a petugas reads it. `data`: whose disk is looked at."""
    found = (temperature(root), power(root), memory(root), disk_health(data, root))
    return tuple(check for check in found if check is not None)


# --- Heat -----------------------------------------------------------------------------------------------------------------


def temperature(root: Path = ROOT) -> Check | None:
    """The hottest part of the processor, and the hottest disk."""
    seen = list(_temperatures(root))
    processor = max((degrees for name, degrees in seen if name.startswith(_PROCESSOR)), default=None)
    disk = max((degrees for name, degrees in seen if name.startswith(_DISK)), default=None)
    if processor is None and disk is None:
        return None
    if disk is not None and disk >= _DISK_WARM:
        said = f"Disk panas: {disk} °C. Bersihkan debu, beri jarak dari dinding, jauhkan dari matahari."
        return Check("temperature", disk < _DISK_HOT, said, needed=False, attention=True)
    if processor is None:
        return Check("temperature", True, f"Disk {disk} °C.", needed=False)
    if processor >= _WARM:
        said = f"Mesin panas: {processor} °C. Bersihkan debu, beri jarak dari dinding."
        return Check("temperature", processor < _HOT, said, needed=False, attention=True)
    return Check("temperature", True, f"Mesin {processor} °C.", needed=False)


def _temperatures(root: Path) -> Iterator[tuple[str, int]]:
    """Name of the chip or zone, and degrees Celsius."""
    for chip in _folders(root / "sys/class/hwmon"):
        name = _text(chip / "name")
        for path in sorted(chip.glob("temp*_input")):
            yield from _degrees(name, path)
    for zone in _folders(root / "sys/class/thermal"):
        yield from _degrees(_text(zone / "type"), zone / "temp")


def _degrees(name: str, path: Path) -> Iterator[tuple[str, int]]:
    value = _number(path)
    if value is not None and value // 1000 in _CREDIBLE:
        yield name.lower(), value // 1000


# --- Power ----------------------------------------------------------------------------------------------------------------


class Supply(msgspec.Struct, frozen=True):
    """A battery, of a UPS or built in."""

    on_battery: bool
    percent: int | None = None
    seconds: int | None = None  # until it is empty, as it says itself
    low: bool = False  # it says that it is nearly empty
    worn: bool = False  # it says that it must be replaced

    @property
    def failing(self) -> bool:
        """Whether the power goes in a moment."""
        empty = self.percent is not None and self.percent <= _EMPTY_PERCENT
        short = self.seconds is not None and self.seconds <= _EMPTY_S
        return self.on_battery and (self.low or empty or short)


def supplies(root: Path = ROOT, nut: tuple[str, int] = NUT) -> tuple[Supply, ...]:
    """Every battery the machine can be run from: those the kernel knows, and UPSes of Network UPS Tools."""
    return (*_kernel_supplies(root), *_nut_supplies(nut))


def power_is_failing(root: Path = ROOT, nut: tuple[str, int] = NUT) -> bool:
    """Whether it is time to stop in order, because the power goes in a moment. Takes half a second at most."""
    return any(supply.failing for supply in supplies(root, nut))


def power(root: Path = ROOT, nut: tuple[str, int] = NUT) -> Check | None:
    """The UPS or battery."""
    found = supplies(root, nut)
    if not found:
        return None
    supply = next((one for one in found if one.on_battery), found[0])
    much = f" {supply.percent} %" if supply.percent is not None else ""
    left = f", cukup untuk sekitar {max(1, supply.seconds // 60)} menit" if supply.seconds is not None else ""
    if supply.failing:
        return Check("power", False, f"Listrik padam dan baterai hampir habis{much}{left}. Mesin segera dimatikan.")
    if supply.on_battery:
        low = supply.percent is not None and supply.percent < _LOW_PERCENT
        said = f"Listrik padam. Mesin memakai baterai{much}{left}. Periksa listrik dan kabelnya."
        return Check("power", not low, said, needed=False, attention=True)
    if supply.worn:
        return Check("power", True, f"Listrik ada. Baterai UPS{much} harus diganti.", needed=False, attention=True)
    return Check("power", True, f"Listrik ada, baterai{much}.", needed=False)


def _kernel_supplies(root: Path) -> Iterator[Supply]:
    folders = [one for one in _folders(root / "sys/class/power_supply") if _text(one / "scope") != "Device"]
    mains = [_number(one / "online") for one in folders if _text(one / "type") in ("Mains", "USB")]
    plugged = any(mains) if mains else None
    for one in folders:
        # A mouse's battery is no battery of the machine: the kernel marks its scope as Device.
        if _text(one / "type") not in ("Battery", "UPS") or _number(one / "present") == 0:
            continue
        discharging = _text(one / "status") == "Discharging"
        percent = _number(one / "capacity")
        low = _text(one / "capacity_level") == "Critical"
        # A full battery may stand as discharging for a moment while the plug is in.
        yield Supply(discharging and not plugged, percent, _number(one / "time_to_empty_now") or None, low)


def _nut_supplies(nut: tuple[str, int]) -> Iterator[Supply]:
    """What `upsd` says: a protocol of lines (RFC 9271), on this machine only."""
    with suppress(OSError, ValueError), socket.create_connection(nut, _NUT_S) as connection:
        connection.settimeout(_NUT_S)
        file = connection.makefile("rw", encoding="utf-8", newline="\n")
        for line in _nut_list(file, "UPS", "LIST UPS"):
            name = line.split(" ", 1)[0]
            said = dict(_nut_value(one) for one in _nut_list(file, f"VAR {name}", f"LIST VAR {name}"))
            status = said.get("ups.status", "").split()
            if status:
                yield Supply(
                    "OB" in status,
                    _rounded(said.get("battery.charge")),
                    _rounded(said.get("battery.runtime")),
                    "LB" in status,
                    "RB" in status,
                )


def _nut_list(lines: TextIO, kind: str, question: str) -> list[str]:
    """The lines of a list, without what each begins with."""
    lines.write(f"{question}\n")
    lines.flush()
    found: list[str] = []
    for _ in range(500):
        line = lines.readline(_NUT_BYTES).rstrip("\n")
        if line.startswith(f"{kind} "):
            found.append(line.removeprefix(f"{kind} "))
        elif not line.startswith("BEGIN "):
            break  # the end of the list, an error, or nothing that is one
    return found


def _nut_value(line: str) -> tuple[str, str]:
    name, _, value = line.partition(" ")
    return name, value.strip('"')


def _rounded(text: str | None) -> int | None:
    try:
        return None if text is None else round(float(text))
    except (ValueError, OverflowError):
        return None


# --- Memory, disk, clock ----------------------------------------------------------------------------------------------------


def memory(root: Path = ROOT) -> Check | None:
    """Free memory, and how long the machine has been on."""
    known: dict[str, int] = {}
    for line in _text(root / "proc/meminfo").splitlines():
        name, _, value = line.partition(":")
        with suppress(ValueError, IndexError):
            known[name] = int(value.split()[0]) // 1024
    total, free = known.get("MemTotal"), known.get("MemAvailable")
    if not total or free is None:
        return None
    uptime = _text(root / "proc/uptime").split(".")[0]
    since = f"Menyala {_lasting(int(uptime))}. " if uptime.isdigit() else ""
    if free < max(150, total // 20):
        said = f"Memori hampir habis: sisa {free} MB dari {total} MB. Nyalakan ulang mesin."
        return Check("memory", free >= 60, said, needed=False, attention=True)
    return Check("memory", True, f"{since}Memori bebas {free} MB dari {total} MB.", needed=False)


def disk_health(data: Path, root: Path = ROOT) -> Check | None:
    """Whether the disk that `data` lies on says it is worn out or broken."""
    try:
        device = data.stat().st_dev
    except OSError:
        return None
    block = root / f"sys/dev/block/{os.major(device)}:{os.minor(device)}"
    if not block.exists():
        return None
    block = disk = block.resolve()
    # Below an encrypted volume lies the partition, and below that the disk.
    while slaves := _folders(disk / "slaves"):
        disk = slaves[0].resolve()
    if (disk / "partition").exists():
        disk = disk.parent
    if _text(disk / "device/state") not in ("", "running", "live"):
        said = "Disk tidak lagi menjawab kernel. Cadangkan data ke flashdisk sekarang, lalu ganti disk."
        return Check("disk_health", False, said)
    errors = _number(root / f"sys/fs/ext4/{block.name}/errors_count")
    if errors:
        said = f"Sistem berkas mencatat {errors} kesalahan. Cadangkan data ke flashdisk, lalu minta teknisi memeriksa disk."
        return Check("disk_health", False, said, needed=False)
    worn = _wear(disk / "device")
    if worn is None:
        return None
    if worn >= 90:
        said = f"Disk sudah terpakai {worn} % umurnya. Siapkan disk pengganti dan cadangkan data."
        return Check("disk_health", worn < 100, said, needed=False, attention=True)
    return Check("disk_health", True, f"Disk terpakai {worn} % umurnya.", needed=False)


def _wear(device: Path) -> int | None:
    """Percent of what an eMMC was made for: two kinds of cells, in tenths; 0x0b is more than it was made for."""
    tenths: list[int] = []
    for word in _text(device / "life_time").split():
        with suppress(ValueError):
            tenths.append(int(word, 16))
    worst = max((tenth for tenth in tenths if 1 <= tenth <= 11), default=None)
    spare = _text(device / "pre_eol_info")  # 0x02: four fifths of the spare blocks are used, 0x03: nearly all
    if spare in ("0x02", "0x03"):
        return 100 if spare == "0x03" else max(90, (worst or 0) * 10)
    return None if worst is None else min(100, worst * 10)


def clock_is_synchronised(root: Path = ROOT) -> bool | None:
    """Whether a time server set the clock since the machine was turned on; None where nobody knows.

    A kiosk that is hardly ever online is not, and its office's answers judge its clock all the same.
    """
    if (root / "run/systemd/timesync/synchronized").exists():
        return True
    name = "org.freedesktop.timedate1"
    try:
        with SystemBus() as bus:
            return bool(bus.get(DBusAddress("/org/freedesktop/timedate1", name, name), "NTPSynchronized"))
    except BusError:
        return None


def _lasting(seconds: int) -> str:
    if seconds < 3600:
        return f"{seconds // 60} menit"
    if seconds < 2 * 86_400:
        return f"{seconds // 3600} jam"
    return f"{seconds // 86_400} hari"


# --- The kernel's files -----------------------------------------------------------------------------------------------------


def _folders(path: Path) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError:
        return []


def _text(path: Path) -> str:
    """What stands in a file, "" where it cannot be read: a device may go at any time, and some answer with an error."""
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""


def _number(path: Path) -> int | None:
    try:
        return int(_text(path))
    except ValueError:
        return None
