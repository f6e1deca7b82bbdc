"""The desk's words: short, everyday Indonesian. Statuses and moves sound different for a letter and for a complaint."""

from __future__ import annotations

from datetime import date
from typing import Final, assert_never

from kiosk.clock import Zone
from kiosk.domain import words
from kiosk.domain.answers import Value
from kiosk.domain.catalog import (
    AddressField,
    ChecklistField,
    ChoiceField,
    ChoicesField,
    ConsentField,
    DateField,
    Field,
    KkField,
    LocationField,
    LongTextField,
    MoneyField,
    NikField,
    NoteField,
    NumberField,
    PhoneField,
    PhotoField,
    RefField,
    RowsField,
    RtRwField,
    TextField,
    TimeField,
    WilayahField,
)
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.place import Direction, Point
from kiosk.domain.problem import DoubtCode
from kiosk.wilayah import Wilayah
from sync.protocol import EventRefusal, Verdict, Wrong
from sync.server.exchange.blobs import BlobRefusal
from sync.server.work import forwards, notes
from sync.server.work.complaints import Privacy, Stage
from sync.server.work.doubts import DeskDoubt
from sync.server.work.forwards import AgencyVerdict, ForwardRefusal
from sync.server.work.inbox import Age
from sync.server.work.notes import NoteRefusal
from sync.server.work.requests import NOTE_LENGTH, MoveRefusal

_S = PermohonanStatus

