"""What was done to this machine, by whom and how it ended: a chain of its own, beside the journal of what residents did.

Nothing here tells of a resident. An entry's hash covers it and, through the one before, the whole past; the newest travels
with every exchange, so that the office notices a log that was cut off or exchanged.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Final

import msgspec

HASH_SIZE: Final = 32
DETAIL_LENGTH: Final = 120
"""Letters."""
GENESIS: Final = hashlib.blake2b(b"publik-kiosk audit", digest_size=HASH_SIZE).digest()
"""The hash before the first entry."""


class Actor(StrEnum):
    """Who did it."""

    KIOSK = "kiosk"  # the program of its own accord
    PETUGAS = "petugas"
    ADMIN = "admin"
    COMMAND = "command"  # somebody at a shell of this machine
    OFFICE = "office"  # an order, a file or a key of the office
    NOBODY = "nobody"  # somebody who could not say who they are


class Act(StrEnum):
    """What was done. `detail` of an entry says more: numbers, ids of services, names of settings."""

    STARTED = "started"
    STOPPED = "stopped"
    CRASHED = "crashed"  # the supervisor started it anew
    OUT_OF_SERVICE = "out_of_service"  # the code
    ENTERED = "entered"  # maintenance mode
    LEFT = "left"
    PIN_WRONG = "pin_wrong"
    PIN_SET = "pin_set"  # whose
    CARD_SHOWN = "card_shown"
    CARD_ENROLLED = "card_enrolled"
    CARD_FORGOTTEN = "card_forgotten"
    ENROLLED = "enrolled"
    KEY_ROTATED = "key_rotated"  # this kiosk's own
    OFFICE_KEYS_CHANGED = "office_keys_changed"
    CLOSED = "closed"  # for today
    OPENED = "opened"
    HOURS_SET = "hours_set"
    SERVICE_SWITCHED = "service_switched"
    MESSAGE_SHOWN = "message_shown"
    LOOK_SET = "look_set"  # volume, brightness, languages
    NETWORK_SET = "network_set"
    PRINTED = "printed"  # a test page, a report, a copy
    PRINT_CANCELLED = "print_cancelled"
    PAPER_CHANGED = "paper_changed"
    DEVICE_TESTED = "device_tested"
    EXPORTED = "exported"  # to a stick
    IMPORTED = "imported"  # from a stick
    SYNC_ASKED = "sync_asked"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    SET_ASIDE = "set_aside"  # a damaged file
    PURGED = "purged"  # by retention; how much of what
    CLOCK_JUMPED = "clock_jumped"
    UPDATED = "updated"
    ROLLED_BACK = "rolled_back"
    RESTART_ASKED = "restart_asked"
    SHUT_DOWN = "shut_down"
    SETTINGS_FELL_BACK = "settings_fell_back"  # config.toml was broken, the last good one is used
    TIGHTENED = "tightened"  # files that others could read
    OTHER = "other"  # something that only a newer program knows; its name comes first in the detail


class AuditEntry(msgspec.Struct, frozen=True):
    """One line."""

    seq: int  # 1, 2, 3 … without gaps
    at: int  # ms since 1970 UTC, kiosk's clock; never used for order
    actor: Actor
    act: Act
    done: bool  # whether it succeeded
    detail: str
    hash: bytes


def audit_hash(  # noqa: PLR0917 - what a line says, in its order
    previous: bytes, seq: int, at: int, actor: str, act: str, detail: str, done: bool
) -> bytes:
    """The hash of an entry: BLAKE2b over the previous hash and everything it says."""
    said = msgspec.msgpack.encode((seq, at, actor, act, done, detail))
    return hashlib.blake2b(previous + said, digest_size=HASH_SIZE).digest()
