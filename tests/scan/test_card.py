"""A card before the camera: when it is read, how often, and that no picture outlives it."""

from __future__ import annotations

import gc
import queue
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress

import cv2
import numpy as np
import pytest

from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading, ReadValue
from kiosk.scan import card, wire
from kiosk.scan.card import CardWatch
from kiosk.scan.ktp.reader import KtpSight
from kiosk.scan.pictures import Picture
from kiosk.scan.wire import AimHint


def picture(mark: int) -> Picture:
    return np.full((8, 8, 3), mark, np.uint8)


def sight(*doubts: KtpDoubt, **more: str) -> KtpSight:
    values = {KtpField.NIK: ReadValue("1671025403890002", 0.99)}
    values |= {KtpField(name): ReadValue(text, 0.9) for name, text in more.items()}
    return KtpSight(KtpReading(values, doubts), {field: np.full((40, 1200, 3), 255, np.uint8) for field in values})


class Aim:
    """A bright picture is a card that lies right, a white one is worth a try; what a dark one is told is its first pixel."""

    hints = (AimHint.NO_CARD, AimHint.CLOSER, AimHint.HOLD)

    def look(self, seen: Picture) -> tuple[AimHint, Picture | None]:
        mark = int(seen[0, 0, 0])
        if mark >= 200:
            return AimHint.NO_CARD, seen
        return (AimHint.READING, seen) if mark >= 100 else (self.hints[mark], None)


class Reader:
    """Reads what the test says; holds on to nothing."""

    def __init__(self) -> None:
        self.asked: queue.Queue[int] = queue.Queue()
        self.answers: queue.Queue[KtpSight | type[SystemExit] | None] = queue.Queue()

    def warm_up(self) -> None:
        pass

    def read(self, seen: Picture) -> KtpSight | None:
        self.asked.put(int(seen[0, 0, 0]))
        answer = self.answers.get(timeout=10)
        if answer is SystemExit:
            raise SystemExit
        return answer


class Watch(CardWatch):
    """One whose thread can be ended; the real one ends with its process."""

    def _work(self, new_reader: Callable[[], card.Reading]) -> None:
        with suppress(SystemExit):
            super()._work(new_reader)


