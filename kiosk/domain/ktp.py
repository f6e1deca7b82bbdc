"""What was read off a KTP-el, and how sure that is. Values only: reading is `kiosk.scan.ktp`.

A NIK has no check digit, so nothing that was read is ever accepted without the person whose card it is.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class KtpField(StrEnum):
    """The rows that matter, by the names of the contract."""

    NIK = "nik"
    NAMA = "nama"
    TEMPAT_LAHIR = "tempat_lahir"
    TGL_LAHIR = "tgl_lahir"  # as 1989-03-14
    JK = "jk"  # L or P
    ALAMAT = "alamat"
    RT = "rt"
    RW = "rw"
    KELURAHAN = "kelurahan"
    KECAMATAN = "kecamatan"
    AGAMA = "agama"  # the card's word in capitals, as are the two below
    STATUS_KAWIN = "status_kawin"
    PEKERJAAN = "pekerjaan"


class KtpDoubt(StrEnum):
    """Why a reading is to be looked at once more ("periksa lagi"). Nothing is corrected because of one."""

    NIK_MISSING = "nik_missing"  # no row of sixteen digits
    NIK_REGION = "nik_region"  # no province has these digits
    NIK_DATE = "nik_date"  # its digits are no date of birth
    NIK_SERIAL = "nik_serial"  # it ends with 0000
    NIK_UNSURE = "nik_unsure"  # a digit could be another one, or two pictures disagree
    BIRTH_DIFFERS = "birth_differs"  # the printed date of birth says otherwise
    SEX_DIFFERS = "sex_differs"  # the printed sex says otherwise
    BIRTH_UNREAD = "birth_unread"  # nothing printed confirms the date in the NIK


class ReadValue(msgspec.Struct, frozen=True):
    """One row as read; `confidence` from 0 to 1 is that of its worst character. Its `repr` tells nothing of a person."""

    text: str
    confidence: float

    def __repr__(self) -> str:
        return f"ReadValue({len(self.text)} characters, {self.confidence:.2f})"


class KtpReading(msgspec.Struct, frozen=True):
    """A card as it was read: what could be read of it, and what there is to doubt."""

    values: dict[KtpField, ReadValue]
    doubts: tuple[KtpDoubt, ...] = ()

    def text(self, field: KtpField) -> str | None:
        """What was read in a row, None when it was not found."""
        value = self.values.get(field)
        return value.text if value else None

    @property
    def certain(self) -> bool:
        """Whether the NIK breaks no rule, agrees with what is printed beside it, and no digit could be another one."""
        return KtpField.NIK in self.values and not self.doubts

    @property
    def confidence(self) -> float:
        """Of the NIK, which decides everything; 0 without one."""
        value = self.values.get(KtpField.NIK)
        return value.confidence if value else 0.0
