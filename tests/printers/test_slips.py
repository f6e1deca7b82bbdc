"""What the slips say and how they look: golden text beside golden bytes, and codes that can be read back."""

from __future__ import annotations

import io
import os
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from PIL import Image
from slip_samples import INFO, RECEIPT, TEST, TICKET

from kiosk.domain.prints import Slip
from printers import escpos, pdf, picture, plain
from printers.band import THREAD_DOTS, motif
from printers.document import Text
from printers.documents import document_of
from printers.interpreter import Interpreter, NeedMore, Strip
from printers.profiles import NARROW, PROFILES, WIDE, WIDE_512, Profile

GOLDEN = Path(__file__).parent.parent / "golden"
SLIPS: dict[str, Slip] = {
    "receipt": RECEIPT,
    "receipt-copy": msgspec.structs.replace(RECEIPT, copy=True, priority=True, clock_doubt=True),
    "ticket": TICKET,
    "test": TEST,
    "info": INFO,
    "info-example": msgspec.structs.replace(INFO, example=True, when="", url="", source="", more=False),
}
CASES = [(name, language, width) for name in SLIPS for language in ("id", "en") for width in ("58mm", "80mm")]
# The languages of the regions differ in their words alone: the narrow paper shows whether those fit.
CASES += [
    (name, language, "58mm") for name in ("receipt-copy", "ticket", "info-example") for language in ("jv", "su", "plm")
]


def in_language(slip: Slip, language: str) -> Slip:
    return msgspec.structs.replace(slip, language=language)


@pytest.mark.parametrize(("name", "language", "width"), CASES)
def test_a_slip_is_what_was_reviewed(name: str, language: str, width: str) -> None:
    """Text and bytes equal the golden files. After looking at the difference: UPDATE_GOLDEN=1 pytest tests/printers."""
    document, profile = document_of(in_language(SLIPS[name], language)), PROFILES[width]
    text, data = plain.render(document, profile), escpos.encode(document, profile)
    golden = GOLDEN / f"{name}-{language}-{width}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.with_suffix(".txt").write_text(text)
        golden.with_suffix(".bin").write_bytes(data)
    assert text == golden.with_suffix(".txt").read_text()
    assert data == golden.with_suffix(".bin").read_bytes()


@pytest.mark.parametrize("profile", [NARROW, WIDE])
@pytest.mark.parametrize("name", SLIPS)
def test_a_printer_prints_the_dots_that_the_picture_shows(name: str, profile: Profile) -> None:
    """The bytes, read by the simulator's own interpreter, give exactly the picture, and no command is unknown to it."""
    document = document_of(SLIPS[name])
    interpreter = Interpreter(profile.dots)
    data = bytearray(escpos.encode(document, profile))
    strips = []
    while data:
        strips += [action for action in interpreter.step(data) if isinstance(action, Strip)]
    paper = Image.new("1", (profile.dots, sum(strip.image.height for strip in strips)), 1)
    top = 0
    for strip in strips:
        paper.paste(strip.image, (0, top))
        top += strip.image.height
    assert interpreter.unknown == []
    assert paper.tobytes() == picture.render(document, profile).tobytes()


@pytest.mark.parametrize("profile", [NARROW, WIDE, WIDE_512])
def test_the_code_on_the_slip_can_be_scanned(profile: Profile) -> None:
    """The picture of the receipt holds one QR code with exactly the payload."""
    sheet = Image.open(io.BytesIO(picture.png(document_of(RECEIPT), profile, margin=32))).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(sheet)] == [RECEIPT.qr]


def test_a_native_code_says_the_same() -> None:
    """A printer that draws QR codes itself gets the payload by GS ( k, and it can be scanned, too."""
    profile = msgspec.structs.replace(WIDE, native_qr=True)
    data = bytearray(escpos.encode(document_of(RECEIPT), profile))
    assert RECEIPT.qr.encode() in data
    interpreter = Interpreter(profile.dots)
    strips = []
    while data:
        strips += [action for action in interpreter.step(data) if isinstance(action, Strip)]
    symbol = next(strip.image for strip in strips if strip.text.startswith("[QR"))
    sheet = Image.new("L", (symbol.width, symbol.height + 64), 255)
    sheet.paste(symbol.convert("L"), (0, 32))
    assert [code.text for code in zxingcpp.read_barcodes(sheet)] == [RECEIPT.qr]


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("width", PROFILES)
def test_no_line_is_wider_than_the_paper(name: str, width: str) -> None:
    """Plain text stays within the columns (a QR payload, which is not printed as text, may not)."""
    profile = PROFILES[width]
    payloads = {RECEIPT.qr, INFO.url}
    for line in plain.render(document_of(SLIPS[name]), profile).splitlines():
        assert len(line) <= profile.columns or profile.small_columns >= len(line.strip()) or line.strip() in payloads


def test_a_copy_says_so_in_both_languages() -> None:
    """Nobody can take a reprint for the first slip."""
    for language, mark in (("id", "[SALINAN]"), ("en", "[COPY]")):
        document = document_of(in_language(SLIPS["receipt-copy"], language))
        assert mark in plain.render(document, NARROW)
        assert mark not in plain.render(document_of(in_language(RECEIPT, language)), NARROW)


