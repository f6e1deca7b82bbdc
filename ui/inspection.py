"""Looks at a window as a resident with weak eyes, a large finger or a screen reader would, and says what is wrong with it.

    inspect(window) -> list[Problem]       everything that is wrong with what is visible now

Three sources: the items (what is cut, covered, too small), one grabbed picture (contrast as it really is), and the
accessibility tree (names, roles, order). Nothing is touched or scrolled. What can be reached by scrolling counts as seen,
what lies beneath a question or outside of its place does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any, Literal

import msgspec
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QImage
from PySide6.QtQml import QJSEngine, QJSValue, QQmlEngine, qmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

Kind = Literal[
    "clipped",
    "sideways",
    "outside",
    "overlap",
    "small-target",
    "low-contrast",
    "small-text",
    "unnamed",
    "no-role",
    "same-name",
    "order",
    "heading",
    "focus",
    "untranslated",
    "warning",
]

SMALLEST_TEXT = 24
"""18 pt are 6.35 mm: 26 px on a panel of 21.5 inches, 1080 dots wide, and 23 px on one of 24 inches."""
SMALLEST_TARGET, SMALLEST_KEY = 96, 64
"""Pixels, either side. Art direction: 96; a keyboard of ten keys a row cannot have more than 64 for each."""
SMALLEST_GAP = 6
TEXT_CONTRAST, STRONG_CONTRAST, DISABLED_CONTRAST, SIGN_CONTRAST = 7.0, 10.0, 4.5, 3.0
"""WCAG 2.2 SC 1.4.6 and 1.4.11; the contrast theme promises more, and even what is disabled is read by somebody."""

_SLACK = 1.5  # px: layouts round
_SAMPLES = 1000  # dots of a rectangle that are looked at
_ROLES = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.EditableText,
        QAccessible.Role.ComboBox,
        QAccessible.Role.Slider,
        QAccessible.Role.SpinBox,
        QAccessible.Role.Link,
        QAccessible.Role.ListItem,
        QAccessible.Role.MenuItem,
        QAccessible.Role.PageTab,
    }
)
_CHECKED_ROLES = frozenset({QAccessible.Role.CheckBox, QAccessible.Role.RadioButton})
_WRAP_ANYWHERE = (3, 4)  # Text.WrapAnywhere, Text.Wrap
_RIGHT, _CENTRE, _BOTTOM, _MIDDLE = 2, 4, 64, 128  # Qt.Alignment

# One walk through the items in JavaScript, told as JSON: a hundred times fewer calls than asking each item in Python, and
# types of Qt Quick's own (a font's real size) have no converter in PySide. Keys as in `_Told`. Children with z < 0 are
# painted below their parent, the others above it, those of the same z in their order.
_GATHER = """(() => {
    const kinds = new Map();
    const kind = (item, type) => {
        const found = {
            text: item.lineCount !== undefined && item.wrapMode !== undefined || item.inputMethodHints !== undefined && item.cursorDelegate !== undefined,
            flickable: item.flicking !== undefined && item.contentItem !== undefined,
            rectangle: item.border !== undefined && item.radius !== undefined,
            icon: type.startsWith("Icon_") || item.name !== undefined && item.color !== undefined && item.sourceSize !== undefined,
            button: item.background !== undefined,
        };
        kinds.set(type, found);
        return found;
    };
    const words = t => [t.textFormat !== undefined && t.textFormat !== 0 && /<\\w[^>]*>/.test(t.text), t.contentWidth, t.contentHeight,
        t.effectiveHorizontalAlignment, t.verticalAlignment, t.leftPadding, t.rightPadding, t.topPadding, t.bottomPadding,
        t.wrapMode, String(t.color), t.truncated === true, t.lineCount === undefined ? 1 : t.lineCount,
        t.fontInfo === undefined ? t.font.pixelSize : t.fontInfo.pixelSize];
    const frame = r => r && r.border !== undefined ? [r.border.width, String(r.border.color), String(r.color)] : undefined;
    return root => {
        const items = [], told = [];
        let place = 0;
        const walk = (item, parent, above, left, top) => {
            const opacity = item.opacity * above;
            if (opacity < 0.05)
                return;
            const type = String(item).split("(")[0];
            const is = kinds.get(type) || kind(item, type);
            // Nothing of ours is turned or scaled: places add up, which is three times faster than mapToItem.
            left += item.x;
            top += item.y;
            const one = {type, parent, place: 0, box: [left, top, left + item.width, top + item.height], opacity};
            const index = items.push(item) - 1;
            told.push(one);
            if (item.clip) one.clip = true;
            if (!item.enabled) one.enabled = false;
            if (item.activeFocusOnTab) one.tab = true;
            if (item.objectName) one.name = item.objectName;
            if (is.text && item.text) {
                one.text = item.text;
                one.words = words(item);
            }
            if (is.button || is.text && item.readOnly !== undefined)
                one.frame = frame(is.button ? item.background : item.parent);
            if (is.flickable)
                one.reach = [item.contentWidth, item.contentHeight];
            if (is.rectangle)
                one.solid = item.color.a;
            if (is.icon && item.name)
                one.colour = String(item.color);
            const content = is.flickable ? item.contentItem : null;
            const all = item.children, children = [];
            let layered = false;
            for (let i = 0, count = all.length; i < count; i++) {
                const child = all[i];
                if (child.visible) {
                    children.push(child);
                    layered = layered || child.z !== 0;
                }
            }
            if (layered)
                children.sort((a, b) => a.z - b.z);
            let painted = false;
            for (const child of children) {
                if (!painted && (!layered || child.z >= 0)) {
                    one.place = place++;
                    painted = true;
                }
                if (child === content)
                    one.content = items.length;
                walk(child, index, opacity, left, top);
            }
            if (!painted)
                one.place = place++;
        };
        walk(root, -1, 1, 0, 0);
        return [JSON.stringify(told), items];
    };
})()"""
_SCROLLED = """(root => {
    const found = [];
    const walk = item => {
        if (item.flicking !== undefined && item.interactive && item.contentHeight - item.height - item.contentY > 2)
            found.push(item);
        const all = item.children;
        for (let i = 0, count = all.length; i < count; i++) {
            const child = all[i];
            if (child.visible)
                walk(child);
        }
    };
    walk(root);
    return found;
})"""
_CHAIN = """(first => {
    const chain = [];
    for (let item = first.nextItemInFocusChain(true); item && !chain.includes(item); item = item.nextItemInFocusChain(true))
        chain.push(item);
    return chain;
})"""


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong. `rect`: x, y, width, height in pixels of the window."""

    kind: Kind
    item: str
    text: str
    rect: tuple[int, int, int, int]
    detail: str


