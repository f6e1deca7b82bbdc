"""The simulator behaves as the manuals say of real printers, so that the other tests mean something."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from slip_samples import TICKET

from printers import escpos
from printers.dialogue import Capability
from printers.documents import document_of
from printers.profiles import NARROW, WIDE
from printers.simulator import Simulator


@pytest.fixture
def wire(sim: Simulator) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", sim.port), timeout=2) as connection:
        yield connection


def ask(wire: socket.socket, question: bytes, length: int = 1) -> bytes:
    wire.sendall(question)
    answer = b""
    while len(answer) < length:
        answer += wire.recv(length - len(answer))
    return answer


def status(wire: socket.socket) -> str:
    return b"".join(ask(wire, escpos.ask_now(what)) for what in (1, 2, 3, 4)).hex(" ")


def test_it_answers_with_the_bytes_of_an_epson(sim: Simulator, wire: socket.socket) -> None:
    """Idle, near end, paper out, cover, cutter: the values of the TM-T88 specification."""
    assert status(wire) == "16 12 12 12"
    sim.paper_low()
    assert status(wire) == "16 12 12 1e"
    sim.paper_out()
    assert status(wire) == "1e 32 12 7e"
    sim.refill()
    sim.cover_open()
    assert status(wire) == "1e 16 12 12"
    sim.cover_close()
    sim.cutter_error()
    assert status(wire) == "1e 52 1a 12"


def test_buffered_questions_wait_while_it_is_offline(sim: Simulator, wire: socket.socket) -> None:
    """GS r and GS ( H stand in the queue behind the paper; DLE EOT does not."""
    sim.paper_out()
    wire.sendall(escpos.ASK_BUFFERED + escpos.fence(b"AB12"))
    assert ask(wire, escpos.ask_now(1)) == b"\x1e"
    sim.refill()
    assert ask(wire, b"", 8) == b"\x00\x37\x22AB12\x00"


def test_it_says_what_it_is(sim: Simulator, wire: socket.socket) -> None:
    """GS I 67 gives a name between 5F and 00."""
    assert ask(wire, b"\x1dI\x43", 11) == b"\x5fKIOSK-SIM\x00"


def test_after_a_new_roll_it_goes_on_where_it_stopped(sim: Simulator, wire: socket.socket) -> None:
    """What careless kiosks fall over: without DLE ENQ 2 the rest of the slip comes out after the refill."""
    sim.run_out_after(300)
    wire.sendall(escpos.encode(document_of(TICKET), WIDE) + escpos.ASK_BUFFERED)
    wire.settimeout(0.3)
    with pytest.raises(TimeoutError):
        wire.recv(1)
    sim.refill()
    rest = sim.wait_for_slip(2, 2)
    assert not rest.complete
    assert "Silakan duduk" in rest.text


def test_clearing_forgets_the_rest(sim: Simulator, wire: socket.socket) -> None:
    """With DLE ENQ 2 nothing comes out after the refill but what was on paper already."""
    sim.run_out_after(300)
    wire.sendall(escpos.encode(document_of(TICKET), WIDE))
    while ask(wire, escpos.ask_now(1)) != b"\x1e":
        pass
    assert ask(wire, escpos.CLEAR + escpos.ask_now(1)) == b"\x1e"
    sim.refill()
    sim.wait_until_idle(2)
    assert [slip.complete for slip in sim.slips] == [False]


def test_real_time_commands_inside_a_picture_are_answered(sim: Simulator, wire: socket.socket) -> None:
    """`10 04 01` among raster dots gives an answer nobody asked for, as on real machines."""
    assert ask(wire, b"\x1dv0\x00\x03\x00\x01\x00" + b"\x10\x04\x01") == b"\x16"


def test_it_tells_changes_unasked_when_it_was_asked_to(sim: Simulator, wire: socket.socket) -> None:
    """GS a: four bytes at once and at every change, until ESC @."""
    assert ask(wire, b"\x1da\xff", 4).hex(" ") == "14 00 00 0f"
    sim.paper_out()
    assert ask(wire, b"", 4).hex(" ") == "1c 00 0f 0f"
    sim.refill()
    assert ask(wire, b"", 4).hex(" ") == "14 00 00 0f"
    wire.sendall(escpos.INITIALISE)
    assert ask(wire, escpos.ask_now(1)) == b"\x16"
    sim.cover_open()
    assert ask(wire, escpos.ask_now(2)) == b"\x16"


def test_a_fault_strikes_at_the_very_byte(sim: Simulator, wire: socket.socket) -> None:
    """What came before it is worked, what comes after it waits."""
    sim.strike_after(3, sim.paper_out)
    wire.sendall(b"A\nB" + b"C\n" + escpos.CUT)
    assert status(wire) == "1e 32 12 7e"
    sim.recover()
    assert sim.wait_for_slip(1, 2).text == "A\nBC\n"


@pytest.mark.parametrize(
    ("fault", "cut"),
    [(Simulator.cutter_error, 0), (Simulator.cover_open, 0), (Simulator.lose_power, 0), (Simulator.pull_cable, 1)],
)
def test_a_fault_strikes_at_the_cut(
    sim: Simulator, wire: socket.socket, fault: Callable[[Simulator], None], cut: int
) -> None:
    """The slip is printed to its last line. What only cuts the line off lets the engine finish."""
    sim.strike_at_cut(lambda: fault(sim))
    wire.sendall(b"A\n" + escpos.CUT + escpos.ASK_BUFFERED)
    wire.settimeout(0.2)
    with pytest.raises(TimeoutError):
        wire.recv(1)
    assert sum(slip.complete for slip in sim.slips) == cut


def test_without_power_what_it_held_is_gone(sim: Simulator, wire: socket.socket) -> None:
    """The line is dead without a word; with the power back, the old connection is reset and nothing comes out."""
    sim.hold()
    wire.sendall(b"A\n" + escpos.CUT + escpos.ask_now(1))
    assert wire.recv(1) == b"\x16"
    sim.lose_power()
    sim.power_on()
    with pytest.raises(ConnectionResetError):
        wire.recv(1)
    sim.recover()
    assert (sim.slips, sim.buffered) == ([], 0)


def test_another_host_is_served_first(sim: Simulator) -> None:
    """A connection is made by the network card long before anybody reads from it."""
    sim.serve_another_host()
    with socket.create_connection(("127.0.0.1", sim.port), timeout=2) as waiting:
        waiting.sendall(escpos.ask_now(1))
        waiting.settimeout(0.2)
        with pytest.raises(TimeoutError):
            waiting.recv(1)
        sim.recover()
        waiting.settimeout(2)
        assert waiting.recv(1) == b"\x16"
    sim.wait_until_alone(2)


def test_slips_nobody_looks_at_are_not_drawn(tmp_path: Path) -> None:
    """Reading them is cheap; the picture is there for whoever asks."""
    folder = tmp_path / "tray"
    with Simulator(folder, capability=Capability.MUTE, draw=False) as sim:
        with socket.create_connection(("127.0.0.1", sim.port)) as wire:
            wire.sendall(escpos.encode(document_of(TICKET), WIDE))
        slip = sim.wait_for_slip(1, 2)
        assert "B-012" in slip.text
        assert not folder.exists()
        assert slip.picture.stat().st_size > 0


def test_slips_are_files_that_people_can_open(sim: Simulator, wire: socket.socket) -> None:
    """0001.png is as wide as the head, 0001.txt holds the words."""
    wire.sendall(escpos.encode(document_of(TICKET), WIDE))
    slip = sim.wait_for_slip(1, 2)
    assert slip.picture.name == "0001.png"
    with Image.open(slip.picture) as paper:
        assert paper.width == 576
    assert "B-012" in slip.picture.with_suffix(".txt").read_text()


def test_it_runs_as_a_program_with_a_control_port(tmp_path: Path) -> None:
    """Started from a shell it tells its ports, takes commands line by line, and ends when asked."""
    command = [sys.executable, "-m", "printers.simulator", "--port", "0", "--out", str(tmp_path), "--width", "58mm"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ports = json.loads(process.stdout.readline())
        with (
            socket.create_connection(("127.0.0.1", ports["control_port"]), timeout=5) as control,
            control.makefile("rw", encoding="ascii", newline="\n") as lines,
            socket.create_connection(("127.0.0.1", ports["port"]), timeout=5) as wire,
        ):

            def tell(line: str) -> str:
                lines.write(line + "\n")
                lines.flush()
                return lines.readline().strip()

            assert tell("paper-out") == "ok"
            assert json.loads(tell("status"))["paper_out"] is True
            assert ask(wire, escpos.ask_now(1)) == b"\x1e"
            assert tell("refill") == "ok"
            assert tell("answer-late") == "answer-late needs a number, for instance: answer-late 2"
            assert tell("what").startswith("commands: paper-out")
            for command in ("cover-open", "cutter-error", "overheat", "break-down", "paper-low", "recover"):
                assert tell(command) == "ok"
            assert not any(json.loads(tell("status")).values())
            ask(wire, escpos.encode(document_of(TICKET), NARROW) + escpos.fence(b"ABCD"), 7)
        process.terminate()
        assert process.wait(10) == 0
    assert "B-012" in (tmp_path / "0001.txt").read_text()


def test_a_port_that_is_taken_is_said_in_one_line(sim: Simulator, tmp_path: Path) -> None:
    """Wrong use ends with 2 and a sentence."""
    command = [sys.executable, "-m", "printers.simulator", "--port", str(sim.port), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
