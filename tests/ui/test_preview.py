"""Authors see their file on the real screen before any resident does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.app.machinery import Machinery
from kiosk.domain import session as flow
from kiosk.usecases.context import Context
from ui import app
from ui.ports import LEFT
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


def test_a_preview_opens_the_real_kiosk_at_that_service_and_leaves_nothing_behind(
    file: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In a window of the wanted size; its form can be filled in, on a kiosk of its own."""
    seen: list[Path] = []

    def look(context: Context, machinery: Machinery, options: app.Options) -> int:
        assert options.windowed
        assert options.size == (1080, 1920)
        screen = app.build(context, machinery, options)
        try:
            screen.show()
            resident = Resident(screen)
            resident.wait_page("service")
            assert "Izin Pesta" in texts(resident)
            for name, page in (("next", "privacy"), ("consent", ""), ("next", "step")):
                resident.tap(name)
                if page:
                    resident.wait_page(page)
            assert "Jumlah tamu" in texts(resident)
            asking = screen.flow.session.page
            assert isinstance(asking, flow.Asking)
            assert asking.service.ref == "X01"
            seen.append(context.store.data)
        finally:
            screen.close()
        return LEFT

    monkeypatch.setattr(app, "run", look)
    code, _, err = run_kiosk("services", "preview", file, "--size", "1080x1920", "--data", tmp_path / "mine")
    assert (code, err) == (0, "")
    assert len(seen) == 1
    assert not seen[0].exists()
    assert not (tmp_path / "mine").exists()


def test_a_file_that_makes_no_service_opens_no_window(
    file: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> int:
        raise AssertionError

    monkeypatch.setattr(app, "run", never)
    file.write_text(file.read_text("utf-8").replace('type = "number"', 'type = "angka"'), "utf-8")
    code, _, err = run_kiosk("services", "preview", file)
    assert code == 2
    assert "'angka'" in err


def test_a_sample_that_is_no_good_is_told_and_the_window_opens_all_the_same(
    file: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody needs a sample to look at a form."""
    opened: list[str | None] = []

    def look(context: Context, machinery: Machinery, options: app.Options) -> int:
        opened.append(options.entry)
        return LEFT

    monkeypatch.setattr(app, "run", look)
    file.write_text(file.read_text("utf-8").replace("jumlah_tamu = 1\n", 'jumlah_tamu = "banyak"\n'), "utf-8")
    code, _, err = run_kiosk("services", "preview", file)
    assert (code, opened) == (0, ["X01"])
    assert "jumlah_tamu" in err
