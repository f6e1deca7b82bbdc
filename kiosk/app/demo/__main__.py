"""`./run demo`: server, printer simulator and kiosk, enrolled with each other, on this machine.

With a display: the touch window, ready; the desk's address and log-in are printed. Without one: the same programs offscreen,
and a scripted resident who touches the real pages, takes the real slip, is synced by the real worker, and sees on the
tracking page what a petugas decided at the real desk. Pictures of every page and slip are left in the demo's folder.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kiosk import config, log
from kiosk.app import bootstrap
from kiosk.app.command import exit_code
from kiosk.app.demo.desk import DeskVisit
from kiosk.app.demo.teller import Story
from kiosk.app.machinery import Machinery
from kiosk.domain.office import parse_enrolment
from kiosk.errors import CannotNow, WrongUse
from kiosk.private_file import write_private
from kiosk.usecases.initialise import enrol, initialise
from printers.simulator import Simulator

ROOT = Path(__file__).resolve().parents[3]
MARK = "made-by-run-demo"
SIZE = (1080, 1920)
"""A kiosk panel, upright."""


@dataclass
class Office:
    """The office's server, as a process of its own."""

    url: str
    user: str
    password: str


@click.command(context_settings={"max_content_width": 100})
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("demo"), show_default=True, help="Folder of the demo."
)
@click.option("--offscreen", is_flag=True, help="The scripted resident, even where there is a display.")
@click.option("--camera", help="As [scanner] source; without a word the first camera of this machine.")
@click.option("--landscape/--portrait", help="1920x1080 or 1080x1920; upright without a word.")
def demo(out: Path, offscreen: bool, camera: str | None, landscape: bool) -> None:
    """Server, printer and kiosk on this machine, and a story through all of them."""
    # Ended from outside, the server and the printer must end as well.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = _fresh(out)
    size = SIZE[::-1] if landscape else SIZE
    shown = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and not offscreen
    if not shown:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    story = Story(folder / "pictures")
    story.folder.mkdir()
    with _office(folder / "kelurahan", folder) as office, Simulator(folder / "slips") as printer:
        data, pin = _kiosk(folder, printer.url)
        story.tell(f"The office's server answers at {office.url}; desk log-in: {office.user} / {office.password}")
        story.tell(f"The printer is simulated; its slips fall into {folder / 'slips'}")
        log.set_up(data)
        with bootstrap.machine(data) as machine, Machinery(machine) as machinery:
            if shown:
                _live(machine, machinery, story, size, camera or _first_camera())
            else:
                from kiosk.app.demo.story import play

                desk = DeskVisit(office.url, office.user, office.password)
                play(machine, machinery, story, printer=printer, desk=desk, pin=pin, size=size)
        log.close()
    story.tell(f"Everything is in {folder}")


def _live(machine: bootstrap.Machine, machinery: Machinery, story: Story, size: tuple[int, int], camera: str) -> None:
    from kiosk.scan import readers
    from ui import app

    reader = readers.parse(machine.config.scanner)
    if camera != "none:":
        story.tell(
            'The camera reads slips on "Cek permohonan saya" and cards behind "Foto KTP saja". No picture is kept.'
        )
    story.tell("The kiosk's window is open. Close it to end the demo.")
    app.run(machine.context, machinery, app.Options(windowed=True, size=size, camera=camera, reader=reader))


def _first_camera() -> str:
    return "camera:0" if Path("/dev/video0").exists() else "none:"


def _fresh(out: Path) -> Path:
    """An empty folder. Only one that an earlier demo made is emptied."""
    folder = out.resolve()
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise WrongUse(f"{folder} holds something else.", "Give another folder with --out.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    return folder


@contextmanager
def _office(data: Path, folder: Path) -> Iterator[Office]:
    """Makes an office, one enrolment file, and runs its server on a free port."""
    made = _kelurahan("init", "--name", "Kelurahan 26 Ilir", "--office", "16.71.02.1003", data=data)
    serve = [sys.executable, "-P", "-m", "sync.server", "serve", "--port", "0", "--data", str(data)]
    with (
        (folder / "kelurahan.log").open("wb") as log_file,
        subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=log_file, text=True, env=_environment()) as server,
    ):
        try:
            assert server.stdout is not None
            address = re.search(r"http://[0-9.:]+", server.stdout.readline())
            if address is None:
                raise CannotNow("The office's server did not start.", f"{log_file.name} says why.")
            _kelurahan(
                "enrol-kiosk", "Ruang tunggu", "--out", folder / "enrolment.json", "--url", address[0], data=data
            )
            yield Office(address[0], made["admin"], made["password"])
        finally:
            server.terminate()


def _kelurahan(*arguments: str | Path, data: Path) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "sync.server", *map(str, arguments), "--data", str(data), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    if done.returncode:
        raise CannotNow(f"kelurahan {arguments[0]} failed: {done.stderr.strip()}", "The line says why.")
    return dict(json.loads(done.stdout))


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _kiosk(folder: Path, printer_url: str) -> tuple[Path, str]:
    """A kiosk enrolled with that office, with the simulated printer: its data folder and its PIN."""
    data = folder / "kiosk"
    made = initialise(data, demo=False)
    enrol(data, parse_enrolment((folder / "enrolment.json").read_bytes()))
    (folder / "enrolment.json").unlink()
    settings = f'[printer]\nurl = "{printer_url}"\n\n[usb]\nfolders = ["{folder / "flashdisk"}"]\n'
    write_private(data / config.FILE, settings.encode())
    (folder / "flashdisk").mkdir()
    click.echo(f"PIN of maintenance mode (five taps in the corner top left, then one top right): {made.pin}")
    return data, made.pin


def main() -> None:
    """Ends with 0 when the whole story came true."""
    sys.exit(exit_code(lambda: demo.main(prog_name="./run demo", standalone_mode=False)))


if __name__ == "__main__":
    main()
