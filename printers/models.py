"""Printers sold in Indonesia: what they are called, how they are told apart, what they can do. `assets/printers.toml`.

The printer itself comes first wherever it answers: what it can prove is probed, and the table only says what to expect.
What cannot be asked (dots, columns, the cutter) comes from here. A printer that nobody knows is set as the generic one.
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from printers.dialogue import Capability
from printers.profiles import Profile

TABLE = Path(__file__).resolve().parent.parent / "assets" / "printers.toml"
Width = Literal["58mm", "80mm"]
_GENERIC: dict[str, str] = {"58mm": "generic-58", "80mm": "generic-80"}
_CELL, _SMALL_CELL = 12, 9  # dots a column
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_USB = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}")


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Roll(_Entry, frozen=True):
    """One paper a model takes. `dots` of a raster line; columns of the normal and the small type."""

    width: Width
    dots: int
    columns: int
    small_columns: int
    cutter: bool = True


class Model(_Entry, frozen=True):
    """One model, or a line of models that a kiosk need not tell apart. The head of the table explains the fields."""

    id: str
    names: tuple[str, ...]
    expects: Capability
    rolls: tuple[Roll, ...] = ()
    said: tuple[str, ...] = ()
    usb: tuple[str, ...] = ()
    native_qr: bool = False
    raster: bool = True
    drawer: bool = False
    code_page: int = 0
    units_per_dot: int = 1
    certain: bool = False
    unfit: str = ""
    note: str = ""

    @property
    def generic(self) -> bool:
        """True for an entry that stands for printers nobody knows."""
        return self.id.startswith("generic-")

    @property
    def name(self) -> str:
        """How it is called where there is room for one name."""
        return self.names[0]

    def roll(self, width: str) -> Roll | None:
        """The paper of this width, None when the model does not take it."""
        return next((roll for roll in self.rolls if roll.width == width), None)


class _File(_Entry, frozen=True):
    model: tuple[Model, ...]


@functools.cache
def load(path: Path = TABLE) -> tuple[Model, ...]:
    """The table. Raises ValueError naming file, entry, key and remedy when something in it is wrong."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"{path.name} cannot be read: {error}; restore it or mend that line") from error
    try:
        models = msgspec.convert(data, _File).model
    except msgspec.ValidationError as error:
        raise ValueError(f"{path.name}: {_with_id(str(error), data)}; mend that key") from error
    seen: set[str] = set()
    for model in models:
        if wrong := "id: is there twice; choose another" if model.id in seen else _wrong(model):
            raise ValueError(f"{path.name}, {model.id}: {wrong}")
        seen.add(model.id)
    if missing := set(_GENERIC.values()) - seen:
        raise ValueError(f"{path.name}: {', '.join(sorted(missing))} is missing; unknown printers are set as that")
    return models


def _with_id(message: str, data: dict[str, object]) -> str:
    """`$.model[3].rolls` → the id of that entry, which people can find."""
    place = re.search(r"\$\.model\[(\d+)\]", message)
    entries = data.get("model")
    if not place or not isinstance(entries, list):
        return message
    entry = entries[int(place[1])]
    name = entry.get("id") if isinstance(entry, dict) else None
    return message.replace(place[0], f"{name}" if name else f"entry {int(place[1]) + 1}")


def _wrong(model: Model) -> str | None:
    """What is wrong with an entry that has the right form, with its key and remedy; None when nothing is."""
    if not _ID.fullmatch(model.id):
        return "id: write small letters and digits, with hyphens between"
    if not model.names or not all(model.names):
        return "names: write at least one"
    if bad := [usb for usb in model.usb if not _USB.fullmatch(usb)]:
        return f"usb: {bad[0]} is no vendor:product; write four small hexadecimal digits each, 04b8:0202"
    if not all(_folded(start) for start in model.said):
        return "said: an empty text would recognise every printer; take it out"
    if bool(model.rolls) == bool(model.unfit):
        return "rolls: write the papers it takes, or unfit and why, not both"
    if len({roll.width for roll in model.rolls}) < len(model.rolls):
        return "rolls: a width is there twice; keep one"
    if model.native_qr and not model.certain:
        return "native_qr: a printer without it prints garbage; leave it out until certain = true"
    if not 0 <= model.code_page <= 255:
        return "code_page: write the number of ESC t, 0 to 255"
    if model.units_per_dot not in (1, 2):
        return "units_per_dot: write 1 or 2"
    return next((wrong for roll in model.rolls if (wrong := _wrong_roll(roll))), None)


def _wrong_roll(roll: Roll) -> str | None:
    if roll.dots <= 0 or roll.dots % 8:
        return f"rolls, {roll.width}: dots = {roll.dots} is no multiple of 8; take the next smaller one"
    if roll.columns <= 0 or roll.columns * _CELL > roll.dots:
        return f"rolls, {roll.width}: columns = {roll.columns} do not fit; at most {roll.dots // _CELL}"
    if roll.small_columns < roll.columns or roll.small_columns * _SMALL_CELL > roll.dots:
        return (
            f"rolls, {roll.width}: small_columns = {roll.small_columns} do not fit; at most {roll.dots // _SMALL_CELL}"
        )
    return None


def by_id(model_id: str) -> Model:
    """The model that `[printer] model` names; ValueError with a remedy for one that is not in the table."""
    for model in load():
        if model.id == model_id:
            return model
    raise ValueError(f'printer model "{model_id}" is unknown; the names are told by: kiosk printer --models')


def recognise(said: str) -> Model | None:
    """The model that says this of itself (maker and name, `GS I 66` and `67`); None when nothing in the table fits."""
    text = _folded(said)
    fits = [(len(start), model) for model in load() for one in model.said if text.startswith(start := _folded(one))]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _folded(said: str) -> str:
    return " ".join(said.split()).casefold()


def by_usb(vendor: int, product: int) -> tuple[Model, ...]:
    """The models seen with these USB ids. Several, because makers of cheap printers share the ids of their chips."""
    wanted = f"{vendor:04x}:{product:04x}"
    return tuple(model for model in load() if wanted in model.usb)


def profile(model: Model, width: str) -> Profile:
    """What the encoder needs of a model with paper of this width; ValueError with a remedy when it has not that width."""
    roll = model.roll(width)
    if roll is None:
        if model.unfit:
            raise ValueError(f'printer model "{model.id}" cannot print slips: {model.unfit}')
        widths = " or ".join(roll.width for roll in model.rolls)
        raise ValueError(f'printer model "{model.id}" has no {width} paper; write [printer] width = "{widths}"')
    return Profile(
        name=roll.width,
        dots=roll.dots,
        columns=roll.columns,
        small_columns=roll.small_columns,
        native_qr=model.native_qr,
        raster=model.raster,
        cutter=roll.cutter,
        code_page=model.code_page,
        units_per_dot=model.units_per_dot,
    )


def choose(model_id: str, width: str, said: str = "") -> tuple[Model, Profile]:
    """The config's model, else what the printer says it is, else the generic one of that width.

    ValueError with a remedy for a `model_id` that is unknown, unfit, or has not that width. What a printer says never
    raises: one that does not fit the settings is set as the generic one.
    """
    if model_id:
        model = by_id(model_id)
        return model, profile(model, width)
    told = recognise(said)
    model = told if told and told.roll(width) else by_id(_GENERIC[width])
    # A cheap printer may answer with a great one's name. What it cannot do then only costs white paper, but a QR code it
    # cannot draw costs the code: that needs a person who wrote the model down.
    return model, msgspec.structs.replace(profile(model, width), native_qr=False)
