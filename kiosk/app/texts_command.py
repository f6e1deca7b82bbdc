"""`kiosk texts`: what the screen and the services do not say yet in each language, and what is left over."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import click
import msgspec

from kiosk.app.command import command, refuse, say
from kiosk.catalog_files import ASSETS, load_catalog, load_texts
from kiosk.domain.catalog import LANGUAGES, Catalog
from kiosk.errors import WrongUse
from kiosk.ts_files import Message, read_note, read_sources, read_ts, write_ts

I18N = ASSETS / "i18n"
TRANSLATED = LANGUAGES[1:]
_UI = ASSETS.parent / "ui"
_INDONESIAN = ("pages/rooms", "viewmodels/maintenance", "viewmodels/errands.py", "viewmodels/emergency.py")
"""Maintenance mode speaks the language of the office, whatever a resident spoke before."""


class Finding(msgspec.Struct, frozen=True):
    """One text of a language that needs a hand."""

    place: Literal["screen", "services"]
    what: Literal["missing", "superfluous", "differs"]
    """No translation; a translation of nothing; placeholders or lines other than in the Indonesian."""
    context: str
    """The page or table of the screen; "" for services."""
    text: str
    """In Indonesian."""


class Report(msgspec.Struct, frozen=True):
    """The state of one language."""

    language: str
    texts: int
    """How many there are to say."""
    review: tuple[str, ...]
    """Who must still review it, as its files say."""
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Everything is said; what is left over does no harm."""
        return all(finding.what == "superfluous" for finding in self.findings)


@command("texts", as_json=True)
@click.option("--language", "only", type=click.Choice(TRANSLATED), help="This one alone.")
@click.option(
    "--update", is_flag=True, help="Brings new screen texts into assets/i18n, unfinished, and takes old ones out."
)
def texts(_data: Path, only: str | None, update: bool) -> dict[str, Any]:
    """What is not yet said in each language; exit code 2 while something is missing."""
    languages = (only,) if only else TRANSLATED
    sources = screen_texts()
    if update:
        for language in languages:
            path = I18N / f"{language}.ts"
            write_ts(path, sources, read_ts(path))
    catalog = load_catalog()
    reports = [report(language, sources, catalog) for language in languages]
    for one in reports:
        say(f"{one.language}: {one.texts} texts, {len(one.findings)} to look at")
        for finding in one.findings:
            place = f"{finding.place} {finding.context}".strip()
            # Quoted as JSON, which is TOML, too: ready to be copied into a file.
            say(f"  {finding.what:12} {place:24} {json.dumps(finding.text, ensure_ascii=False)}")
    told = {
        "languages": [{**msgspec.to_builtins(one), "complete": one.complete} for one in reports],
    }
    lacking = [one.language for one in reports if not one.complete]
    if lacking:
        refuse(2, told, f"texts are missing in: {', '.join(lacking)}. assets/i18n/README.md says how to add them.")
    return told


def report(language: str, sources: Iterable[Message], catalog: Catalog) -> Report:
    """Compares what a language says with what there is to say."""
    path = I18N / f"{language}.ts"
    screen = read_ts(path) if path.is_file() else {}
    wanted = dict.fromkeys(sources)
    file = load_texts(language)
    spoken = [(text.id, text.find(language)) for text in catalog.texts()]
    known = {source for source, _ in spoken}
    findings = [
        *(Finding("screen", "missing", one.context, one.source) for one in wanted if one not in screen),
        *(
            Finding("services", "missing", "", source)
            for source in dict.fromkeys(one for one, found in spoken if not found)
        ),
        *(
            Finding("screen", "differs", one.context, one.source)
            for one, forms in screen.items()
            if any(marks(form) != marks(one.source) for form in forms)
        ),
        *(
            Finding("services", "differs", "", source)
            for source, found in dict.fromkeys(spoken)
            if found and marks(found) != marks(source)
        ),
        *(Finding("screen", "superfluous", one.context, one.source) for one in screen if one not in wanted),
        *(Finding("services", "superfluous", "", source) for source in file.texts if source not in known),
    ]
    notes = (read_note(path) if path.is_file() else "", file.review)
    return Report(language, len(wanted) + len(known), tuple(note for note in notes if note), tuple(findings))


def marks(text: str) -> list[str]:
    """What a translation must keep as it is: the places that are filled in, and the line breaks."""
    return sorted(re.findall(r"%\d|%n|\{\w+\}|\n", text))


def screen_texts() -> tuple[Message, ...]:
    """Every text of the screen, from the sources; in a program without them, from the English file, which is whole."""
    qt = importlib.util.find_spec("PySide6")
    tool = next(
        (
            found
            for place in (qt and qt.submodule_search_locations) or ()
            if (found := shutil.which("lupdate", path=place))
        ),
        None,
    )
    mine = tuple(str(_UI / place) for place in _INDONESIAN)
    every = (str(path) for kind in ("qml", "py") for path in _UI.rglob(f"*.{kind}"))
    files = sorted(path for path in every if not path.startswith(mine))
    if tool is None or not any(name.endswith(".py") for name in files):
        return read_sources(I18N / "en.ts")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        done = subprocess.run(
            [tool, "-locations", "none", *files, "-ts", str(fresh)], capture_output=True, text=True, check=False
        )
        if done.returncode or not fresh.is_file():
            raise WrongUse("lupdate cannot read the sources of the screen.", " ".join(done.stderr.split())[:300])
        return read_sources(fresh)
