"""The machine itself: restarted and shut down through logind, sticks released through UDisks. Implements `ui.ports.Power`.

logind stops the program as systemd stops every service, in order; nothing is cut off. Where there is neither, the words say
how it is done by hand.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal

from jeepney import DBusAddress

from kiosk.app.audit_log import AuditBook
from kiosk.app.door import Door
from kiosk.app.system_bus import BusError, NobodyThere, SystemBus
from kiosk.domain.audit import Act, Actor
from kiosk.domain.petugas import Room
from sync import mounts
from ui.ports import Done

_LOGIN: Final = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
_UDISKS: Final = "org.freedesktop.UDisks2"
_DISKS: Final = DBusAddress("/org/freedesktop/UDisks2/Manager", _UDISKS, f"{_UDISKS}.Manager")

_BY_HAND: Final = {
    "Reboot": "Mesin tidak bisa dinyalakan ulang dari sini. Tekan tombol dayanya sebentar, tunggu sampai mati, lalu tekan lagi.",
    "PowerOff": "Mesin tidak bisa dimatikan dari sini. Tekan tombol dayanya sebentar, lalu tunggu sampai mati.",
}
_GOING: Final = {
    "Reboot": "Mesin dinyalakan ulang. Tunggu sekitar satu menit.",
    "PowerOff": "Mesin dimatikan. Tunggu sampai layarnya gelap sebelum mencabut listrik.",
}
_RELEASED: Final = "Flashdisk sudah dilepas. Boleh dicabut."
_STILL_USED: Final = "Flashdisk masih dipakai. Tunggu sebentar, lalu coba lagi."
_PULL: Final = "Flashdisk tidak bisa dilepas dari sini. Bila sudah tertulis “Aman dilepas”, cabut saja; isinya utuh."
_NO_STICK: Final = "Di sana tidak ada flashdisk. Mungkin sudah dicabut."


class MachinePower:
    """To be called from a worker's thread: a stick with much to write takes its time."""

    def __init__(self, door: Door, audit: AuditBook) -> None:
        self._door = door
        self._audit = audit

    def restart_machine(self) -> Done:
        """Restarts the machine. Raises NotAllowed where nobody is inside."""
        self._door.require(Room.POWER)
        return self._go(Act.RESTART_ASKED, "Reboot")

    def shut_down(self) -> Done:
        """Shuts the machine down. Raises NotAllowed where nobody is inside."""
        self._door.require(Room.POWER)
        return self._go(Act.SHUT_DOWN, "PowerOff")

    def battery_is_empty(self) -> None:
        """The power is gone and the battery nearly empty: in order while there is time, by the kiosk's own accord."""
        self._audit.note(Act.SHUT_DOWN, detail="battery", actor=Actor.KIOSK)
        if not go("PowerOff").ok:
            self._audit.note(Act.SHUT_DOWN, done=False, detail="battery", actor=Actor.KIOSK)

    def release(self, path: str) -> Done:
        """Unmounts a stick and cuts its power. Raises NotAllowed where nobody is inside."""
        self._door.require(Room.SENDING)
        return release(path)

    def _go(self, act: Act, how: Literal["Reboot", "PowerOff"]) -> Done:
        # Written before: there may be no time after.
        self._audit.note(act, detail="machine")
        done = go(how)
        if not done.ok:
            self._audit.note(act, done=False, detail="machine")
        return done


def go(how: Literal["Reboot", "PowerOff"]) -> Done:
    """Asks logind; the same for a command."""
    try:
        with SystemBus() as bus:
            bus.call(_LOGIN, how, "b", False)
    except BusError as error:
        why = " Minta teknisi memasang aturan polkit dari panduan pemasangan." if error.forbidden else ""
        return Done(False, _BY_HAND[how] + why)
    return Done(True, _GOING[how])


def release(path: str, told: Path = mounts.MOUNTS) -> Done:
    """Unmounts what the kernel says is mounted at `path` and lies where sticks do; the same for a command."""
    mount = mounts.mounted(path, told=told)
    if mount is None:
        return Done(False, _NO_STICK)
    try:
        with SystemBus() as bus:
            return _release(bus, mount.device)
    except NobodyThere:
        pass
    except BusError as error:
        return Done(False, _STILL_USED if error.name.endswith("DeviceBusy") else _PULL)
    try:
        mounts.unmount(path)
    except mounts.StickBusy:
        return Done(False, _STILL_USED)
    except OSError:
        return Done(False, _PULL)
    return Done(True, _RELEASED)


def _release(bus: SystemBus, device: str) -> Done:
    blocks = bus.call(_DISKS, "ResolveDevice", "a{sv}a{sv}", {"path": ("s", os.path.realpath(device))}, {})[0]
    if not blocks:
        return Done(False, _NO_STICK)
    block = blocks[0]
    try:
        bus.call(DBusAddress(block, _UDISKS, f"{_UDISKS}.Filesystem"), "Unmount", "a{sv}", {})
    except BusError as error:
        if not error.name.endswith("NotMounted"):
            raise
    try:
        drive = bus.get(DBusAddress(block, _UDISKS, f"{_UDISKS}.Block"), "Drive")
        if bus.get(DBusAddress(drive, _UDISKS, f"{_UDISKS}.Drive"), "CanPowerOff"):
            bus.call(DBusAddress(drive, _UDISKS, f"{_UDISKS}.Drive"), "PowerOff", "a{sv}", {})
    except BusError:
        pass  # it is unmounted: its light may stay on
    return Done(True, _RELEASED)
