"""Search: people find what they mean, however they say and type it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalog_files import load_catalog
from kiosk.content_files import DEMO, load_content
from kiosk.domain.catalog import Catalog
from kiosk.domain.content import Content
from kiosk.domain.search import Document, parse_vocabulary, root, split, stem, typed
from kiosk.errors import WrongUse
from kiosk.store.search import Index
from kiosk.usecases import find as use_case
from kiosk.usecases.context import Context
from kiosk.usecases.find import find, index, vocabulary

PHRASINGS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("phrasings.toml").read_text("utf-8"))
ASKED_FOR = (
    *(f"C{number:02}" for number in range(1, 19)),
    *(f"D{number:02}" for number in (*range(1, 23), 30, 31, 32, 33, 40, 50, 51)),
    *(f"N{number:02}" for number in range(1, 9)),
    *("F01", "F02", "L05", "L09"),
    *(f"J{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11)),
)


@pytest.fixture(scope="module")
def content(catalog: Catalog) -> Content:
    """What is shipped to read."""
    return load_content(catalog)


@pytest.fixture(scope="module")
def shipped(catalog: Catalog, content: Content) -> Index:
    """The index of an Indonesian screen."""
    return index(catalog, content, "id")


def found(built: Index, text: str) -> list[str]:
    """Numbers of services and keys of records, the best first."""
    return [one.ref if one.kind == "service" else one.key for one in built.find(text)]


def small(*titles: str) -> Index:
    """An index of a few made-up services with the shipped words."""
    return Index((Document(f"s{n}", "service", f"S{n:02}", title, "") for n, title in enumerate(titles)), vocabulary())


# --- What people mean -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("office", [None, DEMO], ids=["as shipped", "with an office's content"])
def test_the_service_meant_is_among_the_first_three(catalog: Catalog, office: Path | None, language: str) -> None:
    """At least 95 of 100 everyday phrasings, with records of content among the hits, whatever language the screen speaks."""
    built = index(catalog, load_content(catalog, office=office), language)
    asked = [(ref, saying) for ref, sayings in PHRASINGS.items() for saying in sayings]
    missed = [(ref, saying, found(built, saying)[:3]) for ref, saying in asked if ref not in found(built, saying)[:3]]
    assert len(missed) <= 0.05 * len(asked), missed


def test_everything_the_kiosk_offers_is_asked_for_in_the_table() -> None:
    """No service is forgotten, and each number is one that exists."""
    assert sorted(PHRASINGS) == sorted(ASKED_FOR)
    assert sum(map(len, PHRASINGS.values())) >= 100


def test_every_title_finds_its_service(catalog: Catalog, shipped: Index) -> None:
    """Who has read the name of a service somewhere types it as it stands."""
    missed = [entry.ref for entry in catalog.entries() if entry.ref not in found(shipped, entry.title.id)[:3]]
    assert missed == []


def test_a_number_finds_its_service(shipped: Index) -> None:
    """It stands on slips and in lists of the office."""
    assert found(shipped, "D18")[0] == "D18"
    assert found(shipped, "d18")[0] == "D18"


# --- How people type --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "ref"),
    [
        ("akte kelahiraan", "D05"),
        ("skcx", "D11"),
        ("domisil", "D18"),
        ("ktpp hilang", "D03"),
        ("kartu kelurga", "D04"),
        ("srat pindah", "D08"),
        ("imunisassi", "C04"),
        ("kemataian", "D07"),
        ("posyandu lnsia", "C05"),
        ("sunatan masal", "C06"),
    ],
)
def test_a_slip_of_the_thumb_is_forgiven(shipped: Index, wrong: str, ref: str) -> None:
    """A letter too many, too few, wrong or in the wrong place."""
    assert ref in found(shipped, wrong)[:3]


@pytest.mark.parametrize(
    "text", ["akta kelahiran", "kartu keluarga", "posyandu lansia", "surat tidak mampu", "pindah rumah"]
)
def test_every_key_press_keeps_what_is_typed_in_sight(shipped: Index, text: str) -> None:
    """From five letters on nothing vanishes for being unfinished, and what is meant does not vanish again."""
    whole = found(shipped, text)[0]
    for end in range(5, len(text)):
        assert found(shipped, text[:end]), text[:end]
    for end in range(len(text) - 2, len(text) + 1):
        assert whole in found(shipped, text[:end])[:3], text[:end]


def test_the_last_word_may_be_unfinished_and_a_space_ends_it() -> None:
    """While "kar" is typed it may become "karang"."""
    built = small("Karang Taruna", "Kursi roda")
    assert found(built, "karan") == ["S00"]
    assert found(built, "k") == ["S00", "S01"]
    assert found(built, "k ") == []


def test_a_missing_space_and_a_missing_accent_do_not_matter(shipped: Index) -> None:
    """Neither does the case."""
    assert found(shipped, "aktekelahiran") == found(shipped, "akte kelahiran")
    assert found(shipped, "SURAT PINDÁH") == found(shipped, "surat pindah")


def test_prefixes_suffixes_and_everyday_forms_are_one_word() -> None:
    """Written, spoken, Javanese, Sundanese and Palembang forms."""
    built = small("Daftar", "Tutup", "Surat", "Urus izin")
    for saying in ("pendaftaran", "mendaftarkan", "daftarin", "daftarke", "didaftarkeun"):
        assert found(built, saying + " ") == ["S00"], saying
    assert found(built, "nutup ") == found(built, "penutupan ") == ["S01"]
    assert found(built, "suratnyo ") == found(built, "suratne ") == ["S02"]


def test_who_says_it_all_is_before_who_says_some() -> None:
    """Both words before one, words in a title before words in a long text; a mention is not shown beside a name."""
    built = Index(
        (
            Document("a", "service", "A01", "Lapangan voli", ""),
            Document("b", "service", "A02", "Sewa lapangan", "", body=("Ada juga kolam.",)),
            Document("c", "service", "A03", "Kolam lele", "Dekat sewa lapangan."),
        ),
        vocabulary(),
    )
    assert [one.key for one in built.find("lapangan kolam ")] == ["c", "b", "a"]
    assert [one.key for one in built.find("kolam ")] == ["c"]


def test_what_is_said_in_passing_alone_still_finds(shipped: Index) -> None:
    """ "Mau" begins many sayings, and an empty page would end the attempt."""
    assert found(shipped, "mau")
    assert found(shipped, "saya mau") == found(shipped, "mau saya")


def test_nonsense_finds_nothing(shipped: Index) -> None:
    """A kind empty page is more honest than a guess."""
    assert found(shipped, "xqzwv") == []
    assert found(shipped, "") == found(shipped, "   ") == found(shipped, "🙂 ?!") == []


# --- Languages --------------------------------------------------------------------------------------------------------


def test_titles_are_found_and_shown_in_the_language_of_the_screen(catalog: Catalog, content: Content) -> None:
    """And in Indonesian too, which everybody here mixes in."""
    english = index(catalog, content, "en")
    death = catalog.find("D07")
    assert english.find(str(death.title.en))[0].title == death.title.en
    for words in ("surat kematian", "death"):
        assert "D07" in found(english, words)[:3]


@pytest.mark.parametrize("language", ["jv", "su", "plm"])
def test_what_is_translated_is_found_in_every_language(catalog: Catalog, content: Content, language: str) -> None:
    """Texts of these languages stand in files of their own."""
    built = index(catalog, content, language)
    titled = [(entry.ref, title) for entry in catalog.entries() if (title := entry.title.find(language))]
    assert titled
    assert [ref for ref, title in titled if ref not in found(built, title)[:3]] == []
    assert "D03" in found(built, "ktp hilang")[:3]


# --- Records ----------------------------------------------------------------------------------------------------------


def test_a_record_stands_behind_the_service_it_is_published_under(shipped: Index) -> None:
    """The service leads to all that is published there; the record is one touch nearer."""
    hits = found(shipped, "gempa bumi")
    assert hits[:2] == ["C15", "C15/gempa"]


def test_many_records_of_one_service_do_not_hide_the_others() -> None:
    """Each further record counts half of the one before."""
    records = [
        Document(f"A01/{n}", "content", "A01", f"Kolam {word}", "") for n, word in enumerate("lele nila gurami".split())
    ]
    built = Index(
        (Document("a", "service", "A01", "Ikan", ""), *records, Document("b", "service", "A02", "Sewa kolam", "")),
        vocabulary(),
    )
    assert {"A02", "A01"} == set(found(built, "kolam ")[:2])


# --- Hostile input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "ktp OR NOT NEAR(kk, 2)",
        "title: ktp",
        "ktp*",
        "^ktp + - ( {",
        "'; DROP TABLE found; --",
        "\x00ktp",
        "\ud800 ktp",
        "%_%",
        "ktp " * 2_500,
        "k" * 10_000,
        "a b c d e f g h i j k l m n o p q r s t",
        "กขฃ ١٢٣ ² ß",
    ],
)
def test_hostile_input_is_only_words(shipped: Index, text: str) -> None:
    """No operator is obeyed and nothing is raised."""
    assert isinstance(found(shipped, text), list)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_whatever_is_typed_is_answered(text: str) -> None:
    """Any characters, surrogates included."""
    assert isinstance(index_for_hypothesis().find(text), list)


def index_for_hypothesis() -> Index:
    """One for all examples; hypothesis and fixtures of a module do not mix."""
    built = getattr(index_for_hypothesis, "built", None)
    if built is None:
        built = small("KTP hilang", "Akta kelahiran", "Pindah rumah", "Kartu keluarga")
        index_for_hypothesis.built = built  # type: ignore[attr-defined]
    return built  # type: ignore[no-any-return]


def test_ten_thousand_characters_cost_what_two_hundred_cost() -> None:
    """So nothing that is pasted or held down takes long."""
    words, goes_on = typed("ktp " * 2_500)
    assert len(words) == 12
    assert not goes_on
    assert [len(word) for word in typed("k" * 10_000)[0]] == [32]


def test_many_threads_get_the_same_answers(shipped: Index) -> None:
    """A key is pressed while the last one is still looked for."""
    sayings = [saying for sayings in PHRASINGS.values() for saying in sayings]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda saying: found(shipped, saying), sayings))
    assert together == [found(shipped, saying) for saying in sayings]


def test_many_threads_stem_at_the_same_time() -> None:
    """A stemmer keeps its word in itself: shared by two threads it mixes their words."""
    words = [
        f"{start}{middle}{end}"
        for start in ("ke", "per", "men", "di")
        for middle in ("lahir", "pindah", "usaha", "daftar")
        for end in ("an", "annya", "kan", "i", "nya", "kah")
    ]
    alone = [stem(word) for word in words]
    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(stem, words * 20))
    finally:
        sys.setswitchinterval(often)
    assert together == alone * 20


# --- The words of people ----------------------------------------------------------------------------------------------


def test_every_saying_leads_to_the_name_it_stands_for() -> None:
    """What is written in words.toml holds for each of its words."""
    file = tomllib.loads(use_case.WORDS.read_text("utf-8"))
    for name, sayings in file["same"].items():
        built = small(name, "Sesuatu yang lain")
        for saying in sayings:
            assert found(built, saying + " ")[:1] == ["S00"], f"{saying} is not {name}"


def test_a_word_that_stands_for_two_things_is_refused_by_name() -> None:
    """Otherwise the second would silently never hold."""
    with pytest.raises(WrongUse, match="'kos' stands for 'sewa' and for 'rumah'"):
        parse_vocabulary('passing = ""\n[same]\nsewa = ["kos"]\nrumah = ["kos"]')
    with pytest.raises(WrongUse, match="'rumah kos'"):
        parse_vocabulary('passing = ""\n[same]\nsewa = ["rumah kos"]\nhuni = ["rumah kos"]')
    with pytest.raises(WrongUse, match=r"words\.toml"):
        parse_vocabulary("passing = 1")


def test_without_its_words_search_still_finds_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalog: Catalog, content: Content
) -> None:
    """A damaged file costs everyday words, not the search."""
    monkeypatch.setattr(use_case, "WORDS", tmp_path / "words.toml")
    vocabulary.cache_clear()
    try:
        assert found(index(catalog, content, "id"), "surat kematian")[0] == "D07"
    finally:
        vocabulary.cache_clear()


def test_words_are_split_and_stemmed() -> None:
    """Accents, apostrophes, signs and emoji are no letters."""
    assert split("Jum'at—KTP-el, é 🙂 2x") == ["jumat", "ktp", "el", "e", "2x"]
    assert stem("kelahirannya") == "lahir"
    assert root("wafat", vocabulary()) == root("kematian", vocabulary())


def test_only_one_stemmer_is_loaded() -> None:
    """All 34 languages of the package would cost 0.15 s and 14 MB."""
    program = (
        "import sys; from kiosk.domain.search import stem; stem('urusan'); print('snowballstemmer' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


# --- The use case and the command -------------------------------------------------------------------------------------


def test_the_screen_asks_one_index_a_language(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first key press builds it, the others only ask."""
    built: list[str] = []

    def counted(catalog: Catalog, content: Content, language: str) -> Index:
        built.append(language)
        return index(catalog, content, language)

    monkeypatch.setattr(use_case, "index", counted)
    typed_so_far = [find(context, "rekam ktp"[:end]) for end in range(1, 10)]
    assert typed_so_far[-1][0].title == context.catalog.find("D03").title.id
    assert find(context, "rekam ktp", language="en")[0].title == context.catalog.find("D03").title.en
    assert find(context, "pindah", limit=1)[0].ref in {"D08", "D09"}
    assert built == ["id", "en"]


