"""Words as people type them, and as the index of search knows them: folded, without prefix and suffix, one word for many.

"Ngurus AKTE kelahirannya" and "Akta Kelahiran" become the same roots, `akta lahir`. What stands for what is data,
`assets/search/words.toml`. `lexicon.py` says what is meant by what is typed; the index itself is `kiosk/store/search.py`.
"""

from __future__ import annotations

import importlib.util
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import ModuleType
from typing import Any, Literal

import msgspec

from kiosk.domain.catalog import Catalog, Entry, Service, Text
from kiosk.domain.content import Content
from kiosk.errors import WrongUse

Kind = Literal["service", "content"]

_MOST_CHARACTERS = 200
_MOST_WORDS = 12
_LONGEST_WORD = 32


class Document(msgspec.Struct, frozen=True):
    """One thing that can be found. What stands in `title` counts most, then `words`, `summary` and `body`.

    `key` is the id of a service, or "C15/banjir" for a record that is published under service C15.
    """

    key: str
    kind: Kind
    ref: str
    title: str
    summary: str
    words: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


class Phrase(msgspec.Struct, frozen=True):
    """Roots in a row, and the root that stands for them."""

    roots: tuple[str, ...]
    name: str


class Vocabulary(msgspec.Struct, frozen=True):
    """What people say: words they say in passing, and words that mean the same."""

    passing: frozenset[str]
    same: Mapping[str, str]  # word or root → the root that stands for it
    phrases: Mapping[str, tuple[Phrase, ...]]  # by their first root, the longest first


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    passing: str
    same: dict[str, tuple[str, ...]]


def parse_vocabulary(text: str) -> Vocabulary:
    """Reads `words.toml`. Raises WrongUse saying what is wrong with it."""
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongUse(f"words.toml: {error}.", "Mend that place; README.md in assets/search explains it.") from error
    same: dict[str, str] = {}
    for name, others in file.same.items():
        for saying in (name, *others):
            match split(saying):
                case [word]:
                    for key in (word, stem(word)):
                        if same.setdefault(key, name) != name:
                            raise WrongUse(
                                f"words.toml: {saying!r} stands for {same[key]!r} and for {name!r}.",
                                "Keep the one that is meant more often.",
                            )
                case _:
                    pass
    named: dict[tuple[str, ...], str] = {}
    for name, others in file.same.items():
        for saying in others:
            roots = tuple(same.get(word) or same.get(stem(word)) or stem(word) for word in split(saying))
            if len(roots) > 1 and named.setdefault(roots, name) != name:
                raise WrongUse(
                    f"words.toml: {saying!r} stands for {named[roots]!r} and for {name!r}.",
                    "Keep the one that is meant more often.",
                )
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for roots in sorted(named, key=len, reverse=True):
        phrases[roots[0]] = (*phrases.get(roots[0], ()), Phrase(roots, named[roots]))
    return Vocabulary(frozenset(split(file.passing)), same, phrases)


# --- Words ------------------------------------------------------------------------------------------------------------