class Rect(msgspec.Struct, frozen=True):
    """A rectangle by its edges, in pixels of the window."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        return self.right - self.left < 1 or self.bottom - self.top < 1

    def meet(self, other: Rect) -> Rect:
        """What both cover."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def touches(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether they share more than `slack` pixels both ways."""
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
            and min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )

    def holds(self, other: Rect, slack: float = _SLACK) -> bool:
        """Whether `other` lies within."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def box(self) -> tuple[int, int, int, int]:
        """x, y, width, height."""
        return round(self.left), round(self.top), round(self.width), round(self.height)


class _Words(msgspec.Struct, frozen=True):
    """What a text item says and how it is set."""

    text: str
    size: int
    colour: str
    painted: Rect
    ink: Rect  # without the air above and below the letters
    available: float  # width for a line
    content: tuple[float, float]
    wrap: int
    lines: int
    truncated: bool


class _Told(msgspec.Struct, frozen=True):
    """One item as `_GATHER` tells of it. `parent`: its place in the list, -1 for none; `content`: that of what a
    Flickable scrolls. `place`: when it is painted, the later the higher. `words`: as `_View._words` takes it apart.
    """

    type: str
    parent: int
    place: int
    box: tuple[float, float, float, float]
    opacity: float
    clip: bool = False
    enabled: bool = True
    tab: bool = False
    name: str = ""
    text: str = ""
    words: tuple[Any, ...] = ()
    frame: tuple[float, str, str] | None = None
    reach: tuple[float, float] = (0, 0)  # width and height of what is scrolled
    content: int = -1
    solid: float = 0
    colour: str = ""  # of an icon that shows something


@dataclass(eq=False)
class _Seen:
    """An item that is not hidden by itself."""

    item: QQuickItem
    parent: _Seen | None
    rect: Rect
    clip: Rect  # what cuts it now
    bounds: Rect  # where scrolling lets it be seen
    opacity: float
    scroller: _Seen | None
    traits: _Traits
    shown: Rect  # what is left of it within `clip`
    told: _Told
    words: _Words | None = None

    @property
    def place(self) -> int:
        """When it is painted, the later the higher."""
        return self.told.place

    def within(self, other: _Seen) -> bool:
        """Whether `other` is an ancestor, or the same."""
        one: _Seen | None = self
        while one is not None:
            if one is other:
                return True
            one = one.parent
        return False

    def scrolls(self) -> bool:
        """Whether it can be moved by a finger, in the area it lies in."""
        area = self.scroller
        while area is not None:
            if area.told.reach[1] > area.rect.height + 2:
                return True
            # A box of several lines may lie in a page that scrolls.
            area = area.scroller
        return False


@dataclass(frozen=True)
class _Cut:
    """What keeps the children of an item from being seen: now, and wherever it is scrolled to."""

    clip: Rect
    bounds: Rect
    scroller: _Seen | None


class _Traits(msgspec.Struct, frozen=True):
    """What a class of items is."""

    name: str
    ours: bool  # made in QML
    text: bool
    edit: bool
    line: bool  # of one line, which moves along under the cursor
    button: bool
    mouse: bool
    flickable: bool
    rectangle: bool
    icon: bool
    key: bool


class _Node(msgspec.Struct, frozen=True):
    """What a screen reader knows of one item."""

    place: int
    role: QAccessible.Role
    name: str
    description: str
    checkable: bool
    disabled: bool


def inspect(
    window: QQuickWindow, image: QImage | None = None, *, strong: bool = False, calls: Calls | None = None
) -> list[Problem]:
    """Everything that is wrong with the window as it stands. `image`: its picture, when it was grabbed already.

    `strong`: it wears the contrast theme, which promises more. `calls`: spares making them anew for every page.
    """
    # Grabbing also lays out: rows and columns place their children right before a frame.
    picture = image if image is not None else window.grabWindow()
    view = _View(window, calls)
    found = [
        *_cut(view),
        *_sideways(view),
        *_small(view),
        *_overlaps(view),
        *_contrast(view, picture, strong=strong),
        *_names(view),
        *_headings(view),
        *_order(view),
        *_focus(view),
    ]
    return list(dict.fromkeys(found))


class _View:
    """Everything the checks need, gathered once."""

    def __init__(self, window: QQuickWindow, calls: Calls | None) -> None:
        QAccessible.setActive(True)
        self.window = window
        content = window.contentItem()
        self.call = calls or Calls(_engine(content))
        self.frame = Rect(0, 0, window.width(), window.height())
        self.items = self._gather(content)
        self.by_item = {seen.item: seen for seen in self.items}
        self.nodes = {item: node for item, node in _tree(window) if item in self.by_item}
        self._covers = [seen for seen in self.items if seen.told.solid * seen.opacity >= 0.5 and not seen.shown.empty]
        self._cover_places = [seen.place for seen in self._covers]
        for seen in self.items:
            if seen.told.text.strip():
                seen.words = _words(seen)
        self.texts = [seen for seen in self.items if seen.words is not None and not self.hidden(seen)]
        self.touched = [seen for seen in self.items if self._is_touched(seen) and not self.hidden(seen)]
        self._touched = set(map(id, self.touched))

    def _gather(self, content: QQuickItem) -> list[_Seen]:
        """In the order of painting."""
        told, items = self.call.gather(content)
        whole = _Cut(self.frame, self.frame, None)
        found: list[_Seen] = []
        inside: list[_Cut] = []  # what cuts the children of each
        for one, item in zip(told, items, strict=True):
            rect = Rect(*one.box)
            parent = found[one.parent] if one.parent >= 0 else None
            cut = inside[one.parent] if one.parent >= 0 else whole
            if parent is not None and parent.told.content == len(found):
                # Whatever lies in the content is seen sooner or later.
                bounds = inside[one.parent].bounds
                height = max(parent.told.reach[1], parent.rect.height)
                reach = Rect(bounds.left, rect.top, bounds.right, rect.top + height)
                cut = _Cut(cut.clip, reach, parent)
            traits = self.call.traits(one.type, item)
            shown = rect.meet(cut.clip)
            found.append(_Seen(item, parent, rect, cut.clip, cut.bounds, one.opacity, cut.scroller, traits, shown, one))
            if one.clip:
                cut = _Cut(cut.clip.meet(rect), cut.bounds.meet(rect), cut.scroller)
            inside.append(cut)
        return sorted(found, key=lambda seen: seen.place)

    def _is_touched(self, seen: _Seen) -> bool:
        traits, node = seen.traits, self.nodes.get(seen.item)
        if traits.mouse:
            # One over most of the window keeps touches away, or takes them all: no control.
            whole = seen.rect.width * seen.rect.height >= 0.5 * self.frame.width * self.frame.height
            return not whole and seen.told.enabled and not self._in_button(seen)
        if traits.button and node is None:
            # Neither seen nor heard: a gesture of the petugas, no control.
            return any(
                other.within(seen) and (other.traits.text or other.traits.rectangle or other.traits.icon)
                for other in self.items[seen.place :]
            )
        return traits.button or traits.edit or (node is not None and node.role in _ROLES)

    def _in_button(self, seen: _Seen) -> bool:
        one = seen.parent
        while one is not None:
            node = self.nodes.get(one.item)
            if one.traits.button or (node is not None and node.role in _ROLES):
                return True
            one = one.parent
        return False

    def hidden(self, seen: _Seen) -> bool:
        """Whether something is painted over all of it: a question, a panel, the keys."""
        visible = seen.words.painted.meet(seen.clip) if seen.words else seen.shown
        if visible.empty:
            # Scrolled away: as visible as the area it lies in.
            return seen.scroller is not None and self.hidden(seen.scroller)
        return any(cover.shown.holds(visible, 0) and not cover.within(seen) for cover in self._covers_after(seen))

    def _covers_after(self, seen: _Seen) -> list[_Seen]:
        return self._covers[bisect_right(self._cover_places, seen.place) :]

    def covering(self, seen: _Seen, rect: Rect, *, floating: bool = False) -> _Seen | None:
        """What is painted over a part of it. `floating`: also what makes way when its area is scrolled."""
        visible = rect.meet(seen.clip)
        for cover in self._covers_after(seen):
            stays = floating or cover.scroller is seen.scroller
            if cover.shown.touches(visible, 2) and not cover.within(seen) and (stays or not seen.scrolls()):
                return cover
        return None

    def touched_above(self, seen: _Seen) -> _Seen | None:
        """The control that an item is a part of."""
        one = seen.parent
        while one is not None and id(one) not in self._touched:
            one = one.parent
        return one

    def frame_of(self, seen: _Seen) -> tuple[float, QColor, QColor] | None:
        """Width and colour of a control's border, and its filling."""
        told = seen.told.frame
        return (float(told[0]), QColor(told[1]), QColor(told[2])) if told else None

    def problem(self, kind: Kind, seen: _Seen, detail: str, rect: Rect | None = None) -> Problem:
        """With what is known of the item."""
        node = self.nodes.get(seen.item)
        text = (seen.words.text if seen.words else "") or (node.name if node else "")
        return Problem(kind, _path(seen), text, (rect or seen.rect).box(), detail)


