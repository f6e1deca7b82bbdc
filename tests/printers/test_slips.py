"""What the slips say and how they look: golden text beside golden bytes, and codes that can be read back."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from slip_samples import INFO, OFFICE, READINESS, RECEIPT, REFERRAL, SLIPS, STATUS, TICKET

from kiosk.domain.prints import Slip
from printers import escpos, pdf, picture, plain
from printers.band import THREAD_DOTS, motif
from printers.document import Text
from printers.documents import document_of
from printers.documents.test_page import SCAN
from printers.interpreter import Interpreter, NeedMore, Strip
from printers.profiles import NARROW, PROFILES, WIDE, WIDE_512, Profile

GOLDEN = Path(__file__).parent.parent / "golden"
README = Path(__file__).parent.parent.parent / "printers" / "README.md"
FOR_THE_OFFICE = ("office", "office-number", "readiness")  # Indonesian only
CASES = [
    (name, language, width)
    for name in SLIPS
    for language in (("id",) if name in FOR_THE_OFFICE else ("id", "en"))
    for width in ("58mm", "80mm")
]
# The languages of the regions differ in their words alone: the narrow paper shows whether those fit.
CASES += [
    (name, language, "58mm")
    for name in ("receipt-copy", "ticket", "ticket-copy", "info-example", "status-incomplete", "referral-of-a-request")
    for language in ("jv", "su", "plm")
]
CODES = {
    name: INFO.url if name == "info" else SCAN if name == "test" else RECEIPT.qr
    for name in SLIPS
    if name == "test" or getattr(SLIPS[name], "qr", "") or getattr(SLIPS[name], "url", "")
}
MODULES = 37  # of the signed code, QR version 5
MARGIN = 40  # dots of paper beside what a head can reach


def in_language(slip: Slip, language: str) -> Slip:
    return msgspec.structs.replace(slip, language=language)


@cache
def printed(name: str, profile: Profile) -> Image.Image:
    """A slip as a printer puts it on paper that is a little wider than its head: the bytes, read by the interpreter."""
    interpreter = Interpreter(profile.dots)
    data = bytearray(escpos.encode(document_of(SLIPS[name]), profile))
    strips = []
    while data:
        strips += [action for action in interpreter.step(data) if isinstance(action, Strip)]
    assert interpreter.unknown == []
    paper = Image.new("1", (profile.dots + 2 * MARGIN, sum(strip.height for strip in strips)), 1)
    top = 0
    for strip in strips:
        paper.paste(strip.image, (MARGIN, top))
        top += strip.height
    return paper


def faded(paper: Image.Image) -> Image.Image:
    """The same slip, weeks later and not quite in focus: blurred, pale, with the noise of a cheap camera."""
    blurred = np.asarray(paper.convert("L").filter(ImageFilter.GaussianBlur(1)), dtype=np.float32)
    pale = 235 - (255 - blurred) * 0.4
    noise = np.random.default_rng(7).normal(0, 10, pale.shape)
    return Image.fromarray(np.clip(pale + noise, 0, 255).astype(np.uint8))


@pytest.mark.parametrize(("name", "language", "width"), CASES)
@pytest.mark.survives(35)
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


def test_every_golden_file_belongs_to_a_slip() -> None:
    """What is no longer printed is no longer kept."""
    names = {f"{name}-{language}-{width}" for name, language, width in CASES}
    assert {file.stem for file in GOLDEN.iterdir() if file.is_file()} == names


@pytest.mark.parametrize("profile", [NARROW, WIDE])
@pytest.mark.parametrize("name", SLIPS)
def test_a_printer_prints_the_dots_that_the_picture_shows(name: str, profile: Profile) -> None:
    """The bytes, read by the simulator's own interpreter, give exactly the picture, and no command is unknown to it."""
    shown = picture.render(document_of(SLIPS[name]), profile)
    paper = printed(name, profile)
    assert paper.crop((MARGIN, 0, MARGIN + profile.dots, paper.height)).tobytes() == shown.tobytes()


