"""Good bytes made bad: flipped, cut, doubled, moved, and with what has broken parsers before in the middle."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from typing import Final

NASTY: Final = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",  # half a surrogate pair
    b"\xc0\xaf",
    b"\xf0\x9f\x98\x80" * 50,
    b"\xe2\x80\xae",  # the rest is read from right to left
    b"\r\n\r\n",
    b"[" * 20_000,
    b"{" * 20_000,
    b"a=[" * 3_000,
    b"\nx=" + b"[" * 20_000,
    b"\nx=" + b"{y=" * 5_000,
    b"[[" + b"a." * 3_000 + b"a]]",
    b"9" * 5_000,
    b"-0",
    b"1e400",
    b"nan",
    b"inf",
    b"2026-99-99",
    b"9999-12-31T23:59:60Z",
    b"%n%s%x%p",
    b"{0.__class__}",
    b"${IFS}",
    b"$(touch canary)",
    b"`touch canary`",
    b"'; DROP TABLE journal; --",
    b"../../../../etc/passwd",
    b"file:///etc/passwd",
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
    ) + b"]><x>&j;</x>",
    b"\x7f" * 300,
    b"A" * 70_000,
    b"\x80\x04\x95",  # a pickle
    b"PK\x03\x04",
    b"\x28\xb5\x2f\xfd",  # zstd
)  # fmt: skip


def mutated(good: bytes, count: int, name: str) -> Iterator[bytes]:
    """`count` ways in which bytes may come, the same ones each time for the same name."""
    chance = random.Random(zlib.crc32(name.encode()))
    yield from (b"", good[:1], good + good)
    yield from NASTY
    for _ in range(count):
        data = bytearray(good)
        for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
            at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
            match chance.randrange(7):
                case 0 if at < len(data):
                    data[at] ^= 1 << chance.randrange(8)
                case 1:
                    del data[at : min(end, at + chance.choice((1, 4, 64, 4096)))]
                case 2:
                    data[at:at] = data[at : min(end, at + 4096)]
                case 3:
                    data[at:at] = chance.choice(NASTY)
                case 4:
                    data[at : at + chance.choice((1, 2, 4, 8))] = chance.randbytes(chance.choice((1, 2, 4, 8)))
                case 5:
                    del data[at:]
                case _:
                    data[at : at + 1] = b'"=[]{}\n#.,:-\\<>&\x00'[(shift := chance.randrange(16)) : shift + 1]
        yield bytes(data)
