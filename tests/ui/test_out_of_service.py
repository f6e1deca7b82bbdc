"""A kiosk that cannot serve says what to do, says its code, lets the petugas in, and tries again when it is worth it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QTimer
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk import config, keys, pins
from kiosk.app.run_command import _is_a_kiosk
from kiosk.app.safe import RETRY_S, SafeHands, outage
from kiosk.clock import SystemClock, Zone
from kiosk.domain.audit import Act
from kiosk.domain.events import NumberTaken
from kiosk.domain.outage import Code, Outage
from kiosk.domain.petugas import Role
from kiosk.domain.readiness import Check
from kiosk.errors import Busy, Damaged, DiskFull, DiskReadOnly, KioskError, WrongUse
from kiosk.store import audit, backups
from kiosk.store.database import DATABASE, Store, reading
from kiosk.usecases import recover
from kiosk.usecases.audit import take_in
from kiosk.usecases.initialise import initialise
from kiosk.usecases.maintenance import PinRight, PinWrong, new_pin
from ui.app import ScreenFailed, application
from ui.emergency import Deed, Offer
from ui.ending import Ending
from ui.out_of_service import Notice, Options, run
from ui.ports import LEFT, RESTART, Done, PinOutcome
from ui.resident import _rect
from ui.viewmodels.emergency import cause_words, deed_words
from ui.viewmodels.out_of_service import LANGUAGES, OutOfServiceViewModel

PIN = "730194"


class Hands:
    """A machine that is told how it is. Implements `ui.emergency.Emergency`."""

    def __init__(self, code: Code = Code.DATABASE) -> None:
        self.outage = Outage(code, "Something in English.")
        self.office = "Kelurahan 26 Ilir"
        self.retry_s = 300
        self.cured = False
        self.inside = False
        self.done: list[Offer] = []
        self.answer = Done(True, "Sudah.", restart=True)

    def is_cured(self) -> bool:
        return self.cured

    def check_pin(self, pin: str) -> PinOutcome:
        self.inside = pin == PIN
        return PinRight(Role.ADMIN) if self.inside else PinWrong(4)

    def step_out(self) -> None:
        self.inside = False

    def checks(self) -> tuple[Check, ...]:
        return (Check("disk", True, "Sisa 12 GB."), Check("database", False, "Rusak."))

    def offers(self) -> tuple[Offer, ...]:
        return (Offer(Deed.RESTORE, "/backup", "Kemarin, 132 data."), Offer(Deed.SHUT_DOWN))

    def do(self, offer: Offer) -> Done:
        self.done.append(offer)
        return self.answer


class Visitor:
    """Whoever stands before the page, with a clock of their own."""

    def __init__(self, hands: Any, size: tuple[int, int] = (1080, 1920)) -> None:
        application()
        self.now = 1000.0
        self.notice = Notice(hands, Options(windowed=True, size=size, look_ms=10))
        self.service: OutOfServiceViewModel = self.notice.service
        self.service._monotonic = lambda: self.now
        self.service._touched, self.service._retry_at = self.now - 60, self.now + hands.retry_s
        self.left: list[int] = []
        self.notice.service.leaving.disconnect(self.notice.leave)
        self.notice.service.leaving.connect(self.left.append)
        self.finger = QTest.createTouchDevice()
        drawn: list[bool] = []
        self.notice.window.frameSwapped.connect(lambda: drawn.append(True))
        self.notice.show()
        # Nobody touches what has not been drawn; what is drawn has its final place.
        self.wait(lambda: self.notice.window.property("settled") and len(drawn) > 1)

    def wait(self, until: Callable[[], Any], seconds: float = 8) -> None:
        over = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < over
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def items(self) -> Iterator[QQuickItem]:
        stack = [self.notice.window.contentItem()]
        while stack:
            item = stack.pop()
            yield item
            stack += [child for child in item.childItems() if child.isVisible()]

    def texts(self) -> list[str]:
        return [str(item.property("text")) for item in self.items() if item.inherits("QQuickText") and item.width() > 0]

    def sees(self, text: str) -> bool:
        return any(text in one for one in self.texts())

    def expect(self, text: str) -> None:
        """Once it is laid out."""
        self.wait(lambda: self.sees(text))

    def touch(self, name: str) -> None:
        """An item by its objectName, or a button by what is written on it."""
        found: list[QQuickItem] = []

        def there() -> bool:
            found[:] = [
                item
                for item in self.items()
                if item.objectName() == name or (item.property("text") == name and item.property("pressed") is not None)
            ]
            return bool(found)

        self.wait(there)
        item = found[0]
        self.touch_at(_rect(item).center().toPoint())

    def touch_at(self, point: QPoint) -> None:
        window = self.notice.window
        QTest.touchEvent(window, self.finger).press(0, point, window).commit()
        QCoreApplication.processEvents()
        QTest.touchEvent(window, self.finger).release(0, point, window).commit()
        QCoreApplication.processEvents()

    def come_in(self, pin: str = PIN) -> None:
        for _ in range(5):
            self.touch("corner-left")
        self.touch("corner-right")
        self.wait(lambda: self.service.care.place == "door")
        for digit in pin:
            self.touch(digit)
        self.touch("Masuk")
        self.wait(lambda: not self.service.care.checking)


@pytest.fixture
def visit() -> Iterator[Callable[..., Visitor]]:
    came: list[Visitor] = []

    def one(hands: Any = None, **options: Any) -> Visitor:
        came.append(Visitor(hands or Hands(), **options))
        return came[-1]

    yield one
    for visitor in came:
        visitor.notice.close()


# --- The page


@pytest.mark.survives(31)
@pytest.mark.parametrize("size", [(1080, 1920), (1366, 768), (1920, 1080)])
def test_a_resident_reads_where_to_go_what_is_safe_and_a_code(
    visit: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = visit(size=size)
    visitor.expect("Maaf, kiosk sedang tidak bisa melayani")
    visitor.expect("Silakan ke loket")
    visitor.expect("tetap berlaku")
    visitor.expect("K-04")
    visitor.expect("5 menit")
    visitor.wait(lambda: _apart(visitor))


def _apart(visitor: Visitor) -> bool:
    """No text lies over another, and none leaves the window."""
    boxes = [_rect(item) for item in visitor.items() if item.inherits("QQuickText") and item.property("text")]
    window = visitor.notice.window
    inside = all(box.left() >= 0 and box.right() <= window.width() and box.bottom() <= window.height() for box in boxes)
    return inside and not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


@pytest.mark.survives(31, 34)
@pytest.mark.parametrize("size", [(1080, 1920), (1366, 768)])
def test_it_speaks_every_language_without_one_text_over_another(
    visit: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor, said = visit(size=size), set()
    for language in LANGUAGES:
        visitor.touch(f"language-{language}")
        visitor.wait(lambda language=language: visitor.service.language == language)  # type: ignore[misc]
        said.add(visitor.service.title + visitor.service.detail + visitor.service.again)
        visitor.wait(lambda: visitor.sees(visitor.service.title))
        visitor.wait(lambda: _apart(visitor))
    assert len(said) == len(LANGUAGES)


def test_the_next_person_finds_indonesian_again(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.touch("language-en")
    visitor.wait(lambda: visitor.sees("counter"))
    visitor.now += 61
    visitor.wait(lambda: visitor.sees("loket"))


def test_a_kiosk_without_an_office_is_not_called_broken(visit: Callable[..., Visitor]) -> None:
    visitor = visit(Hands(Code.NOT_ENROLLED))
    visitor.expect("belum terhubung ke kelurahan")
    assert not visitor.sees("Maaf")
    visitor.expect("K-01")


# --- Trying again


@pytest.mark.survives(31)
def test_it_tries_again_when_the_time_is_over_and_not_before(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.now += 299
    visitor.wait(lambda: visitor.sees("dalam 1 menit"))
    assert visitor.left == []
    visitor.now += 2
    visitor.wait(lambda: visitor.left == [RESTART])


@pytest.mark.survives(31)
def test_it_tries_again_at_once_when_the_cause_is_gone(visit: Callable[..., Visitor]) -> None:
    hands = Hands(Code.READ_ONLY)
    visitor = visit(hands)
    hands.cured = True
    visitor.wait(lambda: visitor.left == [RESTART])


def test_nobody_is_interrupted_while_they_read_or_mend(visit: Callable[..., Visitor]) -> None:
    hands = Hands()
    visitor = visit(hands)
    visitor.now += 400
    visitor.touch("language-en")
    hands.cured = True
    visitor.service.look()
    assert visitor.left == []
    visitor.come_in()
    visitor.now += 400
    visitor.service.look()
    QCoreApplication.processEvents()
    assert visitor.left == []


# --- Behind the PIN


@pytest.mark.survives(31)
def test_the_gesture_and_the_pin_lead_to_what_is_wrong_and_what_can_be_done(visit: Callable[..., Visitor]) -> None:
    hands = Hands()
    visitor = visit(hands)
    visitor.come_in()
    visitor.wait(lambda: visitor.sees("Pulihkan cadangan"))
    visitor.expect(cause_words(Code.DATABASE)[0])
    visitor.expect("Kemarin, 132 data.")
    visitor.expect("Rusak.")
    visitor.touch("do-0")
    visitor.wait(lambda: visitor.sees("Yang sudah sampai di kelurahan tidak hilang"))
    assert hands.done == []
    visitor.touch("sure-no")
    visitor.touch("do-0")
    visitor.service.care._going.setInterval(1)
    visitor.touch("sure-yes")
    visitor.wait(lambda: hands.done)
    assert hands.done == [Offer(Deed.RESTORE, "/backup", "Kemarin, 132 data.")]
    visitor.wait(lambda: visitor.left == [RESTART])


@pytest.mark.survives(26)
def test_a_wrong_pin_opens_nothing_and_says_so(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.come_in("111111")
    visitor.wait(lambda: visitor.sees("PIN belum cocok"))
    assert visitor.service.care.place == "door"
    visitor.touch("Kembali")
    visitor.wait(lambda: visitor.sees("Maaf"))


@pytest.mark.survives(27)
def test_who_has_gone_away_leaves_no_open_door(visit: Callable[..., Visitor]) -> None:
    hands = Hands()
    visitor = visit(hands)
    visitor.come_in()
    assert hands.inside
    visitor.service.care._idle.setInterval(1)
    visitor.wait(lambda: visitor.sees("Maaf"))
    visitor.wait(lambda: not hands.inside)


def test_every_code_and_every_deed_has_its_words() -> None:
    assert len({cause_words(code) for code in Code}) == len(Code)
    assert len({deed_words(deed)[0] for deed in Deed}) == len(Deed)
    assert [code.value for code in Code] == [f"K-{number:02}" for number in range(1, len(Code) + 1)]


def test_a_signal_ends_the_page_and_one_that_came_before_it_is_not_forgotten() -> None:
    import os
    import signal

    with Ending() as ending:
        QTimer.singleShot(50, lambda: os.kill(os.getpid(), signal.SIGTERM))
        assert run(Hands(), Options(windowed=True, size=(540, 960)), ending) == LEFT
    with Ending() as ending:
        os.kill(os.getpid(), signal.SIGINT)
        assert run(Hands(), Options(windowed=True, size=(540, 960)), ending) == LEFT


# --- The machine behind it, with real files


@pytest.fixture
def data(tmp_path: Path) -> Path:
    initialise(tmp_path / "data", demo=True)
    return tmp_path / "data"


@pytest.mark.survives(5, 31)
@pytest.mark.parametrize(
    ("hurt", "error", "code"),
    [
        (lambda data: (data / keys.OFFICE).unlink(), None, Code.NOT_ENROLLED),
        (lambda data: (data / keys.KEY).unlink(), None, Code.KEYS),
        (lambda data: (data / keys.KEY).write_bytes(b"\0" * 99), None, Code.KEYS),
        (lambda data: (data / keys.OFFICE).write_text("{"), None, Code.KEYS),
        (lambda data: (data / config.FILE).write_text("[printer"), None, Code.SETTINGS),
        (lambda data: None, DiskReadOnly("", ""), Code.READ_ONLY),
        (lambda data: None, DiskFull("", ""), Code.DISK_FULL),
        (lambda data: None, Damaged("", ""), Code.DATABASE),
        (lambda data: None, Busy("", ""), Code.BUSY),
        (lambda data: None, WrongUse("", ""), Code.PROGRAM),
        (lambda data: None, ScreenFailed("", ""), Code.PROGRAM),
        (lambda data: None, KioskError("", ""), Code.UNKNOWN),
    ],
)
def test_each_cause_has_its_code(
    data: Path, hurt: Callable[[Path], object], error: KioskError | None, code: Code
) -> None:
    hurt(data)
    assert _is_a_kiosk(data)
    if error is None:
        from kiosk.app import bootstrap

        with pytest.raises(KioskError) as raised, bootstrap.machine(data):
            pass
        error = raised.value
    assert outage(data, error).code is code


@pytest.mark.survives(31)
def test_a_file_that_was_mended_is_noticed(data: Path) -> None:
    path = data / config.FILE
    good = path.read_text("utf-8")
    path.write_text("[printer", "utf-8")
    hands = SafeHands(data, Outage(Code.SETTINGS))
    assert not hands.is_cured()
    path.write_text("[printer]\nurl = 'none:'\n" + good, "utf-8")
    assert hands.is_cured()
    office = data / keys.OFFICE
    office.rename(data / "away")
    hands = SafeHands(data, Outage(Code.NOT_ENROLLED))
    assert not hands.is_cured()
    (data / "away").rename(office)
    assert hands.is_cured()
    assert SafeHands(data, Outage(Code.READ_ONLY)).is_cured()
    assert not SafeHands(data, Outage(Code.DATABASE)).is_cured(), "only a start can tell"
    assert (hands.retry_s, hands.office) == (RETRY_S, keys.load(data).office.name)


@pytest.mark.survives(31)
def test_a_data_folder_that_is_let_go_is_noticed(data: Path) -> None:
    hands = SafeHands(data, Outage(Code.BUSY))
    with Store.open(data):
        assert not hands.is_cured()
    assert hands.is_cured()


def test_one_outage_is_one_line_of_the_audit_log_however_often_it_is_tried(data: Path) -> None:
    for code in (Code.READ_ONLY, Code.READ_ONLY, Code.DATABASE, Code.DATABASE):
        with SafeHands(data, Outage(code)):
            pass
    with reading(data) as db:
        lines = [line.detail for line in audit.newest(db, most=10) if line.act is Act.OUT_OF_SERVICE]
    assert lines == ["K-04", "K-02"]


@pytest.mark.survives(5, 26)
def test_only_who_has_the_pin_may_do_anything_and_it_is_written_down_without_a_database(
    data: Path, tmp_path: Path
) -> None:
    pin = new_pin(data)
    (data / DATABASE).write_bytes(b"this is no database" * 1000)
    stick = tmp_path / "stick"
    stick.mkdir()
    with SafeHands(data, Outage(Code.DATABASE), sticks=(str(stick),)) as hands:
        copy = Offer(Deed.COPY, str(stick), "stick")
        assert hands.offers() == ()
        assert not hands.do(copy).ok
        assert isinstance(hands.check_pin("000000"), PinWrong)
        assert hands.check_pin(pin) == PinRight(Role.ADMIN)
        assert copy in hands.offers()
        done = hands.do(copy)
        assert done.ok, done.words
    (saved,) = (stick / "publik-kiosk").iterdir()
    assert (saved / DATABASE).read_bytes() == (data / DATABASE).read_bytes()
    names = {path.name for path in saved.rglob("*")}
    assert not names & {keys.KEY, pins.FILE}, "neither key nor hashes of PINs leave the machine"
    (data / DATABASE).unlink()
    with Store.open(data) as store:
        take_in(store)
        acts = [line.act for line in store.run(lambda db: audit.newest(db, most=10))]
    assert acts == [Act.LEFT, Act.EXPORTED, Act.ENTERED, Act.PIN_WRONG, Act.OUT_OF_SERVICE]


@pytest.mark.survives(5)
def test_a_petugas_is_offered_less_than_the_admin(data: Path, tmp_path: Path) -> None:
    pin = new_pin(data, Role.PETUGAS)
    stick = tmp_path / "stick"
    stick.mkdir()
    with SafeHands(data, Outage(Code.DATABASE), sticks=(str(stick),)) as hands:
        assert hands.check_pin(pin) == PinRight(Role.PETUGAS)
        assert {offer.deed for offer in hands.offers()} == {Deed.REBOOT, Deed.SHUT_DOWN}


@pytest.mark.survives(5, 31)
def test_a_backup_that_is_chosen_is_taken_at_the_next_start(data: Path) -> None:
    pin, bound = new_pin(data), keys.load(data)
    backups.make(data, now=SystemClock().now_ms(), kiosk_id=bound.id)
    (data / DATABASE).write_bytes(b"\xff" * 4096)
    with SafeHands(data, Outage(Code.DATABASE)) as hands:
        hands.check_pin(pin)
        (offer,) = (one for one in hands.offers() if one.deed is Deed.RESTORE)
        done = hands.do(offer)
        assert (done.ok, done.restart) == (True, True), done.words
        Path(offer.path).write_bytes(b"damaged since")
        assert not hands.do(offer).ok
    assert recover.ensure(data, bound.id, SystemClock(), Zone(7)) is not None
    with reading(data) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.survives(31)
def test_a_lost_key_is_replaced_by_an_enrolment_of_the_same_kiosk_only(data: Path, tmp_path: Path) -> None:
    from kiosk.domain.office import Enrolment
    from kiosk.store import journal

    pin, bound = new_pin(data), keys.load(data)
    stick = tmp_path / "stick"
    stick.mkdir()
    own = Enrolment(1, bound.office, bound.id, "", bytes(range(32)))
    other = msgspec.structs.replace(own, kiosk_id="K26TUR")
    (stick / "a.json").write_bytes(msgspec.json.encode(own))
    (stick / "b.json").write_bytes(msgspec.json.encode(other))
    with Store.open(data) as store:
        entry = NumberTaken("petugas", "A-001", "2026-11-22", False)
        store.transaction(lambda db: journal.append(db, bound.id, entry, event_id=bytes(16), at=1))
    (data / keys.KEY).write_bytes(b"\0")
    with SafeHands(data, Outage(Code.KEYS), sticks=(str(stick),)) as hands:
        hands.check_pin(pin)
        offers = {Path(offer.path).name: offer for offer in hands.offers() if offer.deed is Deed.ENROL}
        assert not hands.do(offers["b.json"]).ok
        assert (data / keys.KEY).read_bytes() == b"\0"
        done = hands.do(offers["a.json"])
        assert done.ok, done.words
    now = keys.load(data)
    assert (now.id, now.office, now.seed != bound.seed) == (bound.id, bound.office, True)
    assert len(list(data.glob(f"{keys.KEY}.*.rusak"))) == 1
