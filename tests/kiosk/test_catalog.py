"""Service files: what authors are told when they err, and what every shipped file promises."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.domain.catalog import Catalog, Condition, RefField, RowsField, Translations
from kiosk.domain.service_files import parse_catalog
from kiosk.errors import WrongUse

SHARED = (ASSETS / "services" / "_shared.toml").read_text("utf-8")
AGENCIES = (ASSETS / "services" / "_agencies.toml").read_text("utf-8")
NONE = Translations(lambda _language: {})
BASE = {"_shared.toml": SHARED, "_agencies.toml": AGENCIES}
DOMISILI = (ASSETS / "services" / "d18_surat_keterangan_domisili.toml").read_text("utf-8")


def fails(text: str) -> str:
    """What an author of such a file is told."""
    (refusal,) = parse_catalog(BASE | {"mine.toml": text}).refused
    assert refusal.file == "mine.toml"
    return f"{refusal.what} {refusal.remedy}"


def test_a_misspelt_field_type_is_named_with_the_nearest() -> None:
    """The commonest author's error."""
    message = fails(DOMISILI.replace('type = "date"', 'type = "dat"', 1))
    assert "mine.toml" in message
    assert "did you mean 'date'" in message


def test_a_misspelt_key_is_named() -> None:
    """A key that is not known is never ignored."""
    assert "estimat" in fails(DOMISILI.replace("estimate =", "estimat =", 1))


def test_a_broken_line_is_named() -> None:
    """TOML's own place."""
    assert "line 1" in fails("id = \n" + DOMISILI)


def test_an_unknown_group_of_steps_is_named_with_those_that_exist() -> None:
    """`use` refers to the shared file."""
    message = fails(DOMISILI.replace('use = "P1"', 'use = "P9"'))
    assert "P9" in message
    assert "P0, P1" in message


def test_a_condition_on_a_later_question_is_refused() -> None:
    """A screen cannot depend on what has not been asked."""
    assert "Ask it first" in fails(
        DOMISILI.replace(
            'field = "warga_luar", is = ["ya"] }\n\n[[step]]\nid = "kep',
            'field = "keperluan", is = ["ya"] }\n\n[[step]]\nid = "kep',
        )
    )


def test_two_services_with_one_number_are_refused() -> None:
    """A number on a slip means one service."""
    both = {"a.toml": DOMISILI, "b.toml": DOMISILI.replace("surat_keterangan_domisili", "lain")}
    catalog = parse_catalog(BASE | both)
    assert [service.id for service in catalog.services] == ["surat_keterangan_domisili"]
    assert [(one.file, "same ref" in one.what) for one in catalog.refused] == [("b.toml", True)]


def test_an_unknown_service_is_answered_with_the_nearest(catalog: Catalog) -> None:
    """ "Did you mean" saves a trip to the manual."""
    with pytest.raises(WrongUse, match="surat_keterangan_domisili"):
        catalog.find("surat_keterangan_domisil")


def test_every_text_of_the_shipped_services_exists_in_english(catalog: Catalog) -> None:
    """The second language proves the mechanism, so it must be whole."""
    for service in catalog.services:
        texts = [
            service.title,
            service.summary,
            service.decides,
            service.estimate,
            service.product,
            *service.next_steps,
        ]
        texts += [requirement.text for requirement in service.requirements]
        texts += [step.title for step in service.steps] + [field.label for field in service.fields()]
        for field in service.fields():
            texts += [choice.label for choice in getattr(field, "choices", ())]
        assert all(text.en for text in texts), service.ref


def test_every_service_has_three_steps_after_the_slip(catalog: Catalog) -> None:
    """The slip says what happens next in three lines."""
    assert all(len(service.next_steps) == 3 for service in catalog.services)


def test_a_folder_without_services_says_what_is_missing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Authors point the check at the wrong folder."""
    with pytest.raises(WrongUse, match="_shared"):
        load_catalog(tmp_path)


def changed(**keys: str) -> Catalog:
    """The shipped domicile letter with an office's own files."""
    files = BASE | {"d18.toml": DOMISILI}
    return parse_catalog(files, NONE, office={f"{name}.toml": text for name, text in keys.items()})


