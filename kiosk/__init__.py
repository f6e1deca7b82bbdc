"""The core of the kiosk: values, store and use cases. No Qt, no network; only `kiosk.app`, the roof, knows the rest."""

__version__ = "0.1.0"
