"""Screen texts: every one in English, fonts and icons with their licences, pictures the same every time."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kiosk.catalog_files import load_motif
from kiosk.domain.catalog import Catalog
from kiosk.domain.problem import DoubtCode, Problem, ProblemCode
from kiosk.ts_files import read_ts
from tests.ui.conftest import Opener
from ui.app import ASSETS, ROOT
from ui.translator import Translator
from ui.viewmodels.sentences import problem_sentence, warning_sentence


def test_no_screen_text_lacks_english(tmp_path: Path) -> None:
    fresh = tmp_path / "en.ts"
    sources = sorted(str(path) for kind in ("qml", "py") for path in (ROOT / "ui").rglob(f"*.{kind}"))
    lupdate = ROOT / ".venv" / "bin" / "pyside6-lupdate"
    subprocess.run([lupdate, "-locations", "none", *sources, "-ts", fresh], check=True, capture_output=True)
    wanted = {
        (context.findtext("name"), message.findtext("source"), message.findtext("comment", ""))
        for context in ET.parse(fresh).getroot().iter("context")
        for message in context.iter("message")
    }
    have = read_ts(ASSETS / "i18n" / "en.ts")
    assert wanted - set(have) == set(), "run lupdate and translate these"
    assert set(have) - wanted == set(), "these are no longer in the sources"
    for (_, source, _), forms in have.items():
        for form in forms:
            assert sorted(re.findall(r"%\d|%n|\{\w+\}", form)) == sorted(re.findall(r"%\d|%n|\{\w+\}", str(source)))


def test_a_text_that_is_missing_stays_indonesian() -> None:
    translator = Translator(ASSETS / "i18n")
    translator.speak("plm")
    assert translator.translate("Problem", "Isi dengan angka saja.") is None
    translator.speak("en")
    assert translator.translate("Problem", "Isi dengan angka saja.") == "Digits only, please."


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_a_sentence_that_blames_nobody(catalog: Catalog, code: ProblemCode) -> None:
    for service in catalog.services:
        for field in service.fields():
            said = problem_sentence(
                Problem(field.id, code, {"min": 1, "max": 9, "got": 3, "expected": 16}), field, "id"
            )
            assert said.endswith(".")
            assert "{" not in said
            assert not re.search(r"salah|gagal|tidak valid|wajib|error", said.replace("salah satu", ""), re.IGNORECASE)


def test_every_doubt_has_a_sentence() -> None:
    assert all(warning_sentence(code) for code in DoubtCode)


def test_what_was_made_by_others_travels_with_its_licence() -> None:
    assert "SIL Open Font License" in (ASSETS / "fonts" / "OFL.txt").read_text()
    assert "ISC License" in (ASSETS / "icons" / "LICENSE-lucide.txt").read_text()


def test_every_icon_that_is_named_is_there_and_none_is_left_over(catalog: Catalog) -> None:
    sources = "\n".join(path.read_text() for kind in ("qml", "py") for path in (ROOT / "ui").rglob(f"*.{kind}"))
    named = {service.icon for service in catalog.services}
    have = {path.stem for path in (ASSETS / "icons").glob("*.svg")}
    named |= set(re.findall(r'(?:iconName|Icon|picture): (?:[^"\n]*\? )?"([a-z0-9-]+)"', sources))
    assert named <= have
    assert {name for name in have if f'"{name}"' not in sources} - named == set()


def test_the_motif_is_a_whole_period_of_27_threads() -> None:
    motif = load_motif()
    assert len(motif) == 27
    assert list(motif) == list(reversed(motif)), "the same from both sides of the counter"


def test_a_page_is_the_same_picture_every_time(open_screen: Opener, tmp_path: Path) -> None:
    pictures = []
    for name in ("first", "second"):
        _, resident = open_screen()
        resident.tap("start")
        resident.wait_page("catalogue")
        pictures.append(resident.picture(tmp_path / f"{name}.png").read_bytes())
    assert pictures[0] == pictures[1]
