"""How a sync ended: closed values, each with a sentence that a person understands."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class State(StrEnum):
    """The five ways a sync can end."""

    DONE = "done"
    OFFLINE = "offline"  # nobody answered
    NOT_OUR_SERVER = "not_our_server"  # somebody answered, but not the office
    SERVER_ERROR = "server_error"  # the office's server has trouble of its own
    REFUSED = "refused"  # the office answered no


class Reason(StrEnum):
    """Why, for screens and logs."""

    NONE = "none"
    NO_ADDRESS = "no_address"
    NO_NAME = "no_name"
    NO_CONNECTION = "no_connection"
    STALLED = "stalled"
    CUT = "cut"
    TLS = "tls"
    CAPTIVE_PORTAL = "captive_portal"
    PROXY = "proxy"
    NOT_OURS = "not_ours"
    FORGED = "forged"
    OTHER_REQUEST = "other_request"
    BUSY = "busy"
    SERVER_FAILED = "server_failed"
    UNKNOWN_KIOSK = "unknown_kiosk"
    REVOKED = "revoked"
    WRONG_KEY = "wrong_key"
    BAD_SIGNATURE = "bad_signature"
    BAD_REQUEST = "bad_request"
    VERSION = "version"
    FORK = "fork"
    LOST_TAIL = "lost_tail"
    STALE = "stale"
    QUOTA = "quota"
    HERE = "here"


_WORDS: dict[Reason, tuple[State, str]] = {
    Reason.NONE: (State.DONE, "The office has everything."),
    Reason.NO_ADDRESS: (State.OFFLINE, "No server address is set. Enrol with one, or carry the data on a stick."),
    Reason.NO_NAME: (
        State.OFFLINE,
        "The server's name was not found. There is no network, or the address is misspelt.",
    ),
    Reason.NO_CONNECTION: (State.OFFLINE, "The server cannot be reached. Is the network there and the server running?"),
    Reason.STALLED: (State.OFFLINE, "The link went silent. It is tried again by itself."),
    Reason.CUT: (State.OFFLINE, "The link broke before the answer came. It is tried again by itself."),
    Reason.TLS: (State.OFFLINE, "No encrypted connection could be made. Does the address begin rightly (http, https)?"),
    Reason.CAPTIVE_PORTAL: (
        State.NOT_OUR_SERVER,
        "A log-in page of the network answered. Log in to the network first.",
    ),
    Reason.PROXY: (State.NOT_OUR_SERVER, "A proxy wants a log-in. Ask who runs the network."),
    Reason.NOT_OURS: (
        State.NOT_OUR_SERVER,
        "Something else than the office's server answers there. Check the address.",
    ),
    Reason.FORGED: (State.NOT_OUR_SERVER, "The answer is not signed by this kiosk's office. Check the address."),
    Reason.OTHER_REQUEST: (State.NOT_OUR_SERVER, "The answer belongs to another request. A cache stands in between."),
    Reason.BUSY: (State.SERVER_ERROR, "The server is busy. It is tried again by itself."),
    Reason.SERVER_FAILED: (State.SERVER_ERROR, "The server has an error. Tell who runs it; nothing is lost here."),
    Reason.UNKNOWN_KIOSK: (
        State.REFUSED,
        "The office does not know this kiosk. Enrol it again: kelurahan enrol-kiosk.",
    ),
    Reason.REVOKED: (State.REFUSED, "The office has revoked this kiosk. Ask the office."),
    Reason.WRONG_KEY: (State.REFUSED, "This enrolment was used before, or is not the office's. Enrol again."),
    Reason.BAD_SIGNATURE: (State.REFUSED, "The office cannot verify this kiosk's signature. Enrol it again."),
    Reason.BAD_REQUEST: (State.REFUSED, "The office could not read the request. Update the kiosk or the server."),
    Reason.VERSION: (State.REFUSED, "Kiosk and server speak different versions. Update the older one."),
    Reason.FORK: (
        State.REFUSED,
        "The office knows another past of this kiosk: a copied or restored disk. Ask for help.",
    ),
    Reason.LOST_TAIL: (
        State.REFUSED,
        "The office has entries this disk lost: an older copy was restored. Ask for help.",
    ),
    Reason.STALE: (State.REFUSED, "This answer is to a request that this disk does not remember. Export again."),
    Reason.QUOTA: (
        State.REFUSED,
        "The office takes no more from this kiosk today. Nothing is lost; tell who runs the server if this is right.",
    ),
    Reason.HERE: (State.OFFLINE, "This kiosk could not read or write its own data. Run: kiosk doctor"),
}


class SyncOutcome(msgspec.Struct, frozen=True):
    """How a sync ended, and what it got done before it ended."""

    reason: Reason = Reason.NONE
    sent: int = 0  # journal entries that left here
    acknowledged: int = 0  # journal entries the office newly acknowledged
    received: int = 0  # changes that were new here
    bytes_up: int = 0  # HTTP heads included
    bytes_down: int = 0
    blobs: int = 0  # sealed photos that left here; whether they arrived, the next reply says
    retry_after: float = 0.0  # seconds a busy server asked for, at most an hour; 0 when it asked for none

    @property
    def state(self) -> State:
        """Which of the five ways."""
        return _WORDS[self.reason][0]

    @property
    def done(self) -> bool:
        """True when the office has acknowledged everything."""
        return self.state is State.DONE

    @property
    def refused(self) -> bool:
        """True when the office said no to this kiosk."""
        return self.state is State.REFUSED

    @property
    def moved(self) -> bool:
        """True when anything new went either way."""
        return self.sent > 0 or self.received > 0 or self.blobs > 0

    @property
    def words(self) -> str:
        """One sentence for a person, and what to do."""
        return words(self.reason)


def words(reason: Reason) -> str:
    """The sentence that goes with a reason."""
    return _WORDS[reason][1]
