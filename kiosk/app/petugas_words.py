"""What the petugas reads about the machine, in Indonesian: one sentence, and what to do."""

from __future__ import annotations

from kiosk.domain import words
from kiosk.domain.prints import PrintReason
from kiosk.errors import KioskError, WrongUse
from sync.findings import Diagnosis, Finding, Tls
from sync.outcome import Reason
from sync.protocol import EventRefusal, Wrong
from sync.stick import FileRefusal, NotAStick, StickError, StickFull, Trouble
from sync.usb import ReplyRefusal

PRINT_REASON: dict[PrintReason, str] = {
    PrintReason.PAPER_OUT: "Kertas habis. Pasang gulungan baru.",
    PrintReason.COVER_OPEN: "Tutup printer terbuka. Tutup rapat.",
    PrintReason.CUTTER: "Pemotong kertas macet. Matikan printer, keluarkan kertas yang terjepit.",
    PrintReason.OVERHEATED: "Printer terlalu panas. Tunggu beberapa menit.",
    PrintReason.UNRECOVERABLE: "Printer rusak. Matikan dan nyalakan lagi; bila tetap, hubungi teknisi.",
    PrintReason.OFFLINE: "Printer tidak siap. Periksa tombol dan lampunya.",
    PrintReason.DISCONNECTED: "Printer tidak tersambung. Periksa kabel dan listriknya.",
    PrintReason.BUSY: "Printer menolak sambungan: mungkin sedang dipakai komputer lain.",
    PrintReason.NOT_ALLOWED: "Kiosk belum diizinkan memakai printer. Minta teknisi memasukkan pengguna kiosk ke grup lp dan dialout.",
    PrintReason.NOT_ANSWERING: "Printer tidak menjawab. Matikan dan nyalakan lagi.",
    PrintReason.UNCONFIRMED: "Terkirim, tetapi printer ini tidak bisa memastikan.",
    PrintReason.INTERRUPTED: "Terhenti di tengah jalan. Lihat apakah kertasnya keluar.",
    PrintReason.NO_PRINTER: "Tanpa printer: nomor hanya tampil di layar.",
    PrintReason.EXPIRED: "Terlalu lama menunggu, tidak dicetak lagi. Nomornya tetap berlaku.",
    PrintReason.CANCELLED: "Dibatalkan oleh petugas. Nomornya tetap berlaku.",
    PrintReason.OTHER_PRINTER: "Dikirim ke printer pengganti di kantor. Ambil kertasnya di sana.",
    PrintReason.FILED: "Disimpan sebagai PDF di folder kantor. Belum ada di kertas.",
}

