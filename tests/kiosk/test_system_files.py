"""What the deployment guide gives a machine: every file is read by the program it is for where that is here, and by what it says
elsewhere. Nothing in `assets/system/` is run by us.
"""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine

from kiosk.catalog_files import ASSETS

SYSTEM = ASSETS / "system"
FACTS_ROWS = range(1, 37)
EXPOSURE = 25
"""Tenths, as `systemd-analyze security` counts: 100 is a service that may do everything."""
UNITS = ("publik-kiosk.service", "publik-kiosk-stick@sdb1.service")
TOOLS = Path("/usr/lib/systemd"), Path("/lib/systemd"), Path("/usr/bin")

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")


def lines(name: str) -> list[str]:
    """Without comments and empty lines."""
    return [
        line
        for line in (SYSTEM / name).read_text("utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]


# --- Units ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine on which everything is where the guide puts it."""
    units = tmp_path / "etc/systemd/system"
    units.mkdir(parents=True)
    for unit in SYSTEM.glob("*.service"):
        shutil.copy(unit, units)
    for program in ("usr/bin/cage", "usr/bin/udisksctl", "usr/bin/xinit", "opt/publik-kiosk/current/kiosk"):
        path = tmp_path / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    return tmp_path


def verify(root: Path) -> str:
    """What systemd has against the units, "" for nothing."""
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", f"--root={root}", *UNITS],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode or done.stderr else ""


@needs_systemd
@pytest.mark.parametrize("variant", ["", "x11.conf", "linuxfb.conf"])
def test_systemd_takes_the_units_as_they_are(root: Path, variant: str) -> None:
    if variant:
        folder = root / "etc/systemd/system/publik-kiosk.service.d"
        folder.mkdir()
        shutil.copy(SYSTEM / variant, folder)
    assert verify(root) == ""


@needs_systemd
def test_systemd_would_say_so_if_a_unit_were_wrong(root: Path) -> None:
    unit = root / "etc/systemd/system/publik-kiosk.service"
    unit.write_text(unit.read_text().replace("ProtectSystem=", "ProtectSytem="))
    assert "ProtectSytem" in verify(root)


@needs_systemd
def test_the_service_may_do_little_besides_its_work(root: Path) -> None:
    def exposure(unit: str, threshold: int) -> int:
        return subprocess.run(
            ["systemd-analyze", "security", "--offline=yes", f"--root={root}", f"--threshold={threshold}", unit],
            capture_output=True, check=False,
        ).returncode  # fmt: skip

    assert exposure("publik-kiosk.service", EXPOSURE) == 0
    assert exposure("publik-kiosk.service", 5) != 0, "the measure measures"
    assert exposure("publik-kiosk-stick@sdb1.service", 35) == 0


@pytest.mark.survives(30, 31)
def test_the_service_comes_back_however_often_it_fails_and_a_hung_one_is_ended() -> None:
    unit = read_ini("publik-kiosk.service")
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    service = unit["Service"]
    assert (service["Type"], service["Restart"], service["NotifyAccess"]) == ("notify", "always", "all")
    assert 1 <= int(service["RestartSec"]) <= 5
    assert 60 <= int(service["WatchdogSec"]) <= 120, "later than the supervisor's own 30 s"
    assert service["OOMPolicy"] == "continue"
    assert "kiosk supervise --data /var/lib/publik-kiosk/data" in service["ExecStart"]
    assert " -s" not in service["ExecStart"].split(" -- ")[0], "cage without -s lets nobody change the screen"


@needs_systemd
def test_user_and_folders_are_made_as_the_unit_needs_them(tmp_path: Path) -> None:
    if shutil.which("systemd-sysusers") is None:
        pytest.skip("systemd-sysusers is not installed")
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/group").write_text("video:x:44:\nrender:x:106:\naudio:x:29:\n")
    subprocess.run(
        ["systemd-sysusers", f"--root={tmp_path}", SYSTEM / "sysusers.conf"], check=True, capture_output=True
    )
    user = (tmp_path / "etc/passwd").read_text()
    assert re.search(r"^publik-kiosk:.*:/var/lib/publik-kiosk:/usr/sbin/nologin$", user, re.MULTILINE)
    assert (tmp_path / "etc/group").read_text().count("publik-kiosk") == 4
    made = subprocess.run(
        ["systemd-tmpfiles", "--create", f"--root={tmp_path}", SYSTEM / "tmpfiles.conf"],
        check=False,
        capture_output=True,
    )
    assert b"Unknown" not in made.stderr
    data = tmp_path / "var/lib/publik-kiosk/data"
    assert data.is_dir()
    assert data.stat().st_mode & 0o777 == 0o700


# --- Settings of systemd's programs -----------------------------------------------------------------------------------------


def read_ini(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((SYSTEM / name).read_text("utf-8"))
    return parser


@needs_systemd
@pytest.mark.parametrize(
    ("name", "section", "program"),
    [
        ("logind.conf", "Login", "systemd-logind"),
        ("journald.conf", "Journal", "systemd-journald"),
        ("coredump.conf", "Coredump", "systemd-coredump"),
        ("timesyncd.conf", "Time", "systemd-timesyncd"),
        ("system.conf", "Manager", "systemd"),
    ],
)
def test_every_setting_is_one_that_the_program_knows(name: str, section: str, program: str) -> None:
    binary = next((folder / program for folder in TOOLS if (folder / program).is_file()), None)
    if binary is None:
        pytest.skip(f"{program} is not installed")
    known = binary.read_bytes()
    parsed = read_ini(name)
    assert parsed.sections() == [section]
    unknown = [key for key in parsed[section] if key.encode() not in known]
    assert unknown == []


@pytest.mark.survives(25)
def test_no_key_and_no_button_leads_to_another_screen() -> None:
    login = read_ini("logind.conf")["Login"]
    assert (login["NAutoVTs"], login["ReserveVT"]) == ("0", "0")
    assert login["HandlePowerKey"] == "poweroff"
    assert read_ini("system.conf")["Manager"]["CtrlAltDelBurstAction"] == "none"
    kernel = dict(re.split(r"\s*=\s*", line, maxsplit=1) for line in lines("sysctl.conf"))
    assert kernel["kernel.sysrq"] == "0"
    x = (SYSTEM / "xorg.conf").read_text()
    assert re.search(r'"DontVTSwitch"\s+"true"', x)
    assert re.search(r'"DontZap"\s+"true"', x)


def test_the_settings_of_the_kernel_exist() -> None:
    built_in_or_not = ("kernel.sysrq", "kernel.kexec", "kernel.yama", "kernel.unprivileged_bpf", "net.ipv6")
    for line in lines("sysctl.conf"):
        name = re.split(r"\s*=", line)[0]
        if not name.startswith(built_in_or_not):
            assert Path("/proc/sys", *name.split(".")).exists(), name


@pytest.mark.survives(25)
def test_the_window_manager_has_no_key_no_button_and_no_menu() -> None:
    tree = ET.parse(SYSTEM / "openbox-rc.xml")
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"keybind", "mousebind", "context", "action", "file"}
    # A missing section would bring openbox's own bindings back.
    assert {"keyboard", "mouse", "menu"} <= tags


# --- USB --------------------------------------------------------------------------------------------------------------------

_RULE = re.compile(
    r"(?P<target>allow|block|reject) with-interface (?P<how>all-of|one-of|none-of|equals|match-all) \{ (?P<kinds>[0-9a-f:* ]+) \}"
    r'(?: via-port "(?P<port>[\d.-]+)")?'
)
_KIND = re.compile(r"[0-9a-f]{2}:(?:[0-9a-f]{2}:(?:[0-9a-f]{2}|\*)|\*:\*)")


@dataclass(frozen=True)
class UsbRule:
    """One line of USBGuard's rules, as far as its grammar (usbguard-rules.conf(5)) is used."""

    target: str
    how: str
    kinds: tuple[str, ...]
    port: str | None

    def fits(self, interfaces: tuple[str, ...], port: str) -> bool:
        if self.port is not None and self.port != port:
            return False

        def matched(kind: str, interface: str) -> bool:
            return all(a in ("*", b) for a, b in zip(kind.split(":"), interface.split(":"), strict=True))

        each_kind = [any(matched(kind, one) for one in interfaces) for kind in self.kinds]
        each_interface = [any(matched(kind, one) for kind in self.kinds) for one in interfaces]
        match self.how:
            case "all-of":
                return all(each_kind)
            case "one-of":
                return any(each_kind)
            case "none-of":
                return not any(each_kind)
            case "match-all":
                return all(each_interface)
            case _:
                return all(each_kind) and all(each_interface)


def usb_rules() -> Iterator[UsbRule]:
    for line in lines("usbguard.rules"):
        found = _RULE.fullmatch(line)
        assert found, line
        kinds = tuple(found["kinds"].split())
        assert all(_KIND.fullmatch(kind) for kind in kinds), line
        yield UsbRule(found["target"], found["how"], kinds, found["port"])


@pytest.mark.survives(25)
@pytest.mark.parametrize(
    ("what", "interfaces", "port", "becomes"),
    [
        ("a stick", ("08:06:50",), "2-4", "allow"),
        ("a fast stick", ("08:06:50", "08:06:62"), "2-4", "allow"),
        ("a stick that types", ("08:06:50", "03:01:01"), "2-4", "reject"),
        ("a stick that types, inside", ("08:06:50", "03:01:01"), "1-1", "reject"),
        ("a stick that is a network card", ("08:06:50", "02:06:00", "0a:00:00"), "2-4", "reject"),
        ("a stick with something of its own", ("08:06:50", "ff:42:01"), "2-4", "reject"),
        ("a keyboard of somebody's", ("03:01:01",), "2-4", "block"),
        ("a keyboard that says it is a hub, too", ("09:00:00", "03:01:01"), "2-4", "block"),
        ("a mouse of somebody's", ("03:01:02",), "2-4", "block"),
        ("a keyboard at the scanner's place", ("03:01:01", "03:00:00"), "1-3", "allow"),
        ("a telephone", ("06:01:01",), "2-4", "block"),
        ("a network card", ("02:06:00", "0a:00:00"), "2-4", "block"),
        ("Bluetooth", ("e0:01:01",), "2-4", "block"),
        ("the touch screen", ("03:00:00", "03:00:00"), "1-1", "allow"),
        ("the printer", ("07:01:02",), "1-2", "allow"),
        ("the printer after a reset, a device of another kind", ("07:01:03", "ff:00:00"), "1-2", "allow"),
        ("a printer elsewhere", ("07:01:02",), "2-4", "block"),
        ("the scanner on a line", ("02:02:01", "0a:00:00"), "1-3", "allow"),
        ("the camera", ("0e:01:00", "0e:02:00", "01:01:00", "01:02:00"), "1-4", "allow"),
        ("a camera that types", ("0e:01:00", "0e:02:00", "03:01:01"), "1-4", "block"),
        ("a hub", ("09:00:01", "09:00:02"), "2", "allow"),
    ],
)
def test_usb_lets_in_what_belongs_here_and_sticks(
    what: str, interfaces: tuple[str, ...], port: str, becomes: str
) -> None:
    assert next((rule.target for rule in usb_rules() if rule.fits(interfaces, port)), "block") == becomes, what


@pytest.mark.survives(25)
def test_what_no_usb_rule_names_is_blocked_at_the_start_too() -> None:
    said = dict(line.split("=", 1) for line in lines("usbguard-daemon.conf"))
    assert said["ImplicitPolicyTarget"] == "block"
    assert said["PresentDevicePolicy"] == said["InsertedDevicePolicy"] == "apply-policy"
    assert said["IPCAllowedUsers"] == "root"
    assert said["IPCAllowedGroups"] == ""


_UDEV_KEYS = {
    "match": {"ACTION", "SUBSYSTEM", "KERNEL", "ENV", "ATTRS"},
    "assign": {"GROUP", "MODE", "ENV", "RUN", "TAG"},
}


def test_the_rules_of_udev_can_be_read_and_give_nothing_to_everybody() -> None:
    """By a reader of our own: Debian 12's udevadm cannot check a file."""
    for line in lines("99-publik-kiosk.rules"):
        parts = re.findall(r'\s*([A-Z]+)(?:\{([\w/.]+)\})?(==|!=|\+=|:=|=)"([^"]*)"\s*(?:,|$)', line)
        assert ", ".join(
            f'{key}{{{of}}}{how}"{value}"' if of else f'{key}{how}"{value}"' for key, of, how, value in parts
        ) == line, line  # fmt: skip
        for key, _of, how, value in parts:
            assert key in _UDEV_KEYS["match" if how in ("==", "!=") else "assign"], line
            if key == "MODE":
                assert value.endswith("0"), "never for everybody"
        matches = [index for index, part in enumerate(parts) if part[2] in ("==", "!=")]
        assert matches == list(range(len(matches))), "what is matched stands before what is done"


def test_what_udev_asks_systemd_for_is_there() -> None:
    wanted = set(re.findall(r'SYSTEMD_WANTS\}="([^%"]+)%k\.service"', (SYSTEM / "99-publik-kiosk.rules").read_text()))
    assert wanted == {"publik-kiosk-stick@"}
    mount = read_ini("publik-kiosk-stick@.service")["Service"]["ExecStart"]
    assert mount.endswith("--options nosuid,nodev,noexec")


# --- What the kiosk's user may ask for --------------------------------------------------------------------------------------


@pytest.fixture
def decide(qapp: QCoreApplication) -> Callable[[str, str], str]:
    """polkit's rules, run by a real engine for JavaScript."""
    engine = QJSEngine()
    engine.evaluate(
        "var rules = []; var polkit = {Result: {YES: 'yes', NO: 'no', NOT_HANDLED: null},"
        " addRule: function (rule) { rules.push(rule); }};"
    )
    loaded = engine.evaluate((SYSTEM / "50-publik-kiosk.polkit.rules").read_text("utf-8"))
    assert not loaded.isError(), loaded.toString()

    def ask(user: str, action: str) -> str:
        said = engine.evaluate(f"rules[0]({{id: '{action}'}}, {{user: '{user}'}})")
        assert not said.isError(), said.toString()
        return str(said.toString())

    return ask


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("org.freedesktop.login1.power-off", "yes"),
        ("org.freedesktop.login1.reboot", "yes"),
        ("org.freedesktop.login1.power-off-ignore-inhibit", "no"),
        ("org.freedesktop.login1.chvt", "no"),
        ("org.freedesktop.udisks2.filesystem-mount", "yes"),
        ("org.freedesktop.udisks2.filesystem-mount-system", "no"),
        ("org.freedesktop.udisks2.filesystem-unmount-others", "yes"),
        ("org.freedesktop.udisks2.power-off-drive", "yes"),
        ("org.freedesktop.udisks2.modify-device", "no"),
        ("org.freedesktop.udisks2.open-device", "no"),
        ("org.freedesktop.NetworkManager.network-control", "yes"),
        ("org.freedesktop.NetworkManager.wifi.scan", "yes"),
        ("org.freedesktop.NetworkManager.settings.modify.system", "yes"),
        ("org.freedesktop.NetworkManager.settings.modify.hostname", "no"),
        ("org.freedesktop.NetworkManager.wifi.share.open", "no"),
        ("org.freedesktop.systemd1.manage-units", "no"),
        ("org.freedesktop.policykit.exec", "no"),
        ("org.freedesktop.timedate1.set-time", "no"),
    ],
)
def test_the_kiosks_user_may_what_maintenance_mode_offers_and_nothing_else(
    decide: Callable[[str, str], str], action: str, said: str
) -> None:
    assert decide("publik-kiosk", action) == said
    assert decide("teknisi", action) == "null", "everybody else as before"