def test_a_doubtful_clock_is_admitted() -> None:
    """When the machine's time cannot be believed the slip says so, and that the number stays valid."""
    doubtful = document_of(msgspec.structs.replace(TICKET, clock_doubt=True))
    assert "belum tentu benar" in plain.render(doubtful, WIDE)
    assert "belum tentu benar" not in plain.render(document_of(TICKET), WIDE)


def test_a_language_without_words_of_its_own_falls_back_to_indonesian() -> None:
    """A language that is added later has its own texts on the slip and the office's words around them."""
    assert "Bawa ke loket" in plain.render(document_of(in_language(RECEIPT, "min")), WIDE)


def test_what_was_made_up_for_a_demonstration_says_so() -> None:
    """Nobody takes a made-up date home as a real one."""
    example = msgspec.structs.replace(INFO, example=True)
    assert "[CONTOH]" in plain.render(document_of(example), NARROW)
    assert "[EXAMPLE]" in plain.render(document_of(in_language(example, "en")), NARROW)
    assert "CONTOH" not in plain.render(document_of(INFO), NARROW)


def test_a_web_page_on_paper_can_be_scanned_and_read() -> None:
    """A phone opens it, and a person can type it."""
    sheet = Image.open(io.BytesIO(picture.png(document_of(INFO), NARROW, margin=32))).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(sheet)] == [INFO.url]
    assert INFO.url in plain.render(document_of(INFO), NARROW)


def test_the_longest_address_fits_the_narrowest_paper() -> None:
    """As long as a content file may have it (`kiosk.domain.content`)."""
    address = "https://www.example.go.id/" + "a" * 124
    assert escpos.encode(document_of(msgspec.structs.replace(INFO, url=address)), NARROW)


def test_sections_without_content_use_no_paper() -> None:
    """A service that asks for nothing has no heading over nothing."""
    bare = msgspec.structs.replace(RECEIPT, bring=(), next_steps=(), estimate="", qr="")
    text = plain.render(document_of(bare), WIDE)
    assert "Bawa" not in text
    assert "Selanjutnya" not in text
    assert "[QR]" not in text


@pytest.mark.parametrize("profile", [NARROW, WIDE])
def test_the_number_is_readable_at_arms_length(profile: Profile) -> None:
    """Its letters are six times the normal ones: 18 mm cells, capitals over a centimetre high."""
    assert b"\x1d!\x55" in escpos.encode(document_of(RECEIPT), profile)


def test_the_longest_number_still_fits() -> None:
    """A number of any length is as large as the line allows, never wrapped."""
    for ticket in ("A-007", "AA-1234", "ZZZ-99999"):
        text = plain.render(document_of(msgspec.structs.replace(TICKET, ticket=ticket)), NARROW)
        assert ticket in text


def test_a_printer_without_raster_gets_a_whole_slip() -> None:
    """No band, rules of hyphens, the QR drawn by the printer; no raster command at all."""
    profile = msgspec.structs.replace(NARROW, raster=False)
    data = escpos.encode(document_of(RECEIPT), profile)
    assert b"\x1dv0" not in data
    assert b"-" * 32 in data
    assert RECEIPT.qr.encode() in data


def test_a_printer_without_cutter_feeds_to_the_tear_bar() -> None:
    """No cut command, and enough paper that the last line can be torn off."""
    data = escpos.encode(document_of(TICKET), msgspec.structs.replace(NARROW, cutter=False))
    assert escpos.CUT not in data
    assert data.endswith(b"\x1bJ" + bytes((escpos.TEAR_FEED,)))


def test_raster_data_holds_no_real_time_command() -> None:
    """`10 04 n` within dots would be answered in the middle of a picture; one dot is flipped instead."""
    row = bytes.fromhex("10 04 01 10 05 02 10 10 04 ff 10")
    assert escpos.without_commands(row) == bytes.fromhex("18 04 01 18 05 02 10 18 04 ff 10")


def test_the_a4_page_is_made_of_the_same_document() -> None:
    """The fallback is a PDF of one page and the same bytes each time."""
    for slip in SLIPS.values():
        page = pdf.render(document_of(slip))
        assert page.startswith(b"%PDF-")
        assert page == pdf.render(document_of(slip))
        assert page.count(b"/Type /Page\n") + page.count(b"/Type /Page ") == 1


def test_the_band_is_woven_symmetrically() -> None:
    """The same from above and below, from left and right: a mistake in a thread shows at once on cloth."""
    rows = motif()
    assert rows == rows[::-1]
    assert all(row[1:] == row[:0:-1] for row in rows)
    # Whole periods on either paper: no diamond is cut in half.
    assert [dots % (len(rows[0]) * THREAD_DOTS) for dots in (384, 576)] == [0, 0]


def test_an_unfinished_command_waits_for_its_rest() -> None:
    """The interpreter takes bytes as a line delivers them, in any pieces."""
    data = bytearray(b"\x1dv0\x00\x01\x00\x02")
    with pytest.raises(NeedMore):
        Interpreter(384).step(data)
    assert len(data) == 7


def test_texts_of_a_document_are_never_lost() -> None:
    """Every word of the slip is on the paper."""
    text = plain.render(document_of(RECEIPT), NARROW)
    for block in document_of(RECEIPT).blocks:
        if isinstance(block, Text):
            assert all(word in text for word in block.text.split())
