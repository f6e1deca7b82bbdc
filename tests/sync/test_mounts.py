"""Which sticks there are: the kernel's list of mounts, read and waited for."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync import mounts
from sync.mounts import Mount, Watch

TOLD = b"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
41 27 8:17 / /media/petugas/DATA\\040RT\\04003 rw,nosuid,nodev - vfat /dev/sdb1 rw,fmask=0022
42 27 0:50 / /mnt/satu rw - ext4 /dev/sdc1 rw
43 42 0:51 / /mnt/satu ro shared:9 master:2 - exfat /dev/sdd1 ro
44 27 0:52 / /mnt/nanti rw - autofs systemd-1 rw,fd=4
broken
45 27 0:53 / /media/x/caf\\303\\251 rw - fuseblk /dev/sde1 rw
"""


def test_the_kernels_list_is_read_with_its_escapes_and_only_what_is_on_top_is_seen() -> None:
    assert mounts.parse(TOLD) == [
        Mount("/proc", "proc", "proc"),
        Mount("/", "ext4", "/dev/vda"),
        Mount("/media/petugas/DATA RT 03", "vfat", "/dev/sdb1"),
        Mount("/mnt/satu", "exfat", "/dev/sdd1"),
        Mount("/mnt/nanti", "autofs", "systemd-1"),
        Mount("/media/x/café", "fuseblk", "/dev/sde1"),
    ]
    assert mounts.parse(b"\xff\xfe - \n - \n\n") == []


def _told(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def test_a_stick_is_a_file_system_below_the_places_where_sticks_are_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was pulled out and is still mounted is none; one that is mounted when touched is not touched."""
    media, folder, labels = tmp_path / "media", tmp_path / "srv", tmp_path / "by-label"
    for made in (media / "KELURAHAN", media / "pulled", media / "auto", folder, labels):
        made.mkdir(parents=True)
    (labels / "Kantor\\x20Lurah").symlink_to("/dev/null")
    monkeypatch.setattr(mounts, "LABELS", labels)
    told = _told(
        tmp_path,
        "27 1 254:0 / / rw - ext4 /dev/vda rw",
        f"41 27 8:17 / {media}/KELURAHAN rw - vfat /dev/null rw",
        f"42 27 8:33 / {media}/pulled rw - vfat /dev/that-is-gone rw",
        f"43 27 0:52 / {media}/auto rw - autofs systemd-1 rw",
    )
    found = mounts.sticks([str(folder)], told=told, places=(f"{media}/",))
    assert [(one.place, one.label, one.kind) for one in found] == [
        (str(folder), "srv", "ext4"),
        (f"{media}/KELURAHAN", "Kantor Lurah", "vfat"),
    ]
    assert all(one.size >= one.free > 0 and not one.read_only and not one.damaged for one in found)
    assert mounts.sticks([str(folder)], told=tmp_path / "nothing")[0].kind == ""
    assert mounts.sticks([str(tmp_path / "no folder")], told=told) == []


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount file systems")
    folder = tmp_path / "KELURAHAN"
    folder.mkdir()
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


def test_word_comes_when_a_stick_is_plugged_in_and_when_it_is_gone(place: Path) -> None:
    """From the kernel, without asking again and again."""
    changed = threading.Event()
    with Watch(changed.set):
        for command in (["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], ["umount", str(place)]):
            changed.clear()
            if subprocess.run(command, check=False, capture_output=True).returncode:
                pytest.skip("tmpfs cannot be mounted here")
            assert changed.wait(20)
            there = [one for one in mounts.sticks(places=(f"{place.parent}/",)) if one.place == str(place)]
            assert [(one.kind, one.size) for one in there] == ([("tmpfs", 2**20)] if command[0] == "mount" else [])


def test_a_system_that_tells_nothing_is_waited_for_by_nobody(tmp_path: Path) -> None:
    """No list, no thread that turns in circles."""
    with Watch(lambda: pytest.fail("nothing changed"), told=tmp_path / "nothing") as watch:
        watch._thread.join(20)
        assert not watch._thread.is_alive()