@pytest.mark.parametrize("native", [False, True], ids=["dots", "native"])
@pytest.mark.parametrize("profile", [NARROW, WIDE])
@pytest.mark.parametrize("name", CODES)
@pytest.mark.survives(35)
def test_a_code_on_paper_can_be_read_also_when_it_has_faded(name: str, profile: Profile, native: bool) -> None:
    """Each slip holds one QR code with exactly its payload, sent as dots or drawn by the printer itself."""
    paper = printed(name, msgspec.structs.replace(profile, native_qr=native))
    for sheet in (paper.convert("L"), faded(paper)):
        assert [code.text for code in zxingcpp.read_barcodes(sheet)] == [CODES[name]]


@pytest.mark.parametrize("profile", [NARROW, WIDE, WIDE_512])
@pytest.mark.parametrize("name", [name for name in CODES if CODES[name] == RECEIPT.qr])
def test_a_code_is_large_enough_and_has_white_all_around(name: str, profile: Profile) -> None:
    """At least four dots a module, and four modules of nothing on every side, as drawn between the lines of text."""
    paper = printed(name, profile)
    (code,) = zxingcpp.read_barcodes(paper.convert("L"))
    place = code.position
    left, top, right, bottom = place.top_left.x, place.top_left.y, place.bottom_right.x, place.bottom_right.y
    black = np.asarray(paper) == 0
    middle = black[top:bottom, left : left + 4].any(axis=1)
    assert middle.any()  # the code is where the reader says
    module = round((right - left) / MODULES)
    assert module >= (4 if name == "office" else 5)
    side, quiet = MODULES * module, 4 * module
    around = black[top - quiet : top + side + quiet, left - quiet : left + side + quiet].copy()
    assert around.shape == (side + 2 * quiet, side + 2 * quiet)
    around[quiet:-quiet, quiet:-quiet] = False
    assert not around.any()


def test_a_code_with_our_signature_has_the_size_of_the_samples() -> None:
    """What the other tests read is as large as what a kiosk prints."""
    assert len(RECEIPT.qr) == 115
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", RECEIPT.qr)


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("width", PROFILES)
@pytest.mark.survives(35)
def test_no_line_is_wider_than_the_paper(name: str, width: str) -> None:
    """Plain text stays within the columns (a QR payload, which is not printed as text, may not)."""
    profile = PROFILES[width]
    payloads = {RECEIPT.qr, INFO.url}
    for line in plain.render(document_of(SLIPS[name]), profile).splitlines():
        assert len(line) <= profile.columns or profile.small_columns >= len(line.strip()) or line.strip() in payloads


def test_the_table_of_lengths_is_true() -> None:
    """Paper is money: the README says how much each slip uses, to the millimetre, and how many bytes it is."""
    table = [
        f"| {name} | "
        + " | ".join(
            f"{printed(name, profile).height / 8:.0f} | {len(escpos.encode(document_of(SLIPS[name]), profile))}"
            for profile in (NARROW, WIDE)
        )
        + " |"
        for name in SLIPS
    ]
    readme = README.read_text("utf-8")
    missing = [row for row in table if row not in readme]
    assert missing == [], "\n".join(table)


def test_a_copy_says_so_in_both_languages() -> None:
    """Nobody can take a reprint for the first slip."""
    for language, mark in (("id", "[SALINAN]"), ("en", "[COPY]")):
        for slip in (RECEIPT, TICKET):
            copy = msgspec.structs.replace(slip, copy=True)
            assert mark in plain.render(document_of(in_language(copy, language)), NARROW)
            assert mark not in plain.render(document_of(in_language(slip, language)), NARROW)


def test_the_copy_of_a_number_says_only_what_is_still_so() -> None:
    """Where its code stands; whether it is called; nothing where nobody knows any more what it was for."""
    copy = SLIPS["ticket-copy"]
    called = plain.render(document_of(copy), WIDE)
    assert "Nomor antrean Anda" in called
    assert "akan dipanggil" in called
    past = plain.render(document_of(msgspec.structs.replace(copy, queue=False)), WIDE)
    assert "antrean" not in past
    assert "dipanggil" not in past
    assert "Kode permohonan ada di struk pertama." in past
    bare = plain.render(document_of(msgspec.structs.replace(copy, queue=False, coded=False, what="")), WIDE)
    assert "Domisili" not in bare
    assert bare.splitlines()[-1] == past.splitlines()[-1], "no rule over nothing"
    assert "Kode" not in bare
    assert "---" not in bare.replace("8<", "").splitlines()[-2]


