"""A slip of the pen in `config.toml` does not close a kiosk: the settings that worked last are used, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import config
from kiosk.config import Config
from kiosk.errors import WrongUse

GOOD = "[privacy]\nidle_wipe_s = 21\n"
BROKEN = (
    "[privacy",
    "[privacy]\nidle_wipe_s = 'many'\n",
    "[privcy]\nidle_wipe_s = 5\n",
    "[kiosk]\nnightly_restart = '3 Uhr'\n",
    "\x00",
)


@pytest.mark.survives(31)
@pytest.mark.parametrize("text", BROKEN)
def test_the_last_good_settings_are_used_and_the_broken_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / config.FILE
    path.write_text(GOOD, "utf-8")
    config.keep_good(tmp_path)
    path.write_text(text, "utf-8")
    settings, fell_back = config.load_or_good(tmp_path)
    assert settings.privacy.idle_wipe_s == 21
    assert fell_back is not None
    assert str(path) in fell_back.why
    with pytest.raises(WrongUse):
        config.load(tmp_path)  # commands and the doctor say so as ever


@pytest.mark.survives(31)
def test_good_settings_are_no_fall_back_and_without_a_good_file_there_is_none(tmp_path: Path) -> None:
    assert config.load_or_good(tmp_path) == (Config(), None)
    path = tmp_path / config.FILE
    path.write_text(BROKEN[0], "utf-8")
    for good in (None, BROKEN[0]):
        if good is not None:
            (tmp_path / config.GOOD).write_text(good, "utf-8")
        with pytest.raises(WrongUse, match=config.FILE):
            config.load_or_good(tmp_path)
    path.write_bytes(b"\xff")
    (tmp_path / config.GOOD).write_text(GOOD, "utf-8")
    assert config.load_or_good(tmp_path)[0].privacy.idle_wipe_s == 21


def test_what_is_kept_is_for_its_owner_only_and_defaults_that_work_take_the_place_of_older_settings(
    tmp_path: Path,
) -> None:
    path, good = tmp_path / config.FILE, tmp_path / config.GOOD
    path.write_text(GOOD, "utf-8")
    config.keep_good(tmp_path)
    assert (good.read_text("utf-8"), good.stat().st_mode & 0o077) == (GOOD, 0)
    written = good.stat().st_ino
    config.keep_good(tmp_path)
    assert good.stat().st_ino == written, "what is there already is not written again"
    path.unlink()
    config.keep_good(tmp_path)
    assert not good.exists()


@pytest.mark.parametrize("time", ["", "00:00", "03:00", "23:59"])
def test_a_time_of_day_or_none_is_a_nightly_restart(tmp_path: Path, time: str) -> None:
    (tmp_path / config.FILE).write_text(f'[kiosk]\nnightly_restart = "{time}"\n', "utf-8")
    assert config.load(tmp_path).kiosk.nightly_restart == time


@pytest.mark.parametrize("time", ["24:00", "3:00", "03:60", "03.00", "malam"])
def test_anything_else_is_refused_with_its_name(tmp_path: Path, time: str) -> None:
    (tmp_path / config.FILE).write_text(f'[kiosk]\nnightly_restart = "{time}"\n', "utf-8")
    with pytest.raises(WrongUse, match="nightly_restart"):
        config.load(tmp_path)
