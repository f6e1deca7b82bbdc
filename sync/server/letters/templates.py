"""Templates of letters are data: one TOML file each in `assets/letters`, read into frozen structs. README.md there explains the keys.

A mistake is told with file, key and remedy, and leaves all other templates working.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import msgspec

from kiosk.catalog_files import ASSETS
from kiosk.domain.catalog import Catalog, Condition, Field, RowsField, Service
from kiosk.errors import WrongUse

FOLDER: Final = ASSETS / "letters"
SHARED: Final = "_shared.toml"
PLACE: Final = re.compile(r"\{([a-z0-9_]+)(?:\|([a-z]+))?\}")
OFFICE_WORDS: Final = frozenset({"kantor", "kepala", "kecamatan", "kota", "provinsi", "hari_ini", "tahun_ini"})
FORMATS: Final = frozenset({"besar", "huruf", "hari", "lahir", "kelamin", "umur", "kecil"})
"""README.md says what each does."""
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_Mark = Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9-]{2,12}$")]
_Pair = tuple[str, str]
_T = TypeVar("_T")


class TextBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="text"):
    """A paragraph."""

    text: str
    show_when: tuple[Condition, ...] = ()


class IdentityBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="identity"):
    """Labels and values. `use` takes the lines of `_shared.toml`, `prefix` goes before the fields in them."""

    lines: tuple[_Pair, ...] = ()
    use: str = ""
    prefix: str = ""
    show_when: tuple[Condition, ...] = ()


class TableBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="table"):
    """A row for each row of a field of type `rows`: columns with their head and what stands in them."""

    rows: str
    columns: tuple[_Pair, ...]
    show_when: tuple[Condition, ...] = ()


TemplateBlock = TextBlock | IdentityBlock | TableBlock


class Classification(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Archive codes, "" where it is not certain."""

    old: str = ""
    new: str = ""


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of letter."""

    id: _Id
    name: str  # "Surat Keterangan Domisili"
    mark: _Mark  # in numbers: "SKD"
    services: tuple[str, ...]  # by their number in the catalogue; the first gives the classification
    block: tuple[TemplateBlock, ...]
    title: str = ""  # on the page; the name without
    opening: str = ""  # the office's usual words without
    closing: str = ""
    when: tuple[Condition, ...] = ()  # the answers it fits; all without
    classification: Classification | None = None  # where it is not the service's
    to: tuple[str, ...] = ()
    valid_months: Annotated[int, msgspec.Meta(ge=0, le=120)] = 0
    copies: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    words: dict[str, dict[str, str]] = {}  # how the letter says choices: field → value → words
    sample: dict[str, Any] = {}  # what differs from the service's sample

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with places in it outside of tables, each with its key."""
        yield "opening", self.opening
        yield "closing", self.closing
        yield from (("to", text) for text in self.to)
        yield from (("copies", text) for text in self.copies)
        yield from (("attachments", text) for text in self.attachments)
        for number, block in enumerate(self.block, 1):
            if isinstance(block, TextBlock):
                yield f"block {number}", block.text
            elif isinstance(block, IdentityBlock):
                yield from ((f"block {number}, {label!r}", value) for label, value in block.lines)


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`_shared.toml`."""

    opening: str
    closing: str
    identity: dict[str, tuple[_Pair, ...]]
    words: dict[str, dict[str, str]]


class Refused(msgspec.Struct, frozen=True):
    """A file that cannot be used."""

    file: str
    reason: str


class Templates(msgspec.Struct, frozen=True):
    """All that can be used, in the order of their files."""

    all: tuple[Template, ...]
    shared: Shared
    refused: tuple[Refused, ...] = ()

    def find(self, template_id: str) -> Template | None:
        """By its id."""
        return next((one for one in self.all if one.id == template_id), None)

    def serving(self, ref: str) -> tuple[Template, ...]:
        """Those of a service, by its number in the catalogue."""
        return tuple(one for one in self.all if ref in one.services)


@cache
def shipped() -> Templates:
    """The program's own templates. Raises WrongUse when `_shared.toml` cannot be read."""
    return read(FOLDER)


def read(folder: Path) -> Templates:
    """All templates of a folder; what is wrong with one stands in `refused`. Raises WrongUse for `_shared.toml`."""
    shared = _converted(folder / SHARED, Shared)
    found: list[Template] = []
    refused: list[Refused] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name == SHARED:
            continue
        try:
            template = _expanded(_converted(path, Template), shared, path.name)
        except WrongUse as error:
            refused.append(Refused(path.name, str(error)))
            continue
        twin = next((one for one in found if template.id == one.id or template.mark == one.mark), None)
        if twin is not None:
            refused.append(Refused(path.name, f"{path.name}: id or mark is that of {twin.id}. Give it another one."))
            continue
        found.append(template)
    return Templates(tuple(found), shared, tuple(refused))