SYNC_REASON: dict[Reason, str] = {
    Reason.NONE: "Kelurahan sudah menerima semuanya.",
    Reason.NO_ADDRESS: "Alamat server belum diisi. Data dibawa dengan flashdisk.",
    Reason.NO_NAME: "Nama server tidak ditemukan. Tidak ada jaringan, atau alamatnya salah tulis. Data aman di sini.",
    Reason.NO_CONNECTION: "Server tidak terjangkau. Data aman di sini dan akan dikirim sendiri.",
    Reason.STALLED: "Sambungan diam. Data aman di sini dan akan dikirim lagi sendiri.",
    Reason.CUT: "Sambungan putus sebelum ada jawaban. Data aman di sini dan akan dikirim lagi sendiri.",
    Reason.TLS: "Sambungan aman tidak bisa dibuat. Periksa awal alamat (http atau https).",
    Reason.CAPTIVE_PORTAL: "Yang menjawab halaman masuk jaringan. Masuk dulu ke jaringan itu. Data aman di sini.",
    Reason.PROXY: "Proxy jaringan minta kata sandi. Tanyakan pengelola jaringan.",
    Reason.NOT_OURS: "Yang menjawab bukan server kelurahan. Periksa alamatnya. Data aman di sini.",
    Reason.FORGED: "Jawaban tidak ditandatangani kelurahan ini. Periksa alamatnya.",
    Reason.OTHER_REQUEST: "Jawaban milik permintaan lain. Ada cache di tengah jalan.",
    Reason.BUSY: "Server sedang sibuk. Data aman di sini dan akan dikirim lagi sendiri.",
    Reason.SERVER_FAILED: "Server sedang bermasalah. Beri tahu pengelolanya; di sini tidak ada yang hilang.",
    Reason.UNKNOWN_KIOSK: "Kelurahan tidak mengenal kiosk ini. Daftarkan lagi.",
    Reason.REVOKED: "Kiosk ini dicabut oleh kelurahan. Tanyakan kelurahan.",
    Reason.WRONG_KEY: "Pendaftaran ini sudah pernah dipakai. Minta yang baru.",
    Reason.BAD_SIGNATURE: "Tanda tangan kiosk ini tidak dikenal. Daftarkan lagi.",
    Reason.BAD_REQUEST: "Server tidak bisa membaca kiriman. Perbarui kiosk atau server.",
    Reason.VERSION: "Versi kiosk dan server berbeda. Perbarui yang lebih lama.",
    Reason.FORK: "Kelurahan punya riwayat lain kiosk ini: disk salinan atau pulihan. Minta bantuan teknisi.",
    Reason.LOST_TAIL: "Kelurahan punya data yang hilang di disk ini: salinan lama dipulihkan. Minta bantuan teknisi.",
    Reason.QUOTA: "Kelurahan menahan kiriman: terlalu banyak dari satu kiosk hari ini. Data aman di sini.",
    Reason.STALE: "Jawaban ini untuk kiriman yang tidak diingat disk ini. Ekspor lagi.",
    Reason.HERE: "Kiosk tidak bisa membaca atau menulis datanya sendiri. Jalankan: kiosk doctor",
}