def test_a_doubtful_clock_is_admitted() -> None:
    """When the machine's time cannot be believed the slip says so, and that the number stays valid."""
    for slip in (RECEIPT, TICKET, STATUS, REFERRAL, OFFICE, READINESS):
        doubtful = document_of(msgspec.structs.replace(slip, clock_doubt=True))
        assert "belum tentu" in plain.render(doubtful, WIDE)
        assert "belum tentu" not in plain.render(document_of(slip), WIDE)


def test_a_language_without_words_of_its_own_falls_back_to_indonesian() -> None:
    """A language that is added later has its own texts on the slip and the office's words around them."""
    assert "Bawa ke loket" in plain.render(document_of(in_language(RECEIPT, "min")), WIDE)


def test_what_was_made_up_for_a_demonstration_says_so() -> None:
    """Nobody takes a made-up date home as a real one."""
    example = msgspec.structs.replace(INFO, example=True)
    assert "[CONTOH]" in plain.render(document_of(example), NARROW)
    assert "[EXAMPLE]" in plain.render(document_of(in_language(example, "en")), NARROW)
    assert "CONTOH" not in plain.render(document_of(INFO), NARROW)


def test_a_web_page_on_paper_can_be_typed_too() -> None:
    """Below the code stands the address, for a person without a telephone at hand."""
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
    without = plain.render(document_of(msgspec.structs.replace(REFERRAL, bring=(), route=())), WIDE)
    assert "Bawa" not in without
    assert "Lalu ke" not in without
    assert "Catatan" not in plain.render(document_of(STATUS), WIDE)


def test_what_not_everybody_needs_stands_apart() -> None:
    """Under a heading of its own, with the reason; a stop that may be left out says so."""
    lines = [line.strip() for line in plain.render(document_of(REFERRAL), NARROW).splitlines()]
    assert (
        lines.index("[ ] KTP asli dan fotokopi") < lines.index("Tergantung keadaan Anda") < lines.index("[ ] KK lama")
    )
    assert lines[lines.index("[ ] KK lama") + 1] == "Bila rusak atau datanya berubah"
    assert lines[lines.index("2. Kantor Kecamatan") + 1] == "Tergantung keadaan Anda"
    assert lines[lines.index("1. Disdukcapil") + 1] != "Tergantung keadaan Anda"


def test_the_office_half_cannot_be_taken_for_the_residents() -> None:
    """Its first words say whose it is, and it has no band."""
    text = plain.render(document_of(OFFICE), NARROW)
    assert text.splitlines()[0].strip() == "[UNTUK KANTOR]"
    assert "UNTUK KANTOR" not in plain.render(document_of(RECEIPT), NARROW)


@pytest.mark.survives(36)
def test_a_readiness_report_points_at_what_is_wrong() -> None:
    """The verdict on top, and beside each line a word of its own: nothing depends on how dark the print is."""
    text = plain.render(document_of(READINESS), NARROW)
    assert "[BELUM SIAP]" in text
    assert re.search(r"Printer +RUSAK", text)
    assert re.search(r"Jaringan +perlu dilihat", text)
    assert "Siap melayani" in plain.render(document_of(msgspec.structs.replace(READINESS, ready=True)), NARROW)


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


@pytest.mark.parametrize("name", SLIPS)
def test_texts_of_a_document_are_never_lost(name: str) -> None:
    """Every word of the slip is on the paper."""
    text = " ".join(plain.render(document_of(SLIPS[name]), NARROW).split())
    for block in document_of(SLIPS[name]).blocks:
        if isinstance(block, Text):
            assert all(word in text for word in block.text.replace("\u00a0", " ").split())
