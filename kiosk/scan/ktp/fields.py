"""What the rows of a card say: labels told apart, values cleaned. Pure functions on what the network saw.

A label that was badly read is made up for by its place among the others, by what its value looks like, or both. Values
are left as they were read; only words of the card's own short lists are set right, and only when almost nothing is off.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from enum import Enum

import msgspec
import numpy as np
from rapidfuzz.distance import Levenshtein

from kiosk.domain.ktp import KtpField, ReadValue
from kiosk.scan.ktp.engine import ALPHABET, SPACE, Letter, Line, Probabilities, decode


class Label(Enum):
    """The rows below the NIK, in the order of the card."""

    NAMA = "Nama"
    LAHIR = "Tempat/Tgl Lahir"
    KELAMIN = "Jenis Kelamin"
    ALAMAT = "Alamat"
    RT_RW = "RT/RW"
    KELURAHAN = "Kel/Desa"
    KECAMATAN = "Kecamatan"
    AGAMA = "Agama"
    STATUS = "Status Perkawinan"
    PEKERJAAN = "Pekerjaan"
    WARGA = "Kewarganegaraan"
    BERLAKU = "Berlaku Hingga"


LABELS = tuple(Label)


class Row(msgspec.Struct, frozen=True):
    """A row as it was read."""

    label: Line
    value: Line


# --- Which row is which -----------------------------------------------------------------------------------------------

_NEAR = 0.5
"""From here on likeness to a label counts. Its rivals on the card are all further apart."""


def assign(rows: list[Row]) -> dict[Label, list[int]]:
    """The rows of each label; more than one where a name or an address goes on in the next."""
    score = np.array([[_fit(row, label) for label in LABELS] for row in rows]).reshape(len(rows), len(LABELS))
    found: dict[Label, list[int]] = {}
    last: Label | None = None
    for place, number in enumerate(_in_order(score)):
        if number is not None:
            last = LABELS[number]
            found[last] = [place]
        elif last is not None and _unlabelled(rows[place]):
            found[last].append(place)
    return found


def recognised(rows: list[Row]) -> int:
    """How many rows have one of the card's labels or what stands behind one: a sheet with a long number on it has none."""
    return sum(any(_likeness(row, label) >= _NEAR or _behind(row, label) > 0 for label in LABELS) for row in rows)


def _fit(row: Row, label: Label) -> float:
    """How much speaks for a label: how it was read, and what stands behind it."""
    likeness = _likeness(row, label)
    likeness = likeness if likeness >= _NEAR else 0.0
    # A row that nothing speaks for is still better named by its place than left out, unless it has no label at all.
    return likeness + _behind(row, label) + (0.02 if _unlabelled(row) else 0.1)


def _likeness(row: Row, label: Label) -> float:
    return Levenshtein.normalized_similarity(_plain(row.label.text), _plain(label.value))


def _behind(row: Row, label: Label) -> float:
    said = text(row.value)
    match label:
        case Label.LAHIR:
            return 0.6 if re.search(r"\d\d\D\d\d\D\d{4}", said) else 0.0
        case Label.RT_RW:
            return 0.6 if re.fullmatch(r"\d{3}\s?/?\s?\d{3}", said) else 0.0
        case Label.KELAMIN:
            return 0.6 if _sex(said) else 0.0
        case Label.AGAMA:
            return 0.5 if _snapped(said, RELIGIONS) in RELIGIONS else 0.0
        case Label.STATUS:
            return 0.5 if _snapped(said, MARITAL) in MARITAL else 0.0
        case Label.BERLAKU:
            return 0.5 if Levenshtein.distance(said, "SEUMUR HIDUP") <= 3 else 0.0
        case _:
            return 0.0


def _unlabelled(row: Row) -> bool:
    return len(_plain(row.label.text)) < 2


def _plain(text: str) -> str:
    return re.sub("[^a-z]", "", text.casefold())


def _in_order(score: np.ndarray) -> list[int | None]:
    """For each row the number of its label, in the order of the card, so that most speaks for all of them together."""
    rows, labels = score.shape
    best = np.zeros((rows + 1, labels + 1))
    for row in range(rows - 1, -1, -1):
        for label in range(labels - 1, -1, -1):
            # A skipped label costs a little: rows follow each other.
            taken = score[row, label] + best[row + 1, label + 1]
            best[row, label] = max(taken, best[row + 1, label], best[row, label + 1] - 0.05)
    found: list[int | None] = []
    label = 0
    for row in range(rows):
        while label < labels and best[row, label] == best[row, label + 1] - 0.05 > best[row + 1, label]:
            label += 1
        if label < labels and best[row, label] == score[row, label] + best[row + 1, label + 1]:
            found.append(label)
            label += 1
        else:
            found.append(None)
    return found


# --- What they say ----------------------------------------------------------------------------------------------------

RELIGIONS = (
    "ISLAM", "KRISTEN", "KATHOLIK", "KATOLIK", "HINDU", "BUDDHA", "BUDHA", "KHONGHUCU", "KONGHUCU",
    "KEPERCAYAAN TERHADAP TUHAN YME",
)  # fmt: skip

