"""What is said: any text the screen shows becomes a `Script`, a row of clips and pauses.

A clip is one phrase: a sentence of the screen, a service's title, a number, a letter. Its name follows from its words alone
(`name`), so pages hand over the text they show and need no keys, and a recording stays right until the words change.
`load` gathers the phrases of a language from the sources themselves; `./run audio` makes a clip of each.
"""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, cast

import msgspec

from kiosk.catalog_files import ASSETS
from kiosk.domain import words
from kiosk.domain.antrean import Ticket
from kiosk.domain.catalog import Catalog, Text
from kiosk.domain.identity import Regions
from kiosk.speech_words import LANGUAGE_NAMES, VOCABULARY, Vocabulary
from kiosk.ts_files import read_ts

SOUNDS = ("accepted", "notice", "call")
"""Clips that are no words: a wooden chime, a low tone for "look here", the chime before a call."""


class Clip(msgspec.Struct, frozen=True):
    """One phrase or sound, by the name of its file."""

    name: str


class Pause(msgspec.Struct, frozen=True):
    """Silence, in milliseconds."""

    ms: int


Script = tuple[Clip | Pause, ...]

COMMA, STOP, SPELLED = Pause(180), Pause(380), Pause(180)
"""After a comma or a group of digits, between two sentences, before a word that is spelled."""

# --- Reading a text ---------------------------------------------------------------------------------------------------

Kind = Literal["money", "groups", "ticket", "code", "time", "grouped", "digits", "percent", "word"]

# Earlier patterns win. [0-9], not \d: digits of other scripts are not ours to read.
_TOKEN = re.compile(
    r"""
      (?P<money>   \bRp\s?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?![0-9]) )
    | (?P<groups>  (?<![0-9])(?:[0-9]{6}[ .-]?[0-9]{6}[ .-]?[0-9]{4} | 0[0-9]{2,3}(?:[ -][0-9]{3,5}){1,3})(?![0-9]) )
    | (?P<ticket>  \b[A-Z]-[0-9]{3,}\b )
    | (?P<code>    \b[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}\b )
    | (?P<time>    (?:\b(?:[Pp]ukul|[Jj]am)\s)?(?<![0-9.:])(?:[01]?[0-9]|2[0-3])[.:][0-5][0-9](?![0-9]|[.:][0-9]) )
    | (?P<grouped> (?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9]|[.,][0-9]) )
    | (?P<digits>  [0-9]+ )
    | (?P<percent> % )
    | (?P<word>    [^\W\d_]+(?:['’ʼ][^\W\d_]+)* )
    | (?P<stop>    [.?!…\n] )
    | (?P<comma>   [,;:()·–—] )
    """,
    re.VERBOSE,
)
_PLACEHOLDER = re.compile(r"%L?(?:[0-9]+|n)|\{\w+\}")
_SENTENCE_END = re.compile(r"(?<=[.?!…])[ \t]+(?=[^a-z\s])|\s*\n\s*")
_NUMBER_ENDS = 10**12
_SPELLING_COSTS = 1000


class _Token(msgspec.Struct, frozen=True):
    """One thing to say. `key` is what it is known by, whatever its case; `pause` stands before it."""

    kind: Kind
    text: str
    key: str
    pause: Pause | None


def sentences(text: str) -> tuple[str, ...]:
    """A text in the portions it is said and captioned in."""
    return tuple(part for part in _SENTENCE_END.split(text.strip()) if part)


def name(text: str) -> str | None:
    """The name of a phrase's clip: its first words, readable, and a hash of all of them. None when nothing is said.

    Case and punctuation do not count, so that "Selesai" and "Selesai." are one recording.
    """
    keys = tuple(token.key for token in _tokens(text))
    return _name(keys) if keys else None