STATUS: Final[dict[PermohonanStatus, str]] = {
    _S.SUBMITTED: "Baru masuk",
    _S.INCOMPLETE: "Belum lengkap",
    _S.IN_REVIEW: "Sedang diperiksa",
    _S.AWAITING_SIGNATURE: "Menunggu tanda tangan",
    _S.READY: "Siap diambil",
    _S.COLLECTED: "Sudah diambil",
    _S.REJECTED: "Ditolak",
    _S.CANCELLED: "Dibatalkan",
}
_COMPLAINT_STATUS: Final[dict[PermohonanStatus, str]] = {
    _S.AWAITING_SIGNATURE: "Menunggu keputusan",
    _S.READY: "Jawaban siap",
    _S.COLLECTED: "Selesai",
}
STATUS_ICON: Final[dict[PermohonanStatus, str]] = {
    _S.SUBMITTED: "ticket",
    _S.INCOMPLETE: "circle-alert",
    _S.IN_REVIEW: "search",
    _S.AWAITING_SIGNATURE: "stamp",
    _S.READY: "circle-check",
    _S.COLLECTED: "check",
    _S.REJECTED: "minus",
    _S.CANCELLED: "rotate-ccw",
}
_MOVE: Final[dict[PermohonanStatus, str]] = {
    _S.IN_REVIEW: "Mulai periksa",
    _S.AWAITING_SIGNATURE: "Teruskan untuk tanda tangan",
    _S.READY: "Surat siap diambil",
    _S.COLLECTED: "Sudah diambil warga",
    _S.INCOMPLETE: "Minta dilengkapi",
    _S.REJECTED: "Tolak",
    _S.CANCELLED: "Batalkan permohonan",
    _S.SUBMITTED: "Kembalikan ke baru",
}
_COMPLAINT_MOVE: Final[dict[PermohonanStatus, str]] = {
    _S.AWAITING_SIGNATURE: "Teruskan untuk diputuskan",
    _S.READY: "Jawaban siap",
    _S.COLLECTED: "Selesai",
    _S.INCOMPLETE: "Minta keterangan",
    _S.CANCELLED: "Batalkan laporan",
}
_REASON: Final[dict[PermohonanStatus, tuple[str, str]]] = {
    _S.INCOMPLETE: ("Apa yang masih kurang?", "Misalnya: Fotokopi KK belum ada. Tolong dibawa ke loket 2."),
    _S.REJECTED: ("Mengapa ditolak?", "Misalnya: Alamat di luar wilayah kelurahan ini."),
    _S.CANCELLED: ("Catatan untuk warga (boleh kosong)", "Misalnya: Dibatalkan atas permintaan warga."),
}
_COMPLAINT_REASON: Final[dict[PermohonanStatus, tuple[str, str]]] = {
    _S.INCOMPLETE: ("Apa yang masih ingin Anda ketahui?", "Misalnya: Di dekat rumah nomor berapa?"),
    _S.REJECTED: ("Mengapa ditolak?", "Misalnya: Jalan itu dikelola provinsi. Silakan lapor ke Dinas PU."),
}
WARNING: Final[dict[str, str]] = {
    DoubtCode.REGION_UNKNOWN: "kode wilayahnya tidak ada di daftar.",
    DoubtCode.BIRTH_DATE_DIFFERS: "tidak sama dengan yang ada pada NIK.",
    DoubtCode.SEX_DIFFERS: "tidak sama dengan yang ada pada NIK.",
    DoubtCode.PHOTO_MISSING: "belum ada; minta warga membawanya.",
    DeskDoubt.NIK_WRONG: "bukan NIK yang benar; periksa angkanya di KTP.",
    DeskDoubt.UNDER_17: "pemohon belum 17 tahun; harus didampingi orang tua atau wali.",
}
NOT_MOVED: Final[dict[MoveRefusal, str]] = {
    MoveRefusal.NOT_FOUND: "Permohonan ini tidak ditemukan.",
    MoveRefusal.NOT_ALLOWED: "Langkah itu tidak bisa dari status sekarang.",
    MoveRefusal.NEEDS_NOTE: "Tulis dulu alasannya, supaya warga tahu apa yang harus dilakukan.",
    MoveRefusal.NOTE_TOO_LONG: f"Catatan terlalu panjang. Paling banyak {NOTE_LENGTH} huruf.",
    MoveRefusal.NOTE_PERSONAL: "Catatan memuat nomor seperti NIK atau KK. Hapus dulu nomor itu.",
    MoveRefusal.CHANGED_MEANWHILE: "Rekan Anda baru saja mengubah status permohonan ini. Lihat status terbaru di bawah.",
    MoveRefusal.NOTHING_TO_UNDO: "Belum ada langkah yang bisa dibatalkan.",
    MoveRefusal.NOT_YOURS: "Langkah terakhir dibuat rekan Anda. Minta rekan Anda atau lurah membatalkannya.",
    MoveRefusal.TOO_LATE: "Langkah terakhir sudah lebih dari satu hari, jadi tidak bisa dibatalkan lagi.",
    MoveRefusal.NO_SUCH_PETUGAS: "Petugas itu tidak bisa mengerjakan permohonan. Pilih yang lain.",
    MoveRefusal.RESTRICTED: (
        "Warga meminta permohonan ini tidak diproses dulu, jadi hanya bisa ditolak atau dibatalkan."
        " Kalau warga sudah mengizinkan lagi, akhiri dulu pembatasannya di halaman hak warga."
    ),
}
NOT_FORWARDED: Final[dict[ForwardRefusal, str]] = {
    ForwardRefusal.NOT_FOUND: "Permohonan ini tidak ditemukan.",
    ForwardRefusal.CLOSED: "Permohonan ini sudah ditutup.",
    ForwardRefusal.NO_AGENCY: "Pilih dulu instansinya.",
    ForwardRefusal.WAITS_ALREADY: "Instansi itu sudah diminta dan belum menjawab. Tarik kembali dulu bila ingin mengubahnya.",
    ForwardRefusal.NOT_WAITING: "Permintaan itu sudah dijawab atau sudah ditarik kembali.",
    ForwardRefusal.NEEDS_TEXT: "Tulis dulu penjelasannya, supaya jelas apa yang harus dilakukan.",
    ForwardRefusal.TOO_LONG: f"Terlalu panjang. Paling banyak {forwards.LENGTH} huruf.",
    ForwardRefusal.RESTRICTED: (
        "Warga meminta permohonan ini tidak diproses dulu, jadi tidak bisa diteruskan."
        " Kalau warga sudah mengizinkan lagi, akhiri dulu pembatasannya di halaman hak warga."
    ),
}
NOT_NOTED: Final[dict[NoteRefusal, str]] = {
    NoteRefusal.NOT_FOUND: "Permohonan ini tidak ditemukan.",
    NoteRefusal.EMPTY: "Catatan masih kosong.",
    NoteRefusal.TOO_LONG: f"Catatan terlalu panjang. Paling banyak {notes.LENGTH} huruf.",
}
VERDICT: Final[dict[AgencyVerdict, str]] = {
    AgencyVerdict.AGREED: "Setuju",
    AgencyVerdict.REFUSED: "Tidak setuju",
    AgencyVerdict.NEEDS_MORE: "Perlu data lain",
}
VERDICT_ICON: Final[dict[AgencyVerdict, str]] = {
    AgencyVerdict.AGREED: "circle-check",
    AgencyVerdict.REFUSED: "ban",
    AgencyVerdict.NEEDS_MORE: "circle-alert",
}
AGE: Final[dict[Age, str]] = {
    Age.TODAY: "Masuk hari ini",
    Age.OVER_1_DAY: "Lebih dari 1 hari",
    Age.OVER_3_DAYS: "Lebih dari 3 hari",
    Age.OVERDUE: "Lewat tenggat",
}
STAGE: Final[dict[Stage, str]] = {
    Stage.VERIFY: "Periksa dan teruskan laporan",
    Stage.FOLLOW_UP: "Tindak lanjuti dan siapkan jawaban",
    Stage.CLOSE: "Tutup bila pelapor tidak menanggapi",
}
PRIVACY: Final[dict[Privacy, str]] = {
    Privacy.OPEN: "Nama boleh diketahui",
    Privacy.CONFIDENTIAL: "Rahasia: nama dan kontak pelapor tidak ditampilkan",
    Privacy.ANONYMOUS: "Tanpa nama: pelapor memilih tidak menyebut nama. Jawabannya dilihat sendiri di kiosk.",
}
NAME_OPENED: Final = (
    "Rahasia: nama dan kontaknya dibuka untuk Anda, hanya di halaman ini. Jangan disampaikan kepada orang lain."
)