def test_an_office_takes_a_service_out_without_touching_code() -> None:
    """Many cities have abolished letters that others still write."""
    assert changed().find("D18").ref == "D18"
    assert changed(kami='change = "D18"\nenabled = false').services == ()


def test_an_office_words_a_service_and_its_questions_anew() -> None:
    """Whole keys, a text wherever it stands, and single keys of a field."""
    catalog = changed(
        kami="""
        change = "surat_keterangan_domisili"
        estimate = { id = "Dua hari kerja" }
        reword = { "KTP asli dan fotokopi" = { id = "KTP asli saja" } }
        fields = { no_hp = { required = true } }
        """
    )
    service = catalog.find("D18")
    assert catalog.refused == ()
    assert service.estimate.id == "Dua hari kerja"
    assert [one.text.id for one in service.requirements][1] == "KTP asli saja"
    phone, before = service.field("no_hp"), changed().find("D18").field("no_hp")
    assert phone
    assert before
    assert (phone.required, before.required) == (True, False)
    assert service.product == changed().find("D18").product


def test_a_change_that_is_no_good_leaves_residents_the_shipped_service() -> None:
    """And its author is told which file, which key."""
    catalog = changed(kami='change = "D18"\nestimat = { id = "Dua hari" }')
    assert catalog.find("D18") == changed().find("D18")
    (refusal,) = catalog.refused
    assert refusal.file == "kami.toml"
    assert "estimat" in refusal.what


def test_a_change_of_nothing_is_told_with_the_nearest_number() -> None:
    (refusal,) = changed(kami='change = "D81"').refused
    assert "did you mean 'D18'" in refusal.what


def test_an_office_adds_a_service_with_one_file() -> None:
    own = DOMISILI.replace('"surat_keterangan_domisili"', '"surat_kami"').replace('"D18"', '"X01"')
    catalog = changed(surat_kami=own)
    assert [service.ref for service in catalog.services] == ["D18", "X01"]


def test_an_office_fills_in_where_an_agency_is() -> None:
    """What the shipped file leaves open, and nothing else of it."""
    own = '[[agency]]\nid = "disdukcapil"\nhours = { id = "Senin sampai Jumat, 08.00 sampai 15.00" }'
    catalog = changed(_agencies=own)
    agency, shipped = catalog.agency("disdukcapil"), changed().agency("disdukcapil")
    assert shipped.hours is None
    assert agency.hours
    assert agency.hours.id.startswith("Senin")
    assert (agency.title, agency.icon) == (shipped.title, shipped.icon)


@pytest.mark.parametrize("broken", ["id = ", '[[agency]]\nid = "baru"', "\ufffd = 1"])
def test_a_broken_file_of_what_services_share_changes_nothing(broken: str) -> None:
    catalog = changed(_agencies=broken)
    assert catalog.agencies == changed().agencies
    assert [one.file for one in catalog.refused] == ["_agencies.toml"]


