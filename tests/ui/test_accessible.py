"""What a screen reader meets, and whether a finger hits it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from kiosk.domain.catalog import Catalog
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener, begin
from ui.resident import Resident

SMALLEST = 64


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_everything_that_is_touched_has_a_name_and_is_large_enough(
    open_screen: Opener, catalog: Catalog, size: tuple[int, int]
) -> None:
    _, resident = open_screen(size=size)
    seen: list[str] = []

    def check(page: str) -> None:
        seen.append(page)
        for name, item in resident.touchables():
            assert name.strip(), (page, item.objectName())
            assert min(item.width(), item.height()) >= SMALLEST, (page, name, item.width(), item.height())

    check("attract")
    resident.tap("start")
    resident.wait_page("catalogue")
    check("catalogue")
    resident.tap("finish")
    begin(resident, "surat_keterangan_tidak_mampu")
    resident.fill_form(catalog.find("D12").sample, picture=check)
    check("review")
    resident.tap("next")
    resident.wait_page("done")
    check("done")
    resident.tap("next")
    resident.tap("want-track")
    resident.wait_page("track")
    check("track")
    assert len(seen) > 20


def test_the_heading_is_read_before_the_answer_and_the_answer_before_the_actions(resident: Resident) -> None:
    begin(resident, "surat_keterangan_domisili")
    roles = [(node.role(), node.text(QAccessible.Text.Name)) for node in resident._nodes()]
    names = [name for _, name in roles]
    heading = next(i for i, (role, _) in enumerate(roles) if role == QAccessible.Role.Heading)
    assert names[heading] == "Berapa NIK Anda?"
    answer = max(i for i, name in enumerate(names) if name == "NIK")
    assert heading < answer < names.index("Kembali") < names.index("Lanjut") < names.index("1")
