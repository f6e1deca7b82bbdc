"""What the desk says of webhooks, for people who did not write the program at the other end."""

from __future__ import annotations

from typing import Final

from sync.server.programs import webhooks
from sync.server.programs.outbound import Failed
from sync.server.programs.webhooks import HookRefusal

NOT_MADE: Final[dict[HookRefusal, str]] = {
    HookRefusal.ADDRESS: "Alamat itu tidak bisa dipakai. Tulis lengkap, misalnya https://desa.contoh.id/terima",
    HookRefusal.TOO_MANY: f"Paling banyak {webhooks.MOST} alamat. Hapus dulu yang tidak dipakai.",
}
_FAILED: Final[dict[str, str]] = {
    Failed.ADDRESS: "Alamatnya tidak bisa dipakai.",
    Failed.NAME: "Nama alamatnya tidak ditemukan. Periksa ejaannya dan sambungan internet kantor.",
    Failed.NOT_ALLOWED: "Alamat itu ada di jaringan dalam. Izinkan dulu jaringan kantor di bawah, bila memang di sana programnya.",
    Failed.UNREACHABLE: "Tidak ada yang menjawab di alamat itu.",
    Failed.TIMEOUT: "Terlalu lama tidak dijawab.",
    Failed.TLS: "Sertifikat alamat itu tidak bisa dipercaya.",
    Failed.NO_HTTP: "Yang menjawab di sana bukan program web.",
    Failed.GONE: "Alamat ini sudah dihapus.",
}


def failed(error: str) -> str:
    """Why a delivery failed."""
    if error.startswith("http_"):
        return f"Program di sana menolak (jawaban {error.removeprefix('http_')})."
    return _FAILED.get(error, "Pengiriman gagal.")
