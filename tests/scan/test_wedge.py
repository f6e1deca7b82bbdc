"""Scanners that type and people who type, at made-up times: neither is taken for the other."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import accumulate, cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scan.wedge import LONGEST, Fate, Key, Wedge, content

CODE = "7KQM3X9TP"
SLIP = "PK1:7KQM3X" + CODE + "X" * 96
LONGEST_WAIT_MS = 122
"""80, and 40 more where three quick keys need a fourth to say what they were; a millisecond for the timer's second look."""


class Desk:
    """A window whose keys pass a `Wedge`, with a clock that is told the time: what reaches the page, and when."""

    def __init__(self, wedge: Wedge | None = None) -> None:
        self.wedge = wedge or Wedge()
        self.page = ""
        self.scans: list[str] = []
        self.longest_wait = 0
        self._held: list[tuple[str, int]] = []
        self._due: int | None = None

    def key(self, text: str, at: int, *, stalled_until: int = 0, repeat: bool = False) -> None:
        """One key of that time. While the screen stands still neither keys arrive nor timers end."""
        now = max(at, stalled_until)
        if not stalled_until:
            self._pass(now)
        verdict = self.wedge.feed(Key(text, at, repeat))
        self._settle(verdict.held, now)
        match verdict.key:
            case Fate.HELD:
                self._held.append((text, now))
            case Fate.PAGE:
                self.page += text
            case Fate.GONE:
                pass
        if verdict.scan is not None:
            self.scans.append(verdict.scan)
        self._wait(now)

    def types(self, text: str, gaps: Iterable[int], start: int = 1000) -> int:
        """Key after key; returns the time of the last one."""
        at = start
        for character, gap in zip(text, gaps, strict=False):
            at += gap
            self.key(character, at)
        return at

    def rest(self) -> Desk:
        """Nothing more comes."""
        while self._due is not None:
            self._pass(self._due + 1)
        assert self._held == []
        return self

    def _pass(self, now: int) -> None:
        # A timer that ends looks once more for keys before it decides.
        while self._due is not None and self._due < now:
            due = self._due
            self._settle(self.wedge.expire(), due)
            self._wait(due)

    def _wait(self, now: int) -> None:
        self._due = None if self.wedge.wait_ms is None else now + self.wedge.wait_ms

    def _settle(self, fate: Fate, now: int) -> None:
        if fate is Fate.HELD:
            return
        for text, since in self._held:
            if fate is Fate.PAGE:
                self.page += text
                self.longest_wait = max(self.longest_wait, now - since)
        self._held.clear()


@pytest.mark.parametrize("gaps", [[0], [1], [7], [16], [25], [30], [8, 24, 16], [20, 36, 28], [38]], ids=str)
@pytest.mark.parametrize("code", [CODE, SLIP, "1671025403890002", "https://contoh.id/a?b=%20"])
@pytest.mark.parametrize("end", ["\r", "\t", "\r\n"], ids=["enter", "tab", "both"])
def test_a_scan_is_whole_and_the_page_hears_nothing_of_it(gaps: list[int], code: str, end: str) -> None:
    desk = Desk()
    desk.types(code + end, cycle(gaps))
    assert (desk.rest().page, desk.scans) == ("", [code])


def test_one_scan_follows_another() -> None:
    desk = Desk()
    for start in (1000, 1600, 1700):
        desk.types(CODE + "\r", cycle([7]), start)
    assert (desk.rest().page, desk.scans) == ("", [CODE] * 3)


@pytest.mark.parametrize("seed", range(20))
def test_a_fast_typist_loses_no_letter_and_waits_for_none(seed: int) -> None:
    """60 to 150 ms between keys; two or three fingers roll in 15 to 30."""
    chance = random.Random(seed)
    text = "The theory that three thin brothers thought through\r" * 3
    gaps, rolling = [], 0
    for _ in text:
        rolling = 0 if rolling >= 2 or chance.random() < 0.6 else rolling + 1
        gaps.append(chance.randint(15, 30) if rolling else chance.randint(60, 150))
    desk = Desk()
    desk.types(text, gaps)
    assert (desk.rest().page, desk.scans) == (text, [])
    assert desk.longest_wait <= LONGEST_WAIT_MS


def test_a_key_alone_waits_for_80_ms_and_no_longer() -> None:
    desk = Desk()
    desk.types("7KQ", [200, 150, 90])
    assert (desk.rest().page, desk.longest_wait) == ("7KQ", 80)


