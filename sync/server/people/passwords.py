"""Passwords: Argon2id, and which ones are too easy to guess."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum
from functools import cache
from typing import Final

from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id

SHORTEST: Final = 10
LONGEST: Final = 200
_WORST: Final = frozenset(
    # The first of the lists that guessers begin with, and what people here choose: letters only, digits are cut off.
    """
    password passwordnya katasandi sandi kunci rahasia rahasiasekali admin administrator superadmin operator petugas
    kelurahan kecamatan kantor kantorlurah lurah camat desa kepaladesa sekdes pemerintah indonesia indonesiaraya merdeka
    garuda garudaku pancasila bismillah alhamdulillah assalamualaikum subhanallah muhammad sayang sayangku sayangkamu
    akucintakamu cintaku iloveyou keluarga keluargaku bahagia selamat selamatdatang selamatpagi terserah janganlupa
    lupasandi qwerty qwertyui qwertyuiop qwertyuiopasdf asdfghjkl asdfghjklqwerty zxcvbnm zxcvbnmasd letmein welcome
    welcometo dragon monkey football baseball sunshine princess superman batman computer komputer internet rahasianegara
    persija persib persebaya sriwijaya palembang jakarta surabaya bandung barcelona realmadrid manchester liverpool
    """.split()
)
_RUNS: Final = "01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm"


class Weak(StrEnum):
    """Why a password is not taken."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"  # among the first that anybody would try
    NAME = "name"  # little more than the petugas' or the office's name


def new_password() -> str:
    """Something a person can copy from paper: four groups without look-alikes, 78 bits."""
    return grouped(4)


def grouped(groups: int) -> str:
    """Random groups of four letters and digits without look-alikes, 19 bits each: "k7qm-3xtp"."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(groups))


def weakness(password: str, *names: str) -> Weak | None:
    """What is wrong with a password that somebody chose; `names`: their own and the office's. None: nothing."""
    if len(password) < SHORTEST:
        return Weak.SHORT
    if len(password) > LONGEST:
        return Weak.LONG
    plain = re.sub(r"[^a-z0-9]", "", password.lower())
    letters = re.sub(r"\d", "", plain)
    once = any(letters == word or letters == word * 2 for word in _WORST)
    if once or len(set(password)) < 4 or any(plain and plain in run for run in _RUNS.split()):
        return Weak.COMMON
    for name in names:
        for word in re.findall(r"[a-z0-9]{3,}", name.lower()):
            plain = plain.replace(word, "")
    return Weak.NAME if len(re.sub(r"\d", "", plain)) < 3 and letters else None


def hashed(password: str) -> bytes:
    """Argon2id with the parameters of today."""
    return argon2id.str(password.encode(), argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)


def fits(hash_: bytes | None, password: str) -> bool:
    """Whether it is that password. Without a hash it is not, after the same time."""
    try:
        return argon2id.verify(hash_ or _nobody(), password.encode()) and hash_ is not None
    except InvalidkeyError:
        return False


def is_dated(hash_: bytes) -> bool:
    """True when a hash was made with other parameters than those of today."""
    return hash_.split(b"$")[:4] != _nobody().split(b"$")[:4]


@cache
def _nobody() -> bytes:
    return hashed(secrets.token_hex(16))
