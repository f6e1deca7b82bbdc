"""Codes of the core → sentences for people. The one place where the screen says what is wrong, and never whose fault.

Every sentence stands here as a literal, so that Qt Linguist finds it. English: `assets/i18n/en.ts`.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

import msgspec
from PySide6.QtCore import QCoreApplication

from kiosk.clock import Zone
from kiosk.domain import words
from kiosk.domain.catalog import (
    ChecklistField,
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    KkField,
    LocationField,
    LongTextField,
    MoneyField,
    NikField,
    PhotoField,
    RefField,
    RowsField,
    TextField,
    TimeField,
    WilayahField,
)
from kiosk.domain.ktp import KtpDoubt
from kiosk.domain.permohonan import PermohonanStatus
from kiosk.domain.place import Direction, Near
from kiosk.domain.prints import JobState, Outcome, PrintReason, SlipKind
from kiosk.domain.problem import Doubt, DoubtCode, Problem, ProblemCode
from kiosk.errors import CannotNow, Damaged, DiskFull, DiskReadOnly
from kiosk.scan.wire import AimHint
from kiosk.usecases.maintenance import PinLocked, PinNotSet, PinOutcome, PinWrong

translate = QCoreApplication.translate


def problem_sentence(problem: Problem, field: Field, language: str) -> str:  # noqa: C901 - one line a code
    """What to do about one answer."""
    label = field.label.say(language)
    params = problem.params
    if problem.message is not None:
        return problem.message.say(language)
    match problem.code:
        case ProblemCode.REQUIRED:
            return _missing(field, label)
        case ProblemCode.DIGIT_COUNT:
            text = translate("Problem", "{label} ada {expected} angka. Anda baru mengisi {got}.")
            return text.format(label=label, expected=params.get("expected", 16), got=params.get("got", 0))
        case ProblemCode.REGION:
            return translate(
                "Problem", "Angka-angka depan {label} ini tidak dikenal. Coba cocokkan lagi dengan kartunya."
            ).format(label=label)
        case ProblemCode.DATE if isinstance(field, NikField | KkField):
            return translate(
                "Problem", "Angka ke-7 sampai ke-12 {label} berisi tanggal. Coba cocokkan lagi dengan kartunya."
            ).format(label=label)
        case ProblemCode.DATE_IN_FUTURE if isinstance(field, NikField | KkField):
            return translate(
                "Problem", "Angka ke-7 sampai ke-12 {label} berisi tanggal. Coba cocokkan lagi dengan kartunya."
            ).format(label=label)
        case ProblemCode.DATE:
            return translate("Problem", "Tanggal itu tidak ada di kalender. Coba periksa lagi.")
        case ProblemCode.DATE_IN_FUTURE:
            return translate("Problem", "Tanggal itu belum tiba. Coba periksa tahunnya.")
        case ProblemCode.DATE_IN_PAST:
            return translate("Problem", "Tanggal itu sudah lewat. Coba pilih hari ini atau sesudahnya.")
        case ProblemCode.DATE_TOO_OLD:
            return translate("Problem", "Tahunnya mulai dari {min}. Coba periksa lagi.").format(
                min=params.get("min", 1900)
            )
        case ProblemCode.SERIAL:
            return translate("Problem", "Empat angka terakhir {label} tidak mungkin 0000. Coba cocokkan lagi.").format(
                label=label
            )
        case ProblemCode.SAME:
            return translate("Problem", "Nomor ini sama dengan NIK. Coba cocokkan lagi dengan kartunya.")
        case ProblemCode.PHONE:
            return translate("Problem", "Nomor HP dimulai dengan 08, panjangnya 10 sampai 13 angka.")
        case ProblemCode.TOO_SHORT if isinstance(field, RowsField):
            return translate("Problem", "Masih kurang. Tulis paling sedikit {min}.").format(min=params.get("min", 1))
        case ProblemCode.TOO_LONG if isinstance(field, RowsField):
            return translate("Problem", "Ini terlalu banyak. Paling banyak {max}.").format(max=params.get("max", 1))
        case ProblemCode.TOO_LONG if isinstance(field, PhotoField | ChecklistField):
            return translate("Problem", "Fotonya paling banyak {max}. Yang lain boleh dibawa ke loket.").format(
                max=params.get("max", 1)
            )
        case ProblemCode.TOO_SHORT if isinstance(field, TextField) and field.accept in ("digits", "code"):
            return translate("Problem", "Masih kurang. Nomornya paling sedikit {min} tanda.").format(
                min=params.get("min", 1)
            )
        case ProblemCode.PLATE:
            return translate("Problem", "Nomor polisi ditulis seperti BG 1234 AB. Coba cocokkan dengan STNK.")
        case ProblemCode.RULE:
            return translate("Problem", "Coba cocokkan lagi {label} dengan jawaban yang lain.").format(
                label=_lower(label)
            )
        case ProblemCode.TOO_SHORT:
            return translate("Problem", "Tulis sedikit lagi, paling sedikit {min} huruf.").format(
                min=params.get("min", 1)
            )
        case ProblemCode.TOO_LONG:
            return translate("Problem", "Ini terlalu panjang. Paling banyak {max} huruf.").format(
                max=params.get("max", 1)
            )
        case ProblemCode.CHARACTERS:
            return translate("Problem", "Ada tanda yang tidak bisa dipakai di sini. Pakai huruf saja, ya.")
        case ProblemCode.NOT_DIGITS:
            return translate("Problem", "Isi dengan angka saja.")
        case ProblemCode.RANGE:
            least, most = int(params.get("min", 0)), int(params.get("max", 0))
            if isinstance(field, MoneyField):
                return translate("Problem", "Paling banyak {max}.").format(max=words.rupiah(most))
            return translate("Problem", "Isi angka dari {min} sampai {max}.").format(min=least, max=most)
        case ProblemCode.CONSENT:
            return translate("Problem", "Sentuh kotak setuju dulu, supaya kami boleh memproses permohonan Anda.")
        case ProblemCode.TIME:
            return translate("Problem", "Jam ditulis dari 00.00 sampai 23.59. Coba periksa lagi.")
        case ProblemCode.PLACE:
            return translate("Problem", "Tempat itu di luar peta. Coba sentuh tempat lain.")
        case ProblemCode.PHOTO:
            return translate("Problem", "Foto itu tidak bisa dipakai. Coba ambil sekali lagi.")
        case ProblemCode.NOT_A_CHOICE | ProblemCode.REPEATED | ProblemCode.WRONG_TYPE | ProblemCode.UNKNOWN_FIELD:
            return translate("Problem", "Pilih salah satu jawaban yang ada.")
        case _:
            assert_never(problem.code)


def _missing(field: Field, label: str) -> str:
    match field:
        case ChoiceField() | RefField():
            return translate("Problem", "Pilih dulu satu jawaban.")
        case ChoicesField():
            return translate("Problem", "Pilih dulu, boleh lebih dari satu.")
        case DateField():
            return translate("Problem", "Isi dulu tanggal, bulan, dan tahunnya.")
        case LongTextField():
            return translate("Problem", "Tulis dulu ceritanya di kotak ini.")
        case TimeField():
            return translate("Problem", "Isi dulu jam dan menitnya.")
        case WilayahField():
            return translate("Problem", "Pilih dulu wilayahnya, satu per satu dari atas.")
        case LocationField():
            return translate("Problem", "Sentuh dulu tempatnya di peta.")
        case RowsField():
            return translate("Problem", "Tulis dulu paling sedikit {min}.").format(min=field.min)
        case _:
            return translate("Problem", "Isi dulu {label}.").format(label=label if label.isupper() else _lower(label))


def _lower(label: str) -> str:
    """ "Nama lengkap" → "nama lengkap", but "NIK" and "RT" stay as they are."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def warning_sentence(doubt: Doubt, language: str) -> str:
    """Odd but allowed, or good to know."""
    if doubt.message is not None:
        return doubt.message.say(language)
    match doubt.code:
        case DoubtCode.REGION_UNKNOWN:
            return translate(
                "Problem", "Kode daerah di NIK ini tidak ada di daftar kami. Kalau sudah cocok dengan KTP, lanjut saja."
            )
        case DoubtCode.BIRTH_DATE_DIFFERS:
            return translate("Problem", "Berbeda dengan tanggal di NIK. Kalau sudah benar, lanjut saja.")
        case DoubtCode.SEX_DIFFERS:
            return translate("Problem", "Berbeda dengan yang tertulis di NIK. Kalau sudah benar, lanjut saja.")
        case DoubtCode.PHOTO_MISSING:
            return translate("Problem", "Fotonya belum ada. Lanjut saja, foto boleh dibawa ke loket.")
        case DoubtCode.RULE:
            return translate("Problem", "Coba cocokkan lagi dengan jawaban yang lain. Kalau sudah benar, lanjut saja.")
        case _:
            assert_never(doubt.code)


