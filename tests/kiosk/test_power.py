"""The machine restarted and shut down, sticks released: logind and UDisks on a real D-Bus, and what is said without them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.app import power
from kiosk.app.audit_log import AuditBook
from kiosk.app.door import Door
from kiosk.app.power import MachinePower
from kiosk.app.power_watch import PowerWatch
from kiosk.domain.audit import Act, Actor
from kiosk.domain.petugas import Role
from kiosk.errors import NotAllowed
from kiosk.usecases.audit import entries, take_in
from kiosk.usecases.context import Context
from tests.kiosk.bus import NOTHING, Answer, Fault, Service, running_bus, there_is_a_bus

UDISKS = "org.freedesktop.UDisks2"
BLOCK, DRIVE = "/org/freedesktop/UDisks2/block_devices/sdb1", "/org/freedesktop/UDisks2/drives/Stick"
STICK = "/media/petugas/KELURAHAN"
Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.skipif(not there_is_a_bus(), reason="dbus-daemon is not installed (Debian: dbus)")


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with running_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def logind(bus: str) -> Iterator[Service]:
    with Service(bus, "org.freedesktop.login1") as service:
        for how in ("Reboot", "PowerOff"):
            service.methods["org.freedesktop.login1.Manager", how] = lambda path, asks: NOTHING
        yield service


@pytest.fixture
def udisks(bus: str) -> Iterator[Service]:
    with Service(bus, UDISKS) as service:
        service.methods[f"{UDISKS}.Manager", "ResolveDevice"] = lambda path, device, options: ("ao", ([BLOCK],))
        service.methods[f"{UDISKS}.Filesystem", "Unmount"] = lambda path, options: NOTHING
        service.methods[f"{UDISKS}.Drive", "PowerOff"] = lambda path, options: NOTHING
        service.properties[BLOCK, f"{UDISKS}.Block"] = {"Drive": ("o", DRIVE)}
        service.properties[DRIVE, f"{UDISKS}.Drive"] = {"CanPowerOff": ("b", True)}
        yield service


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """The kernel's list of mounts: a stick, and the disk."""
    path = tmp_path / "mountinfo"
    path.write_text(f"27 1 8:1 / / rw - ext4 /dev/sda1 rw\n41 27 8:17 / {STICK} rw - vfat /dev/null rw\n")
    return path


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def port(context: Context, door: Door) -> MachinePower:
    door.enter(Role.PETUGAS)
    return MachinePower(door, AuditBook(context, door, lambda _: True, str))


def refusing(name: str) -> Callable[..., Answer]:
    def refuse(path: str, *_body: object) -> Answer:
        raise Fault(name)

    return refuse


# --- The machine ----------------------------------------------------------------------------------------------------------


def test_a_petugas_restarts_and_shuts_down_and_it_is_noted_before(
    logind: Service, port: MachinePower, context: Context
) -> None:
    written: list[int] = []
    for how in ("Reboot", "PowerOff"):
        logind.methods["org.freedesktop.login1.Manager", how] = lambda path, asks: (
            written.append(len(entries(context.store))) or NOTHING
        )
    assert port.restart_machine().ok
    assert port.shut_down().ok
    assert [call[1:] for call in logind.calls] == [("Reboot", (False,)), ("PowerOff", (False,))]
    assert written == [1, 2], "there may be no time afterwards"
    lines = [(line.actor, line.act, line.done) for line in reversed(entries(context.store))]
    assert lines == [(Actor.PETUGAS, Act.RESTART_ASKED, True), (Actor.PETUGAS, Act.SHUT_DOWN, True)]


