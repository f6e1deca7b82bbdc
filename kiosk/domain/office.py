"""What a kiosk knows of the office it belongs to. Public halves of keys only."""

from __future__ import annotations

import msgspec

from kiosk.domain.code import is_kiosk_id
from kiosk.errors import WrongUse

MOST_FORMER_KEYS = 16
"""Of a kiosk, that it remembers and that speak for one another."""
MOST_GENERATIONS = 1_000
"""Of an office's keys: one a month for eighty years."""


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The office's side of an enrolment."""

    code: str  # Kemendagri code of the kelurahan, "16.71.02.1003"
    name: str  # "Kelurahan 26 Ilir"
    seal_key: bytes  # Curve25519, 32 bytes: answers are sealed to it
    sign_key: bytes  # Ed25519, 32 bytes: replies are verified with it
    code_salt: bytes  # 32 bytes, shared by the office's kiosks: any of them can look up a request code
    zone: int = 7  # hours east of UTC: 7 WIB, 8 WITA, 9 WIT
    generation: int = 1  # of its two keys


class NextKeys(msgspec.Struct, frozen=True, array_like=True):
    """The keys of an office that follow others, vouched for by the key before: one hop of a chain that leads any kiosk to
    the newest, however many it has missed.
    """

    generation: int  # those before have the one below
    seal_key: bytes  # Curve25519, 32 bytes
    sign_key: bytes  # Ed25519, 32 bytes
    signature: bytes  # Ed25519, 64 bytes, by the sign key before, over `vouched_bytes`

    def vouched_bytes(self, code: str) -> bytes:
        """What the key before signs for the office with this code."""
        keys = self.seal_key + self.sign_key
        return b"publik-kiosk office keys\x00" + code.encode() + b"\x00" + self.generation.to_bytes(4, "big") + keys


class Enrolment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file (or the code) an office hands over to bind one kiosk."""

    version: int
    office: Office
    kiosk_id: str
    url: str  # where the server answers, "" when sticks are the only road
    secret: bytes  # 32 bytes, used once: authenticates the kiosk's public key at the first exchange


def parse_enrolment(data: bytes) -> Enrolment:
    """Reads an enrolment (JSON, bytes in base64). Raises WrongUse."""
    remedy = "Ask the office for a new one: kelurahan enrol-kiosk NAME --out FILE"
    try:
        enrolment = msgspec.json.decode(data, type=Enrolment)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongUse(f"This is no enrolment: {error}.", remedy) from error
    office = enrolment.office
    sizes = (office.seal_key, office.sign_key, office.code_salt, enrolment.secret)
    if enrolment.version != 1 or any(len(value) != 32 for value in sizes) or not is_kiosk_id(enrolment.kiosk_id):
        raise WrongUse("This enrolment is damaged or of another version.", remedy)
    if not 1 <= office.generation <= MOST_GENERATIONS:
        raise WrongUse("This enrolment is damaged or of another version.", remedy)
    if office.zone not in (7, 8, 9):
        raise WrongUse(f"This enrolment has the time zone {office.zone}.", "It must be 7 (WIB), 8 (WITA) or 9 (WIT).")
    return enrolment