def aim_sentence(hint: AimHint) -> str:
    """What a person who holds a KTP before the camera is told."""
    match hint:
        case AimHint.NO_CARD:
            return translate("Ktp", "Letakkan KTP di dalam bingkai.")
        case AimHint.CLOSER:
            return translate("Ktp", "Dekatkan sedikit lagi.")
        case AimHint.FARTHER:
            return translate("Ktp", "Tepi KTP belum terlihat. Jauhkan sedikit.")
        case AimHint.DARK:
            return translate("Ktp", "Terlalu gelap. Hadapkan KTP ke cahaya.")
        case AimHint.GLARE:
            return translate("Ktp", "Terlalu silau. Miringkan KTP sedikit.")
        case AimHint.HOLD:
            return translate("Ktp", "Bagus. Tahan sebentar.")
        case AimHint.READING:
            return translate("Ktp", "Sedang dibaca.")
        case AimHint.AGAIN:
            return translate("Ktp", "Belum terbaca. Coba sekali lagi.")
        case _:
            assert_never(hint)


def card_doubt_sentence(doubt: KtpDoubt) -> str:
    """What is odd about a NIK that was read off a card."""
    match doubt:
        case KtpDoubt.NIK_MISSING:
            return translate("Ktp", "Foto ulang KTP Anda, atau ketik NIK-nya sendiri.")
        case KtpDoubt.NIK_REGION:
            return translate("Ktp", "Dua angka pertama bukan kode provinsi. Cocokkan dengan kartunya.")
        case KtpDoubt.NIK_DATE:
            return translate("Ktp", "Angka ke-7 sampai ke-12 bukan tanggal. Cocokkan dengan kartunya.")
        case KtpDoubt.NIK_SERIAL:
            return translate("Ktp", "Empat angka terakhir tidak mungkin 0000. Cocokkan dengan kartunya.")
        case KtpDoubt.NIK_UNSURE:
            return translate("Ktp", "Ada angka yang kurang jelas. Cocokkan satu per satu.")
        case KtpDoubt.BIRTH_DIFFERS:
            return translate("Ktp", "Tanggal di NIK tidak sama dengan tanggal lahir di kartu.")
        case KtpDoubt.SEX_DIFFERS:
            return translate("Ktp", "Jenis kelamin di NIK tidak sama dengan yang tertulis di kartu.")
        case KtpDoubt.BIRTH_UNREAD:
            return translate("Ktp", "Tanggal lahir di kartu kurang jelas, jadi NIK ini perlu dicocokkan.")
        case _:
            assert_never(doubt)


