"""A KTP before the camera, and what was read off it: shown beside the picture it comes from until it is confirmed.

Pictures are here and in `AnswerPictures` alone, and gone with the page that shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from PySide6.QtCore import Property, QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import session as flow
from kiosk.domain.catalog import Field
from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading
from kiosk.domain.ktp_answers import card_answers, doubtful, person_fields
from kiosk.scan.guide import guide
from kiosk.scan.wire import AimHint, CameraUse, Card
from ui.viewmodels.flow import Flow
from ui.viewmodels.rows import Rows
from ui.viewmodels.sentences import aim_sentence, card_doubt_sentence, problem_sentence, translate
from ui.viewmodels.spoken import say_answer

QML_IMPORT_NAME = "ui.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

ENOUGH = 3
"""Tries that failed, after which typing is offered before another one."""
_LONG_MS = 25_000
"""Before the camera without a reading: by then a NIK has been typed."""
_BREATH_MS = 3_000
"""Between two hints that are said aloud: one must be over before the next begins."""
_LIVE = "ktp"
_PAIRS = ((KtpField.TEMPAT_LAHIR, KtpField.TGL_LAHIR), (KtpField.RT, KtpField.RW))
"""Two values of one printed row."""
_OF_BIRTH = (KtpDoubt.BIRTH_DIFFERS, KtpDoubt.BIRTH_UNREAD)


class KtpState(StrEnum):
    """What the camera does for the page."""

    OFF = "off"
    STARTING = "starting"
    LIVE = "live"
    ABSENT = "absent"


class CardRow(msgspec.Struct, frozen=True):
    """One row of the card as it will be answered. `picture`: the name of the strip it was read from, "" where there is none."""

    row: str
    step: str
    label: str
    value: str
    picture: str
    doubtful: bool


@QmlElement
@QmlUncreatable("made by the kiosk")
class KtpViewModel(QObject):
    """The camera is on while a card is looked for; the strips live until they are confirmed, cancelled or wiped."""

    fixed = Signal()
    """Never emitted: qmllint wants every property to say when it changes, and these do not."""
    changed = Signal()
    pictured = Signal()
    """The camera saw something new: twelve times a second, and nothing else has changed."""
    was_read = Signal()
    """There is something to compare: whoever looks at the card in their hands looks up."""
    heard = Signal()
    """There is another sentence for those who listen. It waits until the one before is over: none is cut off by the next."""
    attended = Signal()
    """Somebody holds a card before the camera: whoever does that is here."""

    def __init__(self, shared: Flow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = shared
        self._state = KtpState.OFF
        self._hint = AimHint.NO_CARD
        self._again = False  # the camera had to be started again
        self._tries = 0
        self._revision = 0
        self._reading: KtpReading | None = None
        self._strips: dict[KtpField, QImage] = {}
        self._rows = Rows(CardRow, self)
        self._heard = ""
        self._effort = QTimer(self, interval=_LONG_MS, singleShot=True)
        self._effort.timeout.connect(self._give_up)
        self._breath = QTimer(self, interval=_BREATH_MS, singleShot=True)
        self._breath.timeout.connect(self._say)
        shared.changed.connect(self._refresh)
        shared.turned.connect(self._turned)
        shared.wiped.connect(self._forget)

    # --- The camera

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state.value

    @Property(str, notify=changed)
    def hint(self) -> str:
        """As in `AimHint`."""
        return self._hint.value

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """What the person who holds the card is told."""
        match self._state:
            case KtpState.LIVE:
                return aim_sentence(self._hint)
            case KtpState.STARTING if self._again:
                return translate("Ktp", "Kamera dimulai ulang. Sebentar.")
            case KtpState.STARTING:
                return translate("Ktp", "Kamera sedang dinyalakan.")
            case _:
                return ""

    @Property(bool, notify=changed)
    def held(self) -> bool:
        """The card is where it should be."""
        return self._state is KtpState.LIVE and self._hint in (AimHint.HOLD, AimHint.READING)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """It is being read."""
        return self._state is KtpState.LIVE and self._hint is AimHint.READING

    @Property(bool, notify=changed)
    def enough(self) -> bool:
        """It failed so often, or takes so long, that typing is quicker."""
        return self._tries >= ENOUGH

    @Property(int, notify=pictured)
    def revision(self) -> int:
        """Another number, another picture: `image://answer/ktp/<revision>`."""
        return self._revision

    @Property(QRectF, notify=pictured)
    def guide(self) -> QRectF:
        """Where the card should be, in parts of the picture's width and height."""
        frame = self._flow.camera.frame
        return QRectF() if frame.isNull() else QRectF(*guide(frame.width(), frame.height()))

    @Property(float, notify=pictured)
    def aspect(self) -> float:
        """Width of the picture by its height."""
        frame = self._flow.camera.frame
        return 4 / 3 if frame.isNull() else frame.width() / frame.height()

    # --- What was read

    @Property(str, notify=changed)
    def nik(self) -> str:
        """As it will be answered, "" when no row of sixteen digits was found."""
        page = self._page()
        return str(flow.answer_at(self._flow.session.answers, page.field) or "") if page else ""

    @Property(str, notify=changed)
    def nikPicture(self) -> str:
        """The name of the strip it was read from, "" where there is none."""
        return _strip(KtpField.NIK) if KtpField.NIK in self._strips else ""

    @Property("QStringList", notify=changed)
    def nikDoubts(self) -> list[str]:
        """What is odd about it, a sentence each; nothing once it was typed."""
        reading = self._reading
        if reading is None or self.nik != (reading.text(KtpField.NIK) or ""):
            return []
        mended = {KtpField.TGL_LAHIR, KtpField.JK} & self._mended()
        kept = [
            doubt
            for doubt in reading.doubts
            if not (doubt in _OF_BIRTH and KtpField.TGL_LAHIR in mended)
            and not (doubt is KtpDoubt.SEX_DIFFERS and KtpField.JK in mended)
        ]
        return [card_doubt_sentence(doubt) for doubt in kept]

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What has to be mended before it can be confirmed."""
        page = self._page()
        if page is None or not page.problems:
            return ""
        wrong = page.problems[0]
        field = next((one for one in self._fields().values() if one.id == wrong.field), None)
        return problem_sentence(wrong, field, self._flow.language) if field else ""

    @Property(Rows, notify=fixed)
    def rows(self) -> Rows:
        """The rows beside the NIK: first what is to be looked at once more, then in the order of the form."""
        return self._rows

    @Slot()
    def confirm(self) -> None:
        """ "Ya, sudah benar"."""
        page = self._page()
        if page is not None:
            self._flow.send(flow.Next(self._flow.problems(page.service)))

    @Slot()
    def again(self) -> None:
        """ "Foto ulang"."""
        page = self._page()
        if page is not None:
            self._flow.send(flow.ShowCard(page.field))

    @Slot(str)
    def change(self, step: str) -> None:
        """ "Ubah" on one row."""
        self._flow.send(flow.Change(step))

    @Slot()
    def changeNik(self) -> None:
        """ "Ubah" on the NIK."""
        page = self._page()
        if page is not None:
            self._flow.send(flow.Change(page.asking.step.id))

    # --- The camera's side

    def _open(self) -> None:
        if self._state is not KtpState.OFF:
            return
        camera = self._flow.camera
        camera.seen.connect(self._seen)
        camera.aimed.connect(self._aimed)
        camera.read.connect(self._read)
        camera.gone.connect(self._gone)
        camera.returned.connect(self._returned)
        camera.restarted.connect(self._restarted)
        self._flow.pictures.show(_LIVE, lambda _wish: self._flow.camera.frame)
        self._again = False
        self._effort.start()
        camera.start(CameraUse.CARD)
        self._turn(KtpState.STARTING if camera.present else KtpState.ABSENT)

    def _close(self) -> None:
        if self._state is KtpState.OFF:
            return
        camera = self._flow.camera
        camera.seen.disconnect(self._seen)
        camera.aimed.disconnect(self._aimed)
        camera.read.disconnect(self._read)
        camera.gone.disconnect(self._gone)
        camera.returned.disconnect(self._returned)
        camera.restarted.disconnect(self._restarted)
        camera.stop()
        self._flow.pictures.forget(_LIVE)
        self._effort.stop()
        self._breath.stop()
        self._turn(KtpState.OFF)
        self.pictured.emit()

    @Slot()
    def _seen(self) -> None:
        self._revision += 1
        self.pictured.emit()
        if self._state is not KtpState.LIVE:
            # What was said of the card before its picture came is still true, and not said again.
            self._turn(KtpState.LIVE, self._hint)

    @Slot(object)
    def _aimed(self, hint: AimHint) -> None:
        if hint is AimHint.AGAIN:
            self._tries += 1
        # Not for ever: a picture on the wall may look like a card that nobody holds.
        if hint is not AimHint.NO_CARD and self._effort.isActive():
            self.attended.emit()
        self._turn(self._state, hint)

    @Slot(object)
    def _read(self, card: Card) -> None:
        page = self._flow.session.page
        if not isinstance(page, flow.CardShown):
            return
        fields = self._fields()
        answers = card_answers(fields, card.reading, today=self._flow.today, regions=self._flow.context.regions)
        self.attended.emit()
        if page.field not in answers:
            self._tries += 1
        if not answers:
            self._turn(self._state, AimHint.AGAIN)
            self._flow.camera.retry()
            return
        self._reading = card.reading
        self._strips = {field: QImage.fromData(strip) for field, strip in card.strips.items() if field in fields}
        for field in self._strips:
            self._flow.pictures.show(_strip(field), lambda _wish, field=field: self._strips.get(field, QImage()))
        self._flow.send(flow.TakeCard(answers))
        self.was_read.emit()

    @Slot()
    def _give_up(self) -> None:
        self._tries = max(self._tries, ENOUGH)
        self.changed.emit()

    @Slot()
    def _gone(self) -> None:
        self._turn(KtpState.ABSENT)

    @Slot()
    def _returned(self) -> None:
        self._turn(KtpState.STARTING)

    @Slot()
    def _restarted(self) -> None:
        self._again = True
        self._turn(KtpState.STARTING)

    def _turn(self, state: KtpState, hint: AimHint = AimHint.NO_CARD) -> None:
        self._state, self._hint = state, hint
        if not self._breath.isActive():
            self._say()
        self.changed.emit()

    @Slot()
    def _say(self) -> None:
        if self.sentence == self._heard:
            return
        self._heard = self.sentence
        if self._heard:
            self._breath.start()
            self.heard.emit()

    # --- The session's side

    @Slot()
    def _turned(self) -> None:
        page = self._flow.session.page
        if isinstance(page, flow.CardShown):
            self._drop()
            self._open()
            return
        self._close()
        mending = isinstance(page, flow.Asking) and page.card is not None
        if not isinstance(page, flow.CardRead) and not mending:
            self._forget()

    @Slot()
    def _forget(self) -> None:
        """Confirmed, cancelled or left: nothing of the card stays."""
        self._close()
        self._drop()
        self._tries = 0

    def _drop(self) -> None:
        for field in self._strips:
            self._flow.pictures.forget(_strip(field))
        self._strips = {}
        self._reading = None
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self._rows.show(tuple(self._card_rows()) if self._page() else ())
        self.changed.emit()

    def _page(self) -> flow.CardRead | None:
        page = self._flow.session.page
        return page if isinstance(page, flow.CardRead) else None

    def _fields(self) -> Mapping[KtpField, Field]:
        """What the card is read for."""
        page = self._flow.session.page
        if not isinstance(page, flow.CardShown | flow.CardRead):
            return {}
        return person_fields(page.asking, page.field, self._flow.session.answers)

    def _mended(self) -> set[KtpField]:
        """The rows that the resident has changed since."""
        reading = self._reading
        if reading is None:
            return set()
        fields = self._fields()
        read = card_answers(fields, reading, today=self._flow.today, regions=self._flow.context.regions)
        answers = self._flow.session.answers
        return {name for name, field in fields.items() if flow.answer_at(answers, field.id) != read.get(field.id)}

    def _card_rows(self) -> list[CardRow]:
        page, reading = self._page(), self._reading
        if page is None or reading is None:
            return []
        fields, mended = self._fields(), self._mended()
        steps = {field.id: step.id for step in (*page.service.steps, page.asking.step) for field in step.fields}
        answers = self._flow.session.answers
        read = [
            name
            for name, field in fields.items()
            if name is not KtpField.NIK and field.id in page.read and flow.answer_at(answers, field.id) is not None
        ]
        rows: list[CardRow] = []
        # Where a row stands does not change when it is mended.
        printed = sorted(_together(read), key=lambda names: not any(doubtful(name, reading) for name in names))
        for names in printed:
            of_row = [fields[name] for name in names]
            said = [
                say_answer(field, flow.answer_at(answers, field.id), self._flow.language, self._flow.context.regions)
                for field in of_row
            ]
            strip = next((name for name in names if name in self._strips), None)
            rows.append(
                CardRow(
                    names[0].value,
                    steps[of_row[0].id],
                    " · ".join(field.label.say(self._flow.language) for field in of_row),
                    " · ".join(said),
                    _strip(strip) if strip else "",
                    any(doubtful(name, reading) and name not in mended for name in names),
                )
            )
        return rows


def _together(read: list[KtpField]) -> list[tuple[KtpField, ...]]:
    """The rows as they are printed: place and date of birth in one, RT and RW in one."""
    rows: list[tuple[KtpField, ...]] = []
    for name in read:
        pair = next((pair for pair in _PAIRS if name in pair), (name,))
        whole = tuple(one for one in pair if one in read)
        if whole not in rows:
            rows.append(whole)
    return rows


def _strip(field: KtpField) -> str:
    return f"{_LIVE}.{field.value}"
