"""The audit trail as sentences: who (in front) did what."""

from __future__ import annotations

from typing import Final

from sync.server.audit import Action, Fault

_A = Action

SAYS: Final[dict[Action, tuple[str, str]]] = {
    _A.LOGGED_IN: ("door-open", "masuk"),
    _A.LOGIN_REFUSED: ("lock", "gagal masuk: kata sandi atau kodenya salah"),
    _A.LOGGED_OUT: ("log-out", "keluar"),
    _A.ARRIVED: ("ticket", "mengirim permohonan baru"),
    _A.OPENED: ("file-text", "membuka isian warga"),
    _A.MOVED: ("arrow-right", "mengubah status"),
    _A.HANDED_OVER: ("map-pin", "mencatat perpindahan berkas"),
    _A.UNDONE: ("rotate-ccw", "membatalkan langkah terakhir"),
    _A.ASSIGNED: ("user-check", "mengatur siapa yang mengerjakan"),
    _A.NOTED: ("notebook-text", "menulis catatan dalam kantor"),
    _A.FORWARDED: ("arrow-up", "meneruskan ke instansi"),
    _A.FORWARD_WITHDRAWN: ("rotate-ccw", "menarik kembali terusan"),
    _A.AGENCY_ANSWERED: ("messages-square", "menjawab sebagai instansi"),
    _A.REVEALED: ("lock", "membuka nama pelapor yang dirahasiakan"),
    _A.SEARCHED: ("search", "mencari dengan NIK atau nama"),
    _A.PASSWORD_SET: ("key-round", "membuat kata sandi baru"),
    _A.FACTOR_ON: ("shield", "menyalakan kode kedua"),
    _A.FACTOR_OFF: ("shield", "mematikan kode kedua"),
    _A.RECOVERY_CODES_MADE: ("shield", "membuat kode cadangan baru"),
    _A.RECOVERY_CODE_USED: ("shield", "masuk dengan kode cadangan"),
    _A.BROWSER_NEW: ("globe", "masuk dari peramban yang belum dikenal"),
    _A.ACCOUNT_MADE: ("users", "menambah akun"),
    _A.ACCOUNT_CHANGED: ("users", "mengubah akun"),
    _A.ACCOUNT_CLOSED: ("ban", "menutup akun"),
    _A.ACCOUNT_OPENED: ("users", "membuka lagi akun"),
    _A.ACCOUNT_UNLOCKED: ("lock", "membuka kunci akun"),
    _A.SESSIONS_ENDED: ("log-out", "mengakhiri semua sesi akun"),
    _A.FACTOR_RULE_SET: ("shield", "mengatur peran yang harus memakai kode kedua"),
    _A.TOKEN_MADE: ("key-round", "membuat token untuk program lain"),
    _A.TOKEN_REVOKED: ("ban", "mencabut token program lain"),
    _A.AUDIT_EXPORTED: ("download", "mengunduh catatan ini"),
    _A.EXPORTED: ("download", "mengunduh data permohonan"),
    _A.WEBHOOK_MADE: ("waypoints", "menyambungkan program lain"),
    _A.WEBHOOK_REMOVED: ("waypoints", "memutus sambungan program lain"),
    _A.RESIDENTS_IMPORTED: ("users", "memasukkan data penduduk"),
    _A.LOKET_OPENED: ("door-open", "membuka loket"),
    _A.LOKET_CLOSED: ("minus", "menutup loket"),
    _A.LOKET_SET: ("pencil", "mengatur loket"),
    _A.LOKET_REMOVED: ("trash-2", "menghapus loket"),
    _A.NUMBER_GIVEN: ("ticket", "memberi nomor antrean dengan tangan"),
    _A.QUEUE_SET: ("wrench", "mengatur antrean"),
    _A.OFFICE_ADDED: ("landmark", "menyiapkan kantor ini di server"),
    _A.BACKUP_RESTORED: ("database", "memulihkan data kantor dari cadangan"),
    _A.WEBHOOKS_SET: ("waypoints", "mengatur sambungan program lain"),
    _A.CONNECTOR_SET: ("waypoints", "mengatur penghubung ke sistem lain"),
    _A.KIOSK_ENROLLED: ("store", "mendaftarkan kiosk"),
    _A.KIOSK_REVOKED: ("ban", "mencabut kiosk"),
    _A.QUOTA_REACHED: ("upload", "mengirim terlalu banyak dalam sehari"),
    _A.QUOTA_SET: ("wrench", "mengatur batas kiriman kiosk"),
    _A.FILES_PUBLISHED: ("upload", "menerbitkan berkas untuk kiosk"),
    _A.FILE_WITHDRAWN: ("trash-2", "menarik berkas dari kiosk"),
    _A.ORDERED: ("message-report", "memberi perintah kepada kiosk"),
    _A.KIOSK_KEY_CHANGED: ("key-round", "memakai kunci yang baru"),
    _A.OFFICE_KEYS_ROTATED: ("key-round", "mengganti kunci kantor"),
    _A.BUNDLE_SIGNED: ("stamp", "menandatangani program untuk kiosk"),
    _A.OFFICE_KEY_RETIRED: ("trash-2", "memusnahkan kunci lama kantor"),
    _A.RESTORED: ("database", "tahu lebih banyak: data kantor pernah dipulihkan dari cadangan lama"),
    _A.AUDIT_BROKEN: ("triangle-alert", "punya catatan petugas yang terpotong atau diganti"),
    _A.KIOSK_RESTORED: ("database", "pernah dipulihkan dari cadangan lama"),
    _A.LETTER_DRAFTED: ("file-text", "menyiapkan surat"),
    _A.LETTER_OPENED: ("file-text", "membuka surat"),
    _A.LETTER_DISCARDED: ("trash-2", "membuang konsep surat"),
    _A.LETTER_ISSUED: ("stamp", "menerbitkan surat"),
    _A.LETTER_VOIDED: ("ban", "membatalkan surat"),
    _A.LETTERS_SET: ("wrench", "mengatur surat"),
    _A.RETENTION_SET: ("wrench", "mengatur jadwal retensi"),
    _A.DESTRUCTION_PROPOSED: ("trash-2", "mengusulkan pemusnahan data"),
    _A.DESTRUCTION_CONFIRMED: ("stamp", "menyetujui pemusnahan data"),
    _A.DESTRUCTION_REJECTED: ("ban", "menolak pemusnahan data"),
    _A.DESTROYED: ("trash-2", "memusnahkan isi permohonan"),
    _A.SUBJECT_ASKED: ("user-check", "mencatat permintaan warga atas datanya"),
    _A.SUBJECT_ANSWERED: ("user-check", "menjawab permintaan warga atas datanya"),
    _A.SUBJECT_COPIED: ("download", "memberi warga salinan datanya"),
    _A.CORRECTED: ("pencil", "membetulkan isian"),
    _A.RESTRICTION_LIFTED: ("rotate-ccw", "mengakhiri pembatasan data"),
}
"""The icon, and what was done."""

GRAVE: Final = frozenset(
    {
        _A.LOGIN_REFUSED,
        _A.REVEALED,
        _A.BROWSER_NEW,
        _A.FACTOR_OFF,
        _A.AUDIT_BROKEN,
        _A.RESTORED,
        _A.KIOSK_RESTORED,
        _A.BACKUP_RESTORED,
        _A.QUOTA_REACHED,
    }
)
"""What somebody should look at."""

_FAULT: Final[dict[Fault, str]] = {
    Fault.MISSING: "Ada baris yang hilang mulai nomor {seq}.",
    Fault.CHANGED: "Baris nomor {seq} diubah sesudah ditulis.",
    Fault.CUT: "Ujung catatan tidak cocok: seharusnya berakhir di nomor {seq}.",
}


def says(action: Action) -> tuple[str, str]:
    """An icon and the words for what was done."""
    return SAYS.get(action, ("info", action.value.replace("_", " ")))


def fault(kind: Fault, seq: int) -> str:
    """What is wrong with the trail, in a sentence."""
    return _FAULT[kind].format(seq=seq)
