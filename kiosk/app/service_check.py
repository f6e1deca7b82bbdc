"""What is wrong with service files, as their author has to know it: everything at once, each with file, place and remedy."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kiosk.catalog_files import ASSETS, SERVICES, service_files
from kiosk.domain.answers import Refused, parse
from kiosk.domain.catalog import Catalog, ChoiceField, ChoicesField, Entry, Refusal, RowsField, Service
from kiosk.domain.service_files import SHARED, parse_catalog
from kiosk.errors import WrongUse
from kiosk.wilayah import Wilayah


class Checked(msgspec.Struct, frozen=True):
    """Service files after a look at all of them: what each makes or changes, and what its author has to mend."""

    catalog: Catalog
    entries: dict[str, Entry]  # by file, without those that make no service
    refused: tuple[Refusal, ...]


def author_files(path: Path) -> dict[str, str]:
    """The files of a folder; of a single file, itself and what its folder has in common. Raises WrongUse when there is none."""
    if path.is_dir():
        return service_files(path)
    if path.suffix != ".toml" or not path.is_file():
        raise WrongUse(f"{path} is no service file.", "Give a .toml file, or a folder of them.")
    files = service_files(path.parent)
    return {name: text for name, text in files.items() if name == path.name or _is_common(name)}


def check_files(files: Mapping[str, str]) -> Checked:
    """A whole catalogue where `_shared.toml` brings its groups; otherwise an office's own files over the shipped ones.

    Raises WrongUse when there is nothing to stand on: a whole catalogue's `_shared.toml` is wrong.
    """
    catalog = parse_catalog(files) if is_whole(files) else parse_catalog(service_files(SERVICES), office=files)
    refused = [one for one in catalog.refused if one.file in files]
    broken = {one.file for one in refused}
    entries = dict(_entries(catalog, files))
    for file, entry in entries.items():
        refused += _pictures(file, entry)
        # Of a file that is left out the sample is not asked for: what works is the shipped service.
        if isinstance(entry, Service) and file not in broken:
            refused += _sample(file, entry)
    return Checked(catalog, entries, tuple(refused))


def is_whole(files: Mapping[str, str]) -> bool:
    """Whether files stand on their own; an office's `_shared.toml` only adds to the shipped one."""
    try:
        return "checklist" in tomllib.loads(files.get(SHARED, ""))
    except tomllib.TOMLDecodeError:
        return False


def _is_common(name: str) -> bool:
    return name.startswith("_")


def _entries(catalog: Catalog, files: Mapping[str, str]) -> Iterator[tuple[str, Entry]]:
    for name, text in sorted(files.items()):
        if _is_common(name):
            continue
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        wanted = raw.get("change", raw.get("id"))
        found = next((one for one in catalog.entries() if wanted in (one.id, one.ref)), None)
        if found is not None:
            yield name, found


def _sample(file: str, service: Service) -> Iterator[Refusal]:
    """What the form itself would not take of its sample."""
    checked = parse(service, service.sample, today=datetime.now(UTC).date(), regions=Wilayah())
    for problem in checked.problems if isinstance(checked, Refused) else ():
        details = ", ".join(f"{key} {value}" for key, value in problem.params.items())
        said = f": {problem.message.id}" if problem.message else f" ({details})" if details else ""
        yield Refusal(
            file, f"{file}: sample: {problem.field!r} is not taken: {problem.code}{said}.", "Mend the sample."
        )


def _pictures(file: str, entry: Entry) -> Iterator[Refusal]:
    """Names of pictures that there are not: their place on the screen would stay empty."""
    named = [("icon", "icons", entry.icon)]
    for field in entry.fields() if isinstance(entry, Service) else ():
        for one in field.fields if isinstance(field, RowsField) else (field,):
            if isinstance(one, ChoiceField | ChoicesField):
                named += [(f"field {one.id!r}: icon", "icons", choice.icon) for choice in one.choices if choice.icon]
                named += [
                    (f"field {one.id!r}: picture", "illustrations", choice.picture)
                    for choice in one.choices
                    if choice.picture
                ]
    for place, folder, name in dict.fromkeys(named):
        if not (ASSETS / folder / f"{name}.svg").is_file():
            known = sorted(path.stem for path in (ASSETS / folder).glob("*.svg"))
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            yield Refusal(file, f"{file}: {place} {name!r} is not there{hint}.", f"Take a name of assets/{folder}.")