def check(template: Template, catalog: Catalog) -> Iterator[str]:
    """What a template names that its services do not have: file, key and remedy."""
    file = f"{template.id}.toml"
    services = [service for service in catalog.services if service.ref in template.services]
    for ref in template.services:
        if not any(service.ref == ref for service in services):
            yield f"{file}: services: there is no service {ref} with a form. Take it out."
    for key, text in template.texts():
        yield from _unknown(file, key, text, services)
    for number, block in enumerate(template.block, 1):
        for condition in block.show_when:
            if not _fields(services, condition.field):
                yield f"{file}: block {number}, show_when: no form asks {condition.field!r}. Name a field of the service."
        if isinstance(block, TableBlock):
            yield from _unknown_rows(file, number, block, services)
    for condition in template.when:
        if not _fields(services, condition.field):
            yield f"{file}: when: no form asks {condition.field!r}. Name a field of the service."
    for field, said in template.words.items():
        known = {choice.value for one in _fields(services, field) for choice in getattr(one, "choices", ())}
        for value in said.keys() - known:
            yield f"{file}: words.{field}: {value!r} is no choice there. Write one of {', '.join(sorted(known)) or 'none'}."


def _unknown(file: str, key: str, text: str, services: list[Service]) -> Iterator[str]:
    for match in PLACE.finditer(text):
        if match[1] not in OFFICE_WORDS and not _fields(services, match[1]):
            yield f"{file}: {key}: no form asks {{{match[1]}}}. Name a field of the service or a word of README.md."


def _unknown_rows(file: str, number: int, block: TableBlock, services: list[Service]) -> Iterator[str]:
    rows = next((one for one in _fields(services, block.rows) if isinstance(one, RowsField)), None)
    if rows is None:
        yield f"{file}: block {number}, rows: {block.rows!r} is no field of type rows. Name one of the service."
        return
    known = {one.id for one in rows.fields}
    for label, value in block.columns:
        for match in PLACE.finditer(value):
            if match[1] not in known:
                yield f"{file}: block {number}, {label!r}: rows have no {{{match[1]}}}. Write one of {', '.join(sorted(known))}."


def _fields(services: list[Service], field_id: str) -> list[Field]:
    return [field for service in services if (field := service.field(field_id)) is not None]


def _expanded(template: Template, shared: Shared, file: str) -> Template:
    """With the shared lines in their places. Raises WrongUse."""
    blocks = []
    for number, block in enumerate(template.block, 1):
        if isinstance(block, IdentityBlock) and block.use:
            lines = shared.identity.get(block.use)
            if lines is None:
                raise WrongUse(
                    f"{file}: block {number}, use: there is no identity {block.use!r}.",
                    f"Write one of {', '.join(sorted(shared.identity))}.",
                )
            prefixed = tuple((label, _prefixed(value, block.prefix)) for label, value in lines)
            block = msgspec.structs.replace(block, lines=(*prefixed, *block.lines), use="", prefix="")
        blocks.append(block)
    whole = msgspec.structs.replace(
        template,
        block=tuple(blocks),
        title=template.title or template.name.upper(),
        opening=template.opening or shared.opening,
        closing=template.closing or shared.closing,
    )
    for key, text in whole.texts():
        _check_places(file, key, text)
    return whole


def _prefixed(text: str, prefix: str) -> str:
    return PLACE.sub(
        lambda match: match[0] if match[1] in OFFICE_WORDS else "{" + prefix + match[0][1:],
        text,
    )


def _check_places(file: str, key: str, text: str) -> None:
    rest = PLACE.sub("", text)
    if "{" in rest or "}" in rest:
        raise WrongUse(f"{file}: {key}: a brace that belongs to no place.", "Write places like {nama} or {nama|besar}.")
    for match in PLACE.finditer(text):
        if match[2] and match[2] not in FORMATS:
            raise WrongUse(
                f"{file}: {key}: {{{match[1]}|{match[2]}}}: there is no format {match[2]!r}.",
                f"Write one of {', '.join(sorted(FORMATS))}.",
            )


def _converted(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongUse(
            f"{path.name}: {error}.", "Mend that line; assets/letters/README.md explains every key."
        ) from error