MARITAL = ("BELUM KAWIN", "KAWIN", "KAWIN TERCATAT", "KAWIN BELUM TERCATAT", "CERAI HIDUP", "CERAI MATI")

OCCUPATIONS = tuple("""
BELUM/TIDAK BEKERJA|MENGURUS RUMAH TANGGA|PELAJAR/MAHASISWA|PENSIUNAN|PEGAWAI NEGERI SIPIL|TENTARA NASIONAL INDONESIA
KEPOLISIAN RI|PERDAGANGAN|PETANI/PEKEBUN|PETERNAK|NELAYAN/PERIKANAN|INDUSTRI|KONSTRUKSI|TRANSPORTASI|KARYAWAN SWASTA
KARYAWAN BUMN|KARYAWAN BUMD|KARYAWAN HONORER|BURUH HARIAN LEPAS|BURUH TANI/PERKEBUNAN|BURUH NELAYAN/PERIKANAN
BURUH PETERNAKAN|PEMBANTU RUMAH TANGGA|TUKANG CUKUR|TUKANG LISTRIK|TUKANG BATU|TUKANG KAYU|TUKANG SOL SEPATU
TUKANG LAS/PANDAI BESI|TUKANG JAHIT|TUKANG GIGI|PENATA RIAS|PENATA BUSANA|PENATA RAMBUT|MEKANIK|SENIMAN|TABIB|PARAJI
PERANCANG BUSANA|PENTERJEMAH|IMAM MASJID|PENDETA|PASTOR|WARTAWAN|USTADZ/MUBALIGH|JURU MASAK|PROMOTOR ACARA
ANGGOTA DPR-RI|ANGGOTA DPD|ANGGOTA BPK|DUTA BESAR|GUBERNUR|WAKIL GUBERNUR|BUPATI|WAKIL BUPATI|WALIKOTA|WAKIL WALIKOTA
ANGGOTA DPRD PROVINSI|ANGGOTA DPRD KABUPATEN/KOTA|DOSEN|GURU|PILOT|PENGACARA|NOTARIS|ARSITEK|AKUNTAN|KONSULTAN|DOKTER
BIDAN|PERAWAT|APOTEKER|PSIKIATER/PSIKOLOG|PENYIAR TELEVISI|PENYIAR RADIO|PELAUT|PENELITI|SOPIR|PIALANG|PARANORMAL
PEDAGANG|PERANGKAT DESA|KEPALA DESA|BIARAWATI|WIRASWASTA
""".strip().replace("\n", "|").split("|"))  # fmt: skip
"""The occupations of the population register (form F-1.01 of Permendagri 109/2019)."""

_LEGIBLE = 0.6
"""Mean confidence of the letters of a value; below, an empty field helps more than what was made of a blur."""

_PLAIN = 0.9
_SPACE_IN_NOISE = 0.2
_SPACE = 0.04
"""From here on there is a space: between words the network gives it 0.07 and more, between letters less than 0.01.

Where letters are not plain, its guesses are spread out more.
"""

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"

# In print that has capitals only. In an Arial a small l is a capital I.
_AS_CAPITAL = {"l": "I", ":": "."} | {small.lower(): small for small in _CAPITALS if small != "L"}
_AS_DIGIT = str.maketrans("ODQIZSGB", "00012568")
_NO_DIGIT = str.maketrans("015824", "OISBZA")
_AS_LETTER = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G", "4": "A"}


class FieldValue(msgspec.Struct, frozen=True):
    """What was read for a field, and from which rows: one, or those a long name goes on in."""

    field: KtpField
    value: ReadValue
    rows: tuple[int, ...]


def values(rows: list[Row]) -> list[FieldValue]:
    """Everything but the NIK; what was not found or says nothing is absent."""
    found = []
    for label, places in assign(rows).items():
        pieces = [piece for place in places if (piece := _read(rows[place].value, label)) is not None]
        if not pieces:
            continue
        whole = ReadValue(" ".join(piece.text for piece in pieces), min(piece.confidence for piece in pieces))
        found += [FieldValue(field, value, tuple(places)) for field, value in _fields(label, whole).items()]
    return found


def text(value: Line) -> str:
    """A value as printed: capitals, no colon before it."""
    return _clean(_spaced(_folded(_after_colon(value), _AS_CAPITAL)))


def _read(line: Line, label: Label) -> ReadValue | None:
    rules = _AS_CAPITAL
    if label in {Label.NAMA, Label.KELURAHAN, Label.KECAMATAN, Label.AGAMA, Label.STATUS, Label.PEKERJAAN}:
        rules = _AS_CAPITAL | _AS_LETTER
    letters = _spaced(_folded(_after_colon(line), rules))
    said = _clean(letters)
    sure = [letter.confidence for letter in letters if letter.char not in " :"]
    if not said or not sure or sum(sure) < _LEGIBLE * len(sure):
        return None
    return ReadValue(said, round(min(sure), 3))