def place_sentence(near: Near | None) -> str:
    """Where a point lies, as neighbours say it; "" where no landmark is known."""
    if near is None:
        return ""
    name = near.landmark.name
    if near.landmark.rt:
        name = translate("Place", "{name}, RT {rt}").format(name=name, rt=near.landmark.rt)
    if near.direction is None:
        return translate("Place", "di {landmark}").format(landmark=name)
    return translate("Place", "dekat {landmark}, sekitar {metres} m ke {direction}").format(
        landmark=name, metres=near.metres, direction=_direction(near.direction)
    )


def _direction(direction: Direction) -> str:
    match direction:
        case Direction.NORTH:
            return translate("Place", "utara")
        case Direction.NORTH_EAST:
            return translate("Place", "timur laut")
        case Direction.EAST:
            return translate("Place", "timur")
        case Direction.SOUTH_EAST:
            return translate("Place", "tenggara")
        case Direction.SOUTH:
            return translate("Place", "selatan")
        case Direction.SOUTH_WEST:
            return translate("Place", "barat daya")
        case Direction.WEST:
            return translate("Place", "barat")
        case Direction.NORTH_WEST:
            return translate("Place", "barat laut")
        case _:
            assert_never(direction)


def part_of_day(hour: int) -> str:
    """What people add to a time of day."""
    if hour < 4:
        return translate("Time", "dini hari")
    if hour < 11:
        return translate("Time", "pagi")
    if hour < 15:
        return translate("Time", "siang")
    return translate("Time", "sore") if hour < 18 else translate("Time", "malam")


