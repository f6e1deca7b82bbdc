"""Who is inside maintenance mode. The screen shows rooms; what may be done is decided here."""

from __future__ import annotations

from kiosk.domain.audit import Actor
from kiosk.domain.petugas import Role, Room, may_enter
from kiosk.errors import NotAllowed


class Door:
    """Of one running kiosk. Set when a PIN was right, and when they leave or were gone too long."""

    def __init__(self) -> None:
        self._inside: Role | None = None

    @property
    def inside(self) -> Role | None:
        """Whoever is inside; None for nobody."""
        return self._inside

    @property
    def actor(self) -> Actor:
        """Who does what is done now."""
        match self._inside:
            case Role.ADMIN:
                return Actor.ADMIN
            case Role.PETUGAS:
                return Actor.PETUGAS
            case None:
                return Actor.NOBODY

    def enter(self, role: Role) -> None:
        """Their PIN was right."""
        self._inside = role

    def leave(self) -> None:
        """Nobody is inside any more."""
        self._inside = None

    def require(self, room: Room) -> None:
        """Raises NotAllowed where the one who is inside has no business in this room, or nobody is."""
        if self._inside is None or not may_enter(self._inside, room):
            raise NotAllowed("Hanya admin yang boleh melakukan ini.", "Masuk lagi dengan PIN admin.")

    def require_admin(self) -> None:
        """Raises NotAllowed where it is not the admin who is inside."""
        if self._inside is not Role.ADMIN:
            raise NotAllowed("Hanya admin yang boleh melakukan ini.", "Masuk lagi dengan PIN admin.")
