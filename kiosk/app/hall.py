"""How this kiosk is in its hall, for the rooms of maintenance mode. Implements `ui.ports.HallPort`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.app.backlight import Backlight
from kiosk.app.door import Door
from kiosk.domain import words
from kiosk.domain.audit import Act
from kiosk.domain.hall import DARKEST, Hall, Opening
from kiosk.domain.petugas import Room
from kiosk.errors import CannotNow, WrongUse
from kiosk.usecases import hall as kept
from kiosk.usecases.context import Context
from ui.ports import Done

_BUTTONS: Final = "Terang layar ini hanya bisa diatur dengan tombol di layarnya."


class HallSettings:
    """Reads and changes what is kept, and tells `changed`; what the machine itself must do for it is done here."""

    def __init__(self, context: Context, door: Door, changed: Callable[[], None], backlight: Backlight) -> None:
        self._context = context
        self._door = door
        self._changed = changed
        self._backlight = backlight

    def now(self) -> Hall:
        """As it is set."""
        return kept.hall(self._context.store)

    def opening(self) -> Opening:
        """Whether residents are served now, and when that changes next."""
        context = self._context
        return context.store.run(lambda db: kept.opening_now(db, context.clock, context.zone))

    def change(self, hall: Hall) -> Done:
        """Takes everything as it stands in `hall`. Raises NotAllowed where the one who is inside may not."""
        self._door.require(Room.HALL)
        before = self.now()
        if hall != msgspec.structs.replace(before, closed_until=hall.closed_until):
            self._door.require_admin()
        try:
            changed = kept.change(self._context, hall, self._door.actor)
        except (WrongUse, CannotNow) as error:
            return Done(False, str(error))
        said = [self._say(act, before, changed.hall) for act in dict.fromkeys(changed.acts)]
        if changed.hall.brightness != before.brightness and not self._backlight.shine(changed.hall.brightness):
            said.append(_BUTTONS)
        self._changed()
        return Done(True, " ".join(said) or "Tidak ada yang berubah.")

    def dim(self, percent: int) -> Done:
        """Shows this brightness and keeps nothing of it. Raises NotAllowed where it is not the admin who is inside."""
        self._door.require_admin()
        shown = self._backlight.shine(min(100, max(DARKEST, percent)))
        return Done(shown, "Begini terangnya." if shown else _BUTTONS)

    def shine(self) -> None:
        """Makes the screen as bright as it is set: after a start it is as bright as the system has left it."""
        percent = self.now().brightness
        if percent != Hall().brightness:
            self._backlight.shine(percent)

    def _say(self, act: Act, before: Hall, hall: Hall) -> str:
        match act:
            case Act.CLOSED if hall.closed_until is not None:
                zone = self._context.zone
                until = words.date_and_time(zone.local(hall.closed_until), zone.name)
                return f"Kiosk tutup sampai {until}."
            case Act.OPENED:
                return "Kiosk tidak lagi ditutup."
            case Act.HOURS_SET:
                return "Jam buka sudah diganti." if hall.hours else "Kiosk buka sepanjang hari."
            case Act.SERVICE_SWITCHED:
                return self._say_services(before, hall)
            case Act.MESSAGE_SHOWN:
                return "Pesan tampil di halaman depan." if hall.message else "Pesan sudah diambil."
            case _:
                looks = (
                    ("Suara", hall.volume != before.volume),
                    ("Terang layar", hall.brightness != before.brightness),
                    ("Pilihan bahasa", hall.languages != before.languages),
                )
                return " ".join(f"{name} sudah diganti." for name, changed in looks if changed)

    def _say_services(self, before: Hall, hall: Hall) -> str:
        was, now = ({one.service for one in each.closed} for each in (before, hall))
        closed = [f"{self._title(one)} ditutup di kiosk ini." for one in sorted(now - was)]
        opened = [f"{self._title(one)} dibuka lagi." for one in sorted(was - now)]
        return " ".join((*closed, *opened)) or "Alasan dan waktunya sudah diganti."

    def _title(self, service: str) -> str:
        """An office may have taken the service out of its files since."""
        try:
            return self._context.catalog.find(service).title.say("id")
        except WrongUse:
            return service
