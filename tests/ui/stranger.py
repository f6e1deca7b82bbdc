"""A driver that leads to the stations with answers of its own, which stand nowhere else in the program."""

from __future__ import annotations

from itertools import count
from typing import Any

import msgspec
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from kiosk.domain import session as flow
from kiosk.domain.catalog import (
    AddressField,
    DateField,
    Field,
    KkField,
    Language,
    LongTextField,
    MoneyField,
    NikField,
    PhoneField,
    RowsField,
    TextField,
)
from kiosk.domain.code import RequestCode
from kiosk.domain.ktp import KtpField
from kiosk.domain.place import Point
from kiosk.scan.wire import Card
from ui.tour.driver import Driver

_LETTERS = "bcdfghjklm"


class Stranger(Driver):
    """Every resident is another one: what a station fills in is changed a little, so that it is known by its value.

    What this resident left stands in `unique` and `shown`, backwards: a search of memory must not find these lists.
    """

    _residents = count(4001)

    def begin(self, language: Language, look: flow.Look) -> None:
        """Somebody else comes."""
        super().begin(language, look)
        self._number = str(next(self._residents))
        self.unique: dict[str, str] = {}
        """Values of which there is no second copy, with the type of their field."""
        self.shown: dict[str, str] = {}
        """Values that have a right to be elsewhere, as a code in the database: only the screen must not show them."""

    def send(self, *events: flow.Event) -> None:
        """As the driver does, with answers of our own."""
        for event in events:
            page = self.screen.flow.session.page
            if isinstance(event, flow.Answer) and isinstance(page, flow.Asking) and event.value is not None:
                field = page.service.field(event.field)
                assert field is not None
                event = msgspec.structs.replace(event, value=self._another(field, event.value))
            super().send(event)

    def hold_card(self, card: Card) -> None:
        """A card of this resident's."""
        values = dict(card.reading.values)
        ours = {
            KtpField.NIK: ("nik", lambda old: old[:12] + self._number),
            KtpField.NAMA: ("text", lambda _old: f"Zq{self._letters()} Rahma"),
            KtpField.ALAMAT: ("text", lambda _old: f"Jl. Zq{self._letters()}a"),
        }
        for name, (kind, another) in ours.items():
            if name in values:
                text = self._leave(kind, another(values[name].text))
                values[name] = msgspec.structs.replace(values[name], text=text)
        reading = msgspec.structs.replace(card.reading, values=values)
        super().hold_card(msgspec.structs.replace(card, reading=reading))

    def scan(self, digits: str) -> None:
        """A number of this resident's."""
        super().scan(self._leave("nik", digits[:12] + self._number))

    def let_go(self) -> None:
        """What `hold` kept back comes to its end."""
        self._gate.set()
        self.wait(lambda: self.screen.bridge.pending == 0, "the core")

    def leave_more(self) -> None:
        """What a page takes beside answers, half typed: a search, a code, a PIN; and what it shows of a request."""
        kiosk = self.screen.kiosk
        match self.screen.flow.session.page:
            case flow.Asking():
                for field in kiosk.form.step.fields:
                    if str(field.kind) == "list":
                        field.search(self._leave("search", f"zq{self._letters()}"))
                    elif field.places is not None and not field.places.loading:
                        field.places.search(self._leave("search", f"zq{self._letters()}"))
            case flow.Searching():
                self.put("TextLine", text=self._leave("search", f"zq{self._letters()}"))
            case flow.Track() if not kiosk.track.code:
                for symbol in RequestCode.new(lambda most: int(self._number) * 7919 % most).symbols[:-2]:
                    kiosk.track.typed(symbol)
            case flow.Pin() if kiosk.maintenance.door.digits == 0:
                for digit in self._leave("pin", f"73{self._number}2"):
                    kiosk.maintenance.door.typed(digit)
        for kind, text in (
            ("code", kiosk.track.code),
            ("code", kiosk.done.code),
            ("ticket", kiosk.done.ticket),
            ("ticket", kiosk.track.ticket),
            ("note", kiosk.track.note),
        ):
            if len(text) > 4:
                self.shown[text[::-1]] = kind

    def _leave(self, kind: str, text: str) -> str:
        self.unique[text[::-1]] = kind
        return text

    def _letters(self) -> str:
        return "".join(_LETTERS[int(digit)] for digit in self._number)

    def _another(self, field: Field, value: Any) -> Any:
        match field, value:
            case TextField(accept="digits"), str() if len(value) >= 8:
                return self._leave("text", f"7{self._number}513{value}"[: len(value)])
            case TextField(accept="code"), str() if len(value) >= 8:
                return self._leave("text", f"ZQ{self._number}{value}"[: len(value)])
            case TextField(accept="digits" | "code" | "plate"), str():
                return value
            case RowsField(fields=inner), list():
                return [
                    {one.id: self._another(one, row[one.id]) for one in inner if row.get(one.id) is not None}
                    for row in value
                ]
            case TextField(max=most) | AddressField(max=most) | LongTextField(max=most), str():
                return self._leave("text", f"Zq{self._letters()} {value}"[:most])
            case ((NikField() | KkField()), str()) if len(value) == 16:
                return self._leave("nik", value[:12] + self._number)
            case PhoneField(), str() if len(value) > 9:
                return self._leave("phone", f"{value[:4]}77{self._number}")
            case MoneyField(), str():
                return self._leave("money", f"7{self._number}513")
            case DateField(), str():
                self.shown[value[::-1]] = "date"
                return value
            case _, Point(lat, lon):
                lat += int(self._number) * 1e-9
                self._leave("place", repr(lat))
                return Point(lat, lon)
            case _, bytes():
                return self._photo()
            case _:
                return value

    def _photo(self) -> bytes:
        """A small JPEG with a colour of its own."""
        picture = QImage(64, 64, QImage.Format.Format_RGB32)
        picture.fill(QColor.fromHsv(int(self._number) % 360, 200, 200))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert picture.save(buffer, "JPEG")
        data = bytes(buffer.data())
        self._leave("photo", data.decode("latin-1"))
        return data