def moment_words(zone: Zone, at: int, language: str) -> str:
    """ "Selasa, 1 Desember 2026", with the time where it is not the day's beginning. `at`: ms since 1970 UTC."""
    local = zone.local(at)
    if (local.hour, local.minute) == (0, 0):
        return words.day(local.date(), language)
    return words.date_and_time(local, zone.name, language)


def opens_again_sentence(zone: Zone, at: int, now: int, language: str) -> str:
    """When a closed kiosk serves residents again; the hour is left out at midnight. Times in ms since 1970 UTC."""
    local, today = zone.local(at), zone.local(now).date()
    weekday = words.day(local.date(), language).partition(",")[0]
    match (local.date() - today).days:
        case 0:
            day = translate("Hall", "hari ini")
        case 1:
            day = translate("Hall", "besok, {day}").format(day=weekday)
        case ahead if ahead < 7:
            day = weekday
        case _:
            day = words.day(local.date(), language)
    if (local.hour, local.minute) == (0, 0):
        return translate("Hall", "Buka lagi {when}.").format(when=day)
    time = f"{clock_words(local, language)} {zone.name}"
    return translate("Hall", "Buka lagi {day}, {time}.").format(day=day, time=time)


def clock_words(local: datetime, language: str) -> str:
    """ "14.05"; English writes 14:05."""
    return f"{local.hour:02}{':' if language == 'en' else '.'}{local.minute:02}"


class PrintSaid(msgspec.Struct, frozen=True):
    """What is known of the paper. `mood`: busy, good, notice, unsure or bad.

    `asks`: only the resident can say whether it came out. `again`: a copy may help. `photo`: as far as is known nothing is
    on paper, so the screen is what the resident takes along.
    """

    mood: str
    title: str
    detail: str
    asks: bool = False
    again: bool = False
    photo: bool = False


def print_sentence(outcome: Outcome, ticket: str, *, came: bool | None = None, mended: bool = False) -> PrintSaid:
    """The state of a slip with a number: what is known, never more.

    `came`: what the resident said where the printer could not. `mended`: it had to wait for the printer.
    """
    keep = translate("Print", "Nomor Anda {ticket} tetap berlaku. Potret layar ini atau catat, ya.").format(
        ticket=ticket
    )
    match outcome:
        case Outcome(JobState.CONFIRMED):
            take = translate("Print", "Ambil struk Anda di bawah layar.")
            if mended:
                take = translate("Print", "Printernya sudah siap lagi. Ambil struk Anda di bawah layar.")
            return PrintSaid("good", translate("Print", "Struk sudah tercetak"), take)
        case Outcome(JobState.WAITING, None):
            return PrintSaid(
                "busy", translate("Print", "Struk sedang dicetak"), translate("Print", "Tunggu sebentar di sini, ya.")
            )
        case Outcome(JobState.WAITING, reason):
            later = translate("Print", "Kalau printer segera siap, struk keluar sendiri.")
            return PrintSaid("bad", reason_sentence(reason), f"{keep} {later}", photo=True)
        case Outcome(_, PrintReason.FILED):
            return PrintSaid("unsure", reason_sentence(outcome.reason), keep, photo=True)
        case Outcome(_, PrintReason.NO_PRINTER):
            return PrintSaid("notice", reason_sentence(outcome.reason), keep, photo=True)
        case Outcome(JobState.SENT, PrintReason.OTHER_PRINTER):
            valid = translate("Print", "Nomor Anda {ticket} tetap berlaku.").format(ticket=ticket)
            return PrintSaid(
                "unsure", translate("Print", "Struk Anda dicetak di printer lain. Tanyakan petugas."), valid
            )
        case Outcome(JobState.SENT) if came is None:
            sent = translate("Print", "Belum pasti tercetak. Nomor Anda {ticket} tetap berlaku.").format(ticket=ticket)
            return PrintSaid("unsure", translate("Print", "Apakah struknya keluar?"), sent, asks=True)
        case Outcome(JobState.SENT) if came:
            return PrintSaid(
                "good", translate("Print", "Terima kasih"), translate("Print", "Simpan struk Anda baik-baik.")
            )
        case Outcome(JobState.SENT):
            title = translate("Print", "Maaf, struk belum keluar")
            return PrintSaid("unsure", title, keep, again=True, photo=True)
        case Outcome(JobState.FAILED, reason):
            # A copy would wait in the same queue that the petugas has just emptied.
            again = reason is not PrintReason.CANCELLED
            return PrintSaid("bad", reason_sentence(reason), keep, again=again, photo=True)
        case _:
            raise AssertionError(outcome)


