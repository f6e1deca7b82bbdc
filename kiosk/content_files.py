"""The content files of a kiosk: those shipped in `assets/content/`, and the office's own in its data folder or published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from kiosk.catalog_files import ASSETS, in_folder, load_catalog, office_services
from kiosk.domain.catalog import Catalog, Refusal
from kiosk.domain.content import Content, parse_content
from kiosk.domain.service_files import parse_texts
from kiosk.errors import WrongUse

CONTENT = ASSETS / "content"
DEMO = CONTENT / "demo"
"""What a demonstration's office has filled in."""
_MOST_BYTES = 1_000_000


def office_content(data: Path) -> Path:
    """The folder with an office's own content files in a data folder; it need not be there."""
    return data / "office" / "content"


def load_content(
    catalog: Catalog,
    *,
    office: Path | None = None,
    published: Mapping[str, str] | None = None,
    shipped: Path = CONTENT,
) -> Content:
    """Reads what is published under the catalogue's services: the shipped files, the office's own of a folder, and over them
    those that it has published, by name ("content/c15_kantor.toml").

    Never raises: a file that is no good is named in `refused`, and all others work.
    """
    refused: list[Refusal] = []
    files = dict(_read(shipped, refused))
    own = {**dict(_read(office, refused) if office else ()), **in_folder(published or {}, "content")}
    content = parse_content(files, [entry.ref for entry in catalog.entries()], office=own)
    return msgspec.structs.replace(content, refused=(*refused, *content.refused))


def load_all(data: Path | None, published: Mapping[str, str]) -> tuple[Catalog, Content]:
    """Services and content as a machine has them: the shipped ones, those of its data folder, and over them `published`, the
    files that its office has published to all of its machines.
    """
    catalog = load_catalog(office=office_services(data) if data else None, published=published)
    return catalog, load_content(catalog, office=office_content(data) if data else None, published=published)


def newly_wrong(before: Mapping[str, str], after: Mapping[str, str], data: Path | None) -> tuple[Refusal, ...]:
    """What would be wrong with an office's published files, beside the shipped ones and those in a machine's data folder,
    and was not wrong before: an older mistake must not keep a better file out.

    Raises WrongUse when the program's own files are damaged.
    """
    wrong = _wrong_with(after, data)
    known = _wrong_with(before, data) if wrong else ()
    return tuple(one for one in wrong if one not in known)


def _wrong_with(published: Mapping[str, str], data: Path | None) -> tuple[Refusal, ...]:
    catalog, content = load_all(data, published)
    texts = []
    for name, text in in_folder(published, "services/texts").items():
        try:
            parse_texts(f"texts/{name}", text)
        except WrongUse as error:
            texts.append(Refusal(f"texts/{name}", error.what, error.remedy))
    return (*catalog.refused, *content.refused, *texts)


def _read(folder: Path, refused: list[Refusal]) -> Iterator[tuple[str, str]]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml") if folder.is_dir() else []
    except OSError as error:
        refused.append(Refusal(str(folder), f"{folder} cannot be read ({error.strerror}).", "Check its owner."))
        return
    for path in paths:
        try:
            if path.stat().st_size > _MOST_BYTES:
                refused.append(Refusal(path.name, f"{path.name} has more than 1 MB.", "Make several files of it."))
                continue
            yield path.name, path.read_text("utf-8")
        except OSError as error:
            refused.append(Refusal(path.name, f"{path.name} cannot be read ({error.strerror}).", "Check its owner."))
        except UnicodeDecodeError:
            refused.append(Refusal(path.name, f"{path.name} is not UTF-8.", "Save it again as UTF-8 text."))
