"""Who looks after the machine, and which rooms of maintenance mode each of them may enter."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """As whose PIN was right."""

    PETUGAS = "petugas"  # who works at the counter: paper, reprints, close for today
    ADMIN = "admin"  # who is answerable for the machine: everything


class Room(StrEnum):
    """The pages of maintenance mode."""

    HOME = "home"  # how the machine is, at a glance
    PRINTER = "printer"  # paper, test page, the last slips
    SCANNER = "scanner"  # what the scanner and the camera see
    TOUCH = "touch"  # where the screen feels a finger
    SENDING = "sending"  # to the office, over the network and by stick
    HALL = "hall"  # open and closed, opening hours, message on the first page
    SERVICES = "services"  # which services take requests here
    LOOK = "look"  # volume, brightness, languages
    NETWORK = "network"  # cable and Wi-Fi
    REPORTS = "reports"  # of the day, and readiness
    AUDIT = "audit"  # who did what here
    BACKUPS = "backups"
    UPDATE = "update"
    ENROLMENT = "enrolment"  # which office this kiosk belongs to, its keys
    HELP = "help"  # what to do when a PIN, a key, a server or a disk is lost
    POWER = "power"  # restart, shut down, leave the program


_OF_PETUGAS: Final = frozenset(
    (Room.HOME, Room.PRINTER, Room.SCANNER, Room.TOUCH, Room.SENDING, Room.HALL, Room.REPORTS, Room.HELP, Room.POWER)
)


def may_enter(role: Role, room: Room) -> bool:
    """Whether this room is open to them. In HALL a petugas may close for today and open again, in POWER restart and shut
    down; hours and leaving the program are the admin's.
    """
    return role is Role.ADMIN or room in _OF_PETUGAS
