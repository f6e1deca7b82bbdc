"""What maintenance mode says of errors, checks, rooms and what was done: in Indonesian, whatever a resident spoke before.

`assets/i18n` has none of it: the petugas of a kelurahan are spoken to in the language of their office.
"""

from __future__ import annotations

from typing import assert_never

import msgspec
from PySide6.QtCore import QCoreApplication

from kiosk.domain.audit import Act, Actor, AuditEntry
from kiosk.domain.petugas import Role, Room
from kiosk.errors import Busy, CannotNow, Damaged, DiskFull, DiskReadOnly, NotAllowed, NotReady, WrongUse

translate = QCoreApplication.translate


class RoomSaid(msgspec.Struct, frozen=True):
    """A door on the first page of maintenance mode."""

    title: str
    note: str
    icon: str


def room_words(room: Room) -> RoomSaid:  # noqa: C901 - one line a room
    """What a room is called, and what is done in it."""
    match room:
        case Room.HOME:
            return RoomSaid(translate("Maintenance", "Perawatan kiosk"), "", "home")
        case Room.PRINTER:
            return RoomSaid(
                translate("Maintenance", "Printer dan kertas"),
                translate("Maintenance", "Ganti kertas, cetak uji, cetak lagi"),
                "printer",
            )
        case Room.SCANNER:
            return RoomSaid(
                translate("Maintenance", "Pemindai"),
                translate("Maintenance", "Coba kamera dan pembaca kode"),
                "scan-line",
            )
        case Room.TOUCH:
            return RoomSaid(
                translate("Maintenance", "Layar sentuh"), translate("Maintenance", "Coba seluruh layar"), "pointer"
            )
        case Room.SENDING:
            return RoomSaid(
                translate("Maintenance", "Kirim data"),
                translate("Maintenance", "Lewat jaringan atau flashdisk"),
                "upload",
            )
        case Room.HALL:
            return RoomSaid(
                translate("Maintenance", "Buka dan tutup"),
                translate("Maintenance", "Tutup hari ini, jam buka, pengumuman"),
                "door-open",
            )
        case Room.SERVICES:
            return RoomSaid(
                translate("Maintenance", "Layanan"), translate("Maintenance", "Yang bisa dipilih warga"), "layout-grid"
            )
        case Room.LOOK:
            return RoomSaid(
                translate("Maintenance", "Suara dan layar"),
                translate("Maintenance", "Keras suara, terang layar, bahasa"),
                "volume-2",
            )
        case Room.NETWORK:
            return RoomSaid(translate("Maintenance", "Jaringan"), translate("Maintenance", "Kabel dan Wi-Fi"), "wifi")
        case Room.REPORTS:
            return RoomSaid(
                translate("Maintenance", "Laporan"),
                translate("Maintenance", "Laporan hari ini, kesiapan"),
                "chart-column",
            )
        case Room.AUDIT:
            return RoomSaid(
                translate("Maintenance", "Buku catatan"),
                translate("Maintenance", "Siapa melakukan apa, kapan"),
                "notebook-text",
            )
        case Room.BACKUPS:
            return RoomSaid(
                translate("Maintenance", "Cadangan"),
                translate("Maintenance", "Salinan data dan memulihkannya"),
                "database",
            )
        case Room.UPDATE:
            return RoomSaid(
                translate("Maintenance", "Pembaruan"),
                translate("Maintenance", "Program baru dari flashdisk"),
                "download",
            )
        case Room.ENROLMENT:
            return RoomSaid(
                translate("Maintenance", "Pendaftaran kiosk"),
                translate("Maintenance", "Kantor pemilik dan kunci"),
                "key-round",
            )
        case Room.HELP:
            return RoomSaid(
                translate("Maintenance", "Bila ada masalah"),
                translate("Maintenance", "Petunjuk langkah demi langkah"),
                "life-buoy",
            )
        case Room.POWER:
            return RoomSaid(
                translate("Maintenance", "Mati dan nyala"), translate("Maintenance", "Mulai ulang, matikan"), "power"
            )
        case _:
            assert_never(room)


def role_words(role: Role) -> str:
    """As whom somebody is in here."""
    match role:
        case Role.PETUGAS:
            return translate("Maintenance", "Anda masuk sebagai petugas")
        case Role.ADMIN:
            return translate("Maintenance", "Anda masuk sebagai admin")
        case _:
            assert_never(role)


def error_sentence(error: Exception) -> str:
    """What somebody reads when an errand could not be done. What the core and the commands say of it is English."""
    match error:
        case DiskFull():
            return translate(
                "Maintenance", "Tempatnya penuh. Kosongkan dulu, atau pakai flashdisk lain, lalu coba lagi."
            )
        case DiskReadOnly():
            return translate("Maintenance", "Tidak bisa ditulisi. Pakai flashdisk lain, atau hubungi teknisi.")
        case Busy():
            return translate("Maintenance", "Kiosk sedang mengerjakan hal lain. Tunggu sebentar, lalu coba lagi.")
        case NotReady():
            return translate("Maintenance", "Kiosk ini belum didaftarkan ke kelurahan. Hubungi admin.")
        case NotAllowed():
            return translate("Maintenance", "Hanya admin yang boleh melakukan ini. Masuk lagi dengan PIN admin.")
        case WrongUse():
            return translate("Maintenance", "Berkas atau isiannya tidak cocok. Periksa lagi, atau pakai yang lain.")
        case CannotNow():
            return translate("Maintenance", "Belum bisa sekarang. Tunggu sebentar, lalu coba lagi.")
        case Damaged():
            return translate(
                "Maintenance", "Ada data yang rusak. Jangan dihapus. Buka “Bila ada masalah”, atau hubungi teknisi."
            )
        case _:
            return translate("Maintenance", "Belum berhasil. Coba lagi; bila tetap, hubungi teknisi.")


