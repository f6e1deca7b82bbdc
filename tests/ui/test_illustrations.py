"""Illustrations: what a drawing may use, that it is seen in both themes, and that the first page has room for everything."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from kiosk.catalog_files import ASSETS
from kiosk.domain.session import Look
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from ui.app import ROOT, application
from ui.images import PALETTE, Illustrations
from ui.resident import Resident

FOLDER = ASSETS / "illustrations"
DRAWINGS = sorted(FOLDER.glob("*.svg"))
TAGS = {"svg", "g", "path", "rect", "circle", "ellipse"}
LANGUAGES = ("id", "en", "jv", "su", "plm")


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_small_flat_and_coloured_by_the_theme_alone(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text) <= 6000
    items = list(ET.fromstring(text).iter())
    assert {item.tag.rpartition("}")[2] for item in items} <= TAGS
    for item in items:
        for key in ("fill", "stroke"):
            colour = item.get(key, "none")
            assert colour == "none" or colour.removeprefix("token:") in {*PALETTE, "edge"}, colour
        assert item.get("style") is None


def _draw(name: str, colours: list[str], *, edged: bool) -> QImage:
    application()
    id = f"{name}/{'-'.join(colours)}{'/edged' if edged else ''}"  # noqa: A001 - Qt's name
    return Illustrations(FOLDER).requestImage(id, QSize(), QSize(240, 0))


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _seen(image: QImage, ground: str) -> float:
    """The part of a picture that stands out from its ground by 3 to 1 or more."""
    paper = _luminance(QColor(ground)) + 0.05
    clear = 0
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            if pixel.alpha() > 200:
                ink = _luminance(pixel) + 0.05
                clear += max(ink, paper) / min(ink, paper) >= 3
    return clear / (image.width() * image.height())


def _colours(*, contrast: bool) -> list[str]:
    """As Illustration.qml gives them: the colours of Theme.qml and its own bronze."""
    theme = (ROOT / "ui" / "theme" / "Theme.qml").read_text("utf-8")
    tokens = dict.fromkeys(("black",), "000000")
    for name, dark, light in re.findall(r'color (\w+): root\.contrast \? "#(\w{6})" : "#(\w{6})"', theme):
        tokens[name] = dark if contrast else light
    chosen = (ROOT / "ui" / "controls" / "Illustration.qml").read_text("utf-8")
    found = []
    for role in PALETTE:
        line = re.search(rf"^ +(.+?),? // {role}\b", chosen, re.MULTILINE)
        assert line is not None, f"Illustration.qml gives no colour to {role}"
        either = re.fullmatch(r"Theme\.contrast \? (.+) : (.+)", line[1])
        said = line[1] if either is None else either[1 if contrast else 2]
        found.append(said.strip('"#') if said.startswith('"') else tokens[said.removeprefix("Theme.")])
    return found


@pytest.mark.parametrize("contrast", [False, True], ids=["light", "contrast"])
@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_stands_out_from_the_page_in_both_themes(path: Path, contrast: bool) -> None:
    image = _draw(path.stem, _colours(contrast=contrast), edged=contrast)
    assert _seen(image, "#000000" if contrast else "#FBF7EF") > 0.03


def test_a_drawing_without_its_edges_would_not_be_seen_on_black() -> None:
    # The test above can fail: this is the mistake it is there for.
    colours = ["000000" if role != "rim" else "FFFFFF" for role in PALETTE]
    assert _seen(_draw("person-farmer", colours, edged=False), "#000000") < 0.03


def test_every_drawing_a_page_names_exists() -> None:
    named = set()
    for path in (ROOT / "ui").rglob("*.qml"):
        for block in re.findall(r"Illustration \{.*?\}", path.read_text("utf-8"), re.DOTALL):
            named |= set(re.findall(r'name:[^\n]*?"([a-z][\w-]*[a-z])"', block))
    assert {"office", "privacy", "trouble"} <= named
    assert {name for name in named if not (FOLDER / f"{name}.svg").is_file()} == set()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize(
    "look", [Look(text="normal"), Look(text="large"), Look(text="largest")], ids=lambda look: look.text
)
def test_the_first_page_offers_five_languages_and_covers_nothing(
    open_screen: Opener, size: tuple[int, int], look: Look
) -> None:
    screen, resident = open_screen(size=size, languages=LANGUAGES, look=look)
    resident.settle()
    places = _places(resident)
    for name in ("Indonesia", "English", "Basa Jawa", "Basa Sunda", "Palembang"):
        assert places[name].height() >= 96
    page = QRectF(0, 0, *size)
    for name, place in places.items():
        assert page.contains(place), f"{name} leaves the page"
    for (one, here), (other, there) in combinations(places.items(), 2):
        assert not here.intersects(there), f"{one} lies on {other}"
    resident.tap("Basa Jawa")
    assert str(screen.kiosk.language) == "jv"


def _places(resident: Resident) -> dict[str, QRectF]:
    """Where the touchables and the texts of the first page stand."""
    touched: dict[str, QQuickItem] = dict(resident.touchables())
    assert len(touched) == 9  # three to begin with, five languages, the voice
    places = {name: _rect(item) for name, item in touched.items()}
    within = set(touched.values())
    for item in resident.items():
        if item.property("strong") is not None and not any(one in within for one in _line(item)):
            width, height = item.property("paintedWidth"), item.property("paintedHeight")
            places[item.property("text")] = item.mapRectToScene(QRectF(0, 0, width, height))
    return places


def _rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _line(item: QQuickItem) -> list[QQuickItem]:
    """An item and all that it lies in."""
    line = [item]
    while (parent := line[-1].parentItem()) is not None:
        line.append(parent)
    return line
