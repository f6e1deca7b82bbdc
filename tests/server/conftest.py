"""The tests of the server start from the same office and kiosk as those of the wire."""

from tests.sync.conftest import kiosk, office, shipped_services_are_read_once, stick, world

__all__ = ["kiosk", "office", "shipped_services_are_read_once", "stick", "world"]
