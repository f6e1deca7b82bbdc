"""What is said: any text becomes clips that exist, in the order of the text, and nothing shipped has to be spelled."""

from __future__ import annotations

import re
import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import speech
from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.domain import words
from kiosk.domain.antrean import Ticket
from kiosk.domain.catalog import LANGUAGES, Catalog, Language
from kiosk.speech import Clip, Pause, Phrasebook, load
from kiosk.speech_words import LANGUAGE_NAMES, VOCABULARY
from kiosk.ts_files import read_ts
from kiosk.wilayah import Wilayah

BOOKS = {language: load(language, load_catalog(), ("Kabupaten Ogan Ilir",)) for language in LANGUAGES}


def heard(book: Phrasebook, script: speech.Script) -> list[str]:
    """The phrases of a script as written, "|" for a pause."""
    return [
        "|" if isinstance(part, Pause) else part.name if part.name in speech.SOUNDS else book.texts[part.name].lower()
        for part in script
    ]


def said(text: str, language: str = "id") -> str:
    return " ".join(heard(BOOKS[language], BOOKS[language].script(text)))


# --- Any text ---------------------------------------------------------------------------------------------------------


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_becomes_clips_that_exist(text: str, language: Language) -> None:
    book = BOOKS[language]
    assert all(isinstance(part, Pause) or part.name in book.texts for part in book.script(text))


@given(st.text(alphabet=string.digits + " .,-:", max_size=40), st.sampled_from(LANGUAGES))
def test_no_digit_is_lost(text: str, language: Language) -> None:
    """Something is said exactly when there is a digit."""
    assert bool(BOOKS[language].script(text)) == any(symbol.isdigit() for symbol in text)


@given(st.from_regex(r"[0-9]{16}", fullmatch=True), st.sampled_from(LANGUAGES))
def test_a_nik_is_read_digit_by_digit_in_its_order(nik: str, language: Language) -> None:
    spoken = [VOCABULARY[language].digits[int(digit)] for digit in nik]
    assert said(nik, language).split(" | ") == [" ".join(spoken[:6]), " ".join(spoken[6:12]), " ".join(spoken[12:])]
    assert said(f"{nik[:6]} {nik[6:12]} {nik[12:]}", language) == said(nik, language)


@given(st.text(alphabet=string.ascii_letters + "éèñ '-", max_size=60))
def test_a_name_that_nobody_recorded_is_spelled_in_full(name: str) -> None:
    book = Phrasebook("id", [*string.ascii_lowercase, *VOCABULARY["id"].digits])
    spelled = "".join(part for part in heard(book, book.script(name)) if part != "|")
    plain = name.translate(str.maketrans("éèñ", "een", " '-")).lower()
    assert spelled == plain


@given(st.text())
def test_sentences_keep_every_word(text: str) -> None:
    assert " ".join(speech.sentences(text)).split() == text.split()


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", "nol satu sebelas dua-puluh-satu seratus seratus-sepuluh dua-ratus"),
        ("en", "zero one eleven twenty-one one-hundred one-hundred-ten two-hundred"),
        ("jv", "nol setunggal sewelas selikur satus satus-sedasa kalih-atus"),
        ("su", "enol hiji sabelas dua-puluh-hiji saratus saratus-sapuluh dua-ratus"),
        ("plm", "nol sikok sebelas duo-puluh-sikok seratus seratus-sepuluh duo-ratus"),
    ],
)
def test_small_numbers_in_every_language(language: str, expected: str) -> None:
    values = (0, 1, 11, 21, 100, 110, 200)
    assert [said(str(value), language) for value in values] == [word.replace("-", " ") for word in expected.split()]