_LINK: dict[Finding, str] = {
    Finding.FINE: "Server kelurahan menjawab.",
    Finding.NO_ADDRESS: "Alamat server salah tulis. Betulkan [server] url, misalnya http://192.168.1.10:8080. Data aman di sini.",
    Finding.NO_NETWORK: "Komputer ini tidak tersambung ke jaringan. Periksa kabel, Wi-Fi atau modem. Data aman di sini.",
    Finding.NO_NAME: "Nama server {host} tidak ditemukan. Periksa ejaannya dan sambungan internet. Data aman di sini.",
    Finding.HOST_GONE: "Komputer {host} tidak ada di jaringan ini. Periksa apakah menyala dan alamatnya benar. Data aman di sini.",
    Finding.REFUSED: "Komputer {host} ada, tetapi server kelurahan tidak berjalan di sana (port {port}). Nyalakan server itu. Data aman di sini.",
    Finding.NO_ANSWER: "Tidak ada yang menyahut di {host}. Mungkin mati, alamatnya salah, atau ditahan firewall. Data aman di sini.",
    Finding.SILENT: "Tersambung ke {host}, lalu diam. Sinyal lemah atau server macet; akan dicoba lagi sendiri. Data aman di sini.",
    Finding.CUT: "Sambungan ke {host} putus sebelum ada jawaban. Akan dicoba lagi sendiri. Bila selalu begini, periksa awal alamat (http atau https). Data aman di sini.",
    Finding.NO_TLS: "Alamatnya https, tetapi server di {host} tidak memakainya. Tulis http:// di awal alamat. Data aman di sini.",
    Finding.TLS_FAILED: "Sambungan aman (https) ke {host} tidak bisa dibuat. Tanyakan pengelola server. Data aman di sini.",
    Finding.WANTS_TLS: "Server di {host} minta https. Ganti awal alamat menjadi https://. Data aman di sini.",
    Finding.CAPTIVE_PORTAL: "Yang menjawab halaman masuk jaringan, bukan server. Masuk dulu ke jaringan itu. Data aman di sini.",
    Finding.PROXY_WRONG: "Setelan proxy jaringan tidak bisa dipakai. Minta teknisi membetulkannya. Data aman di sini.",
    Finding.PROXY_GONE: "Proxy jaringan {proxy} tidak terjangkau. Tanyakan pengelola jaringan. Data aman di sini.",
    Finding.PROXY_LOGIN: "Proxy jaringan minta kata sandi. Tanyakan pengelola jaringan. Data aman di sini.",
    Finding.PROXY_REFUSED: "Proxy jaringan {proxy} menjawab sendiri dan tidak meneruskan ke {host}. Minta pengelola jaringan mengizinkannya. Data aman di sini.",
    Finding.WEB_PAGE: "Di {host} ada halaman web, bukan server kelurahan. Periksa alamatnya. Data aman di sini.",
    Finding.NOT_OURS: "Yang menjawab di {host} port {port} bukan server kelurahan. Periksa alamat dan portnya. Data aman di sini.",
    Finding.OTHER_OFFICE: "Yang menjawab server kelurahan lain. Periksa alamatnya. Data aman di sini.",
    Finding.OTHER_KEYS: "Server di {host} memakai kunci lain: dipasang ulang, atau bukan milik kelurahan ini. Hubungi pengelola server. Data aman di sini.",
    Finding.CACHE: "Yang datang jawaban lama dari cache di tengah jalan. Tanyakan pengelola jaringan. Data aman di sini.",
    Finding.BUSY: "Server kelurahan sedang sibuk. Akan dicoba lagi sendiri. Data aman di sini.",
    Finding.SERVER_FAILED: "Server di {host} sedang bermasalah. Beri tahu pengelolanya. Data aman di sini.",
    Finding.OLD_SERVER: "Server kelurahan lebih lama dari kiosk ini. Perbarui server. Data aman di sini.",
    Finding.OLD_KIOSK: "Kiosk ini lebih lama dari server kelurahan. Perbarui kiosk. Data aman di sini.",
    Finding.UNKNOWN_KIOSK: "Server kelurahan menjawab, tetapi tidak mengenal kiosk ini. Daftarkan lagi. Data aman di sini.",
    Finding.REVOKED: "Server kelurahan menjawab: kiosk ini dicabut. Tanyakan kelurahan. Data aman di sini.",
}

_CERTIFICATE: dict[Tls, str] = {
    Tls.EXPIRED: "sertifikat server kedaluwarsa, minta pengelolanya memperbarui",
    Tls.NOT_YET: "sertifikat server belum berlaku",
    Tls.SELF_SIGNED: "sertifikat server buatan sendiri",
    Tls.UNKNOWN_AUTHORITY: "penerbit sertifikat server tidak dikenal di komputer ini",
    Tls.OTHER_NAME: "sertifikat server untuk nama lain, bukan {host}",
    Tls.UNTRUSTED: "sertifikat server tidak bisa diperiksa",
}


def link_words(seen: Diagnosis, *, clock_wrong: bool) -> str:
    """What stands between this kiosk and its office, and what to do. `clock_wrong`: there is reason to doubt our clock."""
    place = {"host": seen.host, "port": seen.port, "proxy": seen.proxy}
    said = [_LINK[seen.finding].format(**place)]
    if seen.fine and (way := ", ".join(filter(None, (seen.family, seen.proxy and f"proxy {seen.proxy}")))):
        said.append(f"({way})")
    if seen.fine and seen.unverified:
        why = _CERTIFICATE[seen.tls].format(**place)
        if clock_wrong and seen.tls in (Tls.EXPIRED, Tls.NOT_YET):
            why = "menurut jam kiosk sertifikat server tidak berlaku, tetapi jam ini salah: betulkan jam"
        said.append(f"Lewat sambungan yang tidak terverifikasi; isinya tetap tersegel ({why}).")
    return " ".join(said)


