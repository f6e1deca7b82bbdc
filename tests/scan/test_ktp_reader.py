"""A card in a picture, read with the real networks; loaded once for all tests here."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator

import cv2
import msgspec
import numpy as np
import pytest

from kiosk.domain.ktp import KtpDoubt, KtpField
from kiosk.scan.ktp import nik
from kiosk.scan.ktp.reader import KtpReader, KtpSight, together
from kiosk.scan.pictures import Picture
from tests.scan.specimens import Specimen, book, draw, specimen

PERSON = specimen(41)


@pytest.fixture(scope="module")
def offline() -> Iterator[None]:
    """No test here opens a socket, and neither does what loads the networks."""
    with pytest.MonkeyPatch.context() as patch:

        def forbidden(*_: object, **__: object) -> None:
            raise AssertionError("a socket was opened")

        patch.setattr(socket.socket, "connect", forbidden)
        patch.setattr(socket, "getaddrinfo", forbidden)
        patch.setattr(socket, "create_connection", forbidden)
        yield


@pytest.fixture(scope="module")
def reader(offline: None) -> KtpReader:
    return KtpReader(threads=1)


def on_a_table(
    person: Specimen, *, size: tuple[int, int] = (1280, 720), share: float = 0.7, degrees: float = 0
) -> Picture:
    """A card that lies flat in the middle of a grey picture."""
    card = draw(person)
    width, height = size
    middle = (card.shape[1] / 2, card.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(middle, degrees, share * width / card.shape[1])
    turn[:, 2] += (width / 2 - middle[0], height / 2 - middle[1])
    table = cv2.warpAffine(card, turn, size, flags=cv2.INTER_AREA, borderValue=(95, 105, 115))
    return np.asarray(table, dtype=np.uint8).reshape(height, width, 3)


def read(reader: KtpReader, picture: Picture) -> KtpSight:
    sight = reader.read(picture)
    assert sight is not None
    return sight


def plain(height: int, width: int, grey: int = 128) -> Picture:
    return np.full((height, width, 3), grey, dtype=np.uint8)


def test_an_upright_card_is_read_row_by_row(reader: KtpReader) -> None:
    sight = read(reader, on_a_table(PERSON, degrees=4))
    found = {field: sight.reading.text(field) for field in KtpField}
    assert found == dict(PERSON.values)
    assert sight.reading.certain


@pytest.mark.parametrize(("degrees", "share"), [(180, 0.6), (90, 0.5), (-100, 0.5)])
def test_a_card_is_read_whichever_way_it_is_held(reader: KtpReader, degrees: float, share: float) -> None:
    sight = read(reader, on_a_table(PERSON, degrees=degrees, share=share))
    assert (sight.reading.text(KtpField.NIK), sight.reading.certain) == (PERSON.nik, True)
    assert sight.reading.text(KtpField.NAMA) == PERSON.nama


def test_a_small_picture_is_enough(reader: KtpReader) -> None:
    sight = read(reader, on_a_table(PERSON, size=(640, 480), share=0.85))
    assert (sight.reading.text(KtpField.NIK), sight.reading.certain) == (PERSON.nik, True)
    assert sight.reading.text(KtpField.NAMA) == PERSON.nama


def test_each_value_comes_with_the_row_it_was_read_from(reader: KtpReader) -> None:
    """Read once more, the row says the same; the digits of the NIK are all on its own."""
    sight = read(reader, on_a_table(PERSON, degrees=170, share=0.6))
    assert set(sight.strips) == set(sight.reading.values)
    assert all(20 < strip.shape[0] < 200 and strip.shape[1] <= 900 for strip in sight.strips.values())
    line = reader._engine.read(sight.strips[KtpField.NIK])
    assert "".join(nik.MEANT[letter.char] for letter in nik.run_of_digits(line)) == PERSON.nik


def test_a_nik_that_the_printed_date_contradicts_is_returned_as_it_is_and_doubted(reader: KtpReader) -> None:
    forged = msgspec.structs.replace(PERSON, tgl_lahir=PERSON.tgl_lahir.replace(day=PERSON.tgl_lahir.day % 28 + 1))
    sight = read(reader, on_a_table(forged))
    assert sight.reading.text(KtpField.NIK) == PERSON.nik
    assert KtpDoubt.BIRTH_DIFFERS in sight.reading.doubts


def test_a_photocopy_is_read_as_well(reader: KtpReader) -> None:
    grey = cv2.cvtColor(on_a_table(PERSON, degrees=-6), cv2.COLOR_BGR2GRAY)
    sight = read(reader, np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8))
    assert (sight.reading.text(KtpField.NIK), sight.reading.text(KtpField.NAMA)) == (PERSON.nik, PERSON.nama)


def test_two_pictures_of_one_card_are_voted(reader: KtpReader) -> None:
    worn = read(reader, on_a_table(PERSON, share=0.45))
    clear = read(reader, on_a_table(PERSON, share=0.6))
    sight = together([worn, clear])
    assert sight.reading.text(KtpField.NIK) == PERSON.nik
    surest = max((worn, clear), key=lambda one: one.reading.confidence)
    assert sight.strips[KtpField.NIK] is surest.strips[KtpField.NIK]


def test_a_page_of_text_is_no_card(reader: KtpReader) -> None:
    assert reader.read(book(3)) is None


def test_a_sheet_with_a_long_number_on_it_is_no_card(reader: KtpReader) -> None:
    sheet = plain(720, 1280, 235)
    for row, text in enumerate(
        ["SURAT JALAN", f"NO {PERSON.nik}", "Kepada Yth Bapak Lurah", "Dengan hormat kami", "kirim barang"]
    ):
        cv2.putText(sheet, text, (200, 150 + 90 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.8, (30, 30, 30), 4)
    assert reader.read(sheet) is None


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (3000, 40), (480, 640)])
def test_a_picture_without_letters_is_no_card(reader: KtpReader, size: tuple[int, int]) -> None:
    assert reader.read(plain(*size)) is None


def test_noise_is_no_card(reader: KtpReader) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (480, 640, 3), dtype=np.uint8)
    assert reader.read(noise) is None


def test_nothing_of_the_person_is_logged_or_in_the_words_for_a_sight(
    reader: KtpReader, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        sight = read(reader, on_a_table(PERSON, size=(640, 480), share=0.9))
    out, err = capfd.readouterr()
    words = f"{caplog.text}{out}{err}{sight!r}{sight.reading!r}"
    assert PERSON.nik not in words
    assert PERSON.nama not in words