PARKED: Final[dict[EventRefusal, str]] = {
    EventRefusal.UNREADABLE: "Isinya tidak bisa dibaca.",
    EventRefusal.SEALED_MISSING: "Isian warganya tidak ikut terkirim.",
    EventRefusal.SEALED_CHANGED: "Isian warganya berubah di jalan.",
    EventRefusal.ID_TAKEN: "Nomor dalamnya sudah dipakai data lain.",
    EventRefusal.CODE_TAKEN: "Kode permohonannya sudah dipakai permohonan lain.",
}
STICK_WRONG: Final[dict[Wrong, str]] = {
    Wrong.NOT_OURS: "Bukan berkas dari kiosk.",
    Wrong.VERSION: "Dibuat oleh versi kiosk yang lebih baru. Perbarui dulu program di kantor.",
    Wrong.TRUNCATED: "Berkas terpotong. Salin lagi dari kiosk.",
    Wrong.TOO_LARGE: "Terlalu besar untuk berkas dari kiosk.",
    Wrong.OTHER_OFFICE: "Untuk kantor lain. Dibiarkan, tidak dibuka.",
    Wrong.OTHER_KIOSK: "Untuk kiosk lain.",
    Wrong.SIGNATURE: "Isinya berubah di jalan. Salin lagi dari kiosk.",
    Wrong.CONTENT: "Isinya rusak. Salin lagi dari kiosk.",
}
STICK_VERDICT: Final[dict[Verdict, str]] = {
    Verdict.OK: "Diterima.",
    Verdict.GAP: "Data sebelum ini belum sampai. Balasannya meminta kiosk mengirim semuanya lagi.",
    Verdict.FORK: "Tidak cocok dengan data kiosk ini di kantor: isi kiosk pernah dipulihkan atau disalin. "
    "Hubungi pengelola sistem.",
    Verdict.UNKNOWN_KIOSK: "Kiosk ini tidak terdaftar di kantor ini. Hubungi pengelola sistem.",
    Verdict.REVOKED: "Kiosk ini sudah dicabut dari kantor ini. Datanya tidak diterima.",
    Verdict.WRONG_KEY: "Kunci kiosk ini tidak dikenal. Hubungi pengelola sistem: kiosk perlu didaftarkan ulang.",
    Verdict.BAD_SIGNATURE: "Isinya berubah di jalan, atau bukan dari kiosk itu. Salin lagi dari kiosk.",
    Verdict.BAD_REQUEST: "Isinya rusak. Salin lagi dari kiosk.",
    Verdict.VERSION: "Dibuat oleh versi kiosk yang lebih baru. Perbarui dulu program di kantor.",
    Verdict.QUOTA: "Kiosk ini mengirim terlalu banyak dalam sehari. Coba lagi besok.",
}
STICK_BLOB: Final[dict[BlobRefusal, str]] = {
    BlobRefusal.UNKNOWN_KIOSK: "Kiosknya belum dikenal di kantor ini. Kirim dulu berkas .pkx dari kiosk yang sama.",
    BlobRefusal.REVOKED: "Kiosk ini sudah dicabut dari kantor ini. Fotonya tidak diterima.",
    BlobRefusal.NOT_NAMED: "Belum ada data yang menyebut foto ini. Kirim juga berkas .pkx dari kiosk yang sama.",
    BlobRefusal.TOO_FAR: "Hanya sebagian foto. Salin lagi dari kiosk.",
    BlobRefusal.CHANGED: "Isinya berubah di jalan. Salin lagi dari kiosk.",
}
STICK_PHOTO: Final = "Foto sudah di kantor."
ORDER_REFUSED: Final = (
    "Perintah ini tidak diberikan. Periksa isiannya: layanan dan kiosknya masih ada, kalimatnya pendek, tanpa NIK atau "
    "nomor KK, dan tanggalnya belum lewat."
)
STICK_REPLY: Final = "Ini balasan kantor untuk kiosk, bukan data dari kiosk."
STICK_EMPTY: Final = "Berkas ini kosong. Salin lagi dari kiosk."
STICK_RENAMED: Final = "Namanya sudah diubah. Pakai nama aslinya, misalnya 00000001-00000040.pkx."
STICK_TOO_MUCH: Final = "Terlalu banyak untuk sekali kirim, jadi tidak ada yang diterima. Kirim sebagian dulu."


