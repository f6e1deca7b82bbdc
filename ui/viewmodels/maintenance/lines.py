"""Rows that several rooms show, and the words in them."""

from __future__ import annotations

import msgspec

from kiosk.domain import words
from kiosk.domain.petugas import Room
from kiosk.domain.readiness import Check, CheckId
from ui.ports import Stick
from ui.viewmodels.maintenance.words import translate

_FILE_SYSTEMS = {
    "vfat": "FAT32",
    "msdos": "FAT",
    "exfat": "exFAT",
    "ntfs": "NTFS",
    "ntfs3": "NTFS",
    "fuseblk": "NTFS / exFAT",
}
"""As sticks call them; others go by the kernel's name."""


class StateRow(msgspec.Struct, frozen=True):
    """A line that says how one thing is. `mood`: good, notice, unsure or bad; `room`: where it is mended, "" for nowhere."""

    title: str
    detail: str
    mood: str
    room: str = ""


class StickRow(msgspec.Struct, frozen=True):
    """A stick. `wrong`: what keeps it from being written, "" when nothing is known to."""

    path: str
    name: str
    detail: str
    wrong: str


def check_mood(check: Check) -> str:
    """good, unsure or bad."""
    if check.ok:
        return "unsure" if check.attention else "good"
    return "bad" if check.needed else "unsure"


def stick_row(stick: Stick) -> StickRow:
    """As people tell one stick from another."""
    room = translate("Maintenance", "{free} kosong dari {size}").format(
        free=words.size(stick.free), size=words.size(stick.size)
    )
    parts = (_FILE_SYSTEMS.get(stick.kind, stick.kind), room if stick.size else "")
    match stick.wrong:
        case "read_only":
            wrong = translate("Maintenance", "Hanya bisa dibaca. Geser kuncinya, atau pakai yang lain.")
        case "damaged":
            wrong = translate("Maintenance", "Sistem berkasnya rusak. Pakai flashdisk lain.")
        case "":
            wrong = ""
    return StickRow(stick.path, stick.name, " · ".join(part for part in parts if part), wrong)


def mended_in(check: CheckId) -> Room:
    """The room where what a check found is mended; HELP where somebody has to be called."""
    match check:
        case "printer" | "prints":
            return Room.PRINTER
        case "scanner":
            return Room.SCANNER
        case "network":
            return Room.NETWORK
        case "sync":
            return Room.SENDING
        case "services":
            return Room.SERVICES
        case "backups" | "recovery" | "database":
            return Room.BACKUPS
        case "audit":
            return Room.AUDIT
        case "program":
            return Room.UPDATE
        case "keys":
            return Room.ENROLMENT
        case _:
            return Room.HELP