def _after_colon(line: Line) -> Probabilities:
    """Without the end of a long label, which stands close to the colon."""
    colon = next((letter for letter in line.letters[:4] if letter.char == ":"), None)
    return line.probabilities[colon.last + 1 :] if colon else line.probabilities


def _folded(probabilities: Probabilities, rules: dict[str, str]) -> Probabilities:
    """Characters counted as what they must be where only some can stand."""
    folded = probabilities.copy()
    for seen, meant in rules.items():
        folded[:, ALPHABET.index(meant)] += folded[:, ALPHABET.index(seen)]
        folded[:, ALPHABET.index(seen)] = 0
    return folded


def _spaced(probabilities: Probabilities) -> list[Letter]:
    """The letters with the spaces between them: the network is shy of narrow ones, but sees none inside a word."""
    spaced: list[Letter] = []
    for letter in decode(probabilities):
        if spaced and letter.char != " " != spaced[-1].char:
            between = slice(spaced[-1].last, letter.first + 1)
            chance = float(probabilities[between, SPACE].max())
            if chance >= (_SPACE if min(spaced[-1].confidence, letter.confidence) > _PLAIN else _SPACE_IN_NOISE):
                spaced.append(Letter(" ", spaced[-1].last, letter.first, chance))
        spaced.append(letter)
    return spaced


def _clean(letters: list[Letter]) -> str:
    said = "".join(letter.char for letter in letters)
    said = re.sub(r"\s+(?=[ .,])", "", said).strip(" .,:;'-")
    return re.sub(r",(?=\S)", ", ", said)


def _fields(label: Label, value: ReadValue) -> dict[KtpField, ReadValue]:  # noqa: C901 - one case a row of the card
    said, sure = value.text, value.confidence
    match label:
        case Label.NAMA:
            return {KtpField.NAMA: value}
        case Label.LAHIR:
            return _birth(said, sure)
        case Label.KELAMIN:
            sex = _sex(said)
            return {KtpField.JK: ReadValue(sex, sure)} if sex else {}
        case Label.ALAMAT:
            return {KtpField.ALAMAT: value}
        case Label.RT_RW:
            numbers = re.fullmatch(r"\D*(\d{1,3})\D{1,3}(\d{1,3})\D*", said) or re.fullmatch(
                # A slash that was swallowed, or taken for a digit.
                r"\D*(\d{3})[17]?(\d{3})\D*",
                said,
            )
            if not numbers:
                return {}
            return {
                KtpField.RT: ReadValue(numbers[1].zfill(3), sure),
                KtpField.RW: ReadValue(numbers[2].zfill(3), sure),
            }
        case Label.KELURAHAN:
            return {KtpField.KELURAHAN: value}
        case Label.KECAMATAN:
            return {KtpField.KECAMATAN: value}
        case Label.AGAMA:
            return {KtpField.AGAMA: ReadValue(_snapped(said, RELIGIONS), sure)}
        case Label.STATUS:
            return {KtpField.STATUS_KAWIN: ReadValue(_snapped(said, MARITAL), sure)}
        case Label.PEKERJAAN:
            return {KtpField.PEKERJAAN: ReadValue(_snapped(said, OCCUPATIONS), sure)}
        case Label.WARGA | Label.BERLAKU:
            return {}


def _birth(said: str, sure: float) -> dict[KtpField, ReadValue]:
    found: dict[KtpField, ReadValue] = {}
    # Dashes are thin: what stands between the numbers may be anything, or nothing.
    printed = re.search(r"(\d\d)\D{0,3}(\d\d)\D{0,3}(19\d\d|20[0-4]\d)\D{0,2}$", said.translate(_AS_DIGIT))
    if printed:
        day, month, year = map(int, printed.groups())
        with suppress(ValueError):
            found[KtpField.TGL_LAHIR] = ReadValue(date(year, month, day).isoformat(), sure)
    place = said[: printed.start()] if printed else said.partition(",")[0]
    place = place.strip(" .,-").translate(_NO_DIGIT)
    if place and not any(char in _DIGITS for char in place):
        found[KtpField.TEMPAT_LAHIR] = ReadValue(place, sure)
    return found


def _sex(said: str) -> str | None:
    """L or P; the blood group may stand behind it in the same row."""
    word = re.sub("[^A-Z]", "", said)
    male = Levenshtein.distance(word[: len("LAKILAKI")], "LAKILAKI")
    female = Levenshtein.distance(word[: len("PEREMPUAN")], "PEREMPUAN")
    if min(male, female) > 3:
        return None
    return "L" if male < female else "P"


def _snapped(said: str, words: tuple[str, ...]) -> str:
    """The word of the list that was meant when it is near and no other is: a letter in five off, spaces aside.

    Else what was read.
    """
    bare = said.replace(" ", "")
    far = sorted((Levenshtein.distance(bare, word.replace(" ", "")), word) for word in words)
    (best, word), (second, _) = far[:2]
    return word if best == 0 or (best <= max(1, len(bare) // 5) and best < second) else said