def test_a_step_that_is_used_twice_gets_other_names_by_its_prefix() -> None:
    """Father and mother are asked the same; conditions and offers follow the name."""
    two = """
    [[step]]
    use = "ORANG_LENGKAP"
    prefix = "ibu_"
    section = { id = "Ibu" }
    titles = { nama = { id = "Siapa nama ibu?" } }
    show_when = { field = "warga_luar", is = ["ya"] }

    [[check]]"""
    catalog = parse_catalog(BASE | {"d18.toml": DOMISILI.replace("[[check]]", two, 1)})
    assert catalog.refused == ()
    service = catalog.find("D18")
    born = service.field("ibu_tgl_lahir")
    assert born is not None
    assert born.from_nik == "ibu_nik"
    assert born.show_when == (Condition("warga_luar", ("ya",)),)
    step = next(step for step in service.steps if step.id == "ibu_nama")
    assert step.title.id == "Siapa nama ibu?"
    assert step.section
    assert step.section.id == "Ibu"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('is = ["ya"] }', 'is = ["yaa"] }', "did you mean 'ya'"),
        ('is = ["ya"] }', "over_days = 3 }", "today's date"),
        ('field = "warga_luar", is = ["ya"] }', 'field = "warga_luar" }', "says nothing"),
        ('is = ["ya"] }', "at_least = 3 }", "compares 'warga_luar', which is a choice"),
        ('model = "Direct-to-customer"', 'model = "Direct"', "model 'Direct' is not known"),
        ('group = "surat"', 'group = "surad"', "did you mean 'surat'"),
        ('icon = "home"', 'icon = "home"\ndecider = "disdukcapi"', "did you mean 'disdukcapil'"),
        ('icon = "home"', 'icon = "home"\nanonymous = true', "is anonymous, but asks 'nik'"),
        ('fields = ["nik", "no_kk"]', 'fields = ["nik", "no_k"]', "names 'no_k'"),
        ('id = "kk"', 'id = "ktp"', "stands twice"),
        ('use = "P1"', 'use = "P1"\ntitles = { nam = { id = "x" } }', "name 'nam', which is no step"),
        ('type = "wilayah"', 'type = "rows"\none = { id = "Anak" }\nmax = 11\nfield = []', "wrong min or max"),
        ('rule = "differ"', 'rule = "difer"', "difer"),
    ],
)
def test_what_a_file_cannot_mean_is_told_with_a_remedy(old: str, new: str, said: str) -> None:
    """The reader knows more than the types do."""
    assert old in DOMISILI
    last = DOMISILI.rindex(old) if old.startswith(('is = ["ya"]', "field")) else DOMISILI.index(old)
    assert said in fails(DOMISILI[:last] + DOMISILI[last:].replace(old, new, 1))


def test_a_reference_offers_the_services_that_have_a_form(catalog: Catalog) -> None:
    """The survey asks which service somebody came for."""
    field = catalog.find("D51").field("layanan")
    assert isinstance(field, RefField)
    offered = {choice.value for choice in field.choices}
    assert {"surat_keterangan_domisili", "pengaduan"} <= offered <= {one.id for one in catalog.services}


def test_every_row_of_a_shipped_form_asks_a_name_or_a_thing(catalog: Catalog) -> None:
    rows = [field for service in catalog.services for field in service.fields() if isinstance(field, RowsField)]
    assert rows
    assert all(field.fields[0].required for field in rows)


def _places(table: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to everything that stands in a table."""
    if way:
        yield way
    inner = table.items() if isinstance(table, dict) else enumerate(table) if isinstance(table, list) else ()
    for key, value in inner:
        yield from _places(value, (*way, key))


PLAIN = tomllib.loads(DOMISILI)
ODD = st.sampled_from([5, "x", [], {}, True, [5], ["x"], {"x": 1}, [{}], {"id": "x"}, 1.5])


@given(where=st.sampled_from(sorted(_places(PLAIN), key=str)), what=ODD, change=st.booleans())
@settings(max_examples=300, deadline=None)
def test_whatever_a_file_holds_all_other_services_keep_working(
    where: tuple[str | int, ...], what: Any, change: bool
) -> None:
    """Authors write `[step]` for `[[step]]`, and a table where a word belongs."""
    table: Any = copy.deepcopy(PLAIN)
    place = table
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = what
    own = {"change": "D18", **{key: table[key] for key in ("step", "requirements", "title") if key in table}}
    own |= {"reword": what, "fields": what, "require": what}
    office = {"kami.toml": tomlkit.dumps(own if change else {**table, "id": "kami", "ref": "X01"})}
    catalog = parse_catalog(BASE | {"d18.toml": DOMISILI}, NONE, office=office)
    assert catalog.find("D18").title.id
    assert {one.file for one in catalog.refused} <= {"kami.toml"}