def _name(keys: tuple[str, ...]) -> str:
    plain = unicodedata.normalize("NFKD", "-".join(keys)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
    digest = hashlib.blake2b(" ".join(keys).encode(), digest_size=4).hexdigest()
    return f"{slug}-{digest}" if slug else digest


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    pause: Pause | None = None
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", text)):
        kind, part = match.lastgroup, match[0]
        if kind in ("stop", "comma"):
            pause = STOP if kind == "stop" or pause == STOP else COMMA
            continue
        key = part.casefold().replace("’", "'").replace("ʼ", "'")
        found.append(_Token(cast("Kind", kind), part, key, pause))
        pause = None
    return found


# --- Numbers and codes as words ---------------------------------------------------------------------------------------

Reading = tuple[str | Pause, ...]
"""Phrases of the vocabulary in the order they are said."""


def number(value: int, spoken: Vocabulary) -> Reading:
    """A whole number from 0; from a billion on ("miliar") up to 999 of them, beyond that digit by digit."""
    if value >= _NUMBER_ENDS:
        return digits(str(value), spoken)
    parts: list[str | Pause] = []
    for size, word in ((10**9, spoken.billion), (10**6, spoken.million)):
        if value >= size:
            parts += [*_below_thousand(value // size, spoken), word]
            value %= size
    thousands, rest = divmod(value, 1000)
    if 0 < thousands < 10:
        parts.append(spoken.thousands[thousands - 1])
    elif thousands:
        parts += [*_below_thousand(thousands, spoken), spoken.thousand]
    if rest or not parts:
        parts += _below_thousand(rest, spoken)
    return tuple(parts)


def in_words(value: int, language: str) -> str:
    """ "dua puluh lima ribu": how a number is said, to be read."""
    return " ".join(part for part in number(value, VOCABULARY[language]) if isinstance(part, str))


def _below_thousand(value: int, spoken: Vocabulary) -> list[str]:
    hundreds, rest = divmod(value, 100)
    return ([spoken.hundreds[hundreds - 1]] if hundreds else []) + (
        [spoken.numbers[rest]] if rest or not hundreds else []
    )


def digits(text: str, spoken: Vocabulary) -> Reading:
    """Digit by digit, in groups of four as people read a phone number; other characters separate groups."""
    groups = [run[start : start + 4] for run in re.findall("[0-9]+", text) for start in range(0, len(run), 4)]
    return _grouped([[spoken.digits[int(digit)] for digit in group] for group in groups])


def _grouped(groups: list[list[str]]) -> Reading:
    parts: list[str | Pause] = []
    for group in groups:
        parts += [*([COMMA] if parts else []), *group]
    return tuple(parts)


def _symbols(text: str, spoken: Vocabulary) -> list[str]:
    """Letters and digits one by one; a letter with a mark is read without it, what no alphabet of ours has is left out."""
    plain = unicodedata.normalize("NFKD", text).upper()
    return [
        spoken.digits[int(symbol)] if symbol.isdigit() else symbol.lower()
        for symbol in plain
        if symbol.isascii() and symbol.isalnum()
    ]


def _year(value: int, spoken: Vocabulary) -> Reading:
    """ "nineteen fifty-one", but "two thousand six"."""
    century, rest = divmod(value, 100)
    if rest < 10:
        return number(value, spoken)
    return (spoken.numbers[century], spoken.numbers[rest])


def _time(text: str, spoken: Vocabulary) -> Reading:
    hour, minute = (int(part) for part in re.findall("[0-9]+", text))
    if spoken.clock is None:
        after = spoken.sharp if minute == 0 else spoken.numbers[minute]
        zero = (spoken.digits[0],) if 0 < minute < 10 else ()
        return (spoken.numbers[hour], *zero, after)
    return (spoken.clock, spoken.numbers[hour], *((spoken.sharp, spoken.numbers[minute]) if minute else ()))


def _read(token: _Token, spoken: Vocabulary) -> Reading | None:
    """How a token with digits is said; None for a word, which is a phrase or has to be spelled."""
    figures = re.sub("[^0-9]", "", token.text)
    match token.kind:
        case "money":
            return (*number(int(figures), spoken), spoken.rupiah)
        case "groups":
            # A NIK is read as it is shown: region, birth, serial number.
            shown = f"{figures[:6]} {figures[6:12]} {figures[12:]}" if len(figures) == 16 else token.text
            return _grouped([_symbols(group, spoken) for group in re.split(r"[\s.-]+", shown)])
        case "ticket":
            return (token.text[0].lower(), COMMA, *_symbols(figures, spoken))
        case "code":
            return _grouped([_symbols(group, spoken) for group in token.text.split("-")])
        case "time":
            return _time(token.text, spoken)
        case "grouped":
            return number(int(figures), spoken)
        case "digits" if len(figures) > 4 or (len(figures) > 1 and figures[0] == "0"):
            return digits(figures, spoken)
        case "digits" if spoken.years_in_pairs and 1100 <= int(figures) < 2100:
            return _year(int(figures), spoken)
        case "digits":
            return number(int(figures), spoken)
        case "percent":
            return (spoken.percent,)
        case "word":
            return None


def spoken_form(text: str, language: str) -> str:
    """A phrase as a speech synthesiser reads it rightly: numbers as words, abbreviations as they are pronounced."""
    spoken = VOCABULARY[language]

    def say(match: re.Match[str]) -> str:
        tokens = _tokens(match[0])
        reading = _read(tokens[0], spoken) if tokens else None
        if reading is None:
            # A capital is a letter's name; "a" may be a word.
            return spoken.pronounced.get(match[0], match[0].upper() if len(match[0]) == 1 else match[0])
        return " ".join("," if isinstance(part, Pause) else part for part in reading)

    said = _TOKEN.sub(say, unicodedata.normalize("NFC", text))
    for written, sound in spoken.sounds:
        said = re.sub(written, sound, said)
    return said


# --- The phrases of a language ----------------------------------------------------------------------------------------


class Phrasebook:
    """The phrases of one language: what can be said as a whole. `own` is spoken in it, `borrowed` is Indonesian."""

    def __init__(self, language: str, own: Iterable[str], borrowed: Iterable[str] = ()) -> None:
        self.language = language
        self.vocabulary = VOCABULARY[language]
        self.own: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self._phrases: set[tuple[str, ...]] = set()
        by_first: dict[str, list[tuple[str, ...]]] = {}
        mine, theirs = set(own), set(borrowed)
        # Sorted: which of "Selesai" and "Selesai." is recorded must not change from run to run.
        for text in [*sorted(mine), *sorted(theirs - mine)]:
            keys = tuple(token.key for token in _tokens(text))
            if not keys or keys in self._phrases:
                continue
            self._phrases.add(keys)
            by_first.setdefault(keys[0], []).append(keys)
            self.texts[_name(keys)] = text
            if text in mine:
                self.own[_name(keys)] = text
        # The longest first: of two ways that cost the same, the one with the longer phrase flows better.
        self._by_first = {first: sorted(found, key=len, reverse=True) for first, found in by_first.items()}

    def script(self, text: str) -> Script:
        """The text in as few clips as possible: whole phrases, then numbers, then letters. Never fails."""
        parts: list[Clip | Pause] = []
        for piece in self._pieces(text):
            pause = piece[0].pause or (SPELLED if self._is_spelled(piece) else None)
            if pause and parts and not isinstance(parts[-1], Pause):
                parts.append(pause)
            parts += self._say(piece)
        return tuple(parts)

    def call(self, ticket: Ticket, loket: int) -> Script:
        """Calls a number to its counter in the waiting room, after the chime."""
        return (Clip("call"), STOP, *self.script(call_text(ticket, loket, self.language)))

    def spelled(self, text: str) -> tuple[str, ...]:
        """The words of a text that are said letter by letter, because no phrase holds them."""
        return tuple(piece[0].text for piece in self._pieces(text) if self._is_spelled(piece))

    def _pieces(self, text: str) -> Iterator[tuple[_Token, ...]]:
        """The cheapest way to cut a text: each piece is a phrase, or one token to be read or spelled."""
        tokens = tuple(_tokens(text))
        keys = tuple(token.key for token in tokens)
        cost, length = [0] * (len(tokens) + 1), [1] * len(tokens)
        for index in reversed(range(len(tokens))):
            cost[index] = self._alone(tokens[index]) + cost[index + 1]
            for phrase in self._by_first.get(keys[index], ()):
                end = index + len(phrase)
                if keys[index:end] == phrase and cost[end] + 1 < cost[index]:
                    cost[index], length[index] = cost[end] + 1, len(phrase)
        index = 0
        while index < len(tokens):
            yield tokens[index : index + length[index]]
            index += length[index]

    def _alone(self, token: _Token) -> int:
        """What one token costs by itself: spelling is for what nothing else can say."""
        reading = _read(token, self.vocabulary)
        return _SPELLING_COSTS if reading is None else len(reading)

    def _say(self, piece: tuple[_Token, ...]) -> list[Clip | Pause]:
        keys = tuple(token.key for token in piece)
        if keys in self._phrases:
            return [Clip(_name(keys))]
        reading = _read(piece[0], self.vocabulary) or _symbols(piece[0].text, self.vocabulary)
        return [part if isinstance(part, Pause) else _clip(part) for part in reading]

    def _is_spelled(self, piece: tuple[_Token, ...]) -> bool:
        return piece[0].kind == "word" and tuple(token.key for token in piece) not in self._phrases


def _clip(phrase: str) -> Clip:
    return Clip(_name(tuple(token.key for token in _tokens(phrase))))


# --- Where the phrases come from --------------------------------------------------------------------------------------


def call_text(ticket: Ticket, loket: int, language: str) -> str:
    """What is called out in the waiting room: "Nomor antrean A-007, silakan ke loket 2."."""
    return VOCABULARY[language].call.format(ticket=ticket, loket=loket)


def caller(language: str) -> Phrasebook:
    """The few phrases that calls are made of, for whoever says nothing else."""
    return Phrasebook(language, _vocabulary(language))


def region_names(regions: Regions) -> set[str]:
    """Provinces, regencies and cities, the same in every language."""
    found = regions.search("", limit=10_000)
    return {name for _, name, _ in found} | {province for _, _, province in found}


def load(
    language: str,
    catalog: Catalog,
    regions: Iterable[str] = (),
    folder: Path = ASSETS,
    published: Iterable[Text] = (),
) -> Phrasebook:
    """The phrases of a language: screen texts, service texts, what is published, vocabulary.

    What is not translated is said as it is shown, in Indonesian. Single Indonesian words are phrases too, so that most of
    what a petugas writes to a resident is spoken and not spelled. `regions` are the names that `region_names` gives.
    """
    files = {path.stem: read_ts(path) for path in sorted((folder / "i18n").glob("*.ts"))}
    texts = [*catalog.texts(), *published]
    indonesian = {source for file in files.values() for _, source, _ in file}
    indonesian |= {text.id for text in texts} | {basis for service in catalog.services for basis in service.basis}
    home = {*_phrases(indonesian), *_vocabulary("id"), *regions}
    home |= {token.text for text in indonesian for token in _tokens(text) if token.kind == "word"}
    if language == "id":
        return Phrasebook("id", home)
    translated = {form for forms in files.get(language, {}).values() for form in forms}
    translated |= {said for text in texts if (said := text.find(language))}
    return Phrasebook(language, {*_phrases(translated), *_vocabulary(language)}, home)


def _phrases(texts: Iterable[str]) -> Iterator[str]:
    """Sentence by sentence, without what is filled in later ("Ubah %1")."""
    for text in texts:
        for sentence in sentences(text):
            yield from (part.strip(" \t,;:()·–—") for part in _PLACEHOLDER.split(sentence))


def _vocabulary(language: str) -> Iterator[str]:
    """Letters, numbers, weekdays, months and what calls are made of."""
    spoken = VOCABULARY[language]
    yield from string.ascii_lowercase
    yield from (*spoken.numbers, *spoken.hundreds, *spoken.thousands, *spoken.digits)
    yield from (spoken.thousand, spoken.million, spoken.billion, spoken.rupiah, spoken.percent, spoken.sharp)
    yield from (spoken.clock, *spoken.pronounced) if spoken.clock else spoken.pronounced
    yield from (*LANGUAGE_NAMES, *_phrases([spoken.call, *words.wait_texts(language)]))
    # As the screen writes them, which is not this module's business.
    days = [date(2026, month, 1) for month in range(1, 13)] + [date(2026, 6, day) for day in range(1, 8)]
    for day in days:
        yield from (token.text for token in _tokens(words.day(day, language)) if token.kind == "word")
