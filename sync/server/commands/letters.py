"""`kelurahan letters list issue register`: the office's letters without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

import click

from kiosk.domain import words
from kiosk.errors import CannotNow, DiskReadOnly, WrongUse
from sync.server.commands.command import ACTOR, data_option, json_option, main, server_of, tell
from sync.server.letters import book, register, templates
from sync.server.letters.book import Letter, LetterRefusal, LetterState


@main.group()
def letters() -> None:
    """Letters: list, issue, the register of a year."""


@letters.command("list")
@data_option
@click.option("--year", type=int, help="Only those that were issued in this year.")
@json_option
def list_letters(data: Path, year: int | None, *, as_json: bool) -> None:
    """Drafts and issued letters, the newest first; nothing of what they say."""
    with server_of(data) as server, server.database.reading() as connection:
        found = book.listed(connection, server.office.code, tuple(LetterState), year=year)
        if as_json:
            tell({"letters": [_told(one) for one in found]})
            return
        for one in found:
            day = words.day_without_name(server.zone.local(one.issued_at or one.created_at).date())
            click.echo(f"{one.id}  {one.state.value:7}  {day:18}  {one.written or '-':40}  {one.template}")


@letters.command("issue")
@data_option
@click.argument("letter_id", metavar="ID")
@json_option
def issue_letter(data: Path, letter_id: str, *, as_json: bool) -> None:
    """Give a draft its number; from then on it cannot be changed."""
    with server_of(data) as server, server.database.writing() as connection:
        done = book.issue(
            connection, server.office, templates.shipped(), letter_id, actor=ACTOR, now=server.clock.now_ms()
        )
    if isinstance(done, LetterRefusal):
        raise _refused(done)
    if as_json:
        tell(_told(done.letter))
    else:
        click.echo(done.letter.written)


@letters.command("register")
@data_option
@click.option("--year", type=int, help="Without it the newest year that has letters.")
@click.option("--xlsx", "out", type=click.Path(path_type=Path), required=True, help="The workbook to write.")
@json_option
def write_register(data: Path, year: int | None, out: Path, *, as_json: bool) -> None:
    """Write the register of outgoing letters of a year. It names people, so the audit trail records the look."""
    with server_of(data) as server, server.database.writing() as connection:
        now = server.clock.now_ms()
        years = book.years(connection, server.office.code)
        year = year or (years[0] if years else server.zone.local(now).year)
        lines = register.entries(connection, server.office, templates.shipped(), year, actor=ACTOR, now=now)
    try:
        out.write_bytes(register.workbook(lines, server.office, year))
    except OSError as error:
        raise DiskReadOnly(f"{out} cannot be written: {error.strerror}.", "Give another place with --xlsx.") from error
    if as_json:
        tell({"file": str(out), "year": year, "letters": len(lines)})
    else:
        click.echo(f"{out}: {len(lines)} letters of {year}")


def _told(letter: Letter) -> dict[str, object]:
    return {
        "id": letter.id,
        "state": letter.state.value,
        "template": letter.template,
        "number": letter.written,
        "permohonan_id": letter.permohonan_id,
    }


def _refused(why: LetterRefusal) -> Exception:
    match why:
        case LetterRefusal.NOT_FOUND:
            return WrongUse("There is no such letter.", "See: kelurahan letters list")
        case LetterRefusal.NOT_DRAFT:
            return WrongUse("That letter was issued already.", "See: kelurahan letters list")
        case LetterRefusal.BLANKS:
            return CannotNow("That letter has places that wait to be filled in.", "Fill them in at the desk.")
        case LetterRefusal.NO_SIGNER:
            return CannotNow("Nobody is named who signs.", "Name somebody at the desk: Surat, Pengaturan surat.")
        case LetterRefusal.RESTRICTED:
            return CannotNow(
                "The resident asked that nothing be done with this request for now.",
                "When they agree again, end the restriction at the desk: Hak warga.",
            )
        case LetterRefusal.NOT_ISSUED | LetterRefusal.NEEDS_REASON:
            return WrongUse("That letter was not issued.", "See: kelurahan letters list")
        case _:
            assert_never(why)
