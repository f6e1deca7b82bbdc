"""Data files that kiosk and server share: the services in `assets/services/*.toml`, the motif of the woven band."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk import log
from kiosk.domain.catalog import Catalog, TextsFile, Translations, parse_catalog, parse_texts
from kiosk.domain.motif import parse_motif
from kiosk.errors import WrongUse

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SERVICES = ASSETS / "services"
SHARED = "_shared.toml"
MOTIF = ASSETS / "icons" / "songket.txt"


def load_catalog(folder: Path | None = None) -> Catalog:
    """Reads all service files of a folder, the shipped ones without one. Raises WrongUse naming file and remedy.

    The files of the other languages are read when one is spoken; one that is damaged leaves its language Indonesian.
    """
    place = folder or SERVICES
    try:
        files = {item.name: item.read_text("utf-8") for item in place.iterdir() if item.suffix == ".toml"}
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"The service files in {place} cannot be read: {error}.", "Check the folder.") from error
    if SHARED not in files:
        raise WrongUse(f"{place} has no {SHARED}.", "Copy it from assets/services and adapt it.")

    def read(language: str) -> Mapping[str, str]:
        try:
            return load_texts(language, place).texts
        except WrongUse as error:
            # In front of a resident. `kiosk texts` says what is wrong with the file.
            log.bug(error)
            return {}

    return parse_catalog(files.pop(SHARED), files, Translations(read))


def load_texts(language: str, folder: Path | None = None) -> TextsFile:
    """What the services of a folder say in a language with a file of its own, nothing when it has none.

    Raises WrongUse naming file and remedy.
    """
    path = (folder or SERVICES) / "texts" / f"{language}.toml"
    if not path.is_file():
        return TextsFile()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path} cannot be read: {error}.", "Restore it from the program's package.") from error
    return parse_texts(f"texts/{path.name}", text)


def load_motif() -> tuple[str, ...]:
    """The rows of the woven band. Raises WrongUse naming the file and what is wrong with it."""
    try:
        return parse_motif(MOTIF.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{MOTIF} cannot be read: {error}.", "Restore it from the program's package.") from error
