"""Looks at every station in one look or in all of them, and writes what was seen: pictures and `index.json`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal, get_args

import msgspec
from PySide6.QtGui import QAccessible, QImage

from kiosk.domain import session as flow
from kiosk.domain.catalog import LANGUAGES, Language
from kiosk.domain.session import Look, TextSize
from ui.app import Options
from ui.inspection import Problem, inspect
from ui.tour.driver import Driver, Held, StationLost, World, driven
from ui.tour.stations import Station, gallery, stations

SOME = 2
"""In how many looks a page is inspected whose shape another one has been inspected in every look with."""
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
Theme = Literal["light", "contrast"]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """How the pages are looked at: one language, one look, one size in pixels."""

    language: Language = "id"
    text: TextSize = "normal"
    theme: Theme = "light"
    size: tuple[int, int] = PORTRAIT
    reach: bool = False

    @property
    def look(self) -> Look:
        """What the session holds of it."""
        return Look(text=self.text, contrast=self.theme == "contrast", reach=self.reach)

    @property
    def orientation(self) -> str:
        """Portrait or landscape."""
        return "landscape" if self.size[0] > self.size[1] else "portrait"

    @property
    def folder(self) -> str:
        """A name for all its pictures."""
        return "-".join([self.language, self.text, self.theme, self.orientation, *(["reach"] if self.reach else [])])


class Picture(msgspec.Struct, frozen=True):
    """One entry of `index.json`. `size` is "WxH"; `file` is relative to the index, None when no picture was wanted."""

    page: str
    file: str | None
    language: Language
    text: TextSize
    theme: Theme
    size: str
    orientation: str
    reach: bool
    problems: list[Problem]


Told = Callable[[str], object]


def every_view(themes: Iterable[Theme] = get_args(Theme)) -> list[View]:
    """Every language, text size, theme and orientation; reach mode in Indonesian."""
    texts: tuple[TextSize, ...] = get_args(TextSize)
    views: list[View] = []
    for theme, size in product(themes, (PORTRAIT, LANDSCAPE)):
        for text in texts if len(views) % 2 == 0 else reversed(texts):
            # There and back, so that one thing changes at a time: each change lays the page out anew.
            spoken = LANGUAGES if not views or views[-1].language == LANGUAGES[0] else tuple(reversed(LANGUAGES))
            views += [View(language=language, text=text, theme=theme, size=size) for language in spoken]
    return views + [
        View(text=text, theme=theme, size=size, reach=True)
        for theme, size, text in product(themes, (PORTRAIT, LANDSCAPE), texts)
    ]


def some_views() -> list[View]:
    """A quarter of them: any two of language, text size, theme and orientation meet in at least one. And reach mode."""
    texts: tuple[TextSize, ...] = get_args(TextSize)
    themes: tuple[Theme, ...] = get_args(Theme)
    views = [
        View(
            language=language,
            text=text,
            theme=themes[(spoken + size) % 2],
            size=(PORTRAIT, LANDSCAPE)[(spoken + size) // 2 % 2],
        )
        for (spoken, language), (size, text) in product(enumerate(LANGUAGES), enumerate(texts))
    ]
    return views + [
        View(text=text, theme=theme, size=(PORTRAIT, LANDSCAPE)[number % 2], reach=True)
        for number, (theme, text) in enumerate(product(themes, texts))
    ]


def tour(
    world: World,
    out: Path,
    view: View,
    *,
    pictures: bool = True,
    only: Sequence[str] = (),
    tell: Told = lambda _line: None,
) -> list[Picture]:
    """Every page in one look, built in it. `only`: those whose name holds one of these."""
    seen: list[Picture] = []
    with _screen(world, view) as driver:
        places = [*stations(world.context), *gallery(driver)]
        digits = max(2, len(str(len(places) * 2)))
        wanted = _different(_wanted(places, only))
        for number, place in enumerate(wanted, 1):
            _go(driver, place, view)
            for name, image in _frames(driver, place.name):
                picture = _looked_at(driver, place, view, name, image)
                file = f"{len(seen) + 1:0{digits}}-{name}.png"
                seen.append(_kept(image, out, file, picture) if pictures else picture)
            tell(_progress(number, wanted, place, seen))
    write_index(out, seen)
    return seen


def tour_all(
    world: World,
    out: Path | None,
    views: Sequence[View] | None = None,
    *,
    pictures: bool = False,
    only: Sequence[str] = (),
    some: int = SOME,
    part: tuple[int, int] = (0, 1),
    tell: Told = lambda _line: None,
) -> list[Picture]:
    """Every kind of page in every look, and each page that only says other things in `some` of them.

    A page is built once and changes its look while it is shown, as for a resident. `part`: which of how many shares of the pages.
    """
    views = every_view() if views is None else views
    seen: list[Picture] = []
    with _screen(world, views[0]) as driver:
        places = _different(_wanted(stations(world.context), only))
        first, parts = part
        for number, (place, looks) in enumerate([*_shares(places, views, some)][first::parts], 1):
            _resize(driver, looks[0])
            _go(driver, place, looks[0])
            for view in looks:
                if view != looks[0]:
                    wear(driver, place, view)
                for name, image in _frames(driver, place.name):
                    picture = _looked_at(driver, place, view, name, image)
                    file = f"{view.folder}/{number:03}-{name}.png"
                    seen.append(_kept(image, out, file, picture) if pictures and out else picture)
            tell(_progress(number, places, place, seen))
    if out is not None:
        write_index(out, seen)
    return seen


def write_index(out: Path, seen: list[Picture]) -> None:
    """`index.json`, the same bytes for the same pictures."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "index.json").write_bytes(msgspec.json.format(msgspec.json.encode({"pages": seen}), indent=1) + b"\n")