# --- The rest, and the guide ------------------------------------------------------------------------------------------------


@pytest.mark.survives(24)
def test_the_disks_are_mounted_so_that_nothing_runs_from_data_or_sticks_and_nothing_is_swapped() -> None:
    table = {fields[1]: fields for fields in (line.split() for line in lines("fstab"))}
    assert all(len(fields) == 6 for fields in table.values())
    data = table["/var/lib/publik-kiosk"][3].split(",")
    assert {"nosuid", "nodev", "noexec", "data=ordered", "barrier=1", "errors=remount-ro"} <= set(data)
    assert not any(fields[2] == "swap" for fields in table.values())
    (crypt,) = (line.split() for line in lines("crypttab"))
    assert f"/dev/mapper/{crypt[0]}" == table["/var/lib/publik-kiosk"][0]
    assert "tpm2-device=auto" in crypt[3]


def test_the_firewall_lets_nobody_in() -> None:
    text = (SYSTEM / "nftables.conf").read_text()
    assert text.count("{") == text.count("}")
    assert re.search(r"hook input priority filter; policy drop;", text)
    assert "tcp dport" not in text
    if shutil.which("nft"):
        done = subprocess.run(
            ["nft", "-c", "-f", SYSTEM / "nftables.conf"], capture_output=True, text=True, check=False
        )
        assert "syntax" not in done.stderr


