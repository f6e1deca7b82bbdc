"""Service files: what authors are told when they err, and what every shipped file promises."""

from __future__ import annotations

import pytest

from kiosk.catalog_files import ASSETS, load_catalog
from kiosk.domain.catalog import Catalog, parse_catalog
from kiosk.domain.search import search
from kiosk.errors import WrongUse

SHARED = (ASSETS / "services" / "_shared.toml").read_text("utf-8")
DOMISILI = (ASSETS / "services" / "d18_surat_keterangan_domisili.toml").read_text("utf-8")


def fails(text: str) -> str:
    """What an author of such a file is told."""
    with pytest.raises(WrongUse) as error:
        parse_catalog(SHARED, {"mine.toml": text})
    return str(error.value)


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
    with pytest.raises(WrongUse, match="same ref"):
        parse_catalog(SHARED, {"a.toml": DOMISILI, "b.toml": DOMISILI.replace("surat_keterangan_domisili", "lain")})


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


def test_search_finds_services_as_people_ask_for_them(catalog: Catalog) -> None:
    """Parts of words, any case, several words."""
    assert [service.ref for service in search(catalog, "domisil")] == ["D18"]
    assert [service.ref for service in search(catalog, "TIDAK mampu")] == ["D12"]
    assert [service.ref for service in search(catalog, "lapor")] == ["J01"]
    assert search(catalog, "   ") == []


def test_a_folder_without_services_says_what_is_missing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Authors point the check at the wrong folder."""
    with pytest.raises(WrongUse, match="_shared"):
        load_catalog(tmp_path)