def enough_copies() -> str:
    """Why there is no further copy, kindly: paper is money."""
    return translate("Print", "Salinan paling banyak dua, supaya kertas cukup untuk semua.")


def reason_sentence(reason: PrintReason | None) -> str:  # noqa: C901 - one line a reason
    """Why there is no paper, in plain words."""
    match reason:
        case PrintReason.PAPER_OUT:
            return translate("Print", "Kertas habis. Mohon beri tahu petugas.")
        case PrintReason.COVER_OPEN:
            return translate("Print", "Tutup printer terbuka. Mohon beri tahu petugas.")
        case PrintReason.CUTTER:
            return translate("Print", "Pemotong kertas macet. Mohon beri tahu petugas.")
        case PrintReason.OVERHEATED:
            return translate("Print", "Printer perlu mendingin sebentar.")
        case PrintReason.UNRECOVERABLE:
            return translate("Print", "Printer rusak. Mohon beri tahu petugas.")
        case PrintReason.OFFLINE | PrintReason.DISCONNECTED | PrintReason.NOT_ANSWERING:
            return translate("Print", "Printer tidak menjawab. Mohon beri tahu petugas.")
        case PrintReason.NOT_ALLOWED:
            return translate("Print", "Printer belum bisa dipakai. Mohon beri tahu petugas.")
        case PrintReason.BUSY:
            return translate("Print", "Printer masih sibuk.")
        case PrintReason.NO_PRINTER:
            return translate("Print", "Kiosk ini tidak punya printer.")
        case PrintReason.EXPIRED:
            return translate("Print", "Struk ini terlalu lama menunggu printer.")
        case PrintReason.CANCELLED:
            return translate("Print", "Petugas menghentikan pencetakannya.")
        case PrintReason.OTHER_PRINTER:
            return translate("Print", "Dicetak di printer lain. Tanyakan petugas.")
        case PrintReason.FILED:
            return translate("Print", "Disimpan untuk petugas, belum di atas kertas.")
        case PrintReason.UNCONFIRMED | PrintReason.INTERRUPTED | None:
            return translate("Print", "Struk belum tercetak.")
        case _:
            assert_never(reason)


class PaperSaid(msgspec.Struct, frozen=True):
    """What is known of a slip that was asked for on the page it repeats.

    `mood`: "" before, then busy, good, unsure or bad. `button`: its state in two words, "" where it may be asked for.
    """

    mood: str = ""
    title: str = ""
    detail: str = ""
    button: str = ""


