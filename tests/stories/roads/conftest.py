"""These stories start from the same office and kiosk as the tests of the wire."""

from tests.sync.conftest import kiosk, office, shipped_services_are_read_once, world

__all__ = ["kiosk", "office", "shipped_services_are_read_once", "world"]
