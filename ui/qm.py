"""Translations as Qt reads them: the contents of a `.qm` file, which `lrelease` would make of a `.ts` file.

A sixteen-byte signature, then sections, each with its tag and length: the hashes, sorted, with where each message begins, and
the messages. Numbers are big-endian, translations UTF-16, all else UTF-8 (Qt's qtranslator.cpp; unchanged since Qt 4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.ts_files import Forms, Message

_SIGNATURE: Final = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8


def pack(texts: Mapping[Message, Forms]) -> bytes:
    """The file that says these, of each the last form: Indonesian has only one, and so has every text of the screen."""
    hashes, messages = [], bytearray()
    for message, forms in texts.items():
        hashes.append((_hash(f"{message.source}{message.comment}".encode()), len(messages)))
        messages += b"".join(_parts(message, forms[-1]))
    places = b"".join(struct.pack(">II", *place) for place in sorted(hashes))
    return _SIGNATURE + _section(_HASHES, places) + _section(_MESSAGES, bytes(messages))


def _parts(message: Message, translation: str) -> Iterator[bytes]:
    yield _section(_TRANSLATION, translation.encode("utf-16-be"))
    yield _section(_COMMENT, message.comment.encode())
    yield _section(_SOURCE, message.source.encode())
    yield _section(_CONTEXT, message.context.encode())
    yield bytes((_END,))


def _section(tag: int, content: bytes) -> bytes:
    return struct.pack(">BI", tag, len(content)) + content


def _hash(text: bytes) -> int:
    """That of symbol tables in ELF (System V ABI, chapter 5), but never 0."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        value = (value ^ (value >> 24 & 0xF0)) & 0x0FFFFFFF
    return value or 1
