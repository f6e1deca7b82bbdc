"""Cable and Wi-Fi through NetworkManager, where the machine has it. Implements `ui.ports.Network`.

A password goes from the screen to NetworkManager over D-Bus and nowhere else: it is in no command line, no log and no audit
line. A network's name may be somebody's own ("HP Bu Sartini"), so the audit log holds none either.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from jeepney import DBusAddress

from kiosk.app.audit_log import AuditBook
from kiosk.app.door import Door
from kiosk.app.system_bus import BusError, NobodyThere, SystemBus, left
from kiosk.domain.audit import Act
from kiosk.domain.petugas import Room
from ui.ports import Done, NetworkNow, Wifi

_NAME: Final = "org.freedesktop.NetworkManager"
_MANAGER: Final = DBusAddress("/org/freedesktop/NetworkManager", _NAME, _NAME)
_SETTINGS: Final = DBusAddress("/org/freedesktop/NetworkManager/Settings", _NAME, f"{_NAME}.Settings")
_NONE: Final = "/"

# NetworkManager's own numbers (its D-Bus reference: NMDeviceType, NMDeviceState and so on).
_ETHERNET, _WIFI = 1, 2
_DEVICE_ACTIVATED, _DEVICE_FAILED = 100, 120
_JOINED, _LEFT_AGAIN = 2, 4
_PRIVACY: Final = 0x1
_PSK, _ENTERPRISE, _SAE, _OWE = 0x100, 0x200, 0x400, 0x800
_WRONG_PASSWORD: Final = frozenset((7, 8, 9, 10))  # no secrets, and the supplicant's refusals
_TOO_SLOW: Final = frozenset((5, 6, 11, 15, 16, 17))  # no address, and the supplicant's patience
_NOT_THERE: Final = 53
_NO_ANSWER: Final = 11

_SCAN_S: Final = 5.0
_JOIN_S: Final = 45.0
_WHY_S: Final = 2.0
_HEX_KEY: Final = re.compile(r"[0-9a-fA-F]{64}")
_PRINTABLE: Final = frozenset(string.printable[:95])

_ABSENT: Final = "Jaringan mesin ini tidak dikelola NetworkManager. Minta teknisi mengaturnya."
_FORBIDDEN: Final = (
    "Kiosk belum diizinkan mengatur jaringan. Minta teknisi memasang aturan polkit dari panduan pemasangan."
)


@dataclass(frozen=True)
class _Air:
    """A network in the air, and how it is joined."""

    wifi: Wifi
    ssid: bytes
    point: str
    device: str
    keys: int  # how it lets in: the flags of its WPA and RSN offers


class NetworkManager:
    """Each call has a connection of its own; to be called from a worker's thread: a scan takes seconds, joining up to 45."""

    def __init__(self, door: Door, audit: AuditBook, joined: Callable[[], None]) -> None:
        """`joined` is told that there is a network now."""
        self._door = door
        self._audit = audit
        self._joined = joined

    def look(self) -> NetworkNow:
        """How this machine is connected, after a fresh look into the air."""
        try:
            with SystemBus() as bus:
                return look(bus)
        except BusError:
            return NetworkNow(managed=False)

    def join(self, name: str, password: str) -> Done:
        """Joins a Wi-Fi; one that is known needs no password. Raises NotAllowed where the one inside may not."""
        self._door.require(Room.NETWORK)
        done = join(name, password)
        self._audit.note(Act.NETWORK_SET, done=done.ok, detail="wifi joined")
        if done.ok:
            self._joined()
        return done

    def forget(self, name: str) -> Done:
        """Forgets a Wi-Fi with its password. Raises NotAllowed where the one inside may not."""
        self._door.require(Room.NETWORK)
        done = forget(name)
        self._audit.note(Act.NETWORK_SET, done=done.ok, detail="wifi forgotten")
        return done


