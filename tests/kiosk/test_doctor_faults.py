"""One fault at a time: the doctor names its cause and what to do, and nothing else turns red.

A whole kiosk that is well: an office behind a real socket, a printer that answers, a backup, a machine with a thermometer and
a UPS. Each fault is done to a copy of it, the way it comes about in a hall: files are cut, moved, opened to others, the printer
runs out of paper, somebody else answers at the office's address.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
import trustme
from sqlalchemy import update

from kiosk import catalog_files, config, keys, log, pins, updates
from kiosk.app import doctor
from kiosk.app.doctor import data as kept
from kiosk.app.doctor import program
from kiosk.clock import FixedClock
from kiosk.domain.audit import Act, Actor
from kiosk.domain.events import NumberTaken
from kiosk.domain.prints import TestSlip
from kiosk.domain.readiness import Check, is_ready
from kiosk.store import backups, journal, print_jobs, settings
from kiosk.store.database import DATABASE, Store, reading
from kiosk.store.failures import known_failures
from kiosk.usecases import recover
from kiosk.usecases.audit import note
from printers.simulator import Simulator
from sync import tries
from sync.outcome import Reason, SyncOutcome
from sync.server.store import tables
from tests.faults import disks
from tests.kiosk.test_sensors import heat, lay
from tests.sync.test_diagnosis import answering, certificate, http, of
from tests.sync.world import START, URL, OfficeWorld, World, served

DAY_MS = 86_400_000


@dataclass
class Patient:
    """A kiosk that is well, and everything around it."""

    data: Path
    root: Path  # where its /sys and /proc lie
    office: OfficeWorld
    kiosk_id: str
    printer: Simulator
    clock: FixedClock
    stack: ExitStack

    def seen(self) -> tuple[Check, ...]:
        """What `kiosk doctor` says."""
        return doctor.of_folder(self.data, self.clock, self.root)

    def change(self, work: Callable[[Store], object]) -> None:
        """Something happens in its database."""
        with Store.open(self.data) as store:
            work(store)

    def set(self, section: str, **values: str | int) -> None:
        """Writes a section of config.toml, in the place of the one that was there."""
        path = self.data / config.FILE
        text = re.sub(rf"\[{section}\]\n(?:[^\[].*\n)*", "", path.read_text("utf-8"))
        lines = [f"{name} = {msgspec.json.encode(value).decode()}\n" for name, value in values.items()]
        path.write_text(f"{text}[{section}]\n{''.join(lines)}", "utf-8")


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with Simulator(tmp_path_factory.mktemp("tray")) as simulator:
        yield simulator


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, printer: Simulator) -> Iterator[tuple[Path, OfficeWorld, str, int]]:
    """The folder of a kiosk that has worked for a while, its office, and the port at which that answers."""
    with World(tmp_path_factory.mktemp("world")) as world:
        office = world.office()
        kiosk = world.kiosk(office)
        kiosk.submit(2)
        assert kiosk.sync().done
        data = kiosk.machine.data
        kiosk.store.run(lambda db: db.execute("DELETE FROM print_jobs"))
        backups.make(data, now=START)
        port = world.enter_context(served(office.app))
        whole = tmp_path_factory.mktemp("well") / "kiosk"
        with sqlite3.connect(data / DATABASE) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copytree(data, whole, ignore=shutil.ignore_patterns("*-wal", "*-shm", "*.lock"))
        (whole / keys.OFFICE).write_text(
            (whole / keys.OFFICE).read_text("utf-8").replace(URL, f"http://127.0.0.1:{port}"), "utf-8"
        )
        yield whole, office, kiosk.keys.id, port


@pytest.fixture
def patient(
    tmp_path: Path, hall: tuple[Path, OfficeWorld, str, int], printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Patient]:
    """A copy of it, to which a fault is done."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    whole, office, kiosk_id, port = hall
    data = shutil.copytree(whole, tmp_path / "kiosk")
    root = heat(tmp_path / "root", coretemp=51)
    lay(
        root,
        sys__class__power_supply__ups__type="UPS",
        sys__class__power_supply__ups__status="Full",
        sys__class__power_supply__ups__capacity="100",
        proc__meminfo="MemTotal: 4000000 kB\nMemAvailable: 2500000 kB",
        proc__uptime="86400.00 1.0",
    )
    with ExitStack() as stack:
        stack.callback(printer.recover)
        stack.callback(printer.refill)
        stack.callback(printer.cover_close)
        well = Patient(data, root, office, kiosk_id, printer, FixedClock(START + 1000), stack)
        (data / config.FILE).write_text("", "utf-8")
        well.set("printer", url=printer.url)
        well.set("server", url=f"http://127.0.0.1:{port}")
        well.set("storage", reserve_mb=1)
        yield well


