"""What to do next, decided without touching anything: what a reply means, how much to send, how long to wait."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.domain.events import ServerEvent
from kiosk.store.journal import Changes, SyncState
from sync.outcome import Reason, SyncOutcome
from sync.protocol import FIRST_ROOM, Reply, Verdict

FIRST_BATCH: Final = 64 * 2**10
"""Bytes of the first batch, before anything is known of the link: 8 s at 64 kbit/s."""
SMALLEST_BATCH: Final = 16 * 2**10  # about TCP's first window: less would only add round trips
LARGEST_BATCH: Final = 2**20
BATCH_SECONDS: Final = 8.0
"""A cut link loses at most about this much time."""
LARGEST_ROOM: Final = 4 * 2**20
BLOB_SECONDS: Final = 30.0
"""How long photos are sent before new entries get their turn."""
_COMPRESSION: Final = 4  # how many times smaller texts and statuses get

FIRST_DELAY_S: Final = 5.0
LONGEST_DELAY_S: Final = 15 * 60.0
"""Bounds of the back-off after failures."""
IDLE_DELAY_S: Final = 5 * 60.0
LONGEST_IDLE_S: Final = 60 * 60.0
"""How long after an exchange a kiosk asks for changes of itself. It doubles with each that neither brought nor took
anything: nights and Sundays cost the server and the data bill little."""
REFUSED_DELAY_S: Final = 60 * 60.0
"""How long after a no of the office: it is repeated until somebody there does something."""
REFUSED_REST_S: Final = 5 * 60.0
LONGEST_REST_S: Final = 30.0
"""How long even a hint waits after a no, and at most after other failures."""
START_SPREAD_S: Final = 300.0
"""A network that comes back brings many kiosks at once: within this time each makes its first try."""
_SPREAD_SHARE: Final = 60  # of the time the link was away: one that comes for two minutes every ten is used

_REFUSED: Final[dict[Verdict, Reason]] = {
    Verdict.FORK: Reason.FORK,
    Verdict.UNKNOWN_KIOSK: Reason.UNKNOWN_KIOSK,
    Verdict.REVOKED: Reason.REVOKED,
    Verdict.WRONG_KEY: Reason.WRONG_KEY,
    Verdict.BAD_SIGNATURE: Reason.BAD_SIGNATURE,
    Verdict.BAD_REQUEST: Reason.BAD_REQUEST,
    Verdict.VERSION: Reason.VERSION,
    Verdict.QUOTA: Reason.QUOTA,
}

_decoder: Final[msgspec.msgpack.Decoder[ServerEvent]] = msgspec.msgpack.Decoder(ServerEvent)


class Apply(msgspec.Struct, frozen=True):
    """Take the reply. `state` is where kiosk and office agree before its changes, rewound when the office lost some."""

    state: SyncState
    changes: Changes


def judge(reply: Reply, state: SyncState, *, head: int) -> Apply | Reason:
    """What a genuine reply means here. `head` is our newest entry."""
    if reply.verdict in _REFUSED:
        return _REFUSED[reply.verdict]
    if reply.acknowledged > head:
        # The office has entries that this disk has not: it was restored from an older copy. Going on as it is would write a
        # second past over the first; `exchange.apply` lets the journal leap first.
        return Reason.LOST_TAIL
    if reply.since > state.cursor:
        return Reason.STALE  # an answer to a request made before this disk was restored
    acknowledged = state.acknowledged
    if reply.verdict is Verdict.GAP:
        # The office was restored from an older copy, or a stick in between was lost: begin again where it stands.
        acknowledged = min(acknowledged, reply.acknowledged)
    rewound = msgspec.structs.replace(state, acknowledged=acknowledged)
    changes = Changes(
        acknowledged=reply.acknowledged,
        cursor=reply.cursor,
        refused=reply.refused,
        events=tuple(event for change in reply.changes if (event := _change(change)) is not None),
        server_time=reply.server_time,
    )
    return Apply(rewound, changes)


def first_batch(failures: int) -> int:
    """Bytes of the first batch of a sync after so many failures in a row: a link that is too slow or too short-lived for one
    must not be given the same again and again.
    """
    return max(FIRST_BATCH >> min(failures, 20), min(FIRST_BATCH, SMALLEST_BATCH))


def batch_bytes(sent: int, seconds: float) -> int:
    """Bytes of the next batch, given how long the last one took: about BATCH_SECONDS of this link."""
    rate = sent / max(seconds, 0.001)
    return max(SMALLEST_BATCH, min(LARGEST_BATCH, int(rate * BATCH_SECONDS)))


def room(moved: int, seconds: float) -> int:
    """Bytes of changes and files, before they are compressed, that a reply may hold: about BATCH_SECONDS of this link."""
    return max(FIRST_ROOM, min(LARGEST_ROOM, _COMPRESSION * batch_bytes(moved, seconds)))


class Pace(msgspec.Struct, frozen=True):
    """What the syncs before say about when the next one is worth it."""

    failures: int = 0  # in a row
    quiet: int = 0  # in a row: nothing to send, nothing new, and nobody had asked
    refused: bool = False  # the last one, by the office
    asked_s: float = 0.0  # seconds a busy server asked for the last time

    def after(self, outcome: SyncOutcome, *, hinted: bool) -> Pace:
        """The pace after another sync. `hinted`: something had happened here, so more may follow."""
        if not outcome.done:
            return Pace(self.failures + 1, 0, outcome.refused, outcome.retry_after)
        return Pace(quiet=0 if hinted or outcome.moved else self.quiet + 1)


class Pause(msgspec.Struct, frozen=True):
    """How long to wait, in seconds: in any case, and without a hint."""

    least: float
    longest: float


def pause(pace: Pace, draw: Callable[[], float] = random.random) -> Pause:
    """The pause before the next sync. Full jitter keeps a fleet that lost its server together from coming back together."""
    # The exponents are bounded: 2.0 ** 2000 is an error, not a long time.
    if pace.failures == 0:
        return Pause(0.0, min(LONGEST_IDLE_S, IDLE_DELAY_S * 2.0 ** min(pace.quiet, 20)) * (0.75 + draw() / 4))
    if pace.refused:
        return Pause(REFUSED_REST_S, REFUSED_DELAY_S * (0.75 + draw() / 4))
    doublings = 2.0 ** min(pace.failures - 1, 20)
    # What a server asks for is twice as long for some, or all whom it asked would come back together.
    least = max(pace.asked_s * (1.0 + draw()), min(LONGEST_REST_S, doublings))
    return Pause(least, least + min(LONGEST_DELAY_S, FIRST_DELAY_S * doublings) * draw())


def spread(away_s: float, draw: Callable[[], float] = random.random) -> float:
    """Seconds from the moment a network is back, after it was away for so many, until the first try."""
    return min(START_SPREAD_S, away_s / _SPREAD_SHARE) * draw()


def _change(change: bytes) -> ServerEvent | None:
    try:
        return _decoder.decode(change)
    except msgspec.DecodeError:
        # A kind of change that came after this program. The office's word is signed, so this is no damage.
        return None
