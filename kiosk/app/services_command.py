"""`kiosk services`: the catalogue, one service of it, and the tools for authors of service files."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from kiosk.app import bootstrap
from kiosk.app.command import cli, command, refuse, say
from kiosk.catalog_files import load_catalog, load_texts, service_files
from kiosk.content_files import CONTENT, load_content
from kiosk.domain.catalog import (
    LANGUAGES,
    Catalog,
    Field,
    Information,
    NoteField,
    PhotoField,
    Refusal,
    Service,
    field_type,
)
from kiosk.errors import WrongUse

_SUMMARY = {"id": "Anda mengisi di sini, petugas yang memeriksa.", "en": "You fill it in here, an officer checks it."}
_OWN = "Put it into office/services in the data folder of kiosk and server when it is good."


class _Services(click.Group):
    """`kiosk services` and `kiosk services D18` are its command `show`, wherever the options stand."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = next(
            (at for at, word in enumerate(args) if not word.startswith("-") and args[at - 1 : at] != ["--data"]), None
        )
        if at is None:
            return super().parse_args(ctx, args if "--help" in args else ["show", *args])
        if args[at] in self.commands:
            return super().parse_args(ctx, [args[at], *args[:at], *args[at + 1 :]])
        return super().parse_args(ctx, ["show", *args])


@cli.group("services", cls=_Services)
def services() -> None:
    """The catalogue; `services ID` shows one service; the commands below are for authors of service files."""


# --- What there is ----------------------------------------------------------------------------------------------------


@command("show", as_json=True, group=services)
@click.argument("name", required=False)
def show_command(data: Path, name: str | None) -> dict[str, Any]:
    """All services, or one by its id or number (`show` may be left out)."""
    catalog = bootstrap.catalog(data)
    if name is None:
        return _list(catalog)
    entry = catalog.entry(name)
    return _show_information(data, catalog, entry) if isinstance(entry, Information) else _show(entry)


def _list(catalog: Catalog) -> dict[str, Any]:
    rows = [
        {
            "id": entry.id,
            "ref": entry.ref,
            "title": entry.title.id,
            "model": entry.model,
            "kind": entry.kind,
            "agency": entry.agency.id,
            "form": isinstance(entry, Service),
        }
        for entry in catalog.entries()
    ]
    for row in rows:
        say(f"{row['ref']:5} {row['id']:32} {row['title']}")
    # Everything else works: residents must not wait for one author.
    _warn(catalog.refused)
    return {"services": rows}


def _show(service: Service) -> dict[str, Any]:
    fields = [
        {"id": field.id, "type": field_type(field), "required": _must_be_answered(field)} for field in service.fields()
    ]
    say(f"{service.ref} {service.title.id}: {service.summary.id}")
    for field in fields:
        say(f"  {field['id']:20} {field['type']:10} {'required' if field['required'] else ''}")
    return {"id": service.id, "ref": service.ref, "title": service.title.id, "fields": fields, "sample": service.sample}


def _must_be_answered(field: Field) -> bool:
    """Whatever else is answered, without this the form is refused. A photo is never: a kiosk may have no camera."""
    return field.required and not field.show_when and not isinstance(field, PhotoField | NoteField)


def _show_information(data: Path, catalog: Catalog, entry: Information) -> dict[str, Any]:
    say(f"{entry.ref} {entry.title.id}: {entry.summary.id}")
    content = bootstrap.content(data, catalog)
    records = [
        {"id": one.key, "kind": one.kind, "title": one.record.title.id, "example": one.example}
        for one in content.of(entry.ref)
    ]
    for record in records:
        say(f"  {record['kind']:10} {record['id']:32} {record['title']}")
    _warn(content.refused)
    return {"id": entry.id, "ref": entry.ref, "title": entry.title.id, "fields": [], "sample": {}, "records": records}


def _warn(refused: Iterable[Refusal]) -> None:
    for one in refused:
        click.echo(f"kiosk: left out: {one.what} {one.remedy}", err=True)


# --- Checking ---------------------------------------------------------------------------------------------------------


