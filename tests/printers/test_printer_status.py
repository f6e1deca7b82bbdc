"""What printers say, cut out of streams with bursts, late answers and broken bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.prints import PrintReason
from printers.status import (
    Automatic,
    Buffered,
    Frame,
    Framer,
    Information,
    Noise,
    Paper,
    PrinterStatus,
    Processed,
    RealTime,
)


def frames(data: bytes) -> list[Frame]:
    return Framer().feed(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("16", [RealTime(0x16)]),
        ("00", [Buffered(0)]),
        ("14 00 00 0f", [Automatic(bytes.fromhex("1400000f"))]),
        ("37 22 41 42 43 44 00", [Processed(b"ABCD")]),
        ("5f 54 4d 00", [Information(b"TM")]),
        ("11 13 16", [RealTime(0x16)]),
        ("14 00 00 0f 16 14 00 00 0f", [Automatic(b"\x14\0\0\x0f"), RealTime(0x16), Automatic(b"\x14\0\0\x0f")]),
        ("14 00 16", [Noise(0x14), Buffered(0), RealTime(0x16)]),
        ("37 22 41 42 16", [Noise(0x37), Buffered(0x22), Buffered(0x41), Buffered(0x42), RealTime(0x16)]),
        ("ff 80 1e", [Noise(0xFF), Noise(0x80), RealTime(0x1E)]),
        ("37", []),
        ("14 00", []),
    ],
)
def test_answers_are_told_apart_by_their_fixed_bits(data: str, expected: list[Frame]) -> None:
    """One-byte answers, automatic bursts, echoes and noise, also broken off by one another."""
    assert frames(bytes.fromhex(data)) == expected


@settings(deadline=None)  # the machine may be busy with other tests
@given(st.binary(), st.lists(st.integers(0, 40)))
def test_it_does_not_matter_in_which_pieces_bytes_arrive(data: bytes, cuts: list[int]) -> None:
    """A network may split and join answers as it likes."""
    framer, pieces, at = Framer(), [], 0
    for cut in cuts:
        pieces += framer.feed(data[at : at + cut])
        at += cut
    pieces += framer.feed(data[at:])
    assert pieces == frames(data)


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_can_break_the_framer(data: bytes) -> None:
    """Nothing raises, and whatever came before, the answer to a question is found."""
    framer = Framer()
    framer.feed(data)
    assert framer.feed(b"\x16")[-1] == RealTime(0x16)


@settings(deadline=None)
@given(st.binary(), st.binary(min_size=4, max_size=4))
def test_an_echo_cannot_come_out_of_other_bytes(noise: bytes, job: bytes) -> None:
    """Only a stream that holds the very echo gives a proof of print."""
    echo = b"\x37\x22" + job + b"\x00"
    if echo not in noise:
        assert Processed(job) not in frames(noise)


@pytest.mark.parametrize(
    ("answers", "reason", "paper"),
    [
        ((0x16, 0x12, 0x12, 0x12), None, Paper.ENOUGH),
        ((0x16, 0x12, 0x12, 0x1E), None, Paper.LOW),
        ((0x1E, 0x32, 0x12, 0x72), PrintReason.PAPER_OUT, Paper.OUT),
        ((0x1E, 0x32, 0x12, 0x7E), PrintReason.PAPER_OUT, Paper.OUT),
        ((0x1E, 0x16, 0x12, 0x12), PrintReason.COVER_OPEN, Paper.ENOUGH),
        ((0x1E, 0x52, 0x1A, 0x12), PrintReason.CUTTER, Paper.ENOUGH),
        ((0x1E, 0x52, 0x52, 0x12), PrintReason.OVERHEATED, Paper.ENOUGH),
        ((0x1E, 0x52, 0x32, 0x12), PrintReason.UNRECOVERABLE, Paper.ENOUGH),
        ((0x1E, 0x1A, 0x12, 0x12), PrintReason.OFFLINE, Paper.ENOUGH),
    ],
)
def test_the_bytes_of_real_printers_mean_what_the_manual_says(
    answers: tuple[int, ...], reason: PrintReason | None, paper: Paper
) -> None:
    """Idle, near end, out of paper, cover, cutter, heat, broken, feed button."""
    status = PrinterStatus.read(dict(enumerate(answers, start=1)))
    assert (status.reason, status.paper) == (reason, paper)


def test_no_answer_is_never_plenty_of_paper() -> None:
    """Silence is a value of its own (python-escpos 3.1 reads it as paper enough)."""
    status = PrinterStatus.read({})
    assert not status.answered
    assert status.reason is PrintReason.NOT_ANSWERING
