"""Heat, power, memory and the disk's health, from real folders that are laid out as the kernel lays out its own."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.app import sensors
from kiosk.app.sensors import Supply
from kiosk.domain.readiness import Check, is_ready
from tests.kiosk.bus import Service, running_bus, there_is_a_bus

NOBODY = ("127.0.0.1", 9)


def lay(root: Path, **files: str) -> Path:
    """Files by their path, with __ for /."""
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n")
    return root


def heat(root: Path, **chips: int) -> Path:
    for number, (name, degrees) in enumerate(chips.items()):
        lay(root / f"sys/class/hwmon/hwmon{number}", name=name, temp1_input=str(degrees * 1000))
    return root


def test_a_machine_that_tells_nothing_gets_no_line(tmp_path: Path) -> None:
    assert sensors.look(tmp_path, tmp_path / "nothing") == ()
    lay(tmp_path, sys__class__hwmon__hwmon0__name="coretemp", sys__class__hwmon__hwmon0__temp1_input="nonsense")
    assert sensors.temperature(tmp_path) is None


# --- Heat -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("degrees", "ok", "attention"), [(55, True, False), (80, True, True), (91, True, True), (92, False, True)]
)
def test_a_hot_machine_says_what_to_do(tmp_path: Path, degrees: int, ok: bool, attention: bool) -> None:
    seen = sensors.temperature(heat(tmp_path, coretemp=degrees))
    assert seen is not None
    assert (seen.ok, seen.attention) == (ok, attention)
    assert f"{degrees} °C" in seen.detail
    assert ("beri jarak dari dinding" in seen.detail) == attention
    assert is_ready((seen,)), "residents are served all the same"


def test_the_hottest_counts_and_what_no_sensor_is_does_not(tmp_path: Path) -> None:
    heat(tmp_path, k10temp=48, nct6775=127, nvme=40)
    lay(tmp_path / "sys/class/hwmon/hwmon0", temp2_input="61000", temp3_input="255000", temp4_input="-128000")
    lay(tmp_path / "sys/class/thermal/thermal_zone0", type="x86_pkg_temp", temp="63500")
    assert sensors.temperature(tmp_path) == Check("temperature", True, "Mesin 63 °C.", needed=False)


def test_a_hot_disk_is_told_before_a_hot_processor(tmp_path: Path) -> None:
    seen = sensors.temperature(heat(tmp_path, coretemp=85, drivetemp=72))
    assert seen is not None
    assert not seen.ok
    assert seen.detail.startswith("Disk panas: 72 °C.")


# --- Power ----------------------------------------------------------------------------------------------------------------


def battery(root: Path, status: str, capacity: int, *, online: int, **more: str) -> Path:
    lay(root / "sys/class/power_supply/AC", type="Mains", online=str(online))
    lay(
        root / "sys/class/power_supply/BAT0", type="Battery", status=status, capacity=str(capacity), present="1", **more
    )
    lay(root / "sys/class/power_supply/mouse", type="Battery", scope="Device", status="Discharging", capacity="3")
    return root


@pytest.mark.parametrize(
    ("status", "capacity", "online", "more", "failing"),
    [
        ("Full", 100, 1, {}, False),
        ("Discharging", 100, 1, {}, False),
        ("Discharging", 80, 0, {}, False),
        ("Discharging", 15, 0, {}, True),
        ("Discharging", 60, 0, {"capacity_level": "Critical"}, True),
        ("Discharging", 60, 0, {"time_to_empty_now": "120"}, True),
        ("Charging", 5, 1, {}, False),
    ],
)
def test_the_power_is_failing_only_on_a_battery_that_is_nearly_empty(
    tmp_path: Path, status: str, capacity: int, online: int, more: dict[str, str], failing: bool
) -> None:
    battery(tmp_path, status, capacity, online=online, **more)
    assert sensors.power_is_failing(tmp_path, NOBODY) is failing
    seen = sensors.power(tmp_path, NOBODY)
    assert seen is not None
    assert is_ready((seen,)) is not failing
    assert ("segera dimatikan" in seen.detail) is failing


def test_a_power_cut_is_told_with_how_long_it_lasts(tmp_path: Path) -> None:
    seen = sensors.power(battery(tmp_path, "Discharging", 66, online=0, time_to_empty_now="1500"), NOBODY)
    assert seen == Check(
        "power",
        True,
        "Listrik padam. Mesin memakai baterai 66 %, cukup untuk sekitar 25 menit. Periksa listrik dan kabelnya.",
        needed=False,
        attention=True,
    )


@contextmanager
def upsd(*variables: str) -> Iterator[tuple[str, int]]:
    """Network UPS Tools' server, as far as lists go, for one caller after the other."""
    listening = socket.create_server(("127.0.0.1", 0))
    answers = {
        "LIST UPS": ["BEGIN LIST UPS", 'UPS aula "UPS di aula"', "END LIST UPS"],
        "LIST VAR aula": ["BEGIN LIST VAR aula", *(f"VAR aula {one}" for one in variables), "END LIST VAR aula"],
    }

    def serve() -> None:
        while True:
            try:
                caller, _ = listening.accept()
            except OSError:
                return
            with caller, caller.makefile("rw", encoding="utf-8", newline="\n") as lines:
                for question in lines:
                    lines.write("".join(f"{one}\n" for one in answers.get(question.strip(), ["ERR UNKNOWN-COMMAND"])))
                    lines.flush()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)


