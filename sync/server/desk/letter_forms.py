"""A letter as a form, and the form as a letter again: every place of the content has a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sync.server.letters.content import BLANK, Block, Content, Grid, Identity, Line, Signer, Words


class FormCell(msgspec.Struct, frozen=True):
    """One field."""

    name: str
    value: str
    label: str = ""  # for whoever hears the page

    @property
    def blank(self) -> bool:
        """It waits for the petugas."""
        return BLANK in self.value


class FormLine(msgspec.Struct, frozen=True):
    """Label and value of one line."""

    label: FormCell
    value: FormCell


class FormBlock(msgspec.Struct, frozen=True):
    """One part of the letter: a paragraph, lines, or rows."""

    key: str
    paragraph: FormCell | None = None
    goes_on: bool = False  # a paragraph in the middle of a sentence
    lines: tuple[FormLine, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[FormCell, ...], ...] = ()


def blocks(content: Content) -> tuple[FormBlock, ...]:
    """The parts of a letter with names for their fields, and after lines and rows an empty one for what is missing."""
    return tuple(_block(number, block) for number, block in enumerate(content.blocks))


def read(form: Mapping[str, str], before: Content, signers: tuple[Signer, ...]) -> Content:
    """What the petugas made of the letter, as it was typed: `book.save` tidies it. What the form does not name stays as it was."""
    return msgspec.structs.replace(
        before,
        title=form.get("judul", "").strip().upper() or before.title,
        classification=form.get("klasifikasi", before.classification),
        blocks=tuple(_read_block(form, number, block) for number, block in enumerate(before.blocks)),
        signer=_signer(form.get("penanda", ""), before.signer, signers),
        to=_lines(form.get("kepada"), before.to),
        valid_months=_months(form.get("masa", ""), before.valid_months),
        copies=_lines(form.get("tembusan"), before.copies),
        attachments=_lines(form.get("lampiran"), before.attachments),
    )


def _block(number: int, block: Block) -> FormBlock:
    key = f"b{number}"
    match block:
        case Words():
            return FormBlock(key, FormCell(key, block.text, "Kalimat"), number > 0 and block.text[:1].islower())
        case Identity():
            lines = (*block.lines, Line("", ""))
            return FormBlock(
                key,
                lines=tuple(
                    FormLine(
                        FormCell(f"{key}-l{at}-n", line.label, "Nama baris"),
                        FormCell(f"{key}-l{at}-v", line.value, line.label or "Isi baris baru"),
                    )
                    for at, line in enumerate(lines)
                ),
            )
        case Grid():
            rows = (*block.rows, ("",) * len(block.columns))
            return FormBlock(
                key,
                columns=block.columns,
                rows=tuple(
                    tuple(
                        FormCell(f"{key}-r{at}-c{column}", cell, f"{block.columns[column]}, baris {at + 1}")
                        for column, cell in enumerate(row)
                    )
                    for at, row in enumerate(rows)
                ),
            )


def _read_block(form: Mapping[str, str], number: int, block: Block) -> Block:
    key = f"b{number}"
    match block:
        case Words():
            return Words(form.get(key, block.text))
        case Identity():
            return Identity(tuple(_identity_lines(form, key, (*block.lines, Line("", "")))))
        case Grid():
            rows = (*block.rows, ("",) * len(block.columns))
            said = (
                tuple(form.get(f"{key}-r{at}-c{column}", cell) for column, cell in enumerate(row))
                for at, row in enumerate(rows)
            )
            return Grid(block.columns, tuple(said))


def _identity_lines(form: Mapping[str, str], key: str, lines: tuple[Line, ...]) -> Iterator[Line]:
    """An emptied label takes its line away; an emptied value is not printed, and can be filled in again."""
    for at, line in enumerate(lines):
        yield Line(form.get(f"{key}-l{at}-n", line.label), form.get(f"{key}-l{at}-v", line.value))


def _signer(chosen: str, before: Signer, signers: tuple[Signer, ...]) -> Signer:
    if chosen.isascii() and chosen.isdigit() and int(chosen) < len(signers):
        return signers[int(chosen)]
    return before


def _months(text: str, before: int) -> int:
    text = text.strip()
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else before


def _lines(text: str | None, before: tuple[str, ...]) -> tuple[str, ...]:
    return before if text is None else tuple(text.splitlines())
