"""The words of the room "Akun"."""

from __future__ import annotations

from typing import Final

from sync.server.desk.frame import Ticks, ticks
from sync.server.people.passwords import SHORTEST, Weak
from sync.server.people.rights import Role
from sync.server.people.roster import TEXT_LENGTH, PersonRefusal
from sync.server.people.second_factor import FactorRefusal
from sync.server.people.tokens import NAME_LENGTH, TokenRefusal

ROLE: Final[dict[Role, str]] = {
    Role.ADMIN: "Admin",
    Role.LURAH: "Lurah",
    Role.PETUGAS: "Petugas",
    Role.AGENCY: "Instansi",
}
ROLE_DOES: Final[dict[Role, str]] = {
    Role.ADMIN: "Mengurus akun, kiosk, isi layar, dan laporan. Tidak membuka isian warga.",
    Role.LURAH: "Memutuskan dan menandatangani. Boleh membuka permohonan dan melihat catatan.",
    Role.PETUGAS: "Mengerjakan permohonan, loket, dan surat.",
    Role.AGENCY: "Orang instansi lain. Hanya melihat yang diteruskan kepada instansinya.",
}
AGENCY_HINT: Final = "Hanya untuk peran Instansi. Peran lain: biarkan kosong."
REFUSED: Final[dict[PersonRefusal, str]] = {
    PersonRefusal.UNKNOWN: "Tidak ada yang diubah. Akun ini mungkin baru saja diubah oleh rekan Anda; lihat keadaannya di bawah.",
    PersonRefusal.NAME: "Nama pengguna ada 2 sampai 40 huruf kecil atau angka, tanpa spasi, dan diawali huruf. Misalnya: sari",
    PersonRefusal.TAKEN: "Nama pengguna itu sudah dipakai. Pilih yang lain, misalnya dengan huruf depan nama belakang.",
    PersonRefusal.TEXT: f"Nama lengkap dan jabatan paling banyak {TEXT_LENGTH} huruf.",
    PersonRefusal.EMPLOYEE_NUMBER: "NIP hanya berisi angka. Yang tidak punya NIP: biarkan kosong.",
    PersonRefusal.NO_ROLE: "Pilih dulu paling sedikit satu peran.",
    PersonRefusal.AGENCY: "Peran Instansi perlu nama instansinya, dan tidak bisa digabung dengan peran lain.",
    PersonRefusal.LAST_ADMIN: "Ini satu-satunya admin yang masih bisa masuk. Jadikan dulu rekan lain admin.",
    PersonRefusal.YOURSELF: "Ini akun Anda sendiri. Mintalah admin lain, atau buka halaman Akun saya.",
}
WEAK: Final[dict[Weak, str]] = {
    Weak.SHORT: f"Kata sandi itu terlalu pendek. Pakai paling sedikit {SHORTEST} huruf atau angka.",
    Weak.LONG: "Kata sandi itu terlalu panjang. Paling banyak 200 huruf.",
    Weak.COMMON: "Kata sandi itu mudah ditebak orang. Coba tiga kata yang tidak berhubungan, misalnya dari benda di meja Anda.",
    Weak.NAME: "Kata sandi itu hampir sama dengan nama Anda atau nama kantor. Pilih yang lain.",
}
FACTOR: Final[dict[FactorRefusal, str]] = {
    FactorRefusal.NOT_BEGUN: "Mulai lagi dari halaman Akun saya.",
    FactorRefusal.WRONG_CODE: "Kode itu tidak cocok. Tunggu kode berikutnya di ponsel, lalu ketik lagi. Periksa juga jam di ponsel.",
}
TOKEN: Final[dict[TokenRefusal, str]] = {
    TokenRefusal.NAME: f"Beri nama program itu, paling banyak {NAME_LENGTH} huruf.",
    TokenRefusal.ROLES: "Pilih paling sedikit satu peran. Peran Instansi perlu nama instansinya, dan tidak bisa digabung.",
}


def role_list(chosen: frozenset[Role]) -> list[tuple[Role, str, bool]]:
    """Every role with its word, and whether it is among them."""
    return [(role, ROLE[role], role in chosen) for role in Role]


def ticked(values: Ticks) -> tuple[Role, ...]:
    """The roles of a form; what is no role is left out."""
    return tuple(role for role in Role if role.value in ticks(values))
