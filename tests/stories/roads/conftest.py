"""These stories start from the same office and kiosk as the tests of the wire."""

from tests.sync.conftest import cluster, kiosk, office, postgresql, shipped_services_are_read_once, world

__all__ = ["cluster", "kiosk", "office", "postgresql", "shipped_services_are_read_once", "world"]