def look(bus: SystemBus, *, scan: bool = True) -> NetworkNow:
    """The same for whoever holds a connection. Raises BusError."""
    devices = [(path, _device(path)) for path in bus.call(_MANAGER, "GetDevices")[0]]
    kinds = {path: bus.get(at, "DeviceType") for path, at in devices}
    radio = bool(bus.get(_MANAGER, "WirelessEnabled")) and bool(bus.get(_MANAGER, "WirelessHardwareEnabled"))
    adapters = [path for path, kind in kinds.items() if kind == _WIFI]
    radio = radio and bool(adapters)
    if radio and scan:
        _scan(bus, adapters[0])
    return NetworkNow(
        managed=True,
        cable=any(_plugged(bus, at) for path, at in devices if kinds[path] == _ETHERNET),
        address=_address(bus),
        wifi=tuple(one.wifi for one in _in_the_air(bus, adapters)) if radio else (),
        radio=radio,
    )


def join(name: str, password: str) -> Done:
    """Joins a Wi-Fi. A password that was wrong is not kept."""
    try:
        with SystemBus() as bus:
            adapters = [
                path for path in bus.call(_MANAGER, "GetDevices")[0] if bus.get(_device(path), "DeviceType") == _WIFI
            ]
            found = next((one for one in _in_the_air(bus, adapters) if one.wifi.name == name), None)
            if found is None:
                return Done(False, "Wi-Fi itu tidak terlihat lagi. Dekatkan, lalu cari lagi.")
            return _join(bus, found, password)
    except BusError as error:
        return _refused(error)


def forget(name: str) -> Done:
    """Forgets every password of a Wi-Fi."""
    try:
        with SystemBus() as bus:
            known = [path for path, ssid in _known(bus) if ssid == name.encode()]
            for path in known:
                bus.call(_connection(path), "Delete")
    except BusError as error:
        return _refused(error)
    if not known:
        return Done(False, "Wi-Fi itu belum pernah disambung dari sini.")
    return Done(True, "Wi-Fi itu sudah dilupakan. Untuk menyambung lagi, sandinya ditanyakan.")


def _join(bus: SystemBus, found: _Air, password: str) -> Done:
    if found.wifi.known and not password:
        known = next(path for path, ssid in _known(bus) if ssid == found.ssid)
        began, reason = _activate(bus, found, lambda: bus.call(
            _MANAGER, "ActivateConnection", "ooo", known, found.device, found.point
        )[0])  # fmt: skip
        return _ended(began, reason)
    if refused := _unfit(found, password):
        return Done(False, refused)
    made: list[str] = []

    def add() -> str:
        settings = _new_settings(found, password)
        added, active = bus.call(
            _MANAGER, "AddAndActivateConnection", "a{sa{sv}}oo", settings, found.device, found.point
        )
        made.append(added)
        return str(active)

    older = [path for path, ssid in _known(bus) if ssid == found.ssid]
    began, reason = _activate(bus, found, add)
    for path in older if began else made:
        # One network, one password: the older one that was replaced goes, or the new one that did not work. Where it is
        # gone already, or may not be touched, what was said of joining holds all the same.
        with suppress(BusError):
            bus.call(_connection(path), "Delete")
    return _ended(began, reason)


def _activate(bus: SystemBus, found: _Air, begin: Callable[[], str]) -> tuple[bool, int]:
    """Begins and waits until it is joined or not; the device's reason where it is not."""
    deadline, reason = monotonic() + _JOIN_S, 0
    # Listened to before it begins: what happens at once must not be missed.
    with (
        bus.signals(sender=_NAME, interface=f"{_NAME}.Connection.Active", member="StateChanged") as following,
        bus.signals(sender=_NAME, interface=f"{_NAME}.Device", member="StateChanged", path=found.device) as failing,
    ):
        active = begin()
        while left(deadline) and (told := following(left(deadline))) is not None:
            path, (state, *_) = told
            if path != active or state not in (_JOINED, _LEFT_AGAIN):
                continue
            # The two tell of a failure in no certain order.
            while state == _LEFT_AGAIN and not reason and (said := failing(_WHY_S)) is not None:
                _, (now, _before, why) = said
                reason = why if now == _DEVICE_FAILED else reason
            return state == _JOINED, reason
    return False, _NO_ANSWER


