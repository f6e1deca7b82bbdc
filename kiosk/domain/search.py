"""Find services by words, as people type them: any case, without accents, parts of words."""

from __future__ import annotations

import unicodedata

from kiosk.domain.catalog import Catalog, Service

_MOST_WORDS = 8


def search(catalog: Catalog, text: str, *, language: str = "id") -> list[Service]:
    """Services that hold every word of `text`; those with the words in their title come first."""
    words = _fold(text).split()[:_MOST_WORDS]
    if not words:
        return []
    found = []
    for service in catalog.services:
        title = _fold(f"{service.title.id} {service.title.say(language)} {service.ref}")
        whole = f"{title} {_fold(f'{service.summary.id} {service.summary.say(language)} {service.agency.id}')}"
        if all(word in whole for word in words):
            found.append((sum(word not in title for word in words), service))
    return [service for _, service in sorted(found, key=lambda item: item[0])]


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text[:200].casefold())
    return "".join(character if character.isalnum() or character == " " else "" for character in decomposed)
