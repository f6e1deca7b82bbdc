"""`python -m printers.simulator`: the printer as a program, for people who try a kiosk without one."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
import threading
from pathlib import Path

from printers.dialogue import Capability
from printers.simulator.control import ControlPort
from printers.simulator.device import Simulator


def main(arguments: list[str] | None = None) -> int:
    """Runs until interrupted; the first line on stdout is JSON with the ports."""
    parser = argparse.ArgumentParser(prog="python -m printers.simulator", description="A thermal printer on TCP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--control-port", type=int, default=0, help="takes commands such as paper-out; 0 picks one")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the slips")
    parser.add_argument("--width", default="80mm")
    parser.add_argument("--capability", type=Capability, choices=list(Capability), default=Capability.ECHO)
    options = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with contextlib.ExitStack() as stack:
        try:
            options.out.mkdir(parents=True, exist_ok=True)
            printer = stack.enter_context(
                Simulator(
                    options.out,
                    host=options.host,
                    port=options.port,
                    width=options.width,
                    capability=options.capability,
                )
            )
            control = stack.enter_context(ControlPort(printer, options.host, options.control_port))
        except (OSError, ValueError) as error:
            sys.stderr.write(f"The simulator cannot start: {error}\n")
            return 2
        control.start()
        sys.stdout.write(json.dumps({"port": printer.port, "control_port": control.port}) + "\n")
        sys.stdout.flush()
        stop.wait()
        control.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
