"""`kiosk scan`: codes and KTP in a picture. Nothing in them is opened or believed, and nothing of them is kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from kiosk.app.command import command, say
from kiosk.domain.ktp import KtpField, KtpReading
from kiosk.errors import WrongUse

_PATIENCE_S = 120.0


@command("scan", as_json=True)
@click.argument("image", type=click.Path(path_type=Path))
def scan(_data: Path, image: Path) -> dict[str, Any]:
    """Codes and KTP in a picture: JPEG, PNG, WebP, GIF or BMP."""
    from kiosk.scan import process, wire

    # In a process of its own: a file that makes a decoder crash does nothing worse than that.
    match process.ask(wire.Look(os.fsencode(image.absolute())), _PATIENCE_S):
        case wire.Found(codes, card):
            for code in codes:
                say(f"{code.kind:14} {code.name:14} {code.text}")
            _say_card(card)
            if not codes and card is None:
                say("no code and no card")
            found = [{"kind": code.kind, "text": code.text, "class": code.name} for code in codes]
            return {"codes": found, "ktp": _told(card)}
        case wire.Refused(what, remedy):
            raise WrongUse(what, remedy)
        case _:
            raise WrongUse(f"{image} cannot be read: what decodes it crashed or hung.", "Save it again as JPEG or PNG.")


def _say_card(card: KtpReading | None) -> None:
    if card is None:
        return
    say("ktp            " + ("certain" if card.certain else "look again: " + ", ".join(card.doubts)))
    for field in KtpField:
        if field in card.values:
            say(f"{field:14} {card.values[field].confidence:<14.2f} {card.values[field].text}")


def _told(card: KtpReading | None) -> dict[str, Any] | None:
    """Every row by its name, null where it was not found."""
    if card is None:
        return None
    return {
        **{field.value: card.text(field) for field in KtpField},
        "confidence": round(card.confidence, 3),
        "certain": card.certain,
        "doubts": [doubt.value for doubt in card.doubts],
    }
