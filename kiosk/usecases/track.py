"""Look up a request by its code, typed or scanned: what is known here, and since when."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kiosk import sealing
from kiosk.domain.code import RequestCode, SlipQr
from kiosk.domain.permohonan import Permohonan
from kiosk.store import elsewhere, journal, permohonan
from kiosk.store.database import Connection
from kiosk.usecases.context import Context


class NotFound(StrEnum):
    """Why there is nothing to show."""

    NO_CODE = "no_code"  # what was typed or scanned is no code of ours
    FORGED = "forged"  # looks like our slip, but this kiosk did not sign it
    UNKNOWN = "unknown"  # a good code that is not known on this kiosk
    OTHER_KIOSK = "other_kiosk"  # the slip of another kiosk, of which the office has not told yet
    NO_SERVICE = "no_service"  # the request is known; paper about its service is not made here, where it is no more


class Tracked(msgspec.Struct, frozen=True):
    """A request as it is known here. `as_of`: when the server last said so, ms; None when it never did."""

    permohonan: Permohonan
    as_of: int | None
    elsewhere: bool = False  # made at another kiosk of the office


def track(context: Context, text: str) -> Tracked | NotFound:
    """Finds the request of a typed code or a scanned slip."""
    code = read_code(context, text)
    if isinstance(code, NotFound):
        return code
    found = context.store.run(lambda db: look_up(db, code, context.kiosk.office.code_salt))
    # No kiosk knows the keys of others, so nothing is said of the signature.
    slip = SlipQr.parse(text)
    if found is NotFound.UNKNOWN and slip is not None and slip.kiosk_id != context.kiosk.id:
        return NotFound.OTHER_KIOSK
    return found


def read_code(context: Context, text: str) -> RequestCode | NotFound:
    """The code in what was typed or scanned. The signature of this kiosk's own slips is checked."""
    slip = SlipQr.parse(text)
    if slip is None:
        return RequestCode.parse(text) or NotFound.NO_CODE
    return NotFound.FORGED if slip.kiosk_id == context.kiosk.id and not _signed_here(context, slip) else slip.code


def _signed_here(context: Context, slip: SlipQr) -> bool:
    keys = (sealing.sign_public(context.kiosk.seed), *context.kiosk.former)
    return any(sealing.verify(slip.signed_bytes(), slip.signature, key) for key in keys)


def look_up(db: Connection, code: RequestCode, code_salt: bytes) -> Tracked | NotFound:
    """The same on an open connection, for a command that only reads."""
    code_hash = sealing.code_hash(code, code_salt)
    state = journal.sync_state(db)
    own = permohonan.by_code(db, code_hash)
    if own is not None:
        return Tracked(own, state.last_contact_at if state.acknowledged >= own.seq else None)
    other = elsewhere.by_code(db, code_hash)
    return NotFound.UNKNOWN if other is None else Tracked(other, state.last_contact_at, elsewhere=True)
