"""The log stays small, stays quiet, and tells nothing of anybody, whatever happens to it."""

from __future__ import annotations

import errno
import json
import logging
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kiosk import log
from tests.faults import disks

BOUND = 6 * 1_000_000
CANARY = "3174095507900123 Sri Wahyuni"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A folder that is logged to."""
    log.set_up(tmp_path)
    yield tmp_path
    log.close()


def size(data: Path) -> int:
    return sum(path.stat().st_size for path in (data / log.FOLDER).iterdir())


def lines(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data / log.FOLDER / log.FILE).read_text("utf-8").splitlines()]


@pytest.mark.survives(4)
def test_a_storm_of_one_event_is_counted_and_the_others_are_still_written(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loose cable tells the same a thousand times a minute."""
    now = [100.0]
    monkeypatch.setattr(log.time, "monotonic", lambda: now[0])
    log.close()
    log.set_up(data)
    for job in range(log.A_MINUTE + 940):
        log.info(log.Event.PRINT_SETTLED, job=job)
    log.info(log.Event.SYNCED, sent=1)
    assert [line["event"] for line in lines(data)] == ["print_settled"] * log.A_MINUTE + ["synced"]
    now[0] += 60
    log.info(log.Event.PRINT_SETTLED, job=7)
    assert (lines(data)[-1]["job"], lines(data)[-1]["left_out"]) == (7, 940)


@pytest.mark.survives(4)
def test_however_much_is_logged_the_files_stay_within_six_megabytes(data: Path) -> None:
    """Also over restarts, and when a name of a file is as long as a stick can make it."""
    logger = logging.getLogger("kiosk")
    for _ in range(9):
        for _ in range(9):
            logger.info("x" * 100_000)
        log.close()
        log.set_up(data)
        logger = logging.getLogger("kiosk")
    assert 4_000_000 < size(data) < BOUND
    log.info(log.Event.SYNC_FAILED, reason="y" * 2_000_000)
    newest = (data / log.FOLDER / log.FILE).read_text("utf-8").splitlines()[-1]
    assert len(json.loads(newest)["reason"]) < 1000
    assert size(data) < BOUND


@pytest.mark.survives(4)
@disks.needs_root
def test_a_full_disk_under_the_log_stops_nothing_and_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not at a line, not when it is time for the next file; once there is room it goes on."""
    with disks.mounted("tmpfs", "tmpfs", tmp_path / "disk", "size=256k") as small:
        log.set_up(small)
        log.info(log.Event.STARTED)
        filler = small / "film.mp4"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        logger = logging.getLogger("kiosk")
        for _ in range(20):
            logger.info("x" * 80_000)
        filler.unlink()
        log.info(log.Event.STOPPED)
        newest = (small / log.FOLDER / log.FILE).read_text("utf-8").splitlines()[-1]
        assert json.loads(newest)["event"] == "stopped", "what was cut off is a line of its own"
        assert "started" in (small / log.FOLDER / log.FILE).read_text("utf-8")
        log.close()
    assert capsys.readouterr().err == ""


@pytest.mark.survives(3)
@pytest.mark.parametrize("error", [errno.EIO, errno.EROFS, errno.ENOSPC])
def test_a_disk_that_takes_nothing_is_no_reason_to_stop(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: int
) -> None:
    """And what it says itself goes nowhere: a kiosk has no console, and a bug's own words may quote somebody."""

    def fails(*_given: object, **_named: object) -> int:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as fault:
        fault.setattr(log.os, "open", fails)
        log.info(log.Event.STARTED)
        log.bug(ValueError(CANARY))
    log.info(log.Event.STOPPED)
    assert [line["event"] for line in lines(data)] == ["stopped"]
    assert capsys.readouterr().err == ""


@pytest.mark.survives(33)
def test_of_a_crash_its_type_and_its_place_are_kept_and_nothing_it_says(data: Path) -> None:
    """A message may quote an answer."""

    def crash(answer: str) -> None:
        raise KeyError(answer)

    try:
        crash(CANARY)
    except KeyError as error:
        log.bug(error)
    [line] = lines(data)
    assert (line["event"], line["error"], line["place"].partition(":")[0]) == ("bug", "KeyError", "test_log.py")
    assert not {word for word in CANARY.split() if word in json.dumps(line)}


def test_only_its_owner_reads_the_log(data: Path) -> None:
    """It tells when somebody was there."""
    log.info(log.Event.STARTED)
    assert stat.S_IMODE((data / log.FOLDER / log.FILE).stat().st_mode) == 0o600