def _words(seen: _Seen) -> _Words:
    """Where the letters stand."""
    text = seen.told.text
    markup, width, height, across, down, left, right, top, bottom, wrap, colour, truncated, lines, size = (
        seen.told.words
    )
    if markup:
        text = re.sub(r"<[^>]*>", " ", text)
    rect = seen.rect
    left, right, top, bottom = left or 0, right or 0, top or 0, bottom or 0
    available = rect.width - left - right
    x = rect.left + left
    if across & _RIGHT:
        x += available - width
    elif across & _CENTRE:
        x += (available - width) / 2
    room = rect.height - top - bottom
    y = rect.top + top
    if down & _BOTTOM:
        y += room - height
    elif down & _MIDDLE:
        y += (room - height) / 2
    painted = Rect(x, y, x + width, y + height)
    if seen.traits.edit:
        # What is typed moves along inside of its place.
        painted = painted.meet(rect)
    ink = Rect(painted.left, painted.top + 0.2 * size, painted.right, painted.bottom - 0.2 * size)
    return _Words(text, round(size), colour, painted, ink, available, (width, height), wrap, lines, truncated)


class Calls:
    """Questions to items that only JavaScript can ask. Made once for an engine, it answers faster."""

    def __init__(self, engine: QJSEngine) -> None:
        self._engine = engine
        self._gather: QJSValue = engine.evaluate(_GATHER)
        self._scrolled: QJSValue = engine.evaluate(_SCROLLED)
        self._chain: QJSValue = engine.evaluate(_CHAIN)
        self._traits: dict[str, _Traits] = {}

    def gather(self, root: QQuickItem) -> tuple[list[_Told], list[QQuickItem]]:
        """The visible items below `root` and what there is to know of them; parents before their children."""
        answer = self._gather.call([self._engine.newQObject(root)])
        told = msgspec.json.decode(answer.property(0).toString(), type=list[_Told])
        items = answer.property(1)
        return told, [items.property(i).toQObject() for i in range(len(told))]

    def traits(self, type_: str, item: QQuickItem) -> _Traits:
        """What the class of an item is, by the engine's name for it, as "Words_QMLTYPE_12". Not by metaObject(): PySide
        keeps its wrapper, and takes an item for it when the memory of a class that is gone is used anew.
        """
        traits = self._traits.get(type_)
        if traits is None:
            traits = self._traits[type_] = _traits(item, type_.partition("_QML")[0])
        return traits

    def find(self, root: QQuickItem, kind: str) -> QQuickItem | None:
        """The first visible item of a QML type ("LetterKeys")."""
        told, items = self.gather(root)
        return next(
            (item for one, item in zip(told, items, strict=True) if one.type.partition("_QML")[0] == kind), None
        )

    def focus_chain(self, first: QQuickItem) -> list[QQuickItem]:
        """Where Tab leads, once around. Not asked in Python: PySide 6.11.3 believes that it owns what
        `nextItemInFocusChain` returns, and deletes the item with the wrapper.
        """
        return self._items(self._chain, first)

    def scrollable(self, root: QQuickItem) -> list[QQuickItem]:
        """The visible Flickables below `root` that can still be moved down."""
        return self._items(self._scrolled, root)

    def _items(self, function: QJSValue, item: QQuickItem) -> list[QQuickItem]:
        found = function.call([self._engine.newQObject(item)])
        return [found.property(i).toQObject() for i in range(found.property("length").toInt())]


