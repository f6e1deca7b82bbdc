"""Cable and Wi-Fi over a real D-Bus: NetworkManager's objects, methods and signals as its reference has them, made up here."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import network
from kiosk.app.audit_log import AuditBook
from kiosk.app.door import Door
from kiosk.app.network import NetworkManager
from kiosk.domain.audit import Act
from kiosk.domain.petugas import Role
from kiosk.errors import WrongUse
from kiosk.store.database import Store
from kiosk.usecases.audit import entries
from kiosk.usecases.context import Context
from tests.kiosk.bus import NOTHING, Answer, Fault, Service, running_bus, there_is_a_bus
from ui.ports import NetworkNow, Wifi

NM = "org.freedesktop.NetworkManager"
ROOT = "/org/freedesktop/NetworkManager"
CABLE, AIR = f"{ROOT}/Devices/1", f"{ROOT}/Devices/2"
PASSWORD = "gotong royong 45"
Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.skipif(not there_is_a_bus(), reason="dbus-daemon is not installed (Debian: dbus)")


@dataclass
class Transmitter:
    name: bytes
    strength: int
    rsn: int = 0x100  # what it lets in: 0x100 WPA2, 0x200 with a user's name, 0x400 WPA3, 0x800 open and enciphered
    flags: int = 1
    password: str = PASSWORD


@dataclass
class FakeNetworkManager:
    """One cable, one adapter. Joining succeeds with the right password, and says how it failed otherwise."""

    service: Service
    air: list[Transmitter] = field(default_factory=list)
    kept: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    deaf: bool = False
    """The transmitter gives no address."""
    hidden: list[Transmitter] = field(default_factory=list)
    """Seen with the next scan only."""
    count: int = 0

    def __post_init__(self) -> None:
        methods = {
            (NM, "GetDevices"): lambda path: ("ao", ([CABLE, AIR],)),
            (f"{NM}.Settings", "ListConnections"): lambda path: ("ao", (list(self.kept),)),
            (f"{NM}.Settings.Connection", "GetSettings"): self._settings,
            (f"{NM}.Settings.Connection", "Delete"): self._delete,
            (f"{NM}.Device.Wireless", "GetAllAccessPoints"): lambda path: ("ao", (self._points(),)),
            (f"{NM}.Device.Wireless", "RequestScan"): self._scan,
            (NM, "AddAndActivateConnection"): self._add,
            (NM, "ActivateConnection"): self._activate,
        }
        self.service.methods |= methods
        self.properties = self.service.properties
        self.properties |= {
            (ROOT, NM): {
                "WirelessEnabled": ("b", True), "WirelessHardwareEnabled": ("b", True), "PrimaryConnection": ("o", "/"),
            },
            (CABLE, f"{NM}.Device"): {"DeviceType": ("u", 1), "State": ("u", 20)},
            (CABLE, f"{NM}.Device.Wired"): {"Carrier": ("b", False)},
            (AIR, f"{NM}.Device"): {"DeviceType": ("u", 2), "State": ("u", 30)},
            (AIR, f"{NM}.Device.Wireless"): {"ActiveAccessPoint": ("o", "/")},
        }  # fmt: skip

    def plug_in(self) -> None:
        active, config = f"{ROOT}/ActiveConnection/9", f"{ROOT}/IP4Config/9"
        self.properties[CABLE, f"{NM}.Device"]["State"] = ("u", 100)
        self.properties[CABLE, f"{NM}.Device.Wired"]["Carrier"] = ("b", True)
        self.properties[ROOT, NM]["PrimaryConnection"] = ("o", active)
        self.properties[active, f"{NM}.Connection.Active"] = {"Ip4Config": ("o", config), "Ip6Config": ("o", "/")}
        address = {"address": ("s", "192.168.7.20"), "prefix": ("u", 24)}
        self.properties[config, f"{NM}.IP4Config"] = {"AddressData": ("aa{sv}", [address])}

    def _points(self) -> list[str]:
        for number, one in enumerate(self.air, 1):
            self.properties[f"{ROOT}/AccessPoint/{number}", f"{NM}.AccessPoint"] = {
                "Ssid": ("ay", one.name), "Strength": ("y", one.strength),
                "Flags": ("u", one.flags), "WpaFlags": ("u", 0), "RsnFlags": ("u", one.rsn),
            }  # fmt: skip
        # One that is gone by the time it is asked for its name.
        return [*(f"{ROOT}/AccessPoint/{number}" for number in range(1, len(self.air) + 1)), f"{ROOT}/AccessPoint/77"]

    def _scan(self, path: str, options: object) -> Answer:
        if not self.hidden:
            raise Fault(f"{NM}.Device.NotAllowed")
        self.air, self.hidden = self.air + self.hidden, []
        changed = {"LastScan": ("x", 4711)}
        self.service.tell(
            path,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            "sa{sv}as",
            f"{NM}.Device.Wireless",
            changed,
            [],
        )
        return NOTHING

    def _settings(self, path: str) -> Answer:
        if path not in self.kept:
            raise Fault(f"{NM}.Settings.InvalidConnection")
        # As the real one: secrets are not told.
        told = {
            group: {key: value for key, value in keys.items() if key != "psk"}
            for group, keys in self.kept[path].items()
        }
        return "a{sa{sv}}", (told,)

    def _delete(self, path: str) -> Answer:
        del self.kept[path]
        return NOTHING

    def keep(self, settings: dict[str, dict[str, Any]]) -> str:
        self.count += 1
        path = f"{ROOT}/Settings/{self.count}"
        self.kept[path] = settings
        return path

    def _add(self, path: str, settings: dict[str, dict[str, Any]], device: str, point: str) -> Answer:
        kept = self.keep(settings)
        return "oo", (kept, self._begin(kept, device, point))

    def _activate(self, path: str, kept: str, device: str, point: str) -> Answer:
        return "o", (self._begin(kept, device, point),)

    def _begin(self, kept: str, device: str, point: str) -> str:
        one = self.air[int(point.rsplit("/", 1)[1]) - 1]
        given = self.kept[kept].get("802-11-wireless-security", {}).get("psk", ("s", ""))[1]
        active = f"{ROOT}/ActiveConnection/{self.count + 10}"
        tell = self.service.tell
        tell(device, f"{NM}.Device", "StateChanged", "uuu", 40, 30, 0)
        tell("/other", f"{NM}.Connection.Active", "StateChanged", "uu", 2, 1)  # somebody else's
        tell(active, f"{NM}.Connection.Active", "StateChanged", "uu", 1, 1)
        if self.deaf or (one.flags and given != one.password):
            tell(active, f"{NM}.Connection.Active", "StateChanged", "uu", 4, 1)
            tell(device, f"{NM}.Device", "StateChanged", "uuu", 120, 60, 17 if self.deaf else 7)
            return active
        tell(device, f"{NM}.Device", "StateChanged", "uuu", 100, 90, 0)
        tell(active, f"{NM}.Connection.Active", "StateChanged", "uu", 2, 1)
        self.properties[device, f"{NM}.Device"]["State"] = ("u", 100)
        self.properties[device, f"{NM}.Device.Wireless"]["ActiveAccessPoint"] = ("o", point)
        return active


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with running_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def manager(bus: str) -> Iterator[FakeNetworkManager]:
    with Service(bus, NM) as service:
        yield FakeNetworkManager(service)


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def woken() -> list[int]:
    return []


@pytest.fixture
def port(context: Context, door: Door, woken: list[int]) -> NetworkManager:
    door.enter(Role.ADMIN)
    return NetworkManager(door, AuditBook(context, door, lambda _: True, str), lambda: woken.append(1))


def noted(context: Context) -> list[tuple[Act, bool, str]]:
    return [(line.act, line.done, line.detail) for line in reversed(entries(context.store))]


# --- Looking ------------------------------------------------------------------------------------------------------------


def test_a_machine_without_networkmanager_or_without_any_bus_is_not_managed(
    bus: str, port: NetworkManager, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert port.look() == NetworkNow(managed=False)
    assert "teknisi" in port.join("x", PASSWORD).words
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    assert port.look() == NetworkNow(managed=False)
    assert not port.forget("x").ok


def test_the_cable_tells_its_address(manager: FakeNetworkManager, port: NetworkManager) -> None:
    assert port.look() == NetworkNow(managed=True, radio=True)
    manager.plug_in()
    assert port.look() == NetworkNow(managed=True, cable=True, address="192.168.7.20", radio=True)
    manager.properties[ROOT, NM]["WirelessHardwareEnabled"] = ("b", False)
    manager.air = [Transmitter(b"Kelurahan", 80)]
    seen = port.look()
    assert not seen.radio
    assert seen.wifi == ()


def test_the_air_is_told_strongest_first_each_name_once_and_nothing_unreadable(
    manager: FakeNetworkManager, port: NetworkManager
) -> None:
    manager.air = [
        Transmitter(b"Kelurahan", 40),
        Transmitter(b"Warkop", 90, rsn=0, flags=0),
        Transmitter(b"Kelurahan", 70),
        Transmitter(b"", 99),
        Transmitter(b"\xff\xfe", 99),
        Transmitter(b"a\x1b[2Jb", 99),
    ]
    # Found by the look that is asked for now.
    manager.hidden = [Transmitter("Pak RT 😀".encode(), 55, rsn=0x400)]
    manager.keep({"802-11-wireless": {"ssid": ("ay", b"Kelurahan")}})
    manager.keep({"802-3-ethernet": {}})
    assert port.look().wifi == (
        Wifi("Warkop", 90, locked=False, known=False),
        Wifi("Kelurahan", 70, locked=True, known=True),
        Wifi("Pak RT 😀", 55, locked=True, known=False),
    )


# --- Joining ------------------------------------------------------------------------------------------------------------


def test_a_wifi_is_joined_and_kept_and_then_needs_no_password(
    manager: FakeNetworkManager, port: NetworkManager, context: Context, woken: list[int]
) -> None:
    manager.air = [Transmitter(b"Kelurahan", 70), Transmitter(b"Warkop", 90, rsn=0, flags=0)]
    assert port.join("Kelurahan", PASSWORD).ok
    assert port.look().wifi[0] == Wifi("Kelurahan", 70, locked=True, known=True, joined=True)
    (kept,) = manager.kept.values()
    assert kept["802-11-wireless-security"] == {"key-mgmt": ("s", "wpa-psk"), "psk": ("s", PASSWORD)}
    assert kept["connection"]["autoconnect"] == ("b", True)
    assert port.join("Kelurahan", "").ok
    assert len(manager.kept) == 1, "no second one of the same"
    assert noted(context) == [(Act.NETWORK_SET, True, "wifi joined")] * 2
    assert len(woken) == 2, "what waits may be sent now"
    assert port.forget("Kelurahan").ok
    assert not manager.kept
    assert not port.forget("Kelurahan").ok


def test_a_wrong_password_is_said_and_not_kept_and_the_old_one_stays(
    manager: FakeNetworkManager, port: NetworkManager, context: Context, woken: list[int]
) -> None:
    manager.air = [Transmitter(b"Kelurahan", 70)]
    assert port.join("Kelurahan", PASSWORD).ok
    before = dict(manager.kept)
    refused = port.join("Kelurahan", "salah sekali")
    assert not refused.ok
    assert "sandinya" in refused.words
    assert manager.kept == before
    manager.air[0].password = "sandi yang baru"
    assert port.join("Kelurahan", "sandi yang baru").ok
    assert manager.kept.keys().isdisjoint(before), "one network, one password"
    assert len(manager.kept) == 1
    assert [done for _, done, _ in noted(context)] == [True, False, True]
    assert len(woken) == 2


def test_an_older_profile_that_may_not_be_removed_does_not_undo_what_was_joined(
    manager: FakeNetworkManager, port: NetworkManager
) -> None:
    def refuse(path: str) -> Answer:
        raise Fault(f"{NM}.Settings.PermissionDenied")

    manager.air = [Transmitter(b"Kelurahan", 70)]
    manager.keep({"802-11-wireless": {"ssid": ("ay", b"Kelurahan")}})
    manager.service.methods[f"{NM}.Settings.Connection", "Delete"] = refuse
    assert port.join("Kelurahan", PASSWORD).ok


def test_no_answer_is_told_apart_from_a_wrong_password(manager: FakeNetworkManager, port: NetworkManager) -> None:
    manager.air, manager.deaf = [Transmitter(b"Kelurahan", 70)], True
    assert port.join("Kelurahan", PASSWORD).words.startswith("Wi-Fi tidak menjawab.")
    assert not manager.kept


def test_a_wifi_that_never_says_how_it_went_is_given_up(
    manager: FakeNetworkManager, port: NetworkManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_JOIN_S", 0.2)
    manager.air = [Transmitter(b"Kelurahan", 70)]
    manager.service.methods[NM, "AddAndActivateConnection"] = lambda path, settings, device, point: (
        "oo", (manager.keep(settings), "/silent"),
    )  # fmt: skip
    assert port.join("Kelurahan", PASSWORD).words.startswith("Wi-Fi tidak menjawab.")
    assert not manager.kept


@pytest.mark.parametrize(
    ("transmitter", "password", "said"),
    [
        (Transmitter(b"X", 50), "", "Isi sandi"),
        (Transmitter(b"X", 50), "pendek", "8 sampai 63"),
        (Transmitter(b"X", 50), "x" * 64, "8 sampai 63"),
        (Transmitter(b"X", 50), "sandi\x00panjang", "8 sampai 63"),
        (Transmitter(b"X", 50, rsn=0x200), PASSWORD, "nama pengguna"),
        (Transmitter(b"X", 50, rsn=0), PASSWORD, "WEP"),
        (Transmitter(b"Y", 50), PASSWORD, "tidak terlihat"),
    ],
)
def test_what_can_not_work_is_not_tried(
    manager: FakeNetworkManager, port: NetworkManager, transmitter: Transmitter, password: str, said: str
) -> None:
    manager.air = [transmitter]
    done = port.join("X", password)
    assert not done.ok
    assert said in done.words
    assert not manager.kept


@pytest.mark.parametrize(
    ("transmitter", "security"),
    [
        (Transmitter(b"X", 50, rsn=0x400), {"key-mgmt": ("s", "sae"), "psk": ("s", PASSWORD)}),
        (Transmitter(b"X", 50, rsn=0x500), {"key-mgmt": ("s", "wpa-psk"), "psk": ("s", PASSWORD)}),
        (Transmitter(b"X", 50, rsn=0x800, flags=0), {"key-mgmt": ("s", "owe")}),
        (Transmitter(b"X", 50, rsn=0, flags=0), None),
    ],
)
def test_each_kind_of_wifi_is_joined_its_own_way(
    manager: FakeNetworkManager, port: NetworkManager, transmitter: Transmitter, security: object
) -> None:
    manager.air = [transmitter]
    assert port.join("X", PASSWORD).ok
    (kept,) = manager.kept.values()
    assert kept.get("802-11-wireless-security") == security


def test_a_kiosk_that_may_not_says_which_rule_is_missing(manager: FakeNetworkManager, port: NetworkManager) -> None:
    def refuse(path: str, *_body: object) -> Answer:
        raise Fault(f"{NM}.PermissionDenied")

    manager.air = [Transmitter(b"Kelurahan", 70)]
    manager.service.methods[NM, "AddAndActivateConnection"] = refuse
    done = port.join("Kelurahan", PASSWORD)
    assert not done.ok
    assert "polkit" in done.words
    assert "rahasia" not in done.words, "what a service says is not repeated"


def test_only_the_admin_changes_the_network(
    manager: FakeNetworkManager, port: NetworkManager, door: Door, context: Context
) -> None:
    door.leave()
    for role in (None, Role.PETUGAS):
        if role:
            door.enter(role)
        for errand in (lambda: port.join("X", PASSWORD), lambda: port.forget("X")):
            with pytest.raises(WrongUse):
                errand()
    assert noted(context) == []
    assert manager.service.calls == []


# --- The command --------------------------------------------------------------------------------------------------------


def test_the_command_takes_the_password_from_stdin_and_it_is_nowhere_else(
    manager: FakeNetworkManager, run_kiosk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from kiosk.usecases.initialise import DEMO_CODE, initialise

    data = tmp_path / "kiosk"
    initialise(data, demo=True, office_code=DEMO_CODE)
    manager.plug_in()
    manager.air = [Transmitter(b"Kelurahan", 70)]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    code, out, err = run_kiosk("network", "--join", "Kelurahan", "--json", "--data", data)
    assert code == 0, err
    assert '"address": "192.168.7.20"' in out
    assert '"joined": true' in out
    assert PASSWORD not in out + err
    code, out, err = run_kiosk("network", "--forget", "Warkop", "--data", data)
    assert code == 3
    with Store.open(data) as store:
        lines = [(line.act, line.done, line.detail) for line in entries(store)]
    assert lines[:2] == [(Act.NETWORK_SET, False, "wifi forgotten"), (Act.NETWORK_SET, True, "wifi joined")]
    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept
    assert b"Warkop" not in kept, "nor the names of networks"
