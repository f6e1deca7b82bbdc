"""Authors see their file on the real screen before any resident does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from ui import app
from ui.resident import Resident

Run = Callable[..., tuple[int, str, str]]


def texts(resident: Resident) -> set[str]:
    """What can be read."""
    return {str(item.property("text")) for item in resident.items() if isinstance(item, QQuickItem)}


@pytest.fixture
def file(tmp_path: Path, run_kiosk: Run) -> Path:
    """A new service file, beside one that belongs to somebody else."""
    (tmp_path / "lain.toml").write_text("id = ")
    path = tmp_path / "x.toml"
    code, _, err = run_kiosk("services", "new", "--title", "Izin Pesta", "--ask", "Jumlah tamu", "--out", path)
    assert (code, err) == (0, "")
    return path


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[app.Screen]:
    """The windows that were opened; the last is closed by whoever asked for it."""
    opened: list[app.Screen] = []
    build = app.build

    def remember(*arguments: Any) -> app.Screen:
        opened.append(build(*arguments))
        return opened[-1]

    monkeypatch.setattr(app, "build", remember)
    return opened


def later(look: Callable[[], None]) -> list[BaseException]:
    """Calls back from inside the event loop of the window; what goes wrong there is handed out at the end."""
    wrong: list[BaseException] = []

    def call() -> None:
        try:
            look()
        except BaseException as error:  # noqa: BLE001 - Qt would print it and go on
            wrong.append(error)
        finally:
            QGuiApplication.quit()

    QTimer.singleShot(0, call)
    return wrong


def test_a_preview_opens_the_real_kiosk_at_that_service_and_leaves_nothing_behind(
    qapp: QGuiApplication, file: Path, run_kiosk: Run, window: list[app.Screen], tmp_path: Path
) -> None:
    """In a window of the wanted size; its form can be filled in, on a kiosk of its own."""
    data: list[Path] = []

    def look() -> None:
        (screen,) = window
        data.append(screen.flow.context.store.data)
        assert screen.options.windowed
        assert (screen.window.width(), screen.window.height()) == (1080, 1920)
        resident = Resident(screen)
        resident.wait_page("service")
        assert "Izin Pesta" in texts(resident)
        for name, page in (("next", "privacy"), ("consent", "privacy"), ("next", "step")):
            resident.tap(name)
            resident.wait_page(page)
        assert "Jumlah tamu" in texts(resident)

    wrong = later(look)
    code, _, err = run_kiosk("services", "preview", file, "--size", "1080x1920", "--data", tmp_path / "mine")
    assert wrong == []
    assert (code, err) == (0, "")
    assert data
    assert not data[0].exists()
    assert not (tmp_path / "mine").exists()


def test_a_file_that_makes_no_service_opens_no_window(file: Path, run_kiosk: Run, window: list[app.Screen]) -> None:
    file.write_text(file.read_text("utf-8").replace('type = "number"', 'type = "angka"'), "utf-8")
    code, _, err = run_kiosk("services", "preview", file)
    assert (code, window) == (2, [])
    assert "'angka'" in err


def test_a_sample_that_is_no_good_is_told_and_the_window_opens_all_the_same(
    qapp: QGuiApplication, file: Path, run_kiosk: Run, window: list[app.Screen]
) -> None:
    """Nobody needs a sample to look at a form."""
    file.write_text(file.read_text("utf-8").replace("jumlah_tamu = 1\n", 'jumlah_tamu = "banyak"\n'), "utf-8")
    wrong = later(lambda: Resident(window[0]).wait_page("service"))
    code, _, err = run_kiosk("services", "preview", file)
    assert (code, wrong) == (0, [])
    assert "jumlah_tamu" in err