def red(checks: tuple[Check, ...]) -> dict[str, Check]:
    """What is wrong, or asks for somebody."""
    return {check.id: check for check in checks if not check.ok or check.attention}


def test_a_kiosk_that_is_well_has_nothing_red(patient: Patient) -> None:
    """Or the tests below would show nothing."""
    checks = patient.seen()
    assert red(checks) == {}
    assert [check.id for check in checks][:7] == ["disk", "database", "printer", "scanner", "clock", "network", "sync"]
    assert {check.id for check in checks} >= {"backups", "temperature", "power", "memory"}
    assert is_ready(checks)


Fault = Callable[[Patient, pytest.MonkeyPatch], object]
FAULTS: dict[str, tuple[str, Fault, str]] = {}
"""By a name: which check is to turn red, the fault, and the words that name cause and next step (a pattern)."""


def fault(check: str, words: str) -> Callable[[Fault], Fault]:
    """One more fault."""

    def note(done: Fault) -> Fault:
        FAULTS[done.__name__] = (check, done, words)
        return done

    return note


# --- Disk and data


@fault("disk", "Disk hampir penuh: sisa .* lalu hapus berkas lain")
def disk_low(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("storage", reserve_mb=10**7)


def overwrite(path: Path, at: int, size: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(os.urandom(size))


@fault("database", "rusak. Jangan dihapus. Nyalakan ulang kiosk")
def database_damaged(patient: Patient, _: pytest.MonkeyPatch) -> None:
    overwrite(patient.data / DATABASE, 2 * 4096, 4096 * 4)


@fault("database", "rusak. Jangan dihapus")
def database_is_something_else(patient: Patient, _: pytest.MonkeyPatch) -> None:
    (patient.data / DATABASE).write_bytes(b"Daftar belanja: beras, gula, kopi.\n" * 400)


@fault("database", "tidak ada. Nyalakan ulang kiosk: ia memulihkan diri")
def database_gone(patient: Patient, _: pytest.MonkeyPatch) -> None:
    (patient.data / DATABASE).unlink()


@fault("backups", "Belum ada cadangan. Buat sekarang")
def no_backup(patient: Patient, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(patient.data / backups.FOLDER)


@fault("backups", r"Cadangan terbaru \(.*\) rusak. Buat yang baru")
def backup_damaged(patient: Patient, _: pytest.MonkeyPatch) -> None:
    overwrite(backups.listed(patient.data)[0].path, 4096, 20_000)


@fault("recovery", "dipulihkan dari cadangan .* Paling banyak 3 data hilang: cocokkan struk")
def recovered_with_a_loss(patient: Patient, _: pytest.MonkeyPatch) -> None:
    found = recover.Recovered(START, recover.Why.UNREADABLE, "a", "b", 2, 1, lost=3)
    patient.change(lambda store: store.transaction(lambda db: settings.put(db, found)))


@fault("audit", "Buku catatan tidak utuh mulai baris 1. Simpan salinannya")
def audit_log_edited(patient: Patient, _: pytest.MonkeyPatch) -> None:
    def edit(store: Store) -> None:
        note(store, FixedClock(START), Actor.ADMIN, Act.LEFT)
        store.run(lambda db: db.execute("DROP TRIGGER audit_no_update"))
        store.run(lambda db: db.execute("UPDATE audit SET at = at + 1 WHERE seq = 1"))

    patient.change(edit)


@fault("logs", "Catatan mesin tidak bisa ditulis. Minta teknisi")
def logs_cannot_be_written(patient: Patient, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(patient.data / log.FOLDER, ignore_errors=True)
    (patient.data / log.FOLDER).write_text("")


# --- Settings, keys, program


@fault("settings", r"config.toml is not TOML: .*line 2.* Mend that line. Betulkan berkas itu")
def settings_are_no_toml(patient: Patient, _: pytest.MonkeyPatch) -> None:
    path = patient.data / config.FILE
    path.write_text("printer = [\n" + path.read_text("utf-8"), "utf-8")


@fault("settings", "unknown field `lettres`.*did you mean 'letters'.*Mend that key")
def settings_with_an_unknown_key(patient: Patient, _: pytest.MonkeyPatch) -> None:
    shutil.copy(patient.data / config.FILE, patient.data / config.GOOD)
    patient.set("kiosk", lettres="A-E")


@fault("settings", "tcp9100.*tidak bisa mulai dengan pengaturan ini")
def a_printer_address_that_is_none(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("printer", url="tcp9100")


@fault("keys", "kiosk.key.* kunci kiosk hilang")
def key_gone(patient: Patient, _: pytest.MonkeyPatch) -> None:
    (patient.data / keys.KEY).unlink()


@fault("keys", "kiosk.key.* kunci kiosk hilang")
def key_cut(patient: Patient, _: pytest.MonkeyPatch) -> None:
    os.truncate(patient.data / keys.KEY, 20)


@fault("keys", "office.json.* Lihat langkah di ruang Bantuan")
def office_file_damaged(patient: Patient, _: pytest.MonkeyPatch) -> None:
    (patient.data / keys.OFFICE).write_text("{")


@fault("keys", "Bisa dibaca pengguna lain: kiosk.key. Nyalakan ulang")
def key_open_to_others(patient: Patient, _: pytest.MonkeyPatch) -> None:
    (patient.data / keys.KEY).chmod(0o644)


@fault("pin", "PIN admin belum ada atau berkasnya rusak. .* kiosk pin")
def pins_damaged(patient: Patient, _: pytest.MonkeyPatch) -> None:
    (patient.data / pins.FILE).write_text("{")


@fault("services", "Daftar layanan tidak bisa dibaca|Berkas program tidak lengkap")
def assets_gone(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_files, "SERVICES", patient.data / "nothing")


@fault("services", "Tidak dipakai karena salah tulis: kopi.toml. Jalankan: kiosk services")
def a_service_of_the_office_is_broken(patient: Patient, _: pytest.MonkeyPatch) -> None:
    folder = patient.data / "office" / "services"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kopi.toml").write_text("id = ")


# --- Clock


@fault("clock", "Jam salah: .*1970.* betulkan jam")
def clock_in_1970(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.clock.ms = 3_600_000


@fault("clock", "Jam salah: .* betulkan jam")
def clock_behind_what_was(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.clock.ms = START - 3 * 3_600_000


def differs(patient: Patient, offset_ms: int) -> None:
    def put(store: Store) -> None:
        state = store.run(journal.sync_state)
        state = msgspec.structs.replace(state, server_offset_ms=offset_ms)
        store.transaction(lambda db: journal.put_sync_state(db, state))

    patient.change(put)


@fault("clock", "terlalu cepat 1825 hari dari server. Betulkan jam")
def clock_five_years_ahead(patient: Patient, _: pytest.MonkeyPatch) -> None:
    differs(patient, -5 * 365 * DAY_MS)
    patient.clock.ms = START + 5 * 365 * DAY_MS


@fault("clock", r"terlambat tepat 1 jam dari server: zona waktu mesin mungkin salah \(WIB, WITA, WIT\)")
def clock_of_another_zone(patient: Patient, _: pytest.MonkeyPatch) -> None:
    differs(patient, 3_600_000 + 2_000)


# --- Printer and scanner


@fault("printer", "Kertas habis. Pasang gulungan baru")
def paper_out(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.printer.paper_out()


@fault("printer", "Kertas hampir habis: siapkan gulungan baru")
def paper_low(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.printer.paper_low()


@fault("printer", "Tutup printer terbuka. Tutup rapat")
def cover_open(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.printer.cover_open()


@fault("printer", "Pemotong kertas macet. Matikan printer")
def cutter_stuck(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.printer.cutter_error()


@fault("printer", "terlalu panas. Tunggu")
def head_too_hot(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.printer.overheat()


@fault("printer", "Printer rusak. Matikan dan nyalakan lagi")
def printer_broken(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.printer.break_down()


@fault("printer", "Printer tidak tersambung. Periksa kabel dan listriknya|Printer menolak sambungan")
def printer_off(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("printer", url="tcp://127.0.0.1:9")


@fault("printer", "belum diizinkan memakai printer. Minta teknisi")
def printer_not_allowed(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    device, opens = patient.data.parent / "lp0", os.open

    def refusing(name: str, *given: int, **named: int) -> int:
        if os.fspath(name) == str(device):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opens(name, *given, **named)

    # Nothing is refused to who runs the tests as root.
    monkeypatch.setattr("printers.transports.os.open", refusing)
    patient.set("printer", url=f"file://{device}")


@fault("prints", "1 struk menunggu sejak .* padahal printer siap. Nyalakan ulang kiosk")
def slips_wait_for_nothing(patient: Patient, _: pytest.MonkeyPatch) -> None:
    slip = TestSlip("id", "Kelurahan", "1", "2", "3")
    add = lambda db: print_jobs.add(db, slip, now=START - 3_600_000)  # noqa: E731
    patient.change(lambda store: store.transaction(add))


@fault("scanner", "tidak-ada")
def scanner_unplugged(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("scanner", reader="serial:///dev/serial/by-id/tidak-ada")


@fault("scanner", r'\[scanner\] source = "webcam" tidak dikenal. Tulis "camera:0"')
def camera_that_is_none(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("scanner", source="webcam")


@fault("scanner", "Kamera tidak memberi gambar .* Periksa kabelnya")
def camera_missing(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("scanner", source="file:///dev/video-tidak-ada")


# --- Network and office


@fault("network", "Alamat server salah tulis. Betulkan .server. url")
def server_address_is_none(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("server", url="kelurahan.local")


@fault("network", "server kelurahan tidak berjalan di sana .port 9.. Nyalakan server itu")
def server_not_running(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.set("server", url="http://127.0.0.1:9")


@fault("network", "Nama server .* tidak ditemukan. Periksa ejaannya")
def server_name_unknown(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.diagnosis._ELSEWHERE", (("127.0.0.1", socket.AF_INET),))
    patient.set("server", url="http://no-such-name.invalid")


@fault("network", "halaman masuk jaringan, bukan server. Masuk dulu")
def captive_portal(patient: Patient, _: pytest.MonkeyPatch) -> None:
    page = http("302 Found", b"", "text/html", "location: http://masuk.example/login")
    port = patient.stack.enter_context(answering(lambda _request: page))
    patient.set("server", url=f"http://127.0.0.1:{port}")


@fault("network", "halaman web, bukan server kelurahan. Periksa alamatnya")
def a_web_page_answers(patient: Patient, _: pytest.MonkeyPatch) -> None:
    page = http("404 Not Found", b"<html><body>Selamat datang</body></html>", "text/html")
    port = patient.stack.enter_context(answering(lambda _request: page))
    patient.set("server", url=f"http://127.0.0.1:{port}")


@fault("network", "tidak terverifikasi; isinya tetap tersegel .penerbit sertifikat server tidak dikenal")
def certificate_of_nobody(patient: Patient, _: pytest.MonkeyPatch) -> None:
    port = patient.stack.enter_context(answering(of(patient.office), tls=certificate(trustme.CA())))
    patient.set("server", url=f"https://127.0.0.1:{port}")


@fault("network", "Proxy jaringan .* tidak terjangkau. Tanyakan pengelola jaringan")
def proxy_gone(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    patient.set("server", url="http://kelurahan.invalid")


@fault("network", "kiosk ini dicabut. Tanyakan kelurahan")
def revoked(patient: Patient, _: pytest.MonkeyPatch) -> None:
    def when(moment: int | None) -> None:
        with patient.office.database.writing() as connection:
            connection.execute(
                update(tables.kiosks).where(tables.kiosks.c.id == patient.kiosk_id).values(revoked_at=moment)
            )

    when(START)
    patient.stack.callback(when, None)


def refused(patient: Patient, reason: Reason) -> None:
    patient.change(lambda store: tries.remember(store, SyncOutcome(reason), now=START))


@fault("sync", "Kelurahan menahan kiriman: terlalu banyak dari satu kiosk hari ini")
def quota_used_up(patient: Patient, _: pytest.MonkeyPatch) -> None:
    refused(patient, Reason.QUOTA)


@fault("sync", "Versi kiosk dan server berbeda. Perbarui yang lebih lama")
def server_of_another_version(patient: Patient, _: pytest.MonkeyPatch) -> None:
    refused(patient, Reason.VERSION)


@fault("sync", "Tanda tangan kiosk ini tidak dikenal. Daftarkan lagi")
def key_the_office_does_not_know(patient: Patient, _: pytest.MonkeyPatch) -> None:
    refused(patient, Reason.BAD_SIGNATURE)


def behind(patient: Patient, **changes: int | None) -> None:
    def put(store: Store) -> None:
        state = msgspec.structs.replace(store.run(journal.sync_state), acknowledged=0, **changes)
        store.transaction(lambda db: journal.put_sync_state(db, state))

    patient.change(put)


@fault("sync", "2 data belum terkirim. Terakhir terhubung: .* Kirim dengan flashdisk")
def nothing_sent_for_days(patient: Patient, _: pytest.MonkeyPatch) -> None:
    behind(patient, last_contact_at=START - 9 * DAY_MS)


@fault("sync", "2 data belum terkirim. Terakhir terhubung: belum pernah. Kirim dengan flashdisk")
def never_sent(patient: Patient, _: pytest.MonkeyPatch) -> None:
    behind(patient, last_contact_at=None)
    patient.clock.ms = START + 8 * DAY_MS


@fault("sync", "1 data ditolak kelurahan. Hubungi pengelola server")
def an_entry_is_parked(patient: Patient, _: pytest.MonkeyPatch) -> None:
    patient.change(
        lambda store: store.run(lambda db: db.execute("INSERT INTO refused_events VALUES (1, 'unreadable')"))
    )


# --- The machine


@fault("temperature", "Mesin panas: 93 °C. Bersihkan debu")
def machine_hot(patient: Patient, _: pytest.MonkeyPatch) -> None:
    heat(patient.root, coretemp=93)


@fault("power", "Listrik padam. Mesin memakai baterai 80 %")
def on_battery(patient: Patient, _: pytest.MonkeyPatch) -> None:
    lay(patient.root, sys__class__power_supply__ups__status="Discharging", sys__class__power_supply__ups__capacity="80")


@fault("power", "baterai hampir habis 9 %")
def battery_nearly_empty(patient: Patient, _: pytest.MonkeyPatch) -> None:
    lay(patient.root, sys__class__power_supply__ups__status="Discharging", sys__class__power_supply__ups__capacity="9")


@fault("memory", "Memori hampir habis: sisa 97 MB .* Nyalakan ulang mesin")
def memory_full(patient: Patient, _: pytest.MonkeyPatch) -> None:
    lay(patient.root, proc__meminfo="MemTotal: 4000000 kB\nMemAvailable: 100000 kB")


@fault("disk_health", "mencatat 7 kesalahan. Cadangkan data ke flashdisk")
def file_system_counts_errors(patient: Patient, _: pytest.MonkeyPatch) -> None:
    device = patient.data.stat().st_dev
    block = patient.root / "sys/devices/sda1"
    block.mkdir(parents=True)
    (patient.root / "sys/dev/block").mkdir(parents=True)
    (patient.root / f"sys/dev/block/{os.major(device)}:{os.minor(device)}").symlink_to(block)
    lay(patient.root, sys__fs__ext4__sda1__errors_count="7")


@pytest.mark.slow
@pytest.mark.survives(36)
@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named_with_its_cause_and_nothing_else_is_blamed(
    patient: Patient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    check, done, words = FAULTS[name]
    done(patient, monkeypatch)
    wrong = red(patient.seen())
    assert set(wrong) == {check}, {one.id: one.detail for one in wrong.values()}
    assert re.search(words, wrong[check].detail), wrong[check].detail
    assert len(wrong[check].detail) < 420


# --- Those that need more than one look


@contextmanager
def on_a_disk_of_its_own(patient: Patient, size: str) -> Iterator[Path]:
    with disks.mounted("tmpfs", "tmpfs", patient.data.parent / "disk", f"size={size}") as disk:
        patient.data = shutil.copytree(patient.data, disk / "kiosk")
        yield disk


@pytest.mark.survives(4, 36)
@disks.needs_root
def test_a_disk_that_really_is_full_is_named(patient: Patient) -> None:
    with on_a_disk_of_its_own(patient, "8m") as disk:
        with (disk / "film.mp4").open("wb", buffering=0) as film, suppress(OSError):
            while True:
                film.write(bytes(4096))
        wrong = red(patient.seen())
    assert set(wrong) == {"disk"}
    assert "Disk hampir penuh: sisa 0 MB." in wrong["disk"].detail


@pytest.mark.survives(4, 36)
@disks.needs_root
def test_a_disk_that_turned_read_only_is_named_as_the_beginning_of_its_end(patient: Patient) -> None:
    with on_a_disk_of_its_own(patient, "16m") as disk:
        disks.run("mount", "-o", "remount,ro", disk)
        wrong = red(patient.seen())
    assert set(wrong) == {"disk"}
    assert "Disk hanya bisa dibaca" in wrong["disk"].detail


@pytest.mark.survives(36)
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_files_of_another_user_are_named(patient: Patient) -> None:
    os.chown(patient.data / keys.KEY, 12_345, 12_345)
    wrong = red(patient.seen())
    assert set(wrong) == {"keys"}
    assert "Milik pengguna lain: kiosk.key." in wrong["keys"].detail


@pytest.mark.survives(6, 36)
def test_data_of_a_newer_program_are_named_and_left_alone(patient: Patient) -> None:
    with sqlite3.connect(patient.data / DATABASE) as db:
        db.execute("PRAGMA user_version = 99")
    before = (patient.data / DATABASE).read_bytes()
    wrong = red(patient.seen())
    assert set(wrong) == {"database"}
    assert "program yang lebih baru. Pasang lagi versi itu" in wrong["database"].detail
    assert (patient.data / DATABASE).read_bytes() == before


@pytest.mark.survives(36)
def test_a_database_that_somebody_else_keeps_is_busy_and_not_damaged(patient: Patient) -> None:
    def read(look: Callable[[object], object]) -> object:
        with known_failures(patient.data), sqlite3.connect(patient.data / DATABASE, timeout=0) as db:
            return look(db)

    stranger = sqlite3.connect(patient.data / DATABASE, isolation_level=None)
    stranger.execute("PRAGMA locking_mode = EXCLUSIVE")
    stranger.execute("BEGIN EXCLUSIVE")
    check = kept.database(read)  # type: ignore[arg-type]
    stranger.close()
    assert (check.ok, check.detail) == (False, "Basis data sedang sibuk. Coba lagi sebentar lagi.")


@pytest.mark.survives(36)
def test_of_a_large_database_the_newest_entries_are_looked_at(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading all of a million requests would take minutes each time somebody opens the page."""
    monkeypatch.setattr(kept, "_LOOKED_THROUGH", 0)
    with Store.open(patient.data) as store:
        assert kept.database(store.run).ok
        store.run(lambda db: db.execute("DROP TRIGGER journal_no_update"))
        store.run(lambda db: db.execute("UPDATE journal SET at = at + 1 WHERE seq = 2"))
        assert not kept.database(store.run).ok


@pytest.mark.survives(36)
def test_a_backup_is_asked_for_before_it_is_missed(patient: Patient) -> None:
    """Soon after two days with something new, and red after a week."""

    event = NumberTaken("A", "A-900", "2026-11-18", clock_doubtful=False)
    patient.change(
        lambda store: store.transaction(
            lambda db: journal.append(db, patient.kiosk_id, event, event_id=bytes(16), at=START)
        )
    )
    with reading(patient.data) as db:
        for days, ok, attention in ((1, True, False), (3, True, True), (8, False, True)):
            clock = FixedClock(START + days * DAY_MS)
            zone = kept.Zone(7)
            check = kept.backup(patient.data, lambda look: look(db), clock, zone, sure=True)
            assert (check.ok, check.attention) == (ok, attention), days
            # What a wrong clock calls old is not.
            assert kept.backup(patient.data, lambda look: look(db), clock, zone, sure=False).ok


@pytest.mark.survives(30, 36)
def test_a_program_that_nobody_looks_after_says_so() -> None:
    """Where it serves; a command on the machine needs nobody."""
    [check] = program.care(guarded=False)
    assert (check.id, check.ok, check.attention) == ("program", True, True)
    assert "kiosk supervise" in check.detail
    assert program.care(guarded=True) == program.care(guarded=None) == ()


@pytest.mark.survives(36)
def test_a_version_on_trial_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(updates, "install_folder", lambda: tmp_path)
    monkeypatch.setattr(updates, "standing", lambda _install: updates.Standing("1.2.0", "1.1.0", on_trial=True))
    [check] = program.care(guarded=True)
    assert (check.ok, check.attention) == (True, True)
    assert check.detail.startswith("Versi baru 1.2.0 sedang dicoba.")