def test_what_an_office_adds_is_found(tmp_path: Path, catalog: Catalog) -> None:
    """A changed title counts, and what the office took out is gone."""
    office = tmp_path / "office"
    office.mkdir()
    (office / "a.toml").write_text('change = "D18"\ntitle = { id = "Surat Kampung Durian", en = "x" }\n', "utf-8")
    (office / "b.toml").write_text('change = "D13"\nenabled = false\n', "utf-8")
    changed = load_catalog(office=office)
    built = index(changed, load_content(changed), "id")
    assert found(built, "durian")[0] == "D18"
    assert "D13" not in found(built, "skbd")


def test_the_command_answers_as_the_contract_says(
    run_kiosk: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """One JSON object, also where there is no kiosk yet and nothing is found."""
    code, out, _ = run_kiosk("search", "surat miskin", "--json", "--data", tmp_path)
    assert code == 0
    hits = json.loads(out)["hits"]
    assert set(hits[0]) == {"id", "kind", "title"}
    assert hits[0]["kind"] == "service"
    assert hits[0]["id"] == load_catalog().find("D12").id
    assert {"id": "C15/gempa", "kind": "content"}.items() <= json.loads(run_kiosk("search", "gempa", "--json")[1])[
        "hits"
    ][1].items()
    assert json.loads(run_kiosk("search", "xqzwv", "--json")[1]) == {"hits": []}
    assert "D12" not in run_kiosk("search", "")[1]
