"""Qt Linguist files (`assets/i18n/<language>.ts`) as plain values, for the screen and for whoever speaks its texts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from kiosk.errors import WrongUse

Forms = tuple[str, ...]
"""One text, or the forms for one and for many."""


class Message(NamedTuple):
    """A screen text as Qt finds it again: where it stands, the Indonesian, and a word that tells two equal ones apart."""

    context: str
    source: str
    comment: str = ""


def read_ts(path: Path) -> dict[Message, Forms]:
    """The finished messages of a file. Raises WrongUse when it cannot be read."""
    texts: dict[Message, Forms] = {}
    for message, element in _elements(path):
        translation = element.find("translation")
        if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
            continue
        forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
        if all(forms):
            texts[message] = forms
    return texts


def read_sources(path: Path) -> tuple[Message, ...]:
    """Every message of a file, finished or not, in its order. Raises WrongUse when it cannot be read."""
    return tuple(message for message, _ in _elements(path))


def read_note(path: Path) -> str:
    """The comment at the head of a file: which language that is, and who must still review it."""
    comment = re.search(r"<!--(.*?)-->", _head(path), re.DOTALL)
    return " ".join(comment[1].split()) if comment else ""


def write_ts(path: Path, messages: Iterable[Message], texts: Mapping[Message, Forms]) -> None:
    """Rewrites a file that exists: its head stays, the messages are these, and what has no text is left unfinished.

    An unfinished message carries what the same Indonesian text is called elsewhere, as a proposal.
    """
    proposals = {message.source: forms for message, forms in texts.items()}
    lines = [_head(path)]
    for context, group in groupby(messages, key=lambda message: message.context):
        lines += ["    <context>", f"        <name>{escape(context)}</name>"]
        for message in group:
            finished = texts.get(message)
            forms = finished or proposals.get(message.source, ("",))
            kind = "" if finished else ' type="unfinished"'
            lines += ["        <message>", f"            <source>{escape(message.source)}</source>"]
            if message.comment:
                lines.append(f"            <comment>{escape(message.comment)}</comment>")
            lines += [f"            <translation{kind}>{escape(forms[-1])}</translation>", "        </message>"]
        lines.append("    </context>")
    path.write_text("\n".join([*lines, "</TS>", ""]), "utf-8")


def _elements(path: Path) -> Iterator[tuple[Message, ET.Element]]:
    try:
        # The file comes with the program, not from outside, and expat reads no external entities by itself.
        root = ET.parse(path).getroot()  # noqa: S314
    except (OSError, ET.ParseError) as error:
        raise WrongUse(f"{path.name} cannot be read: {error}.", "Restore it from the program's package.") from error
    for context in root.iter("context"):
        for element in context.iter("message"):
            yield (
                Message(context.findtext("name", ""), element.findtext("source", ""), element.findtext("comment", "")),
                element,
            )


def _head(path: Path) -> str:
    """Everything before the first message: `lupdate` would take the note to reviewers away."""
    try:
        head = re.match(r".*?<TS\b[^>]*>", path.read_text("utf-8"), re.DOTALL)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path.name} cannot be read: {error}.", "Restore it from the program's package.") from error
    if head is None:
        raise WrongUse(f"{path.name} is no Qt Linguist file.", "Start with the first lines of en.ts.")
    return head[0]
