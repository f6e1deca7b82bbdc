"""What may stand between a kiosk and its office: closed values, found by `sync.diagnosis`."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Finding(StrEnum):
    """What stands between this kiosk and its office, or that nothing does."""

    FINE = "fine"
    NO_ADDRESS = "no_address"
    NO_NETWORK = "no_network"  # no way out of this machine
    NO_NAME = "no_name"
    HOST_GONE = "host_gone"  # the network says that there is no such computer
    REFUSED = "refused"  # the computer is there, the server is not
    NO_ANSWER = "no_answer"  # nobody says anything at all
    SILENT = "silent"  # connected, and then nothing
    CUT = "cut"
    NO_TLS = "no_tls"  # the address says https, the server does not speak it
    TLS_FAILED = "tls_failed"
    WANTS_TLS = "wants_tls"  # the address says http, the server sends us to https
    CAPTIVE_PORTAL = "captive_portal"
    PROXY_WRONG = "proxy_wrong"  # the setting is of no use
    PROXY_GONE = "proxy_gone"
    PROXY_LOGIN = "proxy_login"
    PROXY_REFUSED = "proxy_refused"  # it answers itself
    WEB_PAGE = "web_page"
    NOT_OURS = "not_ours"
    OTHER_OFFICE = "other_office"
    OTHER_KEYS = "other_keys"  # our office's code, somebody else's signature
    CACHE = "cache"  # a genuine answer to another question
    BUSY = "busy"
    SERVER_FAILED = "server_failed"
    OLD_SERVER = "old_server"
    OLD_KIOSK = "old_kiosk"
    UNKNOWN_KIOSK = "unknown_kiosk"
    REVOKED = "revoked"


class Tls(StrEnum):
    """What the certificate is worth. Without a good one the exchange goes on: it is sealed and signed by itself."""

    NONE = "none"  # plain http, or not got that far
    VERIFIED = "verified"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    SELF_SIGNED = "self_signed"
    UNKNOWN_AUTHORITY = "unknown_authority"
    OTHER_NAME = "other_name"
    UNTRUSTED = "untrusted"


class Diagnosis(msgspec.Struct, frozen=True):
    """What was found, and on which way."""

    finding: Finding
    tls: Tls = Tls.NONE
    host: str = ""
    port: int = 0
    family: str = ""  # "IPv4" or "IPv6", once connected; the proxy's where there is one
    proxy: str = ""  # host:port of the proxy in between, without its password
    clock_off_s: int | None = None  # the answerer's clock minus ours; unsigned, so a suspicion

    @property
    def fine(self) -> bool:
        """True when the office itself has answered."""
        return self.finding is Finding.FINE

    @property
    def unverified(self) -> bool:
        """True when TLS is spoken with somebody whose certificate proves nothing."""
        return self.tls not in (Tls.NONE, Tls.VERIFIED)