def summary(seen: Iterable[Picture], examples: int = 2) -> list[str]:
    """What is wrong, by kind and page, the most frequent first, each with examples: for people to read."""
    groups: dict[tuple[str, str, str], list[tuple[Picture, Problem]]] = {}
    for picture in seen:
        for problem in picture.problems:
            # One cause shows on many pages: the item's own place in the files is what has to be mended.
            place = re.sub(r"#[^ ]*", "", problem.item)
            groups.setdefault((problem.kind, place, re.sub(r"\d+(\.\d+)?", "N", problem.detail)[:60]), []).append(
                (picture, problem)
            )
    lines = []
    for (kind, place, _), found in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]))):
        pages = Counter(picture.page for picture, _ in found)
        shown = ", ".join(f"{page} x{count}" for page, count in pages.most_common(4))
        more = f" and {len(pages) - 4} more" if len(pages) > 4 else ""
        lines.append(f"{kind}: {place}: {len(found)} on {shown}{more}")
        for picture, problem in found[:examples]:
            view = f"{picture.page} {picture.language} {picture.text} {picture.theme} {picture.orientation}"
            lines.append(f"    {view}: {problem.text[:60]!r} {problem.rect}: {problem.detail}")
    return lines


# --- At a station -----------------------------------------------------------------------------------------------------


def wear(driver: Driver, place: Station, view: View) -> None:
    """Changes language, look and size of the page that is shown."""
    _resize(driver, view)
    driver.forget_missing()
    driver.send(flow.Speak(view.language), flow.SetLook(_look(place, view)))
    driver.settle()
    if place.voice:
        driver.listen()


def _resize(driver: Driver, view: View) -> None:
    window = driver.screen.window
    if (window.width(), window.height()) != view.size:
        window.resize(*view.size)


def _look(place: Station, view: View) -> Look:
    return msgspec.structs.replace(view.look, voice=place.voice)


def _go(driver: Driver, place: Station, view: View) -> None:
    try:
        driver.begin(view.language, _look(place, view))
        place.go(driver)
        driver.settle()
        if place.voice:
            driver.listen()
    except StationLost as lost:
        raise StationLost(f"station {place.name}: {lost}") from lost
    page = driver.screen.flow.session.page
    if not isinstance(page, place.page):
        raise StationLost(f"station {place.name} shows {type(page).__name__}, not {place.page.__name__}")


def _frames(driver: Driver, name: str) -> Iterator[tuple[str, QImage]]:
    """The page as it stands; where it scrolls, its end as well."""
    yield name, driver.grab()
    moved = [(item, item.property("contentY")) for item in driver.calls.scrollable(driver.screen.window.contentItem())]
    if moved:
        for item, _ in moved:
            item.setProperty("contentY", item.property("contentHeight") - item.height())
        yield f"{name}-end", driver.grab()
        for item, at in moved:
            item.setProperty("contentY", at)


def _looked_at(driver: Driver, place: Station, view: View, name: str, image: QImage) -> Picture:
    found = inspect(driver.screen.window, image, strong=view.theme == "contrast", calls=driver.calls)
    problems = [problem for problem in found if problem.kind not in place.forgiven]
    problems += driver.untranslated()
    problems += driver.warnings()
    width, height = view.size
    return Picture(
        name, None, view.language, view.text, view.theme, f"{width}x{height}", view.orientation, view.reach, problems
    )


def _kept(image: QImage, out: Path, file: str, picture: Picture) -> Picture:
    path = out / file
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    return msgspec.structs.replace(picture, file=file)


def _progress(number: int, places: Sequence[Station], place: Station, seen: list[Picture]) -> str:
    return f"{number} of {len(places)}: {place.name}, {sum(len(one.problems) for one in seen)} problems so far"


def _wanted(places: Sequence[Station], only: Sequence[str]) -> list[Station]:
    return [place for place in places if not only or any(part in place.name for part in only)]


def _shares(
    places: Sequence[Station], views: Sequence[View], some: int = SOME
) -> Iterator[tuple[Station, Sequence[View]]]:
    """The looks of each station. Pages of one shape take turns, so that together they are seen in every look."""
    met: Counter[object] = Counter()
    every = views
    for place in places:
        views = _spoken(every) if place.page is flow.Maintenance else every
        turn = met[place.shape]
        if place.shape is None or turn == 0 or len(views) <= some:
            yield place, views
        else:
            stride = len(views) // some
            # Far from each other: the list changes one thing at a time.
            yield place, [views[(turn - 1 + number * stride) % len(views)] for number in range(some)]
        met[place.shape] += 1


def _spoken(views: Sequence[View]) -> Sequence[View]:
    """Without those that differ in language alone: maintenance mode speaks only the office's."""
    return list({(view.text, view.theme, view.size, view.reach): view for view in reversed(views)}.values())[::-1]


def _different(places: Sequence[Station]) -> list[Station]:
    """Without the questions that another service asks in the same words."""
    kept: list[Station] = []
    for place in places:
        if place.twin is None or all(place.twin != other.twin for other in kept):
            kept.append(place)
    return kept


@contextmanager
def _screen(world: World, view: View, camera: str = "none:") -> Iterator[Driver]:
    # Before the first item exists, as where a screen reader runs: Qt Quick tells it other things when it comes late.
    QAccessible.setActive(True)
    options = Options(
        windowed=True,
        size=view.size,
        languages=LANGUAGES,
        idle_warning_s=86_400,
        motion=False,
        camera=camera,
        output=lambda _volume: Held(),
    )
    with driven(world, options, Driver) as driver:
        yield driver