_DIRECTION: Final[dict[Direction, str]] = {
    Direction.NORTH: "utara",
    Direction.NORTH_EAST: "timur laut",
    Direction.EAST: "timur",
    Direction.SOUTH_EAST: "tenggara",
    Direction.SOUTH: "selatan",
    Direction.SOUTH_WEST: "barat daya",
    Direction.WEST: "barat",
    Direction.NORTH_WEST: "barat laut",
}

REGIONS: Final = Wilayah()
"""The country's regions, holidays and the offices' maps."""


def status(value: PermohonanStatus, *, complaint: bool = False) -> str:
    """Where a request stands."""
    return (_COMPLAINT_STATUS if complaint else STATUS).get(value) or STATUS[value]


def move(value: PermohonanStatus, *, old: PermohonanStatus, complaint: bool) -> str:
    """The verb on a button."""
    if value is _S.IN_REVIEW and old is _S.INCOMPLETE:
        return "Sudah lengkap, periksa lagi"
    return (_COMPLAINT_MOVE if complaint else _MOVE).get(value) or _MOVE[value]


def reason(value: PermohonanStatus, *, complaint: bool) -> tuple[str, str]:
    """The question above the note of a move, and an example."""
    own = _COMPLAINT_REASON.get(value) if complaint else None
    return own or _REASON.get(value, ("Catatan untuk warga (boleh kosong)", ""))