def _ended(joined: bool, reason: int) -> Done:
    if joined:
        return Done(True, "Tersambung. Wi-Fi ini dipakai lagi sendiri sesudah mesin dinyalakan.")
    if reason in _WRONG_PASSWORD:
        return Done(False, "Wi-Fi menolak. Periksa sandinya: huruf besar dan kecil dibedakan.")
    if reason in _TOO_SLOW:
        return Done(False, "Wi-Fi tidak menjawab. Dekatkan ke pemancarnya, atau nyalakan ulang pemancarnya.")
    if reason == _NOT_THERE:
        return Done(False, "Wi-Fi itu tidak terlihat lagi. Dekatkan, lalu cari lagi.")
    return Done(False, "Tidak bisa tersambung. Coba lagi; bila tetap, minta teknisi.")


def _refused(error: BusError) -> Done:
    if isinstance(error, NobodyThere):
        return Done(False, _ABSENT)
    return Done(False, _FORBIDDEN if error.forbidden else _ended(False, 0).words)


def _unfit(found: _Air, password: str) -> str:
    """Why this network can not be joined with this password, "" when it may be tried."""
    if not found.wifi.locked:
        return ""
    if not found.keys & (_PSK | _SAE):
        if found.keys & _ENTERPRISE:
            return "Wi-Fi ini minta nama pengguna. Minta teknisi mengaturnya."
        return "Sandi Wi-Fi ini cara lama (WEP) dan bisa dibaca siapa saja. Ganti pengaturan pemancarnya ke WPA2."
    if not password:
        return "Isi sandi Wi-Fi ini."
    # What the standard allows; nothing that is longer or shorter is tried.
    if not _HEX_KEY.fullmatch(password) and not (8 <= len(password) <= 63 and set(password) <= _PRINTABLE):
        return f"Sandi Wi-Fi ada 8 sampai 63 huruf dan angka. Ini {len(password)}."
    return ""


def _new_settings(found: _Air, password: str) -> dict[str, dict[str, tuple[str, object]]]:
    settings: dict[str, dict[str, tuple[str, object]]] = {
        "connection": {"id": ("s", found.wifi.name), "type": ("s", "802-11-wireless"), "autoconnect": ("b", True)},
        "802-11-wireless": {"ssid": ("ay", found.ssid), "mode": ("s", "infrastructure")},
        "ipv4": {"method": ("s", "auto")},
        "ipv6": {"method": ("s", "auto")},
    }
    if found.wifi.locked:
        way = "wpa-psk" if found.keys & _PSK else "sae"
        settings["802-11-wireless-security"] = {"key-mgmt": ("s", way), "psk": ("s", password)}
    elif found.keys & _OWE:
        settings["802-11-wireless-security"] = {"key-mgmt": ("s", "owe")}
    return settings


# --- What there is ------------------------------------------------------------------------------------------------------


def _in_the_air(bus: SystemBus, adapters: list[str]) -> list[_Air]:
    """The networks, the one that is used and then the strongest first; of several transmitters of one the strongest."""
    known = {ssid for _, ssid in _known(bus)}
    best: dict[bytes, _Air] = {}
    for adapter in adapters:
        wireless = DBusAddress(adapter, _NAME, f"{_NAME}.Device.Wireless")
        used = bus.get(wireless, "ActiveAccessPoint")
        up = bus.get(_device(adapter), "State") == _DEVICE_ACTIVATED
        for point in bus.call(wireless, "GetAllAccessPoints")[0]:
            seen = _point(bus, adapter, point, used=up and point == used, known=known)
            if seen is None:
                continue
            other = best.get(seen.ssid)
            if other is None or _rank(seen) > _rank(other):
                best[seen.ssid] = seen
    return sorted(best.values(), key=_rank, reverse=True)