@given(st.lists(st.integers(60, 400), min_size=1, max_size=60), st.integers(0, 10**9))
def test_no_pace_of_a_hand_is_a_scan(gaps: list[int], start: int) -> None:
    text = "".join(letter for letter, _ in zip(cycle("7KQM3X9TP\r\t "), gaps, strict=False))
    desk = Desk()
    desk.types(text, gaps, start)
    assert (desk.rest().page, desk.scans) == (text, [])
    assert desk.longest_wait <= LONGEST_WAIT_MS


def test_keys_that_a_stalled_screen_delivers_in_one_burst_are_still_a_hand_s() -> None:
    """Their own times tell."""
    desk = Desk()
    text = "7KQM3X9TP\r"
    for place, character in enumerate(text):
        desk.key(character, 1000 + 120 * place, stalled_until=3000)
    assert (desk.rest().page, desk.scans) == (text, [])


def test_a_scan_that_a_stalled_screen_delivers_late_is_still_a_scan() -> None:
    desk = Desk()
    for place, character in enumerate(CODE + "\r"):
        desk.key(character, 1000 + 7 * place, stalled_until=1200 if place >= 3 else 0)
    assert (desk.rest().page, desk.scans) == ("", [CODE])


@pytest.mark.parametrize("pace", [1, 7, 16])
def test_a_pause_of_the_machine_does_not_split_a_scan(pace: int) -> None:
    """Where the window system gives no times, those of delivery have the pauses of this program in them."""
    for pause in range(1000, 1000 + pace * len(CODE)):
        desk = Desk()
        for place, character in enumerate(CODE + "\r"):
            typed = 1000 + pace * place
            if pause <= typed <= pause + 60:
                desk.key(character, pause + 60, stalled_until=pause + 60)
            else:
                desk.key(character, typed)
        assert (desk.rest().page, desk.scans) == ("", [CODE]), pause


@pytest.mark.survives(12)
def test_half_a_scan_is_none_and_its_other_half_is_none_either() -> None:
    """A number cut out of a longer one may look like somebody's NIK."""
    desk = Desk()
    at = desk.types("99887766" + "1671025403890002"[:4], cycle([7]))
    desk.types("1671025403890002\r", cycle([7]), at + 300)
    assert (desk.rest().page, desk.scans) == ("", [])
    desk.types(CODE + "\r", cycle([7]), at + 5000)
    assert desk.rest().scans == [CODE]


def test_a_key_that_is_held_down_is_no_scan() -> None:
    """It comes again every 30 ms; some systems say that it is the same press, others do not."""
    told = Desk()
    told.key("8", 1000)
    for place in range(40):
        told.key("8", 1500 + 30 * place, repeat=True)
    told.key("\r", 2730)
    assert (told.rest().page, told.scans) == ("8" * 41 + "\r", [])
    untold = Desk()
    untold.types("8" * 40 + "\r", cycle([30]))
    assert (untold.rest().page, untold.scans) == ("8" * 40 + "\r", [])


@pytest.mark.parametrize("gap", [60, 90, 250])
def test_two_switches_are_hardly_delayed(gap: int) -> None:
    """Space and Enter, as quick as anybody's."""
    desk = Desk()
    text = "  \r \r\r   \r"
    desk.types(text, cycle([gap]))
    assert (desk.rest().page, desk.scans) == (text, [])
    assert desk.longest_wait <= 42


def test_a_pin_on_a_keyboard_arrives() -> None:
    desk = Desk()
    desk.types("482915\r", [200, 140, 90, 110, 70, 85, 60])
    assert (desk.rest().page, desk.scans) == ("482915\r", [])


@pytest.mark.parametrize("code", ["1234", "12345", "1234567"])
@pytest.mark.parametrize("pace", [1, 7, 16])
def test_a_code_too_short_for_us_types_nothing_either(code: str, pace: int) -> None:
    """Its Enter would press a button."""
    desk = Desk()
    desk.types(code + "\r", cycle([pace]))
    assert (desk.rest().page, desk.scans) == ("", [])


@pytest.mark.survives(12)
def test_the_keys_of_a_code_press_nothing() -> None:
    """Enter before it, Escape, F-keys and arrows (which write nothing) in it."""
    desk = Desk()
    keys = ["\r", "", "", *CODE[:5], "\x1b", "", "\b", *CODE[5:], "\r", "\n"]
    for place, text in enumerate(keys):
        desk.key(text, 1000 + 7 * place)
    assert (desk.rest().page, desk.scans) == ("", [CODE])


def test_the_rest_of_what_a_scanner_types_presses_nothing_either() -> None:
    """A code may hold Enter, and go on with Escape."""
    desk = Desk()
    at = desk.types(CODE + "\r\x1bX\r\r\x1b", cycle([7]))
    assert (desk.rest().page, desk.scans) == ("", [CODE])
    desk.types("\x1b", [200], at)
    assert desk.rest().page == "\x1b", "a person, a moment later"