class Table:
    """A watch with made-up aim and reader."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.told: queue.Queue[wire.Report] = queue.Queue()
        self.again = threading.Event()
        self.watch = Watch(self.told.put, self.again, Aim, lambda: self.reader)

    def look(self, *marks: int) -> None:
        for mark in marks:
            self.watch.look(picture(mark))

    def next(self) -> wire.Report:
        return self.told.get(timeout=10)

    def asked(self) -> int:
        return self.reader.asked.get(timeout=10)

    def close(self) -> None:
        """Ends its thread, wherever it is."""
        self.again.set()
        self.reader.answers.put(SystemExit)
        for thread in threading.enumerate():
            while thread.name == "ktp" and thread.is_alive():
                self.again.set()
                self.look(100)
                self.reader.answers.put(SystemExit)
                thread.join(0.01)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Table]]:
    tables: list[Table] = []

    def lay(*, again_s: float = 30, second_s: float = 30) -> Table:
        monkeypatch.setattr(card, "_AGAIN_S", again_s)
        monkeypatch.setattr(card, "_SECOND_S", second_s)
        tables.append(Table())
        return tables[-1]

    yield lay
    for one in tables:
        one.close()


def test_hints_are_told_when_they_change_and_a_certain_card_is_read_once(table: Callable[..., Table]) -> None:
    one = table()
    one.look(0, 0, 1, 1, 2, 100)
    hints = [AimHint.NO_CARD, AimHint.CLOSER, AimHint.HOLD, AimHint.READING]
    assert [one.next() for _ in hints] == [wire.Aimed(hint) for hint in hints]
    assert one.asked() == 100
    one.look(0, 2)  # while it is read, the person is told nothing else
    one.reader.answers.put(sight())
    read = one.next()
    assert isinstance(read, wire.Card)
    assert read.reading.certain
    strip = cv2.imdecode(np.frombuffer(read.strips[KtpField.NIK], np.uint8), cv2.IMREAD_COLOR)
    assert strip.shape == (30, 900, 3)
    one.look(0, 100, 101)
    assert one.told.empty(), "nothing is looked for until it is asked for"
    assert one.reader.asked.empty()


def test_where_there_is_a_doubt_a_second_picture_has_a_say(table: Callable[..., Table]) -> None:
    """The newest good one that came while the first was read."""
    one = table()
    one.look(100)
    assert one.asked() == 100
    one.look(101, 2, 102, 2)
    one.reader.answers.put(sight(KtpDoubt.NIK_UNSURE, nama="SITI CONTOH"))
    assert one.asked() == 102
    one.reader.answers.put(sight(tgl_lahir="1989-03-14", jk="P"))
    assert one.next() == wire.Aimed(AimHint.READING)
    read = one.next()
    assert read.reading.certain
    assert read.reading.text(KtpField.NAMA) == "SITI CONTOH"
    assert set(read.strips) == set(read.reading.values)


def test_a_second_picture_is_enough_where_the_first_shows_no_card(table: Callable[..., Table]) -> None:
    one = table()
    one.look(100)
    assert one.asked() == 100
    one.look(101)
    one.reader.answers.put(None)
    one.reader.answers.put(sight())
    assert one.next() == wire.Aimed(AimHint.READING)
    assert one.next().reading.certain


def test_a_doubt_stays_where_no_second_picture_comes(table: Callable[..., Table]) -> None:
    one = table(second_s=0.01)
    one.look(100)
    one.reader.answers.put(sight(KtpDoubt.BIRTH_DIFFERS))
    assert one.next() == wire.Aimed(AimHint.READING)
    assert one.next().reading.doubts == (KtpDoubt.BIRTH_DIFFERS,)


def test_where_nothing_can_be_read_it_is_tried_again(table: Callable[..., Table]) -> None:
    one = table(again_s=0.01, second_s=0.01)
    one.look(100)
    one.reader.answers.put(None)
    assert [one.next(), one.next()] == [wire.Aimed(AimHint.READING), wire.Aimed(AimHint.AGAIN)]
    one.reader.answers.put(sight())
    while one.told.empty():
        one.look(100)
    assert one.next() == wire.Aimed(AimHint.READING)
    assert isinstance(one.next(), wire.Card)


def test_of_a_try_nobody_is_told_unless_it_succeeds(table: Callable[..., Table]) -> None:
    one = table()
    one.look(200)
    assert one.asked() == 200
    one.look(1, 201)  # while it is read, the person is told as before
    one.reader.answers.put(None)
    assert [one.next(), one.next(), one.next()] == [
        wire.Aimed(hint) for hint in (AimHint.NO_CARD, AimHint.CLOSER, AimHint.NO_CARD)
    ]
    assert one.asked() == 201
    one.reader.answers.put(sight())
    assert isinstance(one.next(), wire.Card)


def test_a_good_picture_that_comes_during_a_try_is_read_after_it(table: Callable[..., Table]) -> None:
    one = table(second_s=0.01)
    one.look(200)
    assert one.asked() == 200
    one.look(100)
    one.reader.answers.put(None)
    assert one.asked() == 100
    one.reader.answers.put(None)
    assert [one.next() for _ in range(3)] == [
        wire.Aimed(hint) for hint in (AimHint.NO_CARD, AimHint.READING, AimHint.AGAIN)
    ]


def test_after_a_card_the_next_one_is_read_when_it_is_asked_for(table: Callable[..., Table]) -> None:
    one = table()
    for _ in range(2):
        one.reader.answers.put(sight())
        while one.told.empty():
            one.look(100)
        assert one.next() == wire.Aimed(AimHint.READING)
        assert isinstance(one.next(), wire.Card)
        one.again.set()


def test_no_picture_is_left_once_its_card_was_told(table: Callable[..., Table]) -> None:
    one = table()
    seen = picture(100)
    left = weakref.ref(seen)
    one.watch.look(seen)
    del seen
    one.asked()
    one.reader.answers.put(sight())
    assert one.next() == wire.Aimed(AimHint.READING)
    one.next()
    gc.collect()
    assert left() is None
