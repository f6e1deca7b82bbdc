"""What to do next, decided without touching anything: what a reply means, how much to send, how long to wait."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.domain.events import ServerEvent
from kiosk.store.journal import Changes, SyncState
from sync.outcome import Reason
from sync.protocol import Reply, Verdict

FIRST_BATCH: Final = 64 * 2**10
"""Bytes of the first batch, before anything is known of the link: 8 s at 64 kbit/s."""
SMALLEST_BATCH: Final = 16 * 2**10  # about TCP's first window: less would only add round trips
LARGEST_BATCH: Final = 2**20
BATCH_SECONDS: Final = 8.0
"""A cut link loses at most about this much time."""

FIRST_DELAY_S: Final = 5.0
LONGEST_DELAY_S: Final = 15 * 60.0
IDLE_DELAY_S: Final = 5 * 60.0
"""How often a kiosk with nothing to send asks for changes, on average."""

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


def judge(reply: Reply, state: SyncState, *, head: int, asked: int) -> Apply | Reason:
    """What a genuine reply means here. `head` is our newest entry, `asked` the cursor of the request it answers."""
    if reply.verdict in _REFUSED:
        return _REFUSED[reply.verdict]
    if reply.acknowledged > head:
        # The office has entries that this disk has not: it was restored from an older copy. Going on would write a
        # second past over the first.
        return Reason.LOST_TAIL
    if reply.since > state.cursor:
        return Reason.STALE  # an answer to a request made before this disk was restored
    acknowledged, cursor = state.acknowledged, state.cursor
    if reply.verdict is Verdict.GAP:
        # The office was restored from an older copy, or a stick in between was lost: begin again where it stands.
        acknowledged = min(acknowledged, reply.acknowledged)
    if reply.since < asked:
        # The office does not remember having sent what we have: take its changes from there once more.
        cursor = min(cursor, reply.since)
    rewound = msgspec.structs.replace(state, acknowledged=acknowledged, cursor=cursor)
    changes = Changes(
        acknowledged=reply.acknowledged,
        cursor=reply.cursor,
        refused=reply.refused,
        events=tuple(event for change in reply.changes if (event := _change(change)) is not None),
        server_time=reply.server_time,
    )
    return Apply(rewound, changes)


def batch_bytes(sent: int, seconds: float) -> int:
    """Bytes of the next batch, given how long the last one took: about BATCH_SECONDS of this link."""
    rate = sent / max(seconds, 0.001)
    return max(SMALLEST_BATCH, min(LARGEST_BATCH, int(rate * BATCH_SECONDS)))


def delay(failures: int, draw: Callable[[], float] = random.random) -> float:
    """Seconds until the next try. Full jitter keeps a fleet that lost its server together from coming back together."""
    if failures == 0:
        return IDLE_DELAY_S * (0.5 + draw())
    # The exponent is bounded too: 2.0 ** 2000 is an error, not a long time.
    ceiling = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2.0 ** min(failures - 1, 20))
    return 1.0 + ceiling * draw()


def _change(change: bytes) -> ServerEvent | None:
    try:
        return _decoder.decode(change)
    except msgspec.DecodeError:
        # A kind of change that came after this program. The office's word is signed, so this is no damage.
        return None
