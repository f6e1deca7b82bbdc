"""`kiosk tour`: every page has a station, pictures are the same everywhere, and no page has a problem in any look."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlComponent

from kiosk.app import bootstrap
from kiosk.app.tour_command import sample_world
from kiosk.domain import session as flow
from kiosk.ts_files import Message, read_ts, write_ts
from kiosk.usecases.initialise import initialise
from ui.app import ASSETS, ROOT
from ui.inspection import Problem
from ui.tour import walk
from ui.tour.driver import Driver, World
from ui.tour.stations import Station, stations
from ui.tour.walk import LANDSCAPE, View
from ui.translator import Translator

FEW = (
    "attract",
    "catalogue",
    "step-D18-lahir-filled",
    "review-D18",
    "track-half",
    "trouble-full",
    "maintenance-printer",
)


@pytest.fixture
def world() -> Iterator[World]:
    with sample_world() as sample:
        yield sample


def test_every_page_of_the_session_has_a_station(world: World) -> None:
    places = stations(world.context)
    assert set(get_args(flow.Page)) == {place.page for place in places}
    assert len({place.name for place in places}) == len(places)


def test_every_question_of_every_service_is_asked_empty_and_answered(world: World) -> None:
    names = {place.name for place in stations(world.context)}
    for service in world.context.catalog.services:
        for step in service.steps:
            if step.fields != (service.consent(),):
                name = f"step-{service.ref}-{step.id}"
                assert {name, f"{name}-filled"} <= names


def test_a_page_that_changes_its_look_while_it_is_shown_is_the_page_built_in_that_look(
    world: World, tmp_path: Path
) -> None:
    views = [
        View(language="en", text="largest", theme="contrast", size=LANDSCAPE),
        View(text="large", size=LANDSCAPE, reach=True),
    ]
    switched = walk.tour_all(world, tmp_path / "all", [View(), *views, View()], pictures=True, only=FEW, some=4)
    for view in views:
        fresh = walk.tour(world, tmp_path / view.folder, view, only=FEW)
        built = {picture.page: picture for picture in fresh}
        worn = {picture.page: picture for picture in switched if picture.file and picture.file.startswith(view.folder)}
        assert built.keys() == worn.keys()
        assert [
            page
            for page in built
            if QImage(str(tmp_path / view.folder / str(built[page].file)))
            != QImage(str(tmp_path / "all" / str(worn[page].file)))
        ] == []


@pytest.mark.qt_log_ignore("ReferenceError")
def test_what_the_engine_complains_of_is_a_problem_of_the_page(world: World) -> None:
    def go(to: Driver) -> None:
        broken = QQmlComponent(to.screen.engine)
        broken.setData(b"import QtQuick\nItem { width: nowhere.width }", QUrl("broken.qml"))
        to.made = broken.create()  # type: ignore[attr-defined]

    (picture,) = _look_at(world, View(), Station("broken", flow.Attract, go))
    assert [(problem.kind, problem.item, problem.detail) for problem in picture.problems] == [
        ("warning", "broken.qml:2", "ReferenceError: nowhere is not defined")
    ]


def test_a_text_without_a_translation_is_a_problem_of_the_page(world: World, tmp_path: Path) -> None:
    def go(to: Driver) -> None:
        translator = to.screen.translator
        known = read_ts(translator.folder / "en.ts")
        shutil.copy(translator.folder / "en.ts", tmp_path)
        write_ts(tmp_path / "en.ts", known, {m: forms for m, forms in known.items() if m.source != "Selamat datang"})
        to.screen.translator = Translator(tmp_path, to.screen)
        to.screen.translator.install()
        to.screen.translator.speak("en")
        QCoreApplication.removeTranslator(translator)
        to.screen.engine.retranslate()

    (picture,) = _look_at(world, View(language="en"), Station("attract", flow.Attract, go))
    assert [(problem.kind, problem.text) for problem in picture.problems] == [("untranslated", "Selamat datang")]


def test_a_pattern_of_places_alone_says_nothing_about_the_language_of_a_text(world: World, tmp_path: Path) -> None:
    def go(to: Driver) -> None:
        shutil.copy(ASSETS / "i18n" / "en.ts", tmp_path)
        write_ts(tmp_path / "en.ts", [Message("StepPage", "%1")], {})
        to.screen.translator.folder = tmp_path
        to.world.context.catalog.translations.missing.add(("en", "{what}: {ask}"))
        to.send(flow.Start())

    pictures = _look_at(world, View(language="en"), Station("catalogue", flow.Catalogue, go))
    assert [problem for picture in pictures for problem in picture.problems if problem.kind == "untranslated"] == []


@pytest.mark.slow
def test_pictures_are_the_same_bytes_on_any_machine(tmp_path: Path) -> None:
    plain = _tour(tmp_path / "one", {}, ROOT)
    home = tmp_path / "home"
    home.mkdir()
    odd = {
        "HOME": str(home),
        "TZ": "America/Los_Angeles",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "FONTCONFIG_FILE": str(tmp_path / "none.conf"),
        "QT_FONT_DPI": "144",
        "QT_SCALE_FACTOR": "2",
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": ":99",
        "TMPDIR": str(home),
    }
    other = _tour(tmp_path / "two", odd, home)
    assert plain == other
    assert len(plain) > len(FEW)


def test_the_index_names_every_picture_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    _tour(tmp_path / "out", {}, ROOT, "--size", "1920x1080", "--theme", "contrast")
    index: dict[str, Any] = json.loads((tmp_path / "out" / "index.json").read_bytes())
    for page in index["pages"]:
        assert (tmp_path / "out" / page["file"]).is_file()
        assert page["file"].endswith(f"-{page['page']}.png")
        assert (page["language"], page["text"], page["theme"], page["size"]) == (
            "id",
            "normal",
            "contrast",
            "1920x1080",
        )
        assert QImage(str(tmp_path / "out" / page["file"])).width() == 1920
        for problem in page["problems"]:
            assert {"kind", "item", "text", "rect", "detail"} == problem.keys()


def test_the_codes_of_a_real_kiosk_are_drawn_by_the_system(tmp_path: Path) -> None:
    initialise(tmp_path / "kiosk", demo=True)
    with bootstrap.machine(tmp_path / "kiosk") as machine:
        assert machine.context.draw is secrets.randbelow


PARTS = 7


def _part(part: int) -> list[View]:
    """Three of the few looks, as unlike each other as can be."""
    return sorted(walk.some_views(), key=lambda view: (view.theme, view.orientation))[part::PARTS]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_part_of_the_looks_has_both_themes_both_ways_up_and_several_languages_and_sizes(part: int) -> None:
    views = _part(part)
    assert {view.theme for view in views} == set(get_args(walk.Theme))
    assert {view.orientation for view in views} == {"portrait", "landscape"}
    assert len({view.language for view in views}) > 1
    assert len({view.text for view in views}) > 1


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.survives(34)
def test_no_page_has_a_problem_in_looks_of_every_kind(world: World, part: int) -> None:
    # Every single look is `kiosk tour --all --check`, which takes twenty minutes. Here every page is seen in one look at least,
    # and every kind of page in three of the few in which any two settings meet. In parts, so that no core waits long.
    seen = walk.tour_all(world, None, _part(part), some=1, part=(part, PARTS))
    # What still waits for a translator has a command of its own: kiosk texts.
    kept = [
        msgspec.structs.replace(
            picture, problems=[problem for problem in picture.problems if problem.kind != "untranslated"]
        )
        for picture in seen
    ]
    assert not any(picture.problems for picture in kept), "\n".join(["", *walk.summary(kept)])


def test_papers_and_the_camera_that_is_open_for_one_of_them_fit_in_every_look(world: World, tmp_path: Path) -> None:
    # The tour has no camera: what it sees is never the same twice.
    seen = QImage(640, 480, QImage.Format.Format_RGB32)
    seen.fill(QColor("#7A8A5A"))
    seen.save(str(tmp_path / "seen.png"))
    service = next(service for service in world.context.catalog.services if service.ref == "D05")
    paper = next(one.id for one in service.requirements if one.photo and not one.show_when)
    place = next(place for place in stations(world.context) if place.name == "step-D05-berkas-filled")
    found: list[Problem] = []
    with walk._screen(world, View(), camera=tmp_path.as_uri()) as driver:
        walk._go(driver, place, View())
        papers = driver.screen.kiosk.form.step.fields[0].papers
        papers.photograph(paper)
        driver.wait(lambda: papers.photo(paper).state == "live", "the camera")
        for view in walk.every_view(["light"]):
            walk.wear(driver, place, view)
            for name, image in walk._frames(driver, place.name):
                found += walk._looked_at(driver, place, view, name, image).problems
    assert [problem for problem in found if problem.kind != "untranslated"] == []


def _look_at(world: World, view: View, place: Station) -> list[walk.Picture]:
    """A place that is no station of the tour."""
    with walk._screen(world, view) as driver:
        walk._go(driver, place, view)
        return [walk._looked_at(driver, place, view, name, image) for name, image in walk._frames(driver, place.name)]


def _tour(out: Path, environment: dict[str, str], folder: Path, *options: str) -> dict[str, bytes]:
    """The command in a process of its own; its files by name."""
    command = [sys.executable, "-m", "kiosk", "tour", "--out", str(out), *options]
    command += [part for name in FEW for part in ("--only", name)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "FONTCONFIG"))}
    ended = subprocess.run(
        command,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode in (0, 4), ended.stderr
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


@pytest.mark.survives(34)
def test_every_kind_of_page_is_seen_in_every_look_and_every_page_in_some(world: World) -> None:
    """Fifty forms in seventy looks would take hours; what they have in common is not looked at again and again."""
    views = walk.every_view()
    alike = [Station(f"page-{number}", flow.Attract, lambda _: None, shape="a") for number in range(100)]
    other = Station("other", flow.Attract, lambda _: None)
    shares = {place.name: list(some) for place, some in walk._shares([*alike, other], views)}
    assert shares["page-0"] == shares["other"] == views
    later = [shares[place.name] for place in alike[1:]]
    assert all(len(set(map(str, some))) == walk.SOME for some in later)
    assert {str(view) for some in later for view in some} == set(map(str, views)), "together in every look"


def test_in_the_few_looks_any_two_settings_meet() -> None:
    """Most mistakes need two: a long language and large letters, large letters and a low screen."""
    few = [(view.language, view.text, view.theme, view.orientation) for view in walk.some_views() if not view.reach]
    many = [(view.language, view.text, view.theme, view.orientation) for view in walk.every_view()]
    for one, other in combinations(range(4), 2):
        assert {(view[one], view[other]) for view in few} == {(view[one], view[other]) for view in many}
    assert len(few) < len(many) / 3