@command("check", as_json=True, group=services)
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path))
def check_command(_data: Path, place: Path) -> dict[str, Any]:
    """All mistakes in all service files of a folder (or in one file), each with its remedy. Exit code 2: there are some.

    A folder with a `_shared.toml` of its own groups is a whole catalogue; otherwise the files add to the shipped ones or
    change them. In a folder called `content` they are what the office publishes.
    """
    if place.resolve().name == CONTENT.name:
        return _told(len(service_files(place)), load_content(load_catalog(), office=place).refused)
    from kiosk.app.service_check import author_files, check_files

    files = author_files(place)
    checked = check_files(files)
    return _told(len(checked.entries), (*checked.refused, *_texts(place)))


def _texts(place: Path) -> Iterable[Refusal]:
    """The files of the other languages, where the folder has some."""
    for language in LANGUAGES[1:] if place.is_dir() else ():
        try:
            load_texts(language, place)
        except WrongUse as error:
            yield Refusal(f"texts/{language}.toml", error.what, error.remedy)


def _told(count: int, refused: tuple[Refusal, ...]) -> dict[str, Any]:
    told = {
        "services": count,
        "refused": [{"file": one.file, "what": one.what, "remedy": one.remedy} for one in refused],
    }
    if refused:
        # Each of them on a line; the last one says how many there were.
        for one in refused:
            click.echo(f"kiosk: {one.what} {one.remedy}", err=True)
        wrong = len({one.file for one in refused})
        refuse(2, told, f"{len(refused)} mistakes in {wrong} files; a kiosk leaves those files out. Mend them.")
    say(f"{count} services, all good.")
    return told


# --- Making -----------------------------------------------------------------------------------------------------------


@command("new", as_json=True, group=services)
@click.option("--title", help="What the service is called.")
@click.option("--ask", "asked", multiple=True, help='What to ask, one question each: --ask "Tanggal lahir?" --ask NIK')
@click.option("--out", type=click.Path(path_type=Path), help="The file, or a folder for it; here, without one.")
def new_command(data: Path, *, title: str | None, asked: tuple[str, ...], out: Path | None) -> dict[str, Any]:
    """Starts a service file from a title and what to ask. The kind of each answer is guessed from its words."""
    from kiosk.app.new_service import steps_for
    from kiosk.app.service_writer import Draft, free_id, free_ref, write_service
    from kiosk.domain.slug import slug

    if title is None or not asked:
        title, asked = _interview(title, asked)
    title = " ".join(title.split())
    if not any(letter.isalpha() for letter in title) or len(title) > 80:
        raise WrongUse(
            "A service needs a title of at most 80 letters.", 'Write for example --title "Izin kegiatan RT".'
        )
    catalog = bootstrap.catalog(data)
    folder = _folder(out)
    ref, name = free_ref(catalog, folder), free_id(catalog, folder, slug(title, "layanan"))
    draft = Draft(name, ref, {"id": title}, _SUMMARY, steps_for(asked))
    notes = (
        f"{title}. Started with `kiosk services new`; every line may be changed, README.md of assets/services says how.",
        "The kind of each answer was guessed from its words: look at every `type`.",
    )
    written = write_service(draft, _file(out, folder, ref, name), notes)
    for field in written.service.fields():
        say(f"  {field.id:32} {field_type(field)}")
    say(f"{written.path}: {ref} {title}. Look at it with: kiosk services preview {written.path}")
    say(_OWN)
    fields = [{"id": field.id, "type": field_type(field)} for field in written.service.fields()]
    return {"file": str(written.path), "id": name, "ref": ref, "fields": fields}


