"""The passphrase under which an office's private keys may lie on the disk: Argon2id makes the key that locks them.

It is never an argument and never in the environment, where every process of the user could read it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Final

import click
import msgspec
from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from kiosk.errors import CannotNow, WrongUse

SHORTEST: Final = 12
"""Characters: whoever has the disk can guess as long as they like."""
CREDENTIAL: Final = "kelurahan-passphrase"
"""The name under which systemd hands it over (LoadCredential=)."""


class KeyLock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a passphrase becomes a key. All offices of a data folder share one, so that it is made once for all of them."""

    salt: Annotated[bytes, msgspec.Meta(min_length=pwhash.argon2id.SALTBYTES, max_length=pwhash.argon2id.SALTBYTES)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=20)]
    memory: Annotated[int, msgspec.Meta(ge=8192, le=2**31)]  # bytes


class Passphrase:
    """Asked for when something locked is met, and then kept for what comes."""

    def __init__(self, ask: Callable[[], str]) -> None:
        """`ask` gives the passphrase; raises KioskError when there is none."""
        self._key = cache(lambda lock: _derive(ask(), lock))

    def lock(self, data: bytes, lock: KeyLock) -> bytes:
        """XSalsa20-Poly1305 under the passphrase."""
        return bytes(SecretBox(self._key(lock)).encrypt(data))

    def unlock(self, box: bytes, lock: KeyLock) -> bytes:
        """What was locked. Raises CannotNow when the passphrase is another one."""
        try:
            return SecretBox(self._key(lock)).decrypt(box)
        except CryptoError as error:
            raise CannotNow(
                "This is not the passphrase of the office's keys.", "Try again, or restore keys from a backup."
            ) from error


def new_lock() -> KeyLock:
    """With a salt of its own, 256 MB and about a second."""
    return KeyLock(
        random(pwhash.argon2id.SALTBYTES), pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE
    )


def given(file: Path | None) -> Passphrase:
    """From a file, from systemd, or from whoever sits at the terminal, in this order."""
    return Passphrase(lambda: _given(file) or _asked(again=False))


def chosen(file: Path | None) -> Passphrase:
    """A new one, from a file or typed twice. Raises WrongUse when it is too short."""
    text = _read(file) if file else _asked(again=True)
    if len(text) < SHORTEST:
        raise WrongUse(
            f"The passphrase has less than {SHORTEST} characters.",
            "Take four or five words that have nothing to do with each other.",
        )
    return Passphrase(lambda: text)


def _given(file: Path | None) -> str:
    if file:
        return _read(file)
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    credential = Path(folder) / CREDENTIAL if folder else None
    return _read(credential) if credential and credential.exists() else ""


def _read(file: Path) -> str:
    try:
        mode = file.stat().st_mode
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{file} cannot be read.", "Give a file with the passphrase in its first line.") from error
    if stat.S_ISREG(mode) and mode & 0o077:
        raise WrongUse(f"{file} can be read by others.", f"Run: chmod 600 {file}")
    return text.partition("\n")[0]


def _asked(*, again: bool) -> str:
    if not _at_terminal():
        raise CannotNow(
            "The office's keys are locked with a passphrase.",
            f"Run it in a terminal, or give --passphrase-file FILE or systemd's credential {CREDENTIAL}.",
        )
    return str(click.prompt("Passphrase of the office's keys", hide_input=True, err=True, confirmation_prompt=again))


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _derive(text: str, lock: KeyLock) -> bytes:
    try:
        return pwhash.argon2id.kdf(SecretBox.KEY_SIZE, text.encode(), lock.salt, lock.passes, lock.memory)
    except CryptoError as error:
        raise CannotNow(
            f"There is no memory to unlock the keys ({lock.memory // 2**20} MB).", "Close other programs, try again."
        ) from error
