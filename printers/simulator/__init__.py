"""A thermal printer on TCP that behaves like a real one, faults included.

    python -m printers.simulator --port 9100 --out /tmp/slips --width 80mm

It receives like a real printer, in two places: real-time commands (`DLE EOT`, `DLE ENQ`) are worked the moment they arrive,
wherever they stand; everything else waits in a buffer until the engine comes to it. The engine stops where paper ends, keeps
the buffer, and goes on after the refill, which is exactly what makes double slips on careless kiosks.

A second port takes one command a line and answers one line: `paper-out`, `refill`, `cover-open`, `status`, `help` …
"""

from printers.simulator.device import Simulator
from printers.simulator.tray import Slip

__all__ = ["Simulator", "Slip"]