def test_a_machine_that_can_not_is_shut_down_by_hand_and_the_words_say_how(
    logind: Service, port: MachinePower, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    logind.methods["org.freedesktop.login1.Manager", "PowerOff"] = refusing("org.freedesktop.DBus.Error.AccessDenied")
    done = port.shut_down()
    assert not done.ok
    assert "tombol daya" in done.words
    assert "polkit" in done.words
    assert [line.done for line in entries(context.store)] == [False, True]
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    done = port.restart_machine()
    assert not done.ok
    assert "tombol daya" in done.words
    assert "polkit" not in done.words


def test_nobody_outside_the_door_touches_the_machine(logind: Service, port: MachinePower, door: Door) -> None:
    door.leave()
    for errand in (port.restart_machine, port.shut_down, lambda: port.release(STICK)):
        with pytest.raises(NotAllowed):
            errand()
    assert logind.calls == []


@pytest.mark.survives(1)
def test_a_machine_on_an_empty_battery_is_shut_down_once_and_in_order(
    logind: Service, port: MachinePower, door: Door, context: Context
) -> None:
    door.leave()
    said = iter([True, False, True, True, True, False])
    over = threading.Event()

    def failing() -> bool:
        now = next(said, None)
        if now is None:
            over.set()
        return bool(now)

    with PowerWatch(failing, port.battery_is_empty, pause_s=0.001):
        assert over.wait(20)
    assert [member for _, member, _ in logind.calls] == ["PowerOff"], "not for one odd answer, and not twice"
    lines = [(line.actor, line.act, line.detail) for line in entries(context.store)]
    assert lines == [(Actor.KIOSK, Act.SHUT_DOWN, "battery")]


# --- Sticks ---------------------------------------------------------------------------------------------------------------


def test_a_stick_is_unmounted_and_its_power_cut(udisks: Service, told: Path) -> None:
    done = power.release(STICK, told)
    assert done.ok
    assert "Boleh dicabut" in done.words
    assert [(path, member) for path, member, _ in udisks.calls[1:]] == [(BLOCK, "Unmount"), (DRIVE, "PowerOff")]
    assert udisks.calls[0][2][0] == {"path": ("s", "/dev/null")}


def test_a_stick_whose_power_can_not_be_cut_or_that_is_unmounted_already_is_released_too(
    udisks: Service, told: Path
) -> None:
    udisks.properties[DRIVE, f"{UDISKS}.Drive"]["CanPowerOff"] = ("b", False)
    udisks.methods[f"{UDISKS}.Filesystem", "Unmount"] = refusing(f"{UDISKS}.Error.NotMounted")
    assert power.release(STICK, told).ok
    udisks.properties[DRIVE, f"{UDISKS}.Drive"]["CanPowerOff"] = ("b", True)
    udisks.methods[f"{UDISKS}.Drive", "PowerOff"] = refusing(f"{UDISKS}.Error.NotAuthorized")
    assert power.release(STICK, told).ok


@pytest.mark.parametrize(
    ("error", "words"),
    [("DeviceBusy", "masih dipakai"), ("NotAuthorized", "tidak bisa dilepas"), ("Failed", "tidak bisa dilepas")],
)
def test_a_stick_that_is_not_released_is_never_said_to_be(udisks: Service, told: Path, error: str, words: str) -> None:
    udisks.methods[f"{UDISKS}.Filesystem", "Unmount"] = refusing(f"{UDISKS}.Error.{error}")
    done = power.release(STICK, told)
    assert not done.ok
    assert words in done.words
    assert not any(member == "PowerOff" for _, member, _ in udisks.calls)


@pytest.mark.parametrize("path", ["/", "/home", "/media/petugas/LAIN", "/media/petugas/KELURAHAN/..", "/media"])
def test_only_a_stick_that_is_mounted_there_is_released(udisks: Service, told: Path, path: str) -> None:
    assert not power.release(path, told).ok
    assert udisks.calls == []


def test_without_udisks_the_system_is_asked_and_says_no_where_it_may_not(bus: str, told: Path) -> None:
    done = power.release(STICK, told)
    assert not done.ok, "nothing is mounted there in truth"
    assert "Aman dilepas" in done.words


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("unshare") is None, reason="mounting needs root and unshare")
def test_a_real_mount_is_unmounted_once_nobody_uses_it_any_more(tmp_path: Path) -> None:
    """In a namespace of its own: the mounts of this machine are left alone."""
    script = f"""
import subprocess
from sync import mounts
place = {str(tmp_path)!r}
subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], check=True)
assert mounts.mounted(place, places=("/",)).kind == "tmpfs"
held = open(place + "/file", "w")
try:
    mounts.unmount(place)
except mounts.StickBusy:
    print("busy")
held.close()
mounts.unmount(place)
print(mounts.mounted(place, places=("/",)))
try:
    mounts.unmount(place)
except OSError as error:
    print(type(error).__name__)
"""
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    assert done.stdout.split() == ["busy", "None", "PermissionError"], done.stderr


# --- Commands -------------------------------------------------------------------------------------------------------------


def test_the_command_works_beside_the_running_program_and_is_noted(
    logind: Service, run_kiosk: Run, context: Context
) -> None:
    assert run_kiosk("power", "restart", "--data", context.store.data)[0] == 0
    logind.methods["org.freedesktop.login1.Manager", "PowerOff"] = refusing("org.freedesktop.DBus.Error.AccessDenied")
    code, _, err = run_kiosk("power", "off", "--data", context.store.data)
    assert code == 3
    assert "tombol daya" in err
    take_in(context.store)
    lines = [(line.actor, line.act, line.done) for line in reversed(entries(context.store))]
    assert lines == [
        (Actor.COMMAND, Act.RESTART_ASKED, True),
        (Actor.COMMAND, Act.SHUT_DOWN, True),
        (Actor.COMMAND, Act.SHUT_DOWN, False),
    ]


def test_a_stick_is_released_by_a_command(
    udisks: Service, told: Path, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(power.release, "__defaults__", (told,))
    code, out, _ = run_kiosk("usb", "release", STICK)
    assert (code, "Boleh dicabut" in out) == (0, True)
    assert run_kiosk("usb", "release", "/media/petugas/LAIN")[0] == 3