def actor_words(actor: Actor) -> str:
    """Who did it."""
    match actor:
        case Actor.KIOSK:
            return translate("Maintenance", "Kiosk sendiri")
        case Actor.PETUGAS:
            return translate("Maintenance", "Petugas")
        case Actor.ADMIN:
            return translate("Maintenance", "Admin")
        case Actor.COMMAND:
            return translate("Maintenance", "Teknisi di komputer kiosk")
        case Actor.OFFICE:
            return translate("Maintenance", "Kelurahan")
        case Actor.NOBODY:
            return translate("Maintenance", "Seseorang tanpa PIN")
        case _:
            assert_never(actor)


def act_words(act: Act) -> str:  # noqa: C901 - one line an act
    """What was done."""
    match act:
        case Act.STARTED:
            return translate("Maintenance", "Program dinyalakan")
        case Act.STOPPED:
            return translate("Maintenance", "Program dimatikan")
        case Act.CRASHED:
            return translate("Maintenance", "Program terhenti dan dinyalakan lagi")
        case Act.OUT_OF_SERVICE:
            return translate("Maintenance", "Kiosk tidak bisa melayani")
        case Act.ENTERED:
            return translate("Maintenance", "Masuk ke perawatan")
        case Act.LEFT:
            return translate("Maintenance", "Keluar dari perawatan")
        case Act.PIN_WRONG:
            return translate("Maintenance", "PIN salah")
        case Act.PIN_SET:
            return translate("Maintenance", "PIN diganti")
        case Act.CARD_SHOWN:
            return translate("Maintenance", "Kartu petugas ditunjukkan")
        case Act.CARD_ENROLLED:
            return translate("Maintenance", "Kartu petugas didaftarkan")
        case Act.CARD_FORGOTTEN:
            return translate("Maintenance", "Kartu petugas dihapus")
        case Act.ENROLLED:
            return translate("Maintenance", "Kiosk didaftarkan ke kelurahan")
        case Act.KEY_ROTATED:
            return translate("Maintenance", "Kunci kiosk diganti")
        case Act.OFFICE_KEYS_CHANGED:
            return translate("Maintenance", "Kunci kelurahan diganti")
        case Act.CLOSED:
            return translate("Maintenance", "Kiosk ditutup")
        case Act.OPENED:
            return translate("Maintenance", "Kiosk dibuka")
        case Act.HOURS_SET:
            return translate("Maintenance", "Jam buka diubah")
        case Act.SERVICE_SWITCHED:
            return translate("Maintenance", "Layanan dibuka atau ditutup")
        case Act.MESSAGE_SHOWN:
            return translate("Maintenance", "Pengumuman diubah")
        case Act.LOOK_SET:
            return translate("Maintenance", "Suara, layar, atau bahasa diubah")
        case Act.NETWORK_SET:
            return translate("Maintenance", "Jaringan diubah")
        case Act.PRINTED:
            return translate("Maintenance", "Mencetak")
        case Act.PRINT_CANCELLED:
            return translate("Maintenance", "Cetakan dibatalkan")
        case Act.PAPER_CHANGED:
            return translate("Maintenance", "Kertas diganti")
        case Act.DEVICE_TESTED:
            return translate("Maintenance", "Alat dicoba")
        case Act.EXPORTED:
            return translate("Maintenance", "Disalin ke flashdisk")
        case Act.IMPORTED:
            return translate("Maintenance", "Diambil dari flashdisk")
        case Act.SYNC_ASKED:
            return translate("Maintenance", "Data dikirim ke kelurahan")
        case Act.BACKED_UP:
            return translate("Maintenance", "Cadangan dibuat")
        case Act.RESTORED:
            return translate("Maintenance", "Cadangan dipulihkan")
        case Act.SET_ASIDE:
            return translate("Maintenance", "Berkas rusak disisihkan")
        case Act.PURGED:
            return translate("Maintenance", "Data yang sudah waktunya dihapus")
        case Act.CLOCK_JUMPED:
            return translate("Maintenance", "Jam mesin meloncat")
        case Act.UPDATED:
            return translate("Maintenance", "Program diperbarui")
        case Act.ROLLED_BACK:
            return translate("Maintenance", "Program kembali ke versi sebelumnya")
        case Act.RESTART_ASKED:
            return translate("Maintenance", "Dimulai ulang")
        case Act.SHUT_DOWN:
            return translate("Maintenance", "Mesin dimatikan")
        case Act.SETTINGS_FELL_BACK:
            return translate("Maintenance", "Pengaturan rusak, yang terakhir baik dipakai")
        case Act.TIGHTENED:
            return translate("Maintenance", "Izin berkas diperketat")
        case Act.OTHER:
            return translate("Maintenance", "Sesuatu yang dikenal program yang lebih baru")
        case _:
            assert_never(act)


def entry_words(entry: AuditEntry) -> str:
    """A line of the log as a sentence: "Petugas · Kertas diganti", and whether it failed."""
    said = f"{act_words(entry.act)} · {actor_words(entry.actor)}"
    if entry.done or entry.act is Act.PIN_WRONG:
        return said
    return translate("Maintenance", "{what} (tidak berhasil)").format(what=said)
