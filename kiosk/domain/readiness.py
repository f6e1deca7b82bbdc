"""Whether the machine is ready, as a list of checks that a worried petugas understands."""

from __future__ import annotations

from typing import Literal, assert_never

import msgspec

CheckId = Literal[
    "disk", "database", "printer", "scanner", "clock", "network", "sync", "services",
    "settings", "keys", "temperature", "power", "memory", "disk_health",
    "pin", "backups", "recovery", "audit", "prints", "logs", "program",
]  # fmt: skip


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at. `detail` says what is and, where something is wrong, what to do."""

    id: CheckId
    ok: bool
    detail: str
    needed: bool = True  # a resident is turned away without it; a missing scanner only costs typing
    attention: bool = False  # works, but somebody should come by soon: the paper is nearly at its end


def is_ready(checks: tuple[Check, ...]) -> bool:
    """True when nothing that is needed is wrong."""
    return all(check.ok for check in checks if check.needed)


def title_of(check: CheckId) -> str:  # noqa: C901 - one line a check
    """What a check is called in maintenance mode and on the readiness report."""
    match check:
        case "disk":
            return "Penyimpanan"
        case "database":
            return "Basis data"
        case "printer":
            return "Printer"
        case "scanner":
            return "Pemindai"
        case "clock":
            return "Jam"
        case "network":
            return "Jaringan"
        case "sync":
            return "Pengiriman data"
        case "services":
            return "Berkas layanan"
        case "settings":
            return "Pengaturan"
        case "keys":
            return "Kunci kiosk"
        case "pin":
            return "PIN perawatan"
        case "backups":
            return "Cadangan"
        case "recovery":
            return "Pemulihan"
        case "audit":
            return "Buku catatan"
        case "prints":
            return "Antrean cetak"
        case "logs":
            return "Catatan mesin"
        case "program":
            return "Program"
        case "temperature":
            return "Suhu mesin"
        case "power":
            return "Listrik cadangan"
        case "memory":
            return "Memori"
        case "disk_health":
            return "Kesehatan disk"
        case _:
            assert_never(check)