def _interview(title: str | None, asked: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Asks for what the options did not say, on stderr: stdout may belong to a program."""
    try:
        if title is None:
            title = str(click.prompt("What is the service called?", err=True))
        questions = list(asked)
        if not questions:
            click.echo("What does it ask? One question a line, an empty line ends.", err=True)
            while line := str(click.prompt(f"{len(questions) + 1}", default="", show_default=False, err=True)).strip():
                questions.append(line)
    except click.Abort as error:
        if sys.stdin.isatty():
            raise
        raise WrongUse("new needs a title and what to ask.", 'Write: --title "…" --ask "…" --ask "…"') from error
    if not questions:
        raise WrongUse("A service asks at least one question.", 'Write for example --ask "Tanggal kegiatan".')
    return title, tuple(questions)


@command("import-xlsform", as_json=True, group=services)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="The file, or a folder for it; here, without one.")
@click.option("--ref", "wanted", metavar="X02", help="Its number in the catalogue; the next free one, without.")
def import_command(data: Path, file: Path, *, out: Path | None, wanted: str | None) -> dict[str, Any]:
    """Turns an XLSForm (ODK, Kobo) into a service file, and says what could not be carried over."""
    from kiosk.app.service_writer import Draft, free_id, free_ref, write_service
    from kiosk.app.xlsform import read_xlsform

    form = read_xlsform(file)
    catalog = bootstrap.catalog(data)
    folder = _folder(out)
    ref, name = free_ref(catalog, folder, wanted), free_id(catalog, folder, form.form_id)
    title = form.title["id"]
    draft = Draft(name, ref, form.title, _SUMMARY, form.steps, form.checks, "SURVEY")
    notes = [
        f"{title}, made with `kiosk services import-xlsform` from {' '.join(file.name.split())}.",
        *(["What could not be carried over:"] if form.left_out else []),
        *(f"- {sentence}" for sentence in form.left_out),
    ]
    written = write_service(draft, _file(out, folder, ref, name), notes)
    say(f"{written.path}: {ref} {title}, {form.questions} questions on {len(form.steps)} pages.")
    say("Not carried over:" if form.left_out else "All of it was carried over.")
    for sentence in form.left_out:
        say(f"  {sentence}")
    say(_OWN)
    return {"file": str(written.path), "id": name, "ref": ref, "questions": form.questions, "left_out": form.left_out}


def _folder(out: Path | None) -> Path:
    folder = Path() if out is None else out if out.is_dir() else out.parent
    if not folder.is_dir():
        raise WrongUse(f"There is no folder {folder}.", "Make it first, or choose another with --out.")
    return folder


def _file(out: Path | None, folder: Path, ref: str, name: str) -> Path:
    """The file that was asked for, or one named as the shipped ones are."""
    if out is not None and not out.is_dir():
        if out.suffix != ".toml":
            raise WrongUse(f"{out} would not be read as a service file.", "Let its name end in .toml.")
        return out
    return folder / f"{ref.lower()}_{name}.toml"


# --- Looking ----------------------------------------------------------------------------------------------------------


@command("preview", group=services)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="No window: pictures of all its pages in this folder.")
@click.option("--size", metavar="WxH", default="1080x1920", show_default=True, help="Of the window or the pictures.")
def preview_command(_data: Path, file: Path, *, out: Path | None, size: str) -> None:
    """Shows a service file on the real screen, in a window; its kiosk is its own and nobody's data is touched."""
    from kiosk.app import preview
    from kiosk.app.service_check import author_files, check_files

    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", size)
    if not match:
        raise WrongUse(f"--size {size} is no size.", "Write for example 1080x1920.")
    width, height = int(match[1]), int(match[2])
    if file.is_dir():
        raise WrongUse(f"{file} is a folder.", "Give one of its files.")
    files = author_files(file)
    checked = check_files(files)
    for one in checked.refused:
        click.echo(f"kiosk: {one.what} {one.remedy}", err=True)
    entry = checked.entries.get(file.name)
    if entry is None or any(one.file == file.name for one in checked.catalog.refused):
        refuse(2, {}, f"{file.name} makes no service that could be shown. Mend it first.")
        return
    if out is None:
        preview.show(files, entry, (width, height))
        return
    if checked.refused:
        refuse(2, {}, "pictures are filled in with the sample. Mend the file first.")
    seen = preview.pictures(checked.catalog, entry, out, (width, height))
    counted = Counter(problem.kind for picture in seen for problem in picture.problems)
    say(f"{len(seen)} pages in {out}")
    if counted:
        kinds = ", ".join(f"{kind} {count}" for kind, count in counted.most_common())
        refuse(4, {}, f"{counted.total()} problems on {len(seen)} pages: {kinds}. {out / 'index.json'} names them.")
