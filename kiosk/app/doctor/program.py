"""The program itself: its settings, keys and PINs, its files, whether somebody looks after it."""

from __future__ import annotations

from pathlib import Path

from kiosk import config, pins, updates
from kiosk.app import bootstrap
from kiosk.domain.readiness import Check
from kiosk.errors import KioskError, WrongUse
from kiosk.private_file import foreign


def settings_file(data: Path) -> tuple[Check, ...]:
    """Only worth a line when `config.toml` is broken: with file, key and remedy."""
    try:
        config.load(data)
    except WrongUse as error:
        good = (data / config.GOOD).is_file()
        use = "Kiosk memakai pengaturan terakhir yang baik." if good else "Betulkan berkas itu; kiosk tidak bisa mulai."
        return (Check("settings", False, f"{error} {use}", needed=not good),)
    return ()


def unusable(error: WrongUse) -> Check:
    """That a setting which can be read means nothing."""
    return Check("settings", False, f"{error} Kiosk tidak bisa mulai dengan pengaturan ini.")


def keys_check(error: KioskError) -> Check:
    """That the kiosk cannot say who it is."""
    said = "Lihat langkah di ruang Bantuan: kunci kiosk hilang. Data yang tersimpan aman."
    return Check("keys", False, f"{error.what} {said}")


def files(data: Path) -> tuple[Check, ...]:
    """Only worth a line when others can read what is the kiosk's alone, or it belongs to somebody else."""
    if strangers := foreign(data, bootstrap.PRIVATE):
        names = ", ".join("folder data" if name == "." else name for name in strangers)
        said = f"Milik pengguna lain: {names}. Minta teknisi: chown ke pengguna yang menjalankan kiosk."
        return (Check("keys", False, said, needed=False),)
    open_ones = [name for name in bootstrap.PRIVATE if _is_open(data / name)]
    if not open_ones:
        return ()
    said = f"Bisa dibaca pengguna lain: {', '.join(open_ones)}. Nyalakan ulang kiosk: ia menutupnya sendiri."
    return (Check("keys", False, said, needed=False),)


def _is_open(path: Path) -> bool:
    try:
        return bool(path.lstat().st_mode & 0o077)
    except OSError:
        return False


def pin(data: Path) -> tuple[Check, ...]:
    """Only worth a line when nobody can come into maintenance mode."""
    known = pins.read(data)
    if known is not None and known.admin:
        return ()
    said = "PIN admin belum ada atau berkasnya rusak. Buat yang baru di komputer ini: kiosk pin"
    return (Check("pin", False, said, needed=False),)


def care(*, guarded: bool | None) -> tuple[Check, ...]:
    """Only worth a line when nobody starts the program anew, or a new version still has to prove itself.

    `guarded`: whether this process was started by the supervisor; None where it is not the one that serves.
    """
    if guarded is False:
        said = "Program tidak dijaga: bila berhenti, tidak dinyalakan lagi. Jalankan lewat: kiosk supervise"
        return (Check("program", True, said, needed=False, attention=True),)
    install = updates.install_folder()
    standing = updates.standing(install) if install else None
    if standing is None or not standing.on_trial:
        return ()
    said = (
        f"Versi baru {standing.version} sedang dicoba. Bila tidak jalan, kiosk kembali sendiri ke {standing.previous}."
    )
    return (Check("program", True, said, needed=False, attention=True),)


def services(data: Path) -> tuple[Check, ...]:
    """Only worth a line when a file of the office's own is left out."""
    try:
        known = bootstrap.catalog(data)
        refused = {one.file for one in (*known.refused, *bootstrap.content(data, known).refused)}
    except WrongUse as error:
        return (Check("services", False, f"Daftar layanan tidak bisa dibaca. {error}"),)
    except KioskError:
        return ()  # what the office has sent stands in the database, whose own line says it
    except OSError:
        said = "Berkas program tidak lengkap. Pasang ulang program; data tidak hilang."
        return (Check("services", False, said),)
    if not refused:
        return ()
    names = ", ".join(sorted(refused))
    said = f"Tidak dipakai karena salah tulis: {names}. Jalankan: kiosk services."
    return (Check("services", False, said, needed=False),)
