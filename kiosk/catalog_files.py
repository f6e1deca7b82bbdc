"""Data files that kiosk and server share: the services in `assets/services/*.toml`, the motif of the woven band."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.catalog import Catalog, parse_catalog
from kiosk.domain.motif import parse_motif
from kiosk.errors import WrongUse

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SHARED = "_shared.toml"
MOTIF = ASSETS / "icons" / "songket.txt"


def load_catalog(folder: Path | None = None) -> Catalog:
    """Reads all service files of a folder, the shipped ones without one. Raises WrongUse naming file and remedy."""
    place = folder or ASSETS / "services"
    try:
        files = {item.name: item.read_text("utf-8") for item in place.iterdir() if item.suffix == ".toml"}
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"The service files in {place} cannot be read: {error}.", "Check the folder.") from error
    if SHARED not in files:
        raise WrongUse(f"{place} has no {SHARED}.", "Copy it from assets/services and adapt it.")
    return parse_catalog(files.pop(SHARED), files)


def load_motif() -> tuple[str, ...]:
    """The rows of the woven band. Raises WrongUse naming the file and what is wrong with it."""
    try:
        return parse_motif(MOTIF.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{MOTIF} cannot be read: {error}.", "Restore it from the program's package.") from error
