"""What the pages bind to. Properties in, slots out; the rules are in `kiosk.domain` and `kiosk.usecases`."""