# --- The checks -------------------------------------------------------------------------------------------------------


def _cut(view: _View) -> Iterator[Problem]:
    """Texts that are elided, larger than their place, cut or unreachable; controls that cannot be reached."""
    for seen in view.texts:
        words = seen.words
        assert words is not None
        if words.truncated:
            yield view.problem("clipped", seen, "the text is elided")
        wide, high = words.content[0] - words.available, words.content[1] - seen.rect.height
        if wide > _SLACK and not seen.traits.line:
            detail = f"{words.content[0]:.0f} px of text in {words.available:.0f} px"
            yield view.problem("clipped", seen, detail)
        elif high > _SLACK + 0.2 * words.size and not _scrolled_edit(seen):
            yield view.problem("clipped", seen, f"{words.content[1]:.0f} px of text in {seen.rect.height:.0f} px")
        if words.wrap in _WRAP_ANYWHERE and words.lines > 1 and not seen.traits.edit:
            yield from _broken_words(view, seen, words)
        yield from _unreachable(view, seen, words.ink)
        control = view.touched_above(seen)
        if control is not None and not control.rect.holds(words.ink, 3):
            yield view.problem("clipped", seen, f"leaves its control {control.rect.box()}", words.painted)
    for seen in view.touched:
        yield from _unreachable(view, seen, seen.rect)
        area = seen.scroller
        if area is not None and seen.rect.height > area.shown.height + _SLACK and not seen.traits.edit:
            detail = f"{seen.rect.height:.0f} px high in an area of {area.shown.height:.0f} px"
            yield view.problem("clipped", seen, detail)