def paper_sentence(outcome: Outcome | None, kind: SlipKind, *, spent: bool = False) -> PaperSaid:
    """The same for what stands on the screen anyway: information, a status, a way to go, the copy of a receipt.

    `spent`: it was asked for as often as is reasonable.
    """
    here = translate("Paper", "Anda tetap bisa membacanya di sini, atau memotret layarnya.")
    if kind is SlipKind.RECEIPT:
        here = translate("Paper", "Nomor dan kode Anda tetap berlaku, juga tanpa salinan.")
    waiting = translate("Paper", "Menunggu printer")
    match outcome:
        case None:
            return PaperSaid()
        case Outcome(JobState.CONFIRMED):
            done = translate("Paper", "Sudah tercetak")
            return PaperSaid("good", done, translate("Paper", "Ambil kertasnya di bawah layar."), done)
        case Outcome(JobState.WAITING, None):
            busy = translate("Paper", "Sedang dicetak")
            wait = translate("Paper", "Tunggu sebentar, kertasnya keluar di bawah layar.")
            return PaperSaid("busy", busy, wait, busy)
        case Outcome(JobState.WAITING, reason):
            return PaperSaid("bad", reason_sentence(reason), here, waiting)
        case Outcome(JobState.SENT, PrintReason.OTHER_PRINTER | PrintReason.FILED as reason):
            return PaperSaid("unsure", reason_sentence(reason), here, translate("Paper", "Sudah dikirim"))
        case Outcome(JobState.SENT):
            return PaperSaid(
                "unsure",
                translate("Paper", "Sudah dikirim ke printer"),
                translate("Paper", "Kertasnya tidak keluar? {here}").format(here=here),
                translate("Paper", "Sudah dikirim"),
            )
        case Outcome(JobState.FAILED, reason):
            if spent:
                return PaperSaid("bad", reason_sentence(reason), enough_copies(), translate("Paper", "Belum tercetak"))
            return PaperSaid("bad", reason_sentence(reason), here)
        case _:
            raise AssertionError(outcome)


def slip_title(kind: SlipKind) -> str:
    """What the petugas calls a slip."""
    match kind:
        case SlipKind.RECEIPT:
            return translate("Slip", "Bukti permohonan")
        case SlipKind.TICKET:
            return translate("Slip", "Nomor antrean")
        case SlipKind.TEST:
            return translate("Slip", "Lembar uji")
        case SlipKind.INFO:
            return translate("Slip", "Informasi")
        case SlipKind.STATUS:
            return translate("Slip", "Status permohonan")
        case SlipKind.REFERRAL:
            return translate("Slip", "Rute dan syarat")
        case SlipKind.OFFICE:
            return translate("Slip", "Lembar untuk kantor")
        case SlipKind.READINESS:
            return translate("Slip", "Laporan kesiapan")
        case _:
            assert_never(kind)


class JobSaid(msgspec.Struct, frozen=True):
    """How a slip stands, for the petugas. `mood`: busy, good, unsure or bad."""

    mood: str
    text: str


def job_sentence(outcome: Outcome, *, past: bool = False) -> JobSaid:
    """What the petugas compares with the paper: the state, and what to do.

    `past`: it may be some time ago. What kept a settled slip from coming out may be mended, so no advice is given on it.
    """
    why = petugas_reason(outcome.reason) if outcome.reason else ""
    if past and outcome.state is JobState.FAILED:
        why = why.partition(". ")[0].rstrip(".") + "." if why else ""
    match outcome.state:
        case JobState.CONFIRMED:
            return JobSaid("good", translate("Slip", "Sudah tercetak"))
        case JobState.WAITING if outcome.reason is None:
            return JobSaid("busy", translate("Slip", "Sedang dicetak"))
        case JobState.WAITING:
            return JobSaid("bad", translate("Slip", "Menunggu. {why}").format(why=why))
        case JobState.SENT:
            return JobSaid("unsure", why or translate("Slip", "Terkirim, tetapi printer ini tidak bisa memastikan."))
        case JobState.FAILED:
            return JobSaid("bad", translate("Slip", "Tidak tercetak. {why}").format(why=why).rstrip())
        case _:
            assert_never(outcome.state)


