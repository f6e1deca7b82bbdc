"""What the petugas reads about the machine, in Indonesian: one sentence, and what to do."""

from __future__ import annotations

from kiosk.domain.prints import PrintReason
from sync.outcome import Reason

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
    Reason.NO_NAME: "Nama server tidak ditemukan. Tidak ada jaringan, atau alamatnya salah tulis.",
    Reason.NO_CONNECTION: "Server tidak terjangkau. Data aman di sini dan akan dikirim sendiri.",
    Reason.STALLED: "Sambungan diam. Akan dicoba lagi sendiri.",
    Reason.CUT: "Sambungan putus sebelum ada jawaban. Akan dicoba lagi sendiri.",
    Reason.TLS: "Sambungan aman tidak bisa dibuat. Periksa awal alamat (http atau https).",
    Reason.CAPTIVE_PORTAL: "Yang menjawab halaman masuk jaringan. Masuk dulu ke jaringan itu.",
    Reason.PROXY: "Proxy jaringan minta kata sandi. Tanyakan pengelola jaringan.",
    Reason.NOT_OURS: "Yang menjawab bukan server kelurahan. Periksa alamatnya.",
    Reason.FORGED: "Jawaban tidak ditandatangani kelurahan ini. Periksa alamatnya.",
    Reason.OTHER_REQUEST: "Jawaban milik permintaan lain. Ada cache di tengah jalan.",
    Reason.BUSY: "Server sedang sibuk. Akan dicoba lagi sendiri.",
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