def _scrolled_edit(seen: _Seen) -> bool:
    return seen.traits.edit and seen.scroller is not None


def _broken_words(view: _View, seen: _Seen, words: _Words) -> Iterator[Problem]:
    font = QFont(seen.item.property("font"))
    font.setPixelSize(words.size)
    # A zero-width space lets a line turn inside an address.
    for word in re.findall(r"[^\s\u200b\-/]+[\-/]*", words.text):
        # No letter is wider than its height.
        if len(word) * words.size > words.available:
            width = _advance(font.toString(), word)
            if width > words.available + 1:
                detail = f"{word!r} is {width:.0f} px wide in {words.available:.0f} px"
                yield view.problem("clipped", seen, detail)


@lru_cache(maxsize=20_000)
def _advance(description: str, word: str) -> float:
    font = QFont()
    font.fromString(description)
    return QFontMetricsF(font).horizontalAdvance(word)


def _unreachable(view: _View, seen: _Seen, rect: Rect) -> Iterator[Problem]:
    if seen.bounds.holds(rect):
        cover = view.covering(seen, rect)
        if cover is not None:
            yield view.problem("overlap", seen, f"partly covered by {_path(cover)} {cover.rect.box()}", rect)
    elif seen.bounds.meet(rect).empty:
        yield view.problem("outside", seen, f"outside of {seen.bounds.box()}", rect)
    else:
        yield view.problem("clipped", seen, f"cut at {seen.bounds.box()}", rect)


def _sideways(view: _View) -> Iterator[Problem]:
    for seen in view.items:
        if seen.traits.flickable and not view.hidden(seen):
            width = seen.told.reach[0]
            if width > seen.rect.width + _SLACK:
                yield view.problem("sideways", seen, f"{width:.0f} px of content in {seen.rect.width:.0f} px")


def _small(view: _View) -> Iterator[Problem]:
    """Texts too small to read, controls too small or too close for a finger."""
    for seen in view.texts:
        if seen.words is not None and seen.words.size < SMALLEST_TEXT:
            yield view.problem("small-text", seen, f"{seen.words.size} px, at least {SMALLEST_TEXT}")
    for seen in view.touched:
        least = SMALLEST_KEY if seen.traits.key else SMALLEST_TARGET
        if min(seen.rect.width, seen.rect.height) < least - 0.5:
            detail = f"{seen.rect.width:.0f} x {seen.rect.height:.0f} px, at least {least}"
            yield view.problem("small-target", seen, detail)
    pairs = _near([(seen, seen.rect) for seen in view.touched], SMALLEST_GAP)
    for (one, _), (other, _) in pairs:
        if one.scroller is other.scroller and not one.within(other) and not other.within(one):
            across = max(one.rect.left, other.rect.left) - min(one.rect.right, other.rect.right)
            down = max(one.rect.top, other.rect.top) - min(one.rect.bottom, other.rect.bottom)
            gap = max(across, down)
            if 0 <= gap < SMALLEST_GAP - 0.5 and min(across, down) < 0:
                detail = f"{gap:.0f} px beside {_named(view, other)}, at least {SMALLEST_GAP}"
                yield view.problem("small-target", one, detail)


def _overlaps(view: _View) -> Iterator[Problem]:
    things = [(seen, seen.words.ink) for seen in view.texts if seen.words and not seen.traits.edit]
    things += [(seen, seen.rect) for seen in view.touched]
    for (one, first), (other, second) in _near(things, 0):
        if not first.touches(second, 2) or one.within(other) or other.within(one):
            continue
        both = first.meet(second)
        if one.scroller is not other.scroller and (one.scrolls() or other.scrolls()):
            # One of them floats above the list and makes way when it is scrolled.
            continue
        if one.parent is other.parent and other.traits.edit and second.holds(first):
            # A hint inside of the field it belongs to.
            continue
        if view.hidden(one) or view.hidden(other) or not (one.clip.holds(both) and other.clip.holds(both)):
            continue
        yield view.problem(
            "overlap", one, f"{both.width:.0f} x {both.height:.0f} px of it lie over {_named(view, other)}"
        )