@pytest.mark.parametrize(
    ("variables", "supply", "failing", "said"),
    [
        (('ups.status "OL CHRG"', 'battery.charge "98.6"'), Supply(False, 99), False, "Listrik ada, baterai 99 %."),
        (('ups.status "OB DISCHRG"', 'battery.runtime "900"'), Supply(True, None, 900), False, "sekitar 15 menit"),
        (('ups.status "OB DISCHRG LB"', 'battery.charge "70"'), Supply(True, 70, None, True), True, "segera dimatikan"),
        (('ups.status "OB"', 'battery.runtime "90"'), Supply(True, None, 90), True, "segera dimatikan"),
        (('ups.status "OL RB"',), Supply(False, worn=True), False, "harus diganti"),
    ],
)
def test_a_ups_is_asked_through_network_ups_tools(
    tmp_path: Path, variables: tuple[str, ...], supply: Supply, failing: bool, said: str
) -> None:
    with upsd(*variables) as nut:
        assert sensors.supplies(tmp_path, nut) == (supply,)
        assert sensors.power_is_failing(tmp_path, nut) is failing
        seen = sensors.power(tmp_path, nut)
    assert seen is not None
    assert said in seen.detail


def test_a_server_that_is_none_of_these_is_no_ups(tmp_path: Path) -> None:
    with upsd('battery.charge "xyz"', "broken") as nut:
        assert sensors.supplies(tmp_path, nut) == ()
    with socket.create_server(("127.0.0.1", 0)) as mute:
        assert sensors.supplies(tmp_path, mute.getsockname()) == (), "nobody waits for it"


# --- Memory and disk --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("free_mb", "ok", "attention"), [(900, True, False), (149, True, True), (59, False, True)])
def test_little_memory_is_told_before_it_is_gone(tmp_path: Path, free_mb: int, ok: bool, attention: bool) -> None:
    meminfo = f"MemTotal:        2000000 kB\nMemFree: 1 kB\nMemAvailable:   {free_mb * 1024} kB\nHugePages_Total:   0"
    seen = sensors.memory(lay(tmp_path, proc__meminfo=meminfo, proc__uptime="266400.17 1.0"))
    assert seen is not None
    assert (seen.ok, seen.attention) == (ok, attention)
    assert f"{free_mb} MB" in seen.detail
    if ok and not attention:
        assert seen.detail.startswith("Menyala 3 hari.")


def disk_of(tmp_path: Path, root: Path, **device: str) -> Path:
    """The kernel's folders for the disk that this test's own folder lies on: a partition below an encrypted volume."""
    number = tmp_path.stat().st_dev
    disk = root / "sys/devices/mmcblk0"
    lay(disk / "device", **device)
    lay(disk / "mmcblk0p2", partition="2")
    crypt = root / "sys/devices/virtual/dm-0"
    (crypt / "slaves").mkdir(parents=True)
    (crypt / "slaves/mmcblk0p2").symlink_to(disk / "mmcblk0p2")
    link = root / f"sys/dev/block/{os.major(number)}:{os.minor(number)}"
    link.parent.mkdir(parents=True)
    link.symlink_to(crypt)
    return root


@pytest.mark.parametrize(
    ("device", "ok", "said"),
    [
        ({"life_time": "0x01 0x03", "pre_eol_info": "0x01"}, True, "30 %"),
        ({"life_time": "0x0a 0x02", "pre_eol_info": "0x01"}, False, "100 %"),
        ({"life_time": "0x09 0x02", "pre_eol_info": "0x01"}, True, "Siapkan disk pengganti"),
        ({"life_time": "0x02 0x02", "pre_eol_info": "0x03"}, False, "100 %"),
        ({"life_time": "0x02 0x02", "pre_eol_info": "0x02"}, True, "Siapkan disk pengganti"),
        ({"state": "offline"}, False, "ganti disk"),
    ],
)
def test_a_disk_at_its_end_is_told_while_there_is_time(
    tmp_path: Path, device: dict[str, str], ok: bool, said: str
) -> None:
    seen = sensors.disk_health(tmp_path, disk_of(tmp_path, tmp_path / "root", **device))
    assert seen is not None
    assert seen.ok is ok
    assert said in seen.detail


def test_errors_that_the_file_system_counted_are_told(tmp_path: Path) -> None:
    root = disk_of(tmp_path, tmp_path / "root", state="running")
    assert sensors.disk_health(tmp_path, root) is None, "a disk that says nothing of its wear"
    lay(root / "sys/fs/ext4/dm-0", errors_count="0")
    assert sensors.disk_health(tmp_path, root) is None
    lay(root / "sys/fs/ext4/dm-0", errors_count="4")
    seen = sensors.disk_health(tmp_path, root)
    assert seen is not None
    assert not seen.ok
    assert "4 kesalahan" in seen.detail


# --- The clock --------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not there_is_a_bus(), reason="dbus-daemon is not installed (Debian: dbus)")
def test_whether_a_time_server_set_the_clock_is_asked_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "org.freedesktop.timedate1"
    with running_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        assert sensors.clock_is_synchronised(tmp_path) is None
        with Service(address, name) as timedated:
            timedated.properties["/org/freedesktop/timedate1", name] = {"NTPSynchronized": ("b", False)}
            assert sensors.clock_is_synchronised(tmp_path) is False
            lay(tmp_path, run__systemd__timesync__synchronized="")
            assert sensors.clock_is_synchronised(tmp_path) is True
