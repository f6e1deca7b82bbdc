"""A resident who sees nothing, or works with one or two switches. They know only what is said, and choose by that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtQuick import QQuickItem

from kiosk.domain.catalog import Catalog
from kiosk.domain.prints import JobState, Outcome, PrintReason
from kiosk.domain.session import Look
from kiosk.usecases.context import Context
from kiosk.usecases.track import Tracked, track
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Opener
from tests.ui.machinery import TestMachinery
from ui.app import Screen
from ui.resident import Listener

if TYPE_CHECKING:
    from ui.voice import Samples

F2, RIGHT, HOME, ENTER, SPACE = (
    Qt.Key.Key_F2, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Space,
)  # fmt: skip
Walker = Callable[..., tuple[Screen, Listener]]


class Unheard:
    """A loudspeaker for which everything is said at once."""

    def play(self, samples: Samples, stop: threading.Event) -> None: ...

    def rest(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def listen(open_screen: Opener) -> Walker:
    """A screen that speaks, and somebody who hears it."""

    def open_one(*, switches: bool = False, **options: object) -> tuple[Screen, Listener]:
        screen, _ = open_screen(**{"look": Look(voice=True), "output": lambda _gain: Unheard(), **options})
        return screen, Listener(screen, switches=switches)

    return open_one


def begin(listener: Listener, *service: str) -> None:
    """From the first page to the first question, by ear."""
    listener.do("next")
    listener.choose("Sentuh untuk mulai, ")
    listener.choose("Paling sering diurus, ")
    listener.choose(*(service or ("Surat Keterangan Domisili, ",)))
    listener.choose("Mulai, ", "Lanjut, ")
    listener.choose("Saya ")
    listener.choose("Lanjut, ")
    listener.wait_page("step")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("switches", "size"), [(False, PORTRAIT), (True, LANDSCAPE)], ids=["four controls", "two switches"]
)
def test_a_whole_request_by_ear(
    listen: Walker, context: Context, catalog: Catalog, switches: bool, size: tuple[int, int]
) -> None:
    """From the first page to the number, with nothing but the controls of voice mode, or with Space and Enter."""
    screen, listener = listen(switches=switches, size=size)
    begin(listener)
    listener.fill_form(catalog.find("D18").sample)
    listener.choose("Kirim permohonan, ")
    listener.wait_page("done")
    found = track(context, screen.kiosk.done.code)
    assert isinstance(found, Tracked)
    assert any(found.permohonan.ticket in said for said in listener.listen()), "the number is said"
    listener.choose("Selesai, ")
    listener.wait_page("attract")
    assert listener.presses < 2000
    assert screen.kiosk.page == "attract"


def test_voice_is_turned_on_and_off_by_a_key_anywhere(listen: Walker) -> None:
    screen, listener = listen(look=Look())
    listener.press(F2)
    assert listener.listen()[0] == "Suara menyala."
    listener.press(F2)
    assert not screen.kiosk.voice
    listener.press(RIGHT)
    assert listener.listen().count("Suara menyala.") == 2
    assert screen.kiosk.voice
    listener.choose("Sentuh untuk mulai, ")
    listener.press(F2)
    assert listener.last == "Suara mati."
    assert not screen.kiosk.voice


def test_voice_is_turned_on_by_touch_on_the_first_page(listen: Walker) -> None:
    screen, listener = listen(look=Look())
    listener.tap("voice")
    said = listener.listen()
    assert said[0] == "Suara menyala."
    assert said[-1] == "Sentuh untuk mulai, tombol."
    assert screen.kiosk.voice


def test_a_page_is_read_and_then_its_first_stop(listen: Walker) -> None:
    _, listener = listen()
    begin(listener)
    said = listener.listen()
    assert said[0] == "Berapa NIK Anda?"
    assert said[-1] == "NIK, kotak isian, belum diisi."
    assert len(said) == len(set(said)), "nothing is said twice"


def test_the_walk_goes_round_and_back(listen: Walker) -> None:
    """After the last thing on the screen comes the page itself, then what one is asked for."""
    _, listener = listen()
    begin(listener)
    there = []
    while "Berapa NIK Anda?" not in listener.do("next"):
        there.append(listener.last)
    assert there[:2] == ["Lanjut, tombol.", "Kembali, tombol."]
    assert there[-1].startswith("Selesai, ")
    assert [listener.do("previous")[-1] for _ in there] == there[::-1]
    assert listener.do("previous") == ["NIK, kotak isian, belum diisi."]
    assert listener.do("previous")[0] == "Berapa NIK Anda?"


def test_digits_are_echoed_and_the_number_is_said_only_when_asked_for(listen: Walker) -> None:
    screen, listener = listen()
    begin(listener)
    listener.choose("NIK, ")
    listener.scan("1671025403890002")
    assert screen.flow.session.answers["nik"] == "1671025403890002"
    listener.choose("Selesai mengetik")
    assert listener.last == "NIK, kotak isian, sudah diisi, 16 angka."
    assert not any("1671" in said for said in listener.heard)
    assert "1671025403890002" in " ".join(listener.do("repeat")).replace(" ", "")
    assert "1671" not in screen.guide.rest, "what was repeated does not stay on the screen"


def test_rows_of_letters_are_walked_and_left_again(listen: Walker) -> None:
    """Into a row by "pilih", out at its end; out of the keys behind the last row, or by Escape."""
    screen, listener = listen()
    begin(listener)
    listener.write("1671025403890002")
    listener.press(ENTER)
    listener.choose("Lanjut, ")
    assert listener.choose("Nama lengkap, ") == ["Baris 1 sampai 0."]
    rows = ["Baris 1 sampai 0."]
    while (row := listener.do("next")[-1]) != "Selesai mengetik.":
        rows.append(row)
    assert len(rows) == 5
    for row in rows:
        listener.choose(row)
        while listener.last != "Kembali ke baris.":
            listener.do("next")
        assert listener.do("choose") == [row], "back to the row one came from"
    listener.choose("Baris a sampai l")
    assert listener.do("choose") == ["A"]
    assert listener.do("choose") == ["a"], "it stays, and says what is written next"
    assert screen.flow.session.answers["nama"] == "Aa"
    listener.press(Qt.Key.Key_Escape)
    assert listener.last == "Nama lengkap, kotak isian, Aa."


def test_what_is_to_be_mended_is_said_and_the_guide_stands_on_it(listen: Walker) -> None:
    _, listener = listen()
    begin(listener)
    for _ in range(2):
        said = listener.choose("Lanjut, ")
        assert said == ["Perlu dibetulkan.", "Isi dulu NIK.", "NIK, kotak isian, belum diisi."], "again"


def test_a_choice_says_how_it_stands(listen: Walker) -> None:
    _, listener = listen()
    listener.do("next")
    listener.choose("Sentuh untuk mulai, ")
    listener.choose("Paling sering diurus, ")
    listener.choose("Surat Keterangan Domisili, ")
    listener.choose("Mulai, ", "Lanjut, ")
    listener.until("Saya ")
    assert listener.last.endswith("pilihan, belum terpilih.")
    assert listener.do("choose")[-1].endswith("pilihan, terpilih.")


def test_a_question_takes_the_walk_and_gives_it_back(listen: Walker) -> None:
    _, listener = listen()
    begin(listener)
    said = listener.choose("Bantuan, ")
    assert said[0] == "Butuh bantuan?"
    assert said[-1] == "Lanjutkan, tombol."
    assert listener.do("next")[0] == "Butuh bantuan?", "nothing but the question is walked"
    assert listener.choose("Lanjutkan, ")[-1] == "Bantuan, tombol."


def test_the_warning_is_said_and_any_press_answers_it(listen: Walker) -> None:
    """Who listens has twice the time, and being read to is being here."""
    screen, listener = listen(idle_warning_s=0.4, idle_wipe_s=30)
    begin(listener)
    listener.wait(lambda: bool(screen.kiosk.warning), "the warning")
    assert listener.listen()[-3:] == [
        "Masih di sini?",
        "Kalau tidak, layar ini akan dikosongkan dalam 60 detik.",
        "Ya, masih di sini, tombol.",
    ]
    listener.do("next")
    assert not screen.kiosk.warning
    assert listener.last == "NIK, kotak isian, belum diisi."


def test_what_becomes_known_of_the_paper_is_said_after_the_number(listen: Walker, machinery: TestMachinery) -> None:
    """However quickly the printer answers."""
    _, listener = listen()
    listener.do("next")
    listener.choose("Nomor antrean saja, ")
    listener.until("Bicara dengan petugas, ")
    before = len(listener.heard)
    listener.tap("voice-choose")
    listener.wait(lambda: listener.page == "done", "the number")
    machinery.settle(Outcome(JobState.FAILED, PrintReason.PAPER_OUT))
    listener.wait(lambda: any("Kertas habis" in said for said in listener.heard), "the notice")
    said = listener.listen() and listener.heard[before:]
    number = next(i for i, text in enumerate(said) if text.startswith("Nomor antrean Anda "))
    assert number < next(i for i, text in enumerate(said) if "Kertas habis" in text)
    listener.wait(lambda: "Cetak salinan, tombol." in listener.heard[before:], "the first stop")


def test_who_types_on_a_real_keyboard_hears_it_and_space_is_a_space(listen: Walker) -> None:
    screen, listener = listen()
    begin(listener)
    listener.write("1671025403890002")
    assert listener.last == "2"
    listener.press(ENTER)
    assert listener.last == "NIK, kotak isian, sudah diisi, 16 angka."
    listener.choose("Lanjut, ")
    listener.write("siti rahmawati")
    assert screen.flow.session.answers["nama"] == "siti rahmawati"
    listener.press(ENTER)
    assert listener.last == "Nama lengkap, kotak isian, siti rahmawati."
    listener.press(SPACE)
    assert listener.last == "Lanjut, tombol."
    listener.press(HOME)
    assert listener.last == "Lanjut, tombol."


def test_nobody_is_read_to_on_the_first_page(listen: Walker) -> None:
    """An office may leave voice mode on for everybody; the kiosk does not talk to an empty room."""
    screen, listener = listen()
    assert listener.listen() == []
    begin(listener)
    listener.choose("Selesai, ")
    listener.choose("Ya, hapus dan selesai, ")
    listener.wait_page("attract")
    listener.settle()
    assert listener.listen()[-1:] != ["Sentuh untuk mulai, tombol."]
    assert not screen.voice.speaking


def test_voice_that_was_turned_on_and_left_is_off_for_the_next(listen: Walker) -> None:
    screen, listener = listen(look=Look(), idle_warning_s=0.1, idle_wipe_s=0.1)
    listener.press(F2)
    listener.listen()
    listener.wait(lambda: not screen.kiosk.voice, "the next resident's first page")


def test_nothing_that_was_said_is_left_after_selesai(listen: Walker) -> None:
    screen, listener = listen()
    begin(listener)
    listener.write("1671025403890002")
    listener.press(ENTER)
    listener.do("repeat")
    listener.choose("Lanjut, ")
    listener.write("Siti Rahmawati")
    listener.press(ENTER)
    assert "Siti Rahmawati" in screen.guide.rest
    listener.choose("Selesai, ")
    listener.choose("Ya, hapus dan selesai, ")
    listener.wait_page("attract")
    kept = [repr(value) for thing in (screen.guide, screen.voice) for value in vars(thing).values()]
    kept += [str(item.property("text")) for item in screen.window.findChildren(QObject)]
    assert not any(value in text.replace(" ", "") for value in ("1671025403890002", "SitiRahmawati") for text in kept)
    assert screen.window.property("stop") is not None, "it stands on the first page"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("text", ["normal", "largest"])
def test_the_controls_are_large_and_nothing_lies_beneath_them(listen: Walker, size: tuple[int, int], text: str) -> None:
    screen, listener = listen(size=size, look=Look(voice=True, text=text, reach=True))  # type: ignore[arg-type]
    begin(listener)
    bar = _rect(listener.item("voice-bar"))
    for control in ("next", "previous", "repeat", "choose"):
        rect = _rect(listener.item(f"voice-{control}"))
        assert min(rect[2], rect[3]) >= 150, control
        assert rect[1] + rect[3] <= size[1]
    assert _rect(listener.item("voice-next"))[0] <= 12
    assert sum(_rect(listener.item("voice-choose"))[::2]) >= size[0] - 12
    for name, item in listener.touchables():
        if not item.objectName().startswith("voice-"):
            assert _rect(item)[1] + _rect(item)[3] <= bar[1] + 1 or _clipped(item), name
    assert screen.kiosk.voice


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_what_the_guide_stands_on_is_in_sight(listen: Walker, size: tuple[int, int], tmp_path: Path) -> None:
    """Also what lies far below on a long page."""
    screen, listener = listen(size=size, look=Look(voice=True, text="largest"))
    listener.do("next")
    listener.choose("Sentuh untuk mulai, ")
    floor = _rect(listener.item("voice-bar"))[1]
    for _ in range(12):
        listener.do("next")
        stop = screen.window.property("stop")
        assert isinstance(stop, QQuickItem)
        x, y, width, height = _rect(stop)
        assert y >= 0, listener.last
        assert y + height <= floor, listener.last
        assert 0 <= x <= x + width <= size[0], listener.last
        listener.picture(tmp_path / "ring.png")  # a frame
        assert _around(_rect(listener.item("ring")), _rect(stop)), listener.last


def _rect(item: QQuickItem) -> tuple[float, float, float, float]:
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    return place.x(), place.y(), place.width(), place.height()


def _around(ring: tuple[float, float, float, float], thing: tuple[float, float, float, float]) -> bool:
    """Twelve pixels outside, on every side."""
    x, y, width, height = thing
    return all(abs(a - b) < 1 for a, b in zip(ring, (x - 12, y - 12, width + 24, height + 24), strict=True))


def _clipped(item: QQuickItem) -> bool:
    """Whether it lies in a list, which cuts off what is below."""
    parent = item.parentItem()
    while parent is not None and parent.property("flicking") is None:
        parent = parent.parentItem()
    return parent is not None
