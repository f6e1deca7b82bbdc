"""The second factor of a log-in: a code of six digits that a phone shows for half a minute (TOTP, RFC 6238), and ten codes
on paper for the day when the phone is gone.

The secret is locked in the vault and leaves it only to be shown once, while it is being set up.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

import pyotp
from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, update

from sync.server.audit import Action, record
from sync.server.office import OfficeKeys
from sync.server.people.passwords import grouped
from sync.server.store.tables import petugas, recovery_codes

STEP_MS: Final = 30_000
DRIFT: Final = 1
"""Steps that a phone's clock may be off."""
RECOVERY_CODES: Final = 10


class FactorRefusal(StrEnum):
    """Why the second factor was not turned on."""

    NOT_BEGUN = "not_begun"
    WRONG_CODE = "wrong_code"


def begin(connection: Connection, office: OfficeKeys, name: str) -> None:
    """A new secret that waits to be confirmed, inside the caller's transaction. While one is in use there is nothing to begin."""
    secret = pyotp.random_base32()
    locked = office.vault.lock_text(secret, "petugas", name, "totp")
    here = (*_here(office.code, name), petugas.c.totp.is_(None))
    connection.execute(update(petugas).where(*here).values(totp_pending=locked))


def pending(connection: Connection, office: OfficeKeys, name: str) -> str | None:
    """The secret that waits to be confirmed, base32; None when none does."""
    locked = connection.execute(select(petugas.c.totp_pending).where(*_here(office.code, name))).scalar()
    return None if locked is None else office.vault.unlock_text(locked, "petugas", name, "totp")


def address(office: OfficeKeys, name: str, secret: str) -> str:
    """What the QR says to the program on the phone (otpauth://)."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=office.name)


def confirm(
    connection: Connection, office: OfficeKeys, name: str, code: str, *, now: int
) -> tuple[str, ...] | FactorRefusal:
    """Turns the second factor on with the first code from the phone, inside the caller's transaction.

    Returns the codes for paper; they stand nowhere else.
    """
    connection.execute(select(petugas.c.name).where(*_here(office.code, name)).with_for_update())
    secret = pending(connection, office, name)
    if secret is None:
        return FactorRefusal.NOT_BEGUN
    step = _step_of(secret, code, now=now, used=0)
    if step is None:
        return FactorRefusal.WRONG_CODE
    connection.execute(
        update(petugas)
        .where(*_here(office.code, name))
        .values(totp=petugas.c.totp_pending, totp_pending=None, totp_step=step)
    )
    codes = _new_codes(connection, office, name)
    record(connection, office.code, name, Action.FACTOR_ON, now=now)
    return codes


def renew_codes(connection: Connection, office: OfficeKeys, name: str, *, now: int) -> tuple[str, ...]:
    """Ten codes for paper instead of those there were, inside the caller's transaction; each opens one log-in."""
    codes = _new_codes(connection, office, name)
    record(connection, office.code, name, Action.RECOVERY_CODES_MADE, now=now)
    return codes


def _new_codes(connection: Connection, office: OfficeKeys, name: str) -> tuple[str, ...]:
    codes = tuple(grouped(3) for _ in range(RECOVERY_CODES))
    _forget_codes(connection, office.code, name)
    connection.execute(
        insert(recovery_codes),
        [{"office": office.code, "petugas": name, "mark": _mark(office, name, code)} for code in codes],
    )
    return codes


def codes_left(connection: Connection, office: str, name: str) -> int:
    """How many codes on paper have not been used."""
    query = select(func.count()).where(recovery_codes.c.office == office, recovery_codes.c.petugas == name)
    return int(connection.execute(query).scalar_one())


def turn_off(connection: Connection, office: str, name: str, *, actor: str, now: int) -> None:
    """From now on the password is enough, inside the caller's transaction, which has asked for what it must."""
    values = {"totp": None, "totp_pending": None}
    connection.execute(update(petugas).where(*_here(office, name)).values(**values))
    _forget_codes(connection, office, name)
    record(connection, office, actor, Action.FACTOR_OFF, now=now, detail=name)


def take(connection: Connection, office: OfficeKeys, row: RowMapping, code: str, *, now: int) -> bool:
    """Takes a code of a petugas, from the phone or from paper; it does not count a second time.

    `row`: theirs, locked by the caller's transaction, so that of two processes only one takes it.
    """
    name = row["name"]
    if row["totp"] is None:
        return False
    secret = office.vault.unlock_text(row["totp"], "petugas", name, "totp")
    step = _step_of(secret, code, now=now, used=int(row["totp_step"]))
    if step is not None:
        connection.execute(update(petugas).where(*_here(office.code, name)).values(totp_step=step))
        return True
    here = (
        recovery_codes.c.office == office.code,
        recovery_codes.c.petugas == name,
        recovery_codes.c.mark == _mark(office, name, code),
    )
    if not connection.execute(delete(recovery_codes).where(*here)).rowcount:
        return False
    record(connection, office.code, name, Action.RECOVERY_CODE_USED, now=now)
    return True


def _step_of(secret: str, code: str, *, now: int, used: int) -> int | None:
    digits = re.sub(r"\s", "", code)
    totp, today = pyotp.TOTP(secret), now // STEP_MS
    for step in range(max(used + 1, today - DRIFT), today + DRIFT + 1):
        if pyotp.utils.strings_equal(totp.generate_otp(step), digits):
            return step
    return None


def _mark(office: OfficeKeys, name: str, code: str) -> bytes:
    plain = re.sub(r"[^a-z0-9]", "", code.lower())
    return office.vault.mark("recovery", f"{name}\0{plain}")


def _forget_codes(connection: Connection, office: str, name: str) -> None:
    here = (recovery_codes.c.office == office, recovery_codes.c.petugas == name)
    connection.execute(delete(recovery_codes).where(*here))


def _here(office: str, name: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return petugas.c.office == office, petugas.c.name == name