def _near(things: list[tuple[_Seen, Rect]], gap: float) -> Iterator[tuple[tuple[_Seen, Rect], tuple[_Seen, Rect]]]:
    """The pairs that are no further than `gap` px apart downwards, each in the order of painting."""
    downwards = sorted(things, key=lambda thing: thing[1].top)
    for i, one in enumerate(downwards):
        for other in islice(downwards, i + 1, None):
            if other[1].top > one[1].bottom + gap:
                break
            yield (one, other) if one[0].place < other[0].place else (other, one)


# --- Contrast ---------------------------------------------------------------------------------------------------------


def _contrast(view: _View, image: QImage, *, strong: bool) -> Iterator[Problem]:
    """Of texts, icons and the borders of controls, against what really lies behind them."""
    picture = _Picture(image)
    yield from _pale_texts(view, picture, strong=strong)
    yield from _pale_icons(view, picture)
    yield from _pale_borders(view, picture)


def _pale_texts(view: _View, picture: _Picture, *, strong: bool) -> Iterator[Problem]:
    for seen in view.texts:
        visible = seen.words.painted.meet(seen.clip) if seen.words else seen.shown
        if seen.words is None or visible.height < seen.words.size / 2 or visible.width < 4:
            continue
        if view.covering(seen, visible, floating=True):
            continue
        least = DISABLED_CONTRAST if not seen.told.enabled else STRONG_CONTRAST if strong else TEXT_CONTRAST
        ratio, ground = picture.contrast(QColor(seen.words.colour), seen.opacity, visible)
        if ratio < least:
            detail = f"{ratio:.1f}:1 of {seen.words.colour} on #{ground:06x}, at least {least:g}"
            yield view.problem("low-contrast", seen, detail, visible)


def _pale_icons(view: _View, picture: _Picture) -> Iterator[Problem]:
    for seen in view.items:
        if not seen.traits.icon or seen.shown.empty or not seen.told.colour or view.hidden(seen):
            continue
        if view.covering(seen, seen.shown, floating=True):
            continue
        if seen.shown.height < seen.rect.height / 2 or seen.shown.width < seen.rect.width / 2:
            # A sliver at the edge of what scrolls, as with texts: hardly any dot of it is wholly of its colour.
            continue
        colour = QColor(seen.told.colour)
        ratio, ground = picture.contrast(colour, seen.opacity, seen.shown)
        if ratio < SIGN_CONTRAST:
            detail = f"icon {ratio:.1f}:1 of {colour.name()} on #{ground:06x}, at least {SIGN_CONTRAST:g}"
            yield view.problem("low-contrast", seen, detail)


def _pale_borders(view: _View, picture: _Picture) -> Iterator[Problem]:
    for seen in view.touched:
        frame, rect = view.frame_of(seen), seen.rect
        # One dot is what a Rectangle answers that draws no border at all.
        if frame is None or frame[0] <= 1 or frame[1].alphaF() == 0 or seen.shown != rect:
            continue
        if view.covering(seen, rect, floating=True):
            continue
        ground = next(iter(picture.grounds(Rect(rect.left, rect.top - 5, rect.right, rect.top - 1))), None)
        if ground is None:
            continue
        # A filling that stands out needs no border.
        ratio = max(_ratio(colour.rgb() & 0xFFFFFF, ground) for colour in frame[1:])
        if ratio < SIGN_CONTRAST:
            detail = f"border {ratio:.1f}:1 of {frame[1].name()} on #{ground:06x}, at least {SIGN_CONTRAST:g}"
            yield view.problem("low-contrast", seen, detail)


class _Picture:
    """A grabbed picture, asked for the colours that fill a good part of a rectangle."""

    def __init__(self, image: QImage) -> None:
        # Loaded here: commands that draw nothing need no numpy.
        import numpy as np

        self._np = np
        # A window without see-through parts comes as one of these two already.
        four = image.format() in (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied)
        self._image = image if four else image.convertToFormat(QImage.Format.Format_RGB32)
        across = self._image.bytesPerLine() // 4
        dots = np.frombuffer(self._image.constBits(), np.uint32).reshape(self._image.height(), across)
        self._dots = dots[:, : self._image.width()]

    def grounds(self, rect: Rect) -> list[int]:
        """The colours (0xRRGGBB) that cover 15 % or more, the most frequent first."""
        left, top = max(0, int(rect.left)), max(0, int(rect.top))
        part = self._dots[top : max(top, int(rect.bottom)), left : max(left, int(rect.right))]
        if part.size == 0:
            return []
        step = max(1, int((part.size / _SAMPLES) ** 0.5))
        colours, counts = self._np.unique(part[::step, ::step] & 0xFFFFFF, return_counts=True)
        order = self._np.argsort(-counts)[:4]
        least = 0.15 * counts.sum()
        return [int(colours[i]) for i in order if counts[i] >= least or i == order[0]]

    def contrast(self, colour: QColor, opacity: float, rect: Rect) -> tuple[float, int]:
        """The lowest contrast of something drawn in `colour` within the rectangle, and the ground it has it with."""
        own = colour.rgb() & 0xFFFFFF
        grounds = self.grounds(rect)
        # Letters themselves may fill a good part; where there is nothing else, they cannot be seen.
        others = [ground for ground in grounds if _ratio(ground, own) > 1.1] or grounds
        alpha = colour.alphaF() * opacity
        ratios = [(_ratio(_blend(own, ground, alpha), ground), ground) for ground in others]
        return min(ratios, default=(21.0, own))


