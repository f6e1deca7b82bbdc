"""The words that numbers, times and calls are made of in each language, and how abbreviations are pronounced.

To be reviewed by native speakers before a hall relies on them: Javanese (krama, as at a counter), Sundanese, Palembang.
Indonesian: KBBI. English: numbers without "and".
"""

from __future__ import annotations

from itertools import product

import msgspec


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """One language's words."""

    numbers: tuple[str, ...]  # 0 to 99, each said in one breath
    hundreds: tuple[str, ...]  # 100 to 900
    thousands: tuple[str, ...]  # 1000 to 9000; above it a number and `thousand`
    thousand: str
    million: str
    billion: str
    digits: tuple[str, ...]  # 0 to 9 as queue numbers, NIK and codes are read
    years_in_pairs: bool = False  # "nineteen fifty-one"
    rupiah: str = "rupiah"
    percent: str = "persen"
    clock: str | None  # before the hour; without it the language reads "14:05" as its figures
    sharp: str  # between hour and minutes, or after a full hour where there is no `clock`
    call: str  # the waiting room's
    pronounced: dict[str, str]  # what is not said as it is written
    sounds: tuple[tuple[str, str], ...] = ()  # spelling that the Indonesian voice would misread, as pattern and sound


def _malay(units: str, ten: str, eleven: str, *, zero: str) -> tuple[str, ...]:
    """0 to 99 as Malay counts, which Sundanese and Palembang do too: "dua belas", "dua puluh satu"."""
    unit = units.split()
    teens = [f"{one} belas" for one in unit[1:]]
    upper = [f"{ten} {one}".strip() for ten, one in product([f"{one} puluh" for one in unit[1:]], ["", *unit])]
    return (zero, *unit, ten, eleven, *teens, *upper)


def _times(units: str, first: str, word: str) -> tuple[str, ...]:
    return (first, *(f"{unit} {word}" for unit in units.split()[1:]))


_ID = "satu dua tiga empat lima enam tujuh delapan sembilan"
_SU = "hiji dua tilu opat lima genep tujuh dalapan salapan"
_PLM = "sikok duo tigo empat limo enem tujuh delapan sembilan"
_EN = "one two three four five six seven eight nine"
_EN_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

# Krama counts its twenties and some tens in words of their own: selikur 21, selangkung 25, seket 50, sewidak 60.
_JV = "setunggal kalih tiga sekawan gangsal enem pitu wolu sanga"
_JV_JOINED = "setunggal kalih tigang sekawan gangsal nem pitung wolung sangang"
_JV_TEENS = "sedasa|sewelas|kalih welas|tiga welas|sekawan welas|gangsal welas|nem belas|pitulas|wolulas|sangalas"
_JV_TWENTIES = (
    "kalih dasa|selikur|kalih likur|tiga likur|sekawan likur|selangkung|nem likur|pitu likur|wolu likur|sanga likur"
)
_JV_TENS = "tigang dasa|sekawan dasa|seket|sewidak|pitung dasa|wolung dasa|sangang dasa"

_ABBREVIATIONS = {
    "PANRB": "pan er be",
    "Permen": "peraturan menteri",
    "PPPK": "pe tiga ka",
    "QR": "kiu ar",
    "TNI": "te en i",
    "UU": "undang-undang",
    "WIB": "waktu Indonesia barat",
    "WIT": "waktu Indonesia timur",
    "WITA": "waktu Indonesia tengah",
    "WNA": "we en a",
    "WNI": "we en i",
    "YME": "yang maha esa",
    "flashdisk": "flesdis",
    "Flashdisk": "flesdis",
}

LANGUAGE_NAMES = ("Indonesia", "English", "Basa Jawa", "Basa Sunda", "Palembang")
"""As the screen offers them, each in its own language."""

VOCABULARY: dict[str, Vocabulary] = {
    "id": Vocabulary(
        numbers=_malay(_ID, "sepuluh", "sebelas", zero="nol"),
        hundreds=_times(_ID, "seratus", "ratus"),
        thousands=_times(_ID, "seribu", "ribu"),
        thousand="ribu",
        million="juta",
        billion="miliar",
        digits=("kosong", *_ID.split()),
        clock="pukul",
        sharp="lewat",
        call="Nomor antrean {ticket}, silakan ke loket {loket}.",
        pronounced=_ABBREVIATIONS,
    ),
    "en": Vocabulary(
        numbers=(
            "zero",
            *_EN.split(),
            *_EN_TEENS.split(),
            *(f"{ten} {unit}".strip() for ten, unit in product(_EN_TENS.split(), ["", *_EN.split()])),
        ),
        hundreds=tuple(f"{unit} hundred" for unit in _EN.split()),
        thousands=tuple(f"{unit} thousand" for unit in _EN.split()),
        thousand="thousand",
        million="million",
        billion="billion",
        digits=("zero", *_EN.split()),
        years_in_pairs=True,
        percent="percent",
        clock=None,
        sharp="o'clock",
        call="Queue number {ticket}, please go to counter {loket}.",
        pronounced={
            "WIB": "western Indonesian time",
            "WIT": "eastern Indonesian time",
            "WITA": "central Indonesian time",
        },
    ),
    "jv": Vocabulary(
        numbers=(
            "nol",
            *_JV.split(),
            *_JV_TEENS.split("|"),
            *_JV_TWENTIES.split("|"),
            *(f"{ten} {unit}".strip() for ten, unit in product(_JV_TENS.split("|"), ["", *_JV.split()])),
        ),
        hundreds=_times(_JV_JOINED, "satus", "atus"),
        thousands=_times(_JV_JOINED, "sewu", "ewu"),
        thousand="ewu",
        million="yuta",
        billion="milyar",
        digits=("kosong", *_JV.split()),
        clock="tabuh",
        sharp="langkung",
        call="Nomer antrean {ticket}, sumangga dhateng loket {loket}.",
        pronounced=_ABBREVIATIONS,
        sounds=(("ê", "e"), ("dh", "d"), ("th", "t"), ("Dh", "D"), ("Th", "T")),
    ),
    "su": Vocabulary(
        numbers=_malay(_SU, "sapuluh", "sabelas", zero="enol"),
        hundreds=_times(_SU, "saratus", "ratus"),
        thousands=_times(_SU, "sarébu", "rébu"),
        thousand="rébu",
        million="juta",
        billion="milyar",
        digits=("kosong", *_SU.split()),
        clock="tabuh",
        sharp="langkung",
        call="Nomer antrean {ticket}, mangga ka loket {loket}.",
        pronounced=_ABBREVIATIONS,
        sounds=(("eu", "e"), ("Eu", "E")),
    ),
    "plm": Vocabulary(
        numbers=_malay(_PLM, "sepuluh", "sebelas", zero="nol"),
        hundreds=_times(_PLM, "seratus", "ratus"),
        thousands=_times(_PLM, "seribu", "ribu"),
        thousand="ribu",
        million="juta",
        billion="miliar",
        digits=("kosong", *_PLM.split()),
        clock="jam",
        sharp="lewat",
        call="Nomor antrean {ticket}, silakan ke loket {loket}.",
        pronounced=_ABBREVIATIONS,
    ),
}
"""By language."""
