"""What somebody who types means, among the words that stand here: half a word, a spoken one, or a slip of the thumb."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kiosk.domain.search import Vocabulary, indexed, phrase_at, root, split, spoken, typed

_MOST_ENDINGS = 24
"""Of a word that is still being typed: "k" begins hundreds of words, and the commonest are enough."""
_ENDING = 0.5
"""What "kartu" is worth for "kar" where "kar" is a word itself."""
_ALIKE = 0.72
"""Similarity from which a word may be another one with a slip of the thumb: one letter in four, two in eight."""
_ALIKE_SHORT = 0.66
"""The same for three letters."""
_IN_PASSING = 0.1
"""What a word said in passing is worth: "ngurus surat ke mana" is more than "surat"."""


class Wish(NamedTuple):
    """A word or phrase that was typed: the roots it may mean with what each is worth, and how rare it is here."""

    meaning: Mapping[str, float]
    weight: float

    def worth(self, there: frozenset[str]) -> float:
        """How well it is met by the roots that stand somewhere, 0 to 1."""
        return max((worth for one, worth in self.meaning.items() if one in there), default=0.0)


class Wishes(NamedTuple):
    """What is wanted, and what was said around it."""

    wanted: list[Wish]
    passing: list[Wish]


class Lexicon:
    """The words of all documents: each is read once, then what is typed can be understood."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._documents = 0
        self._roots: dict[str, str] = {}  # every word that leads somewhere
        self._uses: Counter[str] = Counter()  # how often each word stands there
        self._holders: Counter[str] = Counter()  # how many documents hold each root
        self._words: list[str] = []
        self._typeable: list[str] = []

    def read(self, *fields: Iterable[str]) -> list[str]:
        """Takes in the fields of one document, each some texts, and gives them as they stand in the index."""
        rows = [" ".join(self._text(text) for text in texts) for texts in fields]
        self._holders.update(set(" ".join(rows).split()))
        self._documents += 1
        return rows

    def settle(self) -> None:
        """All documents were read: from now on it can be asked."""
        for word, stands_for in self._vocabulary.same.items():
            if stands_for in self._holders:
                self._roots.setdefault(word, stands_for)
        self._words = sorted(self._roots)
        self._typeable = sorted(self._roots.keys() | self._vocabulary.passing)

    def _text(self, text: str) -> str:
        words = split(text)
        self._uses.update(words)
        self._roots.update((word, root(word, self._vocabulary)) for word in words if word not in self._roots)
        return indexed(words, self._vocabulary)

    def roots(self, text: str) -> frozenset[str]:
        """What stands in a text that was read."""
        return frozenset(indexed(split(text), self._vocabulary).split())

    def weight(self, one: str) -> float:
        """How much a root says about the document it stands in: the rarer, the more."""
        return self._rarity({one: 1.0}) * (_IN_PASSING if self._in_passing(one) else 1.0)

    def wishes(self, text: str) -> Wishes:
        """What a text wants. A word that nothing here is like is left out; alone, words said in passing are wanted."""
        words, goes_on = typed(text)
        words = [part for place, word in enumerate(words) for part in self._parts(word, last=place == len(words) - 1)]
        meant = [self._meanings(word, goes_on=goes_on and place == len(words) - 1) for place, word in enumerate(words)]
        likeliest = [
            max(meaning, key=meaning.__getitem__, default="") or root(word, self._vocabulary)
            for word, meaning in zip(words, meant, strict=True)
        ]
        wanted: list[Wish] = []
        passing: list[Wish] = []
        place = 0
        while place < len(words):
            phrase = phrase_at(likeliest, place, self._vocabulary)
            meaning = {phrase.name: 1.0} if phrase else meant[place]
            if phrase or not self._in_passing(words[place]):
                wanted.append(Wish(meaning, self._rarity(meaning)))
            else:
                passing.append(Wish(meaning, self._rarity(meaning) * _IN_PASSING))
            place += len(phrase.roots) if phrase else 1
        wanted = [wish for wish in wanted if wish.meaning]
        return Wishes(wanted, passing) if wanted else Wishes(passing, [])

    def _parts(self, word: str, *, last: bool) -> tuple[str, ...]:
        """A word, or the two it is made of when somebody left out the space: "aktekelahiran"."""
        if self._in_passing(word) or self._known(word) or (last and self._endings(word)):
            return (word,)
        for place in range(len(word) - 2, 1, -1):
            parts = word[:place], word[place:]
            if max(map(len, parts)) > 3 and all(part in self._roots for part in parts):
                return parts
        return (word,)

    def _meanings(self, word: str, *, goes_on: bool) -> Mapping[str, float]:
        """The roots a word may mean; none when nothing here is like it."""
        if self._in_passing(word):
            return {root(word, self._vocabulary): 1.0}
        known = self._known(word)
        endings = self._endings(word) if goes_on else {}
        if known:
            return {**dict.fromkeys(endings, _ENDING), known: 1.0}
        return dict.fromkeys(endings or self._alike(word), 1.0)

    def _known(self, word: str) -> str:
        """The root of a word that stands here, or would if people wrote as they speak; "" when there is none."""
        if word in self._roots:
            return self._roots[word]
        stemmed = root(word, self._vocabulary)
        if stemmed in self._holders:
            return stemmed
        return next((self._roots[other] for other in spoken(word) if other in self._roots), "")

    def _endings(self, start: str) -> dict[str, None]:
        """The roots of the commonest words that begin so."""
        first = bisect_left(self._words, start)
        last = bisect_left(self._words, start + "\U0010ffff", lo=first)
        words = sorted(self._words[first:last], key=lambda word: -self._uses[word])
        return dict.fromkeys(self._roots[word] for word in words[:_MOST_ENDINGS])

    def _alike(self, word: str) -> dict[str, None]:
        """The roots of the words that a slip of the thumb would turn into this one."""
        # A word that people do say is no slip for another, even if nothing here answers to it.
        if len(word) < 3 or word.isdigit() or word in self._vocabulary.same:
            return {}
        # Only now: it costs the start 40 ms, and most people type well.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(
            word,
            self._typeable,
            scorer=OSA.normalized_similarity,
            score_cutoff=_ALIKE if len(word) > 3 else _ALIKE_SHORT,
            limit=8,
        )
        # Thumbs slip less often on the first letter.
        near.sort(key=lambda match: (match[0][0] != word[0], -match[1]))
        if not near or self._in_passing(near[0][0]):
            return {}
        close = [name for name, score, _ in near if name[0] == near[0][0][0] and score > near[0][1] - 0.05]
        return dict.fromkeys(self._roots[name] for name in close[:3] if name in self._roots)

    def _in_passing(self, word: str) -> bool:
        """Whether a word is no name of anything; "17 tahun" and "2 anak" neither."""
        return word in self._vocabulary.passing or (word.isdigit() and len(word) < 3)

    def _rarity(self, meaning: Mapping[str, float]) -> float:
        return math.log(1 + self._documents / (1 + sum(self._holders[one] for one in meaning)))
