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


WHOLE = st.one_of(
    st.sampled_from((0x12, 0x16, 0x1A, 0x1E, 0x32, 0x52, 0x72, 0x7E)).map(RealTime),
    st.sampled_from((0x00, 0x03, 0x0C)).map(Buffered),
    st.tuples(st.sampled_from((0x10, 0x14, 0x18, 0x1C)), *[st.sampled_from((0x00, 0x03, 0x0C, 0x0F))] * 3).map(
        lambda bits: Automatic(bytes(bits))
    ),
    st.text(st.sampled_from("ABC0189"), min_size=4, max_size=4).map(lambda job: Processed(job.encode())),
    st.text(st.sampled_from("EPSON TM-88"), max_size=12).map(lambda text: Information(text.encode())),
)
"""Answers as printers give them, whole."""
# The first bytes of answers that never end well, flow control, and anything at all.
GARBAGE = st.one_of(
    st.binary(max_size=8),
    st.lists(st.sampled_from(b"\x14\x00\x0f\x16\x37\x22AB\x5f\x11\x13\xff\x80"), max_size=12).map(bytes),
)


def on_the_line(frame: Frame) -> bytes:
    """The bytes that a printer sends for an answer."""
    match frame:
        case RealTime(bits) | Buffered(bits):
            return bytes((bits,))
        case Automatic(status):
            return status
        case Processed(job):
            return b"\x37\x22" + job + b"\x00"
        case Information(text):
            return b"\x5f" + text + b"\x00"
        case Noise(byte):
            return bytes((byte,))


@settings(deadline=None)  # the machine may be busy with other tests
@given(st.lists(st.one_of(GARBAGE, WHOLE.map(on_the_line))).map(b"".join), st.lists(st.integers(0, 12)))
def test_it_does_not_matter_in_which_pieces_bytes_arrive(data: bytes, cuts: list[int]) -> None:
    """A network may split and join answers, bursts and broken bytes as it likes."""
    framer, pieces, at = Framer(), [], 0
    for cut in cuts:
        pieces += framer.feed(data[at : at + cut])
        at += cut
    pieces += framer.feed(data[at:])
    assert pieces == frames(data)


@settings(deadline=None)
@given(st.lists(WHOLE))
def test_bursts_between_answers_take_nothing_from_them(answers: list[Frame]) -> None:
    """Whatever kinds of whole answers follow one another, each is found as what it is."""
    assert frames(b"".join(map(on_the_line, answers))) == answers


def test_an_answer_behind_half_of_another_is_found_when_no_more_comes() -> None:
    """Half an echo and then "paper out", whose byte might belong to the id: silence says that it does not."""
    framer = Framer()
    assert framer.feed(bytes.fromhex("37 22 41 42 32")) == []
    assert framer.give_up()[-1] == RealTime(0x32)
    assert framer.feed(b"\x16") == [RealTime(0x16)]


@settings(deadline=None)
@given(GARBAGE, st.text(st.sampled_from("ABC0189"), min_size=4, max_size=4))
def test_an_echo_after_garbage_is_heard(garbage: bytes, job: str) -> None:
    """A broken-off burst, half an echo, half a name before it: the proof of print is not lost in them."""
    assert frames(garbage + on_the_line(Processed(job.encode())))[-1] == Processed(job.encode())


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
        ((0x1E, 0x52, 0x16, 0x12), PrintReason.OVERHEATED, Paper.ENOUGH),
        ((0x1E, 0x52, 0x32, 0x12), PrintReason.UNRECOVERABLE, Paper.ENOUGH),
        ((0x1E, 0x1A, 0x12, 0x12), PrintReason.OFFLINE, Paper.ENOUGH),
    ],
)
def test_the_bytes_of_real_printers_mean_what_the_manual_says(
    answers: tuple[int, ...], reason: PrintReason | None, paper: Paper
) -> None:
    """Idle, near end, out of paper, cover, cutter, heat in two ways, broken, feed button."""
    status = PrinterStatus.read(dict(enumerate(answers, start=1)))
    assert (status.reason, status.paper) == (reason, paper)


def test_no_answer_is_never_plenty_of_paper() -> None:
    """Silence is a value of its own (python-escpos 3.1 reads it as paper enough)."""
    status = PrinterStatus.read({})
    assert not status.answered
    assert status.reason is PrintReason.NOT_ANSWERING