STICK_TROUBLE: dict[Trouble, str] = {
    Trouble.NO_FOLDER: "Flashdisk sudah tidak ada. Pasang lagi, lalu ulangi. Data aman di kiosk.",
    Trouble.LINK: "Isi flashdisk ini janggal: ada pintasan di tempat folder publik-kiosk. Pakai flashdisk lain.",
    Trouble.FLOOD: "Terlalu banyak berkas di folder publik-kiosk. Pakai flashdisk yang bersih.",
    Trouble.FULL: "Flashdisk penuh. Kosongkan sedikit, atau pakai yang lain. Data aman di kiosk.",
    Trouble.READ_ONLY: "Flashdisk ini hanya bisa dibaca. Geser kuncinya, atau pakai yang lain. Data aman di kiosk.",
    Trouble.NOT_ALLOWED: "Kiosk tidak boleh menulis di flashdisk ini. Pakai yang lain, atau minta bantuan teknisi.",
    Trouble.GONE: "Flashdisk tercabut atau rusak. Pasang lagi, lalu ulangi. Data aman di kiosk.",
    Trouble.LOSES_DATA: "Flashdisk ini menghilangkan data. Jangan dipakai lagi, ambil yang lain. Data aman di kiosk.",
    Trouble.CANCELLED: "Dihentikan. Yang sudah disalin boleh dibiarkan. Data aman di kiosk.",
}


def stick_words(error: KioskError) -> str:
    """Why nothing can be done with a stick, and what to do."""
    match error:
        case StickFull(missing=missing) if missing:
            return f"Ruang flashdisk kurang {words.size(missing)}. Kosongkan sedikit, atau pakai yang lain. Data aman di kiosk."
        case StickError(trouble=trouble) | StickFull(trouble=trouble) | NotAStick(trouble=trouble):
            return STICK_TROUBLE[trouble]
        case WrongUse():
            return STICK_TROUBLE[Trouble.NO_FOLDER]
        case _:
            return SYNC_REASON[Reason.HERE]


def reply_words(reason: Wrong | FileRefusal | ReplyRefusal | Reason) -> str:
    """Why an answer on a stick was not taken, and what to do."""
    match reason:
        case Reason():
            return SYNC_REASON[reason]
        case ReplyRefusal.REPLAY:
            return "Jawaban di flashdisk ini sudah pernah diambil."
        case ReplyRefusal.NOT_ASKED:
            return "Jawaban ini untuk kiriman yang sudah lama sekali. Salin lagi, lalu bawa ke kelurahan."
        case Wrong.OTHER_KIOSK | Wrong.OTHER_OFFICE:
            return "Jawaban ini bukan untuk kiosk ini. Salin lagi, lalu bawa ke kelurahan."
        case Wrong.VERSION:
            return SYNC_REASON[Reason.VERSION]
        case Wrong() | FileRefusal():
            return "Berkas jawaban rusak atau diubah orang. Salin lagi, lalu bawa ke kelurahan."


REFUSED_ENTRY: dict[str, str] = {
    EventRefusal.UNREADABLE: "Kelurahan tidak bisa membacanya. Perbarui server, lalu hubungi pengelolanya.",
    EventRefusal.SEALED_MISSING: "Isinya tidak ikut terkirim. Jalankan: kiosk verify, lalu hubungi teknisi.",
    EventRefusal.SEALED_CHANGED: "Isinya tidak cocok dengan segelnya. Jalankan: kiosk verify, lalu hubungi teknisi.",
    EventRefusal.ID_TAKEN: "Nomornya sudah dipakai kiriman lain: mungkin disk salinan. Minta bantuan teknisi.",
    EventRefusal.CODE_TAKEN: "Kodenya sudah dipakai permohonan lain. Minta warga mengajukan lagi.",
}
"""Why the office keeps one entry aside while the others flow; the resident's slip stays valid at the counter."""
