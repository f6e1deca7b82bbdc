"""A thief has the kiosk's disk, the stick, or an image of it, and time: what residents wrote is nowhere on them.

Looked for in every form in which programs leave texts behind: other encodings, digits in groups or backwards, base64,
percent signs, and inside whatever unpacks without a key.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import shutil
import subprocess
import urllib.parse
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard

from kiosk import log
from sync import usb
from sync.server.exchange.sticks import import_stick
from tests.sync.world import KioskWorld, OfficeWorld, photo

COMMON = re.compile(r"[a-z_]+|Palembang")
"""A choice's value and the name of a city stand in many files."""
SHORTEST = 8
"""Letters of a value that is looked for: shorter ones are found by chance."""
_ZSTD, _GZIP, _ZLIB = b"\x28\xb5\x2f\xfd", b"\x1f\x8b\x08", (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST = 2**20


def texts(value: object) -> Iterator[str]:
    """Every text a resident wrote, in whatever the form made of it."""
    match value:
        case str() if len(value) >= SHORTEST and not COMMON.fullmatch(value):
            yield value
        case dict():
            for part in value.values():
                yield from texts(part)
        case list() | tuple():
            for part in value:
                yield from texts(part)


def forms(said: str | bytes) -> set[bytes]:
    """A text, or a piece of a photo, as programs leave it behind."""
    if isinstance(said, bytes):
        return {said} | _coded(said)
    text = said
    spelled = {text, text.upper(), text.lower(), text[::-1], urllib.parse.quote(text), urllib.parse.quote_plus(text)}
    if re.fullmatch(r"[\d .+-]+", text):
        digits = re.sub(r"\D", "", text)
        groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
        spelled |= {mark.join(groups) for mark in (" ", ".", "-")} | {"".join(reversed(groups)), digits}
        spelled.add(digits.removeprefix("0"))
    spelled |= {json.dumps(text)[1:-1], "\\u".join(f"{ord(letter):04x}" for letter in text)}
    found = {one.encode(code) for one in spelled for code in ("utf-8", "utf-16-le", "utf-16-be")}
    found |= _coded(text.encode()) | _coded(text.encode("utf-16-le"))
    return {one for one in found if len(one) >= SHORTEST}


def _coded(raw: bytes) -> set[bytes]:
    found = {raw.hex().encode(), raw.hex().upper().encode()}
    # Wherever it begins in what was encoded; the letters at its ends depend on their neighbours.
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + raw).rstrip(b"=")[(before * 4 + 2) // 3 : -1]
        found |= {coded, coded.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def layers(data: bytes) -> Iterator[bytes]:
    """The bytes, and all that unpacks out of them without a key."""
    yield data
    for magic in (_ZSTD, _GZIP, *_ZLIB):
        for match in re.finditer(re.escape(magic), data):
            part = data[match.start() : match.start() + _MOST]
            try:
                if magic is _ZSTD:
                    yield zstandard.ZstdDecompressor().decompressobj().decompress(part)
                else:
                    yield zlib.decompressobj(wbits=47).decompress(part, _MOST)
            except (zstandard.ZstdError, zlib.error):
                continue


def tells(data: bytes, said: AbstractSet[str | bytes]) -> set[str | bytes]:
    """What of all that was said can be read in the bytes."""
    unpacked = list(layers(data))
    return {one for one in said if any(form in layer for form in forms(one) for layer in unpacked)}


def folder_tells(folder: Path, said: AbstractSet[str | bytes]) -> dict[str, set[str | bytes]]:
    """The same for every file of a folder, names included."""
    found = {str(path): tells(bytes(path), said) for path in folder.rglob("*")}
    found |= {f"in {path}": tells(path.read_bytes(), said) for path in folder.rglob("*") if path.is_file()}
    return {name: told for name, told in found.items() if told}


def a_day(kiosk: KioskWorld) -> set[str | bytes]:
    """Residents come for letters and with a complaint that has a photo; what all of them said."""
    said: set[str | bytes] = set()
    for service_id in ("D18", "D12", "J01"):
        form: dict[str, Any] = dict(kiosk.machine.context.catalog.find(service_id).sample)
        if "foto" in form:
            form["foto"] = photo(5)
            picture = base64.b64decode(form["foto"])
            said |= {picture[at : at + 16] for at in range(600, len(picture) - 16, 4_000)}
        said |= {text for text in texts(form) if len(text) < 200}
        kiosk.submit(service_id=service_id, **form)
    return said


def carry(kiosk: KioskWorld, office: OfficeWorld, stick: Path) -> None:
    """There and back."""
    usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
    import_stick(office.database, office.keys, stick, office.clock)
    usb.import_replies(kiosk.store, kiosk.keys, stick, kiosk.clock)


@pytest.mark.parametrize("text", ["1671025403890002", "Siti Rahmawati", "Jl. Cempaka No. 12"])
@pytest.mark.survives(23, 24)
def test_the_search_finds_what_is_there(text: str) -> None:
    """In each of its disguises, inside packed data too; and nothing where nothing is."""
    plain = msgspec.msgpack.encode({"kepada": ["yth", text, 7]})
    disguises = [
        plain,
        zstandard.compress(plain),
        b"PKX\x01" + os.urandom(80) + zstandard.compress(plain) + os.urandom(9),
        gzip.compress(plain),
        b"\0" + zlib.compress(plain, 9),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        urllib.parse.urlencode({"q": text}).encode(),
        json.dumps({"q": text}).encode(),
        *(base64.b64encode(b"x" * before + text.encode() + b"y") for before in range(4)),
        base64.urlsafe_b64encode(b"??>" + text.encode("utf-16-le") + b"~~"),
        text.encode().hex().encode(),
        text[::-1].encode(),
        text.upper().encode(),
    ]
    if text.isdigit():
        disguises += [b"1671 0254 0389 0002", b"1671.0254.0389.0002", b"0002038902541671"]
    assert [tells(b"\0\1" + one + b"\2", {text}) for one in disguises] == [{text}] * len(disguises)
    assert not tells(os.urandom(100_000) + zstandard.compress(b"Palembang" * 90), {text})


@pytest.mark.survives(23, 24)
def test_a_disk_and_a_stick_tell_nothing(kiosk: KioskWorld, office: OfficeWorld, tmp_path: Path) -> None:
    """After submitting, exporting and syncing; before and after; the log, the database and what it deleted included."""
    stick, data = tmp_path / "stick", kiosk.machine.data
    stick.mkdir()
    log.set_up(data)
    said = a_day(kiosk)
    assert len(said) > 20
    usb.export(kiosk.store, kiosk.keys, stick, kiosk.clock)
    assert folder_tells(stick, said) == {}
    assert folder_tells(data, said) == {}
    carry(kiosk, office, stick)
    said |= a_day(kiosk)
    assert kiosk.sync().done
    log.close()
    assert folder_tells(stick, said) == {}
    assert folder_tells(data, said) == {}
    # The office has all of it, and its database tells as little to whoever has no key.
    assert len(office.opened()) == 6
    assert folder_tells(office.data, said) == {}


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
@pytest.mark.survives(23)
def test_an_image_of_the_stick_tells_nothing(kiosk: KioskWorld, office: OfficeWorld, tmp_path: Path) -> None:
    """Not even in what was deleted: the blocks themselves are searched, byte by byte."""
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("mkfs.ext4 is not here")
    image, stick = tmp_path / "stick.img", tmp_path / "stick"
    stick.mkdir()
    image.touch()
    os.truncate(image, 4 * 2**20)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    mounted = subprocess.run(["mount", "-o", "loop", image, stick], check=False, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a file cannot be mounted here: {mounted.stderr.strip()}")
    try:
        said = a_day(kiosk)
        carry(kiosk, office, stick)
        (stick / "catatan.txt").write_text("yang dihapus masih ada")
        os.sync()
        (stick / "catatan.txt").unlink()
    finally:
        subprocess.run(["umount", stick], check=True)
    raw = image.read_bytes()
    empty = bytes(4096)
    blocks = b"".join(block for at in range(0, len(raw), 4096) if (block := raw[at : at + 4096]) != empty)
    assert tells(blocks, {"yang dihapus masih ada"}), "these are not the blocks that were written"
    assert tells(blocks, said) == set()
