"""Names in small letters for services and fields, made from what people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_LONGEST = 40


def slug(text: str, otherwise: str) -> str:
    """ "Surat izin usaha" → "surat_izin_usaha"; `otherwise` goes before what begins with a digit, and stands for nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:_LONGEST].rstrip("_")
    if not name:
        return otherwise
    return name if name[0].isalpha() else f"{otherwise}_{name}"


def unique(name: str, taken: Container[str]) -> str:
    """The name, or the first of `name_2`, `name_3` … that is free."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found