def _meaning(text: str) -> int:
    """The value of Indonesian number words, by the grammar that every child learns: independent of how they are made."""
    units = {
        word: value for value, word in enumerate("nol satu dua tiga empat lima enam tujuh delapan sembilan".split())
    }
    total = group = last = 0
    for word in re.sub(r"\bse(?=belas|puluh|ratus|ribu)", "satu ", text).split():
        match word:
            case "belas":
                group, last = group + 10 + last, 0
            case "puluh":
                group, last = group + 10 * last, 0
            case "ratus":
                group, last = group + 100 * last, 0
            case "ribu" | "juta" | "miliar":
                total += (group + last) * {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}[word]
                group = last = 0
            case _:
                last = units[word]
    return total + group + last


@given(st.integers(0, 10**12 - 1) | st.integers(0, 200) | st.sampled_from([10**power for power in range(12)]))
def test_indonesian_amounts_mean_what_is_written(amount: int) -> None:
    spoken = said(words.rupiah(amount))
    assert spoken.endswith(" rupiah")
    assert _meaning(spoken.removesuffix(" rupiah")) == amount


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_from_0_to_200_all_sound_different(language: Language) -> None:
    assert len({said(str(value), language) for value in range(201)}) == 201


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp0", "nol rupiah"),
        ("Rp25.000", "dua puluh lima ribu rupiah"),
        ("Rp1.500.000", "satu juta lima ratus ribu rupiah"),
        ("7KQ-M3X-9TP", "tujuh k q | m tiga x | sembilan t p"),
        ("081273450012", "kosong delapan satu dua | tujuh tiga empat lima | kosong kosong satu dua"),
        ("0812 7345 0012", "kosong delapan satu dua | tujuh tiga empat lima | kosong kosong satu dua"),
        ("RT 007", "rt kosong kosong tujuh"),
        ("Sabtu, 21 November 2026", "sabtu | dua puluh satu november dua ribu dua puluh enam"),
        ("14.05 WIB", "pukul empat belas lewat lima wib"),
        ("pukul 08.00", "pukul delapan"),
        ("25%", "dua puluh lima persen"),
        (
            "1.000.000.000.000",
            " | ".join(["satu kosong kosong kosong", *["kosong kosong kosong kosong"] * 2, "kosong"]),
        ),
        ("Siti", "s i t i"),
        ("Nomor Anda A-007 tetap berlaku.", "nomor anda a | kosong kosong tujuh tetap berlaku."),
        ("Anda baru mengisi 15.", "anda baru mengisi lima belas"),
        ("", ""),
        ("😀 …", ""),
    ],
)
def test_how_it_is_read_in_indonesian(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:05", "fourteen zero five"),
        ("14:00", "fourteen o'clock"),
        ("21 November 1951", "twenty one november nineteen fifty one"),
        ("2006", "two thousand six"),
        ("Rp25.000", "twenty five thousand rupiah"),
    ],
)
def test_how_it_is_read_in_english(text: str, expected: str) -> None:
    assert said(text, "en") == expected


# --- The waiting room -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", "nomor antrean a | kosong kosong tujuh | silakan ke loket dua"),
        ("en", "queue number a | zero zero seven | please go to counter two"),
        ("jv", "nomer antrean a | kosong kosong pitu | sumangga dhateng loket kalih"),
        ("su", "nomer antrean a | kosong kosong tujuh | mangga ka loket dua"),
        ("plm", "nomor antrean a | kosong kosong tujuh | silakan ke loket duo"),
    ],
)
def test_a_number_is_called_in_every_language_after_the_chime(language: str, expected: str) -> None:
    book = BOOKS[language]
    assert " ".join(heard(book, book.call(Ticket("A", 7), 2))) == f"call | {expected}"


@given(st.sampled_from(string.ascii_uppercase), st.integers(1, 999), st.sampled_from(LANGUAGES))
def test_every_number_can_be_called_without_spelling(letter: str, number: int, language: Language) -> None:
    text = speech.call_text(Ticket(letter, number), 12, language)
    assert BOOKS[language].spelled(text) == ()
    assert str(Ticket(letter, number)) in text