def test_modules_that_are_ways_in_are_never_loaded() -> None:
    said = [line.split() for line in lines("modprobe.conf")]
    assert all((verb, what) == ("install", "/bin/false") for verb, _, what in said)
    assert {"btusb", "rndis_host", "cdc_ether", "firewire_ohci"} <= {name for _, name, _ in said}


def test_nothing_here_can_be_run_and_every_file_stands_in_the_guide() -> None:
    guide = (SYSTEM / "README.md").read_text("utf-8")
    for path in SYSTEM.iterdir():
        assert path.stat().st_mode & 0o111 == 0, path.name
        assert path.name == "README.md" or f"`{path.name}`" in guide, path.name
        if path.suffix != ".md":
            # Each says where it goes.
            head = "\n".join(path.read_text("utf-8").splitlines()[:6])
            assert "/etc/" in head or path.name == "openbox-rc.xml", path.name


def test_the_guide_names_files_commands_and_faults_that_exist() -> None:
    from kiosk.app.cli import main  # noqa: F401 - registers the commands
    from kiosk.app.command import cli

    guide = (SYSTEM / "README.md").read_text("utf-8")
    for name in set(re.findall(r"`([\w@.-]+\.(?:conf|rules|service|xml|cfg))`", guide)):
        assert (SYSTEM / name).is_file() or f"/{name}" in guide, name
    for name in set(re.findall(r"`(?:sudo -u publik-kiosk )?(?:/opt/publik-kiosk/current/)?kiosk ([a-z-]+)", guide)):
        assert name in cli.commands, name
    rows = [int(row) for row in re.findall(r"^\| \((\d+)\) \|", guide, re.MULTILINE)]
    assert rows
    assert set(rows) <= set(FACTS_ROWS)
    assert len(rows) == len(set(rows))