def _rank(air: _Air) -> tuple[bool, int, str]:
    return air.wifi.joined, air.wifi.strength, air.wifi.name


def _point(bus: SystemBus, device: str, path: str, *, used: bool, known: set[bytes]) -> _Air | None:
    """One transmitter; None for one that is gone, hides its name, or has a name nobody can read."""
    at = DBusAddress(path, _NAME, f"{_NAME}.AccessPoint")
    try:
        ssid = bytes(bus.get(at, "Ssid"))
        keys = bus.get(at, "WpaFlags") | bus.get(at, "RsnFlags")
        privacy = bool(bus.get(at, "Flags") & _PRIVACY)
        strength = min(100, bus.get(at, "Strength"))
        name = ssid.decode("utf-8")
    except (BusError, UnicodeDecodeError):
        return None
    if not name.strip() or not name.isprintable():
        return None
    locked = privacy or bool(keys & (_PSK | _SAE | _ENTERPRISE))
    return _Air(Wifi(name, strength, locked, ssid in known, used), ssid, path, device, keys)


def _known(bus: SystemBus) -> Iterator[tuple[str, bytes]]:
    """The Wi-Fi connections that are kept."""
    for path in bus.call(_SETTINGS, "ListConnections")[0]:
        try:
            kept: dict[str, dict[str, tuple[str, Any]]] = bus.call(_connection(path), "GetSettings")[0]
        except BusError:
            continue  # gone since, or somebody else's
        if "802-11-wireless" in kept:
            yield path, bytes(kept["802-11-wireless"]["ssid"][1])


def _scan(bus: SystemBus, adapter: str) -> None:
    """A fresh look into the air; where it is refused (it was looked a moment ago) what was seen then will do."""
    at = DBusAddress(adapter, _NAME, f"{_NAME}.Device.Wireless")
    deadline = monotonic() + _SCAN_S
    rule = {"interface": "org.freedesktop.DBus.Properties", "member": "PropertiesChanged", "path": adapter}
    with bus.signals(sender=_NAME, **rule) as following:
        try:
            bus.call(at, "RequestScan", "a{sv}", {})
        except NobodyThere:
            raise
        except BusError:
            return
        while left(deadline) and (told := following(left(deadline))) is not None:
            path, (_interface, changed, _gone) = told
            if path == adapter and "LastScan" in changed:
                return


def _plugged(bus: SystemBus, device: DBusAddress) -> bool:
    carrier = bus.get(DBusAddress(device.object_path, _NAME, f"{_NAME}.Device.Wired"), "Carrier")
    return bool(carrier) and bus.get(device, "State") == _DEVICE_ACTIVATED


def _address(bus: SystemBus) -> str:
    """Of the road that is used."""
    primary = bus.get(_MANAGER, "PrimaryConnection")
    if primary == _NONE:
        return ""
    active = DBusAddress(primary, _NAME, f"{_NAME}.Connection.Active")
    try:
        for kind in ("Ip4Config", "Ip6Config"):
            path = bus.get(active, kind)
            data = (
                []
                if path == _NONE
                else bus.get(DBusAddress(path, _NAME, f"{_NAME}.{kind[:2].upper()}{kind[2:]}"), "AddressData")
            )
            if data:
                return str(data[0]["address"][1])
    except NobodyThere:
        raise
    except BusError:
        return ""  # gone since
    return ""


def _device(path: str) -> DBusAddress:
    return DBusAddress(path, _NAME, f"{_NAME}.Device")


def _connection(path: str) -> DBusAddress:
    return DBusAddress(path, _NAME, f"{_NAME}.Settings.Connection")