def petugas_reason(reason: PrintReason) -> str:  # noqa: C901 - one line a reason
    """Why there is no paper or no proof, and what a petugas does about it."""
    match reason:
        case PrintReason.PAPER_OUT:
            return translate("Slip", "Kertas habis. Pasang gulungan baru.")
        case PrintReason.COVER_OPEN:
            return translate("Slip", "Tutup printer terbuka. Tutup rapat.")
        case PrintReason.CUTTER:
            return translate("Slip", "Pemotong kertas macet. Matikan printer, keluarkan kertas yang terjepit.")
        case PrintReason.OVERHEATED:
            return translate("Slip", "Printer terlalu panas. Tunggu beberapa menit.")
        case PrintReason.UNRECOVERABLE:
            return translate("Slip", "Printer rusak. Matikan dan nyalakan lagi; bila tetap, hubungi teknisi.")
        case PrintReason.OFFLINE:
            return translate("Slip", "Printer tidak siap. Periksa tombol dan lampunya.")
        case PrintReason.DISCONNECTED:
            return translate("Slip", "Printer tidak tersambung. Periksa kabel dan listriknya.")
        case PrintReason.BUSY:
            return translate("Slip", "Printer sedang dipakai komputer lain.")
        case PrintReason.NOT_ALLOWED:
            return translate("Slip", "Sistem tidak mengizinkan kiosk memakai printer ini. Hubungi teknisi.")
        case PrintReason.NOT_ANSWERING:
            return translate("Slip", "Printer tidak menjawab. Matikan dan nyalakan lagi.")
        case PrintReason.UNCONFIRMED:
            return translate("Slip", "Terkirim, tetapi printer ini tidak bisa memastikan.")
        case PrintReason.INTERRUPTED:
            return translate("Slip", "Terhenti di tengah jalan. Lihat apakah kertasnya keluar.")
        case PrintReason.NO_PRINTER:
            return translate("Slip", "Tanpa printer: nomor hanya tampil di layar.")
        case PrintReason.EXPIRED:
            return translate("Slip", "Terlalu lama menunggu. Nomornya tetap berlaku.")
        case PrintReason.CANCELLED:
            return translate("Slip", "Dibatalkan petugas.")
        case PrintReason.OTHER_PRINTER:
            return translate("Slip", "Dikirim ke printer pengganti.")
        case PrintReason.FILED:
            return translate("Slip", "Disimpan sebagai berkas, belum di atas kertas.")
        case _:
            assert_never(reason)


class StatusSaid(msgspec.Struct, frozen=True):
    """A status in plain words. `woven`: how much of the band, from 0 to 4."""

    title: str
    detail: str
    icon: str
    mood: str
    woven: int


def status_sentence(status: PermohonanStatus) -> StatusSaid:
    """Where a request stands, and what the resident does next."""
    match status:
        case PermohonanStatus.SUBMITTED:
            return StatusSaid(
                translate("Status", "Sudah diterima"),
                translate("Status", "Permohonan Anda menunggu diperiksa petugas."),
                "clipboard-check", "notice", 1,
            )  # fmt: skip
        case PermohonanStatus.IN_REVIEW:
            return StatusSaid(
                translate("Status", "Sedang diperiksa"),
                translate("Status", "Petugas sedang memeriksa permohonan Anda."),
                "search", "notice", 2,
            )  # fmt: skip
        case PermohonanStatus.INCOMPLETE:
            return StatusSaid(
                translate("Status", "Ada yang perlu dilengkapi"),
                translate("Status", "Baca catatan petugas di bawah, lalu datang ke loket."),
                "triangle-alert", "bad", 1,
            )  # fmt: skip
        case PermohonanStatus.AWAITING_SIGNATURE:
            return StatusSaid(
                translate("Status", "Menunggu tanda tangan"),
                translate("Status", "Suratnya sudah dibuat dan menunggu tanda tangan."),
                "stamp", "notice", 3,
            )  # fmt: skip
        case PermohonanStatus.READY:
            return StatusSaid(
                translate("Status", "Siap diambil"),
                translate("Status", "Silakan ambil di loket. Bawa struk atau kode ini."),
                "badge-check", "good", 4,
            )  # fmt: skip
        case PermohonanStatus.COLLECTED:
            return StatusSaid(
                translate("Status", "Sudah diambil"),
                translate("Status", "Permohonan ini sudah selesai."),
                "circle-check", "good", 4,
            )  # fmt: skip
        case PermohonanStatus.REJECTED:
            return StatusSaid(
                translate("Status", "Tidak dapat dikabulkan"),
                translate("Status", "Baca alasannya di bawah. Anda boleh bertanya di loket."),
                "circle-alert", "bad", 0,
            )  # fmt: skip
        case PermohonanStatus.CANCELLED:
            return StatusSaid(
                translate("Status", "Dibatalkan"),
                translate("Status", "Permohonan ini tidak diteruskan."),
                "x", "bad", 0,
            )  # fmt: skip
        case _:
            assert_never(status)


