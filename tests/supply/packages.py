"""The packages that requirements.lock pins, and their licences as SPDX writes them."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec
from license_expression import ExpressionError, LicenseExpression, get_spdx_licensing
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK: Final = Path(__file__).resolve().parents[2] / "requirements.lock"
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")

_CLASSIFIERS: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-or-later WITH Bootloader-exception",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Public Domain": "LicenseRef-scancode-public-domain",
    "Python Software Foundation License": "PSF-2.0",
}
_TEXTS: Final = {"3-Clause BSD License": "BSD-3-Clause", "Apache License, Version 2.0": "Apache-2.0"}
_READ_BY_US: Final = {
    "pyclipper": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyinstaller-hooks-contrib": "Apache-2.0",  # what ends up in a built program; the rest is GPL-2.0-or-later
    "pyxform": "BSD-2-Clause",
    "qrcode": "BSD-3-Clause",
    "rich-click": "MIT",
}
"""Where a package says nothing that a program understands, what stands in its own files."""


class Package(msgspec.Struct, frozen=True):
    """One line of the lock."""

    name: str
    version: str
    marker: str  # where it is needed: "sys_platform == 'win32'", "" everywhere
    hashes: tuple[str, ...]  # SHA-256 in hexadecimal, of every file that may be installed
    licence: str  # an SPDX expression; "" where it is not installed here, so nobody could look


def locked(path: Path = LOCK) -> list[Package]:
    """Everything that is pinned, by name."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", path.read_text()).strip())
    found = []
    for entry in entries:
        requirement = Requirement(entry.split(" \\\n")[0].split(" --hash")[0].strip())
        version = next(iter(requirement.specifier)).version
        name = canonicalize_name(requirement.name)
        hashes = tuple(sorted(_HASH.findall(entry)))
        found.append(Package(name, version, str(requirement.marker or ""), hashes, licence(name)))
    return sorted(found, key=lambda one: one.name)


def licence(name: str) -> str:
    """What the installed package says it may be used under, in SPDX; "" where it is not installed here."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    if name in _READ_BY_US:
        return _READ_BY_US[name]
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [one.rsplit(" :: ", 1)[1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")]
    known = [_CLASSIFIERS[one] for one in classifiers if one in _CLASSIFIERS]
    if known:
        return " OR ".join(sorted(set(known)))
    text = (said.get("License") or "").strip()
    return _TEXTS.get(text, text)


def parsed(expression: str) -> LicenseExpression | None:
    """None for what is no SPDX expression."""
    try:
        return get_spdx_licensing().parse(expression, validate=True)
    except ExpressionError:
        return None