def _blend(colour: int, ground: int, alpha: float) -> int:
    if alpha >= 0.99:
        return colour
    parts = [round((colour >> s & 255) * alpha + (ground >> s & 255) * (1 - alpha)) for s in (16, 8, 0)]
    return parts[0] << 16 | parts[1] << 8 | parts[2]


@lru_cache(maxsize=4096)
def _luminance(colour: int) -> float:
    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour >> 16 & 255) + 0.7152 * part(colour >> 8 & 255) + 0.0722 * part(colour & 255)


def _ratio(one: int, other: int) -> float:
    """Contrast by WCAG 2.2: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# --- The accessibility tree -------------------------------------------------------------------------------------------


def _names(view: _View) -> Iterator[Problem]:
    """What cannot be spoken, or is spoken as something else."""
    called: Counter[str] = Counter()
    for seen in view.touched:
        node = view.nodes.get(seen.item)
        if node is None or not node.name.strip():
            yield view.problem("unnamed", seen, "not in the accessibility tree" if node is None else "has no name")
            continue
        if node.role not in _ROLES:
            yield view.problem("no-role", seen, f"its role is {node.role.name}")
        elif node.role in _CHECKED_ROLES and not node.checkable:
            yield view.problem("no-role", seen, f"a {node.role.name} that does not say whether it is checked")
        called[node.name] += 1
        if called[node.name] == 2:
            yield view.problem("same-name", seen, "another thing to touch on this page has the same name")
    touched = {seen.item for seen in view.touched}
    for seen in view.items:
        node = view.nodes.get(seen.item)
        focusable = node is not None and seen.told.tab and seen.item not in touched
        if focusable and node is not None and node.role not in _CONTAINERS and not view.hidden(seen):
            yield view.problem("no-role", seen, f"can have the focus, but its role is {node.role.name}")
    for seen in view.texts:
        if seen.words is not None and not seen.traits.edit and not _is_spoken(view, seen, seen.words.text):
            yield view.problem("unnamed", seen, "a text that is in no name of the accessibility tree")


_CONTAINERS = frozenset(
    {QAccessible.Role.Pane, QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Dialog}
)


def _is_spoken(view: _View, seen: _Seen, text: str) -> bool:
    wanted = _spoken(text)
    control = view.touched_above(seen)
    if control is not None and (control.traits.key or len(wanted) <= 3):
        # Signs on a key or in a control are spoken by its name, which `_names` asks for.
        return True
    one: _Seen | None = seen
    while one is not None:
        node = view.nodes.get(one.item)
        # A text with a name of its own is spoken by that name: a number, a code.
        if node is not None and (
            (one is seen and node.name.strip()) or wanted in _spoken(f"{node.name} {node.description}")
        ):
            return True
        one = one.parent
    return False


def _spoken(text: str) -> str:
    """Letters and digits: marks between them are not heard (WCAG 2.5.3 leaves them out as well)."""
    return " ".join(re.findall(r"\w+", text)) or " ".join(text.split())


def _headings(view: _View) -> Iterator[Problem]:
    found = [
        seen
        for seen in view.items
        if (node := view.nodes.get(seen.item)) and node.role == QAccessible.Role.Heading and not view.hidden(seen)
    ]
    if len(found) != 1:
        names = ", ".join(repr(view.nodes[seen.item].name) for seen in found)
        yield Problem(
            "heading", _path(view.items[0]), names, view.frame.box(), f"{len(found)} headings, exactly one is needed"
        )


def _order(view: _View) -> Iterator[Problem]:
    """Read as it is seen: downwards, and from left to right in a row, within each area of its own."""
    spoken = sorted(
        (seen for seen in [*view.texts, *view.touched] if seen.item in view.nodes and not seen.rect.empty),
        key=lambda seen: view.nodes[seen.item].place,
    )
    areas: dict[int, list[_Seen]] = {}
    for seen in dict.fromkeys(spoken):
        # The bar, the actions and the keys have their fixed places; the rest lies in the page's scroll area.
        area = seen.scroller if seen.scroller is not None else seen.parent
        areas.setdefault(id(area), []).append(seen)
    for area in areas.values():
        for before, after in pairwise(area):
            if before.within(after) or after.within(before):
                continue
            first, second = _seen_rect(before), _seen_rect(after)
            beside = min(first.bottom, second.bottom) - max(first.top, second.top)
            same_row = beside > 0.5 * min(first.height, second.height)
            same_column = min(first.right, second.right) - max(first.left, second.left) > 2
            if (same_row and second.right <= first.left + 2) or (
                not same_row and same_column and second.bottom <= first.top + 2
            ):
                yield view.problem("order", after, f"is read after {_named(view, before)} but seen before it")


def _seen_rect(seen: _Seen) -> Rect:
    return seen.words.painted if seen.words and not seen.traits.edit else seen.rect


def _focus(view: _View) -> Iterator[Problem]:
    """Everything but the keys can be reached with Tab, in the order of reading, and Tab never leaves what is seen."""
    reached = {item: place for place, item in enumerate(view.call.focus_chain(view.window.contentItem()))}
    wanted = []
    for seen in view.touched:
        node = view.nodes.get(seen.item)
        if seen.traits.key or node is None or node.disabled or seen.traits.mouse:
            continue
        if seen.item in reached:
            wanted.append((node.place, reached[seen.item], seen))
        else:
            yield view.problem("focus", seen, "Tab does not reach it")
    question = _question(view)
    if question is not None and _keeps_tab(question, [view.by_item.get(item) for item in reached]):
        wanted = [entry for entry in wanted if entry[2].within(question)]
    else:
        visible = {seen.item for seen in view.touched}
        for item in reached:
            lost = view.by_item.get(item)
            if item not in visible and lost is not None and lost.traits.button and view.hidden(lost):
                yield view.problem("focus", lost, "Tab reaches it although it is covered")
    wanted.sort(key=lambda entry: entry[0])
    places = [place for _, place, _ in wanted]
    # The chain is a ring: where it begins does not matter.
    start = places.index(min(places)) if places else 0
    turned = wanted[start:] + wanted[:start]
    for (_, before, first), (_, after, second) in pairwise(turned):
        if after < before:
            yield view.problem("focus", second, f"Tab comes here before {_named(view, first)}, which is read first")
            return


def _question(view: _View) -> _Seen | None:
    """The dialog that lies on top of everything else."""
    open_ones = [
        seen
        for seen in view.items
        if (node := view.nodes.get(seen.item)) and node.role == QAccessible.Role.Dialog and not view.hidden(seen)
    ]
    return open_ones[-1] if open_ones else None


def _keeps_tab(question: _Seen, ring: list[_Seen | None]) -> bool:
    """Whether the first and the last thing of the dialog that Tab meets are fences, which send it round: they can have
    the focus and are nothing to a screen reader. That they really do is `tst_Question.qml`'s to show.
    """
    inside = [seen is not None and seen.within(question) for seen in ring]
    if not any(inside) or all(inside):
        return any(inside)
    # Around the ring from where it comes in to where it leaves; it may do so only once.
    entries = [i for i, here in enumerate(inside) if here and not inside[i - 1]]
    leaves = [i for i, here in enumerate(inside) if here and not inside[(i + 1) % len(inside)]]
    if len(entries) != 1:
        return False
    return all(
        (fence := ring[i]) is not None and not fence.traits.button and not fence.traits.edit
        for i in (entries[0], leaves[0])
    )


# --- Small things -----------------------------------------------------------------------------------------------------


def _tree(window: QQuickWindow) -> Iterator[tuple[Any, _Node]]:
    """What a screen reader meets, in reading order."""
    root = QAccessible.queryAccessibleInterface(window)
    stack, place = [root], 0
    while stack:
        node = stack.pop()
        if node is None or not node.isValid():
            continue
        state = node.state()
        if node is not root:
            if state.invisible:
                continue
            place += 1
            yield (
                node.object(),
                _Node(
                    place,
                    node.role(),
                    node.text(QAccessible.Text.Name),
                    node.text(QAccessible.Text.Description),
                    bool(state.checkable),
                    bool(state.disabled),
                ),
            )
        stack += [node.child(i) for i in range(node.childCount() - 1, -1, -1)]


def _traits(item: QQuickItem, name: str) -> _Traits:
    return _Traits(
        name=name.removeprefix("QQuick"),
        ours=not name.startswith("QQuick"),
        text=item.inherits("QQuickText"),
        edit=item.inherits("QQuickTextInput") or item.inherits("QQuickTextEdit"),
        line=item.inherits("QQuickTextInput"),
        button=item.inherits("QQuickAbstractButton"),
        mouse=item.inherits("QQuickMouseArea"),
        flickable=item.inherits("QQuickFlickable"),
        rectangle=item.inherits("QQuickRectangle"),
        icon=item.inherits("QQuickImage") and name == "Icon",
        key=name == "Key",
    )


def _path(seen: _Seen) -> str:
    """ "StepPage > NikAnswer > Words": the item and the QML files above it, with their objectNames."""
    parts: list[str] = []
    one: _Seen | None = seen
    while one is not None and len(parts) < 5:
        if one is seen or one.traits.ours:
            own = one.told.name
            parts.append(one.traits.name + (f"#{own}" if own else ""))
        one = one.parent
    return " > ".join(reversed(parts))


def _named(view: _View, seen: _Seen) -> str:
    node = view.nodes.get(seen.item)
    name = (seen.words.text if seen.words else "") or (node.name if node else "")
    return f"{seen.traits.name} {name[:40]!r}"


def _engine(content: QQuickItem) -> QQmlEngine:
    """The engine that made the items; the window's own content item knows none."""
    return next(engine for child in content.childItems() if (engine := qmlEngine(child)) is not None)
