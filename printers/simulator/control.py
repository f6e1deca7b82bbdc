"""The second port: one command a line, one line as answer. `echo paper-out | nc 127.0.0.1 PORT`."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable

from printers.simulator.device import Simulator


def command(printer: Simulator, line: str) -> str:
    """Works one line, for instance `answer-late 2`; returns the line to answer."""
    name, *values = line.split()
    simple = _commands(printer)
    try:
        match name:
            case "status":
                told = {**vars(printer.faults), "slips": len(printer.slips), "buffered": printer.buffered}
                return json.dumps(told)
            case "answer-late":
                printer.answer_late(float(values[0]))
            case "reset-after":
                printer.reset_after(int(values[0]))
            case "run-out-after":
                printer.run_out_after(int(values[0]))
            case _ if name in simple:
                simple[name]()
            case _:
                more = "answer-late SECONDS, reset-after BYTES, run-out-after DOTS, status"
                return f"commands: {', '.join(simple)}, {more}"
    except (IndexError, ValueError):
        return f"{name} needs a number, for instance: {name} 2"
    return "ok"


def _commands(printer: Simulator) -> dict[str, Callable[[], None]]:
    return {
        "paper-out": printer.paper_out,
        "paper-low": printer.paper_low,
        "refill": printer.refill,
        "cover-open": printer.cover_open,
        "cover-close": printer.cover_close,
        "cutter-error": printer.cutter_error,
        "overheat": printer.overheat,
        "break-down": printer.break_down,
        "mute": printer.mute,
        "stall": printer.stall,
        "hold": printer.hold,
        "busy": printer.serve_another_host,
        "garbage": printer.talk_garbage,
        "automatic": printer.tell_automatically,
        "pull-cable": printer.pull_cable,
        "power-off": printer.lose_power,
        "power-on": printer.power_on,
        "reset": printer.reset,
        "recover": printer.recover,
    }


class ControlPort(socketserver.ThreadingTCPServer):
    """Serves the commands; use it in a `with` block around `serving`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, printer: Simulator, host: str, port: int) -> None:
        super().__init__((host, port), _Lines)
        self.printer = printer
        self.port: int = self.server_address[1]

    def start(self) -> None:
        """Answers until `shutdown`."""
        threading.Thread(target=self.serve_forever, name="control", daemon=True).start()


class _Lines(socketserver.StreamRequestHandler):
    server: ControlPort

    def handle(self) -> None:
        try:
            for line in self.rfile:
                if line.strip():
                    self.wfile.write(command(self.server.printer, line.decode("ascii", "replace")).encode() + b"\n")
        except OSError:
            pass  # whoever commanded is gone
