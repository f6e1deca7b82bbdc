"""Data files that kiosk and server share: the services in `assets/services/*.toml`, the motif of the woven band.

An office has services of its own in two places: files in the folder `office/services` of a machine's data, and those that it
publishes to all its machines ("services/d18_domisili.toml" → text), which go before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk import log
from kiosk.domain.catalog import Catalog, Translations
from kiosk.domain.motif import parse_motif
from kiosk.domain.service_files import TextsFile, parse_catalog, parse_texts
from kiosk.errors import WrongUse

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SERVICES = ASSETS / "services"
MOTIF = ASSETS / "icons" / "songket.txt"


def load_catalog(
    folder: Path | None = None, *, office: Path | None = None, published: Mapping[str, str] | None = None
) -> Catalog:
    """Reads all service files of a folder, the shipped ones without one, and the office's own: those of a folder, and over
    them what it has published, by name.

    What is wrong with a file stands in the catalogue's `refused`; without a good `_shared.toml` it raises WrongUse. The files
    of the other languages are read when one is spoken; one that is damaged leaves its language Indonesian.
    """
    place, sent = folder or SERVICES, published or {}

    def read(language: str) -> Mapping[str, str]:
        texts: dict[str, str] = {}
        for one in (place, office, sent):
            try:
                texts |= _said_in(language, one).texts if one else {}
            except WrongUse as error:
                # In front of a resident. `kiosk texts` says what is wrong with the file.
                log.bug(error)
        return texts

    own = {**(service_files(office) if office else {}), **in_folder(sent, "services")}
    return parse_catalog(service_files(place), Translations(read), office=own)


def _said_in(language: str, where: Path | Mapping[str, str]) -> TextsFile:
    if isinstance(where, Path):
        return load_texts(language, where)
    name = f"{language}.toml"
    return parse_texts(f"texts/{name}", in_folder(where, "services/texts").get(name, ""))


def in_folder(published: Mapping[str, str], folder: str) -> dict[str, str]:
    """Of the files that an office published those of one folder ("services"), by their names in it."""
    places = ((name.rpartition("/"), text) for name, text in published.items())
    return {name: text for (place, _, name), text in places if place == folder}


def office_services(data: Path) -> Path | None:
    """The folder with an office's own service files in a data folder, None when there is none."""
    folder = data / "office" / "services"
    return folder if folder.is_dir() else None


def service_files(folder: Path) -> dict[str, str]:
    """The text of the TOML files of a folder. One that is not UTF-8 is handed on as it is, to be refused with its name.

    Raises WrongUse when the folder cannot be read.
    """
    try:
        return {
            item.name: item.read_text("utf-8", errors="replace") for item in folder.iterdir() if item.suffix == ".toml"
        }
    except OSError as error:
        raise WrongUse(f"The service files in {folder} cannot be read: {error}.", "Check the folder.") from error


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