def complaint_sentence(status: PermohonanStatus) -> StatusSaid:
    """The same for a complaint, at whose end stands an answer and no letter."""
    said = status_sentence(status)
    match status:
        case PermohonanStatus.SUBMITTED:
            title, detail = said.title, translate("Status", "Laporan Anda menunggu diperiksa petugas.")
        case PermohonanStatus.IN_REVIEW:
            title, detail = said.title, translate("Status", "Petugas sedang memeriksa laporan Anda.")
        case PermohonanStatus.AWAITING_SIGNATURE:
            title = translate("Status", "Menunggu keputusan")
            detail = translate("Status", "Laporan sudah diperiksa dan menunggu keputusan.")
        case PermohonanStatus.READY:
            title = translate("Status", "Jawaban siap")
            detail = translate("Status", "Baca catatan petugas di bawah, atau tanyakan di loket.")
        case PermohonanStatus.COLLECTED:
            title = translate("Status", "Selesai")
            detail = translate("Status", "Laporan ini sudah selesai ditangani.")
        case _:
            return said
    return msgspec.structs.replace(said, title=title, detail=detail)


class TroubleSaid(msgspec.Struct, frozen=True):
    """What happened, what is safe, what to do."""

    title: str
    detail: str
    retry: bool


def trouble_kind(error: Exception) -> str:
    """Which page an error of the core leads to."""
    match error:
        case DiskFull():
            return "full"
        case DiskReadOnly():
            return "readonly"
        case Damaged():
            return "damaged"
        case CannotNow():
            return "busy"
        case _:
            return "fault"


def trouble_sentence(kind: str) -> TroubleSaid:
    """The words for it."""
    match kind:
        case "full":
            return TroubleSaid(
                translate("Trouble", "Kiosk ini belum bisa menerima permohonan baru"),
                translate(
                    "Trouble",
                    "Tempat penyimpanannya penuh. Silakan ke loket, petugas akan membantu. "
                    "Permohonan yang sudah diterima tetap aman.",
                ),
                retry=True,
            )
        case "readonly" | "damaged":
            return TroubleSaid(
                translate("Trouble", "Kiosk ini perlu diperbaiki"),
                translate(
                    "Trouble",
                    "Jawaban Anda tidak tersimpan. Silakan ke loket, petugas akan membantu. "
                    "Permohonan yang sudah diterima tetap aman.",
                ),
                retry=False,
            )
        case "busy":
            return TroubleSaid(
                translate("Trouble", "Kiosk ini sedang sibuk"),
                translate("Trouble", "Tunggu sebentar, lalu coba lagi. Jawaban Anda masih ada."),
                retry=True,
            )
        case _:
            return TroubleSaid(
                translate("Trouble", "Maaf, ada yang tidak beres di kiosk ini"),
                translate("Trouble", "Ini bukan salah Anda. Coba sekali lagi, atau silakan ke loket."),
                retry=True,
            )


def pin_sentence(outcome: PinOutcome | None) -> str:
    """Why a PIN did not open, "" when nothing was wrong so far."""
    match outcome:
        case PinWrong(tries_left):
            return translate("Pin", "PIN belum cocok. Masih bisa dicoba %n kali.", "", tries_left)
        case PinLocked(seconds) if seconds < 120:
            return translate("Pin", "Terlalu sering dicoba. Tunggu %n detik.", "", seconds)
        case PinLocked(seconds):
            minutes = -(-seconds // 60)
            return translate("Pin", "Terlalu sering dicoba. Tunggu %n menit.", "", minutes)
        case PinNotSet():
            return translate("Pin", "Kiosk ini belum punya PIN. Pasang dulu dari komputer kantor.")
        case _:
            return ""