# --- Whatever is shipped can be said ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_text_is_spoken_without_spelling(language: Language) -> None:
    """With numbers where something is filled in: names may be spelled, and only they."""
    files = [read_ts(path) for path in sorted((ASSETS / "i18n").glob("*.ts"))]
    assert files
    if language == "id":
        texts = {source for file in files for _, source, _ in file}
    else:
        path = ASSETS / "i18n" / f"{language}.ts"
        # A language without a file is shown, and spoken, in Indonesian.
        texts = {form for forms in (read_ts(path).values() if path.is_file() else ()) for form in forms}
        texts |= {source for file in files for _, source, _ in file}
    filled = {re.sub(r"%L?[0-9n]|\{\w+\}", "15", text) for text in texts}
    assert {text: found for text in filled if (found := BOOKS[language].spelled(text))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_text_is_spoken_without_spelling(language: Language, catalog: Catalog) -> None:
    """What forms, service pages and reviews show, by the names the pages use."""
    texts = {group.title.say(language) for group in catalog.groups}
    for service in catalog.services:
        shown = [service.title, service.summary, service.agency, service.decides, service.estimate, service.product]
        shown += [*service.next_steps, *(need.text for need in service.requirements)]
        shown += [need.note for need in service.requirements if need.note]
        for step in service.steps:
            shown += [step.title, *([step.reason] if step.reason else [])]
        for field in service.fields():
            shown += [field.label, *([field.help] if field.help else [])]
            shown += [choice.label for choice in getattr(field, "choices", ())]
        texts |= {text.say(language) for text in shown} | set(service.basis)
    assert {text: found for text in texts if (found := BOOKS[language].spelled(text))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_and_language_is_spoken_without_spelling(language: Language) -> None:
    days = [words.day(date(2026, 1, 1) + timedelta(number), language) for number in range(365)]
    texts = [*days, *LANGUAGE_NAMES, "WIB", "WITA", "WIT"]
    assert {text: found for text in texts if (found := BOOKS[language].spelled(text))} == {}


def test_where_someone_comes_from_is_spoken_without_spelling(regions: Wilayah) -> None:
    book = load("en", load_catalog(), speech.region_names(regions))
    paths = [f"{name}, {province}" for _, name, province in regions.search("", limit=10_000)]
    assert len(paths) > 500
    assert {path for path in paths if book.spelled(path)} == set()


def test_what_a_petugas_writes_in_known_words_is_not_spelled() -> None:
    assert BOOKS["id"].spelled("Mohon bawa fotokopi KTP ke loket") == ()
    assert BOOKS["jv"].spelled("Mohon bawa fotokopi KTP ke loket") == ()


def test_a_text_without_translation_is_said_in_indonesian() -> None:
    book = Phrasebook("en", ["Back"], ["Kembali"])
    assert book.script("Kembali") == (Clip(str(speech.name("Kembali"))),)
    assert list(book.own.values()) == ["Back"]


# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clip_is_known_by_its_words_and_no_two_share_a_name(language: Language) -> None:
    texts = BOOKS[language].texts
    assert all(speech.name(text) == name for name, text in texts.items())
    assert all(re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{8}", name) for name in texts)


def test_a_name_is_readable_and_ignores_case_and_punctuation() -> None:
    assert speech.name("Sudah benar semua?") == speech.name("sudah benar semua")
    assert str(speech.name("Sudah benar semua?")).startswith("sudah-benar-semua-")
    assert speech.name("Sudah benar semua?") != speech.name("Sudah benar semua, ya?")
    assert speech.name("· –") is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "Kode QR, 16 angka", "Kode kiu ar, enam belas angka"),
        ("id", "B", "B"),
        ("en", "a", "A"),
        ("jv", "16 angka, dhateng", "nem belas angka, dateng"),
        ("su", "peun 21", "pen dua puluh hiji"),
    ],
)
def test_a_synthesiser_is_given_what_it_reads_rightly(language: str, text: str, expected: str) -> None:
    assert speech.spoken_form(text, language) == expected
