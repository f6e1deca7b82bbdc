"""A scripted resident: finds things by their name as a screen reader would, touches them, types on our keyboard.

    resident = Resident(screen)
    resident.tap("Sentuh untuk mulai")
    resident.type_text("Siti Rahmawati")
    resident.wait_page("done")
    resident.picture(Path("done.png"))

Drives only what a finger can reach: an item that is hidden, disabled or off the screen cannot be tapped. Nothing sleeps;
every wait is for a condition and has an end. `Typist` has a keyboard instead of a finger, `Listener` only ears.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QKeyEvent, QPointingDevice
from PySide6.QtQuick import QQuickItem

from kiosk.domain.place import Point
from ui.app import Screen

PATIENCE_MS = 8000
_LOOK_AGAIN_MS = 5
_HAND_MS = 120
"""Between two keys."""
_KEY_TEXTS = {
    Qt.Key.Key_Return: "\r",
    Qt.Key.Key_Space: " ",
    Qt.Key.Key_Tab: "\t",
    Qt.Key.Key_Backtab: "\t",
    Qt.Key.Key_Backspace: "\b",
    Qt.Key.Key_Escape: "\x1b",
}

_TOUCHED = (
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
)


class NotThere(AssertionError):
    """What was to be touched or seen is not on the screen. Says what is."""


class _Felt(QObject):
    """Whether a button answered. A slot of its own: Qt would keep each function that is connected to it for ever."""

    def __init__(self) -> None:
        super().__init__()
        self._yes = False

    def begin(self, item: QQuickItem) -> None:
        """Listens to it from now on."""
        self._yes = False
        item.pressedChanged.connect(self.feel)

    def end(self, item: QQuickItem) -> bool:
        """What was felt; it may be gone with its page by now."""
        if shiboken6.isValid(item):
            item.pressedChanged.disconnect(self.feel)
        return self._yes

    @Slot()
    def feel(self) -> None:
        self._yes = True


class Resident:
    """Stands in front of one screen."""

    def __init__(self, screen: Screen) -> None:
        # QtTest is not part of the frozen program; only demo and tests need it.
        from PySide6.QtTest import QTest

        self._test = QTest
        self._screen = screen
        self._window = screen.window
        self._finger: QPointingDevice = QTest.createTouchDevice()
        QAccessible.setActive(True)
        self._felt = _Felt()
        self._frames = 0
        self._drawn = -1  # frames when the present page was last seen whole
        self._window.frameSwapped.connect(self._count_frame)
        screen.kiosk.turned.connect(self._new_page)

    # --- Looking

    @property
    def page(self) -> str:
        """The name of the page, as in `KioskViewModel.page`."""
        return str(self._screen.kiosk.page)

    def names(self) -> list[str]:
        """Everything on the screen that has a name, in reading order."""
        return [name for name in (node.text(QAccessible.Text.Name) for node in self._nodes()) if name]

    def sees(self, text: str) -> bool:
        """Whether a name on the screen holds this text."""
        return any(text in name for name in self.names())

    def wait_sees(self, text: str) -> None:
        """Until the text is on the screen."""
        self.wait(lambda: self.sees(text), repr(text))

    def item(self, name: str) -> QQuickItem:
        """A visible item by its objectName. Raises NotThere."""
        for item in self.items():
            if item.objectName() == name:
                return item
        raise NotThere(f"no visible item {name!r} on page {self.page!r}")

    def items(self) -> Iterator[QQuickItem]:
        """All visible items, parents first."""
        yield from _visible(self._window.contentItem())

    def picture(self, path: Path) -> Path:
        """What the screen shows, as PNG."""
        self.settle()
        image: QImage = self._window.grabWindow()
        path.parent.mkdir(parents=True, exist_ok=True)
        image.save(str(path))
        return path

    # --- Waiting

    def wait(self, condition: Callable[[], bool], what: str, patience_ms: int = PATIENCE_MS) -> None:
        """Lets the program run until the condition holds."""
        if condition():
            return
        until = time.monotonic() + patience_ms / 1000
        # Sleeps while nothing happens, and looks again at least this often: what is waited for may tell nobody.
        again = QTimer()
        again.start(_LOOK_AGAIN_MS)
        try:
            while not condition():
                if time.monotonic() > until:
                    raise NotThere(f"waited {patience_ms} ms for {what}; on page {self.page!r} are: {self.names()}")
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        finally:
            # Now and on this thread: a traceback would keep it until some other thread collects it, which Qt cannot bear.
            shiboken6.delete(again)

    def settle(self) -> None:
        """Until the page stands still and can be touched."""
        QCoreApplication.processEvents()
        self.wait(lambda: bool(self._window.property("settled")), "the page to stand still")
        if self._drawn < 0:
            # Nobody touches what has not been drawn; what is drawn has its final place.
            self._drawn = self._frames
            self._window.update()
            self.wait(lambda: self._frames > self._drawn, "a frame")
        QCoreApplication.processEvents()

    def wait_page(self, name: str, patience_ms: int = PATIENCE_MS) -> None:
        """Until this page is there and stands still."""
        self.wait(lambda: self.page == name, f"page {name!r}", patience_ms)
        self.settle()

    def _count_frame(self) -> None:
        self._frames += 1

    def _new_page(self, _direction: int) -> None:
        self._drawn = -1

    # --- Touching

    def tap(self, name: str) -> None:
        """Touches the item with this accessible name, or objectName; scrolls to it first if it lies below."""
        self.settle()
        item = self._find(name)
        for _ in range(20):
            if item is None or self._in_reach(item):
                break
            self._scroll(item)
            item = self._find(name)
        if item is None or not self._in_reach(item):
            where = _rect(item) if item is not None else "nowhere"
            raise NotThere(f"{name!r} is {where}, not in reach on page {self.page!r}; there are: {self.names()}")
        self._press(item)

    def _press(self, item: QQuickItem) -> None:
        """Touches an item; a button that does not answer to the finger at once is touched again, as people do.

        About one touch in twenty thousand never reaches its button on a loaded machine, offscreen; see README.md.
        """
        point = _rect(item).center().toPoint()
        if item.property("pressed") is None:
            self.touch(point)
            return
        self._felt.begin(item)
        self.touch(point)
        if not self._felt.end(item):
            self.touch(point)

    def touch(self, point: QPoint) -> None:
        """One finger, down and up."""
        self._test.touchEvent(self._window, self._finger).press(0, point, self._window).commit()
        QCoreApplication.processEvents()
        self._test.touchEvent(self._window, self._finger).release(0, point, self._window).commit()
        QCoreApplication.processEvents()

    def type_text(self, text: str) -> None:
        """On the keys that are docked, one by one; with shift and the sheet of marks where they are needed."""
        self.settle()
        for character in text:
            self._type(character)

    def _type(self, character: str) -> None:
        special = {" ": "space", "\n": "enter"}.get(character)
        if special is not None:
            self.tap(special)
            return
        for helper in ("shift", "marks", None):
            key = self._key(character)
            if key is not None:
                self._press(key)
                return
            if helper == "shift" and self._key(character.swapcase()) is None:
                continue
            if helper is not None:
                self.tap(helper)
        raise NotThere(f"no key {character!r}; there are: {self.names()}")

    # --- A whole form

    def fill_form(
        self, answers: Mapping[str, Any], *, until: str = "review", picture: Callable[[str], object] | None = None
    ) -> None:
        """Answers question after question, as a resident with these answers would, until the review.

        `picture(name)` is called on each page before it is left.
        """
        while self.page == "step":
            self._answer_page(answers)
            step = self._screen.kiosk.form.step
            if picture is not None:
                picture(str(step.fields[0].fieldId))
            self.tap("next")
            self.settle()
            self._past(step.stepId)
        self.wait_page(until)

    def _answer_page(self, answers: Mapping[str, Any]) -> None:
        """Every field of the present page that is asked; an answer may bring out the next one."""
        for field in list(self._screen.kiosk.form.step.fields):
            value = answers.get(str(field.fieldId).rpartition(".")[2])
            if field.asked and value not in (None, "", [], {}):
                self.answer(field, value)

    def _past(self, step: str) -> None:
        """Raises NotThere when the page is still the one of this step."""
        if self.page == "step" and self._screen.kiosk.form.step.stepId == step:
            raise NotThere(f"the question {step!r} was not accepted: {self.names()}")

    def _fill_rows(self, rows: list[Mapping[str, Any]], add: Callable[[], object], save: Callable[[], object]) -> None:
        """Row after row, each on its own page."""
        for row in rows:
            add()
            self.settle()
            step = str(self._screen.kiosk.form.step.stepId)
            self._answer_page(row)
            save()
            self.settle()
            self._past(step)

    def answer(self, field: Any, value: Any) -> None:  # noqa: C901 - one line a type
        """One field of the present page."""
        kind, label = str(field.kind), str(field.label)
        match kind:
            case "choice" | "choices":
                for one in value if isinstance(value, list) else [value]:
                    self.tap(f"choice-{one}")
            case "date":
                year, month, day = str(value).split("-")
                self.tap("day")
                self.type_text(day)
                self.tap(f"month-{int(month)}")
                self.type_text(year)
            case "list":
                self.tap(label)
                self.type_text(_listed(field, value)[:5].lower())
                self.tap(f"choice-{value}")
            case "code":
                self.tap(label)
                self.type_text(str(value).replace(" ", ""))
            case "rows":
                self._fill_rows(value, lambda: self.tap("add-row"), lambda: self.tap("next"))
            case "checklist":
                for paper in field.papers.rows.rows:
                    if paper.paper in value:
                        self.tap(f"{paper.label}: {_SAID[value[paper.paper]]}")
            case "wilayah":
                self.wait(lambda: not field.places.loading, "the lists of regions")
                # From the top: what is chosen already may lie elsewhere.
                self.tap("level-1")
                codes = str(value).split(".")
                for depth in range(1, len(codes) + 1):
                    self.tap(f"choice-{'.'.join(codes[:depth])}")
            case "time":
                self.tap("hour")
                self.type_text(str(value).replace(":", ""))
            case "location" if field.map.available:
                point = value if isinstance(value, Point) else Point(**value)
                self.tap("map")
                where = field.map.where(point)
                self.touch(_rect(self.item("map")).topLeft().toPoint() + where.toPoint())
            case "photo":
                if field.photo.state != "absent":
                    self.wait(lambda: field.photo.state == "live", "the camera")
                    self.tap("take-photo")
                    self.tap("take-photo")
                    self.wait(lambda: field.photo.state == "taken", "a photo")
            case _:
                self.tap(label)
                self.type_text(str(value))

    # --- How things are found

    def _nodes(self) -> Iterator[QAccessibleInterface]:
        """What a screen reader meets, in reading order."""
        root = QAccessible.queryAccessibleInterface(self._window)
        stack: list[QAccessibleInterface] = [root]
        while stack:
            node = stack.pop()
            if node is None or not node.isValid() or (node is not root and node.state().invisible):
                continue
            if node is not root:
                yield node
            stack += [node.child(i) for i in range(node.childCount() - 1, -1, -1)]

    def touchables(self) -> Iterator[tuple[str, QQuickItem]]:
        """Everything that answers a finger, by its accessible name."""
        for node in self._nodes():
            item = node.object()
            if node.role() in _TOUCHED and not node.state().disabled and isinstance(item, QQuickItem):
                yield node.text(QAccessible.Text.Name), item

    def _exact(self, name: str) -> QQuickItem | None:
        """The topmost of that name: the last one in reading order."""
        found = [item for text, item in self.touchables() if text == name]
        return found[-1] if found else None

    def _key(self, character: str) -> QQuickItem | None:
        """What is written on it: a mark has a longer name when it is heard."""
        found = [item for _, item in self.touchables() if item.property("text") == character]
        return found[-1] if found else None

    def _find(self, name: str) -> QQuickItem | None:
        found = self._exact(name)
        if found is None:
            found = next((item for item in self.items() if item.objectName() == name and item.isEnabled()), None)
        return found

    def _area(self, item: QQuickItem) -> QQuickItem | None:
        """The scroll area that an item lies in."""
        parent = item.parentItem()
        while parent is not None and parent.property("scrollable") is None:
            parent = parent.parentItem()
        return parent

    def _in_reach(self, item: QQuickItem) -> bool:
        where = _rect(item).center()
        area = self._area(item)
        if area is None or item.parentItem() is area:
            return QRectF(0, 0, self._window.width(), self._window.height()).contains(where)
        # The arrow of the scroll area covers its last 110 px.
        return _rect(area).adjusted(0, 0, 0, -110 if area.property("more") else 0).contains(where)

    def _scroll(self, item: QQuickItem) -> None:
        """A drag of one finger, up or down."""
        area = self._area(item)
        if area is None:
            raise NotThere(f"out of reach at {_rect(item)}")
        seen = _rect(area)
        up = _rect(item).center().y() > seen.center().y()
        # At the left edge, beside the buttons.
        start = QPointF(seen.left() + 8, seen.center().y())
        self._drag(start, start + QPointF(0, seen.height() * 0.4 * (-1 if up else 1)))

    def _drag(self, start: QPointF, end: QPointF) -> None:
        """At the pace of a hand: a list ignores movements that take no time."""
        steps = 8
        self._test.touchEvent(self._window, self._finger).press(0, start.toPoint(), self._window).commit()
        for step in range(1, steps + 1):
            self._pace()
            point = start + (end - start) * (step / steps)
            self._test.touchEvent(self._window, self._finger).move(0, point.toPoint(), self._window).commit()
        for wiggle in (1, 0, 1, 0, 1, 0, 1, 0):
            # Held before it lifts: no fling.
            self._pace()
            held = end.toPoint() + QPoint(wiggle, 0)
            self._test.touchEvent(self._window, self._finger).move(0, held, self._window).commit()
        self._test.touchEvent(self._window, self._finger).release(0, end.toPoint(), self._window).commit()
        # As long as the list still feels the movement, the next touch only stops it.
        self._pace(0.4)
        self.settle()

    def _pace(self, seconds: float = 0.012) -> None:
        over = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() >= over, "a moment")


class Typist(Resident):
    """Has a keyboard, and never touches the screen."""

    _key_time_ms = 0

    def press(self, key: Qt.Key | str) -> None:
        """One key, down and up, once the page stands still; a character as it is written."""
        self.settle()
        self.press_hastily(key)
        # Beside a scanner that types, a key waits until it is a person's for certain.
        self.wait(lambda: not self._screen.scanner.holding, "the key")

    def press_hastily(self, key: Qt.Key | str) -> None:
        """The same while the page may still be coming in."""
        if isinstance(key, str):
            code, text = Qt.Key(ord(key.upper())), key
        else:
            code, text = key, _KEY_TEXTS.get(key, "")
        shift = Qt.KeyboardModifier.ShiftModifier
        modifier = shift if text.isupper() or key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        # The pace of a hand: without it typing would look like a scanner's.
        self._key_time_ms += _HAND_MS
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifier, text)
            event.setTimestamp(self._key_time_ms)
            QCoreApplication.sendEvent(self._window, event)
        QCoreApplication.processEvents()

    def write(self, text: str) -> None:
        """Character by character."""
        for character in text:
            self.press(character)

    @property
    def focused(self) -> QQuickItem:
        """Where the keyboard is."""
        item = self._window.activeFocusItem()
        if item is None:
            raise NotThere(f"nothing has the focus on page {self.page!r}")
        return item

    def focused_name(self) -> str:
        """As a screen reader says it."""
        node = QAccessible.queryAccessibleInterface(self.focused)
        return node.text(QAccessible.Text.Name) if node is not None else ""

    def go_to(self, name: str) -> None:
        """Tab until the focus is on what has this accessible name or objectName. Raises NotThere after a whole round."""
        seen: list[str] = []
        for _ in range(200):
            self.settle()
            if name in (self.focused.objectName(), self.focused_name()):
                return
            seen.append(self.focused_name())
            self.press(Qt.Key.Key_Tab)
        raise NotThere(f"Tab never reaches {name!r} on page {self.page!r}; it goes round {seen[-20:]}")

    def answer(self, field: Any, value: Any) -> None:
        """One field of the present page, by keys."""
        match str(field.kind):
            case "choice" | "choices":
                for one in value if isinstance(value, list) else [value]:
                    self.go_to(f"choice-{one}")
                    self.press(Qt.Key.Key_Space)
            case "date":
                year, month, day = str(value).split("-")
                self.go_to("day")
                self.write(day + month + year)
            case "list":
                self.go_to(str(field.label))
                self.write(_listed(field, value)[:5].lower())
                self.go_to(f"choice-{value}")
                self.press(Qt.Key.Key_Space)
            case "code":
                self.go_to(str(field.label))
                self.write(str(value).replace(" ", ""))
            case "rows":
                self._fill_rows(value, lambda: self._press_at("add-row"), lambda: self._press_at("next"))
            case "checklist":
                for paper in field.papers.rows.rows:
                    if paper.paper in value:
                        self._press_at(f"{paper.label}: {_SAID[value[paper.paper]]}")
            case _:
                self.go_to(str(field.label))
                self.write(str(value))

    def _press_at(self, name: str) -> None:
        self.go_to(name)
        self.press(Qt.Key.Key_Space)

    def fill_form(
        self, answers: Mapping[str, Any], *, until: str = "review", picture: Callable[[str], object] | None = None
    ) -> None:
        """Answers question after question by keys, as `Resident.fill_form` does by touch."""
        while self.page == "step":
            self._answer_page(answers)
            step = self._screen.kiosk.form.step
            if picture is not None:
                picture(str(step.words))
            self.go_to("next")
            self.press(Qt.Key.Key_Return)
            self.settle()
            self._past(step.stepId)
        self.wait_page(until)


class Listener(Typist):
    """Sees nothing: hears what is said, and has the four controls of voice mode, to touch or as two keys.

    `switches`: only Space ("berikutnya") and Enter ("pilih"), as switch interfaces send them.
    """

    def __init__(self, screen: Screen, *, switches: bool = False) -> None:
        super().__init__(screen)
        self.presses = 0
        self.heard: list[str] = []
        self._switches = switches
        self._since = 0
        screen.voice.captionChanged.connect(self._hear)

    def _hear(self) -> None:
        if self._screen.voice.caption:
            self.heard.append(self._screen.voice.caption)

    def listen(self) -> list[str]:
        """What was said since the last press, to its end."""
        self.settle()
        self.wait(lambda: not self._screen.voice.speaking, "silence")
        return self.heard[self._since :]

    @property
    def last(self) -> str:
        """The sentence that names where one is."""
        said = self.listen()
        return said[-1] if said else ""

    def do(self, control: str) -> list[str]:
        """One press of "next", "previous", "repeat" or "choose"; what is said then."""
        self.listen()
        self._since = len(self.heard)
        self.presses += 1
        if self._switches:
            self.press_hastily({"next": Qt.Key.Key_Space, "choose": Qt.Key.Key_Return}[control])
        else:
            self.touch(_rect(self.item(f"voice-{control}")).center().toPoint())
        return self.listen()

    def until(self, *wanted: str, exactly: bool = False) -> None:
        """ "Berikutnya" until a sentence begins with one of these, or is one. Raises NotThere after a whole round."""
        first = len(self.heard)
        for _ in range(80):
            for said in (one.casefold() for one in self.listen()[-2:]):
                if any(said == want.casefold() if exactly else said.startswith(want.casefold()) for want in wanted):
                    return
            self.do("next")
        raise NotThere(f"never heard {wanted} on page {self.page!r}, only {list(dict.fromkeys(self.heard[first:]))}")

    def choose(self, *wanted: str, exactly: bool = False) -> list[str]:
        """Walks to what is called so, and chooses it."""
        self.until(*wanted, exactly=exactly)
        return self.do("choose")

    def scan(self, text: str, rows: Mapping[str, str] | None = None) -> None:
        """Types by walking the keys; `rows`: names and keys of the rows they stand in, before which it begins and ends."""
        row = ""
        for character in text:
            wanted = next((name for name, keys in (rows or {}).items() if character.casefold() in keys.casefold()), "")
            if wanted != row:
                if row:
                    self.choose("Kembali ke baris")
                self.choose(wanted)
                row = wanted
            self.choose(_KEY_NAMES.get(character, character), exactly=True)
        if row:
            self.choose("Kembali ke baris")

    def answer(self, field: Any, value: Any) -> None:
        """One field of the present page, by ear."""
        label = str(field.label)
        match str(field.kind):
            case "choice" | "choices":
                for choice in field.choices.rows:
                    if choice.value == value or (isinstance(value, list) and choice.value in value):
                        self.choose(f"{choice.label}, ")
            case "date":
                year, month, day = str(value).split("-")
                self.choose("Tanggal, ")
                self.scan(day)
                self.choose(_MONTHS[int(month) - 1], exactly=True)
                self.scan(year)
                self.choose("Selesai mengetik")
            case "list":
                name = next(str(row.label) for row in field.choices.rows if row.value == value)
                self.choose(f"{label}, ")
                self.scan(name[:4], _KEY_ROWS)
                self.choose("Selesai mengetik")
                self.choose(f"{name}, ")
            case "code":
                lines = [field.alphabet[at : at + 8] for at in range(0, len(field.alphabet), 8)]
                self.choose(f"{label}, ")
                self.scan(str(value).replace(" ", ""), {f"Baris {line[0]} sampai {line[-1]}": line for line in lines})
                self.choose("Selesai mengetik")
            case "rows":
                one = str(field.rows.one).lower()
                self._fill_rows(
                    value,
                    lambda: self.choose(f"Tulis {one}, ", f"Tambah {one}, "),
                    lambda: self.choose("Simpan, "),
                )
            case "checklist":
                for paper in field.papers.rows.rows:
                    if paper.paper in value:
                        self.choose(f"{paper.label}: {_SAID[value[paper.paper]]}, ")
            case kind:
                self.choose(f"{label}, ")
                self.scan(str(value), _KEY_ROWS if kind in ("text", "address", "long_text") else None)
                self.choose("Selesai mengetik")

    def fill_form(
        self, answers: Mapping[str, Any], *, until: str = "review", picture: Callable[[str], object] | None = None
    ) -> None:
        """Answers question after question by ear."""
        while self.page == "step":
            self._answer_page(answers)
            step = self._screen.kiosk.form.step
            if picture is not None:
                picture(str(step.words))
            self.choose("Lanjut, ", "Lewati, ")
            self._past(step.stepId)
        self.wait_page(until)


_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_SAID = {"ada": "Ada", "belum": "Belum"}
_KEY_NAMES = {" ": "spasi", ".": "titik", ",": "koma", "-": "tanda hubung", "'": "apostrof", "/": "garis miring"}
_KEY_ROWS = {
    "Baris 1 sampai 0": "1234567890",
    "Baris q sampai p": "qwertyuiop",
    "Baris a sampai l": "asdfghjkl",
    "Baris z sampai m": "zxcvbnm'",
    "Baris spasi": " .,-",
}
"""What somebody who has typed before knows."""


def _listed(field: Any, value: Any) -> str:
    """What a choice of a list is called."""
    return next(str(row.label) for row in field.choices.rows if row.value == value)


def _rect(item: QQuickItem) -> QRectF:
    # Rows and grids place their children before the next frame only; a finger is never faster than a frame.
    line = [item]
    while (parent := line[-1].parentItem()) is not None:
        line.append(parent)
    # Twice: keys that were just docked get their height in the first round, and their place in the second.
    for one in (*reversed(line), *reversed(line)):
        one.ensurePolished()
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from _visible(child)
