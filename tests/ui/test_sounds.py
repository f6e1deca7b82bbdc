"""The two sounds of a kiosk whose voice is off: for what was accepted, and for "Masih di sini?"."""

from __future__ import annotations

from tests.ui.conftest import Opener
from ui.app import Screen
from ui.resident import Resident


def _sounds(screen: Screen) -> list[str]:
    heard: list[str] = []
    say = screen.voice.say

    def listen(texts: list[str], language: str, sound: str = "") -> None:
        heard.append(sound)
        say(texts, language, sound)

    screen.voice.say = listen  # type: ignore[method-assign]
    return heard


def test_a_number_comes_with_a_chime_and_nothing_hides_the_page(screen: Screen, resident: Resident) -> None:
    heard = _sounds(screen)
    resident.tap("want-number")
    resident.wait_page("queue")
    resident.tap("group-petugas")
    resident.wait_page("done")
    assert heard == ["accepted"]
    assert not any(item.objectName() == "voice-bar" for item in resident.items())


def test_the_question_whether_somebody_is_here_comes_with_a_low_tone_once(open_screen: Opener) -> None:
    screen, resident = open_screen(idle_warning_s=0.3, idle_wipe_s=3)
    heard = _sounds(screen)
    resident.tap("start")
    resident.wait_sees("Masih di sini?")
    resident.wait(lambda: screen.kiosk.secondsLeft < 3, "the countdown")
    assert heard == ["notice"]
