"""The page while the program is started: there at once, readable, in two languages, and whatever else is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from ui import waiting
from ui.app import application
from ui.waiting import Waiting, motif


def drawn(size: tuple[int, int], code: str = "") -> QImage:
    application()
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Waiting(code).draw(painter, *size)
    painter.end()
    return image


def ink(image: QImage, top: int, bottom: int) -> int:
    """How many dots between two lines are as dark as letters."""
    step = 2
    return sum(
        QColor(image.pixel(x, y)).lightness() < 90
        for y in range(top, bottom, step)
        for x in range(0, image.width(), step)
    )


@pytest.mark.survives(31)
@pytest.mark.parametrize("size", [(1080, 1920), (1366, 768), (540, 960)])
@pytest.mark.parametrize("code", ["", "K-08"])
def test_its_words_fit_every_screen(size: tuple[int, int], code: str) -> None:
    image = drawn(size, code)
    width, height = size
    assert ink(image, height // 3, height) > 500
    assert ink(image, height - height // 12, height) == 0, "the last line ends above the edge"
    edge = [QColor(image.pixel(width - 3, y)).lightness() < 90 for y in range(height * 2 // 5, height)]
    assert not any(edge), "no word leaves at the right"


def test_the_code_is_on_the_page_when_nothing_else_can_be_shown() -> None:
    assert drawn((540, 960)) != drawn((540, 960), "K-08") != drawn((540, 960), "K-07")


@pytest.mark.survives(31)
def test_a_damaged_motif_leaves_a_plain_band(tmp_path: Path) -> None:
    damaged = tmp_path / "songket.txt"
    for content in (b"", b"\xff\xfe", b"\x00" * 50):
        damaged.write_bytes(content)
        assert motif(damaged) == motif(tmp_path / "none")
    assert len({len(row) for row in motif()}) == 1
    assert len(motif()) == 27


def test_both_pages_say_the_same_in_two_languages() -> None:
    for page in (waiting.SAID, waiting.OUT_OF_SERVICE):
        assert len(page) == 2
        assert "tetap berlaku" in page[0][1]
        assert "stay valid" in page[1][1]
