"""What a slip costs: bytes and milliseconds as text against a full raster of the same slip, and the way to the printer."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Self

from kiosk import log
from kiosk.app import bootstrap
from kiosk.app.cli import run
from kiosk.domain.prints import JobState, PrintJob
from kiosk.store import print_jobs
from kiosk.usecases.submit import Submitted, submit
from printers import escpos, picture
from printers.document import Cut, Document, Picture
from printers.documents import document_of
from printers.printer import Printer
from printers.profiles import NARROW, WIDE, Profile
from tests.bench.spread import spread
from tests.printers.slip_samples import SLIPS

ROUNDS = 30
PRINTED = 40
BAUD = 9600
_STARTS = b"\x1b@\x1bt"  # the head of every slip; a probe sends the first half only


def measure() -> Iterator[str]:
    """Every kind of slip as it is sent and as a picture; then real prints on a printer in another process."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "kiosk"
        run(["init", "--demo", "--data", str(data), "--json"])
        yield from _sizes()
        yield from _way(Path(folder), data)


def _sizes() -> Iterator[str]:
    for profile in (NARROW, WIDE):
        for name, slip in SLIPS.items():
            text, drawn = [], []
            for turn in range(ROUNDS + 1):
                started = time.perf_counter()
                data = escpos.encode(document_of(slip), profile)
                middle = time.perf_counter()
                raster = _raster(document_of(slip), profile)
                ended = time.perf_counter()
                if turn:
                    text.append((middle - started) * 1000)
                    drawn.append((ended - middle) * 1000)
            yield f"{name:21} {profile.name} text   {len(data):7,} bytes, {_seconds(data):5.1f} s at {BAUD} baud, {spread(text)}"
            yield f"{'':26} raster {len(raster):7,} bytes, {_seconds(raster):5.1f} s at {BAUD} baud, {spread(drawn)}"
            yield f"{'':26} ratio {len(data) / len(raster):.2f} of bytes, {median(text) / median(drawn):.2f} of medians"


def _raster(document: Document, profile: Profile) -> bytes:
    """The whole slip as one picture, sent with the commands of every other slip."""
    image = picture.render(document, profile).convert("L")
    rows = tuple(
        bytes(1 if dot == 0 else 0 for dot in image.crop((0, y, image.width, y + 1)).tobytes())
        for y in range(image.height)
    )
    return escpos.encode(Document(document.title, (Picture(rows), Cut())), profile)


def _seconds(data: bytes) -> float:
    return len(data) * 10 / BAUD  # a start and a stop bit with every byte


class _Relay:
    """Stands between kiosk and printer and notes when the first byte of a slip comes by."""

    def __init__(self, port: int) -> None:
        self._printer = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.seen: list[float] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                kiosk, _ = self._server.accept()
            except OSError:
                return
            with kiosk, socket.create_connection(("127.0.0.1", self._printer)) as printer:
                for line in (kiosk, printer):
                    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._pass_on(kiosk, printer)

    def _pass_on(self, kiosk: socket.socket, printer: socket.socket) -> None:
        while True:
            for source in select.select([kiosk, printer], [], [])[0]:
                now = time.perf_counter()
                try:
                    data = source.recv(65536)
                except OSError:
                    return
                if not data:
                    return
                if source is kiosk and _STARTS in data:
                    self.seen.append(now)
                (printer if source is kiosk else kiosk).sendall(data)


@contextmanager
def _simulator(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "printers.simulator", "--port", "0", "--out", str(folder / "slips")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(json.loads(process.stdout.readline())["port"])
        finally:
            process.terminate()


def _way(folder: Path, data: Path) -> Iterator[str]:
    with _simulator(folder) as printer, _Relay(printer) as relay:
        log.set_up(data)  # tells the log and not the table what the printer said
        # The simulator, too, is slower with its first slip, and a real printer is not.
        Printer(f"tcp://127.0.0.1:{printer}", WIDE).print(SLIPS["receipt"], lambda: None)
        (data / "config.toml").write_text(f'[printer]\nurl = "tcp://127.0.0.1:{relay.port}"\n', encoding="utf-8")
        told = json.loads(_boot(data).splitlines()[-1])
        firsts = [(seen - committed) * 1000 for seen, committed in zip(relay.seen, told["committed"], strict=True)]
        settled = [float(one) * 1000 for one in told["took"]]
        bare = [_bare(relay.port) for _ in range(PRINTED)]
    # The first slip stands for itself: a resident waits for it, too.
    yield f"commit to first byte    {spread(firsts[1:])}; the first after boot {firsts[0]:.1f} ms"
    yield f"  bare status and send  {spread(bare)}"
    yield f"  ratio                 {median(firsts[1:]) / median(bare):.1f} of medians"
    yield f"commit to confirmed     {spread(settled[1:])}; first {settled[0]:.1f} ms, tenth {settled[9]:.1f} ms"
    yield f"  ratio                 {settled[0] / settled[9]:.2f} of the first to the tenth"


def _bare(port: int) -> float:
    """Connecting, the four questions and the first byte, as the least program would do it."""
    started = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for what in (1, 2, 3, 4):
            line.sendall(escpos.ask_now(what))
            line.recv(16)
        took = (time.perf_counter() - started) * 1000
        line.sendall(b"\n")
    return took


def _boot(data: Path) -> str:
    """A fresh process: what it prints first is the first slip after boot."""
    command = [sys.executable, "-m", "tests.bench.printing", str(data)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout


def _print_slips(data: Path) -> None:
    """The kiosk's own machinery, without its screen: submit, commit, spool, printer; one slip after the other."""
    from kiosk.app.machinery import Machinery

    changed = threading.Event()
    committed: list[float] = []
    took: list[float] = []
    with bootstrap.machine(data) as machine, Machinery(machine) as machinery:
        machinery.on_change(changed.set)
        service = machine.context.catalog.find("D18")
        # Nobody has filled in a form a moment after the first page: by then the printer was asked, and the machinery has
        # done these two, two seconds after it began.
        machine.regions.warm_up()
        machinery.printer.warm_up()
        while machinery.printer.last is None:
            changed.wait(5)
            changed.clear()
        for _ in range(PRINTED):
            done = submit(machine.context, service, service.sample)
            assert isinstance(done, Submitted)
            started = time.perf_counter()
            machinery.wake_printer()
            while (job := _known(machine, done.print_job)).state is JobState.WAITING:
                changed.wait(5)
                changed.clear()
            assert job.state is JobState.CONFIRMED, job.reason
            committed.append(started)
            took.append(time.perf_counter() - started)
    print(json.dumps({"committed": committed, "took": took}))


def _known(machine: bootstrap.Machine, job_id: int) -> PrintJob:
    job = machine.context.store.run(lambda db: print_jobs.get(db, job_id))
    assert job is not None
    return job


if __name__ == "__main__":
    _print_slips(Path(sys.argv[1]))