def split(text: str) -> list[str]:
    """The words of a text: small letters and digits, without accents, emoji, quotes and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = (" " if not character.isalnum() else character for character in plain if not _vanishes(character))
    return [word[:_LONGEST_WORD] for word in "".join(letters).split()]


def _vanishes(character: str) -> bool:
    """Accents, and the apostrophes of "Jum'at" and "Qur’an"."""
    return character in "'’`" or unicodedata.combining(character) != 0


def typed(text: str) -> tuple[list[str], bool]:
    """The words of what somebody is typing, at most 12, and whether the last one may go on."""
    text = text[:_MOST_CHARACTERS]
    words = split(text)
    return words[:_MOST_WORDS], len(words) <= _MOST_WORDS and text[-1:].isalnum()


def stem(word: str) -> str:
    """An Indonesian word without prefix and suffix: "kelahirannya" is "lahir". It need not be a word.

    Nothing is remembered: what a resident searches for goes with the resident.
    """
    # A stemmer of its own for each word: it keeps the word in itself while it works, and any thread may ask.
    return str(_stemmer()().stemWord(word))


def spoken(word: str) -> Iterator[str]:
    """What a word may be in writing: "ngurus" urus, "nyari" cari, "daftarin" daftar, "suratne" and "suratnyo" surat."""
    heads = [word]
    for said, written in (
        ("nge", ("",)),
        ("ng", ("", "k")),
        ("ny", ("s", "c")),
        ("n", ("t", "d")),
        ("m", ("p", "b")),
        ("di", ("",)),
        ("men", ("t",)),
        ("pen", ("t",)),
        ("mem", ("p",)),
        ("pem", ("p",)),
    ):
        if word.startswith(said):
            heads += [start + word[len(said) :] for start in written]
    for head in heads:
        yield head
        for tail in ("in", "an", "kan", "ke", "keun", "ne", "e", "nyo", "na", "ipun", "nipun", "o", "s"):
            if head.endswith(tail) and len(head) - len(tail) >= 3:
                yield head[: -len(tail)]
                if tail in ("e", "o"):
                    yield head[:-1] + "a"  # akte, namo


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[], Any]:
    # The package loads its stemmers of 34 languages in __init__: 0.15 s and 14 MB. A package of the same name without
    # them leads to the one that is wanted. May go when it loads them one by one.
    spec = importlib.util.find_spec("snowballstemmer")
    assert spec
    package = ModuleType("snowballstemmer")
    package.__path__ = spec.submodule_search_locations or []
    sys.modules.setdefault("snowballstemmer", package)
    try:
        from snowballstemmer.indonesian_stemmer import IndonesianStemmer
    finally:
        if sys.modules.get("snowballstemmer") is package:
            del sys.modules["snowballstemmer"]
    stemmer: Callable[[], Any] = IndonesianStemmer
    return stemmer


def root(word: str, vocabulary: Vocabulary) -> str:
    """What the index knows a word as: what it stands for, or its stem."""
    return vocabulary.same.get(word) or vocabulary.same.get(stem(word)) or stem(word)


def phrase_at(roots: list[str], start: int, vocabulary: Vocabulary) -> Phrase | None:
    """The longest phrase that the words from `start` on begin with."""
    for phrase in vocabulary.phrases.get(roots[start], ()):
        if tuple(roots[start : start + len(phrase.roots)]) == phrase.roots:
            return phrase
    return None


def indexed(words: list[str], vocabulary: Vocabulary) -> str:
    """A text as it stands in the index: the root of each word, and that of each phrase beside its words."""
    roots = [root(word, vocabulary) for word in words]
    phrases = [phrase_at(roots, place, vocabulary) for place in range(len(roots))]
    return " ".join([*roots, *(phrase.name for phrase in phrases if phrase)])


# --- What is found ----------------------------------------------------------------------------------------------------


def documents(catalog: Catalog, content: Content, language: str) -> Iterator[Document]:
    """Everything on this kiosk that can be found, said in `language` and findable in Indonesian too."""
    for entry in catalog.entries():
        yield Document(
            key=entry.id,
            kind="service",
            ref=entry.ref,
            title=_in(language, entry.title),
            summary=_in(language, entry.summary),
            words=(*entry.words, entry.ref),
            body=tuple(_all((entry.title, entry.summary, *_service_body(entry, catalog)), language)),
        )
    for record in content.documents():
        yield Document(
            key=record.key,
            kind="content",
            ref=record.service,
            title=_in(language, record.title),
            summary=_in(language, record.summary) if record.summary else "",
            words=record.words,
            body=tuple(_all((record.title, *record.body), language)),
        )


def _service_body(entry: Entry, catalog: Catalog) -> Iterator[Text]:
    yield entry.agency
    for event in catalog.events:
        if entry.ref in event.services:
            yield event.title
    if isinstance(entry, Service):
        yield entry.product
        for requirement in entry.requirements:
            yield requirement.text


def _in(language: str, text: Text) -> str:
    # Not `say`, which remembers what was shown for want of a translation: nothing is shown yet.
    return text.find(language) or text.id


def _all(texts: Iterable[Text], language: str) -> Iterator[str]:
    """What texts say in Indonesian and in `language`: people type either."""
    for text in texts:
        yield text.id
        if language != "id" and (found := text.find(language)):
            yield found