def test_what_is_no_printable_ascii_is_left_out() -> None:
    desk = Desk()
    desk.types("\x00A\u200bB\u202eCé1\u06f02345D\r", cycle([5]))
    assert (desk.rest().page, desk.scans) == ("", ["ABC12345D"])


@pytest.mark.survives(12)
def test_a_scan_longer_than_any_code_of_ours_is_dropped_whole() -> None:
    desk = Desk()
    at = desk.types("X" * (LONGEST * 20) + "\r", cycle([1]))
    assert (desk.rest().page, desk.scans) == ("", [])
    desk.types(CODE + "\r", cycle([5]), at + 2000)
    assert desk.rest().scans == [CODE]


def test_capitals_turned_round_are_still_our_code() -> None:
    """Caps Lock; `kiosk.domain.code` reads any case."""
    desk = Desk(Wedge("~x"))
    desk.types("~X" + CODE.swapcase() + "\r", cycle([7]))
    assert desk.rest().scans == [CODE.lower()]


# --- A prefix, the only certain mark


@pytest.mark.parametrize("pace", [1, 25, 60, 200, 700])
def test_behind_the_prefix_everything_is_a_scan_however_slow(pace: int) -> None:
    desk = Desk(Wedge("~"))
    desk.types("~" + CODE + "\r", cycle([pace]))
    assert (desk.rest().page, desk.scans) == ("", [CODE])


def test_a_long_prefix_may_come_slowly_too() -> None:
    desk = Desk(Wedge("]}Pk"))
    desk.types("]}PK" + "12\r", cycle([300]))
    assert (desk.rest().page, desk.scans) == ("", ["12"])


def test_what_only_began_like_the_prefix_was_typed_by_a_person() -> None:
    desk = Desk(Wedge("~~"))
    at = desk.types("~a", [500, 300])
    desk.types("~", [3000], at)
    assert (desk.rest().page, desk.scans) == ("~a~", [])


def test_without_the_prefix_a_scan_is_still_told_by_its_pace() -> None:
    """A scanner that has forgotten its settings must not type into the page."""
    desk = Desk(Wedge("~"))
    desk.types(CODE + "\r", cycle([7]))
    assert (desk.rest().page, desk.scans) == ("", [CODE])


def test_people_type_on_a_kiosk_whose_scanner_has_a_prefix() -> None:
    desk = Desk(Wedge("~", "|"))
    desk.types("Siti Rahmawati\r", cycle([110, 25, 140]))
    assert (desk.rest().page, desk.scans) == ("Siti Rahmawati\r", [])


def test_the_suffix_ends_a_scan_and_a_line_in_it_does_not() -> None:
    desk = Desk(Wedge("", "||"))
    desk.types("BEGIN:CARD\rN:X|Y||\r", cycle([7]))
    assert (desk.rest().page, desk.scans) == ("", ["BEGIN:CARDN:X|Y"])


@pytest.mark.parametrize(
    ("text", "said"), [("]Q1" + CODE, CODE), ("]C0", None), ("[Q1X", "[Q1X"), ("A]Q1", "A]Q1"), ("", None)]
)
def test_what_kind_of_code_it_was_is_no_part_of_it(text: str, said: str | None) -> None:
    """AIM ids, ISO/IEC 15424."""
    assert content(text) == said
    assert content("~" + text + "|", "~", "|") == said


# --- Whatever happens


@given(
    st.lists(
        st.tuples(
            st.one_of(st.sampled_from(["", "A", "8", "\r", "\t", " ", "~", "|", "\x1b"]), st.text(max_size=2)),
            st.one_of(st.integers(0, 120), st.integers(-(10**6), 10**9)),
            st.booleans(),
        ),
        max_size=80,
    ),
    st.sampled_from(["", "~", "~~"]),
    st.sampled_from(["", "|"]),
)
@pytest.mark.survives(12)
def test_no_sequence_of_keys_breaks_it_and_the_page_gets_keys_in_their_order(
    keys: Sequence[tuple[str, int, bool]], prefix: str, suffix: str
) -> None:
    """Clocks jump and scanners stutter."""
    desk = Desk(Wedge(prefix, suffix))
    now = 0
    for (text, _, repeat), at in zip(keys, accumulate(gap for _, gap, _ in keys), strict=True):
        now = max(now, at)
        desk.key(text, at, stalled_until=now, repeat=repeat)
    page = iter("".join(text for text, _, _ in keys))
    assert all(character in page for character in desk.rest().page)
    assert all(scan.isascii() and scan.isprintable() and len(scan) <= LONGEST for scan in desk.scans)