def answer(field: Field, value: Value) -> str:  # noqa: C901 - one line a type
    """An answer as a person reads it."""
    match field:
        case ChoiceField():
            return _label(field, str(value))
        case ChoicesField():
            return ", ".join(_label(field, one) for one in value) if isinstance(value, list) else str(value)
        case ConsentField():
            return f"Setuju (versi {field.version})"
        case DateField():
            return words.day_without_name(date.fromisoformat(str(value)))
        case MoneyField():
            return words.rupiah(int(str(value)))
        case NumberField():
            return f"{value} {field.unit.id}" if field.unit else str(value)
        case NikField() | KkField() | PhoneField():
            digits = str(value)
            return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
        case WilayahField():
            return REGIONS.path(str(value)) or str(value)
        case TimeField():
            return str(value).replace(":", ".")
        case LocationField():
            return place(value) if isinstance(value, Point) else str(value)
        case PhotoField():
            return "Foto"
        case RefField():
            return next((choice.label.id for choice in field.choices if choice.value == value), str(value))
        case TextField() | AddressField() | LongTextField() | RtRwField():
            return str(value)
        case NoteField() | RowsField() | ChecklistField():
            # No single answer: nothing, rows, and what was said of each paper.
            return str(value)
        case _:
            assert_never(field)


def ago(ms: int) -> str:
    """How long since: "baru saja", "5 menit lalu"."""
    said = waited(ms)
    return said if said == "baru saja" else f"{said} lalu"


def received(taken: int, parked: int) -> str:
    """What of a kiosk's entries was new ("12 data baru diterima.") and how many had to be parked."""
    if not taken and not parked:
        return "Sudah pernah diterima."
    said = f"{taken} data baru diterima." if taken else "Tidak ada data baru yang bisa diterima."
    return f"{said} {parked} ditahan: lihat halaman Kiosk." if parked else said


def place(point: Point) -> str:
    """ "-2.99123, 104.74456 (80 m di utara Masjid Nurul Iman)": what a map program takes, and what a person knows."""
    near = REGIONS.near(point)
    text = f"{point.lat:.5f}, {point.lon:.5f}"
    if near is None:
        return text
    landmark = f"{near.landmark.name}, RT {near.landmark.rt}" if near.landmark.rt else near.landmark.name
    where = (
        f"di {landmark}" if near.direction is None else f"{near.metres} m di {_DIRECTION[near.direction]} {landmark}"
    )
    return f"{text} ({where})"


def moment(zone: Zone, ms: int) -> str:
    """ "Sabtu, 21 November 2026, 14.05 WIB"."""
    return words.date_and_time(zone.local(ms), zone.name)


def short_moment(zone: Zone, ms: int, *, now: int) -> str:
    """ "14.05" for today, "20 November, 14.05" within the year, else with the year."""
    local, today = zone.local(ms), zone.local(now)
    clock = f"{local.hour:02}.{local.minute:02}"
    if local.date() == today.date():
        return f"hari ini {clock}"
    day = words.day_without_name(local.date())
    return f"{day.removesuffix(f' {today.year}')}, {clock}"


def waited(ms: int) -> str:
    """How long: "baru saja", "5 menit", "3 jam", "2 hari"."""
    minutes = max(0, ms) // 60_000
    if minutes < 1:
        return "baru saja"
    if minutes < 60:
        return f"{minutes} menit"
    if minutes < 24 * 60:
        return f"{minutes // 60} jam"
    return f"{minutes // (24 * 60)} hari"


def deadline(days: int) -> str:
    """How long until a deadline, in days from today: "tenggat 2 hari lagi", "lewat 1 hari"."""
    if days < 0:
        return f"lewat {-days} hari"
    return {0: "tenggat hari ini", 1: "tenggat besok"}.get(days, f"tenggat {days} hari lagi")


def day_of(zone: Zone, ms: int) -> str:
    """ "21 November 2026"."""
    return words.day_without_name(zone.local(ms).date())


def _label(field: ChoiceField | ChoicesField, value: str) -> str:
    return next((choice.label.id for choice in field.choices if choice.value == value), value)
